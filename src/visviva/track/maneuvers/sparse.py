"""Burns between sets that lie weeks apart.

The change of semi-major axis, against the drag of that time.

Limits: one number a gap, so several burns in a gap are one; a lowering burn looks like drag and is
claimed only where it is many times the scatter of the object's own drag, and never over half a year
and more; a rise is claimed over a gap of any length.
"""

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.core.time import DAY_S
from visviva.errors import RangeError
from visviva.track.history import History
from visviva.track.maneuvers.channels import density_history
from visviva.track.maneuvers.fit import TO_SIGMA

#: Drag over weeks is known to no better than this share, whatever the history says (Picone et al.
#: 2002: 15 %).
LEAST_DRAG_SCATTER: Final = 0.15
#: Pressure of sunlight on light debris, tides and the scatter of sets: semi-major axis, m.
LEAST_AXIS_SIGMA: Final = 25.0
#: Over longer gaps nothing is known of the drag: no lowering is claimed.
LONGEST_LOWERING_DAYS: Final = 180.0
#: Sets in a stretch without wide gaps from which windows of sets are worth fitting.
DENSE_SETS: Final = 8
LEAST_SAMPLE: Final = 10
LOWEST_PERIGEE: Final = 2.0e5
MOST_ECCENTRIC: Final = 0.1
LOWERING_FACTOR: Final = 2.0  # a loss of height must stand out this many times clearer than a gain
RISEN: Final = 4.0
_NEIGHBOURS: Final = 4
#: Gaps from a wide one at which windows of sets show no burn.
UNSEEN: Final = 2
#: Of fewer gaps the scatter of the drag is not known: it counts as all of it.
LEAST_NEIGHBOURS: Final = 3


class SparseStep(NamedTuple):
    """A change of semi-major axis over one gap.

    Index of the set before it, metres, standard deviation, score.
    """

    gap: int
    axis: float
    sigma: float
    score: float


def find_sparse_steps(
    history: History, gap_days: float, least: float, weather: SpaceWeather | None = None
) -> list[SparseStep]:
    """Gaps over which the orbit changed more than drag explains.

    Among those that `sparse_gaps` names, and the `UNSEEN` next to a wide one on either side:
    windows of sets do not reach over it.
    """
    gaps = np.diff(history.days)
    sparse = sparse_gaps(history.days, gap_days)
    if history.is_deep or len(gaps) < 2 or not sparse.any():
        return []
    change = np.diff(history.semi_major_axis)
    dose = _drag_dose(history, weather)
    # what rose was raised, and says nothing of the drag
    rose = change > RISEN * LEAST_AXIS_SIGMA * np.sqrt(1.0 + gaps / 30.0)
    usual, share = _usual_ratio(change / dose, rose)
    expected = usual * dose
    left = change - expected
    short = sparse & (gaps <= 2.0 * gap_days) & ~rose
    scatter = (
        TO_SIGMA * float(np.median(np.abs(left[short]))) if short.sum() >= LEAST_SAMPLE else 0.0
    )
    sigma = np.sqrt(
        max(LEAST_AXIS_SIGMA, scatter) ** 2 * (1.0 + gaps / 30.0) + (share * expected) ** 2
    )
    score = left / sigma
    perigee = history.semi_major_axis * (1.0 - history.eccentricity) - EARTH_RADIUS
    out = []
    near = np.convolve(gaps > gap_days, np.ones(2 * UNSEEN + 1))[UNSEEN : UNSEEN + len(gaps)]
    for g in np.flatnonzero(sparse | (near > 0.5)):
        if (
            min(perigee[g], perigee[g + 1]) < LOWEST_PERIGEE
            or history.eccentricity[g] > MOST_ECCENTRIC
        ):
            continue  # in its last weeks, or on a transfer orbit, drag is not known well enough
        raised = score[g] > least and change[g] > 0.0
        lowered = score[g] < -LOWERING_FACTOR * least and gaps[g] < LONGEST_LOWERING_DAYS
        if raised or lowered:
            out.append(SparseStep(int(g), float(left[g]), float(sigma[g]), float(abs(score[g]))))
    return out


def sparse_gaps(days: Array, gap_days: float) -> NDArray[np.bool_]:
    """Gaps (n - 1,) longer than `gap_days`.

    And those of stretches between such of fewer than `DENSE_SETS` sets.
    """
    wide = np.diff(days) > gap_days
    edges = np.concatenate([[-1], np.flatnonzero(wide), [len(wide)]])
    for a, b in pairwise(edges):
        if b - a < DENSE_SETS:  # sets a + 1 to b
            wide[a + 1 : b] = True
    out: NDArray[np.bool_] = wide
    return out


def _drag_dose(history: History, weather: SpaceWeather | None) -> Array:
    """Integral of density times sqrt(GM a) over each gap, m2/kg into m.

    Loss of axis is the coefficient times it.
    """
    try:
        days, rho = density_history(history, weather, step_days=2.0)
    except RangeError:
        days, rho = history.days, np.full(len(history), 1e-16)
    axis = np.interp(days, history.days, history.semi_major_axis)
    rate = rho * np.sqrt(EARTH_GM * axis) * DAY_S
    total = np.concatenate([[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]) * np.diff(days))])
    out: Array = np.maximum(np.diff(np.interp(history.days, days, total)), 1e-9)
    return out


def _usual_ratio(ratio: Array, rose: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Median ratio among the neighbours of each gap, and their relative scatter.

    Itself and those over which the orbit `rose` are left out; where no neighbour is left, the
    whole history speaks.
    """
    usual, share = np.zeros(len(ratio)), np.zeros(len(ratio))
    plain = np.flatnonzero(~rose)
    whole = float(np.median(ratio[plain])) if len(plain) else 0.0
    for g in range(len(ratio)):
        own = plain[plain != g]
        near = own[np.abs(own - g) <= _NEIGHBOURS]
        values = ratio[near if len(near) > 1 else own]
        if not len(values):
            share[g] = 1.0
            continue
        usual[g] = min(float(np.median(values)), 0.0)
        scatter = TO_SIGMA * float(np.median(np.abs(values - usual[g])))
        share[g] = max(LEAST_DRAG_SCATTER, scatter / max(abs(usual[g]), abs(whole) * 0.1, 1e-12))
        if len(values) < LEAST_NEIGHBOURS:
            share[g] = max(1.0, share[g])
    return usual, share
