"""Passes against Skyfield on ordinary low orbits.

Its elevation at our rise and set, and its `find_events`.

Source: Skyfield 1.49 or later (MIT). By default it knows no polar motion and joins UT1 from a table
of its own: up to 16 m on the ground, 0.001 degrees at 1000 km. Tolerances: 0.002 degrees of
elevation at our rise and set; 0.6 s to the events of `find_events`, which stops its search at half
a second. It misses short passes, so it is asked about those that clear the threshold by 2 degrees.
"""

import numpy as np
import pytest
from sgp4.api import WGS72, Satrec

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.passes.search import find_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

START = Epoch.parse("2024-06-07T00:00:00Z")
JD = 2460468.5


def satrec(seed: int) -> Satrec:
    rng = np.random.default_rng(seed)
    s = Satrec()
    s.sgp4init(
        WGS72,
        "i",
        seed,
        JD - 2433281.5,
        3e-5,
        0.0,
        0.0,
        rng.uniform(1e-4, 3e-3),
        rng.uniform(0, 6.28),
        np.radians(rng.choice([51.6, 97.5, 74.0])),
        rng.uniform(0, 6.28),
        rng.uniform(0.060, 0.067),
        rng.uniform(0, 6.28),
    )
    return s


@pytest.mark.parametrize(("lat", "lon"), [(39.0425, 125.71), (-33.9, 18.4), (71.0, -8.0)])
def test_rise_and_set_of_clear_passes_are_those_of_skyfield(lat, lon):
    api = pytest.importorskip("skyfield.api")
    ts = api.load.timescale(builtin=True)
    t0, t1 = ts.utc(2024, 6, 7), ts.utc(2024, 6, 9)
    site, place = Place.from_degrees(lat, lon), api.wgs84.latlon(lat, lon)
    satrecs = [satrec(k) for k in range(4)]
    passes = find_passes(
        Sgp4Catalogue.from_satrecs(satrecs), site, START, 2 * 86400.0, np.radians(10)
    )
    checked = 0
    for i, s in enumerate(satrecs):
        satellite = api.EarthSatellite.from_satrec(s, ts)
        times, kinds = satellite.find_events(place, t0, t1, 10.0)
        seconds = np.array([(t.tt - t0.tt) * 86400.0 for t in times])
        rises, sets = seconds[kinds == 0], seconds[kinds == 2]
        mine = passes.select(passes.object_index == i)
        clear = (mine.peak_elevation > np.radians(12)) & ~mine.cut_at_start & ~mine.cut_at_end
        for k in np.flatnonzero(clear):
            assert np.min(np.abs(rises - mine.rise[k])) < 0.6
            assert np.min(np.abs(sets - mine.set[k])) < 0.6
            moments = ts.tt_jd(
                t0.tt + np.array([mine.rise[k], mine.peak[k], mine.set[k]]) / 86400.0
            )
            altitude = (satellite - place).at(moments).altaz()[0].degrees
            assert np.abs(altitude[[0, 2]] - 10.0).max() < 0.002
            assert altitude[1] == pytest.approx(np.degrees(mine.peak_elevation[k]), abs=0.005)
            checked += 1
    assert checked > 20
