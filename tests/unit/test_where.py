"""`observe where`: rows of the contract, exact start, nearest set, ends, frames, files."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.where import WhereRequest, where
from visviva.cli.main import main
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError, PropagationError
from visviva.export import export_elements
from visviva.observe.brightness import visual_magnitude
from visviva.orbit.gp import ElementSet, gp_state_gcrf, gp_state_itrf

ISS = ElementSet(
    25544,
    "2019-12-09T16:38:29.363424",
    15.50103472,
    0.0007417,
    51.6439,
    211.2001,
    17.6667,
    85.6398,
    bstar=3.8792e-5,
    mean_motion_dot=1.764e-5,
    name="ISS (ZARYA)",
    object_id="1998-067A",
)
START = Epoch.parse("2019-12-10T00:00:00Z")
TOWN = Place.from_degrees(39.04, 125.71, 30.0)
KEYS = {
    "utc",
    "lat_deg",
    "lon_deg",
    "altitude_km",
    "azimuth_deg",
    "elevation_deg",
    "range_km",
    "range_rate_km_s",
    "sunlit",
    "sun_elevation_deg",
    "sun_azimuth_deg",
}


@pytest.fixture
def iss(tmp_path: Path) -> Path:
    export_elements(tmp_path / "iss.json", [ISS])
    return tmp_path / "iss.json"


def test_rows_carry_the_keys_of_the_contract_and_begin_exactly_at_the_start(
    iss: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["observe", "where", str(iss), "--start", "2019-12-10T00:00:00.250Z"]
    arguments += ["--days", "0.0105", "--step-s", "30", "--site", "39.04,125.71,30", "--json"]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "visviva.observe.where/1"
    rows = found["rows"]
    assert all(row.keys() >= KEYS for row in rows)
    assert rows[0]["utc"] == "2019-12-10T00:00:00.250Z"
    assert rows[1]["utc"] == "2019-12-10T00:00:30.250Z"
    assert len(rows) == int(0.0105 * 86400 / 30) + 1


def test_without_a_site_look_angles_are_null_and_the_sun_is_that_of_the_point_below() -> None:
    rows = where(WhereRequest([ISS], START, 5400.0)).rows()
    assert all(row["azimuth_deg"] is None and row["range_km"] is None for row in rows)
    below = rows[10]
    place = Place.from_degrees(below["lat_deg"], below["lon_deg"])
    there = where(WhereRequest([ISS], START, 5400.0, place=place)).rows()[10]
    assert there["sun_elevation_deg"] == pytest.approx(below["sun_elevation_deg"], abs=1e-3)
    assert there["elevation_deg"] == pytest.approx(90.0, abs=1e-2)
    assert there["range_km"] == pytest.approx(below["altitude_km"], abs=1e-3)


def test_the_range_rate_is_the_rate_of_the_range() -> None:
    rows = where(WhereRequest([ISS], START, 600.0, 1.0, TOWN)).rows()
    distance = np.array([row["range_km"] for row in rows])
    rate = np.array([row["range_rate_km_s"] for row in rows])
    np.testing.assert_allclose(rate[1:-1], (distance[2:] - distance[:-2]) / 2.0, atol=2e-4)


@pytest.mark.parametrize("frame", ["GCRF", "ITRF", "TEME"])
def test_states_are_those_of_the_frame_asked_for(frame: str) -> None:
    found = where(WhereRequest([ISS], START, 600.0, frame=frame))  # type: ignore[arg-type]
    row = found.rows()[7]
    when = START + 7 * 60.0
    if frame == "TEME":
        r, _ = found.trajectory.r[7], 0
    else:
        r, v = (gp_state_gcrf if frame == "GCRF" else gp_state_itrf)(ISS, when)
        got_v = [row[f"v{x}_km_s"] for x in "xyz"]
        np.testing.assert_allclose(got_v, v / 1e3, atol=1e-9)
    np.testing.assert_allclose([row[f"{x}_km"] for x in "xyz"], r / 1e3, atol=2e-6)


def test_each_row_is_from_the_nearest_set() -> None:
    later = replace(ISS, epoch_utc="2019-12-11T16:38:29.363424", raan_deg=201.2, bstar=4e-5)
    found = where(WhereRequest([later, ISS], START, 86400.0, 3600.0))
    middle = ISS.epoch + 86400.0
    for k, row in enumerate(found.rows()):
        own = ISS if START + k * 3600.0 - middle < 0.0 else later
        assert row["age_days"] == pytest.approx(
            float(START + k * 3600.0 - own.epoch) / 86400.0, abs=1e-4
        )
    assert "2 element sets" in found.to_dict()["warnings"][0]


def test_rows_end_with_the_elements_and_none_is_invented() -> None:
    falling = replace(ISS, mean_motion_rev_day=16.2, bstar=0.01)
    found = where(WhereRequest([falling], falling.epoch, 5 * 86400.0, 600.0))
    assert found.ended is not None
    last = Epoch.parse(found.rows()[-1]["utc"])
    assert 0.0 <= found.ended - last < 600.0
    assert any("end at" in line for line in found.to_dict()["warnings"])
    with pytest.raises(PropagationError, match="end before the window"):
        where(WhereRequest([falling], falling.epoch + 30 * 86400.0))


def test_a_magnitude_is_given_where_it_is_known_and_nothing_in_shadow() -> None:
    request = WhereRequest([ISS], START, 86400.0, place=TOWN, standard_magnitude=-1.8)
    rows = where(request).rows()
    for row in rows:
        assert (row["magnitude"] is not None) <= (row["sunlit"] and row["elevation_deg"] > 0.0)
    assert any(row["magnitude"] is not None for row in rows)
    unknown = where(replace(request, standard_magnitude=None)).rows()
    assert all(row["magnitude"] is None for row in unknown)
    # at 1,000 km, half lit, it is the standard magnitude; ten times as far, five more
    assert visual_magnitude(4.0, 1e6, np.pi / 2) == pytest.approx(4.0)
    assert visual_magnitude(4.0, 1e7, np.pi / 2) == pytest.approx(9.0)
    assert visual_magnitude(4.0, 1e6, np.pi) > 30.0


@pytest.mark.parametrize(
    "suffix", ["csv", "parquet", "oem", "czml", "geojson", "kml", "png", "svg"]
)
def test_every_form_is_written(
    iss: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in {"parquet": ["pyarrow"], "png": ["matplotlib"], "svg": ["matplotlib"]}.get(
        suffix, []
    ):
        pytest.importorskip(module)
    out = tmp_path / f"track.{suffix}"
    arguments = ["observe", "where", str(iss), "--start", "2019-12-10", "--days", "0.1"]
    assert main([*arguments, "--site", "vostochny", "--export", str(out), "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(rows) == 145
    assert out.stat().st_size > 1000
    if suffix == "csv":
        assert (
            list(csv.DictReader(out.read_text().splitlines()))[5]["lat_deg"] == rows[5]["lat_deg"]
        )


@pytest.mark.parametrize(
    ("frame", "name"), [("gcrf", "GCRF"), ("itrf", "ITRF2000"), ("teme", "TEME")]
)
def test_an_oem_says_the_frame_asked_for(iss: Path, tmp_path: Path, frame: str, name: str) -> None:
    out = tmp_path / "t.oem"
    arguments = ["observe", "where", str(iss), "--start", "2019-12-10", "--days", "0.1"]
    assert main([*arguments, "--frame", frame, "--export", str(out), "--json"]) == 0
    assert f"REF_FRAME = {name}\n" in out.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--step-s", "0"], "--step-s"),
        (["--days", "-1"], "--days"),
        (["--days", "400", "--step-s", "0.01"], "rows"),
        (["--frame", "j2000"], "gcrf, itrf or teme"),
        (["--object", "TIANGONG"], "TIANGONG"),
        (["--site", "atlantis"], "atlantis"),
        (["--export", "a.doc"], ".doc"),
    ],
)
def test_bad_input_is_one_line(
    iss: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["observe", "where", str(iss), *arguments]) == 2
    err = capsys.readouterr().err.strip().splitlines()
    assert said in err[-1]
    assert len([line for line in err if "read as" not in line and " is " not in line]) <= 1


def test_two_objects_ask_which() -> None:
    with pytest.raises(InputError, match="--object"):
        where(WhereRequest([ISS, replace(ISS, catalog_number=1)], START))
