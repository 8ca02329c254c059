"""How large an input may be: what no honest use comes near, and what a machine can still bear.

In one place, so that a limit is the same whichever way an input comes in.
"""

from math import isfinite
from typing import Final

from visviva.errors import InputError

#: Bytes of a table or a text: winds, sites, webcasts, facts, studies, cases.
TEXT_BYTES: Final = 64 << 20
#: Bytes of a catalogue of element sets, unpacked: the whole public history of a year.
ELEMENT_BYTES: Final = 2 << 30
#: Levels of brackets in a file.
DEPTH: Final = 64
#: Digits of a whole number: 18 fit into the numbers that all programs share.
DIGITS: Final = 18
#: Signs of one cell of a table.
CELL: Final = 131_072
#: Samples of a Monte Carlo.
SAMPLES: Final = 1_000_000
#: Days of one search, and the seconds that they are.
SPAN_DAYS: Final = 3_660.0
#: Rows of one answer.
ROWS: Final = 20_000_000
#: Years in which times make sense for an orbit.
YEARS: Final = (1957, 2100)


def within(value: float, low: float, high: float, what: str, unit: str = "") -> float:
    """The value, if it is a number from `low` to `high`.

    Raises
    ------
    InputError
        If it is not; the message has the value and the range.

    Examples
    --------
    >>> within(3.0, 0.0, 10.0, "a span", "days")
    3.0
    >>> within(float("inf"), 0.0, 10.0, "a span", "days")
    Traceback (most recent call last):
        ...
    visviva.errors.InputError: a span of inf days; give 0 to 10 days
    """
    if not (isfinite(value) and low <= value <= high):
        tail = f" {unit}" if unit else ""
        raise InputError(f"{what} of {value:g}{tail}", advice=f"give {low:g} to {high:g}{tail}")
    return value
