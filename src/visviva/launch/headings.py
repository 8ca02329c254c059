"""Headings over the turning ground and the inclinations that they lead to.

Limits: a launch into an orbit at 200 km, over a round Earth; the launcher gains all its velocity in
one direction over the ground.
"""

import math

from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS, EARTH_RATE
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.transfer import circular_speed


def inclination_of(azimuth_deg: float, latitude_deg: float) -> float:
    """Inclination of an orbit at 200 km that is entered at an azimuth over the turning ground, deg.

    The ground's own speed is added to the velocity that the launcher gains:
    ``cos i = cos(lat) (v sin(az) + w R cos(lat)) / v_orbit``, with v such that the sum has the
    speed of the orbit.

    Examples
    --------
    >>> round(inclination_of(35.0, 28.5), 1)
    57.7
    """
    lat, az = math.radians(latitude_deg), math.radians(azimuth_deg)
    orbit = float(circular_speed(EARTH_RADIUS + PARKING_HEIGHT))
    ground = EARTH_RATE * EARTH_RADIUS * math.cos(lat)
    along = ground * math.sin(az)
    gained = math.sqrt(orbit**2 - ground**2 + along**2) - along
    east = gained * math.sin(az) + ground
    return math.degrees(math.acos(max(-1.0, min(1.0, math.cos(lat) * east / orbit))))


def azimuth_of(inclination_deg: float, latitude_deg: float, *, southward: bool) -> float:
    """Azimuth over the turning ground at which an orbit at 200 km is entered, deg from north.

    The other way round than `inclination_of`; due east or west where the inclination is below the
    latitude.

    Examples
    --------
    >>> round(azimuth_of(57.7, 28.5, southward=False), 0)
    35.0
    """
    lat = math.radians(latitude_deg)
    orbit = float(circular_speed(EARTH_RADIUS + PARKING_HEIGHT))
    sine = math.cos(math.radians(inclination_deg)) / math.cos(lat)
    sine = max(-1.0, min(1.0, sine))
    east = orbit * sine - EARTH_RATE * EARTH_RADIUS * math.cos(lat)
    north = orbit * math.sqrt(1.0 - sine**2) * (-1.0 if southward else 1.0)
    return math.degrees(math.atan2(east, north)) % 360.0


def lowest_deg(latitude_deg: float) -> float:
    """Geocentric latitude of a pad: the lowest inclination that any launch from it starts at."""
    tangent = (1.0 - EARTH_FLATTENING) ** 2 * math.tan(math.radians(abs(latitude_deg)))
    return math.degrees(math.atan(tangent))


def inclinations_of(azimuths: tuple[float, float], latitude_deg: float) -> tuple[float, float]:
    """Lowest and highest inclination of launches between two azimuths over the ground, degrees."""
    low, high = azimuths
    turning = [a for a in (-270.0, -90.0, 90.0, 270.0) if low <= a <= high]
    found = [inclination_of(az, latitude_deg) for az in (low, high, *turning)]
    return min(found), max(found)
