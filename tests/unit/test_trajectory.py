"""`Trajectory`: interpolation, frames, refusals."""

import numpy as np
import pytest

from visviva.core.constants import EARTH_GM
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import FrameError, InputError, RangeError

T0 = Epoch.parse("2024-06-07T00:00:00Z")
RADIUS = 7e6
RATE = np.sqrt(EARTH_GM / RADIUS**3)


def circle(t):
    a = RATE * np.asarray(t, dtype=float)
    z = np.zeros_like(a)
    r = RADIUS * np.stack([np.cos(a), np.sin(a), z], -1)
    return r, RADIUS * RATE * np.stack([-np.sin(a), np.cos(a), z], -1)


def flight(step=60.0, n=50, frame="GCRF"):
    t = step * np.arange(n)
    return Trajectory(T0, t, *circle(t), frame)


@pytest.mark.parametrize(("step", "metres"), [(60.0, 1e-6), (120.0, 1e-4), (300.0, 0.1)])
def test_between_states_a_circle_is_followed(step, metres):
    t = np.linspace(0.0, step * 49, 1234)
    r, v = flight(step).at(t)
    assert np.max(np.abs(r - circle(t)[0])) < metres
    assert np.max(np.abs(v - circle(t)[1])) < metres


def test_states_come_back_as_given_and_epochs_serve_as_times():
    line = flight()
    assert np.max(np.abs(line.at(line.t)[0] - line.r)) < 1e-8
    assert line.at(T0 + 90.0)[0] == pytest.approx(line.at(90.0)[0], abs=1e-6)
    assert line.at(np.zeros((2, 3)))[0].shape == (2, 3, 3)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_short_trajectories_still_answer(n):
    line = flight(n=n)
    assert line.at(line.t[-1])[0] == pytest.approx(line.r[-1], abs=1e-8)


def test_outside_the_states_only_on_request():
    line = flight()
    with pytest.raises(RangeError, match="outside the trajectory") as caught:
        line.at(T0 + np.array([0.0, 1e5]))
    assert caught.value.fields["mask"].tolist() == [False, True]
    assert line.at(-1.0, extrapolate=True)[0] == pytest.approx(circle(-1.0)[0], abs=1e-3)


def test_a_part_keeps_its_states_and_ends():
    part = flight().between(T0 + 30.0, 200.0)
    assert part.t.tolist() == [30.0, 60.0, 120.0, 180.0, 200.0]
    assert part.r == pytest.approx(circle(part.t)[0], abs=1e-5)
    assert len(flight()[3:7]) == 4
    assert flight()[3:7].start - T0 == 180.0


def test_frames_go_round_and_come_back():
    line = flight()
    for road in (
        ("ITRF",),
        ("TEME",),
        ("TEME", "ITRF"),
        ("ICRF-moon",),
        ("ICRF-moon", "TEME", "ITRF"),
    ):
        turned = line
        for frame in road:
            turned = turned.to_frame(frame)
        back = turned.to_frame("GCRF")
        assert np.max(np.abs(back.r - line.r)) < 1e-6
        assert np.max(np.abs(back.v - line.v)) < 1e-9


def test_the_moon_is_a_centre_of_its_own():
    about_moon = flight().to_frame("ICRF-moon")
    assert about_moon.centre == "moon"
    assert 3.5e8 < np.linalg.norm(about_moon.r[0]) < 4.2e8


def test_mixing_frames_is_refused():
    line = flight()
    with pytest.raises(FrameError, match="GCRF minus one in TEME") as caught:
        line.difference(line.to_frame("TEME"))
    assert "to_frame('GCRF')" in caught.value.advice
    with pytest.raises(FrameError, match="no frame of a trajectory"):
        flight(frame="J2000")
    with pytest.raises(FrameError, match="GCRF about the moon"):
        Trajectory(T0, line.t, line.r, line.v, "GCRF", "moon")
    with pytest.raises(FrameError, match="no road"):
        line.to_frame("MOON-PA")


def test_difference_is_taken_at_the_same_moments():
    line, shifted = flight(), flight()
    other = Trajectory(T0 + 30.0, shifted.t - 30.0, shifted.r + 1.0, shifted.v, "GCRF")
    r, v = line.difference(other)
    assert r == pytest.approx(-1.0, abs=1e-7)
    assert v == pytest.approx(0.0, abs=1e-7)


def test_states_with_gaps_or_uneven_shapes_are_refused():
    line = flight()
    with pytest.raises(InputError, match="out of order"):
        Trajectory(T0, line.t[::-1], line.r, line.v, "GCRF")
    with pytest.raises(InputError, match="gaps"):
        Trajectory(T0, line.t, np.where(line.r > 0, line.r, np.nan), line.v, "GCRF")
    with pytest.raises(InputError, match="uneven"):
        Trajectory(T0, line.t, line.r[:-1], line.v, "GCRF")
    with pytest.raises(InputError, match="uneven"):
        Trajectory(T0, [], np.zeros((0, 3)), np.zeros((0, 3)), "GCRF")
    with pytest.raises(InputError, match="sliced"):
        line[3]
