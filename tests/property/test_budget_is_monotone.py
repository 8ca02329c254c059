"""Margins move the way a person would expect.

Heavier, higher, further from the equator is never easier.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visviva.errors import InputError, RangeError
from visviva.launch import budget
from visviva.launch.budget import BudgetVehicle
from visviva.launch.vehicle import Fairing, Stage, Vehicle

ROCKET = Vehicle(
    "test",
    "test",
    (
        Stage("boosters", 4e3, 39e3, 1.0e6, 320.0, count=4, ignition="liftoff"),
        Stage("core", 7e3, 90e3, 0.99e6, 320.0, ignition="liftoff"),
        Stage("upper", 2.4e3, 23e3, 0.298e6, 326.0),
    ),
    Fairing(2e3, 3.0),
)
SAMPLED = BudgetVehicle.of(ROCKET)
LOSS = 1800.0

latitude = st.floats(0.0, 60.0)


def payload(
    lat: float, tilt: float, low: float = 200e3, high: float = 200e3, turn: float = 0.0
) -> float:
    need = budget.required_delta_v(np.radians(lat), np.radians(tilt), low, high, turn)
    return float(budget.payload_mass(SAMPLED, need, LOSS))


@given(latitude, latitude)
def test_more_latitude_less_payload_due_east(a: float, b: float) -> None:
    south, north = sorted((a, b))
    assert payload(north, north) <= payload(south, south) + 1e-3


@given(st.floats(46.0, 100.0), st.floats(46.0, 100.0))
def test_more_inclination_less_payload(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert payload(45.9, high) <= payload(45.9, low) + 1e-3


@given(st.floats(200e3, 2e6), st.floats(200e3, 2e6), st.floats(0.0, 0.5))
def test_higher_and_turned_is_never_easier(a: float, b: float, turn: float) -> None:
    low, high = sorted((a, b))
    assert payload(45.9, 51.6, high, high) <= payload(45.9, 51.6, low, low) + 1e-3
    assert payload(45.9, 51.6, turn=turn) <= payload(45.9, 51.6) + 1e-3


@given(st.floats(100.0, 12e3))
def test_the_payload_found_is_where_nothing_is_spare(mass: float) -> None:
    need = budget.ideal_delta_v(SAMPLED, mass) - LOSS
    assert budget.payload_mass(SAMPLED, need, LOSS) == pytest.approx(mass, abs=0.01)
    assert budget.spare_delta_v(SAMPLED, mass, need, LOSS) == pytest.approx(0.0, abs=1e-9)


def test_a_single_stage_is_the_rocket_equation() -> None:
    one = BudgetVehicle.of(
        Vehicle("one", "one", (Stage("s", 1e3, 9e3, 2e5, 300.0, ignition="liftoff"),))
    )
    assert budget.ideal_delta_v(one, 0.0) == pytest.approx(300.0 * 9.80665 * np.log(10.0))


def test_samples_and_scalars_agree() -> None:
    many = budget.ideal_delta_v(SAMPLED, np.array([1e3, 5e3, 9e3]))
    assert many[1] == budget.ideal_delta_v(SAMPLED, 5e3)


def test_an_orbit_out_of_reach_carries_nothing() -> None:
    assert budget.payload_mass(SAMPLED, 20e3, LOSS) == 0.0


def test_a_core_turned_down_gains_a_little_by_burning_longer() -> None:
    down = Stage(
        "core",
        7e3,
        90e3,
        0.99e6,
        320.0,
        ignition="liftoff",
        throttle=((0.0, 1.0), (30.0, 0.3), (140.0, 1.0)),
    )
    turned = BudgetVehicle.of(
        Vehicle("t", "t", (ROCKET.stages[0], down, ROCKET.stages[2]), ROCKET.fairing)
    )
    gain = budget.ideal_delta_v(turned, 7e3) - budget.ideal_delta_v(SAMPLED, 7e3)
    assert 0.0 < gain < 500.0


def test_impossible_requests_are_refused() -> None:
    with pytest.raises(RangeError, match=r"below the latitude 51\.88"):
        budget.required_delta_v(np.radians(51.88), np.radians(41.47), 200e3, 200e3)
    with pytest.raises(RangeError, match="above 120 km"):
        budget.required_delta_v(0.0, 0.0, 90e3, 200e3)
    with pytest.raises(InputError, match="without any loss"):
        budget.losses(SAMPLED, 50e3, 7800.0)
