"""Times as finely as they are known: to the minute, the day or the month."""

from typing import Final

from visviva.core.time import DAY_S, Epoch

#: Half of a 90 % interval from which on no clock time is told, s: half a day.
NO_CLOCK_S: Final = 0.5 * DAY_S
#: And from which on no day is told: half a year.
NO_DAY_S: Final = 0.5 * 365.25 * DAY_S
_MINUTE, _DAY, _MONTH = 16, 10, 7


def half_of(earliest: str, latest: str) -> float:
    """Half of an interval of ISO times, s."""
    return float(Epoch.parse(latest) - Epoch.parse(earliest)) / 2.0


def told_time(iso: str, half: float) -> str:
    """A time whose 90 % interval reaches `half` seconds to either side.

    Examples
    --------
    >>> told_time("2024-06-07T01:11:09Z", 3600.0), told_time("2024-06-07T01:11:09Z", 1e5)
    ('2024-06-07 01:11', '2024-06-07')
    >>> told_time("2032-11-20T14:56:00Z", 1.2e8)
    '2032-11'
    """
    signs = _MINUTE if half < NO_CLOCK_S else _DAY if half < NO_DAY_S else _MONTH
    return iso[:signs].replace("T", " ")
