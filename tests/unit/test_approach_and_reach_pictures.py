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
