"""What questions about a launcher are given: vehicle, pad, orbit, corridors, drop zones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import degrees, pi, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visviva.analysis.launch_route import bands_deg
from visviva.analysis.places import find_place
from visviva.core.constants import EARTH_RADIUS
from visviva.core.place import Place
from visviva.core.uncertain import Uncertain
from visviva.data.catalogue import Catalogue
from visviva.data.schema.site import SiteFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import InputError, UnknownNameError
from visviva.launch.mission import Mission
from visviva.launch.vehicle import Vehicle
from visviva.orbit.elements import sun_synchronous_inclination

if TYPE_CHECKING:
    from visviva.launch.optimal.program import AscentConstraints

#: Where a named orbit flies, km: the parking and apogee heights of a geostationary transfer, and
#: the station's orbit.
GTO_KM, ISS_KM, ISS_DEG = (185.0, 35_786.0), 420.0, 51.64
#: Figures of a stage whose spread moves the payload, and the factor to SI.
_SI = {
    "dry_mass_kg": ("dry_mass", 1.0),
    "propellant_mass_kg": ("propellant_mass", 1.0),
    "thrust_vacuum_kn": ("thrust_vacuum", 1e3),
    "isp_vacuum_s": ("specific_impulse_vacuum", 1.0),
}


@dataclass(frozen=True, slots=True)
class TargetOrbit:
    """An orbit to be reached: `perigee` and `apogee` over the equatorial radius (m), `inclination`.

    In rad.
    """

    perigee: float
    apogee: float
    inclination: float


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading over the ground when a stage is spent, from `low` to `high` rad.

    `stage` None: the longest burning of those lit on the pad.
    """

    low: float
    high: float
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class DropZone:
    """Ground range (m) within which a stage or the fairing comes down, without air."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FlightRequest:
    """A launcher, a pad and an orbit, and how it may be flown there.

    Attributes
    ----------
    vehicle : str
        Slug, name or fact file.
    site : str or Place
    orbit : TargetOrbit or str
        An orbit, or its name: ``sso:H``, ``gto``, ``iss``.
    turn, southward, crewed : bool
        Allow an inclination below the latitude; leave towards the descending node; carry the escape
        tower.
    headings, drops : tuple
        Corridors and drop zones to be kept.
    wind : Path, optional
        CSV of the wind that the flight behind the answer meets, unsteered.
    """

    vehicle: str
    site: str | Place
    orbit: TargetOrbit | str
    turn: bool = field(default=False, kw_only=True)
    southward: bool = field(default=False, kw_only=True)
    crewed: bool = field(default=False, kw_only=True)
    headings: tuple[Heading, ...] = field(default=(), kw_only=True)
    drops: tuple[DropZone, ...] = field(default=(), kw_only=True)
    wind: Path | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class LaunchCase:
    """A launcher on a pad.

    Attributes
    ----------
    fact : VehicleFact
    vehicle : Vehicle
    place : Place
    site : str
        Slug of the site, or the text that was given.
    site_fact : SiteFact or None
    pad : str, optional
        Key of the pad, where the site is one of the facts.
    """

    fact: VehicleFact
    vehicle: Vehicle
    place: Place
    site: str
    site_fact: SiteFact | None
    pad: str | None = None

    @classmethod
    def of(cls, vehicle: str, site: str | Place, *, crewed: bool = False) -> "LaunchCase":
        """Resolve names, fact files and degrees; of a site, the pad that the launcher flies from.

        Raises
        ------
        VisvivaError
            If a name is not known, or a text is no place.
        """
        fact = Catalogue.bundled().vehicle(vehicle)
        launcher = fact.build(crewed=crewed)
        if isinstance(site, Place):
            return cls(fact, launcher, site, site.label, None)
        place = find_place(site)
        try:
            known: SiteFact | None = Catalogue.bundled().site(site)
        except UnknownNameError:
            known = None
        if known is None:
            return cls(fact, launcher, place, site, None)
        pad = known.pad_for(fact.slug).key
        return cls(fact, launcher, known.place(pad), known.slug, known, pad)

    def spreads(self) -> dict[str, Uncertain]:
        """`spreads_of` the vehicle's fact."""
        return spreads_of(self.fact)

    def constraints(
        self, headings: Sequence[Heading], drops: Sequence[DropZone]
    ) -> "AscentConstraints | None":
        """Plain constraints (None), or those with corridors and drop zones.

        Raises
        ------
        InputError
            If a stage is not known, or nothing of that name falls.
        """
        if not headings and not drops:
            return None
        # Here, not above: what is listed or judged without an ascent needs no optimiser.
        from visviva.launch.optimal.program import AscentConstraints

        return AscentConstraints(
            headings=tuple((self._stage_of(h.stage), h.low, h.high) for h in headings),
            drops=tuple((self._falling(d.name), d.low, d.high) for d in drops),
        )

    def _stage_of(self, name: str | None) -> int:
        stages = self.vehicle.stages
        names = [s.name for s in stages]
        if name is None:
            # Of the stages lit on the pad, the corridor belongs to the one that burns longest.
            ground = [k for k, s in enumerate(stages) if s.ignition == "liftoff"]
            return max(ground, key=lambda k: stages[k].burn_time)
        if name not in names:
            raise InputError(
                f"a heading of {name!r}, which is no stage", advice=f"use {', '.join(names)}"
            )
        return names.index(name)

    def _falling(self, name: str) -> str:
        names = [s.name for s in self.vehicle.stages[:-1]]
        names += ["fairing"] if self.vehicle.fairing else []
        if name not in names:
            raise InputError(
                f"a drop zone of {name!r}: nothing of that name falls",
                advice=f"use {', '.join(names)}",
            )
        return name


