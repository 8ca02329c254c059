"""Every code block of the manual runs.

Python in one namespace per page, `visviva` lines through the command line. Pages that compute for
long (`LONG`) run in `make validate`; all others always.
"""

import re
import shlex
from pathlib import Path

import pytest

from visviva.cli.main import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = (
    "answer-page",
    "conjunctions",
    "crew-rendezvous",
    "crew-window",
    "events",
    "facts",
    "frames-and-time",
    "how-to-data",
    "how-to-dossier",
    "how-to-fall",
    "how-to-first-answer",
    "how-to-go-up",
    "how-to-images",
    "how-to-lunar-orbit",
    "how-to-lunar-study",
    "how-to-lunar-transfer",
    "how-to-new-question",
    "how-to-read",
    "how-to-sweep",
    "how-to-web",
    "launch-budget",
    "numerical-propagation",
    "orbits-and-transfers",
    "reliability",
    "sgp4",
    "uncertainty",
)
LONG = {
    "answer-page",
    "conjunctions",
    "how-to-dossier",
    "how-to-fall",
    "how-to-images",
    "how-to-lunar-transfer",
}
#: The file that a page may call `sets.tle`.
SETS = """ISS (ZARYA)
1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999
2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205
"""
_BLOCK = re.compile(r"^```(python|sh|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] if page in LONG else []) for page in PAGES],
)
def test_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert text.index("## Limits") < text.index("```"), "the limits come before the code"
    (tmp_path / "sets.tle").write_text(SETS, encoding="utf-8")
    namespace: dict[str, object] = {}
    for kind, body in _BLOCK.findall(text):
        if kind == "python":
            exec(compile(body, f"{page}.md", "exec"), namespace)
        elif kind == "toml" and "[study]" not in body:
            continue  # fact files have their own test
        elif kind == "toml":
            (tmp_path / "my-claim.toml").write_text(body, encoding="utf-8")
            assert main(["assess", "my-claim.toml", "--json", "--quick"]) == 0
        else:
            for line in body.strip().splitlines():
                words = shlex.split(line, comments=True)
                assert words[0] == "visviva"
                assert main(words[1:]) == 0, line
    capsys.readouterr()


def test_every_page_is_in_the_table_of_contents() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\(([\w-]+)\.md\)", index))
    pages = {p.stem for p in DOCS.glob("*.md")} - {"index"}
    assert pages <= linked, f"not linked from index.md: {sorted(pages - linked)}"
