"""`visviva crew window`, `reach` and `rendezvous`: the way up."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.language import current
from visviva.cli.option_groups import grouped
from visviva.cli.options import ElementsArgument, ElementsOption, Source, elements_source
from visviva.cli.output import CsvFlag, JsonFlag, SeedOption, StrictFlag, emit
from visviva.cli.page import PageOption, PageTarget, PictureOption
from visviva.errors import InputError

SiteOption = Annotated[str, typer.Option("--site", help="Launch site, such as baikonur.")]
PadOption = Annotated[
    str | None, typer.Option("--pad", help="Pad of the site; default the one crews leave from.")
]
ShipOption = Annotated[
    str, typer.Option("--spacecraft", help="soyuz-ms or shenzhou, or a fact file of your own.")
]
VehicleOption = Annotated[
    str | None, typer.Option("--vehicle", help="Launcher; default the ship's own.")
]
StationOption = Annotated[
    str | None,
    typer.Option(
        "--station",
        "--object",
        help="Station, by name or number, where FILE holds several.",
    ),
]


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship and its launcher on a pad, and the station that they leave for."""

    site: SiteOption
    file: ElementsArgument = None
    elements: ElementsOption = None
    spacecraft: ShipOption = "soyuz-ms"
    pad: PadOption = None
    vehicle: VehicleOption = None
    station: StationOption = None

    @property
    def source(self) -> Source:
        """Element sets of the station, as `elements_source`."""
        return elements_source(self.file, self.elements, self.station)


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the `crew` group."""
    app.command()(window)
    app.command()(reach)
    app.command()(rendezvous)


@grouped
def window(
    context: typer.Context,
    ship: Ship,
    *,
    date: Annotated[
        str, typer.Option("--date", help="Day (UTC) or ISO time at which the search begins.")
    ],
    days: Annotated[float, typer.Option("--days", help="Length of the search.")] = 1.0,
    claimed: Annotated[
        str | None, typer.Option("--claimed", help="A claimed lift-off time to judge.")
    ] = None,
    without: Annotated[
        str | None, typer.Option("--without", help="A flown launch not to learn from.")
    ] = None,
    export: PictureOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    strict: StrictFlag = False,
) -> None:
    """Lift-off times to the second for a station's plane, and whether a claimed one fits.

    The pad leaves the ground before (or after) it crosses the plane, by what the ascent takes back;
    `--json` says what the lead is made of.
    """
    from visviva.analysis.window import WindowRequest
    from visviva.cli.crew.shared import needed_moment, told_moment
    from visviva.cli.crew.window import run

    request = WindowRequest(
        elements=ship.source.content,
        site=ship.site,
        start=needed_moment(date, "--date"),
        spacecraft=ship.spacecraft,
        days=days,
        pad=ship.pad,
        vehicle=ship.vehicle,
        station=ship.station,
        claimed=told_moment(claimed, "--claimed"),
        without=without,
    )
    page = PageTarget(report, context)
    run(request, page=page, export=export, as_json=as_json, as_csv=as_csv, strict=strict)


def reach(
    site: Annotated[
        list[str] | None, typer.Option("--site", help="Only this site; may be repeated.")
    ] = None,
    station: Annotated[
        list[str] | None, typer.Option("--station", help="Only this station; may be repeated.")
    ] = None,
    vehicle: Annotated[
        list[str] | None, typer.Option("--vehicle", help="Only this launcher; may be repeated.")
    ] = None,
    spacecraft: Annotated[
        list[str] | None, typer.Option("--spacecraft", help="Only this ship.")
    ] = None,
    samples: Annotated[
        int,
        typer.Option("--samples", min=100, max=100_000, help="Samples of the figures' spreads."),
    ] = 1000,
    seed: SeedOption = 1,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Margins of every pair as .svg, .png or .pdf."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Which pad and launcher carry which ship to which station.

    Turn, cost, payload, and what is needed.

    Every pair of a site and a launcher that flies from it is tried with every crewed ship; the turn
    is the angle that the site's corridors leave between the plane reached and the station's.
    """
    from visviva.assessment.reach_table import COLUMNS, reach_rows

    if export is not None:
        from visviva.plot.launch import check_picture

        check_picture(export)
    rows = reach_rows(
        sites=tuple(site or ()),
        stations=tuple(station or ()),
        vehicles=tuple(vehicle or ()),
        ships=tuple(spacecraft or ()),
        samples=samples,
        seed=seed,
    )
    if not rows:
        raise InputError("no pad, station and launcher match", advice="leave out a filter")
    payload = {"schema": "visviva.crew.reach/1", "seed": seed, "samples": samples, "rows": rows}
    if export is not None:
        from visviva.plot.reach import draw_reach

        draw_reach(rows, export, lang=current())
    emit(payload, rows="rows", as_json=as_json, as_csv=as_csv, columns=COLUMNS)


@grouped
def rendezvous(
    context: typer.Context,
    ship: Ship,
    *,
    liftoff: Annotated[str, typer.Option("--liftoff", help="Lift-off, ISO time with its offset.")],
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", help="2-orbit, 4-orbit, 34-orbit …; default the quickest that fits."
        ),
    ] = None,
    flight_time_h: Annotated[
        float | None, typer.Option("--flight-time-h", help="Lift-off to docking instead.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Relative motion as .svg or .png.")
    ] = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    strict: StrictFlag = False,
) -> None:
    """From insertion to docking: every burn, what it costs.

    And whether the ship stays clear if it is missed.
    """
    from visviva.analysis.docking_plan import RendezvousRequest
    from visviva.cli.crew.rendezvous import run
    from visviva.cli.crew.shared import needed_moment

    request = RendezvousRequest(
        elements=ship.source.content,
        site=ship.site,
        liftoff=needed_moment(liftoff, "--liftoff"),
        spacecraft=ship.spacecraft,
        pad=ship.pad,
        vehicle=ship.vehicle,
        station=ship.station,
        profile=profile,
        flight_time=None if flight_time_h is None else 3600.0 * flight_time_h,
    )
    page = PageTarget(report, context)
    run(request, export, page=page, as_json=as_json, as_csv=as_csv, strict=strict)
