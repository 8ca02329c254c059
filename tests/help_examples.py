"""The examples that stand on the help pages, as commands."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

from visviva.cli.main import COMMANDS, load


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command under one of the table, with its words."""
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}")
    if not inner:
        yield path, command


def examples_of(path: str, command: Any) -> list[list[str]]:
    """Words of each example on a command's page: in backquotes, or on lines of its own."""
    text = command.help or ""
    quoted = re.findall(rf"`(visviva {path}\b[^`]*)`", text)
    if not quoted:
        for paragraph in re.split(r"\n\s*\n", text):
            found = re.search(r"^\s*(visviva .*)", paragraph, re.MULTILINE | re.DOTALL)
            # Commands stand one a line; a line without the word goes on with the one before.
            quoted += re.split(r"\n\s*(?=visviva )", found[1]) if found else []
    return [shlex.split(" ".join(line.split()))[1:] for line in quoted]


def all_examples() -> list[list[str]]:
    """Every example of every page."""
    return [
        words
        for name in COMMANDS
        for path, command in leaves(load(name), name)
        for words in examples_of(path, command)
    ]
