"""What the README prints is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENV = {**os.environ, "COLUMNS": "110"}


SHOWN = re.findall(
    r"<!-- printed by: visviva (.+?) -->\n```text\n(.*?)```",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.parametrize(("command", "printed"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_printed_answers_are_current(command: str, printed: str) -> None:
    words = command.split()
    done = subprocess.run(
        [sys.executable, "-m", "visviva", *words],
        capture_output=True,
        text=True,
        check=True,
        env=ENV,
        cwd=ROOT,
    )
    assert [line.rstrip() for line in done.stdout.strip().splitlines()] == [
        line.rstrip() for line in printed.strip().splitlines()
    ]


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("## ")
    assert (ROOT / "docs" / "pictures" / "soyuz-tiangong.png").is_file()
