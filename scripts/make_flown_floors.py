"""Fly the flights of the record once, and write the floors that they put under their launchers.

Run after a change of vehicle facts, of the record or of the ascent:
``python scripts/make_flown_floors.py [NAME …]``. With names, those alone are flown again. Of like
flights from one site only the heaviest is flown, and one that leaves far more than published
payloads say is lost is left out. Half a second of processor time a flight.
"""

import json
import sys
from collections.abc import Sequence

from visviva.analysis.payload import calibration_to
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, flown
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import VisvivaError
from visviva.launch.calibration import bundled_calibrations
from visviva.launch.flown_floors import TABLE, Reached
from visviva.launch.unmodelled import unmodelled_delta_v_of

#: A flight that leaves more than this many standard deviations above what is lost says nothing.
TELLING = 3.0
#: A perigee that only a burn half a turn after the injection gives, km: where no stage of the
#: launcher can do that, the satellite climbed there by itself.
HIGH_KM = 10000.0


def heaviest_of_each(fact: VehicleFact) -> list[tuple[Reached, Flight]]:
    """The heaviest flight to each kind of orbit from each site."""
    found: list[tuple[Reached, Flight]] = []
    for f in flown(fact.slug):
        orbit = Reached(f.site, f.perigee_km or 0.0, f.apogee_km or 0.0, f.inclination_deg or 0.0)
        climbed = orbit.perigee_km >= HIGH_KM and fact.stages[-1].restarts < 2
        if f.site and not climbed and not any(orbit.like(other) for other, _ in found):
            found.append((orbit, f))
    return found


def rows_of(fact: VehicleFact) -> list[dict[str, object]]:
    """Rows of the table for one launcher."""
    published = [c for c in bundled_calibrations() if not c.flown]
    fit = unmodelled_delta_v_of(fact.build(), published)
    rows = []
    for orbit, flight in heaviest_of_each(fact):
        mass = flight.payload_kg or 0.0
        try:
            found = calibration_to(fact, orbit, mass, flown=True)
        except VisvivaError as err:
            print(f"{fact.slug}: {flight.tag} left out: {err}", file=sys.stderr)
            continue
        left = found.unmodelled_delta_v
        if left > fit.mean + TELLING * fit.sigma:
            continue
        print(f"{fact.slug:20s} {mass:8.0f} kg {left:8.1f} m/s  {flight.day}", flush=True)
        rows.append(
            {
                "vehicle": fact.slug,
                "day": flight.day.isoformat(),
                "site": orbit.site,
                "orbit": [orbit.perigee_km, orbit.apogee_km, orbit.inclination_deg],
                "payload": mass,
                "left": round(left, 1),
                "rates": {name: float(f"{rate:.4g}") for name, rate in found.rates.items()},
            }
        )
    return rows


def write(rows: Sequence[dict[str, object]]) -> None:
    head = {
        "source": "flights: GCAT, J. McDowell, planet4589.org, CC-BY 4.0",
        "unit": "kg, km, deg, m/s; rates in m/s per SI unit",
    }
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    text = json.dumps(head, indent=1)[:-2] + ',\n "flights": [\n' + lines + "\n]}\n"
    TABLE.write_text(text, encoding="utf-8")


def main() -> None:
    wanted = set(sys.argv[1:])
    known = json.loads(TABLE.read_text(encoding="utf-8"))["flights"] if TABLE.exists() else []
    rows = [row for row in known if wanted and row["vehicle"] not in wanted]
    for fact in Catalogue.bundled().facts("vehicle"):
        if not wanted or fact.slug in wanted:
            rows += rows_of(fact)
            write(sorted(rows, key=lambda row: (row["vehicle"], row["day"])))


if __name__ == "__main__":
    main()
