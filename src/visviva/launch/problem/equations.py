"""Optimal-control problems whose equations the file states as text.

Such as the Goddard rocket of COPS.

Several starts are tried on a coarse mesh, the best optimum is refined until its objective stands
still and its states are right on every interval, and its controls are flown again by an independent
integrator.
"""

import time
from collections import Counter
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import ConvergenceError
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.problem.mesh import Flown, control_jumps, even, fly, local_errors, refined
from visviva.launch.problem.model import Mesh, model_of, program_of
from visviva.launch.problem.model_values import Course, Model, Program, Scales
from visviva.launch.problem.result import ProblemResult, attempt
from visviva.launch.problem.starts import scales_of, starts
from visviva.launch.problem.statement import read_statement

INTERVALS, DEGREE = 24, 3
#: The mesh is fine enough when the objective changes by less (relative) and no interval is further
#: off (of a range).
GOAL_TOLERANCE, STATE_TOLERANCE = 1e-7, 1e-8
MOST_INTERVALS, MOST_MESHES = 600, 9
#: Largest difference of the check by integration, relative to each state's range.
VERIFIED_TOLERANCE = 1e-4
#: Largest error on an interval of a coarse mesh: beyond it the optimum has passed through a pole of
#: the equations.
FLYABLE = 0.3
#: How long one solve may take: in the first round of the search, and later.
_QUICK: dict[str, Any] = {"max_iter": 150, "max_wall_time": 5.0}
_PATIENT: dict[str, Any] = {"max_iter": 400, "max_wall_time": 30.0}


@dataclass(frozen=True, slots=True)
class Optimum:
    """The problem solved on one mesh."""

    program: Program
    solution: Solution
    course: Course
    goal: float
    error: float

    def row(self) -> dict[str, Any]:
        """What the list of meshes says of it."""
        count = sum(layout.intervals for layout in self.program.solver.program.layouts)
        return {"intervals": count, "objective": self.goal, "state_error": self.error}


def solve_equations(raw: dict[str, Any], place: str) -> ProblemResult:
    """Solve the problem `raw`; see `visviva.launch.problem.solve.solve_problem`."""
    began = time.perf_counter()
    model = model_of(read_statement(raw, place))
    tried: list[dict[str, Any]] = []
    meshes, flight = _settled(model, _search(model, tried))
    best = meshes[-1]
    change = abs(best.goal - meshes[-2].goal)
    seconds = time.perf_counter() - began
    solving = sum(m.solution.seconds for m in meshes)
    return ProblemResult(
        name=model.statement.name,
        objective={_label(model): best.goal},
        error=change,
        figures=_figures(model, best.course),
        events=_events(model, best.course),
        insertion={},
        verification={
            "state": flight.relative,
            "path": flight.path,
            **{f"{k}_end": v for k, v in flight.gap.items()},
        },
        known=model.statement.known,
        iterations=best.solution.iterations,
        build_s=seconds - solving,
        solve_s=solving,
        warm_s=nan,
        meshes=tuple(m.row() for m in meshes),
        starts=tuple(tried),
        series=_series(model, flight.course),
        remarks=model.statement.remarks,
    )


# --- the search


def _search(model: Model, tried: list[dict[str, Any]]) -> list[Optimum]:
    """Solve from one start after the other until two agree; the best first.

    `tried` takes what became of each.

    A first round is quick: few iterations. Where none converges, a second moves each start onto the
    constraints first.
    """
    found: list[Optimum] = []
    for restore in (False, True):
        found = found or _round(model, tried, restore=restore)
    if not found:
        raise _no_start(tried)
    return sorted(found, key=lambda o: model.sign * o.goal)


