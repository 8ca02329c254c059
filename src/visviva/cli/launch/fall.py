"""`visviva launch fall`: where a falling piece comes down."""

from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, print_table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fall")(fall)


def fall(
    file: Annotated[Path, typer.Argument(help="TOML with one table a piece.")],
    case: Annotated[str | None, typer.Option("--case", help="This one alone.")] = None,
    wind: Annotated[
        Path | None, typer.Option("--wind", help="CSV: altitude_m, east_m_s, north_m_s.")
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Follow falling pieces from their states to the ground.

    Examples
    --------
      visviva launch fall pieces.toml

      visviva launch fall pieces.toml --case stage-1 --json
    """
    from visviva.analysis.fall import FallRequest, follow_fall
    from visviva.core.atmosphere.wind import read_wind

    blowing = None if wind is None else read_wind(wind)
    payload = follow_fall(FallRequest(file=file, case=case, wind=blowing)).to_dict()
    emit(payload, rows="cases", as_json=as_json, as_csv=as_csv, table=lambda: _show(payload))


def _show(payload: dict[str, Any]) -> None:
    print_table(
        [
            {
                "piece": row["name"],
                "latitude (°)": round(row["lat_deg"], 4),
                "longitude (°)": round(row["lon_deg"], 4),
                "after (s)": round(row["t_s"], 1),
                "speed (m/s)": round(row["speed_m_s"], 1),
            }
            for row in payload["cases"]
        ]
    )
