"""More of the same data, very long histories, and how often twice sigma holds a pass's time.

`python -m benchmarks.track_more_sets`; part of `python -m benchmarks track`. Made histories are
told again (copies, near-duplicates), thinned and extended; what the program finds is held against
what it finds in the plain history, and against the burns that were stated.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "validation"))

from made_histories import (  # noqa: E402
    ALTIMETER,
    START,
    SUN_SYNCHRONOUS,
    Impulse,
    Orbit,
    Tracking,
    made_sets,
)
from more_sets import told_again  # noqa: E402
from test_timing_error_against_histories import errors_over_sigma  # noqa: E402

from benchmarks import track_campaigns  # noqa: E402
from benchmarks.track_campaigns import TOY, campaigns, hits, invented  # noqa: E402
from benchmarks.track_logs import DATA  # noqa: E402
from visviva.core.time import DAY_S  # noqa: E402
from visviva.observe.passes.timing_error import SURE  # noqa: E402
from visviva.orbit.gp import ElementSet, read_elements  # noqa: E402
from visviva.track.history import history_of  # noqa: E402
from visviva.track.maneuvers.detect import find_maneuvers  # noqa: E402
from visviva.track.maneuvers.maneuver import Maneuver  # noqa: E402

DAYS = 120.0 if TOY else 300.0
SEEDS = range(501, 502 if TOY else 505)
LONG = 400 if TOY else 10_000
KINDS: tuple[tuple[Orbit, Tracking, tuple[float, float]], ...] = (
    (SUN_SYNCHRONOUS, Tracking(), (-1.3, 1.2)),
    (ALTIMETER, Tracking(), (-2.5, -1.0)),
    (ALTIMETER, Tracking(sets_a_day=2.5), (-2.5, -1.0)),
)
Found = tuple[Maneuver, ...]


def measure() -> None:
    """Print the tables."""
    _told_again()
    _long()
    _times()


def _told_again() -> None:
    print("\n### More of the same sets: burns of made histories, seeds apart from those of tests\n")
    rows: dict[str, Counter[str]] = {}
    track_campaigns.DAYS = DAYS
    for orbit, tracking, sizes in KINDS:
        for seed in SEEDS:
            burns = campaigns(np.random.default_rng(seed), sizes)
            sets = made_sets(burns, DAYS, orbit=orbit, tracking=tracking, seed=seed)
            plain, plain_s = _timed(sets)
            for name, more in (*told_again(sets, seed), ("every second set", sets[::2])):
                found, taken = _timed(more)
                rows.setdefault(name, Counter()).update(_compared(burns, plain, found))
                rows[name].update({"plain ms": int(1e3 * plain_s), "ms": int(1e3 * taken)})
            _extended(burns, sets, plain, rows.setdefault("the first three fifths", Counter()))
    print("| sets | burns found | of these lost | more found | invented | before | time, times |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, c in rows.items():
        ratio = f"{c['ms'] / max(1, c['plain ms']):.1f}" if c["ms"] else "—"
        print(
            f"| {name} | {c['plain']} | {c['lost']} | {c['gained']} | {c['invented']} | "
            f"{c['before']} | {ratio} |"
        )
    print(
        "\nInvented: no stated burn within the claim's interval and a day and a half. The last\n"
        "row is of burns fifteen days and more before the part's end; lost are those that the\n"
        "whole history no longer tells."
    )


def _timed(sets: list[ElementSet]) -> tuple[Found, float]:
    start = time.process_time()
    found = find_maneuvers(history_of(sets))
    return found, time.process_time() - start


def _day(m: Maneuver) -> float:
    return float(m.time - START) / DAY_S


def _compared(burns: list[Impulse], plain: Found, found: Found) -> dict[str, int]:
    before, after = hits(burns, plain), hits(burns, found)
    return {
        "plain": len(before),
        "lost": len(before - after),
        "gained": len(after - before),
        "invented": len(invented(burns, found)),
        "before": len(invented(burns, plain)),
    }


def _extended(
    burns: list[Impulse], sets: list[ElementSet], whole: Found, row: Counter[str]
) -> None:
    part_sets = sets[: int(0.6 * len(sets))]
    end = float(part_sets[-1].epoch - START) / DAY_S - 15.0
    early = [b for b in burns if b.day < end]
    part, all_of_it = (
        tuple(m for m in found if _day(m) < end) for found in (_timed(part_sets)[0], whole)
    )
    row.update(_compared(early, part, all_of_it))


def _long() -> None:
    track_campaigns.DAYS = days = LONG / 2.5 * 1.04
    burns = campaigns(np.random.default_rng(7), (-2.5, -1.0))
    sets = made_sets(burns, days, orbit=ALTIMETER, tracking=Tracking(sets_a_day=2.5), seed=7)
    sets = sets[:LONG]
    _timed(sets)  # compiles
    taken = min(_timed(sets)[1] for _ in range(3))
    records = [
        {
            "OBJECT_NAME": "MADE",
            "EPOCH": e.epoch_utc,
            "MEAN_MOTION": e.mean_motion_rev_day,
            "ECCENTRICITY": e.eccentricity,
            "INCLINATION": e.inclination_deg,
            "RA_OF_ASC_NODE": e.raan_deg,
            "ARG_OF_PERICENTER": e.arg_perigee_deg,
            "MEAN_ANOMALY": e.mean_anomaly_deg,
            "NORAD_CAT_ID": e.catalog_number,
            "BSTAR": e.bstar,
        }
        for e in sets
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.json"
        file.write_text(json.dumps(records), encoding="utf-8")
        words = [sys.executable, "-m", "visviva", "track", "dossier", str(file), "--json"]
        spent = []
        for _ in range(2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(words, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(
        f"\n### A history of {len(sets):,} sets\n\nIts burns in {taken:.1f} s, its dossier as a "
        f"command in {min(spent):.1f} s of processor time (asked: 3 s);\n"
        f"load {os.getloadavg()[0]:.0f} on two cores."
    )


def _times() -> None:
    print(
        "\n### Times of passes: errors within twice sigma (asked: 90 to 98 % by class of orbit)\n"
    )
    print("| class | sets | constants chosen on it | alone | with its own history |")
    print("| --- | --- | --- | --- | --- |")
    names = (
        ("1,336 km, steered (Jason-2)", "Jason-2", "no"),
        ("970 km, steered often (Haiyang-2A)", "Haiyang-2A", "no"),
        ("717 km (CryoSat-2)", "CryoSat-2", "yes"),
        ("geostationary (Fengyun-2F)", "Fengyun-2F", "yes"),
    )
    for title, name, chosen in names:
        elements = read_elements(DATA / "manoeuvres" / f"{name}.tle.gz").elements
        sets = sorted(elements, key=lambda e: e.epoch_utc)
        starts = range(len(sets) // 12, len(sets) * 11 // 12, len(sets) // (3 if TOY else 12))
        alone, own = (
            np.concatenate([errors_over_sigma(sets, k, 12, history=way) for k in starts]) < SURE
            for way in (False, True)
        )
        print(
            f"| {title} | {len(sets)} | {chosen} | {100 * alone.mean():.0f} % | "
            f"{100 * own.mean():.0f} % |"
        )
    groups: dict[int, list[ElementSet]] = {}
    for e in read_elements(DATA / "decay" / "decay-elements.3le.gz").elements:
        if e.catalog_number % 2 == 0 and e.mean_motion_rev_day > 6.4:
            groups.setdefault(e.catalog_number, []).append(e)
    parts = [
        errors_over_sigma(
            sorted(g, key=lambda e: e.epoch_utc), 0, len(g) - 1, history=False, most_days=45.0
        )
        for g in groups.values()
        if len(g) > 4
    ]
    share = 100 * float(np.mean(np.concatenate(parts) < SURE))
    count = sum(len(g) for g in groups.values())
    print(f"| before their decay, even numbers | {count} | no (odd ones) | {share:.0f} % | — |")


if __name__ == "__main__":
    measure()
