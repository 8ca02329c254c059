"""`visviva observe where`: options, table, files, picture."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from visviva.cli.option_groups import Exporter
from visviva.cli.options import (
    ElementsArgument,
    ElementsOption,
    ObjectOption,
    SiteOption,
    StartOption,
    StrictSetsFlag,
    elements_source,
    moment,
    one_form,
    window_seconds,
)
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    OfflineFlag,
    emit,
    note,
    print_table,
    remark,
)
from visviva.cli.sentences.common import SAY as COMMON
from visviva.cli.sentences.observe import SAY
from visviva.errors import InputError

if TYPE_CHECKING:
    pass

PICTURES: Final = (".png", ".svg", ".pdf")
TABLE_ROWS: Final = 2_000

WHERE = Exporter("visviva.export.where:export_where", "visviva.plot.ground_track:draw_ground_track")


def where(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    start: StartOption = "now",
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 1.0,
    step_s: Annotated[
        float, typer.Option("--step-s", "--step", help="Seconds between rows.")
    ] = 60.0,
    site: SiteOption = None,
    wanted: ObjectOption = None,
    frame: Annotated[
        str | None,
        typer.Option("--frame", metavar="gcrf|itrf|teme", help="Add states in this frame."),
    ] = None,
    standard_magnitude: Annotated[
        float | None,
        typer.Option("--standard-magnitude", help="Magnitude at 1,000 km, half lit."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    export: ExportOption = None,
    strict: StrictSetsFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """Where a satellite is, moment by moment: ground point, look angles, light.

    FILE may be an ephemeris too: SP3, or an OEM. The first row is exactly at --start. The Sun is
    that of the site, or of the point below. `--export` takes .csv .parquet .oem .czml .geojson
    .kml, and .png .svg .pdf for a map.

    Examples
    --------
      visviva observe where iss.3le --start 2024-06-07 --days 0.1 --site 39.04,125.71

      visviva observe where --elements iss.3le --frame itrf --step-s 10 --export iss.oem
    """
    from visviva.analysis.ephemeris_where import where_from
    from visviva.analysis.places import find_place
    from visviva.analysis.where import WhereRequest

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, wanted)
    when, said = moment(start or "now", "--start")
    assert when is not None
    place = None if site is None else find_place(site)
    request = WhereRequest(
        source.content,
        when,
        window_seconds(days),
        step_s,
        place,
        wanted,
        _frame(frame),
        standard_magnitude,
        strict,
        source.name,
    )
    WHERE.check(export)
    if said:
        remark(said)
    found = where_from(request)
    WHERE.write(export, found)
    payload = found.to_dict()
    emit(
        payload,
        rows="rows",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _table(payload),
    )
    if not as_json:
        for line in payload["warnings"]:
            remark(line)
    if export is not None and not (as_json or as_csv):
        note(SAY("rows-written", count=str(len(payload["rows"])), file=str(export)))


def _frame(text: str | None) -> Any:
    from visviva.analysis.where import FRAMES

    if text is not None and text.upper() not in FRAMES:
        raise InputError(f"no frame {text!r}", advice="use gcrf, itrf or teme")
    return None if text is None else text.upper()


def _table(payload: dict[str, Any]) -> None:
    rows = payload["rows"]
    site = payload["site"]
    number = payload["catalog_number"]
    title = f"{payload['object']}"
    title += "" if number is None or title == str(number) else f" ({number})"
    said = SAY("from", what=title, place=site["name"]) if site is not None else title
    if site and site["local_time"]:
        said = SAY("clocks", what=said, zone=site["local_time"])
    first, last = rows[0]["utc"][:10], rows[-1]["utc"][:10]
    if first == last:
        said = SAY("day", what=said, first=first)
    else:
        said = SAY("days", what=said, first=first, last=last)
    shown = [_for_eyes(row, site=site is not None, day=first != last) for row in rows[:TABLE_ROWS]]
    print_table(shown, title=said)
    if len(rows) > TABLE_ROWS:
        note(COMMON("first-rows", shown=str(TABLE_ROWS), count=str(len(rows))))


def _for_eyes(row: dict[str, Any], *, site: bool, day: bool) -> dict[str, Any]:
    """Short columns that fit 80 characters."""
    out = {
        "UTC": row["utc"][8 if day else 11 : 19].replace("T", " "),
        "lat": f"{row['lat_deg']:.1f}",
        "lon": f"{row['lon_deg']:.1f}",
        "km": f"{row['altitude_km']:.0f}",
    }
    if site:
        out |= {
            "az": f"{row['azimuth_deg']:.1f}",
            "el": f"{row['elevation_deg']:.1f}",
            "range": f"{row['range_km']:.0f}",
        }
    out |= {"lit": "yes" if row["sunlit"] else "no", "Sun": f"{row['sun_elevation_deg']:.0f}"}
    if row["magnitude"] is not None:
        out["mag"] = f"{row['magnitude']:.1f}"
    return out
