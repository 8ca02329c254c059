"""Histories of element sets with stated burns in them, made as a tracking network makes them.

The true mean orbit is integrated (secular rates of SGP4's own theory, drag that wanders, the pull
along the equator for a geostationary one) with impulses put in. A set is a line fitted to noisy
positions of the last days before its epoch, so neighbouring sets share observations and a set soon
after a burn mixes both orbits, unless the network noticed and began anew. Outliers, gaps and
near-duplicates are drawn in.

Limits: no short-period error, no resonance, no solar pressure on the eccentricity; noise is
stationary but for its outliers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visviva.core.constants import EARTH_GM
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue, layout
from visviva.track.history import History, history_of

Floats = NDArray[np.float64]

START = Epoch.parse("2018-01-01T00:00:00Z")
STEP_DAYS = 0.02
#: A geostationary plane tips by this much a day, rad (0.85 deg a year).
TIPPED = float(np.radians(0.85)) / 365.25
#: A burn of this size moves an object out of the beam: the network begins anew, m/s.
NOTICED = 0.1


@dataclass(frozen=True)
class Impulse:
    """A stated burn: days since `START` and radial, in-track, cross-track parts, m/s."""

    day: float
    delta_v: tuple[float, float, float]

    @property
    def size(self) -> float:
        return float(np.linalg.norm(self.delta_v))


@dataclass(frozen=True)
class Tracking:
    """How an object is followed.

    Attributes
    ----------
    sets_a_day : float
    along, across : float
        Scatter of one observed position along the track and across it, m.
    wander : float
        Slow error of the model along the track, m, correlated over three days.
    span_days : float
        Observations of this long before its epoch go into a set.
    notices : float
        Chance that the fit begins anew after a burn, once half a day of tracking is there.
    outliers, near_duplicates : float
        Shares of sets far off, and of sets followed by another a few minutes later.
    gaps : tuple of (float, float)
        Days without sets.
    """

    sets_a_day: float = 1.0
    along: float = 150.0
    across: float = 40.0
    wander: float = 40.0
    span_days: float = 2.5
    notices: float = 0.8
    outliers: float = 0.01
    near_duplicates: float = 0.02
    gaps: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Orbit:
    """A mean orbit: semi-major axis, m; eccentricity; inclination, rad; mean decay, m a day."""

    axis: float = 6.88e6
    eccentricity: float = 0.0012
    inclination: float = 1.6999
    decay: float = 8.0

    @property
    def geostationary(self) -> bool:
        return self.axis > 4.0e7


SUN_SYNCHRONOUS = Orbit()
ALTIMETER = Orbit(7.714e6, 0.0002, 1.1524, 0.3)
GEOSTATIONARY = Orbit(4.21642e7, 0.0002, 0.002, 0.0)


def made_history(
    burns: Sequence[Impulse],
    days: float,
    *,
    orbit: Orbit = SUN_SYNCHRONOUS,
    tracking: Tracking | None = None,
    seed: int = 1,
) -> History:
    """The history of one made object over `days`."""
    return history_of(made_sets(burns, days, orbit=orbit, tracking=tracking, seed=seed))


def made_sets(
    burns: Sequence[Impulse],
    days: float,
    *,
    orbit: Orbit = SUN_SYNCHRONOUS,
    tracking: Tracking | None = None,
    seed: int = 1,
) -> list[ElementSet]:
    """Element sets in order of time, as many as the tracking gives."""
    tracking = tracking or Tracking()
    rng = np.random.default_rng(seed)
    true = _truth(burns, days, orbit, rng)
    epochs = _epochs(days, tracking, rng)
    return _fitted(true, epochs, burns, tracking, rng)


def made_twice(
    burns: Sequence[Impulse],
    days: float,
    hours: tuple[float, float],
    *,
    orbit: Orbit = SUN_SYNCHRONOUS,
    tracking: Tracking | None = None,
    seed: int = 1,
) -> tuple[list[ElementSet], list[ElementSet]]:
    """A history, and the same with a second fit of the same tracks `hours` after each set."""
    tracking = tracking or Tracking()
    rng = np.random.default_rng(seed)
    true = _truth(burns, days, orbit, rng)
    own = _epochs(days, tracking, rng)
    again = own + np.random.default_rng(seed + 10_000).uniform(*hours, len(own)) / 24.0
    both = np.sort(np.concatenate([own, again[again < days - 0.1]]))
    sets = _fitted(true, both, burns, tracking, rng)
    named = {_utc(t) for t in own}
    return [e for e in sets if e.epoch_utc in named], sets


@dataclass(frozen=True)
class _True:
    """True mean elements on a grid of days.

    Mean motion and rate of M + omega (rad a day), M + omega + cos i node, its part due to drag,
    node and its mean rate, cos i, drift of perigee, inclination, eccentricity vector less that
    drift.
    """

    t: Floats
    motion: Floats
    rate: Floats
    longitude: Floats
    dragged: Floats
    node: Floats
    node_rate: float
    tilt: float
    perigee: Floats
    inclination: Floats
    ecc: Floats
    axis: float


def _truth(burns: Sequence[Impulse], days: float, orbit: Orbit, rng: np.random.Generator) -> _True:
    grid = np.concatenate([np.arange(-6.0, days, STEP_DAYS), [b.day for b in burns]])
    t = np.unique(np.round(grid, 6))
    step = np.diff(t, prepend=t[0])
    lost = np.cumsum(np.exp(0.35 * _wander(t, 9.0, rng)) * orbit.decay * step)
    axis = orbit.axis - lost
    inclination = np.full(len(t), orbit.inclination)
    lift, skip = np.zeros(len(t)), np.zeros(len(t))
    ecc = np.tile([orbit.eccentricity, 0.0], (len(t), 1))
    for b in burns:
        k = int(np.searchsorted(t, b.day - 1e-6))
        radial, along, cross = b.delta_v
        speed = np.sqrt(EARTH_GM / axis[k])
        u = rng.uniform(0.0, 2.0 * np.pi)
        c, s = np.cos(u), np.sin(u)
        axis[k:] += 2.0 * axis[k] * along / speed
        inclination[k:] += cross * c / speed
        tipped = TIPPED * b.day if orbit.geostationary else 0.0
        turn = cross * s / speed / np.sin(orbit.inclination + tipped)
        lift[k:] += turn
        skip[k:] -= turn * np.cos(orbit.inclination) + 2.0 * radial / speed
        ecc[k:] += np.array([2 * along * c + radial * s, 2 * along * s - radial * c]) / speed
    if orbit.geostationary:  # pulled along the equator (1e-3 deg a day squared), tipped by the Sun
        axis = axis + 78.0 * t
        inclination = inclination + TIPPED * t
    motion = np.sqrt(EARTH_GM / axis**3) * DAY_S
    rate, node_rate, perigee_rate = _secular(motion, np.hypot(*ecc.T), inclination)
    node, tilt = 1.0 + lift + np.cumsum(node_rate * step), float(np.cos(orbit.inclination))
    return _True(
        t,
        motion,
        rate,
        skip + np.cumsum(rate * step) + tilt * node,
        np.cumsum(np.cumsum(1.5 * motion / axis * np.gradient(lost, t) * step) * step),
        node,
        float(np.mean(node_rate)),
        tilt,
        np.cumsum(perigee_rate * step),
        inclination,
        ecc,
        orbit.axis,
    )


def _secular(motion: Floats, ecc: Floats, inclination: Floats) -> tuple[Floats, Floats, Floats]:
    """Rates of M + omega, of the node and of perigee by SGP4's theory, rad a day."""
    jump = np.flatnonzero(np.abs(np.diff(motion)) > 1e-6 * motion[0] * STEP_DAYS)
    pick = np.unique(np.concatenate([np.arange(0, len(motion), 50), jump, jump + 1]))
    pick = np.append(pick[pick < len(motion) - 1], len(motion) - 1)
    columns = {
        "epoch_jd": np.full(len(pick), 2458119.5),
        "epoch_fr": np.zeros(len(pick)),
        "bstar": np.zeros(len(pick)),
        "ecco": ecc[pick],
        "argpo": np.zeros(len(pick)),
        "inclo": inclination[pick],
        "mo": np.zeros(len(pick)),
        "no_kozai": motion[pick] / 1440.0,
        "nodeo": np.zeros(len(pick)),
    }
    c = Sgp4Catalogue.from_columns(columns).constants * 1440.0
    index = np.arange(len(motion))
    phase, node, perigee = (
        np.interp(index, pick, rate)
        for rate in (
            c[:, layout.MDOT] + c[:, layout.ARGPDOT],
            c[:, layout.NODEDOT],
            c[:, layout.ARGPDOT],
        )
    )
    return phase, node, perigee


