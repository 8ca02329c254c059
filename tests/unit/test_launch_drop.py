"""The fall of a spent stage as an expression is that of `stack.impact`, and bands are no points."""

import casadi as ca
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.errors import InputError
from visviva.launch.flight.forward import pad_state
from visviva.launch.flight.staged import impact
from visviva.launch.optimal.drop import chord_of, fall_chord
from visviva.launch.optimal.program import AscentConstraints

SPEED = float(np.sqrt(EARTH_GM / EARTH_RADIUS))
PAD, AT_REST = pad_state(0.8, 0.0)
X, T = ca.SX.sym("x", 6), ca.SX.sym("t")
CHORD = ca.Function("chord", [X, T], [fall_chord(X, T, PAD)])


@given(
    height=st.floats(40e3, 150e3),
    ahead=st.floats(20e3, 400e3),
    up=st.floats(300.0, 3000.0),
    along=st.floats(0.0, 5500.0),
    heading=st.floats(0.0, 6.28),
    t=st.floats(60.0, 400.0),
)
def test_the_expression_falls_where_the_number_falls(height, ahead, up, along, heading, t):
    zenith, east = PAD / np.linalg.norm(PAD), np.array([0.0, 1.0, 0.0])
    way = np.cos(heading) * np.cross(zenith, east) + np.sin(heading) * east
    r, v = PAD + height * zenith + ahead * way, AT_REST + up * zenith + along * way
    place = impact(r, v, t)
    assume(place is not None)
    lat, lon, _ = place
    there = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    expected = np.linalg.norm(there - zenith)
    found = float(CHORD(np.concatenate([r / EARTH_RADIUS, v / SPEED]), t * SPEED / EARTH_RADIUS))
    # A micrometre on the unit sphere keeps the root smooth at the pad itself.
    assert found == pytest.approx(expected, abs=2e-6)


def test_a_chord_is_that_of_the_range():
    assert chord_of(6371e3 * np.pi / 3) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (6e5, 6e5 + 1e3, "only 1 km long"),
        (6e5, 5e5, "600 to 500"),
        (float("nan"), 5e5, "nan"),
        (-1.0, 5e5, "LOW below"),
    ],
)
def test_a_band_that_no_zone_looks_like_is_refused(low, high, message):
    with pytest.raises(InputError, match=message):
        AscentConstraints(drops=(("first", low, high),))
