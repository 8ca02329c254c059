"""Where the orbit changed: steps found one by one in the channels of a history.

Each taken out before the next.

False alarms are held down per satellite and without labels: every window's step is divided by its
own formal error and by the running median of such ratios over the history, so that a noisy object,
a noisy season and a storm ask for a larger step. A large burn is followed by sets that still hold
old observations; steps in its shoulder that are small beside it are not counted.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.track.maneuvers.channels import Channels
from visviva.track.maneuvers.fit import TO_SIGMA, fit_kinks, fit_steps, noise_of_pair
from visviva.track.maneuvers.staircase import resolve_stairs

Mask = NDArray[np.bool_]

SAME_EVENT_DAYS: Final = 1.0
JOIN_DAYS: Final = 0.5
MAX_ROUNDS: Final = 60
NEIGHBOURHOOD: Final = 61  # gaps over which the running median is taken
_SHOULDER_DAYS: Final = 8.0
# sets before and after a gap in which the moment is sought, and moments tried
_BACK, _FORWARD, _GRID = 3, 2, 41


@dataclass(frozen=True, slots=True)
class Settings:
    """Figures of the search, the same for every satellite.

    Chosen by leave-one-satellite-out on five of them.

    Attributes
    ----------
    windows : tuple of (int, int)
        Sets on either side and degree of the polynomial, for mean longitude and rate.
    least : float
        Least step there, in standard deviations.
    level_windows, level_least : as above
        For plane and eccentricity; all windows must agree.
    shoulder : float
        Share of a burn below which a step within a day and a half of it is its shoulder.
    shoulder_days : float
        E-folding of that share with time.
    sparse_gap_days : float
        Gaps longer than this are judged by the change of semi-major axis alone, against drag.
    sparse_least : float
        Least change there, in standard deviations.
    """

    windows: tuple[tuple[int, int], ...] = ((3, 1), (5, 1), (8, 2))
    least: float = 4.0
    level_windows: tuple[tuple[int, int], ...] = ((4, 1), (8, 2))
    plane_least: float = 8.0
    eccentricity_least: float = 8.0
    shoulder: float = 0.5
    shoulder_days: float = 4.0
    sparse_gap_days: float = 5.0
    sparse_least: float = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """A change of orbit, before it is sized.

    Attributes
    ----------
    day : float
        Best moment, days since the first set.
    rate : float
        Step of the longitude's rate, rad/day.
    plane, eccentricity : tuple of float
        Steps of the two components each, rad and 1; 0 where not significant.
    score : float
        Largest of the standardised steps.
    channel : {"longitude", "plane", "eccentricity", "sparse"}
        Which channel carries it.
    """

    day: float
    rate: float
    plane: tuple[float, float]
    eccentricity: tuple[float, float]
    score: float
    channel: str


def find_longitude_steps(
    ch: Channels, settings: Settings
) -> tuple[list[tuple[float, float, float]], float, float]:
    """Steps of the rate as (day, step in rad/day, score) in order of time.

    And the noise of longitude and rate.
    """
    t, x, y = ch.days, ch.longitude.copy(), ch.rate.copy()
    reach = max(half for half, _ in settings.windows)
    sigma = noise_of_pair(t, x, y)
    scores = _Scores(t, settings.windows)
    scores.fill(x, y, sigma)
    middle = 0.5 * (t[1:] + t[:-1])
    found: list[tuple[float, float]] = []
    for turn in range(MAX_ROUNDS):
        z = np.abs(scores.z).max(axis=0)
        z[_in_shoulder(middle, scores.best_step(), found, settings)] = 0.0
        picks = _peaks(z, settings.least, 2 * reach)
        if not picks:
            break
        for g in picks:
            window = settings.windows[int(np.argmax(np.abs(scores.z[:, g])))]
            day, step, _ = _best_moment(t, x, y, sigma, g, window)
            _subtract(t, x, y, day, step)
            found.append((day, step))
        touched = np.unique(
            np.concatenate([np.arange(g - reach - 3, g + reach + 4) for g in picks])
        )
        scores.refill(x, y, sigma, touched[(touched >= 0) & (touched < len(t) - 1)])
        if turn == 1:  # the large ones are gone: what is left tells the noise
            sigma = noise_of_pair(t, x, y)
            scores.fill(x, y, sigma)
    steps = _joined(_confirmed(t, x, y, sigma, found, scores, settings))
    return resolve_stairs(t, ch.longitude, ch.rate, sigma, steps), *sigma


def find_level_steps(
    days: Array, channel: Array, windows: tuple[tuple[int, int], ...], least: float
) -> list[tuple[float, Array, float]]:
    """Steps of a channel of two components (n, 2) as.

    Day, steps (2,, score), where every window sees them.
    """
    if len(days) < 8:
        return []
    scores, steps = np.zeros((2, len(days) - 1)), np.zeros((len(days) - 1, 2))
    for k in range(2):
        lowest = np.full(len(days) - 1, np.inf)
        for i, (half, order) in enumerate(windows):
            fit = fit_steps(days, channel[:, k], 1e-5, half, order)
            raw = fit.step / fit.sigma / np.maximum(fit.scale, np.median(fit.scale) + 1e-12)
            lowest = np.minimum(lowest, np.abs(raw) / running_scale(raw))
            if i == 0:
                steps[:, k] = fit.step
        scores[k] = lowest
    z = scores.max(axis=0)
    return [
        (0.5 * (days[g] + days[g + 1]), steps[g], float(z[g]))
        for g in _peaks(z, least, windows[0][0])
    ]


def running_scale(raw: Array) -> Array:
    """Robust scale of a statistic: the larger of its whole and its running median, times 1.48."""
    size = np.abs(raw)
    whole = TO_SIGMA * float(np.median(size)) + 1e-300
    width = min(NEIGHBOURHOOD, len(size) - 1 + len(size) % 2)
    padded = np.pad(size, width // 2, mode="edge")
    local = np.median(np.lib.stride_tricks.sliding_window_view(padded, width), axis=1)[: len(size)]
    out: Array = np.maximum(whole, TO_SIGMA * local)
    return out


class _Scores:
    """Standardised steps of every window at every gap.

    Kept up to date while steps are taken out.
    """

    def __init__(self, days: Array, windows: tuple[tuple[int, int], ...]) -> None:
        self.days, self.windows = days, windows
        shape = (len(windows), len(days) - 1)
        self.z, self.step, self.base = np.zeros(shape), np.zeros(shape), np.ones(shape)

    def fill(self, x: Array, y: Array, sigma: tuple[float, float]) -> None:
        self.base[:] = 1.0
        self.refill(x, y, sigma, np.arange(len(self.days) - 1))
        self.base = np.stack([running_scale(row) for row in self.z])
        self.z = self.z / self.base

    def refill(
        self, x: Array, y: Array, sigma: tuple[float, float], gaps: NDArray[np.int_]
    ) -> None:
        for w, (half, order) in enumerate(self.windows):
            fit = fit_kinks(self.days, x, y, *sigma, half, order, gaps)
            self.z[w, gaps] = fit.step / fit.sigma / np.maximum(1.0, fit.scale) / self.base[w, gaps]
            self.step[w, gaps] = fit.step

    def best_step(self) -> Array:
        best: Array = np.take_along_axis(self.step, np.abs(self.z).argmax(axis=0)[None], axis=0)[0]
        return best


def _confirmed(
    t: Array,
    x: Array,
    y: Array,
    sigma: tuple[float, float],
    found: list[tuple[float, float]],
    scores: _Scores,
    settings: Settings,
) -> list[tuple[float, float, float]]:
    """Steps within a day joined, put back one event at a time beside all others.

    And kept where still significant.
    """
    out = []
    for event in sorted(_clusters(found), key=lambda e: abs(sum(step for _, step in e))):
        for day, step in event:
            _subtract(t, x, y, day, -step)
        weights = np.array([abs(step) for _, step in event])
        centre = float(np.dot(weights, [day for day, _ in event]) / weights.sum())
        g = int(np.clip(np.searchsorted(t, centre) - 1, 0, len(t) - 2))
        tries = []
        for w, window in enumerate(settings.windows):
            day, step, z = _best_moment(t, x, y, sigma, g, window)
            tries.append((z / scores.base[w, g], day, step))
        score, day, step = max(tries)
        if score >= settings.least:
            out.append((day, step, float(score)))
            _subtract(t, x, y, day, step)
    return sorted(out)


def _joined(steps: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Steps that came to lie within half a day of each other, as one."""
    out: list[tuple[float, float, float]] = []
    for day, step, score in steps:
        if out and day - out[-1][0] < JOIN_DAYS and step + out[-1][1] != 0.0:
            before, other, best = out.pop()
            weight = abs(step) / (abs(step) + abs(other))
            out.append((before + weight * (day - before), step + other, max(score, best)))
        else:
            out.append((day, step, score))
    return out


