"""Plans of a flight to orbit: what the last stage burns after the injection.

The ascent ends on an injection orbit; from there the last stage coasts and burns at an apsis:

- ``direct``: the injection orbit is the target; nothing burns afterwards.
- ``transfer``: injection on an orbit up to the target's apogee; there the perigee is raised.
- ``parking``: a low circular orbit; a burn where it crosses the equator raises the apogee and turns
  the plane in part, a burn at apogee does the rest.
- ``high parking``: as ``parking``, with an apogee above the target's, where a turn is cheap, and a
  last burn at perigee that lowers it.

A turn of the plane costs the vector difference of the velocities (Vallado 2013, 6.4); how much of
it is flown in which burn, and how much on the way up, is an unknown of the optimisation.

Limits: the burns are impulses between Kepler's orbits here; what a finite burn and the Earth's
flattening take besides is found by `visviva.launch.optimal.upper` and handed back as `loss`.
"""

from dataclasses import dataclass
from typing import Any, Literal

import casadi as ca
import numpy as np

from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.launch.mission import LOWEST_PERIGEE, Mission
from visviva.launch.vehicle import Vehicle

PlanName = Literal["direct", "transfer", "parking", "high parking"]
Held = dict[str, float | tuple[float, float]]

#: Lowest perigee of an orbit that is coasted along, m: at 160 km a stage of 200 kg/m² loses less
#: than a metre a second to the air in half a turn, and the free-molecular heat flux stays below
#: 1,135 W/m² up to 8 km/s (US 1976).
LOWEST_COAST = 160e3
#: Least height by which a transfer is raised, m: burns below 10 m/s are lost in what the flattening
#: does to an orbit in half a turn.
LEAST_RAISE = 40e3
#: Highest parking orbit, m: parking higher is never cheaper.
HIGHEST_PARKING = 600e3
#: Highest apogee of a transfer above the target, m: a quarter of the way to the Moon.
HIGHEST_TRANSFER = 100e6
#: Below this apogee (m), and where the plane need not be turned by more than `SMALL_TURN` (rad),
#: parking first gains less than 0.3 % of the payload over a transfer; from `CLEAR_TURN` on it
#: always wins (for six launchers to a transfer orbit the two cross between 2 and 10 degrees, latest
#: where the last stage is weak).
NEAR_APOGEE, SMALL_TURN, CLEAR_TURN = 2000e3, np.radians(0.2), np.radians(12.0)
#: Velocity below which an impulse is rounded, in circular speed at the Earth's radius (0.8 m/s).
ROUNDED = 1e-4
#: By how much more than the pad's geometry asks the planes on the way may differ, rad.
PLANE_PLAY = 0.2

#: Unknowns of the injection orbit and of the burns after it: perigee of the injection; 1 where it
#: rises to the apogee at once, 0 where it is circular; inclination of the injection and between the
#: burns; inverse of the transfer's apogee. Lengths in Earth radii.
STATICS = ("perigee", "stretch", "tilt", "turned", "far")


@dataclass(frozen=True, slots=True)
class Target:
    """The orbit asked for, in Earth radii and where GM = 1; floats or SX.

    `near` is the inverse of its apogee radius; `energy` twice the energy where it is an escape.
    """

    perigee: Any
    near: Any
    tilt: Any
    energy: Any = None


def scaled(mission: Mission) -> Target:
    """The target of a mission in the units of the program."""
    perigee = 1.0 + mission.perigee / EARTH_RADIUS
    if mission.c3 is not None:
        return Target(perigee, 0.0, mission.inclination, mission.c3 * EARTH_RADIUS / EARTH_GM)
    near = EARTH_RADIUS / (EARTH_RADIUS + mission.apogee)
    return Target(perigee, near, mission.inclination)


def plans(mission: Mission, vehicle: Vehicle) -> tuple[PlanName, ...]:
    """Plans that can be the best for a mission, by how often the last stage can be lit again."""
    restarts = vehicle.stages[-1].restarts
    if restarts == 0:
        return ("direct",)
    escape = mission.c3 is not None
    turned = mission.turn_angle
    far = escape or mission.apogee > NEAR_APOGEE
    can_park = escape or restarts >= 2 or mission.perigee <= HIGHEST_PARKING
    out: list[PlanName] = []
    if not (can_park and turned > CLEAR_TURN):
        out.append("direct" if escape else "transfer")
    if can_park and (far or turned > SMALL_TURN):
        out.append("parking")
    if restarts >= 3 and not escape and mission.turn_angle > np.radians(20.0):
        out.append("high parking")
    return tuple(out)


