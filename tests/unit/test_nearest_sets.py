"""A history serves a window with its best sets, and says by how much a time is unknown."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.pass_batches import unknown_line
from visviva.analysis.passes import PassesRequest, find_passes
from visviva.cli.main import main
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.export import export_elements
from visviva.observe.passes.nearest import choose_sets
from visviva.observe.passes.timing_error import history_scale, mean_flux
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue, layout

DAY = 86400.0
START = Epoch.parse("2024-06-06T00:00:00Z")
SITES = [Place.from_degrees(39.0, 125.7), Place.from_degrees(-33.9, 18.4)]
BASE = ElementSet(
    90001, "2024-06-01T00:00:00", 15.2, 0.001, 97.4, 10.0, 90.0, 0.0, bstar=0.0, name="ONE"
)


def day_of(day: float, **changes: float) -> ElementSet:
    """The set of the same orbit at a day after the first, carried on by SGP4's own rates."""
    c = Sgp4Catalogue.from_element_sets([BASE]).constants[0]
    turned = {
        "mean_anomaly_deg": (BASE.mean_anomaly_deg, c[layout.MDOT]),
        "arg_perigee_deg": (BASE.arg_perigee_deg, c[layout.ARGPDOT]),
        "raan_deg": (BASE.raan_deg, c[layout.NODEDOT]),
    }
    angles = {
        name: (first + np.degrees(rate) * 1440.0 * day) % 360.0
        for name, (first, rate) in turned.items()
    }
    stamp = (Epoch.parse(BASE.epoch_utc + "Z") + day * DAY).iso(6)[:-1]
    return replace(BASE, epoch_utc=stamp, **angles, **changes)


def test_each_part_of_the_window_has_its_nearest_set() -> None:
    sets = [day_of(d) for d in (0.0, 4.5, 6.0, 9.0, 20.0)]
    choice = choose_sets([sets[::-1]], START, 3 * DAY)
    assert [e.epoch_utc[8:10] for e in choice.sets] == ["05", "07", "10"]
    assert choice.own[0, 1] == choice.own[1, 0] == 0.25 * DAY
    assert choice.own[1, 1] == choice.own[2, 0] == 2.5 * DAY
    assert choice.own[2, 1] == pytest.approx(9.5 * DAY)


def test_equal_sets_give_the_passes_of_one_set_once() -> None:
    """Sets that describe one motion must not double, lose or move a pass where they meet."""
    request = PassesRequest([day_of(5.0)], SITES, START, 3 * DAY)
    one = find_passes(request).passes
    history = [day_of(5.0), replace(day_of(5.0), epoch_utc="2024-06-06T00:00:01")]
    both = find_passes(replace(request, source=history)).passes
    assert len(both) == len(one)
    many = [day_of(4.0 + 0.5 * k) for k in range(12)]
    found = find_passes(replace(request, source=many))
    assert len(found.passes) == len(one)
    for name in ("rise", "peak", "set"):
        difference = np.sort(getattr(found.passes, name)) - np.sort(getattr(one, name))
        assert np.abs(difference).max() < 0.05
    ages = [abs(row["age_days"]) for row in found.rows()]
    assert max(ages) <= 0.26


def test_the_order_of_sets_changes_nothing() -> None:
    many = [day_of(4.0 + 0.7 * k) for k in range(8)] + [
        replace(day_of(4.0 + k), catalog_number=2, inclination_deg=60.0) for k in range(5)
    ]
    request = PassesRequest(many, SITES, START, 3 * DAY)
    one = find_passes(request)
    two = find_passes(replace(request, source=many[::-1]))
    key = lambda row: (row["catalog_number"], row["site"], row["first_utc"])  # noqa: E731
    assert sorted(one.rows(), key=key) == sorted(two.rows(), key=key)


def test_a_real_history_is_served_by_young_sets(shared_data: Path) -> None:
    sets = read_elements(shared_data / "manoeuvres/Sentinel-3A.tle.gz").elements[600:640]
    start = Epoch.parse(sets[10].epoch_utc + "Z")
    found = find_passes(PassesRequest(sets, SITES, start, 10 * DAY))
    assert max(abs(row["age_days"]) for row in found.rows()) < 1.0
    for k in range(len(SITES)):
        mine = found.passes.select(found.passes.site_index == k)
        assert (mine.rise[1:] >= mine.set[:-1]).all()
    alone = find_passes(PassesRequest(sets[14:15], SITES, start, 10 * DAY))
    assert abs(len(alone.passes) - len(found.passes)) <= 1
    assert "each pass the nearest" in found.search.notes[0]


def test_where_the_error_exceeds_the_pass_no_seconds_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    falling = replace(BASE, mean_motion_rev_day=15.9, bstar=2e-3, mean_motion_dot=2e-3)
    export_elements(tmp_path / "a.json", [falling])
    common = ["observe", "passes", str(tmp_path / "a.json"), "--site", "39,125.7"]
    window = ["--start", "2024-06-09", "--days", "1"]
    assert main([*common, *window, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["passes"]
    for row in answer["passes"]:
        assert row["rise_utc"] is row["peak_utc"] is row["set_utc"] is None
        first, last = Epoch.parse(row["first_utc"]), Epoch.parse(row["last_utc"])
        assert last - first == pytest.approx(4.0 * row["sigma_s"] + row["duration_s"], rel=0.01)
        assert 2.0 * row["sigma_s"] > row["duration_s"]
    assert "the time is unknown" in answer["warnings"][-1]
    for form in ("csv", "ics", "geojson", "parquet"):
        if form == "parquet":
            pytest.importorskip("pyarrow")
        out = tmp_path / f"a.{form}"
        assert main([*common, *window, "--export", str(out)]) == 0
        assert out.stat().st_size > 0
    for feature in json.loads((tmp_path / "a.geojson").read_text())["features"]:
        told = feature["properties"]
        assert (told["start_utc"], told["end_utc"]) == (told["first_utc"], told["last_utc"])
        assert "coordTimes" not in told
        assert " between " in told["name"]
    assert "?" in capsys.readouterr().out
    fresh = ["--start", "2024-06-01", "--days", "1"]
    assert main([*common, *fresh, "--json"]) == 0
    assert all(row["rise_utc"] for row in json.loads(capsys.readouterr().out)["passes"])


def test_the_answer_says_how_much_is_unknown() -> None:
    assert unknown_line(0, 0.0) == ()
    assert "by up to 10 minutes" in unknown_line(3, 300.0)[0]
    assert "by up to 5.0 days" in unknown_line(3, 2.5 * DAY)[0]


def test_a_history_that_errs_more_is_told_to_and_one_without_pairs_is_not() -> None:
    assert history_scale([BASE]) == 1.0
    assert history_scale([day_of(0.0), day_of(1.0)]) == 1.0
    rng = np.random.default_rng(1)
    still = [day_of(0.5 * k) for k in range(20)]
    restless = [
        replace(e, mean_anomaly_deg=(e.mean_anomaly_deg + float(d)) % 360.0)
        for e, d in zip(still, rng.normal(0.0, 0.5, 20), strict=True)
    ]
    assert history_scale(restless) > 2.0 * history_scale(still)


def test_the_flux_is_that_of_the_months_about_the_epoch() -> None:
    quiet, active = (Epoch.parse(f"{day}T00:00:00Z") for day in ("2019-12-01", "2024-05-01"))
    assert 65.0 < float(mean_flux(quiet)) < 75.0
    assert 160.0 < float(mean_flux(active)) < 185.0
    far = mean_flux(Epoch.parse("2100-01-01T00:00:00Z"))
    assert np.isfinite(far)
