"""The page as a PDF: two or three pages where it can be drawn, one line where it cannot."""

import re
import sys
import zlib
from pathlib import Path

import pytest

from unit.report_cases import soyuz_tiangong
from visviva.cli.main import main
from visviva.core.message import LANGUAGES
from visviva.report.page import render_page
from visviva.report.pdf import printable, write_pdf


def test_without_the_extra_it_is_one_line_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    report = tmp_path / "a.pdf"
    assert main(["assess", "soyuz-tiangong", "--report", str(report)]) == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith("visviva: a PDF needs WeasyPrint")
    assert len(error.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_pictures_hold_their_own_style_and_land() -> None:
    page = printable(render_page(soyuz_tiangong()))
    assert not re.search(r"<svg (?!class=.sign)", page)
    assert page.count("data:image/svg+xml;base64,") > 3
    assert 'href="#land"' not in page
    assert "var(--" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def pages(data: bytes) -> int:
    """Pages of a PDF whose objects lie in compressed streams."""
    count = 0
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            count += len(re.findall(rb"/Type\s*/Page\b", zlib.decompress(stream)))
        except zlib.error:
            continue
    return count


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_two_or_three_pages(tmp_path: Path, lang: str) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=Exception)
    path = tmp_path / "a.pdf"
    write_pdf(path, render_page(soyuz_tiangong(), lang=lang), lang)
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert 1 <= pages(data) <= 3
