"""Lambert's problem: the orbits that join two places in a given time, whole revolutions included.

Limits: two-body motion; a transfer of exactly half a revolution has no plane of its own and takes
that of `normal`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.errors import ConvergenceError, InputError, RangeError
from visviva.orbit.reasons import why

_STRAIGHT = 1e-10  # sine of a transfer angle below which two directions span no plane
_ITERATIONS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Transfer:
    """One solution: velocities at both ends, m/s, shape (3,).

    Attributes
    ----------
    v1, v2 : ndarray of shape (3,)
    revolutions : int
        Whole revolutions flown before the arc.
    branch : {"single", "low", "high"}
        With whole revolutions there are two orbits: of shorter (``low``) and of longer semi-major
        axis.
    """

    v1: Array
    v2: Array
    revolutions: int
    branch: str


def lambert(
    r1: ArrayLike,
    r2: ArrayLike,
    seconds: float,
    *,
    normal: ArrayLike = (0.0, 0.0, 1.0),
    max_revolutions: int = 0,
    gm: float = EARTH_GM,
) -> tuple[Transfer, ...]:
    """Every orbit from `r1` to `r2` in `seconds` with up to `max_revolutions` whole revolutions.

    Parameters
    ----------
    r1, r2 : array_like, shape (3,)
        m, in one inertial frame about the centre.
    seconds : float
        Time of flight, above zero.
    normal : array_like, shape (3,)
        Side from which the motion is seen anticlockwise (the orbit normal of the target, say).
    max_revolutions : int
        Revolutions that do not fit into the time are left out.
    gm : float
        m3 s-2.

    Returns
    -------
    tuple of Transfer
        The direct one first, then low and high branch of each number of revolutions.

    Raises
    ------
    InputError
        If a value is not finite, a place is the centre, or the time is not above zero.
    RangeError
        If both places are one, or the same direction and no plane is given by `normal`.
    ConvergenceError
        If the time equation is not solved.

    Notes
    -----
    Lancaster and Blanchard's time equation with Householder's iteration as Izzo (2015), Celest.
    Mech. Dyn. Astron. 121, eqs. 9 to 31, proposed; the series near the parabola is Battin's (1999).

    Examples
    --------
    >>> one = lambert([5000e3, 10000e3, 2100e3], [-14600e3, 2500e3, 7000e3], 3600.0)[0]
    >>> [round(float(x), 1) for x in one.v1]
    [-5992.5, 1925.4, 3245.6]
    """
    a, b, n = (np.asarray(x, dtype=np.float64) for x in (r1, r2, normal))
    if a.shape != (3,) or b.shape != (3,) or n.shape != (3,):
        raise InputError(
            "Lambert's problem takes two places of three coordinates",
            advice="give vectors of shape (3,)",
        )
    d1, d2 = _norm(a), _norm(b)
    if not (math.isfinite(d1) and math.isfinite(d2) and d1 > 0.0 and d2 > 0.0):
        raise InputError(
            "Lambert's problem takes two places of three finite coordinates", advice="give metres"
        )
    if not (math.isfinite(seconds) and seconds > 0.0):
        raise InputError(f"a time of flight of {seconds:g} s", advice="give more than zero seconds")
    if _norm(b - a) <= 1e-9 * max(d1, d2):
        raise RangeError(
            why("one-place"),
            advice="give two places, or propagate an orbit of the period you mean",
        )
    u1, u2 = a / d1, b / d2
    h, long_way = _plane(u1, u2, n)
    chord = _norm(b - a)
    s = 0.5 * (d1 + d2 + chord)
    lam = math.sqrt(max(0.0, 1.0 - chord / s)) * (-1.0 if long_way else 1.0)
    time = math.sqrt(2.0 * gm / s**3) * seconds
    gamma, rho = math.sqrt(0.5 * gm * s), (d1 - d2) / chord if chord > 0.0 else 0.0
    sigma = math.sqrt(max(0.0, 1.0 - rho * rho))
    t1, t2 = _cross(h, u1), _cross(h, u2)
    found = []
    for x, revolutions, branch in _roots(lam, time, max_revolutions):
        y = math.sqrt(1.0 - lam * lam * (1.0 - x * x))
        even, odd, across = lam * y - x, rho * (lam * y + x), gamma * sigma * (y + lam * x)
        v1 = gamma * (even - odd) / d1 * u1 + across / d1 * t1
        v2 = -gamma * (even + odd) / d2 * u2 + across / d2 * t2
        found.append(Transfer(v1, v2, revolutions, branch))
    return tuple(found)


def _cross(a: Array, b: Array) -> Array:
    """Cross product of two vectors of three: NumPy's own takes ten times as long for so few."""
    (ax, ay, az), (bx, by, bz) = a.tolist(), b.tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def _norm(a: Array) -> float:
    return math.sqrt(float(a @ a))


def _plane(u1: Array, u2: Array, normal: Array) -> tuple[Array, bool]:
    """Unit normal on the side of `normal`, and whether the arc is longer than half a revolution."""
    cross = _cross(u1, u2)
    size = _norm(cross)
    if size > _STRAIGHT:
        long_way = float(cross @ normal) < 0.0
        return (-cross if long_way else cross) / size, long_way
    level = normal - (normal @ u1) * u1
    length = float(np.linalg.norm(level))
    if length < 1e-8 * max(float(np.linalg.norm(normal)), 1e-300):
        raise RangeError(why("no-plane"), advice="give the normal of the orbit")
    return level / length, False


