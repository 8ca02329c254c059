"""A stated optimal-control problem solved: objective, events, figures, how sure the optimum is.

Limits: those of `visviva.launch.problem.solve`.
"""

from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, ClassVar

from visviva.core.result import Result
from visviva.launch.problem.result import ProblemResult
from visviva.launch.problem.solve import solve_problem


@dataclass(frozen=True, slots=True)
class ProblemRequest:
    """A JSON file that states the problem."""

    file: Path


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProblemAnswer(Result):
    """The solved problem; rows are its events."""

    SCHEMA: ClassVar[str] = "visviva.launch.problem.solve/1"
    ROWS: ClassVar[str] = "events"

    solved: ProblemResult

    def rows(self) -> list[dict[str, Any]]:
        """Events of the flight."""
        return [dict(row) for row in self.solved.events]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object.

        A file may name a state as it likes: the keys of the contract stay what they are.
        """
        return {**self.solved.objective, **self.solved.figures, **Result.to_dict(self)}

    def head(self) -> dict[str, Any]:
        """Objective with its error, insertion, meshes, starts, times."""
        result = self.solved
        return {
            "name": result.name,
            "objective": next(iter(result.objective)),
            "objective_error": _finite(result.error),
            "converged": True,
            "insertion": result.insertion,
            "verification_difference": result.verification,
            "known_optimum": result.known,
            "meshes": list(result.meshes),
            "starts": list(result.starts),
            "iterations": result.iterations,
            "build_s": result.build_s,
            "solve_s": result.solve_s,
            "warm_solve_s": _finite(result.warm_s),
        }


def solve_stated(request: ProblemRequest) -> ProblemAnswer:
    """Solve the problem of a file.

    Raises
    ------
    VisvivaError
        If the file states none, or no start converges.
    """
    return ProblemAnswer(solve_problem(request.file))


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
