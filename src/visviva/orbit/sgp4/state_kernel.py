"""SGP4 of one state at a time, compiled."""

import math

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
from visviva.orbit.sgp4.kernel import MAX_NEWTON
from visviva.orbit.sgp4.resonance import at_time
from visviva.orbit.sgp4.stages import (
    kepler_start,
    kepler_step,
    near_constants,
    near_secular,
    short_period,
)
from visviva.orbit.sgp4.vectormath import sincos


@njit(cache=True, error_model="numpy")
def kepler(ax, ay, u):  # type: ignore[no-untyped-def]
    """Sine and cosine of the eccentric longitude for one time."""
    s, c, p, q, d = kepler_start(ax, ay, u)
    sd, cd = 0.0, 1.0
    for _ in range(MAX_NEWTON):
        d, sd, cd, more = kepler_step(p, q, d)
        if not more:
            break
    return s * cd + c * sd, c * cd - s * sd


@njit(cache=True, error_model="numpy")
def near_state(c, t):  # type: ignore[no-untyped-def]
    """State of a near-Earth object (row c) at one time: x, y, z (m), vx, vy, vz (m/s), error."""
    ax, ay, u, a, node, error = near_secular(near_constants(c), t)
    sin_e, cos_e = kepler(ax, ay, u)
    return short_period(
        ax,
        ay,
        sin_e,
        cos_e,
        a,
        node,
        c[lay.SINIO],
        c[lay.COSIO],
        c[lay.CON41],
        c[lay.X1MTH2],
        c[lay.X7THM1],
        error,
    )


@njit(cache=True, error_model="numpy")
def deep_state(c, t):  # type: ignore[no-untyped-def]
    """State of a deep-space object (row c) at one time: x, y, z (m), vx, vy, vz (m/s), error."""
    p = deep_constants(c)
    longitude, motion = at_time(c, t) if c[lay.IREZ] != 0.0 else (0.0, c[lay.NO])
    e, inc, argp, node, mean, a, error = deep_secular(
        p, t, longitude, motion, (lay.XKE / motion) ** (2.0 / 3.0)
    )
    pe, pinc, pl, pgh, ph = periodics(p, solar_constants(c), lunar_constants(c), t)
    inc = inc + pinc
    sini, cosi = sincos(inc)
    if inc >= 0.2:
        ph = ph / sini
        argp, node = argp + pgh - cosi * ph, node + ph
    else:
        argp, node = lyddane(sini, cosi, argp, node, pinc, pgh, ph)
    if inc < 0.0:
        sini, node, argp = -sini, node + math.pi, argp - math.pi
    ax, ay, u, error = deep_shape(e + pe, sini, cosi, argp, mean + pl, a, error)
    sin_e, cos_e = kepler(ax, ay, u)
    th2 = cosi * cosi
    return short_period(
        ax,
        ay,
        sin_e,
        cos_e,
        a,
        node,
        sini,
        cosi,
        3.0 * th2 - 1.0,
        1.0 - th2,
        7.0 * th2 - 1.0,
        error,
    )


@njit(cache=True, error_model="numpy")
def state_at(constants, i, t):  # type: ignore[no-untyped-def]
    """State of object i at t minutes from its epoch.

    X, y, z (m), vx, vy, vz (m/s), error (0.0 is none).
    """
    c = constants[i]
    return near_state(c, t) if c[lay.METHOD] == 0.0 else deep_state(c, t)
