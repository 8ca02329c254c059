"""Which sets of a history are observations of their own, and which tell an earlier one again.

A copy, a second fit of the same tracks or another provider's set carries no scatter of its own.
Counted twice, it makes the scatter of a history look like nothing, and every gap of minutes a place
where a burn could have been. Fits of tracks that overlap have most of their errors in common for
hours: of such the first speaks alone.

Limits: a burn between two sets of one observation is seen a set later; sets that were carried on by
more than `CARRIED_DAYS`, or by another theory of drag, count as observations.
"""

from collections.abc import Callable, Sequence
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
#: Fits so near to each other share their tracks and so their errors: two revolutions. On four
#: satellites with logs no burn hangs on the sets that this leaves out.
OVERLAP_S: Final = 3.0 * 3600.0
#: The same where sets come in pairs: the second fits of another provider, made a few times a day.
CROWDED_S: Final = 6.2 * 3600.0
#: They come in pairs where more than this share of the sets about lie so near to the one before,
#: though the others come more slowly than this. A network's own sets after a burn are fewer, and
#: what comes three times a day and oftener is a rhythm.
CROWDED_SHARE: Final = 0.2
SLOW_DAYS: Final = 0.5
#: Sets about a set, for both.
AROUND: Final = 40
#: Fewer sets than these say nothing of small burns, and none can be spared.
FEW: Final = 8
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
    >>> observations([e, e, other, other, e], np.array([0.0, 0.02, 0.2, 0.3, 1.0])).tolist()
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
    new[new] = apart(days[new])
    return new


def apart(days: Array) -> NDArray[np.bool_]:
    """Sets that are no second fit of the tracks of the one kept before them, mask (n,).

    `OVERLAP_S` parts them, and `CROWDED_S` where sets so near to the one before are common but the
    rest come slowly: pairs, not a network's own rhythm.

    Parameters
    ----------
    days : ndarray, shape (n,)
        Epochs, rising.

    Examples
    --------
    Five hours apart, once in a history of daily sets and after each of them:

    >>> daily = np.arange(50.0)
    >>> int(apart(np.sort(np.append(daily, 20.2))).sum())
    51
    >>> int(apart(np.sort(np.append(daily, daily + 0.2))).sum())
    50
    """
    far = np.full(len(days), CROWDED_S)
    rest = days[_thinned(days, far)]
    pace = np.full(len(days), -np.inf)
    if len(rest) > 1:
        pace = np.interp(days, rest[1:], _around(np.diff(rest), np.median))
    short = np.diff(days, prepend=-np.inf) * DAY_S < CROWDED_S
    in_pairs = (_around(short.astype(np.float64), np.mean) > CROWDED_SHARE) & (pace > SLOW_DAYS)
    keep = _thinned(days, np.where(in_pairs, far, OVERLAP_S))
    return keep if keep.sum() >= FEW else np.ones(len(days), dtype=bool)


def _thinned(days: Array, reach: Array) -> NDArray[np.bool_]:
    """The first set, and each that lies its `reach` (s) and more after the one kept before it."""
    keep = np.zeros(len(days), dtype=bool)
    last = -np.inf
    for k, (day, near) in enumerate(zip(days.tolist(), (reach / DAY_S).tolist(), strict=True)):
        if day - last >= near:
            keep[k], last = True, day
    return keep


def _around(x: Array, what: Callable[..., Array]) -> Array:
    """Mean or median over the `AROUND` values about each."""
    half = AROUND // 2
    padded = np.pad(x, half, mode="reflect" if len(x) > half else "edge")
    return what(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), axis=1)


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
