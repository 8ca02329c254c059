"""docs/conjunctions.md and docs/how-to-dossier.md do what they say, from top to bottom."""

import re
import shlex
from pathlib import Path

import pytest

from visviva.cli.main import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
_BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["conjunctions", "how-to-dossier"])
def test_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert text.index("## Limits") < text.index("```"), "the limits come before the code"
    namespace: dict[str, object] = {}
    for kind, body in _BLOCK.findall(text):
        if kind == "python":
            exec(compile(body, f"{page}.md", "exec"), namespace)
            continue
        for line in body.strip().splitlines():
            words = shlex.split(line, comments=True)
            assert words[0] == "visviva"
            assert main(words[1:]) == 0, line
    capsys.readouterr()
