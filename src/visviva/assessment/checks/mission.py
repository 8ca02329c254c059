"""The checks: each turns a case and its samples into one finding.

They read values and return values.
"""

import math
from collections.abc import Sequence

import numpy as np

from visviva.assessment.answer import Answer, Finding, Said, Word, answer_of
from visviva.assessment.case import Case
from visviva.assessment.models.launch_plane import Reach
from visviva.assessment.models.payload import Lift
from visviva.assessment.models.turn_budget import Option, best_option
from visviva.assessment.sampling import Draw
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.uncertain import Interval
from visviva.data.schema.common import Figure
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.elements import j2_rates
from visviva.orbit.transfer import circular_speed

DAY_S = 86400.0
#: Samples kept for a picture.
KEPT = 400


def kept(samples: Array) -> tuple[float, ...]:
    """Evenly thinned samples for a picture."""
    step = max(1, len(samples) // KEPT)
    return tuple(float(x) for x in samples[::step])


def of_samples(samples: Array) -> tuple[float, Interval]:
    """Median and central 90 % interval."""
    return float(np.median(samples)), Interval.of_samples(samples)


def sources_of(draw: Draw, *prefixes: str) -> tuple[str, ...]:
    """Distinct sources of the figures whose keys start with one of `prefixes`."""
    return tuple(
        dict.fromkeys(f.source for key, f in draw.figures.items() if key.startswith(prefixes))
    )


def plane(
    case: Case, reached: Reach, turn: Array, target_speed_cost: float, answer: Answer, draw: Draw
) -> Finding:
    """Can the pad reach the target's plane without a turn?"""
    degrees = np.degrees(turn)
    value, interval = of_samples(degrees)
    start = math.degrees(reached.start_inclination)
    wanted = case.orbit_figure("inclination_deg").value
    latitude = draw.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    due_east = math.degrees(reached.due_east_turn)
    words: dict[str, Word] = {
        "site": case.site.names,
        "latitude": (abs(latitude), 2),
        "start": (start, 2),
        "wanted": (wanted, 2),
        "turn": (value, 2),
        "cost": (target_speed_cost, 0),
    }
    said = Said("finding.plane-turn.summary" + (".none" if value == 0.0 else ""), words)
    if value == 0.0:
        summary = f"{case.site.title} reaches {wanted:g}° without a turn ({reached.corridor})."
    else:
        summary = (
            f"{case.site.title} ({abs(latitude):.2f}° of latitude) starts at {start:.2f}°; "
            f"the target flies at {wanted:g}°: {value:.2f}° to turn, {target_speed_cost:,.0f} m/s "
            "at 200 km."
        )
    rows = [
        {
            "way": f"start at {start:.2f}° ({reached.corridor})",
            "turn_deg": round(value, 2),
            "turn_cost_m_s": round(target_speed_cost),
        }
    ]
    if due_east + 1e-6 < value:
        cost = 2.0 * _parking_speed() * math.sin(0.5 * reached.due_east_turn)
        rows.append(
            {
                "way": "due east, if it were allowed",
                "turn_deg": round(due_east, 2),
                "turn_cost_m_s": round(cost),
            }
        )
    return Finding(
        "plane-turn",
        "Can the pad reach the target's plane without a turn?",
        answer,
        value,
        "deg",
        summary,
        "a launch cannot start below the pad's latitude; the site's corridors; cos i = cos φ sin "
        "az",
        interval,
        0.0,
        "at_most",
        (reached.source, *sources_of(draw, "target.inclination_deg", "site.")),
        True,
        tuple(rows),
        said=said,
    )


def _parking_speed() -> float:
    return float(circular_speed(EARTH_RADIUS + PARKING_HEIGHT))


def waiting(case: Case) -> Finding:
    """Would waiting bring the plane over the pad?"""
    tilt = math.radians(case.orbit_figure("inclination_deg").value)
    radius = EARTH_RADIUS + 500.0 * (
        case.orbit_figure("perigee_km").value + case.orbit_figure("apogee_km").value
    )
    target = math.degrees(float(j2_rates(radius, 0.0, tilt).raan)) * DAY_S
    parked = math.degrees(float(j2_rates(EARTH_RADIUS + PARKING_HEIGHT, 0.0, tilt).raan)) * DAY_S
    summary = (
        f"No: the Earth's flattening turns the node of the target by {target:.2f}° a day (of a "
        "200 km parking orbit "
        f"in the same tilt by {parked:.2f}°), but never the inclination."
    )
    return Finding(
        "waiting",
        "Would waiting bring the plane over the pad?",
        "no",
        0.0,
        "deg/day",
        summary,
        "secular J2 rates, first order (Kozai 1959); the inclination has none",
        None,
        None,
        "",
        ("IERS Conventions 2010 (J2)",),
        True,
        (
            {"orbit": "target", "node_drift_deg_per_day": round(target, 3)},
            {"orbit": "parking, 200 km, same tilt", "node_drift_deg_per_day": round(parked, 3)},
        ),
        said=Said("finding.waiting.summary", {"target": (target, 2), "parked": (parked, 2)}),
    )


def lifting(
    case: Case, lift: Lift, method: str, payload: Array, mass: Array, orbit: str, draw: Draw
) -> Finding:
    """Can the launcher lift the ship to its first orbit? `method` says how that was found."""
    value, interval = of_samples(payload)
    probability = float(np.mean(payload >= mass))
    need = float(np.median(mass))
    name = case.craft.title if case.craft else "the spacecraft"
    words: dict[str, Word] = {
        "vehicle": case.vehicle.names,
        "ship": case.craft.names if case.craft else "@the.spacecraft",
        "orbit": orbit,
        "payload": (value, 0),
        "low": (interval.low, 0),
        "high": (interval.high, 0),
        "need": (need, 0),
    }
    said = Said("finding.lift.summary" + (".none" if value == 0.0 else ""), words)
    if value == 0.0:
        summary = (
            f"{case.vehicle.title} reaches {orbit} with nothing on top; {name} has {need:,.0f} kg."
        )
    else:
        summary = (
            f"{case.vehicle.title} lifts {value:,.0f} kg ({interval.low:,.0f} to "
            f"{interval.high:,.0f}) to {orbit}; "
            f"{name} has {need:,.0f} kg."
        )
    sources = (*lift.calibrated_on, *sources_of(draw, "vehicle.stages", "spacecraft.mass_kg"))
    return Finding(
        "lift",
        f"Can {case.vehicle.title} lift {name} to its first orbit?",
        answer_of(probability),
        value,
        "kg",
        summary,
        method,
        interval,
        need,
        "at_least",
        sources,
        True,
        (),
        kept(payload),
        said,
    )


def paying(found: Sequence[Option], payload_after_turn: Array, mass: Array, draw: Draw) -> Finding:
    """Who can pay for the turn?"""
    best = best_option(tuple(found))
    margin, interval = of_samples(best.margin)
    cheapest = min(found, key=lambda o: o.need)
    rows = []
    for option in found:
        value, spread = of_samples(option.margin)
        rows.append(
            {
                "way": option.label,
                "need_m_s": round(option.need),
                "have_m_s": round(float(np.median(option.have))),
                "margin_m_s": round(value),
                "margin_low_m_s": round(spread.low),
                "margin_high_m_s": round(spread.high),
                "probability": round(option.probability, 4),
            }
        )
    left, left_spread = of_samples(payload_after_turn)
    have = float(np.median(best.have))
    short = f"{abs(margin):,.0f} m/s {'short' if margin < 0 else 'to spare'}"
    summary = (
        f"The turn costs {cheapest.need:,.0f} m/s at its cheapest ({cheapest.label}); on the best "
        "way to pay "
        f"({best.label}) there are {have:,.0f} m/s: {short}. A launcher that turned alone would "
        f"lift {left:,.0f} kg "
        f"({left_spread.low:,.0f} to {left_spread.high:,.0f}) where the ship has "
        f"{float(np.median(mass)):,.0f} kg."
    )
    return Finding(
        "turn-budget",
        "Who can pay for the turn?",
        answer_of(best.probability),
        margin,
        "m/s",
        summary,
        "impulsive turn at 200 km (2 v sin ½Δi); combined with the climb (cosine rule); split; "
        "three-burn detour "
        "minimised over its far radius and split (Rider 1961). Impulsive: finite burns cost a few "
        "per cent more",
        interval,
        0.0,
        "at_least",
        sources_of(draw, "spacecraft.", "vehicle.payloads"),
        True,
        tuple(rows),
        kept(best.margin),
        Said(
            "finding.turn-budget.summary",
            {
                "need": (cheapest.need, 0),
                "cheapest": f"@way.{cheapest.key}",
                "best": f"@way.{best.key}",
                "have": (have, 0),
                "short": (abs(margin), 0),
                "ends": "@ends.short" if margin < 0 else "@ends.spare",
                "left": (left, 0),
                "low": (left_spread.low, 0),
                "high": (left_spread.high, 0),
                "mass": (float(np.median(mass)), 0),
            },
        ),
    )


def ship_budget(
    case: Case, reserve: Array, parts: Sequence[tuple[str, float]], draw: Draw
) -> Finding:
    """Does the ship's own propellant suffice for the flight?"""
    value, interval = of_samples(reserve)
    rows = tuple({"item": label, "delta_v_m_s": round(amount)} for label, amount in parts)
    name = case.craft.title if case.craft else "the ship"
    spent = " and ".join(label for label, _ in parts[1:])
    after = f" after {spent}" if spent else ""
    summary = f"{name} keeps {value:,.0f} m/s ({interval.low:,.0f} to {interval.high:,.0f}){after}."
    return Finding(
        "ship-budget",
        "Does the ship's own propellant suffice for the flight and the way home?",
        answer_of(float(np.mean(reserve >= 0.0))),
        value,
        "m/s",
        summary,
        "sum of published burns against the ship's tanks",
        interval,
        0.0,
        "at_least",
        sources_of(draw, "spacecraft."),
        True,
        rows,
        kept(reserve),
        Said(
            "finding.ship-budget.summary" + (".rendezvous" if case.station else ""),
            {
                "ship": case.craft.names if case.craft else name,
                "value": (value, 0),
                "low": (interval.low, 0),
                "high": (interval.high, 0),
            },
        ),
    )


def docking(case: Case) -> Finding | None:
    """Does the ship's docking unit fit a port of the station?"""
    ship, station = case.ship, case.station
    if ship is None or station is None:
        return None
    fits = station.accepts(ship)
    ports = sorted({p.interface for p in station.ports})
    unit = ship.docking.interface if ship.docking else "not known"
    if fits is None:
        verdict: Answer = "unknown"
        summary = f"{ship.title} carries {unit}; the ports of {station.title} are not all known."
    elif fits:
        verdict, summary = (
            "yes",
            f"{ship.title} ({unit}) fits a port of {station.title} ({', '.join(ports)}).",
        )
    else:
        verdict = "marginal"
        summary = (
            f"{ship.title} carries a {unit} unit; {station.title} offers {', '.join(ports)}: they "
            "do not mate "
            "as built. A ship fitted with another unit could dock: a change of hardware, not of "
            "physics."
        )
    sources = tuple(
        dict.fromkeys(
            ([ship.docking.source] if ship.docking else []) + [p.source for p in station.ports]
        )
    )
    return Finding(
        "docking",
        "Does the ship's docking unit fit a port of the station?",
        verdict,
        None,
        "",
        summary,
        "comparison of the interfaces that both carry",
        sources=sources,
        detail=tuple(
            {"port": p.name, "interface": p.interface, "side": p.side} for p in station.ports
        ),
        said=Said(
            f"finding.docking.summary.{verdict}",
            {
                "ship": ship.names,
                "unit": unit,
                "station": station.names,
                "ports": ", ".join(ports),
            },
        ),
    )


def stated(case: Case) -> list[Finding]:
    """Facts outside physics, as somebody stated them; they never enter the verdict."""
    facts = [f for f in (case.site, case.vehicle, case.craft, case.station) if f is not None]
    return [
        Finding(
            f"stated-{fact.slug}-{k}",
            f"Stated by {row.said_by} ({row.topic})",
            "unknown",
            None,
            "",
            row.text,
            "quoted, not judged",
            sources=(f"{row.source}, {row.as_of.isoformat()}",),
            physical=False,
        )
        for fact in facts
        for k, row in enumerate(fact.stated)
    ]


def open_questions(case: Case) -> list[Finding]:
    """What the study itself says cannot be answered yet."""
    return [
        Finding(
            f"open-{k}",
            text,
            "unknown",
            None,
            "",
            "Open: no method of this program answers it yet.",
            "none",
            said=Said("finding.open.summary", {}),
        )
        for k, text in enumerate(case.loaded.study.study.open_questions)
    ]


def _short(value: float) -> tuple[float, int]:
    """A number with a decimal only where it needs one."""
    return value, 0 if float(value).is_integer() else 1


def free_flight(case: Case, days: Figure) -> Finding:
    """How long the ship may fly on its own."""
    name = case.craft.title if case.craft else "the ship"
    summary = (
        f"{name} flies {days.value:g} days ({days.low:g} to {days.high:g}) on its own; the "
        "claim names no duration."
    )
    return Finding(
        "free-flight",
        "How long can the ship fly on its own?",
        "unknown",
        days.value,
        "d",
        summary,
        "published figure, not computed",
        Interval(days.low, days.high),
        sources=(days.source,),
        said=Said(
            "finding.free-flight.summary",
            {
                "ship": case.craft.names if case.craft else name,
                "days": _short(days.value),
                "low": _short(days.low),
                "high": _short(days.high),
            },
        ),
    )
