"""Every help page has two examples, and a misspelt command suggests the right one."""

from collections.abc import Iterator
from typing import Any

import pytest

from visviva.cli.main import COMMANDS, load, main


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}")
    if not inner:
        yield path, command


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_help_page_has_two_examples_of_its_own_command(name: str) -> None:
    for path, command in leaves(load(name), name):
        assert (command.help or "").count(f"visviva {path}") >= 2, path


def test_a_misspelt_command_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ases", "x"]) == 2
    assert "did you mean assess" in capsys.readouterr().err
