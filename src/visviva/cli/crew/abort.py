"""`visviva crew abort`: an ascent flown by the launch pillar, left at any second."""

from dataclasses import dataclass
from math import radians
from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.crew.entry import event_row
from visviva.cli.output import emit, note, print_table
from visviva.crew.descent.abort import Abort, AscentPath, abort, envelope, worst
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.g_load import judge_load
from visviva.data.crewed_tables import load_references


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    vehicle: str
    site: str
    spacecraft: str
    perigee_km: float
    apogee_km: float
    inclination_deg: float
    at: float | None
    step: float
    bank_deg: float | None
    escape_delta_v_m_s: float
    wind: Path | None
    as_json: bool
    as_csv: bool


def run(request: Request) -> None:
    """Fly the ascent, leave it, and print what becomes of the capsule."""
    from visviva.cli.crew.deorbit import _wind
    from visviva.data.catalogue import Catalogue

    ship = Catalogue.bundled().ship(request.spacecraft)
    figures = ship.capsule_figures()
    capsule = figures.capsule(lifting=request.bank_deg is not None)
    path, name = fly_ascent(request, ship.mass_kg.value)
    bank = None if request.bank_deg is None else Bank.constant(radians(request.bank_deg))
    options: dict[str, Any] = {
        "bank": bank,
        "escape_delta_v": request.escape_delta_v_m_s,
        "wind": _wind(request.wind),
    }
    how = "ballistic" if bank is None else f"lifting, bank {request.bank_deg:g} deg"
    notes = [
        f"{how}; the ground is taken at sea level; the ascent is the optimal one, flatter than a "
        "flown one"
    ]
    if not request.escape_delta_v_m_s:
        notes.append(
            "no escape impulse: in the first seconds of the flight the answer is a lower bound"
        )
    if request.at is None:
        aborts = envelope(path, capsule, step=request.step, **options)
    else:
        aborts = (abort(path, request.at, capsule, **options),)
    rows = [row(a) for a in aborts]
    payload: dict[str, Any] = {
        "schema": "visviva.crew.descent.abort/1",
        "vehicle": name,
        "site": request.site,
        "spacecraft": ship.slug,
        "ascent_s": round(float(path.t[-1]), 2),
        "aborts": rows,
        "notes": notes,
    }
    one = aborts[0] if len(aborts) == 1 else worst(aborts)
    if one.flight is not None:
        flight, t0 = one.flight, one.t
        top = float(flight.t[int(np.argmax(flight.altitude))])
        found = [
            ("abort", 0.0),
            ("apogee", top),
            ("peak load", flight.peak_time),
            *flight.openings,
            ("landing", float(flight.t[-1])),
        ]
        events = [event_row(flight.event(n, t)) for n, t in sorted(found, key=lambda e: e[1])]
        payload["events"] = [{**e, "t_s": round(e["t_s"] + t0, 2)} for e in events]
        payload["peak_g"] = round(one.peak_g, 3)
        payload["landing"] = {
            k: rows[aborts.index(one)][k] for k in ("lat_deg", "lon_deg", "range_km", "t_s")
        }
        before = flight.t <= (flight.openings[0][1] if flight.openings else np.inf)
        payload["load"] = {
            "for_people": judge_load(
                flight.t[before], flight.load[before], load_references()
            ).sentence
        }
        if len(aborts) > 1:
            payload["worst"] = rows[aborts.index(one)]
    for line in notes:
        note(line)

    def table() -> None:
        print_table(rows, title=f"{ship.slug} on {name} from {request.site}: leaving the ascent")
        if "events" in payload:
            print_table(
                payload["events"],
                title=f"leaving at {one.t:.0f} s: {payload['load']['for_people']}",
            )

    emit(payload, rows="aborts", as_json=request.as_json, as_csv=request.as_csv, table=table)


def fly_ascent(request: Request, payload_kg: float) -> tuple[AscentPath, str]:
    """The ascent of the request with the ship on top, by the launch pillar.

    As values that the abort takes.
    """
    from visviva.cli.launch.inputs import site_of
    from visviva.data.catalogue import Catalogue
    from visviva.launch.mission import Mission
    from visviva.launch.optimal.ascent import optimise
    from visviva.launch.optimal.refly import refly
    from visviva.launch.performance import rules_for

    fact = Catalogue.bundled().vehicle(request.vehicle)
    launcher = fact.build(crewed=True)
    _, lat, lon = site_of(request.site)
    mission = Mission(
        lat,
        request.perigee_km * 1e3,
        request.apogee_km * 1e3,
        radians(request.inclination_deg),
        longitude=lon,
    )
    best = optimise(
        mission,
        launcher,
        rules=rules_for(launcher, request.perigee_km * 1e3, None),
        payload=payload_kg,
    )
    record = refly(best).record
    return AscentPath.from_inertial(record.t, record.r, record.v, lon), fact.title


def row(a: Abort) -> dict[str, Any]:
    """One abort as tables and JSON show it."""
    down = a.outcome == "landed"

    def shown(value: float, digits: int) -> float | None:
        return round(value, digits) if down else None

    return {
        "abort_t_s": round(a.t, 2),
        "altitude_km": round(a.altitude / 1e3, 2),
        "speed_m_s": round(a.speed, 1),
        "outcome": a.outcome,
        "apogee_km": round(a.apogee / 1e3, 1),
        "peak_g": shown(a.peak_g, 2),
        "range_km": shown(a.range / 1e3, 1),
        "lat_deg": shown(float(np.degrees(a.latitude)), 3),
        "lon_deg": shown(float(np.degrees(a.longitude)), 3),
        "t_s": shown(a.landing_t, 1),
        "flight_s": shown(a.landing_t - a.t, 1),
    }
