"""Returns and one abort against flown Soyuz.

Figures read from `shared/data/crew` (README names sources).

MS-11: the Canadian Space Agency's time-line. TMA-1 and TMA-10: ballistic returns. MS-10: the abort
of 2018-10-11. One capsule, one model; lifting and ballistic differ by the lift alone, and the bank
is that of the published nominal load.
"""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.crew.descent.abort import AscentPath, abort
from visviva.crew.descent.deorbit import Braking, ReturnFlight, fly_return, lifting_bank
from visviva.crew.descent.landing import beyond
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.fly import entry_state, fly_entry
from visviva.data.catalogue import Catalogue
from visviva.orbit.elements import Elements, elements_to_state

SOYUZ_MS = Catalogue.bundled().ship("soyuz-ms").capsule_figures()

STEPPE = 300.0  # m, the ground at Zhezkazgan


def _rows(shared_data: Path, name: str) -> list[dict[str, str]]:
    file = shared_data / "crew" / name
    if not file.is_file():
        pytest.skip(f"no {file}")
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return list(csv.DictReader(lines))


def _figure(rows: list[dict[str, str]], start: str) -> dict[str, Any]:
    return next(r for r in rows if r["event"].startswith(start))


@pytest.fixture(scope="module")
def returns(shared_data: Path) -> tuple[list[dict[str, str]], ReturnFlight, ReturnFlight]:
    """Lifting and ballistic return of MS-11.

    A circular orbit through the altitude at ignition, which lies 53 minutes.
    before a northbound landing at 47 degrees north, so at 47 south; the burn is the one flown."""
    rows = _rows(shared_data, "soyuz_ms11_landing.csv")
    burn = _figure(rows, "deorbit burn start")
    delta_v = float(burn["note"].split(";")[1].split()[0])
    incline, phase = np.radians(51.64), np.radians(-70.0)
    lat = np.arcsin(np.sin(incline) * np.sin(phase))
    radius = float(np.linalg.norm(geodetic_to_itrf(lat, 0.0, float(burn["altitude_km"]) * 1e3)))
    r, v = elements_to_state(Elements(radius, 0.0, incline, 0.0, 0.0, phase))
    v = v - np.cross([0.0, 0.0, EARTH_RATE], r)
    braking = Braking(6817.0, 2950.0, 302.0, delta_v)
    lifting = SOYUZ_MS.capsule()
    first = fly_return(r, v, braking, lifting, Bank.constant(1.0), ground=STEPPE)
    bank = lifting_bank(first.arrival, lifting, SOYUZ_MS.nominal_load_g)
    home = fly_return(r, v, braking, lifting, bank, ground=STEPPE)
    fallen = fly_return(r, v, braking, SOYUZ_MS.capsule(lifting=False), Bank(), ground=STEPPE)
    return rows, home, fallen


def _clock(row: dict[str, Any]) -> Epoch:
    return Epoch.parse(row["utc"] + "Z")


EVENTS = ("plasma and guidance start", "plasma end and maximum g", "parachute command", "landing")


@pytest.mark.parametrize("event", EVENTS)
def test_ms_11_events_from_entry_within_25_s_and_3_km(returns: Any, event: str) -> None:
    rows, home, _ = returns
    start, row = _figure(rows, "entry interface"), _figure(rows, event)
    altitude = float(row["altitude_km"]) * 1e3 if event != "landing" else STEPPE
    flight = home.entry
    zero = flight.time_at_altitude(float(start["altitude_km"]) * 1e3)
    assert zero is not None
    flown = float(_clock(row) - _clock(start))
    mine = flight.time_at_altitude(altitude) if event != "landing" else float(flight.t[-1])
    assert mine is not None
    assert mine - zero == pytest.approx(flown, abs=25.0)
    assert float(flight.at(zero + flown, "altitude")) == pytest.approx(altitude, abs=3000.0)


def test_ms_11_peak_load_is_that_of_the_time_line(returns: Any) -> None:
    """4 to 5 g; the bank is chosen for the middle of it, so this closes the loop."""
    assert 4.0 <= returns[1].entry.peak_g <= 5.0


