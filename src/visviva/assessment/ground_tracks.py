"""Ground tracks and places of a case, for the map of its answer page."""

import math

import numpy as np

from visviva.assessment.answer import GroundTrack
from visviva.assessment.case import Case
from visviva.assessment.models.launch_plane import LaunchPlane
from visviva.core.constants import EARTH_RADIUS, EARTH_RATE
from visviva.core.message import speaker
from visviva.core.place import Place
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.elements import j2_rates, launch_azimuth

POINTS = 181

TEXTS = {
    "en": {
        "label": "{name}, {tilt}°",
        "first": "first orbit",
        "target": "target orbit",
        "place": "{name}",
    },
    "fr": {
        "label": "{name}, {tilt}°",
        "first": "première orbite",
        "target": "orbite visée",
        "place": "{name}",
    },
    "ko": {
        "label": "{name}, {tilt}°",
        "first": "첫 궤도",
        "target": "목표 궤도",
        "place": "{name}",
    },
}
say = speaker(TEXTS)


def ground_tracks(
    case: Case, reached: LaunchPlane
) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """First revolution after lift-off, and one of the target, both through the pad's longitude.

    The tracks are circular orbits over a round Earth, drawn to be seen, not to be flown.
    """
    latitude, longitude, _ = case.site.location(case.pad.key)
    wanted = math.radians(case.orbit_figure("inclination_deg").value)
    radius = EARTH_RADIUS + 500.0 * (
        case.orbit_figure("perigee_km").value + case.orbit_figure("apogee_km").value
    )
    first = _track(
        latitude,
        longitude,
        reached.start_inclination,
        EARTH_RADIUS + PARKING_HEIGHT,
        southward=reached.southward,
    )
    reachable = min(abs(latitude), wanted, math.pi - wanted)
    target = _track(math.copysign(reachable, latitude), longitude, wanted, radius)
    start, end = math.degrees(reached.start_inclination), math.degrees(wanted)
    name = case.station.names if case.station else say("target")
    tracks = (
        GroundTrack(
            say("label", name=say("first"), tilt=(start, 1)), "orbit", *first, PARKING_HEIGHT
        ),
        GroundTrack(
            say("label", name=name, tilt=(end, 1)), "target", *target, radius - EARTH_RADIUS
        ),
    )
    site = say("place", name=case.site.names)
    return tracks, (Place(latitude, longitude, name=site),)


def _track(
    latitude: float,
    longitude: float,
    inclination: float,
    radius: float,
    *,
    southward: bool = False,
) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """One revolution of a circular orbit, north- or southbound over a point.

    Longitudes in (-pi, pi] and latitudes, rad, and how long it takes, s.
    """
    azimuth = launch_azimuth(latitude, inclination)
    if southward:
        azimuth = math.pi - azimuth
    # Argument of latitude and longitude from the node of the starting point (spherical triangle).
    u0 = math.atan2(math.sin(latitude), math.cos(latitude) * math.cos(azimuth))
    node = longitude - math.atan2(math.sin(latitude) * math.sin(azimuth), math.cos(azimuth))
    rates = j2_rates(radius, 0.0, inclination)
    u = u0 + np.linspace(0.0, 2.0 * np.pi, POINTS)
    seconds = (u - u0) / float(rates.argument_of_perigee + rates.mean_anomaly)
    lat = np.arcsin(np.sin(inclination) * np.sin(u))
    lon = (
        node
        + np.arctan2(np.cos(inclination) * np.sin(u), np.cos(u))
        - (EARTH_RATE - float(rates.raan)) * seconds
    )
    turned = (lon + np.pi) % (2 * np.pi) - np.pi
    return tuple(map(float, turned)), tuple(map(float, lat)), float(seconds[-1])
