"""Pictures from orbit: geometry, sampling, ratings and places by name."""

import math
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.cameras import camera_of
from visviva.assessment.scaffold import scaffold
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.core.uncertain import Interval
from visviva.data.gazetteer import named_place, places_named
from visviva.errors import InputError, RangeError, UnknownNameError
from visviva.observe.footprint import swath
from visviva.observe.image_quality import Edge, criteria_of, niirs_giqe4, niirs_giqe5
from visviva.observe.imaging import find_opportunities
from visviva.observe.look import ground_distance, incidence_of, look
from visviva.observe.sensor import Camera
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue

SAT = ElementSet(
    90001, "2024-06-07T00:00:00", 15.21, 0.0008, 97.4, 66.0, 90.0, 0.0, bstar=2e-4, name="MADE UP"
)
START = Epoch.parse("2024-06-07T00:00:00Z")


def test_the_sphere_at_500_km_and_30_degrees() -> None:
    """Wertz 2001, eq. 9-3 to 9-7, worked by hand: 32.6°, 293 km, and 585 km of range."""
    off, height, radius = math.radians(30.0), 500e3, 6378137.0
    theta = incidence_of(off, height)
    assert math.degrees(theta) == pytest.approx(32.6, abs=0.05)
    assert ground_distance(off, height) == pytest.approx(293e3, abs=0.5e3)
    slant = radius * math.sin(theta - off) / math.sin(off)
    assert slant == pytest.approx(585e3, abs=1e3)


def test_off_nadir_is_measured_from_the_geodetic_vertical() -> None:
    """At 45° of latitude the geocentric vertical leans 0.19°: a place right below is at 0."""
    r = geodetic_to_itrf(math.radians(45.0), 0.3, 500e3)
    below = geodetic_to_itrf(math.radians(45.0), 0.3, 0.0)
    seen = look(r, np.array([0.0, 0.0, 7e3]), below)
    assert math.degrees(float(seen.off_nadir)) == pytest.approx(0.0, abs=1e-6)
    assert math.degrees(float(seen.elevation)) == pytest.approx(90.0, abs=1e-6)


def test_giqe_5_gives_the_published_case() -> None:
    """NGA, GIQE 5 (2015), figure 1: RER 0.35, 20.8 inches, SNR 50, nadir: NIIRS 5.02."""
    assert niirs_giqe5(0.52832, Edge(rer=0.35, snr=50.0)) == pytest.approx(5.02, abs=0.005)


def test_giqe_4_has_the_factor_that_was_printed() -> None:
    """0.344 (Leachtenauer et al. 1997, eq. 4): from SNR 20 to none the rating moves by 0.0172."""
    noisy, clean = (niirs_giqe4(0.5, Edge(rer=0.9, snr=snr)) for snr in (20.0, 1e9))
    assert clean - noisy == pytest.approx(0.344 / 20.0, abs=1e-9)


@pytest.mark.parametrize("rating", [niirs_giqe4, niirs_giqe5])
def test_a_coarser_blurred_or_slanted_picture_never_rates_better(rating: object) -> None:
    assert callable(rating)
    best = rating(0.5, Edge(rer=0.5, snr=50.0))
    assert rating(0.6, Edge(rer=0.5, snr=50.0)) < best
    assert rating(0.5, Edge(rer=0.4, snr=50.0)) < best
    assert rating(0.5, Edge(rer=0.5, snr=20.0)) < best
    assert rating(0.5, Edge(rer=0.5, snr=50.0), math.radians(40.0)) < best


def test_giqe_against_pybsm() -> None:
    """Another implementation, asked at its own conventions; its GIQE 4 has 0.334 for 0.344."""
    pybsm = pytest.importorskip("pybsm.metrics.functional", reason="extra `oracles`: pybsm")
    for gsd, rer, snr, elevation in ((0.3, 0.3, 30.0, 1.5), (1.0, 0.95, 80.0, 0.8)):
        five, *_ = pybsm.giqe5(rer_1=rer, rer_2=rer, gsd=gsd, snr=snr, elev_angle=elevation)
        four, *_ = pybsm.giqe4(rer=rer, gsd=gsd, eho=1.0, ng=1.0, snr=snr, elev_angle=elevation)
        edge = Edge(rer=rer, snr=snr)
        assert niirs_giqe5(gsd, edge, elevation) == pytest.approx(five, abs=0.005)
        assert niirs_giqe4(gsd, edge, elevation) == pytest.approx(four, abs=0.005)


