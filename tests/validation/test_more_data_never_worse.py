"""Telling a history's observations again changes no burn, decay, identity or pass.

Metamorphic: no oracle but the program's own answer to the plain history, and the burns that were
stated when it was made. Copies and near-duplicates (1 s to 40 min later) leave each burn where it
was. Within a minute a later set supersedes, and fits of their own, up to six hours later, are other
numbers of the same tracks: there one claim at the threshold may come or go. Half of the sets may
lose burns; they invent none.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks import track_campaigns
from benchmarks.track_campaigns import hits, invented
from validation.made_histories import (
    ALTIMETER,
    START,
    SUN_SYNCHRONOUS,
    Impulse,
    Orbit,
    Tracking,
    made_sets,
    made_twice,
)
from validation.more_sets import told_again
from visviva.analysis.passes import PassesRequest, find_passes
from visviva.core.place import Place
from visviva.core.time import DAY_S
from visviva.orbit.gp import ElementSet
from visviva.track.decay.forecast import forecast_decay
from visviva.track.history import history_of
from visviva.track.identity import identify
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver

Found = tuple[Maneuver, ...]

DAYS = 200.0
KINDS = {
    "500 km": (SUN_SYNCHRONOUS, Tracking(), (-1.3, 1.2)),
    "1,300 km": (ALTIMETER, Tracking(), (-2.5, -1.0)),
    "1,300 km, 2.5 sets a day": (ALTIMETER, Tracking(sets_a_day=2.5), (-2.5, -1.0)),
    "500 km, a set each 8 days": (SUN_SYNCHRONOUS, Tracking(sets_a_day=0.12), (-0.5, 1.2)),
}
#: The burns of kinds with many sets are told again in `make validate`; of the first and the
#: sparsest always.
MARKED = [
    pytest.param(kind, marks=[pytest.mark.slow] if kind.startswith("1,300") else [])
    for kind in KINDS
]
#: Not held yet: the last digits of sets decide how a chain of large burns is told.
UNSTEADY = {("500 km", 403)}
SEEDS = [400, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(401, 413))]


def _made(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Impulse], list[ElementSet]]:
    monkeypatch.setattr(track_campaigns, "DAYS", DAYS)
    orbit, tracking, sizes = KINDS[kind]
    burns = track_campaigns.campaigns(np.random.default_rng(seed), sizes)
    return burns, made_sets(burns, DAYS, orbit=orbit, tracking=tracking, seed=seed)


def _burns(sets: list[ElementSet]) -> Found:
    return find_maneuvers(history_of(sets))


def _told(burns: list[Impulse], found: Found) -> set[int]:
    """Burns within a day and a half of a claim, or within its interval of time."""
    spans = [tuple(float(e - START) / DAY_S for e in (m.earliest, m.latest)) for m in found]
    held = {k for k, b in enumerate(burns) if any(low <= b.day <= high for low, high in spans)}
    return hits(burns, found) | held


def _events(found: Found) -> int:
    """Claims, those within a day of each other as one."""
    return 1 + sum(float(b.time - a.time) > DAY_S for a, b in pairwise(found)) if found else 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", MARKED)
def test_burns_stay_when_their_history_is_told_again(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if (kind, seed) in UNSTEADY:
        why = "sets a second later tip a joint fit of four burns in six days to one of two"
        request.applymarker(pytest.mark.xfail(reason=why, strict=True))
    burns, sets = _made(kind, seed, monkeypatch)
    plain = _burns(sets)
    for name, more in told_again(sets, seed):
        found = _burns(more)
        if any(word in name for word in (" 1 s", " 30 s", "fit", "providers")):
            # another set of the same epoch, or a second fit of a near-duplicate that lies over half
            # a revolution after the first: a claim at the threshold may come or go
            may = 2 if "6 h" in name and "2.5" in kind else 1
            lost = _told(burns, plain) - _told(burns, found)
            assert len(lost) <= may, (name, [burns[k] for k in lost])
            assert _events(found) <= _events(plain) + may, name
        else:
            assert [m.time for m in found] == [m.time for m in plain], name
            assert [m.delta_v for m in found] == [m.delta_v for m in plain], name


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_half_of_the_sets_invent_no_burn(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    burns, sets = _made(kind, seed, monkeypatch)
    whole, half = (invented(burns, _burns(some)) for some in (sets, sets[::2]))
    assert len(half) <= len(whole) + 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_later_sets_take_no_burn_away(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found fifteen days before the end of a part is found in the whole history."""
    burns, sets = _made(kind, seed, monkeypatch)
    cut = int(0.6 * len(sets))
    end = float(sets[cut - 1].epoch - START) / DAY_S - 15.0
    early = [b for b in burns if b.day < end]
    part, whole = (
        tuple(m for m in found if float(m.time - START) / DAY_S < end)
        for found in (_burns(sets[:cut]), _burns(sets))
    )
    assert len(hits(early, part) - hits(early, whole)) <= 1


