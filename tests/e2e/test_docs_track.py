"""The page on histories runs.

Python as it stands, command lines on the made-up satellite of the page.
"""

import re
from pathlib import Path

import pytest

from visviva.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "track.md"


def test_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from visviva.export import export_elements

    text = PAGE.read_text(encoding="utf-8")
    assert text.index("## Limits") < text.index("```")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for body in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(body, str(PAGE), "exec"), names)
    export_elements(Path("history.json"), names["sets"])
    export_elements(Path("sinking.json"), names["sinking"])
    Path("stations.csv").write_text("name,lat_deg,lon_deg\nPyongyang,39.0425,125.71\n")
    for line in re.findall(r"^\$ visviva (.*)$", text, re.MULTILINE):
        words = line.replace(
            "history.3le", "sinking.json" if "decay" in line else "history.json"
        ).split()
        words = ["2018-02-20T00:00:00Z" if w == "2024-06-01T00:00:00Z" else w for w in words]
        assert main(words) == 0, line
    assert capsys.readouterr().out
