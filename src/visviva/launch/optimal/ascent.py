"""The optimal ascent: from a vehicle, a pad and an orbit to the heaviest payload, and its flight.

Every optimum is flown again by `visviva.launch.flight.forward` (exact US 1976 air, exact geodetic
altitude, drag table without rounding, J2 to J4); one that does not arrive is an error, not an
answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from visviva.errors import ConvergenceError
from visviva.launch.mission import Mission
from visviva.launch.optimal import plan
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.cold import from_nothing
from visviva.launch.optimal.optimum import AscentQuestion, Optimum
from visviva.launch.optimal.plan import PlanName
from visviva.launch.optimal.program import AscentConstraints
from visviva.launch.optimal.reach import missing_velocity, weak_stage
from visviva.launch.optimal.solving import orbit, solve, walk
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
    beyond = start is not None and _beyond(start, mission, payload)
    names = (start.plan,) if start and beyond else plans or plan.plans(mission, vehicle)
    last_resort = plans is None and not beyond and "direct" not in names
    for name in (*names, "direct") if last_resort else names:
        if last_resort and name == "direct" and (found or _missing(failed)):
            break  # a stage need not be lit again
        question = AscentQuestion(
            mission, vehicle, constraints, name, delta_v_margin, unmodelled, payload
        )
        try:
            near = start if start and start.plan == name else None
            found.append(_solved(question, near, found[-1] if found else None))
        except ConvergenceError as err:
            failed.append(err)
    if found:
        return max(found, key=lambda best: getattr(best, question.goal))
    # Out of reach is an answer, and the plan that lacks least gives it; no answer at all is none.
    raise min(_missing(failed) or failed, key=lambda err: float(err.fields.get("missing_m_s", 0.0)))


def _missing(failed: list[ConvergenceError]) -> list[ConvergenceError]:
    """Those that say how much is missing."""
    return [err for err in failed if "missing_m_s" in err.fields]


def _refuse_hopeless(mission: Mission, vehicle: Vehicle, kept: float) -> None:
    """Refuse an orbit that the stages do not reach even without a payload and any loss."""
    missing = missing_velocity(vehicle, mission, kept_back=kept)
    if missing > 0.0:
        raise ConvergenceError(
            why(
                "hopeless",
                orbit=orbit(mission),
                vehicle=vehicle.name,
                missing=(missing, 0),
            ),
            advice="choose a lower orbit, or another launcher",
            missing_m_s=missing,
            at_least=True,
        )
    gained, missing = weak_stage(vehicle, mission)
    if missing > 0.0:
        raise ConvergenceError(
            why(
                "falls-back",
                orbit=orbit(mission),
                vehicle=vehicle.name,
                gained=(gained, 0),
                missing=(missing + kept, 0),
            ),
            advice="check the thrust of the last stage",
            missing_m_s=missing + kept,
            at_least=True,
        )


def _solved(question: AscentQuestion, start: Optimum | None, beside: Optimum | None) -> Optimum:
    """One plan solved, and what its later burns take besides found out and taken off.

    From a neighbour, else beside the ascent of another plan, else from nothing.
    """
    tried: list[str] = []
    best = None
    if start is not None:
        try:
            best = walk(question, start)
        except ConvergenceError as err:
            if _beyond(start, question.mission, question.payload):
                # No search from nothing finds what is too heavy even beside the heaviest.
                raise
            tried.append(f"neighbour: {err.message}")
    if best is None:
        best = from_nothing(question, tried, beside)
    _within_reach(question, best, tried)
    if question.plan == "direct":
        return best
    return _with_losses(question, best)


def _beyond(start: Optimum, mission: Mission, payload: float | None) -> bool:
    """Whether a payload is heavier than the heaviest to that orbit, which `start` is."""
    heaviest = start.mission == mission and start.parameters["weigh_payload"] == 1.0
    return heaviest and payload is not None and payload > start.payload


def _within_reach(question: AscentQuestion, best: Optimum, tried: list[str]) -> None:
    """Refuse an ascent that falls short of the velocity to be kept back, with nothing on board."""
    missing = question.delta_v_margin - best.delta_v_margin
    if question.payload is None and missing > 0.01:
        raise ConvergenceError(
            why(
                "out-of-reach",
                orbit=orbit(question.mission),
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
        best = replace(solve(question, best.program, best.solution, values), upper=best.upper)
    raise ConvergenceError(
        why("unsettled", vehicle=question.vehicle.name, gap=(off, 1)),
        advice="try a neighbouring orbit",
    )


def moved(best: Optimum, unmodelled: float) -> Optimum:
    """`best`, a heaviest payload, for another unmodelled velocity, m/s, from where it stands.

    ConvergenceError where that is too far.
    """
    constraints = best.program.constraints
    question = AscentQuestion(
        best.mission, best.vehicle, constraints, best.plan, best.delta_v_margin, unmodelled, None
    )
    return solve(question, best.program, best.solution, best.parameters)
