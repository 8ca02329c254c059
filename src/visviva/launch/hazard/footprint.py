"""An area of a warning as it is seen from a launch site: how far, in which direction, how wide.

Limits: areas are taken on the sphere (bearings on the ellipsoid, lengths within 0.5 %).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.geodesy import geodesic_inverse

#: An area this near to the pad, or one that holds it, is where the launch begins, m.
NEAR_PAD, BESIDE_PAD = 60e3, 40e3
#: First areas are taken to lie between these, m, and most often about the third, with this spread
#: of the logarithm: an assumption, not a statistic; it decides only between sites that fit alike.
FIRST_RANGE, LIKELY_RANGE, SPREAD = (120e3, 2500e3), 600e3, 0.6


@dataclass(frozen=True, slots=True)
class Pad:
    """A launch site to be tried: radians, and the inclinations flown from it (rad, low to high).

    `headings` are bands of azimuths that the site uses, `launches` the number of orbital launches
    on record (None: not known), `named` says that the notice itself names the site (1) or its
    country or coast (below 1), `moves` that the place is that of a ship or an aircraft.
    """

    slug: str
    name: str
    latitude: float
    longitude: float
    flown: tuple[tuple[float, float], ...] = ()
    headings: tuple[tuple[float, float], ...] = ()
    launches: int | None = None
    named: float = 0.0
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Footprint:
    """One area seen from a pad: metres and radians.

    `half_width` is the half angle that the area fills, `along` and `across` its half extents,
    `nearest` the distance of the nearest corner.
    """

    range: float
    bearing: float
    half_width: float
    along: float
    across: float
    holds_pad: bool
    nearest: float = math.inf

    @property
    def about_pad(self) -> bool:
        """Whether it lies about the pad: holds it, is near, or begins beside it."""
        beside = self.nearest < BESIDE_PAD and self.range < 2.5 * NEAR_PAD
        return self.holds_pad or self.range < NEAR_PAD or beside


def footprint(pad: Pad, polygon: Sequence[tuple[float, float]]) -> Footprint:
    """An area as it is seen from a pad."""
    lat, lon = np.array([p[0] for p in polygon]), np.array([p[1] for p in polygon])
    center = _center(lat, lon)
    away, bearing, _ = geodesic_inverse(pad.latitude, pad.longitude, *center)
    to_corner, at_corner, _ = geodesic_inverse(pad.latitude, pad.longitude, lat, lon)
    holds_pad = _holds(lat, lon, pad)
    ahead = to_corner > 0.5 * np.max(to_corner)
    if np.max(to_corner) > 4.0 * np.min(to_corner) and np.max(to_corner) > FIRST_RANGE[0]:
        # A strip that begins about the pad shows the way by its far end alone.
        far = _center(lat[ahead], lon[ahead])
        _, bearing, _ = geodesic_inverse(pad.latitude, pad.longitude, *far)
        at_corner = np.where(ahead, at_corner, float(bearing))
    off = wrap(at_corner - float(bearing))
    across = to_corner * np.sin(off)
    along = to_corner * np.cos(off)
    return Footprint(
        range=float(away),
        bearing=float(bearing) % (2.0 * math.pi),
        half_width=float(np.ptp(off)) / 2.0,
        along=float(np.ptp(along)) / 2.0,
        across=float(np.ptp(across)) / 2.0,
        holds_pad=holds_pad,
        nearest=float(np.min(to_corner)),
    )


def _center(lat: Array, lon: Array) -> tuple[float, float]:
    v = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    x, y, z = v.mean(axis=1)
    return math.atan2(z, math.hypot(x, y)), math.atan2(y, x)


def wrap(angle: Array) -> Array:
    """Angles within half a turn of zero, rad."""
    return np.asarray((angle + np.pi) % (2.0 * np.pi) - np.pi)


def _holds(lat: Array, lon: Array, pad: Pad) -> bool:
    """Whether the ring holds the pad: even-odd rule in longitudes about the pad's."""
    x = wrap(lon - pad.longitude)
    y = lat - pad.latitude
    inside = False
    for k in range(len(x)):
        j = k - 1
        if (y[k] > 0.0) != (y[j] > 0.0):
            crossing = x[k] + (x[j] - x[k]) * (0.0 - y[k]) / (y[j] - y[k])
            inside ^= bool(crossing > 0.0)
    return inside
