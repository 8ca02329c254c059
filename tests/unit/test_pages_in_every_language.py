"""A page in French or Korean holds no English but what is quoted: claims, statements, sources."""

import re
from functools import lru_cache
from typing import Any

import pytest

from visviva.analysis import lift
from visviva.assessment.answer import Assessment
from visviva.assessment.run import assess
from visviva.assessment.study import study_names
from visviva.core.message import Message
from visviva.errors import ConvergenceError
from visviva.launch.reasons import why
from visviva.report.localize import localize
from visviva.report.markdown import render_markdown
from visviva.report.messages import catalogue
from visviva.report.numbers import split_unit
from visviva.report.page import render_page
from visviva.report.view import FindingView, Line, Page

#: Words that hardly a French or Korean sentence holds.
ENGLISH = re.compile(
    r"\b(the|of|and|with|from|not|is|are|was|by|this|that|which|no|to|in|at|lift-off|turn|ship|"
    r"figure|orbit|payload|velocity|published|fitted|corridor|start|mass|short)\b",
    re.IGNORECASE,
)
FOREIGN = ("fr", "ko")


@lru_cache(maxsize=64)
def answer(name: str, *, flown: bool = False) -> Assessment:
    return assess(name, samples=300, alternatives=not flown, ascent=flown)


def lines(page: Page) -> list[tuple[str, Line]]:
    """Every line of a page that the program itself says."""
    found = [("sentence", page.sentence)]
    found += [("timeline", m.label) for m in page.moments]
    found += [("note", line) for line in page.notes]
    found += [("warning", line) for line in page.warnings]
    found += [("change", c.summary) for c in (*page.turning, *page.staying)]
    for f in page.findings:
        found += [(f"{f.id} {k}", getattr(f, k)) for k in ("question", "summary", "method")]
    found += [(f"{f.id} method", f.method) for f in page.outside]
    return found


def words(page: Page) -> list[tuple[str, str]]:
    """Every other text of a page, quoted ones left out."""
    found = [("claim", page.claim.text), ("said", page.said), ("basis", page.basis)]
    found += [("date", name) for name in page.dates]
    found += [("input", text) for i in page.inputs for text in (i.label, i.value, i.spread, i.how)]
    found += [("change", c.label) for c in (*page.turning, *page.staying)]
    for f in (*page.findings, *page.outside):
        found += cells(f)
    for figure in page.figures:
        found += [("figure", t) for t in (figure.title, figure.caption, figure.x_label)]
    return found + [(k, str(line)) for k, line in lines(page)]


def cells(f: FindingView) -> list[tuple[str, str]]:
    found = [(f"{f.id} column", column.heading) for column in f.columns]
    found += [(f"{f.id} cell", cell) for row in f.rows for cell in row]
    return [*found, (f.id, f.value), (f.id, f.interval_phrase), (f.id, f.limit_phrase)]


def english_of(page: Page) -> list[str]:
    # Slugs of facts (long-march-2f) and names in brackets of a source stay as they are.
    left = [f"{k}: {line.text}" for k, line in lines(page) if line.quoted]
    return left + [f"{k}: {text}" for k, text in words(page) if ENGLISH.search(text)]


@pytest.mark.parametrize("lang", FOREIGN)
@pytest.mark.parametrize("name", study_names())
def test_a_quick_answer_leaves_no_english(name: str, lang: str) -> None:
    assert not english_of(localize(answer(name), lang))


@pytest.mark.parametrize("lang", FOREIGN)
@pytest.mark.parametrize("name", ["soyuz-tiangong", "chollima-malligyong", "vostochny-angara"])
def test_a_flown_answer_leaves_no_english(name: str, lang: str) -> None:
    assert not english_of(localize(answer(name, flown=True), lang))


@pytest.mark.parametrize("lang", FOREIGN)
@pytest.mark.parametrize(
    "reason",
    [
        why("unsettled", vehicle="Soyuz-2.1a", gap=(1.2, 1)),
        why("equator"),
        "the optimiser gave up without words in other languages",
    ],
)
def test_an_answer_whose_computation_failed_leaves_no_english(
    lang: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise ConvergenceError(reason, advice="try a neighbouring orbit")

    monkeypatch.setattr(lift, "payload", fails)
    failed = assess("vostochny-soyuz-2", samples=300)
    assert "unknown" in [finding.verdict for finding in failed.findings]
    assert str(reason) in str([finding.summary for finding in failed.findings])
    assert not english_of(localize(failed, lang))


@pytest.mark.slow
@pytest.mark.parametrize("lang", FOREIGN)
def test_a_flight_with_a_landing_leaves_no_english(lang: str) -> None:
    assert not english_of(localize(answer("soyuz-solo", flown=True), lang))


@pytest.mark.parametrize("lang", FOREIGN)
def test_no_pair_of_particles_is_left_on_a_page(lang: str) -> None:
    for name in study_names():
        page = localize(answer(name), lang)
        assert not re.search(r"[은는이가을를과와]\([은는이가을를과와]\)|\(으\)로", str(words(page)))


def test_every_path_of_a_shipped_study_has_words_beside_it() -> None:
    for name in study_names():
        page = localize(answer(name), "en", pictures=False)
        bare = [i.path for i in page.inputs if not i.label]
        bare += [c.path for c in (*page.turning, *page.staying) if not c.label]
        assert not bare


@pytest.mark.parametrize("lang", FOREIGN)
@pytest.mark.parametrize("name", study_names())
def test_every_column_has_a_heading_in_every_language(name: str, lang: str) -> None:
    own = catalogue(lang).own
    bare = []
    for finding in answer(name).findings:
        texts = finding.question.texts[lang] if isinstance(finding.question, Message) else {}
        for key in dict.fromkeys(k for row in finding.detail for k in row):
            named = f"column.{split_unit(key)[0]}"
            if named not in own and named not in texts:
                bare.append(f"{finding.id}: {key}")
    assert not bare


@pytest.mark.parametrize("lang", ["en", *FOREIGN])
def test_page_and_markdown_say_the_same(lang: str) -> None:
    page = localize(answer("vostochny-soyuz-2"), lang)
    html, text = render_page(page), render_markdown(page)
    for f in page.findings:
        assert f.question.text.replace("'", "&#39;") in html
        assert f.question.text in text
    assert page.reproduce in text
    assert page.word in text
