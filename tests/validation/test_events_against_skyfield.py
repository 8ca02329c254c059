"""Rises and sets against Skyfield, on the same SGP4 path.

Source: Skyfield 1.55, `EarthSatellite.find_events` and `altaz`; element sets of shared/data/nk and
catalogue. Expected: each of its events among ours to the half second that it searches to; at our
moments its own elevation is the mask; every pass of a grid of 5 s is ours. Tolerance on elevation:
1e-5 rad, for Skyfield's built-in Earth orientation has no polar motion and a smoothed UT1, together
about 5e-6 rad. Skyfield misses passes that have no culmination in the window; the last test shows
that we do not.
"""

import gzip
from itertools import pairwise

import numpy as np
import pytest

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.orbit.detectors import Elevation
from visviva.orbit.events import StateFunction, find_events, holds

pytestmark = pytest.mark.oracle
SITE, MASK = Place.from_degrees(39.0425, 125.71), 10.0
T0 = Epoch.parse("2024-05-14T00:00:00Z")
DAYS = 3


def molniya_lines(path):
    """The first element set of the catalogue on an eccentric orbit of half a day."""
    with gzip.open(path, "rt") as stream:
        lines = stream.read().splitlines()
    for one, two in pairwise(lines):
        if (
            one.startswith("1 ")
            and two.startswith("2 ")
            and two[26:33] > "7000000"
            and two[52:54] == " 2"
        ):
            return one, two
    pytest.skip("no Molniya orbit in the catalogue")


@pytest.fixture(params=["low", "Molniya"])
def satellite(request, shared_data):
    api = pytest.importorskip("skyfield.api")
    low, catalogue = (
        shared_data / "nk" / "malligyong-1.3le",
        shared_data / "catalogue" / "catalogue-2024-05-13.3le.gz",
    )
    if not (low.is_file() and catalogue.is_file()):
        pytest.skip(f"no element sets at {shared_data}")
    if request.param == "low":
        lines = [line for line in low.read_text().splitlines() if line[:2] in ("1 ", "2 ")][:2]
    else:
        lines = molniya_lines(catalogue)
    ts = api.load.timescale(builtin=True)
    return (
        api.EarthSatellite(*lines, "satellite", ts),
        ts,
        api.wgs84.latlon(np.degrees(SITE.latitude), np.degrees(SITE.longitude)),
    )


def path_of(satellite, ts):
    def state(t):
        jd, fraction = (T0 + np.asarray(t)).jd("tt")
        at = satellite.at(ts.tt_jd(jd, fraction))
        return at.position.m.T, at.velocity.m_per_s.T

    return StateFunction(T0, state)


def test_rises_and_sets_agree(satellite):
    body, ts, place = satellite
    path = path_of(body, ts)
    jd = [ts.tt_jd(*(T0 + s).jd("tt")) for s in (0.0, DAYS * 86400.0)]
    times, kinds = body.find_events(place, *jd, altitude_degrees=MASK)
    theirs = [
        (Epoch.from_jd(t.whole, t.tt_fraction, "tt") - T0, k)
        for t, k in zip(times, kinds, strict=True)
        if k != 1
    ]
    ours = find_events(Elevation(SITE, np.radians(MASK)), path, 0.0, DAYS * 86400.0)
    for t, kind in theirs:
        nearest = min(ours, key=lambda e: abs(e.t - t))
        assert abs(nearest.t - t) < 0.5
        assert nearest.direction == (1 if kind == 0 else -1)
    moments = ts.tt_jd(*(T0 + np.array([e.t for e in ours])).jd("tt"))
    altitude = (body - place).at(moments).altaz()[0].radians
    assert np.max(np.abs(altitude - np.radians(MASK))) < 1e-5
    grid = np.arange(0.0, DAYS * 86400.0, 5.0)
    up = Elevation(SITE, np.radians(MASK)).value(T0 + grid, *path.at(grid)) > 0.0
    assert len(ours) >= np.count_nonzero(np.diff(up)) >= 1
    assert len(ours) >= len(theirs)


def test_a_window_without_culmination_still_has_its_pass(satellite):
    body, ts, place = satellite
    path = path_of(body, ts)
    detector = Elevation(SITE, np.radians(MASK))
    span = holds(detector, path, 0.0, DAYS * 86400.0).spans[1]
    late = span[0] + 0.9 * (span[1] - span[0])
    (event,) = find_events(detector, path, late, span[1] + 5.0)
    assert event.t == pytest.approx(span[1], abs=1e-3)
    assert event.direction == -1
    inside = holds(detector, path, late, span[1] - 1.0)
    assert inside.cut().all()
    jd = [ts.tt_jd(*(T0 + s).jd("tt")) for s in (late, span[1] - 1.0)]
    # nothing there for a culmination to show
    assert 1 not in body.find_events(place, *jd, altitude_degrees=MASK)[1]
