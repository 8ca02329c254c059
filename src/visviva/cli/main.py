"""The door of the command line.

Sub-commands are imported only when called, errors become one line.
"""

import errno
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from visviva.cli.examples import add_examples
from visviva.cli.front_page import front_page
from visviva.cli.habits import add_habits
from visviva.cli.screen import screens
from visviva.cli.stopped import Stopped, ended
from visviva.core.extras import missing_extra
from visviva.core.kernels.speed import small_work
from visviva.errors import InputError, VisvivaError, one_line

#: name -> (module, attribute: a Typer app or a command function, one line of help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "assess": (
        "visviva.cli.study",
        "assess",
        "Answer a study: can this mission be what its owner says it is?",
    ),
    "studies": ("visviva.cli.study", "studies", "List the studies that ship with the program."),
    "read": ("visviva.cli.read", "read", "Read an article: which of its claims can be checked?"),
    "watch": ("visviva.cli.watch", "watch", "What changed since the last look? Made for cron."),
    "facts": (
        "visviva.cli.facts",
        "facts",
        "List the facts, or show one with source, date and spread.",
    ),
    "launch": (
        "visviva.cli.launch.commands",
        "app",
        "What a launcher can lift, from where, to which orbit.",
    ),
    "observe": (
        "visviva.cli.observe.commands",
        "app",
        "What can be seen, from above and from below.",
    ),
    "crew": (
        "visviva.cli.crew.commands",
        "app",
        "People on board: when to leave, how to dock, how to come home.",
    ),
    "track": ("visviva.cli.track.commands", "app", "What a history of element sets tells."),
    "moon": (
        "visviva.cli.moon.commands",
        "app",
        "The Moon: getting there and staying there.",
    ),
    "web": ("visviva.cli.web", "web", "The same questions on a page of this machine."),
    "mcp": (
        "visviva.cli.web",
        "mcp",
        "The same questions for assistants, by MCP.",
    ),
    "new": (
        "visviva.cli.own_files",
        "new",
        "Begin a study, a vehicle, a site or a ship of your own.",
    ),
    "check": ("visviva.cli.own_files", "check", "List everything that is wrong with a file."),
    "data": ("visviva.cli.data", "app", "Element sets and data tables: read, convert, dates."),
    "doctor": ("visviva.cli.doctor", "doctor", "Versions, data dates and ages, caches."),
}
_USAGE_ERROR: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class LazyGroup(TyperGroup):
    """A group whose commands are known by name and help, and imported when one is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What the help page and completion need.

        The loaded command, or a stub with its help line.
        """
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(name=cmd_name, help=COMMANDS[cmd_name][2])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the first page without the library that draws the pages of the commands."""
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        page = front_page(
            f"Usage: {ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}",
            self.help or "",
            options=[record for record in records if record],
            commands=[(name, line) for name, (_, _, line) in COMMANDS.items()],
        )
        print(page)  # at once, as the other pages are: what the formatter holds may be an error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that is about to run; suggest the nearest to one that is not there."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            advice = f"did you mean {' or '.join(near)}?" if near else "`visviva --help` lists them"
            raise InputError(f"no command {args[0]!r}", advice=advice)
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = load(args[0])
        return super().resolve_command(ctx, args)


def load(name: str) -> Any:
    """Import one command of the table and make it a click command."""
    module, attribute, line = COMMANDS[name]
    door = getattr(import_module(module), attribute)
    if not isinstance(door, typer.Typer):
        function, door = door, typer.Typer(add_completion=False)
        door.command(name=name, help=function.__doc__ or line)(function)
    command = typer.main.get_command(door)
    command.name = name
    _guard(command, name)
    return command


def _guard(command: Any, path: str) -> None:
    """Give a command, or those in its group, its examples and what every command has."""
    for name, inner in getattr(command, "commands", {}).items():
        _guard(inner, f"{path} {name}")
    if command.callback is None or getattr(command, "commands", None):
        return
    add_examples(command, path)
    add_habits(command, path)


app = typer.Typer(
    cls=LazyGroup,
    name="visviva",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Can this space mission be what its owner says it is? Physics and open data answer.",
)


def _version(asked: bool) -> None:
    if asked:
        from visviva import __version__
        from visviva.core.earth_orientation import EarthOrientation

        as_of = EarthOrientation.default().as_of
        print(f"visviva {__version__} (Earth orientation as of {as_of})")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Version and data dates."
    ),
) -> None:
    """Can this space mission be what its owner says it is? Physics and open data answer."""


_SOUTHERN = re.compile(r"-\d+(\.\d+)?,[-+]?\d")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 ran, 1 "no" or not converged, 2 bad input, 3 data missing, 70 a fault of ours, 130
    interrupted, 143 stopped.
    """
    with screens(), small_work():
        try:
            code = _run(sys.argv[1:] if arguments is None else list(arguments))
            sys.stdout.flush()
        except BaseException as err:
            return _outcome(err)
    return code


