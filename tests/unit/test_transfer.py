"""Transfers against textbook examples and against limits that can be said in a sentence."""

import numpy as np
import pytest

from visviva.core.constants import EARTH_RADIUS
from visviva.errors import RangeError
from visviva.orbit import transfer as tr

LOW = EARTH_RADIUS + 200e3


def test_vallado_example_6_1_hohmann() -> None:
    # Vallado (2013), example 6-1: 191.34411 km to 35781.34857 km costs 3.935224 km/s in 315.4033
    # min (with his Earth radius and gravity constant; the difference is in the sixth digit).
    found = tr.hohmann(EARTH_RADIUS + 191344.11, EARTH_RADIUS + 35781348.57)
    assert found.delta_v == pytest.approx(3935.224, abs=0.02)
    assert found.duration / 60.0 == pytest.approx(315.403, abs=0.002)


def test_vallado_example_6_2_bi_elliptic() -> None:
    # Vallado (2013), example 6-2: 191.34411 km to 376310 km through 503873 km costs 3.904057 km/s
    # in 593.92 h.
    found = tr.bi_elliptic(
        EARTH_RADIUS + 191344.11, EARTH_RADIUS + 376310e3, EARTH_RADIUS + 503873e3
    )
    assert found.delta_v == pytest.approx(3904.057, abs=0.05)
    assert found.duration / 3600.0 == pytest.approx(593.92, abs=0.02)


def test_geostationary_transfer_from_the_cape_puts_nearly_all_of_the_turn_on_top() -> None:
    found = tr.hohmann(LOW, EARTH_RADIUS + 35786e3, np.radians(28.5))
    assert found.delta_v == pytest.approx(4267.0, abs=5.0)
    assert np.degrees(found.burns[0].turn) == pytest.approx(2.2, abs=0.2)


@pytest.mark.parametrize(("degrees", "asked"), [(10.41, 1412.0), (10.13, 1374.0), (4.49, 610.0)])
def test_turn_costs_at_200_km_match_the_reach_table(degrees: float, asked: float) -> None:
    # Reach table of the study, within 2 %.
    assert tr.plane_change(tr.circular_speed(LOW), np.radians(degrees)) == pytest.approx(
        asked, rel=0.02
    )


def test_combined_burn_without_turn_is_the_difference_and_without_speed_change_the_turn() -> None:
    assert tr.combined_burn(7000.0, 7500.0, 0.0) == pytest.approx(500.0)
    assert tr.combined_burn(7000.0, 7000.0, 0.3) == pytest.approx(tr.plane_change(7000.0, 0.3))


def test_a_detour_never_costs_more_than_the_turn_itself_and_halves_a_reversal() -> None:
    v = tr.circular_speed(LOW)
    for degrees in (0.5, 10.41, 30.0, 45.0, 60.0, 90.0, 180.0):
        found = tr.detour_turn(LOW, np.radians(degrees))
        assert found.delta_v <= tr.plane_change(v, np.radians(degrees)) * (1 + 1e-9)
        assert sum(b.turn for b in found.burns) == pytest.approx(np.radians(degrees))
    # Far away a turn is free: what is left is leaving and coming back, 2 (sqrt 2 - 1) v.
    assert tr.detour_turn(LOW, np.pi).delta_v == pytest.approx(2 * (np.sqrt(2) - 1) * v, rel=0.02)


@pytest.mark.parametrize("degrees", [3.0, 10.41, 20.0, 40.0, 55.0])
def test_detour_is_the_minimum_of_its_own_formula_on_a_grid(degrees: float) -> None:
    turn = np.radians(degrees)
    found = tr.detour_turn(LOW, turn).delta_v
    v0 = tr.circular_speed(LOW)
    far, low = np.meshgrid(LOW * np.geomspace(1.001, 6.0, 600), np.linspace(0.0, turn / 2, 300))
    a = 0.5 * (LOW + far)
    grid = 2 * tr.combined_burn(v0, tr.speed(LOW, a), low) + tr.plane_change(
        tr.speed(far, a), turn - 2 * low
    )
    assert found <= grid.min() + 1e-6
    assert found == pytest.approx(grid.min(), rel=1e-4)


def test_angle_between_planes_counts_the_node() -> None:
    i = np.radians(51.6)
    assert tr.angle_between_planes(i, i) == 0.0
    assert tr.angle_between_planes(i, np.radians(41.47)) == pytest.approx(np.radians(10.13))
    assert tr.angle_between_planes(np.pi / 2, np.pi / 2, np.pi / 3) == pytest.approx(np.pi / 3)


def test_nonsense_is_refused() -> None:
    with pytest.raises(RangeError, match="inside the orbits"):
        tr.bi_elliptic(LOW, LOW * 2, LOW * 1.5)
    with pytest.raises(RangeError, match="between 0 and 180"):
        tr.detour_turn(LOW, 4.0)
    with pytest.raises(RangeError, match="positive radii"):
        tr.hohmann(-1.0, LOW)
