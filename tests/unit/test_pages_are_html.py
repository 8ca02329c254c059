"""Every page is valid HTML: oracle, the WHATWG standard's parser (html5lib) without an error."""

from pathlib import Path
from typing import Any

import pytest

from unit.report_cases import bare, soyuz_tiangong
from visviva.article.dossier import ArticleRequest, read_text
from visviva.core.message import LANGUAGES
from visviva.report.article_page import render_article
from visviva.report.page import render_page
from visviva.report.sheet import lay_out, render_sheet

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed (extra `dev`)")
ARTICLE = (
    "Paris, 12 March 2024. A Soyuz from <b>Baikonur</b> & others reached orbit on 11 March 2024."
)


def errors(page: str) -> list[Any]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    return list(parser.errors)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_page_is_valid(lang: str) -> None:
    assert errors(render_page(soyuz_tiangong(), lang=lang)) == []
    assert errors(render_page(bare(), lang=lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_command_is_valid(lang: str) -> None:
    rows = [{"t_s": 1.0, "note": "a < b & c"}]
    sheet = lay_out({"schema": "x/1", "mass_kg": 1.0, "events": rows}, title="<x>", lang=lang)
    assert errors(render_sheet(sheet)) == []


def test_the_page_of_an_article_is_valid() -> None:
    found = read_text(ARTICLE, ArticleRequest(Path("pasted"), None, False, "en"))
    assert errors(render_article(found)) == []