def _wander(t: Floats, days: float, rng: np.random.Generator) -> Floats:
    """A stationary process of unit variance, correlated over `days`, at rising times."""
    out = np.empty(len(t))
    out[0] = rng.standard_normal()
    keep = np.exp(-np.diff(t) / days)
    kick = rng.standard_normal(len(t)) * 1.0
    for k in range(1, len(t)):
        out[k] = keep[k - 1] * out[k - 1] + np.sqrt(1.0 - keep[k - 1] ** 2) * kick[k]
    return out


def _epochs(days: float, tracking: Tracking, rng: np.random.Generator) -> Floats:
    mean = 1.0 / tracking.sets_a_day
    t = np.cumsum(mean * rng.uniform(0.5, 1.5, int(1.2 * days / mean) + 8))
    twice = t[rng.random(len(t)) < tracking.near_duplicates] + rng.uniform(0.005, 0.08)
    t = np.sort(np.concatenate([t, twice]))
    for low, high in tracking.gaps:
        t = t[(t < low) | (t > high)]
    return t[t < days - 0.1]


def _fitted(
    true: _True,
    epochs: Floats,
    burns: Sequence[Impulse],
    tracking: Tracking,
    rng: np.random.Generator,
) -> list[ElementSet]:
    """One set for each epoch: a line through the last observations, less what drag is known."""
    seen = np.sort(rng.uniform(true.t[0] + 0.2, true.t[-1] - 0.1, int(8 * np.ptp(true.t))))
    smooth = _wander(seen, 3.0, rng) * tracking.wander
    noise = (tracking.along * rng.standard_normal(len(seen)) + smooth) / true.axis
    slow = np.array([_wander(epochs, 2.0, rng) for _ in range(4)]) * tracking.across / true.axis
    times = np.array([b.day for b in burns])
    large = np.array([b.size > NOTICED for b in burns], dtype=bool)
    noticed = large | (rng.random(len(burns)) < tracking.notices)
    bad = rng.random(len(epochs)) < tracking.outliers
    out = []
    for k, t in enumerate(epochs):
        if np.any(large & (times < t) & (t < times + 0.4)):
            continue  # lost until found again
        past = np.flatnonzero((times < t - 0.5) & noticed)
        begin = max(t - tracking.span_days, float(times[past[-1]]) if len(past) else -np.inf)
        use = np.flatnonzero((seen > begin) & (seen <= t))
        if len(use) < 3 and len(past) and large[past[-1]]:
            continue
        if len(use) < 3:
            last = int(np.searchsorted(seen, t))
            use = np.arange(max(0, last - 3), last)
        longitude, motion = _line(true, seen[use], noise[use], t)
        motion *= 1.0 + bad[k] * 2e-5 * rng.standard_normal()
        out.append(_set(true, seen[use], t, longitude, motion, slow[:, k]))
    return out


