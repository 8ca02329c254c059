"""Compiled robust fits of `visviva.track.maneuvers.fit`: the same sums, window by window.

Import only for long histories: loading this module loads numba. Results agree with the plain ones
to rounding. No sum may be taken in another order (`fastmath`): code compiled in this run and the
same code read from the disk then differ in the last digits, and so would two runs of a command.
"""
# mypy: disable-error-code="no-untyped-def"

from math import sqrt

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.track.maneuvers.fit_figures import KNEE, RIDGE, ROUNDS

_COLUMNS = 6


@njit(cache=True, allocates=False, error_model="numpy", nogil=True)
def _normal(a, b, w, count, width, normal, right, scale):
    """Normal equations of weighted rows, scaled to a unit diagonal and lifted by the ridge."""
    for i in range(width):
        for k in range(i, width):
            total = 0.0
            for row in range(count):
                total += w[row] * a[i, row] * a[k, row]
            normal[i, k] = total
        total = 0.0
        for row in range(count):
            total += w[row] * a[i, row] * b[row]
        right[i] = total
    for i in range(width):
        scale[i] = sqrt(normal[i, i]) + 1e-30
    for i in range(width):
        for k in range(i, width):
            normal[i, k] = normal[i, k] / scale[i] / scale[k]
        normal[i, i] += RIDGE
        right[i] /= scale[i]


@njit(cache=True, allocates=False, error_model="numpy", nogil=True)
def _factor(normal, width):
    """Cholesky factor (upper, in place) of a symmetric matrix of which the upper half is filled."""
    for i in range(width):
        total = normal[i, i]
        for k in range(i):
            total -= normal[k, i] * normal[k, i]
        normal[i, i] = sqrt(total)
        for j in range(i + 1, width):
            total = normal[i, j]
            for k in range(i):
                total -= normal[k, i] * normal[k, j]
            normal[i, j] = total / normal[i, i]


@njit(cache=True, allocates=False, error_model="numpy", nogil=True)
def _solve(factor, right, width):
    """Solve in place for one right side."""
    for i in range(width):
        total = right[i]
        for k in range(i):
            total -= factor[k, i] * right[k]
        right[i] = total / factor[i, i]
    for i in range(width - 1, -1, -1):
        total = right[i]
        for k in range(i + 1, width):
            total -= factor[i, k] * right[k]
        right[i] = total / factor[i, i]


@njit(cache=True, allocates=False, error_model="numpy", nogil=True)
def _robust(a, b, count, width, w, left, normal, right, scale):
    """Reweighted least squares of rows `a` (columns, rows) and `b`.

    Residuals go to `left`; `normal` keeps the last factor, `right` the coefficients.
    """
    for row in range(count):
        w[row] = 1.0
    for _ in range(ROUNDS):
        _normal(a, b, w, count, width, normal, right, scale)
        _factor(normal, width)
        _solve(normal, right, width)
        for i in range(width):
            right[i] /= scale[i]
        for row in range(count):
            total = b[row]
            for i in range(width):
                total -= a[i, row] * right[i]
            left[row] = total
            size = max(1.0, abs(total) / KNEE)
            w[row] = 1.0 / (size * size)


@njit(cache=True, allocates=False, error_model="numpy", nogil=True)
def _told(left, count, width, normal, right, scale, one, out):
    """First coefficient, its deviation, scale of the residuals and their cost of a robust fit."""
    spread = cost = 0.0
    for row in range(count):
        size = abs(left[row])
        spread += min(size, KNEE) ** 2
        cost += 0.5 * size * size if size < KNEE else KNEE * (size - 0.5 * KNEE)
    for i in range(width):
        one[i] = 0.0
    one[0] = 1.0
    _solve(normal, one, width)
    out[0], out[1] = right[0], sqrt(max(one[0] / (scale[0] * scale[0]), 0.0))
    out[2], out[3] = sqrt(spread / max(count - width, 1)), cost