def test_ballistic_return_gives_8_to_9_g_and_falls_340_to_460_km_short(returns: Any) -> None:
    _, home, fallen = returns
    assert 8.0 <= fallen.entry.peak_g <= 9.0
    assert -460.0 <= beyond(home, fallen) / 1e3 <= -340.0


def test_ms_10_abort_range_and_duration(shared_data: Path) -> None:
    """Range within 40 km, duration within 10 %, load within 10 %.

    The state is what was reported: highest altitude of the range given, speed over the ground,
    distance from the pad, heading of a 51.64 degree orbit, and the path angle that the reported
    apogee needs.
    """
    from geographiclib.geodesic import Geodesic
    from scipy.optimize import brentq

    row = _rows(shared_data, "ascent_aborts.csv")[0]
    altitude = float(row["abort_alt_km"].split("-")[1]) * 1e3
    when = float(row["abort_t_s"].split("-")[1])
    pad = (45.920, 63.342)
    there = Geodesic.WGS84.Direct(*pad, 62.4, float(row["downrange_km"]) * 1e3)
    capsule = SOYUZ_MS.capsule(lifting=False)

    def state(angle: float) -> tuple[Any, Any]:
        lat, lon, azimuth = (float(np.radians(there[k])) for k in ("lat2", "lon2", "azi2"))
        return entry_state(
            lat, lon, altitude, float(row["abort_speed_m_s"]), angle, azimuth, inertial=False
        )

    def over(angle: float) -> float:
        flight = fly_entry(*state(angle), capsule, may_rise=True, ground=STEPPE)
        return float(flight.altitude.max()) - float(row["apogee_km"]) * 1e3

    r, v = state(float(brentq(over, 0.05, 1.2, xtol=1e-5)))
    start = geodetic_to_itrf(np.radians(pad[0]), np.radians(pad[1]), 90.0)
    path = AscentPath(np.array([0.0, when]), np.stack([start, r]), np.stack([np.zeros(3), v]))
    done = abort(path, when, capsule, ground=STEPPE)
    assert done.apogee / 1e3 == pytest.approx(float(row["apogee_km"]), abs=0.5)
    assert done.range / 1e3 == pytest.approx(float(row["landing_range_km"]), abs=40.0)
    assert done.landing_t == pytest.approx(float(row["duration_s"]), rel=0.10)
    assert done.peak_g == pytest.approx(6.7, rel=0.10)


def test_ms_26_braked_and_landed_when_the_orbit_allows(shared_data: Path) -> None:
    """NASA (spacestation blog, 2025-04-19): braking at 8:26 p.m. EDT, landing at 9:20 p.m.

    South-east of Zhezkazgan.

    From an element set twelve days older, so 2 minutes are allowed on figures given to the minute.
    """
    from visviva.crew.descent.landing import Zone, opportunities
    from visviva.orbit.gp import gp_state_itrf, read_elements

    file = shared_data / "crew" / "stations.tle"
    if not file.is_file():
        pytest.skip(f"no {file}")
    start = Epoch.parse("2025-04-19T12:00:00Z")
    sets = [e for e in read_elements(file).elements if e.catalog_number == 25544]
    record = min(sets, key=lambda e: abs(e.epoch - start))

    def orbit(epoch: Epoch) -> tuple[Any, Any]:
        return gp_state_itrf(record, epoch)

    capsule, braking = SOYUZ_MS.capsule(), Braking(6817.0, 2950.0, 302.0, 128.0)
    r, v = orbit(start + np.zeros(1))
    bank = lifting_bank(
        fly_return(r[0], v[0], braking, capsule, Bank.constant(1.0)).arrival, capsule, 4.5
    )
    place = Place.from_degrees(47.3, 69.5, STEPPE, "south-east of Zhezkazgan")
    zone = Zone(place, 60e3)
    (one,) = opportunities(orbit, braking, capsule, bank, zone, start, 1.0).opportunities
    assert abs(one.ignition - Epoch.parse("2025-04-20T00:26:30Z")) < 120.0
    assert abs(one.landing - Epoch.parse("2025-04-20T01:20:30Z")) < 120.0
    assert one.light == "day"
