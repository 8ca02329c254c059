"""Compiled search for passes: the scan of one orbit over every site.

The orbit is known at nodes spaced evenly in eccentric anomaly; `_sight_kernels` joins them and
finds where the least elevation is crossed, `_row_kernels` writes down what was found.
"""

from math import floor, sqrt

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.observe.passes._node_kernels import (
    LEFT,
    STENCIL,
    fixed_nodes,
    mark_needed,
    node_at,
    node_times,
)
from visviva.observe.passes._row_kernels import (
    AT_PEAK,
    AT_RISE,
    AT_SET,
    BLOCK,
    CUT,
    KEPT,
    PEAK,
    RISE,
    SET,
    cut_off,
    finish,
    keep,
)
from visviva.observe.passes._sight_kernels import (
    ROW,
    SUBSTEPS,
    crossing,
    excess_at,
    extreme,
    least_height,
    polynomial,
    sights,
)
from visviva.orbit.sgp4.kernel import new_work

UNUSABLE = -1e30  # as bulge: a node of the stencil is missing


@njit(cache=True, allocates=False, error_model="numpy")
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


@njit(cache=True, allocates=False, error_model="numpy")
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
    c,
    w,
    seen,
    block,
):
    """Passes of one satellite over all sites.

    Returns how many rows were wanted (more than `capacity`: try again).

    r (3, m): ITRF positions of the nodes, m; good (m,): node is usable; sites (k, 12): position,
    up, sine of the least elevation, sine and cosine of longitude, cosine and sine of latitude,
    distance from the geocentre; alive (2,): from when to when to look, s; bulge (2, m), height
    (m,), raw (4 m, KEPT), c (3, ROW), w (6,), seen and block are memory to write over.
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
                    cut_off(now, c, 0.5, site, w, best, float(j))
                    found += 1
                    now = raw[found]
                    is_open = False
                continue
            if have != j:
                polynomial(r, j, weights, c)
                have = j
            whole = x_start <= j and x_end >= j + 1.0
            low = max(x_start - j, 0.0) - 0.5
            high = min(x_end - j, 1.0) - 0.5
            if whole:
                sights(c, site, seen)
            if previous != j - 1 or j == j_first:
                if whole:
                    q_a, d_a, n_a = seen[0], seen[SUBSTEPS + 1], seen[2 * SUBSTEPS + 2]
                else:
                    q_a, d_a, n_a = excess_at(c, low, site, w)
                if q_a > 0.0:
                    excess_at(c, low, site, w)
                    is_open, best = True, q_a
                    now[RISE], now[PEAK], now[CUT] = j + low + 0.5, j + low + 0.5, 1.0
                    keep(w, now, AT_RISE)
                    keep(w, now, AT_PEAK)
            previous = j
            for k in range(SUBSTEPS):
                a = low + (high - low) * k / SUBSTEPS
                b = low + (high - low) * (k + 1) / SUBSTEPS
                if whole:
                    q_b, d_b = seen[k + 1], seen[SUBSTEPS + 2 + k]
                    n_b = seen[2 * SUBSTEPS + 3 + k]
                else:
                    q_b, d_b, n_b = excess_at(c, b, site, w)
                s_left, q_left, d_left = a, q_a, d_a * n_a
                steps = 1
                s_x, q_x, d_x = b, q_b, d_b * n_b
                if (d_a > 0.0 and d_b < 0.0) or (
                    q_a > 0.0 and q_b > 0.0 and d_a < 0.0 and d_b > 0.0
                ):
                    s_x, q_x = extreme(c, site, a, b, d_a, d_b, tolerance, w)
                    steps, d_x = 2, 0.0
                    if q_x > 0.0 and (not is_open or q_x > best):
                        best = q_x
                        now[PEAK] = j + s_x + 0.5
                        keep(w, now, AT_PEAK)
                for step in range(steps):
                    s_right, q_right, d_right = (
                        (s_x, q_x, d_x) if step == 0 else (b, q_b, d_b * n_b)
                    )
                    if is_open != (q_right > 0.0):
                        s = crossing(
                            c, site, s_left, s_right, q_left, q_right, d_left, d_right, tolerance, w
                        )
                        if is_open:
                            now[SET], now[CUT + 1] = j + s + 0.5, 0.0
                            keep(w, now, AT_SET)
                            if best < -1.5:  # nothing higher was seen
                                now[PEAK] = now[SET]
                                keep(w, now, AT_PEAK)
                            found += 1
                            now = raw[found]
                            best = -2.0
                        else:
                            now[RISE], now[CUT] = j + s + 0.5, 0.0
                            keep(w, now, AT_RISE)
                        is_open = not is_open
                    s_left, q_left, d_left = s_right, q_right, d_right
                if is_open and d_b <= 0.0 and q_b > best:
                    best, now[PEAK] = q_b, j + b + 0.5
                    excess_at(c, b, site, w)
                    keep(w, now, AT_PEAK)
                q_a, d_a, n_a = q_b, d_b, n_b
        if is_open:
            cut_off(now, c, min(x_end - j_last, 1.0) - 0.5, site, w, best, x_end)
            found += 1
        if count + found <= capacity:
            mine = rows[:, slot + count : slot + count + found]
            finish(mine, i, q, raw, site, base, orbit, turning, block)
        count += found
    return count


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
    work, c, w, block = new_work(), np.empty((3, ROW)), np.empty(6), np.empty(BLOCK)
    seen = np.empty(3 * SUBSTEPS + 3)
    total = np.int64(0)  # a plain 0 has a type of its own: `scan` would be compiled twice
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
            c,
            w,
            seen,
            block,
        )
    return total
