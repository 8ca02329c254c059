"""Orbits that a launcher does not reach are refused at once, with what is missing."""

from math import radians

import pytest

from visviva.data.catalogue import Catalogue
from visviva.errors import ConvergenceError
from visviva.launch.mission import Mission
from visviva.launch.optimal.ascent import optimise
from visviva.launch.optimal.reach import least_velocity, missing_velocity, weak_stage
from visviva.launch.vehicle import Stage, Vehicle

KNOWN = Catalogue.bundled()


def mission_of(site: str, height_km: float, tilt_deg: float) -> Mission:
    latitude = radians(KNOWN.site(site).pad().lat_deg.value)
    return Mission(latitude, height_km * 1e3, height_km * 1e3, radians(tilt_deg), turn=True)


def test_no_published_or_flown_payload_is_refused_by_the_certificate() -> None:
    for name in KNOWN.names("vehicle"):
        fact = KNOWN.vehicle(name)
        vehicle = fact.build()
        for row in fact.payloads:
            latitude = radians(KNOWN.site(row.site).pad().lat_deg.value)
            orbit = (row.perigee_km.value * 1e3, row.apogee_km.value * 1e3)
            asked = Mission(latitude, *orbit, radians(row.inclination_deg.value), turn=True)
            assert missing_velocity(vehicle, asked) < 0.0, (name, row.payload_kg.value)


def test_the_least_velocity_rises_with_height_and_is_less_for_a_transfer() -> None:
    heights = (200.0, 1000.0, 8000.0, 20000.0, 35786.0)
    least = [least_velocity(mission_of("kourou", h, 6.0)) for h in heights]
    transfer = Mission(radians(5.2), 200e3, 35786e3, radians(6.0))
    assert least == sorted(least)
    assert least_velocity(transfer) < least[-1] - 1000.0


def test_a_launcher_of_too_little_velocity_is_refused_without_an_ascent() -> None:
    simorgh = KNOWN.vehicle("simorgh").build()
    with pytest.raises(ConvergenceError, match="even without any loss") as refused:
        optimise(mission_of("semnan", 35786.0, 35.0), simorgh, unmodelled=400.0)
    assert refused.value.fields["at_least"]
    assert refused.value.fields["missing_m_s"] > 1000.0


def weak(thrust: float) -> Vehicle:
    stages = (
        Stage("first", 1000.0, 20000.0, 400e3, 300.0, ignition="liftoff", diameter=2.0),
        Stage("second", 300.0, 9000.0, thrust, 340.0, diameter=2.0),
    )
    return Vehicle("weak", "none", stages)


def test_a_stage_that_falls_back_before_it_has_burnt_is_refused_without_an_ascent() -> None:
    low = mission_of("baikonur", 420.0, 51.6)
    assert missing_velocity(weak(2e3), low) < 0.0  # velocity enough, but of hours
    with pytest.raises(ConvergenceError, match="falls back") as refused:
        optimise(low, weak(2e3))
    assert 3000.0 < refused.value.fields["missing_m_s"] < 4500.0
    missing = [weak_stage(weak(thrust), low)[1] for thrust in (1e3, 2e3, 4e3)]
    assert missing == sorted(missing, reverse=True)
    assert weak_stage(weak(1e5), low)[1] < 0.0


def test_no_launcher_that_flew_has_a_last_stage_that_falls_back() -> None:
    for name in KNOWN.names("vehicle"):
        fact = KNOWN.vehicle(name)
        for row in fact.payloads:
            latitude = radians(KNOWN.site(row.site).pad().lat_deg.value)
            low = Mission(latitude, 200e3, 200e3, radians(90.0))
            assert weak_stage(fact.build(), low)[1] < 0.0, name


@pytest.mark.parametrize(
    ("vehicle", "site", "height_km", "tilt_deg"),
    [
        ("soyuz-2.1a", "baikonur", 2000.0, 51.6),
        ("nuri", "naro", 20000.0, 55.0),
        ("safir", "semnan", 2000.0, 55.0),
        ("long-march-2f", "jiuquan", 5000.0, 42.0),
    ],
)
def test_a_stage_lit_once_is_refused_by_what_is_missing_lower_down(
    vehicle: str, site: str, height_km: float, tilt_deg: float
) -> None:
    launcher = KNOWN.vehicle(vehicle).build()
    with pytest.raises(ConvergenceError, match="already") as refused:
        optimise(mission_of(site, height_km, tilt_deg), launcher, unmodelled=400.0)
    assert refused.value.fields["at_least"]
    assert 3000.0 < refused.value.fields["missing_m_s"] < 9000.0
