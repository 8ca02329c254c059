"""Count the files whose code one command runs: what a reader must know to follow an answer.

    python scripts/count_files.py [WORDS OF THE COMMAND ...]

By default `assess soyuz-tiangong --report`. A file counts when one of its functions is called;
what runs while a module is imported (constants, classes, decorators) does not. `--list` names them,
with how many of their functions ran.
"""

import contextlib
import io
import os
import sys
import tempfile
import threading
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import Any

import visviva
from visviva.cli.main import main

HOME = Path(visviva.__file__).parent
#: Code objects that run while a file is imported, or that stand for its expressions.
_NOT_FUNCTIONS = {"<module>", "<lambda>", "<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>"}


def files_run(words: list[str]) -> dict[str, set[str]]:
    """Functions that one command calls, by file under src/visviva."""
    seen: dict[str, set[str]] = defaultdict(set)
    home = str(HOME) + os.sep

    def watch(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        file = code.co_filename
        if event != "call" or not (file.startswith(home) and file.endswith(".py")):
            return
        # A class body, and a decorator at the head of a module, run on import.
        importing = frame.f_back is not None and frame.f_back.f_code.co_name == "<module>"
        if code.co_name not in _NOT_FUNCTIONS and not importing:
            seen[file.removeprefix(home)].add(code.co_qualname)

    quiet = io.StringIO()
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            code = main(words)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    if code != 0:
        sys.exit(f"the command ended with {code}: {quiet.getvalue()[-500:]}")
    return dict(seen)


def run() -> None:
    """Print the count, and with `--list` the files."""
    words = [word for word in sys.argv[1:] if word != "--list"]
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder) / "page.html")
        found = files_run(words or ["assess", "soyuz-tiangong", "--report", page])
    if "--list" in sys.argv:
        for name in sorted(found):
            print(f"{len(found[name]):4d} {name}")
    print(f"{len(found)} files")


if __name__ == "__main__":
    run()
