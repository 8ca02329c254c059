"""`visviva crew return`: landing opportunities of a ship in its public zones.

And the first return in full.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.crew.entry import event_row, heating, place
from visviva.cli.output import console, emit, note, print_table
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.descent.deorbit import Braking, ReturnFlight, brake, fly_return, lifting_bank
from visviva.crew.descent.landing import Opportunity, Search, Zone, beyond, opportunities
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.blackout import blackout
from visviva.crew.entry.fly import EntryEvent
from visviva.crew.entry.g_load import judge_load
from visviva.data.crewed_tables import load_references
from visviva.errors import InputError

#: An element set of a low orbit older than this says where along its orbit a ship is no better than
#: tens of km.
OLD_DAYS = 7.0


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    elements: Path
    spacecraft: str
    zone: str | None
    object: str | None
    date: str | None
    days: float | None
    regime: str
    delta_v_m_s: float | None
    samples: int
    seed: int
    wind: Path | None
    as_json: bool
    as_csv: bool


def run(request: Request) -> None:
    """Search, fly and print."""
    from visviva.data.catalogue import Catalogue
    from visviva.orbit.gp import age_days, gp_state_itrf

    fact = Catalogue.bundled().ship(request.spacecraft)
    figures = fact.capsule_figures()
    zones = _public_zones(fact)
    zone = _zone(request.zone, zones)
    record, notes = _element_set(request)
    start = _start(request.date, record.epoch)
    age = float(age_days(record, start))
    if abs(age) > OLD_DAYS:
        notes.append(
            f"the element set is {abs(age):.1f} days {'old' if age > 0 else 'younger'} at the "
            "start: "
            "the moments may be off by minutes"
        )
    days = request.days if request.days is not None else _days(fact)
    braking = _braking(fact, request.delta_v_m_s)
    load_g = figures.nominal_load_g
    capsules = {
        name: figures.capsule(lifting=name == "lifting") for name in ("lifting", "ballistic")
    }
    if request.regime not in capsules:
        raise InputError(f"no regime {request.regime!r}", advice="use lifting or ballistic")

    def orbit(epoch: Epoch) -> Any:
        return gp_state_itrf(record, epoch)

    r, v = orbit(start + np.zeros(1))
    bank = lifting_bank(brake(r[0], v[0], braking), capsules["lifting"], load_g)
    banks = {"lifting": bank, "ballistic": Bank()}
    search = opportunities(
        orbit, braking, capsules[request.regime], banks[request.regime], zone, start, days
    )
    if request.regime == "lifting":
        # the load depends a little on where along the orbit one leaves it: settle the bank at the
        # first opportunity
        bank = lifting_bank(search.opportunities[0].flight.arrival, capsules["lifting"], load_g)
        banks["lifting"] = bank
        search = opportunities(orbit, braking, capsules["lifting"], bank, zone, start, days)
    first = search.opportunities[0]
    state = [x[0] for x in orbit(first.ignition + np.zeros(1))]
    wind = _wind(request.wind)
    both = {
        name: fly_return(
            state[0], state[1], braking, capsules[name], banks[name], wind=wind, ground=zone.ground
        )
        for name in capsules
    }
    payload = {
        "schema": "visviva.crew.return/1",
        "spacecraft": fact.slug,
        "elements": {
            "object": record.label,
            "epoch_utc": record.epoch.iso(0),
            "age_days": round(age, 2),
        },
        "zone": _zone_row(zone),
        "start_utc": start.iso(0),
        "days": days,
        "burns": [_burn(first, braking)],
        "bank_deg": round(float(np.degrees(bank.angle[0])), 2),
        "bank_basis": f"steady bank of {load_g:g} g peak, the ship's nominal load, reversed once",
        "regimes": {name: _regime(flight, both["lifting"]) for name, flight in both.items()},
        "opportunities": _rows(search, start),
        "notes": notes,
    }
    chosen = both[request.regime]
    payload["events"] = _events(chosen)
    payload["peak_g"] = round(chosen.entry.peak_g, 3)
    payload["landing"] = _landing(first, chosen)
    if request.samples:
        payload["area"] = _area(
            state, braking, capsules[request.regime], banks[request.regime], request, zone, wind
        )
    for line in notes:
        note(line)
    emit(
        payload,
        rows="opportunities",
        as_json=request.as_json,
        as_csv=request.as_csv,
        table=lambda: _draw(payload),
    )


# --- from facts and options to values


def _public_zones(fact: Any) -> list[Zone]:
    zones = list(fact.zones())
    if not zones:
        raise InputError(
            f"the fact {fact.slug} names no landing zone with coordinates",
            advice="choose another ship",
        )
    return zones


def _zone(text: str | None, zones: Sequence[Zone]) -> Zone:
    """The zone asked for: one of the public ones by name.

    Or a circle whose centre lies in one of them.
    """
    if text is None:
        return zones[0]
    parts = text.split(",")
    known = "; ".join(
        f"{z.name} ({z.center.latitude_deg:.2f},{z.center.longitude_deg:.2f}, "
        f"{z.radius / 1e3:.0f} km)"
        for z in zones
    )
    try:
        lat, lon, radius = (float(p) for p in parts)
    except ValueError as err:
        named = (
            [z for z in zones if z.name.casefold().startswith(text.strip().casefold())]
            if text.strip()
            else []
        )
        if len(named) == 1:
            return named[0]
        raise InputError(
            f"{text!r} is no landing zone",
            advice=f"write LAT,LON,RADIUS_KM in degrees and km, or a name: {known}",
        ) from err
    asked = Place.from_degrees(lat, lon)
    there = asked.latitude, asked.longitude
    home = min(zones, key=lambda z: float(z.center.distance(*there)) - z.radius)
    outside = float(home.center.distance(*there)) - home.radius
    if outside > 0.0:
        raise InputError(
            f"a zone at {lat:g},{lon:g} is no public landing zone of this ship: its centre lies "
            f"{outside / 1e3:.0f} km "
            f"outside {home.name}",
            advice=f"the public zones are {known}",
            outside_km=outside / 1e3,
        )
    return Zone(
        Place.from_degrees(lat, lon, home.ground, f"{home.name} at {lat:g},{lon:g}"), radius * 1e3
    )


def _element_set(request: Request) -> tuple[Any, list[str]]:
    from visviva.orbit.gp import read_elements

    result = read_elements(request.elements)
    notes = [f"{len(result.rejected)} sets of the file were refused"] if result.rejected else []
    wanted = (request.object or "").casefold()
    sets = [
        e
        for e in result.elements
        if not wanted or wanted in (str(e.catalog_number), e.name.casefold())
    ]
    if not sets:
        raise InputError(
            f"no object {request.object!r} in the file",
            advice="give a catalogue number or a full name",
            place=str(request.elements),
        )
    numbers = sorted({e.catalog_number for e in sets})
    if len(numbers) > 1:
        raise InputError(
            f"the file holds {len(numbers)} objects: {', '.join(map(str, numbers[:5]))}",
            advice="choose one with --object",
            place=str(request.elements),
        )
    if request.date is None:
        return max(sets, key=lambda e: e.epoch_utc), notes
    at = _start(request.date, sets[0].epoch)
    return min(sets, key=lambda e: abs(e.epoch - at)), notes


def _start(date: str | None, default: Epoch) -> Epoch:
    if date is None:
        return default
    return Epoch.parse(date if "T" in date or " " in date.strip() else f"{date.strip()}T00:00:00Z")


def _days(fact: Any) -> float:
    if fact.free_flight_days is None:
        raise InputError(f"how many days {fact.slug} can fly is not known", advice="give --days")
    return float(fact.free_flight_days.value)


def _braking(fact: Any, delta_v: float | None) -> Braking:
    needed = {
        "isp_s": fact.isp_s,
        "main_thrust_n": fact.main_thrust_n,
        "deorbit_delta_v_m_s": fact.deorbit_delta_v_m_s,
    }
    missing = [k for k, v in needed.items() if v is None]
    if missing:
        raise InputError(
            f"{fact.slug} has no {missing[0]}", advice="another ship, or add the figure to its fact"
        )
    isp, thrust = fact.isp_s.value, fact.main_thrust_n.value
    spent = fact.rendezvous_delta_v_m_s.value if fact.rendezvous_delta_v_m_s else 0.0
    mass = fact.mass_kg.value * float(np.exp(-spent / (isp * STANDARD_GRAVITY)))
    return Braking(
        mass, thrust, isp, fact.deorbit_delta_v_m_s.value if delta_v is None else delta_v
    )


def _wind(file: Path | None) -> Any:
    if file is None:
        return None
    from visviva.core.atmosphere.wind import read_wind

    return read_wind(file)


# --- from values to keys


def _rows(search: Search, start: Epoch) -> list[dict[str, Any]]:
    rows = []
    for o in search.opportunities:
        lat, lon = o.flight.landing
        rows.append(
            {
                "day": int((o.landing - start) // DAY_S) + 1,
                "ignition_utc": o.ignition.iso(0),
                "landing_utc": o.landing.iso(0),
                "miss_km": round(o.miss / 1e3, 1),
                "pass": "northbound" if o.northbound else "southbound",
                "light": o.light,
                "sun_elevation_deg": round(float(np.degrees(o.sun_elevation)), 1),
                "lat_deg": round(float(np.degrees(lat)), 3),
                "lon_deg": round(float(np.degrees(lon)), 3),
                "peak_g": round(o.flight.entry.peak_g, 2),
            }
        )
    return rows


def _burn(first: Opportunity, braking: Braking) -> dict[str, Any]:
    return {
        "name": "deorbit",
        "utc": first.ignition.iso(0),
        "delta_v_m_s": round(braking.delta_v, 2),
        "duration_s": round(braking.duration, 1),
        "propellant_kg": round(braking.propellant, 1),
        "perigee_after_km": round(first.flight.arrival.perigee / 1e3, 1),
    }


def _regime(flight: ReturnFlight, lifting: ReturnFlight) -> dict[str, Any]:
    entry = flight.entry
    before = entry.t <= (entry.openings[0][1] if entry.openings else np.inf)
    verdict = judge_load(entry.t[before], entry.load[before], load_references())
    return {
        "peak_g": round(entry.peak_g, 3),
        "seconds_above_g": {f"{k:g}": v for k, v in verdict.seconds_above_g.items()},
        "for_people": verdict.sentence,
        "landing": {
            **place(entry.event("landing", float(entry.t[-1]))),
            "t_s": round(flight.duration, 1),
        },
        "beyond_lifting_km": 0.0 if flight is lifting else round(beyond(lifting, flight) / 1e3, 1),
        "heating": heating(entry),
        "blackout": blackout(entry).as_keys(),
    }


def _events(flight: ReturnFlight) -> list[dict[str, Any]]:
    entry, t0 = flight.entry, flight.arrival.t
    found: list[tuple[str, float]] = [("entry interface, 100 km", 0.0)]
    gap = blackout(entry)
    if gap.start is not None and gap.end is not None:
        found += [("blackout begins (estimate)", gap.start), ("blackout ends (estimate)", gap.end)]
    found += [("peak load", entry.peak_time), *entry.openings, ("landing", float(entry.t[-1]))]
    events = [entry.event(name, t) for name, t in sorted(found, key=lambda e: e[1])]
    shifted = [
        EntryEvent(e.name, e.t + t0, e.altitude, e.speed, e.load, e.latitude, e.longitude)
        for e in events
    ]
    return [event_row(e) for e in shifted]


def _landing(first: Opportunity, flight: ReturnFlight) -> dict[str, Any]:
    return {
        **place(flight.entry.event("landing", float(flight.entry.t[-1]))),
        "t_s": round(flight.duration, 1),
        "utc": (first.ignition + flight.duration).iso(0),
        "light": first.light,
    }


def _area(
    state: Any, braking: Braking, capsule: Any, bank: Bank, request: Request, zone: Zone, wind: Any
) -> Any:
    from visviva.crew.descent.scatter import Spreads, scatter

    s = scatter(
        state[0],
        state[1],
        braking,
        capsule,
        bank,
        samples=request.samples,
        seed=request.seed,
        wind=wind,
        ground=zone.ground,
    )
    inside = float(np.mean(zone.center.distance(s.latitude, s.longitude) <= zone.radius))
    return {
        "samples": request.samples,
        "lost": s.lost,
        "probability_in_zone": round(inside, 4),
        "center": {
            "lat_deg": round(float(np.degrees(s.centre[0])), 3),
            "lon_deg": round(float(np.degrees(s.centre[1])), 3),
        },
        "semi_major_km": round(s.semi_major / 1e3, 1),
        "semi_minor_km": round(s.semi_minor / 1e3, 1),
        "azimuth_deg": round(float(np.degrees(s.azimuth)), 1),
        "peak_g_90": [round(float(x), 2) for x in np.percentile(s.peak_g, [5, 95])],
        "spreads": {
            name: getattr(Spreads(), name) for name in Spreads.__slots__ if name != "BASIS"
        },
        "basis": [{"inputs": a, "basis": b} for a, b in Spreads.BASIS],
        "note": "95 % ellipse of unguided returns: a guided ship corrects most of the along-track "
        "part",
    }


def _zone_row(zone: Zone) -> dict[str, Any]:
    return {
        "name": zone.name,
        "lat_deg": round(zone.center.latitude_deg, 4),
        "lon_deg": round(zone.center.longitude_deg, 4),
        "radius_km": zone.radius / 1e3,
        "ground_m": zone.ground,
    }


def _draw(payload: dict[str, Any]) -> None:
    zone = payload["zone"]
    span = f"{payload['days']:g} d from {payload['start_utc']}"
    title = f"landing opportunities in {zone['name']} ({zone['radius_km']:g} km), {span}"
    print_table(payload["opportunities"], title=f"{title}: {len(payload['opportunities'])}")
    print_table(payload["burns"], title="the first of them")
    print_table(payload["events"])
    out = console()
    for name, regime in payload["regimes"].items():
        short = regime["beyond_lifting_km"]
        tail = f", {abs(short):.0f} km {'short' if short < 0 else 'beyond'}" if short else ""
        out.print(f"{name}: {regime['for_people']}{tail}")
    if "area" in payload:
        a = payload["area"]
        out.print(
            f"unguided landing area (95 %): {a['semi_major_km']:.0f} by {a['semi_minor_km']:.0f} "
            "km, "
            f"{100 * a['probability_in_zone']:.0f} % in the zone"
        )
