"""Tracks, trajectories, calendars and element sets.

Every file is read back and held to what went in.
"""

import json
import os
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import icalendar
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import ElementSetError, FrameError, InputError
from visviva.export import (
    CalendarEntry,
    GroundTrack,
    cut_at_antimeridian,
    export_calendar,
    export_elements,
    export_ground_track,
    export_trajectory,
    ground_track,
)
from visviva.orbit.gp import ElementSet, gp_trajectory, read_elements

ISS = ElementSet(
    25544,
    "2025-04-07T12:29:36.890304",
    15.4932068,
    0.0004979,
    51.6365,
    297.0255,
    19.0825,
    341.0349,
    bstar=2.1806e-4,
    name="ISS & <Zarya>",
    object_id="1998-067A",
    arithmetic="tle",
)


@pytest.fixture(scope="module")
def path_gcrf() -> Trajectory:
    return gp_trajectory(ISS, ISS.epoch, 3 * 5580.0, 60.0)


# --- the antimeridian


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-0.9, 0.9), st.floats(-1.5, 1.5)), min_size=2, max_size=60),
    st.floats(-np.pi, np.pi),
)
def test_pieces_never_cross_and_join_to_the_whole_line(
    steps: list[tuple[float, float]], start: float
) -> None:
    lon = (start + np.cumsum([s for s, _ in steps]) * 3 + np.pi) % (2 * np.pi) - np.pi
    lat = np.array([b for _, b in steps])
    t = np.arange(float(len(lon)))
    pieces = cut_at_antimeridian(t, lon, lat, np.zeros_like(t))
    for piece in pieces:
        assert np.all(np.abs(piece[:, 1]) <= np.pi)
        # no segment goes the long way round
        assert np.all(np.abs(np.diff(piece[:, 1])) <= np.pi + 1e-12)
    for before, after in pairwise(pieces):
        assert before[-1, 0] == after[0, 0]
        assert before[-1, 2] == after[0, 2]
        assert {before[-1, 1], after[0, 1]} == {np.pi, -np.pi}
    joined = np.concatenate(pieces) if pieces else np.zeros((0, 4))
    length = np.abs(np.diff(np.unwrap(lon))).sum()
    assert sum(np.abs(np.diff(p[:, 1])).sum() for p in pieces) == pytest.approx(length, abs=1e-9)
    assert np.all(np.diff(joined[:, 0]) >= 0)


# --- ground tracks


def test_a_geojson_track_obeys_the_standard(tmp_path: Path, path_gcrf: Trajectory) -> None:
    track = ground_track(path_gcrf, ISS.name, properties={"catalog_number": 25544})
    assert export_ground_track(tmp_path / "t.geojson", track) == 1
    told = json.loads((tmp_path / "t.geojson").read_text())
    assert (told["type"], [f["type"] for f in told["features"]]) == (
        "FeatureCollection",
        ["Feature"],
    )
    feature = told["features"][0]
    assert feature["geometry"]["type"] == "MultiLineString"  # three revolutions cross 180 degrees
    assert feature["properties"]["catalog_number"] == 25544
    lines, times = feature["geometry"]["coordinates"], feature["properties"]["coordTimes"]
    assert [len(line) for line in lines] == [len(stamps) for stamps in times]
    for line in lines:
        assert len(line) >= 2
        points = np.array(line)
        assert np.all(np.abs(points[:, 0]) <= 180)
        assert np.all(np.abs(points[:, 1]) <= 51.9)
        assert np.all(np.abs(np.diff(points[:, 0])) < 90)
        assert np.all((points[:, 2] > 400e3) & (points[:, 2] < 440e3))
    inner = sum(len(line) for line in lines) - 2 * (len(lines) - 1)
    assert inner == len(path_gcrf)
    assert times[0][0] == ISS.epoch.iso()


