"""`visviva launch`: payloads, ascents, maps and stated problems, from the facts to a table, a picture or JSON."""

import os
from dataclasses import replace
from math import degrees, radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli import launch_flown, launch_problem
from visviva.cli.output import CsvFlag, JsonFlag, emit, note, print_table, progress
from visviva.errors import ConvergenceError, InputError

app = typer.Typer(no_args_is_help=True, help="What a launcher can lift, from where, to which orbit.")

VehicleOption = Annotated[str, typer.Option("--vehicle", help="Slug or name of a launcher, or a TOML file.")]
SiteOption = Annotated[str, typer.Option("--site", help="Slug or name of a site, a TOML file, or LAT,LON in degrees.")]
PerigeeOption = Annotated[float, typer.Option("--perigee-km", help="Over the equatorial radius.")]
ApogeeOption = Annotated[float, typer.Option("--apogee-km", help="Over the equatorial radius.")]
InclinationOption = Annotated[float, typer.Option("--inclination-deg")]
TurnFlag = Annotated[bool, typer.Option("--turn", help="Allow an inclination below the pad's latitude.")]
SouthFlag = Annotated[bool, typer.Option("--southward", help="Leave towards the descending node.")]
CrewFlag = Annotated[bool, typer.Option("--crewed", help="Carry the escape tower.")]
HeadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--heading-deg",
        help="Heading over the ground when a stage is spent: STAGE=LOW:HIGH, or LOW:HIGH for those lit on the "
        "pad. Give it twice for a dog-leg.",
    ),
]
DropOption = Annotated[
    list[str] | None,
    typer.Option(
        "--drop-km",
        help="Keep where a stage (or the fairing) comes down within NAME=LOW:HIGH km of ground range, without air.",
    ),
]
WindOption = Annotated[
    Path | None,
    typer.Option("--wind", help="CSV of the wind: altitude_m, east_m_s, north_m_s. The steering does not react to it."),
]
PictureOption = Annotated[Path | None, typer.Option("--export", help="Write a picture (.svg, .png, .pdf).")]


@app.callback()
def group() -> None:
    """What a launcher can lift, from where, to which orbit."""


