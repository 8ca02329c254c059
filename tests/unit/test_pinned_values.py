"""Numbers that decide answers, each against its source or a value worked by hand.

A constant that is changed by a tenth must fail a test here, and not only move a printed page. The
figures are written out: none is taken from the code under test. `scripts/change_constants.py`
changes them one at a time and counts which changes are noticed.
"""

from importlib import import_module
from math import cos, exp, log, pi, radians, sin, sqrt

import numpy as np
import pytest

from visviva.core import constants

#: Name, value, and where it stands.
CONSTANTS = (
    ("SPEED_OF_LIGHT", 299_792_458.0, "SI brochure, 9th edition"),
    ("BOLTZMANN", 1.380649e-23, "SI brochure, 9th edition"),
    ("STEFAN_BOLTZMANN", 5.670374419e-8, "CODATA 2022"),
    ("GAS_CONSTANT", 8.31446261815324, "SI: Boltzmann times Avogadro"),
    ("STANDARD_GRAVITY", 9.80665, "3rd CGPM, 1901"),
    ("ASTRONOMICAL_UNIT", 149_597_870_700.0, "IAU 2012 resolution B2"),
    ("EARTH_GM", 3.986004418e14, "IERS Conventions 2010, table 1.1"),
    ("EARTH_RADIUS", 6_378_137.0, "WGS 84"),
    ("EARTH_FLATTENING", 1.0 / 298.257223563, "WGS 84"),
    ("EARTH_RATE", 7.292115e-5, "WGS 84"),
    ("EARTH_J2", 1.0826359e-3, "IERS Conventions 2010, table 1.1, zero tide"),
    ("SUN_GM", 1.3271244004127942e20, "JPL DE440"),
    ("SUN_RADIUS", 6.957e8, "IAU 2015 resolution B3"),
    ("SOLAR_IRRADIANCE", 1361.0, "IAU 2015 resolution B3"),
    ("MOON_GM", 4.902800118457549e12, "JPL DE440"),
    ("MOON_RADIUS", 1_737_400.0, "IAU WGCCRE 2015"),
)
#: Module, name, value, why this value.
THRESHOLDS = (
    ("visviva.core.time", "TT_MINUS_TAI_S", 32.184, "IAU 1991, definition of TT"),
    ("visviva.core.uncertain", "Z95", 1.6448536269514722, "95 % point of the normal"),
    ("visviva.core.rotation_grid", "TURNS_PER_UT1_DAY", 1.00273781191135448, "IERS 2010, 5.15"),
    ("visviva.core.atmosphere.wind", "FASTEST", 500.0, "m/s; no wind below 30 km is near it"),
    ("visviva.orbit.elements", "TROPICAL_YEAR_S", 365.242190402 * 86400, "IERS 2010"),
    ("visviva.observe.light", "DARK_DEG", -6.0, "end of civil twilight"),
    ("visviva.launch.mission", "LOWEST_PERIGEE", 120e3, "below it no turn is flown"),
    ("visviva.launch.mission", "HIGHEST_APOGEE", 1.5e9, "radius of the Earth's hold"),
    ("visviva.launch.budget", "PARKING_HEIGHT", 200e3, "as published budgets assume"),
    ("visviva.launch.unmodelled", "LEAST_ORBIT", 35.0, "m/s, scatter of one vehicle's rows"),
    ("visviva.launch.unmodelled", "LEAST_VEHICLE", 70.0, "m/s, scatter in a family"),
    ("visviva.launch.unmodelled", "LEAST_FAMILY", 150.0, "m/s, scatter of families"),
    ("visviva.launch.optimal.program", "FREE_FLUX", 1135.0, "W/m², 0.1 BTU/ft²/s, users' guides"),
    ("visviva.crew.liftoff.window", "OLDEST_DAYS", 30.0, "reboosts move the node by then"),
    ("visviva.crew.liftoff.window", "AGE_S_PER_DAY", 0.6, "a kilometre of height a day"),
    ("visviva.crew.liftoff.window", "UNKNOWN_SPREAD_S", 60.0, "azimuth held against steered"),
    ("visviva.crew.liftoff.flown", "LEAST_SPREAD_S", 4.0, "lift-off times are to seconds"),
    ("visviva.crew.entry.fly", "INTERFACE", 100e3, "where air begins to be felt"),
    ("visviva.crew.rendezvous.proximity", "KEEP_OUT", 200.0, "the ISS's keep-out sphere"),
    ("visviva.crew.descent.landing", "SMALLEST_ZONE", 20e3, "m, as zones are published"),
    ("visviva.core.atmosphere.space_weather", "QUIET_AP", 8.5, "median Ap of quiet days"),
    ("visviva.launch.hazard.corridor", "NEAR_PAD", 60e3, "m, first areas lie at the pad"),
    ("visviva.crew.descent.deorbit", "SHIP_CD", 2.2, "free molecular flow, as in SGP4's B*"),
    ("visviva.track.decay._kernel", "FLOOR", 100e3, "no orbit goes on below 100 km"),
    ("visviva.track.maneuvers.channels", "DRAG_CEILING", 1.2e6, "no drag to be seen above"),
    ("visviva.track.history", "LEAST_SETS", 3, "two sets and a check"),
)


