"""From a resolved study to the ascent that is flown for questions about what falls."""

import math

from visviva.analysis.flown_ascent import AscentCase
from visviva.analysis.launch_inputs import DropZone, Heading, LaunchCase, TargetOrbit
from visviva.assessment.case import Case
from visviva.assessment.models.failure_section import FailureSection
from visviva.assessment.models.first_orbit import parks_first
from visviva.core.place import Place
from visviva.launch.budget import PARKING_HEIGHT


def ascent_case(case: Case, failure: FailureSection | None = None) -> AscentCase:
    """The ascent of a case: its own figures, its pad, the corridor that it states.

    A study without a corridor leaves southward where every azimuth that its site declares does.
    """
    own = {path: figure.value for path, figure in case.overrides["vehicle"].figures.items()}
    vehicle = case.vehicle.build(own, crewed=case.crewed)
    latitude, longitude, _ = case.site.location(case.pad.key)
    place = Place(latitude, longitude, name=case.site.title)
    section = failure or FailureSection(southward=_southward(case))
    stated = case.loaded.study.launch.inclination_deg
    tilt = case.orbit_figure("inclination_deg").value if stated is None else stated
    # As in the check of the lift: a ship that goes on by itself is left in the parking orbit.
    low, high = (
        (PARKING_HEIGHT, PARKING_HEIGHT)
        if parks_first(case)
        else tuple(1e3 * case.orbit_figure(f"{end}_km").value for end in ("perigee", "apogee"))
    )
    return AscentCase(
        launch=LaunchCase(case.vehicle, vehicle, place, case.site.slug, case.site),
        orbit=TargetOrbit(low, high, math.radians(tilt)),
        payload=case.required("spacecraft", "mass_kg").value,
        southward=section.southward,
        turn=abs(math.radians(tilt)) < abs(latitude),
        headings=tuple(
            Heading(math.radians(h.low_deg), math.radians(h.high_deg), h.stage)
            for h in section.headings
        ),
        drops=tuple(DropZone(d.item, 1e3 * d.low_km, 1e3 * d.high_km) for d in section.drops),
    )


def _southward(case: Case) -> bool:
    azimuths = [c.azimuth_deg for c in case.site.corridors if c.azimuth_deg is not None]
    return bool(azimuths) and all(90.0 < a < 270.0 for pair in azimuths for a in pair)