@app.command()
def payload(
    vehicle: VehicleOption,
    site: SiteOption,
    perigee_km: PerigeeOption,
    apogee_km: ApogeeOption,
    inclination_deg: InclinationOption,
    turn: TurnFlag = False,
    southward: SouthFlag = False,
    crewed: CrewFlag = False,
    heading_deg: HeadingOption = None,
    drop_km: DropOption = None,
    wind: WindOption = None,
    export: PictureOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Heaviest payload to an orbit, with a 90 % interval and the flight behind it."""
    from visviva.launch.performance import describe
    from visviva.launch.performance import payload as lift

    fact, launcher = _vehicle(vehicle, crewed)
    name, lat, lon = _site(site)
    result = lift(
        launcher, lat, lon, perigee_km * 1e3, apogee_km * 1e3, radians(inclination_deg), southward=southward, turn=turn,
        rules=_rules(launcher, perigee_km, heading_deg, drop_km), spreads=spreads_of(fact),
    )  # fmt: skip
    flight, word = _in_wind(result.flight, result.optimum, wind)
    out = {
        "schema": "visviva.launch.payload/1",
        "vehicle": launcher.name,
        "site": name,
        "perigee_km": perigee_km,
        "apogee_km": apogee_km,
        "inclination_deg": inclination_deg,
        **describe(result),
        "calibrated_on": [
            {"vehicle": c.vehicle, "payload_kg": c.payload, "nuisance_m_s": c.nuisance, "source": c.source}
            for c in result.nuisance.used
        ],
        "sensitivities": _sensitivities(launcher, result.rates),
        **_flight_keys(flight),
    }

    def table() -> None:
        low, high = result.interval.low, result.interval.high
        print(
            f"{launcher.name} from {name} to {perigee_km:g} × {apogee_km:g} km, {inclination_deg:g}°: "
            f"{result.payload:,.0f} kg, 90 % interval {low:,.0f} to {high:,.0f} kg"
        )
        print(
            f"nuisance velocity {result.nuisance.mean:.0f} ± {result.nuisance.sigma:.0f} m/s "
            f"({result.nuisance.basis}); {result.rates['nuisance']:.2f} kg per m/s; "
            f"lift-off mass {result.liftoff_mass / 1e3:,.1f} t"
        )
        print_table([_rounded(e) for e in out["events"]])
        _print_falls(flight)
        print(f"flown again{word}: {flight.gap_position:.0f} m and {flight.gap_speed:.2f} m/s from the optimum")

    emit(out, rows="events", as_json=as_json, as_csv=as_csv, table=table)
    _draw(flight, f"{launcher.name}, {result.payload:,.0f} kg{word}", export)


@app.command()
def ascent(
    vehicle: VehicleOption,
    site: SiteOption,
    perigee_km: PerigeeOption,
    apogee_km: ApogeeOption,
    inclination_deg: InclinationOption,
    payload_kg: Annotated[float | None, typer.Option("--payload-kg", help="None: the heaviest that is lifted.")] = None,
    turn: TurnFlag = False,
    southward: SouthFlag = False,
    crewed: CrewFlag = False,
    heading_deg: HeadingOption = None,
    drop_km: DropOption = None,
    wind: WindOption = None,
    export: PictureOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly a mission: events, insertion, and the velocity left over."""
    from visviva.launch.ascent import optimise
    from visviva.launch.mission import Mission
    from visviva.launch.performance import bundled_calibrations, nuisance_of, rules_for
    from visviva.launch.refly import refly

    _, launcher = _vehicle(vehicle, crewed)
    name, lat, lon = _site(site)
    if payload_kg is not None and not 0 < payload_kg < launcher.liftoff_mass:
        raise InputError(f"a payload of {payload_kg:g} kg", advice="give one above zero and below the lift-off mass")
    mission = Mission(lat, perigee_km * 1e3, apogee_km * 1e3, radians(inclination_deg), southward, turn, lon)
    fit = nuisance_of(launcher, bundled_calibrations())
    rules = rules_for(launcher, perigee_km * 1e3, _rules(launcher, perigee_km, heading_deg, drop_km))
    best = optimise(mission, launcher, rules=rules, spare=fit.mean, payload=payload_kg)
    if payload_kg is not None and best.spare < 0:
        raise ConvergenceError(
            f"{payload_kg:g} kg is {-best.spare:.0f} m/s out of reach even with every kilogram of propellant burnt",
            advice="give a lighter payload",
            missing_m_s=-best.spare,
        )
    flight, word = _in_wind(refly(best), best, wind)
    out = {
        "schema": "visviva.launch.ascent/1",
        "vehicle": launcher.name,
        "site": name,
        "payload_kg": best.payload,
        "unspent_m_s": best.spare,
        "nuisance_m_s": fit.mean,
        "margin_m_s": best.spare - fit.mean,
        "converged": True,
        **_flight_keys(flight),
    }

    def table() -> None:
        print(
            f"{launcher.name} from {name} with {best.payload:,.0f} kg: {best.spare:.0f} m/s unspent, of which reserves "
            f"and losses beyond the optimum take {fit.mean:.0f} ± {fit.sigma:.0f} m/s"
        )
        print_table([_rounded(e) for e in out["events"]])
        _print_falls(flight)
        print(f"flown again{word}: {flight.gap_position:.0f} m and {flight.gap_speed:.2f} m/s from the optimum")

    emit(out, rows="events", as_json=as_json, as_csv=as_csv, table=table)
    _draw(flight, f"{launcher.name}, {best.payload:,.0f} kg{word}", export)


@app.command("map")
def payload_chart(
    vehicle: VehicleOption,
    site: SiteOption,
    altitude_km: Annotated[
        str, typer.Option("--altitude-km", help="LOW:HIGH:COUNT of circular orbits.")
    ] = "200:1000:9",
    inclination_deg: Annotated[str | None, typer.Option("--inclination-deg", help="LOW:HIGH:COUNT.")] = None,
    southward: SouthFlag = False,
    crewed: CrewFlag = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes.")] = min(2, os.cpu_count() or 1),
    export: PictureOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Payload over altitude and inclination: a table, and a contour picture with --export."""
    from concurrent.futures import ProcessPoolExecutor

    from visviva.launch.mission import Mission
    from visviva.launch.performance import bundled_calibrations, nuisance_of
    from visviva.launch.sweep import payload_map

    _, launcher = _vehicle(vehicle, crewed)
    name, lat, _ = _site(site)
    heights = _range(altitude_km)
    lowest = degrees(Mission(lat, 2e5, 2e5, radians(90.0)).lowest_inclination)
    tilts = _range(inclination_deg or f"{lowest + 0.2:.2f}:98:10")
    fit = nuisance_of(launcher, bundled_calibrations())
    for h in heights:
        Mission(lat, h * 1e3, h * 1e3, radians(tilts[0]))
    total = len(heights) * len(tilts)
    with progress("payload map", total) as tell:
        orbits = [(h * 1e3, h * 1e3) for h in heights]
        arguments: dict[str, Any] = {"spare": fit.mean, "southward": southward, "progress": tell}
        if workers == 1:
            rows = payload_map(launcher, lat, [radians(i) for i in tilts], orbits, **arguments)
        else:
            with ProcessPoolExecutor(workers) as pool:
                rows = payload_map(
                    launcher, lat, [radians(i) for i in tilts], orbits, executor=pool, workers=2 * workers, **arguments
                )
    points = [
        {"altitude_km": round(p.perigee / 1e3, 6), "inclination_deg": round(degrees(p.inclination), 6),
         "payload_kg": p.payload, "converged": p.payload is not None}
        for row in rows
        for p in row
    ]  # fmt: skip
    solved = sum(bool(p["converged"]) for p in points)
    out = {
        "schema": "visviva.launch.map/1", "vehicle": launcher.name, "site": name, "nuisance_m_s": fit.mean,
        "basis": fit.basis, "converged_share": solved / total, "points": points,
    }  # fmt: skip
    emit(out, rows="points", as_json=as_json, as_csv=as_csv)
    if solved < total:
        note(f"{total - solved} of {total} orbits did not converge and are left empty")
    if export is not None:
        from visviva.cli.launch_figures import draw_map

        draw_map(heights, tilts, [[p.payload for p in row] for row in rows], f"{launcher.name} from {name}", export)
        note(f"wrote {export}")
    if not solved:
        problems = sorted({p.problem for row in rows for p in row})
        raise ConvergenceError(f"no orbit of the map converged: {problems[0]}", tried=tuple(problems))


# --- from facts to values -----------------------------------------------------------------------------------


def _vehicle(name: str, crewed: bool) -> tuple[Any, Any]:
    from visviva.data.catalogue import Catalogue

    fact = Catalogue.bundled().vehicle(name)
    return fact, fact.build(crewed=crewed)


def _site(text: str) -> tuple[str, float, float]:
    """Name, latitude and longitude (rad) of a site of the catalogue, or of ``LAT,LON``."""
    parts = text.split(",")
    if len(parts) == 2:
        try:
            lat, lon = (float(p) for p in parts)
        except ValueError as err:
            raise InputError(f"--site {text!r} is neither a name nor LAT,LON", advice="like 51.88,128.33") from err
        if not (abs(lat) <= 90 and abs(lon) <= 360):
            raise InputError(f"--site {text!r} is not on the Earth", advice="give degrees")
        return text, radians(lat), radians(lon)
    from visviva.data.catalogue import Catalogue

    fact = Catalogue.bundled().site(text)
    pad = fact.pad()
    return fact.slug, radians(pad.lat_deg.value), radians(pad.lon_deg.value)


_SI = {
    "dry_mass_kg": ("dry_mass", 1.0),
    "propellant_mass_kg": ("propellant_mass", 1.0),
    "thrust_vacuum_kn": ("thrust_vacuum", 1e3),
    "isp_vacuum_s": ("specific_impulse_vacuum", 1.0),
}


def spreads_of(fact: Any) -> dict[str, Any]:
    """Spread of each figure of a vehicle fact, by parameter of the ascent, SI."""
    from visviva.core.uncertain import Uncertain

    out = {}
    for k, stage in enumerate(fact.stages):
        for key, (attribute, factor) in _SI.items():
            figure = getattr(stage, key)
            kind: Any = figure.kind if figure.kind in ("normal", "uniform") else "exact"
            out[f"{k}.{attribute}"] = Uncertain(figure.value, figure.low, figure.high, kind).scaled(factor)
    if fact.fairing is not None:
        figure = fact.fairing.mass_kg
        out["fairing"] = Uncertain(figure.value, figure.low, figure.high, "normal")
    return out


def _rules(launcher: Any, perigee_km: float, heading_deg: list[str] | None, drop_km: list[str] | None) -> Any:
    """Plain rules (None), or those with corridors and drop zones."""
    from visviva.launch.performance import rules_for

    if not heading_deg and not drop_km:
        return None
    headings = tuple(_corridor(launcher, text) for text in heading_deg or ())
    drops = tuple(_drop(launcher, text) for text in drop_km or ())
    return replace(rules_for(launcher, perigee_km * 1e3), headings=headings, drops=drops)


def _drop(launcher: Any, text: str) -> tuple[str, float, float]:
    """``first=600:900`` as the name of what falls and its ground range in m."""
    name, _, band = text.partition("=")
    names = [s.name for s in launcher.stages[:-1]] + (["fairing"] if launcher.fairing else [])
    if name not in names:
        raise InputError(f"--drop-km {text!r}: nothing called {name!r} falls", advice=f"use {', '.join(names)}")
    try:
        low, high = (float(p) * 1e3 for p in band.split(":"))
    except ValueError as err:
        raise InputError(f"--drop-km {text!r}", advice="write NAME=LOW:HIGH in km, like first=600:900") from err
    return name, low, high


def _corridor(launcher: Any, text: str) -> tuple[int, float, float]:
    """``196``, ``190:200`` or ``second=165`` as stage index and headings in rad."""
    head, sign, tail = text.rpartition("=")
    ground = [k for k, s in enumerate(launcher.stages) if s.ignition == "liftoff"]
    names = [s.name for s in launcher.stages]
    # Of the stages lit on the pad, the corridor belongs to the one that burns longest.
    stage = max(ground, key=lambda k: launcher.stages[k].burn_time)
    if sign:
        if head not in names:
            raise InputError(f"--heading-deg {text!r}: no stage {head!r}", advice=f"use {', '.join(names)}")
        stage = names.index(head)
    try:
        parts = [float(p) for p in tail.split(":")]
    except ValueError as err:
        raise InputError(f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH") from err
    if len(parts) not in (1, 2) or not 0 <= parts[-1] - parts[0] < 180:
        raise InputError(f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH less than 180 apart")
    return stage, radians(parts[0]), radians(parts[-1])


def _range(text: str) -> list[float]:
    import numpy as np

    try:
        low, high, count = (float(p) for p in text.split(":"))
    except ValueError as err:
        raise InputError(f"{text!r} is not a range", advice="write LOW:HIGH:COUNT, like 200:1000:9") from err
    if not (count >= 1 and count == int(count) and high >= low):
        raise InputError(f"{text!r} is not a range", advice="write LOW:HIGH:COUNT, like 200:1000:9")
    return [float(x) for x in np.linspace(low, high, int(count))]


def _in_wind(calm: Any, optimum: Any, file: Path | None) -> tuple[Any, str]:
    """The flight in the wind of a file, and how to say so; without a file the calm one."""
    if file is None:
        return calm, ""
    from visviva.core.atmosphere.wind import read_wind
    from visviva.launch.refly import refly

    return refly(optimum, wind=read_wind(file)), f" in the wind of {file.name}, unsteered"


# --- from values to keys ------------------------------------------------------------------------------------


def _flight_keys(flight: Any) -> dict[str, Any]:
    orbit = flight.orbit
    radius = 6378137.0
    return {
        "events": [
            {"name": e.name, "t_s": e.t, "altitude_km": e.altitude / 1e3, "downrange_km": e.downrange / 1e3,
             "speed_m_s": e.speed, "inertial_speed_m_s": e.inertial_speed, "mass_kg": e.mass}
            for e in flight.events
        ],
        "final_mass_kg": flight.final_mass,
        "insertion": {
            "perigee_km": (orbit.semi_major * (1 - orbit.eccentricity) - radius) / 1e3,
            "apogee_km": (orbit.semi_major * (1 + orbit.eccentricity) - radius) / 1e3,
            "inclination_deg": degrees(orbit.inclination),
            "semi_major_km": orbit.semi_major / 1e3,
            "eccentricity": orbit.eccentricity,
        },
        "falls": [
            {"name": f.name, "ground_range_km": f.ground_range / 1e3, "lat_deg": degrees(f.latitude),
             "lon_deg": degrees(f.longitude)}
            for f in flight.falls
        ],
        "peaks": flight.peaks,
        "refly_difference": {"position_m": flight.gap_position, "speed_m_s": flight.gap_speed},
    }  # fmt: skip


def _sensitivities(launcher: Any, rates: dict[str, float]) -> list[dict[str, Any]]:
    """Change of payload for one per cent of each figure, largest first."""
    out = []
    for name, rate in rates.items():
        if not name[0].isdigit():
            continue
        k, _, figure = name.partition(".")
        stage = launcher.stages[int(k)]
        effect = 0.01 * rate * getattr(stage, figure)
        out.append({"stage": stage.name, "figure": figure, "payload_kg_per_percent": effect})
    return sorted(out, key=lambda r: -abs(r["payload_kg_per_percent"]))


def _rounded(event: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 1) if isinstance(v, float) else v for k, v in event.items()}


def _print_falls(flight: Any) -> None:
    falls = ", ".join(f"{f.name} {f.ground_range / 1e3:,.0f} km" for f in flight.falls)
    if falls:
        print(f"come down without air, from the pad: {falls}")


def _draw(flight: Any, title: str, export: Path | None) -> None:
    if export is None:
        return
    from visviva.cli.launch_figures import draw_flight

    draw_flight(flight, title, export)
    note(f"wrote {export}")


launch_problem.register(app)
launch_flown.register(app)
