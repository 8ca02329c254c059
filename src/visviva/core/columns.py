"""Columns of numbers from CSV: coefficients by Mach number, flown profiles, winds.

Limits: plain CSV with a header row; lines that begin with # are skipped; columns are known by name,
in any order.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from visviva.core.arrays import Array
from visviva.core.read import csv_rows, read_text
from visviva.errors import InputError


def read_table(
    path: Path, wanted: Sequence[Sequence[str]], optional: Sequence[Sequence[str]] = ()
) -> list[Array]:
    """Columns of a CSV file, each asked for by its possible names.

    Missing optional columns are empty.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, or a cell is no number; the place names the
        line.
    """
    lines = read_text(path).splitlines()
    numbered = [
        (n, line)
        for n, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if len(numbered) < 2:
        raise InputError(
            "a table without rows", advice="give a header and numbers", place=str(path)
        )
    header = [name.strip().casefold() for name in next(csv_rows([numbered[0][1]], place=str(path)))]
    out = []
    for group, needed in [(g, True) for g in wanted] + [(g, False) for g in optional]:
        column = next(
            (header.index(name.casefold()) for name in group if name.casefold() in header), None
        )
        if column is None:
            if needed:
                raise InputError(
                    f"no column {group[0]!r} among {', '.join(header)}",
                    advice="name it " + " or ".join(group),
                    place=f"{path}:{numbered[0][0]}",
                )
            out.append(np.empty(0))
            continue
        out.append(np.array([_number(line, column, f"{path}:{n}") for n, line in numbered[1:]]))
    return out


def _number(line: str, column: int, place: str) -> float:
    cells = next(csv_rows([line], place=place))
    try:
        value = float(cells[column])
    except (IndexError, ValueError):
        cell = cells[column] if column < len(cells) else ""
        raise InputError(f"{cell!r} is not a number", advice="check the row", place=place) from None
    if not np.isfinite(value):
        raise InputError(f"{value} is not finite", advice="check the row", place=place)
    return value
