"""The multistage ascent of `launch.problem.solve`.

Solved from several starts, refined until it stands still, flown again.
"""

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import ConvergenceError
from visviva.launch.optimal.collocation import Solver
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.problem.ascent_flight import Verification, verify_by_integration
from visviva.launch.problem.ascent_program import held_payload, program_of, scales_of
from visviva.launch.problem.ascent_starts import carried, gravity_turns, on_flight
from visviva.launch.problem.result import ProblemResult, attempt
from visviva.launch.problem.vehicle import AscentProblem, schedule
from visviva.launch.problem.vehicle_reading import read_ascent
from visviva.launch.target import reached

INTERVALS = 4
#: Mesh fine enough: change of the objective (relative), and what integration differs by, m.
GOAL_TOLERANCE, VERIFIED_CLOSE = 1e-6, 100.0
MOST_INTERVALS = 24
#: Most that integration may differ by: of the Earth's radius, and m/s.
VERIFIED_POSITION, VERIFIED_SPEED = 1e-4, 1.0
#: How long one solve of the search may take.
_PATIENCE: dict[str, Any] = {"max_iter": 300, "max_wall_time": 30.0}


@dataclass(frozen=True, slots=True)
class Ascent:
    """The ascent solved on one mesh.

    Its `goal` in kg, the times at which its phases end in s, its flight.
    """

    solver: Solver
    solution: Solution
    goal: float
    ends: Array
    flight: Verification

    def row(self) -> dict[str, Any]:
        """What the list of meshes says of it."""
        count = sum(layout.intervals for layout in self.solver.program.layouts)
        return {
            "intervals": count,
            "objective": self.goal,
            "verification_m": self.flight.gap_position,
        }


def solve_ascent(raw: dict[str, Any], place: str) -> ProblemResult:
    """Solve the multistage problem `raw`; see `visviva.launch.problem.solve.solve_problem`."""
    began = time.perf_counter()
    p = read_ascent(raw, place)
    tried: list[dict[str, Any]] = []
    meshes = _refined(p, _judged(p, *_search(p, tried)))
    best = meshes[-1]
    _check(p, best.flight)
    solving = sum(m.solution.seconds for m in meshes)
    building = time.perf_counter() - began - solving
    warm = best.solver.solve(best.solution, fixed=held_payload(p))
    payload = best.solver.value(best.solution, "payload") * p.liftoff
    final = schedule(p, np.diff(best.ends, prepend=0.0).tolist(), payload)[1]
    flight = best.flight
    return ProblemResult(
        name=p.name,
        objective={"payload_kg": payload} if p.heaviest else {"final_mass_kg": final},
        error=abs(best.goal - meshes[-2].goal),
        figures={
            **({"final_mass_kg": final} if p.heaviest else {"payload_kg": payload}),
            "final_time_s": float(best.ends[-1]),
            "liftoff_mass_kg": p.liftoff - p.payload + payload,
            "unknowns": float(best.solver.low.size),
        },
        events=flight.events,
        insertion=_insertion(p, flight),
        verification={
            "position_m": flight.gap_position,
            "speed_m_s": flight.gap_speed,
            "path": flight.path,
        },
        known=p.known,
        iterations=best.solution.iterations,
        build_s=building,
        solve_s=solving,
        warm_s=warm.seconds,
        meshes=tuple(m.row() for m in meshes),
        starts=tuple(tried),
        series=flight.series,
        remarks=p.remarks,
    )


def _insertion(p: AscentProblem, flight: Verification) -> dict[str, float]:
    """Elements that the flight reached, as the answer names them."""
    orbit = reached(flight.r, flight.v, p.gm)
    return {
        "semi_major_km": orbit.semi_major / 1e3,
        "eccentricity": orbit.eccentricity,
        "inclination_deg": float(np.degrees(orbit.inclination)),
        "raan_deg": float(np.degrees(orbit.raan or 0.0)),
        "argp_deg": float(np.degrees(orbit.argp or 0.0)),
        "perigee_altitude_km": (orbit.semi_major * (1 - orbit.eccentricity) - p.radius) / 1e3,
        "apogee_altitude_km": (orbit.semi_major * (1 + orbit.eccentricity) - p.radius) / 1e3,
    }


# --- the mesh


