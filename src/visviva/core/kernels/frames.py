"""Compiled rotations between GCRF and ITRF, read from the table of a `RotationGrid`.

Import this module only from code that is itself compiled or about to run many rotations: loading it
loads numba. The loops run on one thread and free the interpreter, so a caller shares them out among
plain threads: numba's own parallel loops may not be used from two threads at once, nor after a
fork.
"""

from math import floor

from visviva.core.kernels.jit import njit

# Fused products and reciprocal constants, nothing that could lose a digit or a NaN.
SAFE = {"contract", "arcp"}


@njit(cache=True, inline="always", error_model="numpy", fastmath=SAFE)
def gcrf_to_itrf_at(table, step, tau):  # type: ignore[no-untyped-def]
    """Nine elements, row by row, of the rotation from GCRF to ITRF.

    Parameters
    ----------
    table, step : ndarray (n, 18), float
        `RotationGrid.table` and `RotationGrid.step`.
    tau : float
        Seconds since `RotationGrid.start`. Outside the table the end polynomials are extended, so
        the caller keeps a margin of a step for integrators that look ahead.

    Notes
    -----
    IERS Conventions 2010, eq. 5.10 with the angles about the pole gathered into one (ERA + s' - s).
    """
    inverse = 1.0 / step
    i = min(max(floor(tau * inverse), 0), table.shape[0] - 1)
    d = tau - i * step
    x = table[i, 0] + d * (table[i, 1] + d * (table[i, 2] + d * table[i, 3]))
    y = table[i, 4] + d * (table[i, 5] + d * (table[i, 6] + d * table[i, 7]))
    px = table[i, 12] + d * table[i, 13]
    py = table[i, 14] + d * table[i, 15]

    # The angle is counted from the middle of the interval, below 0.4 rad, where these sums end at
    # 1e-16.
    q = table[i, 8] + d * (table[i, 9] + d * (table[i, 10] + d * table[i, 11]))
    q2 = q * q
    sq = q * (
        1 - q2 / 6 * (1 - q2 / 20 * (1 - q2 / 42 * (1 - q2 / 72 * (1 - q2 / 110 * (1 - q2 / 156)))))
    )
    cq = 1 - q2 / 2 * (1 - q2 / 12 * (1 - q2 / 30 * (1 - q2 / 56 * (1 - q2 / 90 * (1 - q2 / 132)))))
    c = table[i, 16] * cq - table[i, 17] * sq
    s = table[i, 17] * cq + table[i, 16] * sq

    # z = sqrt(1 - x**2 - y**2) and a = 1 / (1 + z) by their series: X and Y stay below 0.01 for
    # centuries.
    w = x * x + y * y
    z = 1.0 - w * (0.5 + w * (0.125 + w * 0.0625))
    a = 0.5 + w * (0.125 + w * (0.0625 + w * 0.0390625))
    m00, m01 = 1.0 - a * x * x, -a * x * y
    m11 = 1.0 - a * y * y
    r00, r01, r02 = c * m00 + s * m01, c * m01 + s * m11, -c * x - s * y
    r10, r11, r12 = c * m01 - s * m00, c * m11 - s * m01, s * x - c * y

    # Polar motion: the coordinates of the pole are below 4e-6 rad, so cubes of them are below
    # 1e-16.
    cx, cy = 1.0 - 0.5 * px * px, 1.0 - 0.5 * py * py
    u0, u1, u2 = cx * x - px * r00, cx * y - px * r01, cx * z - px * r02
    return (
        cx * r00 + px * x,
        cx * r01 + px * y,
        cx * r02 + px * z,
        cy * r10 - py * u0,
        cy * r11 - py * u1,
        cy * r12 - py * u2,
        py * r10 + cy * u0,
        py * r11 + cy * u1,
        py * r12 + cy * u2,
    )


@njit(cache=True, nogil=True, error_model="numpy", fastmath=SAFE)
def matrices(table, step, tau, out):  # type: ignore[no-untyped-def]
    """Write rotation matrices, shape ``(n, 3, 3)``, at seconds `tau`.

    N, since the grid's start into `out`.
    """
    for k in range(tau.shape[0]):
        (
            out[k, 0, 0],
            out[k, 0, 1],
            out[k, 0, 2],
            out[k, 1, 0],
            out[k, 1, 1],
            out[k, 1, 2],
            out[k, 2, 0],
            out[k, 2, 1],
            out[k, 2, 2],
        ) = gcrf_to_itrf_at(table, step, tau[k])


@njit(cache=True, nogil=True, error_model="numpy", fastmath=SAFE)
def rotated(table, step, tau, r, inverse, out):  # type: ignore[no-untyped-def]
    """Write vectors `r` (n, 3) turned from GCRF to ITRF, or back where `inverse`, into `out`."""
    for k in range(tau.shape[0]):
        m00, m01, m02, m10, m11, m12, m20, m21, m22 = gcrf_to_itrf_at(table, step, tau[k])
        x, y, z = r[k, 0], r[k, 1], r[k, 2]
        if inverse:
            out[k, 0] = m00 * x + m10 * y + m20 * z
            out[k, 1] = m01 * x + m11 * y + m21 * z
            out[k, 2] = m02 * x + m12 * y + m22 * z
        else:
            out[k, 0] = m00 * x + m01 * y + m02 * z
            out[k, 1] = m10 * x + m11 * y + m12 * z
            out[k, 2] = m20 * x + m21 * y + m22 * z
