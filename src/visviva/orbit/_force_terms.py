# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""Compiled accelerations of a numerical propagation, term by term."""

from math import acos, asin, exp, floor, sqrt

import numpy as np

from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS
from visviva.core.kernels.frames import gcrf_to_itrf_at
from visviva.core.kernels.gravity import pines
from visviva.core.kernels.jit import njit
from visviva.core.rotation_grid import EARTH_SPIN

# places in the row of scalars `k`
GM, RADIUS, ORDER, ROT_STEP, ROT_OFFSET = 0, 1, 2, 3, 4


BODY_STEP, BODY_OFFSET, GM_SUN, GM_MOON = 5, 6, 7, 8


# Cd A; Cr A times pressure at 1 m; Love number k2; 1/c2
DRAG, SOLAR, TIDE, RELATIVITY = 9, 10, 11, 12


THRUST, FLOW, FRAME, UX, UY, UZ = 13, 14, 15, 16, 17, 18


SUN_RADIUS, SHADOW_RADIUS = 19, 20


INERTIAL, ORBITAL, VELOCITY = 0.0, 1.0, 2.0


@njit(cache=True, inline="always", error_model="numpy")
def height_along_radius(x, y, z):
    """Height above the ellipsoid along the radius, m.

    What the density's scale height is counted in.
    """
    r = sqrt(x * x + y * y + z * z)
    u = z / r
    b = 1.0 - EARTH_FLATTENING
    return r - EARTH_RADIUS * b / sqrt(b * b + (1.0 - b * b) * u * u)


@njit(cache=True, error_model="numpy")
def lit_fraction(x, y, z, sx, sy, sz, r_sun, r_body):
    """Share of the Sun's disc that is seen past a spherical body at the origin.

    Montenbruck & Gill 2000, 3.4.2.
    """
    dx, dy, dz = sx - x, sy - y, sz - z
    d = sqrt(dx * dx + dy * dy + dz * dz)
    r = sqrt(x * x + y * y + z * z)
    cosine = -(dx * x + dy * y + dz * z) / (d * r)
    if cosine < 0.0 and r > r_body:
        return 1.0
    a = asin(min(1.0, r_sun / d))
    b = asin(min(1.0, r_body / r))
    c = acos(min(1.0, max(-1.0, cosine)))
    if c >= a + b:
        return 1.0
    if c <= b - a:
        return 0.0
    if c <= a - b:
        return 1.0 - (b * b) / (a * a)
    p = (c * c + a * a - b * b) / (2.0 * c)
    q = sqrt(max(0.0, a * a - p * p))
    area = (
        a * a * acos(min(1.0, max(-1.0, p / a)))
        + b * b * acos(min(1.0, max(-1.0, (c - p) / b)))
        - c * q
    )
    return 1.0 - area / (np.pi * a * a)


@njit(cache=True, inline="always", error_model="numpy")
def _third_body(x, y, z, bx, by, bz, gm):
    """Attraction of a distant body less that on the origin, free of cancellation.

    Battin 1999, eq. 8.61.
    """
    d2 = bx * bx + by * by + bz * bz
    q = (x * (x - 2.0 * bx) + y * (y - 2.0 * by) + z * (z - 2.0 * bz)) / d2
    f = q * (3.0 + q * (3.0 + q)) / (1.0 + (1.0 + q) * sqrt(1.0 + q))
    rho2 = d2 * (1.0 + q)
    k = -gm / (rho2 * sqrt(rho2))
    return k * (x + f * bx), k * (y + f * by), k * (z + f * bz)


@njit(cache=True, inline="always", error_model="numpy")
def _tide(x, y, z, bx, by, bz, gm, k2, radius):
    """Pull of the solid tide that one body raises, degree 2.

    Montenbruck & Gill 2000, eq. 3.155 in closed form.
    """
    r = sqrt(x * x + y * y + z * z)
    d = sqrt(bx * bx + by * by + bz * bz)
    ux, uy, uz, vx, vy, vz = x / r, y / r, z / r, bx / d, by / d, bz / d
    c = ux * vx + uy * vy + uz * vz
    k = 1.5 * k2 * gm * radius**5 / (d**3 * r**4)
    p, q = k * (1.0 - 5.0 * c * c), k * 2.0 * c
    return p * ux + q * vx, p * uy + q * vy, p * uz + q * vz


@njit(cache=True, inline="always", error_model="numpy")
def _piece(table, step, tau, column):
    """Cubic of column `column` of a table.

    N, columns, 4, lowest power first, at `tau` seconds from its start.
    """
    i = min(max(floor(tau / step), 0), table.shape[0] - 1)
    d = tau - i * step
    return table[i, column, 0] + d * (
        table[i, column, 1] + d * (table[i, column, 2] + d * table[i, column, 3])
    )


@njit(cache=True, error_model="numpy")
def _log_density(t, h, knots, air):
    """Log of density from the nodes along the predicted path: A(t) + B(t) h."""
    lo, hi = 0, knots.shape[0] - 2
    while lo < hi:
        mid = (lo + hi + 1) // 2
        if knots[mid] <= t:
            lo = mid
        else:
            hi = mid - 1
    d = t - knots[lo]
    a = air[lo, 0, 0] + d * (air[lo, 0, 1] + d * (air[lo, 0, 2] + d * air[lo, 0, 3]))
    b = air[lo, 1, 0] + d * (air[lo, 1, 1] + d * (air[lo, 1, 2] + d * air[lo, 1, 3]))
    return a + b * h


