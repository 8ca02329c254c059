"""Failed launches: falls against closed forms, areas that nest, answers that repeat."""

import math
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.failure import FallenRequest, FallenResult, fallen_of
from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen
from visviva.cli.main import main
from visviva.core.constants import EARTH_GM
from visviva.errors import InputError, RangeError, StudyError
from visviva.launch.flight.fall import Body as OneBody
from visviva.launch.flight.fall import fall
from visviva.launch.flight.forward import Earth
from visviva.launch.hazard.areas import LocalMap, areas_of, share_inside
from visviva.launch.hazard.falls import fall_many, rows_of
from visviva.launch.hazard.pieces import Body, tumbling_area

SPHERE = Earth(rate=0.0, radius=6371e3, flattening=0.0, zonals=(0.0, 0.0, 0.0))


def test_a_fall_on_a_sphere_without_air_is_keplers() -> None:
    """Range of a free flight from the ground to the ground (Bate, Mueller, White 1971, 6.2).

    sin(range / 2R) = Q cos^2 / sqrt(1 + Q (Q - 2) cos^2), Q = v^2 R / GM.
    """
    speed, climb = 3000.0, math.radians(40.0)
    q = speed**2 * 6371e3 / EARTH_GM
    c2 = math.cos(climb) ** 2
    cosine = (1.0 - q * c2) / math.sqrt(1.0 + q * (q - 2.0) * c2)
    expected = 2.0 * math.acos(cosine) * 6371e3
    rows = rows_of(
        np.array([6371e3 + 1e-3, 0.0, 0.0]),
        np.array([speed * math.sin(climb), speed * math.cos(climb), 0.0]),
        drag=0.0,
    )
    found = fall_many(rows, 0.0, earth=SPHERE)
    assert float(found.longitude[0]) * 6371e3 == pytest.approx(expected, abs=10.0)
    assert found.speed[0] == pytest.approx(speed, rel=1e-4)


