"""Which element sets of a history serve a window: for each pass the one nearest in time.

Limits: geosynchronous objects, whose passes last for days, are served by one set, the nearest to
the middle of the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from visviva.core.arrays import Array, IntArray
from visviva.core.time import DAY_S, Epoch
from visviva.observe.passes.columns import Passes
from visviva.orbit.gp import ElementSet, as_columns

#: A pass whose peak lies this far over the edge of a set's part is still looked at, s: the sets on
#: either side of the edge put it to either side.
OVER: Final = 600.0
#: Slower than this many turns a day: passes may last for days.
SLOW_REV_DAY: Final = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Sets that serve a window, objects one after the other, their sets in order of epoch.

    Attributes
    ----------
    sets : tuple of ElementSet
        n of them.
    owner : ndarray of int, shape (n,)
        Which object each is of.
    own : ndarray, shape (n, 2)
        The part of the window each is nearest to, s from its start; infinite ends where no other
        set follows.
    parts : ndarray, shape (n, 2), or None
        The part in which each is searched: its own and a revolution on either side. None where
        every object has one set.
    """

    sets: tuple[ElementSet, ...]
    owner: IntArray
    own: Array
    parts: Array | None


def choose_sets(groups: Sequence[Sequence[ElementSet]], start: Epoch, duration: float) -> Choice:
    """The sets of each object that are nearest to some part of the window.

    Parameters
    ----------
    groups : sequence of sequences of ElementSet
        Sets by object, in any order.
    start : Epoch
    duration : float
        s.

    Examples
    --------
    >>> a = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> b = ElementSet(7, "2024-06-08T00:00:00", 15.2, 0.001, 97.4, 12.0, 0.0, 0.0)
    >>> day = choose_sets([[b, a]], Epoch.parse("2024-06-06T12:00:00Z"), 86400.0)
    >>> [e.epoch_utc[:10] for e in day.sets], float(day.own[0, 1])
    (['2024-06-06', '2024-06-08'], 43200.0)
    """
    chosen: list[ElementSet] = []
    owner: list[int] = []
    own: list[tuple[float, float]] = []
    margin: list[float] = []
    for k, group in enumerate(groups):
        if len(group) == 1:
            picked, cells = list(group), [(-np.inf, np.inf)]
        else:
            picked, cells = _cells(group, start, duration)
        chosen += picked
        owner += [k] * len(picked)
        own += cells
        margin += [DAY_S / e.mean_motion_rev_day + OVER for e in picked]
    cells_of = np.array(own)
    several = len(chosen) > len(groups)
    room = np.array(margin)[:, None] * [-1.0, 1.0]
    return Choice(tuple(chosen), np.array(owner), cells_of, cells_of + room if several else None)


def _cells(
    group: Sequence[ElementSet], start: Epoch, duration: float
) -> tuple[list[ElementSet], list[tuple[float, float]]]:
    """Sets of one object that serve a part of the window, and that part."""
    epochs = np.asarray(as_columns(group).epoch - start)
    if group[0].mean_motion_rev_day < SLOW_REV_DAY:
        best = int(np.argmin(np.abs(epochs - 0.5 * duration)))
        return [group[best]], [(-np.inf, np.inf)]
    # of sets with one epoch the later in the file counts
    order = np.lexsort((-np.arange(len(group)), epochs))
    order = order[np.concatenate([[True], np.diff(epochs[order]) > 1.0])]
    t = epochs[order]
    edges = np.concatenate([[-np.inf], 0.5 * (t[1:] + t[:-1]), [np.inf]])
    serves = (edges[1:] > 0.0) & (edges[:-1] < duration)
    picked = np.flatnonzero(serves)
    return [group[order[i]] for i in picked], [
        (float(edges[i]), float(edges[i + 1])) for i in picked
    ]


def of_nearest_sets(passes: Passes, choice: Choice, since_epoch: Array) -> Passes:
    """Of passes found by several sets of an object, those of the nearest set.

    A pass near the edge between two sets may be found by both, each putting it on the other's
    side: of passes that overlap the one of the set that serves the moment is kept, else the nearer.

    Parameters
    ----------
    passes : Passes
    choice : Choice
    since_epoch : ndarray, shape (n,)
        Seconds from the epoch of each set to the start of the window.
    """
    if choice.parts is None:
        return passes
    own = choice.own[passes.object_index]
    near = (passes.peak >= own[:, 0] - OVER) & (passes.peak < own[:, 1] + OVER)
    found = passes.select(near)
    who = choice.owner[found.object_index]
    order = np.lexsort((found.rise, found.site_index, who))
    found, who = found.select(order), who[order]
    i = found.object_index
    inside = (found.peak >= choice.own[i, 0]) & (found.peak < choice.own[i, 1])
    # the better first: of the set that serves the moment, then by distance from its epoch
    rank = np.abs(since_epoch[i] + found.peak) + np.where(inside, 0.0, 1e12)
    keep, met = np.ones(len(found), dtype=bool), inside.copy()
    last = 0
    for k in range(1, len(found)):
        apart = who[k] != who[last] or found.site_index[k] != found.site_index[last]
        if apart or i[k] == i[last] or found.rise[k] >= found.set[last]:
            last = k
            continue
        met[k] = met[last] = True
        worse = k if rank[k] >= rank[last] else last
        keep[worse] = False
        last = last if worse == k else k
    # past the edge of its set's part, and no other set has it: the nearer set says there is none
    return found.select(keep & met)
