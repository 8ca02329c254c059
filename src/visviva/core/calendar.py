"""Calendar texts of times: ISO 8601 in and out, with its offset; pyerfa without its notes."""

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.core.iau import erfa
from visviva.errors import TimeError

ISO = re.compile(
    r"^\s*(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?)?"
    r"\s*(Z|z|UTC|[+-]\d\d:?\d\d)?\s*$"
)


def quiet(function: Any, *arguments: Any) -> Any:
    """Call pyerfa without its "dubious year" notes: future dates are this program's daily bread."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", erfa.ErfaWarning)
        try:
            return function(*arguments)
        except erfa.ErfaError as err:
            raise TimeError(
                f"not a moment of the calendar ({err})", advice="check month, day and hour"
            ) from err


def month_days(year: NDArray[np.intc], month: NDArray[np.intc]) -> NDArray[np.intc]:
    """Days in a month of the Gregorian calendar."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.intc)
    out: NDArray[np.intc] = lengths[month - 1] + (leap & (month == 2))
    return out


def less_offset(fields: tuple[int, ...], offset: str) -> tuple[int, ...]:
    """Calendar fields (year to minute) of UTC, from those of a clock that is `offset`.

    ``+09:00`` ahead of it.
    """
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise TimeError(f"no clock is {offset} off UTC", advice="offsets run from -12:00 to +14:00")
    ahead = timedelta(hours=hours, minutes=minutes)
    try:
        local = datetime(*fields)  # type: ignore[arg-type]
        utc = local - ahead if offset[0] == "+" else local + ahead
    except (ValueError, OverflowError) as err:
        raise TimeError(
            f"not a day of the calendar ({err})", advice="check year, month and day"
        ) from err
    return utc.year, utc.month, utc.day, utc.hour, utc.minute


def iso_text(year: int, month: int, day: int, hmsf: Any, precision: int) -> str:
    """ISO 8601 text of one UTC time from its fields, with so many decimals of a second."""
    tail = f".{int(hmsf['f']):0{precision}d}" if precision > 0 else ""
    clock = f"{int(hmsf['h']):02d}:{int(hmsf['m']):02d}:{int(hmsf['s']):02d}"
    return f"{year:04d}-{month:02d}-{day:02d}T{clock}{tail}Z"


def utc_text(moment: date) -> str:
    """A moment as ISO 8601 in UTC that ends in Z; a day as it is.

    Parameters
    ----------
    moment : date or datetime
        With its offset, where it is a moment; one without is taken as it stands.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> utc_text(datetime(2022, 12, 17, 2, 45, tzinfo=timezone(timedelta(hours=9))))
    '2022-12-16T17:45:00Z'
    >>> utc_text(date(2022, 12, 16))
    '2022-12-16'
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
