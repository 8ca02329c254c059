"""`visviva data import`: reports, exit codes, conversions, and no half files."""

import gzip
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.orbit.gp import read_elements

ONE = "1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999"
TWO = "2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205"
GOOD = f"ISS\n{ONE}\n{TWO}\n"
BAD = f"BAD\n{ONE[:-1]}0\n{TWO}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, object]:
    assert main(["data", "import", *arguments, "--json"]) == code
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    assert told["schema"] == "visviva.data.import/1"
    return told


def test_the_report_counts_what_was_read_and_what_was_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.txt.gz").write_bytes(gzip.compress((GOOD + BAD + GOOD).replace("\n", "\r\n").encode()))
    told = _json(capsys, "a.txt.gz", "--as-of", "2025-05-20T00:00:00Z")
    assert (told["format"], told["read"], told["rejected_count"], told["objects"]) == (
        "tle",
        2,
        1,
        1,
    )
    assert told["rejected"] == [
        {
            "line": 5,
            "object": "BAD",
            "reason": "line 1 fails its checksum: it says 0, the figures sum to 9",
        }
    ]
    assert told["first_epoch_utc"] == told["last_epoch_utc"] == "2025-04-07T12:29:36.890304Z"
    assert (told["duplicates"], told["conflicts"], told["suspect_sets"]) == (1, [], [])
    assert (told["stale_objects"], told["newest_age_days"]) == (1, 42.479)
    told = _json(capsys, "a.txt.gz", "--as-of", "2025-05-20T00:00:00Z", "--max-age-days", "60")
    assert told["stale_objects"] == 0


def test_strict_stops_at_the_first_bad_set_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.tle").write_text(GOOD + BAD)
    assert main(["data", "import", "a.tle", "--strict", "--export", "b.json"]) == 2
    assert capsys.readouterr().err.strip() == (
        "visviva: a.tle:5: line 1 fails its checksum: it says 0, the figures sum to 9"
    )
    assert os.listdir() == ["a.tle"]


def test_a_conversion_round_ends_where_it_began(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.tle").write_text(GOOD)
    names = ["a.tle", "a.json", "a.csv", "a.xml", "a.kvn", "b.json", "b.3le"]
    for here, there in pairwise(names):
        told = _json(capsys, here, "--export", there)
        assert (told["exported"], told["written"]) == (there, 1)
    assert Path("b.3le").read_text() == GOOD
    assert Path("a.json").read_text() == Path("b.json").read_text()


def test_numbers_over_99999_need_a_choice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.tle").write_text(GOOD)
    main(["data", "import", "a.tle", "--export", "a.json"])
    Path("b.json").write_text(Path("a.json").read_text().replace("25544", "270438"))
    capsys.readouterr()
    assert main(["data", "import", "b.json", "--export", "b.tle"]) == 2
    assert "Alpha-5" in capsys.readouterr().err
    assert not Path("b.tle").exists()
    assert main(["data", "import", "b.json", "--export", "b.tle", "--alpha5"]) == 0
    assert read_elements("b.tle").elements[0].catalog_number == 270438


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.json"], "no such file"),
        (["."], "this is a directory"),
        (["empty"], "the file is empty"),
        (["page"], "this is a web page"),
        (["good", "--export", "out.xlsx"], "use one of .json .csv .xml .kvn .tle .3le .2le"),
        (["good", "--export", "none/out.json"], "cannot be written"),
        (["good", "--as-of", "2025-05-20T00:00:00"], "does not say its offset"),
        (["good", "--json", "--csv", "--export", "out.json"], "both --json and --csv"),
        (["good", "--max-age-days", "-1"], "greater than or equal to 0"),
        ([], "no element sets"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    Path("empty").touch()
    Path("page").write_text("<!DOCTYPE html><html></html>")
    Path("good").write_text(GOOD)
    assert main(["data", "import", *arguments]) == 2
    err = capsys.readouterr().err.strip()
    assert said in err
    assert "\n" not in err
    assert sorted(os.listdir()) == ["empty", "good", "page"]


def test_every_forged_set_of_the_shared_table_is_refused(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Six sets found in public code that fail their checksums; the table and each set alone."""
    import csv

    table = shared_data / "crew" / "corrupt_tles.csv"
    told = _json(capsys, str(table), code=2)
    assert (told["read"], told["rejected_count"]) == (0, 6)
    lines = [line for line in table.read_text().splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        with pytest.raises(Exception, match="fails its checksum"):
            read_elements(f"{row['line1']}\n{row['line2']}\n")


def test_a_forged_plane_is_doubted_though_its_checksums_are_mended(
    shared_data: Path, tmp_path: Path
) -> None:
    """`iss_20287_fake` with mended checksums, beside the true set of the same day.

    Over 11 degrees off.
    """
    import csv

    from sgp4.io import fix_checksum

    from visviva.orbit.gp import find_suspect_sets

    lines = (shared_data / "crew" / "corrupt_tles.csv").read_text().splitlines()
    row = next(
        r for r in csv.DictReader(x for x in lines if x[0] != "#") if r["label"] == "iss_20287_fake"
    )
    true = read_elements(shared_data / "crew" / "stations.tle").elements
    forged = read_elements(f"{fix_checksum(row['line1'])}\n{fix_checksum(row['line2'])}\n").elements
    assert not find_suspect_sets(true)
    found = find_suspect_sets(true + forged)
    assert forged[0] in [d.element_set for d in found]
    assert all(d.off_plane_deg > 11 for d in found)


def test_a_refused_set_is_also_held_to_the_plane_of_the_good_ones(
    shared_data: Path, tmp_path: Path
) -> None:
    import csv

    stations = shared_data / "crew" / "stations.tle"
    lines = (shared_data / "crew" / "corrupt_tles.csv").read_text().splitlines()
    row = next(
        r for r in csv.DictReader(x for x in lines if x[0] != "#") if r["label"] == "iss_20287_fake"
    )
    result = read_elements(f"{stations.read_text()}\n{row['line1']}\n{row['line2']}\n")
    (rejected,) = result.rejected
    assert "fails its checksum" in rejected.reason
    assert "besides, its orbit plane lies 20.9 deg off" in rejected.reason
    assert rejected.claimed is not None
    assert rejected.claimed.catalog_number == 25544


def test_no_true_set_of_long_histories_is_doubted(shared_data: Path) -> None:
    """Ten years of manoeuvres, sixteen decays: planes that follow from one another."""
    count = 0
    for name in ("Sentinel-3A", "Fengyun-2F", "CryoSat-2"):
        sets = read_elements(shared_data / "manoeuvres" / f"{name}.tle.gz").elements
        count += len(sets)
        from visviva.orbit.gp import find_suspect_sets

        assert not find_suspect_sets(sets)
    assert count > 9000
