"""A ship's descent module as it enters: mass, area, drag and lift, parachutes.

The figures are a fact of the ship (`data/facts/ships`), handed in as one value. Limits: drag and
lift are those of a range of published figures for the shape, not of a wind tunnel; they are the
same for the lifting and the ballistic regime.
"""

from dataclasses import dataclass

from visviva.crew.entry.aero import Aerodynamics
from visviva.crew.entry.fly import Capsule
from visviva.crew.entry.parachute import Parachute, drag_area_for


@dataclass(frozen=True, slots=True)
class CapsuleFigures:
    """Descent module of a ship in the air: SI units, nominal load in g; sources are in its fact."""

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
