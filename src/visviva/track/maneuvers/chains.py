"""Chains of steps that are near in time, each fitted anew as a whole.

Limits: only chains with a step that stands far above the scatter; small ones alone stay as the
windows of `steps` found them.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from visviva.core.arrays import Array
from visviva.track.maneuvers.campaign_window import JointStep, Scatter
from visviva.track.maneuvers.campaigns import LEAST_GAIN, SHADOW, resolve
from visviva.track.maneuvers.fit import COMPILED_SETS, TO_SIGMA, noise_of_pair, taken_up

#: Steps nearer than this in days, or with fewer sets between them, are fitted together.
CHAIN_DAYS: Final = 5.0
CHAIN_SETS: Final = 9
LONGEST_CHAIN: Final = 16
#: Neighbouring sets share observations: their scatter tells the errors too small by this factor.
SHARED: Final = 1.5
#: Sets over which the scatter is taken; a season may be noisy.
_BLOCK, _MARGIN = 150, 50
_LAG: Final = 4
#: What each burn more must explain where a smooth take-up was found first, squares of the scatter.
WORTH: Final = 9.0
ODD: Final = 5.0
#: Days before and after a chain in which jumps are looked at.
_AROUND: Final = 3.0
#: Between this long after the chain before and this long before the next lies a chain's window.
_CLEAR: Final = (1.0, 2.0)


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """Figures of the joint fits, the same for every satellite.

    Attributes
    ----------
    large : float
        A chain is fitted anew if its largest step is this many standard deviations of one set's
        rate.
    both_ways : float
        Sets that take up one burn change one way: jumps both ways of so many standard deviations
        are two burns.
    gain : float
        What a burn, or a set left out, must explain: squares in units of the scatter.
    shadow : float
        A set holds this share of a burn for older observations: smaller steps within a day say
        nothing.
    """

    large: float = 12.0
    both_ways: float = 8.0
    gain: float = LEAST_GAIN
    shadow: float = SHADOW


class Kick(NamedTuple):
    """A step of the rate: day, rad/day, and days of observations until sets know all of it."""

    day: float
    rate: float
    span: float = 0.0


class Found(NamedTuple):
    """A kick with its score, and the fit that told it from its neighbours."""

    day: float
    rate: float
    score: float
    span: float = 0.0
    joint: JointStep | None = None

    @property
    def kick(self) -> Kick:
        """The step alone."""
        return Kick(self.day, self.rate, self.span)


Steps = list[Found]


def resolve_chains(
    t: Array,
    x: Array,
    y: Array,
    steps: Steps,
    *,
    noticed: float,
    deep: bool,
    settings: ChainSettings | None = None,
) -> list[Found]:
    """Steps with those of large chains replaced by what a joint fit tells.

    Parameters
    ----------
    t, x, y : ndarray, shape (n,)
        Days, longitude and rate, with no step taken out.
    steps : list of Found
        In order of time.
    noticed : float
        Steps larger than this make a network fit anew, rad/day.
    deep : bool
        Whether the orbit is a high one, with sets fitted over long spans.
    settings : ChainSettings, optional
    """
    settings = settings or ChainSettings()
    raw = (x, y)
    x, y = without(t, x, y, [s.kick for s in steps])
    scatter = _Seasons(t, raw, (x, y))
    chains = _chains(t, steps)
    out: list[Found] = []
    before = -np.inf
    for k, chain in enumerate(chains):
        own = chain
        noise = scatter.at(chain[len(chain) // 2].day)
        usual = float(np.hypot(noise.rate, noise.wander)) / SHARED
        largest = max(chain, key=lambda s: abs(s.rate))
        # sets that take up a small burn over days show no stairs
        whole = max(abs(largest.rate), abs(sum(s.rate for s in chain)))
        sharp = largest.span == 0.0 or whole > noticed
        two = sharp or _both_ways(t, y, chain, noise) > settings.both_ways
        if abs(largest.rate) >= settings.large * usual and two:
            bounds = (
                before + _CLEAR[0],
                chains[k + 1][0].day - _CLEAR[1] if k + 1 < len(chains) else np.inf,
            )
            channels = without(t, x, y, [s.kick._replace(rate=-s.rate) for s in chain])
            told = resolve(
                t,
                *channels,
                noise,
                [s.day for s in chain],
                bounds,
                deep=deep,
                gain=settings.gain,
                shadow=settings.shadow,
            )
            other_x, other_y = without(t, *channels, [kick for j in told for kick in kicks_of(j)])
            # a chain may have been the misfit of the one before it, and be none
            part = _about(t, chain)
            gain = _left(t[part], x[part], y[part], noise)
            gain -= _left(t[part], other_x[part], other_y[part], noise)
            if (told and sharp) or gain > WORTH * (len(told) - len(chain) + 1):
                x, y = other_x, other_y  # the next chain is held against what this one tells
                own = [Found(j.day, j.rate, j.score, 0.0, j) for j in told]
        out += own
        before = own[-1].day if own else before
    return sorted(out, key=lambda s: s.day)


def _both_ways(t: Array, y: Array, chain: Steps, noise: Scatter) -> float:
    """The smaller of the largest jumps of the rate up and down about a chain, in sigmas.

    `y` is what all steps together leave.
    """
    part = _about(t, chain)
    put_back = [s.kick._replace(rate=-s.rate) for s in chain]
    rate = without(t[part], np.zeros_like(t[part]), y[part], put_back)[1]
    sigma = np.sqrt(2.0 * noise.rate**2 + noise.wander**2 * np.diff(t[part])) / SHARED
    jumps = np.diff(rate) / sigma
    return min(float(jumps.max()), -float(jumps.min())) if len(jumps) > 1 else 0.0


def _about(t: Array, chain: Steps) -> slice:
    """The sets that see a chain, and some on either side."""
    last = chain[-1]
    low, high = np.searchsorted(t, [chain[0].day - _AROUND, last.day + last.span + _AROUND])
    return slice(max(int(low) - 1, 0), int(high) + 1)


def _left(t: Array, x: Array, y: Array, noise: Scatter) -> float:
    """Sum of squares that a parabola leaves of a window, in units of the scatter.

    A set counts at most `ODD` times its scatter: it may be left out of a joint fit.
    """
    tau = t - t.mean()
    one, zero = np.ones_like(tau), np.zeros_like(tau)
    rows = np.stack(
        [
            np.concatenate([one / noise.longitude, zero]),
            np.concatenate([tau / noise.longitude, one / noise.rate]),
            np.concatenate([tau**2 / noise.longitude, 2.0 * tau / noise.rate]),
        ],
        axis=1,
    )
    data = np.concatenate([(x - x[0]) / noise.longitude, y / noise.rate])
    left = data - rows @ np.linalg.lstsq(rows, data, rcond=None)[0]
    return float(np.sum(np.minimum(np.abs(left), ODD) ** 2))


def without(t: Array, x: Array, y: Array, kicks: list[Kick]) -> tuple[Array, Array]:
    """Longitude and rate with kicks taken out."""
    x, y = x.copy(), y.copy()
    for day, rate, span in kicks:
        first = int(np.searchsorted(t, day))
        longitude, share = taken_up(t[None, first:] - day, span)
        y[first:] -= rate * share[0]
        x[first:] -= rate * longitude[0]
    return x, y


def kicks_of(j: JointStep) -> list[Kick]:
    """What takes a burn of a joint fit out; two in one gap as the least that tell the same."""
    if j.between is None:
        return [Kick(j.day, j.rate)]
    low, high = j.between
    share = (j.meet - low) / (high - low)
    return [Kick(low + 1e-6, (1.0 - share) * j.rate), Kick(high - 1e-6, share * j.rate)]


def _chains(t: Array, steps: Steps) -> list[Steps]:
    out: list[Steps] = []
    for s in steps:
        if out and len(out[-1]) < LONGEST_CHAIN:
            last = out[-1][-1].day
            between = np.searchsorted(t, s.day) - np.searchsorted(t, last)
            if s.day - last < CHAIN_DAYS or between < CHAIN_SETS:
                out[-1].append(s)
                continue
        out.append([s])
    return out


class _Seasons:
    """Scatter of a series, block by block: where steps are many, of what they leave; else of all.

    Steps that were found badly spoil the first, steps themselves the second: the smaller is taken.
    """

    def __init__(self, t: Array, raw: tuple[Array, Array], left: tuple[Array, Array]) -> None:
        self.t, self.both = t, (raw, left)
        self.known: dict[int, Scatter] = {}

    def at(self, day: float) -> Scatter:
        last = max(0, (len(self.t) - 1) // _BLOCK - 1)
        block = min(int(np.searchsorted(self.t, day)) // _BLOCK, last)
        if block not in self.known:
            end = len(self.t) if block == last else (block + 1) * _BLOCK + _MARGIN
            part = slice(max(0, block * _BLOCK - _MARGIN), end)
            fast = len(self.t) >= COMPILED_SETS
            a, b = (_scatter(self.t[part], x[part], y[part], fast) for x, y in self.both)
            self.known[block] = Scatter(
                min(a.longitude, b.longitude), min(a.rate, b.rate), min(a.wander, b.wander)
            )
        return self.known[block]


def _scatter(t: Array, x: Array, y: Array, fast: bool) -> Scatter:
    """Noise and wandering of the rate: second differences over one set, and over several."""
    longitude, rate = noise_of_pair(t, x, y, fast=fast)
    near, near_days = _second(t, y, 1)
    far, far_days = _second(t, y, _LAG)
    wander = np.sqrt(max(0.0, far - near) / max(2.0 * (far_days - near_days), 0.1))
    return Scatter(SHARED * longitude, SHARED * rate, SHARED * max(float(wander), 0.1 * rate))


def _second(t: Array, y: Array, lag: int) -> tuple[float, float]:
    """Robust variance of second differences over `lag` sets, and the median span of a lag."""
    if len(y) < 2 * lag + 3:
        return 0.0, 0.0
    bend = y[2 * lag :] - 2.0 * y[lag:-lag] + y[: -2 * lag]
    return (TO_SIGMA * float(np.median(np.abs(bend)))) ** 2, float(np.median(t[lag:] - t[:-lag]))
