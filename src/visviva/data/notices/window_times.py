"""Moments of windows: made, or refused with their line; and those of Korean and Japanese texts."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from visviva.data.notices.clean import line_of
from visviva.errors import InputError

Span = tuple[datetime, datetime, bool]
#: A date and an hour in Korean or Japanese: year, month, day, hour, minute.
_EASTERN = re.compile(
    r"(?:(?P<y>\d{4})[\ub144\u5e74]\s*)?(?P<mo>\d{1,2})[\uc6d4\u6708]\s*(?P<d>\d{1,2})[\uc77c\u65e5]"
    r"\s*(?P<h>\d{1,2})[\uc2dc\u6642](?:\s*(?P<m>\d{1,2})\s?['\ubd84\u5206])?"
)


def moment(
    text: str, place: int, year: int | None, month: int, day: int, hour: int = 0, minute: int = 0
) -> datetime:
    """A moment in UTC; 24:00 is the next midnight.

    Raises
    ------
    InputError
        If the year is not known or there is no such time.
    """
    if not year:
        raise InputError("the notice names no year", advice="give it with --year")
    if hour == 24 and minute == 0:
        return moment(text, place, year, month, day) + timedelta(days=1)
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError as err:
        raise InputError(
            f"no such time: day {day} of month {month} of {year}, {hour:02d}:{minute:02d}",
            advice="check the window",
            place=f"line {line_of(text, place)}",
        ) from err


def backwards(text: str, place: int, begin: datetime, end: datetime) -> InputError:
    """The error of a window that ends before it starts."""
    return InputError(
        f"a window from {begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC ends before it starts",
        advice="check its times",
        place=f"line {line_of(text, place)}",
    )


def eastern_windows(text: str, known: int | None) -> Iterator[Span]:
    """Windows in Korean and Japanese, two moments each: local time (UTC+9) unless UTC is said."""
    found = list(_EASTERN.finditer(text))
    shift = timedelta() if "UTC" in text.upper() else timedelta(hours=-9)
    for a, b in zip(found[::2], found[1::2], strict=False):
        ends = []
        for m in (a, b):
            year = int(m["y"] or a["y"] or 0) or known
            clock = (int(m["h"]), int(m["m"] or 0))
            ends.append(moment(text, m.start(), year, int(m["mo"]), int(m["d"]), *clock) + shift)
        if ends[1] <= ends[0]:
            raise backwards(text, a.start(), ends[0], ends[1])
        yield ends[0], ends[1], False
