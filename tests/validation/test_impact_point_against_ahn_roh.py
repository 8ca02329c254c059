"""The impact point without air against a published formula that does not iterate.

Oracle: Ahn and Roh, "Noniterative Instantaneous Impact Point Prediction Algorithm for Launch
Operations", J. Guidance, Control, and Dynamics 35 (2012) 645, on a sphere: the flight angle phi
solves c1 sin(phi) + c2 cos(phi) = c3, and the place is a combination of the unit vectors of
position and velocity. Written anew here from the formula as open programs that cite the paper state
it. Asked: the same within what is rounded (a metre in 5,000 km), the time within a millisecond; the
many falls, which know no sphere formula, within 10 m.
"""

import math

import numpy as np
import pytest

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RATE
from visviva.launch.flight.forward import Earth
from visviva.launch.flight.staged import impact
from visviva.launch.hazard.falls import fall_many, rows_of

RADIUS = 6371e3
SPHERE = Earth(radius=RADIUS, flattening=0.0, zonals=(0.0, 0.0, 0.0))


def published(r: Array, v: Array) -> tuple[Array, float]:
    """Unit vector of the impact point (inertial) and time of flight, s; phi below 90 degrees."""
    d, speed = float(np.linalg.norm(r)), float(np.linalg.norm(v))
    ir, iv = r / d, v / speed
    gamma = math.asin(float(ir @ iv))
    lam = speed**2 * d / EARTH_GM
    k = 1.0 / (lam * math.cos(gamma) ** 2)
    c1, c2, c3 = -math.tan(gamma), 1.0 - k, d / RADIUS - k
    root = math.sqrt(c1**2 * c3**2 - (c1**2 + c2**2) * (c3**2 - c2**2))
    sine = (c1 * c3 + root) / (c1**2 + c2**2)
    phi = math.asin(sine)
    place = math.cos(gamma + phi) / math.cos(gamma) * ir + sine / math.cos(gamma) * iv
    first = math.tan(gamma) * (1.0 - math.cos(phi)) + (1.0 - lam) * sine
    first /= (2.0 - lam) * ((1.0 - math.cos(phi)) * k + math.cos(gamma + phi) / math.cos(gamma))
    second = 2.0 * math.cos(gamma) / (lam * (2.0 / lam - 1.0) ** 1.5)
    second *= math.atan2(
        math.sqrt(2.0 / lam - 1.0), math.cos(gamma) / math.tan(phi / 2.0) - math.sin(gamma)
    )
    return place, d / (speed * math.cos(gamma)) * (first + second)


def states() -> list[tuple[Array, Array]]:
    """Burn-outs from 40 to 250 km, 1 to 6.5 km/s, rising and sinking, in every direction."""
    rng = np.random.default_rng(4)
    out = []
    for _ in range(40):
        up = rng.normal(size=3)
        up /= np.linalg.norm(up)
        level = np.cross(up, rng.normal(size=3))
        level /= np.linalg.norm(level)
        gamma = math.radians(rng.uniform(-5.0, 55.0))
        speed = rng.uniform(1000.0, 6500.0)
        v = speed * (math.sin(gamma) * up + math.cos(gamma) * level)
        out.append(((RADIUS + rng.uniform(40e3, 250e3)) * up, v))
    return out


@pytest.mark.parametrize("number", range(40))
def test_the_impact_point_is_that_of_the_formula(number: int) -> None:
    r, v = states()[number]
    place, flight = published(r, v)
    if float(place @ r) / np.linalg.norm(r) < 0.15:
        pytest.skip("phi over 80 degrees: the arcsine of the formula has two branches")
    ours = impact(r, v, 0.0, radius=RADIUS)
    assert ours is not None
    assert ours[2] == pytest.approx(flight, abs=1e-3)
    assert (ours[0] - math.asin(place[2])) * RADIUS == pytest.approx(0.0, abs=1.0)
    turned = math.atan2(place[1], place[0]) - EARTH_RATE * flight
    assert math.sin(0.5 * (ours[1] - turned)) * 2.0 * RADIUS == pytest.approx(0.0, abs=1.0)
    fallen = fall_many(rows_of(r, v, drag=0.0), 0.0, earth=SPHERE)
    assert fallen.landed[0]
    gap = math.hypot(
        float(fallen.latitude[0]) - ours[0],
        2.0 * math.sin(0.5 * (float(fallen.longitude[0]) - ours[1])) * math.cos(ours[0]),
    )
    assert gap * RADIUS < 10.0
