"""Ground point, look angles and range rate against Skyfield (Rhodes, 2019, ASCL).

Tolerances: Skyfield turns TEME to the ground by its own precession, nutation and UT1 (no polar
motion by default): 0.3 arc seconds and 10 m; its range rate is of the same velocity (0.15 m/s).
"""

import numpy as np
import pytest

from visviva.analysis.where import WhereRequest, where
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.orbit.gp import read_elements

api = pytest.importorskip("skyfield.api")

LINES = (
    "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991",
    "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482",
)


def test_where_agrees_with_skyfield() -> None:
    (e,) = read_elements("ISS\n" + "\n".join(LINES)).elements
    start = Epoch.parse("2019-12-10T00:00:00Z")
    place = Place.from_degrees(39.04, 125.71, 30.0)
    rows = where(WhereRequest([e], start, 86400.0, 60.0, place)).rows()
    scale = api.load.timescale(builtin=True)
    satellite = api.EarthSatellite(*LINES, ts=scale)
    t = scale.utc(2019, 12, 10, 0, np.arange(len(rows)))
    point = api.wgs84.geographic_position_of(satellite.at(t))
    town = api.wgs84.latlon(39.04, 125.71, 30.0)
    elevation, azimuth, distance, _, _, rate = (satellite - town).at(t).frame_latlon_and_rates(town)

    def column(name: str) -> np.ndarray:
        return np.array([row[name] for row in rows], dtype=float)

    np.testing.assert_allclose(column("lat_deg"), point.latitude.degrees, atol=1.5e-4)
    turn = (column("lon_deg") - point.longitude.degrees + 180.0) % 360.0 - 180.0
    assert np.abs(turn * np.cos(np.radians(column("lat_deg")))).max() < 3e-4
    np.testing.assert_allclose(column("altitude_km"), point.elevation.km, atol=0.02)
    np.testing.assert_allclose(column("elevation_deg"), elevation.degrees, atol=2e-3)
    np.testing.assert_allclose(column("range_km"), distance.km, atol=0.03)
    np.testing.assert_allclose(column("range_rate_km_s"), rate.km_per_s, atol=1.5e-4)
    turn = (column("azimuth_deg") - azimuth.degrees + 180.0) % 360.0 - 180.0
    assert np.abs(turn * np.cos(elevation.radians)).max() < 2e-3
