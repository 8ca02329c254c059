"""Every benchmark in turn, and the page of what was measured beside what was asked.

`python -m benchmarks [NAME …]`.

Prints each table as it comes and writes docs/validation.md. Sections that are not run now keep
their last figures. `python -m benchmarks launch-proof` runs those of the launchers.
"""

import datetime as dt
import os
import platform
import re
import resource
import subprocess
import sys
import time
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
        "sgp4",
        "SGP4 over a mixed catalogue",
        ("-m", "benchmarks.sgp4_throughput", "10000", "1000"),
        "at least 20 M states/s on two cores, then past `astroz`; within 1 mm of `sgp4`; order "
        "kept",
    ),
    Section(
        "passes",
        "Passes of 1,000 satellites over one site in a week",
        ("-m", "benchmarks.passes"),
        "at most 0.05 s, none missed; rise and set within 0.1 s",
    ),
    Section(
        "scale",
        "Passes of 30,000 objects over ten sites in a week, streamed to Parquet",
        (
            "-m",
            "benchmarks.passes_scale",
        ),
        "at most 6 s and 8 times SGP4 alone, under 2 GiB",
    ),
    Section(
        "numerical",
        "One low-orbit day, 70 × 70, Sun, Moon, drag, solar pressure",
        (
            "-m",
            "benchmarks.numerical",
        ),
        "at most 0.2 s on one core; the conservative part within 1 cm of satkit and brahe",
    ),
    Section(
        "moon",
        "Thirty days of a low lunar orbit, with Earth and Sun",
        ("-m", "benchmarks.moon"),
        "at most 1.2 s at degree 50 and 4 s at degree 100 on one core, within 1 m of a run at a "
        "thousandth of the tolerance; the ratio to Orekit, fed the same field, in one run",
    ),
    Section(
        "moon_sweep",
        "A lifetime sweep of 100 lunar orbits",
        ("-m", "benchmarks.moon", "--sweep"),
        "at most 45 s on two cores",
    ),
    Section(
        "moon_proof",
        "The Moon against what was flown",
        ("-m", "benchmarks.moon_proof", "--roads"),
        "what each row says",
    ),
    Section(
        "frames",
        "GCRF to ITRF",
        (
            "-m",
            "benchmarks.frames",
        ),
        "at least 10 M rotations/s within 1 mm",
    ),
    Section(
        "reading",
        "Reading a whole catalogue",
        (
            "-m",
            "benchmarks.reading",
        ),
        "26,104 TLE read and checked in at most 2 times what `sgp4` takes unchecked; XML and KVN "
        "in at most 3 times JSON; no crash, no changed number",
    ),
    Section(
        "falls",
        "Stage falls, whole ascents that differ, a notice",
        ("-m", "benchmarks.falls"),
        "100,000 stage falls to 10 m in at most 5 s on two cores; a million whole ascents in at "
        "most 8 minutes; a notice read and placed in at most 1 s",
    ),
    Section(
        "conjunctions",
        "Close approaches",
        (
            "-m",
            "benchmarks.conjunctions",
        ),
        "all pairs of 30,000 objects, 24 h, 5 km in 15 s and complete; one against 26,104 over 7 "
        "days in 60 s",
    ),
    Section(
        "launch",
        "Stated ascents: Delta III, Goddard",
        ("-m", "benchmarks.launch", "problems"),
        "Delta III 7529.712 ± 0.005 kg, cold in at most 1 s after import, warm re-solve in at "
        "most 50 ms; "
        "Goddard 1.01283",
    ),
    Section(
        "peers",
        "The ascent optimiser beside its peers",
        ("benchmarks/launch_peers.py",),
        "ten times YAPSS and ASSET, a thousand times dymos with its default optimiser, in one run",
    ),
    Section(
        "map",
        "Payload maps of 1,000 orbits",
        ("-m", "benchmarks.launch", "map"),
        "at most 60 s on two cores, at least 99 % converged, no guess made by hand",
    ),
    Section(
        "case17",
        "NASA check case 17, two stages to orbit",
        (
            "-m",
            "benchmarks.launch_check_case",
        ),
        "at most 50 m and 0.5 m/s at 200 s, or a page that explains the difference",
    ),
    Section(
        "webcasts",
        "Falcon 9 webcasts",
        ("-m", "benchmarks.launch_flown", "falcon", "--short"),
        "predicted from facts and event times: speed within 2 %, altitude within 5 km from T+60 s "
        "to cut-off; fitted: "
        "10 m/s and 1 km, with the posterior of thrust, flow, dry mass and throttle",
    ),
    Section(
        "payloads",
        "Published payloads, each unseen",
        (
            "-m",
            "benchmarks.launch_payloads",
        ),
        "median error at most 5 %, at least 80 % inside the 90 % interval",
    ),
    Section(
        "unha",
        "Unha-3, December 2012",
        ("-m", "benchmarks.launch_flown", "unha", "--short"),
        "events within 10 km of altitude and 25 km of downrange of the radar track",
    ),
    Section(
        "chollima",
        "Chollima-1, November 2023",
        ("-m", "benchmarks.launch_flown", "chollima", "--short"),
        "705 s to 493 × 512 km at 97.4° with the double dog-leg, its price with an interval, "
        "stages 2 and 3 as a "
        "posterior",
    ),
    Section(
        "losses",
        "Losses of every published payload",
        (
            "-m",
            "benchmarks.launch_losses",
        ),
        "the spread behind the velocity budget",
    ),
    Section(
        "crew",
        "Going up: windows and rendezvous",
        (
            "-m",
            "benchmarks.crew_flight",
        ),
        "a month of windows in 1 s, a rendezvous plan in 2 s; lift-offs within 15 s (Soyuz) and "
        "20 s (Shenzhou)",
    ),
    Section(
        "return",
        "Coming home",
        ("-m", "benchmarks.crew_return"),
        "10,000 returns in 20 s on two cores; loads, heights and moments as stated in the page on "
        "entries",
    ),
    Section(
        "track",
        "Burns, decays, identities",
        (
            "-m",
            "benchmarks.track_validation",
        ),
        "F1 at least 0.80 in low orbit, recall 0.90 for burns of 2 cm/s and more at precision "
        "0.85; decay within 0.12, "
        "0.15, 0.20 of the remaining life; 90 % intervals that cover 85 to 95 %",
    ),
    Section(
        "observe",
        "Chances of a picture and revisit",
        ("-m", "benchmarks.observe"),
        "one camera over 1,000 places for 30 days in 10 s; revisit of 100 satellites on a grid of "
        "1° over 7 days in 30 s on two cores; bounded memory; ratio to TAT-C and brahe in one run",
    ),
)
GROUPS = {
    "launch-proof": (
        "launch",
        "peers",
        "map",
        "case17",
        "webcasts",
        "payloads",
        "unha",
        "chollima",
        "losses",
    )
}
HEAD = """# What was measured, beside what was asked

Written by `python -m benchmarks` (or `make bench`), never by hand. Trust ratios within one table:
they are of one run.

## Limits

- Machines differ, and this one may have had other work: each section says when and on what it ran.
- Peers are asked for their own figures in the same run where they are installed (extra `oracles`;
  `make peers` for the
  ascent optimisers); a peer that is not installed is named as absent, not left out silently.
- Accuracy has its own tests in `tests/validation`, each named by its oracle.
"""


