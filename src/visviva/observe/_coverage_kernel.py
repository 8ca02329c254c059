# mypy: disable-error-code="no-untyped-def"
"""Compiled sweep of swaths over a grid, band by band; loading this module loads numba."""

from math import acos, ceil, cos, floor, pi, sin

from numba import prange

from visviva.core.kernels.jit import njit


@njit(cache=True, parallel=True, error_model="numpy")
def sweep(
    slat,
    slon,
    half,
    sun,
    least_sun,
    lats,
    counts,
    firsts,
    longest,
    unseen,
    sums,
    bins,
    edges,
    dt,
    first,
):
    """Visits and gaps of every cell.

    `slat`, `slon` (steps, objects) places below the satellites, `half` half angles of view on the
    ground, negative where there is no state; `sun` (steps, 3) or of no rows;
    `lats` (rows + 1) edges from south to north; cells a row in `counts` (offset by row: firsts).
    `first` is the number of the first step. Out, by cell: `longest` gap, `unseen` last moment
    seen (-1 before the first), `sums` (gap sum,
    gaps, first visit), `bins` histogram of gaps by `edges`.
    """
    rows = lats.shape[0] - 1
    steps, objects = half.shape
    lit = sun.shape[0] == steps
    for row in prange(rows):
        south, north = lats[row], lats[row + 1]
        lat = 0.5 * (south + north)
        sl, cl = sin(lat), cos(lat)
        n = counts[row]
        base = firsts[row]
        width = 2.0 * pi / n
        for k in range(steps):
            t = (first + k) * dt
            for s in range(objects):
                lam = half[k, s]
                if lam <= 0.0:
                    continue
                below = slat[k, s]
                if abs(below - lat) > lam:
                    continue
                cosine = (cos(lam) - sl * sin(below)) / max(cl * cos(below), 1e-12)
                if cosine >= 1.0:
                    continue
                spread = pi if cosine <= -1.0 else acos(cosine)
                mid = slon[k, s]
                low = ceil((mid - spread + pi) / width - 0.5)
                high = floor((mid + spread + pi) / width - 0.5)
                if high - low >= n:
                    low, high = 0, n - 1
                for c in range(low, high + 1):
                    j = c % n
                    cell = base + j
                    if lit:
                        lon = (j + 0.5) * width - pi
                        high_sun = cl * (cos(lon) * sun[k, 0] + sin(lon) * sun[k, 1])
                        if high_sun + sl * sun[k, 2] < least_sun:
                            continue
                    last = unseen[cell]
                    if last < 0.0:
                        sums[cell, 2] = t
                    elif t - last > 1.5 * dt:
                        gap = t - last - dt
                        sums[cell, 0] += gap
                        sums[cell, 1] += 1.0
                        longest[cell] = max(longest[cell], gap)
                        b = 0
                        while b < edges.shape[0] - 1 and gap > edges[b + 1]:
                            b += 1
                        bins[cell, b] += 1
                    unseen[cell] = t
