"""Windows of time as warnings print them.

Forms: ``121606Z TO 121854Z NOV 22`` (day, hour, minute), ``1607Z TO 1854Z DAILY 14 THRU 18 NOV``,
``DAILY 2330Z TO 0100Z, 06 TO 15 SEP``, ``B) 1306110925 C) 1306111007 D) DAILY 0900-0930``,
``18 SEP 04:12 2023 UNTIL 18 SEP 04:42 2023``, ``2016-02-08..25 daily 22:30-03:30 UTC``,
``0:00 May 31, 2023 to 0:00 June 11, 2023 (JST)``.
Limits: times are UTC unless the text says KST, JST or UTC with an offset.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from visviva.core.time import Epoch
from visviva.data.notices.coordinates import find_coordinates
from visviva.data.notices.values import NoticeWindow
from visviva.data.notices.window_again import AGAIN, DAYS, FORMS_AGAIN, HOURS_ALONE
from visviva.data.notices.window_days import day_items, each_day, zone_of
from visviva.data.notices.window_eastern import eastern_windows
from visviva.data.notices.window_part import part_hours
from visviva.data.notices.window_times import Span, backwards, moment
from visviva.data.notices.window_tokens import Token, tokens_of

_STAMPS = re.compile(
    r"(?:(?:\bB\)|\b(?:FROM|WEF):?)\s*|(?<!\d))(?P<b>\d{10})(?!\d)"
    r"(?:\s?[-/]\s?|.{0,40}?(?:\bC\)|\b(?:TO|TILL?|UNTIL):?)\s*)(?P<c>\d{10})(?:EST|UTC)?\b",
    re.DOTALL,
)
_PART_D = re.compile(r"\A.{0,100}?(?:\bD\)|\b(?=(?:DAILY|DLY)\b))(?P<d>.{1,400}?)\Z", re.DOTALL)
_YEAR = (
    re.compile(r"\b(?:NAVAREA\s+[IVX]+|HYDRO(?:PAC|LANT|ARC))\s+\d+\s*/\s*(?P<y>\d{2,4})\b"),
    re.compile(r"\bNAVAREA\s+[IVX]+\s+(?:WARNING\s+)?(?P<y>\d{2})-?\d{4}\b"),
    re.compile(r"\b\d{6}\s?(?:Z|UTC)\s+[A-Z]{3}\s+(?P<y>20\d{2}|\d{2})\b"),
    re.compile(r"\b[A-Z]\d{4}/(?P<y>\d{2})\b"),
    re.compile(r"(?<!\d)(?P<y>20\d{2})(?:\b|[\u5e74\ub144])"),
)
_CANCEL = re.compile(r"(?i)\bcancel(?:s|led)?\s+(?:this|the)\s+(?:msg|message)[^.\n]*")
_FORMS = (
    ("stamps", re.compile(r"A?(?P<a>D)(?P<ma>m)?R(?P<b>D)(?P<mb>m)?")),
    ("spans", re.compile(r"A?(?P<da>d)S?(?P<ta>T)(?P<ya>Y)?R?(?P<db>d)S?(?P<tb>T)(?P<yb>Y)?")),
    ("spans", re.compile(r"A?(?P<ta>T)S?(?P<da>d)S?[RS](?P<tb>T)S?(?P<db>d)")),
    *FORMS_AGAIN,
    ("days", re.compile(rf"A?E?{DAYS}[SE]*(?P<ta>T)[RS](?P<tb>T)(?!S?[dN])")),
    ("days", re.compile(rf"A?[ES]*(?P<ta>T)[RS](?P<tb>T)[SE]*{DAYS}")),
    ("days", re.compile(rf"A?E?{DAYS}[SE]*(?P<ta>T)[RS](?P<tb>T)")),
    HOURS_ALONE,
)
#: A window over the end of a month that is named once is no longer: else its days are a slip.
LONGEST = timedelta(days=20)
#: Hours behind hours, with no days of their own.
_MORE_HOURS = re.compile(r"S{1,2}(?P<ta>T)R(?P<tb>T)(?!E?S?[dNE])")
#: Hours before other hours whose days stand behind them, and days that are left out.
_HOURS_FIRST = re.compile(r"(?P<ta>T)R(?P<tb>T)S{1,2}(?=TRT)")
_OF_DAYS = re.compile(rf"(?:TRTS{{1,2}}){{0,40}}TRT[SE]*{DAYS}")
_BUT = re.compile(rf"[SE]*V[SE]*{DAYS}")


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
    shouted = _without_places(_CANCEL.sub(lambda m: " " * len(m[0]), text)).upper()
    known = year or _year_of(text.upper())
    spans = [*_stamped(shouted, known), *_worded(shouted, known), *eastern_windows(text, known)]
    windows = sorted(set(_over_new_year(spans, known)))
    return tuple(
        NoticeWindow(Epoch.from_datetime(a), Epoch.from_datetime(b), alternate)
        for a, b, alternate in windows
    )


def _over_new_year(spans: list[Span], known: int | None) -> list[Span]:
    """January of a list that begins in December is of the year after the warning's own."""
    late = any(begin.year == known and begin.month > 10 for begin, _, _ in spans)
    early = [s for s in spans if s[1].year == known and s[1].month < 3]
    if not late or not early:
        return spans
    later = [
        (begin.replace(year=begin.year + 1), end.replace(year=end.year + 1), alternate)
        for begin, end, alternate in early
    ]
    return [s for s in spans if s not in early] + later


