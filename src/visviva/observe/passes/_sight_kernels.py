"""Compiled: how one interval of an orbit is seen from a site, and the roots of its elevation.

Ten neighbouring nodes are joined by a polynomial of degree nine in the Earth-fixed frame, where the
sites stand still. Positions only: SGP4's velocity is not the derivative of its position (up to
0.1 m/s apart under heavy drag, more in deep space), so it is not used.
"""

from math import asin, cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from visviva.core.kernels.jit import njit
from visviva.observe.passes._node_kernels import LEFT, STENCIL

SUBSTEPS = 4
# columns of a polynomial's row after its coefficients
PLACE, SPEED = STENCIL, STENCIL + SUBSTEPS + 1
ROW = 20
_FLAGS = {"contract", "reassoc", "arcp", "nsz"}


def _weights() -> NDArray[np.float64]:
    """Per node, what it adds to: ten coefficients in sigma = s - 1/2.

    Places and speeds at the ends of the sub-steps.
    """
    x = np.arange(-LEFT, STENCIL - LEFT) - 0.5
    coefficients = np.linalg.inv(x[:, None] ** np.arange(STENCIL)[None, :])
    sigma = np.arange(SUBSTEPS + 1) / SUBSTEPS - 0.5
    powers = np.arange(STENCIL)
    place = sigma[:, None] ** powers
    speed = np.where(powers > 0, powers * sigma[:, None] ** np.maximum(powers - 1, 0), 0.0)
    rows = np.concatenate([coefficients, place @ coefficients, speed @ coefficients])
    return np.ascontiguousarray(rows.T)


WEIGHTS = _weights()


