# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""Flight of a point mass: forces, and the eighth-order Dormand-Prince integrator round them.

Plain functions, compiled on demand (`visviva.core.kernels.compiled`). Rows of a segment and of a
piece of steering are described in `flight`.
"""

from math import acos, exp, sqrt
from typing import Any, NamedTuple

import numpy as np

from visviva.core.kernels.air import between, geodetic, us76
from visviva.core.kernels.compiled import kernel

# Columns of a segment row.
T0, T1, MASS, FLOW, THRUST, EXIT_AREA, ACCEL, EXHAUST, AREA = range(9)


class Env(NamedTuple):
    """What the flight meets, as plain arrays: Earth, air, aerodynamics, wind."""

    gm: float
    rate: float
    radius: float
    flattening: float
    zonals: Any
    air: Any
    mach: Any
    drag: Any
    alpha: Any
    alpha_lift: Any
    alpha_drag: Any
    wind_altitude: Any
    wind_east: Any
    wind_north: Any


@kernel
def gravity(r, env):
    """Gradient of ``GM/r (1 - sum of J_n (a/r)^n P_n(z/r))``, n = 2, 3, 4 (Kaula 1966)."""
    d = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2])
    s, q = r[2] / d, env.radius / d
    s2 = s * s
    j2, j3, j4 = env.zonals[0] * q**2, env.zonals[1] * q**3, env.zonals[2] * q**4
    value = (
        1.5 * j2 * (3 * s2 - 1)
        + 2.0 * j3 * s * (5 * s2 - 3)
        + 0.625 * j4 * (35 * s2 * s2 - 30 * s2 + 3)
    )
    slope = 3.0 * j2 * s + 1.5 * j3 * (5 * s2 - 1) + 2.5 * j4 * s * (7 * s2 - 3)
    f = -env.gm / d**3
    g = f * (1.0 - value - s * slope) * r
    g[2] += f * d * slope
    return g


@kernel
def airspeed(r, v, altitude, s, c, env):
    """Velocity through the air that turns with the Earth and blows with the wind, inertial axes."""
    w = np.empty(3)
    w[0], w[1], w[2] = v[0] + env.rate * r[1], v[1] - env.rate * r[0], v[2]
    if env.wind_altitude.size > 0:
        east = between(altitude, env.wind_altitude, env.wind_east)
        north = between(altitude, env.wind_altitude, env.wind_north)
        p = sqrt(r[0] * r[0] + r[1] * r[1])
        co, so = r[0] / p, r[1] / p
        w[0] -= -so * east - s * co * north
        w[1] -= co * east - s * so * north
        w[2] -= c * north
    return w


@kernel
def aim(t, piece):
    """Thrust direction at `t` from one row of steering: start, end, then three polynomials in s."""
    s = (t - piece[0]) / (piece[1] - piece[0])
    n = (piece.size - 2) // 3
    u = np.zeros(3)
    for k in range(n - 1, -1, -1):
        for i in range(3):
            u[i] = u[i] * s + piece[2 + 3 * k + i]
    return u / sqrt(u[0] ** 2 + u[1] ** 2 + u[2] ** 2)


@kernel
def mass_at(t, seg):
    """Mass on the schedule of a segment."""
    if seg[ACCEL] > 0.0:
        return seg[MASS] * exp(-seg[ACCEL] * (t - seg[T0]) / seg[EXHAUST])
    return seg[MASS] - seg[FLOW] * (t - seg[T0])


@kernel
def rates(t, x, seg, piece, env):
    """Time derivative of ``(r, v)``."""
    r, v = x[:3], x[3:]
    altitude, s, c = geodetic(r[0], r[1], r[2], env.radius, env.flattening)
    density, pressure = us76(altitude, env.air)
    m = mass_at(t, seg)
    out = np.empty(6)
    out[:3] = v
    a = gravity(r, env)
    push = 0.0
    u = np.zeros(3)
    if piece.size > 2:
        u = aim(t, piece)
    if seg[ACCEL] > 0.0:
        push = seg[ACCEL] * m - pressure * seg[EXIT_AREA]
    elif seg[THRUST] > 0.0:
        push = seg[THRUST] - pressure * seg[EXIT_AREA]
    a += push / m * u
    if density > 0.0 and seg[AREA] > 0.0:
        w = airspeed(r, v, altitude, s, c, env)
        speed = sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2) + 1e-30
        force = 0.5 * density * speed * speed * seg[AREA] / m
        cd = between(speed / sqrt(1.4 * pressure / density), env.mach, env.drag)
        if env.alpha.size > 0:
            along = min(1.0, max(-1.0, (u[0] * w[0] + u[1] * w[1] + u[2] * w[2]) / speed))
            angle = acos(along)
            cd += between(angle, env.alpha, env.alpha_drag)
            sine = sqrt(1.0 - along * along)
            if sine > 1e-12:
                # Lift: in the plane of axis and wind, square to the wind, towards the axis.
                a += (
                    force
                    * between(angle, env.alpha, env.alpha_lift)
                    / sine
                    * (u - along * w / speed)
                )
        a -= force * cd / speed * w
    out[3:] = a
    return out


@kernel
def _step(t, h, x, k, seg, piece, env, tab):
    """One Dormand-Prince 8(5,3) step.

    New state and error norm (Hairer, Norsett, Wanner 1993, II.10).
    """
    a, b, c, e3, e5, tolerance = tab
    for i in range(1, 12):
        y = x.copy()
        for j in range(i):
            y += h * a[i, j] * k[j]
        k[i] = rates(t + c[i] * h, y, seg, piece, env)
    new = x.copy()
    for j in range(12):
        new += h * b[j] * k[j]
    k[12] = rates(t + h, new, seg, piece, env)
    n5 = 0.0
    n3 = 0.0
    for i in range(6):
        scale = tolerance * (1e3 if i < 3 else 1.0) + tolerance * max(abs(x[i]), abs(new[i]))
        f5 = 0.0
        f3 = 0.0
        for j in range(13):
            f5 += k[j, i] * e5[j]
            f3 += k[j, i] * e3[j]
        n5 += (f5 / scale) ** 2
        n3 += (f3 / scale) ** 2
    if n5 == 0.0 and n3 == 0.0:
        return new, 0.0
    return new, abs(h) * n5 / sqrt((n5 + 0.01 * n3) * 6.0)


@kernel
def fly(x0, segments, pieces, piece_segment, env, tab, h_max, ground):
    """Fly piece after piece; every accepted step is kept.

    Parameters
    ----------
    x0 : ndarray (6,)
    segments : ndarray (n, 9)
    pieces : ndarray (m, 2 + 3k)
    piece_segment : ndarray of int (m,)
        Segment of each piece.
    ground : float
        Altitude at which to stop on the way down, m; -inf never.

    Returns
    -------
    t (n,), states (n, 6), piece index (n,), status : 0 flown, 1 ground reached, 2 step too small
    """
    size = 256
    ts, xs, ps = np.empty(size), np.empty((size, 6)), np.empty(size, np.int64)
    n = 0
    x = x0.copy()
    k = np.empty((13, 6))
    h = 1.0
    status = 0
    for p in range(pieces.shape[0]):
        seg, piece = segments[piece_segment[p]], pieces[p]
        t, end = piece[0], piece[1]
        if n + 2 > size:
            ts, xs, ps, size = _grow(ts, xs, ps, size)
        ts[n], xs[n], ps[n] = t, x, p
        n += 1
        k[0] = rates(t, x, seg, piece, env)
        while t < end - 1e-12 * max(1.0, abs(end)):
            h = min(h, h_max, end - t)
            new, err = _step(t, h, x, k, seg, piece, env, tab)
            if not err < 1.0:
                h *= max(0.2, 0.9 * err**-0.125) if err < 1e30 else 0.1
                if h < 1e-9:
                    return ts[:n], xs[:n], ps[:n], 2
                continue
            last = h >= end - t
            low, _, _ = geodetic(new[0], new[1], new[2], env.radius, env.flattening)
            if low < ground:
                before, _, _ = geodetic(x[0], x[1], x[2], env.radius, env.flattening)
                if before >= ground or low < before:
                    a, b = 0.0, h
                    for _ in range(60):
                        mid = 0.5 * (a + b)
                        new, err = _step(t, mid, x, k, seg, piece, env, tab)
                        low, _, _ = geodetic(new[0], new[1], new[2], env.radius, env.flattening)
                        if low < ground:
                            b = mid
                        else:
                            a = mid
                        if b - a < 1e-9:
                            break
                    ts[n], xs[n], ps[n] = t + b, new, p
                    return ts[: n + 1], xs[: n + 1], ps[: n + 1], 1
            t = end if last else t + h
            x = new
            k[0] = k[12]
            if n + 2 > size:
                ts, xs, ps, size = _grow(ts, xs, ps, size)
            ts[n], xs[n], ps[n] = t, x, p
            n += 1
            h *= min(5.0, 0.9 * err**-0.125) if err > 0.0 else 5.0
    return ts[:n], xs[:n], ps[:n], status


@kernel
def _grow(ts, xs, ps, size):
    new_t, new_x, new_p = np.empty(2 * size), np.empty((2 * size, 6)), np.empty(2 * size, np.int64)
    new_t[:size], new_x[:size], new_p[:size] = ts, xs, ps
    return new_t, new_x, new_p, 2 * size