def _without_places(text: str) -> str:
    """The text with blanks for its coordinates, whose figures are no times."""
    out, end = [], 0
    for found in find_coordinates(text):
        out.append(text[end : found.start] + " " * (found.end - found.start))
        end = found.end
    return "".join(out) + text[end:]


def _year_of(text: str) -> int | None:
    for pattern in _YEAR:
        match = pattern.search(text)
        if match:
            value = int(match["y"])
            return value + 2000 if value < 100 else value
    return None


def _stamped(text: str, known: int | None) -> Iterator[Span]:
    """Windows of a NOTAM: from B to C, or the hours of part D on the days between."""
    for match in _STAMPS.finditer(text):
        begin, end = (_stamp(text, match, g) for g in ("b", "c"))
        if end <= begin:
            raise backwards(text, match.start(), begin, end)
        behind = re.split(r"\bE\)", text[match.end() : match.end() + 500])[0]
        part = _PART_D.search(behind)
        hours = (
            [] if part is None else list(part_hours(text, part["d"], match.start(), (begin, end)))
        )
        if hours:
            yield from hours
        else:
            yield begin, end, False


def _worded(text: str, known: int | None) -> Iterator[Span]:
    """Windows by words: patterns of tokens, the first that fits at each place."""
    tokens = tokens_of(text, known)
    letters = "".join(t.letter for t in tokens)
    k = 0
    while k < len(letters):
        earlier = []
        while (first := _HOURS_FIRST.match(letters, k)) and _OF_DAYS.match(letters, first.end()):
            earlier.append(first)
            k = first.end()
        for name, pattern in _FORMS:
            match = pattern.match(letters, k)
            if match and name == "days":
                # More hours of the same days, behind them or before: 1800-2359 AND 0000-0300.
                more, end = [match, *earlier], match.end()
                while behind := _MORE_HOURS.match(letters, end):
                    more.append(behind)
                    end = behind.end()
                but = _BUT.match(letters, end)
                for one in more:
                    hours = (tokens[one.start("ta")], tokens[one.start("tb")])
                    spans = list(_day_windows(text, tokens, match, known, hours))
                    if but:
                        left = {s[0] for s in _day_windows(text, tokens, but, known, hours)}
                        spans = [s for s in spans if s[0] not in left]
                    yield from spans
                k = but.end() if but else end
                break
            if match:
                yield from _READ[name](text, tokens, match, known)
                k = match.end()
                break
        else:
            k += 1


def _stamp_window(
    text: str, tokens: list[Token], match: re.Match[str], known: int | None
) -> Iterator[Span]:
    """``121606Z TO 121854Z NOV 22``: a month that is named later stands for those before it."""
    a, b = tokens[match.start("a")], tokens[match.start("b")]
    if not (a.sure or b.sure):
        return
    named = _named_month(tokens, match)
    if named is None:
        return
    last, carrier = named
    month_b, year_b = last.month, last.year or _later_year(tokens, match.end()) or known
    # A list that runs over the end of a month: its earlier days are of the month before.
    if match["mb"] is None and carrier and b.day > carrier:
        month_b, year_b = _before(month_b, year_b)
    first = tokens[match.start("ma")] if match["ma"] else None
    month_a, year_a = (first.month, first.year or year_b) if first else (month_b, year_b)
    if first and not first.year and first.month > month_b and year_b:
        year_a = year_b - 1
    if first is None and a.day > b.day:
        month_a, year_a = _before(month_b, year_b)
    begin = moment(text, a.start, year_a, month_a, a.day, a.hour, a.minute) + a.shift
    end = moment(text, b.start, year_b, month_b, b.day, b.hour, b.minute) + b.shift
    if end <= begin or (first is None and end - begin > LONGEST and a.day > b.day):
        raise backwards(text, a.start, begin, end)
    yield begin, end, _alternate(tokens, match)


