"""Elements and states are two spellings of one orbit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from visviva.orbit import elements as el

angle = st.floats(0.0, 2 * np.pi - 1e-9)


@given(
    st.floats(6.6e6, 5e8), st.floats(1e-4, 0.95), st.floats(1e-3, np.pi - 1e-3), angle, angle, angle
)
def test_closed_orbits_come_back(
    a: float, e: float, i: float, node: float, w: float, nu: float
) -> None:
    r, v = el.elements_to_state(el.Elements(a, e, i, node, w, nu))
    r2, v2 = el.elements_to_state(el.state_to_elements(r, v))
    assert np.linalg.norm(r2 - r) < 1e-6 * np.linalg.norm(r)
    assert np.linalg.norm(v2 - v) < 1e-6 * np.linalg.norm(v)


@given(st.floats(1.05, 5.0), st.floats(0.1, 3.0), st.floats(-1.0, 1.0))
def test_hyperbolas_come_back(e: float, i: float, nu: float) -> None:
    r, v = el.elements_to_state(el.Elements(-2e7, e, i, 1.0, 2.0, nu))
    r2, v2 = el.elements_to_state(el.state_to_elements(r, v))
    assert np.linalg.norm(r2 - r) < 1e-6 * np.linalg.norm(r)
    assert np.linalg.norm(v2 - v) < 1e-6 * np.linalg.norm(v)


@given(angle, st.floats(0.0, 0.97))
def test_anomalies_come_back(nu: float, e: float) -> None:
    found = el.true_from_mean(el.mean_from_true(nu, e), e)
    assert abs((found - nu + np.pi) % (2 * np.pi) - np.pi) < 1e-7


@given(st.floats(6.6e6, 4e7), st.floats(0.0, 0.5), st.floats(0.0, np.pi))
def test_the_node_drifts_west_below_ninety_degrees_and_east_above(
    a: float, e: float, i: float
) -> None:
    rate = el.j2_rates(a, e, i).raan
    assert rate * np.cos(i) <= 0.0
