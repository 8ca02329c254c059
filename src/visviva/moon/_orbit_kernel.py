# mypy: disable-error-code="no-untyped-def"
"""Compiled motion about the Moon: field, solid tide, Earth, Sun, sunlight; two integrators.

Import only from functions that need it: loading this module loads numba.
"""

from math import cos, sin, sqrt

import numpy as np

from visviva.core.kernels.ephemeris import position_at
from visviva.core.kernels.gravity import pines
from visviva.core.kernels.jit import njit

# Places of the plain numbers in `p`; `accelerate` names them.
GM, RADIUS, GM_EARTH, GM_SUN, LOVE, PUSH, SUN_START, SUN_STEP = 0, 1, 2, 3, 4, 5, 6, 7
MOON_START, MOON_STEP, AXES_START, AXES_STEP, T0, BODY_RADIUS = 8, 9, 10, 11, 12, 13
#: Light pressure at one astronomical unit, N/m^2, times that unit squared.
_AU = 149597870700.0


@njit(cache=True, inline="always", error_model="numpy")
def _angles(coefficients, step, tau):
    return position_at(coefficients, step, tau)


@njit(cache=True, error_model="numpy")
def accelerate(t, x, y, z, world, work):
    """Acceleration (m/s^2, ICRF axes, Moon-centred) at `t` seconds after the start."""
    p, sun, moon, axes, cs, factors, diagonal, order = world
    tdb = p[T0] + t
    phi, theta, psi = _angles(axes, p[AXES_STEP], tdb - p[AXES_START])
    cp, sp, ct, st, cq, sq = cos(phi), sin(phi), cos(theta), sin(theta), cos(psi), sin(psi)
    m00, m01, m02 = cq * cp - sq * ct * sp, cq * sp + sq * ct * cp, sq * st
    m10, m11, m12 = -sq * cp - cq * ct * sp, -sq * sp + cq * ct * cp, cq * st
    m20, m21, m22 = st * sp, -st * cp, ct
    bx = m00 * x + m01 * y + m02 * z
    by = m10 * x + m11 * y + m12 * z
    bz = m20 * x + m21 * y + m22 * z
    fx, fy, fz = pines(bx, by, bz, p[GM], p[RADIUS], cs, factors, diagonal, order, work)
    ax = m00 * fx + m10 * fy + m20 * fz
    ay = m01 * fx + m11 * fy + m21 * fz
    az = m02 * fx + m12 * fy + m22 * fz
    mx, my, mz = position_at(moon, p[MOON_STEP], tdb - p[MOON_START])
    sx, sy, sz = position_at(sun, p[SUN_STEP], tdb - p[SUN_START])
    ex, ey, ez = -mx, -my, -mz
    sx, sy, sz = sx - mx, sy - my, sz - mz
    dx, dy, dz = _third(x, y, z, ex, ey, ez, p[GM_EARTH])
    ax, ay, az = ax + dx, ay + dy, az + dz
    dx, dy, dz = _third(x, y, z, sx, sy, sz, p[GM_SUN])
    ax, ay, az = ax + dx, ay + dy, az + dz
    if p[LOVE] != 0.0:
        dx, dy, dz = _tide(x, y, z, ex, ey, ez, p[GM_EARTH] * p[LOVE], p[RADIUS])
        ax, ay, az = ax + dx, ay + dy, az + dz
    if p[PUSH] != 0.0:
        ux, uy, uz = x - sx, y - sy, z - sz
        far = sqrt(ux * ux + uy * uy + uz * uz)
        along = -(x * ux + y * uy + z * uz) / far
        off2 = x * x + y * y + z * z - along * along
        if not (along < 0.0 and off2 < p[BODY_RADIUS] * p[BODY_RADIUS]):
            push = p[PUSH] * (_AU / far) * (_AU / far) / far
            ax, ay, az = ax + push * ux, ay + push * uy, az + push * uz
    return ax, ay, az


@njit(cache=True, inline="always", error_model="numpy")
def _third(x, y, z, bx, by, bz, gm):
    """Third body at b (from the Moon): Battin's form, free of the difference of two large terms."""
    d2 = bx * bx + by * by + bz * bz
    q = (x * (x - 2.0 * bx) + y * (y - 2.0 * by) + z * (z - 2.0 * bz)) / d2
    f = q * (3.0 + 3.0 * q + q * q) / (1.0 + (1.0 + q) * sqrt(1.0 + q))
    rx, ry, rz = x - bx, y - by, z - bz
    s = -gm / (rx * rx + ry * ry + rz * rz) ** 1.5
    return s * (x + f * bx), s * (y + f * by), s * (z + f * bz)


