"""`visviva track conjunctions` and `visviva track dossier`: their options.

The work is imported when one is called.
"""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, ExportOption, JsonFlag, SeedOption


def register(app: typer.Typer) -> None:
    """Add the two commands to the `track` group."""
    app.command()(conjunctions)
    app.command()(dossier)


def conjunctions(
    file: Annotated[
        Path,
        typer.Argument(help="Element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or gzip."),
    ],
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 7.0,
    start: Annotated[
        str,
        typer.Option(
            "--start", help="ISO time with its offset; default the newest epoch of the file."
        ),
    ] = "",
    primary: Annotated[
        str | None,
        typer.Option(
            "--primary", metavar="NUMBER|NAME", help="One object against all; default all pairs."
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
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad element set.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Threads; default all cores.")
    ] = None,
) -> None:
    """Close approaches of one object to all others, or of all pairs.

    When, how near by SGP4, how fast.

    Element sets carry no covariance: a miss distance is good to kilometres, and no probability is
    given. `--export` takes .csv, .parquet and .ics.
    """
    from visviva.cli.track.conjunctions_out import Request, run

    run(
        Request(
            file,
            days,
            start,
            primary,
            secondary,
            within_km,
            as_json,
            as_csv,
            export,
            strict,
            workers,
        )
    )


def dossier(
    file: Annotated[
        Path,
        typer.Argument(
            help="A history of element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or gzip."
        ),
    ],
    report: Annotated[
        Path | None, typer.Option("--report", help="Write the page; one HTML file.")
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", help="ISO time with its offset; nothing known later is used.")
    ] = "",
    wanted: Annotated[
        str | None,
        typer.Option(
            "--object", metavar="NUMBER|NAME", help="Which object, where the file holds several."
        ),
    ] = None,
    seed: SeedOption = 1,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """All that a history tells, on one page.

    Identity, burns, decay, with pictures, as known at a date.
    """
    from visviva.cli.track.dossier import run_dossier

    run_dossier(file, report, as_of, wanted, seed, as_json=as_json, as_csv=as_csv)
