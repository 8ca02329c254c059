"""`visviva track conjunctions`: its options; the work is imported when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, ExportOption, JsonFlag


def register(app: typer.Typer) -> None:
    """Add the command to the `track` group."""
    app.command()(conjunctions)


def conjunctions(
    file: Annotated[Path, typer.Argument(help="Element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or gzip.")],
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 7.0,
    start: Annotated[
        str, typer.Option("--start", help="ISO time with its offset; default the newest epoch of the file.")
    ] = "",
    primary: Annotated[
        str | None, typer.Option("--primary", metavar="NUMBER|NAME", help="One object against all; default all pairs.")
    ] = None,
    secondary: Annotated[
        str | None, typer.Option("--secondary", metavar="NUMBER|NAME", help="With --primary: only this other object.")
    ] = None,
    within_km: Annotated[float, typer.Option("--within-km", help="Distance that counts as an approach.")] = 5.0,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    export: ExportOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad element set.")] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Threads; default all cores.")] = None,
) -> None:
    """Close approaches of one object to all others, or of all pairs: when, how near by SGP4, how fast.

    Element sets carry no covariance: a miss distance is good to kilometres, and no probability is given.
    `--export` takes .csv, .parquet and .ics.
    """
    from visviva.cli.track_conjunctions_run import Request, run

    run(Request(file, days, start, primary, secondary, within_km, as_json, as_csv, export, strict, workers))
