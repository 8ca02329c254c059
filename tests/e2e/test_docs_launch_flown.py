"""The Python block of docs/launch-flown.md runs, and `launch webcast` gives what it promises."""

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from visviva.cli.launch.flown import register
from visviva.errors import InputError

PAGE = Path(__file__).resolve().parents[2] / "docs/launch-flown.md"


@pytest.mark.slow
def test_the_page_runs() -> None:
    blocks = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {})


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


FLIGHT = (
    "--vehicle",
    "falcon-9",
    "--lat-deg",
    "28.6084",
    "--inclination-deg",
    "50",
    "--payload-kg",
    "5000",
)


def test_a_webcast_is_fitted_from_the_command_line(app: typer.Typer, shared_data: Path) -> None:
    file = shared_data / "launch/falcon9/nrol76_stage1.csv"
    result = CliRunner().invoke(app, ["webcast", str(file), *FLIGHT, "--meco-s", "140", "--json"])
    assert result.exit_code == 0, result.output
    out = json.loads(result.stdout)
    assert out["schema"] == "visviva.launch.flown.webcast/1"
    assert out["speed_rms_m_s"] < 10.0
    assert out["altitude_rms_km"] < 1.0
    assert {"thrust1", "mass1", "impulse1"} <= {row["figure"] for row in out["figures"]}


PREDICTED = ("--predict", "--ses-s", "150", "--seco-s", "500")


@pytest.mark.parametrize(
    ("text", "extra", "what"),
    [
        ("a,b,c\n1,2,x\n", ("--meco-s", "140"), "no column of time"),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140"), "before cut-off"),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140", "--throttle-s", "48"), "throttle-s"),
        (
            "t,v,h\n0,0,0\n1,1,0\n",
            ("--meco-s", "140", "--ses-s", "130", "--seco-s", "500"),
            "in order",
        ),
        ("t,v,h\n0,0,0\n1,1,0\n", ("--meco-s", "140", "--apogee-km", "inf"), "no orbit of"),
        (
            "t,v,h\n0,0,0\n1,1,0\n",
            ("--meco-s", "140", *PREDICTED, "--without", "nosuch"),
            "names no flight",
        ),
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


def test_a_flight_is_predicted_with_a_band_and_a_picture(
    app: typer.Typer, shared_data: Path, tmp_path: Path
) -> None:
    file, picture = shared_data / "launch/falcon9/echostar_23_stage2.csv", tmp_path / "flight.png"
    orbit = (
        "--perigee-km",
        "165",
        "--apogee-km",
        "250",
        "--predict",
        "--without",
        "echostar",
        "--export",
        str(picture),
    )
    events = ("--meco-s", "166", "--ses-s", "177", "--seco-s", "513", "--throttle-s", "48:60")
    flight = (
        "--vehicle",
        "falcon-9-2017",
        "--lat-deg",
        "28.6084",
        "--inclination-deg",
        "28.6",
        "--payload-kg",
        "5600",
    )
    result = CliRunner().invoke(app, ["webcast", str(file), *flight, *events, *orbit, "--json"])
    assert result.exit_code == 0, result.output
    out = json.loads(result.stdout)
    assert out["schema"] == "visviva.launch.webcast_prediction/1"
    assert "echostar_23_stage2" not in out["learnt_from"]
    assert out["speed_inside_share"] > 0.9
    assert out["altitude_inside_share"] > 0.9
    assert all(
        row["speed_low_m_s"] < row["speed_m_s"] < row["speed_high_m_s"] for row in out["flight"]
    )
    assert picture.stat().st_size > 10_000


def test_without_a_webcast_there_is_only_a_prediction(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["webcast", *FLIGHT, "--meco-s", "140"])
    assert isinstance(result.exception, InputError)
    assert "--predict" in result.exception.line()
