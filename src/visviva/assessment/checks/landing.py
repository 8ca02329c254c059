"""What a flight plan says: two findings, and the moments of the flight for the time-line."""

import math

import numpy as np

from visviva.assessment.answer import Answer, Finding, Moment, Said, Word
from visviva.assessment.case import Case
from visviva.assessment.flight_plan import FlightPlan, can_plan, flight_plan, last_of
from visviva.assessment.models.launch_plane import Reach
from visviva.core.time import DAY_S, Epoch
from visviva.crew.descent.deorbit import ReturnFlight
from visviva.crew.descent.landing import beyond
from visviva.crew.entry.g_load import REFERENCES, judge_load
from visviva.errors import VisvivaError

LANDING_QUESTION = "Can the ship land in its public zones on every day of the flight?"
LOAD_QUESTION = "Does the return stay within what people have borne?"


def planned(case: Case, reached: Reach) -> tuple[FlightPlan | None, tuple[Finding, ...]]:
    """The plan of a case with what it answers.

    Where the flight cannot be flown, what stands against it.
    """
    try:
        plan = flight_plan(case, reached)
    except VisvivaError as err:
        return None, (not_flown(err.message),)
    return plan, findings_of(case, plan)


def findings_of(case: Case, plan: FlightPlan | None) -> tuple[Finding, ...]:
    """What the plan answers; without one, that the question was left out.

    Where the case calls for it.
    """
    if plan is not None:
        return landing(plan), return_load(plan)
    return (skipped(),) if can_plan(case) else ()


def not_flown(why: str) -> Finding:
    """The landing question where the flight as stated does not work out."""
    return Finding(
        "landing",
        LANDING_QUESTION,
        "unknown",
        None,
        "",
        f"Not answered: {why}.",
        "the flight as the facts state it",
        said=Said("finding.landing.summary.failed", {"why": why}),
    )


def skipped() -> Finding:
    """The landing question where the flight was not flown."""
    return Finding(
        "landing",
        LANDING_QUESTION,
        "unknown",
        None,
        "",
        "Not flown here: the quick answer leaves it out, as does an orbit that the pad does not "
        "reach.",
        "none",
        said=Said("finding.landing.summary.skipped", {}),
    )


def landing(plan: FlightPlan) -> Finding:
    """Can the ship land in its public zones on every day of the flight?"""
    counts, chances = plan.passes_by_day, plan.in_order
    least, most = min(counts, default=0), max(counts, default=0)
    verdict: Answer = "yes" if least > 0 else "marginal" if chances else "no"
    method = (
        "orbit with J2 alone, its plane over the pad at lift-off; one return of the ship's "
        "published burn and nominal "
        "load per pass, unguided, counted where it ends inside a zone; passes per whole day since "
        "lift-off. Drag is "
        "left out: moments hold for a ship that keeps its orbit"
    )
    if not chances:
        words: dict[str, Word] = {
            "ship": plan.ship.names,
            "days": _days(plan),
            "miss": (plan.nearest / 1e3, 0),
        }
        text = (
            f"No return of {plan.ship.title} in {plan.days:g} days ends in a zone: the nearest "
            "comes down "
            f"{plan.nearest / 1e3:,.0f} km outside."
        )
        said = Said("finding.landing.summary.none", words)
    else:
        lit = sum(one.light == "day" for one in plan.passes)
        by_zone = ", ".join(f"{zone.name} {len(found)}" for zone, found in plan.chances)
        liftoff = f"{plan.liftoff.iso(0)[:16].replace('T', ' ')} UTC"
        text = (
            f"In {plan.days:g} days {plan.ship.title} can land from {len(plan.passes)} passes, "
            f"{least} to {most} a day "
            f"(into {by_zone}); {lit} of them end in daylight "
        ) + (
            f"with the lift-off of {liftoff}."
            if plan.dated
            else f"if it lifts off at {liftoff} (no date is named)."
        )
        words = {
            "ship": plan.ship.names,
            "days": _days(plan),
            "count": (len(plan.passes), 0),
            "zones": by_zone,
            "least": (least, 0),
            "most": (most, 0),
            "lit": (lit, 0),
            "liftoff": liftoff,
        }
        said = Said("finding.landing.summary" + ("" if plan.dated else ".undated"), words)
    sources = [plan.ship.landing.source] if plan.ship.landing and plan.ship.landing.source else []
    return Finding(
        "landing",
        LANDING_QUESTION,
        verdict,
        float(least),
        "/d",
        text,
        method,
        None,
        1.0,
        "at_least",
        tuple(sources),
        True,
        _rows(plan),
        said=said,
    )


