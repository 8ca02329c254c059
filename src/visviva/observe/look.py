r"""How a satellite and a place see each other: off-nadir, incidence, elevation, range.

Off-nadir is the angle at the satellite between the geodetic nadir (the normal of the ellipsoid
below it) and the line to the place; incidence is the angle at the place between its vertical and
that line, 90° less the elevation.

On a sphere of radius R, :math:`\sin\eta = R \sin\theta / (R + h)` binds off-nadir
:math:`\eta` and incidence :math:`\theta` (Wertz 2001, Mission Geometry, eq. 9-3).
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.geodesy import itrf_to_geodetic


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A line of sight, arrays of one shape: rad and m.

    `azimuth` is that of the satellite from the place, clockwise from north; `side` is the sign of
    the place's lie to the right of the track, seen along the flight.
    """

    off_nadir: Array
    incidence: Array
    elevation: Array
    azimuth: Array
    range: Array
    height: Array
    side: Array


def look(r_itrf: Array, v_itrf: Array, place_itrf: Array) -> Look:
    """Geometry of states (..., 3) and places (..., 3) in ITRF, m and m/s.

    Examples
    --------
    >>> from visviva.core.geodesy import geodetic_to_itrf
    >>> up = geodetic_to_itrf(0.0, 0.0, 500e3)
    >>> found = look(up, np.array([0.0, 0.0, 7.6e3]), geodetic_to_itrf(0.0, 0.0, 0.0))
    >>> round(float(found.off_nadir), 9), round(float(found.range))
    (0.0, 500000)
    """
    r, v = np.asarray(r_itrf, dtype=np.float64), np.asarray(v_itrf, dtype=np.float64)
    place = np.asarray(place_itrf, dtype=np.float64)
    line = place - r
    away = np.linalg.norm(line, axis=-1)
    lat, lon, height = itrf_to_geodetic(r)
    nadir = -_up(np.asarray(lat), np.asarray(lon))
    along = line / away[..., None]
    off = _angle(nadir, along)
    plat, plon, _ = itrf_to_geodetic(place)
    up = _up(np.asarray(plat), np.asarray(plon))
    incidence = _angle(up, -along)
    east = np.stack([-np.sin(plon), np.cos(plon), np.zeros_like(plon)], axis=-1)
    north = np.cross(up, east)
    azimuth = np.arctan2(np.sum(-along * east, -1), np.sum(-along * north, -1)) % (2.0 * np.pi)
    side = np.sign(np.sum(np.cross(v, -nadir) * line, -1))
    return Look(
        off_nadir=off,
        incidence=incidence,
        elevation=0.5 * np.pi - incidence,
        azimuth=azimuth,
        range=away,
        height=np.asarray(height),
        side=side,
    )


def incidence_of(off_nadir: float, height: float, radius: float = EARTH_RADIUS) -> float:
    """Incidence (rad) on a sphere of an off-nadir angle (rad) at a height (m); pi/2 at the limb.

    Examples
    --------
    >>> round(math.degrees(incidence_of(math.radians(30.0), 500e3)), 1)
    32.6
    """
    return math.asin(min(1.0, (radius + height) * math.sin(off_nadir) / radius))


def ground_distance(off_nadir: float, height: float, radius: float = EARTH_RADIUS) -> float:
    """Distance along the ground (m) from the nadir to where an off-nadir line meets a sphere.

    Examples
    --------
    >>> round(ground_distance(math.radians(30.0), 500e3) / 1e3)
    293
    """
    return radius * (incidence_of(off_nadir, height, radius) - off_nadir)


def _up(lat: Array, lon: Array) -> Array:
    c = np.cos(lat)
    return np.stack([c * np.cos(lon), c * np.sin(lon), np.sin(lat)], axis=-1)


def _angle(a: Array, b: Array) -> Array:
    """Angle between unit vectors, exact near zero (Kahan)."""
    return np.asarray(
        2.0 * np.arctan2(np.linalg.norm(a - b, axis=-1), np.linalg.norm(a + b, axis=-1))
    )
