"""No file outgrows a reader: at most 350 lines, in Python, TypeScript and style sheets.

Left out are texts and tables of cases, which are read as data, and what a program writes. That no
line is longer than 100 columns is held by ruff.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 350
#: Texts and tables of cases.
DATA = {"tests/unit/article_world.py", "tests/validation/classic_problems.py"}
#: Written by `scripts/make_web_types.py`.
WRITTEN = {"web/src/openapi.ts"}
FOLDERS = ("src", "benchmarks", "scripts", "examples", "tests", "web/src")
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".ts", ".css", ".j2"} and "static" not in path.parts
)


def test_every_folder_is_measured() -> None:
    assert all(any(name.startswith(folder) for name in FILES) for folder in FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_is_longer_than_a_reader_holds(folder: str) -> None:
    lengths = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in FILES
        if name.startswith(f"{folder}/") and name not in DATA | WRITTEN
    }
    long = {name: count for name, count in lengths.items() if count > MOST_LINES}
    assert not long, "split by question, not by length"