def _line(true: _True, when: Floats, noise: Floats, t: float) -> tuple[float, float]:
    """Mean longitude and mean motion (rad a day) of the set at `t` from the observations `when`.

    Nine tenths of the curving by drag are known to the network.
    """
    now = int(np.clip(np.searchsorted(true.t, t), 1, len(true.t) - 1))
    fall = np.interp(when, true.t, true.dragged)
    slope = (true.dragged[now] - true.dragged[now - 1]) / (true.t[now] - true.t[now - 1])
    curving = 0.9 * (fall - true.dragged[now] - slope * (when - t))
    rate = true.rate[now] + true.tilt * true.node_rate
    x = np.interp(when, true.t, true.longitude) - rate * (when - t) - curving + noise
    a = np.stack([np.ones_like(when), when - t], axis=1)
    (longitude, extra), *_ = np.linalg.lstsq(a, x, rcond=None)
    return float(longitude), float(true.motion[now] + extra)


def _utc(t: float) -> str:
    return (START + t * DAY_S).iso(6)[:-1]


def _set(
    true: _True, when: Floats, t: float, longitude: float, motion: float, slow: Floats
) -> ElementSet:
    def level(values: Floats, drift: float = 0.0) -> float:
        return float(np.mean(np.interp(when, true.t, values) - drift * (when - t)))

    node = level(true.node, true.node_rate) + slow[1] / np.sin(true.inclination[0])
    phase = longitude - true.tilt * node
    ex, ey = level(true.ecc[:, 0]) + slow[2] / 3.0, level(true.ecc[:, 1]) + slow[3] / 3.0
    argument = np.arctan2(ey, ex) + float(np.interp(t, true.t, true.perigee))
    inclination = level(true.inclination) + slow[0]
    return ElementSet(
        90001,
        _utc(t),
        round(motion / (2.0 * np.pi), 8),
        round(float(np.hypot(ex, ey)), 7),
        round(float(np.degrees(inclination)), 4),
        round(float(np.degrees(node) % 360.0), 4),
        round(float(np.degrees(argument) % 360.0), 4),
        round(float(np.degrees(phase - argument) % 360.0), 4),
        name="MADE",
    )
