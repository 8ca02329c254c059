"""Every benchmark in turn, and the page of what was measured beside what was asked: `python -m benchmarks [NAME …]`.

Prints each table as it comes and writes docs/validation.md. Sections that are not run now keep their last figures.
"""

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "validation.md"


@dataclass(frozen=True)
class Section:
    """A benchmark, the words that run it, and what was asked of it."""

    name: str
    title: str
    words: tuple[str, ...]
    asked: str


SECTIONS = (
    Section(
        "sgp4", "SGP4 over a mixed catalogue", ("benchmarks/sgp4_throughput.py", "10000", "1000"),
        "at least 20 M states/s on two cores, then past `astroz`; within 1 mm of `sgp4`; order kept",
    ),
    Section(
        "passes", "Passes of 1,000 satellites over one site in a week", ("benchmarks/passes.py",),
        "at most 0.15 s, none missed; rise and set within 0.1 s",
    ),
    Section(
        "scale", "Passes of 30,000 objects over ten sites in a week, streamed to Parquet",
        ("benchmarks/passes_scale.py",), "at most 15 s, under 2 GiB",
    ),
    Section(
        "numerical", "One low-orbit day, 70 × 70, Sun, Moon, drag, solar pressure", ("benchmarks/numerical.py",),
        "at most 0.2 s on one core; the conservative part within 1 cm of satkit and brahe",
    ),
    Section(
        "frames", "GCRF to ITRF", ("benchmarks/frames.py",), "at least 10 M rotations/s within 1 mm",
    ),
    Section(
        "reading", "Reading a whole catalogue", ("benchmarks/reading.py",),
        "26,104 element sets in about a second, no crash, no changed number",
    ),
    Section(
        "launch", "Optimal ascents", ("benchmarks/launch.py",),
        "Delta III 7529.712 ± 0.005 kg, cold in 1 s, warm in 50 ms; 1,000 orbits of a map in 60 s, 99 % converged",
    ),
    Section(
        "conjunctions", "Close approaches", ("benchmarks/conjunctions.py",),
        "all pairs of 30,000 objects, 24 h, 5 km in 15 s and complete; one against 26,104 over 7 days in 60 s",
    ),
    Section(
        "crew", "Going up: windows and rendezvous", ("benchmarks/crew_flight.py",),
        "a month of windows in 1 s, a rendezvous plan in 2 s; lift-offs within 15 s (Soyuz) and 20 s (Shenzhou)",
    ),
    Section(
        "return", "Coming home", ("-m", "benchmarks.crew_return"),
        "10,000 returns in 20 s on two cores; loads, heights and moments as stated in the page on entries",
    ),
    Section(
        "track", "Burns, decays, identities", ("benchmarks/track_validation.py",),
        "F1 at least 0.80 in low orbit, recall 0.90 for burns of 2 cm/s and more at precision 0.85; decay within 0.12, "
        "0.15, 0.20 of the remaining life; 90 % intervals that cover 85 to 95 %",
    ),
    Section(
        "losses", "Losses of every published payload", ("benchmarks/launch_losses.py",),
        "the spread behind the velocity budget",
    ),
)  # fmt: skip
HEAD = """# What was measured, beside what was asked

Written by `python -m benchmarks` (or `make bench`), never by hand. Trust ratios within one table: they are of one run.

## Limits

- Machines differ, and this one may have had other work: each section says when and on what it ran.
- Peers are asked for their own figures in the same run where they are installed (extra `oracles`); a peer that is not
  installed is named as absent, not left out silently.
- Accuracy has its own tests in `tests/validation`, each named by its oracle.
"""


def run(section: Section) -> str:
    """One section of the page."""
    done = subprocess.run(
        [sys.executable, *section.words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SATKIT_OFFLINE": "1"},
    )  # fmt: skip
    body = done.stdout.strip() if done.returncode == 0 else f"Failed: {done.stderr.strip().splitlines()[-1:]}"
    if "|" not in body:
        body = f"```text\n{body}\n```"
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    load = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}"
    command = "python " + " ".join(section.words)
    return (
        f"## {section.title}\n\n**Asked:** {section.asked}.\n\n{body}\n\n"
        f"`{command}`, {stamp}, {machine}.\n<!-- section {section.name} -->"
    )


def kept() -> dict[str, str]:
    """Sections of the page as it stands, by name."""
    if not PAGE.exists():
        return {}
    text = PAGE.read_text(encoding="utf-8")
    return {name: body for body, name in re.findall(r"(## (?:(?!\n## ).)*?)<!-- section (\w+) -->", text, re.DOTALL)}


def main(names: list[str]) -> None:
    """Run the named sections, or all, and write the page."""
    unknown = set(names) - {s.name for s in SECTIONS}
    if unknown:
        sys.exit(f"no benchmark called {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in SECTIONS)}")
    bodies = {name: f"{body}<!-- section {name} -->" for name, body in kept().items()}
    for section in SECTIONS:
        if not names or section.name in names:
            bodies[section.name] = run(section)
            print(bodies[section.name] + "\n", flush=True)
    parts = [bodies[s.name] for s in SECTIONS if s.name in bodies]
    PAGE.write_text(HEAD + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
