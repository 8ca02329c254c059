"""The free flight of a case: whether the facts hold what a plan takes, and the flight to plan."""

from datetime import UTC, datetime, time

from visviva.analysis.free_flight import FreeFlightRequest
from visviva.assessment.case import Case
from visviva.assessment.models.launch_plane import LaunchPlane
from visviva.core.time import Epoch
from visviva.crew.descent.deorbit import Braking
from visviva.errors import UnknownNameError

_NEEDED = ("free_flight_days", "isp_s", "main_thrust_n", "deorbit_delta_v_m_s")


def can_plan(case: Case) -> bool:
    """Whether the study calls for a flight plan and the facts hold what it takes."""
    ship = case.ship
    if ship is None or not case.loaded.study.target.returns or not ship.zones():
        return False
    try:
        ship.capsule_figures()
    except UnknownNameError:
        return False
    return all(case.figure("spacecraft", name) is not None for name in _NEEDED)


def free_flight_request(case: Case, plane: LaunchPlane) -> FreeFlightRequest | None:
    """The flight to plan; None where the study or its facts do not allow to (`can_plan`).

    A plan needs an orbit that the pad reaches without a turn.
    """
    ship = case.ship
    if ship is None or not can_plan(case) or plane.plane_change > 0.0:
        return None
    low, high = sorted(1e3 * case.orbit_figure(name).value for name in ("perigee_km", "apogee_km"))
    stated = case.loaded.study.launch.date
    # Without a date the day of the claim stands in: it decides the light alone.
    day = stated or datetime.combine(case.loaded.study.study.said_on, time(), UTC)
    mass, thrust, impulse, burn = (
        case.required("spacecraft", name).value
        for name in ("mass_kg", "main_thrust_n", "isp_s", "deorbit_delta_v_m_s")
    )
    return FreeFlightRequest(
        vehicle=case.vehicle,
        ship=ship,
        pad=case.site.location(case.pad.key),
        inclination=plane.start_inclination,
        perigee=low,
        apogee=high,
        liftoff=Epoch.from_datetime(day),
        dated=stated is not None,
        days=case.required("spacecraft", "free_flight_days").value,
        braking=Braking(mass, thrust, impulse, burn),
    )
