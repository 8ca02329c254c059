"""Deorbit, landing opportunities, scatter, blackout: what they give and what they refuse."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.cli.main import main
from visviva.core.constants import EARTH_RATE
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.crew.descent.deorbit import Braking, brake, fly_return, lifting_bank, steady_bank
from visviva.crew.descent.landing import Zone, opportunities
from visviva.crew.descent.scatter import Spreads, scatter
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.blackout import blackout, electron_density
from visviva.data.catalogue import Catalogue
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.elements import Elements, elements_to_state
from visviva.orbit.two_body import propagate_two_body

SOYUZ_MS = Catalogue.bundled().ship("soyuz-ms").capsule_figures()

BURN = Braking(6800.0, 2950.0, 302.0, 128.0)
T0 = Epoch.parse("2024-06-07T00:00:00Z")
ISS = """ISS
1 25544U 98067A   25096.03700594  .00015269  00000+0  28194-3 0  9999
2 25544  51.6369 304.3678 0004922  13.5339 346.5781 15.49280872503978
"""


def _orbit(epoch: Epoch) -> tuple[Any, Any]:
    """A circular two-body orbit of 420 km and 51.64 degrees, in axes that turn evenly."""
    t = np.atleast_1d(np.asarray(epoch - T0, dtype=np.float64))
    r0, v0 = elements_to_state(Elements(6798e3, 0.0, np.radians(51.64), 0.5, 0.0, 0.0))
    r, v = propagate_two_body(r0, v0, t)
    c, s = np.cos(-EARTH_RATE * t), np.sin(-EARTH_RATE * t)

    def turn(x: Any) -> Any:
        return np.stack([c * x[:, 0] - s * x[:, 1], s * x[:, 0] + c * x[:, 1], x[:, 2]], -1)

    fixed = turn(r)
    return fixed, turn(v) - np.cross([0.0, 0.0, EARTH_RATE], fixed)


@pytest.fixture(scope="module")
def state() -> tuple[Any, Any]:
    r, v = _orbit(T0 + np.array([3000.0]))
    return r[0], v[0]


def test_burn_follows_the_rocket_equation() -> None:
    assert BURN.propellant == pytest.approx(6800.0 * (1 - np.exp(-128.0 / (302.0 * 9.80665))))
    assert BURN.duration == pytest.approx(BURN.propellant * 302.0 * 9.80665 / 2950.0)


def test_arrival_is_at_the_interface_going_down(state: Any) -> None:
    arrival = brake(*state, BURN)
    assert -3.0 < np.degrees(arrival.path_angle) < -1.0
    assert 7700.0 < arrival.inertial_speed < 8000.0
    assert arrival.perigee < 30e3


def test_a_weak_burn_says_how_much_is_missing(state: Any) -> None:
    weak = Braking(6800.0, 2950.0, 302.0, 50.0)
    with pytest.raises(InputError, match=r"never reaches 100 km: .* too high") as caught:
        brake(*state, weak)
    more = caught.value.fields["more_m_s"]
    assert 20.0 < more < 60.0
    assert brake(*state, Braking(6800.0, 2950.0, 302.0, 50.0 + 1.15 * more)).t > 0.0


def test_lifting_bank_gives_the_load_asked_for_and_no_cross_range(state: Any) -> None:
    arrival, capsule = brake(*state, BURN), SOYUZ_MS.capsule()
    bank = lifting_bank(arrival, capsule, 4.5)
    flight = fly_return(*state, BURN, capsule, bank).entry
    assert flight.peak_g == pytest.approx(4.5, abs=0.1)
    normal = np.cross(arrival.r_itrf, arrival.v_itrf)
    assert abs(flight.r_itrf[-1] @ normal / np.linalg.norm(normal)) < 2e3
    with pytest.raises(InputError, match="no bank angle gives 1 g"):
        lifting_bank(arrival, capsule, 1.0)


def test_steady_bank_rolls_through_lift_up() -> None:
    bank = steady_bank(1.0, 200.0)
    assert float(bank.at(0.0)) == 1.0
    assert float(bank.at(1e4)) == -1.0


@pytest.fixture(scope="module")
def zone() -> Zone:
    return Zone(Place.from_degrees(47.8, 67.7, 300.0, "zone"), 200e3)


def test_every_opportunity_ends_inside_the_zone(state: Any, zone: Zone) -> None:
    capsule = SOYUZ_MS.capsule()
    search = opportunities(_orbit, BURN, capsule, steady_bank(1.1, 230.0), zone, T0, 2.0)
    assert 1 <= len(search.opportunities) <= 8
    for one in search.opportunities:
        assert one.miss <= zone.radius
        assert zone.center.distance(*one.flight.landing) == pytest.approx(one.miss)
        assert one.landing - one.ignition == pytest.approx(one.flight.duration)
        assert one.light in ("day", "twilight", "night")
        earlier, later = (_orbit(one.ignition + np.array([dt])) for dt in (-15.0, 15.0))
        for r, v in (earlier, later):
            moved = fly_return(
                r[0], v[0], BURN, capsule, steady_bank(1.1, 230.0), ground=zone.ground
            )
            assert float(zone.center.distance(*moved.landing)) > one.miss - 500.0


def test_an_unreachable_zone_says_by_how_much() -> None:
    far = Zone(Place(np.radians(70.0), 1.0, name="the far north"), 100e3)
    with pytest.raises(
        InputError,
        match=r"nearest comes down .* km outside; the zone lies .* deg of latitude beyond",
    ):
        opportunities(_orbit, BURN, SOYUZ_MS.capsule(), steady_bank(1.1, 230.0), far, T0, 1.0)


@pytest.mark.parametrize("radius", [1e3, 0.0, 1e7, np.nan])
def test_points_and_continents_are_no_zones(radius: float) -> None:
    with pytest.raises(InputError, match="recovery area"):
        Zone(Place(0.8, 1.2), radius)


def test_scatter_is_reproducible_and_centred(state: Any) -> None:
    capsule = SOYUZ_MS.capsule(lifting=False)
    one, two = (scatter(*state, BURN, capsule, Bank(), samples=60, seed=3) for _ in range(2))
    assert np.array_equal(one.latitude, two.latitude)
    nominal = fly_return(*state, BURN, capsule, Bank())
    assert one.centre[0] == pytest.approx(nominal.landing[0], abs=0.01)
    assert one.semi_major > one.semi_minor > 0.0
    assert one.lost == 0


def test_scatter_without_spreads_is_the_nominal_return(state: Any) -> None:
    capsule = SOYUZ_MS.capsule(lifting=False)
    none = Spreads(*([0.0] * 9))
    flown = scatter(*state, BURN, capsule, Bank(), samples=10, spreads=none)
    nominal = fly_return(*state, BURN, capsule, Bank())
    assert flown.latitude == pytest.approx(np.full(10, nominal.landing[0]), abs=1e-5)
    assert flown.peak_g == pytest.approx(np.full(10, nominal.entry.peak_g), rel=5e-3)
    assert flown.t == pytest.approx(np.full(10, nominal.duration), abs=1.0)


def test_blackout_lies_inside_the_entry(state: Any) -> None:
    flight = fly_return(*state, BURN, SOYUZ_MS.capsule(lifting=False), Bank()).entry
    gap = blackout(flight)
    assert gap.start is not None
    assert gap.end is not None
    assert 0.0 < gap.start < gap.end < flight.openings[0][1]
    assert blackout(flight, 1e13).start is None


def test_electrons_behind_the_shock_are_of_the_measured_order() -> None:
    """RAM-C II at 61 km and 7.65 km/s measured peaks of 1e19 to 1e20 per m³.

    Grantham, NASA TN D-6062, 1970.
    """
    n = electron_density(np.array([2.5e-4]), np.array([7650.0]))
    assert 1e19 < n[0] < 1e21


def test_unknown_ships_are_taught() -> None:
    with pytest.raises(UnknownNameError, match="no entry figures are known"):
        Catalogue.bundled().ship("shenzhou").capsule_figures()


def test_every_zone_that_a_fact_names_is_searched() -> None:
    """Karaganda was lost while zones were prose."""
    ship = Catalogue.bundled().ship("soyuz-ms")
    assert ship.landing is not None
    assert [z.name for z in ship.zones()] == [z.name for z in ship.landing.zones]
    assert [
        (z.name, z.center.latitude_deg, z.center.longitude_deg, z.radius, z.ground)
        for z in ship.zones()
    ] == [
        ("Zhezkazgan", pytest.approx(47.783), pytest.approx(67.700), 200e3, 300.0),
        ("Arkalyk", pytest.approx(50.248), pytest.approx(66.928), 150e3, 349.0),
        ("Karaganda", pytest.approx(49.803), pytest.approx(73.106), 150e3, 546.0),
    ]


def _elements(folder: Path) -> str:
    path = folder / "iss.tle"
    path.write_text(ISS, encoding="utf-8")
    return str(path)


def test_return_command_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "crew",
        "return",
        "--elements",
        _elements(tmp_path),
        "--spacecraft",
        "soyuz-ms",
        "--zone",
        "47.3,69.5,150",
        "--date",
        "2025-04-08",
        "--days",
        "3",
        "--samples",
        "20",
        "--json",
    ]
    assert main(arguments) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["schema"] == "visviva.crew.return/1"
    assert {"utc", "delta_v_m_s", "name"} <= set(out["burns"][0])
    assert {"name", "t_s", "altitude_km", "speed_m_s", "g"} <= set(out["events"][0])
    assert {"lat_deg", "lon_deg", "t_s"} <= set(out["landing"])
    assert out["opportunities"][0]["miss_km"] <= 150.0
    assert set(out["regimes"]) == {"lifting", "ballistic"}
    assert out["regimes"]["ballistic"]["beyond_lifting_km"] < -200.0
    assert out["area"]["semi_major_km"] > out["area"]["semi_minor_km"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--zone", "40,-100,50"], "no public landing zone"),
        (["--zone", "47.3,69.5,1"], "recovery area"),
        (["--zone", "somewhere"], "no landing zone"),
        (["--delta-v-m-s", "40"], "never reaches 100 km"),
        (["--regime", "gliding"], "no regime"),
        (["--spacecraft", "shenzhou"], "no entry figures"),
        pytest.param(
            ["--days", "0.1", "--zone", "47.3,69.5,30"],
            "km outside",
            marks=pytest.mark.slow,  # by the search itself: test_an_unreachable_zone_says
        ),
    ],
)
def test_return_command_refuses_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert (
        main(["crew", "return", "--elements", _elements(tmp_path), "--date", "2025-04-08", *more])
        == 2
    )
    err = capsys.readouterr().err.strip().splitlines()
    assert said in err[-1]
