"""Compiled semi-analytic decay.

Drag averaged over the revolution, J2, Sun and Moon averaged over the revolution.

Import only where a decay is computed: loading this module loads numba.
"""

from math import acos, cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from visviva.core.constants import EARTH_FLATTENING as FLATTENING
from visviva.core.constants import EARTH_GM as MU
from visviva.core.constants import EARTH_J2 as J2
from visviva.core.constants import EARTH_RADIUS as RADIUS
from visviva.core.constants import EARTH_RATE, MOON_GM, SUN_GM
from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4.vectormath import exponential

POINTS = 24
FLOOR = 1.0e5  # m: the height at which an object is down
CEILING = 2.4e6  # m: no air is counted from there on


def _points(gather: float) -> NDArray[np.float64]:
    """Cosine, sine and weight (of the mean over the eccentric anomaly) of `POINTS` anomalies.

    Near perigee if > 1.
    """
    s = -1.0 + (2.0 * np.arange(POINTS) + 1.0) / POINTS
    anomaly = pi * np.abs(s) ** gather * np.sign(s)
    return np.stack(
        [np.cos(anomaly), np.sin(anomaly), gather * np.abs(s) ** (gather - 1.0) / POINTS]
    )


EVEN, GATHERED = _points(1.0), _points(3.0)


@njit(cache=True, allocates=False, error_model="numpy")
def level(table, grids, i, flux, month, ap):  # type: ignore[no-untyped-def]
    """Log density at the height of row `i` of the table [height, flux, month, ap].

    Rows of `grids` are start, step, count of each axis.
    """
    y = min(max((flux - grids[1, 0]) / grids[1, 1], 0.0), grids[1, 2] - 1.000001)
    w = min(max((ap - grids[3, 0]) / grids[3, 1], 0.0), grids[3, 2] - 1.000001)
    j, m = int(y), int(w)
    months = int(grids[2, 2])
    k = int(month) % months
    k2 = (k + 1) % months
    fy, fz, fw = y - j, month - int(month), w - m
    total = 0.0
    for dj in range(2):
        for dm in range(2):
            weight = (fy if dj else 1.0 - fy) * (fw if dm else 1.0 - fw)
            total += weight * (
                (1.0 - fz) * table[i, j + dj, k, m + dm] + fz * table[i, j + dj, k2, m + dm]
            )
    return total


@njit(cache=True, allocates=False, error_model="numpy")
def log_densities(levels, table, grids, x, flux, month, ap):  # type: ignore[no-untyped-def]
    """Log densities, in place of the heights `x` in rows of the table from its first.

    `levels` keeps what is known of this flux, month and ap, NaN where nothing is yet.
    """
    for q in range(x.shape[0]):
        i = int(x[q])
        for k in (i, i + 1):
            if levels[k] != levels[k]:
                levels[k] = level(table, grids, k, flux, month, ap)
        x[q] = levels[i] + (x[q] - i) * (levels[i + 1] - levels[i])


@njit(cache=True, allocates=False, error_model="numpy")
def drag_rates(levels, table, grids, a, e, inclination, perigee, flux, month, ap, work):  # type: ignore[no-untyped-def]
    """Rates of semi-major axis (m/s) and eccentricity (1/s) for a ballistic coefficient of 1 m2/kg.

    King-Hele's averages by quadrature over the eccentric anomaly, points gathered near perigee for
    long orbits; the air turns with the Earth at the rate of perigee. `levels` as for
    `log_densities`; `work` (2, POINTS) is memory to write over.
    """
    rp = a * (1.0 - e)
    vp = sqrt(MU / a * (1.0 + e) / (1.0 - e))
    wind = 1.0 - rp * EARTH_RATE / vp * cos(inclination)
    north_sin, north_cos = (
        sin(inclination) * sin(perigee),
        sin(inclination) * cos(perigee) * sqrt(1.0 - e * e),
    )
    points = EVEN if e < 0.02 else GATHERED
    x, drag = work[0], work[1]
    start, step, last = grids[0, 0], grids[0, 1], grids[0, 2] - 1.000001
    for q in range(POINTS):
        ce = points[0, q]
        near, far = 1.0 - e * ce, 1.0 + e * ce
        sin_lat = (north_sin * (ce - e) + north_cos * points[1, q]) / near
        height = a * near - RADIUS * (1.0 - FLATTENING * sin_lat * sin_lat)
        row = (height - start) / step
        row = row if row > 0.0 else 0.0
        x[q] = row if row < last else last
        drag[q] = sqrt(far / near) * points[2, q] if height < CEILING else 0.0
    log_densities(levels, table, grids, x, flux, month, ap)
    for q in range(POINTS):
        drag[q] *= exponential(x[q])
    da = de = 0.0
    for q in range(POINTS):
        da -= drag[q] * (1.0 + e * points[0, q])
        de -= drag[q] * points[0, q]
    speed = sqrt(MU / a) * wind * wind
    return a * speed * da, (1.0 - e * e) * speed * de


