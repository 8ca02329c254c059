"""Questions about a launcher: orbits by name, chances, headings, maps with intervals."""

from math import degrees, radians
from typing import Any

import numpy as np
import pytest

from visviva.analysis.launch_ascent import AscentRequest, fly_mission
from visviva.analysis.launch_inputs import (
    DropZone,
    Heading,
    LaunchCase,
    TargetOrbit,
    lowest_inclination,
    named_orbit,
)
from visviva.analysis.launch_map import MapRequest, map_payload
from visviva.analysis.launch_payload import PayloadAnswer, PayloadRequest, find_payload
from visviva.analysis.lift import find_margin
from visviva.cli.launch.inputs import drops_of, headings_of, orbit_of, range_of
from visviva.cli.main import main
from visviva.errors import InputError


@pytest.fixture(scope="module")
def case() -> LaunchCase:
    return LaunchCase.of("soyuz-2.1a", "baikonur")


@pytest.fixture(scope="module")
def answer() -> PayloadAnswer:
    return find_payload(PayloadRequest("soyuz-2.1a", "baikonur", "iss", asked=6000.0))


def test_named_orbits_are_those_of_the_contract(case: LaunchCase) -> None:
    iss, sso = named_orbit("iss", case), named_orbit("SSO:500", case)
    assert (iss.perigee, iss.apogee) == (420e3, 420e3)
    assert degrees(iss.inclination) == pytest.approx(51.64)
    # Vallado: 500 km, circular, 97.40 degrees
    assert (sso.perigee, degrees(sso.inclination)) == (500e3, pytest.approx(97.40, abs=0.01))
    gto = named_orbit("gto", case)
    assert (gto.perigee, gto.apogee) == (185e3, 35_786e3)


@pytest.mark.parametrize("site", ["baikonur", "kourou", "cape-canaveral", "vostochny"])
def test_a_transfer_orbit_leaves_at_the_lowest_inclination_the_site_allows(site: str) -> None:
    case = LaunchCase.of("soyuz-2.1a", site)
    low = degrees(lowest_inclination(case))
    assert low >= abs(case.place.latitude_deg) - 0.3
    bands = [c.inclination_deg for c in case.site_fact.corridors if c.inclination_deg]  # type: ignore[union-attr]
    if bands and not any(c.azimuth_deg for c in case.site_fact.corridors):  # type: ignore[union-attr]
        floor = min(b[0] for b in bands)
        assert low == pytest.approx(max(floor, low), abs=0.02)


@pytest.mark.parametrize("text", ["sso", "sso:x", "sso:20", "sso:9e9", "leo", "gto:5", ""])
def test_orbits_that_are_none_are_refused(text: str, case: LaunchCase) -> None:
    with pytest.raises(InputError):
        named_orbit(text, case)


def test_an_orbit_is_given_by_name_or_by_figures() -> None:
    assert orbit_of("iss", None, None, None) == "iss"
    assert orbit_of(None, 200.0, 300.0, 51.6) == TargetOrbit(200e3, 300e3, radians(51.6))
    for wrong in [("iss", 200.0, None, None), (None, 200.0, None, 51.6), (None, None, None, None)]:
        with pytest.raises(InputError):
            orbit_of(*wrong)


def test_headings_and_drop_zones_are_read_from_their_options() -> None:
    assert headings_of(["196", "second=165:170"]) == (
        Heading(radians(196), radians(196)),
        Heading(radians(165), radians(170), "second"),
    )
    assert drops_of(["first=600:900"]) == (DropZone("first", 600e3, 900e3),)
    assert range_of("200:200:1") == (200.0,)
    for wrong in (headings_of, drops_of):
        with pytest.raises(InputError):
            wrong(["nonsense"])


def test_the_answer_says_payload_chance_and_corridor(answer: PayloadAnswer) -> None:
    out = answer.to_dict()
    low, high = out["interval_90_kg"]
    assert low < out["payload_kg"] < high
    # by an ascent flown with that mass, which the samples of the payload agree with
    share = float(np.mean(answer.lift.samples >= 6000.0))
    assert out["probability"] == pytest.approx(share, abs=0.03)
    assert out["corridor"]["kind"] in {"declared", "flown"}
    # sin of the heading is cos(inclination) over cos(latitude, about the centre)
    assert out["corridor"]["heading_deg"] == [pytest.approx(62.6, abs=0.5)]
    assert out["events"][0]["name"] == "lift-off"
    assert answer.table()[0]["payload_kg"] == out["payload_kg"]


def test_a_chance_is_a_half_at_the_best_value_and_falls_with_mass(answer: PayloadAnswer) -> None:
    found = answer.found
    asked = [found.interval.low, found.payload, found.interval.high]
    chances = [
        float(np.mean(find_margin(answer.asked, m, start=found.optimum)[1] >= 0.0)) for m in asked
    ]
    assert chances == [
        pytest.approx(0.95, abs=0.03),
        pytest.approx(0.5, abs=0.03),
        pytest.approx(0.05, abs=0.03),
    ]


def test_a_map_has_an_interval_a_point_that_meets_the_single_answer(
    answer: PayloadAnswer,
) -> None:
    found = map_payload(
        MapRequest("soyuz-2.1a", "baikonur", (420e3,), inclinations=(radians(51.64),))
    )
    (row,) = found.rows()
    single = answer.to_dict()
    assert row["payload_kg"] == pytest.approx(single["payload_kg"], rel=1e-3)
    widths = [pair[1] - pair[0] for pair in (row["interval_90_kg"], single["interval_90_kg"])]
    assert widths[0] == pytest.approx(widths[1], rel=0.05)
    assert (row["perigee_km"], row["apogee_km"]) == (420.0, 420.0)


def test_an_ascent_says_what_is_left_or_missing() -> None:
    light = fly_mission(AscentRequest("soyuz-2.1a", "baikonur", "iss", payload=5000.0))
    heavy = fly_mission(AscentRequest("soyuz-2.1a", "baikonur", "iss", payload=6500.0))
    assert light.delta_v_margin > 0.0 > heavy.delta_v_margin
    assert light.to_dict()["delta_v_margin_m_s"] == light.delta_v_margin
    hopeless = fly_mission(AscentRequest("soyuz-2.1a", "baikonur", "iss", payload=20e3))
    assert hopeless.flight is None
    assert hopeless.to_dict()["reached"] is False
    assert hopeless.delta_v_margin < -500.0


def test_csv_carries_the_payload(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["launch", "payload", "--vehicle", "soyuz-2.1a", "--site", "baikonur"]
    assert main([*arguments, "--orbit", "iss", "--asked-kg", "6000", "--csv"]) == 0
    head, row = capsys.readouterr().out.strip().splitlines()
    answer: dict[str, Any] = dict(zip(head.split(","), row.split(","), strict=True))
    assert 5500.0 < float(answer["payload_kg"]) < 6500.0
    assert 0.0 < float(answer["probability"]) < 1.0
