"""Light on a pass: twilight at the site.

And when the satellite enters or leaves the Earth's shadow.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Elevation of the Sun's centre, degrees, over which each state begins: sunrise with 34' of
#: refraction and 16' of semi-diameter, then the civil, nautical and astronomical limits
#: (Explanatory Supplement 2013, section 12.1).
TWILIGHT_DEG = (
    (-0.833, "day"),
    (-6.0, "civil"),
    (-12.0, "nautical"),
    (-18.0, "astronomical"),
    (-90.0, "night"),
)
DARK_DEG = -6.0  # the sky is taken as dark enough for satellites once civil twilight ends


def twilight_index(sun_elevation: ArrayLike) -> NDArray[np.int64]:
    """Index into `TWILIGHT_DEG` for elevations of the Sun in rad."""
    limits = np.radians([limit for limit, _ in TWILIGHT_DEG[:-1]])
    out: NDArray[np.int64] = np.sum(np.asarray(sun_elevation)[..., None] < limits, axis=-1)
    return out


def twilight(sun_elevation: ArrayLike) -> Any:
    """State of the sky, from ``day`` to ``night``, for elevations of the Sun in rad.

    Examples
    --------
    >>> str(twilight(np.radians(-7.0)))
    'nautical'
    """
    return np.array([name for _, name in TWILIGHT_DEG])[twilight_index(sun_elevation)]


def is_dark(sun_elevation: ArrayLike) -> NDArray[np.bool_]:
    """Whether the Sun is at least 6 degrees under the horizon, for elevations in rad."""
    out: NDArray[np.bool_] = np.asarray(sun_elevation) < np.radians(DARK_DEG)
    return out
