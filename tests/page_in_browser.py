"""A page in a real browser: its server, what is looked for, what a command says of the same."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from visviva.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
BROWSER = next((p for n in ("chromium", "chromium-browser") if (p := shutil.which(n))), None)
BUILT = (ROOT / "src" / "visviva" / "web" / "static" / "index.html").is_file()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: WCAG 2.2, levels A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ISS = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""
WORK_MS = 180_000


def outside(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


def settled(page: Any) -> Any:
    """The page once nothing is worked out any more."""
    page.wait_for_function("() => !document.querySelector('.told progress')", timeout=WORK_MS)
    return page


def faults(page: Any) -> list[str]:
    """What axe finds, and what is wider than the screen."""
    found = page.evaluate(
        AXE.read_text(encoding="utf-8")
        + f"; axe.run(document, {{ runOnly: {json.dumps(RULES)} }}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))"
    )
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]


def said(*words: str) -> dict[str, Any]:
    """The JSON of a command, asked in this process."""
    told = StringIO()
    with redirect_stdout(told):
        assert main([*words, "--json"]) in (0, 1)
    return dict(json.loads(told.getvalue()))


@contextmanager
def saved(page: Any, tmp_path: Path) -> Iterator[list[Path]]:
    """What is downloaded meanwhile."""
    kept: list[Path] = []
    with page.expect_download() as waiting:
        yield kept
    kept.append(tmp_path / waiting.value.suggested_filename)
    waiting.value.save_as(kept[0])


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """A server of its own; its address is the first line that it prints."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "VISVIVA_STORE": str(store)}
    command = [sys.executable, "-m", "visviva", "web", "--no-browser", "--workers", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", line)
        yield line
        server.terminate()
        assert server.wait(20) == 143
