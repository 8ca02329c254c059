"""Passes along a given path: an ephemeris of states, not element sets.

Limits: between the states the path is a polynomial of degree seven through four of them; of states
a minute apart in low orbit it is good to metres, of coarser ones the file's own step decides.
Elevation is geometric, as in `visviva.observe.passes.search`.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.frames import gcrf_to_itrf
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.observe.passes.columns import Passes
from visviva.observe.shadow import sunlit
from visviva.orbit.events import StateFunction, holds

TOLERANCE_S = 1e-4


@dataclass(frozen=True, slots=True)
class _Above:
    """A path in ITRF stands over `minimum` (rad) at a site."""

    site: Place
    minimum: float
    name: str = "above"

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Sine of the elevation less that of the minimum."""
        line = r - self.site.r_itrf()
        sine = line @ self.site.up_itrf() / np.linalg.norm(line, axis=-1)
        return np.asarray(sine - np.sin(self.minimum))


@dataclass(frozen=True, slots=True)
class _Climbing:
    """The elevation of a path in ITRF rises."""

    site: Place
    name: str = "climbing"

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Rate of the sine of the elevation times the range, m/s."""
        line, up = r - self.site.r_itrf(), self.site.up_itrf()
        square = np.sum(line * line, axis=-1)
        return np.asarray(v @ up - (line @ up) * np.sum(line * v, axis=-1) / square)


def passes_along(
    pieces: tuple[Trajectory, ...],
    sites: tuple[Place, ...],
    start: Epoch,
    duration: float,
    minimum: float,
    *,
    index: int = 0,
) -> Passes:
    """Passes of one object over every site, within its states and the window.

    Parameters
    ----------
    pieces : tuple of Trajectory
        In ITRF, one after the other; a pass is cut where a piece begins or ends within it.
    sites : tuple of Place
    start : Epoch
    duration : float
        s.
    minimum : float
        Least elevation, rad.
    index : int
        Place of the object in a list of objects.

    Examples
    --------
    >>> t = np.arange(0.0, 6000.0, 60.0)
    >>> angle = t * 1.1e-3
    >>> ring = np.stack([np.cos(angle), np.sin(angle), 0.0 * t], axis=1)
    >>> speed = 1.1e-3 * np.stack([-np.sin(angle), np.cos(angle), 0.0 * t], axis=1)
    >>> start = Epoch.parse("2024-06-07T00:00:00Z")
    >>> path = Trajectory(start, t, 7.0e6 * ring, 7.0e6 * speed, "ITRF")
    >>> found = passes_along((path,), (Place.from_degrees(0.0, 90.0),), start, 6000.0, 0.17)
    >>> len(found), round(float(found.peak[0]))
    (1, 1428)
    """
    rows: list[tuple[float, ...]] = []
    for number, site in enumerate(sites):
        for piece in pieces:
            offset = float(piece.epoch0 - start)
            low = max(0.0, float(piece.t[0]) + offset)
            high = min(duration, float(piece.t[-1]) + offset)
            if high - low > 1.0:
                rows += _over(piece, site, number, (low, high), offset, minimum)
    return _table(rows, pieces, sites, start, index)


def _over(
    piece: Trajectory,
    site: Place,
    number: int,
    window: tuple[float, float],
    offset: float,
    minimum: float,
) -> list[tuple[float, ...]]:
    """Rows of one piece over one site: site, piece's moments, whether they are cut."""
    path = StateFunction(piece.epoch0, piece.at)
    low, high = (x - offset for x in window)
    up = holds(_Above(site, minimum), path, low, high, tolerance=TOLERANCE_S)
    if not len(up):
        return []
    climbing = holds(_Climbing(site), path, low, high, tolerance=TOLERANCE_S)
    tops = climbing.spans[:, 1]
    out: list[tuple[float, ...]] = []
    for (rise, end), (cut_rise, cut_end) in zip(up.spans, up.cut(), strict=True):
        tries = np.concatenate([[rise, end], tops[(tops > rise) & (tops < end)]])
        heights = _Above(site, 0.0).value(piece.epoch0 + tries, *piece.at(tries))
        peak = float(tries[np.argmax(heights)])
        moments = (rise + offset, peak + offset, end + offset)
        out.append((float(number), *moments, float(cut_rise), float(cut_end)))
    return out


def _table(
    rows: list[tuple[float, ...]],
    pieces: tuple[Trajectory, ...],
    sites: tuple[Place, ...],
    start: Epoch,
    index: int,
) -> Passes:
    table = np.array(sorted(rows, key=lambda row: (row[0], row[1]))).reshape(-1, 6)
    which = table[:, 0].astype(np.int32)
    looks = [_looks(pieces, sites, which, start, table[:, column]) for column in (1, 2, 3)]
    return Passes(
        start,
        np.full(len(table), index, dtype=np.int32),
        which,
        table[:, 1],
        table[:, 2],
        table[:, 3],
        table[:, 4] == 1.0,
        table[:, 5] == 1.0,
        looks[1][1],
        looks[0][0],
        looks[1][0],
        looks[2][0],
        looks[1][2],
        looks[0][3] > 0.0,
        looks[1][3] > 0.0,
        looks[2][3] > 0.0,
        looks[1][4],
    )


def _looks(
    pieces: tuple[Trajectory, ...],
    sites: tuple[Place, ...],
    which: np.ndarray,
    start: Epoch,
    t: Array,
) -> Array:
    """Azimuth, elevation, range, whether lit, elevation of the Sun: (5, n)."""
    out = np.zeros((5, len(t)))
    if not len(t):
        return out
    r = positions_at(pieces, start, t)
    moments = start + t
    sun = gcrf_to_itrf(moments, sun_position_gcrf(moments, apparent=True))
    out[3] = sunlit(r, sun)
    for k in np.unique(which):
        mine = which == k
        out[0:3, mine] = azimuth_elevation_range(sites[k].geodetic, r[mine])
        out[4, mine] = azimuth_elevation_range(sites[k].geodetic, sun[mine])[1]
    return out


def positions_at(pieces: tuple[Trajectory, ...], start: Epoch, t: Array) -> Array:
    """ITRF positions (n, 3) at `t` (s from `start`), each from the piece that holds it."""
    out = np.zeros((len(t), 3))
    ends = [float(piece.epoch0 - start) + float(piece.t[-1]) for piece in pieces]
    edges = [-np.inf, *(e + 1e-6 for e in ends[:-1]), np.inf]
    for piece, (low, high) in zip(pieces, pairwise(edges), strict=True):
        mine = (t > low) & (t <= high)
        if mine.any():
            out[mine] = piece.at(t[mine] - float(piece.epoch0 - start))[0]
    return out
