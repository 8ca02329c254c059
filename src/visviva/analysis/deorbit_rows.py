"""Keys of a return: opportunities, burn, regimes, landing area."""

from typing import Any

import numpy as np

from visviva.analysis.entry_rows import event_row, heating_keys, place_keys
from visviva.core.time import DAY_S, Epoch
from visviva.crew.descent.deorbit import Braking, ReturnFlight
from visviva.crew.descent.landing import Opportunity, Search, Zone, beyond
from visviva.crew.descent.scatter import Scatter, Spreads
from visviva.crew.entry.blackout import blackout
from visviva.crew.entry.flight import EntryEvent
from visviva.crew.entry.g_load import judge_flight
from visviva.data.crewed_tables import load_references


def opportunity_rows(search: Search, start: Epoch) -> list[dict[str, Any]]:
    """One row an opportunity, in order of time."""
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


def burn_row(first: Opportunity, braking: Braking) -> dict[str, Any]:
    """The braking burn of the first opportunity."""
    return {
        "name": "deorbit",
        "utc": first.ignition.iso(0),
        "delta_v_m_s": round(braking.delta_v, 2),
        "duration_s": round(braking.duration, 1),
        "propellant_kg": round(braking.propellant, 1),
        "perigee_after_km": round(first.flight.arrival.perigee / 1e3, 1),
    }


def regime_keys(flight: ReturnFlight, lifting: ReturnFlight) -> dict[str, Any]:
    """Load, landing, heat and blackout of a return; how far beyond the lifting one it ends."""
    entry = flight.entry
    verdict = judge_flight(entry, load_references())
    return {
        "peak_g": round(entry.peak_g, 3),
        "seconds_above_g": {f"{k:g}": v for k, v in verdict.seconds_above_g.items()},
        "for_people": verdict.sentence,
        "landing": {
            **place_keys(entry.event("landing", float(entry.t[-1]))),
            "t_s": round(flight.duration, 1),
        },
        "beyond_lifting_km": 0.0 if flight is lifting else round(beyond(lifting, flight) / 1e3, 1),
        "heating": heating_keys(entry),
        "blackout": blackout(entry).as_keys(),
    }


def return_events(flight: ReturnFlight) -> list[dict[str, Any]]:
    """Events of a return, s since ignition."""
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


def landing_keys(first: Opportunity, flight: ReturnFlight) -> dict[str, Any]:
    """Where and when the return ends, and in what light."""
    return {
        **place_keys(flight.entry.event("landing", float(flight.entry.t[-1]))),
        "t_s": round(flight.duration, 1),
        "utc": (first.ignition + flight.duration).iso(0),
        "light": first.light,
    }


def area_keys(s: Scatter, samples: int, zone: Zone) -> dict[str, Any]:
    """The landing area of unguided returns."""
    inside = float(np.mean(zone.center.distance(s.latitude, s.longitude) <= zone.radius))
    return {
        "samples": samples,
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


def zone_keys(zone: Zone) -> dict[str, Any]:
    """A landing zone."""
    return {
        "name": zone.name,
        "lat_deg": round(zone.center.latitude_deg, 4),
        "lon_deg": round(zone.center.longitude_deg, 4),
        "radius_km": zone.radius / 1e3,
        "ground_m": zone.ground,
    }
