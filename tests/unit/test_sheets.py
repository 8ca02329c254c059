"""Answers of commands as pages: every figure is placed, in three languages; nothing leaks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from visviva.cli.main import main
from visviva.errors import InputError
from visviva.report.files import ensure_report
from visviva.report.messages import catalogue
from visviva.report.sheet import SUFFIXES, lay_out, markdown_of, render_sheet

PAYLOAD: dict[str, Any] = {
    "schema": "visviva.made/1",
    "object": 25544,
    "payload_kg": 1500.0,
    "interval_90_kg": [1400.0, 1600.0],
    "final_mass_kg": 2000.0,
    "start": "2026-01-02T03:04:05.678Z",
    "source": "/home/somebody/sets.tle",
    "sentence": "It <b>flies</b>.",
    "corridor": {"kind": "declared", "heading_deg": [10.0, 20.0], "dogleg_m_s": None},
    "windows": [
        {"direction": "northbound", "liftoff_utc": "2026-01-02T03:04:05Z", "ring": [[0, 1]] * 9},
        {"direction": "southbound", "liftoff_utc": "2026-01-02T13:04:05Z", "ring": None},
    ],
    "instantaneous_impact": [{"t_s": 1.0}] * 100,
    "assumptions": ["no wind"],
}


def test_an_interval_stands_beside_the_first_figure_of_its_unit() -> None:
    figures = {f.label: f for f in lay_out(PAYLOAD).figures}
    assert figures["Payload"].note.replace("\u202f", " ") == "90 % interval 1,400 to 1,600"
    assert figures["Final mass"].note == ""


def test_a_name_that_is_a_number_keeps_its_digits_together() -> None:
    assert {f.label: f.value for f in lay_out(PAYLOAD).figures}["Object"] == "25544"


def test_no_folder_of_the_machine_stands_on_a_page() -> None:
    assert "/home" not in render_sheet(lay_out(PAYLOAD)) + markdown_of(lay_out(PAYLOAD))


def test_text_is_escaped_and_nothing_is_loaded() -> None:
    page = render_sheet(lay_out(PAYLOAD, title="<script>"))
    assert "<script" not in page
    assert "It &lt;b&gt;flies&lt;/b&gt;." in page
    assert not re.search(r'(?:src|href)="(?!data:|#)', page)


def test_outlines_and_long_series_are_left_to_the_picture() -> None:
    (corridor, windows) = lay_out(PAYLOAD).tables
    assert windows.headings == ("Direction", "Lift-off (UTC)")
    assert ("Heading (°)", "10, 20") in corridor.rows
    assert len(corridor.rows) == 2


@pytest.mark.parametrize(
    ("lang", "way"), [("en", "northbound"), ("fr", "vers le nord"), ("ko", "북향")]
)
def test_words_and_headings_speak_the_language(lang: str, way: str) -> None:
    sheet = lay_out(PAYLOAD, lang=lang)
    assert sheet.tables[1].rows[0][0] == way
    assert sheet.tables[1].headings[0] == catalogue(lang).column("direction")
    assert sheet.notes == ("no wind",)


def test_rows_beyond_a_page_are_counted() -> None:
    rows = [{"t_s": float(k)} for k in range(40)]
    sheet = lay_out({"schema": "x/1", "events": rows}, lang="fr")
    assert len(sheet.tables[0].rows) + sheet.tables[0].more == 40
    assert "15 lignes de plus" in render_sheet(sheet)


def test_another_form_is_refused_with_the_forms_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.html, \.md, \.json or \.pdf"):
        ensure_report(tmp_path / "a.doc", SUFFIXES)


def test_a_command_writes_its_page_and_says_how_to_make_it_again(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    page, data = tmp_path / "road.html", tmp_path / "lift.json"
    command = ["moon", "transfer", "--date", "2022-08-04", "--road", "direct"]
    assert main([*command, "--report", str(page), "--lang", "fr"]) == 0
    text = page.read_text(encoding="utf-8")
    assert "Les routes vers la Lune" in text
    assert 'src="data:image/svg+xml;base64,' in text
    assert "visviva moon transfer --date 2022-08-04 --road direct --lang fr</code>" in text
    lifted = ["launch", "payload", "--vehicle", "soyuz-2.1b", "--site", "vostochny"]
    assert main([*lifted, "--orbit", "sso:500", "--report", str(data)]) == 0
    assert json.loads(data.read_text())["payload_kg"] > 0.0


def test_a_page_of_no_form_is_refused_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "road.doc"
    assert main(["moon", "transfer", "--date", "2022-08-04", "--report", str(out)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
