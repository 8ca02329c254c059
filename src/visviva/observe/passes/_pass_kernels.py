"""Compiled search for passes: the scan of one orbit over every site.

The orbit is known at nodes spaced evenly in eccentric anomaly; between them ten neighbouring nodes
are joined by a polynomial of degree nine in the Earth-fixed frame, where the sites stand still.
Positions only: SGP4's velocity is not the derivative of its position (up to 0.1 m/s apart under
heavy drag, more in deep space), so it is not used.
"""

from math import asin, cos, floor, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from visviva.core.kernels.jit import njit
from visviva.observe.passes._node_kernels import (
    EARTH_RATE,
    LEFT,
    STENCIL,
    TURN,
    fixed_nodes,
    mark_needed,
    node_at,
    node_time,
    node_times,
    sun_fixed,
)
from visviva.orbit.sgp4.kernel import new_work
from visviva.orbit.sgp4.vectormath import arctan2, sincos

SUBSTEPS = 4
COLUMNS = 14  # of a finished pass, see `_close`
POLAR_STRETCH = 6378137.0 / 6356752.314245179  # WGS 84: makes the ellipsoid a sphere
EARTH_SQUARE = 6378137.0**2
# columns of a pass while it is found: its moments, whether it is cut, and where the satellite is
RISE, PEAK, SET, CUT, AT_RISE, AT_PEAK, AT_SET, KEPT = 0, 1, 2, 3, 5, 8, 11, 14
PLACE, SPEED = (
    STENCIL,
    STENCIL + SUBSTEPS + 1,
)  # columns of a polynomial's row after its coefficients
ROW = 20
UNUSABLE = -1e30  # as bulge: a node of the stencil is missing
_FLAGS = {"contract", "reassoc", "arcp", "nsz"}


def _weights() -> NDArray[np.float64]:
    """Per node, what it adds to: ten coefficients in sigma = s - 1/2.

    Places and speeds at the ends of the sub-steps.
    """
    x = np.arange(-LEFT, STENCIL - LEFT) - 0.5
    coefficients = np.linalg.inv(x[:, None] ** np.arange(STENCIL)[None, :])
    sigma = np.arange(SUBSTEPS + 1) / SUBSTEPS - 0.5
    powers = np.arange(STENCIL)
    place = sigma[:, None] ** powers
    speed = np.where(powers > 0, powers * sigma[:, None] ** np.maximum(powers - 1, 0), 0.0)
    rows = np.concatenate([coefficients, place @ coefficients, speed @ coefficients])
    return np.ascontiguousarray(rows.T)


