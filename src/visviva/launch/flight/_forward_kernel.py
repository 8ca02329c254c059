# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""Flight of a point mass: forces, and the eighth-order Dormand-Prince integrator round them.

Plain functions, compiled on demand (`visviva.core.kernels.compiled`). Rows of a segment and of a
piece of steering are described in `flight`. What is read from an array is made a number of Python's
own first: uncompiled, its arithmetic takes a third of the time of NumPy's.
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
    j2: float
    j3: float
    j4: float
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
def gravity(x, y, z, env):
    """Gradient of ``GM/r (1 - sum of J_n (a/r)^n P_n(z/r))``, n = 2, 3, 4 (Kaula 1966)."""
    d = sqrt(x * x + y * y + z * z)
    s, q = z / d, env.radius / d
    s2 = s * s
    j2, j3, j4 = env.j2 * q**2, env.j3 * q**3, env.j4 * q**4
    value = (
        1.5 * j2 * (3 * s2 - 1)
        + 2.0 * j3 * s * (5 * s2 - 3)
        + 0.625 * j4 * (35 * s2 * s2 - 30 * s2 + 3)
    )
    slope = 3.0 * j2 * s + 1.5 * j3 * (5 * s2 - 1) + 2.5 * j4 * s * (7 * s2 - 3)
    f = -env.gm / d**3
    along = f * (1.0 - value - s * slope)
    return along * x, along * y, along * z + f * d * slope


@kernel
def airspeed(x, y, z, vx, vy, vz, altitude, s, c, env):
    """Velocity through the air that turns with the Earth and blows with the wind, inertial axes."""
    a, b, up = vx + env.rate * y, vy - env.rate * x, vz
    if env.wind_altitude.size > 0:
        east = between(altitude, env.wind_altitude, env.wind_east)
        north = between(altitude, env.wind_altitude, env.wind_north)
        p = sqrt(x * x + y * y)
        co, so = x / p, y / p
        a -= -so * east - s * co * north
        b -= co * east - s * so * north
        up -= c * north
    return a, b, up


@kernel
def aim(t, piece):
    """Thrust direction at `t` from one row of steering: start, end, then three polynomials in s."""
    begins = float(piece[0])
    s = (t - begins) / (float(piece[1]) - begins)
    a = b = c = 0.0
    for k in range(piece.size - 3, 1, -3):
        a = a * s + float(piece[k])
        b = b * s + float(piece[k + 1])
        c = c * s + float(piece[k + 2])
    size = sqrt(a * a + b * b + c * c)
    return a / size, b / size, c / size


@kernel
def mass_at(t, seg):
    """Mass on the schedule of a segment."""
    accel, mass, passed = float(seg[ACCEL]), float(seg[MASS]), t - float(seg[T0])
    if accel > 0.0:
        return mass * exp(-accel * passed / float(seg[EXHAUST]))
    return mass - float(seg[FLOW]) * passed


@kernel
def rates(t, state, seg, piece, env, out):
    """Time derivative of ``(r, v)``, written into `out` (6,)."""
    x, y, z = float(state[0]), float(state[1]), float(state[2])
    vx, vy, vz = float(state[3]), float(state[4]), float(state[5])
    altitude, s, c = geodetic(x, y, z, env.radius, env.flattening)
    density, pressure = us76(altitude, env.air)
    m = mass_at(t, seg)
    ax, ay, az = gravity(x, y, z, env)
    accel, thrust, area = float(seg[ACCEL]), float(seg[THRUST]), float(seg[AREA])
    ux, uy, uz = 0.0, 0.0, 0.0
    if piece.size > 2:
        ux, uy, uz = aim(t, piece)
    push = 0.0
    if accel > 0.0:
        push = accel - pressure * float(seg[EXIT_AREA]) / m
    elif thrust > 0.0:
        push = (thrust - pressure * float(seg[EXIT_AREA])) / m
    ax, ay, az = ax + push * ux, ay + push * uy, az + push * uz
    if density > 0.0 and area > 0.0:
        wx, wy, wz = airspeed(x, y, z, vx, vy, vz, altitude, s, c, env)
        speed = sqrt(wx * wx + wy * wy + wz * wz) + 1e-30
        force = 0.5 * density * speed * speed * area / m
        cd = between(speed / sqrt(1.4 * pressure / density), env.mach, env.drag)
        if env.alpha.size > 0:
            along = min(1.0, max(-1.0, (ux * wx + uy * wy + uz * wz) / speed))
            angle = acos(along)
            cd += between(angle, env.alpha, env.alpha_drag)
            sine = sqrt(1.0 - along * along)
            if sine > 1e-12:
                # Lift: in the plane of axis and wind, square to the wind, towards the axis.
                lift = force * between(angle, env.alpha, env.alpha_lift) / sine
                back = lift * along / speed
                ax += lift * ux - back * wx
                ay += lift * uy - back * wy
                az += lift * uz - back * wz
        brake = force * cd / speed
        ax, ay, az = ax - brake * wx, ay - brake * wy, az - brake * wz
    out[0], out[1], out[2], out[3], out[4], out[5] = vx, vy, vz, ax, ay, az


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
        rates(t + float(c[i]) * h, y, seg, piece, env, k[i])
    new = x.copy()
    for j in range(12):
        new += h * b[j] * k[j]
    rates(t + h, new, seg, piece, env, k[12])
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
        t, end = float(piece[0]), float(piece[1])
        if n + 2 > size:
            ts, xs, ps, size = _grow(ts, xs, ps, size)
        ts[n], xs[n], ps[n] = t, x, p
        n += 1
        rates(t, x, seg, piece, env, k[0])
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
            k[0, :] = k[12]
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
