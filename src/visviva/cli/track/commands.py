"""`visviva track`: what a history of element sets tells."""

import typer

from visviva.cli.track.conjunctions import conjunctions
from visviva.cli.track.dossier import dossier
from visviva.cli.track.history import decay, identity, maneuvers

app = typer.Typer(no_args_is_help=True, help="What a history of element sets tells.")


@app.callback()
def group() -> None:
    """What a history of element sets tells."""


for command in (maneuvers, identity, decay, conjunctions, dossier):
    app.command()(command)