def held(plan: PlanName, mission: Mission, vehicle: Vehicle) -> Held:
    """Bounds of the plan's unknowns: a value where one is fixed, or low and high."""
    target = scaled(mission)
    low = min(target.perigee, 1.0 + LOWEST_COAST / EARTH_RADIUS)
    high = 1.0 + HIGHEST_PARKING / EARTH_RADIUS
    out: Held = {
        "perigee": target.perigee,
        "stretch": 1.0,
        "tilt": target.tilt,
        "turned": target.tilt,
        "far": target.near,
    }
    if plan == "direct":
        return out | ({"perigee": (low, high)} if mission.c3 is not None else {})
    if plan == "transfer":
        if mission.perigee >= LOWEST_COAST + LEAST_RAISE:
            return out | {"perigee": (low, target.perigee)}
        # Low targets are met from below: the stage climbs past the thick air once, and coasts up.
        below = max(mission.perigee - LEAST_RAISE, LOWEST_PERIGEE)
        span = _span(1.0 + below / EARTH_RADIUS, target.perigee)
        return out | {"perigee": span, "anomaly": (0.0, float(np.pi))}
    near = mission.reachable_inclination
    span = (
        max(float(min(target.tilt, near)) - PLANE_PLAY, 0.0),
        min(float(max(target.tilt, near)) + PLANE_PLAY, float(np.pi)),
    )
    out |= {"stretch": 0.0, "tilt": span}
    if mission.c3 is not None:
        return out | {"perigee": (low, high)}
    if vehicle.stages[-1].restarts < 2:
        return out  # one burn more: it must end on the target
    out |= {"perigee": _span(low, min(target.perigee, high)), "turned": span}
    if plan == "high parking":
        out["far"] = (EARTH_RADIUS / (EARTH_RADIUS + HIGHEST_TRANSFER), target.near)
    return out


def _span(low: float, high: float) -> float | tuple[float, float]:
    return (low, high) if high - low > 1e-9 else high


def eccentricity(perigee: Any, far: Any, energy: Any = None) -> Any:
    """Of the orbit with this perigee and the inverse `far` of its apogee, or this energy."""
    if energy is not None:
        return 1.0 + perigee * energy
    return (1.0 - perigee * far) / (1.0 + perigee * far)


def injection(
    perigee: Any, stretch: Any, far: Any, energy: Any = None, rise: Any = 0.0
) -> tuple[Any, Any]:
    """Semi-latus rectum and eccentricity of the injection orbit.

    `rise` is the share by which its apogee aims above the one where the next burn is.
    """
    e = stretch * eccentricity(perigee, far / (1.0 + rise), energy)
    return perigee * (1.0 + e), e


def impulses(
    target: Target, perigee: Any, stretch: Any, tilt: Any, turned: Any, far: Any
) -> list[Any]:
    """Burns after the injection: at perigee, at apogee, at perigee; velocities where GM = 1.

    Parameters
    ----------
    target : Target
    perigee, stretch, tilt, turned, far : float or SX
        See `STATICS`.

    Returns
    -------
    list of float or SX
        Vis-viva (Vallado 2013, 1-31) at the apses, and the cosine rule; one only for an escape.
    """

    def low(r: Any, e: Any) -> Any:
        return ca.sqrt((1.0 + e) / r)

    e = eccentricity(perigee, far, target.energy)
    first = _turned(low(perigee, stretch * e), low(perigee, e), turned - tilt)
    if target.energy is not None:
        return [first]
    second = _turned(_high(perigee, far), _high(target.perigee, far), target.tilt - turned)
    third = low(target.perigee, eccentricity(target.perigee, far)) - low(
        target.perigee, eccentricity(target.perigee, target.near)
    )
    return [first, second, third]


def _high(perigee: Any, far: Any) -> Any:
    """Speed at apogee."""
    return far * ca.sqrt(2.0 * perigee / (1.0 + perigee * far))


def _turned(before: Any, after: Any, angle: Any) -> Any:
    """Size of the difference of two velocities `angle` apart, rounded at zero."""
    across = 4.0 * before * after * ca.sin(0.5 * angle) ** 2
    return ca.sqrt((after - before) ** 2 + across + ROUNDED**2) - ROUNDED


def guess(plan: PlanName, mission: Mission, vehicle: Vehicle) -> dict[str, float]:
    """Where the plan's unknowns begin: a low injection, the turn at the highest burn."""
    bounds = held(plan, mission, vehicle)
    wish = {
        "perigee": 1.0 + 190e3 / EARTH_RADIUS,
        "stretch": 1.0,
        "tilt": mission.reachable_inclination,
        "turned": 0.9 * mission.reachable_inclination + 0.1 * mission.inclination,
        "far": 0.7 * scaled(mission).near,
    }
    return {name: float(np.clip(wish[name], *_pair(bounds[name]))) for name in STATICS}


def _pair(bound: float | tuple[float, float]) -> tuple[float, float]:
    return bound if isinstance(bound, tuple) else (bound, bound)
