"""Compiled ground of the search for passes.

The clock of each orbit, the turning Earth, states, and the prune.
"""

from math import asin, atan2, cos, floor, pi, sin, sqrt

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4.kernel import fill, new_work
from visviva.orbit.sgp4.vectormath import sincos

STENCIL = 10
LEFT = 4  # nodes of the stencil before the left end of the interval
TURN = 2.0 * pi
BELOW = 6  # error of SGP4: below the surface
EARTH_RATE = 7.2921159e-5  # rad/s, for what a pass needs: how far a site or the Sun moves meanwhile


@njit(cache=True, allocates=False, error_model="numpy")
def node_time(x, orbit):  # type: ignore[no-untyped-def]
    """Time in s since the window's start of node coordinate `x`.

    `orbit` is (t0, 1/n, e, step in E, m0, n-dot).
    """
    anomaly = x * orbit[3]
    mean = anomaly - orbit[2] * sincos(anomaly)[0] - orbit[4]
    return orbit[0] + mean * (orbit[1] + orbit[5] * mean)


@njit(cache=True, allocates=False, error_model="numpy")
def node_rate(x, orbit):  # type: ignore[no-untyped-def]
    """dt/dx at node coordinate `x`, s."""
    anomaly = x * orbit[3]
    mean = anomaly - orbit[2] * sincos(anomaly)[0] - orbit[4]
    return (1.0 - orbit[2] * cos(anomaly)) * orbit[3] * (orbit[1] + 2.0 * orbit[5] * mean)


@njit(cache=True, allocates=False, error_model="numpy")
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


@njit(cache=True, allocates=False, error_model="numpy")
def turning_at(t, turning):  # type: ignore[no-untyped-def]
    """Angle of the Earth and pole coordinates at `t`.

    Straight lines between the rows of `turning`.
    """
    x = (t - turning[0, 0]) / (turning[1, 0] - turning[0, 0])
    k = min(max(floor(x), 0), turning.shape[0] - 2)
    w = x - k
    return (
        turning[k, 1] + w * (turning[k + 1, 1] - turning[k, 1]),
        turning[k, 2] + w * (turning[k + 1, 2] - turning[k, 2]),
        turning[k, 3] + w * (turning[k + 1, 3] - turning[k, 3]),
    )


@njit(cache=True, allocates=False, error_model="numpy")
def to_fixed(t, x, y, z, turning):  # type: ignore[no-untyped-def]
    """A TEME vector in the ITRF; pole coordinates are below 4e-6 rad.

    So first order is exact to 1e-4 m.
    """
    angle, xp, yp = turning_at(t, turning)
    s, c = sincos(angle)
    a, b = c * x + s * y, c * y - s * x
    return a + xp * z, b - yp * z, z - xp * a + yp * b


@njit(cache=True, allocates=False, error_model="numpy")
def sun_fixed(t, turning):  # type: ignore[no-untyped-def]
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


@njit(cache=True, nogil=True, error_model="numpy")
def states(constants, since, t, r, v, error):  # type: ignore[no-untyped-def]
    """TEME states of n objects at common times `t` (m,), s from the window's start.

    R, v (n, m, 3), error (n, m).
    """
    work = new_work()
    minutes = np.empty(t.shape[0])
    for i in range(constants.shape[0]):
        for k in range(t.shape[0]):
            minutes[k] = (since[i] + t[k]) / 60.0
        fill(constants[i], minutes, r[i], v[i], error[i], work)


@njit(cache=True, allocates=False, error_model="numpy")
def node_times(orbit, base, t):  # type: ignore[no-untyped-def]
    """Times of successive nodes from `base` on, as `node_time`, many at once."""
    t0, inverse, e, step, m0, quadratic = orbit[0], orbit[1], orbit[2], orbit[3], orbit[4], orbit[5]
    for k in range(t.shape[0]):
        anomaly = (base + k) * step
        s, _ = sincos(anomaly)
        mean = anomaly - e * s - m0
        t[k] = t0 + mean * (inverse + quadratic * mean)


@njit(cache=True, allocates=False, error_model="numpy", fastmath={"contract"})
def _turn_row(t, r_teme, clock, base, change, x_out, y_out, z_out):  # type: ignore[no-untyped-def]
    """`to_fixed` between two rows of `turning`; apart, so that the compiler takes many at once."""
    t_row, inverse = clock
    # two loops of few arrays each: the compiler checks but so many pairs for overlap
    for j in range(t.shape[0]):
        w = (t[j] - t_row) * inverse
        x_out[j], y_out[j] = sincos(base[0] + w * change[0])
        z_out[j] = w
    for j in range(t.shape[0]):
        s, c, w = x_out[j], y_out[j], z_out[j]
        xp, yp = base[1] + w * change[1], base[2] + w * change[2]
        x, y, z = r_teme[j, 0], r_teme[j, 1], r_teme[j, 2]
        a, b = c * x + s * y, c * y - s * x
        x_out[j] = a + xp * z
        y_out[j] = b - yp * z
        z_out[j] = z - xp * a + yp * b


@njit(cache=True, allocates=False, error_model="numpy")
def turn_to_fixed(t, r_teme, turning, r):  # type: ignore[no-untyped-def]
    """ITRF positions r (3, n) of TEME positions (n, 3) at increasing times.

    `to_fixed`, many at once.
    """
    n, rows = t.shape[0], turning.shape[0]
    step = turning[1, 0] - turning[0, 0]
    k = 0
    while k < n:
        row = min(max(floor((t[k] - turning[0, 0]) / step), 0), rows - 2)
        stop = turning[row + 1, 0] if row < rows - 2 else np.inf
        end = k + 1
        while end < n and t[end] < stop:
            end += 1
        a0, x0, y0 = turning[row, 1], turning[row, 2], turning[row, 3]
        _turn_row(
            t[k:end],
            r_teme[k:end],
            (turning[row, 0], 1.0 / step),
            (a0, x0, y0),
            (turning[row + 1, 1] - a0, turning[row + 1, 2] - x0, turning[row + 1, 3] - y0),
            r[0, k:end],
            r[1, k:end],
            r[2, k:end],
        )
        k = end


