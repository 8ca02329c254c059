"""Read speed and altitude of a webcast from a table.

Columns in any order, their units in the header.

A header names time, speed (or velocity) and altitude; units follow the name (``t_s``,
``speed_km_h``, ``altitude_m``), without one they are s, m/s and km. Rows may be out of order,
repeat a time or lack a figure; what cannot be a flight is refused.
"""

import re
from pathlib import Path

import numpy as np

from visviva.core.arrays import Array
from visviva.core.read import csv_rows, read_text
from visviva.errors import InputError

ADVICE = "give columns of time, speed and altitude, like t_s,speed_m_s,altitude_km"
_NAMES = {
    "time": ("time", "t"),
    "speed": ("speed", "velocity", "v"),
    "altitude": ("altitude", "alt", "height", "h"),
}
_UNITS = {
    "time": {"": 1.0, "s": 1.0, "sec": 1.0, "seconds": 1.0, "min": 60.0, "ms": 1e-3},
    "speed": {
        "": 1.0,
        "m_s": 1.0,
        "ms": 1.0,
        "mps": 1.0,
        "km_h": 1 / 3.6,
        "kmh": 1 / 3.6,
        "kph": 1 / 3.6,
        "km_s": 1e3,
        "mph": 0.44704,
    },
    "altitude": {"": 1e3, "km": 1e3, "m": 1.0, "ft": 0.3048, "mi": 1609.344, "miles": 1609.344},
}
FASTEST, HIGHEST = 12e3, 2000e3  # m/s, m: beyond these the unit is wrong


def read_webcast(file: Path) -> tuple[Array, Array, Array]:
    """Time (s), speed (m/s) and altitude (m), by rising time, one row a time; each (n,).

    Raises
    ------
    InputError
        If the file has no such columns, holds what is no number, or cannot be a flight.
    """
    text = read_text(file, advice=ADVICE)
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    if not lines:
        raise InputError("an empty file", advice=ADVICE, place=str(file))
    split = ";" if ";" in lines[0] else "\t" if "\t" in lines[0] else ","
    rows = list(csv_rows(lines, place=str(file), delimiter=split))
    columns = _columns(rows[0], file)
    last = max(k for k, _ in columns)
    data = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [row[k].strip() if k < len(row) else "" for k, _ in columns]
        if len(row) > last and all(cells):
            data.append(
                [
                    _number(c, scale, file, number)
                    for c, (_, scale) in zip(cells, columns, strict=True)
                ]
            )
    return _flight(np.array(data, dtype=np.float64).reshape(-1, 3), file)


def _columns(header: list[str], file: Path) -> list[tuple[int, float]]:
    """Column and scale to SI of time, speed and altitude."""
    found: dict[str, tuple[int, float]] = {}
    for k, cell in enumerate(header):
        words = [w for w in re.split(r"[^a-z]+", cell.lower()) if w]
        for kind, names in _NAMES.items():
            if words and words[0] in names and kind not in found:
                unit = "_".join(words[1:])
                if unit not in _UNITS[kind]:
                    raise InputError(f"no unit {unit!r} of {kind}", advice=ADVICE, place=str(file))
                found[kind] = k, _UNITS[kind][unit]
    missing = [kind for kind in _NAMES if kind not in found]
    if missing:
        raise InputError(f"no column of {' or '.join(missing)}", advice=ADVICE, place=str(file))
    return [found[kind] for kind in _NAMES]


def _number(cell: str, scale: float, file: Path, row: int) -> float:
    try:
        return float(cell) * scale
    except ValueError as err:
        raise InputError(
            f"row {row}: {cell!r} is no number", advice=ADVICE, place=str(file)
        ) from err


def _flight(data: Array, file: Path) -> tuple[Array, Array, Array]:
    data = data[np.all(np.isfinite(data), axis=1)]
    if len(data) < 2:
        raise InputError(
            f"{len(data)} rows with time, speed and altitude", advice=ADVICE, place=str(file)
        )
    t, where = np.unique(data[:, 0], return_inverse=True)
    # A time shown more than once (frames of one second) stands for the median of what was shown.
    one = (
        np.array([np.median(data[where == k], axis=0) for k in range(len(t))])
        if len(t) < len(data)
        else data
    )
    one = one[np.argsort(one[:, 0])]
    speed, altitude = one[:, 1], one[:, 2]
    for what, low, high, least, most in (
        ("speed", speed.min(), speed.max(), -1.0, FASTEST),
        ("altitude", altitude.min(), altitude.max(), -2e3, HIGHEST),
    ):
        if low < least or high > most:
            raise InputError(
                f"{what} from {low:.4g} to {high:.4g} (SI) is no ascent",
                advice="check the units in the header",
                place=str(file),
            )
    return t, speed, altitude