@njit(cache=True, error_model="numpy")
def derivative(t, y, out, k, rotation, bodies, cs, factors, diagonal, knots, air, work):
    """Write dy/dt of the seven state variables into `out`."""
    x, yy, z, vx, vy, vz, mass = y[0], y[1], y[2], y[3], y[4], y[5], y[6]
    m = gcrf_to_itrf_at(rotation, k[ROT_STEP], t + k[ROT_OFFSET])
    fx = m[0] * x + m[1] * yy + m[2] * z
    fy = m[3] * x + m[4] * yy + m[5] * z
    fz = m[6] * x + m[7] * yy + m[8] * z
    gx, gy, gz = pines(fx, fy, fz, k[GM], k[RADIUS], cs, factors, diagonal, int(k[ORDER]), work)
    ax = m[0] * gx + m[3] * gy + m[6] * gz
    ay = m[1] * gx + m[4] * gy + m[7] * gz
    az = m[2] * gx + m[5] * gy + m[8] * gz

    if k[GM_SUN] > 0.0 or k[SOLAR] > 0.0 or k[GM_MOON] > 0.0:
        tau = t + k[BODY_OFFSET]
        sx, sy, sz = (
            _piece(bodies, k[BODY_STEP], tau, 0),
            _piece(bodies, k[BODY_STEP], tau, 1),
            _piece(bodies, k[BODY_STEP], tau, 2),
        )
        if k[GM_SUN] > 0.0:
            bx, by, bz = _third_body(x, yy, z, sx, sy, sz, k[GM_SUN])
            ax, ay, az = ax + bx, ay + by, az + bz
        if k[GM_MOON] > 0.0:
            lx, ly, lz = (
                _piece(bodies, k[BODY_STEP], tau, 3),
                _piece(bodies, k[BODY_STEP], tau, 4),
                _piece(bodies, k[BODY_STEP], tau, 5),
            )
            bx, by, bz = _third_body(x, yy, z, lx, ly, lz, k[GM_MOON])
            ax, ay, az = ax + bx, ay + by, az + bz
            if k[TIDE] > 0.0:
                bx, by, bz = _tide(x, yy, z, lx, ly, lz, k[GM_MOON], k[TIDE], k[RADIUS])
                ax, ay, az = ax + bx, ay + by, az + bz
        if k[TIDE] > 0.0 and k[GM_SUN] > 0.0:
            bx, by, bz = _tide(x, yy, z, sx, sy, sz, k[GM_SUN], k[TIDE], k[RADIUS])
            ax, ay, az = ax + bx, ay + by, az + bz
        if k[SOLAR] > 0.0:
            lit = lit_fraction(x, yy, z, sx, sy, sz, k[SUN_RADIUS], k[SHADOW_RADIUS])
            dx, dy, dz = x - sx, yy - sy, z - sz
            d2 = dx * dx + dy * dy + dz * dz
            p = lit * k[SOLAR] / (mass * d2 * sqrt(d2))
            ax, ay, az = ax + p * dx, ay + p * dy, az + p * dz

    if k[DRAG] > 0.0:
        rho = exp(_log_density(t, height_along_radius(fx, fy, fz), knots, air))
        # the air turns with the Earth, about the pole of date
        wx, wy, wz = EARTH_SPIN * m[6], EARTH_SPIN * m[7], EARTH_SPIN * m[8]
        ux, uy, uz = vx - (wy * z - wz * yy), vy - (wz * x - wx * z), vz - (wx * yy - wy * x)
        p = -0.5 * rho * k[DRAG] / mass * sqrt(ux * ux + uy * uy + uz * uz)
        ax, ay, az = ax + p * ux, ay + p * uy, az + p * uz

    # Schwarzschild term (IERS Conventions 2010, eq. 10.12, beta = gamma = 1)
    if k[RELATIVITY] > 0.0:
        r2 = x * x + yy * yy + z * z
        r = sqrt(r2)
        p = k[RELATIVITY] * k[GM] / (r2 * r)
        q = 4.0 * k[GM] / r - (vx * vx + vy * vy + vz * vz)
        s = 4.0 * (x * vx + yy * vy + z * vz)
        ax, ay, az = (
            ax + p * (q * x + s * vx),
            ay + p * (q * yy + s * vy),
            az + p * (q * z + s * vz),
        )

    if k[THRUST] > 0.0:
        tx, ty, tz = _direction(x, yy, z, vx, vy, vz, k)
        p = k[THRUST] / mass
        ax, ay, az = ax + p * tx, ay + p * ty, az + p * tz

    out[0], out[1], out[2], out[3], out[4], out[5] = vx, vy, vz, ax, ay, az
    out[6] = -k[FLOW]


@njit(cache=True, error_model="numpy")
def _direction(x, y, z, vx, vy, vz, k):
    """Unit thrust in GCRF from its components in the frame named by k[FRAME]."""
    u, v, w = k[UX], k[UY], k[UZ]
    if k[FRAME] == INERTIAL:
        return u, v, w
    hx, hy, hz = y * vz - z * vy, z * vx - x * vz, x * vy - y * vx
    h = sqrt(hx * hx + hy * hy + hz * hz)
    hx, hy, hz = hx / h, hy / h, hz / h
    if k[FRAME] == ORBITAL:  # radial, along-track, cross-track
        r = sqrt(x * x + y * y + z * z)
        ax, ay, az = x / r, y / r, z / r
        bx, by, bz = hy * az - hz * ay, hz * ax - hx * az, hx * ay - hy * ax
        return u * ax + v * bx + w * hx, u * ay + v * by + w * hy, u * az + v * bz + w * hz
    s = sqrt(vx * vx + vy * vy + vz * vz)  # CCSDS TNW: along velocity, N = W x T, cross-track
    ax, ay, az = vx / s, vy / s, vz / s
    bx, by, bz = hy * az - hz * ay, hz * ax - hx * az, hx * ay - hy * ax
    return u * ax + v * bx + w * hx, u * ay + v * by + w * hy, u * az + v * bz + w * hz
