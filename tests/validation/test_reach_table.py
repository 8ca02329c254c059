"""The reach table of the first study: turn and its cost from each pad to Tiangong.

Source: spherical trigonometry on published coordinates; expected figures are the project's own
reach table (2 %).
"""

import math

import pytest

from visviva.assessment.models.launch_plane import launch_plane
from visviva.core.constants import EARTH_RADIUS
from visviva.data.catalogue import Catalogue
from visviva.orbit.transfer import circular_speed, plane_change

TIANGONG_DEG = 41.47
V200 = float(circular_speed(EARTH_RADIUS + 200e3))


@pytest.mark.parametrize(
    ("site", "turn_deg", "cost_m_s", "due_east"),
    [
        ("vostochny", 10.41, 1412.0, False),
        ("baikonur", 10.13, 1374.0, False),
        ("baikonur", 4.49, 610.0, True),
        ("jiuquan", 0.0, 0.0, False),
        ("wenchang", 0.0, 0.0, False),
        ("kourou", 0.0, 0.0, False),
    ],
)
def test_turn_to_tiangong(site: str, turn_deg: float, cost_m_s: float, due_east: bool) -> None:
    fact = Catalogue.bundled().site(site)
    found = launch_plane(fact, math.degrees(fact.location()[0]), TIANGONG_DEG)
    turn = found.due_east_change if due_east else found.plane_change
    assert math.degrees(turn) == pytest.approx(turn_deg, rel=0.02, abs=1e-9)
    assert float(plane_change(V200, turn)) == pytest.approx(cost_m_s, rel=0.02, abs=1e-6)


def test_no_site_starts_below_its_latitude() -> None:
    for fact in Catalogue.bundled().facts("site"):
        latitude = abs(math.degrees(fact.location()[0]))  # type: ignore[attr-defined]
        for wanted in (0.0, 20.0, 41.47, 51.6, 97.4, 150.0):
            start = math.degrees(launch_plane(fact, latitude, wanted).start_inclination)  # type: ignore[arg-type]
            assert latitude - 1e-9 <= start <= 180.0 - latitude + 1e-9
