"""Compiled semi-analytic decay: drag averaged over the revolution, J2, Sun and Moon averaged over the revolution.

Import only where a decay is computed: loading this module loads numba.
"""

from math import acos, cos, exp, pi, sin, sqrt

import numpy as np
from numba import njit

MU = 3.986004418e14
RADIUS = 6378137.0
FLATTENING = 1.0 / 298.257223563
J2 = 1.0826359e-3
EARTH_RATE = 7.292115e-5
SUN_GM = 1.3271244e20
MOON_GM = 4.9028e12
POINTS = 24
FLOOR = 1.0e5  # m: the height at which an object is down


@njit(cache=True, error_model="numpy")
def log_density(table, grids, height, flux, month, ap):  # type: ignore[no-untyped-def]
    """Log density from the table [height, flux, month, ap]; rows of `grids` are start, step, count."""
    x = (height - grids[0, 0]) / grids[0, 1]
    x = min(max(x, 0.0), grids[0, 2] - 1.000001)
    y = min(max((flux - grids[1, 0]) / grids[1, 1], 0.0), grids[1, 2] - 1.000001)
    w = min(max((ap - grids[3, 0]) / grids[3, 1], 0.0), grids[3, 2] - 1.000001)
    i, j, m = int(x), int(y), int(w)
    months = int(grids[2, 2])
    k = int(month) % months
    k2 = (k + 1) % months
    fx, fy, fz, fw = x - i, y - j, month - int(month), w - m
    total = 0.0
    for di in range(2):
        for dj in range(2):
            for dm in range(2):
                weight = (fx if di else 1.0 - fx) * (fy if dj else 1.0 - fy) * (fw if dm else 1.0 - fw)
                total += weight * (
                    (1.0 - fz) * table[i + di, j + dj, k, m + dm] + fz * table[i + di, j + dj, k2, m + dm]
                )
    return total


@njit(cache=True, error_model="numpy")
def drag_rates(table, grids, a, e, inclination, perigee, flux, month, ap):  # type: ignore[no-untyped-def]
    """Rates of semi-major axis (m/s) and eccentricity (1/s) for a ballistic coefficient of 1 m2/kg.

    King-Hele's averages by quadrature over the eccentric anomaly, points gathered near perigee for long orbits; the
    air turns with the Earth at the rate of perigee.
    """
    rp = a * (1.0 - e)
    vp = sqrt(MU / a * (1.0 + e) / (1.0 - e))
    wind = 1.0 - rp * EARTH_RATE / vp * cos(inclination)
    sin_i = sin(inclination)
    da = de = 0.0
    gather = 1.0 if e < 0.02 else 3.0
    for q in range(POINTS):
        s = -1.0 + (2.0 * q + 1.0) / POINTS
        size = abs(s)
        anomaly = pi * size**gather * (1.0 if s > 0.0 else -1.0)
        weight = gather * size ** (gather - 1.0) / POINTS  # of the mean over E
        ce, se = cos(anomaly), sin(anomaly)
        r = a * (1.0 - e * ce)
        cv = (ce - e) / (1.0 - e * ce)
        sv = sqrt(1.0 - e * e) * se / (1.0 - e * ce)
        lat = sin_i * (sin(perigee) * cv + cos(perigee) * sv)
        height = r - RADIUS * (1.0 - FLATTENING * lat * lat)
        rho = exp(log_density(table, grids, height, flux, month, ap)) if height < 2.4e6 else 0.0
        v2 = MU / a * (1.0 + e * ce) / (1.0 - e * ce)
        v = sqrt(v2)
        dwell = (1.0 - e * ce) * weight
        da -= a * a / MU * v2 * v * rho * dwell
        de -= rho * v * (e + cv) * dwell
    return da * wind * wind, de * wind * wind


@njit(cache=True, error_model="numpy")
def third_body(h, e, a, body, gm, dh, de):  # type: ignore[no-untyped-def]
    """Add the rates of the vectors h and e that a distant body causes (quadrupole, averaged over the revolution)."""
    distance = sqrt(body[0] ** 2 + body[1] ** 2 + body[2] ** 2)
    d = body / distance
    scale = gm * a * a / (4.0 * distance**3) / sqrt(MU * a)
    hd, ed = h[0] * d[0] + h[1] * d[1] + h[2] * d[2], e[0] * d[0] + e[1] * d[1] + e[2] * d[2]
    gh = -6.0 * hd * scale * d
    ge = scale * (30.0 * ed * d - 12.0 * e)
    dh += np.cross(h, gh) + np.cross(e, ge)
    de += np.cross(e, gh) + np.cross(h, ge)


