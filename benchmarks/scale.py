"""What grows with the work: slopes by measurement, and what they say of much more of it.

Run: `python -m benchmarks.scale [FOLDER]`, some ten minutes; writes docs/scale.md. FOLDER is a
store of `python -m benchmarks.store 365 FOLDER`, read as it is; without it the rows of a year are
left as they stand on the page. Seconds are of the processor, all cores together, so that other work
of the machine does not blur them; a straight line through the sizes, by least squares of relative
errors. A cluster is measured where `distributed` is installed.
"""

import datetime as dt
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import TOY
from benchmarks.conjunctions import START, synthetic
from benchmarks.store import CATALOGUE
from visviva.core.place import Place
from visviva.core.sweep import sweep
from visviva.core.sweep_pools import LocalPool, open_pool
from visviva.core.time import DAY_S, Epoch
from visviva.data.store import Store
from visviva.observe.passes.search import iter_passes
from visviva.orbit.gp import read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import find_conjunctions

PAGE = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
ELEVATION = float(np.radians(10.0))
MILLION, SITES = 1_000_000, 10_000
HEAD = """# What much more of it costs

Written by `python -m benchmarks.scale` and `python -m benchmarks.store`, never by hand.

## Limits

- The large figures are not measured: they are straight lines through what was, on one machine, with
  its engine (for all pairs, a line and a square). The largest size that was measured stands beside
  them.
- Seconds are of the processor, all cores together. Divide by the cores for the clock, while the
  work has enough chunks.
- A catalogue of a million objects is taken to be like the one of 26,104: mostly low orbits, some
  deep space. The catalogue of the close approaches is a made one of the same kind.
"""


