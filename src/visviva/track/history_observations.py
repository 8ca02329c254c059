"""Which sets of a history are observations of their own, and which tell an earlier one again.

A copy, a second fit of the same tracks or another provider's set carries no scatter of its own.
Counted twice, it makes the scatter of a history look like nothing, and every gap of minutes a place
where a burn could have been.

Limits: a burn between two sets of one observation is seen a set later; sets that were carried on by
more than `CARRIED_DAYS`, or by another theory of drag, count as observations.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import DAY_S
from visviva.orbit.gp import ElementSet

#: Sets nearer than this are one observation: half of the shortest revolution (87 min). A network's
#: own next set is at least a revolution later.
SAME_OBSERVATION_S: Final = 2600.0
#: Within this time a set may be an earlier one carried on to another epoch.
CARRIED_DAYS: Final = 0.25
#: Half and a little more of the last places of an element set: mean motion, rev/day (two of them,
#: since its rate is rounded too), eccentricity, inclination, deg.
PLACES: Final = (2.0e-8, 0.6e-7, 0.6e-4)


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
