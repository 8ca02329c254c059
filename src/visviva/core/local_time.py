"""Local time beside UTC: what clocks showed at a place, by the history of its time zone.

Limits: zones are those of the IANA database (through `zoneinfo`); before about 1970 its history is
not complete. A leap second is shown as the second before.
"""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from visviva.core.time import Epoch
from visviva.errors import TimeError


def local_iso(epoch: Epoch, zone: str) -> str | None:
    """Local time to the second with its offset; None where the zone is not known.

    Examples
    --------
    Pyongyang kept UTC+8:30 from 15 August 2015 to 4 May 2018.

    >>> local_iso(Epoch.parse("2016-02-07T00:30:00Z"), "Asia/Pyongyang")
    '2016-02-07T09:00:00+08:30'
    >>> local_iso(Epoch.parse("2023-11-21T13:42:28Z"), "Asia/Pyongyang")
    '2023-11-21T22:42:28+09:00'
    """
    return local_of(str(epoch.iso(0)), zone)


def local_of(utc: str, zone: str) -> str | None:
    """The same of a UTC time in ISO form.

    Examples
    --------
    >>> local_of("2016-12-31T23:59:60Z", "Asia/Seoul")
    '2017-01-01T08:59:59+09:00'
    """
    clock = _zone(zone)
    if clock is None:
        return None
    plain = utc[:19].replace(":60", ":59")
    moment = datetime.fromisoformat(plain).replace(tzinfo=UTC)
    return moment.astimezone(clock).isoformat(timespec="seconds")


def offset_words(start: Epoch, end: Epoch, zone: str) -> str | None:
    """By how much clocks of a zone differ from UTC in a window; None where it is not known.

    Examples
    --------
    >>> day = Epoch.parse("2024-03-30T00:00:00Z")
    >>> offset_words(day, day + 86400.0, "Asia/Seoul")
    'UTC+09:00'
    >>> offset_words(day, day + 2 * 86400.0, "Europe/Paris")
    'UTC+01:00, later UTC+02:00'
    """
    first, last = local_iso(start, zone), local_iso(end, zone)
    if first is None or last is None:
        return None
    words = f"UTC{first[19:]}"
    return words if first[19:] == last[19:] else f"{words}, later UTC{last[19:]}"


def of_local(text: str, zone: str) -> Epoch:
    """Moment of a local time without an offset, in an IANA time zone.

    Raises
    ------
    TimeError
        If the zone is not known, the text is no time, or clocks showed it twice or never.

    Examples
    --------
    >>> of_local("2016-02-07T09:00:00", "Asia/Pyongyang").iso(0)
    '2016-02-07T00:30:00Z'
    """
    clock = _zone(zone)
    if clock is None:
        raise TimeError(
            f"no time zone {zone!r}", advice="name one such as Asia/Pyongyang, or give an offset"
        )
    try:
        plain = datetime.fromisoformat(text)
    except ValueError:
        plain = None
    if plain is None or plain.tzinfo is not None:
        raise TimeError(f"{text!r} is not a local time", advice="write it like 2023-11-25T05:13:22")
    offsets = []
    for fold in (0, 1):
        moment = plain.replace(tzinfo=clock, fold=fold)
        if moment.astimezone(UTC).astimezone(clock).replace(tzinfo=None) == plain:
            offsets.append(moment.isoformat()[19:][-6:])
    if not offsets:
        raise TimeError(
            f"clocks in {zone} never showed {text}: they were put forward",
            advice="give another time, or one with its offset",
        )
    if len(set(offsets)) > 1:
        raise TimeError(
            f"clocks in {zone} showed {text} twice",
            advice=f"give it with its offset, {offsets[0]} or {offsets[1]}",
        )
    return Epoch.parse(text.replace(" ", "T") + offsets[0])


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, or no database on this machine
        return None
