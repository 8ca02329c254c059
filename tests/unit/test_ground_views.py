"""Coverage, contacts and visible passes: closed forms, periods, and what must always hold."""

import math
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.contacts import ContactsRequest, find_contacts
from visviva.analysis.coverage import CoverageRequest, find_coverage
from visviva.analysis.images import ImagesRequest, find_images
from visviva.analysis.passes import PassesRequest, find_passes
from visviva.analysis.visible import EXTINCTION, VisibleRequest, air_mass, find_visible
from visviva.analysis.where import WhereRequest, where
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.observe.coverage import cover
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue

START = Epoch.parse("2024-06-07T00:00:00Z")
POLAR = ElementSet(90001, "2024-06-07T00:00:00", 15.2, 0.0005, 90.0, 66.0, 90.0, 0.0, name="POLAR")
LOW = ElementSet(90002, "2024-06-07T00:00:00", 15.2, 0.0005, 40.0, 10.0, 90.0, 0.0, name="LOW")


def covered(sets: tuple[ElementSet, ...], **changes: float) -> object:
    values = {"duration": 2 * 86400.0, "cell": math.radians(10.0)} | changes
    return find_coverage(CoverageRequest(source=sets, start=START, **values))  # type: ignore[arg-type]


def test_visits_follow_the_latitude_of_a_polar_orbit() -> None:
    """A polar swath of half angle L sees the parallel of latitude f for a share of each turn.

    Visits a day of a cell grow as the swath over the length of the parallel, 1/cos f, until the
    swath holds the pole; within 15 % over cells of ten degrees.
    """
    found = cover(
        Sgp4Catalogue.from_element_sets([POLAR]),
        START,
        10 * 86400.0,
        max_off_nadir=math.radians(30.0),
        cell=math.radians(10.0),
    )
    rows = np.unique(np.round(found.latitude, 6))
    seen = {round(math.degrees(r)): found.seen[np.isclose(found.latitude, r)].mean() for r in rows}
    assert seen[45] / seen[5] == pytest.approx(
        math.cos(math.radians(5)) / math.cos(math.radians(45)), rel=0.15
    )
    assert seen[65] / seen[5] == pytest.approx(
        math.cos(math.radians(5)) / math.cos(math.radians(65)), rel=0.15
    )


def test_no_cell_beyond_the_inclination_is_seen() -> None:
    found = covered((LOW,), max_off_nadir=math.radians(20.0)).found  # type: ignore[attr-defined]
    beyond = np.abs(found.latitude) > math.radians(50.0)
    assert not np.any(found.seen[beyond])
    assert np.any(found.seen[~beyond])


def test_two_satellites_never_see_less_often_than_one() -> None:
    one = covered((POLAR,)).found  # type: ignore[attr-defined]
    two = covered((POLAR, LOW)).found  # type: ignore[attr-defined]
    both = np.isfinite(one.longest) & np.isfinite(two.longest)
    assert np.all(two.longest[both] <= one.longest[both] + 1e-9)
    assert np.all(two.seen >= one.seen)


def test_a_wider_view_and_any_light_never_see_less() -> None:
    narrow = covered((POLAR,), max_off_nadir=math.radians(20.0)).found  # type: ignore[attr-defined]
    wide = covered((POLAR,), max_off_nadir=math.radians(40.0)).found  # type: ignore[attr-defined]
    assert np.sum(wide.seen > 0) >= np.sum(narrow.seen > 0)
    lit = covered((POLAR,), min_sun_elevation=0.1).found  # type: ignore[attr-defined]
    assert np.all(lit.seen[lit.seen > 0] <= covered((POLAR,)).found.seen[lit.seen > 0])  # type: ignore[attr-defined]


def test_percentiles_lie_in_order_below_the_longest() -> None:
    found = covered((POLAR, LOW)).found  # type: ignore[attr-defined]
    known = np.isfinite(found.p50)
    assert np.all(found.p50[known] <= found.p90[known] + 1e-9)
    assert np.all(found.p90[known] <= found.longest[known] + 1e-9)
    assert np.all(found.mean[known] <= found.longest[known] + 1e-9)


@pytest.mark.parametrize("changes", [{"cell": 1e-6}, {"step": 0.1}, {"max_off_nadir": 2.0}])
def test_a_grid_that_is_none_is_refused(changes: dict[str, float]) -> None:
    with pytest.raises(RangeError):
        covered((POLAR,), **changes)


