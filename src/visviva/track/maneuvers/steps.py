"""Where the orbit changed: steps found one by one in the channels of a history.

Each taken out before the next.

False alarms are held down per satellite and without labels: every window's step is divided by its
own formal error and by the running median of such ratios over the history, so that a noisy object,
a noisy season and a storm ask for a larger step. A large burn is followed by sets that still hold
old observations; steps in its shoulder that are small beside it are not counted.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.track.maneuvers.campaign_window import JointStep
from visviva.track.maneuvers.chains import ChainSettings, Found, Kick, resolve_chains, without
from visviva.track.maneuvers.channels import Channels
from visviva.track.maneuvers.fit import (
    SPANS,
    TO_SIGMA,
    fit_kinks,
    fit_steps,
    noise_of_pair,
    wide_window,
)
from visviva.track.maneuvers.peaks import clusters, peaks

Mask = NDArray[np.bool_]

SAME_EVENT_DAYS: Final = 1.0
JOIN_DAYS: Final = 0.5
MAX_ROUNDS: Final = 60
NEIGHBOURHOOD: Final = 61  # gaps over which the running median is taken
_SHOULDER_DAYS: Final = 8.0
#: Moments of each gap, as shares of it, at which a step is looked for: far from that of a large
#: burn nothing fits, and a burn of ten standard deviations hides in its own misfit. The middle is
#: left only for a moment that fits clearly better (`Settings.clearly`): small steps say nothing of
#: theirs.
SCANNED: Final = (0.5, 1.0 / 6.0, 5.0 / 6.0)
# sets before and after a gap in which the moment is sought, and moments tried
_BACK, _FORWARD, _GRID = 3, 2, 25
#: A burn of this size, m/s, leaves the beam: networks do not fit across it.
NOTICED: Final = 0.03
#: By how much (cost) a fit with a span of observations must be better than a sharp kink.
SPAN_GAIN: Final = 2.0
#: Days between the moments that are tried with such a span.
_SPAN_STEP: Final = 0.25


@dataclass(frozen=True, slots=True)
class Settings:
    """Figures of the search, the same for every satellite.

    Chosen looking at five of them; `benchmarks.track_validation` chooses them anew without the one
    that is scored.

    Attributes
    ----------
    windows : tuple of (int, int)
        Sets on either side and degree of the polynomial, for mean longitude and rate.
    least : float
        Least step there, in standard deviations.
    clearly : float
        By how much (cost) another moment of a gap must fit better than its middle, while steps are
        looked for.
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
    chain : ChainSettings
        Figures of the joint fits of burns that follow each other.
    """

    windows: tuple[tuple[int, int], ...] = ((3, 1), (5, 1), (8, 2))
    least: float = 4.0
    clearly: float = 30.0
    level_windows: tuple[tuple[int, int], ...] = ((4, 1), (8, 2))
    plane_least: float = 8.0
    eccentricity_least: float = 8.0
    shoulder: float = 0.7
    shoulder_days: float = 4.0
    sparse_gap_days: float = 5.0
    sparse_least: float = 5.0
    chain: ChainSettings = field(default_factory=ChainSettings)


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
    span : float
        Days of observations until sets know all of it.
    joint : JointStep, optional
        The fit that told it from its neighbours.
    """

    day: float
    rate: float
    plane: tuple[float, float]
    eccentricity: tuple[float, float]
    score: float
    channel: str
    span: float = 0.0
    joint: JointStep | None = None


