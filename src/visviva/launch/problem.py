"""Stated optimal-control problems, read from a file and solved: the benchmarks that other programs publish.

Two forms are read. *Multistage ascent* (as the Delta III problem of Benson 2005): an exponential, co-rotating air,
a point-mass Earth, stages with constant thrust, phases with burn lists, a target orbit. *Equations* (as the Goddard
rocket of the COPS collection): the right-hand sides as text.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.errors import InputError

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ProblemResult:
    """The answer to a stated problem.

    Attributes
    ----------
    name : str
    objective : dict of float
        What was optimised, by its name with unit: ``final_mass_kg``, ``h_final`` …
    figures : dict of float
        Other figures of the optimum.
    events : tuple of dict
        ``name, t_s`` and, for an ascent, ``altitude_km, downrange_km, speed_m_s``.
    insertion : dict of float
        Elements reached, from the re-flight; empty for an equations problem.
    refly : dict of float
        Difference between the optimum and its flight with an independent integrator.
    known : dict
        The known optimum that the file states, if any.
    iterations : int
    build_s, solve_s : float
        Wall time to build the program and to solve it.
    warm_s : float
        Wall time of a re-solve from the optimum.
    """

    name: str
    objective: dict[str, float]
    figures: dict[str, float]
    events: tuple[dict[str, Any], ...]
    insertion: dict[str, float]
    refly: dict[str, float]
    known: dict[str, Any]
    iterations: int
    build_s: float
    solve_s: float
    warm_s: float


def read_problem(path: Path) -> dict[str, Any]:
    """The JSON object in `path`, refused if it states no problem that can be solved here.

    Raises
    ------
    InputError
        If the file cannot be read, is no JSON object, or has neither ``phases`` nor ``equations``.
    """
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as err:
        raise InputError(f"cannot read the file ({err.strerror})", place=str(path)) from err
    except (json.JSONDecodeError, UnicodeDecodeError) as err:
        raise InputError(f"not JSON ({err})", place=str(path)) from err
    if not isinstance(raw, dict) or not ({"phases", "equations"} & raw.keys()):
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
        If the optimiser fails, or if the optimum does not re-fly.
    """
    raw = read_problem(path)
    if "equations" in raw:
        from visviva.launch.problem_equations import solve_equations

        return solve_equations(raw, str(path))
    from visviva.launch.problem_ascent import solve_ascent

    return solve_ascent(raw, str(path))


def number(raw: dict[str, Any], *keys: str, place: str) -> float:
    """The number at ``raw[key][key]…``.

    Raises
    ------
    InputError
        If it is missing or no finite number; the message names its path.
    """
    value: Any = raw
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise InputError(f"{'.'.join(keys)} is {value!r}", advice="give a number", place=place)
    return float(value)
