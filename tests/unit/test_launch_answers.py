"""Answers about launches that must not be confidently wrong, one case of each kind."""

from pathlib import Path

import pytest

from visviva.analysis.launch_inputs import TargetOrbit
from visviva.analysis.launch_map import MapRequest, map_payload
from visviva.analysis.launch_payload import PayloadRequest, find_payload
from visviva.assessment.answer import Assessment
from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.errors import StudyError

STUDY = """
[study]
name = "made"
claim = "made for a test"
said_by = "a test"
said_on = 2026-01-01
[launch]
site = "{site}"
vehicle = "{vehicle}"
{launch}
[spacecraft]
{craft}
[target]
{target}
"""


def made(
    folder: Path, *, site: str, vehicle: str, craft: str, target: str, launch: str = ""
) -> Path:
    file = folder / "made.toml"
    text = STUDY.format(site=site, vehicle=vehicle, craft=craft, target=target, launch=launch)
    file.write_text(text, encoding="utf-8")
    return file


def orbit(perigee: float, apogee: float, tilt: float) -> str:
    return f"perigee_km = {perigee}\napogee_km = {apogee}\ninclination_deg = {tilt}"


def answered(file: Path, *settings: str, quick: bool = False) -> Assessment:
    return assess(load_study(file, settings), alternatives=False, ascent=not quick)


def finding(found: Assessment, name: str):  # type: ignore[no-untyped-def]
    return next(f for f in found.findings if f.id == name)


@pytest.mark.parametrize(
    ("site", "vehicle", "mass", "target"),
    [
        # a plane outside the declared azimuth that was flown from there (Cartosat-2, 2007)
        ("sriharikota", "pslv-xl", 1000.0, orbit(630.0, 630.0, 97.9)),
        # a plane below the pad, with a light craft (BeppoSAX, 1996, was as steep a turn)
        ("cape-canaveral", "falcon-9", 1400.0, orbit(580.0, 600.0, 3.9)),
        # a transfer orbit below the latitude of the Cape
        ("cape-canaveral", "falcon-9", 3500.0, orbit(250.0, 35_700.0, 24.0)),
        # a plane that no declared azimuth of Vandenberg leads to (Starlink, 43 degrees)
        ("vandenberg", "falcon-9", 13_000.0, orbit(285.0, 295.0, 43.0)),
    ],
)
def test_what_has_flown_is_not_impossible(
    tmp_path: Path, site: str, vehicle: str, mass: float, target: str
) -> None:
    file = made(tmp_path, site=site, vehicle=vehicle, craft=f"mass_kg = {mass}", target=target)
    assert answered(file).verdict == "yes"


def test_every_door_tells_one_payload_and_one_interval(tmp_path: Path) -> None:
    target = TargetOrbit(600e3, 600e3, 1.7016960206944713)  # 97.5 degrees
    single = find_payload(PayloadRequest("nuri", "naro", target, asked=2200.0))
    chart = map_payload(MapRequest("nuri", "naro", (600e3,), inclinations=(target.inclination,)))
    craft = "mass_kg = 2200.0"
    file = made(tmp_path, site="naro", vehicle="nuri", craft=craft, target=orbit(600, 600, 97.5))
    study = answered(file)
    lift = finding(study, "lift")
    assert lift.value == pytest.approx(single.found.payload, rel=1e-3)
    point = chart.points[0][0]
    assert point.payload == pytest.approx(single.found.payload, rel=1e-3)
    for interval in (lift.interval_90, point.interval):
        assert interval.low == pytest.approx(single.found.interval.low, rel=2e-3)
        assert interval.high == pytest.approx(single.found.interval.high, rel=2e-3)
    assert study.probability == pytest.approx(single.probability, abs=5e-3)


def test_a_dog_leg_stands_in_the_sentence_with_its_price(tmp_path: Path) -> None:
    file = made(
        tmp_path, site="naro", vehicle="nuri", craft="mass_kg = 900", target=orbit(500, 500, 97.4)
    )
    found = answered(file)
    assert "by a dog-leg, 173° then 192°" in found.sentence
    assert "m/s; straight," in found.sentence
    assert "173" in finding(found, "plane-turn").summary
    assert "m/s" in finding(found, "plane-turn").summary


def test_the_flagship_flies_the_dog_leg_that_its_site_declares() -> None:
    found = assess("chollima-malligyong", alternatives=False)
    lift = next(f for f in found.findings if f.id == "lift")
    assert "196° then 165°" in lift.summary
    # the notices lead south over the Yellow Sea, and so does the track
    first = found.tracks[0]
    assert first.latitude[0] == pytest.approx(0.692, abs=0.01)
    assert first.latitude[1] < first.latitude[0]


def test_an_orbit_out_of_reach_says_what_is_missing(tmp_path: Path) -> None:
    target = orbit(1500.0, 1500.0, 51.6)
    file = made(
        tmp_path, site="baikonur", vehicle="soyuz-2.1a", craft="mass_kg = 50", target=target
    )
    found = answered(file)
    assert found.verdict == "no"
    assert "m/s are missing even with nothing on top" in found.sentence


def test_a_ship_too_heavy_for_its_launcher_is_not_told_as_a_turn(tmp_path: Path) -> None:
    craft = 'name = "soyuz-ms"\nmass_kg = 20000'
    file = made(
        tmp_path, site="vostochny", vehicle="soyuz-2.1a", craft=craft, target='station = "tiangong"'
    )
    found = answered(file)
    assert (found.verdict, found.deciding) == ("no", "lift")
    assert "20,000 kg" in found.sentence


