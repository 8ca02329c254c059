"""`visviva launch`: payloads, ascents, maps and stated problems, from the facts to a table.

A picture or JSON.
"""

import os
import signal
from math import degrees, radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.launch import casualties as launch_casualties
from visviva.cli.launch import fall as launch_fall
from visviva.cli.launch import flown as launch_flown
from visviva.cli.launch import notice as launch_notice
from visviva.cli.launch import problem as launch_problem
from visviva.cli.launch.inputs import range_of, rules_of, site_of, spreads_of, vehicle_of
from visviva.cli.output import CsvFlag, JsonFlag, emit, note, print_table, progress
from visviva.errors import ConvergenceError, InputError

app = typer.Typer(
    no_args_is_help=True, help="What a launcher can lift, from where, to which orbit."
)

VehicleOption = Annotated[
    str, typer.Option("--vehicle", help="Slug or name of a launcher, or a TOML file.")
]
SiteOption = Annotated[
    str, typer.Option("--site", help="Slug or name of a site, a TOML file, or LAT,LON in degrees.")
]
PerigeeOption = Annotated[
    float, typer.Option("--perigee-km", help="km over the equatorial radius, like 500.")
]
ApogeeOption = Annotated[
    float, typer.Option("--apogee-km", help="km over the equatorial radius, like 500.")
]
InclinationOption = Annotated[
    float, typer.Option("--inclination-deg", help="Of the orbit to the equator, 0 to 180.")
]
TurnFlag = Annotated[
    bool, typer.Option("--turn", help="Allow an inclination below the pad's latitude.")
]
SouthFlag = Annotated[bool, typer.Option("--southward", help="Leave towards the descending node.")]
CrewFlag = Annotated[bool, typer.Option("--crewed", help="Carry the escape tower.")]
HeadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--heading-deg",
        help="Heading over the ground when a stage is spent: STAGE=LOW:HIGH, or LOW:HIGH for "
        "those lit on the "
        "pad. Give it twice for a dog-leg.",
    ),
]
DropOption = Annotated[
    list[str] | None,
    typer.Option(
        "--drop-km",
        help="Keep where a stage (or the fairing) comes down within NAME=LOW:HIGH km of ground "
        "range, without air.",
    ),
]
WindOption = Annotated[
    Path | None,
    typer.Option(
        "--wind",
        help="CSV of the wind: altitude_m, east_m_s, north_m_s. The steering does not react to it.",
    ),
]


def _picture(path: Path | None) -> Path | None:
    """Refuse a picture that cannot be written before the work."""
    if path is None:
        return None
    from visviva.plot.launch import check_picture

    return check_picture(path)


PictureOption = Annotated[
    Path | None,
    typer.Option("--export", help="Write a picture (.svg, .png, .pdf).", callback=_picture),
]


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
    from visviva.analysis.payload import calibrations_for
    from visviva.launch.performance import describe
    from visviva.launch.performance import payload as lift

    fact, launcher = vehicle_of(vehicle, crewed)
    name, lat, lon = site_of(site)
    result = lift(
        launcher,
        lat,
        lon,
        perigee_km * 1e3,
        apogee_km * 1e3,
        radians(inclination_deg),
        southward=southward,
        turn=turn,
        rules=rules_of(launcher, perigee_km, heading_deg, drop_km),
        spreads=spreads_of(fact),
        calibrations=calibrations_for(fact),
    )
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
            {
                "vehicle": c.vehicle,
                "payload_kg": c.payload,
                "nuisance_m_s": c.nuisance,
                "source": c.source,
            }
            for c in result.nuisance.used
        ],
        "sensitivities": _sensitivities(launcher, result.rates),
        **_flight_keys(flight),
    }

    def table() -> None:
        low, high = result.interval.low, result.interval.high
        print(
            f"{launcher.name} from {name} to {perigee_km:g} × {apogee_km:g} km, "
            f"{inclination_deg:g}°: "
            f"{result.payload:,.0f} kg, 90 % interval {low:,.0f} to {high:,.0f} kg"
        )
        print(
            f"nuisance velocity {result.nuisance.mean:.0f} ± {result.nuisance.sigma:.0f} m/s "
            f"({result.nuisance.basis}); {result.rates['nuisance']:.2f} kg per m/s; "
            f"lift-off mass {result.liftoff_mass / 1e3:,.1f} t"
        )
        print_table([_rounded(e) for e in out["events"]])
        _print_falls(flight)
        print(
            f"flown again{word}: {flight.gap_position:.0f} m and {flight.gap_speed:.2f} m/s from "
            "the optimum"
        )

    emit(out, rows="events", as_json=as_json, as_csv=as_csv, table=table)
    _draw(flight, f"{launcher.name}, {result.payload:,.0f} kg{word}", export)


