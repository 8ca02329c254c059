"""One solve of a program of the ascent: from a question and a start to an optimum."""

from dataclasses import replace

import numpy as np

from visviva.core.arrays import Array
from visviva.core.message import Message
from visviva.errors import ConvergenceError
from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.optimum import AscentQuestion, Optimum, parameters_of
from visviva.launch.optimal.program import STATICS, Program
from visviva.launch.reasons import why

#: Shortest step from a neighbour's optimum, as a share of the way.
SHORTEST = 0.25


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


def walk(question: AscentQuestion, start: Optimum) -> Optimum:
    """The optimum of a question from a neighbour's, in as few steps as lead there.

    Payload, velocity kept back and velocity not modelled go from the neighbour's to those asked
    for; an orbit is one step away. Beyond the heaviest payload a weak last stage soon has no ascent
    at all, however much propellant it had: there no other way than from step to step is tried.

    Raises
    ------
    ConvergenceError
        If steps of `SHORTEST` of the way lead no further.
    """
    values = values_of(question) | {n: start.parameters[n] for n in ("loss", "rise", "lean")}
    best, at, step = start, 0.0, 1.0
    lighter = question.payload is None or question.payload <= start.payload
    while at < 1.0:
        to = min(at + step, 1.0)
        try:
            best = stepped(_between(question, start, to), best, values, again=lighter)
            at = to
        except ConvergenceError:
            step *= 0.5
            if step < SHORTEST or start.mission != question.mission:
                raise
    return best


def stepped(
    question: AscentQuestion, start: Optimum, values: dict[str, float], *, again: bool
) -> Optimum:
    """From a neighbour's optimum with its multipliers, and where they mislead `again` without."""
    try:
        return solve(question, start.program, start.solution, values)
    except ConvergenceError:
        if not again:
            raise
        return solve(question, start.program, start.solution.w, values)


def _between(question: AscentQuestion, start: Optimum, share: float) -> AscentQuestion:
    """`question`, with the figures that are held a share of the way from those of `start`."""

    def part(a: float, b: float) -> float:
        return a + share * (b - a) if share < 1.0 else b

    held = question.payload
    payload = None if held is None else part(start.payload, held)
    lost = question.unmodelled
    unmodelled = None if lost is None else part(start.unmodelled, lost)
    kept = question.delta_v_margin
    if held is None or lost is None:
        kept = part(start.delta_v_margin, kept)
    return replace(question, payload=payload, unmodelled=unmodelled, delta_v_margin=kept)


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
