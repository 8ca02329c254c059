"""`visviva observe images`, `claim` and `niirs`: pictures from orbit, claimed and possible."""

import re
from math import radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.language import current, told
from visviva.cli.option_groups import ElementSets, Exporter, Output, grouped
from visviva.cli.options import (
    AreaOption,
    ElementsOption,
    ObjectOption,
    SiteOption,
    SitesOption,
    areas_of,
    elements_source,
    local_clock,
    moment,
    window_seconds,
)
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    OfflineFlag,
    StrictFlag,
    emit,
    print_table,
    remark,
    say,
)
from visviva.cli.sentences.observe import SAY
from visviva.core.numerals import number

OffNadirOption = Annotated[
    float, typer.Option("--max-off-nadir-deg", help="Greatest angle from the nadir.")
]


IMAGES = Exporter("visviva.export.images:export_images", "visviva.plot.images:draw_images")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("images")(images)
    app.command("claim")(claim)
    app.command("niirs")(niirs)


@grouped
def images(
    sets: ElementSets,
    *,
    site: SitesOption = None,
    sites: Annotated[
        Path | None, typer.Option("--sites", help="A CSV, JSON or GeoJSON file of places.")
    ] = None,
    area: AreaOption = None,
    camera: Annotated[
        str | None, typer.Option("--camera", help="A satellite's fact, or a TOML file.")
    ] = None,
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 14.0,
    max_off_nadir_deg: OffNadirOption = 45.0,
    min_sun_elevation_deg: Annotated[
        float | None, typer.Option("--min-sun-elevation-deg", help="Leave out a lower Sun.")
    ] = None,
    out: Output,
) -> None:
    """When a satellite could photograph a place or an area: time, angles, Sun, sharpness.

    An area is a GeoJSON polygon, across the antimeridian or around a pole too. `--export` takes
    .csv .parquet .geojson, and .png .svg .pdf for a map with each pass and its footprint.

    Examples
    --------
      visviva observe images sat.3le --site Seoul --start 2024-06-07 --days 14

      visviva observe images sat.3le --site 38.9,-77.0 --min-sun-elevation-deg 10 --json
    """
    from visviva.analysis.cameras import camera_of
    from visviva.analysis.images import ImagesRequest, find_images
    from visviva.analysis.places import find_places

    out.check(IMAGES)
    areas, said_of_areas = areas_of(area)
    found = find_images(
        ImagesRequest(
            source=sets.source.content,
            places=find_places(tuple(site or ()), sites) if site or sites or not areas else (),
            areas=areas,
            start=sets.when(),
            duration=window_seconds(days),
            objects=tuple(sets.objects or ()),
            camera=None if camera is None else camera_of(camera),
            max_off_nadir=radians(max_off_nadir_deg),
            min_sun_elevation=None
            if min_sun_elevation_deg is None
            else radians(min_sun_elevation_deg),
        )
    )
    IMAGES.write(out.export, found)
    payload = found.to_dict()
    for line in (*said_of_areas, *payload["notes"]):
        remark(line)
    emit(
        payload,
        rows="opportunities",
        as_json=out.as_json,
        as_csv=out.as_csv,
        table=lambda: _show_images(payload),
    )


def _show_images(payload: dict[str, Any]) -> None:
    rows = [
        {
            "UTC": row["utc"][:16].replace("T", " "),
            "local": local_clock(row["local_time"]),
            "object": row["object"],
            "place": row["site"],
            "reach": "" if row["share_in_reach"] is None else f"{row['share_in_reach']:.0%}",
            "off-nadir (°)": round(row["off_nadir_deg"], 1),
            "Sun (°)": round(row["sun_elevation_deg"], 1),
            "sample (m)": row["gsd_m"],
            "NIIRS": row["niirs"],
        }
        for row in payload["opportunities"]
    ]
    if not rows:
        say(SAY("no-chance"))
        return
    # what all rows share, or none has, is no column
    columns = [k for k in rows[0] if any(row[k] not in (None, "") for row in rows)]
    for key in ("object", "place"):
        if len({row[key] for row in rows}) == 1:
            columns.remove(key)
    only = payload["opportunities"][0]
    single = not {"object", "place"} & set(columns)
    names = {"name": only["object"], "place": only["site"]}
    key = "chance" if len(rows) == 1 else "chances"
    title = SAY(key, count=str(len(rows)), **names) if single else ""
    print_table(rows, columns, title=title)
    dark = sum(row["sun_elevation_deg"] < 0.0 for row in payload["opportunities"])
    if dark:
        say(SAY("dark", count=str(dark)))
    for text in payload["criteria"]:
        say(SAY("reader", text=text))


