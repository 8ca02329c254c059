"""What a bad day does: Ctrl-C, SIGTERM, kills, closed pipes, full disks, a folder that is gone.

The slow tests repeat it as often as `docs/reliability.md` says; a thin slice runs always.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX")
VISVIVA = [sys.executable, "-m", "visviva"]
WORK = ["assess", "soyuz-iss", "--report", "page.html"]
NUMBERS = {signal.SIGINT: (130, "interrupted"), signal.SIGTERM: (143, "stopped")}


def start(folder: Path, words: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*VISVIVA, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def check_signal(folder: Path, number: signal.Signals, after: float) -> None:
    """A run that gets a signal keeps the old page or gives the new one, and says which end."""
    page = folder / "page.html"
    page.write_text("before")
    run = start(folder, WORK)
    time.sleep(after)
    run.send_signal(number)
    _, err = run.communicate(timeout=120)
    said = (err.decode().strip().splitlines() or [""])[-1]
    assert "Traceback" not in err.decode()
    if number in NUMBERS and run.returncode != 0:  # else it was done before the signal came
        code, word = NUMBERS[number]
        assert run.returncode == code, said
        assert said == f"visviva: {word}; nothing half written is left behind"
        assert os.listdir(folder) == ["page.html"]
    text = page.read_text()
    assert text == "before" or text.rstrip().endswith("</html>")


@pytest.mark.parametrize("number", list(NUMBERS), ids=lambda n: n.name)
def test_a_signal_ends_a_run_in_order(tmp_path: Path, number: signal.Signals) -> None:
    check_signal(tmp_path, number, 1.0)


def test_a_stop_that_foreign_code_turned_into_ctrl_c_is_still_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CasADi raises a KeyboardInterrupt of its own where a signal's handler raised something."""
    from visviva.cli import stopped as door

    assert door.ended(KeyboardInterrupt()) == 130
    monkeypatch.setattr(door, "_came", [signal.SIGTERM])
    assert door.ended(KeyboardInterrupt()) == 143
    assert capsys.readouterr().err.splitlines()[1].startswith("visviva: stopped;")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "count"),
    [(signal.SIGINT, 50), (signal.SIGTERM, 50), (signal.SIGKILL, 200)],
    ids=lambda x: getattr(x, "name", str(x)),
)
def test_signals_at_any_moment(tmp_path: Path, number: signal.Signals, count: int) -> None:
    draw = random.Random(1)
    for _ in range(count):
        # The first moments belong to the interpreter, before any of ours runs.
        check_signal(tmp_path, number, draw.uniform(0.3, 4.0))
    done = subprocess.run([*VISVIVA, *WORK], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert os.listdir(tmp_path) == ["page.html"], "the next run sweeps what a killed one left"


def test_the_part_of_a_killed_run_is_swept_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    from visviva.export import atomic_write

    (tmp_path / ".a.txt.0123456789ab.part").write_text("half")
    (tmp_path / ".profile.part").write_text("not ours")
    with atomic_write(tmp_path / "b.txt") as one, atomic_write(tmp_path / "c.txt") as other:
        one.write("1")
        other.write("2")
    assert sorted(os.listdir(tmp_path)) == [".profile.part", "b.txt", "c.txt"]


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    run = start(tmp_path, ["facts", "--json"])
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.read(10)
    run.stdout.close()
    assert run.wait(120) == 0
    assert run.stderr.read() == b""
    run.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("end", [">/dev/full", ">&-"])
def test_a_full_or_closed_stdout_is_one_line(tmp_path: Path, end: str) -> None:
    command = f'"{sys.executable}" -m visviva facts {end}'
    run = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("visviva: the output cannot be written")
    assert run.stderr.count("\n") == 1


def test_a_full_disk_keeps_the_old_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("before")
    command = f'ulimit -f 8; exec "{sys.executable}" -m visviva assess soyuz-iss --quick'
    run = subprocess.run(
        ["sh", "-c", f"{command} --samples 100 --report page.html"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2, run.stderr
    assert "the file cannot be written (File too large)" in run.stderr
    assert (tmp_path / "page.html").read_text() == "before"
    assert os.listdir(tmp_path) == ["page.html"]


@pytest.mark.slow
def test_disks_that_fill_at_any_block(tmp_path: Path) -> None:
    """Twenty times, each with room for another number of blocks: the old page, or the whole new."""
    draw, page = random.Random(2), tmp_path / "page.html"
    work = "assess soyuz-iss --quick --samples 100 --report page.html"
    whole = 0
    for _ in range(20):
        page.write_text("before")
        command = f'ulimit -f {draw.randrange(0, 600)}; exec "{sys.executable}" -m visviva {work}'
        run = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in run.stderr
        assert os.listdir(tmp_path) == ["page.html"]
        if run.returncode == 0:
            whole += 1
            assert page.read_text().rstrip().endswith("</html>")
        else:
            assert run.returncode == 2, run.stderr
            assert "cannot be written (File too large)" in run.stderr
            assert page.read_text() == "before"
    assert 0 < whole < 20, "limits on both sides of the page's size"


def test_a_device_is_written_and_stays_a_device(tmp_path: Path) -> None:
    (tmp_path / "page.html").symlink_to("/dev/null")
    words = [*WORK, "--quick", "--samples", "100"]
    run = subprocess.run([*VISVIVA, *words], cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == 0
    assert (tmp_path / "page.html").is_symlink()
    assert Path("/dev/null").is_char_device()
