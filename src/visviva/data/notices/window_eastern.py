"""Windows of Korean, Japanese and Chinese texts.

Forms: ``5월 27일 0시부터 6월 4일 0시``, ``2023년 5월 24일 17시 40분부터 20시 30분``,
``令和6年5月27日0時から``, ``2月15日9時22分から11時55分まで、予備期間 2月16日から2月29日``,
``2024年9月20日12时10分至12时40分``, ``8월 19일부터 22일까지 매일 오후 2시~5시``.
Local time unless UTC is said: UTC+8 where Beijing time is said or the characters are simplified
ones, else UTC+9.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from visviva.data.notices.window_days import each_day
from visviva.data.notices.window_times import Span, backwards, moment
from visviva.data.notices.window_tokens import Token

_DATE = (
    r"(?:(?P<era>\u4ee4\u548c)?(?P<y>\d{1,4})[\ub144\u5e74]\s*)?(?:(?P<mo>\d{1,2})[\uc6d4\u6708]\s*)?"
    r"(?P<d>\d{1,2})[\uc77c\u65e5](?:\s?[(\uff08][^)\uff09\d]{1,4}[)\uff09])?"
)
_CLOCK = (
    r"(?P<half>\uc624\uc804|\uc624\ud6c4|\u5348\u524d|\u5348\u5f8c|\u4e0a\u5348|\u4e0b\u5348)?\s*"
    r"(?:(?P<h>\d{1,2})[\uc2dc\u6642\u65f6](?!\d*\uac04|\u9593|\u95f4)"
    r"(?:\s*(?P<m>\d{1,2})\s?['\ubd84\u5206])?|(?P<hc>\d{1,2}):(?P<mc>\d{2}))"
)
_PIECE = re.compile(
    rf"(?P<date>{_DATE})|(?P<clock>{_CLOCK})|(?P<spare>\u4e88\u5099|\uc608\ube44|\u5907\u7528)"
)
_AFTER_NOON = ("\uc624\ud6c4", "\u5348\u5f8c", "\u4e0b\u5348")
#: The first year of the era by which Japan counts, less one.
_ERA = 2018
_FORMS = re.compile(r"(?P<daily>DDTT)|(?P<span>DTD?T)|(?P<again>TT)|(?P<spare>SDD?)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A date, a time of day, or the word for reserve days, with its place in the text."""

    letter: str
    start: int
    year: int = 0
    month: int = 0
    day: int = 0
    hour: int = 0
    minute: int = 0


def eastern_windows(text: str, known: int | None) -> Iterator[Span]:
    """Windows in Korean, Japanese and Chinese.

    Examples
    --------
    >>> begin, end, _ = next(eastern_windows("2024년 5월 27일 0시부터 6월 4일 0시까지", None))
    >>> f"{begin:%m-%d %H:%M} {end:%m-%d %H:%M}"
    '05-26 15:00 06-03 15:00'
    """
    pieces = list(_pieces(text, known))
    letters = "".join(p.letter for p in pieces)
    shift = _shift(text)
    hours: tuple[_Piece, _Piece] | None = None
    day: _Piece | None = None
    for match in _FORMS.finditer(letters):
        items = pieces[match.start() : match.end()]
        if match.lastgroup == "spare":
            if hours is not None:
                days = items[1], items[-1]
                yield from ((a, b, True) for a, b, _ in _daily(text, days, hours, shift))
            continue
        hours = items[-2], items[-1]
        if match.lastgroup == "span":
            day, hours = items[0], (items[1], items[-1])
            yield _span(text, items, shift)
        elif match.lastgroup == "daily":
            day = items[0]
            yield from _daily(text, (items[0], items[1]), hours, shift)
        elif day is not None:
            yield from _daily(text, (day, day), hours, shift)


def _pieces(text: str, known: int | None) -> Iterator[_Piece]:
    """Dates made whole by those before them, and times."""
    year, month = known or 0, 0
    for match in _PIECE.finditer(text):
        if match["spare"]:
            yield _Piece("S", match.start())
        elif match["date"]:
            if match["y"]:
                year = int(match["y"]) + (_ERA if match["era"] else 0)
            before, month = month, int(match["mo"] or 0) or month
            # A list that runs on into January is of the next year.
            if not match["y"] and year and before == 12 and month == 1:
                year += 1
            if month:
                yield _Piece("D", match.start(), year, month, int(match["d"]))
        else:
            hour, minute = int(match["h"] or match["hc"]), int(match["m"] or match["mc"] or 0)
            hour += 12 if match["half"] in _AFTER_NOON and hour < 12 else 0
            yield _Piece("T", match.start(), hour=hour, minute=minute)


def _span(text: str, items: list[_Piece], shift: timedelta) -> Span:
    """From a date and a time to another time, of the same day where none is named."""
    first, ta, *_, tb = items
    last = items[2] if len(items) == 4 else first
    begin = _moment(text, first, ta)
    end = _moment(text, last, tb)
    if end <= begin and last is first:
        end += timedelta(days=1)
    if end <= begin:
        raise backwards(text, first.start, begin + shift, end + shift)
    return begin + shift, end + shift, False


def _daily(
    text: str, days: tuple[_Piece, _Piece], hours: tuple[_Piece, _Piece], shift: timedelta
) -> Iterator[Span]:
    first, last = (_moment(text, day) for day in days)
    ta, tb = (Token("T", t.start, t.start, hour=t.hour, minute=t.minute) for t in hours)
    for begin, end, later in each_day(first, last, ta, tb):
        yield begin + shift, end + shift, later


def _moment(text: str, date: _Piece, time: _Piece | None = None) -> datetime:
    clock = (time.hour, time.minute) if time else (0, 0)
    return moment(text, date.start, date.year or None, date.month, date.day, *clock)


def _shift(text: str) -> timedelta:
    """What makes the local time of a text UTC."""
    if re.search(r"(?i)\bUTC(?!\s?[+-]\s?\d)|\u4e16\u754c\u6642|\u4e16\u754c\u65f6", text):
        return timedelta()
    chinese = re.search(r"\u5317\u4eac|\ubca0\uc774\uc9d5|\d\u65f6|\u8b66\u544a", text)
    return timedelta(hours=-8 if chinese else -9)
