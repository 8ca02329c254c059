"""`visviva track`: what a history of element sets tells."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, JsonFlag, SeedOption

app = typer.Typer(no_args_is_help=True, help="What a history of element sets tells.")

FileArgument = Annotated[
    Path,
    typer.Argument(
        help="A history of element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or gzip."
    ),
]
ObjectOption = Annotated[
    str | None,
    typer.Option(
        "--object", metavar="NUMBER|NAME", help="Which object, where the file holds several."
    ),
]


@app.callback()
def group() -> None:
    """What a history of element sets tells."""


@app.command()
def maneuvers(
    file: FileArgument,
    wanted: ObjectOption = None,
    stations: Annotated[
        Path | None,
        typer.Option("--stations", help="A CSV, JSON or GeoJSON file of ground stations."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Each burn with its time, velocity change, purpose.

    And the stations that had the satellite in view.
    """
    from visviva.cli.track.history import run_maneuvers

    run_maneuvers(file, wanted, stations, as_json=as_json, as_csv=as_csv)


@app.command()
def identity(
    file: FileArgument,
    wanted: ObjectOption = None,
    site: Annotated[
        str | None,
        typer.Option(
            "--site", metavar="LAT,LON", help="Launch site to hold the orbit plane against."
        ),
    ] = None,
    launched: Annotated[
        str | None,
        typer.Option("--launched", help="ISO time of lift-off with its offset, with --site."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """What orbit the object keeps.

    Class, Sun-synchrony, local time of the node, repeat cycle, heights, eclipses.
    """
    from visviva.cli.track.history import run_identity

    run_identity(file, wanted, site, launched, as_json=as_json, as_csv=as_csv)


@app.command()
def decay(
    file: FileArgument,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="ISO time with its offset; nothing known later is used."),
    ] = None,
    wanted: ObjectOption = None,
    seed: SeedOption = 1,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """When it will come down, with an interval, from what was known at a date."""
    from visviva.cli.track.history import run_decay

    run_decay(file, as_of, wanted, seed, as_json=as_json, as_csv=as_csv)


if find_spec("visviva.cli.track.conjunctions") is not None:
    from importlib import import_module

    import_module("visviva.cli.track.conjunctions").register(app)
