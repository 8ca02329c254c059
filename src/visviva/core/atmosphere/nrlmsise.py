"""NRLMSISE-00 with a `SpaceWeather` value as its driver.

Limits: density is good to about 15 % in quiet times below 600 km and worse in storms (Picone et al.
2002); the model is empirical to 1000 km and extrapolates to `CEILING`. The package's 2.x models are
not used: their parameter file has terms of its own.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.atmosphere.space_weather_rows import utc_seconds
from visviva.core.time import Epoch
from visviva.errors import RangeError

CEILING = 2.5e6
_FLOOR = -1e3


@dataclass(frozen=True, slots=True)
class Nrlmsise00:
    """NRLMSISE-00 (Picone et al. 2002) as `pymsis` version 0 computes it.

    Attributes
    ----------
    weather : SpaceWeather
        Default: the bundled, dated table.
    storm_time : bool
        Drive it with the history of three-hourly ap (default), or with the daily ap alone.

    Examples
    --------
    >>> air = Nrlmsise00(SpaceWeather.constant(150.0, 4.0))
    >>> t = Epoch.parse("2024-06-21T12:00:00Z")
    >>> rho = air.density(t, 0.0, 0.0, [200e3, 400e3, 800e3])
    >>> [f"{x:.1e}" for x in rho]
    ['2.5e-10', '4.4e-12', '1.9e-14']
    """

    weather: SpaceWeather = field(default_factory=SpaceWeather.default)
    storm_time: bool = True

    def density(
        self, epoch: Epoch, latitude: ArrayLike, longitude: ArrayLike, height: ArrayLike
    ) -> Any:
        """Total mass density in kg m-3, anomalous oxygen included.

        Parameters
        ----------
        epoch : Epoch
            Moments, of a shape that broadcasts with the rest.
        latitude, longitude : array_like
            Geodetic, rad, WGS 84.
        height : array_like
            Above the WGS 84 ellipsoid, m, from -1 km to 2500 km.

        Raises
        ------
        RangeError
            If a height or a moment lies outside the model or its table.
        """
        rho = self._run(epoch, latitude, longitude, height)[..., 0]
        return float(rho) if rho.ndim == 0 else rho

    def temperature(
        self, epoch: Epoch, latitude: ArrayLike, longitude: ArrayLike, height: ArrayLike
    ) -> Any:
        """Temperature in K; arguments as for `density`."""
        t = self._run(epoch, latitude, longitude, height)[..., 10]
        return float(t) if t.ndim == 0 else t

    def composition(
        self, epoch: Epoch, latitude: ArrayLike, longitude: ArrayLike, height: ArrayLike
    ) -> dict[str, NDArray[np.float64]]:
        """Number densities in m-3 by species; arguments as for `density`."""
        out = self._run(epoch, latitude, longitude, height)
        names = ("N2", "O2", "O", "He", "H", "Ar", "N", "anomalous O")
        return {name: out[..., k + 1] for k, name in enumerate(names)}

    def _run(
        self, epoch: Epoch, latitude: ArrayLike, longitude: ArrayLike, height: ArrayLike
    ) -> NDArray[np.float64]:
        import pymsis

        shape = np.broadcast_shapes(
            epoch.shape, np.shape(latitude), np.shape(longitude), np.shape(height)
        )
        lat, lon, h = (
            np.broadcast_to(np.asarray(x, dtype=np.float64), shape).ravel()
            for x in (latitude, longitude, height)
        )
        if not (
            np.all(h >= _FLOOR) and np.all(h <= CEILING) and np.all(np.abs(lat) <= np.pi / 2 + 1e-9)
        ):
            raise RangeError(
                "NRLMSISE-00 asked outside heights of -1 to 2500 km or latitudes of 90 degrees",
                advice="give heights in m and angles in rad",
            )
        f107, mean, ap = self.weather.indices(epoch)
        f107, mean = (np.broadcast_to(x, shape).ravel() for x in (f107, mean))
        ap = np.broadcast_to(ap, (*shape, 7)).reshape(-1, 7)
        out = pymsis.calculate(
            np.broadcast_to(_datetime64(epoch), shape).ravel(),
            np.degrees(lon),
            np.degrees(lat),
            h / 1e3,
            f107,
            mean,
            ap,
            version=0,
            geomagnetic_activity=-1 if self.storm_time else 1,
        )
        # np.asarray: one moment with one place comes back in the grid's shape
        return np.asarray(out, dtype=np.float64).reshape(-1, 11).reshape(*shape, 11)


def _datetime64(epoch: Epoch) -> Any:
    utc_s = utc_seconds(epoch)
    whole = np.floor(utc_s).astype(np.int64)
    base = np.datetime64("1858-11-17T00:00:00", "ms") + epoch.day.astype(np.int64) * np.timedelta64(
        86_400_000, "ms"
    )
    return base + (whole * 1000 + ((utc_s - whole) * 1e3).astype(np.int64)) * np.timedelta64(
        1, "ms"
    )
