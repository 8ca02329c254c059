"""The arcs of an ascent: legs split where the fairing leaves, their motion, what holds along them.

In scaled units: the Earth's equatorial radius, the circular speed there, the time that they make.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_J2, EARTH_RADIUS, EARTH_RATE
from visviva.launch.optimal.collocation import Transcription
from visviva.launch.optimal.smooth import air, rounded
from visviva.launch.schedule import Leg, after_burn

LENGTH = EARTH_RADIUS
SPEED = float(np.sqrt(EARTH_GM / EARTH_RADIUS))
CLOCK = LENGTH / SPEED
#: Widest angle of attack on the first arc after the vertical rise, rad: an assumption far above
#: what an optimum flies there (some 6 degrees). Wider, a launcher may stay so slow by pushing aside
#: that no pressure forbids it, where an optimiser can get stuck with a sixth of the payload less.
WIDEST = 1.0
SPIN = np.array([0.0, 0.0, EARTH_RATE * CLOCK])


@dataclass(frozen=True, slots=True)
class Arc:
    """A leg as the program flies it: split where the fairing leaves."""

    leg: Leg
    duration: Any
    mass: Any
    flow: Any
    kind: str  # "rise", "air", "vacuum"
    event: str
    intervals: int


def ideal_velocity(flown: list[Leg]) -> Any:
    """Velocity that legs give without gravity and air, m/s (Tsiolkovsky)."""
    total: Any = 0.0
    for leg in flown:
        if _is_zero(leg.acceleration):
            end = leg.mass - leg.flow * leg.duration
            total = total + leg.thrust / leg.flow * ca.log(leg.mass / end)
        else:
            total = total + leg.acceleration * leg.duration
    return total


def arcs_of(
    planned: list[Leg],
    rise: float,
    fairing_leg: int,
    fairing: Any,
    share: Any,
    mesh: list[int],
) -> list[Arc]:
    """Split the legs at the end of the vertical rise, and where the fairing leaves."""
    out: list[Arc] = []
    gone: Any = 0.0
    for k, leg in enumerate(planned):
        duration, mass = leg.duration, leg.mass - gone
        kind = "vacuum" if fairing_leg >= 0 and k > fairing_leg else "air"
        n = mesh[k]
        if k == 0:
            out.append(Arc(leg, rise, mass, leg.flow, "rise", "pitch-over", 1))
            duration, mass = duration - rise, after_burn(leg, mass, rise)
        if k == fairing_leg:
            part = share * duration
            out.append(Arc(leg, part, mass, leg.flow, "air", "fairing", 2))
            mass = after_burn(leg, mass, part) - fairing
            gone, duration, kind = fairing, duration - part, "vacuum"
        out.append(Arc(leg, duration, mass, leg.flow, kind, leg.event, n))
    return out


def dynamics(
    s: Arc, began: Any, unit: float, up: Array, area: Any, table: tuple[Array, Array]
) -> Any:
    """Scaled right-hand side of a arc."""
    push_unit = CLOCK / SPEED

    def rhs(x: Any, u: Any, t: Any) -> Any:
        passed = (t - began) * CLOCK
        mass = s.mass - s.flow * passed
        thrust = s.leg.thrust
        if not _is_zero(s.leg.acceleration):
            mass = s.mass * ca.exp(-s.leg.acceleration * passed / s.leg.exhaust)
            thrust = s.leg.acceleration * mass
        aim = ca.SX(up) if s.kind == "rise" else u
        pull = _gravity()(x[:3])
        if area is None:
            return ca.vertcat(x[3:], pull + thrust / mass * push_unit * aim)
        _, pressure, drag = _drag(*(tuple(column.tolist()) for column in table))(x)
        force = (thrust - pressure * s.leg.exit_area) * aim - area * drag
        return ca.vertcat(x[3:], pull + force / mass * push_unit)

    return rhs


def path_limits(
    kind: str, alpha_q_max: float, flux: float, pressure: float, *, first: bool = False
) -> Any:
    """Path limits: a unit thrust direction; dynamic pressure, alone and × angle of attack, in air.

    Heat flux above it. On the `first` arc after the rise, the angle of attack.
    """
    if kind == "rise":
        return None

    def path(x: Any, u: Any, t: Any) -> tuple[Any, list[float], list[float]]:
        if kind == "vacuum":
            return ca.vertcat(ca.dot(u, u), heat(x, flux)), [1.0, -np.inf], [1.0, 0.0]
        log_density, _, _, relative = _airflow()(x)
        speed2 = ca.dot(relative, relative) + 1e-10
        across = ca.cross(u, relative)
        dynamic = 0.5 * ca.exp(log_density) * SPEED**2
        load = dynamic / alpha_q_max
        limits = [
            ca.dot(u, u),
            load**2 * speed2 * ca.dot(across, across),
            dynamic * speed2 / pressure,
        ]
        low, high = [1.0, -np.inf, -np.inf], [1.0, 1.0, 1.0]
        if first:
            limits.append(ca.dot(u, relative) - np.cos(WIDEST) * ca.sqrt(speed2))
            low, high = [*low, 0.0], [*high, np.inf]
        return ca.vertcat(*limits), low, high

    return path


def heat(x: Any, limit: float) -> Any:
    """A tenth of the logarithm of the free-molecular heat flux ``rho v^3 / 2`` over its limit.

    At most 0.
    """
    log_density, _, _, relative = _airflow()(x)
    return 0.1 * (
        log_density
        + 1.5 * ca.log(ca.dot(relative, relative) + 1e-4)
        + np.log(SPEED**3 / (2 * limit))
    )


def hold_heading(p: Transcription, x: Any, low: float, high: float) -> None:
    """Keep the ground velocity inside a corridor of headings."""
    relative = x[3:] - ca.cross(ca.SX(SPIN), x[:3])
    flat = ca.sqrt(x[0] ** 2 + x[1] ** 2)
    east = (x[0] * relative[1] - x[1] * relative[0]) / flat
    radius = ca.sqrt(ca.dot(x[:3], x[:3]))
    outward = (x[0] * relative[0] + x[1] * relative[1]) / flat
    north = (relative[2] * flat - outward * x[2]) / radius
    if abs(high - low) < 1e-6:
        p.constrain(east * np.cos(low) - north * np.sin(low), 0.0, 0.0)
        p.constrain(east * np.sin(low) + north * np.cos(low), 0.0, np.inf)
        return
    p.constrain(east * np.cos(low) - north * np.sin(low), 0.0, np.inf)
    p.constrain(north * np.sin(high) - east * np.cos(high), 0.0, np.inf)


def height(r: Any) -> Any:
    """Height over the ellipsoid along the radius, m.

    Within 2 m of the geodetic one below 300 km.
    """
    d2 = ca.dot(r, r)
    s2 = r[2] * r[2] / d2
    ground = (1.0 - EARTH_FLATTENING) / ca.sqrt((1.0 - EARTH_FLATTENING) ** 2 * (1.0 - s2) + s2)
    return (ca.sqrt(d2) - ground) * LENGTH


# What every arc works out is written once, and put into its expressions as a whole.


@lru_cache(maxsize=1)
def _gravity() -> Any:
    """Acceleration by place, with J2, scaled."""
    r = ca.SX.sym("r", 3)
    d2 = ca.dot(r, r)
    d = ca.sqrt(d2)
    k = 1.5 * EARTH_J2 / d2
    z2 = r[2] * r[2] / d2
    swell = ca.vertcat(1 - k * (5 * z2 - 1), 1 - k * (5 * z2 - 1), 1 - k * (5 * z2 - 3))
    return ca.Function("gravity", [r], [-r / (d2 * d) * swell])


@lru_cache(maxsize=1)
def _airflow() -> Any:
    """Of a state: logarithm of density, pressure (Pa), sound speed (m/s), velocity in the air."""
    x = ca.SX.sym("x", 6)
    relative = x[3:] - ca.cross(ca.SX(SPIN), x[:3])
    return ca.Function("airflow", [x], [*air(height(x[:3])), relative])


@lru_cache(maxsize=16)
def _drag(mach: tuple[float, ...], coefficient: tuple[float, ...]) -> Any:
    """Of a state: logarithm of density, pressure (Pa), and drag of a square metre (N)."""
    x = ca.SX.sym("x", 6)
    log_density, pressure, sound, relative = _airflow()(x)
    speed = ca.sqrt(ca.dot(relative, relative) + 1e-10) * SPEED
    cd = rounded(speed / sound, np.array(mach), np.array(coefficient))
    force = 0.5 * ca.exp(log_density) * speed * cd * relative * SPEED
    return ca.Function("drag", [x], [log_density, pressure, force])


def _is_zero(x: Any) -> bool:
    return not isinstance(x, ca.SX) and float(x) == 0.0
