"""What a history counts as one observation, on both sides of each figure that decides it."""

from dataclasses import replace

import numpy as np
import pytest

from unit.test_track_series import orbit
from visviva.core.time import DAY_S
from visviva.orbit.gp import ElementSet
from visviva.track.history import history_of
from visviva.track.history_observations import observations

E = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0, bstar=1e-5)
#: Of another fit: not carried on from E.
OTHER = replace(E, bstar=2e-5)


@pytest.mark.parametrize(("after", "new"), [(2590.0, False), (2610.0, True)])
def test_half_of_the_shortest_revolution_makes_another_observation(after: float, new: bool) -> None:
    assert observations([E, OTHER], np.array([0.0, after / DAY_S])).tolist() == [True, new]


@pytest.mark.parametrize(("after", "new"), [(0.24, False), (0.26, True)])
def test_a_set_is_carried_on_for_six_hours(after: float, new: bool) -> None:
    assert observations([E, E], np.array([0.0, after])).tolist() == [True, new]


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({"mean_motion_rev_day": 15.2 + 1.9e-8}, False),
        ({"mean_motion_rev_day": 15.2 + 2.1e-8}, True),
        ({"eccentricity": 0.001 + 0.55e-7}, False),
        ({"eccentricity": 0.001 + 0.65e-7}, True),
        ({"inclination_deg": 97.4 + 0.55e-4}, False),
        ({"inclination_deg": 97.4 + 0.65e-4}, True),
        ({"bstar": 1.0001e-5}, True),
    ],
)
def test_a_carried_set_differs_in_no_place_that_is_printed(
    change: dict[str, float], new: bool
) -> None:
    assert observations([E, replace(E, **change)], np.array([0.0, 0.1])).tolist() == [True, new]


def test_a_carried_set_may_have_taken_its_own_drag_along() -> None:
    sinking = replace(E, mean_motion_dot=1e-4)
    carried = replace(sinking, mean_motion_rev_day=15.2 + 2.0 * 1e-4 * 0.1)
    assert observations([sinking, carried], np.array([0.0, 0.1])).tolist() == [True, False]


def kept(sets: list[ElementSet]) -> list[str]:
    return [e.epoch_utc for e in history_of(sets).sets]


@pytest.mark.parametrize("minutes", [3.0, 40.0])
def test_near_duplicates_of_a_forged_set_hide_no_good_one(minutes: float) -> None:
    """A forged set, a good one 20 min later, and near-duplicates of both."""
    days = [float(d) for d in range(12)]
    usual = [orbit(d) for d in days]
    forged, good = orbit(6.4, eccentricity=0.01), orbit(6.4 + 20.0 / 1440.0)
    later = [orbit(6.4 + m / 1440.0) for m in (minutes, 20.0 + minutes)]
    twins = [replace(later[0], eccentricity=0.01), later[1]]
    plain = kept([*usual, forged, good])
    assert good.epoch_utc in plain
    assert forged.epoch_utc not in plain
    assert kept([*usual, forged, good, *twins]) == plain


def test_what_carries_on_a_superseded_set_is_no_observation() -> None:
    """Two fits 39 min apart, both told again 40 min later: one supersedes the second's first."""
    usual = [orbit(float(d)) for d in range(8)]
    first, second = orbit(3.4), orbit(3.4 + 39.1 / 1440.0, bstar=2e-5)
    again = [orbit(3.4 + 40.0 / 1440.0), orbit(3.4 + 79.1 / 1440.0, bstar=2e-5)]
    assert kept([*usual, first, second, *again]) == kept([*usual, first, second])


def test_what_is_left_out_is_left_out_for_one_reason() -> None:
    sets = [orbit(float(d)) for d in range(9)]
    sets[4] = replace(sets[4], raan_deg=200.0)
    more = [*sets, sets[2], orbit(5.01), sets[5]]
    h = history_of(more)
    reasons = [d.reason.split()[0] for d in h.dropped]
    assert len(h) + len(h.dropped) == len(more)
    assert sorted(reasons) == ["contradicts", "superseded", "superseded", "tells"]
