"""The way up: windows told against flown, a month of windows, a rendezvous plan.

Beside what is asked.

Run: python -m benchmarks.crew_flight. Best of several runs; `lamberthub` is the peer of the Lambert
solver.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import TOY

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared" / "data"))
FLIGHTS = (
    ("Soyuz MS-17", "soyuz-ms", "baikonur", "2020-10-14T05:45:04Z", "2020-10-14T08:48:50Z", 15.0),
    ("Soyuz MS-27", "soyuz-ms", "baikonur", "2025-04-08T05:47:15Z", "2025-04-08T08:57:00Z", 15.0),
    ("Shenzhou-15", "shenzhou", "jiuquan", "2022-11-29T15:08:17Z", "2022-11-29T21:42:00Z", 20.0),
)


def best(work: Callable[[], Any], runs: int = 5) -> float:
    """Shortest wall time of several runs, s."""
    times = []
    for _ in range(1 if TOY else runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print the table."""
    from visviva.analysis.crewed_flight import crew_case
    from visviva.analysis.rendezvous import plan_rendezvous
    from visviva.core.time import Epoch
    from visviva.crew.liftoff.window import windows

    file = SHARED / "crew" / "stations.tle"
    if not file.exists():
        print(f"no shared data at {SHARED}: set VISVIVA_SHARED", file=sys.stderr)
        return 3
    print("| what | asked | measured |")
    print("| --- | --- | --- |")
    for flight, ship, site, at, docked, within in FLIGHTS[: 1 if TOY else None]:
        t = Epoch.parse(at)
        case = crew_case(file, t, site=site, spacecraft=ship, without=flight)
        found = windows(case.elements, case.pad, case.launcher, case.profiles, t - 43200.0, 1.0)
        near = min(found, key=lambda w: abs(w.liftoff - t))
        off = float(near.liftoff - t)
        print(
            f"| {flight}: lift-off, foretold from the others | within {within:.0f} s | {off:+.1f} "
            "s |"
        )
        full = crew_case(file, t, site=site, spacecraft=ship)
        met = plan_rendezvous(full, t, contingency=False)
        late = float(met.plan.docking - Epoch.parse(docked)) / 60.0
        print(
            f"| {flight}: docking against flown ({met.profile.name}) | within 5 min | {late:+.1f} "
            "min |"
        )
        asked = "114 m/s within 10 %" if ship == "soyuz-ms" else "–"
        print(f"| {flight}: whole velocity | {asked} | {met.plan.delta_v:.1f} m/s |")
        print(
            f"| {flight}: nearest after any missed burn | over 200 m | {met.plan.clearance:.0f} m |"
        )
    t = Epoch.parse(FLIGHTS[0][3])
    case = crew_case(file, t, site="baikonur", spacecraft="soyuz-ms")
    day = Epoch.parse("2020-10-14T00:00:00Z")
    month = best(lambda: windows(case.elements, case.pad, case.launcher, case.profiles, day, 30.0))
    print(f"| a month of windows | at most 1 s | {month:.2f} s |")
    plan = best(lambda: plan_rendezvous(case, t, contingency=False))
    whole = best(lambda: plan_rendezvous(case, t), 3)
    print(f"| a rendezvous plan | at most 2 s | {plan:.2f} s ({whole:.2f} s with contingencies) |")
    _lambert()
    return 0


def _lambert() -> None:
    """Speed and agreement beside lamberthub, on the same pairs."""
    from visviva.core.constants import EARTH_GM
    from visviva.orbit.lambert import lambert

    try:
        from lamberthub import izzo2015
    except ImportError:
        return
    rng = np.random.default_rng(6)
    pairs = [
        (rng.normal(size=3) * 8e6, rng.normal(size=3) * 9e6, float(10 ** rng.uniform(2.5, 5)))
        for _ in range(300)
    ]
    izzo2015(EARTH_GM, *pairs[0], M=0, prograde=True)
    ours = best(lambda: [lambert(*p) for p in pairs], 3) / len(pairs)
    peer = best(lambda: [izzo2015(EARTH_GM, *p, M=0, prograde=True) for p in pairs], 3) / len(pairs)
    off = max(
        float(np.linalg.norm(lambert(*p)[0].v1 - v) / np.linalg.norm(v))
        for p in pairs
        for v in [izzo2015(EARTH_GM, *p, M=0, prograde=True)[0]]
    )
    speed = f"{ours * 1e6:.0f} µs ({peer / ours:.1f} times as fast as lamberthub)"
    print(f"| Lambert, direct, 300 pairs | as lamberthub | {off:.0e} of the speed; {speed} |")


if __name__ == "__main__":
    sys.exit(main())
