"""`visviva launch casualties`: people below an uncontrolled re-entry."""

from math import radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, print_table, say
from visviva.cli.sentences.files import SAY


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("casualties")(casualties)


def casualties(
    area_m2: Annotated[float, typer.Option("--area-m2", help="Casualty area of all pieces.")],
    inclination_deg: Annotated[
        float | None, typer.Option("--inclination-deg", help="Of the orbit; all where left out.")
    ] = None,
    population: Annotated[
        Path | None, typer.Option("--population", help="A grid: half-degree, ESRI or GeoTIFF.")
    ] = None,
    density_per_km2: Annotated[
        float | None, typer.Option("--density-per-km2", help="The same everywhere.")
    ] = None,
    step_deg: Annotated[
        float, typer.Option("--step-deg", min=0.01, max=90.0, help="Of a table.")
    ] = 1.0,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Expected casualties of an uncontrolled re-entry, by inclination.

    Examples
    --------
      visviva launch casualties --inclination-deg 41.47 --area-m2 10

      visviva launch casualties --area-m2 25 --step-deg 10 --csv
    """
    from visviva.analysis.casualties import CasualtiesRequest, expect_casualties

    found = expect_casualties(
        CasualtiesRequest(
            area=area_m2,
            inclination=None if inclination_deg is None else radians(inclination_deg),
            population=population,
            density=None if density_per_km2 is None else density_per_km2 / 1e6,
            step=radians(step_deg),
        )
    )
    payload = found.to_dict()
    emit(payload, rows="rows", as_json=as_json, as_csv=as_csv, table=lambda: _show(payload))


def _show(payload: dict[str, Any]) -> None:
    print_table(
        [
            {
                "inclination (°)": row["inclination_deg"],
                "expected casualties": f"{row['casualty_expectation']:.2e}",
                "limit": f"{row['limit']:.0e}",
                "within": row["within"],
            }
            for row in payload["rows"]
        ]
    )
    say(SAY("people", population=payload["population"]))
