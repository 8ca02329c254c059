"""Sun over Sentinel-2 tiles against the mean Sun angles of their metadata.

Oracle, shared folder `observe`: Copernicus Sentinel data, tiles with time and mean Sun angles. The
mean is that of the whole tile of the military grid, 109.8 km wide, wherever the swath covers it:
its middle is worked out from the tile's name. Asked: 0.05 degrees of elevation.

Trap: half of the rows carry the start of the datatake as their time (their product names say the
same second); the Sun then disagrees by up to two degrees. Of those no time is known, so one moment
after the start is sought at which both angles are met: it lies within the half hour that a datatake
lasts at the most.
"""

import csv
import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS
from visviva.core.time import Epoch
from visviva.observe.imaging import sun_over

COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
ROWS = "ABCDEFGHJKLMNPQRSTUV"
#: From the corner of the square of 100 km to the middle of a tile, m.
EAST, NORTH = 54_900.0, 45_120.0


def from_utm(zone: int, east: float, north: float, *, south: bool) -> tuple[float, float]:
    """Latitude and longitude, rad: Krüger's series to the third order (under a metre here)."""
    n = EARTH_FLATTENING / (2.0 - EARTH_FLATTENING)
    radius = EARTH_RADIUS / (1.0 + n) * (1.0 + n**2 / 4.0 + n**4 / 64.0) * 0.9996
    up, across = (north - (1e7 if south else 0.0)) / radius, (east - 5e5) / radius
    back = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    out = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    x, y = up, across
    for j, b in enumerate(back, 1):
        x -= b * math.sin(2 * j * up) * math.cosh(2 * j * across)
        y -= b * math.cos(2 * j * up) * math.sinh(2 * j * across)
    conformal = math.asin(math.sin(x) / math.cosh(y))
    lat = conformal + sum(c * math.sin(2 * j * conformal) for j, c in enumerate(out, 1))
    return lat, math.radians(6 * zone - 183) + math.atan2(math.sinh(y), math.cos(x))


def middle(tile: str, near_deg: float) -> tuple[float, float]:
    """Middle of a tile, rad; `near_deg` tells its square from those 2,000 km away."""
    zone, south = int(tile[:2]), tile[2] < "N"
    east = (COLUMNS[(zone - 1) % 3].index(tile[3]) + 1) * 1e5 + EAST
    row = (ROWS.index(tile[4]) - (5 if zone % 2 == 0 else 0)) % 20
    found = [from_utm(zone, east, row * 1e5 + k * 2e6 + NORTH, south=south) for k in range(5)]
    return min(found, key=lambda place: abs(math.degrees(place[0]) - near_deg))


def scenes(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "observe" / "sentinel2_scenes.csv").open(encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["sun_elev"]]


def is_start(row: dict[str, str]) -> bool:
    """Whether the time is that of the datatake, by the second that its name repeats."""
    started = re.search(r"_(\d{8}T\d{6})_", row["datatake"] or "")
    return bool(started) and started[1] == re.sub(r"[-:]", "", row["datetime"])[:15]


def differences(row: dict[str, str], later_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Elevation and azimuth less the metadata's, degrees, at moments after the row's time."""
    _, south, _, north = json.loads(row["bbox"])
    tile = re.search(r"_T(\d\d[A-Z]{3})", row["id"])
    assert tile is not None
    lat, lon = middle(tile[1], 0.5 * (south + north))
    when = Epoch.parse(row["datetime"][:26] + "Z") + later_s
    places = np.full(later_s.size, lat), np.full(later_s.size, lon)
    elevation, azimuth = (np.degrees(x) for x in sun_over(when, *places))
    turn = (azimuth - float(row["sun_az"]) + 180.0) % 360.0 - 180.0
    return elevation - float(row["sun_elev"]), turn


def test_the_sun_is_met_where_the_time_is_that_of_the_tile(shared_data: Path) -> None:
    checked = 0
    for row in scenes(shared_data):
        if is_start(row):
            continue
        elevation, azimuth = (float(x[0]) for x in differences(row, np.zeros(1)))
        assert abs(elevation) <= 0.05, row["id"]
        assert abs(azimuth) <= 0.05, row["id"]
        checked += 1
    assert checked == 4


def test_the_sun_tells_the_moment_where_the_time_is_the_datatakes_start(shared_data: Path) -> None:
    later, checked = np.arange(0.0, 1800.0, 0.5), 0
    for row in scenes(shared_data):
        if not is_start(row):
            continue
        elevation, azimuth = differences(row, later)
        lat = math.radians(float(json.loads(row["bbox"])[1]))
        off = np.hypot(elevation, azimuth * math.cos(lat))
        best = int(np.argmin(off))
        assert off[best] <= 0.05, row["id"]
        assert 0.0 < later[best] < 1500.0, row["id"]
        assert off[0] > 0.05, row["id"]
        checked += 1
    assert checked == 4


def test_the_grid_is_read_as_surveyed() -> None:
    """Oslo's tile 32VNM begins at 500,000 m east and 6,600,000 m north: 59.54 N 9.00 E (UTM)."""
    lat, lon = from_utm(32, 5e5, 6.6e6, south=False)
    assert math.degrees(lon) == pytest.approx(9.0, abs=1e-9)
    assert math.degrees(lat) == pytest.approx(59.54, abs=0.005)
