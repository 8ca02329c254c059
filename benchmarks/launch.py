"""Launch benchmarks: stated problems, a payload map of 1,000 orbits, and peers in the same run where installed.

    python benchmarks/launch.py [problems] [map] [peers]

Prints a Markdown table. Peers are asked for their own figures on the same machine in the same minute; YAPSS and
dymos are left out, and named, where they are not installed.
"""

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from math import radians
from pathlib import Path

SHARED = Path(os.environ.get("VISVIVA_SHARED", Path(__file__).resolve().parents[2] / "shared/data"))
PROBLEMS = SHARED / "launch/benchmarks"

COLD = """
import json, sys, time
import visviva.launch.problem_ascent, visviva.launch.problem_equations, scipy.integrate
from visviva.launch.problem import solve_problem
t = time.perf_counter()
r = solve_problem(sys.argv[1])
print(json.dumps([time.perf_counter() - t, r.build_s + r.solve_s, r.warm_s, list(r.objective.values())[0]]))
"""


def problems(best_of: int = 3) -> None:
    print("| problem | answer | cold, s | build and solve, s | warm re-solve, ms |\n|---|---|---|---|---|")
    for name in ("delta3", "goddard"):
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-c", COLD, str(PROBLEMS / f"{name}.json")],
                    check=True, capture_output=True, text=True,
                ).stdout
            )
            for _ in range(best_of)
        ]  # fmt: skip
        total, solve, warm = (min(r[k] for r in runs) for k in range(3))
        print(f"| {name} | {runs[0][3]:.6f} | {total:.2f} | {solve:.2f} | {1e3 * warm:.0f} |")


def _children_cpu() -> float:
    """CPU seconds of finished child processes: what a busy machine does not blur."""
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


def payload_maps(workers: int = 2) -> None:
    import numpy as np

    from visviva.data.catalogue import Catalogue
    from visviva.launch.performance import bundled_calibrations, nuisance_of
    from visviva.launch.sweep import payload_map

    print("| map of 1,000 orbits | s on 2 processes | CPU s | converged and re-flown | kg |\n|---|---|---|---|---|")
    for slug, lat, low in (("soyuz-2.1b", 51.8844, 52.0), ("falcon-9", 28.5619, 28.7)):
        vehicle = Catalogue.bundled().vehicle(slug).build()
        spare = nuisance_of(vehicle, bundled_calibrations()).mean
        orbits = [(h, h) for h in np.linspace(180e3, 800e3, 40)]
        tilts = [radians(i) for i in np.linspace(low, 99.0, 25)]
        began, used = time.perf_counter(), _children_cpu()
        with ProcessPoolExecutor(workers) as pool:
            rows = payload_map(vehicle, radians(lat), tilts, orbits, spare=spare, executor=pool, workers=workers)
        seconds = time.perf_counter() - began
        found = [p.payload for row in rows for p in row if p.payload is not None]
        used = _children_cpu() - used
        print(
            f"| {slug} | {seconds:.1f} | {used:.1f} | {len(found) / 10:.1f} % | {min(found):.0f} to {max(found):.0f} |"
        )
        for problem in sorted({p.problem for row in rows for p in row if p.problem})[:5]:
            print(f"<!-- {problem} -->")


def peers() -> None:
    print("| peer | case | s |\n|---|---|---|")
    for peer in ("yapss", "dymos"):
        if importlib.util.find_spec(peer) is None:
            print(f"| {peer} | not installed | – |")
    scripts = SHARED.parent / "peers"
    for name in (
        "delta3_casadi.py",
        "ssto_casadi.py",
        *(["ssto_dymos.py"] if importlib.util.find_spec("dymos") else []),
    ):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            run = subprocess.run(
                [sys.executable, str(scripts / name)], check=False, capture_output=True, text=True, cwd=folder
            )
            seconds = time.perf_counter() - began
        last = [line for line in run.stdout.splitlines() if "solve" in line] or [f"exit {run.returncode}"]
        print(f"| {name} | {last[0].replace('|', '/')[:90]} | {seconds:.2f} whole process |")


if __name__ == "__main__":
    asked = sys.argv[1:] or ["problems", "map", "peers"]
    for part, run in (("problems", problems), ("map", payload_maps), ("peers", peers)):
        if part in asked:
            run()
            print()
