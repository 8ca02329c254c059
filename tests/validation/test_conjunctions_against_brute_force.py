"""Close approaches against brute force with the `sgp4` package.

Source: 300 synthetic objects, low orbits with deep space, eccentric orbits and pairs that fly
together; distances of all pairs every 10 s, each minimum on that grid polished with a bounded
scalar minimiser (SciPy) on `sgp4` positions. Expected: the same approaches, no more and no fewer.
Tolerance 1 m for the miss (rounding and the polish are far below), 1 ms for the time of pairs
faster than 100 m/s; slower ones are flat at their minimum and may differ by 50 ms.
"""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sgp4.api import WGS72, Satrec, SatrecArray

from visviva.core.time import Epoch
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import find_conjunctions
from visviva.track.conjunctions.stays import Screening

EPOCH_JD = 2461041.5
START = Epoch.parse("2026-01-01T00:00:00Z")
GRID_S = 10.0
FASTEST_KM_S = 16.0


def satrec(
    a: float, e: float, inc: float, node: float, argp: float, mean: float, bstar: float = 0.0
) -> Satrec:
    s = Satrec()
    motion = 60.0 * np.sqrt(398600.8 / a**3)
    s.sgp4init(
        WGS72,
        "i",
        1,
        EPOCH_JD - 2433281.5,
        bstar,
        0.0,
        0.0,
        e,
        argp,
        np.radians(inc),
        mean,
        motion,
        node,
    )
    return s


def together() -> list[Satrec]:
    """Docked, in line, round each other, drifting past, in one slot, on a Molniya orbit."""
    one = (6878.0, 1e-3, 97.5, 1.0, 0.5, 2.0)
    two = (7000.0, 1e-3, 63.4, 2.0, 0.5, 1.0)
    slot = (42164.0, 2e-4, 0.05, 0.3, 0.2, 2.5)
    high = (26560.0, 0.7, 63.4, 2.2, 4.7, 1.0)
    return [
        satrec(*one),
        satrec(*one),
        satrec(*one[:5], 2.0 + 2e-4),
        satrec(6878.0, 1.3e-3, 97.5, 1.0 + 1e-4, 0.5, 2.0),
        satrec(*two, 1e-4),
        satrec(6999.0, 1e-3, 63.4, 2.0, 0.5, 1.0 - 2e-3, 3e-4),
        satrec(*slot),
        satrec(42164.5, 3e-4, 0.06, 0.3, 0.2, 2.5001),
        satrec(*high),
        satrec(26560.0, 0.7, 63.4, 2.2, 4.7, 1.00005),
    ]


def crowd(n: int, seed: int) -> list[Satrec]:
    rng = np.random.default_rng(seed)
    out = together()
    while len(out) < n:
        angles = rng.uniform(0.0, 2.0 * np.pi, 3)
        kind = rng.random()
        if kind < 0.8:
            a, e, inc = (
                6928.0 + rng.normal(0, 20),
                abs(rng.normal(0, 1.5e-3)) + 1e-5,
                rng.choice([53.0, 97.5, 74.0]),
            )
            out.append(satrec(a, e, inc, *angles, 10 ** rng.uniform(-5, -3.5)))
        elif kind < 0.9:
            rp = 6878.0 + rng.uniform(0, 80)
            a = rng.uniform(8000.0, 26000.0)
            out.append(satrec(a, 1.0 - rp / a, rng.uniform(5, 64), *angles))
        else:
            out.append(satrec(42164.0 + rng.normal(0, 15), 3e-4, abs(rng.normal(0, 0.05)), *angles))
    return out


