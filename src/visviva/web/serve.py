"""Running the page: the built assets, a port that is free, the browser, until it is ended."""

import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from visviva.errors import InputError

#: Of the loopback alone: no other machine can ask.
HOST: Final = "127.0.0.1"
#: Tried before any free port, so that links that were kept work again.
PREFERRED: Final = 8577


def assets(folder: Path | None = None) -> Path | None:
    """Folder of the built page; None where it was not built."""
    static = Path(str(files("visviva.web") / "static")) if folder is None else folder
    return static if (static / "index.html").is_file() else None


def unbuilt() -> str:
    """What is to be done where there is no built page: a source checkout, or a wheel without it."""
    if (Path(__file__).parents[3] / "web" / "package.json").is_file():
        return "the page is not built: run `make web` (it needs Node.js 20 or newer)"
    return "this installation has no page in it: install the wheel of a release"


def listen(port: int | None) -> socket.socket:
    """A socket on the loopback; without a port the usual one, else any that is free.

    Raises
    ------
    InputError
        If the port that was asked for is in use, or not to be had.
    """
    for wanted in (port,) if port is not None else (PREFERRED, 0):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, wanted))
            sock.listen(128)
        except OSError as err:
            sock.close()
            if port is not None:
                raise InputError(
                    f"port {port} cannot be used ({err.strerror or 'in use'})",
                    advice="give another --port, or none for a free one",
                ) from err
        else:
            return sock
    raise InputError("no free port", advice="give one with --port")


def open_browser(address: str, say: Callable[[str], None]) -> None:
    """Open the address in the browser; where there is none, say what to do."""

    def opened() -> None:
        try:
            found = webbrowser.open(address)
        except Exception:
            found = False
        if not found:
            say(f"no browser was found; open {address} in one")

    threading.Thread(target=opened, daemon=True).start()


def run(
    port: int | None = None,
    *,
    browser: bool = True,
    workers: int | None = None,
    tell: Callable[[str], None] = print,
    note: Callable[[str], None] = lambda text: None,
) -> None:
    """Serve the page until Ctrl-C.

    Parameters
    ----------
    port : int, optional
    browser : bool
        Open it.
    workers : int, optional
        Processes that answer; by default one for each of at most four cores.
    tell, note : callable
        Take the address, once it answers, and remarks.

    Raises
    ------
    InputError
        As `listen`.
    """
    import uvicorn

    from visviva.web.app import create_app
    from visviva.web.jobs import Jobs

    static = assets()
    sock = listen(port)
    address = f"http://{HOST}:{sock.getsockname()[1]}/"
    count = workers if workers is not None else max(1, min(4, os.cpu_count() or 1))
    app = create_app(static=static, jobs=Jobs(count), unbuilt=unbuilt())
    if static is None:
        browser = False
        note(f"{unbuilt()}; what programs ask (/openapi.json) is answered all the same")
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, timeout_graceful_shutdown=1, lifespan="on"
    )
    server = _Server(config, lambda: _ready(address, browser, tell, note))
    with sock:
        server.run(sockets=[sock])


def _ready(
    address: str, browser: bool, tell: Callable[[str], None], note: Callable[[str], None]
) -> None:
    tell(address)
    note("the page is served to this machine alone; Ctrl-C ends it")
    if browser:
        open_browser(address, note)


def _Server(config: Any, ready: Callable[[], None]) -> Any:  # noqa: N802
    """A uvicorn server that says when it answers."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    return Server(config)
