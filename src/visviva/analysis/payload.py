"""Published payloads of a user's own launcher, fitted like those of the bundled ones."""

from math import radians

from visviva.data.catalogue import Catalogue
from visviva.data.schema.vehicle import PayloadRow, VehicleFact
from visviva.launch.mission import Mission
from visviva.launch.performance import Calibration, bundled_calibrations, calibrate


def calibrations_for(fact: VehicleFact) -> tuple[Calibration, ...]:
    """The bundled calibrations and, for a launcher that has none there.

    Those of its own payload rows.

    Raises
    ------
    UnknownNameError
        If a row names a site that is not known.
    ConvergenceError
        If no ascent with the payload of a row is found.
    """
    known = bundled_calibrations()
    if any(c.vehicle == fact.slug for c in known):
        return known
    return known + tuple(calibration_of(fact, row) for row in fact.payloads if row.calibrates)


def calibration_of(fact: VehicleFact, row: PayloadRow) -> Calibration:
    """The unmodelled delta-v (m/s) of one payload row; raises as `calibrations_for` does."""
    latitude = radians(Catalogue.bundled().site(row.site).pad().lat_deg.value)
    orbit = (
        row.perigee_km.value * 1e3,
        row.apogee_km.value * 1e3,
        radians(row.inclination_deg.value),
    )
    mission, vehicle = Mission(latitude, *orbit, turn=True), fact.build(crewed=row.crewed)
    return calibrate(
        vehicle, mission, row.payload_kg.value, flown=row.type == "flown", source=row.source
    )
