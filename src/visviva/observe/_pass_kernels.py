"""Compiled search for passes: nodes along each orbit, the prune by geometry, and the scan of every site.

The orbit is known at nodes spaced evenly in eccentric anomaly; between them ten neighbouring nodes are joined by a
polynomial of degree nine in the Earth-fixed frame, where the sites stand still. Positions only: SGP4's velocity is
not the derivative of its position (up to 0.1 m/s apart under heavy drag, more in deep space), so it is not used.
"""

from math import asin, atan2, cos, floor, pi, sin, sqrt

import numpy as np
from numba import njit

from visviva.orbit.sgp4.kernel import fill, new_work

STENCIL = 10
LEFT = 4  # nodes of the stencil before the left end of the interval
SUBSTEPS = 4
COLUMNS = 14  # of a finished pass, see `_close`
POLAR_STRETCH = 6378137.0 / 6356752.314245179  # WGS 84: makes the ellipsoid a sphere
TURN = 2.0 * pi
_FLAGS = {"contract", "reassoc", "arcp", "nsz"}

_x = np.arange(-LEFT, STENCIL - LEFT) - 0.5
#: monomial coefficients, in sigma = s - 1/2, of the polynomial through ten neighbouring nodes
WEIGHTS = np.linalg.inv(_x[:, None] ** np.arange(STENCIL)[None, :])


@njit(cache=True, error_model="numpy")
def node_time(x, orbit):  # type: ignore[no-untyped-def]
    """Time in s since the window's start of node coordinate `x`; `orbit` is (t0, 1/n, e, step in E, m0, n-dot)."""
    anomaly = x * orbit[3]
    mean = anomaly - orbit[2] * sin(anomaly) - orbit[4]
    return orbit[0] + mean * (orbit[1] + orbit[5] * mean)


@njit(cache=True, error_model="numpy")
def node_rate(x, orbit):  # type: ignore[no-untyped-def]
    """dt/dx at node coordinate `x`, s."""
    anomaly = x * orbit[3]
    mean = anomaly - orbit[2] * sin(anomaly) - orbit[4]
    return (1.0 - orbit[2] * cos(anomaly)) * orbit[3] * (orbit[1] + 2.0 * orbit[5] * mean)


@njit(cache=True, error_model="numpy")
def node_at(t, orbit, low, high):  # type: ignore[no-untyped-def]
    """Node coordinate of the time `t`, between `low` and `high`."""
    x = 0.5 * (low + high)
    for _ in range(80):
        d = node_time(x, orbit) - t
        if d > 0.0:
            high = x
        else:
            low = x
        step = d / node_rate(x, orbit)
        x -= step
        if not low <= x <= high:
            x = 0.5 * (low + high)
        if abs(step) < 1e-12 * max(1.0, abs(x)):
            break
    return x


@njit(cache=True, nogil=True, error_model="numpy")
def fill_times(orbits, first, offsets, t):  # type: ignore[no-untyped-def]
    """Times of all nodes, flat, satellite after satellite."""
    for i in range(orbits.shape[0]):
        for k in range(offsets[i], offsets[i + 1]):
            t[k] = node_time(float(first[i] + k - offsets[i]), orbits[i])


@njit(cache=True, error_model="numpy")
def _turn(t, turning):  # type: ignore[no-untyped-def]
    """Angle of the Earth and pole coordinates at `t`: straight lines between the rows of `turning`."""
    x = (t - turning[0, 0]) / (turning[1, 0] - turning[0, 0])
    k = min(max(floor(x), 0), turning.shape[0] - 2)
    w = x - k
    return (
        turning[k, 1] + w * (turning[k + 1, 1] - turning[k, 1]),
        turning[k, 2] + w * (turning[k + 1, 2] - turning[k, 2]),
        turning[k, 3] + w * (turning[k + 1, 3] - turning[k, 3]),
    )


