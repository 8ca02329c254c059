"""Motion after the injection: coasts and burns of many trials at once, under J2.

Lengths in Earth radii, GM = 1; fourth-order Runge-Kutta with steps even in the mean of eccentric
and true anomaly: even in the eccentric alone, a transfer to the Moon's distance ran half a radian
of travel in one step at its perigee.

Limits: no air; J2 alone; half a turn to 300 km is good to 14 m, to 35,786 km to 0.4 km, to the
Moon's distance to 70 km (0.02 m/s at perigee).
"""

from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_J2
from visviva.launch.optimal.arcs import CLOCK, SPEED

#: Arc of an integration step, rad of mean of the anomalies in a coast and of travel in a burn.
STEP = 0.07


def frame(x: Array) -> tuple[Array, Array, Array, Array]:
    """Ahead, up, across (k, 3) and the rate of travel (k,) at scaled states (k, 6)."""
    r, v = x[:, :3], x[:, 3:]
    h = np.cross(r, v)
    size, radius = np.linalg.norm(h, axis=1), np.linalg.norm(r, axis=1)
    up, across = r / radius[:, None], h / size[:, None]
    return np.cross(across, up), up, across, size / radius**2


def thrust_plan(dv: Array, mass: Array, flow: float, thrust: float) -> tuple[Array, Array, Array]:
    """Seconds of the burn, pitch and yaw (rad) that give velocities `dv` (k, 3), m/s."""
    size = np.linalg.norm(dv, axis=1)
    tau = mass / flow * (1.0 - np.exp(-size * flow / thrust))
    flat = np.hypot(dv[:, 0], dv[:, 1])
    return tau, np.arctan2(dv[:, 1], dv[:, 0]), np.arctan2(dv[:, 2], flat)


def advance(x: Array, mass: Any, flow: float, thrust: float, z: Array) -> Array:
    """States (k, 6) after a coast and a burn each, scaled.

    Parameters
    ----------
    x : ndarray (6,) or (k, 6)
    mass : float or ndarray (k,)
        At ignition, kg.
    flow, thrust : float
        kg/s, N.
    z : ndarray (k, 4 or more)
        Seconds of coast; velocity to be burnt along the horizon, up and across the plane, m/s, on
        axes that turn with the travel at ignition.
    """
    x = np.broadcast_to(x, (len(z), 6))
    mass = np.broadcast_to(mass, len(z))[:, None]
    x = coast(x, z[:, 0] / CLOCK)
    ahead, up, across, rate = frame(x)
    tau, pitch, yaw = thrust_plan(z[:, 1:4], mass[:, 0], flow, thrust)
    tau, pitch, yaw = tau / CLOCK, pitch[:, None], yaw[:, None]
    push = thrust / mass / (SPEED / CLOCK)
    spent = flow * CLOCK / mass
    n = int(np.clip(np.ceil(rate[0] * tau[0] / STEP), 4, 60))
    h = tau[:, None] / n

    def force(x: Array, t: Array) -> Array:
        turned = pitch - rate[:, None] * t
        flat = np.cos(turned) * ahead + np.sin(turned) * up
        aim = np.cos(yaw) * flat + np.sin(yaw) * across
        out = np.empty_like(x)
        out[:, :3] = x[:, 3:]
        out[:, 3:] = _pull(x[:, :3]) + push / (1.0 - spent * t) * aim
        return out

    t = np.zeros_like(h)
    for _ in range(n):
        k1 = force(x, t)
        k2 = force(x + 0.5 * h * k1, t + 0.5 * h)
        k3 = force(x + 0.5 * h * k2, t + 0.5 * h)
        k4 = force(x + h * k3, t + h)
        x = x + h / 6.0 * (k1 + 2.0 * (k2 + k3) + k4)
        t = t + h
    return x


