"""Compiled right-hand side of the numerical propagator, and its integrator (DOP853).

The state is position (m) and velocity (m/s) in GCRF and mass (kg); times are seconds since the
propagation's epoch. The integrator is that of Hairer, Nørsett & Wanner (1993, II.5) with the
coefficients of their DOP853, coded here because SciPy's own loop costs 0.2 ms a step in Python,
more than the forces themselves.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from math import sqrt

import numpy as np

from visviva.core.kernels.dormand_prince import tableau
from visviva.core.kernels.frames import gcrf_to_itrf_at
from visviva.core.kernels.jit import njit
from visviva.orbit._force_terms import GM, ROT_OFFSET, ROT_STEP, derivative

_METHOD = tableau()
A, B, C, E3, E5 = _METHOD.a, _METHOD.b, _METHOD.c, _METHOD.e3, _METHOD.e5

SCALARS = 21


@njit(cache=True, error_model="numpy")
def integrate(
    t0,
    t1,
    y0,
    h0,
    h_max,
    turn,
    rtol,
    atol_r,
    floor_radius,
    max_steps,
    k,
    rotation,
    bodies,
    cs,
    factors,
    diagonal,
    knots,
    air,
):
    """March from `t0` to `t1` (either way) and return every step.

    No step is longer than `h_max` seconds, nor than `turn` radians about the centre (of the
    circular orbit at the same radius, where that is faster).

    Returns
    -------
    t, y : ndarray, shapes (n,), (n, 7)
        Accepted steps, the first one included.
    h : float
        Last full step, a start for the next arc.
    status : int
        0 reached `t1`; 1 came below `floor_radius`; 2 too many steps; 3 the step became too small.
    calls : int
        Calls of the right-hand side.

    Notes
    -----
    The error of position is held to ``atol_r + rtol r``, that of velocity to the same share of the
    circular speed, so that the step does not depend on the axes.
    """
    sign = 1.0 if t1 >= t0 else -1.0
    room = 256
    ts, ys = np.empty(room), np.empty((room, 7))
    stages = np.zeros((13, 7))
    y, y_new, trial = y0.copy(), np.empty(7), np.empty(7)
    work = np.zeros((7, cs.shape[1] + 1))
    derivative(t0, y, stages[0], k, rotation, bodies, cs, factors, diagonal, knots, air, work)
    t, h, count, calls, status = t0, abs(h0), 1, 1, 0
    ts[0] = t0
    ys[0] = y
    last = h
    rejected = False
    while sign * (t1 - t) > 0.0:
        if count >= max_steps:
            status = 2
            break
        r2 = y[0] * y[0] + y[1] * y[1] + y[2] * y[2]
        hx, hy, hz = y[1] * y[5] - y[2] * y[4], y[2] * y[3] - y[0] * y[5], y[0] * y[4] - y[1] * y[3]
        rate = max(sqrt(hx * hx + hy * hy + hz * hz) / r2, sqrt(k[GM] / (r2 * sqrt(r2))))
        h = min(h, h_max, turn / rate)
        if h < 1e-6:
            status = 3
            break
        left = abs(t1 - t)
        clipped = h >= left
        # the last two steps share what is left: a sliver at the end would spoil interpolation
        # between steps
        step = sign * (left if clipped else h if left >= 2.0 * h else 0.5 * left)
        for i in range(1, 12):
            _moved(y, stages, A[i], i, step, trial)
            derivative(
                t + C[i] * step,
                trial,
                stages[i],
                k,
                rotation,
                bodies,
                cs,
                factors,
                diagonal,
                knots,
                air,
                work,
            )
        _moved(y, stages, B, 12, step, y_new)
        t_new = t1 if clipped else t + step
        derivative(
            t_new, y_new, stages[12], k, rotation, bodies, cs, factors, diagonal, knots, air, work
        )
        calls += 12
        error = _error(stages, y, y_new, abs(step), rtol, atol_r, k[GM])
        if not error < 1.0:
            h = abs(step) * (max(0.2, 0.9 * error**-0.125) if error < np.inf else 0.2)
            rejected = True
            continue
        factor = 4.0 if error == 0.0 else min(4.0, 0.9 * error**-0.125)
        if rejected:
            factor = min(1.0, factor)
        rejected = False
        if not clipped:
            last = abs(step)
        h = abs(step) * max(0.2, factor)
        if clipped:
            h = max(h, last)
        t = t_new
        for j in range(7):
            y[j] = y_new[j]
            stages[0, j] = stages[12, j]
        if count == room:
            room *= 2
            ts2, ys2 = np.empty(room), np.empty((room, 7))
            ts2[:count], ys2[:count] = ts, ys
            ts, ys = ts2, ys2
        ts[count] = t
        ys[count] = y
        count += 1
        if y[0] * y[0] + y[1] * y[1] + y[2] * y[2] < floor_radius * floor_radius:
            status = 1
            break
    return ts[:count].copy(), ys[:count].copy(), last, status, calls


@njit(cache=True, inline="always", error_model="numpy")
def _moved(y, stages, weights, count, step, out):
    """State moved by `step` along the weighted mean of the first `count` slopes."""
    for j in range(7):
        total = 0.0
        for n in range(count):
            total += weights[n] * stages[n, j]
        out[j] = y[j] + step * total


@njit(cache=True, error_model="numpy")
def _error(stages, y, y_new, h, rtol, atol_r, gm):
    """Norm of the local error of DOP853 in units of the tolerance (Hairer et al. 1993, II.10)."""
    r = sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2])
    r_new = sqrt(y_new[0] * y_new[0] + y_new[1] * y_new[1] + y_new[2] * y_new[2])
    r = max(r, r_new)
    scale_r = atol_r + rtol * r
    scale_v = scale_r * sqrt(gm / r) / r
    n5, n3 = 0.0, 0.0
    for j in range(6):
        e5, e3 = 0.0, 0.0
        for n in range(13):
            e5 += E5[n] * stages[n, j]
            e3 += E3[n] * stages[n, j]
        s = scale_r if j < 3 else scale_v
        n5 += (e5 / s) ** 2
        n3 += (e3 / s) ** 2
    if n5 == 0.0 and n3 == 0.0:
        return 0.0
    return h * n5 / sqrt((n5 + 0.01 * n3) * 6.0)


@njit(cache=True, error_model="numpy")
def earth_fixed(t, r, k, rotation):
    """Positions `r` (n, 3) in GCRF turned to ITRF at times `t` (n,)."""
    out = np.empty((t.shape[0], 3))
    for i in range(t.shape[0]):
        m = gcrf_to_itrf_at(rotation, k[ROT_STEP], t[i] + k[ROT_OFFSET])
        for j in range(3):
            out[i, j] = m[3 * j] * r[i, 0] + m[3 * j + 1] * r[i, 1] + m[3 * j + 2] * r[i, 2]
    return out


@njit(cache=True, error_model="numpy")
def accelerations(t, y, k, rotation, bodies, cs, factors, diagonal, knots, air):
    """Accelerations at states `y` (n, 7) and times `t` (n,).

    The right-hand side, for tests and budgets.
    """
    out = np.empty((t.shape[0], 3))
    row = np.empty(7)
    work = np.zeros((7, cs.shape[1] + 1))
    for i in range(t.shape[0]):
        derivative(t[i], y[i], row, k, rotation, bodies, cs, factors, diagonal, knots, air, work)
        out[i] = row[3:6]
    return out
