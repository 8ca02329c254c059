"""Compiled sieve of close approaches: who may meet whom within one window of time.

States are taken in the middle of windows of equal length, in single precision (half a metre in low
orbit). Over a window two objects that can meet move almost straight relative to each other: gravity
pulls both nearly alike, and what is left, at most ``TIDE`` times their distance, is allowed for. So
the straight line decides, with a margin.
"""

from math import sqrt

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4.kernel import fill, new_work

GM = 3.986008e14  # WGS 72, as SGP4
TIDE = 3.5e-6  # 1/s²: over 2 GM/r³ at the surface, the steepest change of gravity with distance
SLACK = 50.0  # m for each object: rounding in single precision, J2
# m, disagreement of SGP4's velocity with its positions over a window past which it is no orbit
RUNAWAY = 5e4
JERK = 7e-6  # 1/s²: over 5 GM/r³ at the surface, bounds the third derivatives
FLOOR, FARTHEST, FASTEST = 6.3e6, 1e9, 1.2e4  # outside these a state is no orbit about the Earth
BANDS = 1024
BAND = 3.2e4  # m
SHELLS = 16384
_FLAGS = {"contract", "reassoc", "arcp", "nsz"}


@njit(cache=True, error_model="numpy")
def _disagreement(r, v, t, k):  # type: ignore[no-untyped-def]
    """Position at step k + 1 less that at k carried on with the mean of both velocities, m.

    0 next to an error.
    """
    half = 0.5 * (t[k + 1] - t[k])
    total = 0.0
    for c in range(3):
        total += (r[k + 1, c] - r[k, c] - half * (v[k, c] + v[k + 1, c])) ** 2
    return sqrt(total) if not np.isnan(total) else 0.0


@njit(cache=True, error_model="numpy", nogil=True)
def pack(constants, since, low, high, t, states, stopped):  # type: ignore[no-untyped-def]
    """States of objects low to high at times t (m,) s into `states`.

    In m, 7, n float32, NaN where there is none.

    Rows: position (m), velocity (m/s), and by how much the straight line may miss the object half a
    step away: SGP4's velocity is not quite the rate of its position, by metres a second in deep
    space and where drag runs away. `since` (n, 3) is the start of t in minutes from each epoch, and
    the first and last minute from the epoch at which the object is an orbit;
    `stopped` (n,) gets the first time without a state.
    """
    work = new_work()
    m = t.shape[0]
    minutes = np.empty(m)
    r = np.empty((m, 3))
    v = np.empty((m, 3))
    error = np.empty(m, np.uint8)
    for i in range(low, high):
        for k in range(m):
            minutes[k] = since[i, 0] + t[k] / 60.0
        fill(constants[i], minutes, r, v, error, work)
        for k in range(m):
            r2 = r[k, 0] ** 2 + r[k, 1] ** 2 + r[k, 2] ** 2
            v2 = v[k, 0] ** 2 + v[k, 1] ** 2 + v[k, 2] ** 2
            good = (
                error[k] == 0
                and since[i, 1] <= minutes[k] <= since[i, 2]
                and FLOOR * FLOOR < r2 < FARTHEST * FARTHEST
                and v2 < FASTEST * FASTEST
            )
            slack = SLACK
            if m > 1:
                slack += 0.5 * max(
                    _disagreement(r, v, t, max(k - 1, 0)), _disagreement(r, v, t, min(k, m - 2))
                )
                good = good and slack < RUNAWAY
            states[k, 6, i] = slack
            if not good:
                stopped[i] = min(stopped[i], t[k])
            for c in range(3):
                states[k, c, i] = r[k, c] if good else np.nan
                states[k, 3 + c, i] = v[k, c] if good else np.nan


@njit(cache=True, error_model="numpy", fastmath=_FLAGS)
def _meets(s, i, j, half, within):  # type: ignore[no-untyped-def]
    """Whether i and j may come within `within` in the window, and when, in seconds from its middle.

    When is NaN for a pair so slow that it may stay for a good part of a window.
    """
    x, y, z = (
        np.float64(s[0, j] - s[0, i]),
        np.float64(s[1, j] - s[1, i]),
        np.float64(s[2, j] - s[2, i]),
    )
    u, v, w = (
        np.float64(s[3, j] - s[3, i]),
        np.float64(s[4, j] - s[4, i]),
        np.float64(s[5, j] - s[5, i]),
    )
    speed2 = u * u + v * v + w * w
    tau: float = min(max(-(x * u + y * v + z * w) / (speed2 + 1e-12), -half), half)
    apart = sqrt(x * x + y * y + z * z)
    dx, dy, dz = x + u * tau, y + v * tau, z + w * tau
    least = within + np.float64(s[6, i] + s[6, j]) + 0.5 * TIDE * half * half * (apart + within)
    slow = speed2 * half * half < 4.0 * least * least
    return dx * dx + dy * dy + dz * dz <= least * least, np.nan if slow else tau


