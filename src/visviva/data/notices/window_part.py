"""Part D of a NOTAM: on which days and hours, between its B and C, the areas are closed.

Forms: ``DAILY 0900-0930``, ``10 11 2200-2359``, ``MAR 12 13 15-17 0200-0500, 19 0215-0500``,
``OCT 11 2340-OCT 12 0415``, ``11 2340-12 0415``, ``MON-FRI 0500-1000``,
``0000-0300 AND 1800-2359``.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from visviva.data.notices.window_days import day_items, each_day
from visviva.data.notices.window_times import Span, backwards, moment
from visviva.data.notices.window_tokens import Token, tokens_of

_FORM = re.compile(
    r"(?P<da>[dN])(?P<sa>T)R(?P<db>[dN])(?P<sb>T)"
    r"|(?P<days>(?:(?:dRd|dRN|NRd|NRN|d|N)S?)*)E?(?P<ta>T)R(?P<tb>T)"
)
_WEEK = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_WEEKDAYS = re.compile(rf"\b(?P<a>{'|'.join(_WEEK)})\w*(?:\s?-\s?(?P<b>{'|'.join(_WEEK)})\w*)?")


def part_hours(
    text: str, part: str, stamped: int, between: tuple[datetime, datetime]
) -> Iterator[Span]:
    """Windows of part D: each day's hours, or those of listed days (month of B where none).

    Parameters
    ----------
    text, part : str
        The notice, and what stands behind its D.
    stamped : int
        Where in the text its B stands, for errors.
    between : tuple of datetime
        B and C.

    Examples
    --------
    >>> from datetime import UTC
    >>> between = datetime(2024, 10, 11, tzinfo=UTC), datetime(2024, 10, 15, tzinfo=UTC)
    >>> part = "11 2340-12 0415, 14 0100-0300"
    >>> [f"{a:%d %H}-{b:%d %H}" for a, b, _ in part_hours("", part, 0, between)]
    ['11 23-12 04', '14 01-14 03']
    """
    begin, end = between
    tokens = tokens_of(part, begin.year)
    letters = "".join(t.letter for t in tokens)
    open_days = _weekdays(part)
    days: list[Token] = []
    behind = -1
    for match in _FORM.finditer(letters):
        if match["sa"]:
            four = [tokens[match.start(name)] for name in ("da", "sa", "db", "sb")]
            yield _across(text, stamped, four, begin)
            continue
        ta, tb = tokens[match.start("ta")], tokens[match.start("tb")]
        own = tokens[match.start("days") : match.end("days")] if match["days"] else []
        # Hours right behind hours are of the same days.
        days = own or (days if set(letters[behind : match.start()]) <= {"S"} and behind > 0 else [])
        behind = match.end()
        if not days:
            for span in each_day(begin, end, ta, tb):
                # Hours over midnight that would begin behind C are of no day.
                if span[0] < end and span[0].weekday() in open_days:
                    yield span
            continue
        month, year = begin.month, begin.year
        for first, last in day_items(days):
            month, year = _month(first, month, begin)
            a = moment(text, stamped, year, month, first.day)
            b = moment(text, stamped, year, last.month or month, last.day)
            yield from each_day(a, b, ta, tb)


def _month(day: Token, month: int, begin: datetime) -> tuple[int, int]:
    """Month and year of a day: its own, or that of B, or the next where the day lies before B."""
    early = day.day < begin.day and month == begin.month
    month = day.month or (month % 12 + 1 if early else month)
    return month, begin.year + (month < begin.month)


def _across(text: str, stamped: int, four: list[Token], begin: datetime) -> Span:
    """From an hour of one day to an hour of another."""
    da, ta, db, tb = four
    month, year = _month(da, begin.month, begin)
    a = moment(text, stamped, year, month, da.day, ta.hour, ta.minute)
    month, year = _month(db, month if db.day >= da.day else month % 12 + 1, begin)
    b = moment(text, stamped, year, month, db.day, tb.hour, tb.minute)
    if b <= a:
        raise backwards(text, stamped, a, b)
    return a, b, False


def _weekdays(part: str) -> frozenset[int]:
    """Days of the week that are named; all where none is."""
    out: set[int] = set()
    for match in _WEEKDAYS.finditer(part):
        a = _WEEK.index(match["a"])
        b = _WEEK.index(match["b"]) if match["b"] else a
        out |= {k % 7 for k in range(a, (b if b >= a else b + 7) + 1)}
    return frozenset(out or range(7))
