"""Flown launches: what was measured beside what was asked, and the posteriors of the figures.

    python -m benchmarks.launch_flown [falcon] [unha] [chollima] [--draws N] [--seed S] [--short]

Prints Markdown tables (docs/launch-flown.md holds one run of them); `--short` leaves what was asked
beside what was found, for docs/validation.md. Some minutes on two cores.
"""

import os
import sys
from argparse import ArgumentParser
from math import degrees
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
sys.path.insert(0, str(ROOT / "tests"))


def falcon() -> None:
    from validation.falcon_flights import FLIGHTS, fitted, predicted

    print(
        "| flight | mode | speed: largest, rms | altitude: largest, rms (km) |\n|---|---|---|---|"
    )
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
            v, h = predicted(SHARED, name, calibrated=calibrated)
            label = "predicted, other flights' habits" if calibrated else "predicted, facts alone"
            print(
                f"| {name} | {label} | {100 * np.abs(v).max():.1f}, "
                f"{100 * np.sqrt(np.mean(v**2)):.1f} % "
                f"| {np.abs(h).max() / 1e3:.1f}, {np.sqrt(np.mean(h**2)) / 1e3:.1f} |",
                flush=True,
            )
    _figures(rows)


def _figures(fits: dict[str, Any]) -> None:
    names = (
        "thrust1",
        "mass1",
        "bucket",
        "throttle1.0",
        "load_max",
        "drag",
        "meco",
        "thrust2",
        "impulse2",
        "mass2",
    )
    print("\n| figure | " + " | ".join(fits) + " |\n|---|" + "---|" * len(fits))
    for figure in names:
        cells = []
        for fit in fits.values():
            k = next((k for k, f in enumerate(fit.free) if f.name == figure), None)
            cells.append("–" if k is None else f"{fit.value[k]:.4g} ± {fit.sigma[k]:.2g}")
        print(f"| {figure} | " + " | ".join(cells) + " |")


def _posterior(posterior: Any, observed: Any) -> None:
    print(f"{len(posterior.samples)} of {posterior.tried} draws meet what was seen\n")
    print("| seen | value | median of the flights | 90 % band |\n|---|---|---|---|")
    for k, o in enumerate(observed):
        if o.sigma > 1e8:
            continue
        band, middle = posterior.band(o.name), np.median(posterior.predicted[:, k])
        c = degrees(1) if o.name == "inclination" else 1.0
        print(
            f"| {o.name} | {c * o.value:.6g} | {c * middle:.6g} | {c * band.low:.6g} to "
            f"{c * band.high:.6g} |"
        )
    print("\n| figure | fact's range | posterior median | 90 % interval |\n|---|---|---|---|")
    for name, prior in zip(posterior.names, posterior.prior, strict=True):
        band = posterior.interval(name)
        print(
            f"| {name} | {prior.low:.4g} to {prior.high:.4g} | {posterior.median(name):.4g} "
            f"| {band.low:.4g} to {band.high:.4g} |"
        )


def unha(draws: int, seed: int) -> None:
    from validation.flown_scenes import unha3_2012
    from visviva.launch.flown.posterior import infer

    flight, prior, observed = unha3_2012(SHARED)
    _posterior(
        infer(prior, observed, flight.says, draws=draws, seed=seed, misfit_max=4.0), observed
    )


