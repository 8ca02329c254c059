"""Passes: what is cut, what never sets, what never rises, what ends by decay.

Sites, twilight, age.
"""

import json

import numpy as np
import pytest

from visviva.core.frames import teme_to_itrf
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.observe.light import twilight
from visviva.observe.passes.search import find_passes, iter_passes
from visviva.observe.passes.timing_error import time_sigma
from visviva.observe.sites import read_sites
from visviva.orbit.sgp4 import Sgp4Catalogue

START = Epoch.parse("2024-06-07T00:00:00Z")
PYONGYANG = Place.parse("39.0425,125.71", "Pyongyang")
DAY = 86400.0


def catalogue(n_rev_day, inc_deg, ecc=0.001, mo=0.0, node=0.0, argp=0.0, bstar=1e-5, jd=2460468.5):
    columns = {
        "epoch_jd": jd,
        "epoch_fr": 0.0,
        "bstar": bstar,
        "ecco": ecc,
        "argpo": np.radians(argp),
        "inclo": np.radians(inc_deg),
        "mo": np.radians(mo),
        "no_kozai": n_rev_day * 2 * np.pi / 1440.0,
        "nodeo": np.radians(node),
    }
    wide = np.broadcast_arrays(*columns.values())
    return Sgp4Catalogue.from_columns(dict(zip(columns, map(np.atleast_1d, wide), strict=True)))


def test_a_geostationary_satellite_is_one_pass_cut_at_both_ends():
    # gmst at the epoch is about 255.6 degrees: mo = 255.6 + 120 puts it over 120 degrees east
    p = find_passes(
        catalogue(1.0027, 0.05, ecc=1e-4, mo=15.6), PYONGYANG, START, 3 * DAY, np.radians(10)
    )
    assert len(p) == 1
    assert p.cut_at_start[0]
    assert p.cut_at_end[0]
    assert (p.rise[0], p.set[0]) == (0.0, pytest.approx(3 * DAY, abs=1e-6))
    assert 30 < np.degrees(p.peak_elevation[0]) < 50


def test_a_geostationary_satellite_beyond_the_horizon_gives_no_pass():
    assert (
        len(
            find_passes(
                catalogue(1.0027, 0.05, ecc=1e-4, mo=195.6),
                PYONGYANG,
                START,
                3 * DAY,
                np.radians(10),
            )
        )
        == 0
    )


def test_a_pass_under_way_at_an_end_of_the_window_is_cut_and_kept():
    sets = catalogue(15.2, 97.5)
    whole = find_passes(sets, PYONGYANG, START, DAY, np.radians(10))
    t, peak, end = float(whole.rise[1]), float(whole.peak[1]), float(whole.set[1])
    late = find_passes(sets, PYONGYANG, START + 0.5 * (t + peak), DAY, np.radians(10))
    assert late.cut_at_start[0]
    assert late.rise[0] == 0.0
    assert late.set[0] + 0.5 * (t + peak) == pytest.approx(end, abs=2e-3)
    early = find_passes(sets, PYONGYANG, START, 0.5 * (t + peak), np.radians(10))
    assert early.cut_at_end[-1]
    assert early.set[-1] == pytest.approx(0.5 * (t + peak), abs=1e-6)
    assert early.rise[-1] == pytest.approx(t, abs=2e-3)
    # the highest point of a pass cut before its peak is its end
    assert early.peak[-1] == pytest.approx(early.set[-1], abs=1e-6)


def test_a_window_shorter_than_a_pass_may_lie_inside_it():
    sets = catalogue(15.2, 97.5)
    whole = find_passes(sets, PYONGYANG, START, DAY, np.radians(10))
    inside = find_passes(sets, PYONGYANG, START + float(whole.peak[0]) - 10.0, 20.0, np.radians(10))
    assert len(inside) == 1
    assert inside.cut_at_start[0]
    assert inside.cut_at_end[0]
    assert inside.peak[0] == pytest.approx(10.0, abs=0.1)


def test_an_equatorial_orbit_is_never_seen_from_the_pole():
    pole = Place.from_degrees(90.0, 0.0)
    assert len(find_passes(catalogue(15.2, 0.1), pole, START, 7 * DAY, 0.0)) == 0
    assert len(find_passes(catalogue(15.2, 97.5), pole, START, DAY, np.radians(5))) >= 13


