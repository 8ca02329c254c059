"""`visviva observe`: what can be seen, from above and from below."""

import typer

from visviva.cli.observe import ground, images
from visviva.cli.observe.passes import passes
from visviva.cli.observe.where import where

app = typer.Typer(no_args_is_help=True, help="What can be seen, from above and from below.")


@app.callback()
def group() -> None:
    """What can be seen, from above and from below."""


app.command()(passes)
app.command()(where)
images.register(app)
ground.register(app)