@njit(cache=True, allocates=False, error_model="numpy")
def add_cross(out, scale, a, b):  # type: ignore[no-untyped-def]
    """Add `scale` a × b to `out` in place (np.cross makes a new array each time)."""
    out[0] += scale * (a[1] * b[2] - a[2] * b[1])
    out[1] += scale * (a[2] * b[0] - a[0] * b[2])
    out[2] += scale * (a[0] * b[1] - a[1] * b[0])


@njit(cache=True, allocates=False, error_model="numpy")
def third_body(h, e, a, body, gm, dh, de):  # type: ignore[no-untyped-def]
    """Add the rates of the vectors h and e that a distant body causes.

    Quadrupole, averaged over the revolution.
    """
    distance2 = body[0] ** 2 + body[1] ** 2 + body[2] ** 2
    scale = gm * a * a / (4.0 * distance2**2.5) / sqrt(MU * a)
    along_h = scale * (h[0] * body[0] + h[1] * body[1] + h[2] * body[2])
    along_e = scale * (e[0] * body[0] + e[1] * body[1] + e[2] * body[2])
    add_cross(dh, -6.0 * along_h, h, body)
    add_cross(dh, 30.0 * along_e, e, body)
    add_cross(de, -6.0 * along_h, e, body)
    add_cross(de, 30.0 * along_e, h, body)
    add_cross(de, -12.0 * scale * distance2, h, e)


@njit(cache=True, allocates=False, error_model="numpy")
def rates(out, state, b, levels, flux, month, ap, sun, moon, heavy, table, grids, work):  # type: ignore[no-untyped-def]
    """Rates of (a, h vector, e vector) into `out`; h has the length sqrt(1 - e2)."""
    a, h, e = state[0], state[1:4], state[4:7]
    size = sqrt(e[0] ** 2 + e[1] ** 2 + e[2] ** 2)
    turn = sqrt(h[0] ** 2 + h[1] ** 2 + h[2] ** 2)
    cos_i = min(1.0, max(-1.0, h[2] / turn))
    node_x, node_y = -h[1], h[0]
    node = sqrt(node_x**2 + node_y**2)
    perigee = 0.0
    if node > 1e-12 and size > 1e-9:
        perigee = acos(min(1.0, max(-1.0, (node_x * e[0] + node_y * e[1]) / (node * size))))
        if e[2] < 0.0:
            perigee = -perigee
    i = acos(cos_i)
    da, de = drag_rates(levels, table, grids, a, size, i, perigee, flux, month, ap, work)
    n = sqrt(MU / a**3)
    p = a * (1.0 - size * size)
    k = 1.5 * n * J2 * (RADIUS / p) ** 2
    node_rate, perigee_rate = -k * cos_i, k * (2.0 - 2.5 * (1.0 - cos_i * cos_i))
    along_e = b * de / size if size > 1e-9 else 0.0
    along_h = -size * b * de / (1.0 - size * size) if size > 1e-9 else 0.0
    out[0] = b * da
    for q in range(3):
        out[1 + q] = along_h * h[q]
        out[4 + q] = along_e * e[q]
    out[1] -= node_rate * h[1]
    out[2] += node_rate * h[0]
    out[4] -= node_rate * e[1]
    out[5] += node_rate * e[0]
    add_cross(out[4:7], perigee_rate / turn, h, e)
    if heavy:
        third_body(h, e, a, sun, SUN_GM, out[1:4], out[4:7])
        third_body(h, e, a, moon, MOON_GM, out[1:4], out[4:7])


