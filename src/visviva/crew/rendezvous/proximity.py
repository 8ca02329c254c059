"""Close to the station: relative motion, two-burn transfers between points.

And what a missed burn leads to.

Axes of a target (`LVLH`): x forward along its motion, y against its orbit normal, z down to the
Earth. A ship on the V-bar waits at z = 0; one below (z > 0) drifts forward.

Limits: the linear equations hold to a few per cent of the distance over the radius (10 km: 10 m
after a transfer); plans are corrected by flying them under J2. Clohessy-Wiltshire needs a circular
target orbit, Yamanaka-Ankersen any closed one. Attitude, plumes and navigation errors are not
looked at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.errors import ConvergenceError, RangeError

#: Radius of the keep-out sphere, m (the International Space Station's: SSP 50808, Rendezvous and
#: Proximity Operations).
KEEP_OUT = 200.0
#: Half angle of the approach corridor, rad (the same document: 10 degrees).
CORRIDOR = float(np.radians(10.0))
_SAFE_SHARE = 1.25  # of the sphere's radius: room for J2 and the eccentricity of the target


def lvlh_axes(r: ArrayLike, v: ArrayLike) -> Array:
    """Rotation from inertial axes to LVLH of a target, shape (..., 3, 3)."""
    r, v = np.asarray(r, float), np.asarray(v, float)
    down = -r / np.linalg.norm(r, axis=-1, keepdims=True)
    h = np.cross(r, v)
    side = -h / np.linalg.norm(h, axis=-1, keepdims=True)
    return np.stack([np.cross(side, down), side, down], axis=-2)


def to_lvlh(target: ArrayLike, chaser: ArrayLike) -> Array:
    """Position and velocity of `chaser` in LVLH of `target`, shape.

    ..., 6, from inertial states of six.

    Examples
    --------
    >>> station = np.array([6.8e6, 0, 0, 0, 7650.0, 0])
    >>> [round(float(x), 1) + 0.0 for x in to_lvlh(station, station + [-100.0, 0, 0, 0, 0, 0])]
    [0.0, 0.0, 100.0, 0.1, 0.0, 0.0]
    """
    t, c = np.asarray(target, float), np.asarray(chaser, float)
    axes, spin = lvlh_axes(t[..., :3], t[..., 3:]), _spin(t)
    offset = c[..., :3] - t[..., :3]
    speed = c[..., 3:] - t[..., 3:] - np.cross(spin, offset)
    turned = [np.einsum("...ij,...j->...i", axes, x) for x in (offset, speed)]
    return np.concatenate(turned, axis=-1)


def from_lvlh(target: ArrayLike, relative: ArrayLike) -> Array:
    """Inertial state of a chaser at `relative` (position, velocity) in LVLH of `target`.

    The inverse of `to_lvlh`.
    """
    t, x = np.asarray(target, float), np.asarray(relative, float)
    axes, spin = lvlh_axes(t[..., :3], t[..., 3:]), _spin(t)
    offset, speed = (np.einsum("...ji,...j->...i", axes, part) for part in (x[..., :3], x[..., 3:]))
    return np.concatenate(
        [t[..., :3] + offset, t[..., 3:] + speed + np.cross(spin, offset)], axis=-1
    )


def _spin(state: Array) -> Array:
    """Angular velocity of the LVLH axes, rad/s, inertial."""
    r = state[..., :3]
    h = np.cross(r, state[..., 3:])
    return np.asarray(h / np.sum(r * r, axis=-1, keepdims=True))


def clohessy_wiltshire(rate: float, seconds: float) -> Array:
    """Transition matrix (6, 6) of LVLH motion about a circular orbit of mean motion `rate`, rad/s.

    Source: Clohessy and Wiltshire (1960), in the axes of this module.

    Examples
    --------
    >>> # 100 m below, let go at rest
    >>> drift = clohessy_wiltshire(1.13e-3, 5560.0) @ [0, 0, 100.0, 0, 0, 0]
    >>> round(float(drift[0]))
    3770
    """
    n, t = rate, seconds
    s, c = np.sin(n * t), np.cos(n * t)
    return np.array(
        [
            [1, 0, 6 * (n * t - s), 4 * s / n - 3 * t, 0, 2 * (1 - c) / n],
            [0, c, 0, 0, s / n, 0],
            [0, 0, 4 - 3 * c, 2 * (c - 1) / n, 0, s / n],
            [0, 0, 6 * n * (1 - c), 4 * c - 3, 0, 2 * s],
            [0, -n * s, 0, 0, c, 0],
            [0, 0, 3 * n * s, -2 * s, 0, c],
        ]
    )


def yamanaka_ankersen(target: ArrayLike, seconds: float, gm: float = EARTH_GM) -> Array:
    """Transition matrix (6, 6) of LVLH motion about any closed orbit.

    From the inertial state of the target.

    Source: Yamanaka and Ankersen (2002), J. Guidance 25 (1), eqs. 66 to 88.

    Raises
    ------
    RangeError
        If the target's orbit is not closed.
    """
    from visviva.orbit.two_body import propagate_two_body

    t = np.asarray(target, float)
    r0, v0 = t[:3], t[3:]
    h = float(np.linalg.norm(np.cross(r0, v0)))
    ecc = np.cross(v0, np.cross(r0, v0)) / gm - r0 / np.linalg.norm(r0)
    e = float(np.linalg.norm(ecc))
    if e >= 1.0:
        raise RangeError(f"a target orbit of eccentricity {e:.3f}", advice="give a closed one")
    r1, v1 = propagate_two_body(r0, v0, seconds, gm)
    first = _anomaly(r0, v0, ecc, e)
    last = first + (_anomaly(r1, v1, ecc, e) - first) % (2.0 * np.pi)
    k2 = h / (h * h / gm) ** 2  # angular momentum over parameter squared
    j = k2 * seconds
    inverse, forward = _ya_inverse(first, e), _ya_forward(last, e, j)
    y = _ya_cross(last - first, e, first, last)
    whole = np.zeros((6, 6))
    plane = forward @ inverse
    for a, i in enumerate((0, 2, 3, 5)):
        for b, k in enumerate((0, 2, 3, 5)):
            whole[i, k] = plane[a, b]
    whole[np.ix_((1, 4), (1, 4))] = y
    return _ya_scale(last, e, k2, back=True) @ whole @ _ya_scale(first, e, k2, back=False)


def _anomaly(r: Array, v: Array, ecc: Array, e: float) -> float:
    """True anomaly, rad; from the first position where the orbit is round."""
    if e < 1e-10:
        base = np.cross(np.cross(r, v), [0.0, 0.0, 1.0])
        base = base / np.linalg.norm(base)
    else:
        base = ecc / e
    h = np.cross(r, v)
    return float(np.arctan2(np.cross(base, r) @ h / np.linalg.norm(h), base @ r))


def _ya_scale(nu: float, e: float, k2: float, *, back: bool) -> Array:
    """Between metres and seconds and the scaled coordinates of the paper."""
    rho, slope = 1.0 + e * np.cos(nu), -e * np.sin(nu)
    out = np.zeros((6, 6))
    if back:
        out[:3, :3] = np.eye(3) / rho
        out[3:, :3] = -k2 * slope * np.eye(3)
        out[3:, 3:] = k2 * rho * np.eye(3)
    else:
        out[:3, :3] = rho * np.eye(3)
        out[3:, :3] = slope * np.eye(3)
        out[3:, 3:] = np.eye(3) / (k2 * rho)
    return out


def _ya_inverse(nu: float, e: float) -> Array:
    rho = 1.0 + e * np.cos(nu)
    s, c = rho * np.sin(nu), rho * np.cos(nu)
    matrix = np.array(
        [
            [1 - e * e, 3 * e * (s / rho) * (1 + 1 / rho), -e * s * (1 + 1 / rho), -e * c + 2],
            [0, -3 * (s / rho) * (1 + e * e / rho), s * (1 + 1 / rho), c - 2 * e],
            [0, -3 * (c / rho + e), c * (1 + 1 / rho) + e, -s],
            [0, 3 * rho + e * e - 1, -rho * rho, e * s],
        ]
    )
    return matrix / (1 - e * e)


def _ya_forward(nu: float, e: float, j: float) -> Array:
    rho = 1.0 + e * np.cos(nu)
    s, c = rho * np.sin(nu), rho * np.cos(nu)
    ds, dc = np.cos(nu) + e * np.cos(2 * nu), -(np.sin(nu) + e * np.sin(2 * nu))
    return np.array(
        [
            [1, -c * (1 + 1 / rho), s * (1 + 1 / rho), 3 * rho * rho * j],
            [0, s, c, 2 - 3 * e * s * j],
            [0, 2 * s, 2 * c - e, 3 * (1 - 2 * e * s * j)],
            [0, ds, dc, -3 * e * (ds * j + s / (rho * rho))],
        ]
    )


def _ya_cross(turn: float, e: float, first: float, last: float) -> Array:
    """Out of the plane the scaled motion is a plain oscillation in true anomaly."""
    c, s = np.cos(turn), np.sin(turn)
    return np.array([[c, s], [-s, c]])


def transfer_velocity(matrix: Array, here: ArrayLike, there: ArrayLike) -> tuple[Array, Array]:
    """Velocities at both ends of the coast from `here` to `there`.

    LVLH positions under a transition matrix.

    Raises
    ------
    ConvergenceError
        If the time is one at which no velocity reaches every place (a whole revolution).
    """
    here, there = np.asarray(here, float), np.asarray(there, float)
    reach = matrix[:3, 3:]
    if abs(np.linalg.det(reach)) < 1e-6 * abs(np.prod(np.diag(reach) + 1e-30)):
        raise ConvergenceError(
            "no coast of that time joins the two points", advice="change the time of transfer"
        )
    leaving = np.linalg.solve(reach, there - matrix[:3, :3] @ here)
    return leaving, matrix[3:, :3] @ here + matrix[3:, 3:] @ leaving


def closest_approach(t: ArrayLike, ship: ArrayLike, station: ArrayLike) -> tuple[float, float]:
    """When two sampled flights are nearest to each other, s, and how near, m.

    Parameters
    ----------
    t : array_like, shape (m,)
        s, rising.
    ship, station : array_like, shape (m, 6)
        States in one inertial frame.

    Notes
    -----
    Between samples the difference is Hermite's cubic in position and velocity; the foot of the
    perpendicular is found by Newton's iteration on the range rate, in the two spans about the
    nearest sample.

    Examples
    --------
    >>> one = np.array([[-10.0, 1.0, 0, 1, 0, 0], [0.5, 1.0, 0, 1, 0, 0]])
    >>> [round(x, 6) for x in closest_approach([0.0, 10.5], one, np.zeros((2, 6)))]
    [10.0, 1.0]
    """
    t, apart = np.asarray(t, float), np.asarray(ship, float) - np.asarray(station, float)
    distance = np.linalg.norm(apart[:, :3], axis=-1)
    k = int(np.argmin(distance))
    best = (float(t[k]), float(distance[k]))
    for i in range(max(0, k - 1), min(len(t) - 1, k + 1)):
        step = t[i + 1] - t[i]
        p0, p1, v0, v1 = (
            apart[i, :3],
            apart[i + 1, :3],
            step * apart[i, 3:],
            step * apart[i + 1, 3:],
        )
        a, b = 2.0 * (p0 - p1) + v0 + v1, 3.0 * (p1 - p0) - 2.0 * v0 - v1
        s = 0.0 if i == k else 1.0
        for _ in range(30):
            place = p0 + s * (v0 + s * (b + s * a))
            speed, bend = v0 + s * (2.0 * b + 3.0 * s * a), 2.0 * b + 6.0 * s * a
            slope = float(speed @ speed + place @ bend)
            change = float(place @ speed) / slope if slope > 0.0 else 0.0
            s = min(1.0, max(0.0, s - change))
        near = float(np.linalg.norm(p0 + s * (v0 + s * (b + s * a))))
        if near < best[1]:
            best = (float(t[i] + s * step), near)
    return best


@dataclass(frozen=True, slots=True, eq=False)
class Terminal:
    """The terminal transfer: where the coelliptic ship leaves its orbit, for how long.

    What it costs.

    Attributes
    ----------
    start : ndarray of shape (3,)
        LVLH position at the burn, m.
    seconds : float
    first, last : float
        Burns at both ends, m/s.
    clearance : float
        Nearest to the station in two revolutions if the braking burn is missed, m.
    """

    start: Array
    seconds: float
    first: float
    last: float
    clearance: float


def terminal_transfer(
    rate: float, below: float, hold: ArrayLike, keep_out: float = KEEP_OUT
) -> Terminal:
    """Cheapest coast from a coelliptic orbit `below` metres down to `hold`.

    It stays clear of the station on its way, and after it.

    Every start and duration of a grid is tried with Clohessy and Wiltshire's equations; the sphere
    is kept clear on the way to the hold point and, nobody braking there, for two revolutions more.

    Raises
    ------
    RangeError
        If the hold point lies inside the sphere.
    ConvergenceError
        If none of them is safe.

    Examples
    --------
    >>> found = terminal_transfer(1.13e-3, 10e3, [-400.0, 0.0, 0.0])
    >>> found.clearance > 200.0, 5.0 < found.first + found.last < 8.0
    (True, True)
    """
    hold = np.asarray(hold, float)
    if np.linalg.norm(hold) <= keep_out:
        raise RangeError(
            f"the hold point is {np.linalg.norm(hold):.0f} m from the station, inside the "
            "keep-out sphere of "
            f"{keep_out:.0f} m",
            advice="move it out",
        )
    period = 2.0 * np.pi / rate
    later = np.stack([clohessy_wiltshire(rate, t) for t in np.linspace(20.0, 2.0 * period, 600)])
    before = np.stack([clohessy_wiltshire(rate, -t) for t in np.linspace(20.0, 1200.0, 60)])
    drift = np.array([1.5 * rate * below, 0.0, 0.0])
    tried: list[tuple[float, float, Array, Array, Array]] = []
    for seconds in np.arange(0.20, 0.44, 0.01) * period:
        matrix = clohessy_wiltshire(rate, float(seconds))
        for x in np.arange(-4.0, 0.01, 0.05) * below:
            start = np.array([x, 0.0, below])
            leaving, arriving = transfer_velocity(matrix, start, hold)
            cost = float(np.linalg.norm(leaving - drift) + np.linalg.norm(arriving))
            tried.append((cost, float(seconds), start, leaving - drift, arriving))
    for _, seconds, start, kick, arriving in sorted(tried, key=lambda row: row[0]):
        state = np.concatenate([hold, arriving])
        clear = min(
            float(np.linalg.norm((m @ state)[:, :3], axis=-1).min()) for m in (later, before)
        )
        if clear > keep_out * _SAFE_SHARE:
            return Terminal(
                start, seconds, float(np.linalg.norm(kick)), float(np.linalg.norm(arriving)), clear
            )
    raise ConvergenceError(
        "no terminal transfer stays clear of the keep-out sphere", advice="move the hold point"
    )
