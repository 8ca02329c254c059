"""Geometry of the pictures: nothing outside its box, the limit where it belongs.

Tracks cut at the edge.
"""

import math
import re
from itertools import pairwise

import numpy as np
import pytest

from unit.report_cases import bare, orbit_track, place, soyuz_tiangong
from visviva.assessment.answer import Finding, GroundTrack, Moment
from visviva.core.uncertain import Interval
from visviva.report.figures.margin import (
    limit_picture,
    margin_picture,
    nice_ticks,
    text_width,
    time_picture,
)
from visviva.report.figures.world_map import WIDTH, land_path, track_path, world_map


@pytest.mark.parametrize(
    ("mean", "sigma"), [(-2.3, 0.2), (2.3, 0.2), (0.0, 1.0), (-1e5, 1.0), (1e-6, 1e-8), (5.0, 0.0)]
)
@pytest.mark.parametrize("width", [340.0, 912.0])
def test_the_margin_stays_in_its_box_and_each_bar_on_one_side_of_the_limit(
    mean: float, sigma: float, width: float
) -> None:
    samples = np.random.default_rng(3).normal(mean, sigma, 2000)
    case = soyuz_tiangong(
        margin=mean, margin_interval_90=Interval.of_samples(samples), margin_samples=tuple(samples)
    )
    picture = margin_picture(case, width=width)
    assert picture is not None
    assert picture.left <= picture.zero <= picture.right
    assert picture.bars
    for bar in picture.bars:
        assert bar.width > 0
        assert -1e-6 <= bar.x <= picture.right + 4.0
        assert bar.y >= picture.top - 1e-6
        if bar.possible:
            assert bar.x >= picture.zero - 1e-6
        else:
            assert bar.x + bar.width <= picture.zero + 1e-6
    assert all(picture.left <= tick.x <= picture.right for tick in picture.ticks)
    labels = sum(text_width(tick.label, 12.5) for tick in picture.ticks)
    assert labels < width


def test_a_margin_without_samples_still_has_a_line() -> None:
    picture = margin_picture(soyuz_tiangong(margin_samples=()), width=912.0)
    assert picture is not None
    assert not picture.bars
    assert picture.span is not None


def test_no_margin_no_picture() -> None:
    assert margin_picture(bare(), width=912.0) is None
    assert margin_picture(bare(margin=math.nan, margin_samples=(math.nan,)), width=912.0) is None


def test_samples_that_are_not_numbers_are_left_out() -> None:
    picture = margin_picture(
        soyuz_tiangong(margin_samples=(math.nan, -1.0, -2.0, math.inf)), width=912.0
    )
    assert picture is not None
    assert all(math.isfinite(bar.x) for bar in picture.bars)


def test_an_infinite_margin_draws_what_is_finite() -> None:
    picture = margin_picture(
        soyuz_tiangong(margin=-math.inf, margin_interval_90=Interval(-math.inf, -1.0)), width=912.0
    )
    assert picture is not None
    assert picture.best is None
    assert picture.span is None
    assert all(math.isfinite(bar.x) for bar in picture.bars)


def test_a_dense_track_is_thinned_and_keeps_its_ends() -> None:
    dense = tuple(math.radians(0.001 * k) for k in range(10_001))
    path = track_path(GroundTrack("x", "orbit", dense, dense))
    assert path.count("L") < 50
    assert path.endswith("L570 240")


def test_an_area_is_closed_on_the_map() -> None:
    corners = np.radians([(120.0, 30.0), (130.0, 30.0), (130.0, 40.0), (120.0, 40.0)])
    area = GroundTrack("zone", "area", tuple(corners[:, 0]), tuple(corners[:, 1]))
    places = track_path(area)[1:].split("L")
    assert len(places) == 5
    assert places[0] == places[-1]


