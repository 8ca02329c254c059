"""The optimal ascent: from a vehicle, a pad and an orbit to the heaviest payload, and its flight.

Every optimum is flown again by `visviva.launch.flight.forward` (exact US 1976 air, exact geodetic
altitude, drag table without rounding, J2 to J4); one that does not arrive is an error, not an
answer.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visviva.core.arrays import Array
from visviva.core.message import Message
from visviva.errors import ConvergenceError
from visviva.launch.mission import Mission
from visviva.launch.optimal import plan
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.optimum import AscentQuestion, Optimum, parameters_of
from visviva.launch.optimal.plan import PlanName
from visviva.launch.optimal.program import STATICS, AscentConstraints, Program
from visviva.launch.optimal.reach import missing_velocity
from visviva.launch.optimal.start import from_gravity_turn, payload_guess
from visviva.launch.optimal.upper import fly_upper
from visviva.launch.optimal.upper_goals import aim
from visviva.launch.reasons import why
from visviva.launch.vehicle import Vehicle, check_vehicle

#: To what the loss of the later burns (m/s) and the aim of the injection (share of the apogee's
#: radius, 60 m in a low orbit, and rad) must settle between two solves.
ACCURATE_LOSS, ACCURATE_AIM = 0.3, 1e-5
#: Apogee in Earth radii beyond which the aim need not be so close: its square is how far a
#: velocity at perigee moves it, and a thousandth of the way to the Moon is a centimetre a second.
FAR = 10.0
#: From this perigee on, m, a last stage that is lit once climbs to the orbit from neighbour to
#: neighbour, the first of them here and each higher by this factor: far above where it ends, the
#: optimiser finds no way from a guess. Where so much is missing below, m/s, it stops.
ONCE_HIGH, ONCE_FIRST, ONCE_STEP, ONCE_ENOUGH = 1000e3, 400e3, 1.25, 3000.0


def optimise(
    mission: Mission,
    vehicle: Vehicle,
    *,
    constraints: AscentConstraints | None = None,
    delta_v_margin: float = 0.0,
    unmodelled: float | None = 0.0,
    payload: float | None = None,
    start: Optimum | None = None,
    plans: Sequence[PlanName] | None = None,
) -> Optimum:
    """Heaviest payload for a delta-v margin, or largest delta-v margin for a payload.

    Or, for a payload and with `unmodelled` None, the largest unmodelled velocity.

    Parameters
    ----------
    mission : Mission
    vehicle : Vehicle
    constraints : AscentConstraints, optional
    delta_v_margin : float
        Velocity the last stage must keep back, m/s.
    unmodelled : float or None
        Velocity by which the stage figures are too good, m/s (reserves, residuals, what is not
        modelled): every stage leaves the same share of its propellant unburnt, so much that all
        together lose it. None: as much as the payload leaves room for.
    payload : float, optional
        If given, held, kg, and the delta-v margin is maximised.
    start : Optimum, optional
        A neighbour to start from, of the same vehicle structure and constraints.
    plans : sequence of str, optional
        Plans to try (`visviva.launch.optimal.plan`); None: all that the vehicle can fly.
        The best is the answer.

    Raises
    ------
    InputError
        If the vehicle cannot fly.
    ConvergenceError
        If no start converged; `fields["tried"]` lists them. If the orbit is out of reach with
        nothing on board, `fields["missing_m_s"]` says by how much.
    """
    constraints = constraints or AscentConstraints()
    check_vehicle(vehicle, payload or 0.0)
    _refuse_hopeless(mission, vehicle, delta_v_margin + (unmodelled or 0.0))
    found: list[Optimum] = []
    failed: list[ConvergenceError] = []
    for name in plans or plan.plans(mission, vehicle):
        question = AscentQuestion(
            mission, vehicle, constraints, name, delta_v_margin, unmodelled, payload
        )
        try:
            found.append(_solved(question, start if start and start.plan == name else None))
        except ConvergenceError as err:
            failed.append(err)
    if found:
        return max(found, key=lambda best: getattr(best, question.goal))
    # Out of reach is an answer, and the plan that lacks least gives it; no answer at all is none.
    missing = [err for err in failed if "missing_m_s" in err.fields]
    raise min(missing or failed, key=lambda err: float(err.fields.get("missing_m_s", 0.0)))


def _refuse_hopeless(mission: Mission, vehicle: Vehicle, kept: float) -> None:
    """Refuse an orbit that the stages do not reach even without a payload and any loss."""
    missing = missing_velocity(vehicle, mission, kept_back=kept)
    if missing > 0.0:
        raise ConvergenceError(
            why(
                "hopeless",
                orbit=_orbit(mission),
                vehicle=vehicle.name,
                missing=(missing, 0),
            ),
            advice="choose a lower orbit, or another launcher",
            missing_m_s=missing,
            at_least=True,
        )


def _from_nothing(question: AscentQuestion, tried: list[str]) -> Optimum:
    """Cold start: by a gravity turn, and where the last stage is lit once by lower orbits."""
    values = parameters_of(question.vehicle, question.mission, question.goal)
    low = question.mission.perigee
    if question.plan != "direct" or question.mission.c3 is not None or low <= ONCE_FIRST:
        return _from_gravity_turn(question, values, tried)
    if low > ONCE_HIGH:
        return _by_climbing(question, values)
    try:
        return _from_gravity_turn(question, values, tried)
    except ConvergenceError:
        return _by_climbing(question, values)


def _by_climbing(question: AscentQuestion, values: dict[str, float]) -> Optimum:
    """The ascent to a high orbit, from neighbour to neighbour that is lower.

    Payload never rises with height: what is missing below is missing at least.

    Raises
    ------
    ConvergenceError
        If no ascent is found, or too much is missing below already.
    """
    height, best = ONCE_FIRST, None
    while height < question.mission.perigee:
        lower = replace(question, mission=replace(question.mission, perigee=height, apogee=height))
        if best is None:
            best = _from_gravity_turn(lower, _values(lower), [])
        else:
            best = _solve(lower, best.program, best.solution, _values(lower))
        missing = question.delta_v_margin - best.delta_v_margin
        if question.goal != "unmodelled" and missing > ONCE_ENOUGH:
            raise ConvergenceError(
                why(
                    "lower-too",
                    orbit=_orbit(question.mission),
                    lower=_orbit(lower.mission),
                    vehicle=question.vehicle.name,
                    missing=(missing, 0),
                ),
                advice="choose a lower orbit, or another launcher",
                missing_m_s=missing,
                at_least=True,
            )
        height *= ONCE_STEP
    assert best is not None
    return _solve(question, best.program, best.solution, values)


def _values(question: AscentQuestion) -> dict[str, float]:
    return parameters_of(question.vehicle, question.mission, question.goal)


def _solved(question: AscentQuestion, start: Optimum | None) -> Optimum:
    """One plan solved, and what its later burns take besides found out and taken off."""
    tried: list[str] = []
    best = None
    if start is not None:
        try:
            values = parameters_of(question.vehicle, question.mission, question.goal)
            values |= {name: start.parameters[name] for name in ("loss", "rise", "lean")}
            best = _solve(question, start.program, start.solution, values)
        except ConvergenceError as err:
            tried.append(f"neighbour: {err.message}")
    if best is None:
        best = _from_nothing(question, tried)
    _within_reach(question, best, tried)
    if question.plan == "direct":
        return best
    return _with_losses(question, best)


def _within_reach(question: AscentQuestion, best: Optimum, tried: list[str]) -> None:
    """Refuse an ascent that falls short of the velocity to be kept back, with nothing on board."""
    missing = question.delta_v_margin - best.delta_v_margin
    if question.payload is None and missing > 0.01:
        raise ConvergenceError(
            why(
                "out-of-reach",
                orbit=_orbit(question.mission),
                vehicle=question.vehicle.name,
                missing=(missing, 0),
            ),
            advice="choose a lower orbit, or another launcher",
            tried=tuple(tried),
            missing_m_s=missing,
        )


def _with_losses(question: AscentQuestion, best: Optimum) -> Optimum:
    """`best` with its later burns flown: what they take above their impulses is kept for them."""
    for turn in range(6):
        off, aims = 0.0, aim(best)
        values = best.parameters | aims
        loose = 1 + turn  # the last digits are not worth more and more solves
        # An escape has no apogee, and nothing to aim at.
        close = ACCURATE_AIM * loose / max(min(FAR * best.parameters["near"], 1.0), 1e-3) ** 2
        if all(abs(aims[n] - best.parameters[n]) < close for n in aims):
            upper = fly_upper(best)
            values = best.parameters | {"loss": upper.delta_v / SPEED - sum(best.impulses)}
            off = abs(values["loss"] - best.parameters["loss"]) * SPEED
            if off < ACCURATE_LOSS * loose:
                return replace(best, upper=upper)
            best = replace(best, upper=upper)
        best = replace(_solve(question, best.program, best.solution, values), upper=best.upper)
    raise ConvergenceError(
        why("unsettled", vehicle=question.vehicle.name, gap=(off, 1)),
        advice="try a neighbouring orbit",
    )


def _solve(
    question: AscentQuestion, program: Program, start: Array | Solution, values: dict[str, float]
) -> Optimum:
    solution = program.solver.solve(start, values, question.held)
    return _optimum(question, program, solution, values)


def moved(best: Optimum, unmodelled: float) -> Optimum:
    """`best`, a heaviest payload, for another unmodelled velocity, m/s, from where it stands.

    ConvergenceError where that is too far.
    """
    constraints = best.program.constraints
    question = AscentQuestion(
        best.mission, best.vehicle, constraints, best.plan, best.delta_v_margin, unmodelled, None
    )
    return _solve(question, best.program, best.solution, best.parameters)


def _from_gravity_turn(
    question: AscentQuestion, values: dict[str, float], tried: list[str]
) -> Optimum:
    """Cold start; the fairing moves to another leg when the optimum presses against its ends."""
    mission, vehicle, payload = question.mission, question.vehicle, question.payload
    wish = plan.guess(question.plan, mission, vehicle)
    guess = payload if payload is not None else payload_guess(mission, vehicle, wish)
    fairing_leg: int | None = None
    solved: dict[int, Optimum] = {}
    failures = 0
    reason = ""
    for _ in range(4):
        program, w, where = from_gravity_turn(
            mission,
            vehicle,
            question.constraints,
            values,
            wish,
            guess,
            fairing_leg,
            unmodelled=question.unmodelled or 0.0,
        )
        try:
            best = _solve(question, program, w, values)
        except ConvergenceError as err:
            tried.append(f"gravity turn with {guess:.0f} kg, {_leaving(where)}: {err.message}")
            failures += 1
            reason = err.sentence
            if payload is None:
                guess *= 0.7
            fairing_leg = (
                where + 1
                if fairing_leg is None and 0 <= where < len(program.names) - 2
                else fairing_leg
            )
            continue
        solved[where] = best
        fairing_leg = _press(program, best.solution, where)
        if fairing_leg is None or fairing_leg in solved:
            break
        tried.append(f"fairing off in leg {where} presses against its end")
    if solved:
        # Where both sides of a staging press against it, the fairing would leave just there: the
        # better side is it.
        return min(solved.values(), key=lambda found: found.solution.objective)
    raise ConvergenceError(
        why("not-converged", vehicle=vehicle.name, orbit=_orbit(mission), reason=reason),
        advice="the orbit may be out of its reach",
        tried=tuple(tried),
    )


def _orbit(mission: Mission) -> Message:
    tilt = (float(np.degrees(mission.inclination)), 1)
    if mission.c3 is not None:
        return why("orbit.escape", c3=f"{mission.c3 / 1e6:g}", tilt=tilt)
    perigee, apogee = f"{mission.perigee / 1e3:.0f}", f"{mission.apogee / 1e3:.0f}"
    return why("orbit", perigee=perigee, apogee=apogee, tilt=tilt)


def _leaving(leg: int) -> str:
    return "no fairing" if leg < 0 else f"fairing off in leg {leg}"


def _press(program: Program, solution: Solution, leg: int) -> int | None:
    """The leg the fairing wants to leave in, or None where it is content."""
    if leg < 0:
        return None
    share = program.solver.value(solution, "fairing_share")
    if share < 0.021 and leg > 0:
        return leg - 1
    return leg + 1 if share > 0.979 else None


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
