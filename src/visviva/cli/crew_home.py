"""`visviva crew entry`, `return`, `abort`: the way home, declared here and done in modules of their own."""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, JsonFlag


def register(app: typer.Typer) -> None:
    """Add the commands of the way home to `app`."""
    app.command(name="entry")(entry)


def entry(
    file: Annotated[Path, typer.Argument(help="TOML file of stated entries: state, mass, area, drag, bank.")],
    case: Annotated[str | None, typer.Option("--case", help="One case of the file; default all.")] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly stated entries: events, loads, heating, landing, beside what the case says came out."""
    from visviva.cli.crew_entry import run

    run(file, case, as_json=as_json, as_csv=as_csv)