def used(work: Callable[[], Any]) -> float:
    """Processor seconds of a work, of all threads."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fitted(sizes: Sequence[float], seconds: Sequence[float], *, pairs: bool) -> tuple[float, float]:
    """Fixed part and slope, or slopes of objects and of pairs; by least squares of relative errors.

    No part is below nothing.
    """
    x, y = np.asarray(sizes, float), np.maximum(np.asarray(seconds, float), 1e-6)
    low, high = (x, 0.5 * x**2) if pairs else (np.ones(len(x)), x)
    first, second = np.linalg.lstsq(
        np.stack([low / y, high / y], axis=1), np.ones(len(x)), rcond=None
    )[0]
    if first < 0.0:
        return 0.0, float(np.sum(high / y) / np.sum((high / y) ** 2))
    if second < 0.0:
        return float(np.sum(low / y) / np.sum((low / y) ** 2)), 0.0
    return float(first), float(second)


def told(seconds: float) -> str:
    """A time that a person reads."""
    for unit, size in (("days", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= 2.0 * size:
            return f"{seconds / size:,.1f} {unit}"
    return f"{seconds:.1f} s" if seconds >= 1.0 else f"{seconds * 1e3:.0f} ms"


def row(
    what: str,
    sizes: Sequence[int],
    work: Callable[[int], Callable[[], Any]],
    much: int,
    of: str,
    engine: str,
    *,
    pairs: bool = False,
) -> str:
    """One line of the table: measured at sizes, told for much more."""
    work(sizes[0])()  # compiled, and in the page cache
    seconds = [min(used(work(n)) for _ in range(2)) for n in sizes]
    first, second = fitted(sizes, seconds, pairs=pairs)
    measured = f"{sizes[-1]:,}: {told(seconds[-1])}"
    print(f"{what}: {dict(zip(sizes, seconds, strict=True))}", file=sys.stderr, flush=True)
    if pairs:
        slope = f"{first * 1e6:,.0f} µs {of}, {second * 1e9:,.1f} ns a pair"
        whole = first * much + second * 0.5 * much**2
    else:
        slope = f"{second * 1e6:,.1f} µs {of}"
        whole = first + second * much
    return f"| {what} | {measured} | {slope} | {much:,}: {told(whole)} | {engine} |"


def catalogue_rows() -> list[str]:
    """What grows with the objects of a catalogue."""
    text = read_elements(CATALOGUE)
    base = list(text.elements)
    whole = Sgp4Catalogue.from_element_sets(base)
    sizes = [500, 1000] if TOY else [3000, 9000, 26_000]
    start = Epoch.parse("2024-05-13T12:00:00Z")
    jd = 2460443.5 + np.arange(100) / 100.0
    place = Place.parse("39.04,125.71")
    lines = _three_lines()

    def keep(n: int) -> Callable[[], Any]:
        sets = [replace(e) for e in base[:n]]
        root = Path(tempfile.mkdtemp(prefix="visviva-scale-"))
        return lambda: Store(root).commit(sets, name="n", source="made", received=start)

    made = Sgp4Catalogue.from_satrecs(synthetic(300 if TOY else 16_000)[0])
    pairs = [100, 200] if TOY else [4000, 8000, 16_000]
    return [
        row(
            "read and check a catalogue (3LE)",
            sizes,
            lambda n: lambda: read_elements(lines(n)),
            MILLION,
            "a set",
            "one core",
        ),
        row("keep it in the store", sizes, keep, MILLION, "a set", "pyarrow, zstd"),
        row(
            "SGP4, 100 moments",
            sizes,
            lambda n: lambda: whole.take(slice(0, n)).states_teme(jd, np.zeros(100)),
            MILLION,
            "an object",
            "numba, threads",
        ),
        row(
            "passes over one place, a day",
            sizes,
            lambda n: lambda: drawn(whole.take(slice(0, n)), [place], start),
            MILLION,
            "an object",
            "numba, threads; or a cluster in chunks of 512 sets",
        ),
        row(
            "one object against a catalogue, a day, 5 km",
            pairs,
            lambda n: (
                lambda: find_conjunctions(made.take(slice(0, n)), START, DAY_S, 5e3, primary=0)
            ),
            MILLION,
            "an object",
            "numba, threads",
        ),
        row(
            "all pairs, a day, 5 km",
            pairs,
            lambda n: lambda: find_conjunctions(made.take(slice(0, n)), START, DAY_S, 5e3),
            MILLION,
            "an object",
            "numba, threads",
            pairs=True,
        ),
    ]


def site_rows() -> list[str]:
    """What grows with the places."""
    whole = Sgp4Catalogue.from_element_sets(list(read_elements(CATALOGUE).elements))
    start = Epoch.parse("2024-05-13T12:00:00Z")
    some = whole.take(slice(0, 26_000, 520 if TOY else 260))
    rng = np.random.default_rng(2)
    heights = np.degrees(np.arcsin(rng.uniform(-1, 1, 3000)))
    places = [
        Place.parse(f"{lat:.4f},{lon:.4f}")
        for lat, lon in zip(heights, rng.uniform(-180, 180, 3000), strict=True)
    ]
    sizes = [10, 20] if TOY else [100, 300, 1000]
    return [
        row(
            f"passes of {len(some)} objects, a day",
            sizes,
            lambda n: lambda: drawn(some, places[:n], start),
            SITES,
            "a place",
            "numba, threads; or a cluster in chunks of 64,000 sets times places",
        )
    ]


def drawn(catalogue: Sgp4Catalogue, places: list[Place], start: Epoch) -> int:
    """How many passes a search finds, none of them held."""
    return sum(len(part.passes) for part in iter_passes(catalogue, places, start, DAY_S, ELEVATION))


def _three_lines() -> Callable[[int], bytes]:
    import gzip

    lines = gzip.decompress(CATALOGUE.read_bytes()).splitlines(keepends=True)
    return lambda n: b"".join(lines[: 3 * n])


def idle(chunk: tuple[int, float]) -> dict[str, Any]:
    """A chunk that takes so long of one core, and brings a thousand numbers."""
    k, seconds = chunk
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return {"x": np.full(1000, float(k))}


def sweep_rows() -> list[str]:
    """Clock and overhead of a sweep on each engine, chunks of so long."""
    chunks, seconds = (10, 0.01) if TOY else (60, 0.2)
    work = [(k, seconds) for k in range(chunks)]
    rows = []

    def one(name: str, executor: Any, checkpoint: Path | None = None) -> None:
        list(sweep(idle, work[:4], executor=executor))  # workers are there
        began, load = time.perf_counter(), os.getloadavg()[0]
        list(sweep(idle, work, executor=executor, checkpoint=checkpoint, key="a"))
        clock = time.perf_counter() - began
        empty = time.perf_counter()
        list(sweep(idle, [(k, 0.0) for k in range(200)], executor=executor))
        each = (time.perf_counter() - empty) / 200
        rows.append(f"| {name} | {clock:.1f} s | {each * 1e3:.1f} ms | {load:.0f} |")
        print(rows[-1], file=sys.stderr, flush=True)

    one("here, one after the other", None)
    one("the same, kept as Parquet", None, Path(tempfile.mkdtemp()))
    with LocalPool(2) as pool:
        one("two processes", pool)
    try:
        import distributed  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return rows
    local: Any = distributed.LocalCluster  # which has no types
    with (
        local(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        open_pool(cluster=cluster.scheduler_address) as executor,
    ):
        one("Dask, a scheduler and two workers", executor)
    return rows


def year_rows(folder: Path) -> str:
    """The table of the store's own benchmark over a store that is there."""
    days = Store(folder).manifest().number + 1  # one more, whose commit is timed
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.store", str(days), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def stamp() -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, "
        f"{platform.machine()}, load {os.getloadavg()[0]:.0f}, at most {peak:,.0f} MB held so far."
    )


def section(title: str, body: str, said: str) -> str:
    return f"## {title}\n\n{body}\n\n{said}\n"


def kept_year() -> str:
    """The section of a year as the page has it."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = re.search(r"## A year of daily catalogues\n.*?(?=\n## |\Z)", text, re.DOTALL)
    return found[0] if found else ""


def main(folder: str = "") -> None:
    top = "| work | measured | slope | much more | engine |\n| --- | --- | --- | --- | --- |\n"
    parts = [
        HEAD,
        section("A million objects", top + "\n".join(catalogue_rows()), stamp()),
        section("Ten thousand sites", top + "\n".join(site_rows()), stamp()),
        section("A year of daily catalogues", year_rows(Path(folder)), stamp())
        if folder
        else kept_year(),
        section(
            "A sweep on other engines",
            "Sixty chunks of 0.2 s of one core, so 12 s of work; what an empty chunk costs.\n\n"
            "| engine | by the clock | a chunk | load |\n| --- | --- | --- | --- |\n"
            + "\n".join(sweep_rows())
            + "\n\nA chunk of the sweeps that ship takes a second and more (512 sets over a week, "
            "a thousand ascents, three rows of a payload map). A cluster pays once there are more "
            "cores than this machine has.",
            stamp(),
        ),
    ]
    text = "\n".join(part.strip() + "\n" for part in parts if part)
    if not TOY:
        PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(*sys.argv[1:2])