@pytest.mark.parametrize("seed", [102, 103])
def test_what_one_chain_of_burns_explains_is_told_in_no_other(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Burns of 20 m/s beside some of 0.1 m/s: their misfit reached months of quiet about them."""
    monkeypatch.setattr(track_campaigns, "DAYS", 400.0)
    burns = track_campaigns.campaigns(np.random.default_rng(seed), (-1.0, 1.2))
    found = _burns(made_sets(burns, 400.0, orbit=ALTIMETER, seed=seed))
    assert not invented(burns, found)


@pytest.mark.parametrize("hours", [(1.0 / 6.0, 6.0), (1.0, 3.0), (4.0, 6.0)])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", MARKED)
def test_second_fits_of_overlapping_tracks_neither_take_nor_invent_a_burn(
    kind: str, seed: int, hours: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fits up to six hours apart, each through the tracks of its own last days.

    One claim at the threshold may come or go; a second where sets come 2.5 times a day: there they
    count as observations, and burns are of 3 mm/s.
    """
    monkeypatch.setattr(track_campaigns, "DAYS", DAYS)
    orbit, tracking, sizes = KINDS[kind]
    burns = track_campaigns.campaigns(np.random.default_rng(seed), sizes)
    own, more = made_twice(burns, DAYS, hours, orbit=orbit, tracking=tracking, seed=seed)
    plain, found = _burns(own), _burns(more)
    may = 2 if tracking.sets_a_day > 2.0 else 1
    assert len(_told(burns, plain) - _told(burns, found)) <= may
    assert len(invented(burns, found)) <= len(invented(burns, plain)) + may


def _sinking() -> list[ElementSet]:
    orbit: Orbit = replace(SUN_SYNCHRONOUS, axis=6.70e6, decay=250.0)
    return made_sets([], 60.0, orbit=orbit, tracking=Tracking(outliers=0.0), seed=5)


def test_a_decay_stays_when_its_history_is_told_again() -> None:
    sets = _sinking()
    as_of = sets[-1].epoch + 3600.0
    plain = forecast_decay(history_of(sets), as_of, members=40)
    assert plain.earliest is not None
    assert plain.latest is not None
    for name, more in told_again(sets, 5):
        found = forecast_decay(history_of(more), as_of, members=40)
        assert found.moment is not None, name
        assert plain.earliest < found.moment < plain.latest, name
        assert found.ballistic_coefficient == pytest.approx(
            plain.ballistic_coefficient, rel=0.02
        ), name


def test_an_identity_stays_when_its_history_is_told_again() -> None:
    sets = made_sets([], 60.0, orbit=SUN_SYNCHRONOUS, tracking=Tracking(outliers=0.0), seed=6)
    plain = identify(history_of(sets))
    for name, more in told_again(sets, 6):
        found = identify(history_of(more))
        assert found.sun_synchronous == plain.sun_synchronous, name
        assert found.local_time == pytest.approx(plain.local_time, abs=0.01), name
        assert (found.repeat is None) == (plain.repeat is None), name


def test_passes_stay_when_their_history_is_told_again() -> None:
    """The same passes, each within the two minutes that a set may be off after a day."""
    sets = made_sets([], 12.0, orbit=SUN_SYNCHRONOUS, tracking=Tracking(outliers=0.0), seed=7)
    site = Place.from_degrees(39.0425, 125.71, name="Pyongyang")
    start = START + 3.0 * DAY_S

    def peaks(some: list[ElementSet]) -> list[float]:
        request = PassesRequest(tuple(some), (site,), start, 5.0 * DAY_S)
        return sorted(float(p) for p in find_passes(request).passes.peak)

    plain = peaks(sets)
    assert len(plain) > 10
    for name, more in told_again(sets, 7):
        assert peaks(more) == pytest.approx(plain, abs=2.0), name
