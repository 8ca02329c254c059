"""How far `assess --quick` is off the flown answer: margins, verdicts, and the spread it is given.

`python -m benchmarks.launch_quick [--launchers N] [--seed S]` (two seconds of processor time a
launcher and orbit). For launchers of the catalogue drawn at random, from the site of their first
published payload, straight ways only: a low orbit, a Sun-synchronous one where the site sees it
and a transfer orbit, with all of the flown payload on top, two fifths and a quarter more.
"""

import argparse
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from math import radians
from pathlib import Path

import numpy as np

from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.lift import find_lift, find_margin, question
from visviva.assessment.answer import verdict_of
from visviva.assessment.models.mission_inputs import QUICK_ERROR
from visviva.assessment.run import assess
from visviva.data.catalogue import Catalogue
from visviva.errors import ConvergenceError, VisvivaError

#: Perigee and apogee, km; the inclination is the lowest of the site, or 98 deg.
ORBITS = ((300.0, 300.0, None), (600.0, 600.0, 98.0), (200.0, 35786.0, None))
SHARES = (0.4, 1.0, 1.25)
STUDY = """[study]
name = "quick"
claim = "a payload of {mass} kg"
said_by = "benchmark"
said_on = 2026-01-01
[launch]
site = "{site}"
vehicle = "{vehicle}"
[spacecraft]
mass_kg = {mass}
[target]
perigee_km = {low}
apogee_km = {high}
inclination_deg = {tilt}
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """One question answered twice: margins in m/s, verdicts, and whether a stage is lit again."""

    vehicle: str
    apogee: float
    share: float
    restarts: bool
    quick: float
    interval: tuple[float, float]
    flown: float
    verdicts: tuple[str, str]


def compare(vehicle: str, site: str, low: float, high: float, tilt: float | None) -> list[Compared]:
    """A launcher to one orbit with several masses, quick and flown."""
    case = LaunchCase.of(vehicle, site)
    least = abs(np.degrees(case.place.latitude)) + 0.5
    wanted = max(least, tilt or least)
    asked = question(case, TargetOrbit(low * 1e3, high * 1e3, radians(wanted)))
    if asked.route.bent:
        return []
    lift = find_lift(asked)
    out = []
    for share in SHARES:
        mass = max(share * lift.found.payload, 1.0)
        try:
            found, samples = find_margin(asked, mass, start=lift.found.optimum)
        except ConvergenceError:
            # A weak last stage has no ascent with so much on top, whatever propellant it had.
            continue
        text = STUDY.format(
            mass=round(mass, 3), site=site, vehicle=vehicle, low=low, high=high, tilt=wanted
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "quick.toml"
            path.write_text(text, encoding="utf-8")
            quick = assess(path, alternatives=False, ascent=False)
        lifted = next(f for f in quick.findings if f.id == "lift")
        if quick.deciding != "lift" or quick.margin_unit != "m/s" or quick.margin is None:
            continue
        near, far = np.quantile(quick.margin_samples, (0.05, 0.95))
        out.append(
            Compared(
                vehicle,
                high,
                share,
                bool(case.vehicle.stages[-1].restarts),
                quick.margin,
                (float(near), float(far)),
                found.margin,
                (lifted.verdict, verdict_of(float(np.mean(samples >= 0.0)))),
            )
        )
    return out


def table(rows: list[Compared]) -> str:
    """Errors and coverage by how often the last stage can be lit."""
    lines = ["| last stage | launchers | margins | 90 % within | inside the quick interval |"]
    lines.append("|" + " --- |" * 5)
    for restarts, name in ((True, "can be lit again"), (False, "is lit once")):
        group = [r for r in rows if r.restarts == restarts]
        if not group:
            continue
        off = np.quantile([abs(r.quick - r.flown) for r in group], 0.9)
        inside = np.mean([r.interval[0] <= r.flown <= r.interval[1] for r in group])
        count = len({r.vehicle for r in group})
        lines.append(f"| {name} | {count} | {len(group)} | {off:,.0f} m/s | {100 * inside:.0f} % |")
    return "\n".join(lines)


def main() -> None:
    toy = bool(os.environ.get("VISVIVA_TOY"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--launchers", type=int, default=1 if toy else 24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="of the drawn: those held out follow")
    given = parser.parse_args()
    known = Catalogue.bundled()
    able = [
        (fact.slug, row.site)
        for fact in (known.vehicle(name) for name in known.names("vehicle"))
        for row in fact.payloads[:1]
        if row.type == "published"
    ]
    order = np.random.default_rng(given.seed).permutation(len(able))
    order = order[given.skip : given.skip + given.launchers]
    rows: list[Compared] = []
    for vehicle, site in (able[k] for k in order):
        for low, high, tilt in ORBITS[: 1 if toy else 3]:
            try:
                rows += compare(vehicle, site, low, high, tilt)
            except VisvivaError as err:
                print(f"{vehicle} to {high:,.0f} km: {err}")
    print(table(rows))
    print(f"granted: {QUICK_ERROR:.0f} m/s where it can be lit again")
    print("quick, flown:", dict(Counter(r.verdicts for r in rows)))
    for r in rows:
        if set(r.verdicts) == {"yes", "no"}:
            print("contradicted:", r)
    for r in sorted(rows, key=lambda r: -abs(r.quick - r.flown))[:12]:
        print(f"{r.vehicle:22s}{r.apogee:8,.0f} km {r.share:4.2f} {r.quick:8.0f} {r.flown:8.0f}")


if __name__ == "__main__":
    main()
