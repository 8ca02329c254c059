"""docs/formats.md does what it says.

Its file is written, its commands run, its Python gives the answers shown.
"""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from visviva.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats.md"


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def test_the_page_runs_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name, text = _blocks("text")[0].split("\n", 1)
    Path(name).write_text(text, encoding="utf-8")
    commands = [
        line[2:]
        for block in _blocks("console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    for command in commands:
        program, *arguments = shlex.split(command)
        assert (program, main(arguments)) == ("visviva", 0), command
    said = capsys.readouterr()
    assert "line 1 fails its checksum: it says 0, the figures sum to 4" in said.out
    assert "1 of 2 sets were rejected" in said.err
    python = "\n".join(_blocks("python"))
    test = doctest.DocTestParser().get_doctest(python, {}, "formats.md", str(PAGE), 0)
    result = doctest.DocTestRunner(verbose=False).run(test)
    assert result.failed == 0, capsys.readouterr().out
    assert result.attempted > 15
    kept = {
        "sets.tle",
        "sets.json",
        "sets.csv",
        "sets.xml",
        "sets.kvn",
        "back.tle",
        "new.tle",
        "flown.oem",
        "iss.oem",
        "iss.czml",
        "iss.geojson",
    }
    assert {p.name for p in tmp_path.iterdir()} == kept
