"""docs/how-to-passes.md does what it says.

Its files are written, its commands and its Python run.
"""

import re
import shlex
from pathlib import Path

import pytest

from visviva.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to-passes.md"


def test_every_pass_over_my_town_runs_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    assert text.index("## Limits") < text.index("```"), "the limits come before the code"
    for kind, body in re.findall(r"^```(\w+)\n(.*?)^```", text, re.M | re.S):
        if kind == "text":
            name, content = body.split("\n", 1)
            Path(name).write_text(content, encoding="utf-8")
        elif kind == "console":
            for line in body.splitlines():
                program, *arguments = shlex.split(line.removeprefix("$ "))
                assert (program, main(arguments)) == ("visviva", 0), line
        elif kind == "python":
            exec(compile(body, PAGE.name, "exec"), {})
    assert "Z" in capsys.readouterr().out
    for suffix in ("csv", "ics", "geojson", "czml", "oem"):
        assert (tmp_path / f"passes.{suffix}").stat().st_size > 0
