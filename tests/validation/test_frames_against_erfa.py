"""The rotation grid against the full series of SOFA.

Pyerfa, called here in another way than in the library.

The library uses the X, Y series; here the classical bias-precession-nutation matrix. Both are IAU
2006/2000A and differ by microarcseconds (0.05 mm at 7000 km). The grid is asked for a tenth of a
millimetre beside the library's own series.
"""

import erfa
import numpy as np
import pytest

from visviva.core.earth_orientation import EarthOrientation
from visviva.core.frames import RotationGrid, gcrf_to_itrf_matrix, gmst82
from visviva.core.time import Epoch

RADIUS = 7e6
START = Epoch.parse("2016-12-01T00:00:00Z")  # the year ahead holds the leap second of 2017
DAYS = 365.0


def classical(epoch, eop):
    x_p, y_p, dut1, dx, dy = eop.at(epoch)
    tt, ut1 = epoch.jd("tt"), epoch.jd("ut1", dut1_s=dut1)
    x, y = erfa.bpn2xy(erfa.pnm06a(*tt))
    x, y = x + dx, y + dy
    pole = erfa.pom00(x_p, y_p, erfa.sp00(*tt))
    return erfa.c2tcio(erfa.c2ixys(x, y, erfa.s06(*tt, x, y)), erfa.era00(*ut1), pole)


def metres(a, b):
    return float(np.max(np.linalg.norm((a - b) * RADIUS, ord=2, axis=(-2, -1))))


def test_full_series_is_sofa_within_a_tenth_of_a_millimetre():
    epochs = START + np.linspace(0.0, DAYS * 86400.0, 500)
    eop = EarthOrientation.bundled()
    assert metres(gcrf_to_itrf_matrix(epochs), classical(epochs, eop)) < 1e-4


def test_grid_is_the_full_series_within_a_tenth_of_a_millimetre():
    grid = RotationGrid.spanning(START, START + DAYS * 86400.0)
    epochs = START + np.random.default_rng(2).uniform(0.0, DAYS * 86400.0, 3000)
    assert metres(grid.matrices(epochs), gcrf_to_itrf_matrix(epochs)) < 1e-4


@pytest.mark.parametrize("year", [1965, 1975, 1990, 2010, 2050])
def test_grid_holds_in_every_decade(year):
    start = Epoch.from_utc(year, 6, 25)
    grid = RotationGrid.spanning(start, start + 10 * 86400.0)
    epochs = start + np.linspace(0.0, 10 * 86400.0, 500)
    # Dated rows before 1984 jump by a milliarcsecond a day in X and Y, which a cubic spline rounds
    # off: 0.3 mm.
    assert metres(grid.matrices(epochs), gcrf_to_itrf_matrix(epochs)) < (
        1e-3 if year < 1984 else 1e-4
    )


def test_sidereal_time_is_that_of_sofa():
    epochs = START + np.linspace(0.0, DAYS * 86400.0, 100)
    ut1 = epochs.jd("ut1", dut1_s=EarthOrientation.bundled().dut1(epochs))
    assert np.max(np.abs(np.sin(gmst82(epochs) - erfa.gmst82(*ut1)))) * RADIUS < 1e-3
