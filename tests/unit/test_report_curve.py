"""The payload figure is drawn from the corridors' rows, and only where there are any."""

import base64
import xml.etree.ElementTree as ET

from visviva.assess.assessment import assess
from visviva.assess.study import load_study
from visviva.report.curve import corridor_figure


def test_every_corridor_has_a_mark_and_heavier_is_higher() -> None:
    answer = assess(load_study("vostochny-angara"), samples=300, explore=False, ascent=False)
    figure = corridor_figure(answer, "fr")
    assert figure is not None
    assert figure.src.startswith("data:image/svg+xml;base64,")
    tree = ET.fromstring(base64.b64decode(figure.src.partition(",")[2]))
    marks = [e for e in tree.iter() if e.tag.endswith("circle")]
    heights = [float(e.get("cy", "nan")) for e in marks]
    rows = next(f for f in answer.findings if f.id == "corridors").detail
    assert len(marks) == len(rows)
    assert heights == sorted(heights)  # payloads fall with inclination, and y grows downwards


def test_an_answer_without_corridors_has_no_figure() -> None:
    answer = assess(load_study("soyuz-iss"), samples=200, explore=False, ascent=False)
    assert corridor_figure(answer) is None