def test_one_piece_is_a_linestring(tmp_path: Path, path_gcrf: Trajectory) -> None:
    export_ground_track(tmp_path / "t.geojson", ground_track(path_gcrf[:5], "a"))
    geometry = json.loads((tmp_path / "t.geojson").read_text())["features"][0]["geometry"]
    assert (geometry["type"], len(geometry["coordinates"])) == ("LineString", 5)


def test_a_kml_track_is_well_formed_and_escapes_names(
    tmp_path: Path, path_gcrf: Trajectory
) -> None:
    export_trajectory(tmp_path / "t.kml", path_gcrf, ISS.name)
    name_space = {"k": "http://www.opengis.net/kml/2.2"}
    root = ET.parse(tmp_path / "t.kml").getroot()
    assert root.findtext(".//k:Placemark/k:name", namespaces=name_space) == ISS.name
    assert root.findtext(".//k:begin", namespaces=name_space) == ISS.epoch.iso()
    for text in root.findall(".//k:coordinates", name_space):
        points = np.array([[float(v) for v in p.split(",")] for p in (text.text or "").split()])
        assert np.all(np.abs(np.diff(points[:, 0])) < 90)


def test_czml_packets_pass_the_packet_library_and_carry_every_state(
    tmp_path: Path, path_gcrf: Trajectory
) -> None:
    for path, frame in (
        (path_gcrf, "INERTIAL"),
        (path_gcrf.to_frame("ITRF"), "FIXED"),
        (path_gcrf.to_frame("TEME"), "INERTIAL"),
    ):
        export_trajectory(tmp_path / "t.czml", path, ISS.name)
        head, packet = json.loads((tmp_path / "t.czml").read_text())
        assert (head["id"], head["version"]) == ("document", "1.0")
        assert packet["position"]["referenceFrame"] == frame
        states = np.array(packet["position"]["cartesian"]).reshape(-1, 4)
        expected = path_gcrf.r if frame == "INERTIAL" else path.r
        np.testing.assert_allclose(states[:, 1:], expected, atol=2e-3)
        begin, end = packet["availability"].split("/")
        assert (begin, end) == (path.start.iso(), path.end.iso())
    export_ground_track(tmp_path / "g.czml", ground_track(path_gcrf, "a"))
    values = json.loads((tmp_path / "g.czml").read_text())[1]["position"]["cartographicDegrees"]
    assert len(values) == 4 * len(path_gcrf)


def test_a_track_that_begins_in_a_leap_second_has_times_that_czml_knows(
    tmp_path: Path, path_gcrf: Trajectory
) -> None:
    leap = Epoch.parse("2016-12-31T23:59:60Z")
    track = replace(ground_track(path_gcrf, "a"), epoch0=leap)
    export_ground_track(tmp_path / "g.czml", track)
    packet = json.loads((tmp_path / "g.czml").read_text())[1]
    assert packet["position"]["epoch"] == "2016-12-31T23:59:59.000000Z"
    assert packet["position"]["cartographicDegrees"][0] == track.t[0] + 1.0


def test_a_track_csv_names_its_units(tmp_path: Path, path_gcrf: Trajectory) -> None:
    export_ground_track(tmp_path / "t.csv", ground_track(path_gcrf, "a", step_s=600.0))
    header, first = (tmp_path / "t.csv").read_text().splitlines()[:2]
    assert header == "name,time_utc,lat_deg,lon_deg,altitude_km"
    assert first.startswith(f"a,{ISS.epoch.iso()},")


@pytest.mark.parametrize(
    "bad",
    [
        {"longitude": np.array([0.0, np.nan])},
        {"latitude": np.array([0.0, 2.0])},
        {"t": np.zeros(2)},
        {"t": np.zeros(1)},
    ],
)
def test_a_track_with_gaps_is_refused(bad: dict[str, object]) -> None:
    columns = {k: np.array([0.0, 0.1]) for k in ("t", "longitude", "latitude", "height")}
    with pytest.raises(InputError):
        GroundTrack("a", ISS.epoch, **{**columns, **bad})  # type: ignore[arg-type]


