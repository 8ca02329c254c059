"""Constants of the theory from mean elements.

Near-Earth part, and the choice between near-Earth and deep space.

Hoots & Roehrich (1980), Spacetrack Report No. 3, sections 6 and 10, with the corrections and the
arrangement of Vallado, Crawford, Hujsak & Kelso (2006), AIAA 2006-6753 ("improved" mode).
"""

import math

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay
from visviva.orbit.sgp4.initialise_deep import fill_deep

TWO_PI = 2.0 * math.pi


@njit(cache=True, error_model="numpy")
def sidereal_angle(jd):  # type: ignore[no-untyped-def]
    """Greenwich mean sidereal angle (rad) at a UT1 Julian date.

    The IAU 1982 polynomial, as the theory wants it.
    """
    c = (jd - 2451545.0) / 36525.0
    seconds = (
        -6.2e-6 * c * c * c
        + 0.093104 * c * c
        + (876600.0 * 3600.0 + 8640184.812866) * c
        + 67310.54841
    )
    angle = np.fmod(seconds * (math.pi / 180.0) / 240.0, TWO_PI)
    return angle + TWO_PI if angle < 0.0 else angle


@njit(cache=True, error_model="numpy")
def brouwer_motion(no_kozai, ecco, cosio):  # type: ignore[no-untyped-def]
    """Brouwer mean motion (rad/min) from the Kozai one."""
    k = (lay.XKE / no_kozai) ** (2.0 / 3.0)
    d1 = (
        0.75
        * lay.J2
        * (3.0 * cosio * cosio - 1.0)
        / (math.sqrt(1.0 - ecco * ecco) * (1.0 - ecco * ecco))
    )
    del_ = d1 / (k * k)
    a = k * (1.0 - del_ * del_ - del_ * (1.0 / 3.0 + 134.0 * del_ * del_ / 81.0))
    return no_kozai / (1.0 + d1 / (a * a))


@njit(cache=True, error_model="numpy")
def drag_terms(c, ao, rp, eta, tsi, eeta, coef, coef1, sfour):  # type: ignore[no-untyped-def]
    """Fill the drag coefficients of one row.

    With a perigee under 220 km, and in deep space, only the simple ones.
    """
    no, e, bstar, sinio, con41, x1mth2 = (
        c[lay.NO],
        c[lay.ECCO],
        c[lay.BSTAR],
        c[lay.SINIO],
        c[lay.CON41],
        c[lay.X1MTH2],
    )
    eta2 = eta * eta
    psi2 = abs(1.0 - eta2)
    beta2 = 1.0 - e * e
    cc2 = (
        coef1
        * no
        * (
            ao * (1.0 + 1.5 * eta2 + eeta * (4.0 + eta2))
            + 0.375 * lay.J2 * tsi / psi2 * con41 * (8.0 + 3.0 * eta2 * (8.0 + eta2))
        )
    )
    cc1 = bstar * cc2
    c[lay.CC1] = cc1
    c[lay.T2COF] = 1.5 * cc1
    c[lay.CC4] = (
        2.0
        * no
        * coef1
        * ao
        * beta2
        * (
            eta * (2.0 + 0.5 * eta2)
            + e * (0.5 + 2.0 * eta2)
            - lay.J2
            * tsi
            / (ao * psi2)
            * (
                -3.0 * con41 * (1.0 - 2.0 * eeta + eta2 * (1.5 - 0.5 * eeta))
                + 0.75 * x1mth2 * (2.0 * eta2 - eeta * (1.0 + eta2)) * math.cos(2.0 * c[lay.ARGPO])
            )
        )
    )
    if c[lay.METHOD] != 0.0 or rp < 220.0 / lay.RADIUS_KM + 1.0:
        return
    c[lay.CC5] = 2.0 * coef1 * ao * beta2 * (1.0 + 2.75 * (eta2 + eeta) + eeta * eta2)
    if e > 1e-4:
        cc3 = -2.0 * coef * tsi * lay.J3_OVER_J2 * no * sinio / e
        c[lay.OMGCOF] = bstar * cc3 * math.cos(c[lay.ARGPO])
        c[lay.XMCOF] = -(2.0 / 3.0) * coef * bstar / eeta
    c[lay.ETA] = eta
    c[lay.DELMO] = (1.0 + eta * math.cos(c[lay.MO])) ** 3
    c[lay.SINMAO] = math.sin(c[lay.MO])
    cc1_2 = cc1 * cc1
    d2 = 4.0 * ao * tsi * cc1_2
    temp = d2 * tsi * cc1 / 3.0
    d3 = (17.0 * ao + sfour) * temp
    d4 = 0.5 * temp * ao * tsi * (221.0 * ao + 31.0 * sfour) * cc1
    c[lay.D2], c[lay.D3], c[lay.D4] = d2, d3, d4
    c[lay.T3COF] = d2 + 2.0 * cc1_2
    c[lay.T4COF] = 0.25 * (3.0 * d3 + cc1 * (12.0 * d2 + 10.0 * cc1_2))
    c[lay.T5COF] = 0.2 * (
        3.0 * d4 + 12.0 * cc1 * d3 + 6.0 * d2 * d2 + 15.0 * cc1_2 * (2.0 * d2 + cc1_2)
    )


