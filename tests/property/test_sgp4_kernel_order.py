"""Results do not depend on the order of objects or times, on the size of chunks.

Nor on the number of threads.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from visviva.orbit.sgp4 import Sgp4Catalogue

RNG = np.random.default_rng(7)
N = 45
AXES_KM = RNG.choice([6800.0, 7200.0, 12000.0, 26560.0, 42164.0], N)
CATALOGUE = Sgp4Catalogue.from_columns(
    {
        "epoch_jd": np.full(N, 2461041.5),
        "epoch_fr": RNG.uniform(0, 1, N),
        "bstar": RNG.uniform(0, 1e-4, N),
        "ecco": np.where(AXES_KM > 20000, RNG.uniform(0, 0.7, N), RNG.uniform(0, 0.01, N)),
        "argpo": RNG.uniform(0, 6, N),
        "inclo": RNG.uniform(0, 1.8, N),
        "mo": RNG.uniform(0, 6, N),
        "no_kozai": 60.0 * np.sqrt(398600.8 / AXES_KM**3),
        "nodeo": RNG.uniform(0, 6, N),
    }
)
DAYS = np.linspace(-3.0, 10.0, 150)
WHOLE = CATALOGUE.states_teme(2461041.5, DAYS, threads=1)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(N)))
def test_order_of_objects_changes_no_bit(order: list[int]) -> None:
    r, v, error = CATALOGUE.take(np.array(order)).states_teme(2461041.5, DAYS)
    np.testing.assert_array_equal(r, WHOLE.r_teme[order])
    np.testing.assert_array_equal(v, WHOLE.v_teme[order])
    np.testing.assert_array_equal(error, WHOLE.error[order])


@settings(max_examples=25, deadline=None)
@given(st.integers(1, N + 1), st.integers(1, 4))
def test_chunks_and_threads_change_no_bit(objects: int, threads: int) -> None:
    seen = 0
    for where, states in CATALOGUE.chunks(2461041.5, DAYS, objects=objects, threads=threads):
        np.testing.assert_array_equal(states.r_teme, WHOLE.r_teme[where])
        np.testing.assert_array_equal(states.v_teme, WHOLE.v_teme[where])
        seen += states.error.shape[0]
    assert seen == N


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, DAYS.size - 1), min_size=1, max_size=200))
def test_any_choice_and_order_of_times_changes_no_bit(picked: list[int]) -> None:
    r, v, _ = CATALOGUE.states_teme(2461041.5, DAYS[picked])
    np.testing.assert_array_equal(r, WHOLE.r_teme[:, picked])
    np.testing.assert_array_equal(v, WHOLE.v_teme[:, picked])


def test_positions_alone_are_those_of_the_states() -> None:
    r, error = CATALOGUE.positions_teme(2461041.5, DAYS)
    np.testing.assert_array_equal(r, WHOLE.r_teme)
    np.testing.assert_array_equal(error, WHOLE.error)