@njit(cache=True, inline="always", error_model="numpy")
def _tide(x, y, z, bx, by, bz, gm_love, radius):
    """Second-degree solid tide raised by the body at b, elastic (Love number in `gm_love`)."""
    r2 = x * x + y * y + z * z
    d2 = bx * bx + by * by + bz * bz
    r, d = sqrt(r2), sqrt(d2)
    c = (x * bx + y * by + z * bz) / (r * d)
    s = 1.5 * gm_love * radius**5 / (d2 * d * r2 * r2)
    own, toward = s * (1.0 - 5.0 * c * c), 2.0 * s * c
    return (
        own * x / r + toward * bx / d,
        own * y / r + toward * by / d,
        own * z / r + toward * bz / d,
    )


@njit(cache=True, error_model="numpy")
def step_rk(t, y, h, a, b, c, stages, world, work):
    """One Dormand-Prince 8 step of a state `y` (6,); `stages` (13, 6) keeps the slopes."""
    for k in range(12):
        x = y.copy()
        for j in range(k):
            if a[k, j] != 0.0:
                for i in range(6):
                    x[i] += h * a[k, j] * stages[j, i]
        ax, ay, az = accelerate(t + c[k] * h, x[0], x[1], x[2], world, work)
        stages[k, 0], stages[k, 1], stages[k, 2] = x[3], x[4], x[5]
        stages[k, 3], stages[k, 4], stages[k, 5] = ax, ay, az
    out = y.copy()
    for j in range(12):
        if b[j] != 0.0:
            for i in range(6):
                out[i] += h * b[j] * stages[j, i]
    return out


@njit(cache=True, error_model="numpy")
def adaptive(
    y0,
    span,
    tolerance,
    first,
    a,
    b,
    c,
    e3,
    e5,
    world,
    room,
):
    """Dormand-Prince 8(5,3) from 0 to `span`: grid (t, r, v, acceleration) and how it ended.

    Ends: 0 the span, 1 the surface, 2 the room for steps, 3 a step too small.
    """
    work = np.zeros((7, world[4].shape[1] + 1))
    stages = np.zeros((13, 6))
    grid = np.empty((room, 10))
    sign = 1.0 if span >= 0.0 else -1.0
    lowest = world[0][BODY_RADIUS] ** 2
    t, y, h = 0.0, y0.copy(), sign * first
    count = 0
    ax, ay, az = accelerate(t, y[0], y[1], y[2], world, work)
    grid[0, 0] = t
    grid[0, 1:7] = y
    grid[0, 7], grid[0, 8], grid[0, 9] = ax, ay, az
    count = 1
    while sign * (span - t) > 0.0:
        if count >= room:
            return grid[:count], 2
        if sign * (t + h - span) > 0.0:
            h = span - t
        if abs(h) < 1e-6:
            return grid[:count], 3
        new = step_rk(t, y, h, a, b, c, stages, world, work)
        ax, ay, az = accelerate(t + h, new[0], new[1], new[2], world, work)
        stages[12, 0], stages[12, 1], stages[12, 2] = new[3], new[4], new[5]
        stages[12, 3], stages[12, 4], stages[12, 5] = ax, ay, az
        err3 = err5 = 0.0
        for i in range(6):
            low = high = 0.0
            for j in range(13):
                low += e3[j] * stages[j, i]
                high += e5[j] * stages[j, i]
            scale = tolerance if i < 3 else 1e-3 * tolerance
            err3 += (low / scale) ** 2
            err5 += (high / scale) ** 2
        down = sqrt((err5 + 0.01 * err3) * 6.0)
        error = abs(h) * err5 / down if down > 0.0 else 0.0
        if error <= 1.0:
            t += h
            y = new
            grid[count, 0] = t
            grid[count, 1:7] = y
            grid[count, 7], grid[count, 8], grid[count, 9] = ax, ay, az
            count += 1
            if y[0] * y[0] + y[1] * y[1] + y[2] * y[2] < lowest:
                return grid[:count], 1
        grow = 6.0 if error == 0.0 else min(6.0, max(0.2, 0.9 * error**-0.125))
        h *= grow
    return grid[:count], 0


