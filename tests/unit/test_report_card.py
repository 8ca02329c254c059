"""A card is 1200 by 630 in each language, holds its text whatever its length, or is refused."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from unit.report_cases import bare, soyuz_tiangong
from visviva.cli.main import main
from visviva.core.message import LANGUAGES
from visviva.errors import MissingExtraError
from visviva.plot import fonts
from visviva.plot.fonts import families_for
from visviva.report import card
from visviva.report.card import write_card

pytest.importorskip("matplotlib", reason="the extra plot is not installed")


def size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def korean() -> bool:
    try:
        families_for("가")
    except MissingExtraError:
        return False
    return True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_has_its_size_and_differs_by_language(tmp_path: Path, lang: str) -> None:
    if lang == "ko" and not korean():
        pytest.skip("no font of this machine has Korean letters")
    write_card(tmp_path / "a.png", soyuz_tiangong(), lang)
    assert size(tmp_path / "a.png") == (1200, 630)
    if lang != "en":
        write_card(tmp_path / "b.png", soyuz_tiangong(), "en")
        assert (tmp_path / "a.png").read_bytes() != (tmp_path / "b.png").read_bytes()


def test_no_line_is_wider_than_the_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    draw = card._Pen.text

    def noted(self: card._Pen, x: float, y: float, words: str, *args: float, **look: str) -> float:
        width = draw(self, x, y, words, *args, **look)
        ends.append(x if look.get("ha") == "right" else x + width)
        return width

    monkeypatch.setattr(card._Pen, "text", noted)
    long = replace(
        soyuz_tiangong(),
        claim="A claim of $many$ words " * 30 + "x" * 400,
        said_by="somebody " * 60,
        headline="because " * 200,
        verdict="marginal",
    )
    for one in (long, bare()):
        write_card(tmp_path / "a.png", one)
    assert max(ends) <= 1200 - 60


def test_without_a_korean_font_it_is_one_line_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "KOREAN_FONTS", ("no such font",))
    path = tmp_path / "a.png"
    assert main(["assess", "soyuz-tiangong", "--lang", "ko", "--card", str(path)]) == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith("visviva: no font of this machine has Korean letters")
    assert len(error.splitlines()) == 1
    assert not path.exists()


@pytest.mark.parametrize("name", ["a.jpg", "a", "none/a.png"])
def test_what_cannot_be_drawn_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["assess", "soyuz-tiangong", "--card", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith("visviva: ")