# --- trajectories


def _read_oem(path: Path) -> tuple[dict[str, str], list[str], np.ndarray]:
    keys, stamps, rows = {}, [], []
    for line in path.read_text().splitlines():
        if "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            keys[key] = value
        elif line[:4].isdigit():
            stamp, *numbers = line.split()
            stamps.append(stamp)
            rows.append([float(n) for n in numbers])
    return keys, stamps, np.array(rows)


@pytest.mark.parametrize("frame", ["GCRF", "ITRF", "TEME"])
def test_an_oem_says_its_frame_and_gives_back_the_states(
    tmp_path: Path, path_gcrf: Trajectory, frame: str
) -> None:
    path = path_gcrf.to_frame(frame)  # type: ignore[arg-type]
    assert export_trajectory(tmp_path / "t.oem", path, "ISS\nx", "1998-067A") == len(path)
    keys, stamps, rows = _read_oem(tmp_path / "t.oem")
    assert (keys["CCSDS_OEM_VERS"], keys["REF_FRAME"], keys["CENTER_NAME"]) == (
        "2.0",
        "GCRF",
        "EARTH",
    )
    assert (keys["TIME_SYSTEM"], keys["OBJECT_NAME"], keys["OBJECT_ID"]) == (
        "UTC",
        "ISS x",
        "1998-067A",
    )
    assert (keys["START_TIME"], keys["STOP_TIME"]) == (stamps[0], stamps[-1])
    np.testing.assert_allclose(rows[:, :3] * 1e3, path_gcrf.r, atol=1e-5)
    np.testing.assert_allclose(rows[:, 3:] * 1e3, path_gcrf.v, atol=1e-8)
    times = [Epoch.parse(s + "Z") - path_gcrf.epoch0 for s in stamps]
    np.testing.assert_allclose(times, path_gcrf.t, atol=1e-6)


def test_a_path_about_the_moon_is_an_oem_about_the_moon(
    tmp_path: Path, path_gcrf: Trajectory
) -> None:
    moon = Trajectory(path_gcrf.epoch0, path_gcrf.t, path_gcrf.r, path_gcrf.v, "ICRF-moon")
    export_trajectory(tmp_path / "t.oem", moon)
    keys, _, _ = _read_oem(tmp_path / "t.oem")
    assert (keys["CENTER_NAME"], keys["REF_FRAME"]) == ("MOON", "ICRF")
    with pytest.raises(FrameError):
        export_trajectory(tmp_path / "t.czml", moon)
    with pytest.raises(FrameError):
        export_trajectory(tmp_path / "u.oem", replace(moon, frame="MOON-PA"))
    assert sorted(os.listdir(tmp_path)) == ["t.oem"]


def test_states_as_a_table_name_frame_and_units(tmp_path: Path, path_gcrf: Trajectory) -> None:
    export_trajectory(tmp_path / "t.csv", path_gcrf)
    header = (tmp_path / "t.csv").read_text().splitlines()[0]
    assert (
        header
        == "time_utc,t_s,x_gcrf_km,y_gcrf_km,z_gcrf_km,vx_gcrf_km_s,vy_gcrf_km_s,vz_gcrf_km_s"
    )


# --- calendars


