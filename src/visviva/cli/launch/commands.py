"""`visviva launch`: payloads, ascents, maps and stated problems, on stdout and as pictures."""

from math import degrees, radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.headings import cell_in
from visviva.cli.language import current, told
from visviva.cli.launch import casualties as launch_casualties
from visviva.cli.launch import failure as launch_failure
from visviva.cli.launch import fall as launch_fall
from visviva.cli.launch import flown as launch_flown
from visviva.cli.launch import notice as launch_notice
from visviva.cli.launch import problem as launch_problem
from visviva.cli.launch.inputs import range_of
from visviva.cli.launch.options import (
    CrewFlag,
    Flight,
    SiteOption,
    SouthFlag,
    VehicleOption,
)
from visviva.cli.option_groups import grouped
from visviva.cli.options import CheckpointOption, ClusterOption, one_form
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    emit,
    note,
    print_csv,
    print_table,
    progress,
    say,
)
from visviva.cli.page import PageOption, PageTarget, PictureOption
from visviva.cli.sentences.ascent import SAY
from visviva.core.numerals import number
from visviva.errors import ConvergenceError

app = typer.Typer(
    no_args_is_help=True, help="What a launcher can lift, from where, to which orbit."
)


@app.callback()
def group() -> None:
    """What a launcher can lift, from where, to which orbit."""


