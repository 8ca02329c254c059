"""The optimal ascent: from a vehicle, a pad and an orbit to the heaviest payload, and its flight.

Every optimum is flown again by `visviva.launch.flight.forward` (exact US 1976 air, exact geodetic
altitude, drag table without rounding, J2 to J4); one that does not arrive is an error, not an
answer.
"""

from dataclasses import dataclass, replace

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, STANDARD_GRAVITY
from visviva.errors import ConvergenceError, InputError
from visviva.launch.mission import Mission
from visviva.launch.optimal.collocation import Solution
from visviva.launch.optimal.program import (
    LENGTH,
    SPEED,
    STAGE_FIGURES,
    STATICS,
    Program,
    Rules,
    build,
)
from visviva.launch.optimal.start import (
    PARKING,
    from_gravity_turn,
    payload_guess,
    transfer,
    with_coast,
)
from visviva.launch.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Optimum:
    """A solved ascent.

    Attributes
    ----------
    payload : float
        kg.
    spare : float
        Velocity left unspent in the last stage with that payload, m/s (the nuisance velocity it was
        solved for).
    program, solution, parameters
        What it was solved with; hand it to `optimise` as the start of a neighbour.
    schedule : ndarray (n, 7)
        Per stretch: duration, mass at start, flow, thrust, exit area, load limit, exhaust velocity.
    mission, vehicle
    """

    payload: float
    spare: float
    program: Program
    solution: Solution
    parameters: dict[str, float]
    schedule: Array
    mission: Mission
    vehicle: Vehicle

    def rate(self, name: str) -> float:
        """How the objective (payload in kg, or spare velocity in m/s) moves with one parameter.

        Per its unit.
        """
        k = self.program.solver.parameter_names.index(name)
        scale = self.program.mass_unit if self.parameters["weigh_payload"] else SPEED
        return float(self.solution.sensitivity[k]) * scale


def check_vehicle(vehicle: Vehicle, payload: float = 0.0) -> None:
    """Refuse a vehicle that does not leave the pad.

    Raises
    ------
    InputError
        With the thrust-to-weight ratio at lift-off, if it is 1 or less.
    """
    push = sum(
        s.count
        * (s.thrust_vacuum - 101325.0 * s.nozzle_exit_area)
        * (s.throttle[0][1] if _low_start(s.throttle) else 1.0)
        for s in vehicle.stages
        if s.ignition == "liftoff"
    )
    ratio = push / ((vehicle.liftoff_mass + payload) * STANDARD_GRAVITY)
    if ratio <= 1.0:
        raise InputError(
            f"{vehicle.name} has a thrust-to-weight ratio of {ratio:.3f} at lift-off",
            advice="it must be above 1: check thrusts and masses",
            thrust_to_weight=ratio,
        )


def _low_start(throttle: tuple[tuple[float, float], ...]) -> bool:
    return bool(throttle) and throttle[0][0] <= 0.0


# --- solving


def parameters_of(vehicle: Vehicle, mission: Mission, *, fit: bool) -> dict[str, float]:
    """Values of the program's parameters for a vehicle and a mission.

    `fit` maximises the spare velocity.
    """
    target = mission.target
    out = {
        "semi_latus": target.parameter / LENGTH,
        "eccentricity": target.eccentricity,
        "cos_inclination": float(np.cos(target.inclination)),
        "weigh_payload": 0.0 if fit else 1.0,
        "weigh_spare": 1.0 if fit else 0.0,
        "fairing": vehicle.fairing.mass if vehicle.fairing else 0.0,
        "adapter": vehicle.adapter_mass,
        "drag": 1.0,
    }
    return out | {
        f"{k}.{n}": float(getattr(s, n))
        for k, s in enumerate(vehicle.stages)
        for n in STAGE_FIGURES
    }


def optimise(
    mission: Mission,
    vehicle: Vehicle,
    *,
    rules: Rules | None = None,
    spare: float = 0.0,
    payload: float | None = None,
    start: Optimum | None = None,
) -> Optimum:
    """Heaviest payload for a spare velocity, or largest spare velocity for a payload.

    Parameters
    ----------
    mission : Mission
    vehicle : Vehicle
    rules : Rules, optional
    spare : float
        Velocity the last stage must keep back, m/s (reserves, residuals and what published figures
        are too good by).
    payload : float, optional
        If given, held, kg, and the spare velocity is maximised.
    start : Optimum, optional
        A neighbour to start from, of the same vehicle structure and rules.

    Raises
    ------
    InputError
        If the vehicle cannot fly.
    ConvergenceError
        If no start converged; `fields["tried"]` lists them. If the orbit is out of reach with
        nothing on board, `fields["missing_m_s"]` says by how much.
    """
    rules = rules or Rules()
    check_vehicle(vehicle, payload or 0.0)
    fit = payload is not None
    values = parameters_of(vehicle, mission, fit=fit)
    held = (
        {"payload": payload / vehicle.liftoff_mass}
        if payload is not None
        else {"spare": spare / SPEED}
    )
    tried: list[str] = []
    if start is not None:
        program = start.program
        try:
            solution = program.solver.solve(start.solution, values, held)
            return _optimum(mission, vehicle, program, solution, values)
        except ConvergenceError as err:
            tried.append(f"neighbour: {err.message}")
    if rules.coast:
        return _from_transfer(mission, vehicle, rules, values, held, spare, payload, tried)
    try:
        return _from_gravity_turn(mission, vehicle, rules, values, held, payload, tried)
    except ConvergenceError:
        if fit:
            raise
    return _from_empty(mission, vehicle, rules, values, spare, tried)


