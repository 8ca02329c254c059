"""Robust two-sided fits of a step at every gap of a history, many gaps at once.

The model of one window: along-track longitude X and its rate y follow a low polynomial; at t0 the
rate steps by d, so the longitude has a kink there. Both channels speak: the rate of a set is good
to a metre of semi-major axis, and two positions ten days apart are good to a tenth of that.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.track.maneuvers.fit_figures import KNEE, RIDGE, ROUNDS

Ints = NDArray[np.int_]

TO_SIGMA: Final = 1.4826
#: No set is better than this in longitude (rad; 7 m in low orbit) and its rate (rad/day).
LEAST_SIGMA: Final = 1e-6
#: From so many sets on the fits are compiled: below, they take less time than numba does to load.
COMPILED_SETS: Final = 1500
#: Days of observations that sets may need until they know all of a burn, beside none.
SPANS: Final = (1.5, 3.0, 4.5, 6.0)


class StepFit(NamedTuple):
    """Step at each gap, its formal standard deviation, scale of the window's residuals.

    1 where as expected, cost.

    All of shape (m,); the cost is the sum of residuals under Huber's loss, for comparing moments of
    one gap.
    """

    step: Array
    sigma: Array
    scale: Array
    cost: Array


def fit_kinks(
    days: Array,
    x: Array,
    y: Array,
    sigma_x: float,
    sigma_y: float,
    half: int,
    order: int,
    gaps: Ints | None = None,
    at: Array | None = None,
    span: Array | float = 0.0,
) -> StepFit:
    """Step of the rate `y` (and kink of its integral `x`) at gaps of the series.

    Parameters
    ----------
    days, x, y : ndarray, shape (n,)
        Times, longitude and its rate per day.
    sigma_x, sigma_y : float
        Standard deviations of both.
    half : int
        Sets on either side.
    order : int
        Degree of the polynomial in `x`.
    gaps : ndarray of int, shape (m,)
        Index of the last set before the step; default all.
    at : ndarray, shape (m,)
        Moment of the step; default the middle of the gap.
    span : float or ndarray, shape (m,)
        Days of observations behind each set: it takes that long until sets know all of a step.
    """
    g = np.arange(len(days) - 1) if gaps is None else np.asarray(gaps)
    t0 = 0.5 * (days[g] + days[g + 1]) if at is None else at
    if len(days) >= COMPILED_SETS:
        from visviva.track.maneuvers import _fit_kernels as kernels

        long = np.broadcast_to(np.asarray(span, dtype=np.float64), g.shape)
        return StepFit(
            *kernels.kinks(days, x, y, sigma_x, sigma_y, half, order, g, t0, np.array(long))
        )
    _, j, inside, _ = _windows(len(days), half, g)
    tau = days[j] - t0[:, None]
    later, after = taken_up(tau, span)
    rate = np.median(y[j], axis=1)[:, None]
    rows_x = x[j] - x[g][:, None] - rate * (days[j] - days[g][:, None])
    rows_y = y[j] - rate
    s = np.median(np.abs(tau), axis=1, keepdims=True) + 1e-9
    u = tau / s
    columns_x = [later - 0.5 * tau] + [s * u**p for p in range(order + 1)]
    columns_y = [after - 0.5] + [
        p * u ** (p - 1) if p else np.zeros_like(u) for p in range(order + 1)
    ]
    a = np.concatenate(
        [np.stack(columns_x, -1) / sigma_x, np.stack(columns_y, -1) / sigma_y], axis=1
    )
    b = np.concatenate([rows_x / sigma_x, rows_y / sigma_y], axis=1)
    return _robust(a, b, np.concatenate([inside, inside], axis=1))


def taken_up(age: Array, span: Array | float) -> tuple[Array, Array]:
    """What sets of some age since a step of one of the rate say of longitude and of rate.

    A set is a straight line through evenly spread observations of the last `span` days (m,) or (),
    carried to its epoch; with ``s = age / span`` from 0 to 1 least squares give
    ``span * s**2 * (2 - s)`` and ``s**2 * (3 - 2 s)``. Before the step nothing, afterwards all.

    Examples
    --------
    >>> [v.tolist() for v in taken_up(np.array([[-1.0, 1.0, 4.0]]), 2.0)]
    [[[0.0, 0.75, 4.0]], [[0.0, 0.5, 1.0]]]
    """
    past = np.maximum(age, 0.0)
    long = np.maximum(np.reshape(span, (-1, 1)), 1e-9)
    s = np.minimum(past / long, 1.0)
    return np.where(past < long, long * s**2 * (2.0 - s), past), s**2 * (3.0 - 2.0 * s)


def wide_window(days: Array) -> tuple[int, int]:
    """Sets on either side, and degree, of a window that holds a span of observations whole.

    Eight sets, and where they are many a day as many as a week has, up to 24.
    """
    usual = float(np.median(np.diff(days)))
    return int(np.clip(np.ceil(7.0 / max(usual, 1e-3)), 8, 24)), 2


def fit_steps(days: Array, y: Array, sigma: float, half: int, order: int) -> StepFit:
    """Step of one channel `y` (n,) at every gap, on a polynomial of degree `order`.

    As `fit_kinks`.
    """
    if len(days) >= COMPILED_SETS:
        from visviva.track.maneuvers import _fit_kernels as kernels

        return StepFit(*kernels.level_steps(days, np.ascontiguousarray(y), sigma, half, order))
    g, j, inside, after = _windows(len(days), half, None)
    tau = days[j] - 0.5 * (days[g] + days[g + 1])[:, None]
    u = tau / (np.median(np.abs(tau), axis=1, keepdims=True) + 1e-9)
    middle = np.median(y[j], axis=1)[:, None]
    a = np.stack([after - 0.5] + [u**p for p in range(order + 1)], -1) / sigma
    return _robust(a, (y[j] - middle) / sigma, inside)


def noise_of_pair(
    days: Array,
    x: Array,
    y: Array,
    half: int = 4,
    order: int = 2,
    *,
    fast: bool | None = None,
) -> tuple[float, float]:
    """Robust standard deviations of longitude and rate about smooth curves.

    From the series alone; `fast`: compiled (default: where the series is long).
    """
    if len(days) >= COMPILED_SETS if fast is None else fast:
        return _compiled_noise(days, x, y, half, order)
    g, j, inside, _ = _windows(len(days), half, None)
    tau = days[j] - days[g][:, None]
    s = np.median(np.abs(tau), axis=1, keepdims=True) + 1e-9
    u = tau / s
    rate = np.median(y[j], axis=1)[:, None]
    rows_x, rows_y = x[j] - x[g][:, None] - rate * tau, y[j] - rate
    sigma_x = sigma_y = 0.0
    wx, wy = 1e-4, 1e-4
    for _ in range(3):
        ax = np.stack([s * u**p for p in range(order + 1)], -1) / wx
        ay = (
            np.stack([p * u ** (p - 1) if p else np.zeros_like(u) for p in range(order + 1)], -1)
            / wy
        )
        a, b = np.concatenate([ax, ay], axis=1), np.concatenate([rows_x / wx, rows_y / wy], axis=1)
        residual = np.abs(_solve(a, b, np.concatenate([inside, inside], axis=1))[2])
        width = j.shape[1]
        sigma_x = wx * TO_SIGMA * float(np.median(residual[:, :width][inside])) * 1.2
        sigma_y = wy * TO_SIGMA * float(np.median(residual[:, width:][inside])) * 1.2
        wx, wy = max(sigma_x, LEAST_SIGMA), max(sigma_y, LEAST_SIGMA)
    return wx, wy


def _compiled_noise(days: Array, x: Array, y: Array, half: int, order: int) -> tuple[float, float]:
    """As the plain loop of `noise_of_pair`."""
    from visviva.track.maneuvers import _fit_kernels as kernels

    wx, wy = 1e-4, 1e-4
    for _ in range(3):
        residual = np.abs(kernels.curve_residuals(days, x, y, half, order, wx, wy))
        sigma_x, sigma_y = (
            w * TO_SIGMA * float(np.median(r)) * 1.2
            for w, r in zip((wx, wy), residual, strict=True)
        )
        wx, wy = max(sigma_x, LEAST_SIGMA), max(sigma_y, LEAST_SIGMA)
    return wx, wy


def _windows(
    n: int, half: int, gaps: Ints | None
) -> tuple[Ints, Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """Gaps (m,), indices (m, 2 half) clipped to the series, which are inside it.

    Which lie after the gap.
    """
    g = np.arange(n - 1) if gaps is None else np.asarray(gaps)
    offset = np.arange(1 - half, half + 1)
    j = g[:, None] + offset
    inside = (j >= 0) & (j < n)
    return g, np.clip(j, 0, n - 1), inside, np.broadcast_to(offset > 0, j.shape)


def _robust(a: Array, b: Array, inside: NDArray[np.bool_]) -> StepFit:
    c, normal, r, d = _solve(a, b, inside)
    variance = np.linalg.inv(normal)[:, 0, 0] / d[:, 0] ** 2
    count = inside.sum(axis=1)
    spread = np.sqrt(
        np.sum(np.minimum(np.abs(r), KNEE) ** 2 * inside, axis=1)
        / np.maximum(count - a.shape[-1], 1)
    )
    size = np.abs(r)
    loss = np.where(size < KNEE, 0.5 * size**2, KNEE * (size - 0.5 * KNEE)) * inside
    return StepFit(c[:, 0], np.sqrt(np.maximum(variance, 0.0)), spread, loss.sum(axis=1))


def _solve(a: Array, b: Array, inside: NDArray[np.bool_]) -> tuple[Array, Array, Array, Array]:
    """Iteratively reweighted least squares.

    Coefficients (m, p), scaled normal matrices, residuals, their scales.
    """
    base = inside.astype(np.float64)
    w = base
    at = np.swapaxes(a, 1, 2)
    ridge = RIDGE * np.eye(a.shape[-1])
    for _ in range(ROUNDS):
        weighted = at * w[:, None, :]
        normal = weighted @ a
        d = np.sqrt(np.einsum("nii->ni", normal)) + 1e-30
        normal = normal / d[:, :, None] / d[:, None, :] + ridge
        c = (
            np.linalg.solve(normal, (weighted @ b[..., None])[..., 0][..., None] / d[..., None])[
                ..., 0
            ]
            / d
        )
        r = b - (a @ c[..., None])[..., 0]
        w = base / np.maximum(1.0, np.abs(r) / KNEE) ** 2
    return c, normal, r, d
