"""Optimal-control problems whose optimum is known, stated as text and solved without any guess.

Closed forms are worked out here. Published figures are those of Bryson and Ho (1975), Betts (2010),
the COPS 3.0 report (Dolan, Moré and Munson 2004, ANL/MCS-TM-273), the dymos and YAPSS
documentation. A tolerance is the last digit that the source prints, or for COPS the 1e-4 to which
its trapezoidal meshes agree; against a closed form it is 3e-6, some times what the mesh leaves
(`error`, which every case must keep below its tolerance too).
"""

import pytest

from validation.classic_problems import CASES, GODDARD_FEET, SLOW
from visviva.launch.problem.equations import solve_equations

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


def check(name, raw, expected, tolerance):
    result = solve_equations(raw, name)
    (value,) = result.objective.values()
    assert value == pytest.approx(expected, rel=tolerance)
    assert result.error <= tolerance * abs(expected)
    assert result.verification["state"] < 1e-4
    assert result.verification["path"] < 1e-4


@pytest.mark.parametrize("name", CASES)
def test_the_known_optimum_is_found_and_flies(name):
    check(name, *CASES[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_the_known_optimum_of_a_large_problem_is_found_and_flies(name):
    check(name, *SLOW[name])


def test_singular_thrust_is_that_of_the_closed_law():
    # On the singular arc of the Goddard problem with constant gravity the switching function and
    # its rate vanish where m g = (1 + v/c) D(h, v) (Bryson and Ho 1975, 8.2).
    result = solve_equations(GODDARD_FEET, "goddard")
    s = result.series
    inside = (s["T"] > 5.0) & (s["T"] < 180.0)
    drag = 5.49153484923381010e-5 * s["v"] ** 2 * 2.718281828459045 ** (-s["h"] / 23800)
    residual = (s["m"] * 32.174 - (1 + s["v"] / 1580.9425279876559) * drag) / (s["m"] * 32.174)
    assert inside.sum() > 30
    assert abs(residual[inside][5:-5]).mean() < 2e-3


@pytest.mark.slow
def test_a_table_gives_what_its_formula_gives():
    raw = {"x0": 0, "v0": 0, "xf": 1, "vf": 0, "u_min": -1, "u_max": 1, "objective": "min tf"}
    formula = solve_equations({**raw, "equations": "dx = v; dv = (1 - 0.4 x) u - v"}, "formula")
    table = {"push": {"x": [0, 0.25, 0.5, 0.75, 1], "y": [1, 0.9, 0.8, 0.7, 0.6]}}
    tabled = solve_equations(
        {**raw, "equations": "dx = v; dv = push(x) u - v", "tables": table}, "table"
    )
    assert tabled.objective["tf"] == pytest.approx(formula.objective["tf"], rel=3e-7)


@pytest.mark.slow
def test_finer_meshes_stay_within_the_error_that_was_told(monkeypatch):
    from visviva.launch.problem import equations as problem_equations

    coarse = solve_equations(GODDARD_FEET, "goddard")
    monkeypatch.setattr(problem_equations, "GOAL_TOLERANCE", 1e-12)
    monkeypatch.setattr(problem_equations, "MOST_INTERVALS", 300)
    fine = solve_equations(GODDARD_FEET, "goddard")
    assert len(fine.meshes) > len(coarse.meshes)
    assert abs(fine.objective["h_final"] - coarse.objective["h_final"]) < 20 * coarse.error