def coast(x: Array, t: Array) -> Array:
    """States (k, 6) a while `t` (k,) later, under J2."""
    r, v = x[0, :3], x[0, 3:]
    radius = np.linalg.norm(r)
    a = 1.0 / (2.0 / radius - v @ v)
    if a > 0:
        e_sin, e_cos = r @ v / np.sqrt(a), 1.0 - radius / a
        e, began = float(np.hypot(e_sin, e_cos)), float(np.arctan2(e_sin, e_cos))
        mean = began - e_sin + t[0] / a**1.5
        end = mean
        for _ in range(50):
            off = end - e * np.sin(end) - mean
            end -= off / (1.0 - e * np.cos(end))
            if abs(off) < 1e-12:
                break
        fine = np.linspace(began, end, 1001)
        even = 0.5 * (fine + _true(fine, e))
        n = int(np.clip(np.ceil((even[-1] - even[0]) * (1.0 + e**4) / STEP), 4, 2000))
        angle = np.interp(np.linspace(even[0], even[-1], n + 1), even, fine)
        marks = angle - e * np.sin(angle)
        share = np.diff(marks) / (marks[-1] - marks[0])
    else:
        share = np.full(100, 0.01)

    def force(x: Array) -> Array:
        out = np.empty_like(x)
        out[:, :3] = x[:, 3:]
        out[:, 3:] = _pull(x[:, :3])
        return out

    for part in share:
        h = part * t[:, None]
        k1 = force(x)
        k2 = force(x + 0.5 * h * k1)
        k3 = force(x + 0.5 * h * k2)
        k4 = force(x + h * k3)
        x = x + h / 6.0 * (k1 + 2.0 * (k2 + k3) + k4)
    return x


def _true(eccentric: Array, e: float) -> Array:
    """True anomaly of an eccentric one, in the same turn (Vallado 2013, 2.2)."""
    turns = 2.0 * np.pi * np.round(eccentric / (2.0 * np.pi))
    half = 0.5 * (eccentric - turns)
    return np.asarray(
        turns
        + 2.0
        * np.arctan2(np.sqrt(1.0 + e) * np.sin(half), np.sqrt(max(1.0 - e, 0.0)) * np.cos(half))
    )


def _pull(r: Array) -> Array:
    """Gravity with J2 at (k, 3), scaled (Vallado 2013, 8.6)."""
    d2 = np.einsum("ij,ij->i", r, r)[:, None]
    k = 1.5 * EARTH_J2 / d2
    z2 = 5.0 * r[:, 2:] ** 2 / d2
    swell = np.hstack([1.0 - k * (z2 - 1.0)] * 2 + [1.0 - k * (z2 - 3.0)])
    return np.asarray(-r / (d2 * np.sqrt(d2)) * swell)


def apogee(x: Array) -> tuple[Array, Array, Array]:
    """Radius (k,), state (k, 6) and time (k,) of the next apogee of scaled states, under J2.

    Not a number where there is none: a trial that escapes.
    """
    with np.errstate(invalid="ignore"):
        return _apogee(x)


def _apogee(x: Array) -> tuple[Array, Array, Array]:
    r, v = x[:, :3], x[:, 3:]
    radius, radial = np.linalg.norm(r, axis=1), np.sum(r * v, axis=1)
    a = 1.0 / (2.0 / radius - np.sum(v * v, axis=1))
    e_sin, e_cos = radial / np.sqrt(a), 1.0 - radius / a
    mean = np.arctan2(e_sin, e_cos) - e_sin
    passed = (np.pi - mean) * a**1.5
    at = coast(x, passed)
    # The apogee under J2 lies off Kepler's, far off on a nearly circular orbit: the radius is a
    # parabola of time there.
    for _ in range(3):
        r, v = at[:, :3], at[:, 3:]
        radius = np.linalg.norm(r, axis=1)
        rate = np.sum(r * v, axis=1) / radius
        bend = np.sum(np.cross(r, v) ** 2, axis=1) / radius**3 - 1.0 / radius**2
        t = np.clip(-rate / np.minimum(bend, -1e-6), -0.7 * a**1.5, 0.7 * a**1.5)
        if abs(t[0]) < 1e-4:
            break
        at, passed = coast(at, t), passed + t
    radius = np.linalg.norm(at[:, :3], axis=1)
    return radius, at, passed
