"""What decides whether the second stage of August 2023 falls in area C: its heading, nothing else.

Oracle: the centre of C, known to 80 km (`launch/warnings/warnings.json` of the shared data, from
distances to named places). Asked: the sentence that the study's finding says of it, at both ends.
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from visviva.analysis.flown_ascent import AscentCase, fly_ascent
from visviva.analysis.launch_inputs import Heading
from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen
from visviva.core.geodesy import geodesic_inverse
from visviva.launch.hazard.failure import nominal_drops

CENTER = (math.radians(13.5), math.radians(128.6))
KNOWN = 80e3


@pytest.fixture(scope="module")
def case() -> AscentCase:
    asked = StudyFallenRequest("chollima-2023-08", failed=False, samples=200)
    return study_fallen(asked).request.case


def off(case: AscentCase, heading_deg: float, **second: float) -> float:
    """Distance of the mean fall from the centre, m, with a heading and figures of the stage."""
    low = math.radians(heading_deg) - 1e-3
    headings = (case.headings[0], Heading(low, math.radians(heading_deg), "second"))
    stages = list(case.launch.vehicle.stages)
    stages[1] = replace(stages[1], **second)
    vehicle = replace(case.launch.vehicle, stages=tuple(stages))
    case = replace(case, headings=headings, launch=replace(case.launch, vehicle=vehicle))
    falls = {f.body.name: f.falls for f in nominal_drops(fly_ascent(case), samples=400)}["second"]
    place = (float(np.mean(falls.latitude)), float(np.mean(falls.longitude)))
    away, _, _ = geodesic_inverse(*CENTER, *place)
    return float(away)


@pytest.mark.parametrize("heading_deg", [168.2, 169.5, 171.0])
def test_the_headings_that_the_study_plans_hold_it(case: AscentCase, heading_deg: float) -> None:
    assert off(case, heading_deg) < KNOWN


def test_a_degree_more_does_not(case: AscentCase) -> None:
    assert off(case, 172.0) > 1.3 * KNOWN


@pytest.mark.parametrize("thrust", [300e3, 500e3])
def test_no_thrust_of_the_catalogue_does_either(case: AscentCase, thrust: float) -> None:
    """The ends of the fact's range move the fall by less than 10 km."""
    assert off(case, 172.0, thrust_vacuum=thrust) == pytest.approx(off(case, 172.0), abs=10e3)
