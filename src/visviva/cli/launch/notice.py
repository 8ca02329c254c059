"""`visviva launch notice`: a published warning, and the launch that it tells of."""

from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.headings import cell_in
from visviva.cli.language import current, told
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    emit,
    note,
    print_table,
    remark,
    say,
)
from visviva.cli.page import PageOption, PageTarget
from visviva.cli.sentences.common import SAY as COMMON
from visviva.cli.sentences.launch import SAY
from visviva.core.message import Message


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("notice")(notice)


def notice(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Text of a NAVAREA, HYDROPAC or NOTAM warning.")],
    site: Annotated[str | None, typer.Option("--site", help="Try this site alone.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="For a text that names none.")] = None,
    observer: Annotated[
        str | None,
        typer.Option("--observer", help="Give first passes of the object over this place."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Areas and map: .geojson, .kml, .png, .svg or .pdf."),
    ] = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Read a warning: areas, windows, site, bearing, inclination, vehicles that fit.

    Examples
    --------
      visviva launch notice warning.txt

      visviva launch notice warning.txt --observer Tokyo --export warning.png
    """
    from visviva.analysis.notice import NoticeRequest, place_notice

    if export is not None:
        from visviva.plot.hazard_files import check_form

        check_form(export)
    found = place_notice(NoticeRequest(file=file, site=site, year=year, observer=observer))
    payload = found.to_dict()
    PageTarget(report, context).write(payload, draw=lambda path: _map(path, found))
    if export is not None:
        _map(export, found)
        note(COMMON("wrote", file=str(export)))
    for warning in payload["warnings"]:
        remark(warning)
    emit(
        payload,
        rows="areas",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _show(payload),
    )


def _map(path: Path, found: Any) -> None:
    from visviva.plot.hazard_files import write_notice

    write_notice(path, found, lang=current())


def _show(payload: dict[str, Any]) -> None:
    if payload["site"] is None:
        say(SAY("not-placed"))
    elif not payload["orbital"]:
        say(SAY("not-orbital", site=payload["site"]["name"]))
    else:
        low, high = payload["interval_90_inclination_deg"]
        say(
            SAY(
                "placed",
                site=payload["site"]["name"],
                bearing=(payload["bearing_deg"], 1),
                inclination=(payload["inclination_deg"], 1),
                low=(low, 1),
                high=(high, 1),
            )
        )
        if abs(payload["turn_deg"]) > 4.0:
            say(SAY("turn", turn=f"{payload['turn_deg']:+.1f}"))
    rows = [
        {
            "area": row["name"],
            "kind": row["kind"],
            "range (km)": row.get("range_km", row.get("distance_km")),
            "bearing (°)": row.get("bearing_deg", row.get("direction_deg")),
        }
        for row in payload["areas"]
    ]
    print_table(rows)
    if payload["vehicles"]:
        print_table(
            [
                {
                    "vehicle": row["vehicle"],
                    "score": row["score"],
                    "flights": row["flights_from_site"],
                    "drops (km)": ", ".join(told(_drop(d)) for d in row["drops"]),
                }
                for row in payload["vehicles"]
            ]
        )
    if payload["first_passes"]:
        print_table(payload["first_passes"])
    windows = payload["windows"]
    if windows:
        start, end, more = windows[0]["start_utc"], windows[0]["end_utc"], len(windows) - 1
        if more:
            say(SAY("closed-more", start=start, end=end, more=str(more)))
        else:
            say(SAY("closed", start=start, end=end))
    if payload["fixed_plane"]:
        say(SAY("slips", minutes=(payload["window_shift_min_per_day"], 1)))


def _drop(drop: dict[str, Any]) -> Message:
    """Where a piece falls, and in which area where it falls in one."""
    reach = f"{drop['range_km']:.0f}"
    if not drop["area"]:
        return SAY("at", item=cell_in(drop["item"], current()), range=reach)
    return SAY("within", item=cell_in(drop["item"], current()), range=reach, area=drop["area"])
