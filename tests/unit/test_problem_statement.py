"""What a stated problem may say, and the one line that answers what it may not."""

import copy
import json

import pytest

from visviva.errors import InputError
from visviva.launch.problem.json_reading import LARGEST, Range
from visviva.launch.problem.model import model_of
from visviva.launch.problem.solve import read_problem, solve_problem
from visviva.launch.problem.statement import read_statement
from visviva.launch.problem.vehicle_reading import read_ascent

GODDARD = {
    "name": "g",
    "equations": "dh=v; dv=(T-D)/m-g; dm=-T/c; D=310 v^2 exp(-500(h-1)); g=1/h^2",
    "h0": 1,
    "v0": 0,
    "m0": 1,
    "mf": 0.6,
    "c": 0.5,
    "T_max": 3.5,
    "tf": "free",
    "objective": "max h(tf)",
}
ASCENT = {
    "constants": {
        "mu_m3_s2": 3.986e14,
        "earth_radius_m": 6378145.0,
        "earth_rate_rad_s": 7.292e-5,
        "rho0_kg_m3": 1.225,
        "density_scale_height_m": 7200.0,
    },
    "aero": {"cd": 0.5, "reference_area_m2": 12.0},
    "initial": {"latitude_deg": 28.5},
    "stages": {
        "booster_each": {
            "total_kg": 20e3,
            "propellant_kg": 17e3,
            "thrust_N": 6e5,
            "burn_s": 75.0,
            "count": 4,
        },
        "core": {"total_kg": 104e3, "propellant_kg": 95e3, "thrust_N": 1.1e6, "burn_s": 260.0},
        "upper": {"total_kg": 19e3, "dry_kg": 2.5e3, "thrust_N": 1.1e5, "isp_s": 460.0},
        "payload_kg": 2000,
    },
    "phases": [
        {"t0": 0, "t1": 75, "burning": "core + 4 boosters", "drop_at_end": "4 boosters dry"},
        {"t0": 75, "t1": 260, "burning": "core", "drop_at_end": "core"},
        {"t0": 260, "t1": "free", "burning": "upper"},
    ],
    "target_orbit": {"altitude_m": 300e3, "i_deg": 28.5},
    "objective": "maximise final mass",
}


def changed(raw, path, value):
    """A copy with `value` at `path`; the value None takes the key away."""
    out = copy.deepcopy(raw)
    *keys, last = path
    place = out
    for key in keys:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return out


