"""Where an optional package is missing, one line says how to get it."""

import subprocess
import sys

import pytest

LIFT = (
    "launch payload --vehicle soyuz-2.1a --site baikonur --perigee-km 200 --apogee-km 200 "
    "--inclination-deg 51.6"
)


@pytest.mark.parametrize(
    ("package", "command", "extra"),
    [
        ("casadi", LIFT, "launch"),
        ("casadi", "facts iss", None),
        ("casadi", "studies --json", None),
        ("casadi", "assess soyuz-tiangong --quick --samples 100", None),
        ("casadi", "crew reach --site baikonur --station iss", None),
        ("matplotlib", "track identity --help", None),
        ("pyarrow", "data status", None),
    ],
)
def test_a_missing_extra_is_one_line(package: str, command: str, extra: str | None) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None; "
        f"from visviva.cli.main import main; sys.exit(main({command.split()!r}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if extra is None:
        assert run.returncode == 0, "a slim installation answers what does not need it"
        return
    assert run.returncode == 2, run.stderr
    assert f"visviva[{extra}]" in run.stderr
    assert run.stderr.count("\n") == 1
