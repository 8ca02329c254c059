"""The compiled kernel: rows of constants in, positions and velocities out.

Callable from other compiled code.

Work goes in blocks of 64 times. Each stage of the theory is one loop over the block that the
compiler turns into SIMD code; between the stages the numbers lie in a work array that fits the
nearest cache. Blocks are always full (the last is padded with its last time), so a state does not
depend on the size of a chunk or on the place of a time in it.

Compiled entry points, for use inside other compiled functions (times in minutes from the object's
epoch):

- ``new_work()``: scratch memory, one per thread;
- ``fill(c, t, r, v, error, work)``: states of one object (row `c`) at times `t` (m,) into `r` (m,
  3) metres, `v` (m, 3) metres per second (or (0, 3): not wanted), `error` (m,) uint8;
  Only the first `len(t)` rows are written; `t` may be in any order;
- ``state_at(constants, i, t)``: ``(x, y, z, vx, vy, vz, error)`` of object i at one time, without
  scratch memory.
"""

import math

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay
from visviva.orbit.sgp4.deep_stages import (
    deep_constants,
    deep_secular,
    deep_shape,
    lunar_constants,
    lyddane,
    periodics,
    solar_constants,
)
from visviva.orbit.sgp4.resonance import from_step, steps
from visviva.orbit.sgp4.stages import (
    kepler_start,
    kepler_step,
    near_constants,
    near_secular,
    short_period,
)
from visviva.orbit.sgp4.vectormath import power_minus_two_thirds, sincos

B = 64
# Places of the rows in the work array.
T, AX, AY, U, A, NODE, ERR, INC = 0, B, 2 * B, 3 * B, 4 * B, 5 * B, 6 * B, 7 * B
SINI, COSI, P, Q, SU, CU, D, SINE = 8 * B, 9 * B, 10 * B, 11 * B, 12 * B, 13 * B, 14 * B, 15 * B
COSE, LIVE, X, Y, Z, VX, VY, VZ = 16 * B, 17 * B, 18 * B, 19 * B, 20 * B, 21 * B, 22 * B, 23 * B
# Rows that only the deep-space stages use, before the later ones are written.
LON, MOTION, AXIS, ECC, ARGP, MEAN, PINC, PGH, PH = P, Q, SU, CU, D, SINE, X, Y, Z
WORK = 24 * B
MAX_NEWTON = 9


@njit(cache=True)
def new_work():  # type: ignore[no-untyped-def]
    """Scratch memory for `fill`."""
    return np.empty(WORK)


@njit(cache=True, error_model="numpy")
def near_block(c, w):  # type: ignore[no-untyped-def]
    """Secular stage of a near-Earth object over one block."""
    p = near_constants(c)
    for k in range(B):
        ax, ay, u, a, node, error = near_secular(p, w[T + k])
        w[AX + k] = ax
        w[AY + k] = ay
        w[U + k] = u
        w[A + k] = a
        w[NODE + k] = node
        w[ERR + k] = error


@njit(cache=True, error_model="numpy")
def resonance_block(c, w, forward, backward):  # type: ignore[no-untyped-def]
    """Longitude, mean motion and semi-major axis of a deep-space object over one block."""
    no, ao = c[lay.NO], c[lay.AO]
    if c[lay.IREZ] == 0.0:
        for k in range(B):
            w[LON + k] = 0.0
            w[MOTION + k] = no
            w[AXIS + k] = ao
        return
    first = 0
    while first < B:  # a run of times that share one step of the integrator
        t = w[T + first]
        step = int(t / lay.STEP)
        end = first + 1
        while end < B and int(w[T + end] / lay.STEP) == step and (w[T + end] >= 0.0) == (t >= 0.0):
            end += 1
        s = forward[step] if t >= 0.0 else backward[-step]
        s0, s1, s2, s3, s4, origin = s[0], s[1], s[2], s[3], s[4], step * lay.STEP
        for k in range(first, end):
            longitude, motion = from_step(s0, s1, s2, s3, s4, w[T + k] - origin)
            w[LON + k] = longitude
            w[MOTION + k] = motion
        first = end
    far = 0
    for k in range(B):
        ratio = w[MOTION + k] / no
        w[AXIS + k] = ao * power_minus_two_thirds(ratio)
        far += 1 if abs(ratio - 1.0) > 0.1 else 0
    if far > 0:
        for k in range(B):
            if abs(w[MOTION + k] / no - 1.0) > 0.1:
                w[AXIS + k] = (lay.XKE / w[MOTION + k]) ** (2.0 / 3.0)


