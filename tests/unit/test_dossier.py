"""The dossier: parts, open parts, pictures, as of a date; the page is whole and loads nothing."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.dossier import build_dossier
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.export import export_elements
from visviva.orbit.gp import ElementSet
from visviva.report.dossier_page import pictures, render_dossier
from visviva.report.figures.time_chart import Series, time_chart
from visviva.track.history import history_of

RATE = 0.985647


def sets(n: int = 12) -> list[ElementSet]:
    first = ElementSet(
        90001,
        "2024-06-01T00:00:00",
        15.2133,
        0.0003,
        97.40,
        66.0,
        90.0,
        0.0,
        name="A <b>&",
        bstar=1e-4,
    )
    return [
        replace(first, epoch_utc=f"2024-06-{d:02d}T00:00:00", raan_deg=66.0 + RATE * d)
        for d in range(1, n + 1)
    ]


def test_every_part_is_told_or_open() -> None:
    d = build_dossier(history_of(sets()))
    assert d.identity is not None
    told = {"identity": d.identity, "maneuvers": d.maneuvers, "decay": d.decay}
    assert {p.part for p in d.open} == {name for name, value in told.items() if value is None}
    assert all(p.reason for p in d.open)
    assert d.summary.startswith("A <b>& keeps a Sun-synchronous orbit of")
    assert np.isfinite(d.closure).all()


def test_nothing_known_later_is_used() -> None:
    history = history_of(sets())
    d = build_dossier(history, Epoch.parse("2024-06-05T12:00:00Z"))
    assert len(d.history) == 5
    assert d.weather_as_of <= "2024-06-05"
    whole = render_dossier(build_dossier(history_of(sets(5)), Epoch.parse("2024-06-05T12:00:00Z")))
    assert render_dossier(d) == whole


def test_before_the_first_set_is_refused() -> None:
    with pytest.raises(InputError, match="as old as"):
        build_dossier(history_of(sets()), Epoch.parse("2024-05-01T00:00:00Z"))


def test_the_page_is_whole_safe_and_loads_nothing() -> None:
    page = render_dossier(
        build_dossier(history_of(sets())), source="x.tle", fingerprint="ab", reproduce="visviva …"
    )
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    assert "<h1>A &lt;b&gt;&amp;</h1>" in page
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"http", page)
    assert "nan" not in re.sub(r"<style>.*?</style>", "", page, flags=re.S).lower().replace(
        "maintenance", ""
    )
    for name in (
        "Identity",
        "Burns",
        "Drift of the node",
        "Closure of the ground track",
        "Decay",
        "Method and limits",
    ):
        assert f">{name}</h2>" in page


def test_pictures_stay_inside_their_frames() -> None:
    d = build_dossier(history_of(sets()))
    for width in (912.0, 340.0):
        for chart in pictures(d, width).values():
            if chart is None:
                continue
            for curve in chart.curves:
                points = [
                    *curve.dots,
                    *[
                        tuple(map(float, p.split()))
                        for p in re.findall(r"[\d.]+ [\d.]+", curve.path)
                    ],
                ]
                assert points
                for x, y in points:
                    assert chart.left - 0.1 <= x <= chart.right + 0.1
                    assert chart.top - 0.1 <= y <= chart.base + 0.1


@pytest.mark.parametrize("days", [0.2, 3.0, 40.0, 400.0, 8000.0])
def test_a_chart_has_dates_and_values(days: float) -> None:
    t = np.linspace(0.0, days, 50)
    chart = time_chart(
        Epoch.parse("2024-06-01T06:00:00Z"),
        [Series(t, np.sin(t), "a")],
        width=700.0,
        title="t",
        unit="km",
    )
    assert chart is not None
    assert len(chart.rules) >= 3
    if days > 1.0:
        assert 2 <= len(chart.ticks) <= 12
    assert len({tick.label for tick in chart.ticks}) == len(chart.ticks)


def test_a_chart_of_one_point_and_of_none() -> None:
    start = Epoch.parse("2024-06-01T00:00:00Z")
    one = time_chart(
        start, [Series(np.zeros(1), np.ones(1), "a")], width=300.0, title="t", unit="km"
    )
    assert one is not None
    assert len(one.curves[0].dots) == 1
    assert (
        time_chart(
            start, [Series(np.zeros(1), np.full(1, np.nan), "a")], width=300.0, title="t", unit=""
        )
        is None
    )


def test_the_command_writes_the_page_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = tmp_path / "h.json", tmp_path / "page.html"
    export_elements(file, [replace(e, name="EXAMPLE") for e in sets()])
    assert main(["track", "dossier", str(file), "--report", str(page), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "visviva.track.dossier/1"
    assert found["identity"]["sun_synchronous"] is True
    assert "--as-of 2024-06-12T00:00:00Z" in found["reproduce"]
    assert "EXAMPLE" in page.read_text(encoding="utf-8")


def test_the_suffix_names_the_form_of_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "h.json"
    export_elements(file, [replace(e, name="EXAMPLE") for e in sets()])
    words = ["track", "dossier", str(file), "--lang", "fr", "--report"]
    texts = {}
    for form in ("html", "md", "json"):
        assert main([*words, str(tmp_path / f"page.{form}")]) == 0
        texts[form] = (tmp_path / f"page.{form}").read_text(encoding="utf-8")
        assert str(tmp_path) not in texts[form]
    assert texts["html"].startswith("<!DOCTYPE html>")
    assert texts["md"].startswith("# Dossier d’un satellite\n")
    assert "- Numéro de catalogue\u00a0: " in texts["md"]
    assert json.loads(texts["json"])["schema"] == "visviva.track.dossier/1"
    for form in ("docx", "zip"):
        assert main([*words, str(tmp_path / f"page.{form}")]) == 2
        assert not (tmp_path / f"page.{form}").exists()
    assert "give .html, .md, .json or .pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-of", "2020-01-01T00:00:00Z"),
        ("--as-of", "yesterday"),
        ("--report", "no/x.html"),
        ("--json", "--csv"),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "h.json"
    export_elements(file, [replace(e, name="EXAMPLE") for e in sets()])
    assert main(["track", "dossier", str(file), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_dossier_after_the_fall_says_it_is_down() -> None:
    start = Epoch.parse("2015-01-01T00:00:00Z")
    sinking = [
        ElementSet(
            90002,
            (start + 5.0 * k * 86400.0).iso(6)[:-1],
            15.9 + 0.03 * k,
            0.0008,
            51.6,
            (300.0 - 25.0 * k) % 360.0,
            90.0,
            0.0,
        )
        for k in range(10)
    ]
    found = build_dossier(history_of(sinking), start + 400.0 * 86400.0)
    assert "is down: it fell about 2015-" in found.summary
    assert "keeps" not in found.summary
    told = found.to_dict()["decay"]
    assert told["already_down"] is True
    assert told["decay_utc"] < found.to_dict()["as_of_utc"]
    assert told["interval_90_utc"][0] < told["decay_utc"] < told["interval_90_utc"][1]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", ("Altitudes et manœuvres", "garde une")), ("ko", ("고도와 기동", "유지한다"))],
)
def test_the_page_and_its_summary_speak_the_language(lang: str, words: tuple[str, ...]) -> None:
    d = build_dossier(history_of(sets(5)), Epoch.parse("2024-06-05T12:00:00Z"))
    page = render_dossier(d, lang=lang)
    assert f'<html lang="{lang}">' in page
    assert all(word in page for word in words)
    assert "Burns" not in page
    assert "Left alone" not in page
