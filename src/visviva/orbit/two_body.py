"""Two-body motion, closed, parabolic or open, and the secular drift of J2.

Limits: `propagate_two_body` keeps nothing but the central force; `propagate_j2` turns the mean
orbit by the first-order secular rates of J2 (Kozai 1959) and leaves out all periodic terms: about
10 km along a LEO, and no drag.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.errors import ConvergenceError, InputError, RangeError
from visviva.orbit.elements import (
    Elements,
    elements_to_state,
    j2_rates,
    mean_from_true,
    state_to_elements,
    true_from_mean,
)
from visviva.orbit.reasons import why


def propagate_two_body(
    r: ArrayLike, v: ArrayLike, dt: ArrayLike, gm: float = EARTH_GM
) -> tuple[Array, Array]:
    """State after `dt` seconds about a point mass, on any conic.

    Parameters
    ----------
    r, v : array_like, shape (..., 3)
        m and m/s in any inertial frame about the centre.
    dt : array_like, shape (...)
        s, of either sign; broadcasts with the states.
    gm : float
        m3 s-2.

    Returns
    -------
    r, v : ndarray, shape (..., 3)

    Raises
    ------
    InputError
        If a value is not finite, a position is the centre, or `gm` is not positive.
    ConvergenceError
        If Kepler's equation in universal variables is not solved.

    Notes
    -----
    Universal variables (Battin 1999, section 4.5; Bate, Mueller & White 1971, chapter 4), solved by
    Laguerre's iteration as Conway (1986) proposed; whole revolutions are taken off first.

    Examples
    --------
    >>> r, v = propagate_two_body([7e6, 0.0, 0.0], [0.0, 7546.0, 0.0], [0.0, 1500.0])
    >>> r.shape, float(r[0, 0])
    ((2, 3), 7000000.0)
    """
    r0, v0, t = (
        np.asarray(r, dtype=np.float64),
        np.asarray(v, dtype=np.float64),
        np.asarray(dt, dtype=np.float64),
    )
    if r0.shape[-1:] != (3,) or v0.shape[-1:] != (3,):
        raise InputError(
            f"states of shapes {r0.shape} and {v0.shape}", advice="the last axis holds x, y, z"
        )
    shape = np.broadcast_shapes(r0.shape[:-1], v0.shape[:-1], t.shape)
    r0, v0 = np.broadcast_to(r0, (*shape, 3)), np.broadcast_to(v0, (*shape, 3))
    t = np.broadcast_to(t, shape)
    distance = np.linalg.norm(r0, axis=-1)
    if not (
        gm > 0.0 and all(np.all(np.isfinite(x)) for x in (r0, v0, t)) and np.all(distance > 0.0)
    ):
        raise InputError(
            "a state or a time that is not a number, or at the centre",
            advice="give finite SI values",
        )
    root = np.sqrt(gm)
    radial = np.sum(r0 * v0, axis=-1) / root
    alpha = 2.0 / distance - np.sum(v0 * v0, axis=-1) / gm  # 1/a
    with np.errstate(divide="ignore", invalid="ignore"):
        period = np.where(alpha > 0.0, 2.0 * np.pi / (root * np.abs(alpha) ** 1.5), np.inf)
        left = np.where(np.isfinite(period), t - np.round(t / period) * period, t)
    x, c2, c3 = _universal_anomaly(distance, radial, alpha, root * left)
    f = 1.0 - x * x * c2 / distance
    g = left - x**3 * c3 / root
    r1 = f[..., None] * r0 + g[..., None] * v0
    d1 = np.linalg.norm(r1, axis=-1)
    f_dot = root * x * (alpha * x * x * c3 - 1.0) / (distance * d1)
    g_dot = 1.0 - x * x * c2 / d1
    return r1, f_dot[..., None] * r0 + g_dot[..., None] * v0


def _universal_anomaly(
    d: Array, radial: Array, alpha: Array, target: Array
) -> tuple[Array, Array, Array]:
    """Root x of ``radial x² c2 + (1 - alpha d) x³ c3 + d x = target``, with c2 and c3 there."""
    x = _first_guess(d, radial, alpha, target)
    scale = np.abs(target) + d
    for _ in range(80):
        c2, c3 = stumpff(alpha * x * x)
        bend = 1.0 - alpha * d
        function = radial * x * x * c2 + bend * x**3 * c3 + d * x - target
        # the radius, above zero
        slope = radial * x * (1.0 - alpha * x * x * c3) + bend * x * x * c2 + d
        curve = radial * (1.0 - alpha * x * x * c2) + bend * x * (1.0 - alpha * x * x * c3)
        under = np.sqrt(np.abs(16.0 * slope * slope - 20.0 * function * curve))
        step = 5.0 * function / (slope + np.copysign(under, slope))
        x = x - step
        if np.all(np.abs(step) <= 1e-15 * np.abs(x) + 1e-300):
            break
    c2, c3 = stumpff(alpha * x * x)
    left = np.abs(radial * x * x * c2 + (1.0 - alpha * d) * x**3 * c3 + d * x - target)
    if not np.all(left <= 1e-9 * scale):
        raise ConvergenceError(why("kepler"), residual=float(np.max(left / scale)))
    return x, c2, c3


def _first_guess(d: Array, radial: Array, alpha: Array, target: Array) -> Array:
    """Close for ellipses; for hyperbolas the logarithm of Bate, Mueller & White (1971), eq.

    4.5-11.
    """
    with np.errstate(all="ignore"):
        ellipse = target * alpha
        a = 1.0 / np.where(alpha == 0.0, 1.0, alpha)
        sign = np.sign(target)
        argument = (
            -2.0
            * alpha
            * target
            / (radial + sign * np.sqrt(np.maximum(-a, 0.0)) * (1.0 - d * alpha))
        )
        open_ = sign * np.sqrt(np.maximum(-a, 0.0)) * np.log(argument)
    simple = target / d
    far = (
        np.isfinite(open_)
        & (argument > 1.0)
        & (alpha < 0.0)
        & (np.abs(alpha * target) > 2.0 * np.sqrt(d))
    )
    small = np.abs(alpha) * d < 1e-8
    guess: Array = np.where(
        far,
        open_,
        np.where((alpha > 0.0) & ~small, ellipse, np.where(small, np.cbrt(6.0 * target), simple)),
    )
    return guess


def stumpff(psi: ArrayLike) -> tuple[Array, Array]:
    """Stumpff's functions c2 and c3, by series near zero (Battin 1999, section 4.5).

    >>> [round(float(c), 6) for c in stumpff(0.0)]
    [0.5, 0.166667]
    """
    p = np.asarray(psi, dtype=np.float64)
    near = np.abs(p) < 0.5
    with np.errstate(all="ignore"):
        s = np.sqrt(np.abs(p))
        up, down = p > 0.0, p < 0.0
        h = np.where(down, s, 0.0)
        c2 = np.where(up, 2.0 * np.sin(0.5 * s) ** 2, 2.0 * np.sinh(0.5 * h) ** 2) / np.abs(p)
        c3 = np.where(up, s - np.sin(s), np.sinh(h) - h) / s**3
    q = np.where(near, p, 0.0)
    series2, series3, term2, term3 = (
        np.full_like(q, 0.5),
        np.full_like(q, 1 / 6),
        np.full_like(q, 0.5),
        np.full_like(q, 1 / 6),
    )
    for n in range(1, 9):
        term2 = term2 * -q / ((2 * n + 1) * (2 * n + 2))
        term3 = term3 * -q / ((2 * n + 2) * (2 * n + 3))
        series2, series3 = series2 + term2, series3 + term3
    return np.where(near, series2, c2), np.where(near, series3, c3)


def propagate_j2(elements: Elements, dt: ArrayLike) -> Elements:
    """Mean elements after `dt` seconds under the secular drift of J2.

    Parameters
    ----------
    elements : Elements
        Mean elements of a closed Earth orbit.
    dt : array_like
        s; broadcasts with the elements.

    Raises
    ------
    RangeError
        If the orbit is not closed, or its perigee lies inside the Earth.

    Notes
    -----
    Rates of `visviva.orbit.elements.j2_rates` (Kozai 1959); shape and tilt stay as they are.

    Examples
    --------
    >>> day = propagate_j2(Elements(6878137.0, 0.001, np.radians(97.4)), 86400.0)
    >>> round(float(np.degrees(day.raan)), 2)    # with the mean Sun
    0.99
    """
    e = np.asarray(elements.eccentricity)
    if np.any(e >= 1.0) or np.any(np.asarray(elements.perigee_radius) < 6.3e6):
        raise RangeError(
            why("j2-closed"),
            advice="use the numerical propagator",
        )
    t = np.asarray(dt, dtype=np.float64)
    rates = j2_rates(elements.semi_major_axis, e, elements.inclination)
    mean = mean_from_true(elements.true_anomaly, e) + rates.mean_anomaly * t
    turn = 2.0 * np.pi
    return Elements(
        elements.semi_major_axis,
        elements.eccentricity,
        elements.inclination,
        (elements.raan + rates.raan * t) % turn,
        (elements.argument_of_perigee + rates.argument_of_perigee * t) % turn,
        true_from_mean(mean, e),
        elements.gm,
    )


def propagate_j2_state(r: ArrayLike, v: ArrayLike, dt: ArrayLike) -> tuple[Array, Array]:
    """As `propagate_j2`, from one state taken as mean to states, shapes (..., 3)."""
    start: Any = state_to_elements(np.asarray(r, dtype=np.float64), np.asarray(v, dtype=np.float64))
    return elements_to_state(propagate_j2(start, dt))
