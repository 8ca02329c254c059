"""A file of one's own is begun from a good one, and all its faults are listed at once."""

import json
from pathlib import Path

import pytest

from visviva.cli.main import main


@pytest.mark.parametrize("kind", ["study", "vehicle", "site", "ship"])
def test_a_new_file_is_good_and_commented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file = tmp_path / "mine.toml"
    assert main(["new", kind, str(file)]) == 0
    assert file.read_text().startswith("# A ")
    assert main(["check", str(file)]) == 0
    assert "a good file" in capsys.readouterr().out
    assert main(["new", kind, str(file)]) == 2, "it is not written over"


def test_every_fault_is_listed_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    main(["new", "study", str(file)])
    text = file.read_text().replace("[study]", '[study]\nclaimm = "x"', 1)
    file.write_text(text.replace("[launch]", "[launch]\nspeed = 3", 1))
    capsys.readouterr()
    assert main(["check", str(file), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {p["path"].split(".")[-1] for p in problems} >= {"claimm", "speed"}
    lines = file.read_text().splitlines()
    for problem in problems:
        key = problem["path"].split(".")[-1]
        assert lines[problem["line"] - 1].startswith(key)


def test_a_broken_file_and_a_missing_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # in a pipe a line stays one line
    (tmp_path / "a.toml").write_text("a = 1\nb = ?\n")
    assert main(["check", str(tmp_path / "a.toml")]) == 1
    assert "a.toml:2: broken TOML" in capsys.readouterr().out
    assert main(["check", str(tmp_path / "none.toml")]) == 2
    assert main(["new", "planet", str(tmp_path / "b.toml")]) == 2
    assert "use one of study" in capsys.readouterr().err
