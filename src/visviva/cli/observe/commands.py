"""`visviva observe`: what can be seen, from above and from below."""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, ExportOption, JsonFlag

app = typer.Typer(no_args_is_help=True, help="What can be seen, from above and from below.")


@app.callback()
def group() -> None:
    """What can be seen, from above and from below."""


@app.command()
def passes(
    file: Annotated[
        Path,
        typer.Argument(help="Element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or gzip."),
    ],
    site: Annotated[
        list[str] | None,
        typer.Option(
            "--site", metavar="LAT,LON[,ALT_M]", help="A place in degrees; may be repeated."
        ),
    ] = None,
    sites: Annotated[
        Path | None, typer.Option("--sites", help="A CSV, JSON or GeoJSON file of places.")
    ] = None,
    start: Annotated[
        str, typer.Option("--start", help="ISO time with its offset, such as 2024-06-07T00:00:00Z.")
    ] = "",
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 7.0,
    min_elevation_deg: Annotated[
        float, typer.Option("--min-elevation-deg", help="Least elevation.")
    ] = 10.0,
    objects: Annotated[
        list[str] | None,
        typer.Option("--object", metavar="NUMBER|NAME", help="Only this object; may be repeated."),
    ] = None,
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
    """Every pass of an object, or of a whole catalogue, over one place or many.

    Times are of the geometric crossing of the least elevation, without refraction. `--export` takes
    .csv .parquet .ics .geojson .kml .czml, and .oem for one object.
    """
    from visviva.cli.observe.passes import Request, run

    run(
        Request(
            file,
            tuple(site or ()),
            sites,
            start,
            days,
            min_elevation_deg,
            tuple(objects or ()),
            as_json,
            as_csv,
            export,
            strict,
            workers,
        )
    )
