"""Keys of a flown ascent: events, insertion, falls, and how far the independent flight ends."""

from math import degrees
from typing import Any

from visviva.core.constants import EARTH_RADIUS
from visviva.launch.optimal.ascent_flight import AscentFlight


def event_rows(flight: AscentFlight) -> list[dict[str, Any]]:
    """One row an event."""
    return [
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
    ]


def flight_keys(flight: AscentFlight) -> dict[str, Any]:
    """Mass and orbit at insertion, where pieces come down without air, peaks, differences."""
    orbit = flight.orbit
    return {
        "final_mass_kg": flight.final_mass,
        "insertion": {
            "perigee_km": (orbit.semi_major * (1 - orbit.eccentricity) - EARTH_RADIUS) / 1e3,
            "apogee_km": (orbit.semi_major * (1 + orbit.eccentricity) - EARTH_RADIUS) / 1e3,
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
        "verification_difference": {
            "position_m": flight.gap_position,
            "speed_m_s": flight.gap_speed,
        },
    }
