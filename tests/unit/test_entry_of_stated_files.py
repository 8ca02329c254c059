"""Files of stated entries: what a bad case costs, skips, falls from rest, figures that are none."""

from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.entry import EntryRequest, FlownEntry, fly_entries
from visviva.cli.main import main
from visviva.crew.entry.fly import fly_entry
from visviva.crew.entry.stated_cases import read_cases
from visviva.errors import InputError, VisvivaError

GOOD = """
[good]
altitude_km = 100
lat_deg = 30
lon_deg = 30
v_inertial_m_s = 7840
fpa_inertial_deg = -1.5
azimuth_inertial_deg = 60
mass_kg = 2460
diameter_m = 2.3
cd = 0.95
"""
#: A lunar return that leaves the air and comes back, as Chang'e 5 and Orion do.
SKIP = """
[lunar-return]
altitude_km = 121.92
lat_deg = 0
lon_deg = 60
v_inertial_m_s = 11020
fpa_inertial_deg = -5.8
azimuth_inertial_deg = 30
mass_kg = 325
diameter_m = 1.25
cd = 1.3
lift_to_drag = 0.2
bank_deg = 30
"""
OUT = (
    GOOD.replace("[good]", "[too-flat]")
    .replace("7840", "11032")
    .replace("-1.5", "-3.0")
    .replace("altitude_km = 100", "altitude_km = 121.92")
)


def write(folder: Path, text: str) -> Path:
    path = folder / "cases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def one(folder: Path, text: str) -> FlownEntry:
    (found,) = fly_entries(EntryRequest(write(folder, text))).done
    assert isinstance(found, FlownEntry)
    return found


def test_a_case_that_fails_is_named_and_costs_no_other_its_answer(tmp_path: Path) -> None:
    result = fly_entries(EntryRequest(write(tmp_path, GOOD + OUT)))
    assert [f.case.name for f in result.done if isinstance(f, FlownEntry)] == ["good"]
    assert [f.name for f in result.failed] == ["too-flat"]
    assert all(f.name in (f.error.place or "") for f in result.failed)
    assert [f["case"] for f in result.to_dict()["failed"]] == ["too-flat"]


def test_a_case_that_cannot_be_read_is_named_before_anything_is_flown(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + "[no-mass]\naltitude_km = 100\nv_relative_m_s = 7e3\n")
    with pytest.raises(InputError) as caught:
        fly_entries(EntryRequest(path))
    assert "no-mass" in (caught.value.place or "")
    assert len(fly_entries(EntryRequest(path, "good")).done) == 1


def test_the_command_prints_the_good_case_and_names_the_bad_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crew", "entry", str(write(tmp_path, GOOD + OUT))]) == 0
    said = capsys.readouterr()
    assert "good: peak" in said.out
    assert "too-flat: never reaches" in said.err


def test_a_file_whose_every_case_fails_ends_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(VisvivaError, match="never reaches"):
        fly_entries(EntryRequest(write(tmp_path, OUT)))


def test_a_skip_that_comes_back_is_flown_through(tmp_path: Path) -> None:
    found = one(tmp_path, SKIP)
    (skip,) = found.flight.skips()
    assert 100e3 < skip.top < 2000e3
    assert skip.leaves < skip.top_time < skip.returns < found.flight.t[-1]
    names = [row["name"] for row in found.rows()]
    assert names.index("leaves the air, 100 km") < names.index("entry interface again, 100 km")
    assert found.to_dict()["skips"][0]["apogee_km"] == pytest.approx(skip.top / 1e3, abs=0.01)
    # in the void the arc keeps its energy: the speeds at both ends are one
    out, back = (found.flight.at(t, "inertial_speed") for t in (skip.leaves, skip.returns))
    assert float(out) == pytest.approx(float(back), rel=2e-3)


def test_a_skip_is_still_refused_where_no_one_asked_for_it(tmp_path: Path) -> None:
    case = read_cases(write(tmp_path, SKIP)).entry("lunar-return")
    with pytest.raises(InputError, match="skips out"):
        fly_entry(case.r_itrf, case.v_itrf, case.capsule, case.bank)


def test_an_escape_stays_refused(tmp_path: Path) -> None:
    # lift up, almost at the speed of escape: it leaves the air for good
    with pytest.raises(VisvivaError, match="skips out"):
        fly_entries(EntryRequest(write(tmp_path, SKIP.replace("11020", "12500"))))


def test_a_drop_from_rest_falls_straight_down(tmp_path: Path) -> None:
    rest = GOOD.replace("v_inertial_m_s = 7840", "v_relative_m_s = 0").replace(
        "fpa_inertial_deg = -1.5\nazimuth_inertial_deg = 60\n", ""
    )
    flight = one(tmp_path, rest).flight
    assert np.degrees(flight.latitude[-1]) == pytest.approx(30.0, abs=0.01)
    bare = one(tmp_path, rest.replace("cd = 0.95", "cd = 0")).flight
    # without air: half g t squared, with g falling by 3 % over 100 km
    assert bare.t[-1] == pytest.approx(np.sqrt(2.0 * 100e3 / 9.65), rel=0.01)
    assert bare.peak_g == 0.0
    assert flight.t[-1] > bare.t[-1]


def test_an_entry_has_one_peak_load(tmp_path: Path) -> None:
    found = one(tmp_path, GOOD)
    answer = found.to_dict()
    (event,) = [e for e in answer["events"] if e["name"] == "peak load"]
    assert event["g"] == pytest.approx(answer["peak_g"], abs=6e-4)
    assert answer["load"]["for_people"].startswith(f"{answer['peak_g']:.1f} g")
    # no step of the flight lies above it, and steps fine enough come near it
    assert found.flight.load.max() <= found.flight.peak_load * (1.0 + 1e-9)


def test_the_peak_does_not_depend_on_the_steps(tmp_path: Path) -> None:
    case = read_cases(write(tmp_path, GOOD)).entry("good")
    peaks = [
        fly_entry(case.r_itrf, case.v_itrf, case.capsule, tolerance=tolerance).peak_g
        for tolerance in (1e-7, 1e-9, 1e-11)
    ]
    assert np.ptp(peaks) / peaks[0] < 1e-4


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("bank_deg = 400\nlift_to_drag = 0.3", "a bank of 400 deg"),
        ("bank_deg = [[0, 0], [60, 1000]]\nlift_to_drag = 0.3", "a bank of 1000 deg"),
        (f"nose_radius_m = 1{'0' * 400}", "digits"),
        ("nose_radius_m = inf", "not a number"),
        ("ground_m = 1e300", "not a number"),
    ],
)
def test_figures_that_are_none_are_refused(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        fly_entries(EntryRequest(write(tmp_path, GOOD + line + "\n")))


@pytest.mark.parametrize(
    "text", [f"x = 1{'0' * 5000}\n", "x = " + "[" * 5000, "x = \x00", "\udcff"]
)
def test_a_file_that_is_no_toml_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        read_cases(path)
    assert "\n" not in caught.value.line()
    assert len(caught.value.line()) < 1000


def test_metres_for_kilometres_raise_a_doubt(tmp_path: Path) -> None:
    text = GOOD.replace("v_inertial_m_s = 7840", "v_relative_m_s = 7.5").replace(
        "inertial_deg", "relative_deg"
    )
    assert any("is it km/s?" in line for line in one(tmp_path, text).notes)
    assert not any("km/s" in line for line in one(tmp_path, GOOD).notes)
