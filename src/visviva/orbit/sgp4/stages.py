"""The three stages of one SGP4 evaluation, each branch-free, on numbers.

Secular motion, Kepler, short period.

Branch-free means that every choice is a select between two computed values, so the compiler can
evaluate many times at once (`visviva.orbit.sgp4.kernel`). Hoots & Roehrich (1980), sections 6 and
10; Vallado et al. (2006).

The arguments `p` are tuples of constants made by `near_constants`, `deep_constants`: tuples, not
rows of an array, because the compiler keeps them in registers and need not fear that a store
changes them.
"""

import math

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay
from visviva.orbit.sgp4.vectormath import CONTRACT, reduce_angle, sincos

SMALL_ECC = 1e-6


@njit(forceinline=True, error_model="numpy")
def near_constants(c):  # type: ignore[no-untyped-def]
    """Constants that the near-Earth secular stage needs."""
    return (
        c[lay.MO],
        c[lay.MDOT],
        c[lay.ARGPO],
        c[lay.ARGPDOT],
        c[lay.NODEO],
        c[lay.NODEDOT],
        c[lay.NODECF],
        c[lay.ECCO],
        c[lay.NO],
        c[lay.AO],
        c[lay.CC1],
        c[lay.BSTAR] * c[lay.CC4],
        c[lay.BSTAR] * c[lay.CC5],
        c[lay.D2],
        c[lay.D3],
        c[lay.D4],
        c[lay.T2COF],
        c[lay.T3COF],
        c[lay.T4COF],
        c[lay.T5COF],
        c[lay.OMGCOF],
        c[lay.XMCOF],
        c[lay.ETA],
        c[lay.DELMO],
        c[lay.SINMAO],
        c[lay.AYCOF],
        c[lay.XLCOF],
    )


@njit(forceinline=True, error_model="numpy")
def mean_anomaly(mm, argp, node):  # type: ignore[no-untyped-def]
    """Mean anomaly reduced as the reference reduces it: through the mean longitude."""
    return reduce_angle(mm + argp + node) - reduce_angle(argp) - reduce_angle(node)


