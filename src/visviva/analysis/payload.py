"""Published payloads of a user's own launcher, fitted like those of the bundled ones."""

from functools import lru_cache
from math import radians

from visviva.analysis.launch_route import find_route
from visviva.data.catalogue import Catalogue
from visviva.data.schema.vehicle import PayloadRow, VehicleFact
from visviva.errors import ConvergenceError
from visviva.launch.calibration import Calibration, bundled_calibrations, calibrate
from visviva.launch.flown_floors import Reached
from visviva.launch.mission import Mission
from visviva.launch.optimal.program import AscentConstraints


def calibrations_for(fact: VehicleFact) -> tuple[Calibration, ...]:
    """The bundled calibrations and, for a launcher that has none there, those of its own rows.

    A row for which no ascent is found says nothing, and is left out.

    Raises
    ------
    UnknownNameError
        If a row names a site that is not known.
    """
    known = bundled_calibrations()
    if any(c.vehicle == fact.slug for c in known):
        return known
    return known + _own(_Same(fact))


class _Same:
    """A fact as a key: itself and no other, since facts hold tables and have no hash."""

    __slots__ = ("fact",)

    def __init__(self, fact: VehicleFact) -> None:
        self.fact = fact

    def __hash__(self) -> int:
        return id(self.fact)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.fact is self.fact


@lru_cache(maxsize=32)
def _own(key: _Same) -> tuple[Calibration, ...]:
    found = []
    for row in key.fact.payloads:
        if row.calibrates:
            try:
                found.append(calibration_of(key.fact, row))
            except ConvergenceError:
                continue
    return tuple(found)


def calibration_of(fact: VehicleFact, row: PayloadRow) -> Calibration:
    """The unmodelled delta-v (m/s) of one payload row, flown along the way of its site.

    Raises
    ------
    UnknownNameError
        If the row names a site that is not known.
    ConvergenceError
        If no ascent with its payload is found.
    """
    orbit = Reached(row.site, row.perigee_km.value, row.apogee_km.value, row.inclination_deg.value)
    return calibration_to(
        fact,
        orbit,
        row.payload_kg.value,
        crewed=row.crewed,
        flown=row.type == "flown",
        source=row.source,
    )


def calibration_to(
    fact: VehicleFact,
    orbit: Reached,
    payload: float,
    *,
    crewed: bool = False,
    flown: bool = False,
    source: str = "",
) -> Calibration:
    """The unmodelled delta-v (m/s) of a payload (kg) to an orbit, flown along the way of its site.

    Raises
    ------
    UnknownNameError
        If the site is not known.
    ConvergenceError
        If no ascent with that payload is found.
    """
    site = Catalogue.bundled().site(orbit.site)
    pad = site.pad_for(fact.slug)
    latitude = pad.lat_deg.value
    vehicle = fact.build(crewed=crewed)
    way = find_route(site, latitude, orbit.inclination_deg, vehicle, pad=pad.key)
    mission = Mission(
        radians(latitude),
        orbit.perigee_km * 1e3,
        orbit.apogee_km * 1e3,
        radians(orbit.inclination_deg),
        way.southward,
        turn=True,
    )
    constraints = AscentConstraints(headings=way.headings) if way.headings else None
    return calibrate(vehicle, mission, payload, flown=flown, source=source, constraints=constraints)
