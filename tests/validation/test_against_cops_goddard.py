"""Goddard rocket of the COPS collection (Dolan, More and Munson 2004).

Expected height 1.01283; recomputed with 400 × 3 Radau points 1.0128369. Tolerance 2e-7: the mesh
halves the difference between 100 and 200 intervals to 5e-8.
"""

import json

import pytest

from visviva.errors import InputError
from visviva.launch.problem.solve import solve_problem


def test_final_height_is_the_published_optimum(shared_data):
    result = solve_problem(shared_data / "launch/benchmarks/goddard.json")
    assert result.objective["h_final"] == pytest.approx(1.0128369, abs=2e-7)
    assert result.verification["state"] < 1e-8


def test_free_fall_up_has_its_closed_form(tmp_path):
    # Constant gravity, no drag, thrust limit so high that the burn is an impulse in the limit:
    # height from the rocket equation is an upper bound, and a long burn falls short of it.
    path = tmp_path / "sounding.json"
    path.write_text(
        json.dumps(
            {
                "name": "sounding rocket",
                "equations": "dx=v; dv=T/m-g; dm=-T/c",
                "x0": 0,
                "v0": 0,
                "m0": 1,
                "mf": 0.5,
                "c": 2.0,
                "g": 1.0,
                "T_max": 400.0,
                "tf": "free",
                "objective": "max x(tf)",
            }
        )
    )
    import math

    ideal = 0.5 * (2.0 * math.log(2.0)) ** 2
    height = solve_problem(path).objective["x_final"]
    assert 0.98 * ideal < height < ideal


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "equations",
            "dh=v; dv=(T-D)/m-g; dm=-T/c; D=q v^2; g=1/h^2",
            "needs a name without a value|no value",
        ),
        ("equations", "dh=__import__('os')", "cannot read"),
        ("objective", "max joy", "objective: 'joy' is in a formula and has no value"),
        ("T_max", -1.0, "T_max is -1"),
    ],
)
def test_a_problem_that_cannot_be_read_is_refused(tmp_path, key, value, message):
    raw = {
        "equations": "dh=v; dv=(T-D)/m-g; dm=-T/c; D=310 v^2 exp(-500(h-1)); g=1/h^2",
        "h0": 1,
        "v0": 0,
        "m0": 1,
        "mf": 0.6,
        "c": 0.5,
        "T_max": 3.5,
        "objective": "max h(tf)",
    }
    path = tmp_path / "p.json"
    path.write_text(json.dumps({**raw, key: value}))
    with pytest.raises(InputError, match=message):
        solve_problem(path)
