"""Compiled: what is kept of a pass while it is found, and the finished rows.

Finished rows are computed many passes at once, in a block of memory whose rows stand side by side:
the compiler then takes several passes in one instruction.
"""

from math import floor, sqrt

from visviva.core.kernels.jit import njit
from visviva.observe.passes._node_kernels import EARTH_RATE, TURN, sun_fixed
from visviva.observe.passes._sight_kernels import excess_at
from visviva.orbit.sgp4.vectormath import arctan2, sincos

COLUMNS = 14  # of a finished pass, see `finish`
POLAR_STRETCH = 6378137.0 / 6356752.314245179  # WGS 84: makes the ellipsoid a sphere
EARTH_SQUARE = 6378137.0**2
LONG = 7200.0  # s: in so long a pass the Sun itself moves
# columns of a pass while it is found: its moments, whether it is cut, and where the satellite is
RISE, PEAK, SET, CUT, AT_RISE, AT_PEAK, AT_SET, KEPT = 0, 1, 2, 3, 5, 8, 11, 14
# rows of the block: what was kept, azimuths, elevation, range, light, the Sun
B = 32
AZIMUTH, ELEVATION, RANGE, LIT, SUN_UP = 14 * B, 17 * B, 18 * B, 19 * B, 20 * B
SUN_X, SUN_Y, SUN_Z, ANGLE, POLE_X, POLE_Y = 21 * B, 22 * B, 23 * B, 24 * B, 25 * B, 26 * B
BLOCK = 27 * B


@njit(cache=True, allocates=False, error_model="numpy")
def keep(w, row, at):  # type: ignore[no-untyped-def]
    """Keep a place in the columns of `row` from `at` on."""
    row[at], row[at + 1], row[at + 2] = w[0], w[1], w[2]


@njit(cache=True, allocates=False, error_model="numpy")
def cut_off(now, c, sigma, site, w, best, x):  # type: ignore[no-untyped-def]
    """Close an open pass where the search ends: at `sigma` of the polynomial, node `x`."""
    q, _, _ = excess_at(c, sigma, site, w)
    now[SET], now[CUT + 1] = x, 1.0
    keep(w, now, AT_SET)
    if q > best:
        now[PEAK] = x
        keep(w, now, AT_PEAK)


@njit(forceinline=True, allocates=False, error_model="numpy")
def _azimuth(x, y, z, site):  # type: ignore[no-untyped-def]
    """Azimuth from north over east of a place relative to the site, rad in [0, 2 pi)."""
    east = y * site[8] - x * site[7]
    north = z * site[9] - (x * site[8] + y * site[7]) * site[10]
    az = arctan2(east, north)
    return az + TURN if az < 0.0 else az


@njit(forceinline=True, allocates=False, error_model="numpy")
def _sunlit(x, y, z, site, turn, sx, sy, sz):  # type: ignore[no-untyped-def]
    """1 where the centre of the Sun is in sight past the ellipsoid, else 0.

    `x, y, z`: place of the satellite less that of the site, m; `sx, sy, sz` point to the Sun before
    the Earth turned by `turn`.
    """
    s, c = sincos(turn)
    sx, sy = c * sx + s * sy, c * sy - s * sx
    x, y = site[0] + x, site[1] + y
    z, sz = (site[2] + z) * POLAR_STRETCH, sz * POLAR_STRETCH
    ahead = x * sx + y * sy + z * sz
    beside = x * x + y * y + z * z - ahead * ahead / (sx * sx + sy * sy + sz * sz)
    return 1.0 if (ahead > 0.0 or beside > EARTH_SQUARE) else 0.0


@njit(cache=True, allocates=False, error_model="numpy")
def _moments(n, base, orbit, b):  # type: ignore[no-untyped-def]
    """Node coordinates to times, as `node_time`."""
    t0, inverse, e, step, m0, quadratic = orbit[0], orbit[1], orbit[2], orbit[3], orbit[4], orbit[5]
    for row in range(0, 3 * B, B):
        for k in range(n):
            anomaly = (base + b[row + k]) * step
            mean = anomaly - e * sincos(anomaly)[0] - m0
            b[row + k] = t0 + mean * (inverse + quadratic * mean)


