"""The answer to a stated problem, and the note of what became of each start."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from visviva.core.arrays import Array
from visviva.errors import ConvergenceError


@dataclass(frozen=True, slots=True)
class ProblemResult:
    """The answer to a stated problem.

    Attributes
    ----------
    name : str
    objective : dict of float
        What was optimised, by its name with unit: ``final_mass_kg``, ``h_final`` …
    error : float
        By how much the objective changed from the last mesh but one to the last, in its unit.
    figures : dict of float
        Other figures of the optimum.
    events : tuple of dict
        ``name, t_s`` and, for an ascent, ``altitude_km, downrange_km, speed_m_s``; else the states.
    insertion : dict of float
        Elements reached, from the check by integration; empty for an equations problem.
    verification : dict of float
        Difference between the optimum and its flight with an independent integrator.
    known : dict
        The known optimum that the file states, if any.
    iterations : int
        Of the last solve.
    build_s, solve_s : float
        Wall time to build the programs and to solve them.
    warm_s : float
        Wall time of a re-solve from the optimum; NaN for an equations problem, where none is done.
    meshes : tuple of dict
        ``intervals, objective`` of every mesh, coarse to fine.
    starts : tuple of dict
        ``start, outcome, objective`` of every start that was tried.
    series : dict of ndarray
        Columns of the flight as it was flown again: time and phase first, their units in their
        names.
    remarks : tuple of str
        Keys of the file that state nothing this program reads.
    """

    name: str
    objective: dict[str, float]
    error: float
    figures: dict[str, float]
    events: tuple[dict[str, Any], ...]
    insertion: dict[str, float]
    verification: dict[str, float]
    known: dict[str, Any]
    iterations: int
    build_s: float
    solve_s: float
    warm_s: float
    meshes: tuple[dict[str, Any], ...] = ()
    starts: tuple[dict[str, Any], ...] = ()
    series: dict[str, Array] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@contextmanager
def attempt(start: str, tried: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Note in `tried` what becomes of a start; one that does not converge is passed over.

    Yields the row of the start, to be given its objective.

    Examples
    --------
    >>> tried = []
    >>> with attempt("a guess", tried):
    ...     raise ConvergenceError("stopped", status="Infeasible")
    >>> tried[0]["outcome"]
    'Infeasible'
    """
    row: dict[str, Any] = {"start": start, "outcome": "converged", "objective": None}
    tried.append(row)
    try:
        yield row
    except ConvergenceError as err:
        row |= {
            "outcome": err.fields.get("status", err.message),
            "residual": err.fields.get("residual"),
        }
