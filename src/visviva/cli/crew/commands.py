"""`visviva crew`: the registry of what concerns people on board.

Each command's module is imported when it is there.
"""

from importlib import import_module
from importlib.util import find_spec

import typer

app = typer.Typer(
    no_args_is_help=True, help="People on board: when to leave, how to dock, how to come home."
)


@app.callback()
def group() -> None:
    """People on board: when to leave, how to dock, how to come home."""


#: Each has a function `register(app)` that adds its commands.
MODULES = ("visviva.cli.crew.going_up", "visviva.cli.crew.coming_home")

for _name in MODULES:
    if find_spec(_name) is not None:
        import_module(_name).register(app)