@njit(cache=True, error_model="numpy")
def deep_block(c, w):  # type: ignore[no-untyped-def]
    """Secular and lunar-solar stages of a deep-space object over one block.

    Resonance already there.
    """
    p, sun, moon = deep_constants(c), solar_constants(c), lunar_constants(c)
    low = 0
    for k in range(B):
        t = w[T + k]
        e, inc, argp, node, mean, a, error = deep_secular(
            p, t, w[LON + k], w[MOTION + k], w[AXIS + k]
        )
        pe, pinc, pl, pgh, ph = periodics(p, sun, moon, t)
        e = e + pe
        inc = inc + pinc
        sini, cosi = sincos(inc)
        low += 1 if inc < 0.2 else 0
        w[ECC + k] = e
        w[INC + k] = inc
        w[SINI + k] = sini
        w[COSI + k] = cosi
        w[ARGP + k] = argp
        w[NODE + k] = node
        w[MEAN + k] = mean + pl
        w[A + k] = a
        w[ERR + k] = error
        w[PINC + k] = pinc
        w[PGH + k] = pgh
        w[PH + k] = ph
    if low < B:
        for k in range(B):
            ph = w[PH + k] / w[SINI + k]
            high = w[INC + k] >= 0.2
            w[ARGP + k] += (w[PGH + k] - w[COSI + k] * ph) if high else 0.0
            w[NODE + k] += ph if high else 0.0
    if low > 0:
        for k in range(B):
            argp, node = lyddane(
                w[SINI + k],
                w[COSI + k],
                w[ARGP + k],
                w[NODE + k],
                w[PINC + k],
                w[PGH + k],
                w[PH + k],
            )
            flat = w[INC + k] < 0.2
            w[ARGP + k] = argp if flat else w[ARGP + k]
            w[NODE + k] = node if flat else w[NODE + k]
    for k in range(B):
        sini = w[SINI + k]
        flip = w[INC + k] < 0.0
        sini = -sini if flip else sini
        argp = w[ARGP + k] - (math.pi if flip else 0.0)
        w[SINI + k] = sini
        w[NODE + k] += math.pi if flip else 0.0
        ax, ay, u, error = deep_shape(
            w[ECC + k], sini, w[COSI + k], argp, w[MEAN + k], w[A + k], w[ERR + k]
        )
        w[AX + k] = ax
        w[AY + k] = ay
        w[U + k] = u
        w[ERR + k] = error


@njit(cache=True, error_model="numpy")
def kepler_block(w):  # type: ignore[no-untyped-def]
    """Sine and cosine of the eccentric longitude over one block, into rows SINE and COSE.

    Each time stops on its own account: its result does not depend on the others of its block.
    Orbits that are nearly round are done in the first pass.
    """
    large = 0
    for k in range(B):
        su, cu, p, q, d = kepler_start(w[AX + k], w[AY + k], w[U + k])
        d, s, c, more = kepler_step(p, q, d)
        w[SU + k] = su
        w[CU + k] = cu
        w[P + k] = p
        w[Q + k] = q
        w[D + k] = d
        w[SINE + k] = su * c + cu * s
        w[COSE + k] = cu * c - su * s
        w[LIVE + k] = 1.0 if more else 0.0
        large += 1 if more else 0
    for _ in range(MAX_NEWTON - 1):
        if large == 0:
            return
        large = 0
        for k in range(B):
            d, s, c, more = kepler_step(w[P + k], w[Q + k], w[D + k])
            su, cu = w[SU + k], w[CU + k]
            live = w[LIVE + k] != 0.0
            w[D + k] = d if live else w[D + k]
            w[SINE + k] = su * c + cu * s if live else w[SINE + k]
            w[COSE + k] = cu * c - su * s if live else w[COSE + k]
            on = live and more
            w[LIVE + k] = 1.0 if on else 0.0
            large += 1 if on else 0


