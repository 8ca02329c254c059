"""A lunar orbit keeps what must be kept, and its integrators agree."""

import math

import numpy as np
import pytest

from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.gravity import GravityField
from visviva.core.time import Epoch
from visviva.errors import DataMissingError, FrameError, InputError
from visviva.moon.gauss_jackson import gauss_jackson
from visviva.moon.orbit import LunarForces, propagate_lunar
from visviva.moon.orientation import MoonOrientation

START = Epoch.parse("2024-03-01T00:00:00Z")


def low_orbit(height: float = 100e3, tilt: float = 1.5) -> tuple[Array, Array]:
    radius = MOON_RADIUS + height
    speed = math.sqrt(GravityField.grgm660prim().gm / radius)
    return np.array([radius, 0.0, 0.0]), speed * np.array([0.0, math.cos(tilt), math.sin(tilt)])


def test_the_weights_are_those_of_the_literature() -> None:
    """Berry and Healy 2004, table 2: 1/12 is what the second sum misses, -1/240 the next term."""
    weights = gauss_jackson(8)
    assert float(weights.start.sum()) == pytest.approx(1.0 / 12.0, abs=1e-15)
    squares = np.arange(9.0) ** 2
    # (1/12 - D^2/240) applied to t^2 at t = 0 gives -2/240.
    assert float(weights.start @ squares) == pytest.approx(-1.0 / 120.0, abs=1e-12)
    assert float(weights.speed.sum()) == pytest.approx(-0.5, abs=1e-15)


def test_both_integrators_agree_on_a_low_orbit() -> None:
    r, v = low_orbit()
    forces = LunarForces.bundled(20)
    half_day = 43200.0
    smooth = propagate_lunar(START, r, v, half_day, forces=forces, step=10.0)
    # Just eccentric enough for the other method: the same state, reached by a short span.
    chain_r, chain_v = r, v
    for k in range(3):
        leg = propagate_lunar(
            START + k * 14400.0, chain_r, chain_v, 14400.0, forces=forces, tolerance=1e-3
        )
        assert leg.method.startswith("Dormand")
        chain_r, chain_v = (x for x in leg.at(14400.0))
    assert np.linalg.norm(smooth.at(half_day)[0] - chain_r) < 1e-3


def test_a_tighter_tolerance_moves_the_answer_by_less_than_the_tolerance() -> None:
    r, v = low_orbit()
    forces = LunarForces.bundled(50)
    week = 7.0 * 86400.0
    rough = propagate_lunar(START, r, v, week, forces=forces, tolerance=1.0)
    fine = propagate_lunar(START, r, v, week, forces=forces, tolerance=1e-3)
    assert np.linalg.norm(rough.at(week)[0] - fine.at(week)[0]) < 1.0


def test_energy_is_kept_in_the_turning_frame_of_a_point_mass() -> None:
    r, v = low_orbit()
    forces = LunarForces(
        GravityField.grgm660prim().truncated(0),
        MoonOrientation.bundled(),
        LunarForces.bundled(0).bodies,
        earth=False,
        sun=False,
        love_number=0.0,
    )
    orbit = propagate_lunar(START, r, v, 864000.0, forces=forces, step=20.0)
    gm = forces.field.gm
    energy = 0.5 * np.sum(orbit.grid[:, 4:7] ** 2, axis=1) - gm / np.linalg.norm(
        orbit.grid[:, 1:4], axis=1
    )
    assert float(np.ptp(energy)) < 1e-9 * abs(float(energy[0]))


def test_a_flight_back_returns_to_where_it_began() -> None:
    r, v = low_orbit()
    forces = LunarForces.bundled(30)
    there = propagate_lunar(START, r, v, 86400.0, forces=forces)
    r1, v1 = there.at(86400.0)
    back = propagate_lunar(START + 86400.0, r1, v1, -86400.0, forces=forces)
    assert np.linalg.norm(back.at(-86400.0)[0] - r) < 1e-2


def test_an_orbit_that_dips_below_the_surface_ends_there() -> None:
    r, v = low_orbit()
    fall = propagate_lunar(START, r, 0.97 * v, 86400.0, forces=LunarForces.bundled(10))
    assert fall.ended == "surface"
    assert fall.span < 4000.0


def test_a_field_of_other_axes_is_refused() -> None:
    with pytest.raises(FrameError, match="MOON_PA_DE430"):
        LunarForces(
            GravityField.grgm660prim().in_frame("MOON_PA_DE430"),
            MoonOrientation.bundled(),
            LunarForces.bundled(0).bodies,
        )


def test_bad_states_and_dates_are_refused_with_the_reason() -> None:
    r, v = low_orbit()
    forces = LunarForces.bundled(0)
    with pytest.raises(InputError, match="below the Moon's mean surface"):
        propagate_lunar(START, 0.9 * r, v, 100.0, forces=forces)
    with pytest.raises(DataMissingError, match="2035"):
        propagate_lunar(Epoch.parse("2035-01-01T00:00:00Z"), r, v, 100.0, forces=forces)
