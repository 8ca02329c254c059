"""Published payloads (`vehicles/payload_tables.csv`, rows marked read).

Each predicted without itself.

Shared by the test and `benchmarks/launch_payloads.py`. Left out: rows of vehicles without bundled
facts, and the ship landing (the first stage keeps propellant to land, which the facts of the
expended vehicle do not know).
"""

import csv
from math import radians

from visviva.analysis.launch_inputs import spreads_of
from visviva.data.catalogue import Catalogue
from visviva.errors import UnknownNameError
from visviva.launch.calibration import bundled_calibrations
from visviva.launch.performance import payload

ALIASES = {
    "Falcon 9 FT": "falcon-9",
    "Soyuz-2 (planned)": "soyuz-2.1b",
    "Soyuz ST-B/Fregat-MT": "soyuz-2.1b-fregat",
}


def rows(shared_data):
    with (shared_data / "launch/vehicles/payload_tables.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["how_known"].startswith("read") and "landing" not in row["kind"]:
                try:
                    yield (
                        row,
                        Catalogue.bundled().vehicle(ALIASES.get(row["vehicle"], row["vehicle"])),
                    )
                except UnknownNameError:
                    continue


def predict(row, fact):
    truth = float(row["payload_kg"])
    vehicle = fact.build(crewed="MS" in row["kind"])
    others = [
        c
        for c in bundled_calibrations()
        if not (c.vehicle == vehicle.name and abs(c.payload - truth) < 1.0)
    ]
    return truth, payload(
        vehicle,
        radians(float(row["site_lat_deg"])),
        0.0,
        float(row["perigee_km"]) * 1e3,
        float(row["apogee_km"]) * 1e3,
        radians(float(row["inclination_deg"])),
        turn=True,
        calibrations=others,
        spreads=spreads_of(fact),
    )
