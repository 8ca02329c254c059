"""`observe images`, `coverage`, `contacts` and `visible` write every form they offer."""

import csv
import json
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.omm_json import write

PICTURES = (".png", ".svg", ".pdf")
BEGINS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF", ".parquet": b"PAR1"}
WINDOW = ("--start", "2024-06-07T00:00:00Z", "--days", "2")
COMMANDS = {
    "images": ("--site", "Pyongyang", "--area", "area.geojson", *WINDOW),
    "coverage": ("--cell-deg", "20", *WINDOW),
    "contacts": ("--site", "Pyongyang", "--site", "Kourou", *WINDOW),
    "visible": ("--site", "Pyongyang", "--standard-magnitude", "4", *WINDOW),
}
CASES = [
    *((name, suffix) for name in COMMANDS for suffix in (".csv", ".parquet", *PICTURES)),
    ("images", ".geojson"),
    ("coverage", ".geojson"),
]
#: The longer searches as vector pictures: in `make validate`; their other forms, and the quicker
#: searches in all forms, always.
LONG = [(name, suffix) for name in ("images", "coverage") for suffix in (".svg", ".pdf")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made_up = ElementSet(
        90001, "2024-06-07T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, 0.0, name="MADE UP"
    )
    (tmp_path / "sat.json").write_text(write([made_up]))
    ring = [[176, -20], [-177, -20], [-177, -15], [176, -15], [176, -20]]
    (tmp_path / "area.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "suffix"),
    [pytest.param(*case, marks=[pytest.mark.slow] if case in LONG else []) for case in CASES],
)
def test_every_form_is_written_whole(name: str, suffix: str, folder: Path) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    if suffix in PICTURES:
        pytest.importorskip("matplotlib")
    out = folder / f"out{suffix}"
    assert main(["observe", name, "sat.json", *COMMANDS[name], "--export", str(out)]) == 0
    data = out.read_bytes()
    assert data.startswith(BEGINS.get(suffix, b""))
    assert len(data) > 200
    if suffix == ".csv":
        assert len(list(csv.DictReader(out.read_text().splitlines()))) >= 2
    if suffix == ".geojson":
        shapes = json.loads(data)["features"]
        assert len(shapes) > 4
        assert all(f["geometry"]["coordinates"] for f in shapes)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_form_that_is_not_offered_is_refused_before_the_work(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "out.docx"
    assert main(["observe", name, "sat.json", *COMMANDS[name], "--export", str(out)]) == 2
    assert capsys.readouterr().err.startswith("visviva: ")
    assert not out.exists()


def test_local_time_stands_beside_utc_in_the_half_hour_of_pyongyang(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ElementSet(
        90001, "2016-06-07T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, 0.0, name="MADE UP"
    )
    (folder / "old.json").write_text(write([old]))
    window = ("--start", "2016-06-07T00:00:00Z", "--days", "3")
    assert main(["observe", "images", "old.json", "--site", "Pyongyang", *window, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["opportunities"]
    assert rows
    assert all(row["local_time"].endswith("+08:30") for row in rows)
