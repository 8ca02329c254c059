"""Time of conjunction screening beside `astroz`, in turns in one run.

And of one object against a catalogue.

Usage: python -m benchmarks.conjunctions [N=30000] [hours=24] [--within-km 5] [--repeat 2]
[--catalogue FILE]
       [--primary 25544] [--days 7]
The catalogue is that of the peer benchmarks: low orbits with 14 % deep space, seeded. `astroz` is
left out where it is not installed. Run it on a quiet machine; on a busy one trust the ratios and
the processor seconds.
"""

import argparse
import datetime as dt
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from visviva.core.time import Epoch
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import find_conjunctions

T = TypeVar("T")
EPOCH_JD = 2461041.5
START = Epoch.parse("2026-01-01T00:00:00Z")


def synthetic(n: int, seed: int = 20260101) -> tuple[list[Any], list[str]]:
    """Records and lines: 86 % low orbits, 5 % MEO, 6 % geostationary.

    3 % Molniya and transfer orbits.
    """
    from sgp4.api import WGS72, Satrec
    from sgp4.exporter import export_tle

    rng = np.random.default_rng(seed)
    records, lines = [], []
    for i in range(n):
        kind = rng.choice(4, p=[0.86, 0.05, 0.06, 0.03])
        e, drag = abs(rng.normal(0, 0.002)) + 1e-5, 0.0
        if kind == 0:
            a = (
                6378.135
                + rng.choice([450, 550, 780, 850, 1200], p=[0.35, 0.25, 0.15, 0.15, 0.1])
                + rng.uniform(-60, 60)
            )
            inc = rng.choice([53.0, 97.5, 86.4, 74.0, 51.6, 28.5, 43.0, 63.4]) + rng.normal(0, 0.2)
            drag = 10 ** rng.uniform(-5, -3.3)
        elif kind == 1:
            a, inc = (
                rng.choice([26560.0, 25508.0, 27906.0, 29600.0]) + rng.normal(0, 20),
                rng.choice([55.0, 64.8]),
            )
        elif kind == 2:
            a, e, inc = (
                42164.0 + rng.normal(0, 15),
                abs(rng.normal(0, 4e-4)) + 1e-5,
                abs(rng.normal(0, 4)) + 0.01,
            )
        else:
            perigee = 6378.0 + rng.uniform(300, 700)
            a = rng.choice([26560.0, 0.5 * (perigee + 42164.0)])
            e, inc = 1.0 - perigee / a, rng.uniform(5, 63.4)
        s = Satrec()
        motion = 60.0 * np.sqrt(398600.8 / a**3)
        angles = rng.uniform(0, 2 * np.pi, 3)
        s.sgp4init(
            WGS72,
            "i",
            10000 + i,
            EPOCH_JD - 2433281.5,
            drag,
            0.0,
            0.0,
            e,
            angles[0],
            np.radians(inc),
            angles[1],
            motion,
            angles[2],
        )
        s.classification, s.intldesg = "U", "26001A"
        pair = export_tle(s)
        records.append(Satrec.twoline2rv(*pair, WGS72))
        lines += pair
    return records, lines


def measured(work: Callable[[], T]) -> tuple[float, float, T]:
    wall, cpu = time.perf_counter(), time.process_time()
    out = work()
    return time.perf_counter() - wall, time.process_time() - cpu, out


def one_against_all(file: Path, primary: int, days: float, within: float) -> None:
    from visviva.orbit.gp import read_elements

    wall, cpu, sets = measured(lambda: read_elements(file).latest())
    print(f"\nread {len(sets)} element sets: {wall:.2f} s ({cpu:.2f} s of processor)")
    catalogue = Sgp4Catalogue.from_element_sets(sets)
    place = next((k for k, e in enumerate(sets) if e.catalog_number == primary), 0)
    start = Epoch.parse(max(e.epoch_utc for e in sets) + "Z")
    for _ in range(2):
        wall, cpu, found = measured(
            lambda: find_conjunctions(catalogue, start, days * 86400.0, within, primary=place)
        )
        print(
            f"{sets[place].label} against {len(sets)}, {days:g} days: {wall:.2f} s wall, "
            f"{cpu:.2f} s of processor, "
            f"{len(found.conjunctions)} approaches"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("n", type=int, nargs="?", default=30_000)
    parser.add_argument("hours", type=float, nargs="?", default=24.0)
    parser.add_argument("--within-km", type=float, default=5.0)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--primary", type=int, default=25544)
    parser.add_argument("--days", type=float, default=7.0)
    options = parser.parse_args()
    records, lines = synthetic(options.n)
    catalogue = Sgp4Catalogue.from_satrecs(records)
    span, within = options.hours * 3600.0, options.within_km * 1e3
    find_conjunctions(catalogue.take(slice(0, 2000)), START, 3600.0, within)  # compiled by now
    runs = {"visviva": lambda: len(find_conjunctions(catalogue, START, span, within).conjunctions)}
    try:
        import astroz
    except ImportError:
        print("astroz is not installed: left out")
    else:
        peer = astroz.Constellation("\n".join(lines))
        zero = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        runs["astroz, step 1 min"] = lambda: len(
            astroz.screen(
                peer, options.hours * 60.0, threshold=options.within_km, step=1.0, start_time=zero
            ).time
        )
    best: dict[str, tuple[float, float, int]] = {}
    for _ in range(options.repeat):
        for name, work in runs.items():
            wall, cpu, found = measured(work)
            if name not in best or wall < best[name][0]:
                best[name] = (wall, cpu, int(found))
    load = os.getloadavg()[0]
    print(
        f"\n{options.n} objects, {options.hours:g} h, {options.within_km:g} km, "
        f"{os.cpu_count()} processors, load {load:.1f}\n"
    )
    print("| program | wall s | processor s | approaches |\n|---|---:|---:|---:|")
    for name, (wall, cpu, found) in best.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {found} |")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    if options.catalogue is not None:
        one_against_all(options.catalogue, options.primary, options.days, within)


if __name__ == "__main__":
    main()