@app.command()
def ascent(
    vehicle: VehicleOption,
    site: SiteOption,
    perigee_km: PerigeeOption,
    apogee_km: ApogeeOption,
    inclination_deg: InclinationOption,
    payload_kg: Annotated[
        float | None, typer.Option("--payload-kg", help="None: the heaviest that is lifted.")
    ] = None,
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
    from visviva.analysis.payload import calibrations_for
    from visviva.launch.mission import Mission
    from visviva.launch.optimal.ascent import optimise
    from visviva.launch.optimal.refly import refly
    from visviva.launch.performance import nuisance_of, rules_for

    fact, launcher = vehicle_of(vehicle, crewed)
    name, lat, lon = site_of(site)
    if payload_kg is not None and not 0 < payload_kg < launcher.liftoff_mass:
        raise InputError(
            f"a payload of {payload_kg:g} kg",
            advice="give one above zero and below the lift-off mass",
        )
    mission = Mission(
        lat, perigee_km * 1e3, apogee_km * 1e3, radians(inclination_deg), southward, turn, lon
    )
    fit = nuisance_of(launcher, calibrations_for(fact))
    rules = rules_for(
        launcher, perigee_km * 1e3, rules_of(launcher, perigee_km, heading_deg, drop_km)
    )
    best = optimise(mission, launcher, rules=rules, spare=fit.mean, payload=payload_kg)
    if payload_kg is not None and best.spare < 0:
        raise ConvergenceError(
            f"{payload_kg:g} kg is {-best.spare:.0f} m/s out of reach even with every kilogram of "
            "propellant burnt",
            advice="give a lighter payload",
            missing_m_s=-best.spare,
        )
    flight, word = _in_wind(refly(best), best, wind)
    out = {
        "schema": "visviva.launch.optimal.ascent/1",
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
        margin = best.spare - fit.mean
        end = f"{margin:.0f} m/s are left" if margin >= -0.5 else f"{-margin:.0f} m/s short"
        print(
            f"{launcher.name} from {name} with {best.payload:,.0f} kg: {best.spare:.0f} m/s "
            "unspent by the optimum, "
            f"reserves and losses beyond it take {fit.mean:.0f} ± {fit.sigma:.0f} m/s: {end}"
        )
        print_table([_rounded(e) for e in out["events"]])
        _print_falls(flight)
        print(
            f"flown again{word}: {flight.gap_position:.0f} m and {flight.gap_speed:.2f} m/s from "
            "the optimum"
        )

    emit(out, rows="events", as_json=as_json, as_csv=as_csv, table=table)
    _draw(flight, f"{launcher.name}, {best.payload:,.0f} kg{word}", export)


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
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes.")] = min(
        2, os.cpu_count() or 1
    ),
    export: PictureOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Payload over altitude and inclination: a table, and a contour picture with --export."""
    from concurrent.futures import ProcessPoolExecutor

    from visviva.analysis.payload import calibrations_for
    from visviva.launch.mission import Mission
    from visviva.launch.performance import nuisance_of
    from visviva.launch.sweep import payload_map

    fact, launcher = vehicle_of(vehicle, crewed)
    name, lat, _ = site_of(site)
    heights = range_of(altitude_km)
    lowest = degrees(Mission(lat, 2e5, 2e5, radians(90.0)).lowest_inclination)
    tilts = range_of(inclination_deg or f"{lowest + 0.2:.2f}:98:10")
    fit = nuisance_of(launcher, calibrations_for(fact))
    for tilt in tilts:
        for h in heights:
            Mission(lat, h * 1e3, h * 1e3, radians(tilt))
    total = len(heights) * len(tilts)
    with progress("payload map", total) as tell:
        orbits = [(h * 1e3, h * 1e3) for h in heights]
        arguments: dict[str, Any] = {"spare": fit.mean, "southward": southward, "progress": tell}
        if workers == 1:
            rows = payload_map(launcher, lat, [radians(i) for i in tilts], orbits, **arguments)
        else:
            # Workers die at once of Ctrl-C; the parent reports it.
            quietly: dict[str, Any] = {
                "initializer": signal.signal,
                "initargs": (signal.SIGINT, signal.SIG_DFL),
            }
            with ProcessPoolExecutor(workers, **quietly) as pool:
                rows = payload_map(
                    launcher,
                    lat,
                    [radians(i) for i in tilts],
                    orbits,
                    executor=pool,
                    workers=2 * workers,
                    **arguments,
                )
    points = [
        {
            "altitude_km": round(p.perigee / 1e3, 6),
            "inclination_deg": round(degrees(p.inclination), 6),
            "payload_kg": p.payload,
            "converged": p.payload is not None,
            "problem": p.problem or None,
        }
        for row in rows
        for p in row
    ]
    solved = sum(bool(p["converged"]) for p in points)
    out = {
        "schema": "visviva.launch.map/1",
        "vehicle": launcher.name,
        "site": name,
        "nuisance_m_s": fit.mean,
        "basis": fit.basis,
        "converged_share": solved / total,
        "points": points,
    }
    emit(out, rows="points", as_json=as_json, as_csv=as_csv)
    if solved < total:
        note(f"{total - solved} of {total} orbits did not converge and are left empty")
    if export is not None:
        from visviva.plot.launch import draw_map

        draw_map(
            heights,
            tilts,
            [[p.payload for p in row] for row in rows],
            f"{launcher.name} from {name}",
            export,
        )
        note(f"wrote {export}")
    if not solved:
        problems = sorted({p.problem for row in rows for p in row})
        raise ConvergenceError(
            f"no orbit of the map converged: {problems[0]}", tried=tuple(problems)
        )


def _in_wind(calm: Any, optimum: Any, file: Path | None) -> tuple[Any, str]:
    """The flight in the wind of a file, and how to say so; without a file the calm one."""
    if file is None:
        return calm, ""
    from visviva.core.atmosphere.wind import read_wind
    from visviva.launch.optimal.refly import refly

    return refly(optimum, wind=read_wind(file)), f" in the wind of {file.name}, unsteered"


# --- from values to keys


def _flight_keys(flight: Any) -> dict[str, Any]:
    orbit = flight.orbit
    radius = 6378137.0
    return {
        "events": [
            {
                "name": e.name,
                "t_s": e.t,
                "altitude_km": e.altitude / 1e3,
                "downrange_km": e.downrange / 1e3,
                "speed_m_s": e.speed,
                "inertial_speed_m_s": e.inertial_speed,
                "mass_kg": e.mass,
            }
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
            {
                "name": f.name,
                "ground_range_km": f.ground_range / 1e3,
                "lat_deg": degrees(f.latitude),
                "lon_deg": degrees(f.longitude),
            }
            for f in flight.falls
        ],
        "peaks": flight.peaks,
        "refly_difference": {"position_m": flight.gap_position, "speed_m_s": flight.gap_speed},
    }


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
    from visviva.plot.launch import draw_flight

    draw_flight(flight, title, export)
    note(f"wrote {export}")


launch_problem.register(app)
launch_flown.register(app)
launch_notice.register(app)
launch_casualties.register(app)
launch_fall.register(app)
