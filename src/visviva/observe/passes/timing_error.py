"""How far a pass may be off in time: from the age of the elements, drag, the Sun, and the history.

SGP4's own theory has no covariance, and an element set carries none, so the figure is measured: old
sets against later sets of the same object (docs/how-to-passes.md tells how, and how well it holds).
Twice the figure holds 90 to 98 % of the errors by class of orbit; the errors are not normal.

Limits: a burn after the epoch is in it only as far as small burns of unknown objects go, and a
history of the object, where there is one, tells more (`history_scale`). Range of validity: up to
about 60 days on either side of the epoch.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import TABLE
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.gp import ElementSet, as_columns, to_satrec
from visviva.orbit.gp.states import age_days
from visviva.orbit.sgp4 import Sgp4Catalogue, layout

FLOOR_S: Final = 0.12
"""Error near the epoch, s: 0.5 to 1.2 km, Sentinel-3A and Jason-2 against their precise orbits."""
DRIFT_S_DAY: Final = 0.1
"""Growth without drag or burns, s a day: Jason-2 against its precise orbit (set against set it is a
third of that: the sets of an object share some of their error)."""
BURNS_LOW_S: Final = 0.055
"""Growth by what nobody told: small burns, drag that a set does not know. Times age^1.6, in days,
low orbits up to 900 km of perigee (CryoSat-2, Sentinel-3A)."""
BURNS_HIGH_S: Final = 0.02
"""The same from 1,100 km of perigee on, where less of it is needed."""
BURNS_POWER: Final = 1.6
DRAG_FRACTION: Final = (0.04, 0.026)
"""Relative error of the drag at a quiet Sun, per square root of a day up to `DRAG_DAYS`.

For perigees under 450 km and over 550 km: 75 objects before their decay, odd catalogue numbers.
"""
DRAG_SUN: Final = (2.3, 4.6)
"""How much that fraction grows, relative to itself, from a flux of 75 to 167 (the same heights).