def test_the_air_in_cells_is_that_of_the_standard() -> None:
    """Within 1e-6 but for the cells in which the lapse rate changes: 1e-3 there."""
    from visviva.core.atmosphere.us76 import us76
    from visviva.launch.hazard.falls import air_cells

    heights = np.linspace(10.0, 149.9e3, 4001)
    cells = air_cells()
    i = (heights // 100.0).astype(int)
    m = heights / 100.0 - i
    log = cells[i, 0] + m * (cells[i, 1] + m * (cells[i, 2] + m * cells[i, 3]))
    off = np.abs(np.exp(log) / us76(heights).density - 1.0)
    assert np.quantile(off, 0.98) < 1e-6
    assert off.max() < 1e-3


@pytest.mark.parametrize("ballistic", [20.0, 150.0, 2000.0])
def test_many_falls_agree_with_the_fall_of_one(ballistic: float) -> None:
    """Asked: 10 m. The one is Dormand-Prince 8(5,3) at 1e-10, the many 5(4) by metres."""
    r, v = np.array([6434e3, 0.0, 40e3]), np.array([1300.0, 515.0, -1700.0])
    found = fall_many(rows_of(r, v, drag=1.0 / ballistic), 136.0)
    one = fall(r, v, OneBody(ballistic, 1.0), t0=136.0)
    assert (found.latitude[0] - one.latitude) * 6.37e6 == pytest.approx(0.0, abs=10.0)
    assert (found.longitude[0] - one.longitude) * 6.37e6 == pytest.approx(0.0, abs=10.0)
    assert found.t[0] == pytest.approx(one.t, abs=0.5)


def test_what_memory_held_before_changes_nothing() -> None:
    """The room to work in is not cleared by the caller: here it holds what is no number."""
    from visviva.launch.hazard import _falls_kernel as kernel
    from visviva.launch.hazard.falls import environment

    env = environment(Earth())
    row = rows_of(np.array([6400e3, 0.0, 0.0]), np.array([0.0, 500.0, 0.0]), drag=0.01)[0]
    out = np.empty(8)
    kernel.fall_one(row, 0.0, 7200.0, env, np.full((7, 6), np.nan), out)
    assert np.all(np.isfinite(out))
    assert out[7] == 1.0


def test_the_number_of_threads_changes_nothing() -> None:
    rng = np.random.default_rng(5)
    r = np.array([6434e3, 0.0, 40e3]) + rng.normal(size=(900, 3)) * 1e3
    rows = rows_of(r, np.array([0.0, 515.0, -1700.0]), drag=0.01, n=900)
    one, three = (fall_many(rows, 0.0, threads=k) for k in (1, 3))
    assert np.array_equal(one.latitude, three.latitude)


def test_areas_hold_their_share_and_lie_in_each_other() -> None:
    """A bent sample, whose ellipse does not hold what it should: the density region does."""
    rng = np.random.default_rng(2)
    along, across = rng.normal(size=6000), rng.normal(size=6000)
    lat = 0.5 + 0.01 * along
    lon = 2.0 + 0.006 * along**2 + 0.001 * across
    areas = areas_of(lat, lon)
    for small, large in pairwise(areas):
        ring = np.array(small.polygon)
        chart = LocalMap.about(ring[:, 0], ring[:, 1])
        import shapely

        inner, outer = (
            shapely.Polygon(chart.to_plane(*np.array(a.polygon).T)) for a in (small, large)
        )
        assert inner.difference(outer).area < 1e-6 * inner.area
        assert small.size < large.size
    for area in areas:
        assert share_inside(area.polygon, lat, lon) == pytest.approx(area.probability, abs=0.02)


def test_the_ellipse_of_a_normal_sample_is_its_own() -> None:
    """Half axes sigma sqrt(-2 ln (1 - p)): 1.177 sigma at 50 %, 2.448 at 95 %."""
    rng = np.random.default_rng(3)
    chart = LocalMap(0.6, 2.1)
    xy = rng.normal(size=(20000, 2)) * np.array([3e3, 20e3])
    half, most = areas_of(*chart.to_sphere(xy), shares=(0.5, 0.95))
    assert half.semi_major == pytest.approx(1.1774 * 20e3, rel=0.02)
    assert most.semi_minor == pytest.approx(2.4477 * 3e3, rel=0.02)
    assert min(half.bearing, math.pi - half.bearing) < 0.02


def test_sizes_of_pieces_follow_their_formulas() -> None:
    """A quarter of the surface (Cauchy); (0.6 + sqrt A)^2 for each piece (NASA-STD-8719.14)."""
    length = 10000.0 / 1050.0 / (math.pi / 4.0 * 4.0) + 1.2 * 2.0
    area = 0.25 * (math.pi * 2.0 * length + 0.5 * math.pi * 4.0)
    assert tumbling_area(10000.0, 2.0) == pytest.approx(area)
    body = Body("x", 400.0, 2, (50.0, 50.0))
    assert body.casualty_area == pytest.approx(2.0 * (0.6 + 2.0) ** 2)
    with pytest.raises(InputError, match="without a diameter"):
        tumbling_area(1.0, 0.0)


def test_too_few_impacts_make_no_area() -> None:
    with pytest.raises(InputError, match="make no area"):
        areas_of(np.zeros(10), np.zeros(10))


@lru_cache(maxsize=1)
def flown() -> FallenResult:
    return study_fallen(StudyFallenRequest("chollima-malligyong", failed=False, samples=400))


def fail(at: float, mode: str, seed: int = 1) -> FallenResult:
    known = flown()
    request = replace(known.request, at=at, mode=mode, seed=seed)
    return fallen_of(known.ascent, request)


def test_everything_that_leaves_comes_down_in_order_of_its_range() -> None:
    names = [i.name for i in flown().items]
    assert names == ["first", "fairing", "second"]
    ranges = [i.range for i in flown().items]
    assert ranges == sorted(ranges)
    assert all(i.fallen.down == 1.0 for i in flown().items)


def test_a_later_failure_lands_farther_down_range() -> None:
    ranges = [fail(at, "thrust-loss").items[0].range for at in (40.0, 90.0, 150.0, 250.0)]
    assert ranges == sorted(ranges)
    assert ranges[-1] > 3.0 * ranges[0]


def test_the_same_seed_gives_the_same_answer() -> None:
    a, b, c = fail(100.0, "destruct"), fail(100.0, "destruct"), fail(100.0, "destruct", seed=2)
    assert a.to_dict() == b.to_dict()
    assert a.to_dict()["areas"] != c.to_dict()["areas"]


def test_heavier_fragments_fly_farther() -> None:
    ranges = {i.name: i.range for i in fail(120.0, "destruct").items}
    assert (
        ranges["fragments: panels"] < ranges["fragments: structure"] < ranges["fragments: engines"]
    )


def test_modes_differ_as_they_should() -> None:
    lost = fail(200.0, "thrust-loss").items[0]
    weak = fail(200.0, "partial-thrust").items[0]
    aside = fail(200.0, "wrong-ignition").items[0]
    assert weak.range > lost.range
    assert aside.areas[1].semi_minor > 3.0 * lost.areas[1].semi_minor
    unlit = {i.name for i in fail(146.0, "no-ignition").items}
    stuck = {i.name for i in fail(146.0, "no-separation").items}
    assert unlit == {"unlit stack", "first"}
    assert stuck == {"stack with its spent stage"}
    assert fail(200.0, "fairing-stuck").items[0].name == "last stage"


def test_a_failure_after_insertion_is_refused_with_the_insertion_time() -> None:
    late = flown().ascent.insertion + 1.0
    with pytest.raises(RangeError, match=f"insertion is {flown().ascent.insertion:.1f} s"):
        fail(late, "destruct")
    with pytest.raises(RangeError, match="before the first burn-out"):
        fail(50.0, "no-ignition")
    # A second as it is told, to a tenth, is at its event.
    first = round(flown().ascent.time_of("first burn-out") or 0.0, 1)
    assert fail(first, "no-ignition").items[0].name == "unlit stack"
    assert fail(first, "no-separation").items[0].name == "stack with its spent stage"
    assert fail(round(flown().ascent.insertion, 1), "thrust-loss").items
    with pytest.raises(InputError, match="no failure mode"):
        fail(50.0, "bang")


def test_the_impact_point_runs_down_range_until_orbit() -> None:
    points = flown().to_dict()["instantaneous_impact"]
    lat = [p["lat_deg"] for p in points]
    assert lat[0] == pytest.approx(math.degrees(flown().ascent.latitude), abs=0.1)
    assert lat[-1] < lat[0] - 30.0
    assert points[-1]["t_s"] <= flown().ascent.insertion


def test_the_keys_are_those_of_the_contract() -> None:
    payload = fail(146.0, "no-ignition").to_dict()
    assert set(payload["impact"]) == {"lat_deg", "lon_deg", "t_s"}
    row = payload["areas"][0]
    names = {"item", "polygon", "probability", "center", "semi_major_km", "semi_minor_km"}
    assert names <= set(row)
    assert payload["casualty_expectation"] >= 0.0


def test_a_request_that_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="launches nothing"):
        study_fallen(StudyFallenRequest("malligyong-revisit", failed=False))
    with pytest.raises(StudyError, match="states no failure"):
        study_fallen(StudyFallenRequest("chollima-malligyong", failed=True))
    with pytest.raises(InputError, match="samples"):
        study_fallen(StudyFallenRequest("chollima-malligyong", failed=False, samples=3))
    request: FallenRequest = flown().request
    assert request.mode == ""


