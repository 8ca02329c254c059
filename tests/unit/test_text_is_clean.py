"""No text from outside reaches a terminal, a sheet, a calendar or a page as a command."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visviva.cli.output import print_csv, print_table, to_json
from visviva.cli.screen import screens
from visviva.core.text import sheet_cell
from visviva.core.time import Epoch
from visviva.errors import InputError, clean_text, one_line
from visviva.export import CalendarEntry, atomic_write, export_calendar, export_rows

ATTACK = "\x1b]0;title\x07a\x1b[31mb\x9b2Jc\u202ed\x00\ud800\u2066e"
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_holds_nothing_that_is_obeyed(text: str) -> None:
    assert not OBEYED.search(clean_text(text).replace("\r", ""))


@given(st.text(st.characters(exclude_categories=()), max_size=3000), st.integers(20, 400))
def test_an_error_is_one_short_line_whatever_it_names(text: str, longest: int) -> None:
    assert len(one_line(text, longest)) <= longest
    line = InputError(text, advice=text, place=text).line()
    assert not OBEYED.search(line)
    assert "\n" not in line
    assert len(line) < 2000


@given(st.text("éß 中文한국어 abc,.;:-–−°·'\"😀"))
def test_plain_text_of_any_language_passes_unchanged(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("-12.5", "-12.5"),
        ("+1e-4", "+1e-4"),
        ("ISS (ZARYA)", "ISS (ZARYA)"),
        (-12.5, -12.5),
        (None, None),
    ],
)
def test_a_cell_is_never_a_formula(cell: object, shown: object) -> None:
    assert sheet_cell(cell) == shown


def test_the_screen_passes_clean_text_only(capsys: pytest.CaptureFixture[str]) -> None:
    with screens():
        print(ATTACK)
        print_table([{"name": ATTACK, "count": 1}], title=ATTACK)
        print_csv([{"name": ATTACK}, {"name": "=1"}])
        print(ATTACK, file=sys.stderr)
    got = capsys.readouterr()
    assert not OBEYED.search(got.out + got.err)
    assert "abcde" in got.out
    assert "'=1" in got.out


def test_json_escapes_what_it_cannot_show() -> None:
    text = to_json({"schema": "x/1", "name": ATTACK})
    assert not OBEYED.search(text)
    assert json.loads(text)["name"] == ATTACK


def test_exports_are_clean(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.html") as stream:
        stream.write(f"<p>{ATTACK}</p>")
    export_rows(tmp_path / "a.csv", [{"name": ATTACK}, {"name": "=1+1"}])
    now = Epoch.parse("2026-01-01T00:00:00Z")
    entry = CalendarEntry(now, now + 60.0, ATTACK, "key", ATTACK, ATTACK)
    export_calendar(tmp_path / "a.ics", [entry], stamp=now)
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        assert not OBEYED.search(text), path
    cells = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text())))
    assert cells == [["name"], ["abcde"], ["'=1+1"]]
