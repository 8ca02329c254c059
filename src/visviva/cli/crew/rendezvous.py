"""`visviva crew rendezvous`: from files and options to a plan.

And from a plan to stdout and a picture.
"""

from pathlib import Path
from typing import Any

import numpy as np
import typer

from visviva.analysis.crewed_flight import crew_case
from visviva.analysis.rendezvous import Meeting, plan_rendezvous
from visviva.cli.crew.going_up import tell_rejected
from visviva.cli.output import emit, note, print_table
from visviva.core.time import Epoch

SCHEMA = "visviva.crew.rendezvous.plan/1"


def run_rendezvous(
    elements: Path,
    site: str,
    liftoff: str,
    spacecraft: str,
    pad: str | None,
    vehicle: str | None,
    station: str | None,
    profile: str | None,
    flight_time_h: float | None,
    picture: Path | None,
    as_json: bool,
    as_csv: bool,
    strict: bool,
) -> None:
    """Resolve, plan, draw, write."""
    moment = Epoch.parse(liftoff)
    case = crew_case(
        elements,
        moment,
        site=site,
        spacecraft=spacecraft,
        pad=pad,
        vehicle=vehicle,
        station=station,
    )
    rejected = tell_rejected(case.rejected)
    if picture is not None:
        from visviva.plot.rendezvous import check_picture

        check_picture(picture)
    seconds = None if flight_time_h is None else 3600.0 * flight_time_h
    found = plan_rendezvous(case, moment, profile=profile, flight_time=seconds)
    payload: dict[str, Any] = {
        "schema": SCHEMA,
        "site": case.site.slug,
        "spacecraft": case.ship.slug,
        "station": case.station.slug if case.station else case.elements.label,
        "liftoff_utc": moment.iso(0),
        **_payload(found),
        "rejected": rejected,
    }
    if picture is not None:
        from visviva.plot.rendezvous import draw_plan

        draw_plan(found.plan, picture)
        note(f"visviva: relative motion drawn in {picture}")
    emit(
        payload,
        rows="burns",
        as_json=as_json,
        as_csv=as_csv,
        columns=_CSV,
        table=lambda: _table(found),
    )
    if strict and not (found.plan.safe and found.enough is not False):
        raise typer.Exit(1)


_CSV = (
    "name",
    "utc",
    "delta_v_m_s",
    "forward_m_s",
    "normal_m_s",
    "up_m_s",
    "range_km",
    "clearance_if_missed_m",
)


def _payload(m: Meeting) -> dict[str, Any]:
    p = m.plan
    return {
        "profile": m.profile.name,
        "insertion_utc": p.insertion.iso(0),
        "docking_utc": p.docking.iso(0),
        "gap_at_insertion_deg": _deg(p.gap),
        "delta_v_m_s": round(p.delta_v, 2),
        "budget_m_s": m.budget,
        "propellant_kg": None if m.propellant is None else round(m.propellant, 1),
        "tank_kg": m.tank,
        "enough": m.enough,
        "passively_safe": p.safe,
        "clearance_m": round(p.clearance),
        "keep_out_m": p.keep_out,
        "liftoff_late_s": round(m.claim.late, 1),
        "burns": [
            {
                "name": b.name,
                "utc": b.epoch.iso(0),
                "delta_v_m_s": round(b.delta_v, 3),
                "t_s": round(b.t + m.insertion_s, 1),
                "forward_m_s": round(b.local[0], 3),
                "normal_m_s": round(b.local[1], 3),
                "up_m_s": round(b.local[2], 3),
                "range_km": round(b.distance / 1e3, 3),
                "clearance_if_missed_m": None if b.clearance is None else round(b.clearance),
            }
            for b in p.burns
        ],
        "docking": {
            "sunlit": round(m.sunlit, 3),
            "sun_from_approach_deg": _deg(m.sun_ahead),
            "lat_deg": _deg(m.place[0]),
            "lon_deg": _deg(m.place[1]),
            "heard_by": list(m.heard),
        },
        "contingencies": [
            {
                "event": text,
                "delta_v_m_s": None if v is None else round(v, 1),
                "docking_utc": None if when is None else when.iso(0),
                "passively_safe": safe,
            }
            for text, v, when, safe in m.contingencies
        ],
    }


def _deg(angle: float) -> float:
    return round(float(np.degrees(angle)), 2)


def _table(m: Meeting) -> None:
    p = m.plan
    rows = [
        {
            "burn": b.name,
            "UTC": b.epoch.iso(0)[:19].replace("T", " "),
            "m/s": f"{b.delta_v:.2f}",
            "forward": f"{b.local[0]:+.2f}",
            "normal": f"{b.local[1]:+.2f}",
            "up": f"{b.local[2]:+.2f}",
            "range km": f"{b.distance / 1e3:,.1f}",
            "clear if missed km": f"{(b.clearance or 0.0) / 1e3:,.2f}",
        }
        for b in p.burns
    ]
    print_table(
        rows,
        title=f"{m.profile.name}: {np.degrees(p.gap):.1f}° to close, docking {p.docking.iso(0)}",
    )
    tanks = "" if m.propellant is None else f", {m.propellant:.0f} kg of propellant"
    have = "" if m.budget is None else f" of {m.budget:.0f} m/s that deorbit leaves"
    print(f"{p.delta_v:.1f} m/s{have}{tanks}")
    print(
        f"{'passively safe' if p.safe else 'NOT passively safe'}: no missed burn brings the ship "
        "nearer than "
        f"{p.clearance:.0f} m in two revolutions (keep-out {p.keep_out:.0f} m)"
    )
    light = "in sunlight" if m.sunlit > 0.5 else "in the Earth's shadow"
    heard = ", ".join(m.heard) or "no ground site of the ship's country (relay satellites only)"
    print(
        f"docking {light}, Sun {np.degrees(m.sun_ahead):.0f}° from the line of approach; heard by "
        f"{heard}"
    )
    for text, v, when, safe in m.contingencies:
        if v is None or when is None:
            print(f"{text}: no plan found")
        else:
            print(
                f"{text}: {v:.0f} m/s in all, docking {when.iso(0)}, "
                f"{'safe' if safe else 'NOT safe'}"
            )