def _days(plan: FlightPlan) -> tuple[float, int]:
    return plan.days, 0 if plan.days.is_integer() else 1


def _rows(plan: FlightPlan) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "flight_time": since(plan.elapsed(one.landing)),
            "zone": zone.name,
            "deorbit_utc": one.ignition.iso(0),
            "landing_utc": one.landing.iso(0),
            "sun_deg": round(math.degrees(one.sun_elevation)),
            "miss_km": round(one.miss / 1e3),
        }
        for zone, one in plan.in_order
    )


def since(seconds: float) -> str:
    """Flight time as days and hours.

    >>> since(93784.0)
    '1 d 02:03'
    """
    minutes = int(seconds // 60.0)
    return f"{minutes // 1440} d {minutes % 1440 // 60:02d}:{minutes % 60:02d}"


def return_load(plan: FlightPlan) -> Finding:
    """Does the return stay within what people have borne?"""
    top = REFERENCES[-1]
    lifting, ballistic = plan.lifting.entry.peak_g, plan.ballistic.entry.peak_g
    short = -beyond(plan.lifting, plan.ballistic) / 1e3
    verdict: Answer = (
        "yes"
        if max(lifting, ballistic) <= top.peak_g
        else "marginal"
        if lifting <= top.peak_g
        else "no"
    )
    summary = (
        f"Braking by {plan.braking.delta_v:,.0f} m/s brings {plan.ship.title} down with "
        f"{lifting:.1f} g on lift, with "
        f"{ballistic:.1f} g on the ballistic fallback, which lands {short:,.0f} km short; crews "
        "have borne "
        f"{top.peak_g:.0f} g."
    )
    rows = [_load_row("lifting", plan.lifting, 0.0), _load_row("ballistic", plan.ballistic, short)]
    perigee = plan.lifting.arrival.perigee / 1e3
    return Finding(
        "return-load",
        LOAD_QUESTION,
        verdict,
        round(ballistic, 1),
        "g",
        summary,
        "point mass at trim in the standard air of 1976, from a burn that leaves a perigee of "
        f"{perigee:.0f} km; "
        "lifting: a steady bank of the ship's nominal load, reversed once; ballistic: no lift. "
        "Held against loads "
        "flown, chest to back, not against a medical limit",
        None,
        top.peak_g,
        "at_most",
        tuple(r.source for r in REFERENCES),
        True,
        tuple(rows),
        said=Said(
            "finding.return-load.summary",
            {
                "burn": (plan.braking.delta_v, 0),
                "ship": plan.ship.names,
                "lifting": (lifting, 1),
                "ballistic": (ballistic, 1),
                "short": (short, 0),
                "limit": (top.peak_g, 0),
            },
        ),
    )


def _load_row(regime: str, flight: ReturnFlight, short: float) -> dict[str, object]:
    entry = flight.entry
    before = entry.t <= (entry.openings[0][1] if entry.openings else np.inf)
    above = judge_load(entry.t[before], entry.load[before]).seconds_above_g
    return {
        "regime": regime,
        "peak_load_g": round(entry.peak_g, 1),
        "above_4_g_s": round(above[4.0]),
        "above_8_g_s": round(above[8.0]),
        "short_km": round(short),
        "burn_to_landing_min": round(flight.duration / 60.0),
    }


def moments(plan: FlightPlan) -> tuple[Moment, ...]:
    """The flight on a time-line: the first pass of each day that can land.

    And the landing from the last one.
    """
    named = (
        "lift-off"
        if plan.dated
        else "lift-off, at a date taken for the light alone: the claim names none"
    )
    found = [Moment(plan.liftoff.iso(0), named), _moment(plan, plan.insertion, "insertion")]
    days = [int(plan.elapsed(one.landing) // DAY_S) for one in plan.passes]
    for k, (day, one) in enumerate(zip(days, plan.passes, strict=True)):
        if day not in days[:k]:
            found.append(
                _moment(
                    plan, one.landing, f"day {day + 1}: first of {days.count(day)} chances to land"
                )
            )
    if (last := last_of(plan.in_order)) is not None:
        burn = f"deorbit burn of the last chance, {plan.braking.delta_v:.0f} m/s"
        found += [
            _moment(plan, last[1].ignition, burn),
            _moment(plan, last[1].landing, f"landing, {last[0].name}"),
        ]
    found.append(
        _moment(
            plan, plan.liftoff + plan.days * DAY_S, "end of the free flight that the ship allows"
        )
    )
    return tuple(found)


def _moment(plan: FlightPlan, when: Epoch, label: str) -> Moment:
    return Moment(when.iso(0), f"{label} ({since(plan.elapsed(when))})")
