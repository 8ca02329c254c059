"""Full ascents that differ: they repeat, go on where they were stopped, and stop in time."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.dispersion import DispersionRequest, follow_dispersion
from visviva.assessment.study_fallen import StudyFallenRequest, study_dispersion, study_fallen
from visviva.errors import InputError
from visviva.launch.hazard.areas import size_errors
from visviva.launch.hazard.ascent import FlownAscent, down_range
from visviva.launch.hazard.dispersion import Dispersion, disperse, fly_chunk
from visviva.launch.hazard.dispersion_plan import AscentSpread, DispersionPlan, plan_dispersion

STUDY = StudyFallenRequest("chollima-2023-08", failed=False, samples=400)
STILL = AscentSpread(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@lru_cache(maxsize=1)
def _ascent() -> FlownAscent:
    return study_fallen(STUDY).ascent


@lru_cache(maxsize=1)
def _plan() -> DispersionPlan:
    return plan_dispersion(_ascent())


def _same(a: Dispersion, b: Dispersion) -> bool:
    return a.ascents == b.ascents and all(
        np.array_equal(x.falls.latitude, y.falls.latitude)
        and np.array_equal(x.falls.longitude, y.falls.longitude)
        for x, y in zip(a.fallen, b.fallen, strict=True)
    )


def test_without_spread_every_ascent_is_the_planned_one() -> None:
    """Against the planned flight (Dormand-Prince 8(5,3)): 30 m and 0.1 m/s at the last drop.

    Steps of two seconds and the steering in 513 places of a leg cost some 8 m.
    """
    from visviva.launch.hazard.dispersion_plan import sample_flights
    from visviva.launch.hazard.failure import Spread, nominal_drops

    plan = plan_dispersion(_ascent(), spread=STILL)
    own, whole = sample_flights(plan, np.random.default_rng(1), 3)
    assert np.array_equal(own[0], plan.planned)
    falls = {f.body.name: f for f in nominal_drops(_ascent(), spread=Spread(0.0, 0.0, 0.0, 0.0))}
    ends = fly_chunk(plan, 0, 400)
    for (body, leg), e in zip(plan.items, ends, strict=True):
        if leg == plan.fairing_leg:
            continue
        mine = down_range(_ascent(), e[:, 0], e[:, 1])
        theirs = down_range(
            _ascent(), falls[body.name].falls.latitude, falls[body.name].falls.longitude
        )
        # The planned falls draw ballistic coefficients and wind of their own.
        error = np.std(theirs) / np.sqrt(len(theirs)) + np.std(mine) / np.sqrt(len(mine))
        assert abs(np.mean(mine) - np.mean(theirs)) < 4.0 * error + 100.0
    assert whole[0, -1] == 1e9


def test_workers_and_a_stop_change_nothing(tmp_path: Path) -> None:
    whole = disperse(_plan(), 3000)
    with ThreadPoolExecutor(3) as pool:
        assert _same(whole, disperse(_plan(), 3000, executor=pool))

    class StopError(Exception):
        pass

    def stop(done: int, asked: int) -> None:
        if done >= 1000:
            raise StopError

    with pytest.raises(StopError):
        disperse(_plan(), 3000, checkpoint=tmp_path, progress=stop)
    assert 1 <= len(list(tmp_path.glob("chunk-*.parquet"))) < 3
    assert not list(tmp_path.glob(".*.part"))
    assert _same(whole, disperse(_plan(), 3000, checkpoint=tmp_path))
    with pytest.raises(InputError, match="another sweep"):
        disperse(replace(_plan(), seed=2), 1000, checkpoint=tmp_path)


@pytest.mark.slow
def test_processes_give_the_same_as_threads() -> None:
    """The plan travels: any executor that pickles its work will do (a cluster's too)."""
    with ProcessPoolExecutor(2) as pool:
        assert _same(disperse(_plan(), 2000), disperse(_plan(), 2000, executor=pool))


def test_the_rule_stops_a_run_and_says_so() -> None:
    early = disperse(_plan(), 40_000, tolerance=0.2)
    assert early.settled
    assert early.ascents < 40_000
    assert early.relative_error <= 0.2
    never = disperse(_plan(), 2000, tolerance=1e-6)
    assert not never.settled
    assert never.ascents == 2000


def test_more_spread_scatters_more() -> None:
    wide = plan_dispersion(_ascent(), spread=replace(AscentSpread(), attitude=0.02, flow=0.03))
    for narrow, broad in zip(
        disperse(_plan(), 1000).fallen, disperse(wide, 1000).fallen, strict=True
    ):
        first, second = (
            np.std(down_range(_ascent(), f.falls.latitude, f.falls.longitude))
            for f in (narrow, broad)
        )
        assert second > first


def test_a_failure_drops_what_left_before_and_fragments() -> None:
    plan = plan_dispersion(_ascent(), fails=(200.0, 5.0))
    names = {f.body.name for f in disperse(plan, 1000).fallen}
    assert "second" not in names
    assert {"first", "fairing", "fragments: panels"} <= names
    late = disperse(plan_dispersion(_ascent(), fails=(250.0, 0.0)), 1000)
    early = disperse(plan_dispersion(_ascent(), fails=(200.0, 0.0)), 1000)
    away = [
        np.median(down_range(_ascent(), f.falls.latitude, f.falls.longitude))
        for run in (early, late)
        for f in run.fallen
        if f.body.name == "fragments: engines"
    ]
    assert away[1] > away[0]


def test_the_answer_says_how_many_and_how_sure() -> None:
    found = study_dispersion(STUDY, ascents=2000).to_dict()
    assert found["ascents"] == 2000
    assert 0.0 < found["relative_error_90"] < 1.0
    assert found["settled"] is False
    assert found["areas"][0]["interval_90_area_km2"][0] < found["areas"][0]["area_km2"]


def test_what_cannot_be_asked_is_refused() -> None:
    from visviva.assessment import study_fallen as door

    asked = door._fallen_request(STUDY)
    with pytest.raises(InputError, match="0 ascents"):
        follow_dispersion(DispersionRequest(asked, ascents=0))
    with pytest.raises(InputError, match="tolerance"):
        follow_dispersion(DispersionRequest(asked, tolerance=2.0))
    with pytest.raises(InputError, match="full ascents with"):
        follow_dispersion(DispersionRequest(replace(asked, mode="thrust-loss", at=100.0)))


def test_the_error_of_an_area_falls_with_the_sample() -> None:
    """About as the root of the number: 16 times the impacts, at most 0.45 of the interval."""
    rng = np.random.default_rng(5)
    few, many = (size_errors(rng.normal(size=(n, 2)), (0.95,))[0] for n in (500, 8000))
    assert np.ptp(many) < 0.45 * np.ptp(few)


def test_the_interval_of_an_area_covers_its_truth() -> None:
    """A normal sample: the 95 % region is a disc of area 2 pi ln 20; smoothing adds some 10 %."""
    rng = np.random.default_rng(6)
    from visviva.launch.hazard.areas import areas_of

    inside = 0
    for _ in range(20):
        xy = rng.normal(size=(2000, 2)) * 20e3 / 6.371e6
        area = areas_of(xy[:, 1], xy[:, 0], (0.95,))[0]
        truth = 2.0 * np.pi * np.log(20.0) * 20e3**2
        low, high = area.size_90
        inside += low / 1.15 < truth < high * 1.05
    assert inside >= 15
