"""Passes the slow and certain way, for the tests.

SGP4 of the `sgp4` package on a dense grid, roots by bisection.

Nothing here is shared with `visviva.observe`: rotation matrices come from `visviva.core.frames`,
elevation from `visviva.core.geodesy`, states from the `sgp4` package.
"""

import numpy as np

from visviva.core.frames import rotate, teme_to_itrf_matrix
from visviva.core.geodesy import azimuth_elevation_range


class Truth:
    """Elevation of one satellite at one site as a function of seconds from `start`.

    By the full chain.
    """

    def __init__(self, satrec, epoch, site, start):
        self.satrec, self.site, self.start = satrec, site, start
        self.since = float(start - epoch)

    def elevation(self, t, matrix=None):
        t = np.atleast_1d(np.asarray(t, dtype=float))
        s = self.satrec
        error, r, _ = s.sgp4_array(
            np.full(t.size, s.jdsatepoch), s.jdsatepochF + (self.since + t) / 86400.0
        )
        if matrix is None:
            matrix = teme_to_itrf_matrix(self.start + t)
        place = self.site.geodetic
        elevation = azimuth_elevation_range(place, rotate(matrix, r * 1e3))[1]
        return np.where(error == 0, elevation, -np.pi)

    def crossing(self, a, b, least):
        fa = self.elevation(a)[0] - least
        for _ in range(40):
            m = 0.5 * (a + b)
            fm = self.elevation(m)[0] - least
            if (fm > 0) == (fa > 0):
                a, fa = m, fm
            else:
                b = m
            if b - a < 1e-6:
                break
        return 0.5 * (a + b)

    def peak(self, a, b):
        golden = 0.5 * (3.0 - 5.0**0.5)
        for _ in range(60):
            x, y = a + golden * (b - a), b - golden * (b - a)
            fx, fy = self.elevation([x, y])
            a, b = (a, y) if fx > fy else (x, b)
            if b - a < 1e-4:
                break
        t = 0.5 * (a + b)
        return t, self.elevation(t)[0]

    def passes(self, grid, matrix, least):
        """Rows of rise, peak, set, peak elevation; ends of the window where cut."""
        e = self.elevation(grid, matrix)
        up = e > least
        edges = [
            (self.crossing(grid[k], grid[k + 1], least), bool(up[k + 1]))
            for k in np.flatnonzero(up[1:] != up[:-1])
        ]
        # maxima hidden between grid points
        inner = (
            np.flatnonzero(
                (e[1:-1] >= e[:-2]) & (e[1:-1] >= e[2:]) & ~up[1:-1] & ~up[:-2] & ~up[2:]
            )
            + 1
        )
        for k in inner:
            if e[k] > least - 0.02:
                t, high = self.peak(grid[k - 1], grid[k + 1])
                if high > least:
                    edges += [
                        (self.crossing(grid[k - 1], t, least), True),
                        (self.crossing(t, grid[k + 1], least), False),
                    ]
        edges.sort()
        rows, rise = [], grid[0] if up[0] else None
        for t, rising in edges:
            if rising:
                rise = t
            else:
                rows.append((rise, t))
                rise = None
        if rise is not None:
            rows.append((rise, grid[-1]))
        out = []
        for a, b in rows:
            inside = np.flatnonzero((grid > a) & (grid < b))
            if inside.size:
                k = inside[np.argmax(e[inside])]
                t, high = self.peak(
                    max(a, grid[max(k - 1, 0)]), min(b, grid[min(k + 1, grid.size - 1)])
                )
            else:
                t, high = self.peak(a, b)
            out.append((a, t, b, high))
        return np.array(out).reshape(-1, 4)


def matrices(start, grid):
    return np.concatenate(
        [teme_to_itrf_matrix(start + g) for g in np.array_split(grid, max(grid.size // 50_000, 1))]
    )


def compare(found, truth, blur=0.02):
    """Missed, invented and the worst differences of rise, set (s) and peak elevation (rad).

    Passes shorter than `blur` seconds may be missing on either side: the thirteenth digit decides
    on them.
    """
    missed = [
        row
        for row in truth
        if row[2] - row[0] > blur and not np.any((found[:, 0] < row[2]) & (found[:, 2] > row[0]))
    ]
    invented = [
        row
        for row in found
        if row[2] - row[0] > blur and not np.any((truth[:, 0] < row[2]) & (truth[:, 2] > row[0]))
    ]
    worst = np.zeros(3)
    for row in truth:
        near = np.flatnonzero((found[:, 0] < row[2]) & (found[:, 2] > row[0]))
        if near.size == 1:
            d = np.abs(found[near[0]] - row)
            worst = np.maximum(worst, (d[0], d[2], d[3]))
        elif near.size > 1:
            invented.append(row)
    return missed, invented, worst