def _round(model: Model, tried: list[dict[str, Any]], *, restore: bool) -> list[Optimum]:
    mesh = even([max(8, INTERVALS // len(model.arcs))] * len(model.arcs))
    found: list[Optimum] = []
    for label, course in starts(model):
        name = f"{label}, made feasible first" if restore else label
        options = _PATIENT if restore else _QUICK
        with attempt(name, tried) as row:
            one = _from(model, scales_of(model, course), mesh, course, restore=restore, **options)
            row["objective"] = one.goal
            if not one.error < FLYABLE:
                row["outcome"] = "converged through a singularity"
                continue
            agreed = [
                o
                for o in found
                if abs(o.goal - one.goal) <= 1e-5 * max(abs(one.goal), one.program.scales.goal)
            ]
            found.append(one)
            if agreed:
                break
    return found


def _from(
    model: Model,
    scales: Scales,
    mesh: Mesh,
    course: Course,
    *,
    restore: bool = False,
    **options: Any,
) -> Optimum:
    """The optimum on `mesh` that IPOPT reaches from `course`.

    Or from the feasible course nearest to it.
    """
    program = program_of(model, scales, mesh, DEGREE, **options)
    start = program.vector(course)
    if not np.all(np.isfinite(start)):
        raise ConvergenceError("the start is not finite", status="start not finite")
    solution = program.unwound(program.solver.solve(program.restored(start) if restore else start))
    course = program.course(solution)
    errors = local_errors(program, solution, course)
    return Optimum(
        program, solution, course, program.goal(solution), max(float(e.max()) for e in errors)
    )


def _no_start(tried: list[dict[str, Any]]) -> ConvergenceError:
    residuals = [row["residual"] for row in tried if row.get("residual") is not None]
    nearest = (
        f"the smallest residual left is {min(residuals):.2g} (scaled)"
        if residuals
        else "none could be flown"
    )
    outcomes = Counter(str(row["outcome"]) for row in tried)
    said = ", ".join(f"{count} × {outcome}" for outcome, count in outcomes.most_common())
    kinds = ", ".join(dict.fromkeys(str(row["start"]).split(" ")[0] for row in tried))
    return ConvergenceError(
        f"none of {len(tried)} starts converged, {nearest}; tried {kinds} starts of several "
        "lengths, "
        f"as they are and made feasible first: {said}",
        advice="see whether the ends can be reached within the limits, and whether anything "
        "bounds the objective",
        tried=tuple(tried),
    )


def _settled(model: Model, found: list[Optimum]) -> tuple[list[Optimum], Flown]:
    """Refine the best optimum, or the next where it does not settle or integration refutes it.

    And its flight.
    """
    failure: ConvergenceError | None = None
    for first in found:
        try:
            meshes = _refine(model, first)
            flight = fly(meshes[-1].program, meshes[-1].solution, meshes[-1].course)
            _check(meshes, flight)
        except ConvergenceError as err:
            failure = failure or err
        else:
            return meshes, flight
    assert failure is not None
    raise failure


def _refine(model: Model, first: Optimum) -> list[Optimum]:
    """The optimum on finer and finer meshes, until it stands still."""
    meshes = [first]
    edges: Mesh = tuple(layout.edges for layout in first.program.solver.program.layouts)
    while len(meshes) < MOST_MESHES:
        last = meshes[-1]
        errors = local_errors(last.program, last.solution, last.course)
        finer = refined(
            edges,
            errors,
            control_jumps(last.program, last.solution),
            STATE_TOLERANCE,
            MOST_INTERVALS,
        )
        if sum(map(len, finer)) == sum(map(len, edges)):
            break
        edges = finer
        try:
            meshes.append(
                _from(
                    model, scales_of(model, last.course, last.goal), edges, last.course, **_PATIENT
                )
            )
        except ConvergenceError:
            if len(meshes) == 1:
                raise
            break
        size = max(abs(meshes[-1].goal), 1e-9)
        if (
            abs(meshes[-1].goal - last.goal) <= GOAL_TOLERANCE * size
            and meshes[-1].error <= STATE_TOLERANCE
        ):
            break
    return meshes


def _check(meshes: list[Optimum], flight: Flown) -> None:
    """Refuse an optimum whose objective moves with the mesh, or that integration refutes."""
    best = meshes[-1]
    change = abs(best.goal - meshes[-2].goal) if len(meshes) > 1 else np.inf
    if change > 1e-2 * max(abs(best.goal), 1e-9):
        raise ConvergenceError(
            f"the objective does not settle: it still changes by {change:.2g} from mesh to mesh",
            advice="the problem may have no optimum; bound what runs away",
            change=change,
        )
    if not flight.relative <= VERIFIED_TOLERANCE:
        raise ConvergenceError(
            "the optimum is not confirmed by integration: a state ends "
            f"{flight.relative:.2g} of its range off, with {best.error:.2g} on the worst interval",
            advice="equations that blow up small differences cannot be flown open loop; shorten "
            "the flight",
            gap=flight.gap,
        )


# --- the answer


def _label(model: Model) -> str:
    """``h_final`` for ``h(tf)``, ``tf`` for the time, and ``objective`` for a formula."""
    text = model.statement.goal_text.replace(" ", "").replace("t_f", "tf")
    name = text.removesuffix("(tf)")
    if name in model.statement.states:
        return f"{name}_final"
    return "tf" if name == "tf" else "objective"


def _figures(model: Model, course: Course) -> dict[str, float]:
    out = {"t0": float(course.times[0])} if course.times[0] != 0.0 else {}
    out["tf"] = float(course.times[-1])
    out |= {name: float(v) for name, v in zip(model.statement.parameters, course.p, strict=True)}
    last = course.pieces[-1][1][-1]
    return out | {
        f"{name}_final": float(v) for name, v in zip(model.statement.states, last, strict=False)
    }


def _events(model: Model, course: Course) -> tuple[dict[str, Any], ...]:
    """State at the start and at the end of each phase."""
    names = model.statement.states
    rows = [("start", course.times[0], course.pieces[0][1][0])]
    for phase, t, (_, x, _) in zip(
        model.statement.phases, course.times[1:], course.pieces, strict=True
    ):
        rows.append(
            (f"end of {phase.name}" if len(model.statement.phases) > 1 else "end", t, x[-1])
        )
    return tuple(
        {"name": name, "t_s": float(t), **dict(zip(names, x[: len(names)].tolist(), strict=True))}
        for name, t, x in rows
    )


def _series(model: Model, course: Course) -> dict[str, Array]:
    """Columns over time: the phase, states, and controls.

    NaN in a phase that has none of that name.
    """
    statement = model.statement
    t = [
        course.times[k] + s * (course.times[k + 1] - course.times[k])
        for k, (s, _, _) in enumerate(course.pieces)
    ]
    out = {
        "t": np.concatenate(t),
        "phase": np.concatenate([np.full(x.size, float(k)) for k, x in enumerate(t)]),
    }
    for i, name in enumerate(statement.states):
        out[name] = np.concatenate([x[:, i] for _, x, _ in course.pieces])
    for name in statement.controls:
        columns = []
        for phase, (s, _, u) in zip(statement.phases, course.pieces, strict=True):
            own = list(phase.controls)
            columns.append(u[:, own.index(name)] if name in own else np.full(s.size, np.nan))
        out[name] = np.concatenate(columns)
    return out
