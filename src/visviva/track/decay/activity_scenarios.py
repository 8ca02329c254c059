"""Solar flux and geomagnetic activity that may come, from what had come by a date.

And the density they make.

Limits: the futures are stretches of the past that began like today (level, trend of the year
before), moved to today's level, so a cycle unlike any since 1957 is not among them. Density is
NRLMSISE-00 averaged along the orbit over local time: an orbit that stays in one local time carries
its share of the daily bulge in its ballistic coefficient.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.nrlmsise import Nrlmsise00
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.time import DAY_S, Epoch

HEIGHT_GRID: Final = (9.0e4, 1.0e4, 200)
FLUX_GRID: Final = (60.0, 30.0, 9)
MONTHS: Final = 12
AP_GRID: Final = (0.0, 30.0, 4)
#: How the present is forgotten: days after which a future keeps 1/e of today's distance from its
#: model.
MEMORY_DAYS: Final = 250.0
#: Resemblance of a past moment: standard deviations of log flux and of its change over a year.
LEVEL_SIGMA: Final = 0.15
TREND_SIGMA: Final = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class DensityTable:
    """Log density averaged round an orbit of one inclination, by height, flux, month and ap.

    Attributes
    ----------
    values : ndarray, shape (heights, fluxes, months, aps)
        Natural logarithm of kg/m3.
    grids : ndarray, shape (4, 3)
        Start, step, count of each axis.
    """

    values: Array
    grids: Array


@lru_cache(maxsize=4)
def density_table(inclination: float, top: float) -> DensityTable:
    """Density for orbits of `inclination` (rad) up to the height `top` (m).

    Half a second, so kept for the next.
    """
    count = int(np.clip((top - HEIGHT_GRID[0]) / HEIGHT_GRID[1] + 2, 12, HEIGHT_GRID[2]))
    height = HEIGHT_GRID[0] + HEIGHT_GRID[1] * np.arange(count)
    flux = FLUX_GRID[0] + FLUX_GRID[1] * np.arange(FLUX_GRID[2])
    ap = AP_GRID[0] + AP_GRID[1] * np.arange(AP_GRID[2])
    u = 2.0 * np.pi * (np.arange(6) + 0.5) / 6.0
    latitude, longitude = (
        np.arcsin(np.sin(inclination) * np.sin(u)),
        np.mod(5.0 * u, 2.0 * np.pi) - np.pi,
    )
    start = Epoch.parse("2001-01-15T00:00:00Z")
    when = start + np.arange(MONTHS) * 30.4375 * DAY_S
    when = Epoch(when.day[:, None, None], when.second[:, None, None])
    values = np.empty((count, len(flux), MONTHS, len(ap)))
    for j, f in enumerate(flux):
        for m, a in enumerate(ap):
            air = Nrlmsise00(SpaceWeather.constant(float(f), float(a)), storm_time=False)
            # heights last: the model keeps what it knows of a place and a moment
            rho = air.density(when, latitude[:, None], longitude[:, None], height)
            values[:, j, :, m] = np.log(rho.mean(axis=1)).T
    grids = np.array(
        [
            [HEIGHT_GRID[0], HEIGHT_GRID[1], count],
            [FLUX_GRID[0], FLUX_GRID[1], len(flux)],
            [0.0, 1.0, MONTHS],
            [AP_GRID[0], AP_GRID[1], len(ap)],
        ]
    )
    return DensityTable(values, grids)


def month_of(epoch: Epoch) -> float:
    """Months since mid January, 0 to 12: the phase of the table's year."""
    mjd = float(epoch.day) + float(epoch.second) / DAY_S
    return float(np.mod((mjd - 51924.0) / 30.4375, 12.0))  # 2001-01-15


def known_flux(weather: SpaceWeather, first_mjd: int, days: int) -> tuple[Array, Array]:
    """Daily effective flux (mean of the day's and the 81 days') and ap from `first_mjd` on.

    `days` of them.
    """
    i = np.clip(
        np.arange(first_mjd, first_mjd + days) - weather.first_mjd, 0, len(weather.f107_obs) - 1
    )
    return 0.5 * (weather.f107_obs[i] + weather.f107_mean_obs[i]), weather.ap[i].mean(axis=1)


def activity_scenarios(
    weather: SpaceWeather, last_mjd: int, days: int, members: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Daily effective flux and ap after `last_mjd`, shapes.

    Members, days, from the days up to it alone.

    Parameters
    ----------
    weather : SpaceWeather
        Only rows up to `last_mjd` are read.
    last_mjd : int
        Last complete day that is known.
    """
    n = last_mjd - weather.first_mjd + 1
    flux, ap = weather.f107_obs[:n], weather.ap[:n].mean(axis=1)
    mean = _trailing(flux, 81)
    smooth = np.log(_trailing(flux, 27) * 0.5 + mean * 0.5)
    trend = np.log(mean) - np.log(np.roll(mean, 365))
    latest = max(500, n - 1 - max(days, 365))
    starts = np.arange(446, latest + 1, 9)
    distance = ((smooth[starts] - smooth[-1]) / LEVEL_SIGMA) ** 2 + (
        (trend[starts] - trend[-1]) / TREND_SIGMA
    ) ** 2
    weight = np.exp(-0.5 * np.minimum(distance, 50.0)) + 1e-9
    chosen = rng.choice(starts, members, p=weight / weight.sum())
    tau = np.arange(1, days + 1)
    index = np.minimum(chosen[:, None] + tau, n - 1)
    shift = (smooth[-1] - smooth[chosen])[:, None] * np.exp(-tau / MEMORY_DAYS)
    effective = 0.5 * (flux + _centred(flux, 81))
    return np.clip(effective[index] * np.exp(shift), 62.0, 330.0), ap[index]


def _trailing(x: Array, width: int) -> Array:
    total = np.cumsum(np.concatenate([[0.0], x]))
    out = np.empty(len(x))
    out[width - 1 :] = (total[width:] - total[:-width]) / width
    out[: width - 1] = out[width - 1]
    return out


def _centred(x: Array, width: int) -> Array:
    half = width // 2
    padded = np.pad(x, half, mode="edge")
    total = np.cumsum(np.concatenate([[0.0], padded]))
    out: Array = (total[width:] - total[:-width]) / width
    return out
