"""Where a satellite is over the Earth, where it stands in a site's sky, and what light falls on it.

Limits: geometric, without refraction and light time (0.02 s for a range of 6,000 km); the Sun as a
point: an edge of the shadow is good to about 5 s in low orbit.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array, BoolArray
from visviva.core.bodies import sun_position_gcrf
from visviva.core.frames import gcrf_to_itrf
from visviva.core.geodesy import azimuth_elevation_range, itrf_to_geodetic
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.brightness import visual_magnitude
from visviva.observe.shadow import sunlit


@dataclass(frozen=True, slots=True, eq=False)
class SkyView:
    """One satellite at n moments; arrays of shape (n,), rad and m.

    Attributes
    ----------
    latitude, longitude, altitude : ndarray
        Geodetic, of the point below, and height over the ellipsoid.
    azimuth, elevation, distance, range_rate : ndarray or None
        From the site, rate in m/s, positive going away; None without a site.
    sunlit : ndarray of bool
        The centre of the Sun is in sight of the satellite.
    sun_azimuth, sun_elevation : ndarray
        Of the Sun at the site, or at the point below where there is no site.
    phase : ndarray or None
        Angle at the satellite between the Sun and the site.
    """

    latitude: Array
    longitude: Array
    altitude: Array
    azimuth: Array | None
    elevation: Array | None
    distance: Array | None
    range_rate: Array | None
    sunlit: BoolArray
    sun_azimuth: Array
    sun_elevation: Array
    phase: Array | None

    def magnitude(self, standard: float) -> Array | None:
        """Visual magnitude from the standard one; infinite in shadow or under the horizon."""
        if self.distance is None or self.phase is None or self.elevation is None:
            return None
        seen = self.sunlit & (self.elevation > 0.0)
        return np.where(seen, visual_magnitude(standard, self.distance, self.phase), np.inf)


def sky_view(epoch: Epoch, r_itrf: Array, v_itrf: Array, place: Place | None = None) -> SkyView:
    """All of `SkyView` from states in ITRF.

    Parameters
    ----------
    epoch : Epoch, shape (n,)
    r_itrf, v_itrf : ndarray, shape (n, 3)
        m, and m/s as seen on the turning Earth.
    place : Place, optional

    Examples
    --------
    >>> when = Epoch.parse("2024-06-07T00:00:00Z") + np.array([0.0])
    >>> seen = sky_view(when, np.array([[7.0e6, 0.0, 0.0]]), np.array([[0.0, 7.5e3, 0.0]]),
    ...     Place.from_degrees(0.0, 0.0))
    >>> round(float(seen.elevation[0]), 6) == round(np.pi / 2, 6), round(float(seen.altitude[0]))
    (True, 621863)
    """
    latitude, longitude, altitude = itrf_to_geodetic(r_itrf)
    sun = gcrf_to_itrf(epoch, sun_position_gcrf(epoch, apparent=True))
    below = (latitude, longitude, np.zeros_like(altitude))
    sun_azimuth, sun_elevation, _ = azimuth_elevation_range(
        below if place is None else place.geodetic, sun
    )
    azimuth = elevation = distance = rate = phase = None
    if place is not None:
        azimuth, elevation, distance = azimuth_elevation_range(place.geodetic, r_itrf)
        away = (r_itrf - place.r_itrf()) / distance[:, None]
        rate = np.sum(away * v_itrf, axis=-1)
        to_sun = sun - r_itrf
        to_sun = to_sun / np.linalg.norm(to_sun, axis=-1, keepdims=True)
        phase = np.arccos(np.clip(-np.sum(away * to_sun, axis=-1), -1.0, 1.0))
    return SkyView(
        latitude,
        longitude,
        altitude,
        azimuth,
        elevation,
        distance,
        rate,
        sunlit(r_itrf, sun),
        sun_azimuth,
        sun_elevation,
        phase,
    )
