# mypy: disable-error-code="no-untyped-def"
"""Compiled flight under closed-loop steering.

Vertical rise, gravity turn, elevation by time, thrust by heading.

Imported only by what flies. The forces are those of `_flight_kernel`; here the thrust direction
follows from the state (the airflow, the local horizon) instead of being given in inertial axes.
Classical Runge-Kutta, fixed steps.
"""

from math import asin, atan2, ceil, cos, sin, sqrt

import numpy as np

from visviva.core.constants import STANDARD_GRAVITY as G0
from visviva.core.kernels.compiled import compiled
from visviva.core.kernels.jit import njit

_FORCES = compiled("visviva.launch.flight._forward_kernel")
airspeed, geodetic, gravity, us76, between = (
    _FORCES.airspeed,
    _FORCES.geodetic,
    _FORCES.gravity,
    _FORCES.us76,
    _FORCES.between,
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
    # Numbers, not little arrays: a third of the code to compile.
    r, v = x[:3], x[3:]
    distance = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2])
    altitude, s, c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
    p = sqrt(r[0] * r[0] + r[1] * r[1])
    co, so = r[0] / p, r[1] / p
    up0, up1, up2 = c * co, c * so, s
    if mode == VERTICAL or distance == 0.0:
        return up0, up1, up2
    north0, north1, north2 = -s * co, -s * so, c
    angle = between(t, table[0], table[1])
    side = between(t, table[0], table[2])
    ground = airspeed(r[0], r[1], r[2], v[0], v[1], v[2], altitude, s, c, env)
    eastward = ground[1] * co - ground[0] * so
    northward = ground[0] * north0 + ground[1] * north1 + ground[2] * north2
    speed = sqrt(ground[0] * ground[0] + ground[1] * ground[1] + ground[2] * ground[2])
    bearing = heading
    if eastward * eastward + northward * northward > 2500.0:
        bearing = atan2(eastward, northward)
    if mode == COMPASS:
        bearing = side
    elif mode == ELEVATION:
        bearing += side
    e, n = sin(bearing), cos(bearing)  # parts of the way ahead to the east and to the north
    if mode in (AIRFLOW, TURN) and speed > 1.0:
        climb = (ground[0] * up0 + ground[1] * up1 + ground[2] * up2) / speed
        if mode == TURN:
            angle *= G0 * sqrt(max(0.0, 1.0 - climb * climb)) / push
        angle += asin(min(1.0, max(-1.0, climb)))
        e, n = cos(side) * e + sin(side) * n, cos(side) * n - sin(side) * e
    a, b = cos(angle), sin(angle)
    return (
        a * (n * north0 - e * so) + b * up0,
        a * (n * north1 + e * co) + b * up1,
        a * n * north2 + b * up2,
    )


@njit(cache=True)
def rates(t, x, row, heading, table, env, out):
    """Time derivative of ``(r, v)``, written into `out` (6,)."""
    r, v = x[:3], x[3:]
    altitude, s, c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
    density, pressure = us76(altitude, env.air)
    m = row[MASS] - row[FLOW] * (t - row[T0])
    a = gravity(r[0], r[1], r[2], env)
    mode = int(row[MODE])
    for i in range(3):
        out[i], out[3 + i] = v[i], a[i]
    if row[THRUST] > 0.0 and mode != COAST:
        # The table may jump where phases meet: stay on this phase's side of it.
        inside = min(max(t, row[T0] + 1e-6), row[T1] - 1e-6)
        push = (row[THRUST] - pressure * row[EXIT_AREA]) / m
        d0, d1, d2 = direction(inside, x, mode, heading, table, env, push)
        out[3] += push * d0
        out[4] += push * d1
        out[5] += push * d2
    if density > 0.0 and row[AREA] > 0.0:
        w = airspeed(r[0], r[1], r[2], v[0], v[1], v[2], altitude, s, c, env)
        speed = sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]) + 1e-30
        cd = between(speed / sqrt(1.4 * pressure / density), env.mach, env.drag)
        brake = 0.5 * density * speed * row[AREA] * cd / m
        for i in range(3):
            out[3 + i] -= brake * w[i]


@njit(cache=True)
def fly(x0, rows, heading, table, env, step):
    """Fly phase after phase: time (n,), state (n, 6), altitude, ground speed and mass of each step.

    The last three (n,).
    """
    total = 1
    for k in range(rows.shape[0]):
        total += ceil((rows[k, T1] - rows[k, T0]) / step - 1e-9)
    ts, xs = np.empty(total), np.empty((total, 6))
    low, fast, masses = np.empty(total), np.empty(total), np.empty(total)
    x, n = x0.copy(), 0
    k1, k2, k3, k4, y = np.empty(6), np.empty(6), np.empty(6), np.empty(6), np.empty(6)
    ts[0], masses[0] = rows[0, T0], rows[0, MASS]
    for j in range(6):
        xs[0, j] = x[j]
    for k in range(rows.shape[0]):
        row = rows[k]
        count = ceil((row[T1] - row[T0]) / step - 1e-9)
        h = (row[T1] - row[T0]) / max(count, 1)
        for i in range(count):
            t = row[T0] + i * h
            rates(t, x, row, heading, table, env, k1)
            for j in range(6):
                y[j] = x[j] + 0.5 * h * k1[j]
            rates(t + 0.5 * h, y, row, heading, table, env, k2)
            for j in range(6):
                y[j] = x[j] + 0.5 * h * k2[j]
            rates(t + 0.5 * h, y, row, heading, table, env, k3)
            for j in range(6):
                y[j] = x[j] + h * k3[j]
            rates(t + h, y, row, heading, table, env, k4)
            for j in range(6):
                x[j] += h / 6.0 * (k1[j] + 2.0 * k2[j] + 2.0 * k3[j] + k4[j])
            n += 1
            ts[n] = t + h
            for j in range(6):
                xs[n, j] = x[j]
            masses[n] = row[MASS] - row[FLOW] * (i + 1) * h
    for i in range(n + 1):
        r, v = xs[i, :3], xs[i, 3:]
        a, _s, _c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
        w0, w1 = v[0] + env.rate * r[1], v[1] - env.rate * r[0]
        low[i], fast[i] = a, sqrt(w0 * w0 + w1 * w1 + v[2] * v[2])
    return ts[: n + 1], xs[: n + 1], low[: n + 1], fast[: n + 1], masses[: n + 1]
