"""Close approaches and the reach of launchers are drawn, and their words are those of the rows."""

from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.export.orbits import export_elements
from visviva.orbit.gp import ElementSet

pytest.importorskip("matplotlib", reason="the extra plot is not installed")


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Two orbits that cross, and an object that flies along with the first."""
    t = "2026-01-01T00:00:00"
    path = tmp_path / "three.json"
    export_elements(
        path,
        [
            ElementSet(90001, t, 15.2, 0.001, 97.4, 10.0, 90.0, 0.0, name="ONE"),
            ElementSet(90002, t, 15.2, 0.001, 53.0, 40.0, 90.0, 349.0, name="TWO"),
            ElementSet(90003, t, 15.2, 0.001, 97.4, 10.0, 90.0, 0.02, name="COMPANION"),
        ],
    )
    return path


def _approaches(three: Path, out: Path, *more: str) -> str:
    command = ["track", "conjunctions", str(three), "--days", "1", "--export", str(out), *more]
    assert main(command) == 0
    return out.read_text()


def test_the_picture_names_who_passes_and_counts_who_moves_together(
    three: Path, tmp_path: Path
) -> None:
    drawn = _approaches(three, tmp_path / "a.svg", "--primary", "ONE", "--within-km", "300")
    assert "<!-- 1  ONE – TWO: " in drawn
    assert "1 more move together for a while" in drawn


def test_a_window_without_approaches_is_still_a_picture(three: Path, tmp_path: Path) -> None:
    drawn = _approaches(
        three, tmp_path / "a.svg", "--primary", "ONE", "--secondary", "TWO", "--within-km", "0.01"
    )
    assert "0 approaches within 0.01 km" in drawn


def test_every_pad_of_the_reach_table_has_its_bar(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    command = ["crew", "reach", "--station", "tiangong", "--site", "baikonur", "--samples", "200"]
    assert main([*command, "--export", str(out)]) == 0
    drawn = out.read_text()
    assert "baikonur, soyuz-2.1a, soyuz-ms → tiangong" in drawn
    assert "(turn " in drawn
    assert main([*command, "--export", str(tmp_path / "a.doc")]) == 2


def _iss(tmp_path: Path) -> Path:
    path = tmp_path / "station.json"
    station = ElementSet(
        25544,
        "2026-01-01T00:00:00",
        15.5,
        0.0005,
        51.64,
        10.0,
        90.0,
        0.0,
        name="ISS",
        bstar=1e-4,
    )
    export_elements(path, [station])
    return path


def test_passes_are_drawn_on_a_line_of_time_and_over_the_sky(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    command = ["observe", "passes", str(_iss(tmp_path)), "--site", "48.85,2.35"]
    window = ["--start", "2026-01-01", "--days", "2", "--export", str(out)]
    assert main([*command, *window]) == 0
    drawn = out.read_text()
    assert "passes above 10°, 2026-01-01T00:00Z to 2026-01-03T00:00Z" in drawn
    assert "<!-- ISS -->" in drawn


def test_a_window_without_passes_is_still_a_picture(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    command = ["observe", "passes", str(_iss(tmp_path)), "--site", "89,0", "--days", "0.5"]
    assert main([*command, "--start", "2026-01-01", "--export", str(out)]) == 0
    assert "0 passes above" in out.read_text()


def test_lift_off_windows_show_the_pad_pass_the_plane(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    command = ["crew", "window", str(_iss(tmp_path)), "--site", "baikonur"]
    assert main([*command, "--date", "2026-01-02", "--export", str(out)]) == 0
    drawn = out.read_text()
    assert "north -->" in drawn
    assert "red where a flight plan fits" in drawn


def test_a_return_shows_both_regimes_and_the_zone(tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    command = ["crew", "return", str(_iss(tmp_path)), "--date", "2026-01-02"]
    assert main([*command, "--samples", "20", "--export", str(out)]) == 0
    drawn = out.read_text()
    for word in ("lifting landing", "ballistic landing", "zone", "unguided returns"):
        assert f"<!-- {word} -->" in drawn
