"""Roads to the Moon: the flight that is found leads there, and costs what vis viva says."""

import math

import numpy as np
import pytest

from visviva.analysis import lunar_transfer as analysis
from visviva.analysis.lunar_transfer import LunarTransferRequest, loop_periods, lunar_transfer
from visviva.cli.main import main
from visviva.core.constants import EARTH_RADIUS, MOON_GM, MOON_RADIUS
from visviva.core.ephemeris import SunMoonTable
from visviva.core.time import Epoch
from visviva.errors import InputError, PropagationError, RangeError
from visviva.moon.transfer import Goal, Road, backward, find_ballistic, find_direct
from visviva.orbit.forces import ForceModel
from visviva.orbit.numerical import propagate_numerical

DAY = Epoch.parse("2022-08-04T00:00:00Z")
GOAL = Goal(100e3, 100e3, math.radians(90.0))


@pytest.fixture(scope="module")
def direct() -> Road:
    return find_direct(DAY, GOAL)


def test_a_direct_road_is_that_of_the_textbooks(direct: Road) -> None:
    # Some 3.1 km/s from 200 km and 0.8 to 0.9 km/s into 100 km (Apollo, LRO); 3 to 6 days.
    assert 3090.0 < direct.tli < 3180.0
    assert 780.0 < direct.loi < 950.0
    assert 3.0 < direct.days < 6.0
    assert -2.6e6 < direct.c3 < -1.4e6
    assert 0.0 <= float(direct.departure - DAY) <= 86400.0


def test_the_arrival_has_the_height_and_the_inclination_of_the_goal(direct: Road) -> None:
    moon_r, moon_v = SunMoonTable.bundled().moon_state(direct.arrival)
    r, v = direct.r_arrival - moon_r, direct.v_arrival - moon_v
    assert np.linalg.norm(r) == pytest.approx(MOON_RADIUS + 100e3, abs=1.0)
    assert abs(float(r @ v)) < 1e-6 * np.linalg.norm(r) * np.linalg.norm(v)
    assert v @ v - 2.0 * MOON_GM / np.linalg.norm(r) == pytest.approx(direct.c3_moon, abs=50.0)
    search = backward(DAY, GOAL, "direct", (3.0, 6.0))
    pole = search.axes.equator_axes(direct.arrival)[2]
    h = np.cross(r, v)
    assert abs(float(h @ pole)) < 1e-6 * np.linalg.norm(h)


def _height_at_departure(road: Road) -> float:
    """Height (m) to which the general propagator, with a round Earth, comes from the arrival."""
    flight = propagate_numerical(
        road.arrival,
        road.r_arrival,
        road.v_arrival,
        float(road.departure - road.arrival),
        ForceModel.conservative(0),
        rtol=1e-12,
    )
    r, _ = flight.at(road.departure)
    return float(np.linalg.norm(r)) - EARTH_RADIUS


def test_another_integrator_meets_the_parking_orbit(direct: Road) -> None:
    # The search allows 5 km; a second near the perigee is 100 m of height.
    assert _height_at_departure(direct) == pytest.approx(200e3, abs=10e3)


def test_loops_grow_and_stay_below_the_road_itself() -> None:
    periods = loop_periods(6578e3, 384400e3, 4)
    assert periods == sorted(periods)
    assert periods[-1] < 10.0 * 86400.0


def test_a_search_that_finds_nothing_is_told_as_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> Road:
        raise PropagationError("the ballistic search met no parking orbit from 9 starts")

    monkeypatch.setattr(analysis, "find_ballistic", nothing)
    (row,) = lunar_transfer(LunarTransferRequest(DAY, roads=("ballistic",))).roads
    assert row["verdict"] == "unknown"
    assert "no parking orbit" in row["reason"]
    assert row["loi_m_s"] is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"roads": ("scenic",)}, InputError),
        ({"loops": 0}, RangeError),
        ({"mass": -1.0}, RangeError),
        ({"ballistic_days": (10.0, 20.0)}, RangeError),
        ({"periselene": 200e3}, RangeError),
        ({"inclination": 9.0}, RangeError),
    ],
)
def test_what_is_no_road_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        lunar_transfer(LunarTransferRequest(DAY, **({"roads": ("direct",)} | changes)))  # type: ignore[arg-type]


def test_nonsense_on_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["moon", "transfer", "--date", "2022-08-04", "--target", "100,x"]) == 2
    assert capsys.readouterr().err.strip().startswith("visviva: --target '100,x'")


@pytest.mark.slow
def test_a_ballistic_road_from_danuris_launch_date_is_cheaper_at_the_moon(direct: Road) -> None:
    # Danuri: 134 days from 2022-08-04; at least 15 % cheaper at the Moon than a direct road.
    road = find_ballistic(DAY, GOAL)
    assert 130.0 <= road.days <= 145.0
    assert road.loi <= 0.85 * direct.loi
    assert 1.0e9 < road.farthest < 1.8e9
    assert 0.0 <= float(road.departure - DAY) <= 86400.0
    # A step error of 20 m in place of a millimetre puts the perigee tens of thousands of km off.
    assert _height_at_departure(road) == pytest.approx(200e3, abs=20e3)