@njit(cache=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def polynomial(r, j, weights, c):  # type: ignore[no-untyped-def]
    """Coefficients and sub-step values `c` (3, ROW) of the interval from node `j` of `r` (3, m)."""
    w0, w1, w2, w3, w4 = weights[0], weights[1], weights[2], weights[3], weights[4]
    w5, w6, w7, w8, w9 = weights[5], weights[6], weights[7], weights[8], weights[9]
    for axis in range(3):
        out, p = c[axis], r[axis, j - LEFT :]
        p0, p1, p2, p3, p4 = p[0], p[1], p[2], p[3], p[4]
        p5, p6, p7, p8, p9 = p[5], p[6], p[7], p[8], p[9]
        for k in range(ROW):  # written out, so that the compiler takes several columns at once
            out[k] = (w0[k] * p0 + w1[k] * p1 + w2[k] * p2 + w3[k] * p3 + w4[k] * p4) + (
                w5[k] * p5 + w6[k] * p6 + w7[k] * p7 + w8[k] * p8 + w9[k] * p9
            )


@njit(forceinline=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def excess_of(x, y, z, dx, dy, dz, site):  # type: ignore[no-untyped-def]
    """Sine of elevation less the threshold, its derivative times the cube of the range, 1 / cube.

    Of a place and a speed relative to the site. The cube makes the derivative almost a straight
    line through the culmination, however near the satellite passes, so that its root takes two or
    three steps.
    """
    square = x * x + y * y + z * z
    height = x * site[3] + y * site[4] + z * site[5]
    climb = dx * site[3] + dy * site[4] + dz * site[5]
    near = 1.0 / sqrt(square)
    slope = climb * square - height * (x * dx + y * dy + z * dz)
    return height * near - site[6], slope, near * near * near


@njit(cache=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def sights(c, site, out):  # type: ignore[no-untyped-def]
    """`excess_of` at the ends of all sub-steps, into the rows of `out` (3 (SUBSTEPS + 1),)."""
    x, y, z = c[0], c[1], c[2]
    s0, s1, s2 = site[0], site[1], site[2]
    for k in range(SUBSTEPS + 1):
        out[k], out[SUBSTEPS + 1 + k], out[2 * SUBSTEPS + 2 + k] = excess_of(
            x[PLACE + k] - s0,
            y[PLACE + k] - s1,
            z[PLACE + k] - s2,
            x[SPEED + k],
            y[SPEED + k],
            z[SPEED + k],
            site,
        )


@njit(forceinline=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def excess_at(c, sigma, site, w):  # type: ignore[no-untyped-def]
    """As `excess_of`, at `sigma` of the polynomial; w gets place less site, and speed."""
    x, y, z = c[0, 9], c[1, 9], c[2, 9]
    dx, dy, dz = 0.0, 0.0, 0.0
    for k in range(8, -1, -1):
        dx, dy, dz = dx * sigma + x, dy * sigma + y, dz * sigma + z
        x, y, z = x * sigma + c[0, k], y * sigma + c[1, k], z * sigma + c[2, k]
    x, y, z = x - site[0], y - site[1], z - site[2]
    w[0], w[1], w[2], w[3], w[4], w[5] = x, y, z, dx, dy, dz
    return excess_of(x, y, z, dx, dy, dz, site)


@njit(cache=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def crossing(c, site, a, b, qa, qb, da, db, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the threshold is crossed between `a` and `b`, with values and slopes at both.

    Newton's steps, kept inside the bracket: on the cubic through both ends, then on the orbit.
    """
    rising = qb > qa
    long = b - a
    da, db = da * long, db * long
    u = qa / (qa - qb) if qa != qb else 0.5
    bend, curl = 3.0 * (qb - qa) - 2.0 * da - db, da + db - 2.0 * (qb - qa)
    for _ in range(3):
        slope = da + u * (2.0 * bend + 3.0 * u * curl)
        value = qa + u * (da + u * (bend + u * curl))
        new = u - value / slope if slope != 0.0 else u
        u = new if 0.0 < new < 1.0 else u
    s = a + long * u
    for _ in range(60):
        q, dq, near = excess_at(c, s, site, w)
        if (q > 0.0) == rising:
            b = s
        else:
            a = s
        new = s - q / (dq * near) if dq != 0.0 else 0.5 * (a + b)
        if not a <= new <= b:
            new = 0.5 * (a + b)
        moved = new - s
        s = new
        if abs(moved) < tolerance:  # near enough for a straight line, and Newton's next step
            _move(w, moved)
            break
    return s


@njit(cache=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def _move(w, far):  # type: ignore[no-untyped-def]
    """Carry a place on by its own speed."""
    w[0], w[1], w[2] = w[0] + far * w[3], w[1] + far * w[4], w[2] + far * w[5]


@njit(cache=True, allocates=False, error_model="numpy", fastmath=_FLAGS)
def extreme(c, site, a, b, da, db, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the elevation is highest (or lowest) between `a` and `b`, and the value there.

    False position with halving (Illinois); `w` as `excess_at` leaves it there.
    """
    q, side = -2.0, 0
    s = (da * b - db * a) / (da - db)
    for _ in range(60):
        q, d, _ = excess_at(c, s, site, w)
        if (d > 0.0) == (db > 0.0):
            b, db = s, d
            if side == -1:
                da *= 0.5
            side = -1
        else:
            a, da = s, d
            if side == 1:
                db *= 0.5
            side = 1
        new = (da * b - db * a) / (da - db) if da != db else s
        moved = new - s
        if abs(moved) < tolerance:
            _move(w, moved)
            s = new
            break
        s = new
    return s, q


@njit(cache=True, allocates=False, error_model="numpy")
def least_height(sine, distance, low, high):  # type: ignore[no-untyped-def]
    """Height (m) over the site's horizon plane at which a satellite has the least elevation.

    Range at elevation E: sqrt(r^2 - p^2 cos^2 E) - p sin E. The vertical of the ellipsoid leans
    from the geocentric one by at most 0.193 degrees, which bounds both ways.
    """
    radius, lean = (low, 0.0034) if sine >= 0.0 else (high, -0.0034)
    e = asin(sine) + lean
    if e >= 0.5 * pi or radius <= distance * 1.0001:
        return 0.99 * (radius - distance) if radius > distance and sine >= 0.0 else -1e30
    reach = sqrt(radius * radius - (distance * cos(e)) ** 2) - distance * sin(e)
    return sine * reach * (0.995 if sine >= 0.0 else 1.005) - 1.0
