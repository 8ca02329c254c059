"""US 1976 air against the printed tables of the standard (NOAA-S/T 76-1562, table I; four digits).

Tolerance: one unit of the last printed digit up to 86 km; 0.1 % above, where the standard itself
was integrated by hand-made steps on a 1976 computer.
"""

import numpy as np
import pytest

from visviva.core.atmosphere.us76 import us76
from visviva.errors import RangeError

LOW = [  # altitude m, density kg/m3, pressure Pa, temperature K
    (0.0, 1.2250, 1.01325e5, 288.150),
    (5e3, 7.3643e-1, 5.4048e4, 255.676),
    (11e3, 3.6480e-1, 2.2700e4, 216.774),
    (20e3, 8.8910e-2, 5.5293e3, 216.650),
    (50e3, 1.0269e-3, 7.9779e1, 270.650),
    (80e3, 1.8458e-5, 1.0524e0, 198.639),
]
HIGH = [
    (86e3, 6.958e-6, 186.87),
    (100e3, 5.604e-7, 195.08),
    (120e3, 2.222e-8, 360.00),
    (150e3, 2.076e-9, 634.39),
    (200e3, 2.541e-10, 854.56),
    (300e3, 1.916e-11, 976.01),
    (500e3, 5.215e-13, 999.24),
    (1000e3, 3.561e-15, 1000.00),
]


@pytest.mark.parametrize(("z", "density", "pressure", "temperature"), LOW)
def test_air_to_86_km_is_the_printed_table(z, density, pressure, temperature):
    air = us76(z)
    assert air.density == pytest.approx(density, rel=1e-4)
    assert air.pressure == pytest.approx(pressure, rel=1e-4)
    assert air.temperature == pytest.approx(temperature, abs=2e-3)


@pytest.mark.parametrize(("z", "density", "temperature"), HIGH)
def test_air_above_86_km_is_the_printed_table_to_a_thousandth(z, density, temperature):
    air = us76(z)
    assert air.density == pytest.approx(density, rel=1e-3)
    assert air.temperature == pytest.approx(temperature, abs=6e-3)


def test_air_broadcasts_and_never_rises_with_altitude():
    z = np.linspace(-5e3, 1e6, 3000).reshape(3, -1)
    air = us76(z)
    assert air.density.shape == z.shape
    assert np.all(np.diff(air.density.ravel()) < 0)
    assert np.all(np.diff(air.pressure.ravel()) < 0)


@pytest.mark.parametrize("z", [-5000.1, 1.0001e6, np.nan])
def test_air_outside_the_standard_is_refused_with_its_altitude(z):
    with pytest.raises(RangeError, match="US 1976"):
        us76(z)