def respared(best: Optimum, spare: float) -> Optimum:
    """`best` for another velocity to spare, m/s, from where it stands.

    ConvergenceError where that is too far.
    """
    solution = best.program.solver.solve(best.solution, best.parameters, {"spare": spare / SPEED})
    return _optimum(best.mission, best.vehicle, best.program, solution, best.parameters)


def _from_gravity_turn(
    mission: Mission,
    vehicle: Vehicle,
    rules: Rules,
    values: dict[str, float],
    held: dict[str, float],
    payload: float | None,
    tried: list[str],
) -> Optimum:
    """Cold start; the fairing moves to another leg when the optimum presses against its ends."""
    guess = payload if payload is not None else payload_guess(mission, vehicle)
    fairing_leg: int | None = None
    solved: dict[int, Optimum] = {}
    failures = 0
    for _ in range(4):
        program, w, where = from_gravity_turn(mission, vehicle, rules, values, guess, fairing_leg)
        try:
            solution = program.solver.solve(w, values, held)
        except ConvergenceError as err:
            tried.append(f"gravity turn with {guess:.0f} kg, {_leaving(where)}: {err.message}")
            failures += 1
            if payload is None:
                if failures == 2:
                    break  # there is another way to find a payload (`_from_empty`)
                guess *= 0.7
            fairing_leg = (
                where + 1
                if fairing_leg is None and 0 <= where < len(program.names) - 2
                else fairing_leg
            )
            continue
        solved[where] = _optimum(mission, vehicle, program, solution, values)
        fairing_leg = _press(program, solution, where)
        if fairing_leg is None or fairing_leg in solved:
            break
        tried.append(f"fairing off in leg {where} presses against its end")
    if solved:
        # Where both sides of a staging press against it, the fairing would leave just there: the
        # better side is it.
        return min(solved.values(), key=lambda found: found.solution.objective)
    raise ConvergenceError(
        f"no ascent of {vehicle.name} to {_orbit(mission)} converged: {tried[-1]}",
        advice="the orbit may be out of its reach",
        tried=tuple(tried),
    )


def _from_transfer(
    mission: Mission,
    vehicle: Vehicle,
    rules: Rules,
    values: dict[str, float],
    held: dict[str, float],
    spare: float,
    payload: float | None,
    tried: list[str],
) -> Optimum:
    """Start from the optimal direct ascent to the transfer orbit.

    Then a coast and a tangential burn are put on it.
    """
    below = transfer(mission)
    r = EARTH_RADIUS + below.apogee
    speed = np.sqrt(EARTH_GM * (2 / r - 1 / below.target.semi_major))
    gain = max(float(np.sqrt(EARTH_GM * (2 / r - 1 / mission.target.semi_major)) - speed), 20.0)
    direct = optimise(
        below, vehicle, rules=replace(rules, coast=False), spare=spare + gain, payload=payload
    )
    for finer in (0, 2):
        mesh = replace(rules, intervals_per_leg=rules.intervals_per_leg + finer)
        if finer:
            plain = replace(mesh, coast=False)
            direct = optimise(below, vehicle, rules=plain, spare=spare + gain, payload=payload)
        source = direct.program
        program = build(
            vehicle,
            mission.latitude,
            mesh,
            payload=source.shape,
            fairing_leg=source.fairing_leg,
            equatorial=mission.equatorial,
        )
        w = with_coast(
            program,
            source,
            direct.solution.w,
            direct.schedule,
            gain,
            half_turn=below.apogee > PARKING,
        )
        try:
            return _optimum(
                mission, vehicle, program, program.solver.solve(w, values, held), values
            )
        except ConvergenceError as err:
            tried.append(
                f"transfer orbit, coast, second burn, {mesh.intervals_per_leg} intervals: "
                f"{err.message}"
            )
    raise ConvergenceError(
        f"no ascent of {vehicle.name} with a coast to {_orbit(mission)} converged: {tried[-1]}",
        advice="try it without a coast",
        tried=tuple(tried),
    )


def _from_empty(
    mission: Mission,
    vehicle: Vehicle,
    rules: Rules,
    values: dict[str, float],
    spare: float,
    tried: list[str],
) -> Optimum:
    """Last resort: fly it with nothing on board.

    Then load what the velocity above `spare` carries.
    """
    fit = parameters_of(vehicle, mission, fit=True)
    empty = _from_gravity_turn(mission, vehicle, rules, fit, {"payload": 0.0}, 0.0, tried)
    if empty.spare < spare:
        raise ConvergenceError(
            f"{_orbit(mission)} is out of reach of {vehicle.name}: with nothing on board the best "
            "ascent found lacks "
            f"{spare - empty.spare:.0f} m/s",
            advice="choose a lower orbit, or another launcher",
            tried=tuple(tried),
            missing_m_s=spare - empty.spare,
        )
    solution = empty.program.solver.solve(empty.solution.w, values, {"spare": spare / SPEED})
    return _optimum(mission, vehicle, empty.program, solution, values)


def _orbit(mission: Mission) -> str:
    return (
        f"{mission.perigee / 1e3:.0f} x {mission.apogee / 1e3:.0f} km, "
        f"{np.degrees(mission.inclination):.1f} deg"
    )


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
    mission: Mission,
    vehicle: Vehicle,
    program: Program,
    solution: Solution,
    values: dict[str, float],
) -> Optimum:
    scalars = solution.w[[program.solver.program.statics[n] for n in STATICS]]
    schedule = np.asarray(
        program.schedule(scalars, [values[n] for n in program.solver.parameter_names])
    )
    return Optimum(
        scalars[0] * program.mass_unit,
        scalars[1] * SPEED,
        program,
        solution,
        values,
        schedule,
        mission,
        vehicle,
    )
