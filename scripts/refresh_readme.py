"""Put the program's own printed answer, and a picture of its page, into README.md.

The picture needs chromium.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENV = {**os.environ, "COLUMNS": "110"}
PICTURE = ROOT / "docs" / "pictures" / "soyuz-tiangong.png"
FLAGS = [
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-unsafe-swiftshader",
        "--disable-quic",
        "--no-first-run",
    ),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
    ),
]


def refresh_text() -> None:
    """Replace the block after each "printed by" mark."""
    path = ROOT / "README.md"
    mark = re.compile(r"(<!-- printed by: visviva (.+?) -->\n```text\n).*?(```)", re.DOTALL)

    def printed(found: re.Match[str]) -> str:
        words = found.group(2).split()
        done = subprocess.run(
            [sys.executable, "-m", "visviva", *words],
            capture_output=True,
            text=True,
            check=True,
            env=ENV,
        )
        lines = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        return f"{found.group(1)}{lines}\n{found.group(3)}"

    path.write_text(mark.sub(printed, path.read_text(encoding="utf-8")), encoding="utf-8")


def refresh_picture() -> None:
    """Render the answer page and keep its upper part."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: the picture stays as it is")
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        command = [
            sys.executable,
            "-m",
            "visviva",
            "assess",
            "soyuz-tiangong",
            "--report",
            str(page),
        ]
        subprocess.run(command, check=True, capture_output=True)
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        where = [
            f"--user-data-dir={folder}/profile",
            f"--screenshot={PICTURE}",
            "--window-size=1040,1500",
        ]
        subprocess.run(
            [chromium, *FLAGS, *where, page.as_uri()], check=True, capture_output=True, timeout=120
        )


if __name__ == "__main__":
    refresh_text()
    refresh_picture()
