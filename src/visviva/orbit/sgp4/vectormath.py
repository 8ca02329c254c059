"""Sine and cosine in a form that the compiler turns into SIMD code: no branch, no call, no table.

The argument is reduced to [-π/2, π/2] by a multiple of π held in two parts, where minimax-like polynomials
(interpolated at Chebyshev nodes, 60-digit arithmetic) are good to 6e-16. Valid for ``|x| < 1e9``; the absolute error
is below 1e-15 plus the rounding of the argument itself.
"""

from numba import njit

INV_PI = 0.3183098861837907
PI_HI = 3.141592653589793
PI_LO = 1.2246467991473532e-16
TWO_PI = 6.283185307179586
INV_TWO_PI = 0.15915494309189535
ROUND = 6755399441055744.0  # 1.5 * 2**52: adding and subtracting it rounds to the nearest whole number

# `contract` lets a*b + c become one fused instruction; nothing else is relaxed: NaN stays NaN and `ROUND` works.
CONTRACT = {"contract"}


@njit(forceinline=True, error_model="numpy")
def whole(x):  # type: ignore[no-untyped-def]
    """Nearest whole number of x, |x| < 2**51."""
    return (x + ROUND) - ROUND


@njit(forceinline=True, fastmath=CONTRACT, error_model="numpy")
def sincos(x):  # type: ignore[no-untyped-def]
    """Sine and cosine of x in radians.

    Examples
    --------
    >>> s, c = sincos(0.5)
    >>> round(s, 15), round(c, 15)
    (0.479425538604203, 0.877582561890373)
    """
    n = whole(x * INV_PI)
    r = (x - n * PI_HI) - n * PI_LO
    half = 0.5 * n
    sign = 1.0 - 4.0 * abs(half - whole(half))
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
    return sign * (r + r * (z * s)), sign * (1.0 + z * c)


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