def _named_month(tokens: list[Token], match: re.Match[str]) -> tuple[Token, int] | None:
    """The month that stands for a window, and the day of the one that carries it."""
    if match["mb"]:
        return tokens[match.start("mb")], 0
    for k in range(match.end(), min(match.end() + 60, len(tokens))):
        if tokens[k].letter in "md":
            day = tokens[k].day or (tokens[k - 1].day if tokens[k - 1].letter == "D" else 0)
            return tokens[k], day
    # None behind it: alternates go on in the month of what stands before them.
    before = [k for k in range(match.start()) if tokens[k].letter in "md"]
    return (tokens[before[-1]], 0) if before else None


def _span_window(
    text: str, tokens: list[Token], match: re.Match[str], known: int | None
) -> Iterator[Span]:
    """A date and a time at either end."""
    ta, tb, da, db = (tokens[match.start(g)] for g in ("ta", "tb", "da", "db"))
    groups = match.groupdict()
    years = [tokens[match.start(g)].year if groups.get(g) else 0 for g in ("ya", "yb")]
    zone = zone_of(ta, tb, da, db)
    year_b = db.year or years[1] or _later_year(tokens, match.end()) or known
    year_a = da.year or years[0] or year_b
    if not (da.year or years[0]) and da.month > db.month and year_a:
        year_a -= 1
    begin = moment(text, ta.start, year_a, da.month, da.day, ta.hour, ta.minute) + zone
    end = moment(text, tb.start, year_b, db.month, db.day, tb.hour, tb.minute) + zone
    if end <= begin:
        raise backwards(text, ta.start, begin, end)
    yield begin, end, _alternate(tokens, match)


def _day_windows(
    text: str,
    tokens: list[Token],
    match: re.Match[str],
    known: int | None,
    hours: tuple[Token, Token] | None = None,
) -> Iterator[Span]:
    """The same hours on each of some days; those of the match where none are given."""
    ta, tb = hours or (tokens[match.start("ta")], tokens[match.start("tb")])
    days = tokens[match.start("days") : match.end("days")]
    zone = zone_of(ta, tb, *days)
    year = next((t.year for t in reversed(days) if t.year), 0)
    year = year or _later_year(tokens, match.end()) or known or 0
    alternate = _alternate(tokens, match)
    month_behind = _named_month_behind(tokens, match)
    # Read from the end: a day without its month is of the next one that is named.
    month, day = month_behind, 99
    items: list[tuple[datetime, datetime]] = []
    for first, last in reversed(list(day_items(days))):
        if last.month:
            month, year = last.month, last.year or year
        elif last.day > day and first.month == 0:
            month, year = _before(month, year)
        if not month:
            return
        b = moment(text, ta.start, year or None, month, last.day)
        if first.month:
            month, year = first.month, first.year or (year - 1 if first.month > b.month else year)
        elif first.day > last.day:
            month, year = _before(month, year)
        items.append((moment(text, ta.start, year or None, month, first.day), b))
        day = first.day
    for k, (a, b) in enumerate(reversed(items)):
        for begin, end, later in each_day(a, b, ta, tb):
            bare = not (ta.sure or tb.sure or ta.zone is not None or zone or days[0].year)
            if bare and len(items) == 1 and a == b:
                # Figures that only look like hours: a bare pair beside one date needs a zone.
                continue
            yield begin + zone, end + zone, alternate or later or k > 0


_READ = {"stamps": _stamp_window, "spans": _span_window, "days": _day_windows, **AGAIN}


def _named_month_behind(tokens: list[Token], match: re.Match[str]) -> int:
    for k in range(match.end(), min(match.end() + 40, len(tokens))):
        if tokens[k].letter in "md":
            return tokens[k].month
    return 0


def _alternate(tokens: list[Token], match: re.Match[str]) -> bool:
    """Whether a window is told as an alternate, right before it or since the last other word."""
    k = match.start()
    if tokens[k].letter == "A":
        return True
    while k > 0 and tokens[k - 1].letter in "DTdNmYRSEA":
        k -= 1
        if tokens[k].letter == "A":
            return True
    return False


def _later_year(tokens: list[Token], k: int) -> int:
    """Year of a date that stands soon behind."""
    for token in tokens[k : k + 30]:
        if token.letter in "mdY" and token.year:
            return token.year
    return 0


def _before(month: int, year: int | None) -> tuple[int, int]:
    return (12, (year or 1) - 1) if month == 1 else (month - 1, year or 0)


def _stamp(text: str, match: re.Match[str], group: str) -> datetime:
    parts = [int(match[group][k : k + 2]) for k in range(0, 10, 2)]
    return moment(text, match.start(group), 2000 + parts[0], *parts[1:])
