"""Rotations from GCRF to ITRF: speed and error beside the peers, in one run, as a Markdown table.

Usage: python -m benchmarks.frames [EPOCHS=2000000] [REPEATS=5]
Every peer gets as many epochs as it can turn in a few seconds. Error: largest displacement at 7000
km from the full IAU 2006/2000A series of pyerfa with the same Earth orientation (skyfield and
astropy: with their own).
"""

import os
import sys
import time
import warnings
from collections.abc import Callable

import erfa
import numpy as np
from scipy.interpolate import CubicSpline

from visviva.core.earth_orientation import EarthOrientation
from visviva.core.frames import RotationGrid, gcrf_to_itrf_matrix
from visviva.core.kernels import frames as kernels_frames
from visviva.core.time import Epoch

START = Epoch.parse("2025-01-01T00:00:00Z")
SPAN = 365.0 * 86400.0
RADIUS = 7e6


def best(work: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def error(matrices: np.ndarray, reference: np.ndarray) -> float:
    return float(np.max(np.linalg.norm((matrices - reference) * RADIUS, ord=2, axis=(-2, -1))))


def erfa_grid(epochs: Epoch, eop: EarthOrientation) -> np.ndarray:
    """X, Y, s on a 3-hour spline and the rest by pyerfa: the usual vectorised way."""
    nodes = START - 86400.0 + np.arange(0.0, SPAN + 2 * 86400.0, 10800.0)
    p = eop.parameters(nodes)
    tt = nodes.jd("tt")
    x, y = erfa.xy06(*tt)
    x, y = x + p[:, 3], y + p[:, 4]
    spline = CubicSpline(nodes - START, np.stack([x, y, erfa.s06(*tt, x, y)], -1))
    q = eop.parameters(epochs)
    era = erfa.era00(epochs.day + 2400000.5, (epochs.second + q[:, 2]) / 86400.0)
    xys = spline(epochs - START)
    pole = erfa.pom00(q[:, 0], q[:, 1], erfa.sp00(*epochs.jd("tt")))
    turned: np.ndarray = erfa.c2tcio(erfa.c2ixys(*np.ascontiguousarray(xys.T)), era, pole)
    return turned


def skyfield_rotation() -> Callable[[Epoch], np.ndarray]:
    from skyfield.api import load
    from skyfield.framelib import itrs

    scale = load.timescale(builtin=True)
    return lambda epochs: np.moveaxis(itrs.rotation_at(scale.tt_jd(*epochs.jd("tt"))), -1, 0)


def astropy_rotation() -> Callable[[Epoch, np.ndarray], np.ndarray]:
    import astropy.units as u
    from astropy.coordinates import GCRS, ITRS, CartesianRepresentation
    from astropy.time import Time
    from astropy.utils import iers

    iers.conf.auto_download = False
    iers.conf.iers_degraded_accuracy = "ignore"

    def columns(epochs: Epoch, axes: np.ndarray) -> np.ndarray:
        when = Time(*epochs.jd("utc"), format="jd", scale="utc")
        out = []
        for axis in axes:
            r = CartesianRepresentation(*(np.full(len(epochs), v) * u.m for v in axis * RADIUS))
            out.append(
                GCRS(r, obstime=when).transform_to(ITRS(obstime=when)).cartesian.xyz.to_value(u.m).T
                / RADIUS
            )
        return np.stack(out, -1)

    return columns


def main() -> None:
    warnings.simplefilter("ignore")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    eop = EarthOrientation.bundled()
    many = START + np.linspace(0.0, SPAN, count)
    some = many[:: max(1, count // 20_000)]
    check = START + np.random.default_rng(1).uniform(0.0, SPAN, 2000)
    reference = gcrf_to_itrf_matrix(check, eop)

    begin = time.perf_counter()
    grid = RotationGrid.spanning(START, START + SPAN, eop)
    built = time.perf_counter() - begin
    tau = grid.seconds(many)
    vectors = np.random.default_rng(2).normal(size=(count, 3)) * RADIUS
    out = np.empty_like(vectors)
    grid.matrices(many[:10]), grid.to_itrf(many[:10], vectors[:10])  # compile outside the clock

    rows: list[tuple[str, int, float, float | str]] = []
    wall = best(lambda: gcrf_to_itrf_matrix(some, eop), max(2, repeats // 2))
    rows.append(("pyerfa, full series (reference)", len(some), len(some) / wall, 0.0))
    base = rows[0][2]
    wall = best(lambda: erfa_grid(many[: min(count, 500_000)], eop), repeats)
    rows.append(
        (
            "pyerfa, X Y s on a 3 h spline",
            min(count, 500_000),
            min(count, 500_000) / wall,
            error(erfa_grid(check, eop), reference),
        )
    )
    try:
        turn = skyfield_rotation()
        rows.append(
            (
                "skyfield `itrs.rotation_at`",
                len(some),
                len(some) / best(lambda: turn(some), 2),
                error(turn(check), reference),
            )
        )
    except ImportError as err:
        print(f"skipped: {err}", file=sys.stderr)
    try:
        columns_of = astropy_rotation()
        wall = best(lambda: columns_of(some, np.eye(3)[:1]), 2)
        rows.append(
            (
                "astropy `GCRS` to `ITRS`, one vector",
                len(some),
                len(some) / wall,
                error(columns_of(check, np.eye(3)), reference),
            )
        )
    except ImportError as err:
        print(f"skipped: {err}", file=sys.stderr)
    ours = error(grid.matrices(check), reference)
    rows.append(
        (
            "**visviva** `RotationGrid.matrices`",
            count,
            count / best(lambda: grid.matrices(many), repeats),
            ours,
        )
    )
    wall = best(lambda: grid.to_itrf(many, vectors), repeats)
    rows.append(("**visviva** `RotationGrid.to_itrf`, one vector", count, count / wall, ours))
    wall = best(
        lambda: kernels_frames.rotated(grid.table, grid.step, tau, vectors, False, out), repeats
    )
    rows.append(("**visviva** compiled kernel, one vector, one thread", count, count / wall, ours))

    print(f"{os.cpu_count()} cores; grid of {len(grid.table)} intervals built in {built:.2f} s\n")
    print("| GCRF to ITRF | epochs | million/s | ratio to pyerfa series | error at 7000 km, mm |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, epochs, rate, off in rows:
        print(
            f"| {name} | {epochs:,} | {rate / 1e6:.3f} | {rate / base:.1f} | "
            f"{float(off) * 1e3:.3f} |"
        )


if __name__ == "__main__":
    main()
