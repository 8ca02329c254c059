"""Time scales against astropy (an independent layer over the same SOFA routines) and Skyfield.

Its own.
"""

import warnings

import numpy as np
import pytest

from visviva.core.earth_orientation import EarthOrientation
from visviva.core.time import Epoch

DATES = [
    "1972-01-01",
    "1985-06-30",
    "1999-12-31",
    "2008-12-31",
    "2016-12-31",
    "2017-01-01",
    "2024-06-07",
    "2035-01-01",
]
CLOCKS = ["00:00:00.000", "06:30:15.250", "23:59:59.999"]
TEXTS = [f"{d}T{c}" for d in DATES for c in CLOCKS]


def seconds_between(a, b):
    return ((a[0] - b[0]) + (a[1] - b[1])) * 86400.0


@pytest.mark.parametrize("scale", ["utc", "tai", "tt", "tdb"])
def test_scales_agree_with_astropy_within_10_ns(scale):
    # Both are doubles in two parts; TDB at the geocentre differs by the location astropy assumes
    # (none: 0).
    time = pytest.importorskip("astropy.time")
    for text in TEXTS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # astropy notes that 2035 is ahead of its leap seconds
            other = time.Time(text, scale="utc", format="isot")
            jd = getattr(other, scale).jd1, getattr(other, scale).jd2
        assert abs(seconds_between(Epoch.parse(text + "Z").jd(scale), jd)) < 1e-8


def test_ut1_agrees_with_astropy_within_20_microseconds():
    # astropy's default table takes Bulletin B where there is one, ours Bulletin A throughout: 20 µs
    # is 9 mm of turn.
    time = pytest.importorskip("astropy.time")
    iers = pytest.importorskip("astropy.utils.iers")
    eop = EarthOrientation.bundled()
    with (
        iers.conf.set_temp("auto_download", False),
        iers.conf.set_temp("iers_degraded_accuracy", "warn"),
    ):
        table = iers.IERS_A.open(iers.IERS_A_FILE)
        epochs = Epoch.parse("1980-01-01T00:00:00Z") + np.arange(0.0, 46 * 365.25, 11.3) * 86400.0
        jd1, jd2 = epochs.jd("utc")
        other, status = table.ut1_utc(jd1, jd2, return_status=True)
    difference = np.abs(eop.dut1(epochs) - other.to_value("s"))[status >= 0]
    assert len(difference) > 1000
    assert np.median(difference) < 2e-5
    assert time is not None


def test_tt_and_tdb_agree_with_skyfield_within_30_microseconds():
    # Skyfield's TDB - TT is the seven-term series good to 10 µs; ours the full one of SOFA.
    api = pytest.importorskip("skyfield.api")
    ts = api.load.timescale(builtin=True)
    for text in TEXTS:
        day, clock = text.split("T")
        y, m, d = (int(v) for v in day.split("-"))
        h, mi, s = clock.split(":")
        other = ts.utc(y, m, d, int(h), int(mi), float(s))
        ours = Epoch.parse(text + "Z")
        tt = ours.jd("tt")
        assert abs(((tt[0] - other.whole) + (tt[1] - other.tt_fraction)) * 86400.0) < 1e-8
        tdb = ours.jd("tdb")
        assert abs(((tdb[0] - other.whole) + (tdb[1] - other.tdb_fraction)) * 86400.0) < 3e-5
