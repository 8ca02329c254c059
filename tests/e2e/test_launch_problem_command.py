"""`visviva launch problem` as a user meets it.

Answers, one-line refusals, whole files, the page's examples.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.launch.problem.vehicle_reading import read_ascent

PAGE = Path(__file__).resolve().parents[2] / "docs" / "launch-problem.md"
LANDING = {
    "name": "moon [landing]",
    "equations": "dh = v; dv = u - g; dm = -u",
    "g": 1.5,
    "h0": 10,
    "v0": -2,
    "m0": 0,
    "hf": 0,
    "vf": 0,
    "u_max": 3,
    "objective": "max m(tf)",
    "who": "Meditch",
}

# u reaches 3, and 13 at most
BEYOND = {"equations": "dh = u", "tf": 1, "hf": 20, "objective": "min integral(u^2)"}


@pytest.fixture
def landing(tmp_path):
    path = tmp_path / "landing.json"
    path.write_text(json.dumps(LANDING))
    return path


def examples(language):
    return re.findall(
        rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL
    )


def test_json_keeps_the_contract(landing, capsys):
    assert main(["launch", "problem", str(landing), "--json"]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert answer["schema"] == "visviva.launch.problem.solve/1"
    assert answer["converged"] is True
    assert answer[answer["objective"]] == pytest.approx(-(68**0.5), rel=1e-6)
    assert 0 <= answer["objective_error"] < 1e-5
    assert [e["name"] for e in answer["events"]] == ["start", "end"]
    assert answer["verification_difference"]["state"] < 1e-6
    assert all({"start", "outcome", "objective"} <= row.keys() for row in answer["starts"])
    assert err == "read as remarks: who\n"


def test_the_table_tells_objective_error_starts_and_flight(landing, capsys):
    assert main(["launch", "problem", str(landing)]) == 0
    out = capsys.readouterr().out
    for words in (
        "moon [landing]",
        "m_final = -8.24621",
        "from the mesh before",
        "flown again",
        "starts converged",
    ):
        assert words in out


def test_picture_and_columns_are_written_whole(landing, tmp_path, capsys):
    assert main(["launch", "problem", str(landing), "--export", str(tmp_path / "a.png")]) == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert main(["launch", "problem", str(landing), "--export", str(tmp_path / "a.csv")]) == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").open()))
    assert set(rows[0]) == {"t", "phase", "h", "v", "m", "u"}
    assert float(rows[-1]["h"]) == pytest.approx(0.0, abs=1e-6)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.png", "landing.json"]
    capsys.readouterr()


@pytest.mark.parametrize(
    ("edit", "options", "code", "said"),
    [
        (
            {"g": "moon"},
            [],
            2,
            "landing.json: equations.v rate: 'g' is in a formula and has no value",
        ),
        (BEYOND, [], 1, "starts converged, the smallest residual left is"),
        ({}, ["--export", "a.gif"], 2, "cannot be written as .gif"),
        ({}, ["--export", "nowhere/a.png"], 2, "the file cannot be written"),
        ({}, ["--json", "--csv"], 2, "both --json and --csv"),
    ],
)
def test_a_refusal_is_one_line_and_no_figure(
    landing, tmp_path, monkeypatch, capsys, edit, options, code, said
):
    monkeypatch.chdir(tmp_path)
    landing.write_text(json.dumps({k: v for k, v in {**LANDING, **edit}.items() if k != "who"}))
    assert main(["launch", "problem", str(landing), *options]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["landing.json"]


def test_an_interrupted_run_leaves_no_file(landing, tmp_path, monkeypatch):
    from matplotlib.figure import Figure

    def interrupted(figure, stream, **options):
        stream.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(Figure, "savefig", interrupted)
    assert main(["launch", "problem", str(landing), "--export", str(tmp_path / "a.png")]) == 130
    assert [p.name for p in tmp_path.iterdir()] == ["landing.json"]


def test_the_equations_of_the_page_are_solved(tmp_path, capsys):
    path = tmp_path / "goddard.json"
    path.write_text(examples("json")[0])
    assert main(["launch", "problem", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["h_final"] == pytest.approx(1.01283, abs=1e-5)


def test_the_ascent_of_the_page_is_read():
    problem = read_ascent(json.loads(examples("json")[1]), "page")
    assert problem.liftoff == pytest.approx(301454.0)
    assert problem.remarks == ()


def test_the_python_of_the_page_runs():
    run = subprocess.run(
        [sys.executable, "-c", examples("python")[0]], check=True, capture_output=True, text=True
    )
    assert "'tf': 1.8016" in run.stdout
