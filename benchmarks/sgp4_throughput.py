"""SGP4 throughput: N element sets of all kinds of orbit x M epochs over three days.

Position and velocity in TEME.

    python -m benchmarks.sgp4_throughput [N=10000] [M=1000] [--repeat 5]

Prints a Markdown table: each row the best of several calls, in turns (peer, ours, peer, …) so that
a shared machine treats all alike; the largest difference from `sgp4` in metres over the states
where `sgp4` reports no error. Ratios within one run are what to trust. `astroz` is measured where
it is installed (extra `oracles`).
"""

import argparse
import datetime
import importlib
import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from sgp4.api import WGS72, Satrec, SatrecArray, accelerated
from sgp4.exporter import export_tle

from visviva.orbit.sgp4 import Sgp4Catalogue

EPOCH_JD = 2461041.5  # 2026-01-01 00:00 UTC


def orbit(rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Semi-major axis (km), eccentricity, inclination (deg), B* of a random orbit.

    86 % low, 14 % deep space.
    """
    kind = rng.choice(
        ["low", "medium", "stationary", "half-day", "transfer"], p=[0.86, 0.05, 0.06, 0.015, 0.015]
    )
    if kind == "low":
        altitude = rng.choice([450, 550, 780, 850, 1200]) + rng.uniform(-60, 60)
        inclination = rng.choice([53.0, 97.5, 86.4, 74.0, 51.6, 43.0]) + rng.normal(0, 0.2)
        return (
            6378.135 + altitude,
            abs(rng.normal(0, 0.002)) + 1e-5,
            inclination,
            10 ** rng.uniform(-5, -3.3),
        )
    if kind == "medium":
        return (
            rng.choice([26560.0, 27906.0, 29600.0]),
            abs(rng.normal(0, 0.006)) + 1e-4,
            rng.choice([55.0, 64.8]),
            0.0,
        )
    if kind == "stationary":
        return (
            42164.0 + rng.normal(0, 15),
            abs(rng.normal(0, 4e-4)) + 1e-5,
            abs(rng.normal(0, 4)) + 0.01,
            0.0,
        )
    if kind == "half-day":
        return 26560.0 + rng.normal(0, 15), rng.uniform(0.60, 0.73), 63.4, 0.0
    perigee, apogee = 6378.0 + rng.uniform(300, 700), 42164.0
    return (perigee + apogee) / 2, (apogee - perigee) / (apogee + perigee), rng.uniform(5, 28), 1e-4


def catalogue(count: int) -> tuple[list[Satrec], list[tuple[str, str]]]:
    """Element sets as records and as lines.

    The records are read back from the lines, so all see one orbit.
    """
    rng = np.random.default_rng(20260101)
    satrecs, lines = [], []
    for i in range(count):
        a, ecc, inclination, bstar = orbit(rng)
        motion = 60.0 * np.sqrt(398600.8 / a**3)
        node, perigee, anomaly = rng.uniform(0, 2 * np.pi, 3)
        made = Satrec()
        made.sgp4init(
            WGS72,
            "i",
            1 + i % 99_999,
            EPOCH_JD - 2433281.5,
            bstar,
            0.0,
            0.0,
            ecc,
            perigee,
            np.radians(inclination),
            anomaly,
            motion,
            node,
        )
        made.classification, made.intldesg = "U", "26001A"
        lines.append(export_tle(made))
        satrecs.append(Satrec.twoline2rv(*lines[-1]))
    return satrecs, lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("objects", nargs="?", type=int, default=10_000)
    parser.add_argument("epochs", nargs="?", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    n, m = options.objects, options.epochs

    satrecs, lines = catalogue(n)
    minutes = np.linspace(0.0, 3 * 1440.0, m)
    jd, fr = np.full(m, EPOCH_JD), minutes / 1440.0

    begin = time.perf_counter()
    ours = Sgp4Catalogue.from_satrecs(satrecs)
    ours.take(slice(0, 1)).states_teme(jd, fr)
    first = time.perf_counter() - begin
    begin = time.perf_counter()
    ours = Sgp4Catalogue.from_satrecs(satrecs)
    again = time.perf_counter() - begin
    kept = ours.states_teme(jd, fr)
    cores = os.cpu_count() or 1

    reference = SatrecArray(satrecs)
    calls: dict[str, Callable[[], Any]] = {
        f"`sgp4` SatrecArray (accelerated={accelerated})": lambda: reference.sgp4(jd, fr),
        "visviva, 1 core": lambda: ours.states_teme(jd, fr, threads=1),
        f"visviva, {cores} cores": lambda: ours.states_teme(jd, fr),
        "visviva, 1 core, memory reused": lambda: ours.states_teme(jd, fr, threads=1, out=kept),
        f"visviva, {cores} cores, memory reused": lambda: ours.states_teme(jd, fr, out=kept),
        f"visviva, {cores} cores, positions only": lambda: ours.positions_teme(jd, fr),
    }
    order = np.arange(n)
    try:
        astroz = importlib.import_module("astroz")
    except ImportError:
        print("`astroz` is not installed: its row is left out.\n")
    else:
        constellation = astroz.Constellation("\n".join(f"{a}\n{b}" for a, b in lines))
        start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        order = np.asarray(constellation.satnums) - 1  # it reorders a mixed catalogue
        calls[f"`astroz` {getattr(astroz, '__version__', '')}, all cores"] = lambda: (
            astroz.propagate(
                constellation, minutes, start_time=start, output="teme", velocities=True
            )
        )

    wanted_error, wanted, _ = reference.sgp4(jd, fr)
    right = wanted_error == 0
    best = dict.fromkeys(calls, np.inf)
    worst: dict[str, float] = {}
    for turn in range(options.repeat):
        for name, call in calls.items():
            begin = time.perf_counter()
            result = call()
            best[name] = min(best[name], time.perf_counter() - begin)
            if turn == 0 and "visviva" in name:
                worst[name] = np.linalg.norm(result[0] - wanted * 1e3, axis=-1)[right].max()
            elif turn == 0 and "astroz" in name:
                got = result[0].transpose(1, 0, 2) * 1e3
                worst[name] = np.nanmax(
                    np.linalg.norm(got - wanted[order] * 1e3, axis=-1)[right[order]]
                )
            del result

    base = best[next(iter(calls))]
    print(
        f"SGP4, {n} element sets ({int(ours.is_deep.sum())} deep-space) x {m} epochs over 3 days, "
        f"{cores} cores\n"
    )
    print(
        "| implementation | M states/s | ratio to `sgp4` | largest difference, m |\n| --- | ---: "
        "| ---: | ---: |"
    )
    for name, wall in best.items():
        print(
            f"| {name} | {n * m / wall / 1e6:.1f} | {base / wall:.1f} | "
            f"{worst.get(name, 0.0):.2g} |"
        )
    print(
        f"\nFirst call with its compilation or cache: {first:.2f} s; constants of {n} objects: "
        f"{again * 1e3:.0f} ms."
    )


if __name__ == "__main__":
    main()