def test_areas_are_written_for_maps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    words = ["launch", "drops", "--study", "chollima-malligyong", "--samples", "300"]
    for name in ("a.geojson", "a.kml"):
        assert main([*words, "--export", str(tmp_path / name), "--csv"]) == 0
    features = json.loads((tmp_path / "a.geojson").read_text())["features"]
    assert len(features) == 12
    ring = features[0]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert (tmp_path / "a.kml").read_text().count("<Placemark>") == 12
    assert main([*words, "--export", str(tmp_path / "a.doc")]) == 2
    capsys.readouterr()


def test_a_stage_that_is_lit_twice_burns_on_to_its_coast_alone() -> None:
    """A Falcon 9 coasts to its second burn: what fails in the first has no propellant for that."""
    import math

    from visviva.analysis.flown_ascent import AscentCase, fly_ascent
    from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
    from visviva.launch.hazard.failure import failed_flight

    orbit = TargetOrbit(300e3, 300e3, math.radians(28.6))
    case = AscentCase(LaunchCase.of("falcon-9", "cape-canaveral"), orbit, 15_000.0)
    ascent = fly_ascent(case)
    assert ascent.insertion > 3000.0
    for mode in ("wrong-ignition", "partial-thrust"):
        stack, *_ = failed_flight(ascent, 180.0, mode, samples=50)
        assert stack.down > 0.5
    # A restart that does not come leaves the orbit of the coast, from any second of that coast.
    restart = next(t for name, t in ascent.events if name.startswith("ignition"))
    unlit = [failed_flight(ascent, t, "no-ignition", samples=50)[0] for t in (900.0, restart + 0.3)]
    assert [f.from_t for f in unlit] == [restart, restart]
    # A stage that was lit before is not unlit in the burn that follows.
    assert failed_flight(ascent, 200.0, "no-ignition", samples=50)[0].from_t < 200.0
    # A launch with a kilometre a second to spare carries its fairing up.
    assert ascent.margin > 900.0
    last, *_ = failed_flight(ascent, 180.0, "fairing-stuck", samples=50)
    assert last.down == 0.0
