"""Record a terminal session: real commands, what they print at 80 columns, on a page of the manual.

`python scripts/record_session.py` writes docs/terminal-session.md; nothing on it is typed by hand.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "terminal-session.md"
#: What is said before each command, and its words; one has a slip that a user may make.
SESSION = (
    (
        "When does the station pass over Pyongyang? `iss.3le` holds the set of the station's fact.",
        "observe passes iss.3le --site 39.04,125.71 --start 2020-10-15 --days 1",
    ),
    (
        "Could a Soyuz have left Baikonur at that second?",
        "crew window iss.3le --site baikonur --date 2020-10-14 --claimed 2020-10-14T05:45:04Z",
    ),
    (
        "How many people are below a satellite of 10 m² that comes down by itself?",
        "launch casualties --inclination-deg 41.47 --area-m2 10",
    ),
    ("A slip of the pen is answered in one line.", "assess soyuz-tiangon"),
    (
        "The first question, with its answer in short.",
        "assess soyuz-tiangong --quick --samples 1000",
    ),
)
HEAD = """# A session at the terminal

Recorded by `python scripts/record_session.py`: each block is what the command printed, at 80
columns and without colour. Lines that a command says beside its answer (on stderr) stand first.
"""


def record() -> str:
    """The page."""
    from visviva.data.catalogue import Catalogue

    (fact, *_) = Catalogue.bundled().station("iss").element_sets
    blocks = [HEAD]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        text = f"ISS (ZARYA)\n{fact.line1}\n{fact.line2}\n"
        (Path(folder) / "iss.3le").write_text(text, encoding="utf-8")
        environment["VISVIVA_STORE"] = folder
        for said, words in SESSION:
            run = subprocess.run(
                [sys.executable, "-m", "visviva", *words.split()],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if run.returncode > 2:
                raise SystemExit(f"visviva {words}: {run.stderr}")
            # That a busy machine took long belongs to the machine.
            beside = [line for line in run.stderr.splitlines() if "still at work" not in line]
            shown = "\n".join([*beside, *map(str.rstrip, run.stdout.rstrip().splitlines())])
            blocks.append(f"{said}\n\n```text\n$ visviva {words}\n{shown}\n```\n")
    return "\n".join(blocks)


if __name__ == "__main__":
    PAGE.write_text(record(), encoding="utf-8")