def test_criteria_are_those_of_the_whole_rating_below() -> None:
    assert criteria_of(4.99) == criteria_of(4.0)
    assert criteria_of(-1.0) == criteria_of(0.0)
    assert criteria_of(12.0) == criteria_of(9.0)


def test_unknown_optics_are_bounded_by_diffraction() -> None:
    """0.61 x 550 nm / D: 0.1 to 0.3 m at 500 km sample no finer than 0.56 to 1.68 m."""
    gsd = camera_of("malligyong-1").gsd_nadir(500e3)
    assert (gsd.low, gsd.high) == pytest.approx((0.559, 1.678), abs=0.001)


def test_chances_are_least_off_nadir_and_within_the_limit() -> None:
    place = Place.from_degrees(37.57, 126.98, name="Seoul")
    catalogue = Sgp4Catalogue.from_element_sets([SAT])
    limit = math.radians(30.0)
    found = find_opportunities(catalogue, [place], START, 10 * 86400.0, max_off_nadir=limit)
    assert found.t.size > 3
    assert np.all(found.look.off_nadir <= limit)
    assert np.all(found.first <= found.t)
    assert np.all(found.last >= found.t)
    wide = find_opportunities(
        catalogue, [place], START, 10 * 86400.0, max_off_nadir=math.radians(45.0)
    )
    assert set(np.round(found.t, 1)) <= set(np.round(wide.t, 1))
    lit = find_opportunities(
        catalogue,
        [place],
        START,
        10 * 86400.0,
        max_off_nadir=limit,
        min_sun_elevation=math.radians(10.0),
    )
    assert np.all(lit.sun_elevation >= math.radians(10.0))
    assert set(np.round(lit.t, 3)) <= set(np.round(found.t, 3))


def test_a_shifted_window_finds_the_same_chances() -> None:
    place = Place.from_degrees(37.57, 126.98)
    catalogue = Sgp4Catalogue.from_element_sets([SAT])
    limit = math.radians(45.0)
    whole = find_opportunities(catalogue, [place], START, 6 * 86400.0, max_off_nadir=limit)
    later = find_opportunities(
        catalogue, [place], START + 86400.0, 5 * 86400.0, max_off_nadir=limit
    )
    expected = whole.t[whole.t > 86400.0 + 900.0] - 86400.0
    assert later.t[-expected.size :] == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Camera("c", Interval(0.0, 0.3)), InputError),
        (lambda: Camera("c", Interval(0.1, 0.3), half_field=math.radians(80.0)), InputError),
        (
            lambda: Camera.of_pixels(name="c", focal_length=-1.0, pixel=7e-6, aperture=0.3),
            InputError,
        ),
        (lambda: Edge(rer=0.0, snr=50.0), RangeError),
        (lambda: Edge(rer=0.5, snr=-1.0), RangeError),
        (lambda: niirs_giqe5(-0.5, Edge(rer=0.5, snr=50.0)), InputError),
    ],
)
def test_a_camera_that_is_none_is_refused(make: object, error: type[Exception]) -> None:
    assert callable(make)
    with pytest.raises(error):
        make()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Pyongyang", "Pyongyang"),
        ("평양", "Pyongyang"),
        ("Séoul", "Seoul"),
        ("Москва", "Moscow"),
        ("White House", "White House"),
        ("Paris", "Paris"),
        ("Birmingham, GB", "Birmingham"),
    ],
)
def test_places_are_known_by_their_names(name: str, place: str) -> None:
    assert named_place(name).name == place


def test_a_name_that_fits_several_places_asks_which() -> None:
    assert len(places_named("Springfield")) > 1
    with pytest.raises(UnknownNameError, match="fits"):
        named_place("Springfield")


def test_a_misspelt_place_suggests() -> None:
    with pytest.raises(UnknownNameError, match="no place") as caught:
        named_place("Pyongyangg")
    assert "Pyongyang" in str(caught.value)


def test_a_known_camera_samples_as_it_was_built_to() -> None:
    """Sentinel-2: 10 m from 786 km; a swath of 290 km; a pupil of 0.15 m is no bound to that."""
    camera = camera_of("sentinel-2-msi")
    sample = camera.gsd_nadir(786e3)
    assert sample.low < 10.0 < sample.high
    assert camera.half_field is not None
    assert swath(0.0, camera.half_field, 786e3) == pytest.approx(290e3, rel=0.02)


