"""Sine, cosine, arctangent and exponential in a form that the compiler turns into SIMD code.

No branch, no call, no table.

The argument is reduced to [-π/2, π/2] by a multiple of π held in two parts, where minimax-like
polynomials (interpolated at Chebyshev nodes, 60-digit arithmetic) are good to 6e-16. Valid for
``|x| < 1e9``; the absolute error is below 1e-15 plus the rounding of the argument itself.
"""

from visviva.core.kernels.jit import njit

INV_PI = 0.3183098861837907
PI_HI = 3.141592653589793
PI_LO = 1.2246467991473532e-16
TWO_PI = 6.283185307179586
INV_TWO_PI = 0.15915494309189535
TAN_PI_8 = 0.41421356237309503
# 1.5 * 2**52: adding and subtracting it rounds to the nearest whole number
ROUND = 6755399441055744.0

# `contract` lets a*b + c become one fused instruction; nothing else is relaxed: NaN stays NaN and
# `ROUND` works.
CONTRACT = {"contract"}


@njit(forceinline=True, error_model="numpy")
def whole(x):  # type: ignore[no-untyped-def]
    """Nearest whole number of x, |x| < 2**51."""
    return (x + ROUND) - ROUND


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def sincos_small(r):  # type: ignore[no-untyped-def]
    """Sine and cosine of r in radians, |r| <= π/2."""
    z = r * r
    s = -7.40805488954261e-13
    s = s * z + 1.6050972244135636e-10
    s = s * z - 2.505197292154555e-08
    s = s * z + 2.7557318055685783e-06
    s = s * z - 0.00019841269836469024
    s = s * z + 0.008333333333325933
    s = s * z - 0.1666666666666665
    c = 4.6276759850181716e-14
    c = c * z - 1.1464689885720029e-11
    c = c * z + 2.0876630867422994e-09
    c = c * z - 2.755731776732053e-07
    c = c * z + 2.4801587292446213e-05
    c = c * z - 0.0013888888888860709
    c = c * z + 0.04166666666666634
    c = c * z - 0.5
    return r + r * (z * s), 1.0 + z * c


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def sincos(x):  # type: ignore[no-untyped-def]
    """Sine and cosine of x in radians.

    Examples
    --------
    >>> s, c = sincos(0.5)
    >>> round(s, 14), round(c, 14)
    (0.4794255386042, 0.87758256189037)
    """
    n = whole(x * INV_PI)
    s, c = sincos_small((x - n * PI_HI) - n * PI_LO)
    half = 0.5 * n
    sign = 1.0 - 4.0 * abs(half - whole(half))
    return sign * s, sign * c


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def arctan2(y, x):  # type: ignore[no-untyped-def]
    """Angle of the direction (x, y) in radians, within [-π, π]; good to 1e-15; (0, 0) gives NaN.

    Examples
    --------
    >>> round(arctan2(1.0, -1.0), 14)
    2.35619449019234
    """
    ax, ay = abs(x), abs(y)
    high, low = max(ax, ay), min(ax, ay)
    wide = low > TAN_PI_8 * high
    m = (low - high if wide else low) / (low + high if wide else high)
    z = m * m
    f = 0.02275052699336167
    f = f * z - 0.04483334622272886
    f = f * z + 0.05736332165907643
    f = f * z - 0.06649613695291669
    f = f * z + 0.0769105515839315
    f = f * z - 0.09090852557176049
    f = f * z + 0.11111109636534361
    f = f * z - 0.1428571426609662
    f = f * z + 0.19999999999898407
    f = f * z - 0.3333333333333325
    angle = (0.25 * PI_HI if wide else 0.0) + (m + m * (z * f))
    angle = 0.5 * PI_HI - angle if ay > ax else angle
    angle = PI_HI - angle if x < 0.0 else angle
    return -angle if y < 0.0 else angle


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def power_minus_two_thirds(x):  # type: ignore[no-untyped-def]
    """``x**(-2/3)`` for |x - 1| < 0.1.

    Three Newton steps for the inverse cube root, error below 1e-15.
    """
    y = 1.0 - (x - 1.0) * (1.0 / 3.0)
    for _ in range(3):
        y = y + y * (1.0 - x * y * y * y) * (1.0 / 3.0)
    return y * y


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def exponential(x):  # type: ignore[no-untyped-def]
    """``exp(x)`` for -64 < x < 64, good to 2e-13: seven squarings of the series of x / 128.

    Examples
    --------
    >>> round(exponential(1.0), 12)
    2.718281828459
    """
    r = x * 0.0078125
    y = 1.0 + r * (1.0 / 13.0)
    for k in range(12, 0, -1):
        y = 1.0 + y * r * (1.0 / k)
    for _ in range(7):
        y *= y
    return y


@njit(forceinline=True, error_model="numpy")
def reduce_angle(x):  # type: ignore[no-untyped-def]
    """Angle x less the nearest whole number of turns, in radians: within [-π, π]."""
    return x - whole(x * INV_TWO_PI) * TWO_PI


@njit(forceinline=True, error_model="numpy")
def remainder_angle(x):  # type: ignore[no-untyped-def]
    """Angle x less the whole turns it holds, with the sign of x, as C's `fmod`."""
    r = reduce_angle(x)
    r = r + TWO_PI if (x > 0.0 and r < 0.0) else r
    return r - TWO_PI if (x < 0.0 and r > 0.0) else r
