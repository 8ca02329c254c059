"""When an object comes down, from what was known at a date.

Limits: the object is taken to be dead and its drag to stay as it was; a steered or tumbling one
does otherwise. The interval holds the scatter of the past: of solar flux, of the object's drag, of
NRLMSISE-00. In the last days it is no re-entry prediction of minutes: the moment is when the mean
perigee is at 100 km.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.bodies import moon_position_gcrf, sun_position_gcrf
from visviva.core.constants import EARTH_RADIUS
from visviva.core.time import DAY_S, Epoch
from visviva.core.uncertain import stream
from visviva.errors import InputError
from visviva.orbit.sgp4 import layout
from visviva.track.decay.activity_scenarios import (
    DensityTable,
    activity_scenarios,
    density_table,
    known_flux,
    month_of,
)
from visviva.track.history import History

MEMBERS: Final = 120
HORIZON_DAYS: Final = 30 * 365
#: Futures are as long as it takes until no more than a share of the members outlasts them.
HORIZONS: Final = (400, 1500, 4000, HORIZON_DAYS)
STAYING_SHARE: Final = 0.03
#: Eccentricity from which the Sun and the Moon are followed.
HEAVY_FROM: Final = 0.05
#: Scatter of drag that the history cannot show, as a logarithm: the model of density drifts with
#: the cycle, the object's own attitude changes. Between what is best for debris left out one at a
#: time (0.05 to 0.07, docs/track-validation.md) and the custom of windows of 20 % (0.12).
MODEL_SIGMA: Final = 0.08
#: More of it where the object was raised within the history: what was steered turns once it is no
#: longer, and a new attitude is a new area (Tiangong-1: half the drag within eight months).
STEERED_SIGMA: Final = 0.15
#: A rise of the mean axis between two sets, m, that is no error of near-circular element sets.
LEAST_RAISE: Final = 300.0
ROUND: Final = 0.02
#: Sets older than this before the date say nothing about the drag to come.
LONGEST_MEMORY_DAYS: Final = 400.0


@dataclass(frozen=True, slots=True, eq=False)
class Decay:
    """A forecast of the end of an orbit.

    Attributes
    ----------
    moment, earliest, latest : Epoch or None
        Median and ends of the 90 % interval, before `as_of` where the object came down by then;
        None beyond the horizon of thirty years.
    as_of : Epoch
        Date whose knowledge was used.
    ballistic_coefficient : float
        Drag coefficient times area over mass, m2/kg.
    coefficient_sigma : float
        Its relative standard deviation, model of density included.
    days : ndarray, shape (m,)
        Days from `as_of` of every member, negative where it was down by then, infinite beyond the
        horizon.
    set_used : int
        Index in the history of the set that the forecast starts from.
    """

    moment: Epoch | None
    earliest: Epoch | None
    latest: Epoch | None
    as_of: Epoch
    ballistic_coefficient: float
    coefficient_sigma: float
    days: Array
    set_used: int

    @property
    def chance_down(self) -> float:
        """Share of the members that were down by `as_of`, 0 to 1."""
        return float(np.mean(self.days <= 0.0))

    @property
    def already_down(self) -> bool:
        """Whether the object was, more likely than not, down by `as_of`.

        Told from its last set alone: it does not count that newer sets would exist if it flew on.
        """
        return self.chance_down > 0.5


def forecast_decay(
    history: History,
    as_of: Epoch | None = None,
    *,
    weather: SpaceWeather | None = None,
    seed: int = 1,
    members: int = MEMBERS,
    model_sigma: float = MODEL_SIGMA,
) -> Decay:
    """Forecast of the decay of an object.

    Parameters
    ----------
    history : History
    as_of : Epoch, optional
        Only sets and space weather of before count; default the last epoch of the history.
    weather : SpaceWeather, optional
        Default the bundled table; rows after `as_of` are not read.
    seed : int
        Of the ensemble.
    members : int
        Size of the ensemble.
    model_sigma : float
        Scatter of drag beyond that of the history, as a logarithm; `STEERED_SIGMA` is added in
        quadrature where the object was raised.

    Raises
    ------
    InputError
        If fewer than two sets are known by then, the orbit is not decaying, or its perigee is below
        100 km.
    """
    when = as_of if as_of is not None else history.epoch[-1]
    known = history.before(when)
    if len(known) < 2:
        raise InputError(
            f"one set of {history.name} is known by {when.iso(0)}",
            advice="two are needed for its drag",
        )
    table = _table(known)
    full = weather if weather is not None else SpaceWeather.default()
    past = full.known_on(when)
    b, scatter = ballistic_coefficient(known, past, table)
    steered = STEERED_SIGMA if was_raised(known) else 0.0
    sigma = float(np.sqrt(model_sigma**2 + steered**2 + scatter**2))
    rng = stream(seed, f"decay.{history.catalog_number}")
    state = _state(known, len(known) - 1)
    start = known.epoch[-1]
    coefficients = b * np.exp(sigma * rng.standard_normal(members))
    heavy = bool(known.eccentricity[-1] > HEAVY_FROM)
    days = np.full(members, np.inf)
    for horizon in HORIZONS:
        flux, ap = _sun(past, int(start.day), int(when.day) - 1, horizon, members, seed)
        spare = members if horizon == HORIZON_DAYS else int(STAYING_SHARE * members)
        days = _fall(state, coefficients, flux, ap, start, heavy, table, spare)
        if np.isinf(days).sum() <= spare:
            break
    remaining = days - float(when - start) / DAY_S
    low, middle, high = np.quantile(remaining, [0.05, 0.5, 0.95], method="nearest")
    return Decay(
        _after(when, middle),
        _after(when, low),
        _after(when, high),
        when,
        b,
        sigma,
        remaining,
        len(known) - 1,
    )


def _sun(
    weather: SpaceWeather, first_mjd: int, last_mjd: int, horizon: int, members: int, seed: int
) -> tuple[Array, Array]:
    """Daily effective flux and ap of every member.

    Known from `first_mjd` to `last_mjd`, then `horizon` days drawn.
    """
    own = np.random.default_rng(stream(seed, "flux").integers(1 << 31))
    drawn = activity_scenarios(weather, last_mjd, horizon, members, own)
    gap = last_mjd - first_mjd + 1
    if gap <= 0:
        return drawn
    flux, ap = (
        np.concatenate([np.broadcast_to(known, (members, gap)), future], axis=1)
        for known, future in zip(known_flux(weather, first_mjd, gap), drawn, strict=True)
    )
    return flux, ap


def was_raised(history: History) -> bool:
    """Whether a near-circular orbit rose by more than `LEAST_RAISE` between two of its sets."""
    rise = np.diff(history.semi_major_axis)
    return bool(np.any((rise > LEAST_RAISE) & (history.eccentricity[1:] < ROUND)))


def ballistic_coefficient(
    history: History, weather: SpaceWeather, table: DensityTable
) -> tuple[float, float]:
    """Drag coefficient times area over mass.

    M2/kg from the loss of height, and its relative standard deviation.

    Raises
    ------
    InputError
        If the orbit does not sink.
    """
    from visviva.track.decay._kernel import axis_rates

    recent = history.take(history.days >= history.days[-1] - LONGEST_MEMORY_DAYS)
    if len(recent) < 2:
        recent = history.take(slice(-2, None))
    rows = _daily(recent)
    first = int(recent.epoch[0].day)
    flux, ap = known_flux(weather, first, int(rows[-1, 0]) + 2)
    rate = axis_rates(
        np.ascontiguousarray(rows[:, 1:]),
        flux,
        ap,
        month_of(recent.epoch[0]),
        rows[:, 0].astype(np.int64),
        table.values,
        table.grids,
    )
    dose = np.concatenate(
        [[0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]) * np.diff(rows[:, 0]) * DAY_S)]
    )
    model = np.diff(np.interp(recent.days, rows[:, 0], dose))
    loss = np.diff(recent.semi_major_axis)
    age = recent.days[-1] - 0.5 * (recent.days[1:] + recent.days[:-1])
    return _weighted(loss, model, np.diff(recent.days), age, history.name)


def _weighted(
    loss: Array, model: Array, spans: Array, age: Array, name: str
) -> tuple[float, float]:
    """Robust mean of the ratios of loss and model.

    Recent gaps count more, gaps with more drag count more.
    """
    use = model < 0.0
    ratio = loss[use] / model[use]
    weight = (
        np.sqrt(np.abs(model[use]))
        * np.minimum(spans[use], 30.0) ** 0.5
        * np.exp(-age[use] / 120.0)
    )
    if not len(ratio) or not np.any(ratio > 0.0):
        raise InputError(
            f"the orbit of {name} does not sink", advice="a decay needs drag: check for burns"
        )
    fallen = ratio > -0.5 * np.median(ratio)  # where it rose against the drag, it was raised
    if fallen.sum() >= 2:
        ratio, weight = ratio[fallen], weight[fallen]
    order = np.argsort(ratio)
    total = np.cumsum(weight[order])
    low, middle, high = (
        float(ratio[order][min(np.searchsorted(total, q * total[-1]), len(ratio) - 1)])
        for q in (0.16, 0.5, 0.84)
    )
    if not middle > 0.0:
        raise InputError(
            f"the orbit of {name} does not sink", advice="a decay needs drag: check for burns"
        )
    share = 0.5 * (high - low) / middle / np.sqrt(max(1.0, min(len(ratio), 6) / 2.0))
    return middle, float(min(share, 0.5))


def _daily(h: History) -> Array:
    """Rows of day, semi-major axis, eccentricity, inclination, perigee.

    Day by day and at every set.
    """
    days = np.unique(np.concatenate([np.arange(0.0, h.days[-1], 1.0), h.days]))
    perigee = np.unwrap(h.constant(layout.ARGPO))
    rates = h.constant(layout.ARGPDOT) * 1440.0
    index = np.clip(np.searchsorted(h.days, days, side="right") - 1, 0, len(h) - 1)
    columns = [
        np.interp(days, h.days, x) for x in (h.semi_major_axis, h.eccentricity, h.inclination)
    ]
    argument = perigee[index] + rates[index] * (days - h.days[index])
    return np.stack([days, *columns, argument], axis=1)


def _table(history: History) -> DensityTable:
    apogee = float(
        np.max(history.semi_major_axis[-50:] * (1.0 + history.eccentricity[-50:])) - EARTH_RADIUS
    )
    return density_table(round(float(history.inclination[-1]), 2), min(apogee + 3.0e4, 2.0e6))


def _state(history: History, index: int) -> Array:
    """Semi-major axis, angular momentum vector.

    Of length sqrt(1 - e2) and eccentricity vector of a set.
    """
    c = history.catalogue.constants[index]
    e, i, node, perigee = c[layout.ECCO], c[layout.INCLO], c[layout.NODEO], c[layout.ARGPO]
    h = np.sqrt(1.0 - e * e) * np.array(
        [np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.cos(i)]
    )
    along = np.array([np.cos(node), np.sin(node), 0.0])
    across = np.array([-np.sin(node) * np.cos(i), np.cos(node) * np.cos(i), np.sin(i)])
    vector = e * (np.cos(perigee) * along + np.sin(perigee) * across)
    return np.concatenate([[history.semi_major_axis[index]], h, vector])


def _fall(
    state: Array,
    b: Array,
    flux: Array,
    ap: Array,
    start: Epoch,
    heavy: bool,
    table: DensityTable,
    spare: int,
) -> Array:
    """Days that every member stays up, on all cores; see `_decay_kernel.fall_many`."""
    from visviva.track.decay._kernel import fall_many

    bodies = np.zeros((1, 6))
    if heavy:
        when = start + np.arange(0.0, flux.shape[1], 0.25) * DAY_S
        bodies = np.concatenate([sun_position_gcrf(when), moon_position_gcrf(when)], axis=1)

    def work(part: slice) -> Array:
        out: Array = fall_many(
            state,
            b[part],
            flux[part],
            ap[part],
            month_of(start),
            bodies,
            heavy,
            table.values,
            table.grids,
            spare,
        )
        return out

    workers = os.cpu_count() or 1
    edges = np.linspace(0, len(b), workers + 1).astype(int)
    with ThreadPoolExecutor(workers) as pool:
        return np.concatenate(
            list(pool.map(work, (slice(low, high) for low, high in pairwise(edges))))
        )


def _after(when: Epoch, days: float) -> Epoch | None:
    return when + days * DAY_S if np.isfinite(days) else None
