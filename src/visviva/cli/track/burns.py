"""The table of burns for a person: no finer than they are known.

A burn that is known to half a day or better is told by its minute, any other by the first and the
last day that it may be of; velocities have two figures of their own error.
"""

from collections.abc import Mapping
from math import floor, log10
from typing import Any, Final

from visviva.cli.language import current
from visviva.cli.output import print_table, say
from visviva.cli.sentences.track import SAY
from visviva.core.numerals import number
from visviva.core.time import DAY_S
from visviva.core.told_times import NO_CLOCK_S, half_of, told_time
from visviva.report.message_files import read_messages

_MOST_DECIMALS: Final = 4


def show_burns(payload: Mapping[str, Any]) -> None:
    """The burns of the JSON object of `visviva track maneuvers` on stdout."""
    rows = payload["maneuvers"]
    counts = {"count": (len(rows), 0), "sets": (payload["sets"], 0)}
    key = {0: "burns-none", 1: "burns-one"}.get(len(rows), "burns")
    title = SAY(key, name=payload["name"], **counts)
    if not rows:
        say(title)
        return
    print_table([burn_row(row, current()) for row in rows], title=title)


def burn_row(row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """One burn in the words of a table.

    Parameters
    ----------
    row : mapping
        One of `maneuvers` of the JSON object.
    lang : {"en", "fr", "ko"}
    """
    half = half_of(*row["interval_90_utc"])
    low, high = row["interval_90_delta_v_m_s"]
    places = _decimals(0.5 * (high - low))

    def speed(value: float) -> str:
        return number(value, lang, decimals=places)

    cross = row["cross_track_m_s"]
    either = row["cross_track_either_m_s"][0]
    out = {
        "time UTC": _when(row, half),
        "±": _span(half, lang),
        "m/s": speed(row["delta_v_m_s"]),
        "in-track": speed(row["in_track_m_s"]),
        "cross": speed(cross) if cross is not None else f"±{speed(either)}",
        "sure": number(row["confidence"], lang, decimals=2),
        "purpose": read_messages(lang)[f"dossier.purpose.{row['purpose']}"],
        "burns": f"≥{row['campaign']['least_burns']}" if row["campaign"] else "1",
    }
    if "chance_any_station" in row:
        out["stations (chance by luck)"] = "; ".join(
            f"{s['name']} {s['elevation_deg']:.0f}° {s['minutes_from_burn']:+.0f} min "
            f"({s['chance']:.2f})"
            for s in row["stations"]
        )
    return out


def _when(row: Mapping[str, Any], half: float) -> str:
    if half < NO_CLOCK_S:
        return told_time(row["time_utc"], half)
    first, last = (day[:10] for day in row["interval_90_utc"])
    return first if first == last else f"{first} – {last}"


def _span(half: float, lang: str) -> str:
    """Half an interval of time: minutes, hours or days, two figures.

    >>> _span(1800.0, "en"), _span(40000.0, "en"), _span(345.0 * 3600.0, "ko")
    ('30 min', '11 h', '14일')
    """
    size, sign = next(
        (size, sign)
        for size, sign in ((DAY_S, "d"), (3600.0, "h"), (60.0, "min"))
        if half >= 0.995 * size or sign == "min"
    )
    value = half / size
    text = number(value, lang, decimals=1 if value < 9.95 and sign != "min" else 0)
    day = {"fr": " j", "ko": "일"}.get(lang, " d")
    return text + (day if sign == "d" else f" {sign}")


def _decimals(half: float) -> int:
    """Decimals with which half an interval has two figures.

    >>> _decimals(0.19), _decimals(1.2), _decimals(0.0), _decimals(15.0)
    (2, 1, 4, 0)
    """
    if half <= 0.0:
        return _MOST_DECIMALS
    return min(max(1 - floor(log10(half)), 0), _MOST_DECIMALS)
