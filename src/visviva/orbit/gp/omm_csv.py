"""OMM in CSV, as CelesTrak serves it: a header of keywords, one record a row."""

import csv
import io
from collections.abc import Iterator, Sequence

from visviva.core.text import SheetWriter
from visviva.errors import ElementSetError
from visviva.orbit.gp.omm import (
    LINE_KEYS,
    REQUIRED,
    from_record,
    number_text,
    ordered_columns,
    to_record,
)
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Rejected


def read(text: str, source: str = "") -> Iterator[ElementSet | Rejected]:
    """Every row of a text, in order, good or rejected; ``#`` lines before the header are comments.

    A table that holds TLE lines in columns of their own (``line1``, ``line2``) is understood too.

    Raises
    ------
    ElementSetError
        If the header lacks a column that every element set needs.
    """
    first = 0
    lines = text.splitlines(keepends=True)
    while first < len(lines) and (
        not lines[first].strip() or lines[first].lstrip().startswith("#")
    ):
        first += 1
    reader = csv.reader(io.StringIO("".join(lines[first:]), newline=""))
    try:
        header = [name.strip().upper() for name in next(reader, [])]
        lines_only = any(one in header and two in header for one, two in LINE_KEYS)
        missing = [key for key in REQUIRED if key not in header]
        if missing and not lines_only:
            raise ElementSetError(
                "the header has no " + ", ".join(missing),
                advice="an OMM table names its columns",
                place=source or None,
            )
        for row in reader:
            line = first + reader.line_num
            if not row or all(not cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                yield Rejected(
                    line,
                    f"{len(row)} cells where the header has {len(header)}: the row was cut or "
                    "damaged",
                )
            else:
                yield _one(dict(zip(header, row, strict=True)), source, line)
    except csv.Error as err:
        yield Rejected(first + reader.line_num, f"not CSV here ({err}); nothing after it was read")


def _one(record: dict[str, str], source: str, line: int) -> ElementSet | Rejected:
    name = record.get("OBJECT_NAME") or record.get("LABEL") or record.get("NORAD_CAT_ID") or ""
    try:
        return from_record(record, source, line)
    except ElementSetError as err:
        reason = err.message + (f"; {err.advice}" if err.advice else "")
        return Rejected(line, reason, name.strip()[:60], err.fields.get("claimed"))


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
