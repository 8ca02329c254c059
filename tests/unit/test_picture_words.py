"""Pictures speak the language asked for: every phrase has its places, and none stays behind."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.errors import MissingExtraError
from visviva.plot.fonts import families_for
from visviva.plot.words import translated

pytest.importorskip("matplotlib", reason="the extra plot is not installed")
ROWS = json.loads(files("visviva.plot").joinpath("words.json").read_text(encoding="utf-8"))


def test_a_phrase_is_told_once_in_three_languages() -> None:
    assert all(len(row) == 3 and all(row) for row in ROWS)
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if "{" in row[0]], ids=lambda row: row[0])
def test_no_figure_of_a_phrase_is_lost(row: list[str]) -> None:
    count = row[0].count("{}")
    told = row[0].format(*(f"<{k}>" for k in range(count)))
    for lang in ("fr", "ko"):
        said = translated(told, lang)
        assert said != told
        assert sorted(re.findall(r"<\d>", said)) == [f"<{k}>" for k in range(count)]


def test_what_is_not_known_stays_as_it_is() -> None:
    assert translated("Soyuz-2.1a", "fr") == "Soyuz-2.1a"
    assert translated("altitude, km", "en") == "altitude, km"


@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_no_english_stays_in_the_picture_of_aborts(tmp_path: Path, lang: str) -> None:
    pytest.importorskip("casadi", reason="the extra launch is not installed")
    out = tmp_path / "a.svg"
    command = ["crew", "abort", "--at", "120", "--export", str(out), "--lang", lang]
    if lang == "ko":
        try:
            families_for("가")
        except MissingExtraError:
            pytest.skip("no font of this machine has Korean letters")
    assert main(command) == 0
    told = re.findall(r"<!-- (.*?) -->", out.read_text(encoding="utf-8"))
    for word in ("load", "landing", "longitude, degrees", "abort, s"):
        assert not any(word in text for text in told)
