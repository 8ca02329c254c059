"""Tables of Earth orientation, space weather and GCAT: fetched, kept, and used by answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import astropy_iers_data
import numpy as np
import pytest

from played_server import Played, later
from visviva.cli.main import main
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.fresh_tables import _content, fresh_tables, tables_root
from visviva.core.time import Epoch
from visviva.data import record

pytest.importorskip("httpx2")

EOP, WEATHER = "/data/9/finals2000A.all", "/SpaceData/SW-All.csv"
LAUNCHES, SATELLITES = "/space/gcat/tsv/launch/launch.tsv", "/space/gcat/tsv/cat/satcat.tsv"

LAUNCH_TSV = """\
#Launch_Tag|Launch_JD|Launch_Date|LV_Type|Variant|Launch_Site|OrbPay|LaunchCode|FailCode|Category
# Updated 2026 Nov 20 0108:57
2026-101 |2461000.5|2026 Nov 11 0413:00|Nuri|-|NARO|  0.500|OS   |-|Sat LEO
2026-102 |2461001.5|2026 Nov 12 0413:00|Nuri|-|NARO|  0.500|OF40 |-|Sat LEO
2026-S77 |2461001.5|2026 Nov 12 0413:00|Scud|-|SOHAE|  -|MS   |-|Test
2026-E01 |2461001.5|2026 Nov 13 0413:00|Nuri|-|NARO|  0.5|OE   |-|Sat LEO
""".replace("|", "\t")
SATELLITE_TSV = """\
#JCAT|Satcat|Launch_Tag|Piece|Type|Name|Status|Owner|State|Mass|ODate|Perigee|Apogee|Inc
# Updated 2026 Nov 19
S270438|270438|2026-101 |2026-101A|P  |Blue House|O|KARI|KR| 480?|2026 Nov 11| 498| 512| 97.42
S270439|270439|2026-101 |2026-101B|R3 |Nuri Stage 3|O|KARI|KR| 900|2026 Nov 11| 498| 512| 97.42
""".replace("|", "\t")
NO_ORBIT = LAUNCH_TSV.replace("OS ", "MS ").replace("OF", "MF").replace("OE", "ME")


def finals(days: int = 30, ahead_s: float = 0.0) -> bytes:
    """The series that ships, with so many days more measured, and UT1 ahead by so much on them."""
    shipped = EarthOrientation.bundled()
    last = float((np.datetime64(shipped.as_of[:10]) - np.datetime64("1858-11-17")).astype(int))
    lines = Path(astropy_iers_data.IERS_A_FILE).read_text().splitlines()
    made = []
    for line in lines:
        if line[58:68].strip() and last - 5 < float(line[7:15]) <= last + days:
            ut1 = float(line[58:68]) + ahead_s
            line = f"{line[:57]}I{ut1:10.7f}{line[68:]}"
        made.append(line)
    return "\n".join(made).encode()


def weather(days: int = 20) -> bytes:
    """The table that ships as CelesTrak's CSV, with so many days more observed, at 250 units."""
    table = SpaceWeather.bundled()
    names = ["DATE", *(f"AP{k}" for k in range(1, 9)), "F10.7_OBS", "F10.7_ADJ"]
    names += ["F10.7_DATA_TYPE", "F10.7_OBS_CENTER81", "F10.7_ADJ_CENTER81"]
    seen = int(np.flatnonzero(table.observed)[-1]) + 1
    lines = [",".join(names)]
    for k in range(seen + days):
        day = np.datetime64("1858-11-17") + np.timedelta64(table.first_mjd + k, "D")
        flux = table.f107_obs[k] if k < seen else 250.0
        ap = ",".join(f"{v:.0f}" for v in table.ap[k])
        lines.append(f"{day},{ap},{flux},{flux},OBS,{flux},{flux}")
    return "\n".join(lines).encode()


@pytest.fixture
def tables(server: Played) -> Played:
    server.files = {
        EOP: finals(),
        WEATHER: weather(),
        LAUNCHES: LAUNCH_TSV.encode(),
        SATELLITES: SATELLITE_TSV.encode(),
    }
    return server