def spreads_of(fact: VehicleFact) -> dict[str, Uncertain]:
    """Spread of each figure of a vehicle fact, by parameter of the ascent, SI."""
    out: dict[str, Uncertain] = {}
    for k, stage in enumerate(fact.stages):
        for key, (attribute, factor) in _SI.items():
            figure = getattr(stage, key)
            kind: Any = figure.kind if figure.kind in ("normal", "uniform") else "exact"
            spread = Uncertain(figure.value, figure.low, figure.high, kind)
            out[f"{k}.{attribute}"] = spread.scaled(factor)
    if fact.fairing is not None:
        figure = fact.fairing.mass_kg
        out["fairing"] = Uncertain(figure.value, figure.low, figure.high, "normal")
    return out


def named_orbit(text: str, case: LaunchCase) -> TargetOrbit:
    """Orbit of a name: ``sso:H`` (circular at H km), ``gto`` or ``iss``.

    Raises
    ------
    InputError
        If it is none of them, or H is no height of a sun-synchronous orbit.
    """
    name, _, height = text.strip().casefold().partition(":")
    if name == "iss" and not height:
        return TargetOrbit(ISS_KM * 1e3, ISS_KM * 1e3, radians(ISS_DEG))
    if name == "gto" and not height:
        low, high = (1e3 * h for h in GTO_KM)
        return TargetOrbit(low, high, lowest_inclination(case))
    if name == "sso":
        try:
            km = float(height)
        except ValueError:
            km = float("nan")
        if not 100.0 <= km <= 5000.0:
            raise InputError(
                f"{text!r} is no sun-synchronous orbit",
                advice="write sso:H with H in km, like sso:500",
            )
        tilt = float(sun_synchronous_inclination(EARTH_RADIUS + km * 1e3))
        return TargetOrbit(km * 1e3, km * 1e3, tilt)
    raise InputError(
        f"no orbit is called {text!r}",
        advice="use sso:H, gto or iss, or give --perigee-km, --apogee-km and --inclination-deg",
    )


def lowest_inclination(case: LaunchCase) -> float:
    """Lowest inclination that the pad reaches within the site's corridors without a turn, rad."""
    floor = Mission(case.place.latitude, 200e3, 200e3, pi / 2).lowest_inclination
    bands = (
        [] if case.site_fact is None else bands_deg(case.site_fact, degrees(case.place.latitude))
    )
    # a hundredth of a degree over the pad's own latitude: at it the heading has no choice left
    return max(floor + radians(0.01), min((radians(low) for low, _, _ in bands), default=0.0))


def describe_orbit(orbit: TargetOrbit) -> dict[str, float]:
    """Keys of an orbit."""
    return {
        "perigee_km": round(orbit.perigee / 1e3, 6),
        "apogee_km": round(orbit.apogee / 1e3, 6),
        "inclination_deg": round(degrees(orbit.inclination), 6),
    }
