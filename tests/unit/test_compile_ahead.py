"""Compiling ahead asks questions that commands understand, and what it compiles is then found."""

import shlex
from pathlib import Path

import pytest

from visviva.cli import compile_ahead
from visviva.cli.main import load, main
from visviva.core.kernels.cache import folder


def test_every_question_is_one_that_a_command_understands() -> None:
    for line in compile_ahead.QUESTIONS:
        group, name, *words = shlex.split(line)
        command = load(group).commands[name]
        assert command.make_context(name, words).params


def test_made_sets_are_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compile_ahead._write_inputs(tmp_path)
    assert main(["track", "identity", str(tmp_path / "history.tle")]) == 0
    assert "58400" in capsys.readouterr().out


def test_a_question_leaves_compiled_code_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compile_ahead._write_inputs(tmp_path)
    monkeypatch.setenv("VISVIVA_COMPILE", "1")
    monkeypatch.setenv("VISVIVA_CACHE", str(tmp_path / "kept"))
    folder.cache_clear()
    try:
        line = next(q for q in compile_ahead.QUESTIONS if q.startswith("observe where"))
        assert compile_ahead._ask(line.replace("{here}", str(tmp_path)))[0] == 0
    finally:
        folder.cache_clear()
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_every_question_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--compile"]) == 0
    assert capsys.readouterr().out.count("observe") == 3
