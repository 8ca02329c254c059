"""Every benchmark runs once on a toy size, so that none rots between two measurements.

The quick ones always, those that compile or fly for long (`LONG`) in `make validate`.
No figure of such a run means anything; only that it ends, and says something.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.conjunctions import synthetic

ROOT = Path(__file__).resolve().parents[2]
#: Name and words; these need nothing but the program.
ALONE = (
    ("sgp4_throughput", "30", "10", "--repeat", "1"),
    ("passes", "8", "--peers", "", "--truth", "1", "--repeat", "1"),
    ("passes_scale", "10", "0.1"),
    ("writing", "0.25"),
    ("moon", "--repeat", "1"),
    ("moon", "--sweep"),
    ("launch_losses",),
    ("launch_quick",),
    ("track_campaigns",),
    ("calibrate", "--page", os.devnull),
)
#: These read the shared data.
WITH_DATA = (("launch_payloads",),)
#: These compile or compute for long even so: run in `make validate` alone.
LONG = (
    ("conjunctions", "40", "0.2", "--repeat", "1"),
    ("falls", "400", "1000"),
    ("observe", "--places", "3", "--days", "1", "--satellites", "2", "--cell-deg", "10"),
    ("launch", "map"),
    ("moon_proof",),
    ("crew_flight",),
    ("crew_return",),
    ("store", "2"),
    ("frames", "1000", "1"),
    ("numerical", "--repeat", "1"),
    ("launch", "problems"),
    ("launch_check_case",),
    ("launch_flown", "falcon", "--short"),
    ("track_validation", "--fast"),
    ("scale",),
)


def run(name: str, *words: str) -> None:
    places = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "VISVIVA_TOY": "1"}
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *words],
        cwd=ROOT,
        env={**os.environ, **places, "SATKIT_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()


@pytest.mark.parametrize("words", ALONE, ids=lambda words: "-".join(words[:2]))
def test_a_benchmark_runs(words: tuple[str, ...]) -> None:
    run(*words)


def test_the_benchmark_of_reading_runs(tmp_path: Path) -> None:
    _, lines = synthetic(20)
    (tmp_path / "a.tle").write_text("\n".join(lines) + "\n")
    run("reading", str(tmp_path / "a.tle"))


@pytest.mark.parametrize("words", WITH_DATA, ids=lambda words: words[0])
def test_a_benchmark_on_real_data_runs(words: tuple[str, ...], shared_data: Path) -> None:
    run(*words)


@pytest.mark.slow
@pytest.mark.parametrize("words", LONG, ids=lambda words: "-".join(words[:2]))
def test_a_long_benchmark_runs(words: tuple[str, ...], shared_data: Path) -> None:
    run(*words)


def test_every_benchmark_is_run_here() -> None:
    here = {words[0] for words in (*ALONE, *WITH_DATA, *LONG)} | {"reading"}
    there = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    # The peers' own runs need their interpreter (`make peers`).
    parts = ("cache", "claims", "history", "rows", "sweep")
    calibration = {f"calibrate_{part}" for part in parts}
    peers = {"launch_peer", "launch_peers", "falls_rocketpy"}
    histories = {"track_burns", "track_decays", "track_logs", "track_more_sets"}
    assert there - here == {"__init__", "__main__"} | peers | calibration | histories
