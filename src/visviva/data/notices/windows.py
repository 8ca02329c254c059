"""Windows of time as warnings print them.

Forms: ``121606Z TO 121854Z NOV 22`` (day, hour, minute), ``1607Z TO 1854Z DAILY 14 THRU 18 NOV``,
``B) 1306110925 C) 1306111007``, ``2013-06-11 09:25-10:07 UTC``,
``2016-02-08..25 daily 22:30-03:30 UTC``, ``2023-05-30 15:00 UTC to 2023-06-10 15:00 UTC``.
Limits: times are UTC (``Z``, ``UTC``, ``GMT``) unless the text says KST or JST (UTC+9).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from visviva.core.time import Epoch
from visviva.data.notices.values import NoticeWindow
from visviva.errors import InputError

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_MONTH = r"(?P<{0}>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*"
_THRU = r"\s*(?:TO|THRU|THROUGH|UNTIL|-|–|AND)\s*"
_DDHHMM = re.compile(
    r"(?<!\d)(?P<d1>\d{2})(?P<h1>\d{2})(?P<m1>\d{2})\s?Z?(?:\s+"
    + _MONTH.format("mon1")
    + r"(?:\s+(?P<y1>\d{4}|\d{2}))?)?\s*(?:TO|THRU|UNTIL|-|–)\s*"
    r"(?P<d2>\d{2})(?P<h2>\d{2})(?P<m2>\d{2})\s?Z"
    r"(?:\s+" + _MONTH.format("mon2") + r"(?:\s+(?P<y2>\d{4}|\d{2})(?!\d|-\d))?)?"
)
_DAILY = re.compile(
    r"(?<!\d)(?P<h1>\d{2}):?(?P<m1>\d{2})\s?Z?"
    + _THRU
    + r"(?P<h2>\d{2}):?(?P<m2>\d{2})\s?(?:Z|UTC)?\s*,?\s*"
    r"(?:ON\s+)?DAILY,?\s*(?:FROM\s+)?(?P<d1>\d{1,2})(?:\s+" + _MONTH.format("mon1") + r")?"
    r"(?:\s+(?P<y1>\d{4}))?" + _THRU + r"(?P<d2>\d{1,2})\s+" + _MONTH.format("mon2") + r""
    r"(?:\s+(?P<y2>\d{4}|\d{2})(?!\d|-\d))?"
)
_NOTAM = re.compile(r"\bB\)\s*(?P<b>\d{10})\b.{0,40}?\bC\)\s*(?P<c>\d{10})\b", re.DOTALL)
_NOTAM_DAILY = re.compile(
    r"\bD\)\s*(?:DAILY\s+)?"
    r"(?P<h1>\d{2})(?P<m1>\d{2})-(?P<h2>\d{2})(?P<m2>\d{2})\b"
)
_ISO_SPAN = re.compile(
    r"(?P<a>\d{4}-\d{2}-\d{2})[ T](?P<at>\d{1,2}:\d{2})\s*(?P<za>Z|UTC|GMT|KST|JST)?"
    + _THRU
    + r"(?P<b>\d{4}-\d{2}-\d{2})[ T](?P<bt>\d{1,2}:\d{2})\s*(?P<zb>Z|UTC|GMT|KST|JST)?"
)
_ISO_DAY = re.compile(
    r"(?P<a>\d{4}-\d{2}-\d{2})[ T](?P<at>\d{1,2}:?\d{2})\s*(?:-|–|TO)\s*(?P<bt>\d{1,2}:?\d{2})"
    r"\s*(?P<z>Z|UTC|GMT|KST|JST)"
)
_ISO_DAILY = re.compile(
    r"(?P<y>\d{4})-(?P<mo>\d{2})-(?P<d1>\d{2})\s*(?:\.\.|–|TO|THRU)\s*(?:(?P<y2>\d{4})-)?"
    r"(?:(?P<mo2>\d{2})-)?(?P<d2>\d{1,2}),?\s+DAILY,?\s+(?P<at>\d{1,2}:\d{2})\s*(?:-|–|TO)\s*"
    r"(?P<bt>\d{1,2}:\d{2})\s*(?P<z>Z|UTC|GMT|KST|JST)"
)
_YEAR = (
    re.compile(r"\b(?:NAVAREA\s+[IVX]+|HYDRO(?:PAC|LANT|ARC))\s+\d+/(?P<y>\d{2,4})\b"),
    re.compile(r"\b\d{6}Z\s+[A-Z]{3}\s+(?P<y>20\d{2}|\d{2})\b"),
    re.compile(r"\b[A-Z]\d{4}/(?P<y>\d{2})\b"),
    re.compile(r"\b(?P<y>20\d{2})\b"),
)
_ANY_MONTH = re.compile(r"\b(?:\d{1,2}\s+)?" + _MONTH.format("m") + r"\b")
_YEAR_BEHIND = re.compile(
    r"\A[^.]{0,120}?\b(?:" + "|".join(_MONTHS) + r")\s+(?P<y>20\d{2}|\d{2})\b"
)
_MOST_DAYS = 400


def find_windows(text: str, *, year: int | None = None) -> tuple[NoticeWindow, ...]:
    """Every window of `text`, in order of time.

    Parameters
    ----------
    text : str
    year : int, optional
        For texts that name none.

    Raises
    ------
    InputError
        If a window ends before it starts, a date does not exist, or no year is known.

    Examples
    --------
    >>> first, *_ = find_windows("NAVAREA IV 1177/22 121606Z TO 121854Z NOV")
    >>> first.start.iso(0), first.end.iso(0)
    ('2022-11-12T16:06:00Z', '2022-11-12T18:54:00Z')
    """
    shouted = re.sub(r"(?i)\bcancel(?:ls)? th(?:is|e) (?:msg|message)[^.\n]*", " ", text).upper()
    known = year or _year_of(text.upper())
    spans = [*_notam(shouted), *_iso(shouted), *_naval(shouted, known)]
    windows = sorted(set(spans))
    for start, end, _ in windows:
        if end <= start:
            raise InputError(
                f"a window from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC ends before it "
                "starts",
                advice="check its times",
            )
    return tuple(
        NoticeWindow(Epoch.from_datetime(a), Epoch.from_datetime(b), alternate)
        for a, b, alternate in windows
    )


Span = tuple[datetime, datetime, bool]


def _year_of(text: str) -> int | None:
    for pattern in _YEAR:
        match = pattern.search(text)
        if match:
            value = int(match["y"])
            return value + 2000 if value < 100 else value
    return None


def _at(year: int | None, month: int, day: int, hour: int, minute: int) -> datetime:
    if year is None:
        raise InputError("the notice names no year", advice="give it with --year")
    if hour == 24 and minute == 0:
        return _at(year, month, day, 0, 0) + timedelta(days=1)
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError as err:
        raise InputError(
            f"no such time: day {day} of month {month} of {year}, {hour:02d}:{minute:02d}",
            advice="check the window",
        ) from err


def _clock(text: str) -> tuple[int, int]:
    digits = text.replace(":", "").rjust(4, "0")
    return int(digits[:2]), int(digits[2:])


def _shift(zone: str | None) -> timedelta:
    return timedelta(hours=-9) if zone in ("KST", "JST") else timedelta()


def _notam(text: str) -> Iterator[Span]:
    for match in _NOTAM.finditer(text):
        begin, end = (_stamp(match[g]) for g in ("b", "c"))
        daily = _NOTAM_DAILY.search(text, match.end(), match.end() + 200)
        if daily is None:
            yield begin, end, False
            continue
        clock = [int(daily[g]) for g in ("h1", "m1", "h2", "m2")]
        yield from _each_day(begin, end, *clock)


def _stamp(digits: str) -> datetime:
    parts = [int(digits[k : k + 2]) for k in range(0, 10, 2)]
    return _at(2000 + parts[0], parts[1], parts[2], parts[3], parts[4])


def _iso(text: str) -> Iterator[Span]:
    for match in _ISO_SPAN.finditer(text):
        ends = []
        for day, clock, zone in (("a", "at", "za"), ("b", "bt", "zb")):
            y, mo, d = (int(x) for x in match[day].split("-"))
            ends.append(_at(y, mo, d, *_clock(match[clock])) + _shift(match[zone] or match["zb"]))
        yield ends[0], ends[1], False
    for match in _ISO_DAY.finditer(text):
        y, mo, d = (int(x) for x in match["a"].split("-"))
        begin = _at(y, mo, d, *_clock(match["at"])) + _shift(match["z"])
        end = _at(y, mo, d, *_clock(match["bt"])) + _shift(match["z"])
        yield begin, end + timedelta(days=1 if end <= begin else 0), False
    for match in _ISO_DAILY.finditer(text):
        y, mo = int(match["y"]), int(match["mo"])
        first = _at(y, mo, int(match["d1"]), 0, 0)
        last = _at(int(match["y2"] or y), int(match["mo2"] or mo), int(match["d2"]), 0, 0)
        for span in _each_day(first, last, *_clock(match["at"]), *_clock(match["bt"])):
            yield span[0] + _shift(match["z"]), span[1] + _shift(match["z"]), span[2]


def _each_day(
    first: datetime, last: datetime, h1: int, m1: int, h2: int, m2: int
) -> Iterator[Span]:
    """One window a day from `first` to `last`, both included; it may run over midnight."""
    if last < first:
        raise InputError(
            f"days from {first:%Y-%m-%d} to {last:%Y-%m-%d} end before they start",
            advice="check the dates",
        )
    if (last - first).days > _MOST_DAYS:
        raise InputError(f"more than {_MOST_DAYS} daily windows", advice="check the dates")
    over = timedelta(days=1) if (h2, m2) <= (h1, m1) else timedelta()
    for k in range((last.date() - first.date()).days + 1):
        day = first.replace(hour=0, minute=0) + timedelta(days=k)
        yield (
            day + timedelta(hours=h1, minutes=m1),
            day + timedelta(hours=h2, minutes=m2) + over,
            k > 0,
        )


def _naval(text: str, year: int | None) -> Iterator[Span]:
    """Windows by day, hour and minute: a month that one names stands for those before it."""
    for match in _DDHHMM.finditer(text):
        month = _month(match["mon2"]) or _next_month(text, match.end())
        first = _month(match["mon1"]) or month
        if month is None or first is None:
            continue
        y2 = _full(match["y2"]) or _next_year(text, match.end()) or year
        y1 = _full(match["y1"]) or (y2 - 1 if y2 and first > month else y2)
        d1, d2 = int(match["d1"]), int(match["d2"])
        if match["mon1"] is None and d1 > d2:
            # A window that starts on the last day of the month before the one that is named.
            first, y1 = (12, y1 - 1 if y1 else y1) if month == 1 else (month - 1, y1)
        begin = _at(y1, first, d1, int(match["h1"]), int(match["m1"]))
        end = _at(y2, month, d2, int(match["h2"]), int(match["m2"]))
        before = text[max(0, match.start() - 14) : match.start()]
        yield begin, end, "ALTERNATE" in before or "BACKUP" in before
    for match in _DAILY.finditer(text):
        month = _month(match["mon2"])
        assert month is not None
        first = _month(match["mon1"]) or (
            month if int(match["d1"]) <= int(match["d2"]) else month - 1
        )
        y2 = _full(match["y2"]) or _next_year(text, match.end()) or year
        y1 = _full(match["y1"]) or y2
        if first == 0 or (first > month and y1 == y2 and y1 is not None):
            first, y1 = first or 12, (y1 - 1 if y1 is not None else None)
        yield from _each_day(
            _at(y1, first, int(match["d1"]), 0, 0),
            _at(y2, month, int(match["d2"]), 0, 0),
            *(int(match[g]) for g in ("h1", "m1", "h2", "m2")),
        )


def _month(name: str | None) -> int | None:
    return None if name is None else _MONTHS.index(name) + 1


def _full(year: str | None) -> int | None:
    if year is None:
        return None
    value = int(year)
    return value + 2000 if value < 100 else value


def _next_month(text: str, place: int) -> int | None:
    match = re.compile(r"\b(?:\d{1,2}\s+)?" + _MONTH.format("m") + r"\b").search(
        text, place, place + 240
    )
    return None if match is None else _month(match["m"])


def _next_year(text: str, place: int) -> int | None:
    match = re.compile(
        r"\A[^.]{0,120}?\b(?:" + "|".join(_MONTHS) + r")\s+(?P<y>20\d{2}|\d{2})\b"
    ).match(text[place : place + 160])
    return None if match is None else _full(match["y"])