@pytest.mark.parametrize(("name", "value", "source"), CONSTANTS, ids=lambda x: str(x)[:24])
def test_a_constant_is_that_of_its_source(name: str, value: float, source: str) -> None:
    assert getattr(constants, name) == pytest.approx(value, rel=1e-12), source
    assert constants.TABLE[name].value == getattr(constants, name)


@pytest.mark.parametrize(("module", "name", "value", "why"), THRESHOLDS, ids=lambda x: str(x)[:24])
def test_a_threshold_is_the_one_stated(module: str, name: str, value: float, why: str) -> None:
    assert getattr(import_module(module), name) == pytest.approx(value, rel=1e-12), why


def test_the_least_elevation_of_a_station_is_five_degrees() -> None:
    from visviva.track.ground_stations import LEAST_ELEVATION

    assert pytest.approx(5.0 * pi / 180.0) == LEAST_ELEVATION


def test_the_node_of_a_sun_synchronous_orbit_turns_once_a_year() -> None:
    """800 km, 98.6°: -3/2 n J2 (R/a)² cos i, worked with the constants of IERS 2010."""
    from visviva.orbit.elements import sun_synchronous_inclination

    a = 7_178_137.0
    n = sqrt(3.986004418e14 / a**3)
    year = 365.242190402 * 86400.0
    cosine = -(2.0 * pi / year) / (1.5 * n * 1.0826359e-3 * (6_378_137.0 / a) ** 2)
    found = float(sun_synchronous_inclination(a))
    assert cos(found) == pytest.approx(cosine, rel=1e-6)
    assert np.degrees(found) == pytest.approx(98.60, abs=0.02)  # Vallado 2013, figure 11-3