WEIGHTS = _weights()


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _polynomial(r, j, weights, c):  # type: ignore[no-untyped-def]
    """Coefficients and sub-step values `c` (3, ROW) of the interval that starts at node `j` of `r`.

    3, m.
    """
    w0, w1, w2, w3, w4 = weights[0], weights[1], weights[2], weights[3], weights[4]
    w5, w6, w7, w8, w9 = weights[5], weights[6], weights[7], weights[8], weights[9]
    for axis in range(3):
        out, p = c[axis], r[axis, j - LEFT :]
        p0, p1, p2, p3, p4 = p[0], p[1], p[2], p[3], p[4]
        p5, p6, p7, p8, p9 = p[5], p[6], p[7], p[8], p[9]
        for k in range(ROW):  # written out, so that the compiler takes several columns at once
            out[k] = (w0[k] * p0 + w1[k] * p1 + w2[k] * p2 + w3[k] * p3 + w4[k] * p4) + (
                w5[k] * p5 + w6[k] * p6 + w7[k] * p7 + w8[k] * p8 + w9[k] * p9
            )


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _judge(x, y, z, dx, dy, dz, site):  # type: ignore[no-untyped-def]
    """Sine of elevation less the threshold, its derivative times the cube of the range, 1 / cube.

    Of a place and a speed relative to the site. The cube makes the derivative almost a straight
    line through the culmination, however near the satellite passes, so that its root takes two or
    three steps.
    """
    square = x * x + y * y + z * z
    height = x * site[3] + y * site[4] + z * site[5]
    climb = dx * site[3] + dy * site[4] + dz * site[5]
    near = 1.0 / sqrt(square)
    slope = climb * square - height * (x * dx + y * dy + z * dz)
    return height * near - site[6], slope, near * near * near


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _look(c, sigma, site, w):  # type: ignore[no-untyped-def]
    """As `_judge`, at `sigma` of the polynomial; w gets place less site, and speed."""
    x, y, z = c[0, 9], c[1, 9], c[2, 9]
    dx, dy, dz = 0.0, 0.0, 0.0
    for k in range(8, -1, -1):
        dx, dy, dz = dx * sigma + x, dy * sigma + y, dz * sigma + z
        x, y, z = x * sigma + c[0, k], y * sigma + c[1, k], z * sigma + c[2, k]
    x, y, z = x - site[0], y - site[1], z - site[2]
    w[0], w[1], w[2], w[3], w[4], w[5] = x, y, z, dx, dy, dz
    return _judge(x, y, z, dx, dy, dz, site)


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _crossing(c, site, a, b, qa, qb, da, db, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the threshold is crossed between `a` and `b`, with values and slopes at both.

    Newton's steps, kept inside the bracket: on the cubic through both ends, then on the orbit.
    """
    rising = qb > qa
    long = b - a
    da, db = da * long, db * long
    u = qa / (qa - qb) if qa != qb else 0.5
    bend, curl = 3.0 * (qb - qa) - 2.0 * da - db, da + db - 2.0 * (qb - qa)
    for _ in range(3):
        slope = da + u * (2.0 * bend + 3.0 * u * curl)
        value = qa + u * (da + u * (bend + u * curl))
        new = u - value / slope if slope != 0.0 else u
        u = new if 0.0 < new < 1.0 else u
    s = a + long * u
    for _ in range(60):
        q, dq, near = _look(c, s, site, w)
        if (q > 0.0) == rising:
            b = s
        else:
            a = s
        new = s - q / (dq * near) if dq != 0.0 else 0.5 * (a + b)
        if not a <= new <= b:
            new = 0.5 * (a + b)
        moved = new - s
        s = new
        if abs(moved) < tolerance:  # near enough for a straight line, and Newton's next step
            _move(w, moved)
            break
    return s


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _move(w, far):  # type: ignore[no-untyped-def]
    """Carry a place on by its own speed."""
    w[0], w[1], w[2] = w[0] + far * w[3], w[1] + far * w[4], w[2] + far * w[5]


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _extreme(c, site, a, b, da, db, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the elevation is highest (or lowest) between `a` and `b`, and the value there.

    False position with halving (Illinois); `w` as `_look` leaves it there.
    """
    q, side = -2.0, 0
    s = (da * b - db * a) / (da - db)
    for _ in range(60):
        q, d, _ = _look(c, s, site, w)
        if (d > 0.0) == (db > 0.0):
            b, db = s, d
            if side == -1:
                da *= 0.5
            side = -1
        else:
            a, da = s, d
            if side == 1:
                db *= 0.5
            side = 1
        new = (da * b - db * a) / (da - db) if da != db else s
        moved = new - s
        if abs(moved) < tolerance:
            _move(w, moved)
            s = new
            break
        s = new
    return s, q


@njit(cache=True, error_model="numpy")
def _azimuth(w, site):  # type: ignore[no-untyped-def]
    """Azimuth from north over east of a place `w` relative to the site, rad in [0, 2 pi)."""
    east = w[1] * site[8] - w[0] * site[7]
    north = w[2] * site[9] - (w[0] * site[8] + w[1] * site[7]) * site[10]
    az = arctan2(east, north)
    return az + TURN if az < 0.0 else az


@njit(cache=True, error_model="numpy")
def least_height(sine, distance, low, high):  # type: ignore[no-untyped-def]
    """Height (m) over the site's horizon plane at which a satellite has the least elevation.

    Range at elevation E: sqrt(r^2 - p^2 cos^2 E) - p sin E. The vertical of the ellipsoid leans
    from the geocentric one by at most 0.193 degrees, which bounds both ways.
    """
    radius, lean = (low, 0.0034) if sine >= 0.0 else (high, -0.0034)
    e = asin(sine) + lean
    if e >= 0.5 * pi or radius <= distance * 1.0001:
        return 0.99 * (radius - distance) if radius > distance and sine >= 0.0 else -1e30
    reach = sqrt(radius * radius - (distance * cos(e)) ** 2) - distance * sin(e)
    return sine * reach * (0.995 if sine >= 0.0 else 1.005) - 1.0


@njit(cache=True, error_model="numpy")
def _skip(height, j, end, least):  # type: ignore[no-untyped-def]
    """First place from `j` on, up to `end`, where the height is not under `least`.

    Sixteen at a time, which the compiler compares at once: nearly all are under it.
    """
    while j + 16 <= end:
        above = False
        for k in range(16):
            above |= height[j + k] >= least
        if above:
            break
        j += 16
    while j < end and height[j] < least:
        j += 1
    return j


@njit(cache=True, error_model="numpy")
# One compiled loop: its pieces share too many arrays to be called apart without a cost.
def scan(  # type: ignore[no-untyped-def]  # noqa: C901
    r,
    i,
    orbit,
    base,
    good,
    bulge,
    height,
    raw,
    sites,
    weights,
    alive,
    turning,
    rows,
    slot,
    capacity,
):
    """Passes of one satellite over all sites.

    Returns how many rows were wanted (more than `capacity`: try again).

    r (3, m): ITRF positions of the nodes, m; good (m,): node is usable; sites (k, 12): position,
    up, sine of the least elevation, sine and cosine of longitude, cosine and sine of latitude,
    distance from the geocentre; alive (2,): from when to when to look, s; bulge (2, m), height
    (m,), raw (4 m, KEPT) are memory to write over.
    """
    m = good.shape[0]
    run = 0
    low_r, high_r = 1e300, 0.0
    bend, inverse = bulge[0], bulge[1]
    for k in range(m):
        bend[k], inverse[k] = UNUSABLE, 0.0
        run = run + 1 if good[k] else 0
        if good[k]:
            square = r[0, k] ** 2 + r[1, k] ** 2 + r[2, k] ** 2
            low_r, high_r = min(low_r, square), max(high_r, square)
        if run >= STENCIL:
            bend[k - (STENCIL - LEFT) + 1] = 0.0
    x, y, z = r[0], r[1], r[2]
    for k in range(1, m - 1):
        ax = x[k - 1] - 2.0 * x[k] + x[k + 1]
        ay = y[k - 1] - 2.0 * y[k] + y[k + 1]
        az = z[k - 1] - 2.0 * z[k] + z[k + 1]
        height[k] = ax * ax + ay * ay + az * az
    for k in range(1, m - 2):
        a, b = height[k], height[k + 1]
        # an arc leaves its chord by an eighth of the bend; 1.3 for the bend between nodes
        if bend[k] > UNUSABLE:
            bend[k] = 1.0 + 0.125 * 1.3 * sqrt(a if a > b else b)
            inverse[k] = 1.0 / bend[k]
    # a node may miss the apsis by half a step: 0.02 a e; short-period terms stay within 15 km of a
    # node's radius
    slack = 15e3 + 0.02 * orbit[2] * sqrt(high_r)
    low_r, high_r = sqrt(low_r) - slack, sqrt(high_r) + slack
    # the ends of the window, or of the orbit, in node coordinates counted from the first node
    x_start = node_at(alive[0], orbit, base, base + m - 1.0) - base
    x_end = node_at(alive[1], orbit, base, base + m - 1.0) - base
    j_first, j_last = floor(x_start), min(floor(x_end), m - 2)
    # s: a step after one this short is far below a millisecond
    tolerance = 0.05 / ((1.0 + orbit[2]) * orbit[3] * orbit[1])
    c = np.empty((3, ROW))
    w = np.empty(6)
    have = -1
    count = 0
    for q in range(sites.shape[0]):
        site = sites[q]
        plane = site[0] * site[3] + site[1] * site[4] + site[2] * site[5]
        least = plane + least_height(site[6], site[11], low_r, high_r) - 100.0
        ux, uy, uz = site[3], site[4], site[5]
        for k in range(m):
            height[k] = x[k] * ux + y[k] * uy + z[k] * uz
        for k in range(m - 1):
            a, b = height[k], height[k + 1]
            # top of a parabola over the chord: where that is steep, its upper end
            bow = max(bend[k] - 0.25 * abs(b - a), 0.0)
            height[k] = (a if a > b else b) + bow * bow * inverse[k]
        is_open = False
        previous = -2
        best, found = -2.0, 0
        q_a, d_a, n_a = 0.0, 0.0, 0.0
        now = raw[0]  # the pass that is open, or the next one
        j = j_first - 1
        while j < j_last:
            j += 1
            if not is_open:
                j = _skip(height, j, j_last, least)
                if height[j] < least:
                    break
            if bend[j] <= UNUSABLE:
                if is_open:  # the orbit ends here (decay): close what is open, as cut
                    _end(now, c, 0.5, site, w, best, float(j))
                    found += 1
                    now = raw[found]
                    is_open = False
                continue
            if have != j:
                _polynomial(r, j, weights, c)
                have = j
            whole = x_start <= j and x_end >= j + 1.0
            low = max(x_start - j, 0.0) - 0.5
            high = min(x_end - j, 1.0) - 0.5
            if previous != j - 1 or j == j_first:
                if whole:
                    q_a, d_a, n_a = _judge(
                        c[0, PLACE] - site[0],
                        c[1, PLACE] - site[1],
                        c[2, PLACE] - site[2],
                        c[0, SPEED],
                        c[1, SPEED],
                        c[2, SPEED],
                        site,
                    )
                else:
                    q_a, d_a, n_a = _look(c, low, site, w)
                if q_a > 0.0:
                    _look(c, low, site, w)
                    is_open, best = True, q_a
                    now[RISE], now[PEAK], now[CUT] = j + low + 0.5, j + low + 0.5, 1.0
                    _copy(w, now, AT_RISE)
                    _copy(w, now, AT_PEAK)
            previous = j
            for k in range(SUBSTEPS):
                a = low + (high - low) * k / SUBSTEPS
                b = low + (high - low) * (k + 1) / SUBSTEPS
                if whole:
                    q_b, d_b, n_b = _judge(
                        c[0, PLACE + 1 + k] - site[0],
                        c[1, PLACE + 1 + k] - site[1],
                        c[2, PLACE + 1 + k] - site[2],
                        c[0, SPEED + 1 + k],
                        c[1, SPEED + 1 + k],
                        c[2, SPEED + 1 + k],
                        site,
                    )
                else:
                    q_b, d_b, n_b = _look(c, b, site, w)
                s_left, q_left, d_left = a, q_a, d_a * n_a
                steps = 1
                s_x, q_x, d_x = b, q_b, d_b * n_b
                if (d_a > 0.0 and d_b < 0.0) or (
                    q_a > 0.0 and q_b > 0.0 and d_a < 0.0 and d_b > 0.0
                ):
                    s_x, q_x = _extreme(c, site, a, b, d_a, d_b, tolerance, w)
                    steps, d_x = 2, 0.0
                    if q_x > 0.0 and (not is_open or q_x > best):
                        best = q_x
                        now[PEAK] = j + s_x + 0.5
                        _copy(w, now, AT_PEAK)
                for step in range(steps):
                    s_right, q_right, d_right = (
                        (s_x, q_x, d_x) if step == 0 else (b, q_b, d_b * n_b)
                    )
                    if is_open != (q_right > 0.0):
                        s = _crossing(
                            c, site, s_left, s_right, q_left, q_right, d_left, d_right, tolerance, w
                        )
                        if is_open:
                            now[SET], now[CUT + 1] = j + s + 0.5, 0.0
                            _copy(w, now, AT_SET)
                            if best < -1.5:  # nothing higher was seen
                                now[PEAK] = now[SET]
                                _copy(w, now, AT_PEAK)
                            found += 1
                            now = raw[found]
                            best = -2.0
                        else:
                            now[RISE], now[CUT] = j + s + 0.5, 0.0
                            _copy(w, now, AT_RISE)
                        is_open = not is_open
                    s_left, q_left, d_left = s_right, q_right, d_right
                if is_open and d_b <= 0.0 and q_b > best:
                    best, now[PEAK] = q_b, j + b + 0.5
                    _look(c, b, site, w)
                    _copy(w, now, AT_PEAK)
                q_a, d_a, n_a = q_b, d_b, n_b
        if is_open:
            _end(now, c, min(x_end - j_last, 1.0) - 0.5, site, w, best, x_end)
            found += 1
        for k in range(found):
            if count < capacity:
                _close(rows[:, slot + count], i, q, raw[k], site, base, orbit, turning)
            count += 1
    return count


@njit(cache=True, error_model="numpy")
def _copy(w, row, at):  # type: ignore[no-untyped-def]
    """Keep a place in the columns of `row` from `at` on."""
    row[at], row[at + 1], row[at + 2] = w[0], w[1], w[2]


@njit(cache=True, error_model="numpy")
def _end(now, c, sigma, site, w, best, x):  # type: ignore[no-untyped-def]
    """Close an open pass where the search ends: at `sigma` of the polynomial, node `x`."""
    q, _, _ = _look(c, sigma, site, w)
    now[SET], now[CUT + 1] = x, 1.0
    _copy(w, now, AT_SET)
    if q > best:
        now[PEAK] = x
        _copy(w, now, AT_PEAK)


@njit(cache=True, error_model="numpy")
def _lit(w, site, turn, sx, sy, sz):  # type: ignore[no-untyped-def]
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


@njit(cache=True, error_model="numpy")
def _close(row, i, q, kept, site, base, orbit, turning):  # type: ignore[no-untyped-def]
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
    lit = 2 if _lit(at_best, site, 0.0, sx, sy, sz) else 0
    if end - rise < 7200.0:
        lit += 1 if _lit(at_rise, site, EARTH_RATE * (rise - peak), sx, sy, sz) else 0
        lit += 4 if _lit(at_set, site, EARTH_RATE * (end - peak), sx, sy, sz) else 0
    else:  # so long that the Sun itself moves
        ax, ay, az = sun_fixed(rise, turning)
        bx, by, bz = sun_fixed(end, turning)
        lit += 1 if _lit(at_rise, site, 0.0, ax, ay, az) else 0
        lit += 4 if _lit(at_set, site, 0.0, bx, by, bz) else 0
    row[12] = lit
    row[13] = asin(min(max(sx * site[3] + sy * site[4] + sz * site[5], -1.0), 1.0))


@njit(cache=True, nogil=True, error_model="numpy")
def search(  # type: ignore[no-untyped-def]
    constants,
    since,
    orbits,
    first,
    sizes,
    prune,
    anchors,
    day,
    margin,
    reach,
    turning,
    sites,
    weights,
    alive,
    rows,
    stops,
):
    """Passes of a run of objects, one after the other in the columns of `rows`.

    Returns how many (more than fit: try again).

    first, sizes (n,): first node and number of nodes of each; alive (n, 2): the part of the window
    in which each is an orbit, s; stops (n,): the first time within it at which SGP4 has no position
    all the same, else NaN; the rest as in `mark_needed` and `scan`.
    """
    longest = 0
    for i in range(sizes.shape[0]):
        longest = max(longest, sizes[i])
    t, r = np.empty(longest), np.empty((3, longest))
    need, good = np.ones(longest, dtype=np.bool_), np.empty(longest, dtype=np.bool_)
    scratch, error = np.empty((8, longest)), np.empty(longest, dtype=np.uint8)
    bulge, height = np.empty((2, longest)), np.empty(longest)
    raw = np.empty((4 * longest + 2, KEPT))
    work = new_work()
    total = 0
    for i in range(orbits.shape[0]):
        m = sizes[i]
        stops[i] = np.nan
        if m == 0 or not alive[i, 0] < alive[i, 1]:
            continue
        base = float(first[i])
        node_times(orbits[i], base, t[:m])
        if prune:
            mark_needed(
                orbits[i],
                base,
                t[:m],
                anchors[i],
                day,
                margin[i],
                reach[i],
                sites,
                turning,
                need[:m],
            )
        else:
            # nodes about the part that is looked at: the polynomial reaches over its ends
            end = base + m - 1.0
            low = node_at(alive[i, 0], orbits[i], base, end) - base - STENCIL
            high = node_at(alive[i, 1], orbits[i], base, end) - base + STENCIL
            for k in range(m):
                need[k] = low <= k <= high
        fixed_nodes(constants[i], since[i], t[:m], need[:m], turning, scratch, error, r, good, work)
        for k in range(m):
            if need[k] and not good[k] and alive[i, 0] <= t[k] <= alive[i, 1]:
                stops[i] = t[k]
                break
        total += scan(
            r,
            i,
            orbits[i],
            base,
            good[:m],
            bulge,
            height,
            raw,
            sites,
            weights,
            alive[i],
            turning,
            rows,
            total,
            rows.shape[1] - total,
        )
    return total
