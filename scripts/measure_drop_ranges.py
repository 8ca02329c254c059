"""Ranges on record against those that an unplanned best ascent of the same flight gives.

Fills the columns `simulated_km` and `scatter_km` of `src/visviva/data/tables/drops_on_record.csv`,
from which `visviva.data.drops_on_record` takes the error of a range, and prints how often a vehicle
that is left out falls inside the 90 % of the others.
"""

import csv
import itertools
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from visviva.analysis.flown_ascent import AscentCase, fly_ascent
from visviva.analysis.launch_inputs import Heading, LaunchCase, TargetOrbit, lowest_inclination
from visviva.data import drops_on_record
from visviva.data.catalogue import Catalogue
from visviva.launch.hazard.ascent import down_range
from visviva.launch.hazard.failure import nominal_drops

TARGET = Path(drops_on_record.TABLE)
FLIGHT = ("vehicle", "site", "flown")


def simulated(row):
    """Median range and its scatter (km) of each piece of a flight, by name."""
    case = LaunchCase.of(row["vehicle"], row["site"])
    if row["pad"]:
        place = Catalogue.bundled().site(row["site"]).place(row["pad"])
        case = replace(case, place=place, pad=row["pad"])
    low, high = (1e3 * float(row[key]) for key in ("perigee_km", "apogee_km"))
    tilt = math.radians(float(row["inclination_deg"]))
    if tilt < math.pi / 2:
        tilt = max(tilt, lowest_inclination(case))
    headings = []
    for text in row["headings"].split():
        stage, band = text.split(":")
        headings.append(Heading(*(math.radians(float(x)) for x in band.split("-")), stage))
    ascent = fly_ascent(
        AscentCase(
            case,
            TargetOrbit(low, high, tilt),
            float(row["payload_kg"]),
            southward=row["southward"] == "yes",
            headings=tuple(headings),
        )
    )
    out = {}
    for fallen in nominal_drops(ascent):
        down = fallen.falls.landed
        if down.mean() > 0.9:
            away = down_range(ascent, fallen.falls.latitude[down], fallen.falls.longitude[down])
            out[fallen.body.name] = (float(np.median(away)) / 1e3, float(np.std(away)) / 1e3)
    return out


def main() -> None:
    lines = TARGET.read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    reader = csv.DictReader(line for line in lines if not line.startswith("#"))
    rows, names = list(reader), reader.fieldnames or []
    for _, some in itertools.groupby(rows, key=lambda r: tuple(r[k] for k in FLIGHT)):
        flight = list(some)
        found = simulated(flight[0])
        for row in flight:
            middle, scatter = found[row["item"]]
            row["simulated_km"], row["scatter_km"] = f"{middle:.1f}", f"{scatter:.1f}"
            print(row["vehicle"], row["item"], row["range_km"], row["simulated_km"], flush=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.writelines(head)
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    drops_on_record.drops_on_record.cache_clear()
    for kind in drops_on_record.KINDS:
        print(kind, drops_on_record.range_error(kind), drops_on_record.left_out(kind))


if __name__ == "__main__":
    sys.exit(main())
