"""Windows, phasing, plans and their commands: what they say, and what they refuse."""

import json
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.crewed_flight import crew_case
from visviva.cli.main import main
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.crew.dynamics import World, insertion_state, station_apart
from visviva.crew.liftoff.flown import launcher
from visviva.crew.liftoff.phasing import closing_rate, drift_of_node, phase_range
from visviva.crew.liftoff.window import windows
from visviva.data.catalogue import Catalogue
from visviva.data.crewed_tables import flown_liftoffs
from visviva.errors import ConvergenceError, InputError, RangeError
from visviva.launch.ascent_profile import Burn, ascent_profile
from visviva.orbit.elements import j2_rates, state_to_elements
from visviva.orbit.gp import ElementSet, gp_state_gcrf, read_elements

BURNS = (
    Burn(0, 118, 4.7e6, 311e3, 1660),
    Burn(118, 285, 990e3, 97e3, 316),
    Burn(285, 525, 298e3, 32e3, 93),
)
ASCENT = ascent_profile(BURNS, 200e3, 7800.0, 290.0, 285.0)
PAD = Place(np.radians(45.9962), np.radians(63.564), 90.0)


@pytest.fixture(scope="module")
def iss() -> ElementSet:
    fact = Catalogue.bundled().station("iss").element_sets[0]
    return read_elements(f"{fact.line1}\n{fact.line2}\n").elements[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    fact = Catalogue.bundled().station("iss").element_sets[0]
    out = tmp_path / "iss.tle"
    out.write_text(f"{fact.line1}\n{fact.line2}\n", encoding="utf-8")
    return out


def test_the_kernel_is_linear_and_an_azimuth_comes_back() -> None:
    offset = ASCENT.offset(-150.0, 1.09, 1.05)
    assert ASCENT.azimuth_for(offset, -150.0, 1.09) == pytest.approx(1.05)
    assert ASCENT.offset(-150.0, 1.09, None) == pytest.approx(-150.0 * ASCENT.free_per_velocity)


def test_stages_that_reach_no_orbit_are_refused() -> None:
    with pytest.raises(ConvergenceError, match="no orbit"):
        ascent_profile(
            (Burn(0, 100, 3e6, 200e3, 1000), Burn(100, 200, 1e5, 60e3, 30)),
            200e3,
            7800.0,
            290.0,
            100.0,
        )


def test_a_burn_that_burns_more_than_there_is_is_refused() -> None:
    with pytest.raises(InputError, match="burn"):
        Burn(0.0, 100.0, 1e6, 1000.0, 50.0)


def test_parts_of_a_lead_sum_to_it(iss: ElementSet) -> None:
    held = launcher("soyuz-ms", "baikonur", ASCENT, rows=flown_liftoffs())
    for w in windows(iss, PAD, held, (), Epoch.parse("2020-10-14T00:00:00Z"), 1.0):
        assert sum(s for _, s in w.parts) == pytest.approx(w.liftoff_lead, abs=1e-6)


def test_a_day_has_one_window_each_way_and_a_month_sixty(iss: ElementSet) -> None:
    held = launcher("soyuz-ms", "baikonur", ASCENT, rows=flown_liftoffs())
    day = windows(iss, PAD, held, (), Epoch.parse("2020-10-14T00:00:00Z"), 1.0)
    assert [w.northbound for w in day] == [True, False]
    month = windows(iss, PAD, held, (), Epoch.parse("2020-10-14T00:00:00Z"), 30.0)
    assert 58 <= len(month) <= 64


def test_an_unknown_site_has_no_azimuth_and_a_wide_spread(iss: ElementSet) -> None:
    held = launcher("soyuz-ms", "kourou", ASCENT, rows=flown_liftoffs())
    day = windows(
        iss,
        Place(np.radians(5.3), np.radians(-52.8)),
        held,
        (),
        Epoch.parse("2020-10-14T00:00:00Z"),
        1.0,
    )
    assert len(day) == 2
    assert not any(w.known for w in day)
    assert min(w.sigma for w in day) >= 60.0


def test_a_set_too_old_and_a_pad_too_far_north_say_by_how_much(iss: ElementSet) -> None:
    held = launcher("soyuz-ms", "baikonur", ASCENT, rows=flown_liftoffs())
    with pytest.raises(RangeError, match=r"48 days.*18 more than the 30"):
        windows(iss, PAD, held, (), Epoch.parse("2020-11-30T00:00:00Z"), 1.0)
    with pytest.raises(RangeError, match=r"beyond the highest"):
        windows(
            iss, Place(np.radians(62.9), 0.7), held, (), Epoch.parse("2020-10-14T00:00:00Z"), 1.0
        )


def test_the_node_drifts_by_seven_thirds_of_its_turn_while_a_gap_closes() -> None:
    radius, tilt = 6797e3, np.radians(51.64)
    ship, station = j2_rates(radius - 50e3, 0.0, tilt), j2_rates(radius, 0.0, tilt)
    seconds = 1.0 / (ship.mean_anomaly - station.mean_anomaly)  # to close one radian
    drift = (station.raan - ship.raan) * seconds
    motion = float(np.sqrt(3.986004418e14 / radius**3))
    assert float(drift_of_node(1.0, tilt, motion)) == pytest.approx(drift, rel=0.03)


def test_longer_flights_close_more() -> None:
    args = (530.0, 200e3, 242e3, 6797e3, np.radians(51.64))
    short, long = phase_range(3.1 * 3600.0, *args), phase_range(6.0 * 3600.0, *args)
    assert short[0] < short[1] < long[1]
    assert float(closing_rate(300e3, 300e3, 6797e3, 0.9)) < float(
        closing_rate(200e3, 200e3, 6797e3, 0.9)
    )


def test_insertion_is_where_it_was_asked_for(iss: ElementSet) -> None:
    t = Epoch.parse("2020-10-14T05:53:00Z")
    world, station = World.at(t), np.concatenate(gp_state_gcrf(iss, t))
    ship = insertion_state(world, station, 0.26, 200e3, 242e3, 0.0)
    assert station_apart(ship, station) == pytest.approx(0.26, abs=1e-3)
    assert np.linalg.norm(ship[:3]) == pytest.approx(6378137.0 + 200e3, abs=1.0)
    axes = [
        float(state_to_elements(y[:3], y[3:]).semi_major_axis)
        for y in world.path(ship, 2.0 * np.pi * np.sqrt(6599137.0**3 / 3.986004418e14))[1]
    ]
    assert np.mean(axes) == pytest.approx(6378137.0 + 221e3, abs=1500.0)


def test_window_command_judges_a_claim(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "crew",
        "window",
        "--elements",
        str(file),
        "--site",
        "baikonur",
        "--date",
        "2020-10-14",
        "--json",
    ]
    assert main([*words, "--claimed", "2020-10-14T05:45:04Z"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["schema"] == "visviva.crew.liftoff.window/1"
    first = out["windows"][0]
    assert {"liftoff_utc", "plane_offset_deg", "phase_deg", "profile"} <= first.keys()
    assert first["profile"] == "2-orbit"
    assert out["claim"]["verdict"] == "possible"
    assert main([*words, "--claimed", "2020-10-14T07:00:00Z", "--strict"]) == 1
    out = json.loads(capsys.readouterr().out)
    assert out["claim"]["verdict"] == "impossible"
    assert out["claim"]["plane_error_deg"] > 10.0


def test_rendezvous_command_and_its_picture(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = tmp_path / "plan.svg"
    words = ["crew", "rendezvous", "--elements", str(file), "--site", "baikonur"]
    assert (
        main([*words, "--liftoff", "2020-10-14T05:45:04Z", "--json", "--export", str(drawn)]) == 0
    )
    out = json.loads(capsys.readouterr().out)
    assert {"utc", "delta_v_m_s", "name"} <= out["burns"][0].keys()
    assert sum(b["delta_v_m_s"] for b in out["burns"]) == pytest.approx(
        out["delta_v_m_s"], abs=0.02
    )
    assert out["passively_safe"]
    assert out["propellant_kg"] < out["tank_kg"]
    assert drawn.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--liftoff", "2020-10-14T06:45:04Z"], "another plane"),
        (["--liftoff", "2020-10-29T05:45:04Z"], "more than the phase"),
        (["--liftoff", "2020-10-14T05:45:04Z", "--profile", "4-orbit"], "outside"),
        (["--liftoff", "2020-10-14T05:45:04Z", "--profile", "noon"], "its profiles are"),
        (["--liftoff", "2020-10-14T05:45:04Z", "--flight-time-h", "1.5"], "too few"),
        (["--liftoff", "2020-10-14T05:45:04"], "offset"),
        (["--liftoff", "2020-10-14T05:45:04Z", "--export", "plan.doc"], "picture"),
    ],
)
def test_what_cannot_be_planned_is_told_in_one_line(
    file: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crew", "rendezvous", "--elements", str(file), "--site", "baikonur", *words]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert len(err.strip().splitlines()) == 1


def test_reach_command_keeps_to_its_filters(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "crew",
        "reach",
        "--site",
        "vostochny",
        "--station",
        "tiangong",
        "--vehicle",
        "soyuz-2.1a",
    ]
    assert main([*words, "--samples", "200", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert len(rows) == 1
    row = rows[0]
    assert row["turn_deg"] == pytest.approx(10.41, abs=0.01)
    assert row["turn_cost_m_s"] == pytest.approx(1412, rel=0.02)
    assert (
        row["interval_90_kg"][0] < row["payload_kg"] < row["interval_90_kg"][1] < row["needed_kg"]
    )
    assert row["verdict"] == "no"
    assert row["sources"]
    assert main([*words, "--site", "nowhere"]) == 2


def test_a_station_is_named_by_its_number_as_by_its_name(shared_data: Path) -> None:
    """An object of the file that is no fact is chosen by its number as well."""
    file = shared_data / "crew" / "stations.tle"
    when = Epoch.parse("2020-10-14T00:00:00Z")
    asked = {"site": "baikonur", "spacecraft": "soyuz-ms"}
    by_name, by_number = (
        crew_case(file, when, station=station, **asked) for station in ("iss", "25544")
    )
    assert by_name.elements == by_number.elements
    assert by_number.station is not None
    assert by_number.station.slug == "iss"
    with pytest.raises(InputError, match="no good element set of 99999 in it"):
        crew_case(file, when, station="99999", **asked)