def test_a_calendar_reads_back_and_its_ids_stay(tmp_path: Path) -> None:
    long = "Café; 45°, \\ and a line\nbreak " + "x" * 200
    entries = [
        CalendarEntry(
            ISS.epoch, ISS.epoch + 300.0, long, "25544/1", long, "Pyongyang", 39.0425, 125.71
        ),
        CalendarEntry(ISS.epoch, ISS.epoch, "a moment", "25544/2"),
    ]
    assert export_calendar(tmp_path / "a.ics", entries) == 2
    export_calendar(tmp_path / "b.ics", [replace(entries[0], start=ISS.epoch + 2.0)])
    raw = (tmp_path / "a.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))  # RFC 5545, section 3.1
    first, second = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(first["summary"]) == long
    assert first.decoded("dtstart").isoformat() == "2025-04-07T12:29:37+00:00"
    assert (second.decoded("dtend") - second.decoded("dtstart")).total_seconds() == 1.0
    (later,) = icalendar.Calendar.from_ical((tmp_path / "b.ics").read_bytes()).walk("VEVENT")
    assert first["uid"] == later["uid"] != second["uid"]
    with pytest.raises(InputError):
        export_calendar(tmp_path / "a.txt", entries)


# --- element sets


@pytest.mark.parametrize(
    "suffix", [".json", ".csv", ".xml", ".kvn", ".tle", ".3le", ".2le", ".JSON"]
)
def test_element_sets_come_back_from_every_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"e{suffix}"
    assert export_elements(path, [ISS, ISS]) == 2
    back = read_elements(path).elements
    if suffix.lower() in (".json", ".csv", ".xml", ".kvn"):
        assert all(e.originator == "VISVIVA" and e.creation_date[:2] == "20" for e in back)
        back = tuple(replace(e, originator="", creation_date="") for e in back)
    assert back == ((replace(ISS, name=""),) * 2 if suffix == ".2le" else (ISS, ISS))


def test_maker_and_date_that_a_set_came_with_stay(tmp_path: Path) -> None:
    own = replace(ISS, originator="18 SPCS", creation_date="2025-04-07T20:00:00")
    export_elements(tmp_path / "e.xml", [own, ISS], created=Epoch.parse("2025-05-01T00:00:00Z"))
    first, second = read_elements(tmp_path / "e.xml").elements
    assert first == own
    assert (second.originator, second.creation_date) == ("VISVIVA", "2025-05-01T00:00:00")


@pytest.mark.parametrize("suffix", [".geojson", ".kml", ".czml", ".csv"])
def test_no_track_at_all_is_a_valid_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"none{suffix}"
    assert export_ground_track(path, [], empty=True) == 0
    text = path.read_text()
    if suffix == ".geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    elif suffix == ".kml":
        assert ET.fromstring(text)[0].tag.endswith("Document")
    elif suffix == ".czml":
        assert [p["id"] for p in json.loads(text)] == ["document"]
    else:
        assert text == "name,time_utc,lat_deg,lon_deg,altitude_km\n"


def test_a_calendar_of_nothing_holds_its_zone_alone(tmp_path: Path) -> None:
    assert export_calendar(tmp_path / "a.ics", []) == 0
    calendar = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_ids_of_one_calendar_are_all_different_and_stay(tmp_path: Path) -> None:
    """Two sites at one place, objects that share a number: the same key, events of their own."""
    one = CalendarEntry(ISS.epoch, ISS.epoch + 300.0, "ISS 45°", "pass/1/39.0,125.7/h", "", "North")
    entries = [one, replace(one, location="South"), replace(one, location="South"), one]
    told = []
    for name in ("a.ics", "b.ics"):
        export_calendar(tmp_path / name, entries)
        calendar = icalendar.Calendar.from_ical((tmp_path / name).read_bytes())
        told.append([str(event["uid"]) for event in calendar.walk("VEVENT")])
    assert told[0] == told[1]
    assert len(set(told[0])) == 4


def test_a_refused_set_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ElementSetError, match="Alpha-5"):
        export_elements(tmp_path / "e.tle", [ISS, replace(ISS, catalog_number=123456)])
    with pytest.raises(InputError, match="no element set to write"):
        export_elements(tmp_path / "e.json", [])
    assert not os.listdir(tmp_path)
    export_elements(tmp_path / "e.tle", [replace(ISS, catalog_number=123456)], alpha5=True)
    assert "1 C3456U" in (tmp_path / "e.tle").read_text()
