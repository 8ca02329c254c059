"""Cleaning of a history: order, doubles, strays, forgeries, gaps, mixtures."""

from dataclasses import replace

import numpy as np
import pytest

from visviva.core.time import Epoch
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp import ElementSet
from visviva.track.history import history_of


def orbit(day: float, **changes: float) -> ElementSet:
    """A Sun-synchronous orbit, `day` days after 2024-01-01, moved on by its own rates."""
    turns = 14.2 * day
    start = Epoch.parse("2024-01-01T00:00:00Z") + day * 86400.0
    base = ElementSet(
        4711,
        start.iso(6)[:-1],
        14.2,
        0.0002,
        98.6,
        (10.0 + 0.9856 * day) % 360.0,
        90.0,
        (360.0 * turns) % 360.0,
        bstar=1e-5,
        name="PROBE",
    )
    return replace(base, **changes)


def test_unsorted_sets_are_sorted_and_said() -> None:
    h = history_of([orbit(d) for d in (3, 1, 2, 5, 4)])
    assert np.all(np.diff(h.days) > 0.9)
    assert any("not in order" in w for w in h.warnings)


def test_of_one_epoch_the_later_in_the_file_stays() -> None:
    h = history_of([orbit(1), orbit(2), orbit(2, eccentricity=0.0003), orbit(3)])
    assert len(h) == 3
    assert h.sets[1].eccentricity == 0.0003
    assert len(h.dropped) == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"mean_motion_rev_day": 14.25},
        {"inclination_deg": 97.9},
        {"eccentricity": 0.01},
        {"raan_deg": 200.0},
    ],
)
def test_a_forged_set_in_the_middle_is_left_out(forged: dict[str, float]) -> None:
    sets = [orbit(float(d)) for d in range(12)]
    sets[6] = replace(sets[6], **forged)
    h = history_of(sets)
    assert len(h) == 11
    assert h.dropped[0].element_set == sets[6]
    assert "1 set left out for contradicting both neighbours" in h.warnings


def test_a_true_change_of_orbit_is_kept() -> None:
    sets = [orbit(float(d)) for d in range(6)] + [
        orbit(float(d), mean_motion_rev_day=14.18) for d in range(6, 12)
    ]
    assert len(history_of(sets)) == 12


def test_two_objects_are_named_and_one_can_be_chosen() -> None:
    sets = [orbit(float(d)) for d in range(6)] + [
        replace(orbit(float(d)), catalog_number=12) for d in range(6)
    ]
    with pytest.raises(InputError, match=r"2 objects: 4711 \(6 sets\), 12 \(6 sets\)"):
        history_of(sets)
    assert history_of(sets, 12).catalog_number == 12
    with pytest.raises(UnknownNameError):
        history_of(sets, 99)


def test_a_stray_set_of_another_object_is_set_aside() -> None:
    sets = [orbit(float(d)) for d in range(20)] + [replace(orbit(3.5), catalog_number=12)]
    h = history_of(sets)
    assert len(h) == 20
    assert "1 set of other objects (12) set aside" in h.warnings


def test_two_orbits_under_one_number_are_refused() -> None:
    sets = [orbit(float(d), **({} if d % 2 else {"inclination_deg": 65.0})) for d in range(20)]
    with pytest.raises(InputError, match="two orbits are mixed"):
        history_of(sets)


def test_fewer_than_three_sets_are_refused() -> None:
    with pytest.raises(InputError, match="2 element sets of different epochs; 3 are needed"):
        history_of([orbit(1), orbit(2)])


def test_a_year_without_sets_is_said() -> None:
    h = history_of([orbit(float(d)) for d in (0, 1, 2, 400, 401, 402)])
    assert any("398 days" in w for w in h.warnings)


def test_before_keeps_only_what_was_known() -> None:
    h = history_of([orbit(float(d)) for d in range(10)])
    assert len(h.before(h.epoch[4])) == 5
    with pytest.raises(InputError, match="as old as 2020"):
        h.before(Epoch.parse("2020-01-01T00:00:00Z"))


def test_runs_of_two_orbits_under_one_number_are_refused() -> None:
    sets = [
        orbit(float(d), **({"inclination_deg": 65.0} if d % 6 in (2, 3, 4) else {}))
        for d in range(24)
    ]
    with pytest.raises(InputError, match="two objects are mixed"):
        history_of(sets)


def test_after_one_jump_of_the_plane_the_longer_part_is_kept() -> None:
    sets = [orbit(float(d), **({"inclination_deg": 65.0} if d >= 15 else {})) for d in range(20)]
    h = history_of(sets)
    assert len(h) == 15
    assert any("the plane jumps on 2024-01-16" in w for w in h.warnings)


def test_a_last_set_that_lies_wholly_in_the_air_is_left_out_and_said() -> None:
    """No later set contradicts it, yet nothing orbits at 30 km; 130 km before a fall is kept."""
    low = orbit(6, mean_motion_rev_day=16.9)
    found = history_of([*(orbit(d) for d in range(1, 6)), low])
    assert len(found) == 5
    assert [d.element_set for d in found.dropped] == [low]
    assert any("1 set left out for lying wholly under 100 km" in w for w in found.warnings)
    falling = [orbit(d, mean_motion_rev_day=16.4 + 0.02 * d) for d in range(1, 5)]
    assert len(history_of(falling)) == 4


def test_a_day_without_space_weather_is_named_with_the_days_that_have_it() -> None:
    from visviva.core.atmosphere.space_weather import SpaceWeather
    from visviva.errors import RangeError

    table = SpaceWeather.bundled()
    with pytest.raises(RangeError, match=r"known for 2156-08-08: .* from 1957-\d\d-\d\d to 20"):
        table.known_on(Epoch.parse("2156-08-08T00:00:00Z"))
