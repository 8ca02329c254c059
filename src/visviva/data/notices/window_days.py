"""Days and hours made windows: lists of days, the same hours on each of them, their zone."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from visviva.data.notices.window_times import Span
from visviva.data.notices.window_tokens import Token
from visviva.errors import InputError

#: Most windows that one list of days makes.
MOST_DAYS = 400


def day_items(days: list[Token]) -> Iterator[tuple[Token, Token]]:
    """First and last day of each item of a list such as ``14, 16 AND 18 THRU 20 NOV``."""
    letters = "".join(t.letter for t in days)
    month = 0
    for item in re.finditer(r"[dN]R[dN]|[dN]", letters):
        first, last = days[item.start()], days[item.end() - 1]
        if first.letter == "d" and last.letter == "N":
            last = Token(
                "d", last.start, last.end, day=last.day, month=first.month, year=first.year
            )
        month = last.month or month
        yield first, last


def zone_of(*tokens: Token) -> timedelta:
    """The zone that any of the tokens names; UTC where none does."""
    for token in tokens:
        if token.zone:
            return token.shift
    return timedelta()


def each_day(first: datetime, last: datetime, ta: Token, tb: Token) -> Iterator[Span]:
    """One window a day from `first` to `last`, both included; it may run over midnight."""
    if last < first:
        raise InputError(
            f"days from {first:%Y-%m-%d} to {last:%Y-%m-%d} end before they start",
            advice="check the dates",
        )
    if (last - first).days > MOST_DAYS:
        raise InputError(f"more than {MOST_DAYS} daily windows", advice="check the dates")
    over = timedelta(days=1) if (tb.hour, tb.minute) <= (ta.hour, ta.minute) else timedelta()
    for k in range((last.date() - first.date()).days + 1):
        day = first.replace(hour=0, minute=0) + timedelta(days=k)
        yield (
            day + timedelta(hours=ta.hour, minutes=ta.minute),
            day + timedelta(hours=tb.hour, minutes=tb.minute) + over,
            k > 0,
        )