def test_timing_error_grows_as_worked_by_hand() -> None:
    from visviva.observe.passes.timing_error import time_sigma

    low, high = 1.05e-3, 7.2921e-5  # rad/s: a low and a geostationary orbit
    assert time_sigma(0.0, low, 0.001, 0.0) == pytest.approx(0.12)
    # 739 km of perigee: drift 0.1 s a day, and 0.055 s times age^1.6 of what nobody told
    burns = 0.055 * 3.0**1.6
    assert time_sigma(3.0, low, 0.001, 0.0) == pytest.approx(sqrt(0.12**2 + 0.3**2 + burns**2))
    assert time_sigma(3.0, 0.94e-3, 0.0, 0.0) == pytest.approx(
        sqrt(0.12**2 + 0.3**2 + (0.02 * 3.0**1.6) ** 2)  # 1,289 km
    )
    assert time_sigma(0.0, high, 0.0, 0.0) == pytest.approx(0.3)
    assert time_sigma(4.0, high, 0.0, 0.0) == pytest.approx(sqrt(0.3**2 + (2.4 * 8.0) ** 2))
    # drifting by 2 degrees a day it keeps no place
    assert time_sigma(4.0, 1.006 * high, 0.0, 0.0) == pytest.approx(sqrt(0.3**2 + 1.4**2))
    assert time_sigma(4.0, 1.4584e-4, 0.7, 0.0) == pytest.approx(sqrt(0.3**2 + 9.6**2))
    # Mean motion rising by 1e-4 of itself a day, ten days: ½ 1e-4 10² = 0.005 days of lead, of
    # which 2.6 % times the root of ten is not known, and 5.6 times that when the Sun is active.
    other = 0.12**2 + 1.0 + (0.055 * 10.0**1.6) ** 2
    for flux, factor in ((75.0, 1.0), (60.0, 1.0), (167.0, 5.6), (400.0, 7.9)):
        drag = time_sigma(10.0, low, 0.001, low * 1e-4 / 86400.0, flux=flux)
        lead = 0.005 * 0.026 * factor * sqrt(10.0) * 86400.0
        assert drag == pytest.approx(sqrt(other + lead**2)), flux
    # 300 km of perigee
    lead = 0.005 * 0.04 * 3.3 * sqrt(10.0) * 86400.0
    drag = time_sigma(10.0, 1.157e-3, 0.001, 1.157e-3 * 1e-4 / 86400.0, flux=167.0)
    assert drag == pytest.approx(sqrt(other + lead**2))


def test_drag_is_left_out_of_deep_orbits_above_900_km_alone() -> None:
    from visviva.observe.passes.timing_error import time_sigma

    a = 26_560e3
    n = sqrt(3.986008e14 / a**3)
    for perigee_km, felt in ((890.0, True), (910.0, False)):
        e = 1.0 - (6378.135e3 + perigee_km * 1e3) / a
        plain, dragged = (time_sigma(5.0, n, e, rate) for rate in (0.0, n * 1e-4 / 86400.0))
        assert (dragged > plain) is felt, perigee_km


@pytest.mark.parametrize(
    ("probability", "verdict"),
    [(0.91, "yes"), (0.89, "marginal"), (0.11, "marginal"), (0.09, "no")],
)
def test_a_verdict_turns_at_nine_and_at_one_in_ten(probability: float, verdict: str) -> None:
    from visviva.assessment.answer import verdict_of

    assert verdict_of(probability) == verdict


def test_losses_are_cut_off_by_what_a_flown_payload_left() -> None:
    """A normal cut at its mean is a half normal: mean -σ √(2/π), deviation σ √(1 - 2/π)."""
    from visviva.launch.unmodelled import _capped

    mean, sigma = _capped(100.0, 20.0, 100.0)
    assert mean == pytest.approx(100.0 - 20.0 * 0.7978845608)
    assert sigma == pytest.approx(20.0 * 0.6028102749)
    assert _capped(100.0, 20.0, 1000.0) == pytest.approx((100.0, 20.0))


def test_velocity_needed_from_the_equator_eastwards() -> None:
    """To 200 km: √(GM/r) less the 465.1 m/s of the turning ground."""
    from visviva.launch.budget import required_delta_v

    circular = sqrt(3.986004418e14 / 6_578_137.0)
    ground = 7.292115e-5 * 6_378_137.0
    assert required_delta_v(0.0, 0.0, 200e3, 200e3) == pytest.approx(circular - ground, rel=1e-9)
    # Raised to 400 km: by a Hohmann transfer from 200 km.
    r1, r2 = 6_578_137.0, 6_778_137.0
    first = sqrt(3.986004418e14 * (2.0 / r1 - 2.0 / (r1 + r2)))
    second = sqrt(3.986004418e14 / r2) - sqrt(3.986004418e14 * (2.0 / r2 - 2.0 / (r1 + r2)))
    raised = first - ground + second
    assert required_delta_v(0.0, 0.0, 400e3, 400e3) == pytest.approx(raised, rel=1e-9)