def _prices(flight: Any, posterior: Any) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Price of the dog-leg of each sample in kg and in m/s, and how many were not found."""
    from visviva.errors import ConvergenceError
    from visviva.launch.flown.dogleg import price

    prices, lost = [], 0
    for row in posterior.samples.tolist():
        try:
            prices.append(price(flight, dict(zip(posterior.names, row, strict=True))))
        except ConvergenceError:
            lost += 1
    kg, speed = np.array(prices).T
    return kg, speed, lost


def chollima(draws: int, seed: int) -> None:
    from validation.flown_scenes import chollima1_2023
    from visviva.launch.flown.posterior import infer

    flight, prior, observed = chollima1_2023(SHARED)
    posterior = infer(prior, observed, flight.says, draws=draws, seed=seed)
    _posterior(posterior, observed)
    kg, speed, lost = _prices(flight, posterior)
    print(
        f"\n| price of the dog-leg ({len(kg)} optima, {lost} not found) | median | 90 % interval "
        "|\n|---|---|---|"
    )
    for what, x in (("payload, kg", kg), ("velocity, m/s", speed)):
        low, middle, high = np.quantile(x, [0.05, 0.5, 0.95])
        print(f"| {what} | {middle:.0f} | {low:.0f} to {high:.0f} |")


def falcon_short() -> None:
    """One row a flight: what a fit leaves, what a prediction misses."""
    from validation.falcon_flights import FLIGHTS, fitted, inside_band, predicted

    def missed(name: str, *, calibrated: bool) -> str:
        v, h = predicted(SHARED, name, calibrated=calibrated)
        return f"{100 * np.abs(v).max():.1f} %, {np.abs(h).max() / 1e3:.1f} km"

    print(
        "| largest gap | fitted | predicted, facts alone | predicted, others' habits | inside its "
        "90 % band |"
    )
    print("| --- | ---: | ---: | ---: | ---: |")
    print("| asked | 10 m/s, 1 km | 2 %, 5 km | 2 %, 5 km | – |")
    fits = {}
    for name in FLIGHTS:
        fits[name] = fitted(SHARED, name)
        v, h = (
            np.abs(fits[name].speed_residual).max(),
            np.abs(fits[name].altitude_residual).max() / 1e3,
        )
        facts, habits = (missed(name, calibrated=c) for c in (False, True))
        shares = ", ".join(f"{100 * share:.0f} %" for share in inside_band(SHARED, name))
        print(f"| {name} | {v:.1f} m/s, {h:.2f} km | {facts} | {habits} | {shares} |", flush=True)
    print(
        "\nThe band is that of the prediction with the other flights' habits: shares of speeds "
        "and of altitudes inside."
    )
    print(
        "\nFitted figures, SI, one standard deviation; throttle and bucket are shares of the "
        "first stage's thrust:"
    )
    _figures(fits)


def unha_short(draws: int, seed: int) -> None:
    """Events of the radar track beside the flights of the posterior."""
    from validation.flown_scenes import unha3_2012
    from visviva.launch.flown.posterior import infer

    flight, prior, observed = unha3_2012(SHARED)
    posterior = infer(prior, observed, flight.says, draws=draws, seed=seed, misfit_max=4.0)
    names = [o.name for o in observed]
    print("| event | radar | median of the flights | 90 % band | gap | asked |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for k, t in enumerate(flight.scene.track):
        for what, asked in (("altitude", 10), ("downrange", 25)):
            column = names.index(f"{what} {k}")
            seen, band = observed[column].value / 1e3, posterior.band(f"{what} {k}")
            middle = float(np.median(posterior.predicted[:, column])) / 1e3
            span = f"{band.low / 1e3:.0f} to {band.high / 1e3:.0f}"
            print(
                f"| T+{t:.0f} s, {what}, km | {seen:.0f} | {middle:.1f} | {span} | "
                f"{middle - seen:+.1f} | {asked} |"
            )
    print(
        f"\n{len(posterior.samples)} of {posterior.tried} draws meet what was seen; downrange is "
        "good to 20 km."
    )


def chollima_short(draws: int, seed: int) -> None:
    """Time, orbit, price of the dog-leg, and the upper stages as a posterior."""
    from validation.flown_scenes import chollima1_2023
    from visviva.launch.flown.posterior import infer

    flight, prior, observed = chollima1_2023(SHARED)
    posterior = infer(prior, observed, flight.says, draws=draws, seed=seed)
    print("| figure | asked | median | 90 % interval |\n| --- | --- | ---: | --- |")
    asked = {
        "time": ("time to orbit, s", "705", 1.0),
        "altitude": ("altitude then, km", "493 to 512", 1e-3),
        "speed error": ("speed over that of the orbit, m/s", "0", 1.0),
        "climb": ("climb, m/s", "0", 1.0),
        "inclination": ("inclination, deg", "97.4", float(degrees(1))),
    }
    for k, o in enumerate(observed):
        if o.name in asked:
            what, wanted, unit = asked[o.name]
            band, middle = posterior.band(o.name), np.median(posterior.predicted[:, k])
            print(
                f"| {what} | {wanted} | {unit * middle:.5g} | {unit * band.low:.5g} to "
                f"{unit * band.high:.5g} |"
            )
    kg, speed, lost = _prices(flight, posterior)
    for what, x in (("price of the dog-leg, m/s", speed), ("price of the dog-leg, kg", kg)):
        low, middle, high = np.quantile(x, [0.05, 0.5, 0.95])
        print(f"| {what} | with an interval | {middle:.0f} | {low:.0f} to {high:.0f} |")
    units = {
        "dry_mass": ("dry mass, kg", 1.0),
        "propellant_mass": ("propellant, kg", 1.0),
        "thrust_vacuum": ("thrust, kN", 1e-3),
    }
    for stage in (1, 2):
        for key, (what, unit) in units.items():
            name = f"{stage}.{key}"
            band, prior_of = posterior.interval(name), posterior.prior[posterior.names.index(name)]
            facts, found = (
                f"{unit * r.low:,.0f} to {unit * r.high:,.0f}" for r in (prior_of, band)
            )
            median = f"{unit * posterior.median(name):,.0f}"
            print(f"| stage {stage + 1}, {what} | posterior; facts {facts} | {median} | {found} |")
    print(
        f"\n{len(posterior.samples)} of {posterior.tried} draws meet what was seen; {lost} prices "
        "were not found."
    )


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("parts", nargs="*", default=["falcon", "unha", "chollima"])
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    if given.short:
        parts: dict[str, Any] = {
            "falcon": falcon_short,
            "unha": unha_short,
            "chollima": chollima_short,
        }
    else:
        parts = {"falcon": falcon, "unha": unha, "chollima": chollima}
    for part in given.parts:
        if not given.short:
            print(f"\n## {part}\n", flush=True)
        parts[part](*(() if part == "falcon" else (given.draws, given.seed)))