@njit(cache=True, error_model="numpy")
def rates(state, b, flux, month, ap, sun, moon, heavy, table, grids):  # type: ignore[no-untyped-def]
    """Rates of (a, h vector, e vector); h has the length sqrt(1 - e2)."""
    a, h, e = state[0], state[1:4], state[4:7]
    size = sqrt(e[0] ** 2 + e[1] ** 2 + e[2] ** 2)
    turn = sqrt(h[0] ** 2 + h[1] ** 2 + h[2] ** 2)
    cos_i = min(1.0, max(-1.0, h[2] / turn))
    inclination = acos(cos_i)
    node_x, node_y = -h[1], h[0]
    node = sqrt(node_x**2 + node_y**2)
    perigee = 0.0
    if node > 1e-12 and size > 1e-9:
        perigee = acos(min(1.0, max(-1.0, (node_x * e[0] + node_y * e[1]) / (node * size))))
        if e[2] < 0.0:
            perigee = -perigee
    da, de = drag_rates(table, grids, a, size, inclination, perigee, flux, month, ap)
    n = sqrt(MU / a**3)
    p = a * (1.0 - size * size)
    k = 1.5 * n * J2 * (RADIUS / p) ** 2
    node_rate, perigee_rate = -k * cos_i, k * (2.0 - 2.5 * (1.0 - cos_i * cos_i))
    spin = perigee_rate / turn * h
    spin[2] += node_rate
    out = np.zeros(7)
    out[0] = b * da
    out[4:7] = np.cross(spin, e)
    out[1:4] = np.cross(np.array([0.0, 0.0, node_rate]), h)
    if size > 1e-9:
        out[4:7] += b * de / size * e
        out[1:4] -= size * b * de / (1.0 - size * size) * h
    if heavy:
        third_body(h, e, a, sun, SUN_GM, out[1:4], out[4:7])
        third_body(h, e, a, moon, MOON_GM, out[1:4], out[4:7])
    return out


@njit(cache=True, error_model="numpy")
def fall(start, b, flux, ap, month0, bodies, heavy, table, grids):  # type: ignore[no-untyped-def]
    """Days until the mean perigee is at `FLOOR`, or infinity where the futures end first.

    `flux`, `ap` (n,) are daily from the start; `bodies` (m, 6) are Sun and Moon every quarter of a day.
    """
    state = start.copy()
    t, last = 0.0, float(len(flux) - 1)
    zero = np.zeros(3)
    while t < last:
        day = int(t)
        month = month0 + t / 30.4375
        a = state[0]
        size = sqrt(state[4] ** 2 + state[5] ** 2 + state[6] ** 2)
        if a * (1.0 - size) - RADIUS < FLOOR or a < RADIUS + FLOOR:
            return t
        sun, moon = zero, zero
        if heavy:
            q = min(int(t * 4.0), len(bodies) - 1)
            sun, moon = bodies[q, :3], bodies[q, 3:]
        r1 = rates(state, b, flux[day], month, ap[day], sun, moon, heavy, table, grids)
        edot = sqrt(r1[4] ** 2 + r1[5] ** 2 + r1[6] ** 2)
        sink = abs(r1[0]) * (1.0 - size) + 1e-12
        dt = 86400.0 if heavy or t > last - 1.0 else 2.0 * 86400.0
        dt = min(dt, 3000.0 / sink if size < 0.05 else 0.002 * a / (abs(r1[0]) + 1e-12), 0.02 / (edot + 1e-15))
        dt = max(dt, 60.0)
        half = state + 0.5 * dt * r1
        r2 = rates(half, b, flux[day], month, ap[day], sun, moon, heavy, table, grids)
        state = state + dt * r2
        t += dt / 86400.0
        if not state[0] > RADIUS:
            return t
    return np.inf


@njit(cache=True, error_model="numpy")
def fall_many(start, b, flux, ap, month0, bodies, heavy, table, grids):  # type: ignore[no-untyped-def]
    """`fall` for each of many coefficients `b` (m,) and futures `flux`, `ap` (m, n)."""
    out = np.empty(len(b))
    for i in range(len(b)):
        out[i] = fall(start, b[i], flux[i], ap[i], month0, bodies, heavy, table, grids)
    return out


@njit(cache=True, error_model="numpy")
def axis_rates(orbits, flux, ap, month0, days, table, grids):  # type: ignore[no-untyped-def]
    """Rate of semi-major axis (m/s) for 1 m2/kg along orbits given day by day.

    `orbits` (n, 4) holds semi-major axis, eccentricity, inclination, argument of perigee; `days` (n,) index `flux` and
    `ap`.
    """
    rate = np.empty(len(orbits))
    for i in range(len(orbits)):
        a, e, inclination, perigee = orbits[i]
        month = month0 + days[i] / 30.4375
        rate[i] = drag_rates(table, grids, a, e, inclination, perigee, flux[days[i]], month, ap[days[i]])[0]
    return rate
