"""What an orbit about the Moon sees: shares and the ground track against closed forms."""

import math

import numpy as np
import pytest

from visviva.analysis.lunar_launchers import ellipse_apogee, launcher_and_site
from visviva.analysis.lunar_orbit import LunarOrbitRequest, lunar_orbit
from visviva.cli.main import main
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, MOON_RADIUS
from visviva.core.ephemeris import SunMoonTable
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.moon.orientation import MoonOrientation
from visviva.moon.sight import sight_of
from visviva.moon.transfer import Goal, backward

START = Epoch.parse("2024-03-01T00:00:00Z")


def _ring(toward: Array, radius: float, period: float) -> tuple[Array, Array]:
    """One revolution of a circle whose plane holds the direction."""
    x = toward / np.linalg.norm(toward)
    y = np.cross(x, [0.0, 0.0, 1.0])
    y /= np.linalg.norm(y)
    angle = np.linspace(0.0, 2.0 * math.pi, 4001)[:-1]
    ring = radius * (np.cos(angle)[:, None] * x + np.sin(angle)[:, None] * y)
    return period * angle / (2.0 * math.pi), ring


@pytest.mark.parametrize("height", [50e3, 100e3, 1000e3])
def test_the_earth_is_hidden_for_the_arc_behind_the_moon(height: float) -> None:
    # In the plane of the Earth the share hidden is that of the cylinder: asin(R/r) / pi; the
    # Earth is 384,000 km away, which changes it by under 0.3 %.
    t, ring = _ring(-SunMoonTable.bundled().moon(START), MOON_RADIUS + height, 7000.0)
    seen = sight_of(START, 0.0 * t + t * 1e-6, ring)
    hidden = math.asin(MOON_RADIUS / (MOON_RADIUS + height)) / math.pi
    assert 1.0 - seen.earth == pytest.approx(hidden, abs=0.003)


def test_the_sun_is_hidden_for_the_same_arc() -> None:
    bodies = SunMoonTable.bundled()
    toward = bodies.sun(START) - bodies.moon(START)
    t, ring = _ring(toward, MOON_RADIUS + 100e3, 7000.0)
    seen = sight_of(START, t * 1e-6, ring)
    hidden = math.asin(MOON_RADIUS / (MOON_RADIUS + 100e3)) / math.pi
    assert 1.0 - seen.sunlit == pytest.approx(hidden, abs=0.002)


def test_the_ground_track_of_a_polar_orbit_moves_west_as_the_moon_turns() -> None:
    found = lunar_orbit(
        LunarOrbitRequest(periselene=100e3, aposelene=100e3, date=START, days=1.0, degree=4)
    )
    track = found.ground_track(days=1.0)
    assert abs(track["latitude_deg"]).max() == pytest.approx(90.0, abs=1.5)
    north = (track["latitude_deg"][:-1] < 0.0) & (track["latitude_deg"][1:] >= 0.0)
    crossings = track["longitude_deg"][1:][north]
    # One turn in 27.321661 days: 13.18° a day, some 1.08° a revolution of 1.96 h.
    assert np.diff(crossings).mean() == pytest.approx(-1.08, abs=0.05)


def test_axes_of_many_moments_are_those_of_each() -> None:
    axes = MoonOrientation.bundled()
    many = axes.icrf_to_pa(START + np.array([0.0, 86400.0, 5e5]))
    for k, late in enumerate((0.0, 86400.0, 5e5)):
        assert np.allclose(many[k], axes.icrf_to_pa(START + late), atol=1e-15)


def test_the_apogee_of_a_c3_has_its_energy() -> None:
    apogee = ellipse_apogee(-2.15e6, 200e3)
    axis = 0.5 * (2.0 * EARTH_RADIUS + 200e3 + apogee)
    assert -EARTH_GM / axis == pytest.approx(-2.15e6, rel=1e-12)
    with pytest.raises(InputError, match="no ellipse"):
        ellipse_apogee(1e6, 200e3)


def test_a_launcher_without_a_site_is_asked_for_one_and_a_site_is_kept() -> None:
    assert launcher_and_site("electron@wallops") == ("electron", "wallops")
    assert launcher_and_site("electron")[0] == "electron"


def test_a_parking_orbit_steeper_than_allowed_misses() -> None:
    free = backward(START, Goal(100e3, 100e3, 1.5), "direct", (3.0, 6.0))
    rng = np.random.default_rng(1)
    points = np.stack(
        [rng.uniform(3, 6, 60), rng.uniform(0, 6.3, 60), rng.uniform(0, 6.3, 60), np.full(60, 0.9)],
        axis=1,
    )
    capped = backward(START, Goal(100e3, 100e3, 1.5, 200e3, 0.1), "direct", (3.0, 6.0))
    flown = [x for x in points if free.miss(x) < 1e5]
    assert flown
    assert all(capped.miss(x) > free.miss(x) for x in flown if free.road(x).inclination > 0.11)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--export", "orbit.xyz"), "cannot be written as .xyz"),
        (("--date", "noday"), "noday"),
    ],
)
def test_nonsense_is_one_line(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["moon", "orbit", "--periselene-km", "100", "--aposelene-km", "100"]
    if "--date" not in words:
        given += ["--date", "2025-01-01"]
    assert main([*given, *words]) == 2
    assert said in capsys.readouterr().err
