"""The payload figure is drawn from the corridors' rows, and only where there are any."""

import xml.etree.ElementTree as ET

from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.report.figures.intervals import interval_svg
from visviva.report.localize import localize
from visviva.report.page import render_page


def test_every_corridor_has_a_mark_and_heavier_is_higher() -> None:
    answer = assess(load_study("vostochny-angara"), samples=300, alternatives=False, ascent=False)
    (figure,) = localize(answer, "fr").figures
    tree = ET.fromstring(interval_svg(figure, "fr"))
    marks = [e for e in tree.iter() if e.tag.endswith("circle")]
    heights = [float(e.get("cy", "nan")) for e in marks]
    rows = next(f for f in answer.findings if f.id == "corridors").detail
    assert len(marks) == len(rows)
    assert heights == sorted(heights)  # payloads fall with inclination, and y grows downwards


def test_an_answer_without_corridors_has_no_figure() -> None:
    answer = assess(load_study("soyuz-iss"), samples=200, alternatives=False, ascent=False)
    assert localize(answer).figures == ()


def test_every_mark_of_the_figure_has_its_payload_and_the_axis_its_unit() -> None:
    answer = assess(load_study("vostochny-angara"), samples=300, alternatives=False, ascent=False)
    (figure,) = localize(answer, "ko").figures
    tree = ET.fromstring(interval_svg(figure, "ko"))
    texts = [e.text for e in tree.iter() if e.tag.endswith("text")]
    assert "탑재량(kg)" in texts
    rows = next(f for f in answer.findings if f.id == "corridors").detail
    assert {f"{row['payload_kg']:,.0f}" for row in rows} <= set(texts)


def test_a_page_without_named_ship_or_station_speaks_one_language() -> None:
    answer = assess(load_study("vostochny-soyuz-2"), samples=300, alternatives=False, ascent=False)
    page = render_page(answer, lang="fr")
    assert "the spacecraft" not in page
    assert "le vaisseau pèse" in page
    assert "première orbite, 51,9°" in page
    assert "first orbit, 51.9°" not in page


def test_the_moments_of_a_time_line_are_in_order() -> None:
    answer = assess(
        load_study("chollima-malligyong"), samples=300, alternatives=False, ascent=False
    )
    assert [moment.label for moment in answer.timeline] == ["lift-off of Chollima-1", "the claim"]
