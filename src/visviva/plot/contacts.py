"""Timeline of contacts: one line a station, a bar a contact, and all stations together."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from visviva.analysis.contacts import ContactsResult
from visviva.core.arrays import Array
from visviva.plot.launch import BLUE, new_picture, save_picture

#: Stations that a picture shows.
MOST = 40


def draw_contacts(found: ContactsResult, path: Path, *, lang: str = "en") -> None:
    """Contacts over the window, with the contact time a day and the longest gap beside.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    rows = list(found.rows())
    names = [str(row["name"]) for row in rows][:MOST]
    spans = [*found.spans[: len(found.names)]]
    if len(rows) > len(spans):
        spans.append(np.concatenate(found.spans))
    height = 1.6 + 0.42 * len(names)
    figure, axis = new_picture(1, 1, (10.0, max(2.6, height)), path)
    start = found.request.start.to_datetime()
    for line, span in enumerate(spans[: len(names)]):
        together = line >= len(found.names)
        axis.broken_barh(
            _bars(span, start),
            (line - 0.35, 0.7),
            color="0.35" if together else BLUE,
            edgecolor="0.35" if together else BLUE,
            lw=0.6,
        )
        row = rows[line]
        minutes, hours = row["contact_s_per_day"] / 60.0, row["longest_gap_s"] / 3600.0
        text = f"{minutes:.1f} min a day, gap {hours:.1f} h"
        axis.annotate(
            text,
            (1.01, line),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=8,
            annotation_clip=False,
        )
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.set_xlim(start, start + timedelta(seconds=found.request.duration))
    head = found.head()
    axis.set_title(
        f"Contacts over {head['min_elevation_deg']:g}°, {head['start_utc']} to {head['end_utc']}",
        fontsize=10,
    )
    axis.set_xlabel("UTC")
    axis.grid(axis="x", color="0.85", lw=0.5)
    axis.tick_params(axis="x", labelsize=8)
    save_picture(figure, path, lang)


def _bars(spans: Array, start: object) -> list[tuple[object, timedelta]]:
    return [
        (start + timedelta(seconds=float(a)), timedelta(seconds=float(b - a)))  # type: ignore[operator]
        for a, b in spans
    ]
