"""Files that commands about the Moon write: pictures and tables.

A table of an orbit holds its states, its ground points where the file's name says ``track``, or its
coverage by latitude where it says ``coverage``.
"""

from pathlib import Path
from typing import Any

from visviva.cli.language import current

PICTURES = (".png", ".svg", ".pdf")
TABLES = (".csv", ".parquet", ".json")


def checked(export: Path | None) -> None:
    """Look at a file's suffix and folder before the work is done."""
    if export is None:
        return
    from visviva.export.files import check_writable, pick

    pick(export, dict.fromkeys(PICTURES + TABLES), "an orbit or road about the Moon")
    check_writable(export)


def write_orbit(found: Any, export: Path | None) -> None:
    """Heights and ground track as a picture, or a table."""
    if export is None:
        return
    if export.suffix.lower() in PICTURES:
        from visviva.plot.moon import draw_heights
        from visviva.plot.moon_orbits import draw_lunar_coverage

        draw = draw_heights if found.coverage is None else draw_lunar_coverage
        draw(found, export, lang=current())
        return
    from visviva.export.tables import export_rows

    head = dict(found.head())
    if "coverage" in export.stem and found.coverage is not None:
        table = head["coverage"]["by_latitude"]
    else:
        table = found.ground_track() if "track" in export.stem else found.rows()
    export_rows(export, table, head)


def write_sweep(found: Any, export: Path | None) -> None:
    """Lifetimes over node and argument with the survival curve as a picture, or a row each."""
    if export is None:
        return
    if export.suffix.lower() in PICTURES:
        from visviva.plot.moon_orbits import draw_sweep

        draw_sweep(found, export, lang=current())
        return
    from visviva.export.tables import export_rows

    export_rows(export, found.rows(), dict(found.head()))


def write_roads(found: Any, export: Path | None) -> None:
    """Roads in two frames as a picture, or a row each as a table."""
    if export is None:
        return
    if export.suffix.lower() in PICTURES:
        from visviva.plot.moon import draw_roads

        draw_roads(found, export, lang=current())
        return
    from visviva.export.tables import export_rows

    export_rows(export, found.rows(), dict(found.head()))
