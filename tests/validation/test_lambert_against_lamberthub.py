"""Lambert's problem against lamberthub.

Izzo 2015 and Gooding 1990, written apart from this one and two-body motion.

Tolerance 1e-8 of the speed: both solve the same equation to the end of double precision; near half
a revolution the plane magnifies rounding.
"""

import numpy as np
import pytest

from visviva.core.constants import EARTH_GM
from visviva.crew.rendezvous.proximity import closest_approach
from visviva.orbit.lambert import lambert
from visviva.orbit.two_body import propagate_two_body

RNG = np.random.default_rng(6)
PAIRS = [
    (RNG.normal(size=3) * 8e6, RNG.normal(size=3) * 9e6, float(10 ** RNG.uniform(2.5, 5)))
    for _ in range(200)
]


def test_the_direct_solution_is_that_of_lamberthub() -> None:
    hub = pytest.importorskip("lamberthub")
    for r1, r2, t in PAIRS:
        v1, v2 = hub.izzo2015(EARTH_GM, r1, r2, t, M=0, prograde=True)
        own = lambert(r1, r2, t)[0]
        assert np.allclose(own.v1, v1, rtol=1e-8, atol=1e-8 * np.linalg.norm(v1))
        assert np.allclose(own.v2, v2, rtol=1e-8, atol=1e-8 * np.linalg.norm(v2))


def test_whole_revolutions_are_those_of_lamberthub() -> None:
    hub = pytest.importorskip("lamberthub")
    compared = 0
    for r1, r2, t in PAIRS:
        for own in lambert(r1, r2, t, max_revolutions=4)[1:]:
            hubs = [
                hub.izzo2015(
                    EARTH_GM, r1, r2, t, M=own.revolutions, prograde=True, low_path=low, maxiter=100
                )[0]
                for low in (True, False)
            ]
            off = min(float(np.linalg.norm(own.v1 - v)) for v in hubs)
            assert off < 1e-6 * np.linalg.norm(own.v1)
            compared += 1
    assert compared > 100


def test_every_solution_arrives() -> None:
    for r1, r2, t in PAIRS:
        for own in lambert(r1, r2, t, max_revolutions=6):
            r, v = propagate_two_body(r1, own.v1, t)
            assert np.linalg.norm(r - r2) < 1e-6 * np.linalg.norm(r2) * (1 + own.revolutions)
            assert np.linalg.norm(v - own.v2) < 1e-5 * np.linalg.norm(own.v2) * (
                1 + own.revolutions
            )


def test_the_closest_approach_is_where_lamberthub_aimed() -> None:
    """An intercept by lamberthub's velocity meets its target on time.

    Found to 1 m and 0.01 s between samples.
    """
    hub = pytest.importorskip("lamberthub")
    v = float(np.sqrt(EARTH_GM / 6.79e6))
    target = np.array([6.79e6, 0.0, 0.0]), np.array([0.0, v * np.cos(0.9), v * np.sin(0.9)])
    for lag, seconds in ((1e5, 1500.0), (3e5, 2300.0), (5e4, 3707.0)):
        start = propagate_two_body(*target, -lag / v)[0] * (6.6e6 / 6.79e6)
        place = propagate_two_body(*target, seconds)[0]
        v1, _ = hub.izzo2015(EARTH_GM, start, place, seconds, M=0, prograde=True)
        t = np.arange(0.0, seconds + 300.0, 20.0)
        ship, station = (
            np.concatenate(propagate_two_body(r, w, t), axis=-1) for r, w in ((start, v1), target)
        )
        when, near = closest_approach(t, ship, station)
        assert near < 1.0
        assert when == pytest.approx(seconds, abs=0.01)