@njit(cache=True, error_model="numpy")
def fill_row(c, epoch, bstar, ecco, argpo, inclo, mo, no_kozai, nodeo):  # type: ignore[no-untyped-def]
    """Fill one row of constants; `epoch` in days since 1949-12-31 00:00 UTC.

    Julian date 2433281.5.
    """
    cosio, sinio = math.cos(inclo), math.sin(inclo)
    th2 = cosio * cosio
    th4 = th2 * th2
    no = brouwer_motion(no_kozai, ecco, cosio)
    ao = (lay.XKE / no) ** (2.0 / 3.0)
    beta2 = 1.0 - ecco * ecco
    beta = math.sqrt(beta2)
    po = ao * beta2
    rp = ao * (1.0 - ecco)
    con42 = 1.0 - 5.0 * th2
    con41 = -con42 - 2.0 * th2
    c[lay.MO], c[lay.ARGPO], c[lay.NODEO], c[lay.ECCO], c[lay.INCLO] = mo, argpo, nodeo, ecco, inclo
    c[lay.NO], c[lay.AO], c[lay.BSTAR], c[lay.SINIO], c[lay.COSIO] = no, ao, bstar, sinio, cosio
    c[lay.CON41], c[lay.X1MTH2], c[lay.X7THM1] = con41, 1.0 - th2, 7.0 * th2 - 1.0
    c[lay.GSTO] = sidereal_angle(epoch + 2433281.5)
    c[lay.METHOD] = 1.0 if TWO_PI / no >= 225.0 else 0.0

    perigee_km = (rp - 1.0) * lay.RADIUS_KM
    s_km = 78.0
    if perigee_km < 156.0:
        s_km = perigee_km - 78.0 if perigee_km >= 98.0 else 20.0
    qoms24 = ((120.0 - s_km) / lay.RADIUS_KM) ** 4
    sfour = s_km / lay.RADIUS_KM + 1.0
    tsi = 1.0 / (ao - sfour)
    eta = ao * ecco * tsi
    psi2 = abs(1.0 - eta * eta)
    coef = qoms24 * tsi**4
    drag_terms(c, ao, rp, eta, tsi, ecco * eta, coef, coef / psi2**3.5, sfour)

    pinv2 = 1.0 / (po * po)
    t1 = 1.5 * lay.J2 * pinv2 * no
    t2 = 0.5 * t1 * lay.J2 * pinv2
    t3 = -0.46875 * lay.J4 * pinv2 * pinv2 * no
    node1 = -t1 * cosio
    c[lay.MDOT] = (
        no + 0.5 * t1 * beta * con41 + 0.0625 * t2 * beta * (13.0 - 78.0 * th2 + 137.0 * th4)
    )
    c[lay.ARGPDOT] = (
        -0.5 * t1 * con42
        + 0.0625 * t2 * (7.0 - 114.0 * th2 + 395.0 * th4)
        + t3 * (3.0 - 36.0 * th2 + 49.0 * th4)
    )
    c[lay.NODEDOT] = node1 + (0.5 * t2 * (4.0 - 19.0 * th2) + 2.0 * t3 * (3.0 - 7.0 * th2)) * cosio
    c[lay.NODECF] = 3.5 * beta2 * node1 * c[lay.CC1]
    divisor = 1.0 + cosio if abs(cosio + 1.0) > 1.5e-12 else 1.5e-12
    c[lay.XLCOF] = -0.25 * lay.J3_OVER_J2 * sinio * (3.0 + 5.0 * cosio) / divisor
    c[lay.AYCOF] = -0.5 * lay.J3_OVER_J2 * sinio
    if c[lay.METHOD] != 0.0:
        fill_deep(c, epoch)


@njit(cache=True, error_model="numpy", nogil=True)
def constants_of(elements):  # type: ignore[no-untyped-def]
    """Constants (n, WIDTH) from elements (n, 9).

    Columns as `visviva.orbit.sgp4.catalogue.COLUMNS`.
    """
    n = elements.shape[0]
    out = np.zeros((n, lay.WIDTH))
    for i in range(n):
        e = elements[i]
        fill_row(out[i], (e[0] + e[1]) - 2433281.5, e[2], e[3], e[4], e[5], e[6], e[7], e[8])
    return out