def _run(arguments: list[str]) -> int:
    """As Typer's own `main`, which turns Ctrl-C, a closed pipe and an early end into its own.

    A southern place as an argument (``-33.1,-70.7``) is no option: a blank before it says so.
    """
    arguments = [f" {text}" if _SOUTHERN.match(text) else text for text in arguments]
    command: Any = typer.main.get_command(app)
    command._main_shell_completion({}, "visviva", None)
    with command.make_context("visviva", arguments) as context:
        result = command.invoke(context)
    return result if isinstance(result, int) else 0


def _outcome(err: BaseException) -> int:
    """Exit code of what ended a run, after one line about it."""
    if isinstance(err, VisvivaError):
        return _say(err.line(), err.exit_code)
    if isinstance(err, _USAGE_ERROR):
        message = one_line(err.format_message(), 2000)
        return _say(message, 2) if message else 2
    if isinstance(err, typer.Exit):
        return int(err.exit_code)
    if isinstance(err, SystemExit):
        return err.code if isinstance(err.code, int) else 0
    if isinstance(err, KeyboardInterrupt | typer.Abort | Stopped):
        return ended(err)
    if isinstance(err, OSError) and (code := _of_the_system(err)) is not None:
        return code
    if (missing := missing_extra(err)) is not None:
        return _say(missing.line(), missing.exit_code)
    if isinstance(err, MemoryError):
        return _say("the machine has not enough memory for this; ask for less at once", 2)
    return _fault(err)


def _of_the_system(err: OSError) -> int | None:
    """Exit code of a stream or a folder that went away; None if the error is of another kind."""
    if isinstance(err, BrokenPipeError):
        _close(sys.stdout)
        return 0
    if err.filename is None and err.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF):
        _close(sys.stdout)
        return _say(
            f"the output cannot be written ({err.strerror}); free the disk or name another", 2
        )
    try:
        os.getcwd()
    except OSError:
        return _say("the working folder is gone; change to another one", 2)
    return None


def _close(stream: Any) -> None:
    """Let what is still in the buffer of a stream go nowhere."""
    # A stream that is not of the system holds nothing back.
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _fault(err: BaseException) -> int:
    """The last catch: one line that asks for a report, and a trace where it is asked for."""
    if os.environ.get("VISVIVA_DEBUG"):
        import traceback

        traceback.print_exception(err)
    trace, place = err.__traceback__, ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename.replace(os.sep, "/")
        if "/visviva/" in file:
            place = f" at {file.rpartition('/visviva/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    what = one_line(f"{type(err).__name__}: {err}", 160)
    return _say(
        f"a fault of ours ({what}{place}); please report it with this command and its files "
        "(VISVIVA_DEBUG=1 shows the whole trace)",
        70,
    )


def _say(line: str, code: int) -> int:
    try:
        print(f"visviva: {line}", file=sys.stderr)
    except OSError:  # stderr is closed or full: the exit code says what can be said
        _close(sys.stderr)
    return code
