"""OMM in CSV, as CelesTrak serves it: a header of keywords, one record a row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from visviva.core.text import FORMULA_HEADS, SheetWriter
from visviva.errors import ElementSetError
from visviva.orbit.gp.forms import begins_other_form, is_header, separator_of
from visviva.orbit.gp.omm import (
    LINE_KEYS,
    NUMBERS,
    REQUIRED,
    from_record,
    number_text,
    ordered_columns,
    to_record,
)
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Item, Rejected, Remark, Rest

#: Lines that one quoted cell may take.
MOST_LINES: Final = 5
_TEXTS: Final = frozenset({"OBJECT_NAME", "OBJECT_ID", "ORIGINATOR"})
_COMMAS: Final = frozenset({*NUMBERS, "EPOCH"})
_TLE: Final = re.compile(r"1 [ 0-9A-HJ-NP-Z][ 0-9]{4}[A-Z ] .{8} [ 0-9]{5}\.")


def read(text: str, source: str = "", first: int = 1) -> Iterator[Item]:
    """Every row of a text, in order, good or rejected; ``#`` lines before a header are comments.

    Cells parted by commas, semicolons, tabs or bars. A table that holds TLE lines in columns of
    their own (``line1``, ``line2``) is understood too; a header may come again. `first` is the
    number of the first line.

    Raises
    ------
    ElementSetError
        If the first header lacks a column that every element set needs.
    """
    lines = text.split("\n")
    k, header, sign = 0, list[str](), ","
    while k < len(lines):
        line = lines[k]
        if not line.strip() or (line.lstrip()[0] == "#" and (not header or sign not in line)):
            k += 1
            continue
        if not header or ("NORAD_CAT_ID" in line.upper() and is_header(line)):
            fresh = separator_of(line) or ","
            header, sign = _header(line, fresh, source, first + k), fresh
            k += 1
            continue
        if _goes_on(lines, k):
            yield Rest(sum(len(x) + 1 for x in lines[:k]), first + k)
            return
        row, used = _row(lines, k, sign, len(header))
        if len(row) != len(header):
            yield Rejected(
                first + k,
                f"{len(row)} cells where the header has {len(header)}: the row was cut or damaged",
            )
        elif any(cell.strip() for cell in row):
            record = dict(zip(header, row, strict=True))
            if sign != "," and "," in line:  # a decimal comma, as tables are saved in Europe
                record |= {key: record[key].replace(",", ".") for key in _COMMAS & record.keys()}
            yield from _one(record, source, first + k)
        k += used


def _header(line: str, sign: str, source: str, number: int) -> list[str]:
    header = [name.strip().strip('"').strip().upper() for name in line.split(sign)]
    lines_only = any(one in header and two in header for one, two in LINE_KEYS)
    missing = [key for key in REQUIRED if key not in header]
    if missing and not lines_only:
        raise ElementSetError(
            "the header has no " + ", ".join(missing),
            advice="an OMM table names its columns",
            place=f"{source}:{number}" if source else None,
        )
    return header


def _row(lines: list[str], k: int, sign: str, cells: int) -> tuple[list[str], int]:
    """Cells of the row that begins in line `k`, and how many lines it takes.

    A quote may hold a line break; one that is never closed spoils its own line alone.
    """
    line = lines[k]
    if '"' not in line:
        return line.split(sign), 1
    for used in range(1, min(MOST_LINES, len(lines) - k) + 1):
        part = "\n".join(lines[k : k + used])
        if part.count('"') % 2 == 0:
            try:
                row = next(csv.reader([part], delimiter=sign))
            except csv.Error:
                break
            if len(row) == cells or used == 1:
                return row, used
            break
    return line.split(sign), 1


def _goes_on(lines: list[str], k: int) -> bool:
    """Whether line `k` begins a text of another form: a bracket, or TLE lines with their name."""
    if begins_other_form(lines[k].lstrip()):
        return True
    return any(_TLE.match(line) for line in lines[k : k + 2])


def _one(record: dict[str, str], source: str, line: int) -> Iterator[Item]:
    for key in _TEXTS & record.keys():
        if record[key][:1] == "'" and record[key][1:2] in FORMULA_HEADS:
            record[key] = record[key][1:]  # how a table keeps a text from being a formula
    name = record.get("OBJECT_NAME") or record.get("LABEL") or record.get("NORAD_CAT_ID") or ""
    remarks: list[str] = []
    try:
        e = from_record(record, source, line, remarks=remarks)
    except ElementSetError as err:
        reason = err.message + (f"; {err.advice}" if err.advice else "")
        yield Rejected(line, reason, name.strip()[:60], err.fields.get("claimed"))
        return
    yield e
    for reason in remarks:
        yield Remark(line, reason, e)


def write(elements: Sequence[ElementSet]) -> str:
    """Header and rows; each figure is the shortest that reads back as the same double."""
    columns = ordered_columns(elements)
    out = io.StringIO()
    writer = SheetWriter(out)
    writer.writerow(columns)
    for e in elements:
        record = to_record(e)
        writer.writerow([number_text(record.get(key, "")) for key in columns])
    return out.getvalue()
