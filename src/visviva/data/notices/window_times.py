"""Moments of windows: made, or refused with their line."""

from datetime import UTC, datetime, timedelta

from visviva.data.notices.clean import line_of
from visviva.errors import InputError

Span = tuple[datetime, datetime, bool]


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