@njit(cache=True, allocates=False, error_model="numpy")
def fixed_nodes(c, since, t, need, turning, scratch, error, r, good, work):  # type: ignore[no-untyped-def]
    """ITRF positions r (3, m) of one object (constants `c`) at the marked nodes.

    `good` where SGP4 has a position.

    scratch (8, m) and error (m,) are memory to write over.
    """
    m = t.shape[0]
    minutes, times, packed = scratch[0], scratch[1], scratch[2:5]
    found = scratch[5:8].reshape(-1)[: 3 * m].reshape((m, 3))
    count = 0
    for k in range(m):
        good[k] = False
        if need[k]:
            times[count] = t[k]
            count += 1
    for k in range(count):
        minutes[k] = (since + times[k]) / 60.0
    if count == 0:
        r[:, :m] = 0.0
        return
    fill(c, minutes[:count], found[:count], found[:0], error[:count], work)
    whole = count == m
    turn_to_fixed(times[:count], found, turning, r if whole else packed)
    j = 0
    for k in range(m):
        if need[k]:
            # below the surface SGP4 still has a position: it serves the polynomial up to the end
            good[k] = error[j] == 0 or error[j] == BELOW
            if not whole:
                r[0, k], r[1, k], r[2, k] = packed[0, j], packed[1, j], packed[2, j]
            j += 1
        if not good[k]:  # at the geocentre no site sees it
            r[0, k], r[1, k], r[2, k] = 0.0, 0.0, 0.0


@njit(cache=True, allocates=False, error_model="numpy")
def mark_needed(orbit, first, t, anchors, day, margin, reach, sites, turning, need):  # type: ignore[no-untyped-def]
    """Mark the nodes of one near-circular orbit that any site may need.

    anchors (d, 4): argument of latitude (unwrapped) and unit normal, at multiples of `day`; margin:
    angle by which the true direction may differ, negative where the orbit is not to be pruned;
    reach (k,): the widest angle between satellite and site, seen from the geocentre, in a pass;
    sites: rows as in `_pass_kernels.scan`.

    Twice a revolution: how far the site stands from the orbit's plane, and when the satellite
    passes it.
    """
    m = t.shape[0]
    for k in range(m):
        need[k] = margin < 0.0
    if margin < 0.0:
        return
    step, rate = orbit[3], (t[m - 1] - t[0]) / (m - 1.0)
    per_turn = int(TURN / step + 0.5)
    spin = 0.5 * EARTH_RATE * per_turn * rate
    for q in range(sites.shape[0]):
        wide = reach[q] + margin
        plane = wide + spin
        s0, s1, s2 = (
            sites[q, 0] / sites[q, 11],
            sites[q, 1] / sites[q, 11],
            sites[q, 2] / sites[q, 11],
        )
        # twice a revolution, since the site's own motion shifts a meeting out of the half turn
        # where it was looked for
        for j0 in range(0, m, per_turn // 2):
            tm = node_time(first + j0, orbit)
            for attempt in range(2):
                x = tm / day
                k = min(max(floor(x), 0), anchors.shape[0] - 2)
                w = x - k
                u = anchors[k, 0] + w * (anchors[k + 1, 0] - anchors[k, 0])
                nx = anchors[k, 1] + w * (anchors[k + 1, 1] - anchors[k, 1])
                ny = anchors[k, 2] + w * (anchors[k + 1, 2] - anchors[k, 2])
                nz = anchors[k, 3] + w * (anchors[k + 1, 3] - anchors[k, 3])
                s, c = sincos(turning_at(tm, turning)[0])
                sx, sy = c * s0 - s * s1, s * s0 + c * s1
                tilt = sx * nx + sy * ny + s2 * nz
                if attempt == 0 and abs(tilt) > sin(min(plane, 0.5 * pi)):
                    break
                # node line and the direction 90 degrees ahead of it
                h = sqrt(nx * nx + ny * ny)
                px, py = (1.0, 0.0) if h < 1e-9 else (-ny / h, nx / h)
                ahead = s2 * (nx * py - ny * px) - sx * nz * py + sy * nz * px
                behind = (atan2(ahead, sx * px + sy * py) - u) / TURN
                tm += (behind - floor(behind + 0.5)) * per_turn * rate
                if attempt == 1:
                    # spherical triangle: half the arc within `wide` of a point that far off the
                    # plane; while the satellite is there the site moves on by a few degrees
                    off = abs(asin(min(max(tilt, -1.0), 1.0))) - 0.5 * EARTH_RATE * rate * (
                        wide / step + 1.0
                    )
                    half = pi
                    if wide < 0.5 * pi:
                        ratio = cos(wide) / cos(max(off, 0.0))
                        if ratio > 1.0:
                            break
                        half = 1.1 * atan2(sqrt(1.0 - ratio * ratio), ratio)
                    near = min(max(floor((tm - t[0]) / rate), 0), m - 1)
                    while near > 0 and t[near] > tm:
                        near -= 1
                    while near < m - 1 and t[near + 1] < tm:
                        near += 1
                    middle = near + 0.5
                    a = floor(middle - half / step) - LEFT - 1
                    b = floor(middle + half / step) + STENCIL - LEFT + 1
                    for j in range(max(a, 0), min(b, m - 1) + 1):
                        need[j] = True
