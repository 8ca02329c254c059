"""Compiled: what is kept of a pass while it is found, and its finished row."""

from math import asin, sqrt

from visviva.core.kernels.jit import njit
from visviva.observe.passes._node_kernels import EARTH_RATE, TURN, node_time, sun_fixed
from visviva.observe.passes._sight_kernels import excess_at
from visviva.orbit.sgp4.vectormath import arctan2, sincos

COLUMNS = 14  # of a finished pass, see `finish`
POLAR_STRETCH = 6378137.0 / 6356752.314245179  # WGS 84: makes the ellipsoid a sphere
EARTH_SQUARE = 6378137.0**2
# columns of a pass while it is found: its moments, whether it is cut, and where the satellite is
RISE, PEAK, SET, CUT, AT_RISE, AT_PEAK, AT_SET, KEPT = 0, 1, 2, 3, 5, 8, 11, 14


@njit(cache=True, allocates=False, error_model="numpy")
def _azimuth(w, site):  # type: ignore[no-untyped-def]
    """Azimuth from north over east of a place `w` relative to the site, rad in [0, 2 pi)."""
    east = w[1] * site[8] - w[0] * site[7]
    north = w[2] * site[9] - (w[0] * site[8] + w[1] * site[7]) * site[10]
    az = arctan2(east, north)
    return az + TURN if az < 0.0 else az


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


@njit(cache=True, allocates=False, error_model="numpy")
def _sunlit(w, site, turn, sx, sy, sz):  # type: ignore[no-untyped-def]
    """Whether the centre of the Sun is in sight past the ellipsoid.

    `w`: place of the satellite less that of the site, m; `sx, sy, sz` point to the Sun before the
    Earth turned by `turn`.
    """
    s, c = sincos(turn)
    sx, sy = c * sx + s * sy, c * sy - s * sx
    x, y = site[0] + w[0], site[1] + w[1]
    z, sz = (site[2] + w[2]) * POLAR_STRETCH, sz * POLAR_STRETCH
    ahead = x * sx + y * sy + z * sz
    beside = x * x + y * y + z * z - ahead * ahead / (sx * sx + sy * sy + sz * sz)
    return ahead > 0.0 or beside > EARTH_SQUARE


@njit(cache=True, allocates=False, error_model="numpy")
def finish(row, i, q, kept, site, base, orbit, turning):  # type: ignore[no-untyped-def]
    """Write a finished pass from what was kept of it.

    Columns: satellite, site, rise, peak and set (s), cut at start, cut at end, peak elevation,
    azimuth at rise, peak and set, range at peak (m), lit at rise (1), peak (2), set (4), elevation
    of the Sun at the site at the peak.
    """
    row[0], row[1] = i, q
    for k in range(3):
        row[2 + k] = node_time(base + kept[RISE + k], orbit)
        row[8 + k] = _azimuth(kept[AT_RISE + 3 * k :], site)
    row[5], row[6] = kept[CUT], kept[CUT + 1]
    rise, peak, end = row[2], row[3], row[4]
    at_rise, at_best, at_set = kept[AT_RISE:], kept[AT_PEAK:], kept[AT_SET:]
    distance = sqrt(at_best[0] ** 2 + at_best[1] ** 2 + at_best[2] ** 2)
    height = at_best[0] * site[3] + at_best[1] * site[4] + at_best[2] * site[5]
    row[7] = asin(min(max(height / distance, -1.0), 1.0))
    row[11] = distance
    sx, sy, sz = sun_fixed(peak, turning)
    lit = 2 if _sunlit(at_best, site, 0.0, sx, sy, sz) else 0
    if end - rise < 7200.0:
        lit += 1 if _sunlit(at_rise, site, EARTH_RATE * (rise - peak), sx, sy, sz) else 0
        lit += 4 if _sunlit(at_set, site, EARTH_RATE * (end - peak), sx, sy, sz) else 0
    else:  # so long that the Sun itself moves
        ax, ay, az = sun_fixed(rise, turning)
        bx, by, bz = sun_fixed(end, turning)
        lit += 1 if _sunlit(at_rise, site, 0.0, ax, ay, az) else 0
        lit += 4 if _sunlit(at_set, site, 0.0, bx, by, bz) else 0
    row[12] = lit
    row[13] = asin(min(max(sx * site[3] + sy * site[4] + sz * site[5], -1.0), 1.0))
