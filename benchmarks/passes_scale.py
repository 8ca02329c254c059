"""Passes at catalogue scale: N low orbits x 10 sites x D days into one Parquet file.

Time, memory, and the bound.

    python -m benchmarks.passes_scale [N=30000] [D=7] [--mixed] [--out FILE]

Prints a Markdown table: the search alone, the search streamed to Parquet, and the bound (SGP4 for
the positions that the search asks for, nothing else, same threads). Peak memory is that of the
whole process.
"""

import argparse
import resource
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.export import open_table
from visviva.observe.passes.nodes import nodes_per_turn
from visviva.observe.passes.rows import Watch, columns
from visviva.observe.passes.search import iter_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

EPOCH_JD = 2461041.5  # 2026-01-01 00:00 UTC
START = Epoch.parse("2026-01-01T00:00:00Z")
LEAST = np.radians(10.0)
LAT = (39.04, 55.75, 38.9, 31.77, -33.9, 1.35, 64.1, 35.7, 28.6, -77.8)
LON = (125.71, 37.62, -77.0, 35.2, 18.4, 103.8, -21.9, 51.4, 77.2, 166.7)


def low_orbits(n: int, *, mixed: bool = False, seed: int = 20260101) -> Sgp4Catalogue:
    """Synthetic low orbits (450 to 1200 km, the usual inclinations).

    `mixed` makes 14 % of them deep space.
    """
    rng = np.random.default_rng(seed)
    altitude = rng.choice([450.0, 550.0, 780.0, 850.0, 1200.0], n, p=[0.35, 0.25, 0.15, 0.15, 0.10])
    a = 6378.135 + altitude + rng.uniform(-60, 60, n)
    e = np.abs(rng.normal(0, 0.002, n)) + 1e-5
    inclination = rng.choice([53.0, 97.5, 86.4, 74.0, 51.6, 28.5, 43.0, 63.4], n) + rng.normal(
        0, 0.2, n
    )
    drag = 10 ** rng.uniform(-5, -3.3, n)
    if mixed:
        kind = rng.choice(4, n, p=[0.86, 0.05, 0.06, 0.03])
        a = np.choose(
            kind, [a, rng.normal(26560, 20, n), rng.normal(42164, 15, n), rng.normal(26560, 15, n)]
        )
        e = np.choose(kind, [e, e, e, rng.uniform(0.6, 0.73, n)])
        inclination = np.choose(kind, [inclination, 55.0, np.abs(rng.normal(0, 4, n)) + 0.01, 63.4])
        drag = np.where(kind == 0, drag, 0.0)
    angles = rng.uniform(0, 2 * np.pi, (3, n))
    return Sgp4Catalogue.from_columns(
        {
            "epoch_jd": np.full(n, EPOCH_JD),
            "epoch_fr": np.zeros(n),
            "bstar": drag,
            "ecco": e,
            "argpo": angles[0],
            "inclo": np.radians(inclination),
            "mo": angles[1],
            "no_kozai": 60.0 * np.sqrt(398600.8 / a**3),
            "nodeo": angles[2],
        }
    )


def clocks() -> NDArray[np.float64]:
    """Seconds on the wall, and of all processors for this process."""
    return np.array([time.perf_counter(), time.process_time()])


def bound(catalogue: Sgp4Catalogue, days: float, workers: int) -> int:
    """SGP4 alone for as many positions an object as the search uses; return how many those are."""
    n, e = catalogue.elements[:, 7] / 60.0, catalogue.elements[:, 3]
    nodes = int(np.mean(nodes_per_turn(e, n) * n * days * 86400.0 / (2.0 * np.pi)))
    fr = np.linspace(0.0, days, nodes)
    jd = np.full(nodes, EPOCH_JD)
    slices = [slice(k, k + 64) for k in range(0, len(catalogue), 64)]
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(lambda s: catalogue.take(s).positions_teme(jd, fr, threads=1), slices):
            pass
    return nodes * len(catalogue)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("n", type=int, nargs="?", default=30_000)
    parser.add_argument("days", type=float, nargs="?", default=7.0)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    catalogue = low_orbits(options.n, mixed=options.mixed)
    sites = tuple(Place.from_degrees(lat, lon) for lat, lon in zip(LAT, LON, strict=True))
    span = options.days * 86400.0
    list(iter_passes(catalogue.take(slice(0, 20)), sites, START, span, LEAST))  # compiled by now
    catalogue.take(slice(0, 1)).positions_teme(EPOCH_JD, 0.0)

    begun = clocks()
    found = sum(
        len(p.passes)
        for p in iter_passes(catalogue, sites, START, span, LEAST, threads=options.workers)
    )
    search = clocks() - begun

    n = len(catalogue)
    watch = Watch(
        catalogue,
        [str(i) for i in range(n)],
        np.arange(n),
        np.zeros(n),
        np.full(n, 1e-15),
        sites,
        START,
        span,
    )
    with tempfile.TemporaryDirectory() as folder:
        target = options.out or Path(folder) / "passes.parquet"
        begun = clocks()
        with open_table(target) as stream:
            for part in iter_passes(catalogue, sites, START, span, LEAST, threads=options.workers):
                stream.write(columns(part.passes, watch))
        streamed = clocks() - begun
        size = target.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    begun = clocks()
    states = bound(catalogue, options.days, options.workers)
    least = clocks() - begun
    print(
        f"\n{n} objects x {len(sites)} sites x {options.days:g} days, {options.workers} threads: "
        f"{found} passes\n"
    )
    print("| work | s | CPU s | microseconds a pass | ratio to the search | ratio to the bound |")
    print("|---|---|---|---|---|---|")
    for name, spent in (
        ("search", search),
        ("search, streamed to Parquet", streamed),
        ("SGP4 alone", least),
    ):
        wall, processor = spent
        print(
            f"| {name} | {wall:.2f} | {processor:.2f} | {1e6 * wall / max(found, 1):.2f} | "
            f"{wall / search[0]:.2f} | "
            f"{wall / least[0]:.2f} |"
        )
    print(
        f"\n{states / 1e6:.1f} M states in the bound; Parquet {size / 1e6:.0f} MB; peak memory "
        f"{peak:.0f} MiB"
    )


if __name__ == "__main__":
    main()