@app.command()
@grouped
def payload(
    context: typer.Context,
    flown: Flight,
    *,
    asked_kg: Annotated[
        float | None, typer.Option("--asked-kg", help="A payload whose chance is asked for.")
    ] = None,
    export: PictureOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Heaviest payload to an orbit, with a 90 % interval and the flight behind it.

    Examples
    --------
      visviva launch payload --vehicle soyuz-2.1b --site vostochny --orbit sso:500

      visviva launch payload --vehicle soyuz-2.1a --site baikonur --orbit iss --asked-kg 7080
    """
    from visviva.analysis.launch_payload import PayloadRequest, find_payload

    one_form(as_json=as_json, as_csv=as_csv)
    result = find_payload(
        PayloadRequest(
            flown.vehicle,
            flown.site,
            flown.target,
            asked=asked_kg,
            **flown.manner,
        )
    )
    word = flown.wind_word

    def table() -> None:
        row, found = result.table()[0], result.found
        lifts = SAY(
            "lifts",
            vehicle=row["vehicle"],
            site=row["site"],
            perigee=f"{row['perigee_km']:g}",
            apogee=f"{row['apogee_km']:g}",
            tilt=(row["inclination_deg"], 2),
            payload=(found.payload, 0),
            low=(found.interval.low, 0),
            high=(found.interval.high, 0),
        )
        if asked_kg is not None and result.probability is not None:
            share = f"{100.0 * result.probability:.0f}"
            lifts = SAY("asked", lifts=lifts, asked=f"{asked_kg:,g}", share=share)
        say(lifts)
        say(
            SAY(
                "losses",
                mean=(found.unmodelled.mean, 0),
                sigma=(found.unmodelled.sigma, 0),
                basis=found.unmodelled.basis,
                rate=(found.rates["unmodelled_delta_v"], 2),
                mass=(found.liftoff_mass / 1e3, 1),
            )
        )
        _show_way(result.to_dict()["corridor"])
        _show_flight(result.flight, result.rows(), result.to_dict()["insertion"], word)

    if as_csv:
        print_csv(result.table())
    else:
        emit(result.to_dict(), rows="events", as_json=as_json, as_csv=False, table=table)
    title = f"{result.case.vehicle.name}, {result.found.payload:,.0f} kg{word}"
    PageTarget(report, context).write(
        result.to_dict(), draw=lambda path: _picture(result.flight, title, path)
    )
    _draw(result.flight, title, export)


@app.command()
@grouped
def ascent(
    context: typer.Context,
    flown: Flight,
    *,
    payload_kg: Annotated[
        float | None, typer.Option("--payload-kg", help="None: the heaviest that is lifted.")
    ] = None,
    export: PictureOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly a mission: events, insertion, and the velocity left over.

    Examples
    --------
      visviva launch ascent --vehicle soyuz-2.1a --site baikonur --orbit iss --payload-kg 7000

      visviva launch ascent --vehicle soyuz-2.1b --site vostochny --orbit sso:500 --json
    """
    from visviva.analysis.launch_ascent import AscentRequest, fly_mission

    result = fly_mission(
        AscentRequest(
            flown.vehicle,
            flown.site,
            flown.target,
            payload=payload_kg,
            **flown.manner,
        )
    )
    word, flight = flown.wind_word, result.flight

    def table() -> None:
        margin, losses = result.delta_v_margin, result.unmodelled
        if flight is None:
            return
        say(
            SAY(
                "margin-left" if margin >= -0.5 else "margin-short",
                vehicle=result.case.vehicle.name,
                site=result.case.site,
                payload=(result.optimum.payload, 0),
                unspent=(margin + losses.mean, 0),
                mean=(losses.mean, 0),
                sigma=(losses.sigma, 0),
                margin=(abs(margin), 0),
            )
        )
        _show_way(result.to_dict()["corridor"])
        _show_flight(flight, result.rows(), result.to_dict()["insertion"], word)

    emit(result.to_dict(), rows="events", as_json=as_json, as_csv=as_csv, table=table)
    if flight is None:
        raise ConvergenceError(
            f"{result.optimum.payload:g} kg is {-result.optimum.unmodelled:.0f} m/s out of reach "
            "even with every kilogram of propellant burnt",
            advice="give a lighter payload",
            missing_m_s=-result.optimum.unmodelled,
        )
    title = f"{result.case.vehicle.name}, {result.optimum.payload:,.0f} kg{word}"
    PageTarget(report, context).write(
        result.to_dict(), draw=lambda path: _picture(flight, title, path)
    )
    _draw(flight, title, export)


@app.command("map")
def payload_chart(
    vehicle: VehicleOption,
    site: SiteOption,
    altitude_km: Annotated[
        str, typer.Option("--altitude-km", help="LOW:HIGH:COUNT of circular orbits.")
    ] = "200:1000:9",
    inclination_deg: Annotated[
        str | None, typer.Option("--inclination-deg", help="LOW:HIGH:COUNT.")
    ] = None,
    southward: SouthFlag = False,
    crewed: CrewFlag = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; default two.")
    ] = None,
    cluster: ClusterOption = None,
    checkpoint: CheckpointOption = None,
    export: PictureOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Payload over altitude and inclination: a table, and a contour picture with --export.

    Examples
    --------
      visviva launch map --vehicle soyuz-2.1b --site vostochny --altitude-km 200:600:3

      visviva launch map --vehicle nuri --site naro --inclination-deg 80:98:4 --export map.svg
    """
    from visviva.analysis.launch_map import MapRequest, default_workers, map_payload

    heights = range_of(altitude_km)
    tilts = None if inclination_deg is None else range_of(inclination_deg)
    request = MapRequest(
        vehicle,
        site,
        tuple(h * 1e3 for h in heights),
        None if tilts is None else tuple(radians(i) for i in tilts),
        southward=southward,
        crewed=crewed,
        workers=default_workers() if workers is None else workers,
        cluster=cluster,
        checkpoint=checkpoint,
    )
    with progress("payload map", len(heights) * len(tilts or range(10))) as tell:
        result = map_payload(request, tell)
    emit(result.to_dict(), rows="rows", as_json=as_json, as_csv=as_csv, columns=_MAP_COLUMNS)
    for tilt, way in zip(result.inclinations, result.routes, strict=True):
        if way.bent:
            note(f"{degrees(tilt):g}°: {told(way.note)}")
    if result.solved < result.total:
        note(SAY("no-answer", count=(result.total - result.solved, 0), total=(result.total, 0)))
    if export is not None:
        from visviva.plot.launch import draw_map

        draw_map(
            heights,
            [degrees(i) for i in result.inclinations],
            [[p.payload for p in row] for row in result.points],
            f"{result.case.vehicle.name} from {result.case.site}",
            export,
            lang=current(),
        )
        note(SAY("wrote", file=str(export)))
    result.check()


_MAP_COLUMNS = ("perigee_km", "apogee_km", "inclination_deg", "payload_kg", "interval_90_kg")


def _show_way(corridor: dict[str, Any]) -> None:
    """The way that was flown, what it costs, and what a straight one would lift."""
    if corridor["source"]:
        say(SAY("flown-source", note=corridor["note"], source=corridor["source"]))
    else:
        say(SAY("flown", note=corridor["note"]))
    price, straight = corridor["dogleg_m_s"], corridor["straight_payload_kg"]
    if price is None:
        say(SAY("no-straight"))
    elif len(corridor["heading_deg"]) > 1 or price > 0.0:
        if straight is None:
            say(SAY("price", price=(price, 0)))
        else:
            say(SAY("price-straight", price=(price, 0), straight=(straight, 0)))


def _show_flight(flight: Any, rows: list[dict[str, Any]], orbit: dict[str, Any], word: str) -> None:
    """Events, falls and the independent flight of an ascent."""
    short = [{k: round(v, 1) if isinstance(v, float) else v for k, v in r.items()} for r in rows]
    print_table(short)
    lang = current()
    falls = ", ".join(
        f"{cell_in(f.name, lang)} {number(f.ground_range / 1e3, lang, decimals=0)} km"
        for f in flight.falls
    )
    if falls:
        say(SAY("falls", falls=falls))
    gap = {"word": word, "metres": (flight.gap_position, 0), "speed": (flight.gap_speed, 2)}
    if orbit["eccentricity"] >= 1.0:
        say(SAY("again", **gap))
        return
    ends = {end: (orbit[f"{end}_km"], 0) for end in ("perigee", "apogee")}
    say(SAY("again-orbit", **ends, tilt=(orbit["inclination_deg"], 2), **gap))


def _draw(flight: Any, title: str, export: Path | None) -> None:
    if export is None:
        return
    _picture(flight, title, export)
    note(SAY("wrote", file=str(export)))


def _picture(flight: Any, title: str, path: Path) -> None:
    from visviva.plot.launch import draw_flight

    draw_flight(flight, title, path, lang=current())


launch_problem.register(app)
launch_flown.register(app)
launch_notice.register(app)
launch_casualties.register(app)
launch_fall.register(app)
launch_failure.register(app)
