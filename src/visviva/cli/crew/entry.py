"""`visviva crew entry`: stated cases flown, their events, loads.

Heat and landing beside what was stated.
"""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.output import console, emit, note, print_table
from visviva.core.constants import STANDARD_GRAVITY
from visviva.crew.entry.blackout import blackout
from visviva.crew.entry.fly import INTERFACE, EntryEvent, EntryFlight
from visviva.crew.entry.g_load import judge_load
from visviva.crew.entry.heating import LEFT_OUT, detra_kemp_riddell, heat_load, sutton_graves
from visviva.crew.entry.stated_cases import CaseFile, EntryCase, read_cases, stated_mach
from visviva.data.crewed_tables import load_references

EVENT_COLUMNS = ("name", "t_s", "altitude_km", "speed_m_s", "g")


def run(file: Path, name: str | None, *, as_json: bool, as_csv: bool) -> None:
    """Fly one case, or all of a file, and print them."""
    cases = read_cases(file)
    wanted = [cases.select(name)] if name else [*cases.entries, *cases.checks]
    done = [
        check_payload(cases, one) if one in cases.checks else entry_payload(cases.entry(one))
        for one in wanted
    ]
    for result in done:
        for line in result.get("notes", ()):
            note(f"{result['case']}: {line}")
    if len(done) == 1:
        payload = done[0]
    else:
        payload = {"schema": "visviva.crew.entries/1", "cases": done}
        payload["rows"] = [{"case": d["case"], **row} for d in done for row in d.get("events", ())]
    rows = "rows" if len(done) > 1 else "events" if "events" in payload else "checks"
    emit(payload, rows=rows, as_json=as_json, as_csv=as_csv, table=lambda: _draw_all(done))


def entry_payload(case: EntryCase) -> dict[str, Any]:
    """Everything about one flown case, as JSON carries it."""
    flight = case.fly()
    last = flight.event("landing", flight.t[-1])
    landing: dict[str, Any] = {
        **place(last),
        "t_s": round(last.t, 2),
        "speed_m_s": round(last.speed, 2),
    }
    if case.start is not None:
        landing["utc"] = (case.start + last.t).iso(0)
    out: dict[str, Any] = {
        "schema": "visviva.crew.entry.fly/1",
        "case": case.name,
        "events": [event_row(e) for e in events(case, flight)],
        "peak_g": round(flight.peak_g, 4),
        "peak_g_t_s": round(flight.peak_time, 2),
        "landing": landing,
    }
    before = flight.t <= (flight.openings[0][1] if flight.openings else np.inf)
    verdict = judge_load(flight.t[before], flight.load[before], load_references())
    out["load"] = {
        "seconds_above_g": {f"{k:g}": v for k, v in verdict.seconds_above_g.items()},
        "for_people": verdict.sentence,
    }
    out["heating"] = heating(flight)
    out["blackout"] = blackout(flight).as_keys()
    out["stated"] = stated(case, flight)
    out["notes"] = list(case.notes)
    return out


def events(case: EntryCase, flight: EntryFlight) -> list[EntryEvent]:
    """Moments of the flight in order of time."""
    found = [("start", 0.0)]
    if flight.altitude[0] > INTERFACE and (t := flight.time_at_altitude(INTERFACE)) is not None:
        found.append(("entry interface, 100 km", t))
    flux = np.sqrt(flight.density) * flight.airspeed**3
    found.append(("peak heating", float(flight.t[int(np.argmax(flux))])))
    found.append(("peak load", flight.peak_time))
    for mach in sorted({m for k in case.stated if (m := stated_mach(k))}, reverse=True):
        if (t := flight.time_at_mach(mach)) is not None:
            found.append((f"Mach {mach:g}", t))
    found += flight.openings
    found.append(("landing", float(flight.t[-1])))
    return [flight.event(name, t) for name, t in sorted(found, key=lambda e: e[1])]


def heating(flight: EntryFlight) -> dict[str, Any]:
    """Convective heat at the stagnation point by both correlations; what is left out is said."""
    radius = flight.capsule.nose_radius
    if radius is None:
        return {
            "left_out": "no nose_radius_m stated: heat goes with one over its root, so none is "
            "given"
        }
    out: dict[str, Any] = {"nose_radius_m": radius}
    for key, law in (("sutton_graves", sutton_graves), ("detra_kemp_riddell", detra_kemp_riddell)):
        flux = law(flight.density, flight.airspeed, radius)
        i = int(np.argmax(flux))
        out[key] = {
            "peak_w_cm2": round(float(flux[i]) / 1e4, 3),
            "t_s": round(float(flight.t[i]), 2),
            "altitude_km": round(float(flight.altitude[i]) / 1e3, 3),
            "load_j_cm2": round(heat_load(flight.t, flux) / 1e4, 2),
        }
    return {**out, "left_out": LEFT_OUT}


