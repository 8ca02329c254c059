"""Which sets of a history are observations of their own, and which tell an earlier one again.

A copy, a second fit of the same tracks or another provider's set carries no scatter of its own.
Counted twice, it makes the scatter of a history look like nothing, and every gap of minutes a place
where a burn could have been.

Limits: a burn between two sets of one observation is seen a set later; sets that were carried on by
more than `CARRIED_DAYS`, or by another theory of drag, count as observations.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import DAY_S
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.history_doubts import without_odd

Indices = NDArray[np.int_]

#: Of sets nearer than this to each other the last in the file supersedes the others.
SAME_EPOCH_S: Final = 60.0
#: Sets nearer than this are one observation: half of the shortest revolution (87 min). A network's
#: own next set is at least a revolution later.
SAME_OBSERVATION_S: Final = 2600.0
#: Within this time a set may be an earlier one carried on to another epoch.
CARRIED_DAYS: Final = 0.25
#: Half and a little more of the last places of an element set: mean motion, rev/day (two of them,
#: since its rate is rounded too), eccentricity, inclination, deg.
PLACES: Final = (2.0e-8, 0.6e-7, 0.6e-4)


class Told(NamedTuple):
    """Places of sets, by what they tell: something new, and what is left out for which reason.

    Attributes
    ----------
    keep, superseded, again, odd : ndarray of int
        Together every set once. Odd ones contradict the observations before and after them.
    """

    keep: Indices
    superseded: Indices
    again: Indices
    odd: Indices


def tell_apart(sets: Sequence[ElementSet], days: Array, catalogue: Sgp4Catalogue) -> Told:
    """Observations of their own, and what else a file holds.

    Observations alone are held against each other: beside its own near-duplicate no set looks odd,
    and a good one between two near-duplicates of an odd one does. What an odd one hid is looked at
    anew without it.

    Parameters
    ----------
    sets : sequence of ElementSet
        n of one object, n > 0, those of one epoch in the order of the file.
    days : ndarray, shape (n,)
        Their epochs, not falling.
    catalogue : Sgp4Catalogue
        The same sets.

    Raises
    ------
    InputError
        If so many are odd that the sets are of two orbits.
    """
    rest, odd = np.arange(len(sets)), np.zeros(0, dtype=int)
    keep = _latest(sets, days, rest)[1]
    while True:
        good, bad = without_odd(keep, days, catalogue, sets[0].catalog_number)
        rest, odd = np.setdiff1d(rest, bad), np.concatenate([odd, bad])
        first, keep = _latest(sets, days, rest)
        if np.array_equal(keep, good):
            break
    left = np.setdiff1d(rest, keep)
    behind = np.searchsorted(first, left, side="right") - 1
    is_older = left < keep[behind]
    return Told(keep, left[is_older], left[~is_older], np.sort(odd))


def _latest(sets: Sequence[ElementSet], days: Array, rest: Indices) -> tuple[Indices, Indices]:
    """Of each observation among the sets `rest` the first, and the one that supersedes it."""
    first = observations([sets[i] for i in rest], days[rest])
    minute = np.cumsum(np.diff(days[rest], prepend=-np.inf) * DAY_S >= SAME_EPOCH_S)
    return rest[first], rest[np.searchsorted(minute, minute[first], side="right") - 1]


def observations(sets: Sequence[ElementSet], days: Array) -> NDArray[np.bool_]:
    """Sets that tell something new, mask (n,).

    The first of an observation stays, so that what was told of a history holds when near-duplicates
    are added. No mean is taken: it would mix the orbits of before and after a burn.

    Parameters
    ----------
    sets : sequence of ElementSet
        n of one object.
    days : ndarray, shape (n,)
        Their epochs, rising.

    Examples
    --------
    >>> from dataclasses import replace
    >>> e = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> other = replace(e, mean_motion_rev_day=15.20001)
    >>> observations([e, e, other, other, e], np.array([0.0, 0.02, 0.04, 0.15, 1.0])).tolist()
    [True, False, True, False, True]
    """
    new = np.zeros(len(days), dtype=bool)
    begin, oldest = -np.inf, 0
    for k, day in enumerate(days.tolist()):
        while day - days[oldest] > CARRIED_DAYS:
            oldest += 1
        again = (day - begin) * DAY_S < SAME_OBSERVATION_S or any(
            # of one that was left out too
            _carried_on(sets[j], sets[k], day - float(days[j]))
            for j in range(oldest, k)
        )
        if not again:
            new[k], begin = True, day
    return new


def _carried_on(old: ElementSet, new: ElementSet, days: float) -> bool:
    """Whether shape of the orbit and drag are those of the older set, to the last place."""
    motion, shape, tilt = PLACES
    change = new.mean_motion_rev_day - old.mean_motion_rev_day
    return (
        new.bstar == old.bstar
        and min(abs(change), abs(change - 2.0 * old.mean_motion_dot * days)) < motion
        and abs(new.eccentricity - old.eccentricity) < shape
        and abs(new.inclination_deg - old.inclination_deg) < tilt
    )
