"""Losses that every published payload leaves in the velocity budget.

`python -m benchmarks.launch_losses`.
"""

import math

from visviva.data.catalogue import Catalogue
from visviva.launch import budget


def rows() -> list[tuple[str, str, float]]:
    """Vehicle, payload row and losses in m/s."""
    catalogue = Catalogue.bundled()
    found = []
    for name in catalogue.names("vehicle"):
        fact = catalogue.vehicle(name)
        for row in fact.payloads:
            latitude = catalogue.site(row.site).pad().lat_deg.value
            tilt = math.radians(max(abs(latitude), row.inclination_deg.value))
            need = budget.required_delta_v(
                math.radians(latitude), tilt, row.perigee_km.value * 1e3, row.apogee_km.value * 1e3
            )
            vehicle = budget.BudgetVehicle.of(fact.build(crewed=row.crewed))
            left = budget.ideal_delta_v(vehicle, row.payload_kg.value) - need
            orbit = (
                f"{row.perigee_km.value:g} × {row.apogee_km.value:g} km, "
                f"{row.inclination_deg.value:g}°"
            )
            found.append(
                (name, f"{row.payload_kg.value:,.0f} kg ({row.type}), {orbit}", float(left))
            )
    return found


if __name__ == "__main__":
    print("| vehicle | row | losses, m/s |\n| --- | --- | --- |")
    for name, row, loss in rows():
        print(f"| {name} | {row} | {loss:,.0f} |")
