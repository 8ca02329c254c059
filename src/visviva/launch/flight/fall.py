"""What falls: a body with a drag coefficient by Mach number.

Followed to the ground in still or blowing air.

Limits: a point mass without lift, of constant mass; ground at a stated altitude over the ellipsoid.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.atmosphere.wind import Wind
from visviva.errors import InputError, PropagationError
from visviva.launch.flight.forward import (
    Aero,
    Earth,
    FlightRecord,
    Segment,
    fly,
    geodetic,
    longitude,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A falling body: `mass` kg, reference `area` m², drag coefficient by Mach number.

    Linear between.
    """

    mass: float
    area: float
    mach: tuple[float, ...] = (0.0,)
    drag_coefficient: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        if not (self.mass > 0 and self.area >= 0):
            raise InputError(
                f"a body of {self.mass:g} kg and {self.area:g} m²", advice="give positive figures"
            )
        if len(self.mach) != len(self.drag_coefficient):
            raise InputError(
                "as many Mach numbers as drag coefficients are needed",
                advice="check the drag table",
            )


@dataclass(frozen=True, slots=True)
class Impact:
    """Where and when a fall ends.

    Attributes
    ----------
    latitude, longitude : float
        Geodetic, of the turning Earth, rad.
    t : float
        s after the start of the clock of the state.
    speed, angle : float
        Through the air-fixed frame, m/s; below the horizon, rad.
    record : FlightRecord
    """

    latitude: float
    longitude: float
    t: float
    speed: float
    angle: float
    record: FlightRecord


def fall(
    r0: ArrayLike,
    v0: ArrayLike,
    body: Body,
    *,
    t0: float = 0.0,
    longest: float = 7200.0,
    ground: float = 0.0,
    wind: Wind | None = None,
    earth: Earth | None = None,
) -> Impact:
    """Follow `body` from an inertial state to the ground.

    Parameters
    ----------
    r0, v0 : array_like, shape (3,)
        Launch frame (inertial, axes of the Earth-fixed frame at t = 0), m and m/s.
    body : Body
    t0 : float
        Time of the state, s.
    longest : float
        Give up after so many seconds.
    ground : float
        Altitude of the ground, m.

    Raises
    ------
    PropagationError
        If the ground is not reached in `longest` seconds.
    """
    aero = Aero(body.area, np.array(body.mach), np.array(body.drag_coefficient))
    record = fly(
        r0,
        v0,
        [Segment("fall", t0, t0 + longest, body.mass)],
        aero=aero,
        earth=earth,
        wind=wind,
        ground=ground,
    )
    if not record.landed:
        _, height = geodetic(record.r[-1], earth)
        raise PropagationError(
            f"after {longest:g} s the body is still at {float(height) / 1e3:.0f} km",
            advice="follow it as a satellite",
        )
    r, v, t = record.r[-1], record.v[-1], float(record.t[-1])
    lat, _ = geodetic(r, earth)
    lon = longitude(r, t, earth)
    relative = v - np.cross([0.0, 0.0, (earth or Earth()).rate], r)
    up = np.array(
        [
            np.cos(lat) * np.cos(np.arctan2(r[1], r[0])),
            np.cos(lat) * np.sin(np.arctan2(r[1], r[0])),
            np.sin(lat),
        ]
    )
    speed = float(np.linalg.norm(relative))
    return Impact(
        float(lat), float(lon), t, speed, float(np.arcsin(-(relative @ up) / speed)), record
    )
