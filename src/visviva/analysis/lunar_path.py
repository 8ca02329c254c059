"""A road to the Moon as points, in two frames: about the Earth, and turning with the Moon.

Limits: the flight is that of `visviva.moon.transfer` flown again from the Moon back to the Earth
with the degree-2 field of the Earth, Sun and Moon; only what is drawn comes from it, the figures of
a road do not.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.core.arrays import Array
from visviva.core.ephemeris import SunMoonTable
from visviva.core.gravity import GravityField
from visviva.core.result import Result
from visviva.moon.transfer import DAY, Road
from visviva.orbit.forces import ForceModel
from visviva.orbit.numerical import propagate_numerical

#: Points of a road.
POINTS = 240


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LunarPath(Result):
    """Times (s before the arrival, negative) and positions of the craft and the Moon, m.

    `turning` is in the frame whose x axis points from the Earth to the Moon of each moment, and
    whose z axis is the normal of the Moon's motion.
    """

    SCHEMA: ClassVar[str] = "visviva.lunar-path/1"

    t: Array
    inertial: Array
    moon: Array
    turning: Array

    def rows(self) -> list[dict[str, Any]]:
        """One row a moment."""
        out = []
        for t, r, m, s in zip(self.t, self.inertial, self.moon, self.turning, strict=True):
            row = {"days_before_arrival": round(float(-t) / DAY, 4)}
            for name, value in (("", r), ("moon_", m), ("turning_", s)):
                row |= {
                    f"{name}{axis}_km": round(float(x) / 1e3, 1)
                    for axis, x in zip("xyz", value, strict=True)
                }
            out.append(row)
        return out


def lunar_path(road: Road) -> LunarPath:
    """The path of a road from its departure to its arrival, about the Earth (GCRF)."""
    span = float(road.departure - road.arrival)
    flight = propagate_numerical(
        road.arrival,
        road.r_arrival,
        road.v_arrival,
        span,
        ForceModel(gravity=GravityField.egm2008().truncated(2)),
        rtol=1e-10,
    )
    # Closer together near both ends, where the craft is fast.
    share = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, POINTS))
    t = span * (1.0 - share)
    moments = road.arrival + t
    r, _ = flight.at(moments)
    moon, speed = SunMoonTable.bundled().moon_state(moments)
    x = moon / np.linalg.norm(moon, axis=-1, keepdims=True)
    z = np.cross(moon, speed)
    z /= np.linalg.norm(z, axis=-1, keepdims=True)
    y = np.cross(z, x)
    turning = np.stack([np.sum(r * axis, axis=-1) for axis in (x, y, z)], axis=-1)
    return LunarPath(t, r, moon, turning)
