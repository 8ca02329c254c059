"""Conjunctions into files: tables, and a calendar."""

from pathlib import Path
from typing import Final

from visviva.analysis.conjunctions_table import CAVEAT, COLUMNS, ConjunctionsResult
from visviva.core.text import SheetWriter
from visviva.errors import InputError
from visviva.export.calendar import CalendarEntry, export_calendar
from visviva.export.files import FileForms, atomic_write
from visviva.export.tables import open_table

FORMS: Final = FileForms("conjunctions", (".csv", ".parquet", ".ics", ".png", ".svg", ".pdf"))
#: Entries of a calendar: more open in no program.
MOST_ENTRIES: Final = 20_000


def export_conjunctions(path: Path, found: ConjunctionsResult) -> int:
    """Write ``.csv``, ``.parquet`` or ``.ics``; return how many.

    Raises
    ------
    InputError
        If the suffix is another, the file cannot be written, or a calendar would be too long.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        with atomic_write(path) as stream:
            writer = SheetWriter(stream)
            writer.writerow(COLUMNS)
            for row in found.iter_rows():
                writer.writerow([row[name] for name in COLUMNS])
    elif suffix == ".parquet":
        head = found.head()
        metadata = {
            "schema": found.SCHEMA,
            "start_utc": head["start_utc"],
            "within_km": head["within_km"],
            "caveat": CAVEAT,
            "objects": {str(e.catalog_number): e.label for e in found.sets},
        }
        with open_table(path, metadata) as table:
            table.write(found.columns())
    else:
        FORMS.check(path)
        _write_calendar(path, found)
    return len(found.conjunctions)


def _write_calendar(path: Path, found: ConjunctionsResult) -> None:
    all_of_them = found.conjunctions
    if len(all_of_them) > MOST_ENTRIES:
        raise InputError(
            f"{len(all_of_them)} conjunctions for a calendar",
            advice="choose a --primary, or export .csv or .parquet",
            place=str(path),
        )
    entries = [
        CalendarEntry(
            found.start + max(float(all_of_them.enter[k]), 0.0),
            found.start + min(float(all_of_them.leave[k]), found.request.duration),
            f"{row['primary_name'] or row['primary']} – "
            f"{row['secondary_name'] or row['secondary']} {row['miss_km']:.2f} km",
            f"conjunction/{row['primary']}/{row['secondary']}/{row['tca_utc'][:16]}",
            f"Closest {row['tca_utc']}, {row['speed_km_s']:.3f} km/s; {CAVEAT}.",
        )
        for k, row in enumerate(found.iter_rows())
    ]
    export_calendar(path, entries, name="Conjunctions")
