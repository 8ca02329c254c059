"""A place is the same however it is given, and one that cannot be is refused."""

import numpy as np
import pytest

from visviva.core.geodesy import geodesic_inverse, geodetic_to_itrf
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError


def test_a_place_is_the_same_by_text_and_by_degrees() -> None:
    assert Place.parse("39.04,125.71,30") == Place.from_degrees(39.04, 125.71, 30.0)


def test_longitudes_beyond_half_a_turn_come_out_west() -> None:
    assert Place.from_degrees(0.0, 350.0).longitude_deg == pytest.approx(-10.0)


@pytest.mark.parametrize(
    ("latitude", "longitude", "altitude"),
    [(90.1, 0, 0), (float("nan"), 0, 0), (0, 361, 0), (0, -181, 0), (0, 0, 2e5), (0, 0, -2e4)],
)
def test_a_place_that_is_none_is_refused(
    latitude: float, longitude: float, altitude: float
) -> None:
    with pytest.raises(InputError):
        Place.from_degrees(latitude, longitude, altitude)


def test_the_pole_stays_and_the_ground_turns_once_a_sidereal_day() -> None:
    place, start = Place.from_degrees(45.0, 10.0), Epoch.parse("2024-01-01T00:00:00Z")
    r, pole = place.r_and_pole_gcrf(start + np.array([0.0, 86164.0905]))
    assert np.linalg.norm(r[1] - r[0]) < 100.0
    assert r @ pole[0] == pytest.approx(place.r_itrf()[2], rel=1e-6)
    assert np.linalg.norm(r[0]) == pytest.approx(
        np.linalg.norm(geodetic_to_itrf(*place.geodetic)), rel=1e-12
    )


def test_distances_are_those_of_geodesics_within_half_a_per_cent() -> None:
    place = Place.from_degrees(47.8, 67.7)
    for lat, lon in ((50.2, 66.9), (47.0, 69.5), (-30.0, 150.0)):
        there = np.radians(lat), np.radians(lon)
        exact = geodesic_inverse(place.latitude, place.longitude, *there)[0]
        assert place.distance(*there) == pytest.approx(exact, rel=5e-3)