@njit(cache=True, error_model="numpy")
def _reach(s, i, half, within, box):  # type: ignore[no-untyped-def]
    """Half-widths of what object i can touch in the window.

    Radius and, along x, y, z, into box (4,); the radius.
    """
    x, y, z = np.float64(s[0, i]), np.float64(s[1, i]), np.float64(s[2, i])
    u, v, w = np.float64(s[3, i]), np.float64(s[4, i]), np.float64(s[5, i])
    r = sqrt(x * x + y * y + z * z)
    climb = (x * u + y * v + z * w) / r
    speed2 = u * u + v * v + w * w
    pull = GM / (r * r * r)
    half2 = 0.5 * half * half
    rest = 0.5 * within + np.float64(s[6, i])
    third = JERK * half * half * half / 6.0
    box[0] = (
        abs(climb) * (half + third)
        + abs((speed2 - climb * climb) / r - pull * r) * half2 * 1.05
        + rest
    )
    box[1] = abs(u) * (half + third) + pull * abs(x) * half2 * 1.05 + rest
    box[2] = abs(v) * (half + third) + pull * abs(y) * half2 * 1.05 + rest
    box[3] = abs(w) * (half + third) + pull * abs(z) * half2 * 1.05 + rest
    return r


@njit(cache=True, error_model="numpy")
def _place(value, width, count):  # type: ignore[no-untyped-def]
    """Number of the cell that holds `value`; the last cells take all beyond."""
    return int(min(max(value / width, 0.0), count - 1.0))


@njit(cache=True, error_model="numpy", nogil=True)
def _in_order(radius, band, in_band, good):  # type: ignore[no-untyped-def]
    """The objects that have a state, in order of their lowest band; `in_band` counts by band."""
    for q in range(BANDS):
        in_band[q + 1] += in_band[q]
    order = np.empty(good, np.int32)
    for i in range(radius.shape[0]):
        if radius[i, 0] >= 0:
            order[in_band[band[i, 0]]] = i
            in_band[band[i, 0]] += 1
    return order


@njit(cache=True, error_model="numpy", nogil=True)
def meet_all(s, half, within, shell, first, second, tau):  # type: ignore[no-untyped-def]
    """Pairs of all objects that may meet in one window, s (7, n).

    Returns how many, written as far as there is room.

    Objects lie in shells of radius, as many as they can touch, and there in order of z; a pair
    counts in the first shell that both touch, once.
    """
    n = s.shape[1]
    radius = np.empty((n, 2), np.int32)
    band = np.empty((n, 2), np.int32)
    wide = np.empty((n, 2), np.float32)
    in_band = np.zeros(BANDS + 1, np.int32)
    in_shell = np.zeros(SHELLS + 1, np.int32)
    box = np.empty(4)
    good = 0
    for i in range(n):
        if np.isnan(s[0, i]):
            radius[i, 0] = -1
            continue
        good += 1
        r = _reach(s, i, half, within, box)
        radius[i, 0] = _place(r - box[0] - FLOOR, shell, SHELLS)
        radius[i, 1] = _place(r + box[0] - FLOOR, shell, SHELLS)
        z = s[2, i] + 0.5 * BANDS * BAND
        band[i, 0] = _place(z - box[3], BAND, BANDS)
        band[i, 1] = _place(z + box[3], BAND, BANDS)
        wide[i, 0] = box[1]
        wide[i, 1] = box[2]
        in_band[band[i, 0] + 1] += 1
        for q in range(radius[i, 0], radius[i, 1] + 1):
            in_shell[q + 1] += 1
    for q in range(SHELLS):
        in_shell[q + 1] += in_shell[q]
    order = _in_order(radius, band, in_band, good)
    entries = in_shell[SHELLS]
    who = np.empty(entries, np.int32)
    lowest = np.empty(entries, np.int32)
    bottom = np.empty(entries, np.int32)
    x = np.empty(entries, np.float32)
    y = np.empty(entries, np.float32)
    wx = np.empty(entries, np.float32)
    wy = np.empty(entries, np.float32)
    for a in range(good):
        i = order[a]
        for q in range(radius[i, 0], radius[i, 1] + 1):
            e = in_shell[q]
            in_shell[q] += 1
            who[e] = i
            lowest[e] = radius[i, 0]
            bottom[e] = band[i, 0]
            x[e], y[e], wx[e], wy[e] = s[0, i], s[1, i], wide[i, 0], wide[i, 1]
    room = first.shape[0]
    found = 0
    start = 0
    for q in range(SHELLS):
        end = in_shell[q]  # scattering has moved each start to its end
        for e in range(start, end):
            i = who[e]
            top, xe, ye, we, he, own = band[i, 1], x[e], y[e], wx[e], wy[e], lowest[e] == q
            for f in range(e + 1, end):
                if bottom[f] > top:
                    break
                if abs(x[f] - xe) > wx[f] + we or abs(y[f] - ye) > wy[f] + he:
                    continue
                if not (own or lowest[f] == q):
                    continue
                j = who[f]
                yes, at = _meets(s, i, j, half, within)
                if yes:
                    if found < room:
                        first[found], second[found], tau[found] = min(i, j), max(i, j), at
                    found += 1
        start = end
    return found


@njit(cache=True, error_model="numpy", nogil=True)
def meet_one(s, p, half, within, first, second, tau):  # type: ignore[no-untyped-def]
    """As `meet_all`, of object p with each other one."""
    n = s.shape[1]
    found = 0
    if np.isnan(s[0, p]):
        return found
    box = np.empty(4)
    own = np.empty(4)
    radius = _reach(s, p, half, within, own)
    for j in range(n):
        if j == p or np.isnan(s[0, j]):
            continue
        if abs(_reach(s, j, half, within, box) - radius) > own[0] + box[0]:
            continue
        yes, at = _meets(s, p, j, half, within)
        if yes:
            if found < first.shape[0]:
                first[found], second[found], tau[found] = p, j, at
            found += 1
    return found
