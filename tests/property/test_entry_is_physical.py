"""Whatever the entry, what comes out obeys mechanics, or the entry is refused in one line."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visviva.crew.descent.deorbit import Braking, brake
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.fly import Capsule, Dispersion, entry_state, fly_entry
from visviva.errors import VisvivaError

QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
angles = st.floats(-80.0, -0.5)
speeds = st.floats(500.0, 12_000.0)
places = st.tuples(st.floats(-89.0, 89.0), st.floats(-180.0, 180.0), st.floats(0.0, 360.0))


@QUIET
@given(
    fpa=angles,
    speed=speeds,
    place=places,
    bank=st.floats(0.0, 180.0),
    ratio=st.floats(0.0, 0.5),
    mass=st.floats(10.0, 1e4),
)
def test_every_entry_lands_or_is_refused(
    fpa: float,
    speed: float,
    place: tuple[float, float, float],
    bank: float,
    ratio: float,
    mass: float,
) -> None:
    lat, lon, azimuth = np.radians(place)
    r, v = entry_state(lat, lon, 120e3, speed, np.radians(fpa), azimuth, inertial=False)
    capsule = Capsule("c", mass, Aerodynamics.constant(2.0, 1.2, lift_to_drag=ratio))
    try:
        flight = fly_entry(r, v, capsule, Bank.constant(np.radians(bank)))
    except VisvivaError:
        return
    assert abs(flight.altitude[-1]) < 1.0
    assert np.all(np.diff(flight.t) >= 0.0)
    for values in (flight.load, flight.density, flight.airspeed, flight.latitude, flight.longitude):
        assert np.all(np.isfinite(values))
    assert flight.peak_g * 1.001 >= flight.load.max() / 9.80665


@QUIET
@given(fpa=st.floats(-30.0, -2.0), place=places)
def test_air_only_takes_energy(fpa: float, place: tuple[float, float, float]) -> None:
    """In Earth-fixed axes kinetic plus potential energy (turning included) never rises.

    Drag is against the air.
    """
    lat, lon, azimuth = np.radians(place)
    r, v = entry_state(lat, lon, 120e3, 7500.0, np.radians(fpa), azimuth, inertial=False)
    flight = fly_entry(
        r, v, Capsule("c", 2900.0, Aerodynamics.constant(3.8, 1.3, lift_to_drag=0.3))
    )
    e = flight.earth
    d = np.linalg.norm(flight.r_itrf, axis=-1)
    s2 = (flight.r_itrf[:, 2] / d) ** 2
    potential = -e.gm / d * (1.0 - e.j2 * (e.radius / d) ** 2 * 0.5 * (3.0 * s2 - 1.0))
    turning = 0.5 * e.rate**2 * np.sum(flight.r_itrf[:, :2] ** 2, axis=-1)
    energy = 0.5 * flight.speed**2 + potential - turning
    assert np.all(np.diff(energy) <= 1e-6 * np.abs(energy[0]))


@QUIET
@given(place=places, fpa=st.floats(-10.0, -1.5))
def test_mirrored_banks_mirror_the_load(place: tuple[float, float, float], fpa: float) -> None:
    """On a sphere that does not turn, left and right are alike."""
    from visviva.crew.entry.fly import Earth

    earth = Earth.still_sphere()
    lat, lon, azimuth = np.radians(place)
    r, v = entry_state(lat, lon, 120e3, 7600.0, np.radians(fpa), azimuth, earth=earth)
    capsule = Capsule("c", 2900.0, Aerodynamics.constant(3.8, 1.3, lift_to_drag=0.25))
    left, right = (fly_entry(r, v, capsule, Bank.constant(b), earth=earth) for b in (-1.0, 1.0))
    assert left.peak_g == pytest.approx(right.peak_g, rel=1e-3)  # steps of 2 s
    assert left.t[-1] == pytest.approx(right.t[-1], rel=1e-5)


@QUIET
@given(factor=st.floats(0.5, 2.0))
def test_twice_the_air_is_half_the_mass(factor: float) -> None:
    r, v = entry_state(0.3, 0.4, 120e3, 7900.0, np.radians(-2.0), 1.0)
    aero = Aerodynamics.constant(3.8, 1.3)
    thick = fly_entry(r, v, Capsule("c", 2900.0, aero), dispersion=Dispersion(density=factor))
    light = fly_entry(r, v, Capsule("c", 2900.0 / factor, aero))
    assert thick.peak_g == pytest.approx(light.peak_g, rel=1e-3)  # steps of 2 s
    assert thick.latitude[-1] == pytest.approx(light.latitude[-1], abs=1e-7)


@QUIET
@given(more=st.floats(0.0, 120.0))
def test_a_stronger_burn_enters_sooner_and_steeper(more: float) -> None:
    r, v = entry_state(0.0, 0.0, 420e3, 7660.0, 0.0, np.radians(38.0))
    weak = brake(r, v, Braking(6800.0, 2950.0, 302.0, 110.0))
    strong = brake(r, v, Braking(6800.0, 2950.0, 302.0, 110.0 + more))
    assert strong.path_angle <= weak.path_angle + 1e-9
    assert strong.perigee <= weak.perigee + 1e-6
