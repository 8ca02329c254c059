"""Falls against closed forms, and people below them against the hand formula."""

import math
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.casualties import CasualtiesRequest, expect_casualties
from visviva.analysis.fall import FallRequest, follow_fall
from visviva.data.population import bundled_population, read_population
from visviva.errors import InputError, RangeError
from visviva.launch.hazard.casualty import (
    MEAN_RADIUS,
    Population,
    impact_casualties,
    latitude_share,
    reentry_casualties,
)

CASE = """
[drop]
altitude_m = {altitude}
lat_deg = {lat}
lon_deg = 10.0
v_relative_m_s = {speed}
fpa_relative_deg = 0.0
azimuth_relative_deg = 90.0
mass_kg = 100.0
area_m2 = 0.1
cd = {cd}
"""


def dropped(tmp_path: Path, **figures: float) -> dict[str, float]:
    path = tmp_path / "case.toml"
    base = {"altitude": 10000.0, "lat": 0.0, "speed": 0.0, "cd": 0.0}
    path.write_text(CASE.format(**(base | figures)))
    return dict(follow_fall(FallRequest(file=path)).to_dict()["impact"])


def test_a_drop_without_air_takes_the_time_of_the_closed_form(tmp_path: Path) -> None:
    """Free fall over the equator: t = sqrt(2 h / g) with g less the turn, 1 % for its change.

    East by omega g t^3 / 3 (Coriolis, first order): 45.2 s and 22 m from 10 km.
    """
    found = dropped(tmp_path)
    g = 9.7803  # at the equator, the turn taken off (WGS 84)
    expected = math.sqrt(2.0 * 10000.0 / g)
    assert found["t_s"] == pytest.approx(expected, rel=3e-3)
    east = math.radians(found["lon_deg"] - 10.0) * 6378137.0
    assert east == pytest.approx(7.292115e-5 * g * expected**3 / 3.0, rel=0.02)


def test_air_makes_a_fall_longer_and_shorter_of_range(tmp_path: Path) -> None:
    free = dropped(tmp_path, altitude=30000.0, speed=1000.0)
    slowed = dropped(tmp_path, altitude=30000.0, speed=1000.0, cd=1.0)
    assert slowed["t_s"] > free["t_s"]
    assert slowed["lon_deg"] < free["lon_deg"]
    assert slowed["speed_m_s"] < 200.0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[a]\naltitude_m = 1000.0\n", "no lat_deg"),
        ("[a]\naltitude = 1000.0\n", "did you mean altitude_m"),
        ("x = 1\n", "no case"),
        ("[a\n", "broken TOML"),
    ],
)
def test_a_case_that_is_none_says_why(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=word):
        follow_fall(FallRequest(file=path))


@pytest.mark.parametrize("figures", [{"lat": 91.0}, {"speed": 1e5}, {"altitude": 1e9}])
def test_figures_out_of_range_are_refused(tmp_path: Path, figures: dict[str, float]) -> None:
    with pytest.raises(RangeError):
        dropped(tmp_path, **figures)


def test_the_uniform_density_is_the_hand_formula() -> None:
    """14 CFR 420 appendix C: area times density, whatever the inclination."""
    for tilt in (0.5, 1.0, 1.7):
        assert reentry_casualties(tilt, 10.0, 15e-6) == pytest.approx(1.5e-4, rel=1e-12)


def test_normal_impacts_on_one_town_are_the_hand_formula_of_the_rule() -> None:
    """14 CFR 420 appendix C: chance of the populated area, times N over A, times casualty area.

    One cell of a degree holds 10,000 people, impacts are normal about its corner: a chance of a
    product of two error functions. Asked within 1 %; the sample of a million gives some 0.2 %.
    """
    step, counts = math.radians(1.0), np.zeros((180, 360))
    counts[79, 200] = 10_000.0
    town = Population(counts, math.pi / 2, -math.pi, step, "t")
    south, west = math.radians(10.0), math.radians(20.0)
    rng = np.random.default_rng(1)
    sigma = 0.8 * step
    lat, lon = south + sigma * rng.normal(size=10**6), west + sigma * rng.normal(size=10**6)
    inside = (0.5 * math.erf(step / sigma / math.sqrt(2.0))) ** 2
    size = MEAN_RADIUS**2 * step * (math.sin(south + step) - math.sin(south))
    by_hand = inside * 10_000.0 / size * 25.0
    assert impact_casualties(lat, lon, 25.0, town) == pytest.approx(by_hand, rel=0.01)


def test_a_uniform_grid_gives_the_same_as_its_density() -> None:
    edges = np.radians(np.arange(90, -91, -1.0))
    band = MEAN_RADIUS**2 * (np.sin(edges[:-1]) - np.sin(edges[1:])) * math.radians(1.0)
    grid = Population(
        np.repeat(15e-6 * band[:, None], 360, axis=1), math.pi / 2, -math.pi, math.radians(1.0), "t"
    )
    for tilt in (0.3, 0.9, 1.5, 2.4):
        assert reentry_casualties(tilt, 10.0, grid) == pytest.approx(1.5e-4, rel=1e-6)
    lat, lon = np.radians([10.0, -40.0]), np.radians([3.0, 170.0])
    assert impact_casualties(lat, lon, 10.0, grid) == pytest.approx(1.5e-4, rel=1e-9)


@pytest.mark.parametrize("tilt_deg", [0.0, 28.5, 51.6, 97.4, 180.0])
def test_an_orbit_spends_all_its_time_somewhere(tilt_deg: float) -> None:
    edges = np.radians(np.arange(90, -91, -0.5))
    share = latitude_share(edges, math.radians(tilt_deg))
    assert float(share.sum()) == pytest.approx(1.0, abs=1e-12)
    assert np.all(share >= 0.0)


#: The README of the shared grid: 10 m2, circular orbit; computed there from the half-degree grid.
KNOWN = {28.5: 2.10e-4, 41.47: 2.12e-4, 51.6: 1.73e-4, 65.0: 1.32e-4, 82.5: 1.14e-4, 97.4: 1.14e-4}


@pytest.mark.parametrize("tilt_deg", sorted(KNOWN))
def test_reentries_by_inclination_are_within_two_per_cent(tilt_deg: float) -> None:
    found = expect_casualties(CasualtiesRequest(area=10.0, inclination=math.radians(tilt_deg)))
    assert found.expectations[0] == pytest.approx(KNOWN[tilt_deg], rel=0.02)


def test_the_half_degree_grid_is_read_in_place(shared_data: Path) -> None:
    path = shared_data / "population" / "GPW4_2020_half_degree_counts.csv"
    found = read_population(path)
    assert found.counts.shape == (360, 720)
    assert found.counts.sum() == pytest.approx(bundled_population().counts.sum(), rel=1e-4)


def test_an_esri_grid_is_read_with_its_corner(tmp_path: Path) -> None:
    path = tmp_path / "p.asc"
    path.write_text(
        "ncols 2\nnrows 2\nxllcorner 10\nyllcorner 40\ncellsize 5\nNODATA_value -1\n100 -1\n50 25\n"
    )
    grid = read_population(path)
    assert math.degrees(grid.north) == pytest.approx(50.0)
    assert grid.counts.tolist() == [[100.0, 0.0], [50.0, 25.0]]


@pytest.mark.parametrize("text", ["1 2 3\n4 5\n", "1 2\n3 4\n", "ncols 2\nnrows 1\n1 2\n", "a b\n"])
def test_a_file_that_is_no_grid_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.asc"
    path.write_text(text)
    with pytest.raises(InputError):
        read_population(path)
