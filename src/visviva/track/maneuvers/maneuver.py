"""A burn as it is told: when, how large, how sure, and what it was for."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.track.maneuvers.grouping import Campaign

Purpose = Literal["raise", "lower", "plane", "phasing", "thrust arc"]

_PHASING_DAYS: Final = 30.0
_ARC_DAYS: Final = 1.7
_ARC_EVENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Maneuver:
    """One burn, or several within a day.

    Attributes
    ----------
    time, earliest, latest : Epoch
        Best moment and the ends of its 90 % interval.
    delta_v : tuple of float
        Radial, in-track, cross-track, m/s, in the frame of the orbit before.
    sigma : tuple of float
        Their standard deviations.
    confidence : float
        Chance that there was a burn at all, 0 to 1.
    purpose : str
        raise, lower, plane, phasing or thrust arc.
    score : float
        Strongest standardised step.
    candidates : tuple of (Epoch, float)
        Moments that stay possible with their likelihoods, most likely first.
    set_before : int
        Index in the history of the last set that is surely of before the burn.
    cross_sign : float
        Chance that the sign of the cross-track part is as told; 0.5 is a toss, 1 where there is
        none.
    next_correlation : float
        Of its size's error with that of the next burn, where both were fitted together; else 0.
    least_burns : int
        There were at least as many.
    campaign : Campaign, optional
        The burns it belongs to.
    """

    time: Epoch
    earliest: Epoch
    latest: Epoch
    delta_v: tuple[float, float, float]
    sigma: tuple[float, float, float]
    confidence: float
    purpose: Purpose
    score: float
    candidates: tuple[tuple[Epoch, float], ...]
    set_before: int
    cross_sign: float = 1.0
    next_correlation: float = 0.0
    least_burns: int = 1
    campaign: Campaign | None = None

    @property
    def size(self) -> float:
        """Length of the velocity change, m/s."""
        return float(np.linalg.norm(self.delta_v))

    @property
    def size_interval(self) -> tuple[float, float]:
        """Central 90 % interval of the size, m/s, to first order."""
        size = max(self.size, 1e-12)
        spread = float(
            np.sqrt(sum((c / size * s) ** 2 for c, s in zip(self.delta_v, self.sigma, strict=True)))
        )
        return max(0.0, size - 1.645 * spread), size + 1.645 * spread


def confidence_of(score: float, least: float) -> float:
    """Chance of a burn from its score: 0.77 at the threshold, rising to 0.97 with a scale of three.

    Rounded from the shares that came true on four satellites with logs; the validation page shows
    both.
    """
    return 0.97 - 0.20 * float(np.exp(-max(0.0, score - least) / 3.0))


def with_purpose(found: list[Maneuver]) -> tuple[Maneuver, ...]:
    """The burns, each with what it was for beside its neighbours."""
    if not found:
        return ()
    days = np.array([float(m.time - found[0].time) / DAY_S for m in found])
    along = np.array([m.delta_v[1] for m in found])
    return tuple(replace(m, purpose=_purpose(m, k, days, along)) for k, m in enumerate(found))


def _purpose(m: Maneuver, k: int, days: Array, along: Array) -> Purpose:
    _, own, cross = m.delta_v
    if abs(cross) > 2.0 * abs(own):
        return "plane"
    run = 1
    for step in (1, -1):
        j = k + step
        while (
            0 <= j < len(days)
            and abs(days[j] - days[j - step]) < _ARC_DAYS
            and along[j] * own > 0.0
        ):
            run += 1
            j += step
    if run >= _ARC_EVENTS:
        return "thrust arc"
    apart = np.abs(days - days[k])
    undone = (apart > 0.0) & (apart < _PHASING_DAYS) & (np.abs(along + own) < 0.3 * abs(own))
    if undone.any():
        return "phasing"
    return "raise" if own > 0.0 else "lower"
