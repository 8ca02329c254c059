"""`visviva track conjunctions`: options, table, files."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from visviva.cli.language import told
from visviva.cli.option_groups import Exporter
from visviva.cli.options import (
    ElementsArgument,
    ElementsOption,
    StartOption,
    StrictSetsFlag,
    WorkersOption,
    elements_source,
    moment,
    one_form,
)
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    note,
    print_table,
    progress,
    remark,
    say,
)
from visviva.cli.sentences.track import SAY

if TYPE_CHECKING:
    from visviva.analysis.conjunctions_table import ConjunctionsResult

TABLE_ROWS: Final = 100
CONJUNCTIONS: Final = Exporter(
    "visviva.export.conjunctions:export_conjunctions",
    "visviva.plot.conjunctions:draw_conjunctions",
)


def conjunctions(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 7.0,
    start: StartOption = "",
    primary: Annotated[
        str | None,
        typer.Option(
            "--primary",
            "--object",
            metavar="NUMBER|NAME",
            help="One object against all; default all pairs.",
        ),
    ] = None,
    secondary: Annotated[
        str | None,
        typer.Option(
            "--secondary", metavar="NUMBER|NAME", help="With --primary: only this other object."
        ),
    ] = None,
    within_km: Annotated[
        float, typer.Option("--within-km", help="Distance that counts as an approach.")
    ] = 5.0,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    export: ExportOption = None,
    strict: StrictSetsFlag = False,
    workers: WorkersOption = None,
) -> None:
    """Close approaches of one object to all others, or of all pairs.

    When, how near by SGP4, how fast. The window starts at the newest epoch of the file where
    --start is not given.

    Element sets carry no covariance: a miss distance is good to kilometres, and no probability is
    given. `--export` takes .csv, .parquet and .ics, and .png, .svg or .pdf for a picture of the
    geometry.

    Examples
    --------
      visviva track conjunctions catalogue.json --days 1 --within-km 2

      visviva track conjunctions --elements catalogue.json --primary 25544 --days 3 --json
    """
    from visviva.analysis.conjunctions import check_request, screen_conjunctions
    from visviva.analysis.conjunctions_table import ConjunctionsRequest

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements)
    when, said = moment(start, "--start")
    request = ConjunctionsRequest(
        source.content,
        when,
        days * 86400.0,
        within_km * 1e3,
        primary,
        secondary,
        strict,
        workers,
        source.name,
    )
    check_request(request)
    CONJUNCTIONS.check(export)
    quiet = as_json or as_csv
    if said:
        remark(said)
    with progress("conjunctions", total=1.0) as report:
        found = screen_conjunctions(request, report=report, tell=None if quiet else _note)
    CONJUNCTIONS.write(export, found)
    if as_json:
        _print_json(found)
    elif as_csv:
        _print_csv(found)
    else:
        _print(found, export)


def _note(line: str) -> None:
    remark(line)


def _print_csv(found: "ConjunctionsResult") -> None:
    from visviva.analysis.conjunctions_table import COLUMNS
    from visviva.core.text import SheetWriter

    writer = SheetWriter(sys.stdout)
    writer.writerow(COLUMNS)
    for row in found.iter_rows():
        writer.writerow([row[name] for name in COLUMNS])


def _print_json(found: "ConjunctionsResult") -> None:
    """One JSON object, its conjunctions one a line."""
    head = {"schema": found.SCHEMA, **found.head()}
    sys.stdout.write(
        json.dumps(head, ensure_ascii=False, indent=2, allow_nan=False)[:-2]
        + ',\n  "conjunctions": ['
    )
    glue = "\n    "
    for row in found.iter_rows():
        sys.stdout.write(glue + json.dumps(row, ensure_ascii=False, allow_nan=False))
        glue = ",\n    "
    sys.stdout.write(("" if glue == "\n    " else "\n  ") + "]\n}\n")


def _print(found: "ConjunctionsResult", export: Path | None) -> None:
    """The nearest as a table for a person, in order of distance."""
    head = found.head()
    lines = found.stopped_lines
    for line in lines[:3]:
        _note(line)
    if len(lines) > 3:
        _note(SAY("stopped", count=(len(lines) - 3, 0)))
    title = SAY(
        "approaches",
        count=(head["count"], 0),
        within=f"{head['within_km']:g}",
        whose=SAY("whole") if found.primary is None else found.sets[found.primary].label,
        objects=(head["objects"], 0),
        start=f"{head['start_utc'][:19]}Z",
        end=f"{head['end_utc'][:19]}Z",
    )
    nearest = found.nearest(TABLE_ROWS)
    if nearest:
        print_table([_for_eyes(row) for row in nearest], title=title)
    else:
        say(title)
    if head["count"] > TABLE_ROWS:
        note(SAY("nearest", shown=(TABLE_ROWS, 0), count=(head["count"], 0)))
    _note(head["caveat"])
    if export is not None:
        _note(SAY("written", count=(head["count"], 0), file=str(export)))


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    together = ""
    if row["comoving"]:
        begin = told(SAY("before")) if row["cut_at_start"] else row["enter_utc"][:16]
        end = told(SAY("after")) if row["cut_at_end"] else row["leave_utc"][:16]
        together = f"{begin} … {end}"
        if row["stays"] > 1:
            together = told(SAY("stays", span=together, count=(row["stays"], 0)))
    return {
        "primary": f"{row['primary']} {row['primary_name']}",
        "secondary": f"{row['secondary']} {row['secondary_name']}",
        "closest UTC": row["tca_utc"][:19].replace("T", " "),
        "km": f"{row['miss_km']:.3f}",
        "km/s": f"{row['speed_km_s']:.3f}",
        "radial": f"{row['radial_km']:.2f}",
        "in-track": f"{row['in_track_km']:.2f}",
        "cross": f"{row['cross_track_km']:.2f}",
        "ages d": f"{row['primary_age_days']:.1f} {row['secondary_age_days']:.1f}",
        "moves together": together,
    }
