"""Compiled refinement of close approaches.

When two objects are nearest, and from when to when they stay within.

All from SGP4 positions: its velocity is not quite the rate of its position, which for objects that
drift apart by metres per second would move the closest approach by minutes.
"""

from math import sqrt

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4.kernel import fill, new_work
from visviva.orbit.sgp4.state_kernel import state_at

H = 1.0  # s, half the base over which rates are taken
SAME = 1e-3  # s, by which an approach may lie outside the windows that found it
# of a stay: in, out, nearest, least distance, minima, cut (1 at its start, 2 at its end)
COLUMNS = 6
_GIVE_UP = 40


@njit(cache=True, error_model="numpy")
def _state(constants, since, i, t):  # type: ignore[no-untyped-def]
    """State of object i at t s from the window's start.

    `since` (n, 3): minutes from each epoch to the window's start, and the first and the last minute
    from the epoch at which the object is an orbit; outside of them the error is 6.
    """
    minutes = since[i, 0] + t / 60.0
    x, y, z, vx, vy, vz, error = state_at(constants, i, minutes)
    if not since[i, 1] <= minutes <= since[i, 2]:
        error = 6.0
    return x, y, z, vx, vy, vz, error


@njit(cache=True, error_model="numpy")
def _apart(constants, since, i, j, t):  # type: ignore[no-untyped-def]
    """Position of j less that of i (m) at t s; NaN where SGP4 gives none."""
    a = _state(constants, since, i, t)
    b = _state(constants, since, j, t)
    if a[6] != 0.0 or b[6] != 0.0:
        return np.nan, np.nan, np.nan
    return b[0] - a[0], b[1] - a[1], b[2] - a[2]


@njit(cache=True, error_model="numpy")
def square(constants, since, i, j, t):  # type: ignore[no-untyped-def]
    """Square of the distance at t, m²."""
    x, y, z = _apart(constants, since, i, j, t)
    return x * x + y * y + z * z


@njit(cache=True, error_model="numpy")
def _approach_rate(constants, since, i, j, t):  # type: ignore[no-untyped-def]
    """Half the rate of the square of the distance, m²/s, and the square of the relative speed."""
    a, b, c = _apart(constants, since, i, j, t - H)
    x, y, z = _apart(constants, since, i, j, t + H)
    u, v, w = (x - a) / (2.0 * H), (y - b) / (2.0 * H), (z - c) / (2.0 * H)
    return (x * x + y * y + z * z - a * a - b * b - c * c) / (4.0 * H), u * u + v * v + w * w


@njit(cache=True, error_model="numpy")
def _polish(constants, since, i, j, t):  # type: ignore[no-untyped-def]
    """Time of least distance near t (within a second or so), that distance, the relative speed."""
    for _ in range(4):
        ax, ay, az = _apart(constants, since, i, j, t - H)
        x, y, z = _apart(constants, since, i, j, t)
        bx, by, bz = _apart(constants, since, i, j, t + H)
        u, v, w = (bx - ax) / (2.0 * H), (by - ay) / (2.0 * H), (bz - az) / (2.0 * H)
        p, q, r = (
            (bx - 2.0 * x + ax) / (H * H),
            (by - 2.0 * y + ay) / (H * H),
            (bz - 2.0 * z + az) / (H * H),
        )
        s = 0.0
        dx, dy, dz = x, y, z
        du, dv, dw = u, v, w
        for _k in range(4):
            bend = du * du + dv * dv + dw * dw + dx * p + dy * q + dz * r
            if not bend > 0.0:
                break
            s -= (dx * du + dy * dv + dz * dw) / bend
            s = min(max(s, -60.0), 60.0)
            dx, dy, dz = (
                x + (u + 0.5 * p * s) * s,
                y + (v + 0.5 * q * s) * s,
                z + (w + 0.5 * r * s) * s,
            )
            du, dv, dw = u + p * s, v + q * s, w + r * s
        t += s
        if not abs(s) > 0.25 * H:
            return t, sqrt(dx * dx + dy * dy + dz * dz), sqrt(du * du + dv * dv + dw * dw)
    x, y, z = _apart(constants, since, i, j, t)
    return t, sqrt(x * x + y * y + z * z), sqrt(u * u + v * v + w * w)


@njit(cache=True, error_model="numpy")
def _nearest_between(constants, since, i, j, a, b):  # type: ignore[no-untyped-def]
    """Time of the minimum that a < b bracket, by the rule of false position.

    Illinois on the rate.
    """
    fa, _ = _approach_rate(constants, since, i, j, a)
    fb, _ = _approach_rate(constants, since, i, j, b)
    if not (fa < 0.0 < fb):
        return 0.5 * (a + b)
    side = 0
    for _ in range(_GIVE_UP):
        c = (a * fb - b * fa) / (fb - fa)
        fc, speed2 = _approach_rate(constants, since, i, j, c)
        if abs(fc) <= 1e-5 * speed2 or b - a < 1e-5:
            return c
        if fc > 0.0:
            b, fb = c, fc
            if side == 1:
                fa *= 0.5
            side = 1
        else:
            a, fa = c, fc
            if side == -1:
                fb *= 0.5
            side = -1
    return 0.5 * (a + b)


