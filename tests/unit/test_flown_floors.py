"""What has flown is a floor under what a launcher can, and no flight proves itself."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from visviva.analysis.launch_inputs import LaunchCase
from visviva.analysis.payload_spread import (
    SAMPLES,
    FigureDraw,
    draw_figures,
    draw_unmodelled,
    posterior,
)
from visviva.launch.calibration import bundled_calibrations
from visviva.launch.flown_floors import (
    BETWEEN_ORBITS,
    LIKE_ORBITS,
    FlownFloor,
    Reached,
    bundled_floors,
    floors_of,
    most_telling,
)
from visviva.launch.unmodelled import unmodelled_delta_v_of

HERE = Reached("jiuquan", 500.0, 510.0, 97.4)
ELSEWHERE = Reached("jiuquan", 200.0, 36_000.0, 28.5)


def floor(left: float, reached: Reached = HERE) -> FlownFloor:
    return FlownFloor("one", date(2020, 1, 1), reached, 1000.0, left)


def test_near_its_own_orbit_a_flight_says_more_than_far_from_it() -> None:
    assert floor(100.0).scatter(HERE) == LIKE_ORBITS < BETWEEN_ORBITS
    assert floor(100.0).scatter(ELSEWHERE) == BETWEEN_ORBITS
    assert not HERE.like(replace(HERE, site="taiyuan"))


def test_the_flight_that_left_least_is_heard_unless_it_would_need_a_wonder() -> None:
    known = [floor(350.0), floor(280.0), floor(-500.0)]
    told = most_telling(known, HERE, 300.0, 80.0)
    assert told is not None
    assert told.left == 280.0
    assert most_telling([], HERE, 300.0, 80.0) is None
    assert most_telling([floor(-500.0)], HERE, 300.0, 80.0) is None


def test_every_floor_of_the_table_is_a_flight_that_is_found_again() -> None:
    floors = bundled_floors()
    assert len(floors) > 60
    for one in floors:
        found = floors_of(one.vehicle)
        assert one in found
        assert one not in floors_of(one.vehicle, but=one.day + timedelta(days=1))
        assert all(other.vehicle == one.vehicle for other in found)


@pytest.mark.parametrize("vehicle", ["long-march-4c", "soyuz-u", "ceres-1"])
def test_what_flew_moves_what_is_lost_down_and_narrows_it(vehicle: str) -> None:
    rows = bundled_calibrations()
    mine = floors_of(vehicle)
    case = LaunchCase.of(vehicle, mine[0].reached.site)
    fit = unmodelled_delta_v_of(case.vehicle, rows)
    draw = FigureDraw(SAMPLES, {}, {})  # figures as they are: the velocity alone is drawn
    drawn = draw_unmodelled(fit)
    # the least that is still believed, about half a deviation under what is published
    flight = replace(mine[0], left=fit.mean - 0.5 * fit.sigma, rates={})
    asked = flight.reached
    alone = posterior(case.fact, draw, fit, drawn, rows)
    told = posterior(case.fact, draw, fit, drawn, rows, asked, [flight])
    far = posterior(case.fact, draw, fit, drawn, rows, replace(asked, site="x"), [flight])
    assert told.floor is flight
    assert told.fit.mean < far.fit.mean < alone.fit.mean
    assert told.fit.sigma < alone.fit.sigma
    below = np.mean(told.samples <= flight.left)
    assert below > 0.85
    assert np.mean(alone.samples <= flight.left) < 0.5


def test_a_flight_that_left_plenty_moves_nothing() -> None:
    rows = bundled_calibrations()
    case = LaunchCase.of("electron", "mahia")
    fit = unmodelled_delta_v_of(case.vehicle, rows)
    draw, drawn = draw_figures(case.fact, crewed=False), draw_unmodelled(fit)
    light = floor(fit.mean + 20.0 * fit.sigma)
    told = posterior(case.fact, draw, fit, drawn, rows, HERE, [light])
    assert np.allclose(told.samples, drawn)
