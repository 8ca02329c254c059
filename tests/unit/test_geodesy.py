"""Places on the ellipsoid: known points, directions, refusals."""

import numpy as np
import pytest

from visviva.core.geodesy import (
    POLAR_RADIUS,
    azimuth_elevation_range,
    enu_matrix,
    geodesic_direct,
    geodesic_inverse,
    geodetic_to_itrf,
    itrf_to_geodetic,
)
from visviva.errors import InputError, RangeError


def test_poles_and_equator_stand_where_the_ellipsoid_puts_them():
    assert geodetic_to_itrf(np.pi / 2, 0.3, 100.0) == pytest.approx(
        [0.0, 0.0, POLAR_RADIUS + 100.0], abs=1e-9
    )
    assert geodetic_to_itrf(0.0, np.pi / 2) == pytest.approx([0.0, 6378137.0, 0.0], abs=1e-9)
    lat, _, height = itrf_to_geodetic([[0.0, 0.0, 7e6], [0.0, 0.0, -7e6]])
    assert lat == pytest.approx([np.pi / 2, -np.pi / 2], abs=1e-15)
    assert height == pytest.approx(7e6 - POLAR_RADIUS, abs=1e-9)


def test_the_centre_of_the_earth_and_kilometres_are_refused():
    for r in ([0.0, 0.0, 0.0], [6778.0, 0.0, 0.0], [np.nan, 7e6, 0.0], [np.inf, 0.0, 0.0]):
        with pytest.raises(RangeError, match="1000 km of the Earth's centre"):
            itrf_to_geodetic(r)


@pytest.mark.parametrize("place", [(1.6, 0.0, 0.0), (0.0, np.inf, 0.0), (0.0, 0.0, np.nan)])
def test_a_latitude_beyond_the_pole_or_no_number_is_refused(place):
    with pytest.raises(InputError, match="not a place"):
        geodetic_to_itrf(*place)


def test_directions_at_a_site():
    site = (0.6, 2.0, 50.0)
    here = geodetic_to_itrf(*site)
    east, north, up = enu_matrix(*site[:2])
    targets = here + np.array(
        [1e3 * up, 1e3 * north, 1e3 * east, -1e3 * north + 1e3 * up, -1e3 * east]
    )
    azimuth, elevation, distance = azimuth_elevation_range(site, targets)
    assert azimuth[1:] == pytest.approx([0.0, np.pi / 2, np.pi, 1.5 * np.pi], abs=1e-9)
    assert elevation == pytest.approx([np.pi / 2, 0.0, 0.0, np.pi / 4, 0.0], abs=1e-9)
    assert distance == pytest.approx([1e3, 1e3, 1e3, np.sqrt(2) * 1e3, 1e3], abs=1e-6)


def test_many_sites_see_one_satellite():
    lat = np.linspace(-1.0, 1.0, 5)
    azimuth, elevation, distance = azimuth_elevation_range((lat, 0.0, 0.0), [7e6, 0.0, 0.0])
    assert azimuth.shape == elevation.shape == distance.shape == (5,)
    assert int(np.argmax(elevation)) == 2


def test_geodesics_broadcast_and_come_back():
    s, azimuth, onward = geodesic_inverse(0.7, 2.2, np.array([0.5, -0.4]), 2.4)
    lat, lon, onward_again = geodesic_direct(0.7, 2.2, azimuth, s)
    assert lat == pytest.approx([0.5, -0.4], abs=1e-12)
    assert lon == pytest.approx(2.4, abs=1e-12)
    assert onward == pytest.approx(onward_again, abs=1e-12)
    assert np.shape(geodesic_inverse(0.0, 0.0, 0.1, 0.1)[0]) == ()
    with pytest.raises(InputError, match="not a number"):
        geodesic_inverse(0.0, 0.0, np.nan, 0.0)