@pytest.mark.parametrize(
    ("n", "ecc", "inc"), [(15.2, 0.001, 97.5), (2.006, 0.7, 63.4), (1.0027, 0.0003, 12.0)]
)
def test_a_long_window_is_the_sum_of_its_pieces(n, ecc, inc):
    sets = catalogue(n, inc, ecc=ecc, mo=20.0, argp=270.0, bstar=0.0)
    long = find_passes(sets, PYONGYANG, START, 40 * DAY, np.radians(10))
    short = [
        find_passes(sets, PYONGYANG, START + k * 8 * DAY, 8 * DAY, np.radians(10)) for k in range(5)
    ]
    rises = np.concatenate([s.rise[~s.cut_at_start] + k * 8 * DAY for k, s in enumerate(short)])
    assert np.allclose(np.sort(long.rise[~long.cut_at_start]), np.sort(rises), atol=5e-3)
    assert np.all(long.set > long.rise)
    assert int(long.cut_at_start.sum()) <= 1


def test_where_the_orbit_decays_the_passes_stop_and_it_is_said():
    sets = catalogue(16.35, 51.6, bstar=2e-3)
    (part,) = iter_passes(sets, PYONGYANG, START, 20 * DAY, 0.0)
    ((index, stop),) = part.stopped
    assert index == 0
    assert 0.0 < stop < 20 * DAY
    assert np.all(part.passes.set <= stop)


def test_elements_that_ended_before_the_window_end_at_the_same_moment_whatever_is_asked():
    sets = catalogue(16.35, 51.6, bstar=2e-3)
    (early,) = iter_passes(sets, PYONGYANG, START, 20 * DAY, 0.0)
    (late,) = iter_passes(sets, PYONGYANG, START + 30 * DAY, 5 * DAY, 0.0)
    assert len(late.passes) == 0
    assert late.stopped[0][1] + 30 * DAY == pytest.approx(early.stopped[0][1], abs=1e-3)


def test_passes_on_a_day_with_a_leap_second_stand_where_sgp4_puts_them():
    start = Epoch.parse("2016-12-31T18:00:00Z")
    late = catalogue(15.2, 51.6, jd=2457754.25)  # the same moment
    day = find_passes(late, PYONGYANG, start, DAY, np.radians(10.0))
    assert len(day)
    for t in day.set[~day.cut_at_end]:
        r_teme = late.positions_teme(2457754.25, t / DAY).r_teme[0, 0]
        r_itrf = teme_to_itrf(start + t, r_teme)
        up = np.array(
            [
                np.cos(PYONGYANG.latitude) * np.cos(PYONGYANG.longitude),
                np.cos(PYONGYANG.latitude) * np.sin(PYONGYANG.longitude),
                np.sin(PYONGYANG.latitude),
            ]
        )
        away = r_itrf - geodetic_to_itrf(
            PYONGYANG.latitude, PYONGYANG.longitude, PYONGYANG.altitude
        )
        assert np.arcsin(away @ up / np.linalg.norm(away)) == pytest.approx(
            np.radians(10.0), abs=1e-5
        )


def test_grazing_passes_of_a_few_seconds_are_found():
    sets = catalogue(15.2, 97.5)
    whole = find_passes(sets, PYONGYANG, START, 2 * DAY, np.radians(10))
    for k in range(len(whole)):
        least = float(whole.peak_elevation[k]) - 1e-5
        p = find_passes(sets, PYONGYANG, START, 2 * DAY, least)
        mine = np.flatnonzero((p.rise <= whole.peak[k] + 0.5) & (p.set >= whole.peak[k] - 0.5))
        assert mine.size == 1, "the pass just under its peak"
        assert 0.0 < p.set[mine[0]] - p.rise[mine[0]] < 20.0
        higher = find_passes(sets, PYONGYANG, START, 2 * DAY, least + 2e-5)
        assert not np.any((higher.rise <= whole.peak[k]) & (higher.set >= whole.peak[k])), (
            "none just over it"
        )


@pytest.mark.parametrize(
    ("duration", "least", "sites"),
    [(0.0, 0.1, [PYONGYANG]), (DAY, 1.6, [PYONGYANG]), (np.nan, 0.1, [PYONGYANG]), (DAY, 0.1, [])],
)
def test_a_window_or_a_threshold_without_sense_is_refused(duration, least, sites):
    with pytest.raises(InputError):
        find_passes(catalogue(15.2, 97.5), sites, START, duration, least)


