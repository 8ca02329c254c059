"""`visviva observe coverage`, `contacts` and `visible`."""

from dataclasses import replace
from math import radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.option_groups import ElementSets, Exporter, Output, grouped
from visviva.cli.options import (
    AreaOption,
    SiteOption,
    SitesOption,
    areas_of,
    window_seconds,
)
from visviva.cli.output import (
    emit,
    print_table,
    progress,
    remark,
    say,
)
from visviva.cli.sentences.observe import SAY
from visviva.errors import InputError

ConstellationOption = Annotated[
    Path | None,
    typer.Option("--constellation", metavar="FILE", help="The same as the first argument."),
]
COVERAGE = Exporter(
    "visviva.export.coverage:export_coverage", "visviva.plot.coverage:draw_coverage"
)
CONTACTS = Exporter(
    "visviva.export.contacts:export_contacts", "visviva.plot.contacts:draw_contacts"
)
VISIBLE = Exporter("visviva.export.visible:export_visible", "visviva.plot.sky:draw_sky")
DaysOption = Annotated[float, typer.Option("--days", help="Length of the window.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("coverage")(coverage)
    app.command("contacts")(contacts)
    app.command("visible")(visible)


@grouped
def coverage(
    sets: ElementSets,
    *,
    constellation: ConstellationOption = None,
    days: DaysOption = 7.0,
    max_off_nadir_deg: Annotated[
        float, typer.Option("--max-off-nadir-deg", help="Half angle of view or agility.")
    ] = 45.0,
    swath_km: Annotated[
        float, typer.Option("--swath-km", help="Width of a picture, beyond what it turns to.")
    ] = 0.0,
    cell_deg: Annotated[
        float | None,
        typer.Option("--cell-deg", help="Size of a cell; 5, or a twentieth of the area."),
    ] = None,
    area: AreaOption = None,
    south_deg: Annotated[float, typer.Option("--south-deg")] = -90.0,
    north_deg: Annotated[float, typer.Option("--north-deg")] = 90.0,
    min_sun_elevation_deg: Annotated[
        float | None, typer.Option("--min-sun-elevation-deg", help="Day-lit visits alone.")
    ] = None,
    step_s: Annotated[float, typer.Option("--step-s", help="Between moments.")] = 20.0,
    out: Output,
) -> None:
    """How often one satellite or many see each place: gaps between visits on a grid.

    `--export` takes .csv .parquet .geojson, and .png .svg .pdf for a map of the gaps.

    Examples
    --------
      visviva observe coverage sats.3le --start 2024-06-07 --days 5 --cell-deg 10

      visviva observe coverage --constellation sats.3le --max-off-nadir-deg 30 --csv
    """
    from visviva.analysis.coverage import CoverageRequest, find_coverage

    out.check(COVERAGE)
    areas, said = areas_of(area)
    for line in said:
        remark(line)
    if constellation is not None:
        sets = replace(sets, elements=constellation)
    request = CoverageRequest(
        source=sets.source.content,
        start=sets.when(),
        duration=window_seconds(days),
        objects=tuple(sets.objects or ()),
        max_off_nadir=radians(max_off_nadir_deg),
        cell=None if cell_deg is None else radians(cell_deg),
        south=radians(south_deg),
        north=radians(north_deg),
        min_sun_elevation=None if min_sun_elevation_deg is None else radians(min_sun_elevation_deg),
        step=step_s,
        swath=1e3 * swath_km,
        areas=areas,
    )
    with progress("coverage", total=1.0) as report:
        found = find_coverage(request, report)
    COVERAGE.write(out.export, found)
    payload = found.to_dict()
    emit(
        payload,
        rows="cells",
        as_json=out.as_json,
        as_csv=out.as_csv,
        table=lambda: _show_cells(payload),
    )


def _show_cells(payload: dict[str, Any]) -> None:
    """Gaps by latitude: the mean over each row of the grid."""
    share = (100.0 * payload["share_seen"], 1)
    objects, step = str(payload["objects"]), f"{payload['step_s']:g}"
    say(SAY("seen", objects=objects, share=share, step=step))
    by_row: dict[float, list[dict[str, Any]]] = {}
    for cell in payload["cells"]:
        by_row.setdefault(cell["lat_deg"], []).append(cell)
    rows = []
    for lat, cells in sorted(by_row.items(), reverse=True):
        known = [c for c in cells if c["mean_s"] is not None]
        if known:
            rows.append(
                {
                    "latitude (°)": lat,
                    "mean gap (h)": round(sum(c["mean_s"] for c in known) / len(known) / 3600, 2),
                    "90 % (h)": round(sum(c["p90_s"] for c in known) / len(known) / 3600, 2),
                    "longest (h)": round(max(c["max_s"] for c in known) / 3600, 2),
                }
            )
    print_table(rows)


@grouped
def contacts(
    sets: ElementSets,
    *,
    stations: Annotated[
        Path | None, typer.Option("--stations", help="A CSV, JSON or GeoJSON file of places.")
    ] = None,
    site: SitesOption = None,
    days: DaysOption = 7.0,
    min_elevation_deg: Annotated[
        float, typer.Option("--min-elevation-deg", help="Least elevation.")
    ] = 5.0,
    out: Output,
) -> None:
    """Contact time per day and longest gap of each ground station.

    `--export` takes .csv .parquet (one row a contact), and .png .svg .pdf for a timeline.

    Examples
    --------
      visviva observe contacts sat.3le --stations stations.csv --start 2024-06-07

      visviva observe contacts sat.3le --stations stations.csv --min-elevation-deg 10 --json
    """
    from visviva.analysis.contacts import ContactsRequest, find_contacts
    from visviva.analysis.places import find_places

    out.check(CONTACTS)
    if stations is None and not site:
        raise InputError("no stations", advice="give --stations FILE or --site NAME")
    found = find_contacts(
        ContactsRequest(
            source=sets.source.content,
            start=sets.when(),
            stations=find_places(tuple(site or ()), stations),
            duration=window_seconds(days),
            objects=tuple(sets.objects or ()),
            min_elevation=radians(min_elevation_deg),
        )
    )
    CONTACTS.write(out.export, found)
    payload = found.to_dict()
    for line in payload["notes"]:
        remark(line)
    emit(
        payload,
        rows="stations",
        as_json=out.as_json,
        as_csv=out.as_csv,
        table=lambda: print_table(
            [
                {
                    "station": row["name"],
                    "contact (min/day)": round(row["contact_s_per_day"] / 60.0, 1),
                    "contacts": row["contacts"],
                    "longest gap (h)": round(row["longest_gap_s"] / 3600.0, 2),
                }
                for row in payload["stations"]
            ]
        ),
    )


@grouped
def visible(
    sets: ElementSets,
    *,
    site: SiteOption = None,
    days: DaysOption = 7.0,
    min_elevation_deg: Annotated[
        float, typer.Option("--min-elevation-deg", help="Least elevation.")
    ] = 10.0,
    standard_magnitude: Annotated[
        float | None, typer.Option("--standard-magnitude", help="At 1,000 km, half lit.")
    ] = None,
    faintest: Annotated[
        float | None, typer.Option("--faintest", help="Leave out what is fainter.")
    ] = None,
    out: Output,
) -> None:
    """Passes that the naked eye can see: dark sky, lit satellite, magnitude.

    `--export` takes .csv .parquet, and .png .svg .pdf for a sky chart.

    Examples
    --------
      visviva observe visible iss.3le --site Seoul --start 2024-06-07 --standard-magnitude -1.8

      visviva observe visible sat.3le --site 39.04,125.71 --days 3 --json
    """
    from visviva.analysis.places import find_place
    from visviva.analysis.visible import VisibleRequest, find_visible

    if site is None:
        raise InputError("no site", advice="give --site NAME or LAT,LON")
    out.check(VISIBLE)
    found = find_visible(
        VisibleRequest(
            source=sets.source.content,
            place=find_place(site),
            start=sets.when(),
            duration=window_seconds(days),
            objects=tuple(sets.objects or ()),
            min_elevation=radians(min_elevation_deg),
            standard_magnitude=standard_magnitude,
            faintest=faintest,
        )
    )
    VISIBLE.write(out.export, found)
    payload = found.to_dict()
    for line in payload["notes"]:
        remark(line)
    emit(
        payload,
        rows="visible",
        as_json=out.as_json,
        as_csv=out.as_csv,
        table=lambda: print_table(
            [
                {
                    "UTC": row["utc"][:19].replace("T", " "),
                    "there": (row["local_time"] or "")[11:16],
                    "object": row["object"],
                    "magnitude": row["magnitude"],
                    "height (°)": round(row["elevation_deg"]),
                    "from (°)": round(row["azimuth_deg"]),
                    "shadow": "leaves"
                    if row["leaves_shadow"]
                    else "enters"
                    if row["enters_shadow"]
                    else "",
                }
                for row in payload["visible"]
            ],
            title=_sky_title(payload),
        ),
    )


def _sky_title(payload: dict[str, Any]) -> str:
    """How many passes over which site, and how clocks there differ from UTC."""
    rows = payload["visible"]
    many = SAY(
        "visible-one" if len(rows) == 1 else "visible",
        count=str(len(rows)),
        place=payload["site"],
    )
    offsets = dict.fromkeys(row["local_time"][19:] for row in rows if row["local_time"])
    return SAY("offset-there", what=many, offset=", ".join(offsets)) if offsets else many