def _best_moment(
    t: Array, x: Array, y: Array, sigma: tuple[float, float], gap: int, window: tuple[int, int]
) -> tuple[float, float, float]:
    """Moment near a gap where a kink fits best, with its step and its ratio to the formal error."""
    low, high = t[max(gap - _BACK + 1, 0)], t[min(gap + _FORWARD, len(t) - 1)]
    grid = np.linspace(low + 1e-3, high - 1e-3, _GRID)
    fit = fit_kinks(t, x, y, *sigma, *window, np.full(_GRID, gap), grid)
    i = int(np.argmin(fit.cost))
    return (
        float(grid[i]),
        float(fit.step[i]),
        float(abs(fit.step[i]) / fit.sigma[i] / max(1.0, fit.scale[i])),
    )


def _subtract(t: Array, x: Array, y: Array, day: float, step: float) -> None:
    later = t > day
    y[later] -= step
    x[later] -= step * (t[later] - day)


def _in_shoulder(
    middle: Array, step: Array, found: list[tuple[float, float]], settings: Settings
) -> Mask:
    out = np.zeros(len(middle), dtype=bool)
    for day, size in found:
        a, b = np.searchsorted(middle, [day - _SHOULDER_DAYS, day + _SHOULDER_DAYS])
        away = np.maximum(0.0, np.abs(middle[a:b] - day) - 1.5)
        out[a:b] |= np.abs(step[a:b]) < abs(size) * settings.shoulder * np.exp(
            -away / settings.shoulder_days
        )
    # the same gap four times over is a wandering orbit, not a burn
    for g in {int(np.searchsorted(middle, day)) for day, _ in found}:
        if g < len(middle) and sum(abs(middle[g] - day) < 2.5 for day, _ in found) >= 4:
            out[max(0, g - 1) : g + 2] = True
    return out


def _peaks(z: Array, least: float, apart: int) -> list[int]:
    """Gaps whose score is the largest within `apart` gaps and at least `least`, largest first."""
    out: list[int] = []
    blocked = np.zeros(len(z), dtype=bool)
    for g in np.argsort(-z):
        if not z[g] >= least:
            break
        if not blocked[g]:
            out.append(int(g))
            blocked[max(0, g - apart) : g + apart + 1] = True
    return out


def _clusters(found: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    out: list[list[tuple[float, float]]] = []
    for item in sorted(found):
        if out and item[0] - out[-1][-1][0] <= SAME_EVENT_DAYS:
            out[-1].append(item)
        else:
            out.append([item])
    return out
