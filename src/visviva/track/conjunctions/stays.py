"""Close approaches as they come out of the search: one for each stay, in columns."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import Epoch
from visviva.orbit.sgp4 import Sgp4Catalogue, layout

SLOW_SHARE: Final = 0.01
"""A pair whose relative speed is below this share of its orbital speed moves together.

Its planes differ by less than 0.6°.
"""
GAP_TURNS: Final = 1.1
"""Stays of such a pair that are no further apart than this many revolutions are one entry."""
TOUCH_S: Final = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Conjunctions:
    """Close approaches as columns of equal length m, in order of time.

    Attributes
    ----------
    start : Epoch
        Moment from which the times are counted.
    primary, secondary : ndarray of int64
        Places of the two objects in the catalogue.
    tca : ndarray
        Time of closest approach, s from `start`.
    enter, leave : ndarray
        From when to when the two are within the distance asked for, s.
    miss : ndarray
        Least distance, m.
    speed : ndarray
        Relative speed there, m/s.
    radial, in_track, cross_track : ndarray
        Position of the secondary less that of the primary at `tca`, along the primary's directions,
        m.
    comoving : ndarray of bool
        The two move together (`SLOW_SHARE`); all their stays within a revolution of each other are
        one entry.
    stays : ndarray of int64
        How many unbroken stays within the distance the entry joins.
    cut_at_start, cut_at_end : ndarray of bool
        The two were within the distance when the window opened, or when it closed.
    """

    start: Epoch
    primary: NDArray[np.int64]
    secondary: NDArray[np.int64]
    tca: Array
    enter: Array
    leave: Array
    miss: Array
    speed: Array
    radial: Array
    in_track: Array
    cross_track: Array
    comoving: NDArray[np.bool_]
    stays: NDArray[np.int64]
    cut_at_start: NDArray[np.bool_]
    cut_at_end: NDArray[np.bool_]

    def __len__(self) -> int:
        return int(self.tca.shape[0])

    def select(self, which: Any) -> "Conjunctions":
        """The entries that an index array, a slice or a mask picks."""
        columns = {f.name: getattr(self, f.name)[which] for f in fields(self) if f.name != "start"}
        return Conjunctions(start=self.start, **columns)


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """What a search found.

    Attributes
    ----------
    conjunctions : Conjunctions
    stopped : tuple of (int, float)
        Objects for which SGP4 gives no usable state within the window (decayed, mostly), with the
        first such time, s.
    """

    conjunctions: Conjunctions
    stopped: tuple[tuple[int, float], ...]


def within_group(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2, … for each group of the given sizes."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)


def one_per_stay(rows: Array, duration: float) -> Array:
    """Join what the edges between chunks cut in two; drop fast pairs met twice there."""
    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    if not len(rows):
        return rows
    a, b = rows[:-1], rows[1:]
    touching = (a[:, 0] == b[:, 0]) & (a[:, 1] == b[:, 1]) & (b[:, 2] <= a[:, 3] + TOUCH_S)
    rows = _reduced(rows, np.concatenate([[True], ~touching]))
    inner = (rows[:, 4] >= -1e-3) & (rows[:, 4] <= duration + 1e-3)
    return np.asarray(rows[inner])


def _reduced(rows: Array, new: NDArray[np.bool_]) -> Array:
    """One row for each group of rows.

    The nearest counts, the ends are those of the group, minima add up.
    """
    first = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    last = np.append(first[1:], len(rows)) - 1
    best = np.lexsort((rows[:, 5], group))[first]
    out: Array = rows[best].copy()
    out[:, 2] = rows[first, 2]
    out[:, 3] = np.maximum.reduceat(rows[:, 3], first)
    out[:, 6] = np.add.reduceat(rows[:, 6], first)
    out[:, 7] = (rows[first, 7].astype(np.int64) & 1) | (rows[last, 7].astype(np.int64) & 2)
    return out


def joined(rows: Array, geometry: Array, catalogue: Sgp4Catalogue) -> Array:
    """Rows with their geometry, co-moving pairs one entry for all stays of revolutions in a row.

    In order of time.

    Columns: the eight of a stay, the five of the geometry, co-moving, number of stays.
    """
    n = len(rows)
    rate = catalogue.elements[:, 7] / 60.0
    axis = catalogue.constants[:, layout.AO] * layout.METRES
    i, j = rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)
    slow = geometry[:, 1] < SLOW_SHARE * np.minimum((rate * axis)[i], (rate * axis)[j])
    whole = np.concatenate([rows, geometry, slow[:, None], np.ones((n, 1))], axis=1)
    # a fast pair that the window cuts off before or after its minimum has not approached within the
    # window
    listed = slow | (rows[:, 6] > 0.0)
    whole, slow, i, j = whole[listed], slow[listed], i[listed], j[listed]
    if slow.any():
        part = whole[slow]
        turn = 2.0 * np.pi / np.minimum(rate[i], rate[j])[slow]
        a, b = part[:-1], part[1:]
        near = (
            (a[:, 0] == b[:, 0])
            & (a[:, 1] == b[:, 1])
            & (b[:, 2] - a[:, 3] <= GAP_TURNS * turn[1:])
        )
        new = np.concatenate([[True], ~near])
        joined = _reduced(part, new)
        joined[:, 14] = np.add.reduceat(part[:, 14], np.flatnonzero(new))
        whole = np.concatenate([whole[~slow], joined])
    return np.asarray(whole[np.lexsort((whole[:, 1], whole[:, 0], whole[:, 4]))])


def columns(rows: Array, start: Epoch) -> Conjunctions:
    """Rows of the search as the columns of its result."""
    cut = rows[:, 7].astype(np.int64)
    whole = [rows[:, k].astype(np.int64) for k in (0, 1)]
    return Conjunctions(
        start,
        whole[0],
        whole[1],
        rows[:, 4],
        rows[:, 2],
        rows[:, 3],
        rows[:, 8],
        rows[:, 9],
        rows[:, 10],
        rows[:, 11],
        rows[:, 12],
        rows[:, 13] != 0.0,
        rows[:, 14].astype(np.int64),
        (cut & 1) != 0,
        (cut & 2) != 0,
    )
