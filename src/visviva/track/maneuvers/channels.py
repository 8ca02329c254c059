"""What a history shows of burns, as channels in time.

Mean longitude with its rate, eccentricity vector, plane.

Limits: drag is taken out by one coefficient for the whole history, times the density of NRLMSISE-00
at the mean height; what is left of it is smooth and goes into the polynomials of the fits.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.nrlmsise import Nrlmsise00
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.core.time import DAY_S, Epoch
from visviva.errors import RangeError
from visviva.orbit.sgp4 import layout
from visviva.track.history import History
from visviva.track.history_doubts import MINUTES_A_DAY

#: Above this height of perigee drag is left to the polynomials.
DRAG_CEILING = 1.2e6


@dataclass(frozen=True, slots=True, eq=False)
class Channels:
    """Channels of one history, n sets.

    Attributes
    ----------
    days : ndarray, shape (n,)
    longitude : ndarray, shape (n,)
        Mean longitude M + omega + Omega cos i, unwrapped, rad; drag removed.
    rate : ndarray, shape (n,)
        Its secular rate, rad/day; drag removed.
    plane : ndarray, shape (n, 2)
        Inclination and sin i times node less its drift, rad.
    eccentricity : ndarray, shape (n, 2)
        Eccentricity vector turned back by the mean apsidal drift.
    speed : float
        Circular speed at the mean semi-major axis, m/s: turns changes of `plane` and `eccentricity`
        into burns.
    per_rate : float
        In-track burn for a step of `rate`, m/s per rad/day (negative: a burn forward slows the
        angular motion).
    drag_coefficient : float
        Of the density covariate, 0 where it explains nothing.
    """

    days: Array
    longitude: Array
    rate: Array
    plane: Array
    eccentricity: Array
    speed: float
    per_rate: float
    drag_coefficient: float


def channels_of(history: History, weather: SpaceWeather | None = None) -> Channels:
    """Channels of a history; `weather` drives the drag covariate (default: the bundled table)."""
    c = history.catalogue.constants
    days = history.days
    axis = float(np.median(history.semi_major_axis))
    cos_i = float(np.cos(np.median(history.inclination)))
    rate = (c[:, layout.MDOT] + c[:, layout.ARGPDOT] + c[:, layout.NODEDOT] * cos_i) * MINUTES_A_DAY
    node = np.unwrap(c[:, layout.NODEO])
    angle = c[:, layout.MO] + c[:, layout.ARGPO] + cos_i * node
    longitude = angle[0] + _sum(_unwrapped(np.diff(angle), _mean(rate) * np.diff(days)))

    drift = _sum(_mean(c[:, layout.NODEDOT]) * np.diff(days)) * MINUTES_A_DAY
    node_left = _sum(_unwrapped(np.diff(c[:, layout.NODEO]), np.diff(drift)) - np.diff(drift))
    plane = np.stack([c[:, layout.INCLO], np.sin(c[:, layout.INCLO]) * node_left], axis=1)
    turn = _sum(_mean(c[:, layout.ARGPDOT]) * np.diff(days)) * MINUTES_A_DAY
    perigee = c[:, layout.ARGPO] - turn
    # near the equator the node is ill defined too
    if history.is_deep and np.median(history.inclination) < 0.3:
        perigee = perigee + c[:, layout.NODEO] - drift
        plane = c[:, layout.INCLO, None] * np.stack(
            [np.cos(c[:, layout.NODEO]), np.sin(c[:, layout.NODEO])], axis=1
        )
    ecc = c[:, layout.ECCO, None] * np.stack([np.cos(perigee), np.sin(perigee)], axis=1)

    longitude, rate, k = _without_drag(history, longitude, rate, weather)
    # secular terms SGP4 leaves out
    rate = rate + float(np.median(np.diff(longitude) / np.diff(days) - _mean(rate)))
    speed = float(np.sqrt(EARTH_GM / axis))
    return Channels(
        days, longitude, rate, plane, ecc, speed, -speed / (3.0 * float(np.median(rate))), k
    )


def density_history(
    history: History, weather: SpaceWeather | None, step_days: float = 1.0
) -> tuple[Array, Array]:
    """Days and mean density (kg/m3) round a circle at the mean height of the history.

    For the drag covariate.
    """
    days = np.arange(0.0, history.days[-1] + step_days, step_days)
    height = np.interp(days, history.days, history.semi_major_axis) - EARTH_RADIUS
    latitude = np.radians([0.0, 0.0, 40.0, -40.0])
    longitude = np.radians([0.0, 180.0, 90.0, -90.0])
    air = Nrlmsise00(weather if weather is not None else SpaceWeather.default())
    when = history.epoch[0] + days * DAY_S
    when = Epoch(when.day[:, None], when.second[:, None])
    rho = air.density(when, latitude, longitude, np.clip(height, 1e5, 2.4e6)[:, None])
    return days, np.asarray(rho).mean(axis=1)


def _without_drag(
    history: History, longitude: Array, rate: Array, weather: SpaceWeather | None
) -> tuple[Array, Array, float]:
    """Longitude and rate less the best multiple of the density integrals, and that multiple."""
    perigee = np.median(history.semi_major_axis * (1.0 - history.eccentricity)) - EARTH_RADIUS
    if perigee > DRAG_CEILING or history.is_deep or len(history) < 8:
        return longitude, rate, 0.0
    try:
        days, rho = density_history(history, weather)
    except RangeError:  # older or later than the space weather: the polynomials must do
        return longitude, rate, 0.0
    once = np.concatenate([[0.0], np.cumsum(_mean(rho) * np.diff(days))])
    twice = np.concatenate([[0.0], np.cumsum(_mean(once) * np.diff(days))])
    first, second = np.interp(history.days, days, once), np.interp(history.days, days, twice)
    grow, dose = np.diff(rate), np.diff(first)
    use = dose > 0.0
    order = np.argsort(grow[use] / dose[use])
    weight = np.cumsum(dose[use][order])
    # weighted median of ratios
    k = float((grow[use] / dose[use])[order][np.searchsorted(weight, 0.5 * weight[-1])])
    if not k > 0.0 or np.median(np.abs(grow - k * dose)) >= np.median(np.abs(grow)):
        return longitude, rate, 0.0
    return longitude - k * second, rate - k * first, k


def _unwrapped(change: Array, predicted: Array) -> Array:
    """Change of an angle with the whole turns that bring it nearest to the predicted one."""
    out: Array = change + 2.0 * np.pi * np.round((predicted - change) / (2.0 * np.pi))
    return out


def _sum(steps: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(steps)])


def _mean(x: Array) -> Array:
    out: Array = 0.5 * (x[1:] + x[:-1])
    return out
