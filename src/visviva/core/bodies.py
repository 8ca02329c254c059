"""Where the Sun and the Moon are, and what light they leave.

Positions, shadow, elevation of the Sun.

Limits: analytic positions, against DE440 from 1990 to 2060, are within 11 km for the Sun (0.015
arcseconds in direction) and 31 km for the Moon (6 km rms). The Earth's shadow is a cone about a
sphere of the equatorial radius: flattening, refraction and the darker edge of the Sun are left out,
worth several seconds at its edges in LEO.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import ASTRONOMICAL_UNIT, EARTH_RADIUS, SPEED_OF_LIGHT, SUN_RADIUS
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.ephemeris import SunMoon
from visviva.core.frames import gcrf_to_itrf_matrix, rotate
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.iau import erfa
from visviva.core.time import DAY_S, Epoch
from visviva.errors import RangeError

_J2000, _THEORY_DAYS = 2451545.0, 36525.0  # of epv00: a century to each side
_LIGHT_AU_PER_DAY = SPEED_OF_LIGHT * DAY_S / ASTRONOMICAL_UNIT


def sun_position_gcrf(
    epoch: Epoch, ephemeris: SunMoon | None = None, *, apparent: bool = False
) -> Array:
    """Position of the Sun from the Earth's centre, GCRF, m, shape ``(*S, 3)``.

    Parameters
    ----------
    epoch : Epoch
    ephemeris : SunMoon, optional
        `SunMoonTable`, `Ephemeris` or the like. Default: analytic (VSOP87 as in SOFA's ``epv00``).
    apparent : bool
        False: geometric, for gravity. True: with annual aberration (20.5 arcseconds), where light
        comes from.

    Raises
    ------
    RangeError
        Before 1900 or after 2100.

    Examples
    --------
    >>> r = sun_position_gcrf(Epoch.parse("2024-01-03T00:39:00Z"))  # perihelion
    >>> round(float(np.linalg.norm(r)) / 149597870700.0, 3)
    0.983
    """
    day, part = epoch.jd("tt")
    if np.any(np.abs(np.asarray(day) + part - _J2000) > _THEORY_DAYS):
        raise RangeError(
            "the place of the Sun is known from 1900 to 2100 alone", advice="give a time in there"
        )
    heliocentric, barycentric = erfa.epv00(day, part)
    r: Array = -heliocentric["p"] * ASTRONOMICAL_UNIT if ephemeris is None else ephemeris.sun(epoch)
    if apparent:
        distance = np.linalg.norm(r, axis=-1, keepdims=True)
        r = r + distance * barycentric["v"] / _LIGHT_AU_PER_DAY
        r = r * (distance / np.linalg.norm(r, axis=-1, keepdims=True))
    return r


def moon_position_gcrf(epoch: Epoch, ephemeris: SunMoon | None = None) -> Array:
    """Geometric position of the Moon from the Earth's centre, GCRF, m, shape ``(*S, 3)``.

    Default: analytic (Meeus 1998 after ELP 2000-82, as in SOFA's ``moon98``).
    """
    if ephemeris is not None:
        return ephemeris.moon(epoch)
    out: Array = erfa.moon98(*epoch.jd("tt"))["p"] * ASTRONOMICAL_UNIT
    return out


def shadow_fraction(r_gcrf: ArrayLike, r_sun: ArrayLike, radius: float = EARTH_RADIUS) -> Any:
    """Part of the Sun's disc that a sphere hides.

    0 in full sunlight, 1 in the umbra, between in the penumbra.

    Parameters
    ----------
    r_gcrf : array_like, shape (..., 3)
        Position from the centre of the hiding body, m; any axes, the same as those of `r_sun`.
    r_sun : array_like, shape (..., 3)
        Position of the Sun from the same centre, m.
    radius : float
        Radius of the hiding sphere, m; default the Earth's equatorial.

    Notes
    -----
    Overlap of two discs (Montenbruck & Gill 2000, eqs. 3.85 to 3.94). Inside the sphere the answer
    is 1.

    Examples
    --------
    >>> float(shadow_fraction([-7e6, 0.0, 0.0], [1.5e11, 0.0, 0.0]))
    1.0
    """
    r, to_sun = np.asarray(r_gcrf, dtype=np.float64), np.asarray(r_sun, dtype=np.float64)
    ray = to_sun - r
    far, near = np.linalg.norm(ray, axis=-1), np.linalg.norm(r, axis=-1)
    sun = np.arcsin(np.minimum(SUN_RADIUS / far, 1.0))
    body = np.arcsin(np.minimum(radius / np.maximum(near, 1e-300), 1.0))
    cross = np.linalg.norm(np.cross(-r, ray), axis=-1)
    apart = np.arctan2(cross, np.sum(-r * ray, axis=-1))

    partial = (apart < sun + body) & (apart > np.abs(sun - body))
    c = np.where(partial, apart, 1.0)
    x = (c**2 + sun**2 - body**2) / (2.0 * c)
    y = np.sqrt(np.maximum(sun**2 - x**2, 0.0))
    lens = sun**2 * np.arccos(np.clip(x / sun, -1.0, 1.0)) - c * y
    lens = lens + body**2 * np.arccos(np.clip((c - x) / body, -1.0, 1.0))
    whole = np.where(body >= sun, 1.0, (body / sun) ** 2)
    hidden = np.where(
        partial, lens / (np.pi * sun**2), np.where(apart <= np.abs(sun - body), whole, 0.0)
    )
    hidden = np.where(near < radius, 1.0, hidden)
    return float(hidden) if hidden.ndim == 0 else hidden


def sun_elevation(
    epoch: Epoch,
    lat: ArrayLike,
    lon: ArrayLike,
    height: ArrayLike = 0.0,
    *,
    ephemeris: SunMoon | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Elevation of the Sun's centre above the horizon of a place, rad, without refraction.

    `lat`, `lon` (rad) and `height` (m) broadcast against the epoch's shape.
    """
    r = rotate(
        gcrf_to_itrf_matrix(epoch, orientation), sun_position_gcrf(epoch, ephemeris, apparent=True)
    )
    elevation = azimuth_elevation_range((lat, lon, height), r)[1]
    return float(elevation) if np.ndim(elevation) == 0 else elevation
