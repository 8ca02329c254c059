"""Fit one unmodelled delta-v on every payload row of the bundled facts that calibrates.

Write the bundled table.

Run after a change of vehicle facts or of the ascent:
``python scripts/make_unmodelled_table.py [NAME …]``. With names, those alone are
fitted again. A row takes one to three seconds.
"""

import sys
from pathlib import Path

from visviva.analysis.payload import calibration_of
from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError
from visviva.launch.calibration import bundled_calibrations, write_calibrations

TABLE = Path(__file__).resolve().parents[1] / "src/visviva/launch/tables/unmodelled_delta_v.json"


def main() -> None:
    wanted = set(sys.argv[1:])
    rows = [c for c in bundled_calibrations() if wanted and c.vehicle not in wanted]
    for fact in Catalogue.bundled().facts("vehicle"):
        if wanted and fact.slug not in wanted:
            continue
        for row in fact.payloads:
            if not row.calibrates:
                continue
            try:
                found = calibration_of(fact, row)
            except VisvivaError as err:
                print(f"{fact.slug}: {row.payload_kg.value:g} kg left out: {err}", file=sys.stderr)
                continue
            rows.append(found)
            print(
                f"{fact.slug:20s} {row.payload_kg.value:8.0f} kg "
                f"{found.unmodelled_delta_v:8.1f} m/s",
                flush=True,
            )
        write_calibrations(rows, TABLE)
    write_calibrations(rows, TABLE)


if __name__ == "__main__":
    main()
