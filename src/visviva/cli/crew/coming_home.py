"""`visviva crew entry`, `return`, `abort`.

The way home, declared here and done in modules of their own.
"""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.options import ElementsArgument, ElementsOption, elements_source
from visviva.cli.output import CsvFlag, ExportOption, JsonFlag, SeedOption
from visviva.cli.page import PageOption, PageTarget, PictureOption


def register(app: typer.Typer) -> None:
    """Add the commands of the way home to `app`."""
    app.command(name="entry")(entry)
    app.command(name="return")(return_home)
    app.command(name="abort")(abort)


def entry(
    file: Annotated[
        Path, typer.Argument(help="TOML file of stated entries: state, mass, area, drag, bank.")
    ],
    case: Annotated[
        str | None, typer.Option("--case", help="One case of the file; default all.")
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly stated entries: events, loads, heating, landing, beside what the case says came out."""
    from visviva.cli.crew.entry import run

    run(file, case, as_json=as_json, as_csv=as_csv)


def return_home(
    context: typer.Context,
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    spacecraft: Annotated[
        str, typer.Option("--spacecraft", help="Slug or name of a ship.")
    ] = "soyuz-ms",
    zone: Annotated[
        str | None,
        typer.Option(
            "--zone", metavar="LAT,LON,RADIUS_KM|NAME", help="In a public landing zone of the ship."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="First day of ignition (UTC), or an ISO time; default the set's epoch."
        ),
    ] = None,
    days: Annotated[
        float | None,
        typer.Option(
            "--days", help="Days the ship has left; default its free flight from the facts."
        ),
    ] = None,
    object_: Annotated[
        str | None,
        typer.Option("--object", metavar="NUMBER|NAME", help="Which object of the file."),
    ] = None,
    regime: Annotated[str, typer.Option("--regime", help="lifting or ballistic.")] = "lifting",
    delta_v_m_s: Annotated[
        float | None, typer.Option("--delta-v-m-s", help="Braking burn; default the ship's own.")
    ] = None,
    samples: Annotated[
        int,
        typer.Option(
            "--samples", min=0, max=100_000, help="Returns of the landing area; 0 leaves it out."
        ),
    ] = 0,
    seed: SeedOption = 1,
    wind: Annotated[
        Path | None,
        typer.Option("--wind", help="CSV of the wind: altitude_m, east_m_s, north_m_s."),
    ] = None,
    export: PictureOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """When a ship can land in a public zone.

    Burns, regimes, loads, light, and where it comes down.
    """
    from visviva.analysis.deorbit import DeorbitRequest
    from visviva.cli.crew.deorbit import run
    from visviva.cli.options import moment

    start, said = moment(date, "--date")
    request = DeorbitRequest(
        elements=elements_source(file, elements, object_).content,
        spacecraft=spacecraft,
        zone=zone,
        object=object_,
        start=start,
        days=days,
        regime=regime,
        delta_v=delta_v_m_s,
        samples=samples,
        seed=seed,
        wind=wind,
    )
    page = PageTarget(report, context)
    run(request, said, page=page, export=export, as_json=as_json, as_csv=as_csv)


def abort(
    context: typer.Context,
    vehicle: Annotated[
        str, typer.Option("--vehicle", help="Slug or name of a launcher.")
    ] = "soyuz-2.1a",
    site: Annotated[
        str, typer.Option("--site", help="Slug or name of a site, or LAT,LON in degrees.")
    ] = "baikonur",
    spacecraft: Annotated[
        str, typer.Option("--spacecraft", help="Slug or name of a ship.")
    ] = "soyuz-ms",
    perigee_km: Annotated[float, typer.Option("--perigee-km")] = 200.0,
    apogee_km: Annotated[float, typer.Option("--apogee-km")] = 242.0,
    inclination_deg: Annotated[float, typer.Option("--inclination-deg")] = 51.64,
    at: Annotated[
        float | None,
        typer.Option("--at", metavar="T_S", help="One second of the ascent; default the envelope."),
    ] = None,
    step: Annotated[
        float, typer.Option("--step", help="Seconds between the aborts of the envelope.")
    ] = 20.0,
    bank_deg: Annotated[
        float | None,
        typer.Option("--bank-deg", help="Come down with lift at this bank; default ballistic."),
    ] = None,
    escape_delta_v_m_s: Annotated[float, typer.Option("--escape-delta-v-m-s", min=0.0)] = 0.0,
    wind: Annotated[
        Path | None,
        typer.Option("--wind", help="CSV of the wind: altitude_m, east_m_s, north_m_s."),
    ] = None,
    export: ExportOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Aborts of an ascent: load, apogee, range, landing and time of flight.

    At one second or over all of it.
    """
    from math import radians

    from visviva.analysis.abort import AbortRequest
    from visviva.cli.crew.abort import run

    request = AbortRequest(
        vehicle=vehicle,
        site=site,
        spacecraft=spacecraft,
        perigee=perigee_km * 1e3,
        apogee=apogee_km * 1e3,
        inclination=radians(inclination_deg),
        at=at,
        step=step,
        bank=None if bank_deg is None else radians(bank_deg),
        escape_delta_v=escape_delta_v_m_s,
        wind=wind,
    )
    page = PageTarget(report, context)
    run(request, page=page, as_json=as_json, as_csv=as_csv, export=export)
