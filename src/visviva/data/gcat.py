"""GCAT's launch list and satellite catalogue, as J. McDowell publishes them.

Tab-separated text whose first line names the columns behind a ``#``, and whose next says when it
was updated. General Catalog of Artificial Space Objects, J. C. McDowell, planet4589.org, CC-BY 4.0.

Limits: columns are found by their names, those that are not needed may come and go. Dates that are
known to the month or worse are taken as its first day. The orbit of a flight is the first
payload's, and is kept only where it is dated within a day of the launch, since a satellite may have
climbed there later by itself; ships to a station only where launchers leave them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from visviva.errors import InputError

_MONTHS: Final = {
    name: k
    for k, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_DATE = re.compile(r"(\d{4})\s+([A-Z][a-z]{2})(?:\s+(\d{1,2}))?")
_UPDATED = re.compile(r"#\s*Updated\s+(.*)")
#: Launchers leave ships to a station below this perigee, km; below the other no orbit is kept up.
LEFT_BELOW_KM: Final = 250.0
AIR_KM: Final = 100.0
#: GCAT's categories of ships to the International and to other stations.
TO_STATION: Final = ("ISS", "LSS")
_LAUNCH_COLUMNS: Final = ("Launch_Tag", "Launch_Date", "LV_Type", "Launch_Site")
_SATELLITE_COLUMNS: Final = ("JCAT", "Satcat", "Launch_Tag", "Type", "Name", "Status")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a file by column, and the day of its update (ISO)."""

    rows: Sequence[Mapping[str, str]]
    as_of: str


def day_of(text: str) -> date | None:
    """The day of one of GCAT's dates; None where it has none.

    Examples
    --------
    >>> day_of("1957 Oct  4 1928:34"), day_of("2023 Nov?"), day_of("-")
    (datetime.date(1957, 10, 4), datetime.date(2023, 11, 1), None)
    """
    found = _DATE.match(text.strip())
    if found is None or found[2] not in _MONTHS:
        return None
    try:
        return date(int(found[1]), _MONTHS[found[2]], int(found[3] or 1))
    except ValueError:
        return None


def launches_of(text: str) -> Sheet:
    """The launch list.

    Raises
    ------
    InputError
        If columns are missing, or it holds no launch to orbit.
    """
    rows = [row for row in _rows(text, _LAUNCH_COLUMNS) if _code(row)[:1] in ("O", "D")]
    return _sheet(rows, text, "no launch to orbit in it")


def satellites_of(text: str) -> Sheet:
    """The satellite catalogue.

    Raises
    ------
    InputError
        If columns are missing, or it holds no object.
    """
    return _sheet(list(_rows(text, _SATELLITE_COLUMNS)), text, "no object in it")


def _sheet(rows: list[dict[str, str]], text: str, none: str) -> Sheet:
    if not rows:
        raise InputError(none, advice="give GCAT's own file")
    for line in text.splitlines()[:5]:
        found = _UPDATED.match(line)
        day = day_of(found[1]) if found else None
        if day is not None:
            return Sheet(rows, day.isoformat())
    raise InputError("it does not say when it was updated", advice="give GCAT's own file")


def _rows(text: str, needed: Sequence[str]) -> Iterator[dict[str, str]]:
    lines = text.splitlines()
    names = lines[0].lstrip("#").strip().split("\t") if lines else []
    missing = [name for name in needed if name not in names]
    if missing:
        raise InputError(f"no column {missing[0]}", advice="give GCAT's own file")
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("#") or not line.strip():
            continue
        words = line.split("\t")
        # Trailing columns that are empty are left out at times; a line cut short has lost its date.
        if len(words) <= names.index(needed[-1]):
            raise InputError(f"line {number} is cut short", advice="fetch it again")
        yield dict(zip(names, (word.strip() for word in words), strict=False))


def _code(row: Mapping[str, str]) -> str:
    return row.get("LaunchCode") or row.get("Launch_Code") or ""


def flight_rows(
    launches: Sheet, satellites: Sheet | None, sites: Mapping[str, str]
) -> list[dict[str, str]]:
    """Flights in the columns of the table that ships (`visviva.data.record`).

    Parameters
    ----------
    launches, satellites : Sheet
        Without satellites no mass but the list's own is known, and no orbit.
    sites : mapping of str to str
        Slug of a site by GCAT's code.
    """
    payloads: dict[str, list[Mapping[str, str]]] = {}
    for row in satellites.rows if satellites is not None else ():
        if row["Type"].startswith("P"):
            payloads.setdefault(row["Launch_Tag"], []).append(row)
    made = []
    for row in launches.rows:
        day, code = day_of(row["Launch_Date"]), _code(row)
        if day is None or code.startswith("OE"):  # lost on the pad before lift-off: no flight
            continue
        aboard = payloads.get(row["Launch_Tag"], [])
        failed = not code.startswith(("OS", "DS"))
        variant = row.get("Variant", "-")
        low, high, tilt = ("", "", "") if failed else _orbit(aboard, day, row.get("Category", ""))
        made.append(
            {
                "tag": row["Launch_Tag"],
                "date": day.isoformat(),
                "vehicle": row["LV_Type"] + ("" if variant in ("-", "") else f"|{variant}"),
                "site": sites.get(row["Launch_Site"], ""),
                "failed": str(int(failed)),
                "payload": _payload(row, aboard),
                "perigee": low,
                "apogee": high,
                "inclination": tilt,
            }
        )
    return made


def _figure(text: str | None) -> float | None:
    try:
        return float((text or "").rstrip("?"))
    except ValueError:
        return None


def _payload(row: Mapping[str, str], aboard: Sequence[Mapping[str, str]]) -> str:
    """Payload, kg: the smaller of the list's and the satellites', being a lower bound."""
    whole = sum(_figure(one.get("Mass")) or 0.0 for one in aboard)
    masses = [m for m in (1e3 * (_figure(row.get("OrbPay")) or 0.0), whole) if m > 0.0]
    return f"{round(min(masses), 1):.10g}" if masses else ""


def _orbit(
    aboard: Sequence[Mapping[str, str]], launched: date, category: str
) -> tuple[str, str, str]:
    for one in aboard:
        dated = day_of(one.get("ODate", ""))
        figures = [_figure(one.get(name)) for name in ("Perigee", "Apogee", "Inc")]
        if dated is None or None in figures:
            continue
        low, high, tilt = (f or 0.0 for f in figures)
        climbed = any(name in category for name in TO_STATION) and low > LEFT_BELOW_KM
        if abs((dated - launched).days) > 1 or climbed or low < AIR_KM or high <= 0.0:
            continue
        return f"{low:.0f}", f"{high:.0f}", f"{tilt:.2f}"
    return "", "", ""
