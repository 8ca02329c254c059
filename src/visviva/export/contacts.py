"""Contacts of ground stations into tables: one row a contact."""

from pathlib import Path
from typing import Final

from visviva.analysis.contacts import ContactsResult
from visviva.export.files import check_writable, pick
from visviva.export.tables import export_rows

SUFFIXES: Final = (".csv", ".parquet", ".png", ".svg", ".pdf")


def check_export(path: Path) -> None:
    """Refuse a suffix or a place that will not do, before the work.

    Raises
    ------
    InputError
        If contacts cannot be written there.
    """
    pick(path, dict.fromkeys(SUFFIXES), "contacts")
    check_writable(path)


def export_contacts(path: Path, found: ContactsResult) -> int:
    """Write ``.csv`` or ``.parquet`` and return how many contacts it holds."""
    check_export(path)
    head = {k: v for k, v in found.head().items() if isinstance(v, str | int | float)}
    return export_rows(path, found.contacts(), {"schema": found.SCHEMA, **head})
