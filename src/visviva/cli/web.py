"""`visviva web`: the local page."""

from typing import Annotated

import typer

from visviva.cli.output import OfflineFlag, note
from visviva.cli.patience import at_hand


def web(
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="Default: 8577, or a free one.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Processes that answer.")
    ] = None,
    offline: OfflineFlag = False,
) -> None:
    """Ask, watch and read answers on a page of this machine; it asks no other address.

    Examples
    --------
      visviva web

      visviva web --port 9000 --no-browser
    """
    from visviva.web.serve import run

    at_hand().end()  # a server that waits is not slow
    run(
        port,
        browser=not no_browser,
        workers=workers,
        tell=lambda address: print(address, flush=True),
        note=lambda text: note(f"visviva: {text}"),
    )


def mcp(offline: OfflineFlag = False) -> None:
    """Answer an assistant over the model context protocol, on stdin and stdout; read-only.

    Examples
    --------
      visviva mcp

      visviva mcp --offline
    """
    from visviva.web.assistant import run

    at_hand().end()
    run()
