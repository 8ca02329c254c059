"""When and how large: the orbits before and after a burn meet where the burn was.

Limits: a burn is taken as one impulse. Orbits that differ in their plane meet twice a revolution
and the revolution is told apart by the along-track miss alone, so several moments may stay
possible; all are kept with their likelihoods. Several burns within a day are sized together, and
their one moment is the one that fits best.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.track.history import History
from visviva.track.maneuvers.channels import Channels
from visviva.track.maneuvers.fit import SPANS, fit_kinks, wide_window

STEP_S: Final = 20.0
#: How much wider than its formal likelihood a kink's moment is: neighbouring sets share
#: observations.
KINK_INFLATION: Final = 2.0
_MOMENTS: Final = 61
#: How much wider than the joint fit's own error a moment of a campaign is.
JOINT_INFLATION: Final = 3.0
#: Widens the interval of a small burn, beside one revolution added in squares: sets after it still
#: hold older tracks.
LAG_INFLATION: Final = 1.4
#: Sets take up a burn only in part at first: this share of its size stays in doubt.
SIZE_SHARE: Final = 0.04
#: How much wider than formal the error of a size is: neighbouring sets share observations.
SIZE_INFLATION: Final = 1.6
KEPT_LIKELIHOOD: Final = 0.01
#: Burns are rarely radial: this share of one is held against a moment like one standard deviation.
RADIAL_SHARE: Final = 0.03
#: How much wider than formal the likelihood is that tells one crossing of the planes from the next.
SIGN_INFLATION: Final = 3.0
#: Turns an along-track error of position into the radial error of velocity, 1/s (a low orbit's).
MEAN_MOTION: Final = 1.0e-3


@dataclass(frozen=True, slots=True)
class Noise:
    """Scatter of one object's sets.

    Radial, along-track, cross-track, at the epoch (m) and growth (m/day).

    Default: the order of magnitude of Vallado et al. (2006), section VII, for tracked satellites in
    low orbit.
    """

    epoch: tuple[float, float, float] = (100.0, 250.0, 80.0)
    growth: tuple[float, float, float] = (20.0, 250.0, 20.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """A possible moment of a burn.

    Attributes
    ----------
    day : float
        Days since the first set.
    likelihood : float
        Share among the candidates.
    """

    day: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class Sizing:
    """Moment and velocity change of a burn.

    Attributes
    ----------
    day, low, high : float
        Best moment and its central 90 % interval, days since the first set.
    delta_v : tuple of float
        Radial, in-track, cross-track, m/s.
    sigma : tuple of float
        Standard deviations of these.
    candidates : tuple of Moment
        Most likely first.
    miss : float
        Distance of the two orbits at the best moment, m; NaN where it was not sought.
    cross_sign : float
        Chance that the cross-track part has the sign told.
    """

    day: float
    low: float
    high: float
    delta_v: tuple[float, float, float]
    sigma: tuple[float, float, float]
    candidates: tuple[Moment, ...]
    miss: float
    cross_sign: float = 1.0


class KickTime(NamedTuple):
    """Best moment of a kick, its central 90 % interval, days, its size and that one's error.

    The sizes in rad/day.
    """

    day: float
    low: float
    high: float
    rate: float
    sigma: float


def time_of_kick(
    ch: Channels, sigma: tuple[float, float], day: float, span: float, bounds: tuple[float, float]
) -> KickTime:
    """Moment and size of a kick, from a channel that holds it alone.

    Sought between `bounds` around `day`, for every span of observations that sets may need until
    they know all of it; `span` is that of the best fit so far.
    """
    grid = np.linspace(*bounds, _MOMENTS)
    spans = np.concatenate([[0.0], SPANS])
    middle = day + 0.5 * span
    gap = int(np.clip(np.searchsorted(ch.days, middle) - 1, 0, len(ch.days) - 2))
    gaps = np.full(len(grid) * len(spans), gap)
    fit = fit_kinks(
        ch.days,
        ch.longitude,
        ch.rate,
        *sigma,
        *wide_window(ch.days),
        gaps,
        np.tile(grid, len(spans)),
        np.repeat(spans, len(grid)),
    )
    best = int(np.argmin(fit.cost))
    scale = max(1.0, float(fit.scale[best]))
    weight = np.exp(-(fit.cost - fit.cost[best]) / (KINK_INFLATION * scale) ** 2)
    weight = weight / weight.sum()
    over_time = weight.reshape(len(spans), -1).sum(axis=0)
    near, far = np.interp([0.05, 0.95], np.cumsum(over_time), grid)
    moment = float(grid[best % len(grid)])
    rate = float(fit.step[best])
    spread = float(np.sqrt(np.sum(weight * (fit.step - rate) ** 2)))
    return KickTime(
        moment,
        min(float(near), moment),
        max(float(far), moment),
        rate,
        float(np.hypot(spread, fit.sigma[best] * scale)),
    )


def closest_approach(
    history: History,
    low: float,
    high: float,
    before: NDArray[np.int_],
    after: NDArray[np.int_],
    noise: Noise | None = None,
) -> Sizing | None:
    """Moments at which the orbits of the sets `before` and `after` meet.

    Between `low` and `high` days.

    Without `noise` the plain distance decides, in units of its own least value: for sets that no
    scatter brings together. Returns None where SGP4 cannot carry a set that far.
    """
    start = history.epoch[0].jd("utc")
    t = np.arange(low, high, STEP_S / 86400.0)
    if len(t) < 3 or not len(before) or not len(after):
        return None
    sets = np.concatenate([before, after])
    states = history.catalogue.take(np.asarray(sets)).states_teme(
        np.full(len(t), start[0]), start[1] + t
    )
    if states.error.any():
        return None
    r, v = states.r_teme, states.v_teme
    split = len(before)
    frame = _axes(r[split - 1], v[split - 1])
    ages = np.abs(t[None, :] - history.days[sets][:, None])
    costs, dv = [], []
    for i in range(split):
        for j in range(split, len(sets)):
            miss = np.einsum("tij,tj->ti", frame, r[j] - r[i])
            change = np.einsum("tij,tj->ti", frame, v[j] - v[i])
            dv.append(change)
            costs.append(
                _plain_cost(miss) if noise is None else _cost(miss, change, noise, ages[i], ages[j])
            )
    cost = np.median(np.array(costs), axis=0)
    candidates = _minima(t, cost)
    best = int(np.argmin(cost))
    changes = np.array(dv)[:, best]
    size = np.median(changes, axis=0)
    spread = (
        1.4826 * np.median(np.abs(changes - size), axis=0)
        + np.array([0.01, 0.003, 0.01])
        + SIZE_SHARE * float(np.linalg.norm(size))
    )
    weight = np.exp(-0.5 * (cost - cost[best]))
    total = np.cumsum(weight) / weight.sum()
    near, far = np.interp([0.05, 0.95], total, t)
    # planes cross twice a revolution, with opposite signs of the burn
    same = np.sign(np.median(np.array(dv)[:, :, 2], axis=0)) == np.sign(size[2])
    soft = np.exp(-0.5 * (cost - cost[best]) / SIGN_INFLATION**2)
    sure = float(soft[same].sum() / soft.sum())
    meeting = float(np.linalg.norm(r[split, best] - r[split - 1, best]))
    return Sizing(
        float(t[best]),
        min(float(near), float(t[best])),
        max(float(far), float(t[best])),
        _three(size),
        _three(spread),
        candidates,
        meeting,
        sure if abs(float(size[2])) > 2.0 * float(spread[2]) else 0.5,
    )


def _plain_cost(miss: Array) -> Array:
    square = np.sum(miss**2, axis=1)
    out: Array = square / square.min()
    return out


def _cost(miss: Array, change: Array, noise: Noise, age: Array, other_age: Array) -> Array:
    """Squares of the miss, and of the radial part of the burn, in standard deviations."""
    epoch, growth = np.array(noise.epoch), np.array(noise.growth)
    sigma = np.sqrt(
        (epoch + growth * age[:, None]) ** 2 + (epoch + growth * other_age[:, None]) ** 2
    )
    radial = change[:, 0] / (
        RADIAL_SHARE * np.linalg.norm(change, axis=1) + MEAN_MOTION * sigma[:, 1]
    )
    out: Array = np.minimum((miss / sigma) ** 2, 1e6).sum(axis=1) + radial**2
    return out


def state_at(history: History, index: int, day: float) -> tuple[Array, Array]:
    """TEME position and velocity of one set carried to `day`."""
    start = history.epoch[0].jd("utc")
    states = history.catalogue.take(np.array([index])).states_teme(
        np.array([start[0]]), np.array([start[1] + day])
    )
    return states.r_teme[0, 0], states.v_teme[0, 0]


def argument_of_latitude(r: Array, v: Array) -> float:
    """Angle from the ascending node along the orbit, rad, of a state in TEME."""
    h = np.cross(r, v)
    node = np.array([-h[1], h[0], 0.0])
    node = node / (np.linalg.norm(node) + 1e-300)
    along = np.cross(h / np.linalg.norm(h), node)
    return float(np.arctan2(r @ along, r @ node))


def _axes(r: Array, v: Array) -> Array:
    """Rows radial, in-track, cross-track (..., 3, 3)."""
    radial = r / np.linalg.norm(r, axis=-1, keepdims=True)
    normal = np.cross(r, v)
    normal = normal / np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.stack([radial, np.cross(normal, radial), normal], axis=-2)


def _minima(t: Array, cost: Array) -> tuple[Moment, ...]:
    """Local minima of the cost with their likelihoods, most likely first."""
    inner = np.flatnonzero((cost[1:-1] <= cost[:-2]) & (cost[1:-1] < cost[2:])) + 1
    if not len(inner):
        inner = np.array([int(np.argmin(cost))])
    weight = np.exp(-0.5 * (cost[inner] - cost[inner].min()))
    weight = weight / weight.sum()
    order = np.argsort(-weight)
    return tuple(
        Moment(float(t[inner[i]]), float(weight[i])) for i in order if weight[i] >= KEPT_LIKELIHOOD
    )


def _three(x: Array) -> tuple[float, float, float]:
    return float(x[0]), float(x[1]), float(x[2])
