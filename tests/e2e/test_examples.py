"""Every example runs."""

import runpy
from pathlib import Path

import pytest

from visviva.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SCRIPTS = sorted([*EXAMPLES.glob("*.py"), *EXAMPLES.glob("gallery/*.py")])


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_script_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(path), run_name="__main__")
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.stem)
def test_study_is_answered(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(path), "--json", "--samples", "200", "--quick"]) == 0
    assert '"verdict"' in capsys.readouterr().out


def test_the_gallery_has_its_six_notebooks() -> None:
    names = {path.stem for path in EXAMPLES.glob("gallery/*.py")}
    assert names >= {
        "a_claim",
        "a_pass",
        "a_dossier",
        "a_payload_map",
        "a_crew_window",
        "your_own_rocket",
    }
