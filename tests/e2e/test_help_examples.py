"""Every example of every help page runs, in a folder that holds made files of the names it uses.

A quick share of them always, all of them in `make validate`.
"""

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from help_examples import all_examples, fill
from visviva.cli.main import main

#: Words that ask the network, or serve until they are stopped.
NOT_RUN = ("data get", "data update", "watch", "web", "mcp")
#: Examples that take longest, by their first words: run in `make validate` alone.
SLOW = (
    "assess",
    "studies --quick",
    "read",
    "launch map",
    "launch webcast",
    "launch failure",
    "launch drops",
    "observe coverage",
    "observe images",
    "crew return",
    "track conjunctions",
    "moon",
    "doctor",
)


def run(words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name in ("my-claim.toml", "my-rocket.toml"):
        if words[0] == "check" and name in words:
            kind = "study" if "claim" in name else "vehicle"
            assert main(["new", kind, name]) == 0
    assert main(words) in (0, 1), " ".join(words)


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    fill(folder)
    return folder


EXAMPLES = [e for e in all_examples() if not " ".join(e).startswith(NOT_RUN)]
QUICK = [e for e in EXAMPLES if not " ".join(e).startswith(SLOW)]
LONG = [e for e in EXAMPLES if e not in QUICK]


def named(words: list[str]) -> str:
    return " ".join(words)[:60]


@pytest.mark.parametrize("words", QUICK, ids=named)
def test_a_quick_example_runs_and_fits_eighty_columns(
    words: list[str],
    made_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copytree(made_folder, tmp_path / "in")
    run(words, tmp_path / "in", monkeypatch)
    if not {"--json", "--csv"} & set(words):
        assert [line for line in capsys.readouterr().out.splitlines() if cell_len(line) > 80] == []


@pytest.mark.slow
@pytest.mark.parametrize("words", LONG, ids=named)
def test_a_longer_example_runs(
    words: list[str], made_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made_folder, tmp_path / "in")
    run(words, tmp_path / "in", monkeypatch)


def test_every_page_has_examples_that_name_it() -> None:
    assert len(EXAMPLES) >= 70
    assert all("visviva" not in words for words in EXAMPLES)
