"""Compiled acceleration of a spherical-harmonic field (Pines 1973; Lundberg & Schutz 1988)."""

from functools import lru_cache
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.kernels.jit import njit


@lru_cache(maxsize=16)
def pines_tables(field: Any) -> tuple[Array, Array, Array, int]:
    """Coefficients and recursion factors of a `GravityField`, laid out for the kernel.

    Returns
    -------
    cs : ndarray, shape (2, degree + 1, degree + 1)
        C and S.
    factors : ndarray, shape (3, degree + 1, degree + 1)
        Recursion factors of the normalised derived Legendre functions and of their derivative in u.
    diagonal : ndarray, shape (degree + 2,)
        The sectoral values A[m, m].
    order : int
    """
    size = field.degree + 1
    n, m = np.meshgrid(np.arange(size, dtype=float), np.arange(size, dtype=float), indexing="ij")
    with np.errstate(divide="ignore", invalid="ignore"):
        # Lundberg & Schutz 1988, eqs. 12 and 14: A[n,m] = f u A[n-1,m] - g A[n-2,m]
        f = np.sqrt((2 * n + 1) * (2 * n - 1) / ((n - m) * (n + m)))
        g = np.sqrt((2 * n + 1) * (n + m - 1) * (n - m - 1) / ((2 * n - 3) * (n + m) * (n - m)))
        # d A[n,m] / du = h A[n,m+1] in normalised form
        h = np.where(m < n, np.sqrt((n - m) * (n + m + 1) * np.where(m == 0, 0.5, 1.0)), 0.0)
    below = m < n
    f, g, h = (np.where(below & np.isfinite(x), x, 0.0) for x in (f, g, h))
    diagonal = np.ones(size + 1)
    for k in range(1, size + 1):
        diagonal[k] = diagonal[k - 1] * np.sqrt((2 * k + 1) / (2 * k) * (2.0 if k == 1 else 1.0))
    return np.stack([field.c, field.s]), np.stack([f, g, h]), diagonal, int(field.order)


@njit(cache=True, fastmath=True, error_model="numpy")
def pines(
    x: float,
    y: float,
    z: float,
    gm: float,
    radius: float,
    cs: Array,
    factors: Array,
    diagonal: Array,
    order: int,
    work: Array,
) -> tuple[float, float, float]:
    """Acceleration at one body-fixed position; `work` has shape (7, degree + 2).

    Rows of `work`: three Legendre rows in turn (with the radial factor q^n riding on them), then
    real and imaginary parts of (s + i t)^m, and the same times m one power lower. Indices inside
    the two inner loops are unsigned, without which the compiler guards against negative ones and
    the loops stay scalar.
    """
    degree = cs.shape[1] - 1
    r2 = x * x + y * y + z * z
    r = np.sqrt(r2)
    s, t, u = x / r, y / r, z / r
    q = radius / r
    uq, qq = u * q, q * q
    work[3, 0], work[4, 0], work[5, 0], work[6, 0] = 1.0, 0.0, 0.0, 0.0
    for k in range(1, order + 1):
        work[3, k] = s * work[3, k - 1] - t * work[4, k - 1]
        work[4, k] = s * work[4, k - 1] + t * work[3, k - 1]
        work[5, k] = k * work[3, k - 1]
        work[6, k] = k * work[4, k - 1]
    for k in range(work.shape[1]):
        work[0, k], work[1, k], work[2, k] = 0.0, 0.0, 0.0
    work[0, 0] = 1.0
    zero, one, two = np.uintp(0), np.uintp(1), np.uintp(2)
    re, im, dre, dim = np.uintp(3), np.uintp(4), np.uintp(5), np.uintp(6)
    old, mid, new = two, zero, one
    a1, a2, a3, a4 = 0.0, 0.0, 0.0, cs[0, 0, 0]
    qn = 1.0
    for row in range(1, degree + 1):
        n = np.uintp(row)
        qn *= q
        for column in range(row):
            m = np.uintp(column)
            work[new, m] = (
                factors[zero, n, m] * uq * work[mid, m] - factors[one, n, m] * qq * work[old, m]
            )
        work[new, n] = diagonal[n] * qn
        work[new, n + one] = 0.0
        b4 = 0.0
        for column in range(min(row, order) + 1):
            m = np.uintp(column)
            a, c, w = work[new, m], cs[zero, n, m], cs[one, n, m]
            d = c * work[re, m] + w * work[im, m]
            a1 += a * (c * work[dre, m] + w * work[dim, m])
            a2 += a * (w * work[dre, m] - c * work[dim, m])
            a3 += factors[two, n, m] * work[new, m + one] * d
            b4 += a * d
        a4 += (row + 1.0) * b4
        old, mid, new = mid, new, old
    a4 += s * a1 + t * a2 + u * a3  # the sum of m A D is s a1 + t a2
    scale = gm / r2
    return scale * (a1 - s * a4), scale * (a2 - t * a4), scale * (a3 - u * a4)


@njit(cache=True, error_model="numpy")
def accelerations(
    r: Array, gm: float, radius: float, cs: Array, factors: Array, diagonal: Array, order: int
) -> Array:
    """Accelerations at body-fixed positions `r`, shape (k, 3)."""
    out = np.empty_like(r)
    work = np.zeros((7, cs.shape[1] + 1))
    for k in range(r.shape[0]):
        out[k, 0], out[k, 1], out[k, 2] = pines(
            r[k, 0], r[k, 1], r[k, 2], gm, radius, cs, factors, diagonal, order, work
        )
    return out