@njit(cache=True, error_model="numpy")
def _crossing(constants, since, i, j, a, b, within):  # type: ignore[no-untyped-def]
    """Time between a and b at which the distance passes `within`, to a millisecond."""
    fa = square(constants, since, i, j, a) - within * within
    fb = square(constants, since, i, j, b) - within * within
    side = 0
    for k in range(_GIVE_UP):
        if b - a < SAME:
            break
        c = (a * fb - b * fa) / (fb - fa)
        if k % 5 == 4 or not (a < c < b):
            c = 0.5 * (a + b)
        fc = square(constants, since, i, j, c) - within * within
        if not abs(fc) > 1e-7 * within * within:
            return c
        if (fc > 0.0) == (fb > 0.0):
            b, fb = c, fc
            if side == 1:
                fa *= 0.5
            side = 1
        else:
            a, fa = c, fc
            if side == -1:
                fb *= 0.5
            side = -1
    return 0.5 * (a + b)


@njit(cache=True, error_model="numpy")
def _fast(constants, since, i, j, t, low, high, within, row):  # type: ignore[no-untyped-def]
    """Stay of two objects that pass each other quickly, from a guess t good to a second.

    Whether there is one.
    """
    for _ in range(3):
        a = _state(constants, since, i, t)
        b = _state(constants, since, j, t)
        u, v, w = b[3] - a[3], b[4] - a[4], b[5] - a[5]
        step = -((b[0] - a[0]) * u + (b[1] - a[1]) * v + (b[2] - a[2]) * w) / (
            u * u + v * v + w * w
        )
        t += step
        if not abs(step) > 0.05:
            break
    if not (low - 1.0 < t < high + 1.0):
        return False
    t, least, speed = _polish(constants, since, i, j, t)
    if not (least <= within and low - SAME <= t <= high + SAME):
        return False
    half = sqrt(within * within - least * least) / speed
    row[0], row[1], row[2], row[3], row[4], row[5] = t - half, t + half, t, least, 1.0, 0.0
    return True


@njit(cache=True, error_model="numpy")
def _squares(constants, since, i, j, low, m, width, space):  # type: ignore[no-untyped-def]
    """Squared distances of two objects at the nodes; infinite where one has no state."""
    work, minutes, ra, rb, error, no = space
    d2 = np.full(m, np.inf)
    for k in range(m):
        minutes[k] = since[i, 0] + (low + (k - 1) * width) / 60.0
    fill(constants[i], minutes[:m], ra, no, error, work)
    for k in range(m):
        if error[k] != 0 or not since[i, 1] <= minutes[k] <= since[i, 2]:
            ra[k, 0] = np.nan
        minutes[k] = since[j, 0] + (low + (k - 1) * width) / 60.0
    fill(constants[j], minutes[:m], rb, no, error, work)
    for k in range(m):
        square_k = (
            (rb[k, 0] - ra[k, 0]) ** 2 + (rb[k, 1] - ra[k, 1]) ** 2 + (rb[k, 2] - ra[k, 2]) ** 2
        )
        alive = since[j, 1] <= minutes[k] <= since[j, 2]
        if error[k] == 0 and alive and not np.isnan(square_k):
            d2[k] = square_k
    return d2


@njit(cache=True, error_model="numpy")
def _slow(constants, since, i, j, low, windows, width, within, rows, space):  # type: ignore[no-untyped-def]
    """Stays of two objects over a run of windows, node by node; how many."""
    m = windows + 3  # edges of the windows, and one node more on either side
    d2 = _squares(constants, since, i, j, low, m, width, space)
    limit = within * within
    high = low + windows * width
    # Points in order of time: the nodes, and between them the minima (kind 1).
    t = np.empty(2 * m)
    d = np.empty(2 * m)
    minimum = np.zeros(2 * m, np.uint8)
    count = 0
    for k in range(1, m - 1):
        at = low + (k - 1) * width
        turn = np.nan
        if d2[k] < np.inf and d2[k] <= d2[k - 1] and d2[k] < d2[k + 1]:
            turn = _nearest_between(constants, since, i, j, at - width, at + width)
        if not np.isnan(turn) and low - SAME <= turn <= high + SAME and turn <= at:
            count = _add(constants, since, i, j, turn, t, d, minimum, count)
        t[count], d[count], minimum[count] = at, d2[k], 0
        count += 1
        if not np.isnan(turn) and low - SAME <= turn <= high + SAME and turn > at:
            count = _add(constants, since, i, j, turn, t, d, minimum, count)
    stays = 0
    inside = False
    for k in range(count):
        now = d[k] <= limit
        if now and not inside:
            rows[stays, 0], rows[stays, 5] = t[k], 1.0
            rows[stays, 3], rows[stays, 4] = np.inf, 0.0
            if k > 0:
                rows[stays, 0], rows[stays, 5] = (
                    _edge(constants, since, i, j, t[k - 1], t[k], d[k - 1], within),
                    0.0,
                )
        elif inside and not now:
            rows[stays, 1] = _edge(constants, since, i, j, t[k - 1], t[k], d[k], within)
            stays += 1
        inside = now
        if now:
            if d[k] < rows[stays, 3] ** 2:
                rows[stays, 2], rows[stays, 3] = t[k], sqrt(d[k])
            rows[stays, 4] += minimum[k]
    if inside:
        rows[stays, 1] = t[count - 1]
        rows[stays, 5] += 2.0
        stays += 1
    return stays


