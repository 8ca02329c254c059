"""Every help page has two examples, and a misspelt command suggests the right one."""

import os
import subprocess
import sys
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


@pytest.mark.parametrize("columns", ["40", "60", "80", "132"])
def test_the_first_page_fits_its_columns_and_needs_no_drawing_library(columns: str) -> None:
    code = (
        "import sys; from visviva.cli.main import main; main(['-h']); print('rich' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COLUMNS": columns},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    *page, drawn_by_rich = run.stdout.splitlines()
    assert drawn_by_rich == "False"
    assert max(map(len, page)) <= int(columns)
    for name in COMMANDS:
        assert any(line.startswith(f"│ {name} ") for line in page), name


def test_no_words_at_all_show_the_first_page(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    shown = capsys.readouterr()
    assert "╭─ Commands" in shown.out
    assert shown.err == ""
