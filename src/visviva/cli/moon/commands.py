"""`visviva moon`: orbits about the Moon and the roads there."""

from math import isfinite, radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.headings import cell_in
from visviva.cli.language import current, told
from visviva.cli.moon.files import checked, write_orbit, write_roads
from visviva.cli.moon.sweep import AxesFileOption, AxesOption, FieldOption, sweep
from visviva.cli.options import moment
from visviva.cli.output import CsvFlag, JsonFlag, emit, print_table, remark, say
from visviva.cli.page import PageOption, PageTarget
from visviva.cli.sentences.moon import SAY
from visviva.errors import InputError

app = typer.Typer(no_args_is_help=True, help="The Moon: getting there and staying there.")
StatesOption = Annotated[
    Path | None,
    typer.Option("--states", help="CSV with JDTDB,x_km,…,vz_km_s; `# center: moon` names it."),
]
CenterOption = Annotated[
    str | None, typer.Option("--center", help="Centre of the states: earth, moon or emb.")
]
ExportOption = Annotated[
    Path | None,
    typer.Option("--export", help="Picture (.png, .svg, .pdf), or table (.csv, .parquet, .json)."),
]
AtOption = Annotated[Path | None, typer.Option("--at", help="CSV with a column JDTDB.")]


app.command()(sweep)


@app.callback()
def group() -> None:
    """The Moon: getting there and staying there."""


