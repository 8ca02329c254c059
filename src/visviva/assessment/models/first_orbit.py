"""Where the launch of a mission ends: plane, heights, mass on top; what several checks share.

Limits: a ship bound for a station with its own engine is delivered to the parking orbit, everything
else straight to its target.
"""

import math

import numpy as np

from visviva.analysis.launch_route import find_route
from visviva.assessment.case import Case
from visviva.assessment.models.launch_plane import LaunchPlane, launch_plane
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.message import Message, speaker
from visviva.launch.budget import PARKING_HEIGHT
from visviva.launch.headings import lowest_deg
from visviva.orbit.transfer import circular_speed, plane_change

TEXTS = {
    "en": {
        "orbit": "{low} × {high} km",
        "orbit.tilted": "{low} × {high} km, {tilt}°",
        "source": "the corridors and flights of the site, as the way says",
    },
    "fr": {
        "orbit": "{low} × {high} km",
        "orbit.tilted": "{low} × {high} km à {tilt}°",
        "source": "les couloirs et les vols du site, comme indiqué",
    },
    "ko": {
        "orbit": "{low} × {high} km",
        "orbit.tilted": "{low} × {high} km, {tilt}°",
        "source": "발사장의 회랑과 비행(경로에 표시)",
    },
}
say = speaker(TEXTS)


def plane_of(case: Case, drawn: SampledInputs) -> LaunchPlane:
    """The plane in which the launch of a case starts.

    A plane that passes over the pad is flown to, by a dog-leg where there is no other way; only one
    that does not, or a start that the study states itself, leaves a plane change.
    """
    latitude = drawn.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    wanted = case.orbit_figure("inclination_deg").value
    stated = case.loaded.study.launch.inclination_deg
    over_the_pad = min(wanted, 180.0 - wanted) >= lowest_deg(latitude) - 1e-3
    if over_the_pad and (stated is None or abs(stated - wanted) < 1e-9):
        way = find_route(case.site, latitude, wanted, case.vehicle.build(), pad=case.pad.key)
        tilt = math.radians(wanted)
        return LaunchPlane(tilt, 0.0, 0.0, way.note, way.source or say("source"), way.southward)
    return launch_plane(case.site, latitude, wanted, stated, case.pad.key)


def turns_itself(case: Case) -> bool:
    """Whether the craft has an engine known to turn a plane with; else the launcher must."""
    return case.figure("spacecraft", "delta_v_m_s") is not None


def delivered_deg(case: Case, plane: LaunchPlane) -> float:
    """Inclination of the orbit that the launcher delivers to: the target's, or the start's."""
    if turns_itself(case) or not plane.plane_change > 0.0:
        return math.degrees(plane.start_inclination)
    return case.orbit_figure("inclination_deg").value


def turn_of(plane: LaunchPlane, drawn: SampledInputs) -> Array:
    """Samples of the plane change that is left, rad."""
    if not plane.plane_change > 0.0:
        return np.zeros(drawn.n)
    wanted = np.radians(drawn.samples["target.inclination_deg"])
    return np.asarray(np.abs(wanted - np.full(drawn.n, plane.start_inclination)))


def turn_cost(turn: Array) -> float:
    """Median cost of that plane change at the parking height, m/s."""
    return float(np.median(plane_change(circular_speed(EARTH_RADIUS + PARKING_HEIGHT), turn)))


def mass_of(case: Case, drawn: SampledInputs) -> Array:
    """Samples of the mass on top of the launcher, kg."""
    case.required("spacecraft", "mass_kg")
    return drawn.samples["spacecraft.mass_kg"]


def parks_first(case: Case) -> bool:
    """Whether the craft goes on from a parking orbit by its own engine."""
    return case.station is not None and turns_itself(case)


def insertion_heights(case: Case, drawn: SampledInputs) -> tuple[Array, Array]:
    """Perigee and apogee of the orbit that the launcher delivers to, m.

    The parking orbit for a ship bound for a station, else the target.
    """
    if parks_first(case):
        height = np.full(drawn.n, PARKING_HEIGHT)
        return height, height
    low, high = drawn.samples["target.perigee_km"] * 1e3, drawn.samples["target.apogee_km"] * 1e3
    return np.minimum(low, high), np.maximum(low, high)


def target_radius(case: Case) -> float:
    """Mean radius of the target orbit, m."""
    return EARTH_RADIUS + 500.0 * (
        case.orbit_figure("perigee_km").value + case.orbit_figure("apogee_km").value
    )


def orbit_words(perigee: Array, apogee: Array, tilt_deg: float | None = None) -> Message:
    """The insertion orbit in words."""
    low, high = (float(np.median(h)) / 1e3 for h in (perigee, apogee))
    if tilt_deg is None:
        return say("orbit", low=(low, 0), high=(high, 0))
    return say("orbit.tilted", low=(low, 0), high=(high, 0), tilt=(tilt_deg, 1))
