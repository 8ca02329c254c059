"""Where a launcher is over the Earth, second by second, and the orbit that it is left in.

Limits: the ascent is the best one of the stages as they are known; the orbit after it drifts by J2
alone, without drag.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RATE
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.result import Result
from visviva.errors import VisvivaError
from visviva.launch.hazard.ascent import FlownAscent
from visviva.orbit.two_body import propagate_j2_state

#: Seconds between rows on the way up, and in orbit.
STEP_UP, STEP_ORBIT = 4.0, 60.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FlownPath(Result):
    """Times (s after lift-off), geodetic latitude and longitude (rad), height (m), speed (m/s).

    `insertion` is the second at which the ascent ends and the orbit begins.
    """

    SCHEMA: ClassVar[str] = "visviva.flown-path/1"

    t: Array
    latitude: Array
    longitude: Array
    height: Array
    speed: Array
    insertion: float

    def rows(self) -> list[dict[str, Any]]:
        """One row a moment; speeds are inertial."""
        return [
            {
                "t_s": round(float(t), 1),
                "lat_deg": round(float(np.degrees(lat)), 4),
                "lon_deg": round(float(np.degrees(lon)), 4),
                "altitude_km": round(float(h) / 1e3, 3),
                "speed_m_s": round(float(v), 1),
            }
            for t, lat, lon, h, v in zip(
                self.t, self.latitude, self.longitude, self.height, self.speed, strict=True
            )
        ]

    def head(self) -> dict[str, Any]:
        """The second of insertion."""
        return {"insertion_s": round(self.insertion, 1)}


def flown_path(ascent: FlownAscent, *, revolutions: float = 2.0) -> FlownPath:
    """The path of an ascent and of so many revolutions after it.

    Where insertion leaves no closed orbit above the ground, the path ends with it.

    Parameters
    ----------
    ascent : FlownAscent
    revolutions : float
        After insertion.
    """
    up = np.unique(np.append(np.arange(0.0, ascent.insertion, STEP_UP), ascent.insertion))
    states = [ascent.state(float(t)) for t in up]
    t, r, v = up, np.array([s[0] for s in states]), np.array([s[1] for s in states])
    after = _orbit(r[-1], v[-1], revolutions)
    if after is not None:
        t = np.concatenate([t, ascent.insertion + after[0]])
        r, v = np.concatenate([r, after[1]]), np.concatenate([v, after[2]])
    # The launch frame is inertial, with the pad's meridian as its x axis at lift-off.
    turn = ascent.longitude - EARTH_RATE * t
    c, s = np.cos(turn), np.sin(turn)
    fixed = np.stack([c * r[:, 0] - s * r[:, 1], s * r[:, 0] + c * r[:, 1], r[:, 2]], axis=-1)
    latitude, longitude, height = itrf_to_geodetic(fixed)
    speed = np.linalg.norm(v, axis=-1)
    return FlownPath(t, latitude, longitude, height, speed, ascent.insertion)


def _orbit(r: Array, v: Array, revolutions: float) -> tuple[Array, Array, Array] | None:
    """Seconds after insertion, positions, velocities; None where there is no orbit."""
    energy = 0.5 * float(v @ v) - EARTH_GM / float(np.linalg.norm(r))
    if energy >= 0.0:
        return None
    period = 2.0 * np.pi * EARTH_GM / (-2.0 * energy) ** 1.5
    dt = np.arange(STEP_ORBIT, revolutions * period, STEP_ORBIT)
    try:
        at, speed = propagate_j2_state(r, v, dt)
    except VisvivaError:
        return None
    return dt, at, speed