@njit(cache=True, error_model="numpy")
def near_states(c, w):  # type: ignore[no-untyped-def]
    """Short-period stage with a fixed inclination."""
    sini, cosi = c[lay.SINIO], c[lay.COSIO]
    con41, x1mth2, x7thm1 = c[lay.CON41], c[lay.X1MTH2], c[lay.X7THM1]
    for k in range(B):
        x, y, z, vx, vy, vz, error = short_period(
            w[AX + k],
            w[AY + k],
            w[SINE + k],
            w[COSE + k],
            w[A + k],
            w[NODE + k],
            sini,
            cosi,
            con41,
            x1mth2,
            x7thm1,
            w[ERR + k],
        )
        w[X + k] = x
        w[Y + k] = y
        w[Z + k] = z
        w[VX + k] = vx
        w[VY + k] = vy
        w[VZ + k] = vz
        w[ERR + k] = error


@njit(cache=True, error_model="numpy")
def deep_states(w):  # type: ignore[no-untyped-def]
    """Short-period stage with the inclination of the moment."""
    for k in range(B):
        cosi = w[COSI + k]
        th2 = cosi * cosi
        x, y, z, vx, vy, vz, error = short_period(
            w[AX + k],
            w[AY + k],
            w[SINE + k],
            w[COSE + k],
            w[A + k],
            w[NODE + k],
            w[SINI + k],
            cosi,
            3.0 * th2 - 1.0,
            1.0 - th2,
            7.0 * th2 - 1.0,
            w[ERR + k],
        )
        w[X + k] = x
        w[Y + k] = y
        w[Z + k] = z
        w[VX + k] = vx
        w[VY + k] = vy
        w[VZ + k] = vz
        w[ERR + k] = error


@njit(cache=True, error_model="numpy", nogil=True)
def fill(c, t, r, v, error, w):  # type: ignore[no-untyped-def]
    """States of one object at times t (minutes from its epoch); see the module's first lines."""
    m = t.shape[0]
    deep = c[lay.METHOD] != 0.0
    resonant = deep and c[lay.IREZ] != 0.0
    ahead, behind = 0.0, 0.0
    if resonant:
        for k in range(m):
            ahead = max(ahead, t[k])
            behind = min(behind, t[k])
    forward = steps(c, int(ahead / lay.STEP) + 1 if resonant else 0, lay.STEP)
    backward = steps(c, int(-behind / lay.STEP) + 1 if resonant else 0, -lay.STEP)
    for start in range(0, m, B):
        count = min(B, m - start)
        for k in range(B):
            w[T + k] = t[start + min(k, count - 1)]
        if deep:
            resonance_block(c, w, forward, backward)
            deep_block(c, w)
            kepler_block(w)
            deep_states(w)
        else:
            near_block(c, w)
            kepler_block(w)
            near_states(c, w)
        wrong = 0
        for k in range(B):
            wrong += 1 if w[ERR + k] != 0.0 else 0
        for k in range(count):
            error[start + k] = np.uint8(w[ERR + k]) if wrong > 0 else np.uint8(0)
        for k in range(count):
            r[start + k, 0] = w[X + k]
            r[start + k, 1] = w[Y + k]
            r[start + k, 2] = w[Z + k]
        if v.shape[0] > 0:
            for k in range(count):
                v[start + k, 0] = w[VX + k]
                v[start + k, 1] = w[VY + k]
                v[start + k, 2] = w[VZ + k]


@njit(cache=True, error_model="numpy", nogil=True)
def fill_rows(constants, epoch_jd, epoch_fr, jd, fr, r, v, error):  # type: ignore[no-untyped-def]
    """States of n objects at m moments (two-part Julian dates) into r, v (n, m, 3), error (n, m).

    v may be (n, 0, 3): then none are written.
    """
    w = new_work()
    t = np.empty(jd.shape[0])
    for i in range(constants.shape[0]):
        for k in range(jd.shape[0]):
            t[k] = (jd[k] - epoch_jd[i]) * 1440.0 + (fr[k] - epoch_fr[i]) * 1440.0
        fill(constants[i], t, r[i], v[i], error[i], w)
