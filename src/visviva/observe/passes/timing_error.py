"""How far a pass may be off in time, from the age of the elements alone.

SGP4's own theory has no covariance, and an element set carries none, so the figure is measured: old
sets against later sets of the same object, 40,000 pairs of sets of many objects
(docs/how-to-passes.md tells how, and how well it holds). It speaks of an object that is not
steered, in weather like that of 2015 to 2025 on average: a burn after the epoch, or a storm, is not
in it. Range of validity: up to about 60 days on either side of the epoch.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.constants import TABLE
from visviva.core.time import DAY_S

FLOOR_S = 0.12
"""Error near the epoch, s: 0.5 to 1.2 km, Sentinel-3A and Jason-2 against their precise orbits."""
DRIFT_S_DAY = 0.1
"""Growth without drag, s a day.

The same, daily sets of four altimetry satellites, low orbits with the least drag.
"""
DEEP_FLOOR_S = 0.3
DEEP_DRIFT_S_DAY = 0.7
"""The same in deep space (periods over 225 min): geostationary and Molniya orbits."""
DRAG_FRACTION = 0.05
"""Relative error of the drag, per square root of a day.

It wanders, so the fraction grows with the root of age.
"""
DRAG_PERIGEE = 8.0e5
"""Perigee height in m over which a deep-space orbit feels no drag worth counting."""
STALE_DAYS = 30.0

_DEEP = 2.0 * np.pi / (225.0 * 60.0)


def time_sigma(
    age_days: ArrayLike, mean_motion: ArrayLike, eccentricity: ArrayLike, mean_motion_dot: ArrayLike
) -> Any:
    """One standard deviation of the time at which an object passes a point of its orbit, s.

    Parameters
    ----------
    age_days : array_like
        Days from the epoch of the elements, before or after.
    mean_motion : array_like
        rad/s.
    eccentricity : array_like
    mean_motion_dot : array_like
        Rate of the mean motion, rad/s² (twice the figure of a TLE once the units are turned).

    Returns
    -------
    float or ndarray
        ``sqrt(floor² + (drift age)² + (½ (ndot/n) age² f sqrt(age))²)``.

    Notes
    -----
    A constant error of the drag displaces the object by ½ ndot age²; the air's density wanders
    about what the set assumes, and the measured errors grow by half a power of age more: 12 % of
    the displacement at 7 days, 17 % at 24, 20 % at 31, 23 % at 42 (median over 0.67, sets of 75
    decayed objects, 2015 to 2025).

    Examples
    --------
    >>> round(float(time_sigma(2.0, 1.1e-3, 0.001, 1.1e-3 * 1e-6 / 86400.0)), 2)
    0.23
    """
    age = np.abs(np.asarray(age_days, dtype=np.float64))
    n = np.asarray(mean_motion, dtype=np.float64)
    deep = n < _DEEP
    perigee = (
        np.cbrt(TABLE["WGS72_GM"].value / n**2) * (1.0 - np.asarray(eccentricity))
        - TABLE["WGS72_RADIUS"].value
    )
    floor = np.where(deep, DEEP_FLOOR_S, FLOOR_S)
    drift = np.where(deep, DEEP_DRIFT_S_DAY, DRIFT_S_DAY) * age
    rate = np.abs(np.asarray(mean_motion_dot, dtype=np.float64)) / n * DAY_S  # a day
    rate = np.where(deep & (perigee > DRAG_PERIGEE), 0.0, rate)
    drag = 0.5 * rate * age**2.5 * DRAG_FRACTION * DAY_S
    sigma = np.sqrt(floor**2 + drift**2 + drag**2)
    return float(sigma) if sigma.ndim == 0 else sigma
