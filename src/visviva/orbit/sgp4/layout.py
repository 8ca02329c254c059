"""Where each constant of an object lies in its row of `Sgp4Catalogue.constants`.

And the gravity model (WGS 72).

Angles in radians, times in minutes, lengths in Earth radii: the units of the theory. The rows are
what the compiled functions of `visviva.orbit.sgp4.kernel` take; columns from `DEEP_START` are zero
for near-Earth objects.
"""

import math

RADIUS_KM = 6378.135
MU_KM3_S2 = 398600.8
XKE = 60.0 / math.sqrt(RADIUS_KM**3 / MU_KM3_S2)  # sqrt(GM) in Earth radii**1.5 per minute
J2 = 0.001082616
J3 = -0.00000253881
J4 = -0.00000165597
J3_OVER_J2 = J3 / J2
METRES = 1e3 * RADIUS_KM
METRES_PER_SECOND = METRES * XKE / 60.0

(
    MO,
    MDOT,
    ARGPO,
    ARGPDOT,
    NODEO,
    NODEDOT,
    NODECF,
    ECCO,
    INCLO,
    NO,
    AO,
    BSTAR,
    CC1,
    CC4,
    CC5,
    D2,
    D3,
    D4,
    T2COF,
    T3COF,
    T4COF,
    T5COF,
    OMGCOF,
    XMCOF,
    ETA,
    DELMO,
    SINMAO,
    AYCOF,
    XLCOF,
    SINIO,
    COSIO,
    CON41,
    X1MTH2,
    X7THM1,
    GSTO,
    METHOD,
    IREZ,
) = range(37)
DEEP_START = 37
WIDTH = 83
(
    DEDT,
    DIDT,
    DMDT,
    DOMDT,
    DNODT,
    ZMOS,
    ZMOL,
    SE2,
    SE3,
    SI2,
    SI3,
    SL2,
    SL3,
    SL4,
    SGH2,
    SGH3,
    SGH4,
    SH2,
    SH3,
    EE2,
    E3,
    XI2,
    XI3,
    XL2,
    XL3,
    XL4,
    XGH2,
    XGH3,
    XGH4,
    XH2,
    XH3,
    XLAMO,
    XFACT,
    DEL1,
    DEL2,
    DEL3,
    D2201,
    D2211,
    D3210,
    D3222,
    D4410,
    D4422,
    D5220,
    D5232,
    D5421,
    D5433,
) = range(DEEP_START, WIDTH)

# Sun (s) and Moon (l): eccentricity, mean motion in rad/min; the Earth's turn in rad/min; resonance
# step in minutes.
ZES = 0.01675
ZEL = 0.05490
ZNS = 1.19459e-5
ZNL = 1.5835218e-4
EARTH_TURN = 4.37526908801129966e-3
STEP = 720.0
