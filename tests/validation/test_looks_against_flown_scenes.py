"""Sun, off-nadir and claimed seconds against scenes and statements of record.

Oracles, shared folder `observe`: USGS metadata of Landsat scenes with their one-second ephemeris
(public domain); times at which a state said its satellite took pictures (press, named per row).
"""

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.analysis.image_claim import ImageClaimRequest, check_image_claim
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.imaging import sun_at
from visviva.observe.look import look


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def middle(row: dict[str, str]) -> Place:
    """Middle of a scene's corners; corners are of the picture, not of the sensor's field."""
    v = np.zeros(3)
    for corner in ("UL", "UR", "LL", "LR"):
        lat, lon = (math.radians(float(row[f"{corner}_{k}"])) for k in ("lat", "lon"))
        v += [math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)]
    return Place(math.atan2(v[2], math.hypot(v[0], v[1])), math.atan2(v[1], v[0]))


@pytest.fixture(scope="module")
def scenes(shared_data: Path) -> dict[str, dict[str, str]]:
    rows = table(shared_data / "observe" / "landsat_scenes.csv")
    return {row["product"]: row for row in rows}


def test_the_sun_of_landsat_scenes_is_met(scenes: dict[str, dict[str, str]]) -> None:
    """0.05° asked: nadir scenes of 1986 to 2016, whose middle is that of their corners.

    Older scenes and the one with a roll have corners of the resampled picture: the middle is tens
    of kilometres off, and with it the azimuth by up to 0.2°.
    """
    checked = 0
    for name, row in scenes.items():
        if not name.startswith(("LC08", "LT05")) or abs(float(row["roll_deg"] or 0.0)) > 1.0:
            continue
        elevation, azimuth = sun_at(Epoch.parse(row["utc"][:26] + "Z") + np.zeros(1), [middle(row)])
        assert math.degrees(elevation[0]) == pytest.approx(
            float(row["sun_elevation_deg"]), abs=0.05
        )
        off = math.degrees(azimuth[0]) - float(row["sun_azimuth_deg"])
        assert (off + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=0.05)
        checked += 1
    assert checked == 4


def flown(rows: list[dict[str, str]], row: dict[str, str]) -> tuple[Any, Any]:
    """Seconds from a scene's time and positions, m, of its one-second ephemeris."""
    mine = [r for r in rows if r["product"] == row["product"]]
    hours, minutes, seconds = row["utc"][11:-1].split(":")
    second = 3600.0 * int(hours) + 60.0 * int(minutes) + float(seconds)
    t = np.array([float(r["seconds_of_day_utc"]) for r in mine]) - second
    return t, np.array([[float(x[k]) for k in ("x_m", "y_m", "z_m")] for x in mine])


def test_nadir_scenes_lie_under_the_flown_path_at_their_second(
    scenes: dict[str, dict[str, str]], shared_data: Path
) -> None:
    """Least off-nadir within 0.1° of the roll (none), within a second of the scene's time."""
    rows = table(shared_data / "observe" / "landsat_ephemeris_ecef.csv")
    checked = 0
    for name, row in scenes.items():
        mine = [r for r in rows if r["product"] == name]
        if not mine or abs(float(row["roll_deg"])) > 1.0:
            continue
        t, r = flown(rows, row)
        fine = np.arange(-5.0, 5.0, 0.01)
        path = np.stack([np.polyval(np.polyfit(t, r[:, k], 6), fine) for k in range(3)], axis=-1)
        off = look(path, np.gradient(path, 0.01, axis=0), middle(row).r_itrf()).off_nadir
        assert math.degrees(float(np.min(off))) < 0.1
        assert abs(float(fine[int(np.argmin(off))])) < 1.0
        checked += 1
    assert checked == 2


def test_a_rolled_scene_lies_off_nadir_by_its_roll(
    scenes: dict[str, dict[str, str]], shared_data: Path
) -> None:
    """0.1 degrees of what the roll told makes of the picture's middle.

    Its middle on the ground is not where the boresight points: a field of 15 degrees (185 km from
    705 km, as the nadir scenes have) rolled by 11.7 runs from 4.2 to 19.2 degrees off nadir, and
    half way between on the ground is 11.9.
    """
    (row,) = (r for r in scenes.values() if abs(float(r["roll_deg"] or 0.0)) > 1.0)
    rows = table(shared_data / "observe" / "landsat_ephemeris_ecef.csv")
    t, r = flown(rows, row)
    fine = np.arange(-5.0, 5.0, 0.01)
    path = np.stack([np.polyval(np.polyfit(t, r[:, k], 6), fine) for k in range(3)], axis=-1)
    seen = look(path, np.gradient(path, 0.01, axis=0), middle(row).r_itrf())
    k = int(np.argmin(seen.off_nadir))
    roll, half, height = abs(float(row["roll_deg"])), 7.5, float(seen.height[k])
    edges = [math.tan(math.radians(roll + side * half)) for side in (-1.0, 1.0)]
    expected = math.degrees(math.atan(0.5 * sum(edges)))
    assert math.degrees(float(seen.off_nadir[k])) == pytest.approx(expected, abs=0.1)
    assert abs(float(fine[k])) < 1.0
    assert 690e3 < height < 720e3


@pytest.fixture(scope="module")
def claims(shared_data: Path) -> list[dict[str, Any]]:
    return list(table(shared_data / "observe" / "kcna_imaging_claims.csv"))


def checked(shared_data: Path, row: dict[str, Any], shift_s: float) -> Any:
    return check_image_claim(
        ImageClaimRequest(
            place=Place.from_degrees(float(row["lat_deg"]), float(row["lon_deg"])),
            at=Epoch.parse(row["claimed_utc"]) + shift_s,
            source=shared_data / "nk" / "malligyong-1.3le",
            object="58400",
        )
    )


def test_every_claimed_second_was_overhead_in_daylight(
    shared_data: Path, claims: list[dict[str, Any]]
) -> None:
    for row in claims:
        found = checked(shared_data, row, 0.0)
        assert found.verdict == "yes", row["target"]
        assert found.sigma <= 40.0
        assert abs(found.offset) <= 2.0 * found.sigma
        assert found.luck < 0.005


@pytest.mark.parametrize("shift_s", [1200.0, -1200.0, 86400.0, -86400.0])
def test_the_same_claims_shifted_are_refused(
    shared_data: Path, claims: list[dict[str, Any]], shift_s: float
) -> None:
    for row in claims:
        assert checked(shared_data, row, shift_s).verdict == "no", row["target"]
