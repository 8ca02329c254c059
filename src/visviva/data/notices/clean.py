"""The text of a warning made plain, sign for sign: places in it stay where they were.

What printed notices carry in the midst of an area (page numbers, routing lines, a NOTAM's line of
codes) becomes blanks; typographic dashes and primes, words of degree and hemisphere, and Korean and
Japanese ones, become the plain signs that coordinates are read by.
"""

import re
from functools import partial

from visviva.data.notices.words import SAY

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"),
        **dict.fromkeys("\u2032\u2019\u2018\u00b4`", "'"),
        **dict.fromkeys("\u2033\u201c\u201d", '"'),
        **dict.fromkeys("\u00ba\u02da", "°"),
        **dict.fromkeys("\u3001\uff0c", ","),
        **{chr(0xFEE0 + k): chr(k) for k in (*range(0x30, 0x3A), *range(0x41, 0x5B))},
        **{"\uff1b": ";", "\uff1a": ":", "\uff5e": "~", "\u301c": "~"},
        **dict.fromkeys("\u00a0\u2007\u202f\u3000\t\r\v", " "),
    }
)
_HALVES = {
    "\u5317\u7def": "N",
    "\u5357\u7def": "S",
    "\u6771\u7d4c": "E",
    "\u897f\u7d4c": "W",
    "\u5317\u7eac": "N",
    "\u5357\u7eac": "S",
    "\u4e1c\u7ecf": "E",
    "\u897f\u7ecf": "W",
    "\ubd81\uc704": "N",
    "\ub0a8\uc704": "S",
    "\ub3d9\uacbd": "E",
    "\uc11c\uacbd": "W",
}
_HALF = r"north|south|east|west|[NSEW]\b"
_WORDS = (
    (re.compile("(?<=\\d)[\u5ea6\ub3c4]"), "°"),
    (re.compile("(?<=\\d)[\u5206\ubd84]"), "'"),
    (re.compile("(?<=\\d)[\u79d2\ucd08]"), '"'),
    (re.compile(r"(?i)(?<=\d)\s*(?:degrees?|deg)\b"), "°"),
    (
        re.compile(r"(?i)(?<=\d)\s*(?:minutes?|min)\b(?=\s*(?:\d|north|south|east|west|[NSEW]\b))"),
        "'",
    ),
    (re.compile(r"(?i)(?<=\d)\s*(?:seconds?|sec)\b(?=\s*(?:north|south|east|west|[NSEW]\b))"), '"'),
    (re.compile(r"(?i)(?:(?<=[°'\"])|(?<=\.\d)|(?<=\.\d\d))[ ]*north\b(?:\s+latitude)?"), "N"),
    (re.compile(r"(?i)(?:(?<=[°'\"])|(?<=\.\d)|(?<=\.\d\d))[ ]*south\b(?:\s+latitude)?"), "S"),
    (re.compile(r"(?i)(?:(?<=[°'\"])|(?<=\.\d)|(?<=\.\d\d))[ ]*east\b(?:\s+longitude)?"), "E"),
    (re.compile(r"(?i)(?:(?<=[°'\"])|(?<=\.\d)|(?<=\.\d\d))[ ]*west\b(?:\s+longitude)?"), "W"),
    (re.compile(r"(?i)(?<=[\d°'\"][NS])\s+latitude\b"), ""),
    (re.compile(r"(?i)(?<=[\d°'\"][EW])\s+longitude\b"), ""),
)
#: Letters among figures: an l (or an I between two) for a one, an O for a zero.
_LETTER_L = re.compile(r"(?<![A-Za-z])l(?=\d)|(?<=\d)[lI](?=\d)|(?<=\d-)[lI](?=\d)")
_LETTER_O = re.compile(r"(?i)(?<![A-Z])O(?=\d{1,2}-\d{2})|(?<=\d)O(?=[\d.-])|(?<=\d-)O(?=\d)")
#: Page furniture: numbers of pages, routing and ending lines of teleprinters, form feeds.
_FURNITURE = re.compile(
    r"(?im)^[ ]*(?:page\s+\d+(?:\s+(?:of|/)\s*\d+)?(?:[ ]+[A-Z0-9]{6,12})?(?:[ ]+UNCLAS)?"
    r"|-+[ ]*\d+[ ]*-+|\(?continued[^)\n]*\)?|cont'?d\.?|section\s+\d+\s+of\s+\d+"
    r"|daily[ ]+memorandum[^\n]*"
    r"|unclas(?:sified)?[ ]*/*|nnnn|bt|\f+)[ ]*$|\f|[(]\s*PART\s+\d+\s+OF\s+\d+[)]"
)
#: A copied page's marks.
_TAG = re.compile(
    r"</?(?:p|br|div|span|li|ul|ol|td|tr|table|b|i|strong|em|pre|font)\b[^<>\n]{0,200}>",
    re.IGNORECASE,
)
_ENTITIES = {
    "&nbsp;": " ",
    "&deg;": "°",
    "&#176;": "°",
    "&#39;": "'",
    "&prime;": "'",
    "&quot;": '"',
}
_CODES = re.compile(
    r"\bQ\)\s*[A-Z]{4}/\S*?/(?P<center>\d{4}[NS]\d{5}[EW])(?P<miles>\d{3})(?!\d)", re.IGNORECASE
)


def plain_text(text: str) -> tuple[str, tuple[str, ...], str]:
    r"""The text with plain signs, what was put right, and a NOTAM's circle of its line of codes.

    Examples
    --------
    >>> plain_text("36\u00b004\u2032N\f124\u00b030\u2032E")[0]
    "36°04'N 124°30'E"
    >>> plain_text("Q) RPHI/QWMLW/IV/BO/W/000/999/1325N12836E090 E) AREA")[2]
    '1325N12836E 90'
    """
    plain = text.translate(_SIGNS)
    for word, sign in _HALVES.items():
        plain = plain.replace(word, sign + " ")
    plain = _FURNITURE.sub(_blank, _TAG.sub(_blank, plain))
    for entity, sign in _ENTITIES.items():
        plain = plain.replace(entity, sign.ljust(len(entity)))
    codes = _CODES.search(plain)
    circle = f"{codes['center']} {int(codes['miles'])}" if codes else ""
    plain = _CODES.sub(_blank, plain)
    for pattern, sign in _WORDS:
        plain = pattern.sub(partial(_padded, sign), plain)
    told: list[str] = []
    for pattern, slip, figure in ((_LETTER_L, "slip-l", "1"), (_LETTER_O, "slip-o", "0")):
        around = [plain[max(0, m.start() - 6) : m.end() + 8] for m in pattern.finditer(plain)]
        told += [SAY(slip, around=repr(" ".join(a.split()))) for a in around]
        plain = pattern.sub(figure, plain)
    return plain, tuple(told), circle


def _padded(sign: str, match: "re.Match[str]") -> str:
    return sign.ljust(len(match[0]))


def _blank(match: "re.Match[str]") -> str:
    """Blanks of the same length; line ends stay."""
    return "".join("\n" if sign == "\n" else " " for sign in match[0])


def line_of(text: str, place: int) -> int:
    """Number of the line, from one, in which a place lies."""
    return text.count("\n", 0, place) + 1
