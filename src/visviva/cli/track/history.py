"""`visviva track maneuvers`, `identity` and `decay`: options in, tables out."""

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visviva.cli.language import current, told
from visviva.cli.options import (
    AsOfOption,
    ElementsArgument,
    ElementsOption,
    ObjectOption,
    SiteOption,
    elements_source,
    moment,
    one_form,
)
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    OfflineFlag,
    SeedOption,
    emit,
    note,
    print_pairs,
    print_table,
    remark,
)
from visviva.cli.sentences.track import SAY, repeat_words, signed
from visviva.core.numerals import number
from visviva.core.told_times import half_of, told_time

if TYPE_CHECKING:
    from visviva.core.result import Result

_MANEUVER_COLUMNS = (
    "time_utc",
    "interval_90_utc",
    "delta_v_m_s",
    "interval_90_delta_v_m_s",
    "radial_m_s",
    "in_track_m_s",
    "cross_track_m_s",
    "confidence",
    "purpose",
    "score",
    "stations",
)


def maneuvers(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    wanted: ObjectOption = None,
    stations: Annotated[
        Path | None,
        typer.Option("--stations", help="A CSV, JSON or GeoJSON file of ground stations."),
    ] = None,
    export: ExportOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """Each burn with its time, velocity change, purpose.

    And the stations that had the satellite in view.

    Examples
    --------
      visviva track maneuvers history.tle --object 58400

      visviva track maneuvers --elements history.json --stations stations.csv --json

      visviva track maneuvers history.tle --export burns.png
    """
    from visviva.analysis.maneuvers import ManeuversRequest, find_burns
    from visviva.analysis.places import find_places
    from visviva.cli.track.burns import show_burns

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, wanted)
    places = () if stations is None else find_places((), stations)
    _check(export)
    found = find_burns(ManeuversRequest(source.content, wanted, places, source.name))
    _show(
        found,
        show_burns,
        as_json=as_json,
        as_csv=as_csv,
        columns=_MANEUVER_COLUMNS if as_csv else None,
    )
    if export is not None:
        from visviva.plot.history import draw_burns

        draw_burns(found, export, lang=current())


def identity(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    wanted: ObjectOption = None,
    site: SiteOption = None,
    launched: Annotated[
        str | None,
        typer.Option("--launched", help="ISO time of lift-off with its offset, with --site."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """What orbit the object keeps.

    Class, Sun-synchrony, local time of the node, repeat cycle, heights, eclipses; with --site and
    --launched, whether a direct launch explains the plane.

    Examples
    --------
      visviva track identity history.tle

      visviva track identity history.tle --site sohae --launched 2023-11-21T13:42:28Z --json
    """
    from visviva.analysis.identity import IdentityRequest, identify_object
    from visviva.analysis.places import launch_coordinates

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, wanted)
    liftoff, said = moment(launched, "--launched")
    if said:
        remark(said)
    place = None if site is None else launch_coordinates(site)
    found = identify_object(
        IdentityRequest(source.content, wanted, place, liftoff, name=source.name)
    )
    _show(found, _identity_table, as_json=as_json, as_csv=as_csv)


def decay(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    as_of: AsOfOption = None,
    wanted: ObjectOption = None,
    seed: SeedOption = 1,
    export: ExportOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """When it will come down, with an interval, from what was known at a date.

    Examples
    --------
      visviva track decay history.tle --as-of 2023-12-20

      visviva track decay --elements history.json --object 58400 --json

      visviva track decay history.tle --export decay.svg
    """
    from visviva.analysis.decay import DecayRequest, forecast

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, wanted)
    when, said = moment(as_of, "--as-of")
    if said:
        remark(said)
    _check(export)
    found = forecast(DecayRequest(source.content, when, wanted, seed, source.name))
    _show(found, _decay_table, as_json=as_json, as_csv=as_csv)
    if export is not None:
        from visviva.plot.history import draw_decay

        draw_decay(found, export, lang=current())


def _check(export: Path | None) -> None:
    """Refuse a picture that cannot be drawn, before the work."""
    if export is not None:
        from visviva.plot.launch import check_picture

        check_picture(export)


def _show(found: "Result", table: Any, *, as_json: bool, as_csv: bool, columns: Any = None) -> None:
    """The result in the form asked for; warnings on stderr, one line each."""
    payload = found.to_dict()
    emit(
        payload,
        rows=found.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        columns=columns,
        table=lambda: table(payload),
    )
    if not as_json:
        for line in payload["warnings"]:
            remark(line)
        if payload["rejected_count"]:
            note(SAY("rejected", count=(payload["rejected_count"], 0)))


def _identity_table(payload: dict[str, Any]) -> None:
    repeat, launch = payload["repeat"], payload["launch"]
    shape = SAY(
        "orbit",
        kind=payload["orbit_class"],
        perigee=(payload["perigee_km"], 1),
        apogee=(payload["apogee_km"], 1),
        tilt=(payload["inclination_deg"], 3),
        period=(payload["period_min"], 3),
    )
    drift = signed(payload["ltan_drift_min_per_year"], 1)
    rows = [
        ("orbit", shape),
        ("Sun-synchronous", "yes" if payload["sun_synchronous"] else "no"),
        ("local time of the ascending node", SAY("node", ltan=payload["ltan"], drift=drift)),
    ]
    if repeat is not None:
        rows.append(("repeat cycle", repeat_words(repeat, "repeat-equator")))
    rows += [
        (
            "eclipses",
            SAY("eclipses", start=s["start_utc"], end=s["end_utc"], longest=(s["longest_min"], 1)),
        )
        for s in payload["eclipse_seasons"][:4]
    ]
    if launch is not None:
        kind = "plane-bent" if launch["dogleg"] else "plane-fits"
        offset = signed(launch["node_offset_deg"], 2)
        rows.append(("launch plane", SAY(kind, offset=offset, way=launch["pass"])))
    first, last = payload["history"][0], payload["history"][-1]
    spans = [
        told(
            SAY(
                "span",
                day=h["epoch_utc"][:10],
                perigee=(h["perigee_km"], 1),
                apogee=(h["apogee_km"], 1),
            )
        )
        for h in (first, last)
    ]
    rows.append(("heights", " → ".join(spans)))
    named = {"name": payload["name"], "number": str(payload["catalog_number"])}
    print_pairs(rows, SAY("sets", **named, sets=(payload["sets"], 0)))


def _decay_table(payload: dict[str, Any]) -> None:
    earliest, latest = payload["interval_90_utc"]
    drag = payload["ballistic_coefficient_m2_kg"]
    share = 100.0 * payload["ballistic_coefficient_sigma"]
    half = inf if None in (earliest, latest) else half_of(earliest, latest)
    row = {
        "object": payload["name"],
        "as of": payload["as_of_utc"][:10],
        "decay": _told(payload["decay_utc"], half),
        "earliest": _told(earliest, half),
        "latest": _told(latest, half),
        "drag (m²/kg)": f"{number(drag, current())} ± {share:.0f} %",
    }
    title = SAY("decay")
    if payload["already_down"]:
        title = SAY("down", title=title, share=(100.0 * payload["chance_down"], 0))
    print_table([row], title=title)


def _told(text: str | None, half: float) -> str:
    return told(SAY("later")) if text is None else told_time(text, half)
