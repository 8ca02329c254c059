"""Coverage of the Moon's surface against closed forms."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from visviva.cli.main import main
from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.errors import RangeError
from visviva.moon.coverage import cover_moon, half_width


def _fixed(lat: float, lon: float, radius: float):  # type: ignore[no-untyped-def]
    def ground(t: Array) -> tuple[Array, Array, Array]:
        return np.full(t.shape, lat), np.full(t.shape, lon), np.full(t.shape, radius)

    return ground


@pytest.mark.parametrize(
    ("lat", "lon"), [(0.0, 0.0), (0.0, 3.1), (1.2, -2.0), (1.5, 1.0), (-1.57, 0)]
)
def test_a_cap_has_the_area_of_a_cap(lat: float, lon: float) -> None:
    radius = MOON_RADIUS + 1500e3
    found = cover_moon(_fixed(lat, lon, radius), 600.0, off_nadir=0.4, step=60.0)
    alpha = float(half_width(np.array(radius), 0.4))
    # Rows of a degree: the rim is known to half a row, a twentieth of this cap.
    assert found.share == pytest.approx(0.5 * (1.0 - math.cos(alpha)), rel=0.05)


def test_a_wide_cone_sees_to_the_horizon_and_no_further() -> None:
    radius = 2.0 * MOON_RADIUS
    assert float(half_width(np.array(radius), 1.5)) == pytest.approx(math.radians(60.0), abs=1e-12)


def test_a_ring_about_the_equator_sees_its_band() -> None:
    def ground(t: Array) -> tuple[Array, Array, Array]:
        return 0.0 * t, np.mod(2.0 * np.pi * t / 7000.0 + 1.0, 2.0 * np.pi) - np.pi, 0.0 * t + 2e6

    found = cover_moon(ground, 7000.0, off_nadir=0.6, step=20.0)
    alpha = float(half_width(np.array(2e6), 0.6))
    assert found.share == pytest.approx(math.sin(alpha), abs=0.01)
    bands = {south: share for south, _, share in found.by_latitude()}
    assert bands[0.0] > 0.4
    assert bands[40.0] == 0.0


def test_growth_ends_at_the_share_and_bands_sum_to_it() -> None:
    def ground(t: Array) -> tuple[Array, Array, Array]:
        turn = 2.0 * np.pi * t / 7100.0
        lat = np.arcsin(np.sin(turn))
        lon = np.where(np.cos(turn) > 0.0, 0.0, np.pi) - 2.0 * np.pi * t / (27.3 * 86400.0)
        return lat, np.mod(lon + np.pi, 2.0 * np.pi) - np.pi, 0.0 * t + MOON_RADIUS + 1e5

    found = cover_moon(ground, 2.5 * 86400.0, off_nadir=0.3, step=10.0)
    days, share = found.growth()
    assert days[-1] == 2.5
    assert share[-1] == pytest.approx(found.share, abs=1e-9)
    assert np.all(np.diff(share) > 0.0)
    weight = [
        0.5 * (math.sin(math.radians(n)) - math.sin(math.radians(s)))
        for s, n, _ in found.by_latitude()
    ]
    assert np.dot(weight, [x for _, _, x in found.by_latitude()]) == pytest.approx(found.share)
    # Two passes a turn, 27.3 days for a full turn of the Moon: 2.5 days see twice 2.5/27.3 of the
    # equator, and the last swath's own width.
    equator = np.mean(found.first_day[90] >= 0)
    width = 2.0 * float(half_width(np.array(MOON_RADIUS + 1e5), 0.3)) / (2.0 * np.pi)
    assert equator == pytest.approx(2.0 * (2.5 / 27.3 + width), abs=0.01)


def test_no_angle_is_refused() -> None:
    with pytest.raises(RangeError):
        cover_moon(_fixed(0.0, 0.0, 2e6), 60.0, off_nadir=0.0, step=60.0)


def test_the_command_tells_it_by_latitude(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["moon", "orbit", "--periselene-km", "100", "--aposelene-km", "100", "--degree", "4"]
    words += ["--date", "2025-01-01", "--days", "1", "--max-off-nadir-deg", "30"]
    assert main([*words, "--json", "--export", str(tmp_path / "coverage.csv")]) == 0
    said = json.loads(capsys.readouterr().out)["coverage"]
    assert 0.05 < said["share"] < 0.3
    assert len((tmp_path / "coverage.csv").read_text().splitlines()) == 19
    assert main([*words, "--export", str(tmp_path / "seen.png")]) == 0
    assert "of the surface was seen" in capsys.readouterr().out