@pytest.mark.parametrize(
    "text", ["", "39", "39,x", "91,0", "39,400", "nan,0", "39,125,1e9", "1,2,3,4"]
)
def test_a_site_that_is_none_is_refused(text):
    with pytest.raises(InputError):
        Place.parse(text)


def test_sites_are_read_from_csv_json_and_geojson(tmp_path):
    (tmp_path / "a.csv").write_text("Name,lat_deg,lon_deg,alt_m\nSeoul,37.5,127.0,38\n,10,350,\n")
    (tmp_path / "b.json").write_text(
        json.dumps({"sites": [{"name": "Seoul", "lat": 37.5, "lon": 127.0, "alt_m": 38}]})
    )
    point = {
        "type": "Feature",
        "properties": {"name": "Seoul"},
        "geometry": {"type": "Point", "coordinates": [127.0, 37.5, 38]},
    }
    (tmp_path / "c.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [point]})
    )
    first = [read_sites(tmp_path / name)[0] for name in ("a.csv", "b.json", "c.geojson")]
    assert first[0] == first[1] == first[2]
    assert first[0].name == "Seoul"
    assert np.degrees(read_sites(tmp_path / "a.csv")[1].longitude) == pytest.approx(-10.0)


@pytest.mark.parametrize(
    "content", ["", "a,b\n1,2\n", "lat,lon\n99,0\n", "lat,lon\n1,\n", "[1, 2]", "{", "[]"]
)
def test_a_file_of_sites_without_sense_is_refused(tmp_path, content):
    path = tmp_path / "sites"
    path.write_text(content)
    with pytest.raises(InputError, match="sites"):
        read_sites(path)


def test_no_file_and_a_folder_of_sites_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError):
            read_sites(path)


def test_the_error_of_time_grows_with_age_and_drag_and_never_under_its_floor():
    age = np.linspace(0.0, 60.0, 121)
    low = time_sigma(age, 1.1e-3, 0.001, 1.1e-3 * 5e-6 / DAY)
    assert np.all(np.diff(low) > 0)
    assert np.allclose(low, time_sigma(-age, 1.1e-3, 0.001, 1.1e-3 * 5e-6 / DAY))
    assert np.all(low >= time_sigma(age, 1.1e-3, 0.001, 0.0))
    assert np.all(time_sigma(age, 7.3e-5, 0.0, 1e-14) == time_sigma(age, 7.3e-5, 0.0, 0.0)), (
        "no drag at 36,000 km"
    )


def test_twilight_has_its_five_states():
    assert twilight(np.radians([10.0, -0.5, -3.0, -7.0, -13.0, -20.0])).tolist() == [
        "day",
        "day",
        "civil",
        "nautical",
        "astronomical",
        "night",
    ]


def test_a_slow_satellite_that_is_up_when_the_window_closes_is_cut_there_and_not_before() -> None:
    # Hellas-Sat 1 in the public catalogue of 2024-05-13: drifting, it is up for days on end. With
    # few sites the geometry is asked which states are needed, with five it is not.
    start, week = Epoch.parse("2024-05-13T12:00:00Z"), 7 * 86400.0
    columns = {
        "epoch_jd": 2460441.5,
        "epoch_fr": 0.75889041,
        "bstar": 0.0,
        "ecco": 0.0003428,
        "argpo": np.radians(99.3176),
        "inclo": np.radians(13.8363),
        "mo": np.radians(73.1477),
        "no_kozai": 2.0 * np.pi * 0.99728327 / 1440.0,
        "nodeo": np.radians(12.6170),
    }
    catalogue = Sgp4Catalogue.from_columns(columns)
    site = Place.from_degrees(0.5, -30.0)
    few = find_passes(catalogue, site, start, week, np.radians(20.0))
    many = find_passes(catalogue, [site] * 5, start, week, np.radians(20.0))
    many = many.select(many.site_index == 0)
    np.testing.assert_allclose(few.rise, many.rise, atol=1e-6)
    np.testing.assert_allclose(few.set, many.set, atol=1e-6)
    assert few.cut_at_end[-1]
    assert few.set[-1] == pytest.approx(week)
