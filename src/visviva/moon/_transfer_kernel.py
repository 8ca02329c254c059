# mypy: disable-error-code="no-untyped-def"
"""Compiled motion between the Earth and the Moon: three point masses, Earth-centred ICRF axes.

Import only from functions that need it: loading this module loads numba.
"""

from math import sqrt

import numpy as np

from visviva.core.kernels.ephemeris import position_at
from visviva.core.kernels.jit import njit

# Places of the plain numbers in `p`.
GM_EARTH, GM_MOON, GM_SUN, SUN_START, SUN_STEP, MOON_START, MOON_STEP, MOON_RADIUS = range(8)


@njit(cache=True, error_model="numpy")
def _rates(tdb, y, out, p, sun, moon):
    mx, my, mz = position_at(moon, p[MOON_STEP], tdb - p[MOON_START])
    sx, sy, sz = position_at(sun, p[SUN_STEP], tdb - p[SUN_START])
    x, y_, z = y[0], y[1], y[2]
    k = -p[GM_EARTH] / (x * x + y_ * y_ + z * z) ** 1.5
    ax, ay, az = k * x, k * y_, k * z
    dx, dy, dz = x - mx, y_ - my, z - mz
    k = p[GM_MOON] / (dx * dx + dy * dy + dz * dz) ** 1.5
    j = p[GM_MOON] / (mx * mx + my * my + mz * mz) ** 1.5
    ax, ay, az = ax - k * dx - j * mx, ay - k * dy - j * my, az - k * dz - j * mz
    dx, dy, dz = x - sx, y_ - sy, z - sz
    k = p[GM_SUN] / (dx * dx + dy * dy + dz * dz) ** 1.5
    j = p[GM_SUN] / (sx * sx + sy * sy + sz * sz) ** 1.5
    out[0], out[1], out[2] = y[3], y[4], y[5]
    out[3], out[4], out[5] = ax - k * dx - j * sx, ay - k * dy - j * sy, az - k * dz - j * sz


@njit(cache=True, nogil=True, error_model="numpy")
# One compiled loop with its ends: called apart, each step would carry ten arrays.
def to_perigee(  # noqa: C901
    tdb, y0, span, beyond, tolerance, a, b, c, e3, e5, p, sun, moon
):
    """Fly from `y0` until the first perigee after the distance passed `beyond`, m.

    Returns
    -------
    (end, t, y, farthest, slowest)
        `end`: 0 a perigee, 1 the span ran out, 2 the Moon's surface, 3 too many steps; `t`: s since
        the start; `farthest`: m from the Earth.
    """
    stages = np.zeros((13, 6))
    x = np.zeros(6)
    y, new = y0.copy(), y0.copy()
    sign = 1.0 if span >= 0.0 else -1.0
    t, h, far = 0.0, sign * 30.0, 0.0
    for _ in range(200000):
        if sign * (t + h - span) > 0.0:
            h = span - t
        for k in range(12):
            x[:] = y
            for j in range(k):
                if a[k, j] != 0.0:
                    for i in range(6):
                        x[i] += h * a[k, j] * stages[j, i]
            _rates(tdb + t + c[k] * h, x, stages[k], p, sun, moon)
        new[:] = y
        for j in range(12):
            if b[j] != 0.0:
                for i in range(6):
                    new[i] += h * b[j] * stages[j, i]
        _rates(tdb + t + h, new, stages[12], p, sun, moon)
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
        factor = 5.0 if error == 0.0 else min(5.0, max(0.2, 0.9 * error**-0.125))
        if error > 1.0:
            h *= min(factor, 0.9)
            continue
        before = sign * (y[0] * y[3] + y[1] * y[4] + y[2] * y[5])
        after = sign * (new[0] * new[3] + new[1] * new[4] + new[2] * new[5])
        if before < 0.0 and after >= 0.0 and far > beyond:
            if abs(h) < 1e-3 or after < 1e3:
                return 0, t + h, new, far
            # Come closer to the perigee by a shorter step from the same state.
            h *= min(0.95, max(0.02, 1.0001 * before / (before - after)))
            if abs(h) < 1e-2:
                return 0, t + h, new, far
            continue
        t += h
        y[:] = new
        far = max(far, sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]))
        mx, my, mz = position_at(moon, p[MOON_STEP], tdb + t - p[MOON_START])
        d2 = (y[0] - mx) ** 2 + (y[1] - my) ** 2 + (y[2] - mz) ** 2
        if d2 < p[MOON_RADIUS] ** 2:
            return 2, t, y, far
        if sign * (span - t) <= 1e-6:
            return 1, t, y, far
        h *= factor
    return 3, t, y, far
