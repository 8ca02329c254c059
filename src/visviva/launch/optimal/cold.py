"""Where no neighbour is known: an ascent found from a simulated flight, or along lower orbits.

Two ways lead from a guess (`visviva.launch.optimal.ipopt`): beside it, and freely where that leads
nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from visviva.core.arrays import Array
from visviva.errors import ConvergenceError
from visviva.launch.optimal import plan
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.optimum import AscentQuestion, Optimum
from visviva.launch.optimal.program import Program
from visviva.launch.optimal.resampled import resampled
from visviva.launch.optimal.solving import orbit, solve, stepped, values_of, walk
from visviva.launch.optimal.start import from_gravity_turn, payload_guess
from visviva.launch.reasons import why

#: From this perigee on, m, a last stage that is lit once climbs to the orbit from neighbour to
#: neighbour, the first of them here and each higher by this factor: far above where it ends, the
#: optimiser finds no way from a guess. Where so much is missing below, m/s, it stops.
ONCE_HIGH, ONCE_FIRST, ONCE_STEP, ONCE_ENOUGH = 1000e3, 400e3, 1.25, 3000.0
#: Most guesses, and by which share the payload of the next is lighter.
GUESSES, LIGHTER = 4, 0.7
#: Beside the guess, then freely.
WAYS = (True, False)
#: An anomaly beyond this, rad, is the apogee: a transfer that begins where it should end is a
#: corner, beside which a better one may lie.
AT_APOGEE = 3.1


def from_nothing(
    question: AscentQuestion, tried: list[str], beside: Optimum | None = None
) -> Optimum:
    """Cold start: by a gravity turn, and where the last stage is lit once by lower orbits.

    Parameters
    ----------
    question : AscentQuestion
    tried : list of str
        What was tried and led nowhere is appended.
    beside : Optimum, optional
        The same question by another plan, whose way out of the air is tried first.

    Raises
    ------
    ConvergenceError
        If no ascent is found.
    """
    low = question.mission.perigee
    if question.plan != "direct" or question.mission.c3 is not None or low <= ONCE_FIRST:
        return _from_flight(question, tried, beside)
    if low > ONCE_HIGH:
        return _by_climbing(question)
    try:
        return _from_flight(question, tried, beside)
    except ConvergenceError:
        return _by_climbing(question)


def _by_climbing(question: AscentQuestion) -> Optimum:
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
            best = _from_flight(lower, [], None)
        else:
            best = stepped(lower, best, values_of(lower), again=True)
        missing = question.delta_v_margin - best.delta_v_margin
        if question.goal != "unmodelled" and missing > ONCE_ENOUGH:
            raise ConvergenceError(
                why(
                    "lower-too",
                    orbit=orbit(question.mission),
                    lower=orbit(lower.mission),
                    vehicle=question.vehicle.name,
                    missing=(missing, 0),
                ),
                advice="choose a lower orbit, or another launcher",
                missing_m_s=missing,
                at_least=True,
            )
        height *= ONCE_STEP
    assert best is not None
    return stepped(question, best, values_of(question), again=True)


@dataclass(slots=True)
class _Search:
    """Optima by the leg in which the fairing leaves, and what was tried besides."""

    question: AscentQuestion
    tried: list[str]
    solved: dict[int, Optimum] = field(default_factory=dict)
    reason: str = ""

    def solve(
        self, label: str, program: Program, w: Array, leg: int, ways: tuple[bool, ...]
    ) -> bool:
        """Whether one of the `ways` (beside the guess, freely) leads from it to an optimum."""
        for near in ways:
            try:
                found = solve(self.question, program, w, values_of(self.question), near=near)
            except ConvergenceError as err:
                self.tried.append(f"{label}, {_leaving(leg)}: {err.message}")
                self.reason = err.sentence
                continue
            if near and _cornered(found) and self._freely(program, w, leg, found):
                return True
            self._keep(leg, found)
            return True
        return False

    def _freely(self, program: Program, w: Array, leg: int, corner: Optimum) -> bool:
        """Whether a free search from the same guess leaves the corner for something better."""
        try:
            found = solve(self.question, program, w, values_of(self.question))
        except ConvergenceError:
            return False
        if found.solution.objective >= corner.solution.objective:
            return False
        self._keep(leg, found)
        return True

    def _keep(self, leg: int, found: Optimum) -> None:
        self.solved[leg] = found

    def follow_fairing(self, leg: int) -> None:
        """Move the fairing to another leg as long as the optimum presses against the ends of its.

        Where both sides of a staging press against it, the fairing would leave just there: the
        better side is it.
        """
        while leg in self.solved and len(self.solved) < GUESSES:
            best = self.solved[leg]
            to = _press(best.program, best.solution, leg)
            if to is None or to in self.solved:
                return
            self.tried.append(f"fairing off in leg {leg} presses against its end")
            program, w = resampled(best, leg=to)
            self.solve("the neighbouring leg", program, w, to, WAYS)
            leg = to

    def best(self) -> Optimum:
        """The best of what was found."""
        return min(self.solved.values(), key=lambda found: found.solution.objective)


def _from_flight(question: AscentQuestion, tried: list[str], beside: Optimum | None) -> Optimum:
    search = _Search(question, tried)
    wish = plan.guess(question.plan, question.mission, question.vehicle)
    if beside is not None:
        program, w = resampled(beside, wish=wish)
        leg = program.fairing_leg
        if search.solve("the other plan's ascent", program, w, leg, (True,)):
            search.follow_fairing(leg)
            return search.best()
    guess = question.payload
    if guess is None:
        kept = question.delta_v_margin + (question.unmodelled or 0.0)
        guess = payload_guess(question.mission, question.vehicle, wish, kept)
    fairing_leg: int | None = None
    for _ in range(GUESSES):
        program, w, where = from_gravity_turn(
            question.mission,
            question.vehicle,
            question.constraints,
            values_of(question),
            wish,
            guess,
            fairing_leg,
            unmodelled=question.unmodelled or 0.0,
        )
        if search.solve(f"gravity turn with {guess:.0f} kg", program, w, where, WAYS):
            search.follow_fairing(where)
            return search.best()
        if fairing_leg is None and 0 <= where < len(program.names) - 2:
            fairing_leg = where + 1
        if question.payload is not None:
            break
        guess *= LIGHTER
    if question.payload is not None:
        # The heaviest payload is the easiest to find; from it any other is not far.
        heaviest = replace(question, payload=None, unmodelled=question.unmodelled or 0.0)
        return walk(question, from_nothing(heaviest, tried, beside))
    raise ConvergenceError(
        why(
            "not-converged",
            vehicle=question.vehicle.name,
            orbit=orbit(question.mission),
            reason=search.reason,
        ),
        advice="the orbit may be out of its reach",
        tried=tuple(tried),
    )


def _beside(search: _Search, other: Optimum, wish: Mapping[str, float]) -> bool:
    """Whether the ascent of another plan leads to an optimum of this one."""
    program, w = resampled(other, wish=wish)
    leg = program.fairing_leg
    if not search.solve("the other plan's ascent", program, w, leg, (True,)):
        return False
    search.follow_fairing(leg)
    return True


def _cornered(found: Optimum) -> bool:
    """Whether a transfer begins at its apogee."""
    if found.plan != "transfer":
        return False
    return abs(found.program.solver.value(found.solution, "anomaly")) > AT_APOGEE


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
