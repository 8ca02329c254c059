"""What the README prints is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENV = {**os.environ, "COLUMNS": "110"}


def test_the_printed_answer_is_current() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- printed by: visviva (.+?) -->\n```text\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    words = shown.group(1).split()
    done = subprocess.run(
        [sys.executable, "-m", "visviva", *words],
        capture_output=True,
        text=True,
        check=True,
        env=ENV,
    )
    assert [line.rstrip() for line in done.stdout.strip().splitlines()] == [
        line.rstrip() for line in shown.group(2).strip().splitlines()
    ]


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("## ")
    assert (ROOT / "docs" / "pictures" / "soyuz-tiangong.png").is_file()
