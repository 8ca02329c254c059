"""Spans of time obey the algebra of sets, and the engine finds what a polynomial's roots say."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.orbit.detectors import Elevation
from visviva.orbit.elements import Elements, elements_to_state
from visviva.orbit.events import Intervals, StateFunction, holds
from visviva.orbit.roots import find_roots
from visviva.orbit.two_body import propagate_two_body

WINDOW = (0.0, 100.0)
edges = st.lists(st.integers(0, 100), min_size=0, max_size=12, unique=True)


def spans(numbers):
    numbers = sorted(numbers)[: len(numbers) // 2 * 2]
    return Intervals(np.array(numbers, dtype=float).reshape(-1, 2), WINDOW)


probe = np.arange(0.25, 100.0, 0.5)


@given(edges, edges)
def test_and_or_not_agree_with_membership(a, b):
    one, two = spans(a), spans(b)
    x, y = one.contains(probe), two.contains(probe)
    assert np.array_equal((one & two).contains(probe), x & y)
    assert np.array_equal((one | two).contains(probe), x | y)
    assert np.array_equal((~one).contains(probe), ~x)


@given(edges, edges)
def test_de_morgan_and_total_length(a, b):
    one, two = spans(a), spans(b)
    left, right = ~(one & two), ~one | ~two
    assert np.array_equal(left.contains(probe), right.contains(probe))
    assert abs(one.total + (~one).total - 100.0) < 1e-9
    assert abs((one | two).total + (one & two).total - one.total - two.total) < 1e-9


@given(st.lists(st.floats(0.5, 99.5), min_size=1, max_size=7, unique=True), st.integers(2, 15))
def test_every_root_of_a_polynomial_is_found(roots, count):
    roots = np.sort(roots)
    assume(np.all(np.diff(roots) > 0.05))

    def g(t):
        return np.prod((np.asarray(t)[..., None] - roots) / 50.0, axis=-1)

    found, directions = find_roots(g, np.linspace(0.0, 100.0, 8 * count), tolerance=1e-9)
    assert np.allclose(found, roots, atol=1e-5)
    assert np.all(directions[:-1] == -directions[1:])


START = elements_to_state(Elements(6878137.0, 0.001, np.radians(97.4), 1.0, 1.0, 0.2))
PATH = StateFunction(Epoch.parse("2024-06-07T00:00:00Z"), lambda t: propagate_two_body(*START, t))
UP = Elevation(Place.from_degrees(39.0, 125.7), np.radians(5.0))
DAY = holds(UP, PATH, 0.0, 86400.0)


@given(st.floats(0.0, 86000.0), st.floats(1.0, 40_000.0))
def test_any_window_sees_its_part_of_the_day(start, length):
    """A window that opens or closes in the middle of a pass keeps what it holds of it."""
    end = min(start + length, 86400.0)
    found = holds(UP, PATH, start, end)
    low, high = np.clip(DAY.spans[:, 0], start, end), np.clip(DAY.spans[:, 1], start, end)
    expected = np.stack([low, high], axis=-1)[high - low > 1e-4]
    got = found.spans[found.spans[:, 1] - found.spans[:, 0] > 1e-4]
    assert got.shape == expected.shape
    assert np.allclose(got, expected, atol=1e-4)


@given(st.integers(0, 1000))
def test_a_window_that_opens_right_on_a_rise_has_the_pass(k):
    begin, finish = DAY.spans[k % len(DAY)]
    found = holds(UP, PATH, begin, 0.5 * (begin + finish))
    assert abs(found.total - 0.5 * (finish - begin)) < 1e-4
