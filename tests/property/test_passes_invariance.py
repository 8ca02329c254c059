"""Passes do not change with the order of objects, the number of workers.

The size of a chunk or other sites.
"""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.passes.columns import Passes
from visviva.observe.passes.search import find_passes, iter_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

START = Epoch.parse("2024-06-07T00:00:00Z")
SITE = Place.parse("39.0425,125.71")
SPAN, LEAST = 2 * 86400.0, np.radians(10.0)


def mixed(n: int = 60) -> Sgp4Catalogue:
    """Low, medium, stationary and Molniya orbits."""
    rng = np.random.default_rng(7)
    kind = rng.integers(0, 6, n)
    rev = np.choose(np.minimum(kind, 3), [2.006, 1.0027, 2.006, 0.0]) + np.where(
        kind >= 3, rng.uniform(12.5, 15.6, n), 0
    )
    ecc = np.choose(np.minimum(kind, 3), [0.7, 3e-4, 5e-3, 2e-3]) * rng.uniform(0.9, 1.0, n)
    return Sgp4Catalogue.from_columns(
        {
            "epoch_jd": np.full(n, 2460466.5),
            "epoch_fr": rng.random(n),
            "bstar": np.full(n, 1e-5),
            "ecco": ecc,
            "argpo": rng.uniform(0, 6.28, n),
            "inclo": np.choose(np.minimum(kind, 3), [1.1, 0.05, 0.96, 1.5]),
            "mo": rng.uniform(0, 6.28, n),
            "no_kozai": rev * 2 * np.pi / 1440,
            "nodeo": rng.uniform(0, 6.28, n),
        }
    )


CATALOGUE = mixed()


def columns(p: Passes) -> dict[str, np.ndarray]:
    return {f.name: getattr(p, f.name) for f in fields(p) if f.name != "start"}


def same(a: Passes, b: Passes) -> None:
    for name, column in columns(a).items():
        assert np.array_equal(column, columns(b)[name]), name


@pytest.fixture(scope="module")
def reference() -> Passes:
    p = find_passes(CATALOGUE, SITE, START, SPAN, LEAST)
    assert len(p) > 100
    return p


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("nodes", [1, 3_000, 10_000_000])
def test_workers_and_chunks_leave_every_bit_alone(
    reference: Passes, threads: int, nodes: int
) -> None:
    parts = iter_passes(CATALOGUE, SITE, START, SPAN, LEAST, threads=threads, nodes_per_chunk=nodes)
    same(Passes.joined([part.passes for part in parts]), reference)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(CATALOGUE))))
def test_the_order_of_objects_leaves_every_bit_alone(order: list[int]) -> None:
    reference = find_passes(CATALOGUE, SITE, START, SPAN, LEAST)
    shuffled = find_passes(CATALOGUE.take(np.array(order)), SITE, START, SPAN, LEAST)
    back = np.lexsort((shuffled.rise, np.array(order)[shuffled.object_index]))
    for name, column in columns(shuffled).items():
        if name != "object_index":
            assert np.array_equal(column[back], columns(reference)[name]), name


def test_the_company_of_other_sites_moves_no_pass_by_a_millisecond(reference: Passes) -> None:
    # with more than four sites nothing is pruned: every node is computed, and the same passes must
    # come out
    others = [
        Place.from_degrees(lat, lon)
        for lat, lon in ((0, 0), (-33.9, 18.4), (64.1, -21.9), (-77.8, 166.7), (89.9, 0))
    ]
    many = find_passes(CATALOGUE, [SITE, *others], START, SPAN, LEAST)
    mine = many.select(many.site_index == 0)
    assert len(mine) == len(reference)
    for name in ("rise", "peak", "set"):
        assert np.allclose(getattr(mine, name), getattr(reference, name), atol=1e-3, rtol=0)
