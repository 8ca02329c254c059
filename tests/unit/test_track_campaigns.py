"""Burns days apart are told one by one; more data never makes a history worse.

Histories are made with stated burns (`validation.made_histories`).
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from validation.made_histories import (
    ALTIMETER,
    GEOSTATIONARY,
    START,
    SUN_SYNCHRONOUS,
    Impulse,
    Tracking,
    made_history,
    made_sets,
)
from visviva.analysis.maneuvers import maneuver_keys
from visviva.core.time import DAY_S
from visviva.orbit.gp import ElementSet
from visviva.track.history import history_of
from visviva.track.maneuvers.campaign_window import Burn, Scatter, Window
from visviva.track.maneuvers.campaigns import _make_one as make_one
from visviva.track.maneuvers.campaigns import _settle as settle
from visviva.track.maneuvers.campaigns import resolve
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.fit import taken_up
from visviva.track.maneuvers.grouping import Member, campaigns_of
from visviva.track.maneuvers.maneuver import Maneuver

QUIET = Tracking(outliers=0.0, near_duplicates=0.0)


def _days(found: tuple[Maneuver, ...]) -> list[float]:
    return [float(m.time - START) / DAY_S for m in found]


@pytest.mark.parametrize(
    "sizes", [(4.7, 4.7, 4.7), (4.0, -4.5, 3.0), (0.9, -0.3, 0.15)], ids=["sum", "back", "small"]
)
def test_burns_two_days_apart_have_each_their_own_time_and_size(
    sizes: tuple[float, ...],
) -> None:
    burns = [Impulse(40.3 + 2.2 * k, (0.0, dv, 0.0)) for k, dv in enumerate(sizes)]
    tracking = replace(QUIET, sets_a_day=2.0)  # one set between two burns may be a forged one
    found = find_maneuvers(made_history(burns, 80.0, orbit=ALTIMETER, tracking=tracking))
    assert len(found) == 3
    for burn, m in zip(burns, found, strict=True):
        assert float(m.time - START) / DAY_S == pytest.approx(burn.day, abs=0.15)
        assert m.delta_v[1] == pytest.approx(burn.delta_v[1], rel=0.02)
    assert all(m.campaign is not None and m.campaign.least_burns == 3 for m in found)
    assert found[0].campaign is not None
    assert found[0].campaign.total == pytest.approx(sum(sizes), rel=0.02)
    assert all(abs(a.next_correlation) <= 1.0 for a in found)
    assert any(a.next_correlation != 0.0 for a, _ in pairwise(found))


def test_two_burns_between_two_sets_are_told_as_their_sum_within_both_sets() -> None:
    burns = [Impulse(40.2, (0.0, 3.0, 0.0)), Impulse(44.0, (0.0, 2.0, 0.0))]
    tracking = replace(QUIET, gaps=((39.9, 46.5),))
    (m,) = find_maneuvers(made_history(burns, 80.0, orbit=ALTIMETER, tracking=tracking))
    assert m.delta_v[1] == pytest.approx(5.0, rel=0.05)
    assert m.campaign is not None
    assert m.campaign.least_burns >= 1
    assert float(m.campaign.first - START) / DAY_S <= 40.2
    assert float(m.campaign.last - START) / DAY_S >= 44.0


def test_a_raise_and_a_larger_lowering_between_two_sets_are_two_burns_at_least() -> None:
    """The orbits before and after meet days after both: no one burn leads from one to the other."""
    burns = [Impulse(40.3, (0.0, 1.3, 0.0)), Impulse(42.0, (0.0, -2.0, 0.0))]
    tracking = replace(QUIET, sets_a_day=0.5, gaps=((40.0, 42.6),))
    found = find_maneuvers(made_history(burns, 120.0, tracking=tracking))
    (m,) = (m for m in found if abs(m.delta_v[1]) > 0.1)
    assert m.delta_v[1] == pytest.approx(-0.7, rel=0.1)
    assert m.campaign is not None
    assert m.campaign.least_burns == m.least_burns == 2
    assert float(m.earliest - START) / DAY_S < 40.3
    assert 42.0 < float(m.latest - START) / DAY_S < 46.0


def test_a_small_burn_is_timed_by_how_sets_take_it_up() -> None:
    """Sets fitted over five days show a burn late; the time must not be."""
    tracking = replace(QUIET, span_days=5.0, notices=0.0)
    history = made_history(
        [Impulse(40.3, (0.0, 0.02, 0.0))], 80.0, orbit=ALTIMETER, tracking=tracking
    )
    (m,) = find_maneuvers(history)
    assert _days((m,))[0] == pytest.approx(40.3, abs=0.5)
    assert m.delta_v[1] == pytest.approx(0.02, rel=0.1)


def test_what_sets_take_up_is_the_line_through_evenly_spread_observations() -> None:
    age, span = 2.0, 5.0
    seen = np.linspace(age - span, age, 20_001)
    slope, level = np.polyfit(seen - age, np.maximum(seen, 0.0), 1)
    longitude, share = taken_up(np.array([[age]]), span)
    assert longitude[0, 0] == pytest.approx(level, abs=2e-3)
    assert share[0, 0] == pytest.approx(slope, abs=2e-3)


def test_the_covariance_of_a_wandering_rate_is_that_of_its_sum() -> None:
    t = np.array([0.0, 1.0, 2.5])
    covariance = Scatter(0.0, 0.0, 2.0).covariance(t)
    rng = np.random.default_rng(1)
    step = 0.005
    rate = np.cumsum(2.0 * np.sqrt(step) * rng.standard_normal((4000, 500)), axis=1)
    longitude = np.cumsum(rate, axis=1) * step
    index = (t / step).astype(int) - 1
    sample = np.cov(np.hstack([longitude[:, index[1:]], rate[:, index[1:]]]).T)
    expected = covariance[np.ix_([1, 2, 4, 5], [1, 2, 4, 5])]
    assert sample == pytest.approx(expected, rel=0.12)


def test_a_quiet_window_holds_no_burn() -> None:
    rng = np.random.default_rng(2)
    t = np.arange(40.0)
    x, y = 1e-5 * rng.standard_normal(40), 1e-5 * rng.standard_normal(40)
    noise = Scatter(1.5e-5, 1.5e-5, 2e-6)
    assert resolve(t, x, y, noise, [20.0], (-np.inf, np.inf)) == []


def test_the_sign_of_a_plane_burn_is_said_only_where_it_is_known() -> None:
    history = made_history(
        [Impulse(40.3, (0.0, 0.0, 2.0))], 80.0, orbit=SUN_SYNCHRONOUS, tracking=QUIET
    )
    found = [m for m in find_maneuvers(history) if abs(m.delta_v[2]) > 0.5]
    assert len(found) == 1
    keys = maneuver_keys(found[0])
    assert keys["delta_v_m_s"] == pytest.approx(2.0, rel=0.1)
    if keys["cross_track_m_s"] is None:
        low, high = keys["cross_track_either_m_s"]
        assert low == -high
    else:
        assert keys["cross_track_sign_confidence"] >= 0.9


def test_a_geostationary_satellite_kept_both_ways() -> None:
    """East-west every three weeks, north-south in between."""
    burns = [Impulse(30.0 + 21.0 * k, (0.0, -0.12, 0.0)) for k in range(6)]
    burns += [Impulse(40.0 + 42.0 * k, (0.0, 0.0, 1.5)) for k in range(3)]
    tracking = replace(QUIET, along=800.0, across=300.0)
    found = _days(
        find_maneuvers(made_history(burns, 170.0, orbit=GEOSTATIONARY, tracking=tracking))
    )
    hit = [b for b in burns if any(abs(b.day - d) < 1.5 for d in found)]
    assert len(hit) >= 8
    assert len(found) <= 11


def test_campaigns_join_burns_within_five_days() -> None:
    def member(first: float, last: float, dv: float) -> Member:
        return Member(START + first * DAY_S, START + last * DAY_S, dv, 0.0, 1)

    apart = campaigns_of([member(10.0, 10.1, 1.0), member(16.0, 16.1, 1.0)])
    assert apart == [None, None]
    a, b = campaigns_of([member(10.0, 10.1, 1.0), member(14.9, 15.1, -3.0)])
    assert a is not None
    assert a == b
    assert a.least_burns == 2
    assert a.total == pytest.approx(-2.0)
    (alone,) = campaigns_of([member(10.0, 13.5, 1.0)])
    assert alone is not None


# More data never worse

RAISES = [Impulse(60.3, (0.0, 1.5, 0.0)), Impulse(130.4, (0.0, -0.6, 0.0))]


def _dense_sets() -> list[ElementSet]:
    return made_sets(RAISES, 180.0, tracking=replace(QUIET, sets_a_day=2.0))


def _same(found: tuple[Maneuver, ...], sets: str) -> None:
    days = _days(found)
    for burn in RAISES:
        assert any(abs(d - burn.day) < 1.0 for d in days), f"{sets}: {burn} lost"
    assert len(found) == len(RAISES), f"{sets}: {days}"


def test_the_order_of_the_sets_and_copies_of_them_change_nothing() -> None:
    sets = _dense_sets()
    plain = find_maneuvers(history_of(sets))
    _same(plain, "plain")
    mixed = [sets[i] for i in np.random.default_rng(3).permutation(len(sets))]
    assert find_maneuvers(history_of(mixed)) == plain
    assert find_maneuvers(history_of([*sets, *sets])) == plain


@pytest.mark.parametrize("every", [2, 4])
def test_thinning_keeps_what_is_large(every: int) -> None:
    _same(find_maneuvers(history_of(_dense_sets()[::every])), f"every {every}th set")


def test_near_duplicates_add_no_burn_and_lose_none() -> None:
    tracking = replace(QUIET, sets_a_day=2.0, near_duplicates=0.3)
    _same(find_maneuvers(made_history(RAISES, 180.0, tracking=tracking)), "near-duplicates")


def test_later_sets_do_not_take_an_earlier_raise_away() -> None:
    """A sparse history grows set by set: what was found stays."""
    raised = [Impulse(95.0, (0.0, 2.2, 0.0))]
    sets = made_sets(raised, 600.0, tracking=replace(QUIET, sets_a_day=0.05))
    known = [e for e in sets if e.epoch_utc < "2018-06-20"]
    for count in range(len(known), len(sets) + 1, 3):
        found = find_maneuvers(history_of(sets[:count]))
        assert len(found) == 1, (count, _days(found))
        assert found[0].delta_v[1] == pytest.approx(2.2, abs=0.5)


def test_plain_drag_beside_raises_is_no_lowering() -> None:
    raises = [Impulse(50.0 + 45.0 * k, (0.0, 3.0, 0.0)) for k in range(6)]
    orbit = replace(SUN_SYNCHRONOUS, decay=60.0)
    history = made_history(raises, 420.0, orbit=orbit, tracking=replace(QUIET, sets_a_day=0.06))
    assert all(m.delta_v[1] > 0.0 for m in find_maneuvers(history))


def test_two_gaps_of_drag_that_grew_are_no_lowering() -> None:
    """Of two gaps each is held against the other alone: that tells no scatter of the drag."""
    orbit = replace(SUN_SYNCHRONOUS, axis=6.72e6, decay=250.0)
    sets = made_sets([], 60.0, orbit=orbit, tracking=replace(QUIET, sets_a_day=0.5), seed=5)
    slow, fast = (e.mean_motion_rev_day for e in (sets[0], sets[-1]))
    for rise in (0.1, 0.3):  # of the whole in the first of two gaps of equal length
        middle = replace(sets[len(sets) // 2], mean_motion_rev_day=slow + rise * (fast - slow))
        assert not find_maneuvers(history_of([sets[0], middle, sets[-1]]))


def test_a_burn_next_to_a_hole_of_a_week_is_told() -> None:
    """In the second gap after the hole, where a window of sets does not reach over it."""
    tracking = replace(QUIET, gaps=((30.0, 38.0),))
    for day in (28.5, 39.7):
        history = made_history([Impulse(day, (0.0, 0.5, 0.0))], 80.0, tracking=tracking)
        (m,) = find_maneuvers(history)
        assert m.delta_v[1] == pytest.approx(0.5, rel=0.1)
        assert float(m.time - START) / DAY_S == pytest.approx(day, abs=1.5)


def test_a_rise_over_a_gap_of_any_length_is_told() -> None:
    sets = made_sets(
        [Impulse(200.0, (0.0, 5.0, 0.0))],
        500.0,
        tracking=replace(QUIET, sets_a_day=0.1, gaps=((100.0, 360.0),)),
    )
    (m,) = find_maneuvers(history_of(sets))
    assert m.delta_v[1] > 2.0
    assert float(m.latest - m.earliest) > 200.0 * DAY_S


@pytest.mark.parametrize("seed", [301, 304])
def test_more_sets_of_a_campaign_lose_no_burn(seed: int) -> None:
    """Made campaigns of 0.1 to 10 m/s: what half of the sets tell, all of them tell.

    With two sets a day a burn is followed by one that still mixes both orbits; between two such
    lie sets that agree on an orbit of their own, and were once left out together.
    """
    rng = np.random.default_rng(seed)
    burns, day = [], 30.0
    while day < 150.0:
        size = float(rng.choice([-1, 1]) * 10 ** rng.uniform(-1, 1))
        burns.append(Impulse(day, (0.0, size, 0.0)))
        day += float(rng.choice([rng.uniform(1.2, 5.0), rng.uniform(20.0, 30.0)]))
    sets = made_sets(burns, 180.0, tracking=Tracking(sets_a_day=2.0), seed=seed)
    few, all_of_them = (find_maneuvers(history_of(part)) for part in (sets[::2], sets))
    for burn in burns:
        near = [
            any(
                abs(float(m.time - START) / DAY_S - burn.day) < 1.0
                and m.delta_v[1] * burn.delta_v[1] > 0.0
                for m in found
            )
            for found in (few, all_of_them)
        ]
        assert near[1] or not near[0], burn


def test_two_burns_of_one_gap_are_one() -> None:
    """Where no gap is left for a burn of a joint fit it falls into that of another."""
    t = np.arange(12.0)
    window = Window(
        t, 0.0 * t, 0.0 * t, Scatter(1e-5, 1e-5, 1e-6), (0.04, 0.7), 36.0, np.zeros(12, dtype=bool)
    )
    window.burns = [Burn(0), Burn(0), Burn(11)]
    settle(window, keep_gaps=True)
    assert len({b.gap for b in window.burns}) == len(window.burns)
    assert not make_one(window, 0.0)