def test_contacts_are_the_passes_of_the_stations(tmp_path: Path) -> None:
    stations = (
        Place.from_degrees(78.2, 15.4, name="North"),
        Place.from_degrees(-33.1, -70.7, name="South"),
    )
    limit = math.radians(5.0)
    found = find_contacts(
        ContactsRequest(source=(POLAR,), start=START, stations=stations, duration=3 * 86400.0)
    )
    rows = {row["name"]: row for row in found.rows()}
    passes = find_passes(
        PassesRequest(
            source=(POLAR,),
            sites=stations[:1],
            start=START,
            duration=3 * 86400.0,
            min_elevation=limit,
        )
    )
    assert rows["North"]["contacts"] == len(passes.rows())
    assert rows["North"]["contact_s_per_day"] > rows["South"]["contact_s_per_day"]
    assert rows["all together"]["longest_gap_s"] <= rows["North"]["longest_gap_s"]


def test_visible_passes_are_dark_below_and_lit_above() -> None:
    iss_like = ElementSet(
        90003, "2024-06-07T00:00:00", 15.5, 0.0005, 51.6, 66.0, 90.0, 0.0, name="MADE UP"
    )
    request = VisibleRequest(
        source=(iss_like,),
        place=Place.from_degrees(45.0, 5.0),
        start=START,
        duration=10 * 86400.0,
        standard_magnitude=-1.8,
    )
    rows = find_visible(request).rows()
    assert rows
    assert all(row["sun_elevation_deg"] < -6.0 for row in rows)
    assert all(row["first_utc"] <= row["utc"] <= row["last_utc"] for row in rows)
    brighter = [row for row in rows if row["magnitude"] < 0.0]
    some = find_visible(
        VisibleRequest(
            source=(iss_like,),
            place=request.place,
            start=START,
            duration=10 * 86400.0,
            standard_magnitude=-1.8,
            faintest=0.0,
        )
    ).rows()
    assert len(some) == len(brighter)


@pytest.mark.parametrize(("days", "vague"), [(1.0, False), (150.0, True)])
def test_sights_by_old_elements_say_by_how_much_their_time_is_unknown(
    days: float, vague: bool
) -> None:
    place, window = Place.from_degrees(45.0, 5.0), (START + days * 86400.0, 5 * 86400.0)
    low = ElementSet(90003, "2024-06-07T00:00:00", 15.5, 0.0005, 51.6, 66.0, 90.0, 0.0, bstar=1e-4)
    seen = find_visible(VisibleRequest((low,), place, *window))
    sees = find_images(ImagesRequest((low,), (place,), *window))
    for found, notes in ((seen, seen.notes), (sees, sees.notes)):
        assert found.rows()
        assert all(row["sigma_s"] > 0.0 for row in found.rows())
        assert any("sigma_s)" in note for note in notes) is vague


def test_every_view_tells_the_same_error_of_time_whatever_rate_the_set_publishes() -> None:
    place, window = Place.from_degrees(45.0, 5.0), (START + 20.0 * 86400.0, 5 * 86400.0)
    told = []
    for rate in (0.0, 3e-4):
        low = ElementSet(
            90003, "2024-06-07T00:00:00", 15.5, 5e-4, 51.6, 66.0, 90.0, 0.0, 1e-4, rate
        )
        (first, *_) = find_images(ImagesRequest((low,), (place,), *window)).rows()
        when = Epoch.parse(first["utc"])
        row = where(WhereRequest((low,), when, 60.0, 60.0)).rows()[0]
        passes = find_passes(PassesRequest((low,), (place,), when - 900.0, 1800.0)).rows()
        told += [first["sigma_s"], row["sigma_s"], passes[0]["sigma_s"]]
    assert told == pytest.approx([told[0]] * len(told), rel=0.01)


def test_the_air_takes_a_quarter_of_a_magnitude_overhead() -> None:
    """Kasten and Young 1989: 1.00 air masses overhead, 5.59 at ten degrees."""
    assert float(EXTINCTION * air_mass(np.array(math.pi / 2))) == pytest.approx(0.25, abs=1e-3)
    assert float(air_mass(np.radians(10.0))) == pytest.approx(5.59, abs=0.02)


def test_a_swath_widens_what_is_seen_and_stands_alone_at_the_nadir() -> None:
    """185 km from 500 km is half an angle of 10.5 degrees: the same gaps as agility of that angle.

    The half angle on the ground is 92.5 km over the Earth's radius, on the sphere that is swept.
    """
    height = 505e3
    alone = covered((POLAR,), max_off_nadir=0.0, swath=185e3).found  # type: ignore[attr-defined]
    angle = math.atan2(
        math.sin(92.5e3 / 6378137.0),
        (6378137.0 + height) / 6378137.0 - math.cos(92.5e3 / 6378137.0),
    )
    turned = covered((POLAR,), max_off_nadir=angle).found  # type: ignore[attr-defined]
    assert np.sum(alone.seen) == pytest.approx(np.sum(turned.seen), rel=0.05)
    both = covered((POLAR,), max_off_nadir=angle, swath=185e3).found  # type: ignore[attr-defined]
    assert np.all(both.seen >= turned.seen)
    with pytest.raises(RangeError):
        covered((POLAR,), max_off_nadir=0.0)
