r"""Cells of a spreadsheet: text from outside that must not become a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and a formula
can call programs. Numbers are written as they are; text of that kind gets an apostrophe before it,
which spreadsheets do not show.

>>> import io
>>> out = io.StringIO()
>>> SheetWriter(out).writerow(["=1+1", "-5.2", -5.2, "+a", "plain"])
>>> out.getvalue()
"'=1+1,-5.2,-5.2,'+a,plain\n"
"""

import csv
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from visviva.errors import clean_text

#: First signs of a formula; tab and carriage return are skipped over by some programs.
FORMULA_HEADS = ("=", "+", "-", "@", "\t", "\r")


class _Writable(Protocol):
    def write(self, text: str, /) -> object: ...


def sheet_cell(value: Any) -> Any:
    """The value for a cell of CSV: text cleaned, and never a formula; all else as it is."""
    if not isinstance(value, str):
        return value
    text = clean_text(value)
    return f"'{text}" if text.startswith(FORMULA_HEADS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


class SheetWriter:
    """`csv.writer` whose text cells pass `sheet_cell`.

    Parameters
    ----------
    stream : file
        Where the rows go; lines end in a newline alone.
    """

    def __init__(self, stream: _Writable) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")

    def writerow(self, row: Iterable[Any]) -> None:
        """One row."""
        self._writer.writerow([sheet_cell(value) for value in row])

    def writerows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Many rows."""
        self._writer.writerows([sheet_cell(value) for value in row] for row in rows)
