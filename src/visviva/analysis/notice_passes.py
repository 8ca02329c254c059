r"""First passes of the object that a warned launch would put up, over a place.

The plane holds the pad at lift-off and the inclination of the warning; the object is put a quarter
of an hour's flight ahead of it. Launch and plane slip together: a lift-off that is late by a minute
makes every pass late by a minute, a little to the west.

Limits: lift-off at the window's opening; a round orbit at 500 km, drift by J2; the height (350 to
650 km) is not in a warning, so that every revolution adds 90 s of spread to the 80 s of the ascent;
a launcher that turns after its last area flies in another plane.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.constants import EARTH_RADIUS, EARTH_RATE
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.launch.hazard.corridor import Corridor
from visviva.orbit.elements import j2_rates

#: Height of the orbit, m; seconds and angle (rad) over which the ascent goes: typical, assumptions.
HEIGHT, ASCENT_S, ASCENT_ANGLE = 500e3, 540.0, math.radians(18.0)
#: Spread of the passes, s: of the ascent, and added by each revolution (350 to 650 km).
ASCENT_SIGMA, REVOLUTION_SIGMA = 80.0, 90.0
#: Span and step of the search, s, and least elevation, rad.
SPAN, STEP, LOWEST = 86400.0, 10.0, math.radians(10.0)


@dataclass(frozen=True, slots=True)
class FirstPass:
    """A pass: time of the highest point, elevation (rad), revolution, standard deviation (s)."""

    peak: Epoch
    elevation: float
    revolution: int
    sigma: float

    def row(self) -> Mapping[str, Any]:
        """Keys of the answer."""
        return {
            "peak_utc": self.peak.iso(0),
            "peak_elevation_deg": round(math.degrees(self.elevation), 1),
            "revolution": self.revolution,
            "sigma_s": round(self.sigma),
        }


def first_passes(corridor: Corridor, liftoff: Epoch, place: Place) -> tuple[FirstPass, ...]:
    """Passes over a place within a day of a lift-off.

    Parameters
    ----------
    corridor : Corridor
        Whose pad, bearing and inclination make the plane.
    liftoff : Epoch
    place : Place

    Returns
    -------
    tuple of FirstPass
        By time; empty where none rises over ten degrees.
    """
    pad, tilt = corridor.pad, corridor.inclination
    a = EARTH_RADIUS + HEIGHT
    rates = j2_rates(a, 0.0, tilt)
    motion = float(rates.argument_of_perigee) + float(rates.mean_anomaly)
    # Argument of latitude of the pad, on the branch that the bearing takes.
    u0 = math.asin(max(-1.0, min(1.0, math.sin(pad.latitude) / math.sin(tilt))))
    if math.cos(corridor.bearing) < 0.0:
        u0 = math.pi - u0
    node = pad.longitude - math.atan2(math.cos(tilt) * math.sin(u0), math.cos(u0))
    t = np.arange(ASCENT_S, SPAN, STEP)
    along = u0 + ASCENT_ANGLE + motion * (t - ASCENT_S)
    # Axes fixed in space that lay along the Earth's at lift-off, then turned back with it.
    spin = node + (float(rates.raan) - EARTH_RATE) * t
    x, y, z = np.cos(along), np.sin(along) * math.cos(tilt), np.sin(along) * math.sin(tilt)
    r = a * np.stack(
        [x * np.cos(spin) - y * np.sin(spin), x * np.sin(spin) + y * np.cos(spin), z], axis=-1
    )
    _, elevation, _ = azimuth_elevation_range((place.latitude, place.longitude, 0.0), r)
    inner = elevation[1:-1]
    highest = (inner >= elevation[:-2]) & (inner > elevation[2:])
    peaks = np.flatnonzero(highest & (inner > LOWEST)) + 1
    out = []
    for k in peaks:
        revolution = int((along[k] - u0) // (2.0 * math.pi)) + 1
        sigma = math.hypot(ASCENT_SIGMA, REVOLUTION_SIGMA * (revolution - 1))
        out.append(FirstPass(liftoff + float(t[k]), float(elevation[k]), revolution, sigma))
    return tuple(out)
