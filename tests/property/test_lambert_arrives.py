"""Every solution of Lambert's problem arrives, whatever the places.

The time and the revolutions.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from visviva.core.constants import EARTH_GM
from visviva.orbit.lambert import lambert
from visviva.orbit.two_body import propagate_two_body

_ANGLE = st.floats(0.02, 2.0 * np.pi - 0.02)
_RADIUS = st.floats(6.6e6, 5e7)


@settings(max_examples=150, deadline=None)
@given(_RADIUS, _RADIUS, _ANGLE, st.floats(-0.5, 0.5), st.floats(0.2, 8.0))
def test_every_solution_arrives(
    r1: float, r2: float, angle: float, tilt: float, turns: float
) -> None:
    start = np.array([r1, 0.0, 0.0])
    end = r2 * np.array([np.cos(angle), np.sin(angle) * np.cos(tilt), np.sin(angle) * np.sin(tilt)])
    seconds = turns * 2.0 * np.pi * np.sqrt((0.5 * (r1 + r2)) ** 3 / EARTH_GM)
    found = lambert(start, end, seconds, max_revolutions=10)
    assert found[0].revolutions == 0
    assert [f.revolutions for f in found[1:]] == [
        m for m in range(1, len(found) // 2 + 1) for _ in (0, 1)
    ]
    for arc in found:
        there, _ = propagate_two_body(start, arc.v1, seconds)
        assert np.linalg.norm(there - end) < 1e-5 * r2 * (1 + arc.revolutions)
        energy = [
            0.5 * v @ v - EARTH_GM / np.linalg.norm(r) for r, v in ((start, arc.v1), (end, arc.v2))
        ]
        assert abs(energy[0] - energy[1]) < 1e-7 * EARTH_GM / r1


@settings(max_examples=60, deadline=None)
@given(_RADIUS, st.floats(0.3, 2.8), st.integers(1, 4), st.floats(1e-9, 1e-2))
def test_both_branches_meet_at_the_least_time(
    radius: float, angle: float, m: int, above: float
) -> None:
    """Just above the shortest time of m revolutions the two orbits are nearly one.

    And both are found.
    """
    start = np.array([radius, 0.0, 0.0])
    end = 1.1 * radius * np.array([np.cos(angle), np.sin(angle), 0.0])
    period = 2.0 * np.pi * np.sqrt(radius**3 / EARTH_GM)
    low, high = 0.0, (m + 2.0) * 2.0 * period
    for _ in range(60):  # the least time, by what is found
        middle = 0.5 * (low + high)
        count = max(f.revolutions for f in lambert(start, end, middle + 1.0, max_revolutions=m))
        low, high = (low, middle) if count == m else (middle, high)
    found = [
        f
        for f in lambert(start, end, high * (1.0 + above) + 1.0, max_revolutions=m)
        if f.revolutions == m
    ]
    assert len(found) == 2
    for arc in found:
        there, _ = propagate_two_body(start, arc.v1, high * (1.0 + above) + 1.0)
        assert np.linalg.norm(there - end) < 1e-5 * radius * (1 + m)
