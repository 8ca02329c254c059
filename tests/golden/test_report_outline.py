"""The outline of the answer page.

Its headings in order, in every language, beside the outline that was agreed.

A wanted change is recorded with ``VISVIVA_UPDATE_GOLDEN=1 pytest
tests/golden/test_report_outline.py``.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from unit.report_cases import soyuz_tiangong
from visviva.core.message import LANGUAGES
from visviva.report.page import render_page

HERE = Path(__file__).parent


def outline(html: str) -> str:
    rows = []
    for level, text in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", html, re.DOTALL):
        rows.append(
            "  " * (int(level) - 1) + " ".join(unescape(re.sub("<[^>]+>", "", text)).split())
        )
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outline_is_the_one_agreed(lang: str) -> None:
    golden = HERE / f"report_outline_{lang}.txt"
    found = outline(render_page(soyuz_tiangong(), lang=lang))
    if os.environ.get("VISVIVA_UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
