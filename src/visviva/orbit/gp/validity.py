"""From when to when an element set is an orbit: the one rule for all who use SGP4.

SGP4 is a series in time. Where drag runs away it fails with a code, and later, once the series has
passed through nothing, it may give positions again, without a code, of an object that is long
gone. A state is taken as valid only if every state between it and the epoch is: no code, not below
the surface, and an orbit whose energy has not risen past `MOST_RISE`.

The answer belongs to the element set: it is looked for on a grid of time that begins at the epoch,
and does not depend on what window was asked.

Limits: a failure that lasts under a minute may be passed over. Code 3 (the eccentricity with the
terms of Sun and Moon below zero) comes and goes for circular orbits far out and ends nothing by
itself. Nothing is said about manoeuvres, or about how wrong a valid state is.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array, BoolArray

#: Rise of the semi-major axis against the epoch past which a state is no orbit of the object: drag
#: only lowers, and no set with negative drag (a satellite raising itself) is good that far.
MOST_RISE: Final = 1.10
#: Perigee, in Earth radii, below which states are looked at one by one: 64 km over the surface;
#: short- and long-period terms of low orbits stay within 25 km of the mean ones.
NEAR_SURFACE: Final = 1.01
GRID_MIN: Final = 1.0
TRANSIENT_CODE: Final = 3
_FIRST_MIN: Final = 10.0
_GROWTH: Final = 1.08
_DEEP_STEP_MIN: Final = 1440.0
_CHUNK: Final = 1440
_GM: Final = 3.986008e14  # m³/s², WGS 72, as SGP4
_RADIUS: Final = 6.378135e6  # m, WGS 72

#: States of one object at times in minutes from its epoch: r (m, 3) m, v (m, 3) m/s, code (m,).
States = Callable[[Array], tuple[Array, Array, NDArray[np.uint8]]]


def probe_times(horizon: float, *, deep: bool) -> Array:
    """Times in minutes, up to the first at or past `horizon`, at which an orbit is looked at.

    Growing by 8 % near the Earth, where failures are of a power of time and last for a good part
    of it; daily in deep space, where Sun and Moon move the perigee within weeks.

    Examples
    --------
    >>> probe_times(2000.0, deep=True).tolist()
    [1440.0, 2880.0]
    """
    if deep:
        count = int(np.ceil(horizon / _DEEP_STEP_MIN))
        return np.arange(1, count + 1, dtype=np.float64) * _DEEP_STEP_MIN
    count = max(0, int(np.ceil(np.log(max(horizon, _FIRST_MIN) / _FIRST_MIN) / np.log(_GROWTH))))
    return _FIRST_MIN * np.power(_GROWTH, np.arange(count + 1, dtype=np.float64))


def first_failure(states: States, axis: float, start: float, horizon: float, sign: float) -> float:
    """Minutes from the epoch to the first state that is none, infinite if there is none.

    Parameters
    ----------
    states : callable
    axis : float
        Mean semi-major axis at the epoch, m.
    start, horizon : float
        From when to when to look, minutes, both positive.
    sign : float
        1 after the epoch, -1 before it.

    Returns
    -------
    float
        Positive; within a hundredth of a second of where the codes change.
    """
    low = np.floor(start / GRID_MIN)
    while low * GRID_MIN <= horizon:
        t = (low + np.arange(_CHUNK + 1)) * GRID_MIN
        bad = _bad(states, axis, t * sign)
        if bad.any():
            k = int(np.argmax(bad))
            if k == 0:
                return float(t[0])
            a, b = float(t[k - 1]), float(t[k])
            while b - a > 1e-4:
                middle = 0.5 * (a + b)
                a, b = (
                    (a, middle) if _bad(states, axis, np.array([middle * sign]))[0] else (middle, b)
                )
            return a
        low += _CHUNK
    return float("inf")


def _bad(states: States, axis: float, t: Array) -> BoolArray:
    """Where a state is no orbit of the object."""
    r, v, code = states(t)
    distance = np.linalg.norm(r, axis=-1)
    with np.errstate(all="ignore"):
        energy = 0.5 * np.sum(v * v, axis=-1) - _GM / distance
        risen = ~(energy < -0.5 * _GM / (MOST_RISE * axis))
    failed = (code != 0) & (code != TRANSIENT_CODE)
    return np.asarray(failed | (risen & (code == 0)))


def is_suspect(r: Array, v: Array, code: NDArray[np.uint8], axis: Array) -> BoolArray:
    """States so near to an end that those about them must be looked at one by one.

    Shapes: r, v (..., 3) in m and m/s, code and axis (m) broadcast to (...).
    """
    with np.errstate(all="ignore"):
        distance = np.linalg.norm(r, axis=-1)
        a = -0.5 * _GM / (0.5 * np.sum(v * v, axis=-1) - _GM / distance)
        h2 = np.sum(np.cross(r, v) ** 2, axis=-1)
        perigee = a * (1.0 - np.sqrt(np.maximum(1.0 - h2 / (_GM * a), 0.0)))
        near = ~(perigee > NEAR_SURFACE * _RADIUS) | ~(a < 0.99 * MOST_RISE * axis) | ~(a > 0.0)
    out: BoolArray = near | ((code != 0) & (code != TRANSIENT_CODE))
    return np.where(code == TRANSIENT_CODE, False, out)


def span_of(
    states: States, axis: float, deep: bool, before: float, after: float
) -> tuple[float, float]:
    """First and last minute from the epoch at which one object is an orbit.

    Parameters
    ----------
    states : callable
    axis : float
        Mean semi-major axis at the epoch, m.
    deep : bool
        Whether the deep-space theory serves it.
    before, after : float
        How far before and after the epoch to look, minutes, both positive or zero.

    Returns
    -------
    tuple of float
        Infinite where no end is found within what was looked at.
    """
    ends = []
    for horizon, sign in ((before, -1.0), (after, 1.0)):
        end = float("inf")
        if horizon > 0.0:
            t = probe_times(horizon, deep=deep)
            suspect = is_suspect(*states(t * sign), np.asarray(axis))
            if suspect.any():
                k = int(np.argmax(suspect))
                end = first_failure(states, axis, float(t[k - 1]) if k else 0.0, horizon, sign)
        ends.append(sign * end)
    return ends[0], ends[1]
