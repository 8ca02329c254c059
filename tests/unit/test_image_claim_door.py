"""The door of a claimed picture: places in words, times, objects, ages, what cannot be told."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from visviva.analysis.image_claim import ImageClaimRequest, check_image_claim
from visviva.analysis.places import find_place
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.omm_json import write

SAT = ElementSet(
    90001, "2024-06-07T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, 0.0, bstar=2e-4, name="MADE UP"
)
OTHER = ElementSet(90002, "2024-06-07T00:00:00", 15.3, 0.0008, 51.6, 10.0, 90.0, 0.0, name="OTHER")
#: Least off nadir of Seoul by `SAT`, 16.8 degrees, the Sun 71 degrees high.
TIME = "2024-06-08T02:36:30Z"


def check(place: str = "Seoul", at: str = TIME, source: Any = (SAT,), **changes: Any) -> Any:
    return check_image_claim(
        ImageClaimRequest(find_place(place), Epoch.parse(at), source, **changes)
    )


def test_a_chance_of_the_orbit_itself_is_met() -> None:
    found = check()
    assert found.verdict == "yes"
    assert abs(found.offset) < 60.0


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Maison-Blanche", "White House"),
        ("백악관", "White House"),
        ("Rome, Italy", "Rome"),
        ("38°53'52\"N 77°02'11\"W", "38.8978, -77.0364"),
        ("36.5N 124.25E", "36.5000, 124.2500"),
        ("황해", "Yellow Sea (its middle)"),
        ("mer de Chine orientale", "East China Sea (its middle)"),
        ("Восточно-Китайское море", "East China Sea (its middle)"),
        ("-33.1,-70.7", "-33.1000, -70.7000"),
    ],
)
def test_a_place_in_words_is_looked_up(place: str, name: str) -> None:
    assert find_place(place).label == name


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Springfield", r"fits 3 places.*at 37\.22,-93\.30"),
        ("Hyderabad", r"Hyderabad \(IN\), Hyderabad \(PK\).*name the country"),
        ("Yelow Sea", "did you mean Yellow Sea"),
        ("Seoul, Korea", r"no 'Seoul' in 'Korea'; known: Seoul \(KR\)"),
        ("36.5N 124.25E and 37N 125E", "not one place"),
        ("nowhere at all", "not a site"),
        ("91,0", "latitude"),
    ],
)
def test_a_place_that_is_none_or_several_is_refused_with_advice(place: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        find_place(place)


def run(tmp_path: Path, *options: str, sets: tuple[ElementSet, ...] = (SAT,)) -> int:
    path = tmp_path / "sets.json"
    path.write_text(write(list(sets)))
    return main(["observe", "claim", *options, "--elements", str(path)])


def test_the_place_is_the_first_word_or_an_option_as_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Seoul", "--at", TIME, "--json") == 0
    first = capsys.readouterr().out
    path = str(tmp_path / "sets.json")
    assert main(["observe", "claim", path, "--site", "Seoul", "--at", TIME, "--json"]) == 0
    assert capsys.readouterr().out == first
    assert main(["observe", "claim", "--at", TIME]) == 2
    assert "no place; give its name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "at",
    [
        TIME,
        "2024-06-08T11:36:30+09:00",
        "2024-06-08T11:36:30[Asia/Seoul]",
        "2024-06-08 11:36:30 Asia/Seoul",
    ],
)
def test_one_moment_in_any_words_answers_alike(
    at: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Seoul", "--at", at, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["claimed_utc"] == TIME
    assert found["local_time"] == "2024-06-08T11:36:30+09:00"
    assert found["verdict"] == "yes"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2024-06-08T02:36:30", "offset from UTC"),
        ("2024-06-08T02:36:30 Asia/Nowhere", "no time zone"),
        ("2024-11-03T01:30:00[America/New_York]", "twice"),
        ("2024-03-10T02:30:00[America/New_York]", "never showed"),
        ("yesterday", "not an ISO"),
        ("", "no time is claimed"),
    ],
)
def test_a_time_that_is_none_is_refused(
    at: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Seoul", "--at", at) == 2
    line = capsys.readouterr().err.strip()
    assert line.startswith("visviva: ")
    assert words in line
    assert "\n" not in line


def test_a_southern_place_as_an_argument_is_no_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "-33.1,-70.7", "--at", TIME, "--json") == 0
    assert json.loads(capsys.readouterr().out)["lat_deg"] == -33.1


def test_a_time_without_seconds_is_open_for_its_minute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Seoul", "--at", "2024-06-08T02:36Z", "--json") == 0
    assert json.loads(capsys.readouterr().out)["within_s"] == 60.0


def test_a_claim_that_leaves_more_open_never_fits_less() -> None:
    early = "2024-06-08T02:30:00Z"
    shares = [check(at=early, within=w).share for w in (0.0, 60.0, 300.0, 600.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.005
    assert shares[-1] > 0.9
    lucks = [check(at=early, within=w).luck for w in (0.0, 600.0)]
    assert lucks[0] < lucks[1]


def test_several_objects_ask_which_and_a_name_is_enough() -> None:
    with pytest.raises(InputError, match=r"2 objects \(.*MADE UP.*OTHER"):
        check(source=(SAT, OTHER))
    assert check(source=(SAT, OTHER), object="MADE UP").verdict == "yes"
    with pytest.raises(UnknownNameError, match="no object"):
        check(source=(SAT, OTHER), object="nobody")


def test_the_nearest_set_serves_whether_before_or_after() -> None:
    def moved(days: float) -> ElementSet:
        mean_anomaly = (15.21 * 360.0 * days) % 360.0
        day = 7 + int(days)
        return ElementSet(
            90001, f"2024-06-{day:02d}T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, mean_anomaly
        )

    sets = tuple(moved(float(d)) for d in (3, 8, 12))
    assert check(source=sets).element_set is sets[0]
    assert check(at="2024-06-14T00:00:00Z", source=sets).element_set is sets[1]
    assert check(at="2024-06-25T00:00:00Z", source=sets).element_set is sets[2]


def test_older_elements_leave_more_open_until_nothing_can_be_told() -> None:
    ages = (0, 20, 60, 400)
    found = [check(at=(Epoch.parse(TIME) + d * 86400.0).iso(0)) for d in ages]
    sigmas = [one.sigma for one in found]
    assert sigmas == sorted(sigmas)
    assert found[-1].verdict == "unknown"
    assert "cannot be told" in found[-1].reason


def test_a_time_of_reception_is_not_one_of_a_picture() -> None:
    found = check(received=True)
    assert found.verdict == "unknown"
    assert "reception" in found.reason
    assert found.last_chance is not None


def test_nothing_was_photographed_before_the_launch_or_after_the_fall() -> None:
    late = Epoch.parse("2024-06-08T03:00:00Z")
    assert check(launched=late).verdict == "no"
    assert "launched" in check(launched=late).reason
    early = Epoch.parse("2024-06-08T02:00:00Z")
    assert check(decayed=early).verdict == "no"
    assert check(launched=early, decayed=late).verdict == "yes"


def test_the_launch_of_a_known_satellite_stands_in_its_fact() -> None:
    known = ElementSet(58400, "2023-11-22T00:00:00", 15.2, 0.0013, 97.43, 216.0, 200.0, 150.0)
    found = check(at="2023-11-21T12:00:00Z", source=(known,))
    assert found.verdict == "no"
    assert "launched" in found.reason


def test_elements_that_give_no_state_are_a_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    falling = ElementSet(
        90003, "2024-06-07T00:00:00", 16.4, 0.0005, 51.6, 10.0, 90.0, 0.0, bstar=0.01, name="LOW"
    )
    code = run(tmp_path, "Seoul", "--at", "2024-09-07T00:00:00Z", sets=(falling,))
    assert code in (1, 2)
    assert capsys.readouterr().err.startswith("visviva: ")


@pytest.mark.parametrize("limit", [0.0, 80.0, math.nan])
def test_an_off_nadir_limit_that_is_none_is_refused(
    limit: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Seoul", "--at", TIME, "--max-off-nadir-deg", str(limit)) == 2
    assert "off-nadir" in capsys.readouterr().err


def test_a_claimed_day_is_met_by_any_chance_by_day_in_it() -> None:
    day = check(at="2024-06-08T00:00:00Z", within=86400.0)
    assert (day.verdict, day.share) == ("yes", 1.0)
    assert day.closest.iso(0)[:16] == "2024-06-08T02:36"
    assert day.sun_elevation > 0.5
    night = check(at="2024-06-08T10:00:00Z", within=6 * 3600.0)
    assert night.verdict == "no"
    assert 0.3 < day.luck < 1.0


def test_a_day_whose_only_chance_lies_at_its_edge_cannot_be_told() -> None:
    edge = check(at="2024-06-08T02:36:44Z", within=3600.0)
    assert edge.verdict in ("unknown", "yes")
    assert check(at="2024-06-08T02:50:00Z", within=3600.0).verdict == "no"
    assert check(at="2024-06-08T02:00:00Z", within=3600.0).verdict == "yes"


def test_a_bare_date_is_a_claimed_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "Seoul", "--at", "2024-06-08", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["within_s"], found["verdict"]) == (86400.0, "yes")
