"""Visible passes into tables: one row a pass."""

from pathlib import Path
from typing import Final

from visviva.analysis.visible import VisibleResult
from visviva.export.files import check_writable, pick
from visviva.export.tables import export_rows

SUFFIXES: Final = (".csv", ".parquet", ".png", ".svg", ".pdf")


def check_export(path: Path) -> None:
    """Refuse a suffix or a place that will not do, before the work.

    Raises
    ------
    InputError
        If visible passes cannot be written there.
    """
    pick(path, dict.fromkeys(SUFFIXES), "visible passes")
    check_writable(path)


def export_visible(path: Path, found: VisibleResult) -> int:
    """Write ``.csv`` or ``.parquet`` and return how many passes it holds."""
    check_export(path)
    head = {k: v for k, v in found.head().items() if isinstance(v, str | int | float)}
    return export_rows(path, found.rows(), {"schema": found.SCHEMA, **head})
