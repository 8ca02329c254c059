"""One solve of a program of the ascent: from a question and a start to an optimum."""

import numpy as np

from visviva.core.arrays import Array
from visviva.core.message import Message
from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.optimum import AscentQuestion, Optimum, parameters_of
from visviva.launch.optimal.program import STATICS, Program
from visviva.launch.reasons import why


def solve(
    question: AscentQuestion,
    program: Program,
    start: Array | Solution,
    values: dict[str, float],
    *,
    near: bool = False,
) -> Optimum:
    """The optimum of a program for a question; `near` as in `Solver.solve`.

    Raises
    ------
    ConvergenceError
        If there is none.
    """
    solution = program.solver.solve(start, values, question.held, near=near)
    return _optimum(question, program, solution, values)


def _optimum(
    question: AscentQuestion, program: Program, solution: Solution, values: dict[str, float]
) -> Optimum:
    scalars = solution.w[[program.solver.program.statics[n] for n in STATICS]]
    figures = [values[n] for n in program.solver.parameter_names]
    return Optimum(
        payload=scalars[0] * program.mass_unit,
        delta_v_margin=scalars[1] * SPEED,
        unmodelled=scalars[2] * SPEED,
        program=program,
        solution=solution,
        parameters=values,
        schedule=np.asarray(program.schedule(scalars, figures)),
        mission=question.mission,
        vehicle=question.vehicle,
        plan=question.plan,
        impulses=tuple(float(v) for v in np.asarray(program.after(scalars, figures)).ravel()),
    )


def values_of(question: AscentQuestion) -> dict[str, float]:
    """Values of the program's parameters for a question."""
    return parameters_of(question.vehicle, question.mission, question.goal)


def orbit(mission: Mission) -> Message:
    """An orbit in words."""
    tilt = (float(np.degrees(mission.inclination)), 1)
    if mission.c3 is not None:
        return why("orbit.escape", c3=f"{mission.c3 / 1e6:g}", tilt=tilt)
    perigee, apogee = f"{mission.perigee / 1e3:.0f}", f"{mission.apogee / 1e3:.0f}"
    return why("orbit", perigee=perigee, apogee=apogee, tilt=tilt)
