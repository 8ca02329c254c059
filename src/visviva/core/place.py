"""A place on the Earth: one value for pads, observers, ground stations and centres of zones.

Limits: coordinates are geodetic on the WGS 84 ellipsoid; altitudes are above that ellipsoid, which
lies up to 107 m from the sea.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.frames import gcrf_to_itrf_matrix
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.time import Epoch
from visviva.errors import InputError

#: Altitudes that a place may have, m.
HIGHEST, LOWEST = 1.0e5, -1.0e4
_MEAN_RADIUS = 6371008.8  # m, IUGG


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the Earth.

    Attributes
    ----------
    latitude, longitude : float
        Geodetic latitude and east longitude, rad; the longitude from -pi to pi.
    altitude : float
        Above the WGS 84 ellipsoid, m.
    name : str
    zone : str
        IANA time zone, where it is known.

    Raises
    ------
    InputError
        If the latitude is beyond a pole, the longitude beyond a turn, or the altitude that of no
        place (-10 to 100 km).

    Examples
    --------
    >>> Place.parse("39.0425,125.71").label
    '39.0425, 125.7100'
    >>> Place.from_degrees(45.92, 63.342, altitude_m=90.0, name="Baikonur").label
    'Baikonur'
    """

    latitude: float
    longitude: float
    altitude: float = 0.0
    name: str = ""
    zone: str = ""

    def __post_init__(self) -> None:
        lat, lon = np.degrees(self.latitude), np.degrees(self.longitude)
        if not abs(lat) <= 90.0 + 1e-12:
            raise InputError(
                f"latitude {lat:g} degrees", advice="latitudes run from -90 to 90; give LAT,LON"
            )
        if not -180.0 - 1e-9 <= lon <= 360.0 + 1e-9:
            raise InputError(
                f"longitude {lon:g} degrees",
                advice="longitudes run from -180 to 360, east positive",
            )
        if not LOWEST <= self.altitude <= HIGHEST:
            raise InputError(
                f"a site {self.altitude:g} m high",
                advice="heights run from -10 km to 100 km, in metres",
            )
        if lon > 180.0:
            object.__setattr__(self, "longitude", self.longitude - 2.0 * np.pi)

    @classmethod
    def from_degrees(
        cls, latitude_deg: float, longitude_deg: float, altitude_m: float = 0.0, name: str = ""
    ) -> "Place":
        """Place from degrees and metres."""
        return cls(
            float(np.radians(latitude_deg)),
            float(np.radians(longitude_deg)),
            float(altitude_m),
            name,
        )

    @classmethod
    def parse(cls, text: str, name: str = "") -> "Place":
        """Place from ``LAT,LON`` or ``LAT,LON,ALT_M`` in degrees and metres.

        Raises
        ------
        InputError
            If the text is not two or three finite figures.
        """
        try:
            values = [float(part) for part in text.split(",")]
        except ValueError:
            values = []
        if len(values) not in (2, 3) or not all(np.isfinite(values)):
            raise InputError(
                f"{text!r} is not a site",
                advice="give LAT,LON or LAT,LON,ALT_M in degrees, such as 39.04,125.71",
            )
        return cls.from_degrees(values[0], values[1], values[2] if len(values) == 3 else 0.0, name)

    @property
    def label(self) -> str:
        """Name if there is one, else the coordinates in degrees."""
        if self.name:
            return self.name
        return f"{np.degrees(self.latitude):.4f}, {np.degrees(self.longitude):.4f}"

    @property
    def latitude_deg(self) -> float:
        """Geodetic latitude, degrees."""
        return float(np.degrees(self.latitude))

    @property
    def longitude_deg(self) -> float:
        """East longitude, degrees."""
        return float(np.degrees(self.longitude))

    @property
    def geodetic(self) -> tuple[float, float, float]:
        """Latitude and longitude, rad, and altitude, m: what functions of `core.geodesy` take."""
        return self.latitude, self.longitude, self.altitude

    def r_itrf(self) -> Array:
        """Position in ITRF, m, shape (3,)."""
        return geodetic_to_itrf(*self.geodetic)

    def up_itrf(self) -> Array:
        """Unit vector of the local vertical in ITRF, shape (3,)."""
        c = np.cos(self.latitude)
        return np.array(
            [c * np.cos(self.longitude), c * np.sin(self.longitude), np.sin(self.latitude)]
        )

    def r_gcrf(self, epoch: Epoch) -> Array:
        """Position in GCRF, m, shape ``(*S, 3)`` for epochs of shape S."""
        return self.r_and_pole_gcrf(epoch)[0]

    def r_and_pole_gcrf(self, epoch: Epoch) -> tuple[Array, Array]:
        """Position, m, and unit vector of the Earth's pole, in GCRF, shapes ``(*S, 3)``."""
        turn = gcrf_to_itrf_matrix(epoch)
        return np.einsum("...ij,i->...j", turn, self.r_itrf()), turn[..., 2, :]

    def distance(self, latitude: Array | float, longitude: Array | float) -> Array:
        """Great-circle distance to other places (rad), m, on the mean sphere (within 0.5 %)."""
        s = np.sin(0.5 * (np.asarray(latitude) - self.latitude)) ** 2
        t = np.sin(0.5 * (np.asarray(longitude) - self.longitude)) ** 2
        share = s + np.cos(latitude) * np.cos(self.latitude) * t
        return np.asarray(2.0 * _MEAN_RADIUS * np.arcsin(np.sqrt(share)))