def _refined(p: AscentProblem, first: Ascent) -> list[Ascent]:
    """The optimum on finer and finer meshes, until it stands still."""
    meshes = [first]
    while _coarse(meshes) and meshes[-1].solver.program.layouts[0].intervals < MOST_INTERVALS:
        last = meshes[-1]
        finer = program_of(p, 2 * last.solver.program.layouts[0].intervals)
        start = carried(last.solver, last.solution, finer)
        meshes.append(_judged(p, finer, finer.solve(start, fixed=held_payload(p))))
    return meshes


def _coarse(meshes: list[Ascent]) -> bool:
    """Whether a finer mesh may still say something else."""
    if len(meshes) < 2:
        return True
    last, before = meshes[-1], meshes[-2]
    still = abs(last.goal - before.goal) <= GOAL_TOLERANCE * abs(last.goal)
    return not (still and last.flight.gap_position < VERIFIED_CLOSE)


def _check(p: AscentProblem, flight: Verification) -> None:
    if not (
        flight.gap_position <= VERIFIED_POSITION * p.radius and flight.gap_speed <= VERIFIED_SPEED
    ):
        raise ConvergenceError(
            f"the optimum is not confirmed by integration: {flight.gap_position:.0f} m and "
            f"{flight.gap_speed:.2f} m/s apart at cut-off",
            advice="look for a phase of great length, or a flight that grazes the ground",
            gap_position_m=flight.gap_position,
            gap_speed_m_s=flight.gap_speed,
        )


def _judged(p: AscentProblem, solver: Solver, solution: Solution) -> Ascent:
    """An optimum with its times and its flight."""
    clock = scales_of(p)[2]
    ends, before = [], 0.0
    for k, phase in enumerate(p.phases):
        fixed = phase.finish.fixed
        before = phase.finish.low if fixed else before + solver.value(solution, f"d:{k}") * clock
        ends.append(before)
    goal = -solution.objective * p.liftoff
    payload = solver.value(solution, "payload") * p.liftoff
    return Ascent(
        solver,
        solution,
        goal,
        np.array(ends),
        verify_by_integration(p, solver, solution, np.array(ends), payload),
    )


# --- the search


def _search(p: AscentProblem, tried: list[dict[str, Any]]) -> tuple[Solver, Solution]:
    """The best of the optima that the starts lead to.

    Two that agree are enough, once both sides were tried.
    """
    solver = program_of(p, INTERVALS, **_PATIENCE)
    found: list[Solution] = []
    for label, flight in gravity_turns(p):
        with attempt(label, tried) as row:
            one = solver.solve(on_flight(p, solver, flight), fixed=held_payload(p))
            row["objective"] = -one.objective * p.liftoff
            agreed = any(
                abs(other.objective - one.objective) <= 1e-6 * abs(one.objective) for other in found
            )
            found.append(one)
            if agreed:
                break
    if not found:
        found.append(_by_payload(p, solver, tried))
    return solver, min(found, key=lambda solution: solution.objective)


def _by_payload(p: AscentProblem, solver: Solver, tried: list[dict[str, Any]]) -> Solution:
    """Lift as much of the payload as can be lifted first.

    If that is all of it, the optimum is near.

    Raises
    ------
    ConvergenceError
        If that fails as well; it lists what was tried.
    """
    if p.heaviest or p.payload == 0.0:
        raise _no_start(p, tried)
    lifting = program_of(replace(p, heaviest=True), INTERVALS, **_PATIENCE)
    share, lighter = p.payload / p.liftoff, False
    for label, flight in gravity_turns(p):
        with attempt(f"{label}, payload free", tried) as row:
            free = lifting.solve(on_flight(p, lifting, flight), fixed={"payload": (0.0, share)})
            if lifting.value(free, "payload") >= share * (1 - 1e-6):
                return solver.solve(free.w, fixed=held_payload(p))
            row["outcome"], lighter = "lifts less than the payload", True
            break
    raise _no_start(p, tried, lighter=lighter)


def _no_start(
    p: AscentProblem, tried: list[dict[str, Any]], *, lighter: bool = False
) -> ConvergenceError:
    """The error that lists what was tried; `lighter` where a lighter payload would be lifted."""
    residuals = [r["residual"] for r in tried if r.get("residual") is not None]
    return ConvergenceError(
        f"none of {len(tried)} starts converged, the smallest residual left is "
        f"{min(residuals, default=np.nan):.2g} "
        f"(scaled); tried " + "; ".join(f"{r['start']}: {r['outcome']}" for r in tried),
        advice=f"{p.payload:g} kg is more than this ascent lifts there; give a lighter payload"
        if lighter
        else "the orbit may be out of reach of this rocket, or of this pad without a turn",
        tried=tuple(tried),
    )
