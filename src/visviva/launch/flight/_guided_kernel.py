# mypy: disable-error-code="no-untyped-def"
"""Compiled flight under closed-loop steering.

Vertical rise, gravity turn, elevation by time, thrust by heading.

Imported only by what flies. The forces are those of `_flight_kernel`; here the thrust direction
follows from the state (the airflow, the local horizon) instead of being given in inertial axes.
Classical Runge-Kutta, fixed steps.
"""

import numpy as np

from visviva.core.constants import STANDARD_GRAVITY as G0
from visviva.core.kernels.compiled import compiled
from visviva.core.kernels.jit import njit

_FORCES = compiled("visviva.launch.flight._forward_kernel")
airspeed, geodetic, gravity, us76 = (
    _FORCES.airspeed,
    _FORCES.geodetic,
    _FORCES.gravity,
    _FORCES.us76,
)

# Columns of a phase row.
T0, T1, MASS, FLOW, THRUST, EXIT_AREA, AREA, MODE = range(8)
COAST, VERTICAL, AIRFLOW, ELEVATION, COMPASS, TURN = range(6)


@njit(cache=True)
def direction(t, x, mode, heading, table, env, push):
    """Thrust direction: `table` holds rows of time, angle in the vertical plane.

    Angle in the horizontal one (rad).

    AIRFLOW: along the air's flow, nose up by the first angle; ELEVATION: over the local horizon by
    the first angle, to the right of the ground track by the second; COMPASS: the second angle is
    the heading itself; TURN: the first is the share of gravity's turning that the nose takes back
    at thrust per mass `push` (m/s²).
    """
    r, v = x[:3], x[3:]
    distance = np.sqrt(r[0] ** 2 + r[1] ** 2 + r[2] ** 2)
    altitude, s, c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
    p = np.sqrt(r[0] ** 2 + r[1] ** 2)
    co, so = r[0] / p, r[1] / p
    up = np.empty(3)
    up[0], up[1], up[2] = c * co, c * so, s
    if mode == VERTICAL or distance == 0.0:
        return up
    east = np.empty(3)
    east[0], east[1], east[2] = -so, co, 0.0
    north = np.empty(3)
    north[0], north[1], north[2] = -s * co, -s * so, c
    angle = np.interp(t, table[0], table[1])
    side = np.interp(t, table[0], table[2])
    ground = airspeed(r, v, altitude, s, c, env)
    eastward = ground[0] * east[0] + ground[1] * east[1]
    northward = ground[0] * north[0] + ground[1] * north[1] + ground[2] * north[2]
    speed = np.sqrt(ground[0] ** 2 + ground[1] ** 2 + ground[2] ** 2)
    bearing = heading
    if eastward**2 + northward**2 > 2500.0:
        bearing = np.arctan2(eastward, northward)
    if mode == COMPASS:
        bearing = side
    elif mode == ELEVATION:
        bearing += side
    ahead = np.sin(bearing) * east + np.cos(bearing) * north
    if mode in (AIRFLOW, TURN) and speed > 1.0:
        climb = (ground[0] * up[0] + ground[1] * up[1] + ground[2] * up[2]) / speed
        if mode == TURN:
            angle *= G0 * np.sqrt(max(0.0, 1.0 - climb * climb)) / push
        angle += np.arcsin(min(1.0, max(-1.0, climb)))
        ahead = np.cos(side) * ahead + np.sin(side) * (
            np.cos(bearing) * east - np.sin(bearing) * north
        )
    return np.cos(angle) * ahead + np.sin(angle) * up


@njit(cache=True)
def rates(t, x, row, heading, table, env):
    """Time derivative of ``(r, v)``."""
    r, v = x[:3], x[3:]
    altitude, s, c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
    density, pressure = us76(altitude, env.air)
    m = row[MASS] - row[FLOW] * (t - row[T0])
    out = np.empty(6)
    out[:3] = v
    a = gravity(r, env)
    mode = int(row[MODE])
    if row[THRUST] > 0.0 and mode != COAST:
        # The table may jump where phases meet: stay on this phase's side of it.
        inside = min(max(t, row[T0] + 1e-6), row[T1] - 1e-6)
        push = (row[THRUST] - pressure * row[EXIT_AREA]) / m
        a += push * direction(inside, x, mode, heading, table, env, push)
    if density > 0.0 and row[AREA] > 0.0:
        w = airspeed(r, v, altitude, s, c, env)
        speed = np.sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2) + 1e-30
        cd = np.interp(speed / np.sqrt(1.4 * pressure / density), env.mach, env.drag)
        a -= 0.5 * density * speed * row[AREA] * cd / m * w
    out[3:] = a
    return out


@njit(cache=True)
def fly(x0, rows, heading, table, env, step):
    """Fly phase after phase: every step's time (n,), state (n, 6), altitude and ground speed.

    N,), mass (n,.
    """
    total = 1
    for k in range(rows.shape[0]):
        total += int(np.ceil((rows[k, T1] - rows[k, T0]) / step - 1e-9))
    ts, xs = np.empty(total), np.empty((total, 6))
    low, fast, masses = np.empty(total), np.empty(total), np.empty(total)
    x, n = x0.copy(), 0
    ts[0], xs[0], masses[0] = rows[0, T0], x, rows[0, MASS]
    for k in range(rows.shape[0]):
        row = rows[k]
        count = int(np.ceil((row[T1] - row[T0]) / step - 1e-9))
        h = (row[T1] - row[T0]) / max(count, 1)
        for i in range(count):
            t = row[T0] + i * h
            k1 = rates(t, x, row, heading, table, env)
            k2 = rates(t + 0.5 * h, x + 0.5 * h * k1, row, heading, table, env)
            k3 = rates(t + 0.5 * h, x + 0.5 * h * k2, row, heading, table, env)
            k4 = rates(t + h, x + h * k3, row, heading, table, env)
            x = x + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
            n += 1
            ts[n], xs[n] = t + h, x
            masses[n] = row[MASS] - row[FLOW] * (i + 1) * h
    for i in range(n + 1):
        r, v = xs[i, :3], xs[i, 3:]
        a, _s, _c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
        w0, w1 = v[0] + env.rate * r[1], v[1] - env.rate * r[0]
        low[i], fast[i] = a, np.sqrt(w0**2 + w1**2 + v[2] ** 2)
    return ts[: n + 1], xs[: n + 1], low[: n + 1], fast[: n + 1], masses[: n + 1]
