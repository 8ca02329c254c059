"""The how-to of `docs/launch-ascent.md` runs as it is written."""

import re
from pathlib import Path

import pytest

from visviva.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs/launch-ascent.md"


def test_the_python_example_runs(capsys):
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    exec(compile(code.group(1), str(PAGE), "exec"), {})
    out = capsys.readouterr().out
    assert "kg" in out
    assert "insertion" in out


def commands():
    block = re.search(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [line.split()[1:] for line in block.group(1).strip().splitlines()] if block else []


@pytest.mark.parametrize("arguments", commands(), ids=lambda a: a[1])
def test_the_analyst_commands_run(arguments, shared_data, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "delta3.json").write_text(
        (shared_data / "launch/benchmarks/delta3.json").read_text()
    )
    if arguments[1] == "map":
        arguments = [
            *arguments,
            "--altitude-km",
            "200:300:2",
            "--inclination-deg",
            "52:60:2",
            "--workers",
            "1",
        ]
    assert main(arguments) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("orbit", "figure"),
    [
        (("50", "500", "60"), "perigee of 50 km"),
        (("500", "300", "60"), "apogee of 300 km"),
        (("500", "500", "200"), "inclination of 200 deg"),
    ],
)
def test_bad_orbits_exit_2_with_the_figure(orbit, figure, capsys):
    perigee, apogee, inclination = orbit
    code = main(
        [
            "launch",
            "payload",
            "--vehicle",
            "soyuz-2.1b",
            "--site",
            "vostochny",
            "--perigee-km",
            perigee,
            "--apogee-km",
            apogee,
            "--inclination-deg",
            inclination,
        ]
    )
    assert code == 2
    assert figure in capsys.readouterr().err


def test_a_payload_out_of_reach_exits_1_without_a_number(capsys):
    code = main(
        [
            "launch",
            "ascent",
            "--vehicle",
            "soyuz-2.1b",
            "--site",
            "vostochny",
            "--perigee-km",
            "500",
            "--apogee-km",
            "500",
            "--inclination-deg",
            "97.4",
            "--payload-kg",
            "20000",
        ]
    )
    captured = capsys.readouterr()
    assert code == 1
    assert captured.out == ""
