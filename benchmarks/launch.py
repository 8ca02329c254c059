"""Stated problems cold and warm, and payload maps of 1,000 orbits.

`python -m benchmarks.launch [problems] [map]`.

Peers of the optimiser have a script of their own: `benchmarks/launch_peers.py`.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from math import radians
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def problems() -> None:
    from benchmarks.launch_peers import DELTA3, SHARED, ours

    print("| figure | asked | measured |\n| --- | --- | --- |")
    cold, second = ours(DELTA3)
    print(f"| Delta III, final mass | 7529.712 ± 0.005 kg | {cold['objective']:.4f} kg |")
    print(
        f"| cold, whole answer in a fresh process after import | 1 s | {cold['whole_s']:.2f} s"
        f" ({cold['cpu_s']:.2f} of processor time) |"
    )
    print(
        f"| of it building, and the optimiser | – | {cold['s'] - cold['solve_s']:.3f} s, "
        f"{cold['solve_s']:.3f} s |"
    )
    print(f"| whole answer again in that process | – | {second['whole_s']:.2f} s |")
    print(f"| warm re-solve | 50 ms | {1e3 * min(cold['again_s'], second['again_s']):.1f} ms |")
    goddard = ours(SHARED / "launch/benchmarks/goddard.json")[0]
    print(
        f"| Goddard, final height | 1.01283 (1.0128369 recomputed) | {goddard['objective']:.7f} |"
    )
    print(f"| Goddard, cold | – | {goddard['whole_s']:.2f} s |")


def payload_maps(workers: int = 2) -> None:
    import numpy as np

    from benchmarks import TOY
    from benchmarks.__main__ import children_cpu
    from visviva.data.catalogue import Catalogue
    from visviva.launch.calibration import bundled_calibrations
    from visviva.launch.sweep import payload_map
    from visviva.launch.unmodelled import unmodelled_delta_v_of

    print(
        "| 1,000 orbits | s on 2 processes (asked 60) | CPU s | converged and verified (asked 99 "
        "%) | kg |"
    )
    print("| --- | ---: | ---: | ---: | --- |")
    lost: dict[str, int] = {}
    for slug, lat, low in (("soyuz-2.1b", 51.8844, 52.0), ("falcon-9", 28.5619, 28.7)):
        vehicle = Catalogue.bundled().vehicle(slug).build()
        unmodelled = unmodelled_delta_v_of(vehicle, bundled_calibrations()).mean
        orbits = [(h, h) for h in np.linspace(180e3, 800e3, 2 if TOY else 40)]
        tilts = [radians(i) for i in np.linspace(low, 99.0, 2 if TOY else 25)]
        began, used = time.perf_counter(), children_cpu()
        with ProcessPoolExecutor(workers) as pool:
            rows = payload_map(
                vehicle,
                radians(lat),
                tilts,
                orbits,
                unmodelled=unmodelled,
                executor=pool,
            )
        seconds = time.perf_counter() - began
        found = [p.payload for row in rows for p in row if p.payload is not None]
        used = children_cpu() - used
        share = f"{100 * len(found) / (len(orbits) * len(tilts)):.1f} %"
        print(
            f"| {slug}, 180 to 800 km, {low:g} to 99° | {seconds:.1f} | {used:.1f} | {share} "
            f"| {min(found):,.0f} to {max(found):,.0f} |",
            flush=True,
        )
        for problem in (p.problem for row in rows for p in row if p.problem):
            lost[f"{slug}: {problem[:90]}"] = lost.get(f"{slug}: {problem[:90]}", 0) + 1
    if lost:
        print(
            "\nNot found: "
            + "; ".join(f"{n} × {what}" for what, n in sorted(lost.items())[:5])
            + "."
        )


if __name__ == "__main__":
    asked = sys.argv[1:] or ["problems", "map"]
    for part, run in (("problems", problems), ("map", payload_maps)):
        if part in asked:
            run()
            print()
