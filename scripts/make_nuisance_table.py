"""Fit one nuisance velocity on every payload row of the bundled facts that calibrates.

Write the bundled table.

Run after a change of vehicle facts or of the ascent: ``python scripts/make_nuisance_table.py``.
Takes ten seconds.
"""

import sys
from pathlib import Path

from visviva.analysis.payload import calibration_of
from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError
from visviva.launch.performance import Calibration, write_calibrations

TABLE = Path(__file__).resolve().parents[1] / "src/visviva/launch/tables/nuisance.json"


def main() -> None:
    rows: list[Calibration] = []
    for fact in Catalogue.bundled().facts("vehicle"):
        for row in fact.payloads:
            if not row.calibrates:
                continue
            try:
                found = calibration_of(fact, row)
            except VisvivaError as err:
                print(f"{fact.slug}: {row.payload_kg.value:g} kg left out: {err}", file=sys.stderr)
                continue
            rows.append(found)
            print(f"{fact.slug:20s} {row.payload_kg.value:8.0f} kg {found.nuisance:8.1f} m/s")
    write_calibrations(rows, TABLE)


if __name__ == "__main__":
    main()
