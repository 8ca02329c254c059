"""The multistage ascent of `launch.problem`: transcribed, solved from several starts, refined, flown again.

Mass is eliminated: thrust is scheduled, so it is a known function of time. Unknowns are position, velocity and
thrust direction at the collocation points, and the end times that are free.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, isfinite
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import NDArray

from visviva.errors import ConvergenceError
from visviva.launch.collocation import Solution, Solver, Transcription
from visviva.launch.gravity_turn import Burn, Flight, World, fly_turn
from visviva.launch.problem import ProblemResult
from visviva.launch.problem_ascent_flight import Refly, refly, steering
from visviva.launch.problem_model import held_between
from visviva.launch.problem_vehicle import AscentProblem, Leg, schedule
from visviva.launch.problem_vehicle_reading import read_ascent
from visviva.launch.target import conditions, reached

__all__ = ["Ascent", "solve_ascent", "steering"]

Array = NDArray[np.float64]
INTERVALS, DEGREE = 4, 5
#: Mesh fine enough: change of the objective (relative), and difference of the re-flight in m.
GOAL_TOLERANCE, REFLY_CLOSE = 1e-6, 100.0
MOST_INTERVALS = 24
#: Largest difference of the re-flight: of the Earth's radius, and m/s.
REFLY_POSITION, REFLY_SPEED = 1e-4, 1.0


@dataclass(frozen=True, slots=True)
class Ascent:
    """The ascent solved on one mesh."""

    solver: Solver
    solution: Solution
    goal: float
    ends: Array
    flight: Refly


def solve_ascent(raw: dict[str, Any], place: str) -> ProblemResult:
    """Solve the multistage problem `raw`; see `visviva.launch.problem.solve_problem`."""
    began = time.perf_counter()
    p = read_ascent(raw, place)
    tried: list[dict[str, Any]] = []
    meshes = [_judged(p, *_search(p, tried))]
    while _coarse(meshes) and meshes[-1].solver.program.layouts[0].intervals < MOST_INTERVALS:
        last = meshes[-1]
        finer = _build(p, 2 * last.solver.program.layouts[0].intervals)
        meshes.append(_judged(p, finer, finer.solve(_carried(last, finer), fixed=_fixed(p))))
    best = meshes[-1]
    _check(p, best.flight)
    solving = sum(m.solution.seconds for m in meshes)
    building = time.perf_counter() - began - solving
    warm = best.solver.solve(best.solution, fixed=_fixed(p))
    flight, orbit = best.flight, reached(best.flight.r, best.flight.v, p.gm)
    payload = best.solver.value(best.solution, "payload") * p.liftoff
    final = schedule(p, np.diff(best.ends, prepend=0.0).tolist(), payload)[1]
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
        insertion={
            "semi_major_km": orbit.semi_major / 1e3,
            "eccentricity": orbit.eccentricity,
            "inclination_deg": float(np.degrees(orbit.inclination)),
            "raan_deg": float(np.degrees(orbit.raan or 0.0)),
            "argp_deg": float(np.degrees(orbit.argp or 0.0)),
            "perigee_altitude_km": (orbit.semi_major * (1 - orbit.eccentricity) - p.radius) / 1e3,
            "apogee_altitude_km": (orbit.semi_major * (1 + orbit.eccentricity) - p.radius) / 1e3,
        },
        refly={"position_m": flight.gap_position, "speed_m_s": flight.gap_speed, "path": flight.path},
        known=p.known,
        iterations=best.solution.iterations,
        build_s=building,
        solve_s=solving,
        warm_s=warm.seconds,
        meshes=tuple(
            {
                "intervals": sum(layout.intervals for layout in m.solver.program.layouts), "objective": m.goal,
                "refly_m": m.flight.gap_position,
            }
            for m in meshes
        ),
        starts=tuple(tried),
        series=flight.series,
        remarks=p.remarks,
    )  # fmt: skip


def _coarse(meshes: list[Ascent]) -> bool:
    """Whether a finer mesh may still say something else."""
    if len(meshes) < 2:
        return True
    last, before = meshes[-1], meshes[-2]
    still = abs(last.goal - before.goal) <= GOAL_TOLERANCE * abs(last.goal)
    return not (still and last.flight.gap_position < REFLY_CLOSE)


def _check(p: AscentProblem, flight: Refly) -> None:
    if not (flight.gap_position <= REFLY_POSITION * p.radius and flight.gap_speed <= REFLY_SPEED):
        raise ConvergenceError(
            f"the optimum does not re-fly: {flight.gap_position:.0f} m and {flight.gap_speed:.2f} m/s apart at cut-off",
            advice="look for a phase of great length, or a flight that grazes the ground",
            gap_position_m=flight.gap_position,
            gap_speed_m_s=flight.gap_speed,
        )


# --- the program --------------------------------------------------------------------------------------------


def _scales(p: AscentProblem) -> tuple[float, float, float]:
    speed = float(np.sqrt(p.gm / p.radius))
    return p.radius, speed, p.radius / speed


def _fixed(p: AscentProblem) -> dict[str, float]:
    """The payload is an unknown of every program, held where it is stated."""
    return {} if p.heaviest else {"payload": p.payload / p.liftoff}


def _build(p: AscentProblem, intervals: int, **options: Any) -> Solver:
    length, speed, clock = _scales(p)
    program = Transcription()
    anomaly = program.static("anomaly", -np.pi, np.pi) if p.anomaly is None else p.anomaly
    payload = program.static("payload", 0.0, 1.0)
    target = p.target
    cosine = np.cos(target.inclination) if p.inclined else program.static("cosine", -1.0, 1.0)
    raan: Any = target.raan
    if raan is None and target.argp is not None:
        raan = program.static("raan", -2 * np.pi, 2 * np.pi)
    elif raan is None and p.inclined and np.sin(target.inclination) < 1e-6:
        raan = 0.0  # an equatorial plane is one plane, whatever its node
    times = _times(program, p, clock)
    durations = [(t1 - t0) * clock for t0, t1 in pairwise(times)]
    legs, final, burnt = schedule(p, durations, payload * p.liftoff)
    for key, seconds in burnt.items():
        if isinstance(seconds, ca.SX) and not seconds.is_constant():
            program.constrain(seconds / clock, -inf, p.units[key.split(":")[0]].burn / clock)
    x = ca.SX(np.concatenate([p.r0 / length, p.v0 / speed]))
    for phase, leg, t0, t1 in zip(p.phases, legs, times[:-1], times[1:], strict=True):
        controls = ([-1.1] * 3, [1.1] * 3) if leg.thrust > 0 else ([1.0, 0.0, 0.0],) * 2
        x = program.phase(
            phase.name, x, (t0, t1), _dynamics(p, leg, t0), state_bounds=([-12.0] * 6, [12.0] * 6),
            control_bounds=controls, path=_path(p, leg, t0), intervals=intervals, degree=DEGREE,
        )  # fmt: skip
    reach = conditions(
        x[:3], x[3:], parameter=target.parameter / length, eccentricity=target.eccentricity,
        cos_inclination=cosine, anomaly=anomaly, raan=raan, argp=target.argp,
    )  # fmt: skip
    program.constrain(reach, np.zeros(reach.numel()), np.zeros(reach.numel()))
    return program.solver(-payload if p.heaviest else -final / p.liftoff, **options)


def _times(program: Transcription, p: AscentProblem, clock: float) -> list[Any]:
    """Start of the flight and end of each phase, scaled; a free end is an unknown duration later."""
    out: list[Any] = [0.0]
    for k, phase in enumerate(p.phases):
        if phase.finish.fixed:
            out.append(phase.finish.low / clock)
            continue
        before = out[-1]
        stated = isinstance(before, float)
        low, high = phase.finish.low / clock, phase.finish.high / clock
        duration = program.static(
            f"d:{k}", max(low - before, 1.0 / clock) if stated else 1.0 / clock, high - before if stated else inf
        )
        if not stated and (isfinite(low) or isfinite(high)):
            program.constrain(before + duration, low, high)
        out.append(before + duration)
    return out


def _air(p: AscentProblem, x: Any) -> tuple[Any, Any, Any]:
    """Radius, velocity relative to the air, and its size; scaled."""
    clock = _scales(p)[2]
    r, v = x[:3], x[3:]
    relative = v - ca.cross(np.array([0.0, 0.0, p.rate * clock]), r)
    return ca.sqrt(ca.dot(r, r)), relative, ca.sqrt(ca.dot(relative, relative) + 1e-12)


def _density(p: AscentProblem, radius: Any) -> Any:
    return p.density * ca.exp(-(radius - 1.0) * p.radius / p.scale_height)


def _dynamics(p: AscentProblem, leg: Leg, t0: Any) -> Any:
    """Scaled right-hand side of one phase that begins at `t0`."""
    length, speed, clock = _scales(p)
    drag_unit = 0.5 * p.drag_area * length / p.liftoff
    thrust = leg.thrust / p.liftoff * clock / speed

    def rhs(x: Any, u: Any, t: Any) -> Any:
        radius, relative, airspeed = _air(p, x)
        m = (leg.mass - leg.flow * clock * (t - t0)) / p.liftoff
        acceleration = -x[:3] / radius**3 + thrust / m * u
        if p.drag_area > 0:
            acceleration -= drag_unit * _density(p, radius) / m * airspeed * relative
        return ca.vertcat(x[3:], acceleration)

    return rhs


def _path(p: AscentProblem, leg: Leg, t0: Any) -> Any:
    """Thrust along a unit vector, above the ground, and what the file holds."""
    length, speed, clock = _scales(p)
    steered = leg.thrust > 0

    def path(x: Any, u: Any, t: Any) -> tuple[Any, Any, Any]:
        radius, _, airspeed = _air(p, x)
        density = _density(p, radius)
        v = airspeed * speed
        names = {
            "r": radius * length, "h": (radius - 1.0) * length, "v": v, "q": 0.5 * density * v**2,
            "heat": 0.5 * density * v**3, "t": t * clock, "m": leg.mass - leg.flow * clock * (t - t0), "pi": np.pi,
        }  # fmt: skip
        values, low, high = held_between(p.path, names, "path", None)
        own = [ca.dot(u, u)] if steered else []
        return (
            ca.vertcat(*own, ca.dot(x[:3], x[:3]), *values),
            np.concatenate([[1.0] * steered, [1.0], low]),
            np.concatenate([[1.0] * steered, [inf], high]),
        )

    return path


# --- the search ---------------------------------------------------------------------------------------------


def _search(p: AscentProblem, tried: list[dict[str, Any]]) -> tuple[Solver, Solution]:
    """The best of the optima that the starts lead to; two that agree are enough, once both sides were tried."""
    solver = _build(p, INTERVALS, max_iter=300, max_wall_time=30.0)
    found: list[Solution] = []
    for label, guess in _guesses(p):
        row: dict[str, Any] = {"start": label, "outcome": "converged", "objective": None}
        tried.append(row)
        try:
            one = solver.solve(_start(p, solver, guess), fixed=_fixed(p))
        except ConvergenceError as err:
            row |= {"outcome": err.fields.get("status", err.message), "residual": err.fields.get("residual")}
            continue
        row["objective"] = -one.objective * p.liftoff
        agreed = any(abs(other.objective - one.objective) <= 1e-6 * abs(one.objective) for other in found)
        found.append(one)
        if agreed:
            break
    if not found:
        found.append(_by_payload(p, solver, tried))
    return solver, min(found, key=lambda solution: solution.objective)


def _by_payload(p: AscentProblem, solver: Solver, tried: list[dict[str, Any]]) -> Solution:
    """Lift as much of the payload as can be lifted first; if that is all of it, the optimum is near.

    Raises
    ------
    ConvergenceError
        If that fails as well; it lists what was tried.
    """
    lighter = False
    if not p.heaviest and p.payload > 0:
        lifting = _build(replace(p, heaviest=True), INTERVALS, max_iter=300, max_wall_time=30.0)
        share = p.payload / p.liftoff
        for label, guess in _guesses(p):
            row: dict[str, Any] = {"start": f"{label}, payload free", "outcome": "converged", "objective": None}
            tried.append(row)
            try:
                free = lifting.solve(_start(p, lifting, guess), fixed={"payload": (0.0, share)})
                if lifting.value(free, "payload") < share * (1 - 1e-6):
                    row["outcome"], lighter = "lifts less than the payload", True
                    break
                return solver.solve(free.w, fixed=_fixed(p))
            except ConvergenceError as err:
                row |= {"outcome": err.fields.get("status", err.message), "residual": err.fields.get("residual")}
    residuals = [r["residual"] for r in tried if r.get("residual") is not None]
    raise ConvergenceError(
        f"none of {len(tried)} starts converged, the smallest residual left is {min(residuals, default=np.nan):.2g} "
        f"(scaled); tried " + "; ".join(f"{r['start']}: {r['outcome']}" for r in tried),
        advice=f"{p.payload:g} kg is more than this ascent lifts there; give a lighter payload"
        if lighter
        else "the orbit may be out of reach of this rocket, or of this pad without a turn",
        tried=tuple(tried),
    )


def _judged(p: AscentProblem, solver: Solver, solution: Solution) -> Ascent:
    clock = _scales(p)[2]
    ends, before = [], 0.0
    for k, phase in enumerate(p.phases):
        fixed = phase.finish.fixed
        before = phase.finish.low if fixed else before + solver.value(solution, f"d:{k}") * clock
        ends.append(before)
    goal = -solution.objective * p.liftoff
    payload = solver.value(solution, "payload") * p.liftoff
    return Ascent(solver, solution, goal, np.array(ends), refly(p, solver, solution, np.array(ends), payload))


def _guesses(p: AscentProblem) -> Iterator[tuple[str, Flight]]:
    """Simulated gravity turns towards the orbit, to either side where the node is free; then low and late ones."""
    low = (p.radius + 200e3, 0.0)
    orbit = (p.target.semi_major, p.target.eccentricity)
    ways = [("gravity turn to the orbit", orbit, 8.0, False)]
    if p.target.raan is None:
        # Leaving north and leaving south are two optima: on a turning Earth one is the better.
        ways.append(("gravity turn to the orbit, southward", orbit, 8.0, True))
    ways += [("gravity turn to 200 km", low, 8.0, False), ("late gravity turn to the orbit", orbit, 20.0, False)]
    for label, target, rise, south in ways:
        yield label, _turn(p, target, rise, south)


def _turn(p: AscentProblem, orbit: tuple[float, float], rise: float, south: bool) -> Flight:
    """The simulated flight that comes nearest to `orbit`."""
    density, scale_height, area = p.density, p.scale_height, p.drag_area
    world = World(
        gm=p.gm,
        rate=p.rate,
        gravity=lambda r: -p.gm * r / np.linalg.norm(r, axis=-1, keepdims=True) ** 3,
        altitude=lambda r: np.linalg.norm(r, axis=-1) - p.radius,
        air=lambda h: (density * np.exp(-h / scale_height), np.zeros_like(h), np.full_like(h, 340.0)),
        drag_area=lambda m: np.full_like(m, area),
    )
    durations = _durations(p)
    legs = schedule(p, durations, p.payload)[0]
    burns = [Burn(d, leg.mass, leg.flow, leg.thrust) for leg, d in zip(legs, durations, strict=True)]
    target = (
        p.target if p.inclined else replace(p.target, inclination=float(np.arcsin(abs(p.r0[2]) / np.linalg.norm(p.r0))))
    )
    heading = target.heading(p.r0, southward=south)
    return fly_turn(p.r0, p.v0, heading, burns, world, target=orbit, vertical_time=rise, step=8.0)


def _durations(p: AscentProblem) -> list[float]:
    """A duration for each phase: as stated, until the propellant is spent, or five minutes of coast."""
    out: list[float] = []
    for k, phase in enumerate(p.phases):
        before = float(sum(out))
        if phase.finish.fixed:
            out.append(phase.finish.low - before)
            continue
        spent = schedule(p, [*out, *[0.0] * (len(p.phases) - k)], p.payload)[2]
        left = [
            p.units[name].burn - min(v for key, v in spent.items() if key.split(":")[0] == name)
            for name in phase.burning
        ]
        longest = max(phase.finish.high - before, 1.0)
        out.append(min(min(left, default=300.0), longest) if left or isfinite(longest) else 300.0)
    return out


def _start(p: AscentProblem, solver: Solver, guess: Flight) -> Array:
    """Unknowns that lie on a simulated flight; it may end before the schedule does."""
    length, speed, clock = _scales(p)
    statics = solver.program.statics
    w = np.zeros(solver.low.size)
    if "cosine" in statics:
        w[statics["cosine"]] = np.hypot(p.r0[0], p.r0[1]) / np.linalg.norm(p.r0)
    w[statics["payload"]] = p.payload / p.liftoff
    durations = _durations(p)
    t0 = 0.0
    for k, (layout, duration) in enumerate(zip(solver.program.layouts, durations, strict=True)):
        span = duration
        if f"d:{k}" in statics:
            if k == len(durations) - 1:
                span = min(duration, max(float(guess.t[-1]) - t0, 60.0))
            w[statics[f"d:{k}"]] = span / clock
        r, v, u = guess.at(t0 + span * layout.nodes)
        w[layout.states] = np.hstack([r / length, v / speed])
        w[layout.controls] = u / np.linalg.norm(u, axis=1, keepdims=True)
        t0 += span
    return w


def _carried(last: Ascent, solver: Solver) -> Array:
    """An optimum on a coarse mesh as the start on a finer one."""
    w = np.zeros(solver.low.size)
    old, program = last.solver.program, solver.program
    for name, index in program.statics.items():
        w[index] = last.solution.w[old.statics[name]]
    for fine, coarse in zip(program.layouts, old.layouts, strict=True):
        for new, given in ((fine.states, coarse.states), (fine.controls, coarse.controls)):
            values = last.solution.w[given]
            w[new] = np.column_stack([np.interp(fine.nodes, coarse.nodes, column) for column in values.T])
    return w
