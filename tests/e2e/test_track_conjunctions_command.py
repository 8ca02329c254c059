"""`visviva track conjunctions`: the contract, its notes, its refusals, its exports."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.export import export_elements
from visviva.orbit.gp import ElementSet

EPOCH = "2026-01-01T00:00:00"
SETS = [
    ElementSet(90001, EPOCH, 15.2, 0.001, 97.4, 10.0, 90.0, 0.0, name="ONE"),
    ElementSet(90002, EPOCH, 15.2, 0.001, 53.0, 40.0, 90.0, 349.0, name="TWO"),
    ElementSet(90003, EPOCH, 15.2, 0.001, 97.4, 10.0, 90.0, 0.02, name="COMPANION"),
]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    path = tmp_path / "three.json"
    export_elements(path, SETS)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["track", "conjunctions", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_keeps_the_contract(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(three), "--days", "1", "--within-km", "100", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["schema"] == "visviva.track.conjunctions/1"
    assert found["covariance"] is None
    assert "probability" not in {key for row in found["conjunctions"] for key in row}
    assert "covariance" in found["caveat"]
    assert found["count"] == len(found["conjunctions"]) > 2
    times = [row["tca_utc"] for row in found["conjunctions"]]
    assert times == sorted(times)
    assert all(t.endswith("Z") for t in times)
    for row in found["conjunctions"]:
        assert row["primary"] < row["secondary"]
        parts = sum(row[f"{k}_km"] ** 2 for k in ("radial", "in_track", "cross_track"))
        assert abs(parts**0.5 - row["miss_km"]) < 1e-4
        assert row["miss_km"] <= 100.0
    together = [row for row in found["conjunctions"] if row["comoving"]]
    assert [(row["primary"], row["secondary"]) for row in together] == [(90001, 90003)]
    assert together[0]["cut_at_start"]
    assert together[0]["cut_at_end"]


def test_csv_and_exports_hold_the_same_rows(
    three: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    options = (str(three), "--days", "1", "--within-km", "100")
    files = [tmp_path / f"out.{suffix}" for suffix in ("csv", "parquet", "ics")]
    for path in files:
        code, out, _ = run(capsys, *options, "--csv", "--export", str(path))
        assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows == list(csv.DictReader(files[0].open()))
    stored = duckdb.sql(f"SELECT \"primary\", secondary, miss_km FROM '{files[1]}'").fetchall()
    assert [(int(r["primary"]), int(r["secondary"])) for r in rows] == [s[:2] for s in stored]
    assert files[2].read_text().count("BEGIN:VEVENT") == len(rows)


def test_primary_by_name_and_pair(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, str(three), "--primary", "two", "--within-km", "100", "--days", "1", "--json"
    )
    assert code == 0
    assert {row["primary"] for row in json.loads(out)["conjunctions"]} == {90002}
    code, out, _ = run(
        capsys,
        str(three),
        "--primary",
        "90001",
        "--secondary",
        "TWO",
        "--within-km",
        "100",
        "--days",
        "1",
        "--json",
    )
    assert {(r["primary"], r["secondary"]) for r in json.loads(out)["conjunctions"]} == {
        (90001, 90002)
    }


def test_of_several_sets_the_newest_at_the_start_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history.json"
    older = [replace(e, epoch_utc="2025-12-25T00:00:00", mean_anomaly_deg=77.0) for e in SETS]
    newer = [replace(e, epoch_utc="2026-02-01T00:00:00") for e in SETS]
    export_elements(path, [*newer, *older, *SETS])
    code, out, _ = run(
        capsys,
        str(path),
        "--start",
        "2026-01-02T00:00:00Z",
        "--days",
        "1",
        "--within-km",
        "100",
        "--json",
    )
    assert code == 0
    found = json.loads(out)
    assert found["objects"] == 3
    assert any("newest at the start" in line for line in found["warnings"])
    for row in found["conjunctions"]:
        assert 1.0 <= row["primary_age_days"] <= 2.0


def test_a_decayed_object_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "decayed.json"
    export_elements(
        path,
        [
            *SETS,
            ElementSet(90004, EPOCH, 16.4, 0.001, 97.4, 10.0, 90.0, 0.0, bstar=0.5, name="GONE"),
        ],
    )
    code, out, _ = run(capsys, str(path), "--days", "3", "--json")
    assert code == 0
    assert [s["object"] for s in json.loads(out)["stopped"]] == [90004]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--days", "0"), "--days is 0"),
        (("--days", "nan"), "--days is nan"),
        (("--within-km", "-1"), "--within-km is -1"),
        (("--within-km", "5000"), "at most 1000 km"),
        (("--primary", "12345"), "no object '12345'"),
        (("--primary", "COMPANIO"), ""),
        (("--secondary", "90001"), "--secondary without --primary"),
        (("--primary", "90001", "--secondary", "ONE"), "both primary and secondary"),
        (("--start", "2026-01-01T00:00:00"), "offset"),
        (("--start", "2026-13-01T00:00:00Z"), "calendar"),
        (("--json", "--csv"), "choose one"),
        (("--export", "out.docx"), "cannot be written as .docx"),
    ],
)
def test_bad_options_are_one_clear_line(
    three: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, str(three), *arguments)
    if not said:
        assert code == 0  # a part of a name will do
        return
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_one_object_alone_and_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.json"
    export_elements(path, SETS[:1])
    code, _, err = run(capsys, str(path))
    assert code == 2
    assert "one object only" in err
    code, _, err = run(capsys, str(tmp_path / "none.tle"))
    assert code == 2
    assert err.count("\n") == 1


def test_nothing_within_the_distance_is_an_empty_list(
    three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, str(three), "--days", "0.01", "--within-km", "0.001", "--json")
    assert code == 0
    assert json.loads(out)["conjunctions"] == []
    code, out, err = run(capsys, str(three), "--days", "0.01", "--within-km", "0.001")
    assert code == 0
    assert out.startswith("0 approaches within 0.001 km")
    assert "no probability of collision" in err
