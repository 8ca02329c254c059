"""Sun, Moon and shadow: edges of the shadow, refusals of the ephemeris."""

import numpy as np
import pytest
from numba import njit

from visviva.core.bodies import (
    moon_position_gcrf,
    shadow_fraction,
    sun_elevation,
    sun_position_gcrf,
)
from visviva.core.constants import ASTRONOMICAL_UNIT, EARTH_RADIUS
from visviva.core.ephemeris import Ephemeris, SunMoonTable, tdb_seconds
from visviva.core.kernels import ephemeris as kernels_ephemeris
from visviva.core.time import Epoch
from visviva.errors import DataMissingError, RangeError

SUN = np.array([ASTRONOMICAL_UNIT, 0.0, 0.0])
T0 = Epoch.parse("2024-06-07T01:11:00Z")


def test_shadow_is_whole_behind_none_before_and_partial_at_the_edge():
    edge = [[-7e6, EARTH_RADIUS + dy, 0.0] for dy in (-1e5, 0.0, 1e5)]
    behind, partial, clear = shadow_fraction(edge, SUN)
    assert behind == 1.0
    assert 0.0 < partial < 1.0
    assert clear == 0.0
    assert shadow_fraction([7e6, 0.0, 0.0], SUN) == 0.0
    assert shadow_fraction([1e6, 0.0, 0.0], SUN) == 1.0  # inside the Earth


def test_penumbra_grows_from_none_to_whole_without_a_step():
    y = np.linspace(EARTH_RADIUS - 6e4, EARTH_RADIUS + 6e4, 4001)
    hidden = shadow_fraction(np.stack([np.full_like(y, -7e6), y, 0 * y], -1), SUN)
    assert np.all(np.diff(hidden) <= 1e-12)
    assert np.max(np.abs(np.diff(hidden))) < 2e-3
    assert (hidden[0], hidden[-1]) == (1.0, 0.0)


def test_far_behind_the_umbra_the_earth_hides_a_ring_only():
    far = -2e9  # the umbra ends at 1.38e9 m
    sun_radius, earth_radius = 6.957e8 / (ASTRONOMICAL_UNIT - far), EARTH_RADIUS / -far
    assert shadow_fraction([far, 0.0, 0.0], SUN) == pytest.approx(
        (earth_radius / sun_radius) ** 2, rel=1e-4
    )


def test_light_comes_from_where_the_sun_was():
    geometric, apparent = sun_position_gcrf(T0), sun_position_gcrf(T0, apparent=True)
    angle = np.linalg.norm(np.cross(geometric, apparent)) / np.linalg.norm(geometric) ** 2
    assert np.degrees(angle) * 3600 == pytest.approx(20.5, abs=0.4)
    assert np.linalg.norm(apparent) == pytest.approx(np.linalg.norm(geometric), rel=1e-12)


def test_sun_stands_high_at_noon_in_june_and_below_the_horizon_at_midnight():
    noon = Epoch.parse("2024-06-20T12:00:00Z")
    # The Sun's declination at the solstice is the obliquity, 23.44 degrees.
    assert np.degrees(sun_elevation(noon, np.radians(51.5), 0.0)) == pytest.approx(
        90 - 51.5 + 23.44, abs=0.1
    )
    assert sun_elevation(noon, np.radians(51.5), np.pi) < 0.0
    assert np.shape(sun_elevation(noon + np.arange(3.0), 0.1, 0.2)) == (3,)


def test_sources_of_sun_and_moon_are_interchangeable():
    table = SunMoonTable.bundled()
    assert sun_position_gcrf(T0, table) == pytest.approx(sun_position_gcrf(T0), abs=2e4)
    assert moon_position_gcrf(T0, table) == pytest.approx(moon_position_gcrf(T0), abs=4e4)
    assert moon_position_gcrf(T0 + np.zeros((2, 5)), table).shape == (2, 5, 3)


def test_outside_its_years_the_table_refuses_with_fields():
    epochs = Epoch.stack([Epoch.parse("1969-07-20T20:17:40Z"), T0])
    with pytest.raises(
        RangeError, match="outside the Sun and Moon ephemeris, 1989-12-31"
    ) as caught:
        SunMoonTable.bundled().moon(epochs)
    assert caught.value.fields["mask"].tolist() == [True, False]


def test_velocity_is_the_slope_of_position():
    table = SunMoonTable.bundled()
    for state in (table.sun_state, table.moon_state):
        slope = (state(T0 + 50.0)[0] - state(T0 - 50.0)[0]) / 100.0
        assert slope == pytest.approx(state(T0)[1], abs=1e-3)


def test_scalar_kernel_reads_the_same_series():
    @njit
    def moon(coefficients, step, tau):
        return kernels_ephemeris.position_at(coefficients, step, tau)

    table = SunMoonTable.bundled()
    start, step = table.moon_span
    x = moon(table.moon_coefficients, step, float(tdb_seconds(T0)) - start)
    assert x == pytest.approx(table.moon(T0), abs=1e-6)


def test_a_file_that_is_no_kernel_is_refused(tmp_path):
    (tmp_path / "not.bsp").write_text("no kernel")
    for name in ("not.bsp", "absent.bsp"):
        with pytest.raises(DataMissingError):
            Ephemeris.from_kernel(tmp_path / name)
