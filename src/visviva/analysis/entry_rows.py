"""Keys of a flown entry: events, places, heat, as every command of the way home shows them."""

from typing import Any

import numpy as np

from visviva.core.constants import STANDARD_GRAVITY
from visviva.crew.entry.flight import EntryEvent, EntryFlight
from visviva.crew.entry.heating import detra_kemp_riddell, heat_load, sutton_graves
from visviva.crew.words import SAY


def event_row(e: EntryEvent) -> dict[str, Any]:
    """One event as tables and JSON show it."""
    return {
        "name": e.name,
        "t_s": round(e.t, 2),
        "altitude_km": round(e.altitude / 1e3, 3) + 0.0,
        "speed_m_s": round(e.speed, 2),
        "g": round(e.load / STANDARD_GRAVITY, 3),
        **place_keys(e),
    }


def place_keys(e: EntryEvent) -> dict[str, float]:
    """Latitude and longitude in degrees."""
    return {
        "lat_deg": round(float(np.degrees(e.latitude)), 4),
        "lon_deg": round(float(np.degrees(e.longitude)), 4),
    }


def heating_keys(flight: EntryFlight) -> dict[str, Any]:
    """Convective heat at the stagnation point by both correlations; what is left out is said."""
    radius = flight.capsule.nose_radius
    if radius is None:
        return {"left_out": SAY("no-nose")}
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
    return {**out, "left_out": SAY("convective")}
