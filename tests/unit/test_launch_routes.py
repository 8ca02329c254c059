"""The way from a pad to a plane: declared, flown or free; straight, by a dog-leg, or turned."""

from math import degrees, radians

import numpy as np
import pytest

from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.launch_payload import PayloadRequest, find_payload
from visviva.analysis.launch_route import Route, find_route
from visviva.analysis.lift import find_lift, question
from visviva.analysis.payload_spread import payload_at
from visviva.launch.headings import azimuth_of, inclination_of, lowest_deg


def route(vehicle: str, site: str, wanted_deg: float) -> Route:
    case = LaunchCase.of(vehicle, site)
    latitude = degrees(case.place.latitude)
    return find_route(case.site_fact, latitude, wanted_deg, case.vehicle, pad=case.pad)


@pytest.mark.parametrize("azimuth", [35.0, 60.0, 120.0, 170.0, 200.0])
def test_a_heading_leads_to_a_plane_and_the_plane_to_the_heading(azimuth: float) -> None:
    tilt = inclination_of(azimuth, 28.5)
    south = np.cos(radians(azimuth)) < 0.0
    assert azimuth_of(tilt, 28.5, southward=bool(south)) == pytest.approx(azimuth, abs=1e-6)


@pytest.mark.parametrize(
    ("vehicle", "site", "wanted", "kind", "headings"),
    [
        # inside a declared azimuth
        ("falcon-9", "cape-canaveral", 41.5, "declared", 1),
        ("nuri", "naro", 80.0, "declared", 1),
        # the dog-leg of the notices, for the launcher of its pad
        ("chollima-1", "sohae", 97.4, "declared", 2),
        # flown from there, outside the declared azimuth: a dog-leg is priced
        ("nuri", "naro", 97.8, "flown", 2),
        ("soyuz-2.1b", "sriharikota", 97.4, "flown", 2),
        ("falcon-9", "vandenberg", 43.0, "flown", 2),
        # flown from there, and no azimuth is declared
        ("falcon-9", "wenchang", 97.4, "flown", 1),
        ("soyuz-2.1b-fregat", "baikonur", 87.5, "flown", 1),
        # declared as a plane
        ("soyuz-2.1a", "baikonur", 51.6, "declared", 1),
        # neither declared nor flown: priced from the nearest azimuth, or the nearest plane allowed
        ("nuri", "naro", 45.0, "free", 2),
        ("soyuz-2.1a", "vostochny", 58.0, "free", 2),
    ],
)
def test_a_site_says_how_a_plane_is_flown_to(
    vehicle: str, site: str, wanted: float, kind: str, headings: int
) -> None:
    found = route(vehicle, site, wanted)
    assert (found.kind, len(found.heading_deg)) == (kind, headings)
    assert found.bent == (headings == 2)
    assert found.note.localize("fr") != found.note.localize("ko") != str(found.note)


def test_a_way_from_a_recalled_range_of_azimuths_says_that_it_may_cost_more() -> None:
    recalled, read = route("soyuz-2.1b", "sriharikota", 97.4), route("nuri", "naro", 97.8)
    assert "recalled, not read" in recalled.note
    assert "recalled" not in read.note


def test_a_dog_leg_belongs_to_the_pad_it_was_flown_from() -> None:
    assert route("chollima-1", "sohae", 97.4).heading_deg == (196.0, 165.0)
    assert 165.0 not in route("unha-3", "sohae", 97.4).heading_deg


def test_a_plane_below_the_pad_is_turned_to_from_the_lowest_that_may_be_entered() -> None:
    found = route("soyuz-2.1a", "baikonur", 41.47)
    assert found.turn
    assert degrees(found.start_inclination) == pytest.approx(51.5, abs=0.1)
    due_east = route("falcon-9", "cape-canaveral", 0.2)
    assert degrees(due_east.start_inclination) == pytest.approx(lowest_deg(28.56), abs=0.1)
    assert due_east.headings == ()


def test_a_dog_leg_costs_what_a_straight_ascent_keeps() -> None:
    found = find_payload(PayloadRequest("nuri", "naro", "sso:550", asked=504.0)).to_dict()
    way = found["corridor"]
    assert way["kind"] == "flown"
    assert 20.0 < way["dogleg_m_s"] < 400.0
    assert way["straight_payload_kg"] > found["payload_kg"]
    assert found["probability"] > 0.99


def test_a_straight_way_costs_nothing() -> None:
    found = find_payload(
        PayloadRequest("nuri", "naro", TargetOrbit(300e3, 300e3, radians(80.0)))
    ).to_dict()
    assert found["corridor"]["dogleg_m_s"] == 0.0
    assert found["corridor"]["straight_payload_kg"] == found["payload_kg"]


def test_payload_over_velocity_bends_as_ascents_that_are_flown_do() -> None:
    case = LaunchCase.of("electron", "mahia")
    asked = question(case, TargetOrbit(500e3, 500e3, radians(97.4)))
    here = find_lift(asked)
    slope = here.found.rates["unmodelled_delta_v"]
    for more in (-300.0, 300.0):
        fit = asked.known.fit
        other = find_lift(_with_loss(asked, fit.mean + more))
        guessed = payload_at(case.vehicle, here.found.payload, slope, np.array([more]))
        assert guessed[0] == pytest.approx(other.found.payload, rel=0.01)


def _with_loss(asked, mean):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    known = replace(asked.known, fit=replace(asked.known.fit, mean=mean))
    return replace(asked, known=known)
