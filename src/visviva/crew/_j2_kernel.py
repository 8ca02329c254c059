# mypy: disable-error-code="no-untyped-def"
"""Compiled motion under the Earth's centre, J2 and drag, of several bodies at once.

RK4 with fixed steps.

Imported only by what flies: numba takes half a second to import. Steps of 20 s keep a low orbit
within 0.2 m a revolution of steps half as long.
"""

import numpy as np

from visviva.core.constants import EARTH_GM, EARTH_J2, EARTH_RADIUS, EARTH_RATE
from visviva.core.kernels.jit import njit

_GM, _J2R2, _SPIN, _R = EARTH_GM, 1.5 * EARTH_J2 * EARTH_RADIUS**2, EARTH_RATE, EARTH_RADIUS
_LOW, _STEP = 120e3, 5e3  # of the density table, m


@njit(cache=True)
def _rate(y, pole, drag, log_density, out):
    """Time derivative of one state of six.

    `drag` is the drag coefficient times area over mass, m2/kg.
    """
    x0, x1, x2 = y[0], y[1], y[2]
    r2 = x0 * x0 + x1 * x1 + x2 * x2
    r = np.sqrt(r2)
    z = x0 * pole[0] + x1 * pole[1] + x2 * pole[2]
    pull = _GM / (r2 * r)
    bulge = _J2R2 / r2
    radial = -pull * (1.0 + bulge * (1.0 - 5.0 * z * z / r2))
    polar = -pull * bulge * 2.0 * z
    for k in range(3):
        out[k] = y[3 + k]
        out[3 + k] = radial * y[k] + polar * pole[k]
    if drag > 0.0:
        at = (r - _R - _LOW) / _STEP
        i = min(max(int(at), 0), log_density.shape[0] - 2)
        share = at - i
        density = np.exp(log_density[i] + share * (log_density[i + 1] - log_density[i]))
        u0 = y[3] - _SPIN * (pole[1] * x2 - pole[2] * x1)
        u1 = y[4] - _SPIN * (pole[2] * x0 - pole[0] * x2)
        u2 = y[5] - _SPIN * (pole[0] * x1 - pole[1] * x0)
        push = 0.5 * density * drag * np.sqrt(u0 * u0 + u1 * u1 + u2 * u2)
        out[3] -= push * u0
        out[4] -= push * u1
        out[5] -= push * u2


@njit(cache=True)
def integrate(y0, duration, step, pole, drag, log_density):
    """States of shape (m, n, 6) of `n` bodies at evenly spaced times, the first at the start.

    The last at the end.
    """
    count = max(1, int(np.ceil(abs(duration) / step - 1e-12)))
    h = duration / count
    n = y0.shape[0]
    out = np.empty((count + 1, n, 6))
    out[0] = y0
    k1, k2, k3, k4, mid = np.empty(6), np.empty(6), np.empty(6), np.empty(6), np.empty(6)
    for b in range(n):
        y = y0[b].copy()
        for m in range(count):
            _rate(y, pole, drag[b], log_density, k1)
            for k in range(6):
                mid[k] = y[k] + 0.5 * h * k1[k]
            _rate(mid, pole, drag[b], log_density, k2)
            for k in range(6):
                mid[k] = y[k] + 0.5 * h * k2[k]
            _rate(mid, pole, drag[b], log_density, k3)
            for k in range(6):
                mid[k] = y[k] + h * k3[k]
            _rate(mid, pole, drag[b], log_density, k4)
            for k in range(6):
                y[k] += h / 6.0 * (k1[k] + 2.0 * k2[k] + 2.0 * k3[k] + k4[k])
            out[m + 1, b] = y
    return out
