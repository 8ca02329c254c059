"""The dynamics that a rendezvous is planned in.

J2 and drag about the pole of the day, and the orbit a launcher leaves.

Limits: no higher harmonics, Sun or Moon (100 m over a two-orbit flight, between two ships on
neighbouring orbits much less); the air is that of the U.S. Standard Atmosphere 1976, a mean day.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.constants import EARTH_GM, EARTH_J2, EARTH_RADIUS
from visviva.core.frames import gcrf_to_itrf_matrix
from visviva.core.time import Epoch

STEP = 20.0  # s


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """J2 and drag from one epoch on; states are GCRF, six numbers, m and m/s.

    Attributes
    ----------
    epoch : Epoch
        From which seconds count.
    pole : ndarray of shape (3,)
        Of the Earth at the epoch, GCRF.
    drag_ship, drag_station : float
        Drag coefficient times area over mass, m2/kg; 0 for none.
    """

    epoch: Epoch
    pole: Array
    drag_ship: float = 0.0
    drag_station: float = 0.0

    @classmethod
    def at(cls, epoch: Epoch, drag_ship: float = 0.0, drag_station: float = 0.0) -> "World":
        """The world at an epoch."""
        return cls(
            epoch, np.ascontiguousarray(gcrf_to_itrf_matrix(epoch)[2]), drag_ship, drag_station
        )

    def fly(
        self, state: ArrayLike, seconds: float, *, station: bool = False, step: float = STEP
    ) -> Array:
        """State of shape (6,) after `seconds` (of either sign)."""
        last: Array = self.path(state, seconds, station=station, step=step)[1][-1]
        return last

    def path(
        self, state: ArrayLike, seconds: float, *, station: bool = False, step: float = STEP
    ) -> tuple[Array, Array]:
        """Times (m,) and states (m, 6) at even steps of at most `step` seconds."""
        drag = self.drag_station if station else self.drag_ship
        states = self._integrate(np.asarray(state, float)[None], seconds, step, [drag])[:, 0]
        return np.linspace(0.0, seconds, len(states)), states

    def both(
        self, ship: ArrayLike, station: ArrayLike, seconds: float
    ) -> tuple[Array, Array, Array]:
        """Times and paths of ship and station, flown side by side."""
        start = np.stack([np.asarray(ship, float), np.asarray(station, float)])
        states = self._integrate(start, seconds, STEP, [self.drag_ship, self.drag_station])
        return np.linspace(0.0, seconds, len(states)), states[:, 0], states[:, 1]

    def _integrate(self, start: Array, seconds: float, step: float, drag: list[float]) -> Array:
        from visviva.crew._j2_kernel import integrate

        if seconds == 0.0:
            return start[None]
        out: Array = integrate(
            np.ascontiguousarray(start),
            float(seconds),
            step,
            self.pole,
            np.array(drag),
            _log_density(),
        )
        return out


@lru_cache(maxsize=1)
def _log_density() -> Array:
    """Logarithm of the density from 120 to 900 km every 5 km (the grid of the kernel)."""
    return np.asarray(np.log(us76(np.arange(120e3, 900e3 + 1.0, 5e3)).density))


def turned(vector: Array, axis: Array, angle: float) -> Array:
    """`vector` turned by `angle` rad about the unit `axis` (Rodrigues)."""
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray(vector * c + np.cross(axis, vector) * s + axis * (vector @ axis) * (1.0 - c))


def insertion_state(
    world: World, station: ArrayLike, gap: float, perigee: float, apogee: float, node_east: float
) -> Array:
    """Where the launcher leaves the ship, at the epoch of `station`'s state.

    Parameters
    ----------
    world : World
    station : array_like, shape (6,)
        The station at the insertion.
    gap : float
        Angle along the orbit by which the ship is behind, rad.
    perigee, apogee : float
        Heights of the mean orbit over the equator, m; the ship is left at perigee.
    node_east : float
        Turn of the ship's plane about the pole against the station's, rad: what later drifts away,
        and what a late lift-off adds.

    Notes
    -----
    The plane is the one that the station had when it was where the ship is: both then share the
    ripple of J2. The semi-major axis carries J2's short-period term (Vallado 2013, section 9.6), so
    that its mean is the one asked for.
    """
    target = np.asarray(station, float)
    motion = np.sqrt(EARTH_GM / np.linalg.norm(target[:3]) ** 3)
    ghost = world.fly(target, -gap / motion, station=True)
    # What the station's node drifted meanwhile is taken out again: the ghost's plane is carried to
    # the present.
    up = ghost[:3] / np.linalg.norm(ghost[:3])
    normal = np.cross(ghost[:3], ghost[3:])
    normal = turned(normal / np.linalg.norm(normal), world.pole, node_east)
    place = turned(up, world.pole, node_east)
    behind = _angle(place, target[:3], normal)
    place = turned(place - (place @ normal) * normal, normal, behind - gap)
    place = place / np.linalg.norm(place)
    mean_axis = EARTH_RADIUS + 0.5 * (perigee + apogee)
    tilt = np.arccos(normal @ world.pole)
    sine_latitude = place @ world.pole
    # sin² i cos 2u = sin² i - 2 sin² latitude
    ripple = (
        1.5 * EARTH_J2 * EARTH_RADIUS**2 / mean_axis * (np.sin(tilt) ** 2 - 2.0 * sine_latitude**2)
    )
    radius, axis = EARTH_RADIUS + perigee, mean_axis + ripple
    speed = np.sqrt(EARTH_GM * (2.0 / radius - 1.0 / axis))
    return np.concatenate([radius * place, speed * np.cross(normal, place)])


def _angle(first: Array, second: Array, normal: Array) -> float:
    """From `first` to `second` about `normal`, rad in (-pi, pi]."""
    return float(
        np.arctan2(
            np.cross(first, second) @ normal, first @ second - (first @ normal) * (second @ normal)
        )
    )


def station_apart(ship: ArrayLike, station: ArrayLike) -> float:
    """Angle by which the station is ahead along its orbit, rad in (-pi, pi]."""
    a, b = np.asarray(ship, float), np.asarray(station, float)
    h = np.cross(b[:3], b[3:])
    return _angle(a[:3], b[:3], h / np.linalg.norm(h))


def tangent_burn(state: Array, along: float, side: float = 0.0) -> Any:
    """Velocity change of `along` m/s forward and `side` m/s along the orbit normal, inertial.

    Shape (3,).
    """
    forward = state[3:] / np.linalg.norm(state[3:])
    h = np.cross(state[:3], state[3:])
    return along * forward + side * h / np.linalg.norm(h)