@njit(forceinline=True, error_model="numpy")
def near_secular(p, t):  # type: ignore[no-untyped-def]
    """Mean elements at t minutes.

    Ax, ay (eccentricity vector), u (longitude from node), a, node, error 0 or 1.
    """
    (
        mo,
        mdot,
        argpo,
        argpdot,
        nodeo,
        nodedot,
        nodecf,
        ecco,
        no,
        ao,
        cc1,
        bcc4,
        bcc5,
        d2,
        d3,
        d4,
        t2cof,
        t3cof,
        t4cof,
        t5cof,
        omgcof,
        xmcof,
        eta,
        delmo,
        sinmao,
        aycof,
        xlcof,
    ) = p
    t2 = t * t
    t3 = t2 * t
    t4 = t3 * t
    xmdf = mo + mdot * t
    _, cos_m = sincos(xmdf)
    growth = 1.0 + eta * cos_m
    shift = omgcof * t + xmcof * (growth * growth * growth - delmo)
    mm = xmdf + shift
    argp = (argpo + argpdot * t) - shift
    node = (nodeo + nodedot * t) + nodecf * t2
    sin_m, _ = sincos(mm)
    tempa = 1.0 - cc1 * t - d2 * t2 - d3 * t3 - d4 * t4
    em = ecco - (bcc4 * t + bcc5 * (sin_m - sinmao))
    mm = mm + no * (t2cof * t2 + t3cof * t3 + t4 * (t4cof + t * t5cof))
    a = ao * (tempa * tempa)
    error = 1.0 if (em >= 1.0 or em < -0.001) else 0.0
    e = SMALL_ECC if em < SMALL_ECC else em
    mean = mean_anomaly(mm, argp, node)
    argp = reduce_angle(argp)
    sin_w, cos_w = sincos(argp)
    temp = 1.0 / (a * (1.0 - e * e))
    ax = e * cos_w
    ay = e * sin_w + temp * aycof
    return ax, ay, mean + argp + temp * xlcof * ax, a, node, error


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def kepler_start(ax, ay, u):  # type: ignore[no-untyped-def]
    """Kepler's equation as ``d = p cos d + q sin d`` for ``d = E - u``.

    Sin u, cos u, p, q and a first d.

    Halley's step for low eccentricity; for others Newton's, limited to 0.95 as in the reference.
    """
    s, c = sincos(u)
    p = ax * s - ay * c
    q = ax * c + ay * s
    slope = 1.0 - q
    halley = ax * ax + ay * ay < 0.04
    d = (p * slope if halley else p) / (slope * slope + 0.5 * p * p if halley else slope)
    return s, c, p, q, min(max(d, -0.95), 0.95)


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def kepler_step(p, q, d):  # type: ignore[no-untyped-def]
    """One Newton step from d: the next d, its sine and cosine.

    And whether the step was still large.
    """
    s, c = sincos(d)
    step = (p * c + q * s - d) / (1.0 - q * c + p * s)
    step = min(max(step, -0.95), 0.95)
    half = 0.5 * step * step
    return d + step, s + step * c - half * s, c - step * s - half * c, abs(step) >= 1e-7


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def short_period(ax, ay, sin_e, cos_e, a, node, sini, cosi, con41, x1mth2, x7thm1, error):  # type: ignore[no-untyped-def]
    """Position (m), velocity (m/s) in TEME, and the error code.

    From elements with sine and cosine of ``E + ω``.
    """
    e_cos = ax * cos_e + ay * sin_e
    e_sin = ax * sin_e - ay * cos_e
    el2 = ax * ax + ay * ay
    pl = a * (1.0 - el2)
    error = 4.0 if (error == 0.0 and pl < 0.0) else error
    rl = a * (1.0 - e_cos)
    root_a = math.sqrt(a)
    beta = math.sqrt(1.0 - el2)
    # Four divisions in one: the reciprocals of r, p, 1 + beta and a**1.5 from that of their
    # product.
    one_beta = 1.0 + beta
    a_root_a = a * root_a
    r_p = rl * pl
    b_a = one_beta * a_root_a
    inverse = 1.0 / (r_p * b_a)
    inv_r = inverse * b_a * pl
    inv_p = inverse * b_a * rl
    inv_both = inverse * r_p
    temp = e_sin * (inv_both * a_root_a)
    rdot = root_a * e_sin * inv_r
    rvdot = root_a * beta * inv_r
    sinu = a * inv_r * (sin_e - ay - ax * temp)
    cosu = a * inv_r * (cos_e - ax + ay * temp)
    sin2u = (cosu + cosu) * sinu
    cos2u = 1.0 - 2.0 * sinu * sinu
    k1 = 0.5 * lay.J2 * inv_p
    k2 = k1 * inv_p
    rate = k1 * (inv_both * one_beta)
    r = rl * (1.0 - 1.5 * k2 * beta * con41) + 0.5 * k1 * x1mth2 * cos2u
    rdot = rdot - rate * x1mth2 * sin2u
    rvdot = rvdot + rate * (x1mth2 * cos2u + 1.5 * con41)
    # Argument of latitude and inclination move by a little: turn their sines and cosines, no
    # arctangent needed. The length of (sinu, cosu) is one but for rounding.
    ds, dc = sincos(0.25 * k2 * x7thm1 * sin2u)
    sin_u = sinu * dc - cosu * ds
    cos_u = cosu * dc + sinu * ds
    sin_n, cos_n = sincos(node + 1.5 * k2 * cosi * sin2u)
    ds, dc = sincos(1.5 * k2 * cosi * sini * cos2u)
    sin_i = sini * dc + cosi * ds
    cos_i = cosi * dc - sini * ds
    mx = -sin_n * cos_i
    my = cos_n * cos_i
    ux = mx * sin_u + cos_n * cos_u
    uy = my * sin_u + sin_n * cos_u
    uz = sin_i * sin_u
    vx = mx * cos_u - cos_n * sin_u
    vy = my * cos_u - sin_n * sin_u
    vz = sin_i * cos_u
    error = 6.0 if (error == 0.0 and r < 1.0) else error
    lost = 0.0 < error < 6.0
    rm = math.nan if lost else r * lay.METRES
    vr = math.nan if lost else rdot * lay.METRES_PER_SECOND
    vt = math.nan if lost else rvdot * lay.METRES_PER_SECOND
    return rm * ux, rm * uy, rm * uz, vr * ux + vt * vx, vr * uy + vt * vy, vr * uz + vt * vz, error
