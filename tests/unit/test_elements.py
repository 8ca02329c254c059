"""Elements, secular rates and launch azimuths against published figures and by hand."""

import numpy as np
import pytest

from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.errors import RangeError
from visviva.orbit import elements as el


def test_vallado_example_2_5_gives_its_elements() -> None:
    # Vallado, Fundamentals of Astrodynamics and Applications (2013), example 2-5; printed to 4 to 7
    # digits.
    r = np.array([6524.834, 6862.875, 6448.296]) * 1e3
    v = np.array([4.901327, 5.533756, -1.976341]) * 1e3
    found = el.state_to_elements(r, v)
    assert found.semi_major_axis == pytest.approx(36127.343e3, rel=2e-6)
    assert found.eccentricity == pytest.approx(0.832853, abs=2e-6)
    assert np.degrees(found.inclination) == pytest.approx(87.870, abs=1e-3)
    assert np.degrees(found.raan) == pytest.approx(227.898, abs=1e-3)
    assert np.degrees(found.argument_of_perigee) == pytest.approx(53.38, abs=6e-3)
    assert np.degrees(found.true_anomaly) == pytest.approx(92.335, abs=1e-3)


def test_arrays_and_scalars_take_the_same_path() -> None:
    many = el.Elements(np.full(3, 7e6), np.array([0.0, 0.1, 0.5]), 1.0, 2.0, 3.0, 0.5)
    r, v = el.elements_to_state(many)
    one_r, one_v = el.elements_to_state(el.Elements(7e6, 0.1, 1.0, 2.0, 3.0, 0.5))
    assert r.shape == (3, 3)
    assert np.array_equal(r[1], one_r)
    assert np.array_equal(v[1], one_v)


def test_circular_equatorial_orbit_counts_its_anomaly_from_the_x_axis() -> None:
    r = np.array([0.0, 7e6, 0.0])
    found = el.state_to_elements(r, np.array([-np.sqrt(EARTH_GM / 7e6), 0.0, 0.0]))
    assert found.eccentricity < 1e-12
    assert found.raan == 0.0
    assert found.true_anomaly == pytest.approx(np.pi / 2)


def test_node_drift_of_a_sun_synchronous_orbit_is_the_suns() -> None:
    a = EARTH_RADIUS + 705e3
    i = el.sun_synchronous_inclination(a)
    # the Landsat orbit: 705 km, 98.2 degrees (USGS)
    assert np.degrees(i) == pytest.approx(98.2, abs=0.02)
    per_day = np.degrees(el.j2_rates(a, 0.0, i).raan) * 86400.0
    assert per_day == pytest.approx(360.0 / 365.242190402, rel=1e-9)


def test_nodal_period_of_the_landsat_orbit_is_its_repeat_cycle() -> None:
    # 233 revolutions in 16 days (USGS): the J2 nodal period of 705 km, 98.2 degrees within a
    # second.
    a = EARTH_RADIUS + 705e3
    period = el.j2_rates(a, 0.0, np.radians(98.2)).nodal_period
    assert period == pytest.approx(16 * 86400.0 / 233, abs=8.0)


def test_launch_azimuth_of_the_station_from_baikonur() -> None:
    assert np.degrees(el.launch_azimuth(np.radians(45.92), np.radians(51.64))) == pytest.approx(
        63.2, abs=0.1
    )
    south = el.launch_azimuth(np.radians(39.66), np.radians(97.4), northbound=False)
    assert np.degrees(south) == pytest.approx(189.6, abs=0.1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: el.launch_azimuth(np.radians(51.88), np.radians(41.47)),
            "never passes over latitude 51.88",
        ),
        (lambda: el.Elements.from_apsides(500e3, 200e3), "perigee lies above"),
        (lambda: el.Elements(7e6, 1.5, 0.0), "do not belong together"),
        (lambda: el.Elements(7e6, -0.1, 0.0), "negative eccentricity"),
        (lambda: el.true_from_mean(1.0, 1.0), "0 <= e < 1"),
        (lambda: el.sun_synchronous_inclination(EARTH_RADIUS + 7000e3), "no inclination"),
        (lambda: el.state_to_elements(np.array([7e6, 0, 0]), np.array([1e3, 0, 0])), "rectilinear"),
    ],
)
def test_impossible_orbits_are_refused_with_the_reason(call: object, words: str) -> None:
    with pytest.raises(RangeError, match=words):
        call()  # type: ignore[operator]
