"""Deep-space constants: secular and periodic pull of Sun and Moon.

And the resonances of 24-hour and 12-hour orbits.

Hoots & Roehrich (1980), section 10, equations as arranged by Vallado et al. (2006).
"""

import math

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay

TWO_PI = 2.0 * math.pi
Q22, Q31, Q33 = 1.7891679e-6, 2.1460748e-6, 2.2123015e-7
ROOT22, ROOT32, ROOT44, ROOT52, ROOT54 = (
    1.7891679e-6,
    3.7393792e-7,
    7.3636953e-9,
    1.1428639e-7,
    2.1765803e-9,
)


@njit(cache=True, error_model="numpy")
def third_body(c, cc, cosg, sing, cosi_b, sini_b, cosh, sinh):  # type: ignore[no-untyped-def]
    """Factors of one disturbing body.

    S1..s7, z1..z3, z11..z13, z21..z23, z31..z33, in that order.
    """
    sini, cosi, e = c[lay.SINIO], c[lay.COSIO], c[lay.ECCO]
    sinw, cosw = math.sin(c[lay.ARGPO]), math.cos(c[lay.ARGPO])
    e2 = e * e
    b2 = 1.0 - e2
    b = math.sqrt(b2)
    a1 = cosg * cosh + sing * cosi_b * sinh
    a3 = -sing * cosh + cosg * cosi_b * sinh
    a7 = -cosg * sinh + sing * cosi_b * cosh
    a8 = sing * sini_b
    a9 = sing * sinh + cosg * cosi_b * cosh
    a10 = cosg * sini_b
    a2 = cosi * a7 + sini * a8
    a4 = cosi * a9 + sini * a10
    a5 = -sini * a7 + cosi * a8
    a6 = -sini * a9 + cosi * a10
    x1 = a1 * cosw + a2 * sinw
    x2 = a3 * cosw + a4 * sinw
    x3 = -a1 * sinw + a2 * cosw
    x4 = -a3 * sinw + a4 * cosw
    x5, x6, x7, x8 = a5 * sinw, a6 * sinw, a5 * cosw, a6 * cosw
    z31 = 12.0 * x1 * x1 - 3.0 * x3 * x3
    z32 = 24.0 * x1 * x2 - 6.0 * x3 * x4
    z33 = 12.0 * x2 * x2 - 3.0 * x4 * x4
    z1 = 6.0 * (a1 * a1 + a2 * a2) + (1.0 + e2) * z31
    z2 = 12.0 * (a1 * a3 + a2 * a4) + (1.0 + e2) * z32
    z3 = 6.0 * (a3 * a3 + a4 * a4) + (1.0 + e2) * z33
    z11 = -6.0 * a1 * a5 + e2 * (-24.0 * x1 * x7 - 6.0 * x3 * x5)
    z12 = -6.0 * (a1 * a6 + a3 * a5) + e2 * (
        -24.0 * (x2 * x7 + x1 * x8) - 6.0 * (x3 * x6 + x4 * x5)
    )
    z13 = -6.0 * a3 * a6 + e2 * (-24.0 * x2 * x8 - 6.0 * x4 * x6)
    z21 = 6.0 * a2 * a5 + e2 * (24.0 * x1 * x5 - 6.0 * x3 * x7)
    z22 = 6.0 * (a4 * a5 + a2 * a6) + e2 * (24.0 * (x2 * x5 + x1 * x6) - 6.0 * (x4 * x7 + x3 * x8))
    z23 = 6.0 * a4 * a6 + e2 * (24.0 * x2 * x6 - 6.0 * x4 * x8)
    s3 = cc / c[lay.NO]
    s2 = -0.5 * s3 / b
    s4 = s3 * b
    s1 = -15.0 * e * s4
    s5 = x1 * x3 + x2 * x4
    s6 = x2 * x3 + x1 * x4
    s7 = x2 * x4 - x1 * x3
    return s1, s2, s3, s4, s5, s6, s7, z1, z2, z3, z11, z12, z13, z21, z22, z23, z31, z32, z33


@njit(cache=True, error_model="numpy")
def fill_body(c, first, body, ecc_body):  # type: ignore[no-untyped-def]
    """Amplitudes of the periodic terms of one body.

    12 columns from `first`, in the order of the layout.
    """
    s1, s2, s3, s4, _, s6, s7, z1, z2, z3, z11, z12, z13, z21, z22, z23, z31, z32, z33 = body
    e2 = c[lay.ECCO] * c[lay.ECCO]
    c[first + 0] = 2.0 * s1 * s6
    c[first + 1] = 2.0 * s1 * s7
    c[first + 2] = 2.0 * s2 * z12
    c[first + 3] = 2.0 * s2 * (z13 - z11)
    c[first + 4] = -2.0 * s3 * z2
    c[first + 5] = -2.0 * s3 * (z3 - z1)
    c[first + 6] = -2.0 * s3 * (-21.0 - 9.0 * e2) * ecc_body
    c[first + 7] = 2.0 * s4 * z32
    c[first + 8] = 2.0 * s4 * (z33 - z31)
    c[first + 9] = -18.0 * s4 * ecc_body
    c[first + 10] = -2.0 * s2 * z22
    c[first + 11] = -2.0 * s2 * (z23 - z21)


