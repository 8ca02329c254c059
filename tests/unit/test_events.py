"""The event engine on functions and orbits whose events are known."""

import numpy as np
import pytest

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.detectors import (
    Apsis,
    Elevation,
    Function,
    Height,
    Node,
    OffNadir,
    Range,
    Shadow,
    SunElevation,
)
from visviva.orbit.elements import Elements, elements_to_state
from visviva.orbit.events import Intervals, StateFunction, find_events, holds
from visviva.orbit.roots import find_roots
from visviva.orbit.two_body import propagate_two_body

T0 = Epoch.parse("2024-06-07T00:00:00Z")
PYONGYANG = Place.from_degrees(39.0425, 125.71)
ORBITS = {
    "leo": Elements(6878137.0, 0.001, np.radians(97.4), 1.0, 1.0, 0.2),
    "molniya": Elements(26_560e3, 0.74, np.radians(63.4), 1.0, np.radians(270.0), 3.0),
    "gto": Elements(24_400e3, 0.732, np.radians(7.0), 2.0, np.radians(178.0), 0.1),
    "nearly escaped": Elements(150_000e3, 0.955, np.radians(28.5), 0.3, 0.5, 3.0),
}


def orbit(name):
    r, v = elements_to_state(ORBITS[name])
    return StateFunction(T0, lambda t: propagate_two_body(r, v, t))


def dense_truth(detector, path, t0, t1, step):
    t = np.arange(t0, t1, step)
    y = detector.value(path.epoch0 + t, *path.at(t))
    i = np.flatnonzero(np.sign(y[1:]) != np.sign(y[:-1]))
    return t[i], np.sign(y[i + 1]).astype(int)


@pytest.mark.parametrize("gap", [1.0, 1e-1, 1e-2])
def test_two_crossings_close_together_are_both_found(gap):
    def bump(t):
        return gap**2 / 4 - (t - 431.7) ** 2

    times, directions = find_roots(bump, np.linspace(0.0, 1000.0, 6))
    assert np.allclose(times, [431.7 - gap / 2, 431.7 + gap / 2], atol=1e-5)
    assert directions.tolist() == [1, -1]


def test_a_touch_without_crossing_is_no_event():
    times, _ = find_roots(lambda t: -((t - 3.0) ** 2) - 1e-9, np.linspace(0.0, 10.0, 5))
    assert times.size == 0


def test_a_sample_right_on_a_root_counts_once():
    times, directions = find_roots(lambda t: t - 2.0, np.array([0.0, 1.0, 2.0, 3.0]))
    assert times == pytest.approx([2.0], abs=1e-6)
    assert directions.tolist() == [1]


def test_fast_ripple_on_a_slow_wave_is_not_missed():
    def g(t):
        return np.sin(t / 50.0) + 0.4 * np.sin(t)

    times, _ = find_roots(g, np.linspace(0.0, 600.0, 240))
    grid = np.arange(0.0, 600.0, 1e-3)
    truth = np.count_nonzero(np.diff(np.sign(g(grid + 1e-4))))
    assert len(times) == truth


def test_a_function_that_is_not_a_number_is_refused():
    with pytest.raises(InputError):
        find_roots(lambda t: np.where(t > 5.0, np.nan, t), np.linspace(0.0, 10.0, 5))


@pytest.mark.parametrize("name", ORBITS)
@pytest.mark.parametrize(
    "detector",
    [
        Elevation(PYONGYANG, np.radians(10.0)),
        Shadow("umbra"),
        Shadow("penumbra"),
        Node(),
        Node("itrf"),
        Apsis(),
        Range(PYONGYANG, 2.0e6),
        OffNadir(PYONGYANG, np.radians(30.0)),
        SunElevation(PYONGYANG, np.radians(-6.0)),
        Height(1000e3),
    ],
    ids=lambda d: type(d).__name__,
)
def test_every_event_of_a_dense_grid_is_found(name, detector):
    path, span = orbit(name), 3 * 86400.0
    times, directions = dense_truth(detector, path, 0.0, span, 20.0)
    found = find_events(detector, path, 0.0, span)
    assert [e.direction for e in found if e.t < span - 20.0] == directions.tolist()
    assert np.all(np.abs(np.array([e.t for e in found])[: len(times)] - times - 10.0) <= 10.001)
    for e in found:
        value = detector.value(e.epoch, *path.at(e.t))
        ahead = detector.value(e.epoch + 1e-3, *path.at(e.t + 1e-3))
        assert abs(value) <= abs(ahead - value) * 0.01 + 1e-12


def test_a_pass_under_way_at_both_ends_of_the_window_is_kept():
    path = orbit("leo")
    detector = Elevation(PYONGYANG, 0.0)
    whole = holds(detector, path, 0.0, 86400.0)
    begin, end = whole.spans[2]
    inner = holds(detector, path, begin + 60.0, end - 60.0)
    assert inner.spans.tolist() == [[begin + 60.0, end - 60.0]]
    assert inner.cut().tolist() == [[True, True]]
    # only the descent lies in this window: no culmination inside it
    late = holds(detector, path, end - 30.0, end + 600.0)
    assert late.spans[0] == pytest.approx([end - 30.0, end], abs=1e-4)
    assert [e.direction for e in find_events(detector, path, end - 30.0, end + 600.0)] == [-1]


def test_combinations_agree_with_sampling():
    path = orbit("leo")
    lit, night, up = (
        ~Shadow(),
        ~SunElevation(PYONGYANG, np.radians(-6.0)),
        Elevation(PYONGYANG, np.radians(5.0)),
    )
    visible = up & lit & night
    found = holds(visible, path, 0.0, 2 * 86400.0)
    t = np.arange(0.0, 2 * 86400.0, 17.0)
    epochs, (r, v) = T0 + t, path.at(t)
    truth = (
        (up.value(epochs, r, v) > 0)
        & ~(Shadow().value(epochs, r, v) > 0)
        & ~(SunElevation(PYONGYANG, np.radians(-6.0)).value(epochs, r, v) > 0)
    )
    assert np.array_equal(found.contains(t), truth)
    assert visible.name == "((elevation and not shadow) and not sun elevation)"
    either = holds(up | Shadow(), path, 0.0, 86400.0)
    assert either.total > holds(up, path, 0.0, 86400.0).total


def test_a_condition_of_the_user_and_one_that_always_holds():
    path = orbit("leo")
    always = Function(lambda epoch, r, v: np.ones(epoch.shape))
    found = holds(always, path, 0.0, 1000.0)
    assert found.spans.tolist() == [[0.0, 1000.0]]
    assert len(holds(~always, path, 0.0, 1000.0)) == 0
    assert find_events(always, path, 0.0, 1000.0) == []


def test_windows_that_do_not_match_are_refused():
    with pytest.raises(InputError):
        Intervals(np.empty((0, 2)), (0.0, 1.0)) & Intervals(np.empty((0, 2)), (0.0, 2.0))
    with pytest.raises(InputError):
        holds(Node(), orbit("leo"), 10.0, 5.0)