def children_cpu() -> float:
    """Processor seconds of finished child processes: what a busy machine does not blur."""
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


def run(section: Section) -> str:
    """One section of the page."""
    load, began, used = os.getloadavg()[0], time.perf_counter(), children_cpu()
    done = subprocess.run(
        [sys.executable, *section.words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SATKIT_OFFLINE": "1"},
    )
    said = done.stderr.strip().splitlines()[-1:] or ["no word"]
    body = done.stdout.strip() if done.returncode == 0 else f"Failed: {said[0]}"
    if "|" not in body:
        body = f"```text\n{body}\n```"
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    took = f"{time.perf_counter() - began:.0f} s, {children_cpu() - used:.0f} s of processor time"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    command = "python " + " ".join(section.words)
    return (
        f"## {section.title}\n\n**Asked:** {section.asked}.\n\n{body}\n\n"
        f"`{command}`, {stamp}, {machine}; {took}, load {load:.1f} before it.\n<!-- section "
        f"{section.name} -->"
    )


def kept() -> dict[str, str]:
    """Sections of the page as it stands, by name."""
    if not PAGE.exists():
        return {}
    text = PAGE.read_text(encoding="utf-8")
    return {
        name: body
        for body, name in re.findall(
            r"(## (?:(?!\n## ).)*?)<!-- section (\w+) -->", text, re.DOTALL
        )
    }


def main(names: list[str]) -> None:
    """Run the named sections, or all, and write the page."""
    names = [one for name in names for one in GROUPS.get(name, (name,))]
    unknown = set(names) - {s.name for s in SECTIONS}
    if unknown:
        known = ", ".join([*(s.name for s in SECTIONS), *GROUPS])
        sys.exit(f"no benchmark called {', '.join(sorted(unknown))}; there are {known}")
    bodies = {name: f"{body}<!-- section {name} -->" for name, body in kept().items()}
    for section in SECTIONS:
        if not names or section.name in names:
            bodies[section.name] = run(section)
            print(bodies[section.name] + "\n", flush=True)
    parts = [bodies[s.name] for s in SECTIONS if s.name in bodies]
    PAGE.write_text(HEAD + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
