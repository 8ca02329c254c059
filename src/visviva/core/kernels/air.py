# mypy: disable-error-code="no-untyped-def"
"""Altitude and US 1976 air for the loops of flights: plain functions.

`visviva.core.kernels.compiled` compiles them on demand.
"""

from math import exp, log, sqrt
from typing import Any, NamedTuple

from visviva.core.kernels.compiled import kernel


class AirTables(NamedTuple):
    """The standard as arrays: seven layers below 86 km, cubic pieces of a kilometre above.

    `us76.kernel_tables`.
    """

    base_height: Any
    base_temperature: Any
    lapse: Any
    base_log_pressure: Any
    upper_log_density: Any
    upper_log_pressure: Any


@kernel
def geodetic(x, y, z, radius, flattening):
    """Altitude (m), sine and cosine of geodetic latitude.

    Bowring 1985, two turns: below 1 mm to 1e7 m.
    """
    e2 = flattening * (2.0 - flattening)
    b = radius * (1.0 - flattening)
    ep2 = e2 / (1.0 - e2)
    p = sqrt(x * x + y * y)
    d = sqrt(p * p + z * z)
    top, bottom = b * z * (1.0 + ep2 * b / d), radius * p
    s, c = 0.0, 1.0
    for _ in range(2):
        n = sqrt(top * top + bottom * bottom)
        sb, cb = top / n, bottom / n
        up, out = z + ep2 * b * sb * sb * sb, p - e2 * radius * cb * cb * cb
        n = sqrt(up * up + out * out)
        s, c = up / n, out / n
        top, bottom = (1.0 - flattening) * up, out
    return p * c + z * s - radius * sqrt(1.0 - e2 * s * s), s, c


@kernel
def us76(z, tables):
    """Density and pressure at geometric altitude `z`; nothing above 1,000 km.

    Below -5 km as at -5 km.
    """
    if not z < 1.0e6:
        return 0.0, 0.0
    if z < 86000.0:
        z = max(z, -5000.0)
        h = 6356766.0 * z / (6356766.0 + z)
        k = 6
        while k > 0 and h < tables.base_height[k]:
            k -= 1
        t0, lapse = float(tables.base_temperature[k]), float(tables.lapse[k])
        rise = h - float(tables.base_height[k])
        t = t0 + lapse * rise
        fall = rise / t0 if lapse == 0.0 else log(t / t0) / lapse
        p = exp(float(tables.base_log_pressure[k]) - 0.0341631947363104 * fall)
        return p * 28.9644 / (8314.32 * t), p
    s = (z - 86000.0) / 1000.0
    d, q = tables.upper_log_density, tables.upper_log_pressure
    i = min(int(s), d.shape[1] - 1)
    s -= i
    log_d = d[0, i] + s * (d[1, i] + s * (d[2, i] + s * d[3, i]))
    log_p = q[0, i] + s * (q[1, i] + s * (q[2, i] + s * q[3, i]))
    return exp(log_d), exp(log_p)


@kernel
def between(x, xs, ys):
    """Linear in the table, held beyond its ends (numba's own `interp` allocates at every call)."""
    n = xs.size
    if n == 1 or x <= xs[0]:
        return float(ys[0])
    if x >= xs[n - 1]:
        return float(ys[n - 1])
    low, high = 0, n - 1
    while high - low > 1:
        mid = (low + high) // 2
        if xs[mid] <= x:
            low = mid
        else:
            high = mid
    x0, x1, y0, y1 = float(xs[low]), float(xs[high]), float(ys[low]), float(ys[high])
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