@njit(cache=True, error_model="numpy")
def secular_rates(c, body, motion):  # type: ignore[no-untyped-def]
    """Secular rates of one body: eccentricity, inclination, anomaly, perigee.

    Less node, node times sin i.
    """
    s1, s2, s3, s4, s5, _, _, z1, _, z3, z11, _, z13, z21, _, z23, z31, _, z33 = body
    e2 = c[lay.ECCO] * c[lay.ECCO]
    node = -motion * s2 * (z21 + z23)
    if c[lay.INCLO] < 5.2359877e-2 or c[lay.INCLO] > math.pi - 5.2359877e-2:
        node = 0.0
    return (
        s1 * motion * s5,
        s2 * motion * (z11 + z13),
        -motion * s3 * (z1 + z3 - 14.0 - 6.0 * e2),
        s4 * motion * (z31 + z33 - 6.0),
        node,
    )


@njit(cache=True, error_model="numpy")
def half_day_amplitudes(c, aonv):  # type: ignore[no-untyped-def]
    """Amplitudes of the 12-hour resonance (eccentricity 0.5 and above)."""
    e, s, i, n = c[lay.ECCO], c[lay.SINIO], c[lay.COSIO], c[lay.NO]
    e2 = e * e
    e3 = e * e2
    i2, s2 = i * i, s * s
    g201 = -0.306 - (e - 0.64) * 0.440
    if e <= 0.65:
        g211 = 3.616 - 13.2470 * e + 16.2900 * e2
        g310 = -19.302 + 117.3900 * e - 228.4190 * e2 + 156.5910 * e3
        g322 = -18.9068 + 109.7927 * e - 214.6334 * e2 + 146.5816 * e3
        g410 = -41.122 + 242.6940 * e - 471.0940 * e2 + 313.9530 * e3
        g422 = -146.407 + 841.8800 * e - 1629.014 * e2 + 1083.4350 * e3
        g520 = -532.114 + 3017.977 * e - 5740.032 * e2 + 3708.2760 * e3
    else:
        g211 = -72.099 + 331.819 * e - 508.738 * e2 + 266.724 * e3
        g310 = -346.844 + 1582.851 * e - 2415.925 * e2 + 1246.113 * e3
        g322 = -342.585 + 1554.908 * e - 2366.899 * e2 + 1215.972 * e3
        g410 = -1052.797 + 4758.686 * e - 7193.992 * e2 + 3651.957 * e3
        g422 = -3581.690 + 16178.110 * e - 24462.770 * e2 + 12422.520 * e3
        if e > 0.715:
            g520 = -5149.66 + 29936.92 * e - 54087.36 * e2 + 31324.56 * e3
        else:
            g520 = 1464.74 - 4664.75 * e + 3763.64 * e2
    if e < 0.7:
        g533 = -919.22770 + 4988.6100 * e - 9064.7700 * e2 + 5542.21 * e3
        g521 = -822.71072 + 4568.6173 * e - 8491.4146 * e2 + 5337.524 * e3
        g532 = -853.66600 + 4690.2500 * e - 8624.7700 * e2 + 5341.4 * e3
    else:
        g533 = -37995.780 + 161616.52 * e - 229838.20 * e2 + 109377.94 * e3
        g521 = -51752.104 + 218913.95 * e - 309468.16 * e2 + 146349.42 * e3
        g532 = -40023.880 + 170470.89 * e - 242699.48 * e2 + 115605.82 * e3
    f220 = 0.75 * (1.0 + 2.0 * i + i2)
    f221 = 1.5 * s2
    f321 = 1.875 * s * (1.0 - 2.0 * i - 3.0 * i2)
    f322 = -1.875 * s * (1.0 + 2.0 * i - 3.0 * i2)
    f441 = 35.0 * s2 * f220
    f442 = 39.3750 * s2 * s2
    f522 = (
        9.84375 * s * (s2 * (1.0 - 2.0 * i - 5.0 * i2) + 0.33333333 * (-2.0 + 4.0 * i + 6.0 * i2))
    )
    f523 = s * (
        4.92187512 * s2 * (-2.0 - 4.0 * i + 10.0 * i2) + 6.56250012 * (1.0 + 2.0 * i - 3.0 * i2)
    )
    f542 = 29.53125 * s * (2.0 - 8.0 * i + i2 * (-12.0 + 8.0 * i + 10.0 * i2))
    f543 = 29.53125 * s * (-2.0 - 8.0 * i + i2 * (12.0 + 8.0 * i - 10.0 * i2))
    k = 3.0 * n * n * aonv * aonv
    c[lay.D2201] = k * ROOT22 * f220 * g201
    c[lay.D2211] = k * ROOT22 * f221 * g211
    k *= aonv
    c[lay.D3210] = k * ROOT32 * f321 * g310
    c[lay.D3222] = k * ROOT32 * f322 * g322
    k *= aonv
    c[lay.D4410] = 2.0 * k * ROOT44 * f441 * g410
    c[lay.D4422] = 2.0 * k * ROOT44 * f442 * g422
    k *= aonv
    c[lay.D5220] = k * ROOT52 * f522 * g520
    c[lay.D5232] = k * ROOT52 * f523 * g532
    c[lay.D5421] = 2.0 * k * ROOT54 * f542 * g521
    c[lay.D5433] = 2.0 * k * ROOT54 * f543 * g533


