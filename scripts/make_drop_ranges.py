"""Ranges at which stages and fairings of the catalogue come down, simulated once for a table.

One ascent for each vehicle, site and kind of orbit on record (eastward to 300 km, Sun-synchronous
to 500 km), with the median payload of its flights; `visviva launch notice` holds warned areas
against them. Where the record has no flight from a site, the flown payloads of the launcher's fact
count. Writes `src/visviva/data/tables/drop_ranges.csv`; given vehicles, their rows alone.
"""

import csv
import math
import statistics
import sys
from pathlib import Path

import numpy as np

from visviva.analysis.flown_ascent import AscentCase, fly_ascent
from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.core.place import Place
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, flights
from visviva.errors import VisvivaError
from visviva.launch.hazard.ascent import down_range
from visviva.launch.hazard.failure import nominal_drops

TARGET = Path(__file__).parents[1] / "src/visviva/data/tables/drop_ranges.csv"
HEAD = "# Simulated (scripts/make_drop_ranges.py): tumbling falls from the best ascent, km.\n"
FIELDS = ("vehicle", "site", "orbit", "flights", "first", "last", "item", "range_km", "sigma_km")


def orbits_of(rows, latitude_deg):
    """Kinds of orbit that were flown: name, height m, inclination rad, flights."""
    out = []
    sso = [f for f in rows if f.inclination_deg is not None and 95.0 < f.inclination_deg < 101.0]
    rest = [f for f in rows if f not in sso]
    if sso:
        out.append(("sso", 500e3, math.radians(97.4), sso))
    if rest:
        tilts = [
            f.inclination_deg
            for f in rest
            if f.inclination_deg is not None and f.inclination_deg > 5.0
        ]
        tilt = statistics.median(tilts) if tilts else abs(latitude_deg) + 0.3
        tilt = (
            max(tilt, abs(latitude_deg) + 0.3)
            if tilt < 90.0
            else min(tilt, 179.7 - abs(latitude_deg))
        )
        out.append(("east", 300e3, math.radians(tilt), rest))
    return out


def southward(site):
    azimuths = [c.azimuth_deg for c in site.corridors if c.azimuth_deg is not None]
    return bool(azimuths) and all(90.0 < a < 270.0 for pair in azimuths for a in pair)


def flown(vehicle):
    """Flights by site: of the record, else those that the fact's payloads tell of."""
    by_site: dict[str, list] = {}
    for flight in flights(vehicle.slug):
        by_site.setdefault(flight.site, []).append(flight)
    for row in vehicle.payloads:
        if row.type == "flown" and row.site not in by_site:
            figures = (row.payload_kg.value, row.perigee_km.value, row.apogee_km.value)
            day = row.flown_on or row.as_of
            one = Flight("", day, "", "", row.site, False, *figures, row.inclination_deg.value)
            by_site[row.site] = [one]
    return by_site


def kept(wanted):
    """Rows of the table that are not made anew."""
    if not wanted or not TARGET.exists():
        return []
    with TARGET.open(encoding="utf-8", newline="") as file:
        old = csv.reader(line for line in file if not line.startswith("#"))
        return [tuple(row) for row in list(old)[1:] if row[0] not in wanted]


def main() -> None:
    facts = Catalogue.bundled()
    wanted = sys.argv[1:]
    rows = kept(wanted)
    for vehicle in facts.facts("vehicle"):
        if wanted and vehicle.slug not in wanted:
            continue
        for slug, found in sorted(flown(vehicle).items()):
            try:
                site = facts.site(slug)
            except VisvivaError:
                continue
            latitude, longitude, _ = site.location()
            for name, height, tilt, some in orbits_of(found, math.degrees(latitude)):
                masses = [f.payload_kg for f in some if f.payload_kg]
                launcher = vehicle.build()
                payload = statistics.median(masses) if masses else 0.01 * launcher.liftoff_mass
                ascent = None
                for share in (1.0, 0.6, 0.3, 0.1):
                    case = AscentCase(
                        LaunchCase(
                            vehicle, launcher, Place(latitude, longitude, name=slug), slug, site
                        ),
                        TargetOrbit(height, height, tilt),
                        share * payload,
                        southward(site) or (name == "sso" and latitude > 0.0),
                    )
                    try:
                        ascent = fly_ascent(case)
                        break
                    except VisvivaError as err:
                        print(vehicle.slug, slug, name, share, str(err)[:90], file=sys.stderr)
                if ascent is None:
                    continue
                for fallen in nominal_drops(ascent, samples=400):
                    down = fallen.falls.landed
                    if down.mean() < 0.9:
                        continue
                    away = down_range(
                        ascent, fallen.falls.latitude[down], fallen.falls.longitude[down]
                    )
                    days = sorted(f.day for f in some)
                    spread = (float(np.median(away)) / 1e3, float(np.std(away)) / 1e3)
                    about = (vehicle.slug, slug, name, len(some), days[0], days[-1])
                    rows.append((*about, fallen.body.name, *(round(x, 1) for x in spread)))
                print(rows[-1] if rows else "", file=sys.stderr, flush=True)
                with TARGET.open("w", encoding="utf-8", newline="") as file:
                    file.write(HEAD)
                    writer = csv.writer(file, lineterminator="\n")
                    writer.writerow(FIELDS)
                    writer.writerows(sorted(rows, key=lambda row: row[:3]))


if __name__ == "__main__":
    main()
