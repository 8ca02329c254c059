"""Rate of falls and of whole ascents that differ, and of reading a notice.

Usage: python -m benchmarks.falls [FALLS=100000] [ASCENTS=20000]

Where the variable VISVIVA_ROCKETPY names an interpreter that has rocketpy, its flights a second
stand in the same table; the models differ (`benchmarks.falls_rocketpy`).

Processor time is the sum over the threads; divided by two it is what two free cores take. The
ascent is that of the study `chollima-2023-08`: 291 s flown to the last drop, three pieces followed
to the ground; three degrees of freedom.
"""

import argparse
import os
import subprocess
import time
from pathlib import Path

import numpy as np

from visviva.analysis.notice import NoticeRequest, place_notice
from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen
from visviva.core.geodesy import geodesic_inverse
from visviva.launch.flight.fall import Body, fall
from visviva.launch.hazard.dispersion import CHUNK, disperse
from visviva.launch.hazard.dispersion_plan import plan_dispersion
from visviva.launch.hazard.falls import fall_many, rows_of

NOTICE = """NAVAREA IV 501/23.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 252330Z TO 260010Z AUG IN AREAS BOUND BY:
A. 28-38N 080-38W, 28-58N 080-10W, 28-50N 079-58W, 28-28N 080-30W.
B. 31-30N 077-40W, 33-40N 075-10W, 33-10N 074-20W, 30-55N 076-50W.
2. CANCEL THIS MSG 260103Z AUG 23."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("falls", nargs="?", type=int, default=100_000)
    parser.add_argument("ascents", nargs="?", type=int, default=20_000)
    asked = parser.parse_args()
    cores = os.cpu_count() or 1
    rng = np.random.default_rng(1)
    r, v = np.array([6434e3, 0.0, 40e3]), np.array([1300.0, 515.0, -1700.0])

    def rows(n: int) -> np.ndarray:
        drag = np.exp(0.25 * rng.normal(size=n)) / 150.0
        states = (r + rng.normal(size=(n, 3)) * 1500.0, v + rng.normal(size=(n, 3)) * 30.0)
        return rows_of(*states, drag=drag, n=n)

    fall_many(rows(400), 136.0)
    many = rows(asked.falls)
    wall, cpu = time.perf_counter(), time.process_time()
    found = fall_many(many, 136.0)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print("| work | s | processor s | microseconds each | asked |")
    print("| --- | ---: | ---: | ---: | --- |")
    each = 1e6 * cpu / asked.falls
    print(
        f"| {asked.falls:,} stage falls, {cores} cores | {wall:.2f} | {cpu:.2f} | {each:.0f} "
        "| 5 s for 100,000 |"
    )
    gaps = []
    for k in range(20):
        one = fall(many[k, :3], many[k, 3:6], Body(1.0, many[k, 6]), t0=136.0)
        gap, _, _ = geodesic_inverse(
            one.latitude, one.longitude, found.latitude[k], found.longitude[k]
        )
        gaps.append(float(gap))
    ascent = study_fallen(StudyFallenRequest("chollima-2023-08", failed=False, samples=200)).ascent
    plan = plan_dispersion(ascent)
    disperse(plan, CHUNK)
    wall, cpu = time.perf_counter(), time.process_time()
    run = disperse(plan, asked.ascents)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    each = 1e6 * cpu / run.ascents
    print(
        f"| {run.ascents:,} whole ascents with three falls each | {wall:.2f} | {cpu:.2f} "
        f"| {each:.0f} | 8 minutes for a million |"
    )
    place_notice(NoticeRequest(text=NOTICE))
    wall, cpu = time.perf_counter(), time.process_time()
    place_notice(NoticeRequest(text=NOTICE))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"| a notice read, placed, vehicles ranked | {wall:.2f} | {cpu:.2f} | | 1 s |")
    print(_rocketpy())
    print(
        f"\nLargest distance of 20 falls from those of Dormand-Prince 8(5,3): {max(gaps):.1f} m "
        "(10 m asked)."
    )
    minutes = each / cores / 60.0
    print(f"A million ascents take {minutes:.1f} minutes of {cores} free cores by that.")


def _rocketpy() -> str:
    """Row of RocketPy's flights, or why there is none."""
    python = os.environ.get("VISVIVA_ROCKETPY", "")
    if not python:
        return "| RocketPy | – | – | – | not run: VISVIVA_ROCKETPY names no interpreter |"
    peer = Path(__file__).with_name("falls_rocketpy.py")
    wall = time.perf_counter()
    done = subprocess.run(
        [python, "-W", "ignore", str(peer), "20"], capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - wall
    words = done.stdout.split()
    if done.returncode or len(words) != 3:
        return "| RocketPy | – | – | – | not run: rocketpy is not there |"
    each = 1e6 * float(words[1])
    what = f"{words[0]} flights of RocketPy (6 DoF sounding rocket, one core)"
    return f"| {what} | {wall:.2f} | {float(words[0]) * each / 1e6:.2f} | {each:,.0f} | – |"


if __name__ == "__main__":
    main()
