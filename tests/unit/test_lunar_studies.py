"""Studies of a satellite about the Moon answer as vis viva and the rocket equation say."""

import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from visviva.assessment.answer import Assessment
from visviva.assessment.models.lunar_case import change, insertion, period, year_of
from visviva.assessment.run import assess, load_study
from visviva.cli.main import main
from visviva.core.constants import MOON_RADIUS
from visviva.errors import StudyError
from visviva.report.localize import localize

IDS = [
    "arrival-bound",
    "insertion-delta-v",
    "final-period",
    "final-speed",
    "propellant-left",
    "alive-until",
]


@pytest.fixture(scope="module")
def danuri() -> Assessment:
    return assess(load_study("danuri"))


def _radius(height_km: float) -> float:
    return MOON_RADIUS + 1e3 * height_km


def test_the_arithmetic_of_danuri_is_that_of_the_press() -> None:
    # 12.3 h after the first burn (Korean press, 2022-12-19); 18 and 31 m/s by vis viva.
    assert period(_radius(109.0), _radius(8920.0)) / 3600.0 == pytest.approx(12.3, abs=0.05)
    low, mid, high = _radius(60.0), _radius(100.0), _radius(200.0)
    assert change((mid, mid), (low, low)) == pytest.approx(18.0, abs=0.5)
    assert change((low, low), (low, high)) == pytest.approx(31.0, abs=0.5)


def test_a_burn_back_costs_what_the_burn_cost() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        a, b, c, d = np.sort(_radius(rng.uniform(30.0, 9000.0, 4)))
        one, other = (a, c), (b, d)
        assert change(one, other) == pytest.approx(change(other, one), rel=1e-12)
        assert change(one, one) == 0.0


def test_a_faster_arrival_never_costs_less() -> None:
    burns = insertion(np.linspace(-0.2e6, 1.2e6, 30), _radius(109.0), _radius(8920.0))
    assert np.all(np.diff(burns) > 0.0)


def test_danuri_is_bound_and_has_its_propellant(danuri: Assessment) -> None:
    found = {f.id: f for f in danuri.findings}
    assert list(found) == IDS
    assert danuri.verdict == "yes"
    assert found["final-period"].value == pytest.approx(1.98, abs=0.01)
    assert found["final-speed"].value == pytest.approx(1.628, abs=0.003)
    left = found["propellant-left"]
    # 93 kg were stated; the arithmetic must hold it in its interval.
    assert left.interval_90 is not None
    assert 93.0 in left.interval_90


@pytest.mark.parametrize("lang", ["en", "fr", "ko"])
def test_the_answer_about_danuri_is_said_in_every_language(danuri: Assessment, lang: str) -> None:
    assert localize(danuri, lang).sentence.text


def _changed(folder: Path, old: str, new: str) -> Path:
    text = (files("visviva.assessment") / "studies" / "danuri.toml").read_text("utf-8")
    assert text.count(old) == 1
    path = folder / "changed.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_an_orbit_beyond_half_the_hill_radius_is_not_called_bound(tmp_path: Path) -> None:
    old = "value = 8920.0, low = 8870.0, high = 8970.0"
    path = _changed(tmp_path, old, "value = 50000.0, low = 49000.0, high = 51000.0")
    found = assess(load_study(path))
    assert {f.id: f.verdict for f in found.findings}["arrival-bound"] == "no"


def test_a_stated_period_that_does_not_fit_is_told(tmp_path: Path) -> None:
    old = "value = 12.3, low = 12.25, high = 12.35"
    path = _changed(tmp_path, old, "value = 14.0, low = 13.9, high = 14.1")
    found = assess(load_study(path))
    assert {f.id: f.verdict for f in found.findings}["final-period"] == "no"


def test_orbits_out_of_order_are_refused() -> None:
    with pytest.raises(StudyError, match="order of time"):
        assess(load_study("danuri", ("moon.alive_until=2022-12-01T00:00:00Z",)))


def test_a_decimal_year_begins_and_ends_at_whole_numbers() -> None:
    assert year_of(datetime(2027, 1, 1, tzinfo=UTC)) == 2027.0
    assert year_of(datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)) == 2028.0


def test_left_alone_for_a_month_the_last_orbit_of_danuri_stays() -> None:
    settings = ("moon.alive_until=2025-10-24T00:00:00Z", "moon.argument_deg=[270.0]")
    found = {f.id: f for f in assess(load_study("danuri-today", settings)).findings}
    assert list(found) == IDS
    assert found["alive-until"].verdict == "yes"
    assert found["alive-until"].detail[0]["lowest_km"] == pytest.approx(50.0, abs=15.0)
    assert found["propellant-left"].verdict in ("yes", "marginal")


@pytest.mark.slow
def test_a_periselene_over_the_north_does_not_last_and_one_over_the_south_does() -> None:
    found = {
        f.id: f
        for f in assess(load_study("danuri-today", ("moon.argument_deg=[270.0, 90.0]",))).findings
    }
    rows = found["alive-until"].detail
    assert len(rows) == 6
    south, north = ([r for r in rows if r["argument_deg"] == angle] for angle in (270.0, 90.0))
    assert all(row["lifetime_days"] is None for row in south)
    assert all(row["lifetime_days"] < 365.0 for row in north)


@pytest.mark.parametrize("study", ["danuri", "chollima-2023-11-notice"])
def test_every_moment_of_an_answer_ends_in_z(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", study, "--json"]) == 0
    told = capsys.readouterr().out
    assert not re.findall(r"\d\d:\d\d:\d\d\+00:00", told)
    assert re.search(r"\d\d:\d\d:\d\dZ", told)