@njit(cache=True, allocates=False, error_model="numpy")
def _directions(n, site, b):  # type: ignore[no-untyped-def]
    """Azimuths, elevation and range."""
    for k in range(n):
        b[AZIMUTH + k] = _azimuth(b[5 * B + k], b[6 * B + k], b[7 * B + k], site)
        b[AZIMUTH + B + k] = _azimuth(b[8 * B + k], b[9 * B + k], b[10 * B + k], site)
        b[AZIMUTH + 2 * B + k] = _azimuth(b[11 * B + k], b[12 * B + k], b[13 * B + k], site)
    for k in range(n):
        x, y, z = b[8 * B + k], b[9 * B + k], b[10 * B + k]
        height, square = x * site[3] + y * site[4] + z * site[5], x * x + y * y + z * z
        b[ELEVATION + k] = arctan2(height, sqrt(max(square - height * height, 0.0)))
        b[RANGE + k] = sqrt(square)


@njit(cache=True, allocates=False, error_model="numpy")
def _light(n, site, turning, b):  # type: ignore[no-untyped-def]
    """Whether the satellite is lit at its moments, and the height of the Sun at the peak."""
    for k in range(n):
        x = (b[B + k] - turning[0, 0]) / (turning[1, 0] - turning[0, 0])
        row = min(max(floor(x), 0), turning.shape[0] - 2)
        w, here, there = x - row, turning[row], turning[row + 1]
        b[ANGLE + k] = here[1] + w * (there[1] - here[1])
        b[POLE_X + k] = here[2] + w * (there[2] - here[2])
        b[POLE_Y + k] = here[3] + w * (there[3] - here[3])
        b[SUN_X + k] = here[4] + w * (there[4] - here[4])
        b[SUN_Y + k] = here[5] + w * (there[5] - here[5])
        b[SUN_Z + k] = here[6] + w * (there[6] - here[6])
    for k in range(n):  # as `to_fixed`
        s, c = sincos(b[ANGLE + k])
        x, y, z, xp, yp = b[SUN_X + k], b[SUN_Y + k], b[SUN_Z + k], b[POLE_X + k], b[POLE_Y + k]
        x, y = c * x + s * y, c * y - s * x
        sx, sy, sz = x + xp * z, y - yp * z, z - xp * x + yp * y
        up = sx * site[3] + sy * site[4] + sz * site[5]
        b[SUN_UP + k] = arctan2(up, sqrt(max(1.0 - up * up, 0.0)))
        rise, end = EARTH_RATE * (b[k] - b[B + k]), EARTH_RATE * (b[2 * B + k] - b[B + k])
        b[LIT + k] = (
            _sunlit(b[5 * B + k], b[6 * B + k], b[7 * B + k], site, rise, sx, sy, sz)
            + 2.0 * _sunlit(b[8 * B + k], b[9 * B + k], b[10 * B + k], site, 0.0, sx, sy, sz)
            + 4.0 * _sunlit(b[11 * B + k], b[12 * B + k], b[13 * B + k], site, end, sx, sy, sz)
        )
    for k in range(n):
        if b[2 * B + k] - b[k] >= LONG:
            x, y, z = sun_fixed(b[k], turning)
            lit = _sunlit(b[5 * B + k], b[6 * B + k], b[7 * B + k], site, 0.0, x, y, z)
            x, y, z = sun_fixed(b[2 * B + k], turning)
            lit += 4.0 * _sunlit(b[11 * B + k], b[12 * B + k], b[13 * B + k], site, 0.0, x, y, z)
            b[LIT + k] = lit + (2.0 if b[LIT + k] % 4.0 >= 2.0 else 0.0)


@njit(cache=True, allocates=False, error_model="numpy")
def finish(rows, i, q, kept, site, base, orbit, turning, b):  # type: ignore[no-untyped-def]
    """Write finished passes (14, n) of one satellite over one site from what was kept (n, KEPT).

    Rows: satellite, site, rise, peak and set (s), cut at start, cut at end, peak elevation, azimuth
    at rise, peak and set, range at peak (m), lit at rise (1), peak (2), set (4), elevation of the
    Sun at the site at the peak. `b` (BLOCK,) is memory to write over.
    """
    found = rows.shape[1]
    for first in range(0, found, B):
        n = min(B, found - first)
        full = (n + 3) // 4 * 4  # the last place again: four go at once
        for k in range(full):
            one = kept[first + min(k, n - 1)]
            for j in range(KEPT):
                b[j * B + k] = one[j]
        _moments(full, base, orbit, b)
        _directions(full, site, b)
        _light(full, site, turning, b)
        for k in range(n):
            rows[0, first + k], rows[1, first + k] = i, q
        for j in range(5):
            for k in range(n):
                rows[2 + j, first + k] = b[j * B + k]
        for k in range(n):
            rows[7, first + k] = b[ELEVATION + k]
        for j in range(3):
            for k in range(n):
                rows[8 + j, first + k] = b[AZIMUTH + j * B + k]
        for j in range(3):
            for k in range(n):
                rows[11 + j, first + k] = b[RANGE + j * B + k]
