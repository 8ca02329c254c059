"""Relative motion, transfers between points and the safe terminal transfer."""

import numpy as np
import pytest

from visviva.core.constants import EARTH_GM
from visviva.crew.rendezvous.proximity import (
    KEEP_OUT,
    clohessy_wiltshire,
    from_lvlh,
    terminal_transfer,
    to_lvlh,
    transfer_velocity,
    yamanaka_ankersen,
)
from visviva.errors import RangeError
from visviva.orbit.two_body import propagate_two_body

RATE = float(np.sqrt(EARTH_GM / 6.79e6**3))


def _station(factor: float = 1.0) -> np.ndarray:
    v = np.sqrt(EARTH_GM / 6.79e6) * factor
    return np.array([6.79e6, 0.0, 0.0, 0.0, v * np.cos(0.9), v * np.sin(0.9)])


@pytest.mark.parametrize("factor", [1.0, 1.01, 1.05])
@pytest.mark.parametrize("seconds", [300.0, 2000.0, 9000.0])
def test_yamanaka_ankersen_follows_two_bodies_on_any_closed_orbit(
    factor: float, seconds: float
) -> None:
    station, relative = _station(factor), np.array([-30.0, 5.0, 12.0, 0.01, -0.005, 0.02])
    ship = from_lvlh(station, relative)
    a = np.concatenate(propagate_two_body(station[:3], station[3:], seconds))
    b = np.concatenate(propagate_two_body(ship[:3], ship[3:], seconds))
    assert np.allclose(yamanaka_ankersen(station, seconds) @ relative, to_lvlh(a, b), atol=0.1)


def test_both_equations_agree_about_a_circle() -> None:
    ours = yamanaka_ankersen(_station(), 1800.0)
    assert np.allclose(ours, clohessy_wiltshire(RATE, 1800.0), rtol=1e-5, atol=1e-3)


def test_lvlh_and_back() -> None:
    station, relative = _station(1.02), np.array([-400.0, 20.0, 100.0, 0.3, -0.1, 0.2])
    assert np.allclose(to_lvlh(station, from_lvlh(station, relative)), relative, atol=1e-8)


def test_a_transfer_arrives() -> None:
    matrix = clohessy_wiltshire(RATE, 1500.0)
    leaving, arriving = transfer_velocity(matrix, [-2000.0, 0.0, 500.0], [-400.0, 0.0, 0.0])
    end = matrix @ np.concatenate([[-2000.0, 0.0, 500.0], leaving])
    assert np.allclose(end, [-400.0, 0.0, 0.0, *arriving], atol=1e-9)


def test_the_terminal_transfer_stays_clear_before_and_after_the_hold_point() -> None:
    found = terminal_transfer(RATE, 10e3, [-400.0, 0.0, 0.0])
    matrix = clohessy_wiltshire(RATE, found.seconds)
    leaving, arriving = transfer_velocity(matrix, found.start, [-400.0, 0.0, 0.0])
    state = np.concatenate([[-400.0, 0.0, 0.0], arriving])
    for t in np.arange(-found.seconds, 2.0 * 2.0 * np.pi / RATE, 10.0):
        assert np.linalg.norm((clohessy_wiltshire(RATE, t) @ state)[:3]) > KEEP_OUT
    assert found.first == pytest.approx(
        float(np.linalg.norm(leaving - [1.5 * RATE * 10e3, 0.0, 0.0]))
    )


def test_a_hold_point_inside_the_sphere_is_refused() -> None:
    with pytest.raises(RangeError, match="keep-out"):
        terminal_transfer(RATE, 10e3, [-100.0, 0.0, 0.0])


def test_an_open_target_orbit_is_refused() -> None:
    with pytest.raises(RangeError, match="eccentricity"):
        yamanaka_ankersen(_station(1.5), 600.0)
