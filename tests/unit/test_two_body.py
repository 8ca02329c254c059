"""Two-body and J2 propagation on cases worked in the literature and at their edges."""

import numpy as np
import pytest

from visviva.core.constants import EARTH_GM
from visviva.errors import InputError, RangeError
from visviva.orbit.elements import Elements, elements_to_state, state_to_elements
from visviva.orbit.two_body import propagate_j2, propagate_j2_state, propagate_two_body, stumpff


def test_vallado_example_2_4():
    # Vallado (2013), example 2-4: 40 minutes; his GM 398600.4418 km3/s2; printed to 6 digits (km)
    # and 6 (km/s)
    r, v = propagate_two_body(
        [1131.340e3, -2282.343e3, 6672.423e3], [-5643.05, 4303.33, 2428.79], 2400.0
    )
    assert np.allclose(r, [-4219.7527e3, 4363.0292e3, -3958.7666e3], atol=1.0)
    assert np.allclose(v, [3689.866, -1916.735, -6112.511], atol=2e-3)


@pytest.mark.parametrize("factor", [0.3, 1.0, np.sqrt(2.0), 1.6, 4.0])
def test_every_conic_comes_back(factor):
    r0, speed = np.array([7e6, 1e6, -2e6]), np.sqrt(EARTH_GM / np.linalg.norm([7e6, 1e6, -2e6]))
    v0 = factor * speed * np.array([0.1, 0.8, np.sqrt(1 - 0.65)])
    r, v = propagate_two_body(r0, v0, 5e4)
    back, v_back = propagate_two_body(r, v, -5e4)
    assert np.allclose(back, r0, atol=1e-3)
    assert np.allclose(v_back, v0, atol=1e-6)


def test_a_circle_closes_after_a_thousand_turns():
    r0 = np.array([7e6, 0.0, 0.0])
    v0 = np.array([0.0, np.sqrt(EARTH_GM / 7e6), 0.0])
    period = 2 * np.pi * np.sqrt(7e6**3 / EARTH_GM)
    r, _ = propagate_two_body(r0, v0, 1000 * period)
    assert np.allclose(r, r0, atol=1e-2)


def test_states_and_times_broadcast():
    r, v = propagate_two_body(np.full((4, 1, 3), 5e6), [0.0, 7e3, 0.0], np.zeros(5))
    assert r.shape == v.shape == (4, 5, 3)
    with pytest.raises(InputError):
        propagate_two_body([0.0, 0.0, 0.0], [1.0, 0.0, 0.0], 1.0)
    with pytest.raises(InputError):
        propagate_two_body([7e6, 0.0, 0.0], [np.nan, 0.0, 0.0], 1.0)


def test_stumpff_series_meets_its_closed_form():
    for edge in (-0.5, 0.5):
        low, high = (np.array(stumpff(edge * (1 + s))) for s in (-1e-12, 1e-12))
        assert np.allclose(low, high, rtol=1e-12)


def test_j2_turns_the_node_and_keeps_the_shape():
    start = Elements(6878137.0, 0.001, np.radians(97.4), 1.0, 0.5, 2.0)
    end = propagate_j2(start, 86400.0)
    assert np.degrees(end.raan - start.raan) == pytest.approx(0.99, abs=0.01)
    assert (end.semi_major_axis, end.eccentricity, end.inclination) == (
        6878137.0,
        0.001,
        np.radians(97.4),
    )
    r, v = propagate_j2_state(*elements_to_state(start), 86400.0)
    assert state_to_elements(r, v).raan == pytest.approx(end.raan, abs=1e-9)


def test_j2_of_an_open_orbit_is_refused():
    with pytest.raises(RangeError):
        propagate_j2(Elements(-7e6, 2.0, 0.5), 10.0)
