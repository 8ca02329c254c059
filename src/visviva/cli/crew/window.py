"""`visviva crew window`: from files and options to windows, and from windows to stdout."""

from pathlib import Path
from typing import Any

import numpy as np
import typer

from visviva.analysis.crewed_flight import CrewCase, crew_case
from visviva.cli.crew.going_up import start_of, tell_rejected
from visviva.cli.output import emit, note, print_table
from visviva.core.time import DAY_S, Epoch
from visviva.crew.liftoff.window import Claim, Window, check_claimed_liftoff, windows

SCHEMA = "visviva.crew.liftoff.window/1"
#: Age of a set past which its phase is doubtful: a reboost of one kilometre shifts it by 1.2
#: degrees a day.
PHASE_DAYS = 5.0


def run_window(
    elements: Path,
    site: str,
    date: str,
    spacecraft: str,
    pad: str | None,
    vehicle: str | None,
    station: str | None,
    days: float,
    claimed: str | None,
    without: str | None,
    as_json: bool,
    as_csv: bool,
    strict: bool,
) -> None:
    """Read, search, judge, write."""
    start = start_of(date)
    moment = Epoch.parse(claimed) if claimed else None
    middle = start + 0.5 * DAY_S if moment is None else moment
    case = crew_case(
        elements,
        middle,
        site=site,
        spacecraft=spacecraft,
        pad=pad,
        vehicle=vehicle,
        station=station,
        without=without,
    )
    rejected = tell_rejected(case.rejected)
    found = windows(case.elements, case.pad, case.launcher, case.profiles, start, days)
    around = found
    if moment is not None and not start <= moment <= start + days * DAY_S:
        around = windows(case.elements, case.pad, case.launcher, case.profiles, moment - DAY_S, 2.0)
    verdict = (
        check_claimed_liftoff(moment, around, case.elements, case.pad, case.spare)
        if moment is not None
        else None
    )
    warnings = _warnings(case, found)
    for line in warnings:
        note(f"visviva: {line}")
    payload: dict[str, Any] = {
        "schema": SCHEMA,
        "site": case.site.slug,
        "pad": case.pad_key,
        "vehicle": case.vehicle.slug,
        "spacecraft": case.ship.slug,
        "station": case.station.slug if case.station else case.elements.label,
        "start_utc": start.iso(),
        "days": days,
        "element_set": {
            "object": case.elements.catalog_number,
            "epoch_utc": case.elements.epoch.iso(),
            "place": case.elements.place,
            "age_days": round(float((start - case.elements.epoch) / DAY_S), 3),
        },
        "lead_basis": _basis(case),
        "windows": [row(w) for w in found],
        "claim": None if verdict is None or moment is None else _claim_row(moment, verdict),
        "rejected": rejected,
        "warnings": warnings,
    }
    emit(
        payload,
        rows="windows",
        as_json=as_json,
        as_csv=as_csv,
        columns=_CSV,
        table=lambda: _table(case, found, verdict),
    )
    if strict and verdict is not None and not verdict.possible:
        raise typer.Exit(1)


_CSV = (
    "liftoff_utc",
    "direction",
    "liftoff_lead_s",
    "sigma_s",
    "plane_offset_deg",
    "phase_deg",
    "phase_to_close_deg",
    "profile",
    "crossing_utc",
    "azimuth_known",
    "age_days",
)


def row(w: Window) -> dict[str, Any]:
    """One window as a row of the contract."""
    return {
        "liftoff_utc": w.liftoff.iso(0),
        "direction": "northbound" if w.northbound else "southbound",
        "liftoff_lead_s": round(w.liftoff_lead, 1),
        "sigma_s": round(w.sigma, 1),
        "plane_offset_deg": round(float(np.degrees(w.plane_offset)), 4),
        "phase_deg": round(float(np.degrees(w.phase)), 3),
        "phase_to_close_deg": round(float(np.degrees(w.phase_to_close)), 3),
        "profile": w.profile,
        "profiles": [p.name for p in w.profiles],
        "crossing_utc": w.crossing.iso(0),
        "azimuth_known": w.known,
        "age_days": round(w.age_days, 3),
        "liftoff_lead_parts": [{"part": name, "seconds": round(s, 1)} for name, s in w.parts],
    }


def _basis(case: CrewCase) -> dict[str, Any]:
    ascent = case.launcher.ascent
    return {
        "ascent_s": round(ascent.duration, 1),
        "ascent_downrange_deg": round(float(np.degrees(ascent.downrange)), 2),
        "azimuth_northbound_deg": _degrees(case.launcher.azimuth_north),
        "azimuth_southbound_deg": _degrees(case.launcher.azimuth_south),
        "azimuth_from": [f.flight for f in case.flown()],
        "insertion": case.insertion[2],
        "profiles": [
            {
                "name": p.name,
                "flight_time_h": round(p.flight_time / 3600.0, 3),
                "phase_low_deg": _degrees(p.phase_low),
                "phase_high_deg": _degrees(p.phase_high),
                "source": p.source,
            }
            for p in case.profiles
        ],
    }


def _degrees(angle: float | None) -> float | None:
    return None if angle is None else round(float(np.degrees(angle)), 3)


def _claim_row(moment: Epoch, c: Claim) -> dict[str, Any]:
    return {
        "liftoff_utc": moment.iso(0),
        "verdict": "possible" if c.possible else "impossible",
        "reason": c.reason,
        "nearest_utc": c.window.liftoff.iso(0),
        "late_s": round(c.late, 1),
        "plane_error_deg": round(float(np.degrees(c.plane_error)), 4),
        "turn_cost_m_s": round(c.turn_cost, 1),
    }


def _warnings(case: CrewCase, found: tuple[Window, ...]) -> list[str]:
    lines = []
    oldest = max((abs(w.age_days) for w in found), default=0.0)
    if oldest > PHASE_DAYS:
        lines.append(
            f"the element set is up to {oldest:.1f} days from these lift-offs: a reboost of one "
            "kilometre would shift "
            f"the phase by {1.2 * oldest:.0f}°, so the profile is not certain"
        )
    if found and not any(w.known for w in found):
        lines.append(
            f"no launch of {case.ship.slug} from {case.site.slug} is known here: the azimuth that "
            "steers least is "
            "taken, and lift-off is uncertain by a minute"
        )
    return lines


def _table(case: CrewCase, found: tuple[Window, ...], verdict: Claim | None) -> None:
    rows = [
        {
            "lift-off UTC": w.liftoff.iso(0),
            "bound": "north" if w.northbound else "south",
            "± s": f"{w.sigma:.0f}",
            "lead s": f"{w.liftoff_lead:+.0f}",
            "off plane": f"{np.degrees(w.plane_offset):.3f}°",
            "station behind": f"{np.degrees(w.phase):.1f}°",
            "to close": f"{np.degrees(w.phase_to_close):.1f}°",
            "profile": w.profile or "none fits",
            "azimuth": "flown" if w.known else "best",
        }
        for w in found
    ]
    where = f"{case.ship.slug} on {case.vehicle.slug} from {case.site.slug} {case.pad_key}"
    if rows:
        print_table(rows, title=where)
    else:
        print(f"{where}: no window in the span")
    if verdict is not None:
        print(
            f"claimed lift-off {'possible' if verdict.possible else 'IMPOSSIBLE'}: {verdict.reason}"
        )
