"""How far off a computed range is: from other launchers, or from the plan that holds it."""

import math

import pytest

from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen
from visviva.data.drops_on_record import drops_on_record, left_out, range_error


def test_a_launcher_never_measures_itself() -> None:
    every, others = range_error("stage"), range_error("stage", without="electron")
    assert every is not None
    assert others is not None
    assert others.vehicles == every.vehicles - 1
    # Electron's stage came down at 0.4 of its computed range: without it the rest agree better.
    assert math.log(others.high / others.low) < 0.8 * math.log(every.high / every.low)


def test_a_launcher_counts_once_however_often_it_flew() -> None:
    ratios: dict[str, list[float]] = {}
    for drop in drops_on_record():
        if drop.kind == "stage":
            ratios.setdefault(drop.vehicle, []).append(math.log(drop.ratio))
    middle = sum(sum(some) / len(some) for some in ratios.values()) / len(ratios)
    error = range_error("stage")
    assert error is not None
    assert math.log(error.middle) == pytest.approx(middle)


def test_too_few_launchers_have_no_interval() -> None:
    assert range_error("strap-on") is None
    assert left_out("strap-on") == (0, 0)


def test_nine_of_ten_left_out_places_lie_inside() -> None:
    """Coverage of 90 % intervals: 17 of 18 at the time of writing; 14 could be by chance."""
    inside, asked = (
        sum(pair) for pair in zip(*(left_out(k) for k in ("stage", "fairing")), strict=True)
    )
    assert asked >= 18
    assert 0.78 * asked <= inside


def test_the_scatter_of_the_falls_is_of_the_length_of_announced_areas() -> None:
    """The assumed spread of the state against half lengths: 97 % along the track is 2.17 sigma."""
    shares = sorted(
        drop.half / (2.17 * drop.scatter) for drop in drops_on_record() if drop.half is not None
    )
    assert len(shares) >= 8
    assert 0.5 < shares[len(shares) // 2] < 2.0


def test_a_planned_drop_is_as_far_off_as_its_band_and_the_next_as_the_record_says() -> None:
    held = study_fallen(StudyFallenRequest("chollima-2023-08", failed=False, samples=200))
    by_name = {item.name: item for item in held.items}
    for name, low, high in (("first", 363.0, 443.0), ("second", 2842.0, 3002.0)):
        error = by_name[name].error
        assert error is not None
        assert error.planned
        assert error.high - error.low == pytest.approx(2.0 * (high - low) / (high + low))
    assert by_name["fairing"].error is not None
    assert not by_name["fairing"].error.planned
    free = study_fallen(StudyFallenRequest("chollima-malligyong", failed=False, samples=200))
    record = range_error("stage", without="chollima-1")
    assert record is not None
    for item in free.to_dict()["items"]:
        if item["name"] == "second":
            low, high = item["interval_90_range_km"]
            assert low / item["range_km"] == pytest.approx(record.low, abs=0.01)
            assert high / item["range_km"] == pytest.approx(record.high, abs=0.01)
            assert item["range_known_by"] == f"record of {record.vehicles} launchers"
