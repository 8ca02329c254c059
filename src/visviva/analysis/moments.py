"""Times as a user writes them: ISO with an offset or a zone, a bare date, `now`, or `now+6h`."""

import re
from typing import Final

from visviva.analysis.moments_words import understood
from visviva.core.bounds import YEARS
from visviva.core.local_time import of_local
from visviva.core.time import Epoch
from visviva.errors import InputError

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
#: A local time with the name of its zone: ``2023-11-25T05:13:22[Asia/Pyongyang]``.
_ZONED = re.compile(
    r"(?P<clock>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*"
    r"\[?(?P<zone>[A-Za-z]+(?:/[A-Za-z_+-]+)+)\]?",
    re.ASCII,
)
_NOW = re.compile(r"now(?:\s*([+-])\s*(\d+(?:\.\d+)?)\s*([smhd]))?", re.ASCII | re.I)
_UNIT_S: Final = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def moment(text: str | None, option: str) -> tuple[Epoch | None, str]:
    """Time that an option says, and what was understood where the text does not say it all.

    Returns
    -------
    Epoch or None
        None where no text is given.
    str
        A note for the user (a bare date is read as 00:00 UTC), or nothing.

    Raises
    ------
    InputError
        If the text is no time; the option is named.

    Examples
    --------
    >>> when, said = moment("2024-06-07", "--start")
    >>> when.iso(0), said
    ('2024-06-07T00:00:00Z', '--start 2024-06-07 is read as 2024-06-07T00:00:00Z')
    """
    if not text:
        return None, ""
    plain = text.strip()
    if _DATE.fullmatch(plain):
        midnight = plain + "T00:00:00Z"
        return _parsed(midnight, option), understood(
            "read-as", option=option, given=plain, utc=midnight
        )
    relative = _NOW.fullmatch(plain)
    if relative:
        sign, count, unit = relative.groups()
        ahead = 0.0 if sign is None else float(f"{sign}{count}") * _UNIT_S[unit.lower()]
        when = Epoch.parse(Epoch.now().iso(0)) + ahead
        return when, understood("is", option=option, given=plain, utc=when.iso(0))
    when = _parsed(plain, option)
    if not _ZONED.fullmatch(plain):
        return when, ""
    return when, understood("is", option=option, given=plain, utc=when.iso(0))


def _parsed(text: str, option: str) -> Epoch:
    try:
        local = _ZONED.fullmatch(text)
        if local:
            when = of_local(local["clock"], local["zone"])
        else:
            when = Epoch.parse(text)
    except InputError as err:
        raise type(err)(f"{option}: {err.message}", advice=err.advice) from err
    first, last = YEARS
    if not first <= int(when.iso(0)[:4]) < last:
        raise InputError(f"{option} is {when.iso(0)}", advice=f"give a time from {first} to {last}")
    return when
