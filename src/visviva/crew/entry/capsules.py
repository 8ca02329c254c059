"""Capsules whose figures have been published, as values with their sources.

Masses, areas and loads that the facts hold are handed in by the caller; what stands here is what an
entry needs and the schema of facts has no field for. Limits: one capsule so far; drag and lift are
those of a range of published figures for the headlight shape, not of a wind tunnel; they are the
same for the lifting and the ballistic regime.
"""

from dataclasses import dataclass

from visviva.crew.entry.aero import Aerodynamics
from visviva.crew.entry.fly import Capsule
from visviva.crew.entry.parachute import Parachute, drag_area_for
from visviva.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class CapsuleFigures:
    """What a ship's capsule is in the air, beside its mass and area.

    Every figure's source is in `sources`.
    """

    ship: str
    mass: float
    area: float
    cd: float
    lift_to_drag: float
    nose_radius: float
    drogue_altitude: float
    drogue_area: float
    main_altitude: float
    main_area: float
    descent_rate: float
    nominal_load_g: float
    sources: tuple[tuple[str, str], ...]

    def capsule(
        self,
        mass: float | None = None,
        area: float | None = None,
        *,
        lifting: bool = True,
        descent_rate: float | None = None,
    ) -> Capsule:
        """The capsule as it enters, `lifting` or rolling steadily so that its lift cancels.

        Ballistic.

        Parameters
        ----------
        mass, area, descent_rate : float, optional
            In place of the figures here, kg, m², m/s.
        """
        kg, m2 = mass or self.mass, area or self.area
        rate = descent_rate or self.descent_rate
        main = drag_area_for(kg, rate)
        # the canopies are alike: the drogue gets the drag coefficient that the main canopy's
        # descent rate implies
        drogue = self.drogue_area * main / self.main_area
        chutes = (
            Parachute("parachute command", "altitude", self.drogue_altitude, drogue, fill=1.0),
            Parachute("main parachute", "altitude", self.main_altitude, main, fill=4.0),
        )
        aero = Aerodynamics.constant(
            m2, self.cd, lift_to_drag=self.lift_to_drag if lifting else 0.0
        )
        return Capsule(self.ship, kg, aero, self.nose_radius, chutes)


SOYUZ_MS = CapsuleFigures(
    ship="soyuz-ms",
    mass=2900.0,
    area=3.80,
    cd=1.30,
    lift_to_drag=0.25,
    nose_radius=2.2,
    drogue_altitude=10.8e3,
    drogue_area=24.0,
    main_altitude=7.75e3,
    main_area=1000.0,
    descent_rate=7.2,
    nominal_load_g=4.5,
    sources=(
        ("mass", "NASA page text: 6,393 lb (2,900 kg)"),
        (
            "area, cd, lift_to_drag",
            "3.80 m² from the 2.2 m diameter; CD 1.30 and L/D 0.25 as collected with the "
            "crewed-flight figures, of the "
            "usual range for the headlight shape",
        ),
        (
            "nose_radius",
            "taken equal to the diameter of the module, 2.2 m: the sphere of the shield is not in "
            "a source "
            "read so far; heat goes with one over its root, so 20 % of it is 10 % of the flux",
        ),
        (
            "drogue_altitude",
            "Canadian Space Agency, Soyuz MS-11 timeline: parachute command at 10.8 km",
        ),
        (
            "drogue_area, main_area, descent_rate",
            "Canadian Space Agency, same page: 24 m², 1,000 m², 7.2 m/s",
        ),
        (
            "main_altitude",
            "middle of what is published: 7 km (ru.wikipedia through ya.ru) and 8.5 km (Roscosmos "
            "through golos.ua, 2016-06-20)",
        ),
        ("nominal_load_g", "middle of the 4 to 5 g of the Canadian Space Agency's timeline"),
    ),
)

_KNOWN = {SOYUZ_MS.ship: SOYUZ_MS}


def capsule_figures(ship: str) -> CapsuleFigures:
    """Entry figures of a ship by its slug.

    Raises
    ------
    UnknownNameError
        If none are known.

    Examples
    --------
    >>> capsule_figures("soyuz-ms").drogue_altitude
    10800.0
    """
    if ship not in _KNOWN:
        raise UnknownNameError(
            f"no entry figures are known for {ship!r}",
            advice="known: "
            + ", ".join(_KNOWN)
            + "; fly another capsule as a stated case with `visviva crew entry`",
            nearest=tuple(_KNOWN),
        )
    return _KNOWN[ship]
