"""The door of the command line.

Sub-commands are imported only when called, errors become one line.
"""

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from visviva.errors import VisvivaError

#: name -> (module, attribute: a Typer app or a command function, one line of help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "assess": (
        "visviva.cli.study",
        "assess",
        "Answer a study: can this mission be what its owner says it is?",
    ),
    "studies": ("visviva.cli.study", "studies", "List the studies that ship with the program."),
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

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that is about to run."""
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
    return command


app = typer.Typer(
    cls=LazyGroup,
    name="visviva",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Can this space mission be what its owner says it is? Physics and open data answer.",
)


def _version(asked: bool) -> None:
    if asked:
        from visviva.cli.doctor import version_line

        print(version_line())
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Version and data dates."
    ),
) -> None:
    """Can this space mission be what its owner says it is? Physics and open data answer."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 ran, 1 "no" or not converged, 2 bad input, 3 data missing.
    """
    try:
        result = typer.main.get_command(app).main(
            args=arguments, prog_name="visviva", standalone_mode=False
        )
    except VisvivaError as err:
        return _say(err.line(), err.exit_code)
    except _USAGE_ERROR as err:
        message = err.format_message()
        return _say(" ".join(message.split()), 2) if message else 2
    except typer.Exit as err:
        return int(err.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted; nothing half written is left behind", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _say(line: str, code: int) -> int:
    print(f"visviva: {line}", file=sys.stderr)
    return code


def run() -> None:
    """Entry point of the `visviva` script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
