"""Times at which a satellite enters or leaves the Earth's shadow during a pass."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS
from visviva.core.frames import gcrf_to_teme
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.sgp4 import Sgp4Catalogue

_POINTS = 33
_LONG = 3600.0  # s: a pass so long may cross the shadow without its ends or peak telling


def sunlit(r_teme: Array, sun_teme: Array) -> NDArray[np.bool_]:
    """Whether the centre of the Sun is in sight of positions (..., 3) past the Earth's ellipsoid.

    The ellipsoid is stretched to a sphere along the pole. Without refraction and the Sun's disc an
    edge of the shadow is good to about 5 s in low orbit.
    """
    stretch = np.array([1.0, 1.0, 1.0 / (1.0 - EARTH_FLATTENING)])
    r, sun = r_teme * stretch, sun_teme * stretch
    sun = sun / np.linalg.norm(sun, axis=-1, keepdims=True)
    ahead = np.sum(r * sun, axis=-1)
    beside = np.sum(r * r, axis=-1) - ahead**2
    out: NDArray[np.bool_] = (ahead > 0.0) | (beside > EARTH_RADIUS**2)
    return out


def shadow_changes(
    one: Sgp4Catalogue, start: Epoch, rise: float, end: float, flags: tuple[bool, ...]
) -> list[float]:
    """Seconds from `start` at which one object crosses the shadow's edge from `rise` to `end`.

    Parameters
    ----------
    one : Sgp4Catalogue
        A single element set.
    flags : tuple of bool
        Sunlit at rise, peak and set; where they agree on a pass under an hour nothing is looked
        for.
    """
    if len(set(flags)) == 1 and end - rise < _LONG:
        return []
    return edges_of(lambda t: _lit_at(one, start, t), rise, end)


def edges_of(state: Callable[[Array], NDArray[np.bool_]], low: float, high: float) -> list[float]:
    """Where a state changes between `low` and `high`, s, to a hundredth of a second.

    Examples
    --------
    >>> [round(x, 1) for x in edges_of(lambda t: t > 12.0, 0.0, 100.0)]
    [12.0]
    """
    points = _POINTS if high - low < _LONG else int((high - low) / 120.0) + 2
    t = np.linspace(low, high, points)
    states = state(t)
    out = []
    for k in np.flatnonzero(states[1:] != states[:-1]):
        a, b = float(t[k]), float(t[k + 1])
        while b - a > 0.01:
            fine = np.linspace(a, b, _POINTS)
            now = state(fine)
            m = int(np.argmax(now != now[0]))
            a, b = float(fine[m - 1]), float(fine[m])
        out.append(0.5 * (a + b))
    return out


def _lit_at(one: Sgp4Catalogue, start: Epoch, t: Array) -> NDArray[np.bool_]:
    jd, fr = one.elements[0, 0], one.elements[0, 1]
    since = float((start - one.epoch)[0])
    states = one.states_teme(np.full(t.size, jd), fr + (since + t) / DAY_S)
    middle = start + 0.5 * (t[0] + t[-1])
    sun = gcrf_to_teme(middle, sun_position_gcrf(middle, apparent=True))
    if t[-1] - t[0] > 600.0:
        moments = start + t
        sun = gcrf_to_teme(moments, sun_position_gcrf(moments, apparent=True))
    return sunlit(states.r_teme[0], sun)
