"""Areas: across the antimeridian, around a pole, crossed, crosswise; chances and gaps over them."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.analysis.coverage import CoverageRequest, find_coverage
from visviva.analysis.images import ImagesRequest, find_images
from visviva.core.area import Area
from visviva.core.constants import EARTH_RADIUS
from visviva.core.time import Epoch
from visviva.data.areas import read_areas
from visviva.errors import InputError, RangeError
from visviva.export.polygons import area_geometry
from visviva.orbit.gp import ElementSet

START = Epoch.parse("2024-06-07T00:00:00Z")
SAT = ElementSet(
    90001, "2024-06-07T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, 0.0, bstar=2e-4, name="MADE UP"
)
KOREA = [(34.0, 124.0), (34.0, 131.0), (43.0, 131.0), (43.0, 124.0)]


def inside(area: Area, *places: tuple[float, float]) -> list[bool]:
    lat, lon = np.radians(np.array(places)).T
    return [bool(x) for x in area.contains(lat, lon)]


@pytest.mark.parametrize("east", [-177.0, 183.0])
def test_a_ring_across_the_antimeridian_holds_both_sides(east: float) -> None:
    area = Area.of_rings([[(-20, 176), (-20, east), (-15, east), (-15, 176)]])
    found = inside(area, (-17, 179.9), (-17, -178), (-17, 182), (-17, 0), (-17, 175), (-17, -176))
    assert found == [True, True, True, False, False, False]


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("back", [False, True])
def test_a_ring_once_round_holds_the_pole(sign: float, closed: bool, back: bool) -> None:
    """Surface of a cap: 2 pi R2 (1 - sin f)."""
    lons = list(range(-180, 181 if closed else 180, 30))
    ring = [(sign * 70.0, float(lon)) for lon in (reversed(lons) if back else lons)]
    area = Area.of_rings([ring])
    assert inside(area, (sign * 89.9, 12.0), (sign * 69.0, 12.0), (sign * 71.0, 180.0)) == [
        True,
        False,
        True,
    ]
    cap = 2.0 * math.pi * EARTH_RADIUS**2 * (1.0 - math.sin(math.radians(70.0)))
    assert area.surface() == pytest.approx(cap, rel=1e-9)


def test_a_ring_that_is_cut_along_the_pole_is_the_same_cap() -> None:
    area = Area.of_rings([[(-60, -180), (-60, 180), (-90, 180), (-90, -180)]])
    assert inside(area, (-89.0, 5.0), (-61.0, 170.0), (-59.0, 3.0)) == [True, True, False]


def test_a_hole_is_not_inside() -> None:
    area = Area.of_rings([KOREA, [(36, 126), (36, 128), (38, 128), (38, 126)]])
    assert inside(area, (37, 127), (35, 127)) == [False, True]


def test_a_box_has_its_surface() -> None:
    a, b = math.radians(34.0), math.radians(43.0)
    box = EARTH_RADIUS**2 * math.radians(7.0) * (math.sin(b) - math.sin(a))
    assert Area.of_rings([KOREA]).surface() == pytest.approx(box, rel=1e-12)
    turned = [(lat, lon + 54.0) for lat, lon in KOREA]
    assert Area.of_rings([turned]).surface() == pytest.approx(box, rel=1e-12)


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        ([(0, 0), (10, 10), (0, 10), (10, 0), (20, 5)], "crosses itself near"),
        ([(0, 0), (10, 10)], "2 corners"),
        ([(0, 0), (5, 5), (10, 10)], "no surface|crosses itself"),
        ([(0, 0), (95, 5), (10, 20)], "latitude 95"),
        ([(0, 0), (math.nan, 5), (10, 20)], "no number"),
    ],
)
def test_a_ring_that_is_none_is_refused(ring: list[tuple[float, float]], words: str) -> None:
    with pytest.raises(InputError, match=words):
        Area.of_rings([ring], "x")


def geojson(path: Path, coordinates: Any, kind: str = "Polygon") -> Path:
    path.write_text(json.dumps({"type": kind, "coordinates": coordinates}))
    return path


def test_four_corners_given_crosswise_are_put_in_order_and_told(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]])
    (area,), notes = read_areas(path)
    assert inside(area, (5, 5), (1, 9)) == [True, True]
    assert any("crosswise" in line for line in notes)


def test_a_ring_that_crosses_itself_is_refused_with_its_place(tmp_path: Path) -> None:
    ring = [[0, 0], [10, 10], [10, 0], [0, 10], [5, 20], [0, 0]]
    with pytest.raises(InputError, match=r"crosses itself near 5\.000, 5\.000"):
        read_areas(geojson(tmp_path / "a.geojson", [ring]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "Point", "coordinates": [0, 0]}', "Point where a polygon is due"),
        ('{"type": "Polygon", "coordinates": []}', "without coordinates|without a ring"),
        ('{"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 0]]]}', "no place"),
        ('{"type": "FeatureCollection", "features": []}', "no polygon"),
        ("[1, 2]", "no GeoJSON object"),
    ],
)
def test_a_file_without_polygons_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        read_areas(path)


def test_an_exported_ring_is_cut_at_the_antimeridian() -> None:
    area = Area.of_rings([[(-20, 176), (-20, -177), (-15, -177), (-15, 176)]])
    shape = area_geometry(area)
    assert shape["type"] == "MultiPolygon"
    lons = [x for polygon in shape["coordinates"] for x, _ in polygon[0]]
    assert min(lons) == -180.0
    assert max(lons) == 180.0
    assert all(x <= -177.0 or x >= 176.0 for x in lons)


def images(area: Area, days: float = 4.0, **changes: Any) -> list[dict[str, Any]]:
    values: dict[str, Any] = {"max_off_nadir": math.radians(30.0)} | changes
    request = ImagesRequest((SAT,), (), START, days * 86400.0, areas=(area,), **values)
    return [dict(row) for row in find_images(request).rows()]


def test_an_area_has_several_chances_and_a_larger_one_never_fewer() -> None:
    small = images(Area.of_rings([[(37, 126), (37, 128), (39, 128), (39, 126)]]))
    large = images(Area.of_rings([KOREA]))
    assert 2 <= len(small) <= len(large)
    assert all(0.0 <= row["share_in_reach"] <= 1.0 for row in large)
    assert all(row["off_nadir_deg"] <= 30.0 for row in large)
    assert all(row["first_s"] <= 0.0 <= row["last_s"] for row in large)
    # each chance of the small one lies within a chance of the large one, no further off nadir
    for row in small:
        t = Epoch.parse(row["utc"])
        near = [o for o in large if abs(float(Epoch.parse(o["utc"]) - t)) < 600.0]
        assert near
        assert near[0]["off_nadir_deg"] <= row["off_nadir_deg"] + 0.2


def test_a_path_straight_over_an_area_is_at_the_nadir() -> None:
    assert min(row["off_nadir_deg"] for row in images(Area.of_rings([KOREA]))) == 0.0


def test_a_tiny_area_answers_as_its_place_does() -> None:
    from visviva.core.place import Place

    d = 0.005
    ring = [(37.57 + a, 126.98 + b) for a, b in ((-d, -d), (-d, d), (d, d), (d, -d))]
    over = images(Area.of_rings([ring]), days=6.0)
    request = ImagesRequest(
        (SAT,),
        (Place.from_degrees(37.57, 126.98),),
        START,
        6.0 * 86400.0,
        max_off_nadir=math.radians(30.0),
    )
    place = find_images(request).rows()
    assert len(over) == len(place)
    for a, b in zip(over, place, strict=True):
        assert abs(float(Epoch.parse(a["utc"]) - Epoch.parse(b["utc"]))) < 1.5
        assert a["off_nadir_deg"] == pytest.approx(b["off_nadir_deg"], abs=0.15)


def test_chances_do_not_depend_on_where_the_ring_begins_or_how_its_longitudes_are_written() -> None:
    ring = [(-20.0, 176.0), (-20.0, -177.0), (-15.0, -177.0), (-15.0, 176.0)]
    first = images(Area.of_rings([ring]))
    again = images(Area.of_rings([[(a, b % 360.0) for a, b in (*ring[2:], *ring[:2])]]))
    assert first
    assert [row["utc"] for row in first] == [row["utc"] for row in again]


def test_daylight_cuts_a_chance_where_the_sun_crosses_the_limit() -> None:
    area = Area.of_rings([[(70.0, float(lon)) for lon in range(-180, 180, 20)]])
    for row in images(area, days=0.5, min_sun_elevation=math.radians(25.0)):
        assert row["sun_elevation_deg"] >= 25.0 - 1e-6


def test_gaps_over_an_area_are_those_of_the_grid_there() -> None:
    request = CoverageRequest(
        (SAT,), START, 3 * 86400.0, cell=math.radians(1.0), areas=(Area.of_rings([KOREA]),)
    )
    found = find_coverage(request).found
    assert found.latitude.size > 30
    assert inside(request.areas[0], *np.degrees([found.latitude, found.longitude]).T) == [
        True
    ] * len(found.latitude)
    whole = find_coverage(
        CoverageRequest(
            (SAT,),
            START,
            3 * 86400.0,
            cell=math.radians(1.0),
            south=math.radians(34.0),
            north=math.radians(43.0),
        )
    ).found
    keyed = {
        (round(a, 9), round(b, 9)): g
        for a, b, g in zip(whole.latitude, whole.longitude, whole.longest, strict=True)
    }
    for a, b, g in zip(found.latitude, found.longitude, found.longest, strict=True):
        assert keyed[round(a, 9), round(b, 9)] == pytest.approx(g, nan_ok=True)


def test_an_area_between_the_cells_is_refused_with_advice() -> None:
    speck = Area.of_rings([[(37.0, 127.0), (37.0, 127.001), (37.001, 127.001), (37.001, 127.0)]])
    with pytest.raises(RangeError, match="cell"):
        find_coverage(
            CoverageRequest((SAT,), START, 86400.0, cell=math.radians(5.0), areas=(speck,))
        )


@pytest.mark.parametrize("side_deg", [1e-5, 1e-2])
def test_a_speck_is_gridded_as_quickly_as_a_country(side_deg: float) -> None:
    d = side_deg
    area = Area.of_rings([[(10.0, 10.0), (10.0, 10.0 + d), (10.0 + d, 10.0 + d), (10.0 + d, 10.0)]])
    lat, lon = area.grid(math.radians(d) / 10.0)
    assert 80 <= lat.size <= 120
    assert np.all(area.contains(lat, lon))


def test_the_whole_globe_is_seen_straight_below_at_every_chance() -> None:
    world = Area.of_rings([[(-90, -180), (-90, 180), (90, 180), (90, -180)]])
    rows = images(world, days=0.2)
    assert 1 <= len(rows) <= 12
    assert all(row["off_nadir_deg"] == 0.0 for row in rows)


def test_a_hole_outside_its_ring_is_told() -> None:
    with pytest.raises(InputError, match="hole of x lies outside"):
        Area.of_rings([KOREA, [(0, 0), (0, 1), (1, 1)]], "x")


@pytest.mark.parametrize("shift", [0.0, 60.0, 179.0])
def test_a_grid_does_not_depend_on_the_longitude(shift: float) -> None:
    sizes = {
        Area.of_rings([[(a, b + s) for a, b in KOREA]]).grid(math.radians(1.0))[0].size
        for s in (shift, shift - 360.0 if shift > 60.0 else shift)
    }
    assert max(sizes) - min(sizes) <= 1
    assert abs(min(sizes) - 49) < 8
