"""Every root of a scalar function of time: brackets by refinement, roots by polishing."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import elementwise

from visviva.core.arrays import Array
from visviva.errors import InputError

Scalar = Callable[[Array], Array]


_CHECKS = 2  # levels of halving that must find nothing


# how many times the distance to zero must exceed the error of a straight line to be trusted
_FLAT = 4.0


def find_roots(
    g: Scalar, samples: ArrayLike, *, tolerance: float = 1e-6, resolution: float = 1e-3
) -> tuple[Array, NDArray[np.int_]]:
    """Every root of `g` between the first and the last of `samples`.

    Parameters
    ----------
    g : callable
        Vectorised: times of shape (n,) to values of shape (n,).
    samples : array_like, shape (n,)
        Increasing times to begin with; they are refined wherever a straight line between two of
        them could hide a crossing and its return.
    tolerance : float
        Roots are found to this, in the unit of time.
    resolution : float
        Samples are not refined below this.

    Returns
    -------
    times : ndarray, shape (k,)
        In order.
    directions : ndarray of int, shape (k,)
        1 where `g` rises through zero, -1 where it falls.

    Raises
    ------
    InputError
        If `g` is not finite somewhere.

    Notes
    -----
    Brackets come from sign changes, after (1) halving each interval whose midpoint departs from the
    chord by more than a quarter of the distance to zero, (2) walking down every remaining dip
    towards zero to its bottom. Roots are polished by Chandrupatla's (1997) method, all at once.

    Examples
    --------
    >>> times, directions = find_roots(lambda t: np.sin(t) - 0.99999, [0.0, 2.0, 4.0])
    >>> [round(float(t), 4) for t in times], directions.tolist()
    ([1.5663, 1.5753], [1, -1])
    """
    t = np.asarray(samples, dtype=np.float64)
    if t.ndim != 1 or t.size < 2 or np.any(np.diff(t) <= 0.0):
        raise InputError(
            "samples of a search must increase", advice="give at least two times in order"
        )
    t, y = _refined(g, t, resolution)
    t, y = _with_dips(g, t, y, resolution)
    on = y == 0.0
    # a sample right on a root would hide the change of sign: take the side it comes from
    if np.any(on):
        y = np.where(on, _side(y), y)
    i = np.flatnonzero(np.sign(y[:-1]) * np.sign(y[1:]) < 0.0)
    if i.size == 0:
        return np.empty(0), np.empty(0, dtype=np.int_)
    directions = np.sign(y[i + 1]).astype(np.int_)
    found = elementwise.find_root(
        g,
        (t[i], t[i + 1]),
        tolerances={"xatol": 0.5 * tolerance, "xrtol": 0.0, "fatol": 0.0, "frtol": 0.0},
    )
    return np.asarray(found.x), directions


def _side(y: Array) -> Array:
    """For samples that are zero: the sign before them.

    After them at the start, so that one change is counted.
    """
    sign = np.sign(y)
    for i in range(1, sign.size):
        if sign[i] == 0.0:
            sign[i] = sign[i - 1]
    for i in range(sign.size - 2, -1, -1):
        if sign[i] == 0.0:
            sign[i] = sign[i + 1]
    tiny: Array = np.where(y == 0.0, np.where(sign == 0.0, 1.0, sign) * 1e-300, y)
    return tiny


def _values(g: Scalar, t: Array) -> Array:
    y = np.asarray(g(t), dtype=np.float64)
    if not np.all(np.isfinite(y)):
        raise InputError(
            "the function of an event search is not finite everywhere", mask=~np.isfinite(y)
        )
    return y


def _refined(g: Scalar, t: Array, resolution: float) -> tuple[Array, Array]:
    """Samples halved wherever the chord is not to be trusted, level by level.

    An interval is left alone once it and both its halves have passed: three points alone do not see
    a wiggle.
    """
    y = _values(g, t)
    checks = np.full(t.size - 1, _CHECKS)
    for _ in range(60):
        i = np.flatnonzero((checks > 0) & (np.diff(t) > 2.0 * resolution))
        if i.size == 0:
            break
        middle = 0.5 * (t[i] + t[i + 1])
        y_middle = _values(g, middle)
        bend = np.abs(y_middle - 0.5 * (y[i] + y[i + 1]))
        nearest = np.minimum(np.minimum(np.abs(y[i]), np.abs(y[i + 1])), np.abs(y_middle))
        same = (np.sign(y[i]) == np.sign(y_middle)) & (np.sign(y_middle) == np.sign(y[i + 1]))
        # Where signs differ a root is bracketed; a parabola through the three points must still be
        # monotone.
        doubt = np.where(same, _FLAT * bend > nearest, bend > 0.25 * np.abs(y[i + 1] - y[i]))
        checks[i] = np.where(doubt, _CHECKS, checks[i] - 1)
        repeat = np.ones(t.size - 1, dtype=np.int_)
        repeat[i] = 2
        checks = np.repeat(checks, repeat)
        t, y = np.insert(t, i + 1, middle), np.insert(y, i + 1, y_middle)
    return t, y


def _with_dips(g: Scalar, t: Array, y: Array, resolution: float) -> tuple[Array, Array]:
    """Samples with the bottom of every dip towards zero added.

    Where that bottom lies beyond zero.
    """
    sign = np.sign(y)
    size = np.abs(y)
    i = 1 + np.flatnonzero(
        (sign[:-2] == sign[1:-1])
        & (sign[1:-1] == sign[2:])
        & (size[1:-1] <= size[:-2])
        & (size[1:-1] <= size[2:])
    )
    if i.size == 0:
        return t, y
    side = sign[i]
    found = elementwise.find_minimum(
        lambda x, s: s * g(x),
        (t[i - 1], t[i], t[i + 1]),
        args=(side,),
        tolerances={"xatol": resolution, "xrtol": 0.0, "fatol": 0.0, "frtol": 0.0},
    )
    bottom, value = np.asarray(found.x), side * np.asarray(found.f_x)
    # A plateau of equal samples may fail to bracket a minimum; nothing is hidden there beyond
    # `resolution`.
    through = np.isfinite(value) & (np.sign(value) != side) & (bottom != t[i])
    if not np.any(through):
        return t, y
    t, y = np.concatenate([t, bottom[through]]), np.concatenate([y, value[through]])
    order = np.argsort(t, kind="stable")
    t, y = t[order], y[order]
    keep = np.concatenate([[True], np.diff(t) > 0.0])
    return t[keep], y[keep]
