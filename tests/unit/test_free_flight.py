"""The plan of a free flight: its orbit starts over the pad, its landings lie in the zones.

Its sentences translate.
"""

import math
from functools import lru_cache

import numpy as np
import pytest

from visviva.analysis.free_flight import (
    FlightPlan,
    earth_fixed,
    insertion_elements,
    plan_free_flight,
)
from visviva.assessment.case import Case, resolve
from visviva.assessment.checks.landing import landing, moments
from visviva.assessment.checks.return_load import return_load
from visviva.assessment.models.free_flight import can_plan, free_flight_request
from visviva.assessment.models.launch_plane import launch_plane
from visviva.assessment.registry import Registry
from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.message import Message
from visviva.core.time import DAY_S, Epoch
from visviva.data.catalogue import Catalogue
from visviva.report.messages import catalogue


@lru_cache(maxsize=8)
def case(*settings: str) -> Case:
    return resolve(load_study("soyuz-solo", settings), Catalogue.bundled())


@lru_cache(maxsize=8)
def plan(*settings: str) -> FlightPlan:
    one = case(*settings)
    wanted = one.orbit_figure("inclination_deg").value
    latitude = math.degrees(one.site.location(one.pad.key)[0])
    request = free_flight_request(one, launch_plane(one.site, latitude, wanted, None, one.pad.key))
    assert request is not None
    return plan_free_flight(request)


def test_the_plane_holds_the_pad_at_liftoff_and_has_the_wanted_tilt() -> None:
    pad = geodetic_to_itrf(math.radians(45.92), math.radians(63.34))
    elements = insertion_elements(pad, math.radians(51.6), 200e3, 242e3, 0.27)
    node, tilt = elements.raan, elements.inclination
    normal = np.array(
        [math.sin(node) * math.sin(tilt), -math.cos(node) * math.sin(tilt), math.cos(tilt)]
    )
    assert math.degrees(tilt) == pytest.approx(51.6, abs=1e-9)
    assert abs(normal @ pad) < 1e-3
    assert elements.perigee_radius == pytest.approx(6378137.0 + 200e3, abs=1e-3)


def test_earth_fixed_velocity_is_the_rate_of_the_position() -> None:
    pad = geodetic_to_itrf(math.radians(45.92), math.radians(63.34))
    start, liftoff = (
        insertion_elements(pad, math.radians(51.6), 200e3, 242e3, 0.27),
        Epoch.parse("2024-01-01T00:00:00Z"),
    )
    orbit = earth_fixed(start, liftoff, 530.0)
    r, v = orbit(liftoff + np.array([5000.0, 4999.0, 5001.0]))
    # J2 turns the mean orbit apart from the speed: 8 m/s
    assert v[0] == pytest.approx((r[2] - r[1]) / 2.0, abs=20.0)
    assert np.linalg.norm(v[0] + np.cross([0.0, 0.0, EARTH_RATE], r[0])) == pytest.approx(
        7780.0, abs=40.0
    )


def test_every_landing_lies_in_its_zone_and_within_the_days() -> None:
    found = plan()
    assert found.in_order
    for zone, one in found.in_order:
        assert float(zone.center.distance(*one.flight.landing)) <= zone.radius
        assert found.elapsed(one.ignition) > found.elapsed(found.insertion)
        assert found.elapsed(one.landing) <= found.days * DAY_S + 60.0


def test_passes_that_reach_both_zones_count_once() -> None:
    found = plan()
    assert len(found.passes) < len(found.in_order)
    assert sum(found.passes_by_day) == len(found.passes)


def test_a_date_moves_only_the_light() -> None:
    dated, undated = plan("launch.date=2024-06-21T12:00:00Z"), plan()
    assert dated.dated
    assert not undated.dated
    for (_, a), (_, b) in zip(dated.in_order, undated.in_order, strict=True):
        assert dated.elapsed(a.landing) == pytest.approx(undated.elapsed(b.landing), abs=0.1)
    assert [a.sun_elevation for _, a in dated.in_order] != [
        b.sun_elevation for _, b in undated.in_order
    ]


def test_the_ballistic_return_weighs_more_and_falls_short() -> None:
    load = return_load(plan())
    lifting, ballistic = load.rows
    assert lifting["peak_load_g"] < ballistic["peak_load_g"]
    assert ballistic["short_km"] > 100
    assert load.limit == 9.0


def test_an_orbit_that_passes_no_zone_says_by_how_much() -> None:
    low = case("launch.site=cape-canaveral", "target.inclination_deg=28.6")
    request = free_flight_request(low, launch_plane(low.site, 28.5, 28.6, 28.6, low.pad.key))
    assert request is not None
    found = plan_free_flight(request)
    outcome = landing(found)
    assert outcome.verdict == "no"
    assert outcome.variant == "none"
    assert found.nearest > 1e6


def test_a_burn_too_small_to_come_home_is_told_and_does_not_stop_the_answer() -> None:
    answer = assess(
        load_study("soyuz-solo", ("target.perigee_km=900", "target.apogee_km=900")),
        samples=200,
        alternatives=False,
    )
    finding = next(f for f in answer.findings if f.id == "landing")
    assert finding.verdict == "unknown"
    assert finding.summary.startswith("Not answered: ")
    assert "return-load" not in {f.id for f in answer.findings}


def test_no_plan_without_a_way_home() -> None:
    assert not can_plan(resolve(load_study("soyuz-iss"), Catalogue.bundled()))
    quick = assess(load_study("soyuz-iss"), samples=200, alternatives=False, ascent=False)
    assert not {"landing", "return-load"} & {f.id for f in quick.findings}


def test_moments_run_in_order_from_liftoff_to_landing() -> None:
    times = [m.when for m in moments(plan())]
    assert times == sorted(times)
    assert len(times) == 5 + len([n for n in plan().passes_by_day if n])


@pytest.mark.parametrize("lang", ["fr", "ko"])
@pytest.mark.parametrize(
    "settings", [(), ("launch.date=2024-06-21T12:00:00Z",)], ids=["undated", "dated"]
)
def test_findings_speak_every_language(lang: str, settings: tuple[str, ...]) -> None:
    for name, outcome in (
        ("landing", landing(plan(*settings))),
        ("return-load", return_load(plan(*settings))),
    ):
        texts = Registry().check(name).texts
        key = f"summary.{outcome.variant}" if outcome.variant else "summary"
        said = Message(texts, key, outcome.arguments)
        assert said.localize(lang) != said
        for row in outcome.rows:
            assert all(f"column.{_stem(key)}" in catalogue(lang).own for key in row)


def _stem(key: str) -> str:
    from visviva.report.numbers import split_unit

    return split_unit(key)[0]


def test_a_whole_answer_has_the_plan_and_its_time_line() -> None:
    answer = assess(load_study("soyuz-solo"), samples=200, alternatives=False)
    ids = {f.id: f.verdict for f in answer.findings}
    assert ids["landing"] == ids["return-load"] == "yes"
    assert len(answer.timeline) == 9
