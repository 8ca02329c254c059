"""Measure the way home against what was asked of it, and write the table into docs/crew-entry.md.

Run: ``python -m benchmarks.crew_return [--write]``. Data: the folder of tests/conftest.py, or
VISVIVA_SHARED.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks import TOY
from visviva.data.catalogue import Catalogue

SOYUZ_MS = Catalogue.bundled().ship("soyuz-ms").capsule_figures()

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared" / "data")) / "crew"
PAGE = ROOT / "docs" / "crew-entry.md"
T = TypeVar("T")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def known(value: T | None) -> T:
    """The value, where there must be one."""
    assert value is not None
    return value


def entries() -> list[tuple[str, str, str]]:
    """Apollo 10, Stardust, the closed form."""
    from visviva.crew.entry.closed_form import allen_eggers_peak_g, numerical_peak_g
    from visviva.crew.entry.heating import detra_kemp_riddell, heat_load, sutton_graves
    from visviva.crew.entry.stated_cases import read_cases

    cases = read_cases(DATA / "entry_cases.toml")
    apollo, stardust = (cases.entry(n) for n in ("apollo10", "stardust"))
    a, s = apollo.fly(), stardust.fly()
    t, altitude, speed = known(apollo.flight)
    rms = float(np.sqrt(np.mean((a.at(t, "altitude") - altitude) ** 2))) / 1e3
    rms_v = float(np.sqrt(np.mean((np.interp(t, a.t, a.inertial_speed) - speed) ** 2)))
    mach = known(s.time_at_mach(1.23))
    rows = [
        (
            "Apollo 10, altitude against the flown profile",
            "3.5 km rms",
            f"{rms:.2f} km rms (speed {rms_v:.0f} m/s)",
        ),
        ("Apollo 10, peak load", "6.78 g within 5 %", _off(a.peak_g, 6.78, "g")),
        ("Stardust, peak load", "32.89 g within 5 %", _off(s.peak_g, 32.89, "g")),
        (
            "Stardust, Mach 1.23 (drogue)",
            "137.9 s, 31.03 km",
            f"{mach:.1f} s ({100 * (mach / 137.9 - 1):+.1f} %), "
            f"{float(s.at(mach, 'altitude')) / 1e3:.2f} km",
        ),
    ]
    for name, law in (("Sutton–Graves", sutton_graves), ("Detra–Kemp–Riddell", detra_kemp_riddell)):
        flux = law(s.density, s.airspeed, known(stardust.capsule.nose_radius))
        peak, load = flux.max() / 1e4, heat_load(s.t, flux) / 1e7
        rows.append(
            (
                f"Stardust, heat, {name}",
                "942 W/cm², 27.6 kJ/cm² with radiation",
                f"{peak:.0f} W/cm², {load:.1f} kJ/cm², convection alone",
            )
        )
    for row in cases.check("allen_eggers_check"):
        closed = float(allen_eggers_peak_g(row.speed, row.path_angle))
        mine = numerical_peak_g(row.speed, row.path_angle, row.altitude, row.ballistic_coefficient)
        rows.append(
            (
                f"Allen–Eggers, {row.name}",
                f"{row.stated_percent:+.1f} %",
                f"{100 * (closed / mine - 1):+.1f} %",
            )
        )
    return rows


def soyuz() -> tuple[list[tuple[str, str, str]], Any]:
    """MS-11, ballistic returns, MS-10; and what the Monte Carlo needs."""
    from tests.validation.test_return_against_soyuz import EVENTS, STEPPE, _clock, _figure, _rows

    from visviva.core.constants import EARTH_RATE
    from visviva.core.geodesy import geodetic_to_itrf
    from visviva.crew.descent.deorbit import Braking, fly_return, lifting_bank
    from visviva.crew.descent.landing import beyond
    from visviva.crew.entry.aero import Bank
    from visviva.orbit.elements import Elements, elements_to_state

    table = _rows(DATA.parent, "soyuz_ms11_landing.csv")
    incline, phase = np.radians(51.64), np.radians(-70.0)
    radius = float(
        np.linalg.norm(geodetic_to_itrf(np.arcsin(np.sin(incline) * np.sin(phase)), 0.0, 432.7e3))
    )
    r, v = elements_to_state(Elements(radius, 0.0, incline, 0.0, 0.0, phase))
    v = v - np.cross([0.0, 0.0, EARTH_RATE], r)
    braking, capsule = Braking(6817.0, 2950.0, 302.0, 128.0), SOYUZ_MS.capsule()
    first = fly_return(r, v, braking, capsule, Bank.constant(1.0), ground=STEPPE)
    bank = lifting_bank(first.arrival, capsule, SOYUZ_MS.nominal_load_g)
    home = fly_return(r, v, braking, capsule, bank, ground=STEPPE)
    fallen = fly_return(r, v, braking, SOYUZ_MS.capsule(lifting=False), Bank(), ground=STEPPE)
    flight, rows = home.entry, []
    zero = known(flight.time_at_altitude(99.7e3))
    for event in EVENTS:
        row = _figure(table, event)
        flown = float(_clock(row) - _clock(_figure(table, "entry interface")))
        altitude = STEPPE if event == "landing" else float(row["altitude_km"]) * 1e3
        mine = (
            float(flight.t[-1]) if event == "landing" else known(flight.time_at_altitude(altitude))
        )
        high = (float(flight.at(zero + flown, "altitude")) - altitude) / 1e3
        rows.append(
            (
                f"MS-11, {event}",
                f"{flown:.0f} s after entry, within 25 s and 3 km",
                f"{mine - zero:.0f} s ({mine - zero - flown:+.0f} s), {high:+.1f} km at that time",
            )
        )
    rows.append(("MS-11, peak load (sets the bank)", "4 to 5 g", f"{flight.peak_g:.2f} g"))
    rows.append(("Ballistic return, peak load", "8 to 9 g", f"{fallen.entry.peak_g:.2f} g"))
    rows.append(
        (
            "Ballistic return, short of the lifting one",
            "340 to 460 km",
            f"{-beyond(home, fallen) / 1e3:.0f} km",
        )
    )
    return rows, (r, v, braking, capsule, bank, STEPPE)


def ms26() -> list[tuple[str, str, str]]:
    """When MS-26 braked and landed, from an element set twelve days older."""
    from visviva.core.place import Place
    from visviva.core.time import Epoch
    from visviva.crew.descent.deorbit import Braking, fly_return, lifting_bank
    from visviva.crew.descent.landing import Zone, opportunities
    from visviva.crew.entry.aero import Bank
    from visviva.orbit.gp import gp_state_itrf, read_elements

    start = Epoch.parse("2025-04-19T12:00:00Z")
    sets = [e for e in read_elements(DATA / "stations.tle").elements if e.catalog_number == 25544]
    record = min(sets, key=lambda e: abs(e.epoch - start))
    capsule, braking = SOYUZ_MS.capsule(), Braking(6817.0, 2950.0, 302.0, 128.0)
    r, v = gp_state_itrf(record, start + np.zeros(1))
    bank = lifting_bank(
        fly_return(r[0], v[0], braking, capsule, Bank.constant(1.0)).arrival, capsule, 4.5
    )
    place = Place.from_degrees(47.3, 69.5, 300.0, "south-east of Zhezkazgan")
    zone = Zone(place, 60e3)
    (one,) = opportunities(
        lambda e: gp_state_itrf(record, e), braking, capsule, bank, zone, start, 1.0
    ).opportunities
    asked = "00:26 and 01:20 UTC (NASA), elements 12 days old"
    return [
        (
            "MS-26, braking and landing, 2025-04-20",
            asked,
            f"{one.ignition.iso(0)[11:]}, {one.landing.iso(0)[11:]}",
        )
    ]


def ms10() -> list[tuple[str, str, str]]:
    """The abort of MS-10 from its reported state."""
    from geographiclib.geodesic import Geodesic
    from scipy.optimize import brentq

    from visviva.core.geodesy import geodetic_to_itrf
    from visviva.crew.descent.abort import AscentPath, abort
    from visviva.crew.entry.fly import entry_state, fly_entry

    there = Geodesic.WGS84.Direct(45.920, 63.342, 62.4, 71e3)
    lat, lon, azimuth = (float(np.radians(there[k])) for k in ("lat2", "lon2", "azi2"))
    capsule = SOYUZ_MS.capsule(lifting=False)

    def state(angle: float) -> Any:
        return entry_state(lat, lon, 58e3, 1848.0, angle, azimuth, inertial=False)

    def over(angle: float) -> float:
        there, then = state(angle)
        flown = fly_entry(there, then, capsule, may_rise=True, ground=300.0)
        return float(flown.altitude.max()) - 93e3

    r, v = state(float(brentq(over, 0.05, 1.2, xtol=1e-5)))
    start = geodetic_to_itrf(np.radians(45.920), np.radians(63.342), 90.0)
    done = abort(
        AscentPath(np.array([0.0, 123.0]), np.stack([start, r]), np.stack([0 * v, v])),
        123.0,
        capsule,
        ground=300.0,
    )
    return [
        ("MS-10 abort, range", "402 km within 40 km", f"{done.range / 1e3:.0f} km"),
        (
            "MS-10 abort, lift-off to landing",
            "1181 s within 10 %",
            _off(done.landing_t, 1181.0, "s", 0),
        ),
        ("MS-10 abort, peak load", "6.7 g", f"{done.peak_g:.2f} g"),
    ]


def speed(case: Any) -> list[tuple[str, str, str]]:
    """10,000 returns, best of three."""
    from visviva.crew.descent.scatter import scatter

    r, v, braking, capsule, bank, ground = case
    scatter(r, v, braking, capsule, bank, samples=10, ground=ground)
    wall, work = [], []
    for _ in range(1 if TOY else 3):
        w, c = time.perf_counter(), time.process_time()
        scatter(r, v, braking, capsule, bank, samples=20 if TOY else 10_000, ground=ground)
        wall.append(time.perf_counter() - w)
        work.append(time.process_time() - c)
    return [
        (
            "Monte Carlo of 10,000 returns",
            "20 s on two cores",
            f"{min(wall):.1f} s ({min(work):.1f} s of processor time)",
        )
    ]


def _off(mine: float, asked: float, unit: str, digits: int = 2) -> str:
    return f"{mine:.{digits}f} {unit} ({100 * (mine / asked - 1):+.1f} %)"


def main() -> None:
    """Print the table; with ``--write`` put it into the page."""
    sys.path.insert(0, str(ROOT))
    rows, case = soyuz()
    rows = [*entries(), *rows, *ms26(), *ms10(), *speed(case)]
    text = "\n".join(
        [
            "| figure | asked | measured |",
            "| --- | --- | --- |",
            *(f"| {' | '.join(r)} |" for r in rows),
        ]
    )
    print(text)
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