@njit(cache=True, allocates=False, error_model="numpy")
def fall(start, b, flux, ap, month0, bodies, heavy, table, grids, work, levels, drag):  # type: ignore[no-untyped-def]
    """Days until the mean perigee is at `FLOOR`, or infinity where the futures end first.

    `start` (7,) holds semi-major axis (m), angular momentum vector of length sqrt(1 - e2),
    eccentricity vector; `b` is the ballistic coefficient, m2/kg. `flux`, `ap` (n,) are daily from
    the start; `bodies` (m, 6) are Sun and Moon in GCRF every quarter of a day, m, followed where
    `heavy`. `table` and `grids` as for `level`; `work` (4, 7), `levels` (heights,) and
    `drag` (2, POINTS) are memory to write over.
    """
    state, half, r1, r2 = work[0], work[1], work[2], work[3]
    for q in range(7):
        state[q] = start[q]
    t, last = 0.0, float(len(flux) - 1)
    while t < last:
        day = int(t)
        month = month0 + t / 30.4375
        a = state[0]
        size = sqrt(state[4] ** 2 + state[5] ** 2 + state[6] ** 2)
        if a * (1.0 - size) - RADIUS < FLOOR or a < RADIUS + FLOOR:
            return t
        quarter = min(int(t * 4.0), len(bodies) - 1)
        sun, moon = bodies[quarter, :3], bodies[quarter, 3:]
        levels[:] = np.nan
        rates(r1, state, b, levels, flux[day], month, ap[day], sun, moon, heavy, table, grids, drag)
        edot = sqrt(r1[4] ** 2 + r1[5] ** 2 + r1[6] ** 2)
        sink = abs(r1[0]) * (1.0 - size) + 1e-12
        dt = 86400.0 if heavy or t > last - 1.0 else 2.0 * 86400.0
        dt = min(
            dt,
            3000.0 / sink if size < 0.05 else 0.002 * a / (abs(r1[0]) + 1e-12),
            0.02 / (edot + 1e-15),
        )
        dt = max(dt, 60.0)
        for q in range(7):
            half[q] = state[q] + 0.5 * dt * r1[q]
        rates(r2, half, b, levels, flux[day], month, ap[day], sun, moon, heavy, table, grids, drag)
        for q in range(7):
            state[q] += dt * r2[q]
        t += dt / 86400.0
        if not state[0] > RADIUS:
            return t
    return np.inf


@njit(cache=True, error_model="numpy", nogil=True)
def fall_many(start, b, flux, ap, month0, bodies, heavy, table, grids, spare):  # type: ignore[no-untyped-def]
    """`fall` for each of many coefficients `b` (m,) and futures `flux`, `ap` (m, n).

    Once more than `spare` members outlast the futures, the rest is not computed and is infinite
    too.
    """
    out = np.full(len(b), np.inf)
    work, levels, drag = np.empty((4, 7)), np.empty(len(table)), np.empty((2, POINTS))
    staying = 0
    for i in range(len(b)):
        out[i] = fall(
            start, b[i], flux[i], ap[i], month0, bodies, heavy, table, grids, work, levels, drag
        )
        staying += out[i] == np.inf
        if staying > spare:
            break
    return out


@njit(cache=True, error_model="numpy")
def axis_rates(orbits, flux, ap, month0, days, table, grids):  # type: ignore[no-untyped-def]
    """Rate of semi-major axis (m/s) for 1 m2/kg along orbits given day by day.

    `orbits` (n, 4) holds semi-major axis, eccentricity, inclination, argument of perigee; `days`
    (n,) index `flux` and `ap`.
    """
    rate = np.empty(len(orbits))
    levels, work = np.empty(len(table)), np.empty((2, POINTS))
    for i in range(len(orbits)):
        levels[:] = np.nan
        a, e, inclination, perigee = orbits[i, 0], orbits[i, 1], orbits[i, 2], orbits[i, 3]
        month = month0 + days[i] / 30.4375
        rate[i] = drag_rates(
            levels,
            table,
            grids,
            a,
            e,
            inclination,
            perigee,
            flux[days[i]],
            month,
            ap[days[i]],
            work,
        )[0]
    return rate
