"""Stated cases: what the file may say, and what is said back."""

import json
from pathlib import Path

import numpy as np
import pytest

from visviva.cli.main import main
from visviva.crew.entry.stated_cases import read_cases, stated_mach
from visviva.errors import InputError

PLAIN = """
[one]
altitude_km = 120
lat_deg = 10
lon_deg = 20
v_inertial_m_s = 7900
fpa_inertial_deg = -1.6
azimuth_inertial_deg = 60
area_m2 = 3.8
mass_kg = 2900
cd = 1.3
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "cases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _case(folder: Path, text: str):  # type: ignore[no-untyped-def]
    cases = read_cases(_file(folder, text))
    return cases.entry(cases.entries[0])


def test_a_plain_case_flies(tmp_path: Path) -> None:
    case = _case(tmp_path, PLAIN + "peak_g = 8\nmach_2_0_time_s = 300\n")
    assert case.fly().peak_g > 5.0
    assert case.stated == {"peak_g": 8.0, "mach_2_0_time_s": 300.0}
    assert case.notes == ()


def test_radius_and_altitude_of_one_place_are_one_state(tmp_path: Path) -> None:
    first = _case(tmp_path, PLAIN)
    radius = float(np.linalg.norm(first.r_itrf))
    second = _case(tmp_path, PLAIN.replace("altitude_km = 120", f"radius_m = {radius!r}"))
    # the geodetic vertical is that of the ground
    assert np.linalg.norm(first.r_itrf - second.r_itrf) < 500.0


@pytest.mark.parametrize("kind", ["relative", "air"])
def test_air_relative_speed(tmp_path: Path, kind: str) -> None:
    case = _case(tmp_path, PLAIN.replace("_inertial_", f"_{kind}_"))
    assert np.linalg.norm(case.v_itrf) == pytest.approx(7900.0)


def test_tables_and_histories_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "aero.csv").write_text(
        "# by Mach\nCD,mach,CL\n1.0,0.5,0.2\n1.3,10,0.4\n", encoding="utf-8"
    )
    (tmp_path / "roll.csv").write_text("t_s,bank_deg\n0,0\n100,180\n", encoding="utf-8")
    text = PLAIN.replace("cd = 1.3", 'aero = "aero.csv (as flown)"\nbank = "roll.csv"')
    case = _case(tmp_path, text)
    assert case.capsule.aero.cl.tolist() == [0.2, 0.4]
    assert float(case.bank.at(50.0)) == pytest.approx(np.pi / 2)


def test_lift_to_drag_and_lists(tmp_path: Path) -> None:
    text = PLAIN.replace(
        "cd = 1.3",
        "cd_by_mach = [[1, 1.0], [5, 1.4]]\nlift_to_drag = 0.25\nbank = [[0, 0], [10, 90]]",
    )
    case = _case(tmp_path, text)
    assert case.capsule.aero.cl.tolist() == [0.25, 0.35]


def test_missing_figures_are_noted_or_refused(tmp_path: Path) -> None:
    notes = _case(tmp_path, PLAIN.replace("lat_deg = 10\n", "") + "lift_to_drag = 0.2\n").notes
    assert any("lat_deg" in n for n in notes)
    assert any("lift up" in n for n in notes)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cd = 1.3", "", "no drag coefficient"),
        ("mass_kg = 2900", "", "no mass"),
        ("area_m2 = 3.8", "", "no reference area"),
        ("altitude_km = 120", "", "no altitude or radius"),
        ("altitude_km = 120", "altitude_km = 120\nradius_m = 6.5e6", "both given"),
        ("v_inertial_m_s = 7900", "", "no speed"),
        ("fpa_inertial_deg = -1.6", "", "no path angle"),
        ("fpa_inertial_deg = -1.6", "fpa_relative_deg = -1.6", "the speed is inertial"),
        ("mass_kg = 2900", "mass_kg = 'heavy'", "not a number"),
        ("cd = 1.3", "aero = 'missing.csv'", "no such file"),
        ("cd = 1.3", "cd_by_mach = [1, 2]", "pairs"),
        ("cd = 1.3", "cd = -1", "too small"),
    ],
)
def test_faults_are_taught(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        _case(tmp_path, PLAIN.replace(old, new))


def test_a_misspelt_key_is_pointed_out(tmp_path: Path) -> None:
    assert any("lift_to_drag" in n for n in _case(tmp_path, PLAIN + "lift_to_drags = 0.2\n").notes)


def test_an_unknown_case_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean one"):
        read_cases(_file(tmp_path, PLAIN)).select("onee")


def test_mach_keys() -> None:
    assert stated_mach("mach_10_alt_km") == 10.0
    assert stated_mach("mach_alt_km") is None


def test_command_prints_the_promised_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, PLAIN + "nose_radius_m = 1.0\n")
    assert main(["crew", "entry", str(file), "--case", "one", "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["schema"] == "visviva.crew.entry.fly/1"
    assert {"name", "t_s", "altitude_km", "speed_m_s", "g"} <= set(out["events"][0])
    assert {"lat_deg", "lon_deg", "t_s"} <= set(out["landing"])
    assert out["peak_g"] > 5
    assert out["heating"]["sutton_graves"]["peak_w_cm2"] > 10


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]])
def test_every_form_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
    file = _file(tmp_path, PLAIN + PLAIN.replace("[one]", "[two]"))
    assert main(["crew", "entry", str(file), *form]) == 0
    assert capsys.readouterr().out


def test_a_skipping_bank_profile_exits_2_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PLAIN.replace("7900", "11100").replace("-1.6", "-5.2") + "lift_to_drag = 0.4\nbank = 0\n"
    assert main(["crew", "entry", str(_file(tmp_path, text))]) == 2
    assert "skips out" in capsys.readouterr().err.strip().splitlines()[-1]


def test_lift_to_drag_by_mach_and_other_spellings(tmp_path: Path) -> None:
    (tmp_path / "aero.csv").write_text("Mach,CD,L/D\n1,1.0,0.2\n10,1.5,0.3\n", encoding="utf-8")
    text = PLAIN.replace("cd = 1.3", 'aero = "aero.csv"').replace(
        "azimuth_inertial_deg", "heading_inertial_deg"
    )
    assert _case(tmp_path, text).capsule.aero.cl.tolist() == pytest.approx([0.2, 0.45])


def test_one_case_without_a_table_of_its_own(tmp_path: Path) -> None:
    cases = read_cases(_file(tmp_path, PLAIN.replace("[one]", "")))
    assert cases.entries == ("cases",)
    assert cases.entry("cases").capsule.mass == 2900.0


def test_parachutes_of_a_case_open(tmp_path: Path) -> None:
    text = PLAIN + '[[one.parachutes]]\nname = "main"\naltitude_m = 7000\ndrag_area_m2 = 900\n'
    flight = _case(tmp_path, text).fly()
    assert [n for n, _ in flight.openings] == ["main"]
    assert flight.speed[-1] < 8.0


def test_cases_as_a_list(tmp_path: Path) -> None:
    text = PLAIN.replace("[one]", '[[cases]]\nname = "first"') + PLAIN.replace("[one]", "[[cases]]")
    cases = read_cases(_file(tmp_path, text))
    assert cases.entries == ("first", "cases-2")
    assert cases.entry("first").fly().peak_g == cases.entry("cases-2").fly().peak_g
