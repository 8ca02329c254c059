"""Contacts of ground stations into tables: one row a contact."""

from pathlib import Path
from typing import Final

from visviva.analysis.contacts import ContactsResult
from visviva.export.files import FileForms
from visviva.export.tables import export_rows, plain_head

FORMS: Final = FileForms("contacts", (".csv", ".parquet", ".png", ".svg", ".pdf"))


def export_contacts(path: Path, found: ContactsResult) -> int:
    """Write ``.csv`` or ``.parquet`` and return how many contacts it holds."""
    FORMS.check(path)
    return export_rows(path, found.contacts(), plain_head(found))
