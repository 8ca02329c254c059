"""State at the start of an entry, from the figures of a report, and the orbit that a state is on.

Limits: axes are Earth-fixed, the pole is fixed and the Earth turns evenly (over an hour,
millimetres).
"""

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.crew.entry.model import Earth
from visviva.errors import InputError


def entry_state(
    latitude: float,
    longitude: float,
    altitude: float | None,
    speed: float,
    path_angle: float,
    azimuth: float,
    *,
    radius: float | None = None,
    inertial: bool = True,
    geodetic_horizon: bool = False,
    earth: Earth | None = None,
) -> tuple[Array, Array]:
    """Earth-fixed position and velocity, (3,) each, from the figures of an entry report.

    Parameters
    ----------
    latitude, longitude : float
        rad; geodetic with `altitude`, geocentric with `radius`.
    altitude, radius : float
        One of the two, m: over the ellipsoid, or from the centre.
    speed : float
        m/s, `inertial` or through the air (which turns with the Earth).
    path_angle : float
        Of that velocity, above the plane square to the position (or the horizon of the ellipsoid,
        with `geodetic_horizon`), rad; negative on the way down.
    azimuth : float
        Of that velocity, from north by east, rad.

    Raises
    ------
    InputError
        If a figure is missing, not finite, or no entry.
    """
    earth = earth or Earth()
    if (altitude is None) == (radius is None):
        raise InputError(
            "an entry state needs an altitude or a radius, one of them", advice="leave one out"
        )
    given = (
        latitude,
        longitude,
        altitude if radius is None else radius,
        speed,
        path_angle,
        azimuth,
    )
    if not all(x is not None and np.isfinite(x) for x in given):
        raise InputError(
            "an entry state with a figure that is not a number", advice="give finite figures"
        )
    if not (abs(latitude) <= np.pi / 2 and abs(path_angle) <= np.pi / 2):
        raise InputError(
            f"latitude {np.degrees(latitude):g}, path angle {np.degrees(path_angle):g} deg",
            advice="both lie between -90 and 90 degrees",
        )
    if not 0.0 <= speed < 20e3:
        raise InputError(
            f"an entry at {speed:g} m/s", advice="give a speed from 0 to 20 km/s; units are m/s"
        )
    if radius is not None:
        r = radius * np.array(
            [
                np.cos(latitude) * np.cos(longitude),
                np.cos(latitude) * np.sin(longitude),
                np.sin(latitude),
            ]
        )
    else:
        r = _place(latitude, longitude, float(altitude or 0.0), earth)
    d = float(np.linalg.norm(r))
    if not earth.radius * (1 - earth.flattening) - 5e3 < d < earth.radius + 1e7:
        raise InputError(
            f"an entry {d / 1e3:.0f} km from the Earth's centre", advice="check units: metres"
        )
    up = r / d
    if geodetic_horizon:
        lat = (
            np.arctan2(r[2], (1 - earth.flattening) ** 2 * np.hypot(r[0], r[1]))
            if radius is not None
            else latitude
        )
        up = np.array(
            [np.cos(lat) * np.cos(longitude), np.cos(lat) * np.sin(longitude), np.sin(lat)]
        )
    east = np.array([-np.sin(longitude), np.cos(longitude), 0.0])
    north = np.cross(up, east)
    along = np.cos(azimuth) * north + np.sin(azimuth) * east
    v = speed * (np.cos(path_angle) * along + np.sin(path_angle) * up)
    if inertial:
        v = v - np.cross([0.0, 0.0, earth.rate], r)
    return r, v


def apsides(
    r_itrf: ArrayLike, v_itrf: ArrayLike, earth: Earth | None = None
) -> tuple[float, float | None]:
    """Heights of perigee and apogee over the equatorial radius, m, of an Earth-fixed state.

    No apogee: None.
    """
    earth = earth or Earth()
    r = np.asarray(r_itrf, dtype=np.float64)
    v = np.asarray(v_itrf, dtype=np.float64) + np.cross([0.0, 0.0, earth.rate], r)
    d, h2 = float(np.linalg.norm(r)), float(np.sum(np.cross(r, v) ** 2))
    energy = 0.5 * float(v @ v) - earth.gm / d
    e = np.sqrt(max(0.0, 1.0 + 2.0 * energy * h2 / earth.gm**2))
    p = h2 / earth.gm
    apogee = p / (1.0 - e) - earth.radius if e < 1.0 else None
    return p / (1.0 + e) - earth.radius, apogee


def _place(lat: float, lon: float, altitude: float, earth: Earth) -> Array:
    e2 = earth.flattening * (2.0 - earth.flattening)
    n = earth.radius / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    p = (n + altitude) * np.cos(lat)
    return np.array([p * np.cos(lon), p * np.sin(lon), (n * (1.0 - e2) + altitude) * np.sin(lat)])
