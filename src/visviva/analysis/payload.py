"""Published payloads of a user's own launcher, fitted like those of the bundled ones."""

from functools import lru_cache
from math import radians

from visviva.analysis.launch_route import find_route
from visviva.data.catalogue import Catalogue
from visviva.data.schema.vehicle import PayloadRow, VehicleFact
from visviva.errors import ConvergenceError
from visviva.launch.calibration import Calibration, bundled_calibrations, calibrate
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
    site = Catalogue.bundled().site(row.site)
    pad = site.pad_for(fact.slug)
    tilt, latitude = row.inclination_deg.value, pad.lat_deg.value
    vehicle = fact.build(crewed=row.crewed)
    way = find_route(site, latitude, tilt, vehicle, pad=pad.key)
    mission = Mission(
        radians(latitude),
        row.perigee_km.value * 1e3,
        row.apogee_km.value * 1e3,
        radians(tilt),
        way.southward,
        turn=True,
    )
    constraints = AscentConstraints(headings=way.headings) if way.headings else None
    return calibrate(
        vehicle,
        mission,
        row.payload_kg.value,
        flown=row.type == "flown",
        source=row.source,
        constraints=constraints,
    )