def claim(
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", help="A name, or LAT,LON; or --site.")
    ] = None,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Element sets of the satellite.")
    ] = None,
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="The claimed second, with its offset.")
    ] = "",
    site: SiteOption = None,
    elements: ElementsOption = None,
    object_: ObjectOption = None,
    max_off_nadir_deg: OffNadirOption = 45.0,
    within_s: Annotated[
        float | None,
        typer.Option("--within-s", help="Seconds after --at that the claim leaves open."),
    ] = None,
    said: Annotated[
        str, typer.Option("--said", metavar="taken|received", help="What the time is of.")
    ] = "taken",
    strict: StrictFlag = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> int:
    """Whether a satellite could have photographed a place at a claimed second.

    A match says nothing about the camera, nor that a picture was taken. A time without seconds is
    open for its minute, a date for its day (UTC). A local time may name its zone:
    2023-11-25T05:13:22[Asia/Pyongyang].

    Examples
    --------
      visviva observe claim "White House" --at 2023-11-27T14:36:25Z --elements sat.3le

      visviva observe claim 41.9,12.5 sat.3le --at 2023-11-25T17:56:28+09:00 --json
    """
    from visviva.analysis.image_claim import ImageClaimRequest, check_image_claim
    from visviva.analysis.places import find_place
    from visviva.errors import InputError

    if site is not None:  # the only word is then the file
        place, file = site, file or (None if place is None else Path(place))
    if place is None:
        raise InputError("no place", advice="give its name or LAT,LON first, or --site")
    when, understood = moment(at, "--at")
    if when is None:
        raise InputError("no time is claimed", advice="give --at, such as 2023-11-27T14:36:25Z")
    if said not in ("taken", "received"):
        raise InputError(f"--said {said!r}", advice="say taken or received")
    if understood:
        remark(understood)
    if within_s is None:
        within_s = _open_seconds(at)
        if within_s:
            remark(SAY("open", given=at, span=f"{within_s:g}", utc=when.iso(0)))
    found = check_image_claim(
        ImageClaimRequest(
            place=find_place(place),
            at=when,
            source=elements_source(file, elements, object_).content,
            object=object_,
            max_off_nadir=radians(max_off_nadir_deg),
            within=within_s,
            received=said == "received",
        )
    )
    payload = found.to_dict()
    for line in payload["notes"]:
        remark(line)
    emit(payload, rows="sets", as_json=as_json, as_csv=as_csv, table=lambda: _show_claim(payload))
    return 1 if strict and found.verdict == "no" else 0


def _open_seconds(text: str) -> float:
    """Seconds that a claimed time leaves open: a minute without its seconds, a day without a time.

    >>> _open_seconds("2023-11-27T14:36Z"), _open_seconds("2023-11-27T14:36:25+09:00")
    (60.0, 0.0)
    >>> _open_seconds("2023-11-27")
    86400.0
    """
    clock = text.strip()[10:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
        return 86400.0
    return 60.0 if re.match(r"[T ]\d\d:?\d\d(?![:\d])", clock) else 0.0


def _show_claim(payload: dict[str, Any]) -> None:
    say(SAY("verdict", word=SAY(payload["verdict"]), reason=payload["reason"]))
    say(
        SAY(
            "closest",
            place=payload["place"],
            utc=payload["closest_utc"],
            offset=f"{payload['offset_s']:+.0f}",
            sigma=(payload["sigma_s"], 0),
            off=(payload["off_nadir_deg"], 1),
            elevation=(payload["elevation_deg"], 0),
        )
    )
    if payload["last_chance_utc"] is not None:
        say(SAY("last-chance", utc=payload["last_chance_utc"]))
    local = payload["local_time"]
    clock = "" if local is None else f"{local[:19].replace('T', ' ')} ({local[19:]})"
    key = "sun-claimed" if payload["within_s"] <= 600.0 else "sun-then"
    sun = (payload["sun_elevation_deg"], 1)
    if clock and key == "sun-claimed":
        say(SAY("sun-claimed-local", sun=sun, local=clock))
    else:
        say(SAY(key, sun=sun))
    chance = (100.0 * payload["chance_by_luck"], 2)
    say(SAY("luck", age=(payload["age_days"], 1), chance=chance))
    say(SAY("nothing-of-camera"))


def niirs(
    gsd_m: Annotated[float, typer.Option("--gsd-m", help="Ground sample distance.")],
    rer: Annotated[float, typer.Option("--rer", help="Relative edge response.")],
    snr: Annotated[float, typer.Option("--snr", help="Signal to noise.")],
    overshoot: Annotated[float, typer.Option("--overshoot", help="Of edges (GIQE 4).")] = 1.0,
    noise_gain: Annotated[float, typer.Option("--noise-gain", help="Of sharpening (4).")] = 1.0,
    elevation_deg: Annotated[float, typer.Option("--elevation-deg", help="Of the sensor.")] = 90.0,
    version: Annotated[int, typer.Option("--version", help="Of the equation: 4 or 5.")] = 5,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Rating of a picture on the NIIRS scale, and what could be told apart on it.

    Examples
    --------
      visviva observe niirs --gsd-m 0.5 --rer 0.35 --snr 50

      visviva observe niirs --gsd-m 0.5 --rer 0.9 --snr 50 --version 4 --json
    """
    from visviva.analysis.rating import RatingRequest, rate

    found = rate(
        RatingRequest(
            gsd=gsd_m,
            rer=rer,
            snr=snr,
            overshoot=overshoot,
            noise_gain=noise_gain,
            elevation=radians(elevation_deg),
            version=version,
        )
    )
    payload = found.to_dict()

    def show() -> None:
        say(f"NIIRS {number(payload['niirs'], current(), decimals=2)} (GIQE {payload['giqe']})")
        for text in payload["criteria"]:
            say(f"- {told(text)}")

    emit(payload, rows="rows", as_json=as_json, as_csv=as_csv, table=show)
