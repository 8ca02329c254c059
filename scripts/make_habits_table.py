"""Fit the Falcon 9 webcasts of ../shared/data and write what they say to the bundled table.

Run after a change of the fit or of the vehicle facts: ``python scripts/make_habits_table.py``.
Takes two minutes.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

SOURCE = (
    "derived: visviva.launch.flown.fit on speed and altitude read off the webcasts "
    "(shahar603/Telemetry-Data, public "
    "domain); payloads recalled"
)


def main() -> None:
    from validation.falcon_flights import FLIGHTS, VEHICLES, fitted, from_facts
    from visviva.launch.flown.family import TABLE, habits_of

    shared = ROOT.parent / "shared/data"
    rows = []
    for name, mission in FLIGHTS.items():
        _, guess, events = from_facts(shared, name)
        fit = fitted(shared, name)
        found = habits_of(name, fit, guess, events, mission)
        print(name, *(f"{x:.3g}" for x in fit.rms), f"{abs(fit.speed_residual).max():.3g}")
        values = {k: round(v, 5) for k, v in found.values.items()}
        rows.append({"flight": name, "vehicle": VEHICLES[name], "values": values})
    table = {"source": SOURCE, "as_of": "2017-12-23", "flights": rows}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
