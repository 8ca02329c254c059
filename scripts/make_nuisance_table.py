"""Fit one nuisance velocity on every payload row of the bundled facts that calibrates; write the bundled table.

Run after a change of vehicle facts or of the ascent: ``python scripts/make_nuisance_table.py``. Takes some minutes.
"""

import sys
from math import radians
from pathlib import Path

from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError
from visviva.launch.mission import Mission
from visviva.launch.performance import Calibration, calibrate, write_calibrations

TABLE = Path(__file__).resolve().parents[1] / "src/visviva/launch/tables/nuisance.json"


def main() -> None:
    catalogue = Catalogue.bundled()
    rows: list[Calibration] = []
    for fact in catalogue.facts("vehicle"):
        for row in fact.payloads:
            if not row.calibrates:
                continue
            vehicle = fact.build(crewed=row.crewed)
            latitude = radians(catalogue.site(row.site).pad().lat_deg.value)
            orbit = (row.perigee_km.value * 1e3, row.apogee_km.value * 1e3, radians(row.inclination_deg.value))
            try:
                mission = Mission(latitude, *orbit, turn=True)
                found = calibrate(vehicle, mission, row.payload_kg.value, flown=row.type == "flown", source=row.source)
            except VisvivaError as err:
                print(f"{fact.slug}: {row.payload_kg.value:g} kg left out: {err}", file=sys.stderr)
                continue
            rows.append(found)
            print(f"{fact.slug:20s} {row.payload_kg.value:8.0f} kg {found.nuisance:8.1f} m/s")
    write_calibrations(rows, TABLE)


if __name__ == "__main__":
    main()
