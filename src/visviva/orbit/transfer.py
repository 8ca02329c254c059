"""Impulsive transfers: Hohmann, bi-elliptic, plane changes alone, combined, split.

And on an elliptic detour.

Limits: impulsive burns, two-body motion, coplanar circular ends unless a turn is named. Real burns
cost a little more (gravity loss of a few per cent on low thrust), and drag limits how low a
detour's perigee may stay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.constants import EARTH_GM
from visviva.errors import RangeError
from visviva.orbit.reasons import why


def _lowest(cost: Callable[..., Any], *ranges: tuple[float, float]) -> tuple[float, ...]:
    """Where a smooth cost of one or two numbers is lowest, by grids that close in on the best cell.

    SciPy's optimiser would do, but costs half a second to import, and a cost here takes arrays.
    """
    spans = list(ranges)
    best: tuple[float, ...] = ()
    for _ in range(32):
        axes = [np.linspace(low, high, 25) for low, high in spans]
        grid = np.meshgrid(*axes, indexing="ij")
        index = np.unravel_index(int(np.argmin(cost(*grid))), grid[0].shape)
        best = tuple(float(axis[k]) for axis, k in zip(axes, index, strict=True))
        spans = [
            (max(low, x - 0.35 * (end - start)), min(high, x + 0.35 * (end - start)))
            for x, (low, high), (start, end) in zip(best, ranges, spans, strict=True)
        ]
    return best


@dataclass(frozen=True, slots=True)
class Burn:
    """One impulse: what it does, its size in m/s.

    The part of the plane turn it makes in radians.
    """

    name: str
    delta_v: float
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Transfer:
    """Burns in order, with the time between the first and the last in seconds."""

    burns: tuple[Burn, ...]
    duration: float

    @property
    def delta_v(self) -> float:
        """Sum of the burns, m/s."""
        return sum(b.delta_v for b in self.burns)


def speed(radius: ArrayLike, semi_major_axis: ArrayLike, gm: float = EARTH_GM) -> Any:
    """Speed at `radius` on an orbit, m/s: the vis-viva equation ``v² = GM (2/r - 1/a)``.

    >>> round(float(speed(6578137.0, 6578137.0)), 1)
    7784.3
    """
    r, a = np.asarray(radius, float), np.asarray(semi_major_axis, float)
    return np.sqrt(gm * (2.0 / r - 1.0 / a))


def circular_speed(radius: ArrayLike, gm: float = EARTH_GM) -> Any:
    """Speed of a circular orbit, m/s."""
    return np.sqrt(gm / np.asarray(radius, float))


def plane_change(orbital_speed: ArrayLike, turn: ArrayLike) -> Any:
    """Impulse that turns a velocity by `turn` radians without changing its size, m/s.

    ``2 v sin(turn / 2)``.

    >>> round(float(plane_change(7784.3, np.radians(10.41))))
    1412
    """
    return 2.0 * np.asarray(orbital_speed, float) * np.sin(0.5 * np.abs(np.asarray(turn, float)))


def combined_burn(speed_before: ArrayLike, speed_after: ArrayLike, turn: ArrayLike) -> Any:
    """Impulse that changes speed and direction at once, m/s (cosine rule)."""
    a, b = np.asarray(speed_before, float), np.asarray(speed_after, float)
    half = np.sin(0.5 * np.asarray(turn, float))
    return np.sqrt((a - b) ** 2 + 4.0 * a * b * half**2)


def half_period(semi_major_axis: float, gm: float = EARTH_GM) -> float:
    """Time from one apsis to the other, s."""
    return float(np.pi * np.sqrt(semi_major_axis**3 / gm))


def _check_radii(*radii: float) -> None:
    if not all(np.isfinite(r) and r > 0 for r in radii):
        raise RangeError(why("radii", radii=f"{radii}"), advice="give positive radii in metres")


def hohmann(radius_1: float, radius_2: float, turn: float = 0.0, gm: float = EARTH_GM) -> Transfer:
    """Cheapest two-burn transfer between circular orbits.

    With `turn` radians split between the burns at best.

    Source: Hohmann (1925); the split minimises the sum of two combined burns (Vallado 2013, section
    6.5).

    Parameters
    ----------
    radius_1, radius_2 : float
        Of the circles, m.
    turn : float
        Angle between the planes, rad.

    Examples
    --------
    >>> round(hohmann(6578137.0, 6378137.0 + 35786e3).delta_v)
    3932
    """
    _check_radii(radius_1, radius_2)
    a = 0.5 * (radius_1 + radius_2)
    v1, v2 = float(circular_speed(radius_1, gm)), float(circular_speed(radius_2, gm))
    vp, va = float(speed(radius_1, a, gm)), float(speed(radius_2, a, gm))

    first = 0.0
    if turn:
        (first,) = _lowest(
            lambda x: combined_burn(v1, vp, x) + combined_burn(va, v2, turn - x), (0.0, turn)
        )
    burns = (
        Burn("depart", float(combined_burn(v1, vp, first)), first),
        Burn("arrive", float(combined_burn(va, v2, turn - first)), turn - first),
    )
    return Transfer(burns, half_period(a, gm))


def bi_elliptic(
    radius_1: float, radius_2: float, radius_far: float, turn: float = 0.0, gm: float = EARTH_GM
) -> Transfer:
    """Three-burn transfer through `radius_far`, the whole `turn` made at the far end.

    Source: Sternfeld (1934); Vallado (2013), algorithm 37.

    Raises
    ------
    RangeError
        If the far end lies inside one of the circles.
    """
    _check_radii(radius_1, radius_2, radius_far)
    if radius_far < max(radius_1, radius_2):
        raise RangeError(
            why("far-end", far=(radius_far / 1e3, 0)),
            advice="give one beyond the larger circle",
        )
    a1, a2 = 0.5 * (radius_1 + radius_far), 0.5 * (radius_2 + radius_far)
    burns = (
        Burn("depart", abs(float(speed(radius_1, a1, gm) - circular_speed(radius_1, gm)))),
        Burn(
            "far end",
            float(combined_burn(speed(radius_far, a1, gm), speed(radius_far, a2, gm), turn)),
            turn,
        ),
        Burn("arrive", abs(float(speed(radius_2, a2, gm) - circular_speed(radius_2, gm)))),
    )
    return Transfer(burns, half_period(a1, gm) + half_period(a2, gm))


def detour_turn(
    radius: float, turn: float, radius_far_max: float = 1.0e9, gm: float = EARTH_GM
) -> Transfer:
    """Cheapest turn of a circular orbit's plane with an elliptic detour.

    Climb, turn high, come back.

    Each burn may carry a part of the turn. Small turns gain little (0.4 % at 10°) from a far end
    only a few per cent higher; beyond about 60° the far end wants to go to infinity and
    `radius_far_max` decides.

    Parameters
    ----------
    radius : float
        Of the circle, m.
    turn : float
        rad, in ``[0, pi]``.
    radius_far_max : float
        Highest far end allowed, m.

    Returns
    -------
    Transfer
        Burns up, high and down; the turn of each is in `Burn.turn`.

    Raises
    ------
    RangeError
        If `turn` lies outside ``[0, pi]``.

    Notes
    -----
    Source: Rider, "Characteristic velocity requirements for impulsive thrust transfers between
    noncoplanar circular orbits", ARS Journal 31 (1961). Minimised here over the far radius and the
    symmetric split.
    """
    _check_radii(radius)
    if not 0.0 <= turn <= np.pi:
        raise RangeError(
            why("turn", angle=(float(np.degrees(turn)), 2)), advice="give one between 0 and 180°"
        )
    v0 = float(circular_speed(radius, gm))

    highest = float(np.log(radius_far_max / radius))

    def climbed(x: Any) -> Any:
        # Fourth power: a small turn wants a far end only a ten-thousandth higher.
        return radius * np.exp(highest * x**4)

    def legs(x: Any, share: Any) -> tuple[Any, Any]:
        far = climbed(x)
        a = 0.5 * (radius + far)
        low = combined_burn(v0, speed(radius, a, gm), 0.5 * share * turn)
        return low, plane_change(speed(far, a, gm), (1.0 - share) * turn)

    x, share = _lowest(lambda x, y: 2.0 * legs(x, y)[0] + legs(x, y)[1], (0.0, 1.0), (0.0, 1.0))
    side, top = (float(leg) for leg in legs(x, share))
    far, low_turn, cost = float(climbed(x)), 0.5 * share * turn, 2.0 * side + top
    direct = float(plane_change(v0, turn))
    if cost >= direct * (1.0 - 1e-9):
        return Transfer((Burn("turn", direct, turn),), 0.0)
    burns = (
        Burn("climb", side, low_turn),
        Burn("turn high", top, turn - 2.0 * low_turn),
        Burn("return", side, low_turn),
    )
    return Transfer(burns, 2.0 * half_period(0.5 * (radius + far), gm))


def angle_between_planes(
    inclination_1: ArrayLike, inclination_2: ArrayLike, node_difference: ArrayLike = 0.0
) -> Any:
    """Angle between two orbit planes, rad.

    From their inclinations and the difference of their nodes.
    """
    i1, i2, dn = (np.asarray(x, float) for x in (inclination_1, inclination_2, node_difference))
    half = np.sin(0.5 * (i1 - i2)) ** 2 + np.sin(i1) * np.sin(i2) * np.sin(0.5 * dn) ** 2
    return 2.0 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
