"""The bundled series against another issue of the IERS's finals2000A, in the shared data.

Downloaded apart.
"""

import numpy as np
import pytest

from visviva.core.earth_orientation import ARCSECOND, EarthOrientation


def test_bundled_series_is_the_iers_file_for_the_years_both_have_measured(shared_data):
    path = shared_data / "spaceweather" / "finals.all.iau2000.txt.gz"
    if not path.is_file():
        pytest.skip(f"no {path}")
    theirs, ours = EarthOrientation.from_finals(path), EarthOrientation.bundled()
    # Rows older than half a year are revised in their last digits only; measured 0.012 mas and 25
    # µs (0.4 mm, 12 mm).
    last = min(theirs.mjd_utc[-1], ours.mjd_utc[-1]) - 550.0
    common = np.intersect1d(theirs.mjd_utc, ours.mjd_utc)
    common = common[common < last]
    assert len(common) > 15000
    a = theirs.columns[np.searchsorted(theirs.mjd_utc, common)]
    b = ours.columns[np.searchsorted(ours.mjd_utc, common)]
    assert np.max(np.abs(a[:, :2] - b[:, :2])) < 1e-4 * ARCSECOND
    assert np.max(np.abs(a[:, 2] - b[:, 2])) < 5e-5
    assert theirs.as_of <= "2100"