def find_longitude_steps(
    ch: Channels, settings: Settings, *, deep: bool = False
) -> tuple[list[Found], float, float]:
    """Steps of the rate in order of time, and the noise of longitude and rate."""
    t, x, y = ch.days, ch.longitude.copy(), ch.rate.copy()
    reach = max(half for half, _ in settings.windows)
    sigma = noise_of_pair(t, x, y)
    scores = _Scores(t, settings.windows, settings.clearly)
    scores.fill(x, y, sigma)
    middle = 0.5 * (t[1:] + t[:-1])
    found: list[Kick] = []
    wide = wide_window(t)
    for turn in range(MAX_ROUNDS):
        z = np.abs(scores.z).max(axis=0)
        z[_in_shoulder(middle, scores.best_step(), found, settings)] = 0.0
        picks = peaks(z, settings.least, 2 * reach)
        if not picks:
            break
        for g in picks:
            window = settings.windows[int(np.argmax(np.abs(scores.z[:, g])))]
            kick, _ = _best_moment(t, x, y, sigma, g, window, wide)
            x, y = without(t, x, y, [kick])
            found.append(kick)
        touched = np.unique(
            np.concatenate([np.arange(g - 2 * reach, g + 2 * reach + 1) for g in picks])
        )
        scores.refill(x, y, sigma, touched[(touched >= 0) & (touched < len(t) - 1)])
        if turn == 1:  # the large ones are gone: what is left tells the noise
            sigma = noise_of_pair(t, x, y)
            scores.fill(x, y, sigma)
    steps = _joined(_confirmed(t, x, y, sigma, found, scores, settings))
    noticed = abs(NOTICED / ch.per_rate)
    told = resolve_chains(
        t, ch.longitude, ch.rate, steps, noticed=noticed, deep=deep, settings=settings.chain
    )
    return told, *sigma


