"""Headings and words of tables in French and Korean: what a person reads, never what a file holds.

What the pages call by the same word stands among their messages alone. Limits: a heading that
neither list knows stays as it is; a test names those of the pages' examples. Units stay signs, but
where a word stands for one.
"""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from visviva.report.message_files import read_messages
from visviva.report.messages import BURN_OUT

#: A heading's words, and its unit in brackets or as its last word.
_PARTS = re.compile(r"(?P<words>.*?)(?: \((?P<unit>[^)]*)\)| (?P<bare>UTC|TDB|km|kg|m/s|s|d|h|°))?")
#: A number with a decimal point, and perhaps a sign that is its unit.
_DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])")
_FIGURE = re.compile(r"[-−+±<>≥≤≈~ ]*\d[\d.,]*(?:[eE][-−+]?\d+)?(?: ?\S{1,8})?", re.ASCII)


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, dict[str, str]]]:
    text = (files("visviva.cli") / "headings.json").read_text(encoding="utf-8")
    lists: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return lists


def _page_word(kind: str, words: str, lang: str) -> str | None:
    """What the pages of ``--report`` call it, a small letter first: one list serves both."""
    stem = words.replace(" ", "_") if kind == "column" else words
    said = read_messages(lang).get(f"{kind}.{stem}")
    if said is None:
        return None
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _heading_words(words: str, lang: str) -> str:
    found = _lists()[lang]["headings"].get(words) or _page_word("column", words, lang)
    return words if found is None else found


def known(heading: str, lang: str) -> bool:
    """Whether the words of a heading are in the list of a language.

    Examples
    --------
    >>> known("peak elevation (°)", "fr"), known("frobnication (km)", "fr")
    (True, False)
    """
    found: Any = _PARTS.fullmatch(heading)
    listed = _lists().get(lang, {}).get("headings", {})
    words = found["words"]
    return (
        not re.search("[a-z]", words) or words in listed or bool(_page_word("column", words, lang))
    )


def heading_in(heading: str, lang: str) -> str:
    """A heading in a language.

    Examples
    --------
    >>> heading_in("peak elevation (°)", "fr"), heading_in("farthest (km)", "ko")
    ('hauteur maximale (°)', '가장 먼 거리 (km)')
    >>> heading_in("rise UTC", "fr"), heading_in("days", "en")
    ('lever UTC', 'days')
    """
    lists = _lists().get(lang) if lang != "en" else None
    if lists is None:
        return heading
    found: Any = _PARTS.fullmatch(heading)
    words = _heading_words(found["words"], lang)
    if found["unit"] is not None:
        return f"{words} ({lists['units'].get(found['unit'], found['unit'])})"
    return words if found["bare"] is None else f"{words} {found['bare']}"


def cell_in(text: str, lang: str) -> str:
    r"""What a cell shows, in a language: words of a closed set, and the decimal mark of a figure.

    Examples
    --------
    >>> cell_in("yes", "ko"), cell_in("−1.5", "fr"), cell_in("12.5 km", "fr")
    ('예', '−1,5', '12,5 km')
    >>> cell_in("8179.98, 8930.39", "fr")
    '8179,98\xa0; 8930,39'
    >>> cell_in("1.2.3", "fr"), cell_in("Falcon 9 v1.1", "fr"), cell_in("12:30:00", "fr")
    ('1.2.3', 'Falcon 9 v1.1', '12:30:00')
    >>> cell_in("strap-ons burn-out", "ko")
    '보조 로켓 연소 종료'
    """
    lists = _lists().get(lang) if lang != "en" else None
    if lists is None:
        return text
    word = lists["cells"].get(text) or _page_word("word", text, lang)
    if word is not None:
        return word
    stage, ended, _ = text.partition(BURN_OUT)
    if ended and text.endswith(BURN_OUT):
        spent = read_messages(lang)["word.burn-out"]
        return spent.format(stage=cell_in(stage, lang))
    if lang != "fr":
        return text
    parts = text.split(", ")
    if all("," not in part and _FIGURE.fullmatch(part) for part in parts):
        return "\u00a0; ".join(_DECIMAL.sub(r"\1,\2", part) for part in parts)
    return text
