"""Windows that lean on what stands before them: the same hours, more days, the days of a heading.

Forms: ``RESERVE 07 AND 08 SEP, SAME TIMES``, ``AND DAILY 0650Z TO 1100Z UNTIL 23 JUN`` behind a
first window, and ``11 THRU 16 DEC: A. 1400Z TO 1805Z DAILY`` where each area has its hours.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from visviva.data.notices.window_days import day_items, each_day, zone_of
from visviva.data.notices.window_times import Span, moment
from visviva.data.notices.window_tokens import Token

_ITEM = r"(?:dRd|dRN|NRd|d|N)"
#: A list of days as letters of tokens.
DAYS = rf"(?P<days>(?:NRN(?=.{{0,60}}?[md])|{_ITEM})(?:S{{1,2}}(?:{_ITEM}|NRN(?=S))){{0,60}})"
#: Forms by letters of tokens; ``H`` is "same hours".
FORMS_AGAIN = (
    ("same-hours", re.compile(rf"A?S?E?{DAYS}[SE]*H")),
    ("until", re.compile(r"E(?P<ta>T)R(?P<tb>T)R(?P<until>d)")),
)
#: Tried last: hours alone, each day, with the days of a heading.
HOURS_ALONE = ("hours", re.compile(r"(?P<ta>T)R(?P<tb>T)E(?!S?[dN])"))
_HOURS_BEFORE = re.compile(r"(?P<a>[TD])m?R(?P<b>[TD])")
_HEADING = re.compile(rf"{_ITEM}(?:S{{1,2}}{_ITEM}){{0,60}}")


def same_hours(
    text: str, tokens: list[Token], match: re.Match[str], known: int | None
) -> Iterator[Span]:
    """More days with the hours of the window before; none where no window stands before."""
    before = list(_HOURS_BEFORE.finditer("".join(t.letter for t in tokens[: match.start()])))
    if before:
        ta, tb = (tokens[before[-1].start(g)] for g in "ab")
        days = tokens[match.start("days") : match.end("days")]
        for begin, end, _ in _windows(text, days, ta, tb, known):
            yield begin, end, True


def until(
    text: str, tokens: list[Token], match: re.Match[str], known: int | None
) -> Iterator[Span]:
    """Daily hours from the day of the window before to a last day."""
    last = tokens[match.start("until")]
    first = next((t for t in reversed(tokens[: match.start()]) if t.letter == "D"), None)
    if first is None:
        return
    month = last.month if first.day <= last.day else (last.month - 2) % 12 + 1
    start = replace(first, letter="d", month=month, year=0)
    to = Token("R", last.start, last.start)
    yield from _windows(
        text, [start, to, last], tokens[match.start("ta")], tokens[match.start("tb")], known
    )


def heading_days(
    text: str, tokens: list[Token], match: re.Match[str], known: int | None
) -> Iterator[Span]:
    """Hours alone, each day, on the days that a heading before them names."""
    letters = "".join(t.letter for t in tokens[: match.start()])
    lists = [m for m in _HEADING.finditer(letters) if "d" in m[0]]
    if lists:
        days = tokens[lists[-1].start() : lists[-1].end()]
        ta, tb = tokens[match.start("ta")], tokens[match.start("tb")]
        yield from _windows(text, days, ta, tb, known)


def _windows(
    text: str, days: list[Token], ta: Token, tb: Token, known: int | None
) -> Iterator[Span]:
    """The same hours on each of some days; a day without its month is of the next one named."""
    zone: timedelta = zone_of(ta, tb, *days)
    month = year = 0
    spans = []
    for first, last in reversed(list(day_items(days))):
        month, year = last.month or month, last.year or year or known or 0
        b = moment(text, ta.start, year or None, month, last.day)
        begins = first.month or (month if first.day <= last.day else (month - 2) % 12 + 1)
        a = moment(text, ta.start, year - (begins > month) or None, begins, first.day)
        spans.append((a, b))
    for a, b in reversed(spans):
        for begin, end, later in each_day(a, b, ta, tb):
            yield begin + zone, end + zone, later


AGAIN = {"same-hours": same_hours, "until": until, "hours": heading_days}
