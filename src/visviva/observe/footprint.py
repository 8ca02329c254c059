"""What ground lies within an angle of the nadir, on the ellipsoid, and how wide a picture is.

Limits: a cone about the geodetic nadir; where it passes the limb, the limb itself is told.
"""

import math

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS
from visviva.core.geodesy import geodetic_to_itrf, itrf_to_geodetic
from visviva.observe.look import ground_distance


def ground_circle(r_itrf: Array, off_nadir: float, points: int = 72) -> tuple[Array, Array]:
    """Latitude and longitude (rad) of the ground at `off_nadir` (rad) around one satellite (3,), m.

    Examples
    --------
    On a meridian's crossing of the equator the circle reaches as far south as north.

    >>> lat, lon = ground_circle(np.array([6878137.0, 0.0, 0.0]), math.radians(30.0))
    >>> round(math.degrees(float(lat.max())), 2), bool(abs(lat.max() + lat.min()) < 1e-9)
    (2.65, True)
    """
    r = np.asarray(r_itrf, dtype=np.float64)
    lat, lon, _ = itrf_to_geodetic(r)
    up = geodetic_to_itrf(lat, lon, 1.0) - geodetic_to_itrf(lat, lon, 0.0)
    east = np.array([-math.sin(float(lon)), math.cos(float(lon)), 0.0])
    north = np.cross(up, east)
    around = np.linspace(0.0, 2.0 * math.pi, points, endpoint=False)[:, None]
    sideways = np.cos(around) * north + np.sin(around) * east
    stretch = np.array([1.0, 1.0, 1.0 / (1.0 - EARTH_FLATTENING)])
    low, high = np.zeros(points), np.full(points, off_nadir)
    ground = _meet(r, sideways, up, high, stretch)
    missed = ~np.isfinite(ground[:, 0])
    for _ in range(40 if np.any(missed) else 0):  # the limb: the widest angle that meets the ground
        middle = 0.5 * (low + high)
        hit = np.isfinite(_meet(r, sideways, up, middle, stretch)[:, 0])
        low, high = np.where(hit, middle, low), np.where(hit, high, middle)
    ground = np.where(missed[:, None], _meet(r, sideways, up, low, stretch), ground)
    found = itrf_to_geodetic(ground)
    return np.asarray(found[0]), np.asarray(found[1])


def _meet(r: Array, sideways: Array, up: Array, angle: Array, stretch: Array) -> Array:
    """Where rays at `angle` from the nadir meet the ellipsoid first, m; NaN where none does."""
    ray = np.sin(angle)[:, None] * sideways - np.cos(angle)[:, None] * up
    a, b = ray * stretch, r * stretch
    aa, ab, bb = np.sum(a * a, -1), np.sum(a * b, -1), float(np.sum(b * b))
    under = ab**2 - aa * (bb - EARTH_RADIUS**2)
    with np.errstate(invalid="ignore"):
        away = (-ab - np.sqrt(under)) / aa
    return np.asarray(r + away[:, None] * ray)


def swath(off_nadir: float, half_field: float, height: float) -> float:
    """Width on the ground (m) of a picture across the look, on a sphere; to the limb at the most.

    Examples
    --------
    >>> round(swath(0.0, math.radians(1.0), 500e3))
    17455
    """
    low, high = off_nadir - half_field, off_nadir + half_field
    near = math.copysign(ground_distance(abs(low), height), low)
    return ground_distance(high, height) - near
