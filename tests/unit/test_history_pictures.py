"""Burns, a decay and aborts are drawn in every form, and a wrong one is refused first."""

from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.data.catalogue import Catalogue

pytest.importorskip("matplotlib", reason="the extra plot is not installed")


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    fact = Catalogue.bundled().satellite("malligyong-1")
    file = tmp_path / "history.tle"
    file.write_text("".join(f"{row.line1}\n{row.line2}\n" for row in fact.element_sets))
    return file


#: The other forms of each picture are drawn in `make validate`.
THIN = [("maneuvers", ".png"), ("decay", ".svg")]
FORMS = [(name, form) for name in ("maneuvers", "decay") for form in (".png", ".svg", ".pdf")]


@pytest.mark.parametrize(
    ("command", "suffix"),
    [pytest.param(*case, marks=[] if case in THIN else [pytest.mark.slow]) for case in FORMS],
)
def test_a_picture_is_drawn(tmp_path: Path, sets: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    assert main(["track", command, str(sets), "--export", str(path)]) == 0
    start = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[suffix]
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("command", ["maneuvers", "decay"])
def test_another_suffix_is_refused_in_one_line(
    tmp_path: Path, sets: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["track", command, str(sets), "--export", str(tmp_path / "a.doc")]) == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith("visviva: ")
    assert len(error.splitlines()) == 1


def test_the_aborts_of_an_ascent_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("casadi", reason="the extra launch is not installed")
    path = tmp_path / "a.png"
    assert main(["crew", "abort", "--at", "120", "--export", str(path)]) == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    assert main(["crew", "abort", "--at", "120", "--export", str(tmp_path / "a.txt")]) == 2
