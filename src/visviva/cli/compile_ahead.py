"""`visviva doctor --compile`: every compiled kernel once, so that no first answer waits for it.

Small questions of each kind are asked with plain work disallowed, on all cores; what they compile
stays on the disk. Their answers go nowhere.
"""

import io
import os
import shlex
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from visviva.cli.output import progress

#: Folder of the element sets in a question.
_HERE: Final = "{here}"
#: One question of each kind that compiles; the longest and those that share the most come first.
QUESTIONS: Final = (
    "observe passes {here}/sets.tle --site 39,125.7 --start 2023-11-20 --days 1",
    "moon transfer --date 2022-08-04 --road direct",
    "launch failure --study soyuz-iss --at 100 --mode destruct",
    "moon orbit --periselene-km 60 --aposelene-km 200 --date 2025-09-25 --days 1 --degree 10",
    "moon coast --states {here}/states.csv --center emb --days 1",
    "track conjunctions {here}/sets.tle --days 1",
    "observe coverage {here}/sets.tle --start 2023-11-20 --days 1 --cell-deg 30",
    "crew return {here}/iss.tle --date 2020-10-21 --days 1",
    "crew abort --at 120 --perigee-km 200 --apogee-km 242 --inclination-deg 51.6",
    "observe where {here}/iss.tle --start 2020-10-21 --days 1 --step-s 60",
    "track decay {here}/history.tle --as-of 2023-12-20",
)


def compile_all() -> list[dict[str, Any]]:
    """Ask every question once; rows of question, seconds and exit code."""
    from visviva.assessment.cores import on_all_cores

    before = os.environ.get("VISVIVA_COMPILE")
    os.environ["VISVIVA_COMPILE"] = "1"  # the workers inherit it
    try:
        with TemporaryDirectory() as folder, progress("compiling", total=1.0) as tell:
            _write_inputs(Path(folder))
            asked = [line.replace(_HERE, folder) for line in QUESTIONS]
            found = on_all_cores(_ask, asked, lambda question, share: tell(share))
    finally:
        if before is None:
            del os.environ["VISVIVA_COMPILE"]
        else:
            os.environ["VISVIVA_COMPILE"] = before
    return [
        {"question": " ".join(line.split()[:2]), "seconds": seconds, "code": code}
        for line, (code, seconds) in found.items()
    ]


def _ask(line: str) -> tuple[int, float]:
    """Exit code and seconds of one command line; what it prints goes nowhere."""
    from visviva.cli.main import main

    began = time.perf_counter()
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = main(shlex.split(line))
    return code, round(time.perf_counter() - began, 1)


def _write_inputs(folder: Path) -> None:
    """Element sets of the stations' own facts, a made history, and one made state."""
    from visviva.data.catalogue import Catalogue

    catalogue = Catalogue.bundled()
    sets = [catalogue.station(name).element_sets[0] for name in ("iss", "tiangong")]
    lines = [f"{one.line1}\n{one.line2}\n" for one in sets]
    (folder / "iss.tle").write_text(lines[0], encoding="utf-8")
    (folder / "sets.tle").write_text("".join(lines), encoding="utf-8")
    states = "JDTDB,x_km,y_km,z_km,vx_km_s,vy_km_s,vz_km_s\n"
    states += "2459901.5,-240000,-85000,-23000,-0.81,-0.50,-0.25\n"
    (folder / "states.csv").write_text(states, encoding="utf-8")
    history = "".join(_made_set(day) for day in range(20))
    (folder / "history.tle").write_text(history, encoding="utf-8")


def _made_set(day: int) -> str:
    """A made set of a satellite that comes down slowly, so many days after the first one."""
    one = f"1 58400U 23179A   23{330.5 + day:012.8f}  .00010000  00000+0  20000-3 0  999"
    two = (
        f"2 58400  97.4200 {10.0 + day:8.4f} 0010000  90.0000 "
        f"{(270.0 + 31.0 * day) % 360.0:8.4f} {15.2 + 1e-4 * day:11.8f}    1"
    )
    return f"{_checked(one)}\n{_checked(two)}\n"


def _checked(line: str) -> str:
    return line + str(sum(int(c) if c.isdigit() else c == "-" for c in line) % 10)
