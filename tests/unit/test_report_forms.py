"""The JSON form keeps the contract; the terminal form says the same as the page."""

import io
import json
import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from rich.console import Console

from unit.report_cases import bare, soyuz_tiangong
from visviva.assessment.answer import Assessment, Finding
from visviva.core.message import LANGUAGES
from visviva.report.json_form import assessment_to_json
from visviva.report.messages import catalogue
from visviva.report.text import render_text


def test_the_contract_keys_are_there() -> None:
    form = assessment_to_json(soyuz_tiangong())
    assert form["schema"] == "visviva.assessment/1"
    assert form["verdict"] == "no"
    assert {"probability", "findings", "inputs", "changes", "reproduce", "claim"} <= form.keys()
    for finding in form["findings"]:
        assert {
            "id",
            "question",
            "verdict",
            "value",
            "unit",
            "interval_90",
            "limit",
            "method",
            "sources",
        } <= finding.keys()
    assert form["findings"][0]["interval_90"] == [1398.0, 1427.0]
    assert form["findings"][2]["interval_90"] is None


def test_the_form_is_strict_json_whatever_it_holds() -> None:
    row = {"a": math.nan, "b": np.float64(1.5), "c": np.arange(2), "d": -math.inf, "e": (1, None)}
    finding = Finding("x", "?", "no", math.inf, "t", "", "", detail=(row,))
    text = json.dumps(
        assessment_to_json(soyuz_tiangong(findings=(finding,), margin=math.nan)), allow_nan=False
    )
    back = json.loads(text)
    assert back["margin"] is None
    assert back["findings"][0]["detail"][0] == {
        "a": None,
        "b": 1.5,
        "c": [0, 1],
        "d": None,
        "e": [1, None],
    }


def printed(assessment: Assessment, width: int, lang: str = "en") -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(render_text(assessment, width=width, lang=lang))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [50, 80, 160])
def test_the_terminal_tells_verdict_number_and_command(lang: str, width: int) -> None:
    text = printed(soyuz_tiangong(), width, lang)
    assert catalogue(lang)("verdict.no") in text
    assert "2.31" in text or "2,31" in text
    assert "visviva assess soyuz-tiangong" in " ".join(text.split())
    assert all(len(line) <= width for line in text.splitlines())


def test_markup_of_the_terminal_in_a_claim_stays_text() -> None:
    assert "[red]x[/red] [/]" in printed(replace(soyuz_tiangong(), claim="[red]x[/red] [/]"), 80)


def test_a_bare_assessment_prints() -> None:
    assert "Unknown" in printed(bare(), 80)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_setting_and_no_figure_is_broken_at_any_width(lang: str) -> None:
    """A setting is typed again; “1” at a line's end and “338 m/s” on the next is another figure."""
    answered = soyuz_tiangong()
    settings = [f"{c.path}={c.value}" for c in answered.changes if c.verdict != answered.verdict]
    assert settings
    for width in range(40, 131, 3):
        text = printed(answered, width, lang)
        assert all(len(line) <= width for line in text.splitlines())
        assert [s for s in settings[:5] if s not in text] == [], (width, text)
        for first, then in pairwise(text.splitlines()):
            assert not first.endswith(("\u00a0", "\u202f")), (width, first)
            assert not then.startswith((";", ":", "\u00a0", "m/s")), (width, then)
