"""Stages of SGP4 for orbits of 225 minutes or more: Sun, Moon, resonances."""

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay
from visviva.orbit.sgp4.stages import SMALL_ECC, mean_anomaly
from visviva.orbit.sgp4.vectormath import CONTRACT, arctan2, reduce_angle, remainder_angle, sincos


@njit(forceinline=True, error_model="numpy")
def deep_constants(c):  # type: ignore[no-untyped-def]
    """Constants that the deep-space secular and periodic stage needs."""
    return (
        c[lay.MO],
        c[lay.MDOT],
        c[lay.ARGPO],
        c[lay.ARGPDOT],
        c[lay.NODEO],
        c[lay.NODEDOT],
        c[lay.NODECF],
        c[lay.ECCO],
        c[lay.INCLO],
        c[lay.NO],
        c[lay.CC1],
        c[lay.BSTAR] * c[lay.CC4],
        c[lay.T2COF],
        c[lay.GSTO],
        c[lay.IREZ],
        c[lay.DEDT],
        c[lay.DIDT],
        c[lay.DMDT],
        c[lay.DOMDT],
        c[lay.DNODT],
        c[lay.ZMOS],
        c[lay.ZMOL],
    )


@njit(forceinline=True, error_model="numpy")
def solar_constants(c):  # type: ignore[no-untyped-def]
    """Amplitudes of the Sun's periodic terms."""
    return (
        c[lay.SE2],
        c[lay.SE3],
        c[lay.SI2],
        c[lay.SI3],
        c[lay.SL2],
        c[lay.SL3],
        c[lay.SL4],
        c[lay.SGH2],
        c[lay.SGH3],
        c[lay.SGH4],
        c[lay.SH2],
        c[lay.SH3],
    )


@njit(forceinline=True, error_model="numpy")
def lunar_constants(c):  # type: ignore[no-untyped-def]
    """Amplitudes of the Moon's periodic terms."""
    return (
        c[lay.EE2],
        c[lay.E3],
        c[lay.XI2],
        c[lay.XI3],
        c[lay.XL2],
        c[lay.XL3],
        c[lay.XL4],
        c[lay.XGH2],
        c[lay.XGH3],
        c[lay.XGH4],
        c[lay.XH2],
        c[lay.XH3],
    )


@njit(forceinline=True, error_model="numpy")
def deep_secular(p, t, res_longitude, n_mean, a_mean):  # type: ignore[no-untyped-def]
    """Mean elements at t minutes under drag, Sun, Moon and resonance.

    E, i, argp, node, M, a, error 0, 1 or 2.

    `res_longitude`, `n_mean`, `a_mean` come from the resonance integrator (or from the epoch where
    there is none).
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
        inclo,
        no,
        cc1,
        bcc4,
        t2cof,
        gsto,
        irez,
        dedt,
        didt,
        dmdt,
        domdt,
        dnodt,
        _,
        _,
    ) = p
    t2 = t * t
    inc = inclo + didt * t
    argp = (argpo + argpdot * t) + domdt * t
    node = ((nodeo + nodedot * t) + nodecf * t2) + dnodt * t
    theta = remainder_angle(gsto + t * lay.EARTH_TURN)
    mm = (mo + mdot * t) + dmdt * t
    day = res_longitude - node - argp + theta
    half_day = res_longitude - 2.0 * node + 2.0 * theta
    mm = mm if irez == 0.0 else (day if irez == 1.0 else half_day)
    tempa = 1.0 - cc1 * t
    em = (ecco + dedt * t) - bcc4 * t
    error = 2.0 if n_mean <= 0.0 else (1.0 if (em >= 1.0 or em < -0.001) else 0.0)
    e = SMALL_ECC if em < SMALL_ECC else em
    mm = mm + no * (t2cof * t2)
    mean = mean_anomaly(mm, argp, node)
    return e, inc, reduce_angle(argp), remainder_angle(node), mean, a_mean * tempa * tempa, error


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def body_periodics(b, phase, ecc):  # type: ignore[no-untyped-def]
    """Periodic change of e, i, M, argp + node cos i.

    Node sin i by one body whose mean anomaly is `phase`.
    """
    e2, e3, i2, i3, l2, l3, l4, g2, g3, g4, h2, h3 = b
    s, _ = sincos(phase)
    s, c = sincos(phase + 2.0 * ecc * s)
    f2 = 0.5 * s * s - 0.25
    f3 = -0.5 * s * c
    return (
        e2 * f2 + e3 * f3,
        i2 * f2 + i3 * f3,
        l2 * f2 + l3 * f3 + l4 * s,
        g2 * f2 + g3 * f3 + g4 * s,
        h2 * f2 + h3 * f3,
    )


@njit(forceinline=True, error_model="numpy")
def periodics(p, sun, moon, t):  # type: ignore[no-untyped-def]
    """Sun and Moon together: changes of e, i, M, argp + node cos i, node sin i at t minutes."""
    e1, i1, l1, g1, h1 = body_periodics(sun, p[20] + lay.ZNS * t, lay.ZES)
    e2, i2, l2, g2, h2 = body_periodics(moon, p[21] + lay.ZNL * t, lay.ZEL)
    return e1 + e2, i1 + i2, l1 + l2, g1 + g2, h1 + h2


@njit(forceinline=True, error_model="numpy")
def lyddane(sini, cosi, argp, node, pinc, pgh, ph):  # type: ignore[no-untyped-def]
    """Lunar-solar periodics below 0.2 rad of inclination.

    Argument of perigee and node after Lyddane's change.
    """
    sin_n, cos_n = sincos(node)
    alfa = sini * sin_n + ph * cos_n + pinc * cosi * sin_n
    beta = sini * cos_n - ph * sin_n + pinc * cosi * cos_n
    # Turn of the node, from its old direction to the new one.
    turn = arctan2(alfa * cos_n - beta * sin_n, alfa * sin_n + beta * cos_n)
    return argp + pgh - pinc * node * sini - cosi * turn, node + turn


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def deep_shape(e, sini, cosi, argp, mean, a, error):  # type: ignore[no-untyped-def]
    """Long-period terms with the inclination of the moment: ax, ay, u, error 0 to 3."""
    error = 3.0 if (error == 0.0 and (e < 0.0 or e > 1.0)) else error
    sin_w, cos_w = sincos(argp)
    temp = 1.0 / (a * (1.0 - e * e))
    below = 1.0 + cosi
    below = below if abs(below) > 1.5e-12 else 1.5e-12
    xlcof = -0.25 * lay.J3_OVER_J2 * sini * (3.0 + 5.0 * cosi) / below
    ax = e * cos_w
    ay = e * sin_w - temp * 0.5 * lay.J3_OVER_J2 * sini
    return ax, ay, mean + argp + temp * xlcof * ax, error
