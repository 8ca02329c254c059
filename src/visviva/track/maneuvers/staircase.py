"""Large burns that follow each other within days.

A staircase of rates that the longitudes bear out.

A fit of one step to two burns puts one of their sum between them. Where steps are far above the
scatter, each gap can be judged alone: between two sets that know their orbit the longitude advances
at a rate between theirs. Sets that still mix old and new observations break this rule, and the fit
of one step stays.
"""

from typing import Final

import numpy as np

from visviva.core.arrays import Array

#: Steps this many standard deviations of the rate large can be judged gap by gap.
LARGE: Final = 40.0
#: A stair is at least this share of the whole, and this many standard deviations.
LEAST_SHARE: Final = 0.1
LEAST_SIGMAS: Final = 8.0
CHAIN_DAYS: Final = 5.0
COLLAPSE_DAYS: Final = 4.0
REACH_DAYS: Final = 3.0

Steps = list[tuple[float, float, float]]


def resolve_stairs(t: Array, x: Array, y: Array, sigma: tuple[float, float], steps: Steps) -> Steps:
    """Steps (day, rate, score) with chains of large ones replaced by their stairs.

    Where these hold.

    `x` and `y` are the channels with no step taken out.
    """
    out: Steps = []
    for chain in _chains(steps, sigma[1]):
        if max(abs(s[1]) for s in chain) > LARGE * sigma[1]:
            others = [s for s in steps if s not in chain]
            out += _stairs(t, *_without(t, x, y, others), sigma, chain)
        else:
            out += chain
    return sorted(out)


def _stairs(t: Array, x: Array, y: Array, sigma: tuple[float, float], chain: Steps) -> Steps:
    """The stairs of a chain; one step where its sets mix old and new observations.

    Else the chain as it is.
    """
    first, last = chain[0][0] - REACH_DAYS, chain[-1][0] + REACH_DAYS
    a, b = int(np.searchsorted(t, first)), int(np.searchsorted(t, last))
    a, b = max(a - 1, 0), min(b, len(t) - 1)
    if b - a < 3:
        return chain
    gap = np.diff(t[a : b + 1])
    rise = np.diff(y[a : b + 1])
    mean = np.diff(x[a : b + 1]) / gap
    total = max(abs(float(np.sum(rise))), float(np.max(np.abs(rise))))
    slack = 3.0 * (sigma[1] + 1.5 * sigma[0] / gap) + 0.1 * np.abs(rise)
    low, high = np.minimum(y[a:b], y[a + 1 : b + 1]), np.maximum(y[a:b], y[a + 1 : b + 1])
    wide = gap > 0.3  # shorter ones say nothing of the rate
    if np.any(wide & ((mean < low - slack) | (mean > high + slack))):
        return _collapsed(chain)
    large = np.abs(rise) > max(LEAST_SHARE * total, LEAST_SIGMAS * sigma[1])
    if large.sum() < 2:
        return chain
    score = max(s[2] for s in chain)
    out: Steps = []
    for k in np.flatnonzero(large):
        share = float(np.clip((y[a + k + 1] - mean[k]) / rise[k], 0.0, 1.0))
        out.append(
            (float(t[a + k] + share * gap[k]), float(rise[k]), float(score * abs(rise[k]) / total))
        )
    return out


def _collapsed(chain: Steps) -> Steps:
    """One step of the sum, where a chain is short and does not undo itself."""
    total = sum(s[1] for s in chain)
    largest = max(abs(s[1]) for s in chain)
    if len(chain) == 1 or chain[-1][0] - chain[0][0] > COLLAPSE_DAYS or abs(total) < 0.5 * largest:
        return chain
    weight = np.array([abs(s[1]) for s in chain])
    return [
        (
            float(np.dot(weight, [s[0] for s in chain]) / weight.sum()),
            total,
            max(s[2] for s in chain),
        )
    ]


def _chains(steps: Steps, sigma: float) -> list[Steps]:
    """Runs of steps less than `CHAIN_DAYS` apart; small steps do not lengthen a run."""
    out: list[Steps] = []
    for s in steps:
        if (
            out
            and s[0] - out[-1][-1][0] < CHAIN_DAYS
            and min(abs(s[1]), abs(out[-1][-1][1])) > LEAST_SIGMAS * sigma
        ):
            out[-1].append(s)
        else:
            out.append([s])
    return out


def _without(t: Array, x: Array, y: Array, steps: Steps) -> tuple[Array, Array]:
    x, y = x.copy(), y.copy()
    for day, step, _ in steps:
        later = t > day
        y[later] -= step
        x[later] -= step * (t[later] - day)
    return x, y
