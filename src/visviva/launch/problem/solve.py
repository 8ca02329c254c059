"""Stated optimal-control problems, read from a file and solved.

The benchmarks that other programs publish.

Two forms are read. *Multistage ascent* (as the Delta III problem of Benson 2005): an exponential,
co-rotating air, a point-mass Earth, stages with constant thrust, phases with burn lists, a target
orbit. *Equations* (as the Goddard rocket of the COPS collection): the right-hand sides as text.
"""

from pathlib import Path
from typing import Any

from visviva.errors import InputError
from visviva.launch.problem.json_reading import read_json
from visviva.launch.problem.result import ProblemResult


def read_problem(path: Path) -> dict[str, Any]:
    """The JSON object in `path`, refused if it states no problem that can be solved here.

    Raises
    ------
    InputError
        If the file cannot be read, is no JSON object, or has neither ``phases`` nor ``equations``.
    """
    raw = read_json(path)
    if not {"phases", "equations"} & raw.keys():
        raise InputError(
            "states no optimal-control problem",
            advice="give stages, phases and target_orbit, or equations with an objective",
            place=str(path),
        )
    return raw


def solve_problem(path: Path) -> ProblemResult:
    """Solve the problem stated in the file `path`.

    Raises
    ------
    InputError
        If a figure is missing or impossible; the message names it.
    ConvergenceError
        If the optimiser fails, or if the optimum is not confirmed by integration.
    """
    raw = read_problem(path)
    if "equations" in raw:
        from visviva.launch.problem.equations import solve_equations

        return solve_equations(raw, str(path))
    from visviva.launch.problem.ascent import solve_ascent

    return solve_ascent(raw, str(path))
