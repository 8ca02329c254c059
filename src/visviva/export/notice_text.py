"""From an ascent to the warning that its owner would publish: areas as text.

Limits: rectangles about the area that holds 97 % of each piece's falls (14 CFR 450.133 asks that of
an area closed to ships), rounded outward to whole minutes; the number of the warning is left open.
"""

import math
from pathlib import Path

from visviva.analysis.failure import FallenItem, FallenResult
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.export.files import atomic_write
from visviva.launch.hazard.areas import LocalMap

#: Share of the falls that the announced rectangles hold.
HELD = 0.97
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def announced_rectangle(item: FallenItem) -> tuple[tuple[float, float], ...]:
    """Corners (rad) of the smallest rectangle about the 97 % area, a minute larger on every side.

    Raises
    ------
    InputError
        If the piece does not come down.
    """
    import numpy as np
    import shapely

    area = next((a for a in item.areas if a.probability == HELD), None)
    if area is None:
        raise InputError(f"{item.name} does not come down", advice="choose another launch")
    lat, lon = (np.array([p[k] for p in area.polygon]) for k in (0, 1))
    chart = LocalMap.about(lat, lon)
    grown = shapely.Polygon(chart.to_plane(lat, lon)).buffer(1.5 * 1852.0)
    box = np.asarray(shapely.get_coordinates(shapely.minimum_rotated_rectangle(grown)))[:-1]
    lats, lons = chart.to_sphere(box)
    return tuple((float(a), float(b)) for a, b in zip(lats, lons, strict=True))


def notice_text(found: FallenResult, start: Epoch, end: Epoch) -> str:
    """The text of a warning in the form of a NAVAREA message, for what falls from a launch."""
    if not end > start:
        raise InputError("a window that ends before it starts", advice="swap --start and --end")
    lines = [
        "NAVAREA",
        "1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING",
        f"   {_stamp(start)} TO {_stamp(end)} IN AREAS BOUND BY:",
    ]
    letter = ord("A")
    for item in found.items:
        if not item.areas:
            continue
        corners = [_corner(lat, lon) for lat, lon in announced_rectangle(item)]
        lines.append(f"   {chr(letter)}. {corners[0]}, {corners[1]},")
        lines.append(f"      {corners[2]}, {corners[3]} ({_said(item.name)}).")
        letter += 1
    lines.append(f"2. CANCEL THIS MSG {_stamp(end + 3600.0)}.")
    return "\n".join(lines) + "\n"


def write_notice_text(path: Path, found: FallenResult, start: Epoch, end: Epoch) -> None:
    """Write `notice_text` whole or not at all."""
    text = notice_text(found, start, end)
    with atomic_write(path) as out:
        out.write(text)


def _said(name: str) -> str:
    """A piece as warnings call it."""
    stages = {"first": "1ST STAGE", "second": "2ND STAGE", "third": "3RD STAGE"}
    word = name.split(maxsplit=1)[0].casefold()
    return stages.get(word, "FAIRING" if word == "fairing" else f"ROCKET PART: {name.upper()}")


def _stamp(epoch: Epoch) -> str:
    day = epoch.iso(0)
    return f"{day[8:10]}{day[11:13]}{day[14:16]}Z {_MONTHS[int(day[5:7]) - 1]} {day[2:4]}"


def _corner(latitude: float, longitude: float) -> str:
    halves = ("N" if latitude >= 0.0 else "S", "E" if longitude >= 0.0 else "W")
    parts = []
    for value, width, half in zip((latitude, longitude), (2, 3), halves, strict=True):
        minutes = round(abs(math.degrees(value)) * 60.0)
        parts.append(f"{minutes // 60:0{width}d}-{minutes % 60:02d}{half}")
    return " ".join(parts)