@njit(cache=True, error_model="numpy")
def _add(constants, since, i, j, turn, t, d, minimum, count):  # type: ignore[no-untyped-def]
    """Put the minimum at `turn` among the points."""
    least = square(constants, since, i, j, turn)
    if not np.isnan(least):
        t[count], d[count], minimum[count] = turn, least, 1
        count += 1
    return count


@njit(cache=True, error_model="numpy")
def _edge(constants, since, i, j, a, b, outer, within):  # type: ignore[no-untyped-def]
    """Crossing between a and b; where one of the two has no state, the other."""
    if not outer < np.inf:
        return 0.5 * (a + b)
    return _crossing(constants, since, i, j, a, b, within)


@njit(cache=True, error_model="numpy", nogil=True)
def refine(constants, since, pairs, runs, guess, place, width, within, rows, counts):  # type: ignore[no-untyped-def]
    """Stays within `within` m of each run of windows.

    Parameters: pairs (n, 2) objects; runs (n, 2) start in s and number of windows; guess (n,) s,
    NaN for objects that move slowly relative to each other; place (n,) first row of each in `rows`
    (·, COLUMNS); counts (n,) gets how many.
    """
    most = 64
    space = (
        new_work(),
        np.empty(most),
        np.empty((most, 3)),
        np.empty((most, 3)),
        np.empty(most, np.uint8),
        np.empty((0, 3)),
    )
    for n in range(pairs.shape[0]):
        i, j = pairs[n, 0], pairs[n, 1]
        low, windows = runs[n, 0], int(runs[n, 1])
        out = rows[place[n] :]
        if not np.isnan(guess[n]):
            high = low + windows * width
            counts[n] = (
                1 if _fast(constants, since, i, j, guess[n], low, high, within, out[0]) else 0
            )
        else:
            counts[n] = _slow(constants, since, i, j, low, windows, width, within, out, space)


@njit(cache=True, error_model="numpy", nogil=True)
def geometry(constants, since, pairs, t, out):  # type: ignore[no-untyped-def]
    """Miss distance, relative speed and radial.

    In-track and cross-track parts of the miss into out (n, 5).

    The parts are of secondary less primary along the primary's own directions.
    """
    for n in range(pairs.shape[0]):
        i, j = pairs[n, 0], pairs[n, 1]
        a = _state(constants, since, i, t[n])
        x, y, z = _apart(constants, since, i, j, t[n])
        bx, by, bz = _apart(constants, since, i, j, t[n] - H)
        cx, cy, cz = _apart(constants, since, i, j, t[n] + H)
        base = 2.0 * H
        if np.isnan(bx):  # an orbit begins or ends within a second: the rate is of the other side
            bx, by, bz, base = x, y, z, H
        if np.isnan(cx):
            cx, cy, cz, base = x, y, z, H
        hx, hy, hz = a[1] * a[5] - a[2] * a[4], a[2] * a[3] - a[0] * a[5], a[0] * a[4] - a[1] * a[3]
        h = sqrt(hx * hx + hy * hy + hz * hz)
        r = sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])
        ex, ey, ez = a[0] / r, a[1] / r, a[2] / r
        hx, hy, hz = hx / h, hy / h, hz / h
        out[n, 0] = sqrt(x * x + y * y + z * z)
        out[n, 1] = sqrt((cx - bx) ** 2 + (cy - by) ** 2 + (cz - bz) ** 2) / base
        out[n, 2] = x * ex + y * ey + z * ez
        out[n, 3] = x * (hy * ez - hz * ey) + y * (hz * ex - hx * ez) + z * (hx * ey - hy * ex)
        out[n, 4] = x * hx + y * hy + z * hz
