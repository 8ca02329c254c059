"""The answer page as a document.

Whole, offline, escaped, in order, and honest about what is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from unit.report_cases import QUESTION, bare, soyuz_tiangong
from visviva.assessment.answer import Assessment, Finding, Input
from visviva.core.message import LANGUAGES
from visviva.errors import InputError
from visviva.report.messages import catalogue
from visviva.report.page import Figure, render_page

VOID = {"meta", "link", "br", "img", "wbr", "hr", "input"}
#: Attributes by which a page loads or runs something.
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping"}


class Page(HTMLParser):
    """Tags of a page; fails on a tag that is closed out of turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] != "style":
            self.text += data
        if self.stack and re.fullmatch("h[1-6]", self.stack[-1]):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    def named(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attrs for name, attrs in self.tags if name == tag)


def rich() -> Assessment:
    case: Assessment = soyuz_tiangong()
    return case


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("make", [rich, bare])
def test_tags_are_closed_in_turn_and_ids_are_unique(lang: str, make: Any) -> None:
    page = Page(render_page(make(), lang=lang))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in page.tags:
        for name in (attrs.get("aria-labelledby") or "").split():
            assert name in ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_loaded_and_nothing_runs(lang: str) -> None:
    figure = Figure("A curve", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    html = render_page(rich(), lang=lang, extra_figures=(figure,))
    page = Page(html)
    assert not [
        tag
        for tag, _ in page.tags
        if tag in {"script", "link", "iframe", "object", "embed", "base", "form"}
    ]
    for tag, attrs in page.tags:
        for name, value in attrs.items():
            assert not name.startswith("on")
            if name in LOADING:
                assert (value or "").startswith("data:image/svg+xml;base64,")
            if name in {"href", "xlink:href"}:
                assert (value or "").startswith("#") or tag == "a"
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(m for m in page.named("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert (policy["content"] or "").startswith("default-src 'none'")


def test_the_sections_stand_in_the_order_of_the_design() -> None:
    html = render_page(rich())
    t = catalogue("en")
    keys = (
        "claim",
        "verdict",
        "deciding",
        "influence",
        "changes",
        "map",
        "timeline",
        "findings",
        "outside",
        "inputs",
    )
    marks = [
        html.index(f">{t(key + '.heading')}<") for key in (*keys, "warnings", "data", "reproduce")
    ]
    assert marks == sorted(marks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_never_skip_a_level(lang: str) -> None:
    page = Page(render_page(rich(), lang=lang))
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(text.strip() for _, text in page.headings)


@pytest.mark.parametrize("verdict", ["yes", "marginal", "no", "unknown"])
def test_the_verdict_is_a_word_before_it_is_a_colour(verdict: Any) -> None:
    html = render_page(replace(rich(), verdict=verdict))
    word = re.search(r'<p class="word">.*?</svg>\s*(\w+)</p>', html, re.DOTALL)
    assert word is not None
    assert word.group(1) == catalogue("en")(f"verdict.{verdict}")
    assert f'class="verdict-{verdict}"' in html


def test_the_sentence_does_not_say_the_verdict_twice() -> None:
    assert '<p class="sentence">The station&#39;s plane' in render_page(rich())


NASTY = (
    "<script>alert('x')</script> & \"q\" <img src=x onerror=alert(1)> [bold]{{ 7*7 }} {claim} "
    "javascript:alert(1)"
)


def nasty() -> Assessment:
    finding = Finding(
        "bad",
        NASTY,
        "no",
        1.0,
        NASTY,
        NASTY,
        NASTY,
        None,
        2.0,
        "at_most",
        (NASTY,),
        True,
        ({NASTY: NASTY},),
    )
    item = Input(NASTY, NASTY, NASTY, 0.0, 1.0, NASTY, NASTY, NASTY, True, 0.5)
    return replace(
        rich(),
        name=NASTY,
        claim=NASTY,
        said_by=NASTY,
        said_on=NASTY,
        sentence=NASTY,
        margin_unit=NASTY,
        deciding="bad",
        findings=(finding, replace(finding, id="bad2", physical=False)),
        inputs=(item,),
        reproduce=NASTY,
        changes=tuple(replace(c, path=NASTY, value=NASTY, summary=NASTY) for c in rich().changes),
        tracks=tuple(replace(t, label=NASTY) for t in rich().tracks),
        notes=(NASTY,),
        warnings=(NASTY,),
        places=tuple(replace(p, name=NASTY) for p in rich().places),
        data_dates={NASTY: NASTY},
        timeline=tuple(replace(m, label=NASTY) for m in rich().timeline),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markup_in_any_text_stays_text(lang: str) -> None:
    html = render_page(nasty(), lang=lang, extra_figures=(Figure(NASTY, "<svg/>", NASTY),))
    page = Page(html)
    assert not list(page.named("script"))
    assert all("onerror" not in attrs for _, attrs in page.tags)
    assert [attrs["src"] for attrs in page.named("img")] == ["data:image/svg+xml;base64,PHN2Zy8+"]
    assert NASTY in page.text
    assert not any((a.get("href") or "").startswith("javascript") for a in page.named("a"))


def test_a_web_address_in_a_source_is_an_anchor_with_its_text() -> None:
    html = render_page(rich())
    assert '<a href="https://example.org/tiangong?a=1&amp;b=2" rel="noopener noreferrer">' in html


def test_a_bare_assessment_says_what_is_missing() -> None:
    page = Page(render_page(bare()))
    t = catalogue("en")
    for key in (
        "deciding.no_picture",
        "influence.none",
        "changes.none",
        "findings.none",
        "inputs.none",
        "reproduce.none",
    ):
        assert t(key) in page.text
    assert t("map.heading") not in [text for _, text in page.headings]
    assert t("timeline.heading") not in [text for _, text in page.headings]


def test_facts_outside_physics_stand_apart_without_a_verdict() -> None:
    html = render_page(rich())
    part = html[html.index('class="outside"') :]
    part = part[: part.index("</section>")]
    assert "Has anyone refused?" in part
    assert 'class="chip' not in part
    assert "Has anyone refused?" not in html[: html.index('class="outside"')]


def test_recalled_and_overridden_inputs_are_marked_in_words() -> None:
    html = render_page(rich())
    assert html.count('<span class="tag how-recalled">recalled</span>') == 1
    assert html.count('<span class="tag over">overridden in this run</span>') == 1


def test_pictures_have_a_title_and_tables_have_headers() -> None:
    page = Page(render_page(rich()))
    for attrs in page.named("svg"):
        assert (
            attrs.get("aria-hidden") == "true"
            or attrs.get("aria-label")
            or attrs.get("aria-labelledby")
        )
    assert all(attrs.get("scope") in {"col", "row"} for attrs in page.named("th"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_of_another_language_marks_the_english_that_is_left(lang: str) -> None:
    html = render_page(rich(), lang=lang)
    assert f'<html lang="{lang}">' in html
    assert ('lang="en"' in html.replace('<html lang="en"', "")) == (lang != "en")
    assert QUESTION[lang]["question"][:20] in html or lang == "en"


def test_no_number_is_written_as_nan() -> None:
    text = Page(
        render_page(
            soyuz_tiangong(
                margin=float("nan"), margin_interval_90=None, margin_samples=(float("nan"),)
            )
        )
    ).text
    assert not re.search(r"\bnan\b|\bNone\b", text)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="no language"):
        render_page(rich(), lang="xx")


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_keeps_a_contrast_of_four_and_a_half(mode: str) -> None:
    html = render_page(bare())
    blocks = re.findall(r":root \{(.*?)\}", html, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[0 if mode == "light" else 1]))
    pairs = [
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "card"),
        ("soft", "wash"),
        ("ink", "wash"),
        ("orbit", "paper"),
    ]
    pairs += [(v, "paper") for v in ("yes", "marginal", "no", "unknown")]
    pairs += [(v, f"{v}-wash") for v in ("yes", "marginal", "no", "unknown")]
    pairs += [("soft", f"{v}-wash") for v in ("yes", "marginal", "no", "unknown")]
    for front, back in pairs:
        assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
