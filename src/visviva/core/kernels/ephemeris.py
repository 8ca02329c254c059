"""Compiled reading of a `SunMoonTable`: for right-hand sides that are themselves compiled.

Import only from compiled code: loading this module loads numba.
"""

from math import floor

from visviva.core.kernels.jit import njit


@njit(cache=True, inline="always", error_model="numpy")
def position_at(coefficients, step, tau):  # type: ignore[no-untyped-def]
    """Position ``(x, y, z)`` in m, GCRF.

    Parameters
    ----------
    coefficients : ndarray, shape (n, 3, k)
        `SunMoonTable.sun_coefficients` or `moon_coefficients`, lowest degree first.
    step : float
        Length of an interval, s.
    tau : float
        Seconds of TDB since the first interval began; the end intervals are extended, so check the
        span beforehand.
    """
    i = floor(tau / step)
    if i < 0:
        i = 0
    elif i >= coefficients.shape[0]:
        i = coefficients.shape[0] - 1
    u = 2.0 * (tau - i * step) / step - 1.0
    x1 = x2 = y1 = y2 = z1 = z2 = 0.0
    for k in range(coefficients.shape[2] - 1, 0, -1):
        x1, x2 = coefficients[i, 0, k] + 2.0 * u * x1 - x2, x1
        y1, y2 = coefficients[i, 1, k] + 2.0 * u * y1 - y2, y1
        z1, z2 = coefficients[i, 2, k] + 2.0 * u * z1 - z2, z1
    return (
        coefficients[i, 0, 0] + u * x1 - x2,
        coefficients[i, 1, 0] + u * y1 - y2,
        coefficients[i, 2, 0] + u * z1 - z2,
    )
