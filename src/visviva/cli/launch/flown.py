"""`visviva launch webcast`: a flown two-stage mission fitted to its webcast.

Or predicted without it.
"""

from math import radians
from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.language import current
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    emit,
    print_table,
    remark,
    say,
)
from visviva.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the command to the group ``launch``."""
    app.command()(webcast)


def webcast(
    vehicle: Annotated[
        str, typer.Option("--vehicle", help="A two-stage vehicle of the catalogue, or a TOML file.")
    ],
    lat_deg: Annotated[
        float, typer.Option("--lat-deg", help="Latitude of the pad.", min=-90, max=90)
    ],
    inclination_deg: Annotated[float, typer.Option("--inclination-deg", min=0, max=180)],
    payload_kg: Annotated[float, typer.Option("--payload-kg", min=0)],
    meco_s: Annotated[float, typer.Option("--meco-s", help="First cut-off.")],
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV with columns of time, Earth-relative speed, altitude."),
    ] = None,
    ses_s: Annotated[float | None, typer.Option("--ses-s", help="Second stage lit.")] = None,
    seco_s: Annotated[float | None, typer.Option("--seco-s", help="Second stage cut off.")] = None,
    throttle_s: Annotated[
        str | None, typer.Option("--throttle-s", help="Throttle-down, FROM:TO.")
    ] = None,
    apogee_s: Annotated[
        float | None, typer.Option("--apogee-s", help="Apogee of the spent first stage.")
    ] = None,
    boostback: Annotated[
        bool, typer.Option("--boostback", help="The first stage burnt again before it.")
    ] = False,
    southward: Annotated[bool, typer.Option("--southward")] = False,
    predict: Annotated[
        bool, typer.Option("--predict", help="Predict from facts, events and other flights.")
    ] = False,
    perigee_km: Annotated[
        float, typer.Option("--perigee-km", help="Of the orbit at SECO (for --predict).")
    ] = 185.0,
    apogee_km: Annotated[
        float | None, typer.Option("--apogee-km", help="Of the orbit at SECO.")
    ] = None,
    without: Annotated[
        str, typer.Option("--without", help="Bundled flight not to learn from: a part of its name.")
    ] = "",
    export: Annotated[
        Path | None, typer.Option("--export", help="Picture: .svg, .png or .pdf.")
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fit thrust, flow, masses, throttle and steering to a webcast.

    Or predict it and say how sure that is.
    """
    from visviva.analysis.webcast import Events, WebcastRequest, reconstruct
    from visviva.plot.launch import check_picture

    check_picture(export)
    result = reconstruct(
        WebcastRequest(
            vehicle,
            radians(lat_deg),
            radians(inclination_deg),
            payload_kg,
            Events(meco_s, ses_s, seco_s, _pair(throttle_s), apogee_s, boostback),
            file=file,
            perigee=perigee_km * 1e3,
            apogee=(perigee_km if apogee_km is None else apogee_km) * 1e3,
            southward=southward,
            predicted=predict,
            without=without,
        )
    )
    for line in result.warnings:
        remark(line)
    if export is not None:
        from visviva.data.webcasts import read_webcast
        from visviva.plot.webcast import draw_webcast

        track, found = result.drawn
        title = f"{result.vehicle}: {file.stem if file else 'predicted'}"
        seen = None if file is None else read_webcast(file)
        draw_webcast(track, found, seen, title, export, lang=current())

    def table() -> None:
        say(result.sentence)
        print_table(
            [
                {k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()}
                for row in result.rows()
            ]
        )

    emit(result.to_dict(), rows=result.ROWS, as_json=as_json, as_csv=as_csv, table=table)


def _pair(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError as err:
        raise InputError(f"--throttle-s {text!r}", advice="write FROM:TO, like 48:60") from err
    return low, high