@njit(cache=True, error_model="numpy")
def to_fixed(t, x, y, z, turning):  # type: ignore[no-untyped-def]
    """A TEME vector in the ITRF; pole coordinates are below 4e-6 rad, so first order is exact to 1e-4 m."""
    angle, xp, yp = _turn(t, turning)
    c, s = cos(angle), sin(angle)
    a, b = c * x + s * y, c * y - s * x
    return a + xp * z, b - yp * z, z - xp * a + yp * b


@njit(cache=True, nogil=True, error_model="numpy")
def states(constants, since, t, r, v, error):  # type: ignore[no-untyped-def]
    """TEME states of n objects at common times `t` (m,), s from the window's start; r, v (n, m, 3), error (n, m)."""
    work = new_work()
    minutes = np.empty(t.shape[0])
    for i in range(constants.shape[0]):
        for k in range(t.shape[0]):
            minutes[k] = (since[i] + t[k]) / 60.0
        fill(constants[i], minutes, r[i], v[i], error[i], work)


@njit(cache=True, nogil=True, error_model="numpy")
def positions(constants, since, offsets, t, need, r, good):  # type: ignore[no-untyped-def]
    """TEME positions r (3, m) at the nodes marked in `need`; `good` where SGP4 has no error."""
    longest = 0
    for i in range(constants.shape[0]):
        longest = max(longest, offsets[i + 1] - offsets[i])
    work = new_work()
    minutes, place = np.empty(longest), np.empty(longest, dtype=np.int64)
    found, error, unwanted = np.empty((longest, 3)), np.empty(longest, dtype=np.uint8), np.empty((0, 3))
    for i in range(constants.shape[0]):
        count = 0
        for k in range(offsets[i], offsets[i + 1]):
            good[k] = False
            if need[k]:
                minutes[count] = (since[i] + t[k]) / 60.0
                place[count] = k
                count += 1
        if count == 0:
            continue
        fill(constants[i], minutes[:count], found[:count], unwanted, error[:count], work)
        for m in range(count):
            k = place[m]
            r[0, k], r[1, k], r[2, k] = found[m, 0], found[m, 1], found[m, 2]
            good[k] = error[m] == 0


# --- the prune ----------------------------------------------------------------------------------------


@njit(cache=True, nogil=True, error_model="numpy")
def mark_needed(orbits, first, offsets, anchors, day, margin, reach, up, turning, need):  # type: ignore[no-untyped-def]
    """Mark the nodes of near-circular orbits that any site may need.

    anchors (n, d, 5): argument of latitude (unwrapped) and unit normal, at multiples of `day`; margin (n,): angle by
    which the true direction may differ, negative where the satellite is not to be pruned; reach (n, k): the widest
    angle between satellite and site seen from the geocentre in a pass; up (k, 3): unit vectors of the sites.
    """
    for i in range(orbits.shape[0]):
        a, b = offsets[i], offsets[i + 1]
        if margin[i] < 0.0:
            for k in range(a, b):
                need[k] = True
            continue
        per_turn = int(TURN / orbits[i, 3] + 0.5)
        half = 0.5 * orbits[i, 3]
        spin = 0.5 * 7.2921159e-5 * per_turn * node_rate(0.0, orbits[i])
        for q in range(up.shape[0]):
            wide = min(reach[i, q] + margin[i], pi)
            plane = wide + spin
            near = cos(min(wide + half, pi))
            for j0 in range(a + LEFT, b - (STENCIL - LEFT) + 1, per_turn):
                j1 = min(j0 + per_turn, b - (STENCIL - LEFT) + 1)
                tm = node_time(float(first[i] + j0 - a) + 0.5 * per_turn, orbits[i])
                k = min(max(int(tm / day), 0), anchors.shape[1] - 2)
                w = tm / day - k
                nx = anchors[i, k, 1] + w * (anchors[i, k + 1, 1] - anchors[i, k, 1])
                ny = anchors[i, k, 2] + w * (anchors[i, k + 1, 2] - anchors[i, k, 2])
                nz = anchors[i, k, 3] + w * (anchors[i, k + 1, 3] - anchors[i, k, 3])
                angle = _turn(tm, turning)[0]
                c, s = cos(angle), sin(angle)
                sx, sy, sz = c * up[q, 0] - s * up[q, 1], s * up[q, 0] + c * up[q, 1], up[q, 2]
                tilt = min(max(sx * nx + sy * ny + sz * nz, -1.0), 1.0)
                if abs(asin(tilt)) > plane:
                    continue
                # node line and the direction 90 degrees ahead of it
                h = sqrt(nx * nx + ny * ny)
                px, py = (1.0, 0.0) if h < 1e-9 else (-ny / h, nx / h)
                qx, qy, qz = -nz * py, nz * px, nx * py - ny * px
                for j in range(j0, j1):
                    t = node_time(float(first[i] + j - a) + 0.5, orbits[i])
                    k = min(max(int(t / day), 0), anchors.shape[1] - 2)
                    u = anchors[i, k, 0] + (t / day - k) * (anchors[i, k + 1, 0] - anchors[i, k, 0])
                    angle = _turn(t, turning)[0]
                    c, s = cos(angle), sin(angle)
                    sx, sy = c * up[q, 0] - s * up[q, 1], s * up[q, 0] + c * up[q, 1]
                    dot = cos(u) * (px * sx + py * sy) + sin(u) * (qx * sx + qy * sy + qz * sz)
                    if dot >= near:
                        for m in range(j - LEFT, j + STENCIL - LEFT):
                            need[m] = True