def ran(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    told = capsys.readouterr()
    if code:
        assert told.err.startswith("visviva: ")
        assert told.err.count("\n") == 1
        return told.err
    return json.loads(told.out)


def test_fetched_tables_replace_those_that_ship_and_say_their_age(
    tables: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = EarthOrientation.bundled().as_of, SpaceWeather.bundled().as_of
    before = {row["name"]: row["as_of_utc"] for row in ran(capsys, "data", "status")["sets"]}
    assert before["Earth orientation"] == f"{shipped[0]}T00:00:00Z"
    rows = ran(capsys, "data", "update", "eop", "space-weather", "gcat")["sets"]
    assert [(row["name"], row["outcome"]) for row in rows] == [
        ("eop", "new"),
        ("space-weather", "new"),
        ("gcat launches", "new"),
        ("gcat satellites", "new"),
    ]
    assert all(row["age_days"] is not None for row in rows)
    after = {row["name"]: row for row in ran(capsys, "data", "status")["sets"]}
    assert after["Earth orientation"]["as_of_utc"] > before["Earth orientation"]
    assert after["Space weather"]["as_of_utc"] > before["Space weather"]
    assert after["Launches"]["as_of_utc"] == "2026-11-20T00:00:00Z"
    assert "CC-BY 4.0" in after["Satellites"]["source"]
    assert EarthOrientation.default().as_of > shipped[0]
    assert SpaceWeather.default().as_of > shipped[1]
    monkeypatch.setenv("VISVIVA_TABLES", "bundled")
    assert (EarthOrientation.default().as_of, SpaceWeather.default().as_of) == shipped


def test_answers_stand_on_the_fetched_orientation(
    tables: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """UT1 ten seconds ahead, which no true series is: every longitude moves by 0.0418 degrees."""
    monkeypatch.delenv("VISVIVA_CACHE")
    day = Epoch.parse(EarthOrientation.bundled().as_of + "T00:00:00Z") + 2.0 * 86400.0
    sets = tables_root().parent.parent / "a.csv"
    sets.write_text(
        "OBJECT_NAME,NORAD_CAT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
        "ARG_OF_PERICENTER,MEAN_ANOMALY,BSTAR\n"
        f"X,5,{day.iso(0)[:-1]},15.4,0.0005,51.6,10,10,10,0.0001\n"
    )
    line = ["observe", "where", str(sets), "--start", day.iso(0), "--days", "0.001"]
    first = ran(capsys, *line)
    tables.files[EOP] = finals(ahead_s=10.0)
    ran(capsys, "data", "update", "eop")
    second = ran(capsys, *line)
    moved = second["rows"][0]["lon_deg"] - first["rows"][0]["lon_deg"]
    assert moved == pytest.approx(-10.0 / 86164.1 * 360.0, abs=1e-4)
    on = [one for one in second["stands_on"] if one["name"] == "Earth orientation"]
    assert on[0]["as_of"] == EarthOrientation.default().as_of
    assert main(line) == 0
    assert "Earth orientation" in capsys.readouterr().err


def test_a_fetched_launch_list_is_the_record(
    tables: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    """A flight with its orbit and the lesser mass, a failure; no pad loss, nothing suborbital."""
    shipped = record.flights("nuri")
    assert record.listed_share() == pytest.approx(2 / 3)
    ran(capsys, "data", "update", "gcat")
    flown, failed = record.flights("nuri")
    assert (flown.site, flown.payload_kg, flown.perigee_km, flown.failed) == (
        "naro",
        480.0,
        498.0,
        False,
    )
    assert failed.failed
    assert failed.apogee_km is None
    assert record.listed_share() == 1.0
    assert "2026-11-20" in record.source()
    (tables_root() / fresh_tables()["launches"].file).write_bytes(b"")
    _content.cache_clear()  # another run would read it anew
    assert record.flights("nuri") == shipped


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (EOP, b"<html>busy</html>", "a web page came in place of the table of eop"),
        (EOP, b"73 1 2 41684.00 I", "no table of eop: no Earth orientation in the file"),
        (EOP, b"\n".join(finals().splitlines()[:30]), "fewer rows than a month has; it was cut"),
        (EOP, b"\x89PNG\r\n\x1a\n\0\0", "the answer is no text"),
        (WEATHER, b"DATE,AP1\n2024-01-01,3", "no table of space-weather: no column"),
        (WEATHER, b"DATE\n", "no table of space-weather"),
        (LAUNCHES, b"#a\tb\n", "no table of launches: no column Launch_Tag"),
        (LAUNCHES, LAUNCH_TSV.replace("# Updated", "# Made").encode(), "when it was updated"),
        (LAUNCHES, LAUNCH_TSV.encode()[:300], "is cut short"),
        (LAUNCHES, NO_ORBIT.encode(), "no launch to orbit"),
    ],
)
def test_an_answer_that_is_no_table_harms_nothing(
    tables: Played, capsys: pytest.CaptureFixture[str], path: str, content: bytes, said: str
) -> None:
    name = {EOP: "eop", WEATHER: "space-weather", LAUNCHES: "gcat"}[path]
    tables.files[path] = content
    err = ran(capsys, "data", "update", name, code=3)
    assert said in err
    assert "the table that ships is used" in err
    assert not fresh_tables()


def test_an_older_table_takes_no_answer_back_and_a_failed_fetch_says_the_age(
    tables: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "data", "update", "eop")
    as_of = EarthOrientation.default().as_of
    for content, mode, said in (
        (finals(days=10), "ok", "older than the table kept"),
        (finals(), "403", "it answered 403"),
    ):
        later("eop", 90_000.0)
        tables.files[EOP], tables.mode = content, mode
        err = ran(capsys, "data", "update", "eop", "--retry", code=3)
        assert said in err
        assert f"the store has it as of {as_of}" in err
        assert EarthOrientation.default().as_of == as_of


def test_a_damaged_table_is_named_once_and_what_ships_is_used(
    tables: Played, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    ran(capsys, "data", "update", "eop")
    path = tables_root() / fresh_tables()["eop"].file
    path.write_bytes(path.read_bytes()[:-9])
    for _ in range(2):
        assert EarthOrientation.default().as_of == EarthOrientation.bundled().as_of
    assert [path.name in r.message for r in caplog.records] == [True]
    (tables_root() / "tables.json").write_text("{")
    assert not fresh_tables()
    assert ran(capsys, "data", "update", "eop", "--offline", code=3)


def test_space_weather_is_asked_by_the_ledger_of_its_keeper(
    tables: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    """CelesTrak blocks machines: an answer of 403 to one query closes the other too."""
    tables.mode = "403"
    ran(capsys, "data", "get", "25544", code=3)
    tables.mode = "ok"
    err = ran(capsys, "data", "update", "space-weather", code=3)
    assert "answered 403 before; --retry asks it again" in err
    assert len(tables.asked) == 1


def test_two_processes_fetch_a_table_once(tables: Played) -> None:
    tables.mode = "slow"
    line = [sys.executable, "-m", "visviva", "data", "update", "gcat"]
    runs = [subprocess.Popen(line, stdout=-3, stderr=-3) for _ in range(2)]
    assert sorted(run.wait(60) for run in runs) in ([0, 0], [0, 3])
    assert sorted(a[0] for a in tables.asked) == sorted([LAUNCHES, SATELLITES])


def test_offline_opens_no_socket_for_a_table(
    tables: Played, capsys: pytest.CaptureFixture[str], close_sockets: Callable[[], None]
) -> None:
    ran(capsys, "data", "update", "eop", "gcat")
    close_sockets()
    rows = ran(capsys, "data", "update", "eop", "gcat", "--offline")["sets"]
    assert {row["outcome"] for row in rows} == {"offline"}
    err = ran(capsys, "data", "update", "space-weather", "--offline", code=3)
    assert "no table of space-weather was ever got, and --offline touches no network" in err


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"VISVIVA_EOP": "http://example.org"}, "not an https address"),
        ({"VISVIVA_CACHE": "/dev/null/x"}, "so nothing is asked"),
        ({"VISVIVA_STORE": "/dev/null/x"}, "the store cannot be written"),
    ],
)
def test_what_is_not_in_order_is_one_line(
    tables: Played,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    said: str,
) -> None:
    for key, value in variables.items():
        monkeypatch.setenv(key, value)
    assert said in ran(capsys, "data", "update", "eop", code=2)
    assert not fresh_tables()


def test_tables_of_a_later_version_are_refused_and_left_alone(
    tables: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "data", "update", "eop")
    index = tables_root() / "tables.json"
    index.write_text(index.read_text().replace('"version": 1', '"version": 2'))
    before = index.read_bytes()
    later("eop", 90_000.0)
    assert not fresh_tables()
    assert "tables of version 2; this program knows up to 1" in ran(
        capsys, "data", "update", "eop", code=2
    )
    assert index.read_bytes() == before


def test_element_sets_are_not_got_from_a_keeper_of_tables(
    tables: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    err = ran(capsys, "data", "get", "5", "--provider", "eop", code=2)
    assert "visviva data update eop" in err
    assert not tables.asked