@njit(cache=True, nogil=True, error_model="numpy")
def multistep(
    y0,
    h,
    steps,
    fine,
    a,
    b,
    c,
    predict,
    correct,
    start,
    speed,
    world,
):
    """Gauss-Jackson with one full evaluation a step, from 0 over `steps` steps of `h` seconds.

    The first values come from Dormand-Prince in `fine` pieces a step. After the corrector the
    value of the force is mended by the change of its central term alone. Grid and end as in
    `adaptive`.
    """
    size = predict.shape[0]
    work = np.zeros((7, world[4].shape[1] + 1))
    stages = np.zeros((13, 6))
    grid = np.empty((steps + 1, 10))
    y = y0.copy()
    for n in range(min(size, steps + 1)):
        if n > 0:
            for k in range(fine):
                t = (n - 1) * h + k * h / fine
                y = step_rk(
                    t,
                    y,
                    h / fine,
                    a,
                    b,
                    c,
                    stages,
                    world,
                    work,
                )
        grid[n, 0] = n * h
        grid[n, 1:7] = y
        ax, ay, az = accelerate(n * h, y[0], y[1], y[2], world, work)
        grid[n, 7], grid[n, 8], grid[n, 9] = ax, ay, az
    if steps + 1 <= size:
        return grid, 0
    n = size - 1
    once = np.empty(3)
    twice = np.empty(3)
    for i in range(3):
        v = r = 0.0
        for k in range(size):
            v += speed[k] * grid[n - k, 7 + i]
            r += start[k] * grid[n - k, 7 + i]
        once[i] = grid[n, 4 + i] / h - v
        twice[i] = grid[n, 1 + i] / (h * h) - r
    new = np.empty(3)
    lowest, gm = world[0][BODY_RADIUS] ** 2, world[0][GM]
    while n < steps:
        for i in range(3):
            total = 0.0
            for k in range(size):
                total += predict[k] * grid[n - k, 7 + i]
            twice[i] += once[i]
            new[i] = h * h * (twice[i] + total)
        t = (n + 1) * h
        ax, ay, az = accelerate(t, new[0], new[1], new[2], world, work)
        n += 1
        grid[n, 0] = t
        grid[n, 7], grid[n, 8], grid[n, 9] = ax, ay, az
        old = gm / (new[0] * new[0] + new[1] * new[1] + new[2] * new[2]) ** 1.5
        ox, oy, oz = new[0], new[1], new[2]
        for i in range(3):
            total = 0.0
            for k in range(size):
                total += correct[k] * grid[n - k, 7 + i]
            new[i] = h * h * (twice[i] + total)
        r2 = new[0] * new[0] + new[1] * new[1] + new[2] * new[2]
        now = gm / r2**1.5
        grid[n, 7] += old * ox - now * new[0]
        grid[n, 8] += old * oy - now * new[1]
        grid[n, 9] += old * oz - now * new[2]
        for i in range(3):
            once[i] += grid[n, 7 + i]
            total = 0.0
            for k in range(size):
                total += speed[k] * grid[n - k, 7 + i]
            grid[n, 1 + i] = new[i]
            grid[n, 4 + i] = h * (once[i] + total)
        if r2 < lowest:
            return grid[: n + 1], 1
    return grid, 0


@njit(cache=True, error_model="numpy")
def interpolate(grid, at):
    """States (k, 6) at times `at` by quintic Hermite pieces of position, velocity, acceleration."""
    out = np.empty((at.shape[0], 6))
    last = grid.shape[0] - 2
    forward = grid[-1, 0] >= grid[0, 0]
    i = 0
    for k in range(at.shape[0]):
        t = at[k]
        low, high = 0, last
        while low < high:
            mid = (low + high + 1) // 2
            if (grid[mid, 0] <= t) == forward:
                low = mid
            else:
                high = mid - 1
        i = low
        h = grid[i + 1, 0] - grid[i, 0]
        u = (t - grid[i, 0]) / h
        for j in range(3):
            p0, p1 = grid[i, 1 + j], grid[i + 1, 1 + j]
            v0, v1 = h * grid[i, 4 + j], h * grid[i + 1, 4 + j]
            a0, a1 = h * h * grid[i, 7 + j], h * h * grid[i + 1, 7 + j]
            d = p1 - p0
            c3 = 10.0 * d - 6.0 * v0 - 4.0 * v1 - 1.5 * a0 + 0.5 * a1
            c4 = -15.0 * d + 8.0 * v0 + 7.0 * v1 + 1.5 * a0 - a1
            c5 = 6.0 * d - 3.0 * (v0 + v1) - 0.5 * a0 + 0.5 * a1
            out[k, j] = p0 + u * (v0 + u * (0.5 * a0 + u * (c3 + u * (c4 + u * c5))))
            out[k, 3 + j] = (v0 + u * (a0 + u * (3.0 * c3 + u * (4.0 * c4 + u * 5.0 * c5)))) / h
    return out
