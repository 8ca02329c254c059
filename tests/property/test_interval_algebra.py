"""Spans of time obey the algebra of sets, and the engine finds what a polynomial's roots say."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from visviva.orbit.events import Intervals, find_roots

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
