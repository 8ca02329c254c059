"""Two-body motion keeps what it must, on any conic and for any time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from visviva.core.constants import EARTH_GM
from visviva.orbit.two_body import propagate_two_body

angle = st.floats(0.0, 2 * np.pi)


@st.composite
def states(draw):
    """A position from 6,500 to 400,000 km and a velocity between crawling and three times escape.

    Not radial.
    """
    d = draw(st.floats(6.5e6, 4e8))
    a, b, c = draw(angle), draw(st.floats(-1.4, 1.4)), draw(angle)
    r = d * np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
    up = r / d
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    side = np.cos(c) * east + np.sin(c) * np.cross(up, east)
    climb = draw(st.floats(-1.3, 1.3))
    speed = draw(st.floats(0.5, 4.0)) * np.sqrt(EARTH_GM / d)
    return r, speed * (np.cos(climb) * side + np.sin(climb) * up)


@given(states(), st.floats(-3e6, 3e6))
def test_time_reversal_returns_to_the_start(state, dt):
    r, v = state
    there = propagate_two_body(r, v, dt)
    back, v_back = propagate_two_body(*there, -dt)
    # Conditioning: a state far away keeps its place to 1e-16 of its distance, seen again from near
    # the focus.
    grown = max(1.0, np.linalg.norm(there[0]) / np.linalg.norm(r)) ** 2 * (1.0 + abs(dt) / 1e4)
    assert np.linalg.norm(back - r) < 1e-12 * grown * np.linalg.norm(r) * 1e2
    assert np.linalg.norm(v_back - v) < 1e-12 * grown * np.linalg.norm(v) * 1e3


@given(states(), st.floats(-3e6, 3e6))
def test_energy_and_angular_momentum_are_kept(state, dt):
    r, v = state
    r1, v1 = propagate_two_body(r, v, dt)

    def energy(r, v):
        return np.dot(v, v) / 2 - EARTH_GM / np.linalg.norm(r)

    scale = EARTH_GM / min(np.linalg.norm(r), np.linalg.norm(r1)) + np.dot(v, v)
    assert abs(energy(r1, v1) - energy(r, v)) < 1e-10 * scale
    h, h1 = np.cross(r, v), np.cross(r1, v1)
    assert np.linalg.norm(h1 - h) < 1e-9 * max(
        np.linalg.norm(h), np.linalg.norm(r1) * np.linalg.norm(v1)
    )
