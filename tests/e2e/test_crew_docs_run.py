"""Every code block of the crew's how-to runs.

Commands through the command line, Python in one namespace.
"""

import re
import shlex
from pathlib import Path

import pytest

from visviva.cli.main import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
_BLOCK = re.compile(
    r"^(?:<!-- file: (\S+) -->\n\n)?```(python|sh|toml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL
)


@pytest.mark.slow
def test_how_to_come_home_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DOCS / "how-to-come-home.md").read_text(encoding="utf-8")
    assert text.index("## Limits") < text.index("```"), "the limits come before the code"
    namespace: dict[str, object] = {}
    ran = 0
    for name, kind, body in _BLOCK.findall(text):
        if kind == "python":
            exec(compile(body, "how-to-come-home.md", "exec"), namespace)
        elif kind in ("toml", "text"):
            (tmp_path / (name or "capsule.toml")).write_text(body, encoding="utf-8")
        else:
            for line in body.strip().splitlines():
                words = shlex.split(line, comments=True)
                assert words[0] == "visviva"
                assert main(words[1:]) == 0, line
                ran += 1
    assert ran == 3
    capsys.readouterr()


def test_every_asked_figure_stands_beside_a_measured_one() -> None:
    page = (DOCS / "crew-entry.md").read_text(encoding="utf-8")
    table = page.split("<!-- measured: begin -->")[1].split("<!-- measured: end -->")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 19
    assert all(row.count("|") == 4 and row.split("|")[3].strip() for row in rows)
