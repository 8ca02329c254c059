"""The door of the SGP4 kernel.

What it refuses, and its own sine, cosine, arctangent and cube root.
"""

import math

import numpy as np
import pytest
from sgp4.api import WGS84, Satrec

from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError
from visviva.orbit.gp import read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.catalogue import COLUMNS
from visviva.orbit.sgp4.vectormath import arctan2, power_minus_two_thirds, remainder_angle, sincos

GOOD = dict(
    zip(
        COLUMNS,
        ([2461041.5], [0.25], [1e-5], [0.001], [1.0], [0.9], [2.0], [0.0637], [3.0]),
        strict=True,
    )
)


def test_sine_and_cosine_are_good_to_the_last_digits() -> None:
    for x in np.concatenate(
        [np.linspace(-40, 40, 4001), np.random.default_rng(1).uniform(-1e5, 1e5, 2000)]
    ):
        s, c = sincos(x)
        assert abs(s - math.sin(x)) < 2e-15
        assert abs(c - math.cos(x)) < 2e-15


@pytest.mark.parametrize(
    ("jd", "fraction"), [(2457753.5, 0.75), (2457754.25, 0.0), (2457753.5 + 0.5, 0.25)]
)
def test_an_epoch_on_a_day_with_a_leap_second_is_in_seconds_from_midnight(
    jd: float, fraction: float
) -> None:
    late = Sgp4Catalogue.from_columns({**GOOD, "epoch_jd": [jd], "epoch_fr": [fraction]})
    assert abs(float((late.epoch - Epoch.parse("2016-12-31T18:00:00Z"))[0])) < 1e-6


def test_arctangent_is_right_in_every_quadrant() -> None:
    for angle in np.linspace(-3.14, 3.14, 1001):
        assert abs(arctan2(2.0 * math.sin(angle), 2.0 * math.cos(angle)) - angle) < 2e-15
    assert arctan2(0.0, -1.0) == math.pi
    assert arctan2(1.0, 0.0) == math.pi / 2


def test_cube_root_is_good_over_its_range() -> None:
    for x in np.linspace(0.9, 1.1, 201):
        assert power_minus_two_thirds(x) == pytest.approx(x ** (-2 / 3), rel=1e-14)


def test_remainder_keeps_the_sign_of_the_angle() -> None:
    for x in np.linspace(-50, 50, 997):
        assert remainder_angle(x) == pytest.approx(math.fmod(x, 2 * math.pi), abs=1e-13)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_column_is_named(name: str) -> None:
    with pytest.raises(InputError, match=name):
        Sgp4Catalogue.from_columns({k: v for k, v in GOOD.items() if k != name})


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(InputError, match="unequal"):
        Sgp4Catalogue.from_columns(GOOD | {"mo": [1.0, 2.0]})


@pytest.mark.parametrize(("name", "value"), [("ecco", 1.0), ("ecco", -0.1), ("no_kozai", 0.0)])
def test_impossible_elements_are_refused_with_their_row(name: str, value: float) -> None:
    with pytest.raises(RangeError) as caught:
        Sgp4Catalogue.from_columns(GOOD | {name: [value]})
    assert caught.value.fields["rows"] == [0]


def test_elements_and_moments_that_are_not_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="not finite"):
        Sgp4Catalogue.from_columns(GOOD | {"bstar": [float("nan")]})
    with pytest.raises(InputError, match="moment"):
        Sgp4Catalogue.from_columns(GOOD).states_teme(2461041.5, [0.0, float("inf")])


def test_records_of_another_gravity_model_are_refused() -> None:
    record = Satrec.twoline2rv(
        "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991",
        "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482",
        WGS84,
    )
    with pytest.raises(InputError, match="WGS 72"):
        Sgp4Catalogue.from_satrecs([record])


def test_an_empty_catalogue_gives_empty_states() -> None:
    r, _, error = Sgp4Catalogue.from_satrecs([]).states_teme(2461041.5, [0.0, 1.0])
    assert r.shape == (0, 2, 3)
    assert error.shape == (0, 2)


def test_memory_of_an_earlier_call_is_written_over_and_a_wrong_one_refused() -> None:
    catalogue = Sgp4Catalogue.from_columns(GOOD)
    first = catalogue.states_teme(2461041.5, [0.0, 1.0])
    again = catalogue.states_teme(2461041.5, [2.0, 3.0], out=first)
    assert again.r_teme is first.r_teme
    with pytest.raises(InputError, match="out"):
        catalogue.states_teme(2461041.5, [2.0], out=first)


def test_element_sets_of_any_catalogue_number_give_the_states_of_their_record() -> None:
    lines = (
        "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991\n"
        "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482\n"
    )
    read = read_elements(lines)
    (element_set,) = read.elements
    r, _, _ = Sgp4Catalogue.from_element_sets([element_set]).states_teme(2458827.5, 0.1)
    wanted, _, _ = Sgp4Catalogue.from_satrecs([Satrec.twoline2rv(*lines.splitlines())]).states_teme(
        2458827.5, 0.1
    )
    np.testing.assert_array_equal(r, wanted)