@njit(cache=True, error_model="numpy", nogil=True)
def kinks(days, x, y, sigma_x, sigma_y, half, order, gaps, at, span):
    """Step, its deviation, scale and cost (4, m) at each gap; see `fit.fit_kinks`."""
    n, m, width = len(days), len(gaps), order + 2
    out = np.empty((4, m))
    a, b = np.empty((_COLUMNS, 4 * half)), np.empty(4 * half)
    w, left = np.empty(4 * half), np.empty(4 * half)
    normal, right = np.empty((_COLUMNS, _COLUMNS)), np.empty(_COLUMNS)
    scale, one = np.empty(_COLUMNS), np.empty(_COLUMNS)
    rates, ages = np.empty(2 * half), np.empty(2 * half)
    last, rate = -1, 0.0
    for q in range(m):
        g = gaps[q]
        if g != last:
            for k in range(2 * half):
                rates[k] = y[min(max(g + 1 - half + k, 0), n - 1)]
            rate, last = np.median(rates), g
        for k in range(2 * half):
            ages[k] = abs(days[min(max(g + 1 - half + k, 0), n - 1)] - at[q])
        s = np.median(ages) + 1e-9
        first, end = max(g + 1 - half, 0), min(g + half + 1, n)
        sets, long = end - first, max(span[q], 1e-9)
        for k in range(sets):
            j = first + k
            tau = days[j] - at[q]
            past = max(tau, 0.0)
            taken = min(past / long, 1.0)
            later = long * taken * taken * (2.0 - taken) if past < long else past
            after = taken * taken * (3.0 - 2.0 * taken)
            a[0, k] = (later - 0.5 * tau) / sigma_x
            a[0, sets + k] = (after - 0.5) / sigma_y
            u = tau / s
            power = 1.0
            a[1, k], a[1, sets + k] = s / sigma_x, 0.0
            for p in range(1, order + 1):
                a[p + 1, sets + k] = p * power / sigma_y
                power *= u
                a[p + 1, k] = s * power / sigma_x
            b[k] = (x[j] - x[g] - rate * (days[j] - days[g])) / sigma_x
            b[sets + k] = (y[j] - rate) / sigma_y
        count = 2 * sets
        _robust(a, b, count, width, w, left, normal, right, scale)
        _told(left, count, width, normal, right, scale, one, out[:, q])
    return out


@njit(cache=True, error_model="numpy", nogil=True)
def curve_residuals(days, x, y, half, order, wx, wy):
    """Residuals (2, k) of longitude and rate about a smooth curve at every gap, in units of both.

    Those of sets inside the series alone; see `fit.noise_of_pair`.
    """
    n, width = len(days), order + 1
    out = np.empty((2, 2 * half * n))
    a, b = np.empty((_COLUMNS, 4 * half)), np.empty(4 * half)
    w, left = np.empty(4 * half), np.empty(4 * half)
    normal, right, scale = (
        np.empty((_COLUMNS, _COLUMNS)),
        np.empty(_COLUMNS),
        np.empty(_COLUMNS),
    )
    rates, ages = np.empty(2 * half), np.empty(2 * half)
    filled = 0
    for g in range(n - 1):
        for k in range(2 * half):
            j = min(max(g + 1 - half + k, 0), n - 1)
            rates[k], ages[k] = y[j], abs(days[j] - days[g])
        rate, s = np.median(rates), np.median(ages) + 1e-9
        first, end = max(g + 1 - half, 0), min(g + half + 1, n)
        sets = end - first
        for k in range(sets):
            j = first + k
            tau = days[j] - days[g]
            u = tau / s
            power = 1.0
            a[0, k], a[0, sets + k] = s / wx, 0.0
            for p in range(1, order + 1):
                a[p, sets + k] = p * power / wy
                power *= u
                a[p, k] = s * power / wx
            b[k] = (x[j] - x[g] - rate * tau) / wx
            b[sets + k] = (y[j] - rate) / wy
        _robust(a, b, 2 * sets, width, w, left, normal, right, scale)
        for k in range(sets):
            out[0, filled], out[1, filled] = left[k], left[sets + k]
            filled += 1
    return out[:, :filled]


@njit(cache=True, error_model="numpy", nogil=True)
def level_steps(days, y, sigma, half, order):
    """Step of one channel, its deviation, scale and cost (4, n - 1); see `fit.fit_steps`."""
    n, width = len(days), order + 2
    out = np.empty((4, n - 1))
    a, b = np.empty((_COLUMNS, 2 * half)), np.empty(2 * half)
    w, left = np.empty(2 * half), np.empty(2 * half)
    normal, right = np.empty((_COLUMNS, _COLUMNS)), np.empty(_COLUMNS)
    scale, one = np.empty(_COLUMNS), np.empty(_COLUMNS)
    levels, ages = np.empty(2 * half), np.empty(2 * half)
    for g in range(n - 1):
        centre = 0.5 * (days[g] + days[g + 1])
        for k in range(2 * half):
            j = min(max(g + 1 - half + k, 0), n - 1)
            levels[k], ages[k] = y[j], abs(days[j] - centre)
        middle, s = np.median(levels), np.median(ages) + 1e-9
        first, end = max(g + 1 - half, 0), min(g + half + 1, n)
        count = end - first
        for k in range(count):
            j = first + k
            power = 1.0
            a[0, k] = (0.5 if j > g else -0.5) / sigma
            for p in range(order + 1):
                a[p + 1, k] = power / sigma
                power *= (days[j] - centre) / s
            b[k] = (y[j] - middle) / sigma
        _robust(a, b, count, width, w, left, normal, right, scale)
        _told(left, count, width, normal, right, scale, one, out[:, g])
    return out
