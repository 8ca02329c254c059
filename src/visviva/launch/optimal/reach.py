"""What no ascent can reach: the least velocity to an orbit against all that the stages have.

A certificate, not an ascent: every loss of gravity, air, steering and finite burns is left out and
every kilogram of propellant burnt, so that an orbit refused here is refused by any flight.

Limits: it says nothing of orbits that it lets pass.
"""

from math import cos, inf, log, sqrt

from visviva.core.constants import EARTH_GM, EARTH_RADIUS, EARTH_RATE
from visviva.launch.budget import BudgetVehicle, ideal_delta_v
from visviva.launch.mission import Mission
from visviva.launch.vehicle import Vehicle

#: Share of the least velocity that is given away, so that the rounding of the Earth's figure and
#: of the flattening's pull never refuse an orbit: the speed at the poles' radius is 0.17 % higher.
GIVEN_AWAY = 0.01
#: Steps in which the last stage's burn is followed.
PARTS = 200


def least_velocity(mission: Mission) -> float:
    """Velocity that reaches the orbit of `mission` from its pad without any loss, m/s.

    The least of three ways of impulses along the flight: up to the apogee and the perigee raised
    there, up to the perigee and the apogee raised there, and by way of infinity (Lawden 1963; with
    vis-viva, Vallado 2013, 1-31). The turning ground counts whole, a turn of the plane not at all.

    Examples
    --------
    >>> from math import radians
    >>> low = Mission(radians(28.5), 200e3, 200e3, radians(28.5))
    >>> far = Mission(radians(28.5), 35786e3, 35786e3, radians(28.5))
    >>> round(least_velocity(low), -2), round(least_velocity(far), -2)
    (7500.0, 11400.0)
    """
    ground = EARTH_RADIUS
    carried = EARTH_RATE * ground * cos(mission.latitude)
    if mission.c3 is not None:
        return (1.0 - GIVEN_AWAY) * (sqrt(2.0 * EARTH_GM / ground + mission.c3) - carried)
    low, high = EARTH_RADIUS + mission.perigee, EARTH_RADIUS + mission.apogee
    by_apogee = _speed(ground, ground, high) + _speed(high, high, low) - _speed(high, high, ground)
    by_perigee = _speed(ground, ground, low) + _speed(low, low, high) - _speed(low, low, ground)
    by_infinity = _speed(ground, ground, inf) + _speed(low, low, inf) - _speed(low, low, high)
    return (1.0 - GIVEN_AWAY) * (min(by_apogee, by_perigee, by_infinity) - carried)


def missing_velocity(vehicle: Vehicle, mission: Mission, *, kept_back: float = 0.0) -> float:
    """Velocity missing at least with nothing on top, m/s; below zero where it may be reached.

    Parameters
    ----------
    vehicle : Vehicle
    mission : Mission
    kept_back : float
        Velocity that the stages do not give, m/s: what is unmodelled, and what is to be spared.
    """
    bare = BudgetVehicle(BudgetVehicle.of(vehicle).stages, 0.0, vehicle.adapter_mass)
    return least_velocity(mission) + kept_back - float(ideal_delta_v(bare, 0.0))


def weak_stage(vehicle: Vehicle, mission: Mission) -> tuple[float, float]:
    """What the last stage can add before it falls back, and what is missing of any orbit, m/s.

    A bound, with nothing on top. Until it is in orbit, a stage is on a ballistic arc that its
    thrust bends. No part of it is faster than all velocity given so far and the turning ground
    together, V, or higher than V carries straight up; there, gravity less V²/r and the thrust pulls
    it back, so that it is down again after ``2 V`` over that pull. The propellant burnt by then is
    all that counts. Missing is minus infinity where that may be enough.
    """
    stages = BudgetVehicle.of(vehicle).stages
    last, lower = stages[-1], stages[:-1]
    if last.at_liftoff or not lower:
        return 0.0, -inf
    empty = float(last.dry_mass) + vehicle.adapter_mass
    full = empty + float(last.propellant_mass)
    carried = EARTH_RATE * EARTH_RADIUS * cos(mission.latitude)
    before = carried + float(ideal_delta_v(BudgetVehicle(lower), full))
    flow, exhaust = float(last.mass_flow), float(last.exhaust_velocity)
    orbital = (1.0 - GIVEN_AWAY) * sqrt(EARTH_GM / EARTH_RADIUS)
    aloft = float(last.propellant_mass) / flow
    for k in range(1, PARTS + 1):
        passed = aloft * k / PARTS
        mass = full - flow * passed
        gained = exhaust * log(full / mass)
        speed = before + gained
        if speed >= orbital:
            break
        top = 1.0 / (1.0 / EARTH_RADIUS - speed**2 / (2.0 * EARTH_GM))
        pull = EARTH_GM / top**2 - speed**2 / top - flow * exhaust / mass
        if pull > 0.0 and passed > 2.0 * speed / pull:
            return gained, orbital - speed
    return gained, -inf


def _speed(at: float, low: float, high: float) -> float:
    """Speed at radius `at` on the orbit with these apses, m/s."""
    return sqrt(2.0 * EARTH_GM * (1.0 / at - 1.0 / (low + high)))
