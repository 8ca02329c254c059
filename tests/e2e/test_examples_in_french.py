"""A reader of French at 80 columns meets no English sentence, but what is quoted as it was written.

The examples of the help pages run in French; English function words that are left are named.
"""

import re
from pathlib import Path

import pytest

from help_examples import all_examples, fill
from visviva.cli.main import main

#: English words that are no French words, and stand in nearly every English sentence.
ENGLISH = re.compile(
    r"(?<![-\w])(the|of|from|with|and|is|are|by|not|that|which|was|were|has|than|between|within)\b"
)
#: Commands whose text is in three languages, by their first words.
SPOKEN = (
    "crew window",
    "crew rendezvous",
    "crew abort",
    "crew entry",
    "launch notice",
    "launch ascent",
    "launch problem",
    "track maneuvers",
    "track identity",
    "track decay",
    "observe passes",
    "observe where",
    "observe claim",
)
LONG = (
    "crew return",
    "moon orbit",
    "moon sweep",
    "launch drops",
    "launch failure",
    "launch webcast",
)
#: Read out as written: the starts that a solver names, and sources of facts.
QUOTED = re.compile(r"flown at \d+%[^\n]*|corridor of every flight[^)]*\)?")
FORMS = {"--json", "--csv", "--export", "--report"}


def of(starts: tuple[str, ...]) -> list[list[str]]:
    return [
        words
        for words in all_examples()
        if " ".join(words).startswith(starts) and not FORMS & set(words)
    ]


def english_words(
    words: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> list[str]:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    capsys.readouterr()
    assert main([*words, "--lang", "fr"]) in (0, 1)
    said = capsys.readouterr()
    text = QUOTED.sub("", said.out + said.err)
    return [line for line in text.splitlines() if ENGLISH.search(line)]


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    fill(folder)
    return folder


@pytest.mark.parametrize("words", of(SPOKEN), ids=lambda words: " ".join(words)[:60])
def test_an_example_in_french_leaves_no_english_sentence(
    words: list[str],
    made_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert english_words(words, made_folder, monkeypatch, capsys) == []


@pytest.mark.slow
@pytest.mark.parametrize("words", of(LONG), ids=lambda words: " ".join(words)[:60])
def test_a_long_example_in_french_leaves_no_english_sentence(
    words: list[str],
    made_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert english_words(words, made_folder, monkeypatch, capsys) == []