def test_a_mass_without_a_ship_leaves_docking_open(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        site="jiuquan",
        vehicle="long-march-2f",
        craft="mass_kg = 7000",
        target='station = "tiangong"',
    )
    docking = finding(answered(file), "docking")
    assert docking.verdict == "unknown"
    assert "Only a mass is given" in docking.summary


def test_politics_said_of_one_claim_do_not_stand_on_another(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        site="jiuquan",
        vehicle="long-march-2f",
        craft='name = "shenzhou"',
        target='station = "tiangong"',
    )
    ids = {f.id for f in answered(file).findings}
    assert not any("tiangong" in name for name in ids)
    own = assess("soyuz-tiangong", alternatives=False, ascent=False)
    assert any(f.id == "stated-tiangong-0" for f in own.findings)


def test_a_flight_that_is_not_listed_makes_no_first_flight(tmp_path: Path) -> None:
    target = orbit(490.0, 580.0, 97.4)
    file = made(tmp_path, site="sohae", vehicle="unha-3", craft="mass_kg = 90", target=target)
    found = answered(file)
    assert finding(found, "success-chance").verdict == "unknown"
    # its fact states the flight of 2012
    assert finding(found, "on-record").verdict == "yes"
    assert found.verdict == "yes"


def test_a_claim_about_a_flight_is_not_judged_by_that_flight(tmp_path: Path) -> None:
    file = made(
        tmp_path,
        site="sohae",
        vehicle="unha-3",
        craft="mass_kg = 90",
        target=orbit(490.0, 580.0, 97.4),
        launch="date = 2012-12-12T00:49:46Z",
    )
    assert finding(answered(file), "on-record").verdict == "unknown"


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("spacecraft.mass_kg=9.9", "did you mean 9,900?"),
        ("spacecraft.mass_kg=70800", "did you mean 7,080?"),
        ("vehicle.stages.blok-i.isp_vacuum_s=3500", "did you mean 350?"),
        ("vehicle.stages.blok-i.dry_mass_kg=24", "did you mean 2,400?"),
    ],
)
def test_a_slip_of_the_unit_is_asked_about(setting: str, words: str) -> None:
    study = load_study("soyuz-iss", (setting,))
    with pytest.raises(StudyError) as caught:
        assess(study, alternatives=False, ascent=False)
    assert words in str(caught.value.advice)
    assert setting in str(caught.value.place)


def test_a_figure_far_off_may_be_meant_when_its_spread_is_given() -> None:
    setting = "spacecraft.mass_kg={value = 70800, low = 70000, high = 71000}"
    found = assess(load_study("soyuz-iss", (setting,)), alternatives=False, ascent=False)
    assert found.verdict == "no"


def test_another_site_drops_the_pad_with_a_word() -> None:
    study = load_study("chollima-malligyong", ("launch.site=naro",))
    found = assess(study, alternatives=False, ascent=False)
    assert any("belongs to another site" in word for word in found.warnings)
    both = load_study("chollima-malligyong", ("launch.site=naro", "launch.pad=coastal"))
    with pytest.raises(StudyError):
        assess(both, alternatives=False, ascent=False)


@pytest.mark.parametrize(
    ("site", "vehicle", "mass", "target"),
    [
        ("naro", "nuri", 1900.0, orbit(700.0, 700.0, 98.2)),
        ("naro", "nuri", 600.0, orbit(300.0, 300.0, 80.0)),
        ("cape-canaveral", "falcon-9", 5000.0, orbit(200.0, 35_700.0, 23.0)),
        ("baikonur", "soyuz-2.1a", 1500.0, orbit(1400.0, 1400.0, 51.6)),
        pytest.param(
            *("mahia", "electron", 250.0, orbit(500.0, 500.0, 97.4)), marks=pytest.mark.slow
        ),
    ],
)
def test_a_quick_answer_says_so_and_never_contradicts_a_flown_one_with_confidence(
    tmp_path: Path, site: str, vehicle: str, mass: float, target: str
) -> None:
    file = made(tmp_path, site=site, vehicle=vehicle, craft=f"mass_kg = {mass}", target=target)
    quick, flown = answered(file, quick=True), answered(file)
    assert {quick.verdict, flown.verdict} != {"yes", "no"}
    assert "Quick answer" in finding(quick, "lift").summary
    assert any("Quick answer" in word for word in quick.warnings)
    wide, narrow = (finding(f, "lift").interval_90 for f in (quick, flown))
    assert wide.high - wide.low > narrow.high - narrow.low


def test_a_craft_no_ascent_is_found_with_is_too_heavy_and_its_method_says_how(
    tmp_path: Path,
) -> None:
    target = orbit(200.0, 200.0, 40.0)
    file = made(
        tmp_path, site="mahia", vehicle="electron", craft="mass_kg = 10000.0", target=target
    )
    found = finding(answered(file), "lift")
    assert found.verdict == "no"
    assert "no ascent with this craft" in found.method
    lighter = tmp_path / "lighter"
    lighter.mkdir()
    file = made(lighter, site="mahia", vehicle="electron", craft="mass_kg = 150.0", target=target)
    assert "no ascent with this craft" not in finding(answered(file), "lift").method