@njit(cache=True, error_model="numpy")
def fill_resonance(c):  # type: ignore[no-untyped-def]
    """Kind of resonance (0 none, 1 of 24 hours, 2 of 12 hours), its amplitudes, phase and rate."""
    n, e, i, s = c[lay.NO], c[lay.ECCO], c[lay.COSIO], c[lay.SINIO]
    e2 = e * e
    theta = c[lay.GSTO]
    aonv = (n / lay.XKE) ** (2.0 / 3.0)
    if 8.26e-3 <= n <= 9.24e-3 and e >= 0.5:
        c[lay.IREZ] = 2.0
        half_day_amplitudes(c, aonv)
        c[lay.XLAMO] = np.fmod(c[lay.MO] + c[lay.NODEO] + c[lay.NODEO] - theta - theta, TWO_PI)
        c[lay.XFACT] = (
            c[lay.MDOT] + c[lay.DMDT] + 2.0 * (c[lay.NODEDOT] + c[lay.DNODT] - lay.EARTH_TURN) - n
        )
    elif 0.0034906585 < n < 0.0052359877:
        c[lay.IREZ] = 1.0
        g200 = 1.0 + e2 * (-2.5 + 0.8125 * e2)
        g310 = 1.0 + 2.0 * e2
        g300 = 1.0 + e2 * (-6.0 + 6.60937 * e2)
        f220 = 0.75 * (1.0 + i) * (1.0 + i)
        f311 = 0.9375 * s * s * (1.0 + 3.0 * i) - 0.75 * (1.0 + i)
        f330 = 1.875 * (1.0 + i) ** 3
        k = 3.0 * n * n * aonv * aonv
        c[lay.DEL1] = k * f311 * g310 * Q31 * aonv
        c[lay.DEL2] = 2.0 * k * f220 * g200 * Q22
        c[lay.DEL3] = 3.0 * k * f330 * g300 * Q33 * aonv
        c[lay.XLAMO] = np.fmod(c[lay.MO] + c[lay.NODEO] + c[lay.ARGPO] - theta, TWO_PI)
        c[lay.XFACT] = (
            c[lay.MDOT]
            + c[lay.ARGPDOT]
            + c[lay.NODEDOT]
            - lay.EARTH_TURN
            + c[lay.DMDT]
            + c[lay.DOMDT]
            + c[lay.DNODT]
            - n
        )


@njit(cache=True, error_model="numpy")
def fill_deep(c, epoch):  # type: ignore[no-untyped-def]
    """Fill the deep-space columns of one row; `epoch` in days since Julian date 2433281.5."""
    day = epoch + 18261.5
    moon_node = np.fmod(4.5236020 - 9.2422029e-4 * day, TWO_PI)
    stem, ctem = math.sin(moon_node), math.cos(moon_node)
    cosi_l = 0.91375164 - 0.03568096 * ctem
    sini_l = math.sqrt(1.0 - cosi_l * cosi_l)
    sinh_l = 0.089683511 * stem / sini_l
    cosh_l = math.sqrt(1.0 - sinh_l * sinh_l)
    gam = 5.8351514 + 0.0019443680 * day
    zx = math.atan2(0.39785416 * stem / sini_l, cosh_l * ctem + 0.91744867 * sinh_l * stem)
    zx = gam + zx - moon_node
    sinn, cosn = math.sin(c[lay.NODEO]), math.cos(c[lay.NODEO])
    sun = third_body(c, 2.9864797e-6, 0.1945905, -0.98088458, 0.91744867, 0.39785416, cosn, sinn)
    moon = third_body(
        c,
        4.7968065e-7,
        math.cos(zx),
        math.sin(zx),
        cosi_l,
        sini_l,
        cosh_l * cosn + sinh_l * sinn,
        sinn * cosh_l - cosn * sinh_l,
    )
    c[lay.ZMOL] = np.fmod(4.7199672 + 0.22997150 * day - gam, TWO_PI)
    c[lay.ZMOS] = np.fmod(6.2565837 + 0.017201977 * day, TWO_PI)
    fill_body(c, lay.SE2, sun, lay.ZES)
    fill_body(c, lay.EE2, moon, lay.ZEL)
    e_s, i_s, m_s, g_s, h_s = secular_rates(c, sun, lay.ZNS)
    e_l, i_l, m_l, g_l, h_l = secular_rates(c, moon, lay.ZNL)
    c[lay.DEDT], c[lay.DIDT], c[lay.DMDT] = e_s + e_l, i_s + i_l, m_s + m_l
    sini, cosi = c[lay.SINIO], c[lay.COSIO]
    node = (h_s + h_l) / sini if sini != 0.0 else 0.0
    c[lay.DNODT] = node
    c[lay.DOMDT] = g_s + g_l - cosi * node
    fill_resonance(c)
