"""A launcher's ascent as a launch window sees it.

How long, how far, and how it comes into a target plane.

The pad turns with the Earth and carries the rocket across the plane it wants to reach; the thrust
must take that velocity away. Where the pad must stand when the rocket leaves follows from a linear
equation for the distance from the plane, whose coefficients are those of the ascent
(`AscentProfile`). The engines below the last stage hold one launch azimuth (their drop zones are
fixed); the last one steers into the plane.

Limits: a plane ascent over a spherical Earth, pitch falling evenly through the air and by the
linear-tangent law above it, losses laid on the first stage;
times and distances to a few per cent. The launch azimuth is the one figure that must come from
flown launches.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.errors import ConvergenceError, InputError
from visviva.orbit.ascent_profile import AscentProfile

SPHERE = 6371e3
_VERTICAL_S = 10.0


@dataclass(frozen=True, slots=True)
class Burn:
    """A stretch of the ascent: from `start` to `end` seconds, `thrust` in N.

    `mass` at its start and `flow` in kg/s.
    """

    start: float
    end: float
    thrust: float
    mass: float
    flow: float

    def __post_init__(self) -> None:
        if not (
            self.end > self.start >= 0.0
            and self.thrust > 0.0
            and self.mass > self.flow * (self.end - self.start)
        ):
            raise InputError(
                f"a burn from {self.start:g} s to {self.end:g} s",
                advice="give masses and times in order",
            )


def ascent_profile(
    burns: tuple[Burn, ...],
    insertion_height: float,
    insertion_speed: float,
    start_speed: float,
    steers_from: float,
) -> AscentProfile:
    """Ascent of a launcher, reduced to what a window needs.

    Parameters
    ----------
    burns : tuple of Burn
        In order of time, without gaps.
    insertion_height : float
        Over the sphere of `SPHERE`, m.
    insertion_speed, start_speed : float
        Inertial speed at insertion, and what of the Earth's turn lies along the heading at
        lift-off, m/s.
    steers_from : float
        Before this second the azimuth is held.

    Raises
    ------
    ConvergenceError
        If these burns reach no such orbit.

    Examples
    --------
    >>> burns = (Burn(0, 118, 4.7e6, 311e3, 1660), Burn(118, 285, 990e3, 97e3, 316), Burn(285, 525,
    ...     298e3, 32e3, 93))
    >>> k = ascent_profile(burns, 200e3, 7800.0, 290.0, 285.0)
    >>> bool(14 < np.degrees(k.downrange) < 20), bool(-250 < k.free_per_velocity < -220)
    (True, True)
    """
    flown = _fly(burns, insertion_height, insertion_speed, start_speed)
    held = _lateral(flown, steers_from)
    free = _lateral(flown, 0.0)
    return AscentProfile(
        burns[-1].end, float(flown.angle[-1]), held[0], held[1], free[0], steers_from
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Flown:
    """An ascent second by second.

    Horizontal and vertical thrust acceleration, whole acceleration, angle, radius.
    """

    t: Array
    level: Array
    up: Array
    whole: Array
    angle: Array
    radius: Array


def _fly(burns: tuple[Burn, ...], height: float, speed: float, start_speed: float) -> _Flown:
    t = np.arange(0.0, burns[-1].end, 1.0)
    thrust = np.zeros_like(t)
    for burn in burns:
        inside = (t >= burn.start) & (t < burn.end)
        thrust[inside] = burn.thrust / (burn.mass - burn.flow * (t[inside] - burn.start))
    first = burns[0].end
    # tangent of the pitch at the first staging, its fall, share of thrust not lost
    x = np.array([0.8, 0.9, 0.95])
    for _ in range(40):
        miss, flown = _shoot(t, thrust, first, x, height, speed, start_speed)
        if np.max(np.abs(miss)) < 1e-3:
            return flown
        slope = np.empty((3, 3))
        for k in range(3):
            other = x.copy()
            other[k] += 1e-5
            slope[:, k] = (
                _shoot(t, thrust, first, other, height, speed, start_speed)[0] - miss
            ) / 1e-5
        x = x - np.clip(np.linalg.solve(slope, miss), -0.3, 0.3)
    raise ConvergenceError(
        "these stages reach no orbit at that height", advice="check masses, thrust and burn times"
    )


def _shoot(
    t: Array, thrust: Array, first: float, x: Array, height: float, speed: float, start_speed: float
) -> tuple[Array, _Flown]:
    """Fly in the plane, one second a step.

    What is missing at the end: height (10 km), climb and speed (100 m/s).
    """
    tangent, fall, share = (float(v) for v in x)
    # Through the air the pitch falls evenly from the vertical, as a turn without angle of attack
    # nearly does.
    rest = np.clip((t - first) / (t[-1] - first), 0.0, 1.0)
    turned = np.clip((t - _VERTICAL_S) / (first - _VERTICAL_S), 0.0, 1.0)
    pitch = np.where(
        t < first,
        0.5 * np.pi + turned * (np.arctan(tangent) - 0.5 * np.pi),
        np.arctan(tangent - fall * rest),
    )
    # air and dispersion take their part below the first staging
    thrust = np.where(t < first, share, 1.0) * thrust
    up, level = thrust * np.sin(pitch), thrust * np.cos(pitch)
    radius, climb, along, angle = SPHERE, 0.0, start_speed, 0.0
    radii, angles = [], []
    for lift, push in zip(up.tolist(), level.tolist(), strict=True):
        radii.append(radius)
        angles.append(angle)
        climb += lift - EARTH_GM / (radius * radius) + along * along / radius
        along += push - climb * along / radius
        radius += climb
        angle += along / radius
    miss = np.array([(radius - SPHERE - height) / 1e4, climb / 100.0, (along - speed) / 100.0])
    return miss, _Flown(t, level, up, thrust, np.array(angles), np.array(radii))


def _lateral(flown: _Flown, steers_from: float) -> tuple[float, float]:
    """Offset at lift-off per m/s across the plane, and per unit sine of heading less azimuth.

    That ends in the plane.

    Distance y from the plane: ``y'' = (up / r - GM / r³) y + u``, u the thrust across: held azimuth
    before `steers_from`, after it the least-effort law (a constant times cos nt), whose constant is
    free.
    """
    rate = np.sqrt(np.mean(EARTH_GM / flown.radius**3))
    turning = flown.t >= steers_from
    held = np.where(turning, 0.0, flown.level * np.cos(flown.angle))
    steered = np.where(turning, flown.whole * np.cos(rate * flown.t), 0.0)
    spring = (flown.up / flown.radius - EARTH_GM / flown.radius**3).tolist()

    def end(y: float, v: float, push: Array) -> Array:
        for k, u in zip(spring, push.tolist(), strict=True):
            v += k * y + u
            y += v
        return np.array([y, v])

    none = np.zeros_like(flown.t)
    free = np.column_stack([end(1.0, 0.0, none), end(0.0, 0.0, steered)])
    per_velocity = np.linalg.solve(free, -end(0.0, 1.0, none))[0]
    per_sine = np.linalg.solve(free, -end(0.0, 0.0, held))[0]
    return float(per_velocity), float(per_sine)