@pytest.mark.parametrize(("low", "high"), [(-3.1, 0.4), (0.0, 1e-9), (-1e6, 1e6)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert 2 <= len(ticks) <= 12
    assert all(low - 1e-12 <= t <= high * (1 + 1e-9) for t in ticks)


def test_the_side_that_holds_runs_from_the_limit() -> None:
    def finding(kind: str) -> Finding:
        return Finding("x", "?", "no", 5.0, "t", "", "", Interval(4.0, 6.0), 7.0, kind)  # type: ignore[arg-type]

    least, most = limit_picture(finding("at_least")), limit_picture(finding("at_most"))
    assert least is not None
    assert most is not None
    assert least.good_from == least.limit
    assert most.good_to == most.limit
    assert limit_picture(finding("")) is None


def test_a_track_over_the_antimeridian_never_crosses_the_map() -> None:
    path = track_path(orbit_track("x", "orbit", 51.6, 3.0))
    for piece in path.split("M")[1:]:
        xs = [float(pair.split()[0]) for pair in piece.replace("L", ",").split(",")]
        assert all(abs(a - b) < WIDTH / 2 for a, b in pairwise(xs))
        assert all(0 <= x <= WIDTH for x in xs)


@pytest.mark.parametrize("edge", [180.0, -180.0])
def test_a_track_that_touches_the_edge_is_drawn(edge: float) -> None:
    track = GroundTrack(
        "x",
        "orbit",
        tuple(math.radians(v) for v in (edge - 1.0, edge, edge + 1.0)),
        (0.0, 0.1, 0.2),
    )
    assert track_path(track).count("M") == 2


def test_the_map_shows_the_highest_latitude_of_the_target() -> None:
    picture = world_map(soyuz_tiangong())
    assert picture is not None
    assert [p.label.text for p in picture.parallels] == ["N 41.5°", "S 41.5°"]


def test_a_polar_track_widens_the_map() -> None:
    low, high = (
        world_map(soyuz_tiangong()),
        world_map(soyuz_tiangong(tracks=(orbit_track("polar", "orbit", 89.0),))),
    )
    assert low is not None
    assert high is not None
    assert high.height > low.height


@pytest.mark.parametrize("font", [15.0, 36.0])
def test_labels_of_near_places_do_not_cover_each_other(font: float) -> None:
    near = (
        place("Sohae", 39.66, 124.71),
        place("Naro", 34.43, 127.54),
        place("Tonghae", 40.86, 129.67),
    )
    picture = world_map(soyuz_tiangong(places=near), font=font)
    assert picture is not None
    boxes = []
    for dot in picture.dots:
        wide = text_width(dot.label.text, font)
        start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[dot.label.anchor] + dot.label.x
        boxes.append((start, dot.label.y - 0.7 * font, start + wide, dot.label.y + 0.2 * font))
    for i, a in enumerate(boxes):
        assert a[0] >= 0
        assert a[2] <= WIDTH
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_no_tracks_and_no_places_no_map() -> None:
    assert world_map(bare()) is None


def test_the_shipped_coastline_is_small_and_inside_the_map() -> None:
    path = land_path()
    assert 10_000 < len(path) < 60_000
    assert path.count("M") == path.count("z") > 100


def test_moments_at_one_time_stand_above_each_other() -> None:
    moments = [Moment(f"2024-01-01T00:00:0{i}Z", str(i)) for i in range(3)] + [
        Moment("2024-06-01T00:00:00Z", "late")
    ]
    picture = time_picture(moments, width=340.0)
    assert picture is not None
    assert sorted(m.level for m in picture.marks) == [0, 0, 1, 2]


@pytest.mark.parametrize(
    "whens", [[], ["2024-01-01"], ["soon", "later"], ["2024-01-01", "2024-01-01"]]
)
def test_a_time_line_without_two_dates_is_a_list(whens: list[str]) -> None:
    assert time_picture([Moment(w, "x") for w in whens], width=340.0) is None


def _ring(name: str, role: str, lat: float, lon: float, size: float = 1.0) -> GroundTrack:
    corners = ((-1, -1), (-1, 1), (1, 1), (1, -1))
    return GroundTrack(
        name,
        role,  # type: ignore[arg-type]
        tuple(math.radians(lon + size * x) for _, x in corners),
        tuple(math.radians(lat + size * y) for y, _ in corners),
    )


def test_areas_alone_are_shown_near_and_an_orbit_shows_the_world() -> None:
    areas = (_ring("announced: A", "announced", 35.0, 123.0), _ring("first", "area", 34.0, 124.0))
    pad = (place("Sohae", 39.66, 124.71),)
    near = world_map(soyuz_tiangong(tracks=areas, places=pad))
    assert near is not None
    assert near.zoom < 0.2
    for line in near.lines:
        assert line.path.endswith(line.path[1:].split("L")[0])  # a ring is closed
        numbers = [float(x) for x in re.findall(r"[\d.]+", line.path)]
        assert all(near.left < x < near.left + near.width for x in numbers[::2])
        assert all(near.top < y < near.top + near.height for y in numbers[1::2])
    whole = world_map(
        soyuz_tiangong(tracks=(*areas, orbit_track("polar", "orbit", 60.0)), places=pad)
    )
    assert whole is not None
    assert whole.zoom == 1.0
    assert whole.step == 30


def test_areas_across_the_antimeridian_show_the_world() -> None:
    areas = (_ring("A", "area", 10.0, 178.5), _ring("B", "area", 10.0, -178.5))
    picture = world_map(soyuz_tiangong(tracks=areas, places=()))
    assert picture is not None
    assert picture.zoom == 1.0
