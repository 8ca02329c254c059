"""The Python block of docs/launch-flown.md runs, and `launch webcast` gives what it promises."""

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from visviva.cli.launch_flown import register
from visviva.errors import InputError

PAGE = Path(__file__).resolve().parents[2] / "docs/launch-flown.md"


def test_the_page_runs() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {})


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


FLIGHT = ("--vehicle", "falcon-9", "--lat-deg", "28.6084", "--inclination-deg", "50", "--payload-kg", "5000")


def test_a_webcast_is_fitted_from_the_command_line(app: typer.Typer, shared_data: Path) -> None:
    file = shared_data / "launch/falcon9/nrol76_stage1.csv"
    result = CliRunner().invoke(app, ["webcast", str(file), *FLIGHT, "--meco-s", "140", "--json"])
    assert result.exit_code == 0, result.output
    out = json.loads(result.stdout)
    assert out["schema"] == "visviva.launch.webcast/1"
    assert out["speed_rms_m_s"] < 10.0
    assert out["altitude_rms_km"] < 1.0
    assert {"thrust1", "mass1", "impulse1"} <= {row["figure"] for row in out["figures"]}


@pytest.mark.parametrize(
    ("text", "extra", "what"),
    [
        ("a,b,c\n1,2,x\n", ("--meco-s", "140"), "no column of time"),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140"), "before cut-off"),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140", "--throttle-s", "48"), "throttle-s"),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140", "--ses-s", "130", "--seco-s", "500"), "in order"),
    ],
)
def test_bad_input_is_refused_in_one_line(
    app: typer.Typer, tmp_path: Path, text: str, extra: tuple[str, ...], what: str
) -> None:
    file = tmp_path / "flight.csv"
    file.write_text(text)
    result = CliRunner().invoke(app, ["webcast", str(file), *FLIGHT, *extra])
    assert isinstance(result.exception, InputError)
    assert what in result.exception.message
