"""Flown launches: what was measured beside what was asked, and the posteriors of the figures.

    python benchmarks/launch_flown.py [falcon] [unha] [chollima] [--draws N] [--seed S]

Prints Markdown tables (docs/launch-flown.md holds one run of them). Some minutes on two cores.
"""

import os
import sys
from argparse import ArgumentParser
from math import degrees
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
sys.path.insert(0, str(ROOT / "tests"))


def falcon() -> None:
    from validation.falcon_flights import FLIGHTS, fitted, predicted

    print("| flight | mode | speed: largest, rms | altitude: largest, rms (km) |\n|---|---|---|---|")
    rows = {}
    for name in FLIGHTS:
        fit = fitted(SHARED, name)
        rows[name] = fit
        v, h = fit.speed_residual, fit.altitude_residual / 1e3
        print(
            f"| {name} | fitted | {np.abs(v).max():.1f}, {fit.rms[0]:.1f} m/s "
            f"| {np.abs(h).max():.2f}, {fit.rms[1] / 1e3:.2f} |",
            flush=True,
        )
    for name in FLIGHTS:
        for calibrated in (False, True):
            found = predicted(SHARED, name, calibrated=calibrated)
            if found is None:
                continue
            v, h = found
            label = "predicted, other flights' throttle" if calibrated else "predicted, facts alone"
            print(
                f"| {name} | {label} | {100 * np.abs(v).max():.1f}, {100 * np.sqrt(np.mean(v**2)):.1f} % "
                f"| {np.abs(h).max() / 1e3:.1f}, {np.sqrt(np.mean(h**2)) / 1e3:.1f} |",
                flush=True,
            )
    names = ("thrust1", "mass1", "bucket", "throttle1.0", "load_max", "drag", "meco", "thrust2", "impulse2", "mass2")
    print("\n| figure | " + " | ".join(rows) + " |\n|---|" + "---|" * len(rows))
    for figure in names:
        cells = []
        for fit in rows.values():
            k = next((k for k, f in enumerate(fit.free) if f.name == figure), None)
            cells.append("–" if k is None else f"{fit.value[k]:.4g} ± {fit.sigma[k]:.2g}")
        print(f"| {figure} | " + " | ".join(cells) + " |")


def _posterior(posterior, observed) -> None:  # type: ignore[no-untyped-def]
    print(f"{len(posterior.samples)} of {posterior.tried} draws meet what was seen\n")
    print("| seen | value | median of the flights | 90 % band |\n|---|---|---|---|")
    for k, o in enumerate(observed):
        if o.sigma > 1e8:
            continue
        band, middle = posterior.band(o.name), np.median(posterior.predicted[:, k])
        c = degrees(1) if o.name == "inclination" else 1.0
        print(f"| {o.name} | {c * o.value:.6g} | {c * middle:.6g} | {c * band.low:.6g} to {c * band.high:.6g} |")
    print("\n| figure | fact's range | posterior median | 90 % interval |\n|---|---|---|---|")
    for name, prior in zip(posterior.names, posterior.prior, strict=True):
        band = posterior.interval(name)
        print(
            f"| {name} | {prior.low:.4g} to {prior.high:.4g} | {posterior.median(name):.4g} "
            f"| {band.low:.4g} to {band.high:.4g} |"
        )


def unha(draws: int, seed: int) -> None:
    from validation.flown_scenes import unha3_2012
    from visviva.launch.posterior import infer

    flight, prior, observed = unha3_2012(SHARED)
    _posterior(infer(prior, observed, flight.says, draws=draws, seed=seed, misfit_max=4.0), observed)


def chollima(draws: int, seed: int) -> None:
    from validation.flown_scenes import chollima1_2023
    from visviva.errors import ConvergenceError
    from visviva.launch.dogleg import price
    from visviva.launch.posterior import infer

    flight, prior, observed = chollima1_2023(SHARED)
    posterior = infer(prior, observed, flight.says, draws=draws, seed=seed)
    _posterior(posterior, observed)
    prices, lost = [], 0
    for row in posterior.samples.tolist():
        try:
            prices.append(price(flight, dict(zip(posterior.names, row, strict=True))))
        except ConvergenceError:
            lost += 1
    kg, speed = np.array(prices).T
    print(
        f"\n| price of the dog-leg ({len(prices)} optima, {lost} not found) | median | 90 % interval |\n|---|---|---|"
    )
    for what, x in (("payload, kg", kg), ("velocity, m/s", speed)):
        low, middle, high = np.quantile(x, [0.05, 0.5, 0.95])
        print(f"| {what} | {middle:.0f} | {low:.0f} to {high:.0f} |")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("parts", nargs="*", default=["falcon", "unha", "chollima"])
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for part in given.parts:
        print(f"\n## {part}\n", flush=True)
        falcon() if part == "falcon" else {"unha": unha, "chollima": chollima}[part](given.draws, given.seed)