def truth(
    sats: list[Satrec], hours: float, within: float
) -> list[tuple[int, int, float, float, float]]:
    """Pair, time of the minimum (s), distance and relative speed.

    Units and shapes: m, m/s of every minimum inside the window.
    """
    span = 3600.0 * hours
    t = np.arange(-GRID_S, span + 2.0 * GRID_S, GRID_S)
    error, r, v = SatrecArray(sats).sgp4(np.full(t.size, EPOCH_JD), t / 86400.0)
    assert not error.any()
    found = []
    for i in range(len(sats) - 1):
        d = np.linalg.norm(r[i + 1 :] - r[i], axis=-1)
        low = (d[:, 1:-1] < d[:, :-2]) & (d[:, 1:-1] <= d[:, 2:])
        low &= d[:, 1:-1] < within / 1e3 + FASTEST_KM_S * GRID_S
        for row, k in zip(*np.nonzero(low), strict=True):
            j = i + 1 + row

            def apart(s: float, i: int = i, j: int = int(j)) -> float:
                one, two = (np.array(sats[q].sgp4(EPOCH_JD, s / 86400.0)[1]) for q in (i, j))
                return float(np.sum((one - two) ** 2))

            at = t[k + 1]
            speed = float(np.linalg.norm(v[i, k + 1] - v[j, k + 1]))
            if np.sqrt(apart(at)) - 0.6 * GRID_S * (speed + 0.05) > within / 1e3:
                continue
            best = minimize_scalar(
                apart, bounds=(at - GRID_S, at + GRID_S), method="bounded", options={"xatol": 1e-7}
            )
            if best.fun <= (within / 1e3) ** 2 and 0.0 <= best.x <= span:
                found.append(
                    (i, int(j), float(best.x), 1e3 * float(np.sqrt(best.fun)), 1e3 * speed)
                )
    return found


def compare(
    found: Screening, expected: list[tuple[int, int, float, float, float]], within: float
) -> int:
    """Hold both lists against each other; how many fast ones agreed."""
    c = found.conjunctions
    unmatched = {k for k in range(len(c)) if not c.comoving[k]}
    for i, j, t, miss, speed in expected:
        mine = np.flatnonzero(
            (c.primary == i) & (c.secondary == j) & (c.enter <= t + 0.1) & (c.leave >= t - 0.1)
        )
        assert mine.size == 1, (i, j, t, miss, speed)
        k = int(mine[0])
        unmatched.discard(k)
        if c.comoving[k]:
            assert c.miss[k] <= miss + 1.0
        elif c.stays[k] == 1 and abs(c.tca[k] - t) < 1.0:
            assert abs(c.miss[k] - miss) < 1.0
            assert abs(c.tca[k] - t) < (1e-3 if speed > 100.0 else 0.05)
    assert not unmatched, "approaches that brute force does not know"
    assert np.all(c.miss <= within)
    return sum(1 for e in expected if e[4] > 100.0)


@pytest.mark.parametrize(
    ("n", "hours", "within", "seed"), [(60, 6.0, 50e3, 5), (300, 2.0, 20e3, 1)]
)
def test_all_pairs_against_brute_force(n: int, hours: float, within: float, seed: int) -> None:
    sats = crowd(n, seed)
    found = find_conjunctions(Sgp4Catalogue.from_satrecs(sats), START, 3600.0 * hours, within)
    assert compare(found, truth(sats, hours, within), within) > 10


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hours", "within", "seed"), [(12.0, 10e3, 2), (6.0, 200e3, 3), (24.0, 1e3, 4)]
)
def test_all_pairs_of_300_objects_against_brute_force(
    hours: float, within: float, seed: int
) -> None:
    sats = crowd(300, seed)
    found = find_conjunctions(Sgp4Catalogue.from_satrecs(sats), START, 3600.0 * hours, within)
    compare(found, truth(sats, hours, within), within)


def test_pairs_that_fly_together_are_one_entry_each() -> None:
    """Four objects of one plane within 5 km.

    Each pair one interval over the whole day, not a minimum each turn.
    """
    catalogue = Sgp4Catalogue.from_satrecs(together()[:4])
    c = find_conjunctions(catalogue, START, 86400.0, 5e3).conjunctions
    pairs = list(zip(c.primary.tolist(), c.secondary.tolist(), strict=True))
    assert sorted(pairs) == sorted(set(pairs)) == list(combinations(range(4), 2))
    assert c.comoving.all()
    assert c.cut_at_start.all()
    assert c.cut_at_end.all()
    assert c.miss[pairs.index((0, 1))] == 0.0


def test_one_against_all_is_the_same_as_all_pairs() -> None:
    catalogue = Sgp4Catalogue.from_satrecs(crowd(150, 6))
    whole = find_conjunctions(catalogue, START, 10800.0, 50e3).conjunctions
    met = 0
    for p in (0, 12, 30, 120):
        one = find_conjunctions(catalogue, START, 10800.0, 50e3, primary=p).conjunctions
        mine = whole.select((whole.primary == p) | (whole.secondary == p))
        assert len(one) == len(mine)
        met += len(mine)
        # whichever of the two comes first, SGP4 is asked the same: times agree to rounding
        assert np.allclose(np.sort(one.tca), np.sort(mine.tca), atol=1e-2)
        assert np.allclose(np.sort(one.miss), np.sort(mine.miss), atol=1e-3)
    assert met > 3