FILES = {
    "nothing": (b"", "the file is empty"),
    "blanks": (b" \n ", "the file is empty"),
    "a list": (b"[1, 2]", "a JSON list, not an object"),
    "a number": (b"3", "a JSON number, not an object"),
    "half of it": (json.dumps(GODDARD)[:90].encode(), r"problem\.json:1:\d+: not JSON"),
    "no text": (b"\xff\xfe\x00\x01", "not UTF-8"),
    "NaN": (b'{"equations": "dx=u", "x0": NaN}', "NaN is no number"),
    "infinity": (b'{"equations": "dx=u", "x0": -Infinity}', "-Infinity is no number"),
    "a key twice": (b'{"x0": 1, "x0": 2}', "'x0' stands twice"),
    "too deep": (b"[" * 200_000, "too deep"),
    "too long a number": (
        b'{"equations": "dx=u", "x0": ' + b"9" * 6000 + b"}",
        "a number too long|too large",
    ),
    "another object": (b'{"hello": 1}', "states no optimal-control problem"),
    "too large": (b" " * (LARGEST + 1), "more than 5 MB"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_states_no_problem_is_refused_in_one_line(tmp_path, name):
    data, said = FILES[name]
    path = tmp_path / "problem.json"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        solve_problem(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError, match="cannot read the file"):
            read_problem(path)


EQUATIONS = {
    ("h0",): [
        (None, "h has no start"),
        ("one", "'one' is in a formula"),
        (True, "h0"),
        ([2, 1], "from 2 to 1"),
    ],
    ("T_max",): [(-1, "T_max is -1, below"), ("3,5", "T_max")],
    ("c",): [("0,5", "'c' is in a formula"), (None, "'c' is in a formula"), (10**400, "too large")],
    ("tf",): [(-1, "not after 0"), ("soon", "'soon'"), ([3, 1], "from 3 to 1")],
    ("equations",): [
        ("dh=v; dh=v", "given twice"),
        ("dh=v;; h", "is no equation"),
        (7, "no text"),
        ("dh=v; dv=T; dm=-T; a=b; b=a", "need each other"),
        ("dh=q; dv=T; dm=-T", "'q' is in a formula"),
        ("h=3", "equations with 0 states"),
        ("dh=v; dv=1; dm=-1", "no control"),
        ("dh=v+1/0; dv=T; dm=-T", "is no number"),
    ],
    ("objective",): [
        (None, "the objective is None"),
        ("fly high", "the objective is"),
        ("max height", "'height'"),
        ("max h(3)", "no value at an end"),
        ("max integral(z)", "'z' is in a formula"),
    ],
    ("path",): [
        ("v", "compares nothing"),
        (["w < 1"], "'w' is in a formula"),
        (["1 < 2"], "between plain numbers"),
        (["v <= log(0)"], "limit -inf"),
    ],
    ("boundary",): [(["h(1) = 2"], "no value at an end")],
    ("bounds",): [({"h": [2, 3]}, "h0: 1 to 1 is outside 2 to 3"), ([1], "bounds is a list")],
    ("tables",): [
        ({"a": {"x": [1, 2], "y": [1, 2]}}, "2 figures of x"),
        ({"a": {"x": [2, 1], "y": [1, 2]}}, "does not rise"),
        ({"a": 3}, "no table"),
    ],
    ("phases",): [
        (3, "not a list"),
        ([3], "no object"),
        ([{}, {"jump": {"z": "1"}}], "a jump of"),
        ([{}] * 13, "13 phases"),
        ([{}, {"jump": {"m": "T"}}], "a jump takes only these"),
    ],
    ("boundry",): [([], "did you mean boundary")],
    ("wind",): [({"x": 1}, "would be left out")],
}


@pytest.mark.parametrize(
    ("path", "value", "said"), [(p, v, s) for p, cases in EQUATIONS.items() for v, s in cases]
)
def test_an_impossible_equations_problem_is_refused_by_its_place(path, value, said):
    raw = {**GODDARD, path[0]: None} if path[0] not in GODDARD else GODDARD
    with pytest.raises(InputError, match=said) as caught:
        model_of(read_statement(changed(raw, path, value), "f.json"))
    assert str(caught.value).startswith("f.json")
    assert "; " in str(caught.value)


S = ("stages", "core")
STAGED = {
    (*S, "total_kg"): [
        ("heavy", "is no number"),
        (-1, "-1 is below 0"),
        (90e3, "in 90000 kg"),
        ("104380", "without quotes"),
    ],
    (*S, "propellant_kg"): [(0, "thrust without propellant"), (-5, "is below 0")],
    (*S, "thrust_N"): [
        (0, "is not above 0"),
        (-1e6, "is not above 0"),
        (True, "True is no number"),
        (1e41, "too large"),
    ],
    (*S, "burn_s"): [(0, "is not above 0"), (200.0, "is burnt for 260 s")],
    (*S, "trust_N"): [(1, "did you mean thrust_N")],
    ("stages", "booster_each", "count"): [
        (2.5, "2.5 of them"),
        (0, "below 1"),
        (3, "4 of 3 booster_each"),
    ],
    ("stages", "spare"): [
        ({"total_kg": 9e2, "dry_kg": 9, "thrust_N": 1e4, "burn_s": 9}, "spare is never lit")
    ],
    ("stages", "payload_kg"): [
        (-1, "below 0"),
        (None, "payload_kg: there is no figure"),
        (1e7, "thrust over weight"),
    ],
    ("stages",): [
        ([], "stages is a list"),
        (None, "stages is missing"),
        ({"payload_kg": 1}, "no stage with thrust"),
    ],
    ("constants", "mu_m3_s2"): [(None, "there is no figure"), (0, "is not above 0")],
    ("constants", "j2"): [(1e-3, "would be left out")],
    ("initial", "latitude_deg"): [(91, "a latitude of 91"), (None, "there is no figure")],
    ("initial", "radius_m"): [(6e6, "inside the Earth")],
    ("target_orbit", "altitude_m"): [(-5e3, "inside the Earth")],
    ("target_orbit", "i_deg"): [(181, "an inclination of 181"), ("low", "is no number")],
    ("target_orbit", "e"): [(0.1, "given twice")],
    ("target_orbit",): [
        ({"a_m": 7e6, "e": 1.2, "i_deg": 3}, "an eccentricity of 1.2"),
        (None, "target_orbit is missing"),
    ],
    ("phases",): [([], "0 phases"), ([3], "no object")],
    ("phases", 0, "burning"): [
        ("core + 5 boosters", "5 of 4"),
        ("engine", "'engine' names no stage"),
        ("core", "booster_each is never lit"),
    ],
    ("phases", 0, "t1"): [(-3, "before it begins"), ("later", "is no range")],
    ("phases", 1, "t0"): [(80, "begins at 80 s, the phase before ends at 75 s")],
    ("phases", 1, "t1"): [(70, "before it begins"), (300, "the phase before ends at 300 s")],
    ("phases", 1, "burning"): [("core + booster", "1 of booster_each, of which 0 are left")],
    ("objective",): [("go fast", "the objective is 'go fast'")],
    ("control",): [("angle of attack <= 5 deg", "state limits in path")],
    ("path",): [(["alpha <= 5"], "'alpha' is in a formula"), ("q", "compares nothing")],
    ("limits",): [({"q": 1}, "would be left out")],
}


@pytest.mark.parametrize(
    ("path", "value", "said"), [(p, v, s) for p, cases in STAGED.items() for v, s in cases]
)
def test_an_impossible_ascent_is_refused_by_its_place(path, value, said):
    raw = ASCENT
    if value is not None or path[-1] in (
        "payload_kg",
        "mu_m3_s2",
        "latitude_deg",
        "stages",
        "target_orbit",
    ):
        raw = changed(ASCENT, path, value)
    with pytest.raises(InputError, match=said) as caught:
        read_ascent(raw, "f.json")
    assert str(caught.value).startswith("f.json")
    assert "; " in str(caught.value)


def test_text_under_a_key_nobody_knows_is_a_remark():
    assert read_statement({**GODDARD, "flown_by": "nobody"}, "f").remarks == ("flown_by",)
    assert read_ascent({**ASCENT, "flown_by": "nobody"}, "f").remarks == ("flown_by",)


def test_figures_that_the_file_gives_twice_are_told():
    raw = changed(
        changed(ASCENT, ("stages", "core", "isp_s"), 400.0), ("stages", "liftoff_mass_kg"), 1.0
    )
    remarks = read_ascent(raw, "f").remarks
    assert any("isp_s 400" in r for r in remarks)
    assert any("liftoff_mass_kg 1" in r for r in remarks)


def test_a_quantity_that_begins_with_d_is_no_rate():
    statement = read_statement(
        {
            "equations": "dv = u - drag; drag = 0.1 v",
            "v0": 0,
            "vf": 1,
            "u_max": 1,
            "objective": "min tf",
        },
        "f",
    )
    assert statement.states == ("v",)
    assert list(statement.phases[0].helpers) == ["drag"]


def test_a_state_that_is_divided_by_keeps_its_sign():
    bounds = read_statement(GODDARD, "f").phases[0].bounds
    assert bounds["m"].low > 0
    assert bounds["h"].low > 0
    assert bounds["v"] == Range.free()


def test_controls_that_enter_linearly_are_held():
    model = model_of(
        read_statement({**GODDARD, "equations": GODDARD["equations"] + "; z = 1"}, "f")
    )
    assert model.arcs[0].held == (True,)
