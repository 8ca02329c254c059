"""Passes and windows as iCalendar.

RFC 5545, with ids that stay the same from one export to the next.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from visviva.core.time import Epoch
from visviva.errors import clean_text
from visviva.export.files import atomic_write, pick

#: Name space of our event ids: an id is a hash of the entry's key in it, and of nothing else.
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "visviva.readthedocs.io")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event.

    Attributes
    ----------
    start, end : Epoch
        Written to the second, in UTC; an event is never shorter than a second.
    summary : str
        The line that a calendar shows.
    key : str
        What makes it the same event at the next export, for example
        ``25544/39.0425,125.71/2024-06-07``.
    description, location : str
    latitude_deg, longitude_deg : float, optional
        Place, for the map.
    """

    start: Epoch
    end: Epoch
    summary: str
    key: str
    description: str = ""
    location: str = ""
    latitude_deg: float | None = None
    longitude_deg: float | None = None


def export_calendar(
    path: str | Path,
    entries: Iterable[CalendarEntry],
    name: str = "visviva",
    stamp: Epoch | None = None,
) -> int:
    """Write ``.ics`` and return how many events it has.

    Parameters
    ----------
    stamp : Epoch, optional
        Time of making (``DTSTAMP``); by default the machine's clock.
    """
    pick(path, {".ics": None}, "a calendar")
    content, count = calendar_bytes(entries, name, stamp)
    with atomic_write(path, "wb") as stream:
        stream.write(content)
    return count


def calendar_bytes(
    entries: Iterable[CalendarEntry], name: str = "visviva", stamp: Epoch | None = None
) -> tuple[bytes, int]:
    """The calendar as bytes, and how many events it has."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//visviva//visviva//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    made = (Epoch.now() if stamp is None else stamp).to_datetime().replace(microsecond=0)
    count, used = 0, set[str]()
    for entry in entries:
        event = Event()
        start, end = (_second(e) for e in (entry.start, entry.end))
        event.add("uid", f"{uuid.uuid5(NAMESPACE, _own_key(entry, used))}@visviva")
        event.add("dtstamp", made)
        event.add("dtstart", start.to_datetime())
        event.add("dtend", (end if end > start else start + 1.0).to_datetime())
        event.add("summary", clean_text(entry.summary))
        if entry.description:
            event.add("description", clean_text(entry.description))
        if entry.location:
            event.add("location", clean_text(entry.location))
        if entry.latitude_deg is not None and entry.longitude_deg is not None:
            event.add("geo", (entry.latitude_deg, entry.longitude_deg))
        calendar.add_component(event)
        count += 1
    if not count:
        calendar.add_component(_utc_zone())
    return calendar.to_ical(), count


def _own_key(entry: CalendarEntry, used: set[str]) -> str:
    """The key of an entry, with its place and then a count where another of the file has it.

    Two sites at one place, or objects that share a number, see the same pass.
    """
    key, again = entry.key, 1
    if key in used:
        key = f"{entry.key}/{entry.location}"
    while key in used:
        again += 1
        key = f"{entry.key}/{entry.location}/{again}"
    used.add(key)
    return key


def _utc_zone() -> Any:
    """The zone UTC: a calendar must hold at least one component (RFC 5545, section 3.4)."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # RFC 5545 asks for local time
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def _second(epoch: Epoch) -> Epoch:
    """The nearest whole second: a calendar does not show less."""
    return Epoch.parse(epoch.iso(0))
