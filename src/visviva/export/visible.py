"""Visible passes into tables: one row a pass."""

from pathlib import Path
from typing import Final

from visviva.analysis.visible import VisibleResult
from visviva.export.files import FileForms
from visviva.export.tables import export_rows, plain_head

FORMS: Final = FileForms("visible passes", (".csv", ".parquet", ".png", ".svg", ".pdf"))


def export_visible(path: Path, found: VisibleResult) -> int:
    """Write ``.csv`` or ``.parquet`` and return how many passes it holds."""
    FORMS.check(path)
    return export_rows(path, found.rows(), plain_head(found))
