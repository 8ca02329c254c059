"""`visviva observe passes` from the command line.

Keys of the contract, refusals in one line, files of every format.
"""

import csv
import json
from pathlib import Path

import pytest

from visviva.cli.main import main

# Element set of the ISS that Vallado et al. and the `sgp4` package print in their documentation
# (2019-12-09).
ISS = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""
# Made up for these tests: a sun-synchronous orbit at 500 km that nobody flies.
MADE_UP = """MADE UP 1
1 90001U 24001A   24158.25000000  .00005000  00000-0  30000-3 0  9991
2 90001  97.4000 200.0000 0012000 100.0000 260.0000 15.20000000    01
"""
KEYS = {"object", "rise_utc", "peak_utc", "set_utc", "peak_elevation_deg", "age_days", "sigma_s"}
WINDOW = ["--start", "2019-12-10T00:00:00Z", "--days", "2", "--min-elevation-deg", "10"]


def fixed(text: str) -> str:
    """Lines with their checksums put right."""
    out = []
    for line in text.splitlines():
        if line[:2] in ("1 ", "2 "):
            digits = sum(int(c) if c.isdigit() else c == "-" for c in line[:68])
            line = line[:68] + str(digits % 10)
        out.append(line)
    return "\n".join(out) + "\n"


@pytest.fixture
def elements(tmp_path: Path) -> Path:
    path = tmp_path / "iss.3le"
    path.write_text(fixed(ISS))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["observe", "passes", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_keeps_the_contract(elements, capsys):
    code, out, _ = run(capsys, str(elements), "--site", "39.0425,125.71", *WINDOW, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["schema"] == "visviva.observe.passes/1"
    assert len(answer["passes"]) > 4
    for row in answer["passes"]:
        assert row.keys() >= KEYS
        assert row["object"] == "ISS (ZARYA)"
        assert row["catalog_number"] == 25544
        assert row["rise_utc"] <= row["peak_utc"] <= row["set_utc"]
        assert row["rise_utc"].endswith("Z")
        assert row["peak_elevation_deg"] >= 10.0
        assert 0.0 < row["age_days"] < 4.0
        assert row["sigma_s"] > 0.0
        assert row["visible"] == (row["sunlit"] and row["sun_elevation_deg"] < -6.0)
    assert answer["passes"] == sorted(answer["passes"], key=lambda row: row["rise_utc"])


def test_csv_table_and_json_tell_the_same_passes(elements, capsys):
    common = [str(elements), "--site", "51.5,0", *WINDOW]
    passes = json.loads(run(capsys, *common, "--json")[1])["passes"]
    rows = list(csv.DictReader(run(capsys, *common, "--csv")[1].splitlines()))
    assert [r["rise_utc"] for r in rows] == [p["rise_utc"] for p in passes]
    code, table, _ = run(capsys, *common)
    assert code == 0
    assert f"{len(passes)} passes" in table


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--site", "99,0", *WINDOW], "latitude"),
        (["--site", "here", *WINDOW], "here"),
        (["--site", "39,125", "--start", "2019-12-10T00:00:00", "--days", "1"], "offset"),
        (["--site", "39,125", "--start", "tomorrow", "--days", "1"], "ISO"),
        (["--site", "39,125", "--start", "2019-12-10T00:00:00Z", "--days", "-1"], "days"),
        (["--site", "39,125", "--start", "2019-12-10T00:00:00Z", "--days", "nan"], "days"),
        (["--site", "39,125", "--min-elevation-deg", "90"], "min-elevation"),
        (["--site", "39,125", "--object", "TIANGONG", *WINDOW], "TIANGONG"),
        (["--site", "39,125", *WINDOW, "--json", "--csv"], "--json"),
        (["--site", "39,125", *WINDOW, "--export", "passes.doc"], ".doc"),
        (["--sites", "nowhere.csv", *WINDOW], "nowhere.csv"),
        ([*WINDOW], "site"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(elements, capsys, arguments, word):
    code, out, err = run(capsys, str(elements), *arguments)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text"])
def test_a_file_that_is_none_is_one_line_and_exit_2(tmp_path, capsys, kind):
    path = tmp_path / "file"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_text("" if kind == "empty" else "hello\n")
    code, out, err = run(capsys, str(path), "--site", "39,125", *WINDOW)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_bad_set_among_good_ones_is_told_and_strict_stops(tmp_path, capsys):
    path = tmp_path / "two.3le"
    path.write_text(fixed(ISS) + fixed(MADE_UP).replace("97.4000", "97.4001"))
    common = [str(path), "--site", "39,125", *WINDOW, "--json"]
    code, out, err = run(capsys, *common)
    answer = json.loads(out)
    assert code == 0
    assert len(answer["rejected"]) == 1
    assert "refused" in err
    assert {row["object"] for row in answer["passes"]} == {"ISS (ZARYA)"}
    code, out, err = run(capsys, *common, "--strict")
    assert code == 2
    assert out == ""


def test_stale_elements_are_flagged(elements, capsys):
    code, out, err = run(
        capsys,
        str(elements),
        "--site",
        "39,125",
        "--start",
        "2020-03-01T00:00:00Z",
        "--days",
        "1",
        "--json",
    )
    assert code == 0
    assert "days from its epoch" in err
    assert any("days from its epoch" in line for line in json.loads(out)["warnings"])


@pytest.mark.parametrize(
    "suffix", [".csv", ".parquet", ".ics", ".geojson", ".czml", ".kml", ".oem"]
)
def test_every_export_is_written_whole(elements, tmp_path, capsys, suffix):
    pytest.importorskip("duckdb")
    target = tmp_path / f"passes{suffix}"
    code, out, err = run(
        capsys, str(elements), "--site", "51.5,0", *WINDOW, "--json", "--export", str(target)
    )
    assert code == 0, err
    count = len(json.loads(out)["passes"])
    content = target.read_bytes()
    if suffix == ".csv":
        assert len(content.decode().splitlines()) == count + 1
    elif suffix == ".parquet":
        import duckdb

        assert duckdb.sql(f"select count(*) from read_parquet('{target}')").fetchall() == [(count,)]
    elif suffix == ".ics":
        assert content.count(b"BEGIN:VEVENT") == count
    elif suffix == ".geojson":
        assert len(json.loads(content)["features"]) >= count
    elif suffix == ".oem":
        assert b"OBJECT_NAME = ISS (ZARYA)" in content
    else:
        assert content.count(b"ISS") >= count
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == [], (
        "no half file is left"
    )


def test_calendar_ids_stay_the_same_from_one_export_to_the_next(elements, tmp_path, capsys):
    ids = []
    for name in ("a.ics", "b.ics"):
        run(capsys, str(elements), "--site", "51.5,0", *WINDOW, "--export", str(tmp_path / name))
        ids.append(
            [line for line in (tmp_path / name).read_text().splitlines() if line.startswith("UID")]
        )
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_an_interrupt_leaves_no_half_file(elements, tmp_path, capsys, monkeypatch):
    pytest.importorskip("pyarrow")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("visviva.analysis.pass_batches.columns", stop)
    code, _, _ = run(
        capsys,
        str(elements),
        "--site",
        "51.5,0",
        *WINDOW,
        "--export",
        str(tmp_path / "passes.parquet"),
    )
    assert code == 130
    assert [p.name for p in tmp_path.iterdir()] == ["iss.3le"]


def test_sites_from_a_file_and_an_object_by_number(tmp_path, capsys):
    path = tmp_path / "two.3le"
    path.write_text(fixed(ISS) + fixed(MADE_UP))
    (tmp_path / "sites.csv").write_text(
        "name,lat_deg,lon_deg\nPyongyang,39.0425,125.71\nVostochny,51.884,128.334\n"
    )
    code, out, _ = run(
        capsys,
        str(path),
        "--sites",
        str(tmp_path / "sites.csv"),
        "--object",
        "90001",
        "--start",
        "2024-06-06T00:00:00Z",
        "--days",
        "1",
        "--json",
    )
    answer = json.loads(out)
    assert code == 0
    assert {row["site"] for row in answer["passes"]} == {"Pyongyang", "Vostochny"}
    assert {row["catalog_number"] for row in answer["passes"]} == {90001}