@app.command()
def orbit(
    context: typer.Context,
    states: StatesOption = None,
    periselene_km: Annotated[float | None, typer.Option(help="Over 1,737.4 km.")] = None,
    aposelene_km: Annotated[float | None, typer.Option(help="Over 1,737.4 km.")] = None,
    inclination_deg: Annotated[float, typer.Option(help="To the lunar equator.")] = 90.0,
    node_deg: Annotated[float, typer.Option(help="On the lunar equator.")] = 0.0,
    argument_deg: Annotated[float, typer.Option(help="Of the periselene.")] = 0.0,
    anomaly_deg: Annotated[float, typer.Option(help="True, at the date.")] = 0.0,
    date: Annotated[str | None, typer.Option(help="Of the elements.")] = None,
    degree: Annotated[int, typer.Option(min=0, help="Of the gravity field.")] = 50,
    days: Annotated[float, typer.Option(help="How long to fly.")] = 30.0,
    at: AtOption = None,
    field: FieldOption = None,
    axes: AxesOption = None,
    axes_file: AxesFileOption = None,
    fit: Annotated[int, typer.Option(min=0, help="Fit the first N states.")] = 0,
    max_off_nadir_deg: Annotated[
        float | None, typer.Option(help="Cone whose coverage of the surface is told.")
    ] = None,
    band_km: Annotated[
        float | None, typer.Option(help="Tell how long heights stay within it, and at what cost.")
    ] = None,
    area_to_mass_m2_kg: Annotated[float, typer.Option(min=0.0, help="Times reflectivity.")] = 0.0,
    center: CenterOption = None,
    export: ExportOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly an orbit about the Moon: states, lifetime without upkeep, cost to hold it.

    Examples: `visviva moon orbit --periselene-km 60 --aposelene-km 200 --date 2025-09-25`,
    `visviva moon orbit --states lro.csv --degree 100 --days 0.08 --json`
    """
    from visviva.analysis.lunar_orbit import LunarOrbitRequest, lunar_orbit

    checked(export)
    start, said = moment(date, "--date")
    if said:
        remark(said)
    found = lunar_orbit(
        LunarOrbitRequest(
            states=states,
            center=center,
            fit=fit,
            periselene=None if periselene_km is None else periselene_km * 1e3,
            aposelene=None if aposelene_km is None else aposelene_km * 1e3,
            inclination=radians(inclination_deg),
            node=radians(node_deg),
            argument=radians(argument_deg),
            anomaly=radians(anomaly_deg),
            date=start,
            days=days,
            degree=degree,
            field=field,
            axes=axes,
            axes_file=axes_file,
            at=at,
            area_to_mass=area_to_mass_m2_kg,
            band=None if band_km is None else band_km * 1e3,
            off_nadir=None if max_off_nadir_deg is None else radians(max_off_nadir_deg),
        )
    )
    payload = found.to_dict()
    page = PageTarget(report, context)
    page.write(payload, draw=lambda path: write_orbit(found, path))
    emit(
        payload,
        rows="states",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _show(payload, band_km),
    )
    write_orbit(found, export)


@app.command()
def coast(
    states: StatesOption = None,
    days: Annotated[float, typer.Option(help="How long to coast.")] = 1.0,
    center: CenterOption = None,
    at: AtOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Coast between the Earth and the Moon from the first state of a file.

    Examples: `visviva moon coast --states artemis.csv --center emb --days 2`,
    `visviva moon coast --states artemis.csv --center emb --days 1 --json`
    """
    from visviva.analysis.lunar_coast import LunarCoastRequest, lunar_coast

    if states is None:
        raise InputError("no states were named", advice="give --states FILE")
    found = lunar_coast(LunarCoastRequest(states=states, days=days, center=center, at=at))
    payload = found.to_dict()
    rows = [row for row in payload["states"] if row["miss_km"] is not None]
    emit(
        payload,
        rows="states",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: print_table(
            rows or payload["states"], ("tdb", "x_km", "y_km", "z_km", "miss_km")
        ),
    )


@app.command()
def transfer(
    context: typer.Context,
    date: Annotated[str, typer.Option(help="The departure lies within 24 h from it.")],
    road: Annotated[
        list[str] | None, typer.Option(help="direct, phasing or ballistic; all of them.")
    ] = None,
    target: Annotated[
        str, typer.Option(help="PERI,APO,INC of the orbit about the Moon, km and degrees.")
    ] = "100,100,90",
    ballistic_days: Annotated[
        str, typer.Option(help="Shortest,longest ballistic flight to look for.")
    ] = "130,145",
    loops: Annotated[int, typer.Option(help="Of the phasing road.")] = 3,
    parking_km: Annotated[float, typer.Option(help="Height of the parking orbit.")] = 200.0,
    mass_kg: Annotated[float, typer.Option(help="At departure, for the propellant.")] = 1000.0,
    isp_s: Annotated[float, typer.Option(help="Specific impulse of its engine.")] = 320.0,
    most_inclination_deg: Annotated[
        float, typer.Option(help="Most that the parking orbit may be inclined.")
    ] = 180.0,
    launcher: Annotated[
        list[str] | None,
        typer.Option("--vehicle", help="NAME or NAME@SITE: what it sends to each road."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the search.")] = 1,
    export: ExportOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Compare the roads to the Moon: burns, days, farthest distance, propellant.

    Examples: `visviva moon transfer --date 2022-08-04 --road direct`,
    `visviva moon transfer --date 2022-08-04 --target 100,100,90 --json`
    """
    from visviva.analysis.lunar_transfer import ROADS, LunarTransferRequest, lunar_transfer

    checked(export)
    start, said = moment(date, "--date")
    if start is None:
        raise InputError("no day of departure", advice="give --date")
    periselene, aposelene, inclination = _numbers(target, 3, "--target")
    low, high = _numbers(ballistic_days, 2, "--ballistic-days")
    if said:
        remark(said)
    found = lunar_transfer(
        LunarTransferRequest(
            date=start,
            roads=tuple(road) if road else ROADS,
            periselene=periselene * 1e3,
            aposelene=aposelene * 1e3,
            inclination=radians(inclination),
            parking=parking_km * 1e3,
            loops=loops,
            ballistic_days=(low, high),
            mass=mass_kg,
            isp=isp_s,
            most_inclination=radians(most_inclination_deg),
            launchers=tuple(launcher or ()),
            seed=seed,
        )
    )
    payload = found.to_dict()
    page = PageTarget(report, context)
    page.write(payload, draw=lambda path: write_roads(found, path))
    emit(
        payload,
        rows="roads",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _show_roads(payload["roads"], payload["launchers"]),
    )
    write_roads(found, export)


def _numbers(text: str, count: int, option: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(isfinite(x) for x in found):
        raise InputError(f"{option} {text!r} is not {count} numbers", advice="part them by commas")
    return found


def _show_roads(roads: list[dict[str, Any]], launchers: list[dict[str, Any]]) -> None:
    print_table(
        [
            {
                "road": r["road"],
                "C3 (km2/s2)": round(r["c3_km2_s2"], 2),
                "TLI (m/s)": round(r["tli_m_s"]),
                "LOI (m/s)": round(r["loi_m_s"]),
                "days": round(r["days"], 1),
                "farthest (km)": round(r["farthest_km"]),
                "fuel (kg)": round(r["propellant_kg"], 1),
            }
            for r in roads
            if r["reason"] is None
        ]
    )
    for r in roads:
        if r["reason"] is not None:
            say(SAY("road-unknown", road=_road(r["road"]), reason=r["reason"]))
    known = [r for r in launchers if r["reason"] is None]
    if known:
        print_table(
            [
                {
                    "launcher": r["vehicle"],
                    "site": r["site"],
                    "road": r["road"],
                    "sends (kg)": round(r["payload_kg"]),
                    "90 % low": round(r["interval_90_low_kg"]),
                    "90 % high": round(r["interval_90_high_kg"]),
                    "carries it": r["carries"],
                }
                for r in known
            ]
        )
    for r in launchers:
        if r["reason"] is not None:
            named = {"vehicle": r["vehicle"], "site": r["site"], "reason": r["reason"]}
            say(SAY("launcher-unknown", road=_road(r["road"]), **named))


def _road(name: str) -> str:
    return cell_in(name, current())


def _show(payload: dict[str, Any], band_km: float | None) -> None:
    e = payload["elements"]
    if payload["leaves_moon_days"] is not None:
        say(SAY("leaves-moon", days=(payload["leaves_moon_days"], 1)))
    elif payload["lifetime_days"] is None:
        last = abs(payload["states"][-1]["tdb"] - payload["states"][0]["tdb"])
        say(SAY("survives", days=(last, 1), height=(payload["lowest_km"], 1)))
    else:
        say(SAY("meets", days=(payload["lifetime_days"], 1)))
    say(
        SAY(
            "sight",
            sun=(100.0 * payload["sunlit_share"], 0),
            shadow=(payload["longest_shadow_min"], 0),
            earth=(100.0 * payload["earth_in_sight_share"], 0),
            hidden=(payload["longest_occultation_min"], 0),
        )
    )
    if payload["upkeep_m_s_year"] is not None:
        say(SAY("upkeep", speed=(payload["upkeep_m_s_year"], 0)))
    if band_km is not None:
        _show_band(payload, band_km)
    if payload.get("predicted_rms_m") is not None:
        rest = (payload["predicted_rms_m"], 1)
        count = (payload["fitted_states"], 0)
        say(SAY("fitted", count=count, fit=(payload["fit_rms_m"], 1), rest=rest))
    high = e.get("aposelene_km")
    low, tilt = (e["periselene_km"], 1), (e["inclination_deg"], 2)
    if high is None:
        say(SAY("starts-open", low=low, tilt=tilt))
    else:
        say(SAY("starts", low=low, high=(high, 1), tilt=tilt))
    heights = payload["periselene_km"]
    step = max(1, len(heights) // 12)
    rows = [
        {"day": round(day, 2), "periselene (km)": round(height, 1)}
        for day, height in zip(payload["periselene_days"][::step], heights[::step], strict=True)
    ]
    if rows:
        print_table(rows)
    if payload["coverage"] is not None:
        _show_coverage(payload["coverage"])


def _show_band(payload: dict[str, Any], band_km: float) -> None:
    days, cost = payload["held_days"], payload["band_upkeep_m_s_year"]
    band = f"{band_km:g}"
    if days is None:
        say(SAY("stays", band=band))
    elif cost is None:
        say(SAY("leaves", band=band, days=(days, 1)))
    else:
        say(SAY("leaves-price", band=band, days=(days, 1), speed=(cost, 0)))


def _show_coverage(found: dict[str, Any]) -> None:
    say(SAY("seen", angle=f"{found['off_nadir_deg']:g}", share=(100.0 * found["share"], 1)))
    print_table(
        [
            {
                "latitude (deg)": told(
                    SAY("span", low=f"{row['south_deg']:.0f}", high=f"{row['north_deg']:.0f}")
                ),
                "seen (%)": round(100.0 * row["share"], 1),
            }
            for row in found["by_latitude"]
        ]
    )