# --- the scan -----------------------------------------------------------------------------------------


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _polynomial(r, j, weights, c):  # type: ignore[no-untyped-def]
    """Coefficients `c` (3, 10) of the interval that starts at node `j` of `r` (3, m)."""
    for axis in range(3):
        for k in range(STENCIL):
            total = 0.0
            for m in range(STENCIL):
                total += weights[k, m] * r[axis, j - LEFT + m]
            c[axis, k] = total


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _look(c, sigma, site, q_out):  # type: ignore[no-untyped-def]
    """Sine of elevation less the threshold, and its derivative by s; q_out gets direction and range."""
    x, y, z = c[0, 9], c[1, 9], c[2, 9]
    dx, dy, dz = 0.0, 0.0, 0.0
    for k in range(8, -1, -1):
        dx, dy, dz = dx * sigma + x, dy * sigma + y, dz * sigma + z
        x, y, z = x * sigma + c[0, k], y * sigma + c[1, k], z * sigma + c[2, k]
    x, y, z = x - site[0], y - site[1], z - site[2]
    inverse = 1.0 / sqrt(x * x + y * y + z * z)
    up = (x * site[3] + y * site[4] + z * site[5]) * inverse
    rate = (dx * site[3] + dy * site[4] + dz * site[5]) * inverse
    closing = (x * dx + y * dy + z * dz) * inverse * inverse
    q_out[0], q_out[1], q_out[2] = x * inverse, y * inverse, z * inverse
    q_out[3] = 1.0 / inverse
    return up - site[6], rate - up * closing


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _crossing(c, site, a, b, qa, qb, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the threshold is crossed between `a` and `b`: Newton's steps, kept inside the bracket."""
    rising = qb > qa
    s = a + (b - a) * qa / (qa - qb) if qa != qb else 0.5 * (a + b)
    for _ in range(60):
        q, dq = _look(c, s, site, w)
        if (q > 0.0) == rising:
            b = s
        else:
            a = s
        new = s - q / dq if dq != 0.0 else 0.5 * (a + b)
        if not a <= new <= b:
            new = 0.5 * (a + b)
        moved = abs(new - s)
        s = new
        if moved < tolerance:
            break
    return s


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _extreme(c, site, a, b, da, db, tolerance, w):  # type: ignore[no-untyped-def]
    """Where the elevation is highest (or lowest) between `a` and `b`: false position with halving (Illinois)."""
    s, side = a, 0
    for _ in range(60):
        if da == db:
            break
        s = (da * b - db * a) / (da - db)
        _, d = _look(c, s, site, w)
        if (d > 0.0) == (db > 0.0):
            moved = b - s
            b, db = s, d
            if side == -1:
                da *= 0.5
            side = -1
        else:
            moved = s - a
            a, da = s, d
            if side == 1:
                db *= 0.5
            side = 1
        if moved < tolerance or b - a < tolerance:
            break
    return s


@njit(cache=True, error_model="numpy")
def _azimuth(w, site):  # type: ignore[no-untyped-def]
    """Azimuth from north over east of the direction `w`, rad in [0, 2 pi)."""
    east = w[1] * site[8] - w[0] * site[7]
    north = w[2] * site[9] - (w[0] * site[8] + w[1] * site[7]) * site[10]
    az = atan2(east, north)
    return az + TURN if az < 0.0 else az


@njit(cache=True, error_model="numpy")
def least_height(sine, distance, low, high):  # type: ignore[no-untyped-def]
    """Height over the site's horizon plane that a satellite needs to stand above the least elevation, m.

    Range at elevation E: sqrt(r^2 - p^2 cos^2 E) - p sin E. The vertical of the ellipsoid leans from the geocentric
    one by at most 0.193 degrees, which bounds both ways.
    """
    radius, lean = (low, 0.0034) if sine >= 0.0 else (high, -0.0034)
    e = asin(sine) + lean
    if e >= 0.5 * pi or radius <= distance * 1.0001:
        return 0.99 * (radius - distance) if radius > distance and sine >= 0.0 else -1e30
    reach = sqrt(radius * radius - (distance * cos(e)) ** 2) - distance * sin(e)
    return sine * reach * (0.995 if sine >= 0.0 else 1.005) - 1.0


@njit(cache=True, error_model="numpy")
def scan(  # type: ignore[no-untyped-def]
    r, i, orbit, first, good, sites, weights, span, turning, rows, slot, capacity
):
    """Passes of one satellite over all sites; returns how many rows were wanted (more than `capacity`: try again).

    r (3, m): ITRF positions of the nodes, m; good (m,): node is usable; sites (k, 12): position, up, sine of the least
    elevation, sine and cosine of longitude, cosine and sine of latitude, distance from the geocentre.
    """
    m = good.shape[0]
    bulge = np.empty(m)
    run = 0
    low_r, high_r = 1e300, 0.0
    for k in range(m):
        bulge[k] = -1.0
        run = run + 1 if good[k] else 0
        if good[k]:
            square = r[0, k] ** 2 + r[1, k] ** 2 + r[2, k] ** 2
            low_r, high_r = min(low_r, square), max(high_r, square)
        j = k - (STENCIL - LEFT) + 1
        if run >= STENCIL:
            worst = 0.0
            for p in (j, j + 1):
                ax = r[0, p - 1] - 2.0 * r[0, p] + r[0, p + 1]
                ay = r[1, p - 1] - 2.0 * r[1, p] + r[1, p + 1]
                az = r[2, p - 1] - 2.0 * r[2, p] + r[2, p + 1]
                worst = max(worst, ax * ax + ay * ay + az * az)
            bulge[j] = 0.125 * 1.3 * sqrt(worst) + 100.0
    # a node may miss the apsis by half a step: 0.02 a e; short-period terms stay within 15 km of a node's radius
    slack = 15e3 + 0.02 * orbit[2] * sqrt(high_r)
    low_r, high_r = sqrt(low_r) - slack, sqrt(high_r) + slack
    # the window's ends, in node coordinates counted from the first node
    base = float(first)
    x_start = node_at(0.0, orbit, base, base + m - 1.0) - base
    x_end = node_at(span, orbit, base, base + m - 1.0) - base
    j_first, j_last = floor(x_start), min(floor(x_end), m - 2)
    c = np.empty((3, STENCIL))
    w, at_rise, at_best = np.empty(4), np.empty(4), np.empty(4)
    have = -1
    count = 0
    for q in range(sites.shape[0]):
        site = sites[q]
        plane = site[0] * site[3] + site[1] * site[4] + site[2] * site[5]
        least = plane + least_height(site[6], site[11], low_r, high_r)
        is_open = False
        previous = -2
        q_a, d_a = 0.0, 0.0
        rise, cut, best, x_best = 0.0, 0.0, -2.0, 0.0
        height_b = -1e30
        for j in range(j_first, j_last + 1):
            height_a = height_b
            if j == j_first:
                height_a = r[0, j] * site[3] + r[1, j] * site[4] + r[2, j] * site[5]
            height_b = r[0, j + 1] * site[3] + r[1, j + 1] * site[4] + r[2, j + 1] * site[5]
            usable = bulge[j] >= 0.0
            if usable and not is_open and max(height_a, height_b) + bulge[j] < least:
                continue
            if not usable:
                if is_open:  # the orbit ends here (decay): close what is open, as cut
                    if count < capacity:
                        _close(rows, slot + count, i, q, (rise, x_best, float(j)), (cut, 1.0), at_rise, at_best, w,
                               site, base, orbit, turning)  # fmt: skip
                    count += 1
                    is_open = False
                continue
            if have != j:
                _polynomial(r, j, weights, c)
                have = j
            tolerance = 2e-5 / node_rate(base + j + 0.5, orbit)
            low = max(x_start - j, 0.0) - 0.5
            high = min(x_end - j, 1.0) - 0.5
            if previous != j - 1 or j == j_first:
                q_a, d_a = _look(c, low, site, w)
                if q_a > 0.0:
                    is_open, cut, rise, best, x_best = True, 1.0, j + low + 0.5, q_a, j + low + 0.5
                    _copy(w, at_rise)
                    _copy(w, at_best)
            previous = j
            for k in range(SUBSTEPS):
                a = low + (high - low) * k / SUBSTEPS
                b = low + (high - low) * (k + 1) / SUBSTEPS
                q_b, d_b = _look(c, b, site, w)
                q_left, s_left = q_a, a
                if (d_a > 0.0 and d_b < 0.0) or (q_a > 0.0 and q_b > 0.0 and d_a < 0.0 and d_b > 0.0):
                    s_x = _extreme(c, site, a, b, d_a, d_b, tolerance * 20.0, w)
                    q_x, _ = _look(c, s_x, site, w)
                    steps = 2
                else:
                    s_x, q_x, steps = b, q_b, 1
                for step in range(steps):
                    s_right, q_right = (s_x, q_x) if step == 0 else (b, q_b)
                    if not is_open and q_right > 0.0:
                        s = _crossing(c, site, s_left, s_right, q_left, q_right, tolerance, w)
                        _copy(w, at_rise)
                        is_open, cut, rise, best = True, 0.0, j + s + 0.5, -2.0
                    if is_open and q_right > best:
                        _look(c, s_right, site, w)
                        best, x_best = q_right, j + s_right + 0.5
                        _copy(w, at_best)
                    if is_open and q_right <= 0.0:
                        s = _crossing(c, site, s_left, s_right, q_left, q_right, tolerance, w)
                        if count < capacity:
                            _close(rows, slot + count, i, q, (rise, x_best, j + s + 0.5), (cut, 0.0), at_rise,
                                   at_best, w, site, base, orbit, turning)  # fmt: skip
                        count += 1
                        is_open = False
                    s_left, q_left = s_right, q_right
                q_a, d_a = q_b, d_b
        if is_open:
            _look(c, min(x_end - j_last, 1.0) - 0.5, site, w)
            if count < capacity:
                _close(rows, slot + count, i, q, (rise, x_best, x_end), (cut, 1.0), at_rise, at_best, w, site,
                       base, orbit, turning)  # fmt: skip
            count += 1
    return count


@njit(cache=True, error_model="numpy")
def _sun(t, turning):  # type: ignore[no-untyped-def]
    """Unit vector to the Sun in the ITRF."""
    x = (t - turning[0, 0]) / (turning[1, 0] - turning[0, 0])
    k = min(max(floor(x), 0), turning.shape[0] - 2)
    w = x - k
    return to_fixed(
        t,
        turning[k, 4] + w * (turning[k + 1, 4] - turning[k, 4]),
        turning[k, 5] + w * (turning[k + 1, 5] - turning[k, 5]),
        turning[k, 6] + w * (turning[k + 1, 6] - turning[k, 6]),
        turning,
    )


@njit(cache=True, error_model="numpy")
def is_lit(x, y, z, sx, sy, sz):  # type: ignore[no-untyped-def]
    """Whether the centre of the Sun is in sight of `x, y, z` (ITRF, m) past the ellipsoid."""
    z, sz = z * POLAR_STRETCH, sz * POLAR_STRETCH
    norm = 1.0 / sqrt(sx * sx + sy * sy + sz * sz)
    sx, sy, sz = sx * norm, sy * norm, sz * norm
    ahead = x * sx + y * sy + z * sz
    if ahead > 0.0:
        return True
    return x * x + y * y + z * z - ahead * ahead > 6378137.0 * 6378137.0


@njit(cache=True, error_model="numpy")
def _lit(t, w, site, turning):  # type: ignore[no-untyped-def]
    sx, sy, sz = _sun(t, turning)
    return is_lit(site[0] + w[0] * w[3], site[1] + w[1] * w[3], site[2] + w[2] * w[3], sx, sy, sz)


@njit(cache=True, error_model="numpy")
def _copy(a, b):  # type: ignore[no-untyped-def]
    """Copy a direction and a range."""
    b[0], b[1], b[2], b[3] = a[0], a[1], a[2], a[3]


@njit(cache=True, error_model="numpy")
def _close(rows, k, i, q, x, cut, at_rise, at_best, at_set, site, base, orbit, turning):  # type: ignore[no-untyped-def]
    """Write a finished pass.

    Columns: satellite, site, rise, peak and set (s), cut at start, cut at end, peak elevation, azimuth at rise, peak
    and set, range at peak (m), lit at rise (1), peak (2), set (4), elevation of the Sun at the site at the peak.
    """
    row = rows[k]
    row[0], row[1] = i, q
    rise, peak, end = node_time(base + x[0], orbit), node_time(base + x[1], orbit), node_time(base + x[2], orbit)
    row[2], row[3], row[4] = rise, peak, end
    row[5], row[6] = cut[0], cut[1]
    sine = at_best[0] * site[3] + at_best[1] * site[4] + at_best[2] * site[5]
    row[7] = asin(min(max(sine, -1.0), 1.0))
    row[8], row[9], row[10] = _azimuth(at_rise, site), _azimuth(at_best, site), _azimuth(at_set, site)
    row[11] = at_best[3]
    lit = 1 if _lit(rise, at_rise, site, turning) else 0
    lit += 2 if _lit(peak, at_best, site, turning) else 0
    lit += 4 if _lit(end, at_set, site, turning) else 0
    row[12] = lit
    sx, sy, sz = _sun(peak, turning)
    row[13] = asin(min(max(sx * site[3] + sy * site[4] + sz * site[5], -1.0), 1.0))


@njit(cache=True, nogil=True, error_model="numpy")
def scan_all(  # type: ignore[no-untyped-def]
    offsets, t, r_teme, good, orbits, first, turning, sites, weights, span, slots, rows, counts
):
    """Passes of every satellite of a chunk; `rows[slots[i]:slots[i + 1]]` is the room of satellite i."""
    for i in range(orbits.shape[0]):
        a, b = offsets[i], offsets[i + 1]
        if b <= a:
            counts[i] = 0
            continue
        r = np.zeros((3, b - a))
        for k in range(a, b):
            if good[k]:
                r[0, k - a], r[1, k - a], r[2, k - a] = to_fixed(
                    t[k], r_teme[0, k], r_teme[1, k], r_teme[2, k], turning
                )
        counts[i] = scan(
            r, i, orbits[i], first[i], good[a:b], sites, weights, span, turning,
            rows, slots[i], slots[i + 1] - slots[i],
        )  # fmt: skip