def find_level_steps(
    days: Array, channel: Array, windows: tuple[tuple[int, int], ...], least: float
) -> list[tuple[float, Array, float]]:
    """Steps of a channel of two components (n, 2): day, steps (2,), score.

    Where every window sees them.
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
        for g in peaks(z, least, windows[0][0])
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

    def __init__(self, days: Array, windows: tuple[tuple[int, int], ...], clearly: float) -> None:
        self.days, self.windows, self.clearly = days, windows, clearly
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
        low, long = self.days[gaps], np.diff(self.days)[gaps]
        for w, (half, order) in enumerate(self.windows):
            fits = [
                fit_kinks(self.days, x, y, *sigma, half, order, gaps, low + share * long)
                for share in SCANNED
            ]
            cost = np.array([fit.cost for fit in fits])
            cost[1:] += self.clearly * np.maximum(1.0, fits[0].scale) ** 2
            best = np.argmin(cost, axis=0)[None]
            step, error, scale = (
                np.take_along_axis(np.array([fit[k] for fit in fits]), best, axis=0)[0]
                for k in range(3)
            )
            self.z[w, gaps] = step / error / np.maximum(1.0, scale) / self.base[w, gaps]
            self.step[w, gaps] = step

    def best_step(self) -> Array:
        best: Array = np.take_along_axis(self.step, np.abs(self.z).argmax(axis=0)[None], axis=0)[0]
        return best


def _confirmed(
    t: Array,
    x: Array,
    y: Array,
    sigma: tuple[float, float],
    found: list[Kick],
    scores: _Scores,
    settings: Settings,
) -> list[Found]:
    """Steps within a day joined, put back one event at a time beside all others.

    And kept where still significant.
    """
    out, wide = [], wide_window(t)
    for event in sorted(
        clusters(found, SAME_EVENT_DAYS), key=lambda e: abs(sum(k.rate for k in e))
    ):
        x, y = without(t, x, y, [k._replace(rate=-k.rate) for k in event])
        weights = np.array([abs(k.rate) for k in event])
        # the gap in which sets change most, half a span after the burn
        centre = float(np.dot(weights, [k.day + 0.5 * k.span for k in event]) / weights.sum())
        g = int(np.clip(np.searchsorted(t, centre) - 1, 0, len(t) - 2))
        tries = []
        for w, window in enumerate(settings.windows):
            last = w == len(settings.windows) - 1  # spans are of no one window: tried once
            kick, z = _best_moment(t, x, y, sigma, g, window, wide if last else None)
            tries.append((z / scores.base[w, g], kick))
        score, kick = max(tries)
        if score >= settings.least:
            out.append(Found(kick.day, kick.rate, float(score), kick.span))
            x, y = without(t, x, y, [kick])
    return sorted(out, key=lambda f: f.day)


def _joined(steps: list[Found]) -> list[Found]:
    """Steps that came to lie within half a day of each other, as one."""
    out: list[Found] = []
    for s in steps:
        if out and s.day - out[-1].day < JOIN_DAYS and s.rate + out[-1].rate != 0.0:
            before = out.pop()
            weight = abs(s.rate) / (abs(s.rate) + abs(before.rate))
            day = before.day + weight * (s.day - before.day)
            larger = s if weight > 0.5 else before
            score = max(s.score, before.score)
            out.append(Found(day, s.rate + before.rate, score, larger.span))
        else:
            out.append(s)
    return out


def _best_moment(
    t: Array,
    x: Array,
    y: Array,
    sigma: tuple[float, float],
    gap: int,
    window: tuple[int, int],
    wide: tuple[int, int] | None,
) -> tuple[Kick, float]:
    """The kink near a gap that fits best, and its ratio to the formal error.

    Sought as a sharp one in `window`, and in a `wide` one, where it is given, as one that sets take
    up over a span: these must fit clearly better.
    """
    low, high = t[max(gap - _BACK + 1, 0)], t[min(gap + _FORWARD, len(t) - 1)]
    grid = np.linspace(low + 1e-3, high - 1e-3, _GRID)
    for turn in range(2):  # the second time about the best of the first
        sharp = fit_kinks(t, x, y, *sigma, *window, np.full(_GRID, gap), grid)
        i = int(np.argmin(sharp.cost))
        step = grid[1] - grid[0]
        if turn == 0:
            grid = np.clip(grid[i] + step * np.linspace(-1.0, 1.0, _GRID), low + 1e-3, high - 1e-3)
    fit, moment, span = sharp, float(grid[i]), 0.0
    late = np.arange(t[gap] - 0.6 * SPANS[-1], t[gap + 1], _SPAN_STEP)
    late = late[late > t[0] + 1.0]
    if wide is not None and len(late):
        moments = np.concatenate([grid, np.tile(late, len(SPANS))])
        spans = np.concatenate([np.zeros(_GRID), np.repeat(SPANS, len(late))])
        both = fit_kinks(t, x, y, *sigma, *wide, np.full(len(spans), gap), moments, spans)
        k = int(np.argmin(both.cost))
        gain = float(both.cost[:_GRID].min() - both.cost[k])
        if spans[k] > 0.0 and gain > SPAN_GAIN * max(1.0, float(both.scale[k])) ** 2:
            fit, i, moment, span = both, k, float(moments[k]), float(spans[k])
    z = abs(fit.step[i]) / fit.sigma[i] / max(1.0, fit.scale[i])
    return Kick(moment, float(fit.step[i]), span), float(z)


def _in_shoulder(middle: Array, step: Array, found: list[Kick], settings: Settings) -> Mask:
    out = np.zeros(len(middle), dtype=bool)
    days = np.array([k.day + 0.5 * k.span for k in found])
    for day, kick in zip(days, found, strict=True):
        a, b = np.searchsorted(middle, [day - _SHOULDER_DAYS, day + _SHOULDER_DAYS])
        away = np.maximum(0.0, np.abs(middle[a:b] - day) - 1.5)
        out[a:b] |= np.abs(step[a:b]) < abs(kick.rate) * settings.shoulder * np.exp(
            -away / settings.shoulder_days
        )
    # the same gap four times over is a wandering orbit, not a burn
    for g in np.unique(np.searchsorted(middle, days)):
        if g < len(middle) and np.sum(np.abs(middle[g] - days) < 2.5) >= 4:
            out[max(0, g - 1) : g + 2] = True
    return out