def _roots(lam: float, time: float, max_revolutions: int) -> list[tuple[float, int, str]]:
    found = [
        (
            _householder(lam, time, 0, _first_guess(lam, time), -1.0, math.inf, rising=False),
            0,
            "single",
        )
    ]
    for m in range(1, min(max_revolutions, int(time / math.pi)) + 1):
        turn, least = _least_time(lam, m)
        if time < least:
            break
        low, high = (
            ((m + 1) * math.pi / (8.0 * time)) ** (2.0 / 3.0),
            (8.0 * time / (m * math.pi)) ** (2.0 / 3.0),
        )
        left = _householder(lam, time, m, (low - 1.0) / (low + 1.0), -1.0, turn, rising=False)
        right = _householder(lam, time, m, (high - 1.0) / (high + 1.0), turn, 1.0, rising=True)
        # a = s / 2 / (1 - x²): the root nearer to zero has the shorter axis.
        first, second = sorted((left, right), key=abs)
        found += [(first, m, "low"), (second, m, "high")]
    return found


def _first_guess(lam: float, time: float) -> float:
    """Izzo (2015), eq. 30."""
    t0 = math.acos(lam) + lam * math.sqrt(1.0 - lam * lam)
    t1 = 2.0 / 3.0 * (1.0 - lam**3)
    if time >= t0:
        return math.pow(t0 / time, 2.0 / 3.0) - 1.0
    if time <= t1:
        return 2.5 * t1 * (t1 - time) / (time * (1.0 - lam**5)) + 1.0
    return math.pow(t0 / time, math.log(2.0) / math.log(t0 / t1)) - 1.0


def _time(x: float, lam: float, m: int) -> float:
    """Normalised time of flight at `x` with `m` whole revolutions."""
    y = math.sqrt(1.0 - lam * lam * (1.0 - x * x))
    if m == 0 and math.sqrt(0.6) < x < math.sqrt(1.4):
        eta = y - lam * x
        z = 0.5 * (1.0 - lam - x * eta)
        return 0.5 * (eta**3 * _hypergeometric(z) + 4.0 * lam * eta)
    w = 1.0 - x * x
    if w > 0.0:
        psi = math.acos(max(-1.0, min(1.0, x * y + lam * w)))
    else:
        psi = math.asinh((y - x * lam) * math.sqrt(-w))
    return ((psi + m * math.pi) / math.sqrt(abs(w)) - x + lam * y) / w


def _hypergeometric(z: float) -> float:
    """4/3 of Gauss's function F(3, 1; 5/2; z)."""
    total = term = 1.0
    for k in range(200):
        term *= (3.0 + k) / (2.5 + k) * z
        total += term
        if abs(term) < 1e-16 * abs(total):
            break
    return 4.0 / 3.0 * total


def _derivatives(x: float, lam: float, time: float) -> tuple[float, float, float]:
    """First three derivatives of the time (Izzo 2015, eq. 22)."""
    w, y = 1.0 - x * x, math.sqrt(1.0 - lam * lam * (1.0 - x * x))
    bent = 1.0 - lam * lam
    first = (3.0 * time * x - 2.0 + 2.0 * lam**3 * x / y) / w
    second = (3.0 * time + 5.0 * x * first + 2.0 * bent * lam**3 / y**3) / w
    third = (7.0 * x * second + 8.0 * first - 6.0 * bent * lam**5 * x / y**5) / w
    return first, second, third


def _householder(
    lam: float, time: float, m: int, x: float, low: float, high: float, *, rising: bool
) -> float:
    """Root of the time equation between `low` and `high`, where the time rises or falls throughout.

    Householder's step where it stays between the bounds found so far, half the way to the nearer
    one where not.
    """
    x = _inside(x, low, high)
    for _ in range(_ITERATIONS):
        if abs(1.0 - x) < 1e-12:
            x = 1.0 - 1e-9 if x <= 1.0 else 1.0 + 1e-9
        f = _time(x, lam, m) - time
        if (f > 0.0) == rising:
            high = min(high, x)
        else:
            low = max(low, x)
        d1, d2, d3 = _derivatives(x, lam, f + time)
        under = d1 * (d1 * d1 - f * d2) + d3 * f * f / 6.0
        new = x - f * (d1 * d1 - 0.5 * f * d2) / under if under != 0.0 else math.nan
        if not low <= new <= high or new > 4.0 * abs(x) + 10.0:
            new = 0.5 * (low + high) if high < math.inf else 2.0 * abs(x) + 1.0
        if abs(new - x) < 1e-14 * max(1.0, abs(x)):
            return new
        x = new
    if abs(f) > 1e-9 * time:
        raise ConvergenceError(why("lambert"), revolutions=m, residual=f)
    return x


def _inside(x: float, low: float, high: float) -> float:
    """`x`, or the middle of the bounds where it lies outside them."""
    if low < x < high:
        return x
    return 0.5 * (low + high) if high < math.inf else low + 1.0


def _least_time(lam: float, m: int) -> tuple[float, float]:
    """Where `m` whole revolutions take the shortest time, and that time: bisection on the slope."""
    low, high = -0.999999, 0.999999
    x = 0.0
    for _ in range(_ITERATIONS):
        time = _time(x, lam, m)
        d1, d2, d3 = _derivatives(x, lam, time)
        low, high = (x, high) if d1 < 0.0 else (low, x)
        under = d2 * d2 - 0.5 * d1 * d3
        new = x - d1 * d2 / under if under != 0.0 else math.nan
        new = new if low < new < high else 0.5 * (low + high)
        if abs(new - x) < 1e-13:
            break
        x = new
    return x, _time(x, lam, m)