def stated(case: EntryCase, flight: EntryFlight) -> list[dict[str, Any]]:
    """What the case says came out, beside what came out here."""
    rows: list[dict[str, Any]] = []
    for key, value in case.stated.items():
        mine = _computed(key, case, flight)
        if mine is not None:
            rows.append(
                {
                    "figure": key,
                    "stated": value,
                    "computed": round(mine, 4),
                    "off_percent": round(100.0 * (mine - value) / value, 2) if value else None,
                }
            )
    if case.flight is not None:
        t, altitude, speed = case.flight
        inside = t <= flight.t[-1]
        off = (flight.at(t[inside], "altitude") - altitude[inside]) / 1e3
        rows.append(_rms("altitude against flight, rms km", off))
        if speed.size:
            mine_v = np.interp(t[inside], flight.t, flight.inertial_speed)
            rows.append(_rms("inertial speed against flight, rms m/s", mine_v - speed[inside]))
    return rows


def _rms(name: str, off: Any) -> dict[str, Any]:
    return {
        "figure": name,
        "stated": None,
        "computed": round(float(np.sqrt(np.mean(off**2))), 3),
        "off_percent": None,
    }


def _computed(key: str, case: EntryCase, flight: EntryFlight) -> float | None:
    if key == "peak_g":
        return flight.peak_g
    mach = stated_mach(key)
    if mach is not None:
        t = flight.time_at_mach(mach)
        if t is None:
            return None
        return t if key.endswith("time_s") else float(flight.at(t, "altitude")) / 1e3
    if key == "drogue_time_s":
        # opened by a Mach number the case names, or by the first parachute it describes
        machs = [m for k in case.stated if (m := stated_mach(k))]
        return (
            flight.openings[0][1]
            if flight.openings
            else flight.time_at_mach(machs[0])
            if machs
            else None
        )
    heat = heating(flight).get("sutton_graves")
    if heat is None:
        return None
    return float(heat["peak_w_cm2"] if key == "peak_heat_W_cm2" else heat["load_j_cm2"])


def check_payload(cases: CaseFile, name: str) -> dict[str, Any]:
    """The closed form of Allen and Eggers beside numerical integration, row by row."""
    from visviva.crew.entry.closed_form import (
        SCALE_HEIGHT,
        SURFACE_DENSITY,
        allen_eggers_peak_g,
        numerical_peak_g,
    )

    rows = []
    for row in cases.check(name):
        closed = float(allen_eggers_peak_g(row.speed, row.path_angle))
        numerical = numerical_peak_g(
            row.speed, row.path_angle, row.altitude, row.ballistic_coefficient
        )
        rows.append(
            {
                "case": row.name,
                "closed_form_g": round(closed, 3),
                "numerical_g": round(numerical, 3),
                "error_percent": round(100.0 * (closed / numerical - 1.0), 2),
                "stated_percent": row.stated_percent,
            }
        )
    return {
        "schema": "visviva.crew.closed-form/1",
        "case": name,
        "checks": rows,
        "notes": [
            "closed form and integration share an exponential air: scale height "
            f"{SCALE_HEIGHT / 1e3:g} km, "
            f"{SURFACE_DENSITY:g} kg/m³ at the ground, on a sphere that does not turn"
        ],
    }


def event_row(e: EntryEvent) -> dict[str, Any]:
    """One event as tables and JSON show it."""
    return {
        "name": e.name,
        "t_s": round(e.t, 2),
        "altitude_km": round(e.altitude / 1e3, 3) + 0.0,
        "speed_m_s": round(e.speed, 2),
        "g": round(e.load / STANDARD_GRAVITY, 3),
        **place(e),
    }


def place(e: EntryEvent) -> dict[str, float]:
    """Latitude and longitude in degrees."""
    return {
        "lat_deg": round(float(np.degrees(e.latitude)), 4),
        "lon_deg": round(float(np.degrees(e.longitude)), 4),
    }


def _draw_all(results: list[dict[str, Any]]) -> None:
    for result in results:
        _draw(result)


def _draw(result: dict[str, Any]) -> None:
    if "checks" in result:
        print_table(result["checks"], title=result["case"])
        return
    landing = result["landing"]
    print_table(
        result["events"],
        title=f"{result['case']}: peak {result['peak_g']:.2f} g, "
        f"down at {landing['lat_deg']:.2f}, {landing['lon_deg']:.2f} after {landing['t_s']:.0f} s",
    )
    if result["stated"]:
        print_table(result["stated"])
    out = console()
    out.print("load: " + result["load"]["for_people"])
    for key, label in (
        ("sutton_graves", "Sutton-Graves"),
        ("detra_kemp_riddell", "Detra-Kemp-Riddell"),
    ):
        if key in result["heating"]:
            h = result["heating"][key]
            out.print(
                f"heat, {label}: {h['peak_w_cm2']:.0f} W/cm² at {h['altitude_km']:.0f} km, "
                f"{h['load_j_cm2']:.0f} J/cm²"
            )
    out.print(result["heating"]["left_out"])
