"""`visviva launch notice`: a published warning, and the launch that it tells of."""

from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    LangOption,
    emit,
    note,
    print_table,
    say,
)
from visviva.cli.page import PageOption, PageTarget


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
    lang: LangOption = "en",
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
    PageTarget(report, lang, context).write(payload, draw=lambda path: _map(path, found))
    if export is not None:
        _map(export, found)
        note(f"visviva: wrote {export}")
    for warning in payload["warnings"]:
        note(f"visviva: {warning}")
    emit(
        payload,
        rows="areas",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _show(payload),
    )


def _map(path: Path, found: Any) -> None:
    from visviva.plot.hazard_files import write_notice

    write_notice(path, found)


def _show(payload: dict[str, Any]) -> None:
    if payload["site"] is None:
        say("Areas are told by distances only, and no site is named: no launch is placed.")
    elif not payload["orbital"]:
        say(f"Not an orbital launch: every area lies near {payload['site']['name']}.")
    else:
        low, high = payload["interval_90_inclination_deg"]
        say(
            f"From {payload['site']['name']} along {payload['bearing_deg']:.1f}°: "
            f"{payload['inclination_deg']:.1f}° ({low:.1f} to {high:.1f}°) without a turn."
        )
        if abs(payload["turn_deg"]) > 4.0:
            say(f"The areas show a turn of {payload['turn_deg']:+.1f}° in flight.")
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
                    "drops (km)": ", ".join(
                        f"{d['item']} {d['range_km']:.0f}"
                        + (f" in {d['area']}" if d["area"] else "")
                        for d in row["drops"]
                    ),
                }
                for row in payload["vehicles"]
            ]
        )
    if payload["first_passes"]:
        print_table(payload["first_passes"])
    windows = payload["windows"]
    if windows:
        more = f", and {len(windows) - 1} more" if len(windows) > 1 else ""
        say(f"Closed from {windows[0]['start_utc']} to {windows[0]['end_utc']}{more}.")
    if payload["fixed_plane"]:
        say(
            f"The window slips by {payload['window_shift_min_per_day']:.1f} minutes a day: the "
            "launch waits for a plane fixed in space."
        )
