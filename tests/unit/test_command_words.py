"""One word for one thing on every command; values complete on Tab; long runs say so."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from visviva.cli.main import COMMANDS, load, main
from visviva.cli.patience import DUE, at_hand, while_waiting
from visviva.cli.screen import screens


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}")
    if not inner:
        yield path, command


COMMAND_TREE = [leaf for name in COMMANDS for leaf in leaves(load(name), name)]
BY_PATH = dict(COMMAND_TREE)
#: What the project calls by another word.
OTHER_WORDS = {
    "--plot": "--export",
    "--picture": "--export",
    "--output": "--export",
    "--out": "--export",
    "--format": "--export",
    "--html": "--report",
    "--page": "--report",
    "--sat": "--object",
    "--satellite": "--object",
    "--norad": "--object",
    "--catalog-number": "--object",
    "--tle": "--elements",
    "--omm": "--elements",
    "--place": "--site",
    "--location": "--site",
    "--lat": "--site",
    "--lon": "--site",
    "--begin": "--start",
    "--from": "--start",
    "--since": "--start",
    "--day": "--date",
    "--duration": "--days",
    "--random-seed": "--seed",
    "--language": "--lang",
    "--threads": "--workers",
    "--jobs": "--workers",
    "--rocket": "--vehicle",
    "--launcher": "--vehicle",
    "--ship": "--spacecraft",
}
#: Commands that write a file of the user or serve: they list nothing and have no form to choose.
FORMLESS = {"new", "web", "mcp"}


def options(command: Any) -> dict[str, Any]:
    return {opt: param for param in command.params for opt in param.opts if opt.startswith("--")}


@pytest.mark.parametrize("path", list(BY_PATH))
def test_a_command_uses_the_project_s_words(path: str) -> None:
    for opt in options(BY_PATH[path]):
        assert opt not in OTHER_WORDS, f"{path} {opt}: call it {OTHER_WORDS.get(opt)}"


@pytest.mark.parametrize("path", list(BY_PATH))
def test_every_command_has_json_csv_and_offline(path: str) -> None:
    found = options(BY_PATH[path])
    assert "--offline" in found, path
    if path not in FORMLESS:
        assert {"--json", "--csv"} <= set(found), path


@pytest.mark.parametrize("path", list(BY_PATH))
def test_every_seed_is_one_and_every_window_is_days(path: str) -> None:
    found = options(BY_PATH[path])
    if "--seed" in found:
        assert found["--seed"].default == 1, path
    if "--start" in found:
        assert {"--days", "--end"} & set(found), path


@pytest.mark.parametrize("path", list(BY_PATH))
def test_element_sets_are_the_first_argument_or_an_option_everywhere(path: str) -> None:
    command = BY_PATH[path]
    if "--elements" in options(command):
        arguments = [p.name for p in command.params if p.param_type_name == "argument"]
        assert "file" in arguments, path
        assert not options(command)["--elements"].required, path
        assert "--object" in options(command) or path == "data import", path


def test_a_bare_date_and_now_are_times_wherever_a_time_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = "moon orbit --periselene-km 100 --aposelene-km 100 --date 2025-09-25 --days 0.05"
    assert main([*words.split(), "--degree", "4", "--json"]) == 0
    assert "--date 2025-09-25 is read as 2025-09-25T00:00:00Z" in capsys.readouterr().err


def completed(words: str) -> list[str]:
    """What a shell is told for the last of these words."""
    asked = {"_VISVIVA_COMPLETE": "complete_bash", "COMP_WORDS": words}
    asked["COMP_CWORD"] = str(len(words.split(" ")) - 1)
    run = subprocess.run(
        [sys.executable, "-m", "visviva"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("visviva launch payload --vehicle soyuz-2.1", "soyuz-2.1a"),
        ("visviva launch payload --site vosto", "vostochny"),
        ("visviva crew window --spacecraft shen", "shenzhou"),
        ("visviva crew reach --station tian", "tiangong"),
        ("visviva assess soyuz-t", "soyuz-tiangong"),
        ("visviva launch failure --study chollima-m", "chollima-malligyong"),
        ("visviva facts malli", "malligyong-1"),
        ("visviva assess x --lang k", "ko"),
        ("visviva new ve", "vehicle"),
    ],
)
def test_values_complete_on_tab(words: str, expected: str) -> None:
    assert expected in completed(words)


def test_a_long_run_says_so_and_a_short_one_is_silent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with while_waiting():
        pass
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("visviva.cli.patience.DUE", ((0.05, 0.0), (0.1, 1e9), (60.0, 0.0)))
    with while_waiting():
        at_hand().label, at_hand().share = "passes", 0.4
        time.sleep(0.5)
    said = capsys.readouterr().err
    assert said.startswith("visviva: still at work after 0 s (passes, 40 %)")
    assert said.count("\n") == 1, "what waits for a busy machine is not told"
    assert DUE[0][0] == 5.0


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_moves_and_is_wiped_before_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("visviva.cli.patience.DUE", ((0.01, 1e9),))
    monkeypatch.setattr("visviva.cli.patience.STEP", 0.01)
    with screens(), while_waiting():
        at_hand().label = "passes"
        while "passes" not in terminal.getvalue():
            time.sleep(0.01)
        print("half a line", end="")
        drawn = terminal.getvalue()
        time.sleep(0.1)
        assert terminal.getvalue() == drawn, "no bar in the middle of a line"
        assert drawn.endswith("passes\x1b[K\r\r\x1b[Khalf a line")
        print()
        before = len(terminal.getvalue())
        while len(terminal.getvalue()) == before:
            time.sleep(0.01)
    assert terminal.getvalue().endswith("\r\x1b[K"), "nothing of it is left"