Catalogues of April and May 2024 (mean flux 167), odd numbers: the air of an active Sun is not what
it was in the month before, the more so the higher.
"""
DRAG_DAYS: Final = 30.0
QUIET_FLUX: Final = 75.0
ACTIVE_FLUX: Final = 167.0
MOST_ACTIVE: Final = 1.5
DEEP_FLOOR_S: Final = 0.3
"""In deep space (periods over 225 min): error near the epoch."""
DEEP_DRIFT_S_DAY: Final = 0.35
DEEP_ECCENTRIC_S_DAY: Final = 2.4
"""The same for eccentricities over 0.3."""
KEPT_S: Final = 2.4
"""Growth times age^1.5 of geosynchronous orbits that keep their place, by their burns (FY-2F)."""
KEPT_REV_DAY: Final = 0.002
"""A mean motion this near to a turn of the Earth is one that is kept."""
DRAG_PERIGEE: Final = 9.0e5
"""Perigee height in m over which a deep-space orbit feels no drag worth counting."""
STALE_DAYS: Final = 30.0
SURE: Final = 2.0
"""Times sigma within which the true time lies in 90 to 98 % of cases."""

_DEEP: Final = 2.0 * np.pi / (225.0 * 60.0)
_SIDEREAL_REV_DAY: Final = 1.00273790935
#: Of `history_scale`: sets looked back, partners of each, ages in days, fewest pairs, limits.
_SETS: Final = 100
_PARTNERS: Final = 6
_AGES: Final = (0.5, 30.0)
_LEAST_PAIRS: Final = 8
_SCALES: Final = (0.7, 8.0)


def time_sigma(
    age_days: ArrayLike,
    mean_motion: ArrayLike,
    eccentricity: ArrayLike,
    mean_motion_dot: ArrayLike,
    *,
    flux: ArrayLike = QUIET_FLUX,
    which: NDArray[np.integer[Any]] | None = None,
) -> Any:
    """Error of the time at which an object passes a point of its orbit; `SURE` times it is a bound.

    Parameters
    ----------
    age_days : array_like
        Days from the epoch of the elements, before or after.
    mean_motion : array_like
        rad/s.
    eccentricity : array_like
    mean_motion_dot : array_like
        Rate of the mean motion by the drag that the set assumes, rad/s².
    flux : array_like
        Mean solar flux F10.7 of the months about the epoch, solar flux units.
    which : ndarray of int, optional
        Where given, the figures before are those of some objects, and this says of which each age
        is.

    Returns
    -------
    float or ndarray
        s: ``sqrt(floor² + (drift age)² + (burns age^1.6)² + (½ (ndot/n) age² f sqrt(age))²)``.

    Notes
    -----
    A constant error of the drag displaces the object by ½ ndot age²; the air's density wanders
    about what the set assumes, and the measured errors grow by half a power of age more.

    Examples
    --------
    >>> round(float(time_sigma(2.0, 1.1e-3, 0.001, 1.1e-3 * 1e-6 / 86400.0)), 2)
    0.29
    """
    age = np.abs(np.asarray(age_days, dtype=np.float64))
    n = np.asarray(mean_motion, dtype=np.float64)
    e = np.asarray(eccentricity, dtype=np.float64)
    axis = np.cbrt(TABLE["WGS72_GM"].value / n**2)
    perigee = axis * (1.0 - e) - TABLE["WGS72_RADIUS"].value
    rate = np.abs(np.asarray(mean_motion_dot, dtype=np.float64)) / n * DAY_S  # a day
    deep = n < _DEEP
    drag = np.where(deep & (perigee > DRAG_PERIGEE), 0.0, 0.5 * DAY_S * rate)
    drag = drag * _drag_fraction(perigee, np.asarray(flux))
    burns = _burns(perigee)
    if which is not None:
        n, e, deep = n[which], e[which], deep[which]
        drag, burns = drag[which], burns[which]
    drag = drag * age**2 * np.sqrt(np.minimum(age, DRAG_DAYS))
    plain = FLOOR_S**2 + (DRIFT_S_DAY * age) ** 2 + (burns * age**BURNS_POWER) ** 2
    if deep.any():
        plain = np.where(deep, _deep(age, n, e) ** 2, plain)
    sigma = np.sqrt(plain + drag**2)
    return float(sigma) if sigma.ndim == 0 else sigma


def _drag_fraction(perigee: Array, flux: Array) -> Array:
    """Relative error of the drag after a day."""
    high = np.clip((perigee - 4.5e5) / 1e5, 0.0, 1.0)
    active = np.clip((flux - QUIET_FLUX) / (ACTIVE_FLUX - QUIET_FLUX), 0.0, MOST_ACTIVE)
    parts = [f * (1.0 + g * active) for f, g in zip(DRAG_FRACTION, DRAG_SUN, strict=True)]
    out: Array = parts[0] + high * (parts[1] - parts[0])
    return out


def _burns(perigee: Array) -> Array:
    """Error by burns after a day, s."""
    high = np.clip((perigee - 9e5) / 2e5, 0.0, 1.0)
    return np.asarray(BURNS_LOW_S + high * (BURNS_HIGH_S - BURNS_LOW_S))


def _deep(age: Array, n: Array, e: Array) -> Array:
    turns = n * DAY_S / (2.0 * np.pi)
    kept = (np.abs(turns - _SIDEREAL_REV_DAY) < KEPT_REV_DAY) & (e < 0.02)
    drift = np.where(e > 0.3, DEEP_ECCENTRIC_S_DAY, DEEP_DRIFT_S_DAY) * age
    return np.hypot(DEEP_FLOOR_S, np.where(kept, KEPT_S * age**1.5, drift))


def mean_flux(epoch: Epoch, weather: SpaceWeather | None = None) -> Array:
    """F10.7 averaged over 81 days about each epoch; outside of the table that of its nearest day.

    Examples
    --------
    >>> bool(mean_flux(Epoch.parse("2024-05-10T00:00:00Z")) > 150.0)
    True
    """
    table = SpaceWeather.default() if weather is None else weather
    jd, fraction = epoch.jd("utc")
    day = np.asarray(jd) - 2400000.5 + np.asarray(fraction) - table.first_mjd
    mean = table.f107_mean_obs
    return np.asarray(np.interp(day, np.arange(len(mean)), mean))


def history_scale(sets: Sequence[ElementSet]) -> float:
    """By how much an object's own past differs from `time_sigma`: a factor on it.

    Each of the last sets is carried to later ones, and the 95 % quantile of the errors against
    twice the figure is taken. 1 where there are too few sets to tell.

    Parameters
    ----------
    sets : sequence of ElementSet
        Of one object, in order of epoch.
    """
    sets = sets[-_SETS:]
    if len(sets) < 3:
        return 1.0
    columns = as_columns(sets)
    epochs = columns.epoch
    days = np.asarray(epochs - epochs[0]) / DAY_S
    flux = mean_flux(epochs)
    satrecs = [to_satrec(e) for e in sets]
    ratios: list[float] = []
    for i, satrec in enumerate(satrecs[:-1]):
        age = days - days[i]
        later = np.flatnonzero((age > _AGES[0]) & (age < _AGES[1]))
        if later.size > _PARTNERS:
            later = later[np.linspace(0, later.size - 1, _PARTNERS).astype(int)]
        sigma = time_sigma(
            age[later],
            columns.mean_motion[i] / 60.0,
            columns.eccentricity[i],
            sets[i].mean_motion_dot * 4.0 * np.pi / DAY_S**2,
            flux=flux[i],
        )
        errors = [_along(satrec, satrecs[j]) for j in later]
        ratios += [e / s for e, s in zip(errors, sigma, strict=True) if np.isfinite(e)]
    if len(ratios) < _LEAST_PAIRS:
        return 1.0
    return float(np.clip(np.quantile(ratios, 0.95) / SURE, *_SCALES))


def _along(old: Any, new: Any) -> float:
    """Difference along the track at the epoch of the newer set, s; NaN where SGP4 stops."""
    code, r, _ = old.sgp4(new.jdsatepoch, new.jdsatepochF)
    own, r_new, v_new = new.sgp4(new.jdsatepoch, new.jdsatepochF)
    if code or own:
        return float("nan")
    v = np.array(v_new)
    return abs(float((np.array(r) - np.array(r_new)) @ v / (v @ v)))


def set_sigma(element_set: ElementSet, at: Epoch) -> float:
    """Error in time by the set's age and drag, and the Sun of its days."""
    age = np.atleast_1d(age_days(element_set, at))
    return float(sets_sigma([element_set], age, np.zeros(1, dtype=np.int64))[0])


def sets_sigma(sets: Sequence[ElementSet], age: Array, which: NDArray[np.integer[Any]]) -> Array:
    """Error in time, s, of moments `age` days (m,) from the epochs of the sets `which` (m,)."""
    c = Sgp4Catalogue.from_element_sets(sets).constants
    flux = mean_flux(Epoch.stack([e.epoch for e in sets]))
    motion, eccentricity = c[:, layout.NO] / 60.0, c[:, layout.ECCO]
    rate = drag_rate(c)
    return np.asarray(time_sigma(age, motion, eccentricity, rate, flux=flux, which=which))


def drag_rate(constants: Array) -> Array:
    """Rate of the mean motion, rad/s², by the drag that SGP4 makes of each set (rows (n, k))."""
    return np.asarray(3.0 * constants[:, layout.CC1] * constants[:, layout.NO] / 3600.0)