def test_a_plane_turn_costs_twice_the_sine_of_half_its_angle() -> None:
    from visviva.orbit.transfer import plane_change

    turn = radians(10.41)
    assert plane_change(7_784.26, turn) == pytest.approx(2.0 * 7_784.26 * sin(turn / 2.0))
    assert plane_change(7_784.26, turn) == pytest.approx(1412.4, abs=0.5)


def test_one_stage_gains_what_tsiolkovsky_says() -> None:
    from visviva.launch.budget import BudgetVehicle, ideal_delta_v
    from visviva.launch.vehicle import Stage, Vehicle

    stage = Stage("one", 1_000.0, 9_000.0, 200e3, 300.0, ignition="liftoff")
    gained = ideal_delta_v(BudgetVehicle.of(Vehicle("a", "a", (stage,))), 500.0)
    assert float(gained) == pytest.approx(300.0 * 9.80665 * log(10_500.0 / 1_500.0))


def test_stagnation_heating_of_sutton_graves_and_of_detra_kemp_riddell() -> None:
    """1.7415e-4 √(ρ/r) v³ (Sutton, Graves 1971); 17,600 BTU/ft²s at 26,000 ft/s and 1 ft."""
    from visviva.crew.entry.heating import detra_kemp_riddell, sutton_graves

    assert float(sutton_graves(1e-4, 7500.0, 1.0)) == pytest.approx(734_695.3, rel=1e-6)
    found = float(detra_kemp_riddell(1.225, 26_000 * 0.3048, 0.3048))
    assert found == pytest.approx(17_600 * 11_356.5267, rel=1e-5)
    slower = float(detra_kemp_riddell(1.225, 13_000 * 0.3048, 0.3048))
    assert slower / found == pytest.approx(0.5**3.15, rel=1e-9)


def test_peak_load_of_a_ballistic_entry() -> None:
    """v² sin γ / (2 e H g0) with H = 8.5 km (Allen, Eggers 1957)."""
    from visviva.crew.entry.closed_form import allen_eggers_peak_g

    worked = 7000.0**2 * 0.5 / (2.0 * exp(1.0) * 8500.0 * 9.80665)
    assert float(allen_eggers_peak_g(7000.0, radians(-30.0))) == pytest.approx(worked, rel=1e-9)


def test_a_black_body_of_a_megawatt_glows_at_two_thousand_kelvin() -> None:
    """(1e6 / (0.85 · 5.670374419e-8))^¼ = 2,134 K."""
    from visviva.crew.entry.heating import radiative_equilibrium

    assert float(radiative_equilibrium(1e6)) == pytest.approx(2134.3, abs=0.5)


def test_air_at_the_corners_of_the_standard() -> None:
    """US Standard Atmosphere 1976, table I: sea level, 11 km, 86 km."""
    from visviva.core.atmosphere.us76 import us76

    for altitude, density, pressure in (
        (0.0, 1.2250, 101_325.0),
        (11_000.0, 0.36480, 22_699.9),
        (86_000.0, 6.958e-6, 0.37338),
    ):
        air = us76(altitude)
        assert float(air.density) == pytest.approx(density, rel=2e-4)
        assert float(air.pressure) == pytest.approx(pressure, rel=2e-4)


@pytest.mark.parametrize(("over", "share"), [(0.0, 0.77), (3.0, 0.97 - 0.20 / exp(1.0))])
def test_confidence_of_a_burn_at_and_above_the_threshold(over: float, share: float) -> None:
    from visviva.track.maneuvers.maneuver import confidence_of

    assert confidence_of(5.0 + over, 5.0) == pytest.approx(share)