def test_a_camera_is_named_by_itself_by_its_satellite_or_by_a_file(tmp_path: Path) -> None:
    by_name, by_satellite = camera_of("malligyong-1-camera"), camera_of("Malligyong-1")
    path = tmp_path / "mine.toml"
    path.write_text(scaffold("camera", "malligyong-1-camera"), encoding="utf-8")
    assert by_name == by_satellite == camera_of(str(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[camera]\naperture_m = -0.3\n", "no figure over 0"),
        ("[camera]\naperture_m = 0.3\nfocal_length_m = -5\npixel_um = 7\n", "no figure over 0"),
        ("[camera]\nfocal_length_m = 5\n", "no aperture_m"),
        ("[camera]\naperture_m = 0.3\nfocal = 5\n", "no field 'focal'"),
        (
            "[camera]\naperture_m = 0.3\nfocal_length_m = 0.01\npixel_um = 10\n"
            "pixels_across = 9000\n",
            "wider than its own limb",
        ),
    ],
)
def test_a_camera_file_that_is_none_is_a_clear_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "camera.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        camera_of(str(path))


@pytest.mark.parametrize("name", ["danuri", "hubble"])
def test_a_camera_that_is_not_known_is_not_made_up(name: str) -> None:
    with pytest.raises(UnknownNameError, match="no camera"):
        camera_of(name)


def test_a_wider_range_of_a_camera_is_a_wider_range_of_its_pictures() -> None:
    narrow = Camera("n", Interval(0.2, 0.25))
    wide = Camera("w", Interval(0.1, 0.3))
    for slant, incidence in ((5e5, 0.0), (8e5, 0.9)):
        for a, b in zip(narrow.gsd(slant, incidence), wide.gsd(slant, incidence), strict=True):
            assert b.low <= a.low <= a.high <= b.high


#: Asked of pyBSM 0.16.1 (Kitware, BSD-3) in an environment of its own on 2026-11-29:
#: GSD (m), RER, SNR, elevation (rad), NIIRS by its `giqe5` and by its `giqe4` (no sharpening).
PYBSM = (
    (0.15, 0.2, 8.0, math.pi / 2, 5.81647, 5.14708),
    (0.15, 0.2, 120.0, 0.9, 6.39256, 5.01847),
    (0.15, 0.45, 120.0, math.pi / 2, 6.94741, 6.17814),
    (0.15, 0.92, 30.0, 0.9, 6.85402, 6.79078),
    (0.4, 0.2, 30.0, math.pi / 2, 4.91542, 3.83163),
    (0.4, 0.45, 8.0, 0.9, 5.00986, 4.62554),
    (0.4, 0.92, 8.0, math.pi / 2, 5.34479, 5.52200),
    (0.4, 0.92, 120.0, 0.9, 5.49029, 5.38492),
    (1.0, 0.2, 120.0, math.pi / 2, 3.74521, 2.58249),
    (1.0, 0.45, 30.0, 0.9, 4.02644, 3.39867),
    (1.0, 0.92, 30.0, math.pi / 2, 4.20667, 4.23146),
    (3.0, 0.2, 8.0, 0.9, 1.40902, 0.86825),
    (3.0, 0.45, 8.0, math.pi / 2, 2.19268, 2.02792),
    (3.0, 0.45, 120.0, 0.9, 2.53997, 1.89932),
    (3.0, 0.92, 120.0, math.pi / 2, 2.67311, 2.65577),
)


@pytest.mark.parametrize(("gsd", "rer", "snr", "elevation", "five", "four"), PYBSM)
def test_giqe_against_what_pybsm_answered(
    gsd: float, rer: float, snr: float, elevation: float, five: float, four: float
) -> None:
    """0.005 on both; GIQE 4 once its factor of the noise, 0.334 there, is the printed 0.344."""
    edge = Edge(rer=rer, snr=snr)
    assert niirs_giqe5(gsd, edge, elevation) == pytest.approx(five, abs=2e-5)
    assert niirs_giqe4(gsd, edge, elevation) == pytest.approx(four - 0.010 / snr, abs=2e-5)
    assert niirs_giqe4(gsd, edge, elevation) == pytest.approx(four, abs=0.005)
