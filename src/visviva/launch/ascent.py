"""The optimal ascent: from a vehicle, a pad and an orbit to the heaviest payload, and its flight.

Every optimum is flown again by `visviva.launch.flight` (exact US 1976 air, exact geodetic altitude, drag table
without rounding, J2 to J4); one that does not arrive is an error, not an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from visviva.core.atmosphere.us76 import us76
from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from visviva.errors import ConvergenceError, InputError
from visviva.launch.ascent_program import (
    CLOCK,
    LENGTH,
    SPEED,
    STAGE_FIGURES,
    Program,
    Rules,
    build,
    drag_area,
    drag_table,
    vertical_time,
)
from visviva.launch.collocation import Solution
from visviva.launch.flight import pad_state
from visviva.launch.gravity_turn import Burn, Flight, World, fly_turn, length, unit
from visviva.launch.schedule import Leg, best_figures, legs
from visviva.launch.target import OrbitTarget
from visviva.launch.vehicle import Vehicle

Array = NDArray[np.float64]

LOWEST_PERIGEE = 120e3  # m: below it an orbit does not live one turn
PARKING = 190e3  # m: where a first burn ends before a coast


@dataclass(frozen=True, slots=True)
class Mission:
    """Where from and where to.

    Attributes
    ----------
    latitude : float
        Geodetic, of the pad, rad.
    perigee, apogee : float
        Over the equatorial radius, osculating at insertion, m.
    inclination : float
        rad.
    southward : bool
        Leave towards the descending node.
    turn : bool
        An inclination below the latitude may be reached by turning on the way.
    longitude : float
        Of the pad, rad; for the ground track alone.
    """

    latitude: float
    perigee: float
    apogee: float
    inclination: float
    southward: bool = False
    turn: bool = False
    longitude: float = 0.0

    def __post_init__(self) -> None:
        if not abs(self.latitude) <= np.pi / 2:
            raise InputError(f"a latitude of {np.degrees(self.latitude):g} deg", advice="give one from -90 to 90")
        if not self.perigee >= LOWEST_PERIGEE:
            raise InputError(
                f"a perigee of {self.perigee / 1e3:g} km is inside the air",
                advice=f"give one of {LOWEST_PERIGEE / 1e3:g} km or more",
                perigee_m=self.perigee,
            )
        if not self.apogee >= self.perigee:
            raise InputError(
                f"an apogee of {self.apogee / 1e3:g} km below the perigee of {self.perigee / 1e3:g} km",
                advice="swap them",
            )
        _ = self.target  # refuses angles that are none
        lowest = self.lowest_inclination
        if not self.turn and min(self.inclination, np.pi - self.inclination) < lowest - 1e-4:
            raise InputError(
                f"an inclination of {np.degrees(self.inclination):.2f} deg is below the pad's latitude: from "
                f"{np.degrees(self.latitude):.2f} deg no less than {np.degrees(lowest):.2f} is reached without a turn",
                advice="allow a turn, or give an inclination of the latitude or more",
                inclination_deg=float(np.degrees(self.inclination)),
                lowest_deg=float(np.degrees(lowest)),
            )

    @property
    def lowest_inclination(self) -> float:
        """Geocentric latitude of the pad, rad: planes pass through the centre of the Earth."""
        return float(np.arctan((1.0 - EARTH_FLATTENING) ** 2 * np.tan(abs(self.latitude))))

    @property
    def target(self) -> OrbitTarget:
        """The orbit, node and perigee free."""
        r_p, r_a = EARTH_RADIUS + self.perigee, EARTH_RADIUS + self.apogee
        return OrbitTarget(0.5 * (r_p + r_a), (r_a - r_p) / (r_a + r_p), self.inclination)


@dataclass(frozen=True, slots=True)
class Optimum:
    """A solved ascent.

    Attributes
    ----------
    payload : float
        kg.
    spare : float
        Velocity left unspent in the last stage with that payload, m/s (the nuisance velocity it was solved for).
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
        """How the objective (payload in kg, or spare velocity in m/s) moves with one parameter, per its unit."""
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


# --- solving ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _program(vehicle: Vehicle, latitude: float, rules: Rules, payload: float, fairing_leg: int) -> Program:
    return build(vehicle, latitude, rules, payload=payload, fairing_leg=fairing_leg)


def parameters_of(vehicle: Vehicle, mission: Mission, *, fit: bool) -> dict[str, float]:
    """Values of the program's parameters for a vehicle and a mission; `fit` maximises the spare velocity."""
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
    return out | {f"{k}.{n}": float(getattr(s, n)) for k, s in enumerate(vehicle.stages) for n in STAGE_FIGURES}


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
        Velocity the last stage must keep back, m/s (reserves, residuals and what published figures are too good by).
    payload : float, optional
        If given, held, kg, and the spare velocity is maximised.
    start : Optimum, optional
        A neighbour to start from, of the same vehicle structure and rules.

    Raises
    ------
    InputError
        If the vehicle cannot fly.
    ConvergenceError
        If no start converged; `fields["tried"]` lists them.
    """
    rules = rules or Rules()
    check_vehicle(vehicle, payload or 0.0)
    fit = payload is not None
    values = parameters_of(vehicle, mission, fit=fit)
    held = {"payload": payload / vehicle.liftoff_mass} if payload is not None else {"spare": spare / SPEED}
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
    return _from_gravity_turn(mission, vehicle, rules, values, held, payload, tried)


def _from_gravity_turn(
    mission: Mission, vehicle: Vehicle, rules: Rules, values: dict[str, float], held: dict[str, float],
    payload: float | None, tried: list[str],
) -> Optimum:  # fmt: skip
    """Cold start; the leg in which the fairing leaves is moved when the optimum presses against its ends."""
    guess = payload if payload is not None else _payload_guess(mission, vehicle)
    fairing_leg: int | None = None
    for _ in range(4):
        program, w, where = _guess(mission, vehicle, rules, values, guess, fairing_leg)
        try:
            solution = program.solver.solve(w, values, held)
        except ConvergenceError as err:
            tried.append(f"gravity turn with {guess:.0f} kg, fairing off in leg {where}: {err.message}")
            if payload is None:
                guess *= 0.7
            fairing_leg = where + 1 if fairing_leg is None and 0 <= where < len(program.names) - 2 else fairing_leg
            continue
        moved = _press(program, solution, where)
        if moved is None or moved == fairing_leg:
            return _optimum(mission, vehicle, program, solution, values)
        tried.append(f"fairing off in leg {where} presses against its end")
        fairing_leg = moved
    raise ConvergenceError(
        f"no ascent of {vehicle.name} to {mission.perigee / 1e3:.0f} x {mission.apogee / 1e3:.0f} km, "
        f"{np.degrees(mission.inclination):.1f} deg converged: {tried[-1]}",
        advice="the orbit may be out of its reach",
        tried=tuple(tried),
    )


def _press(program: Program, solution: Solution, leg: int) -> int | None:
    """The leg the fairing wants to leave in, or None where it is content."""
    if leg < 0:
        return None
    share = program.solver.value(solution, "fairing_share")
    if share < 0.021 and leg > 0:
        return leg - 1
    return leg + 1 if share > 0.979 else None


def _optimum(
    mission: Mission, vehicle: Vehicle, program: Program, solution: Solution, values: dict[str, float]
) -> Optimum:
    scalars = solution.w[[program.solver.program.statics[n] for n in _STATICS]]
    schedule = np.asarray(program.schedule(scalars, [values[n] for n in program.solver.parameter_names]))
    return Optimum(
        scalars[0] * program.mass_unit, scalars[1] * SPEED, program, solution, values, schedule, mission, vehicle
    )


_STATICS = ("payload", "spare", "anomaly", "fairing_share", "first_burn", "coast")


# --- the start ----------------------------------------------------------------------------------------------


def _payload_guess(mission: Mission, vehicle: Vehicle) -> float:
    """Payload at which the stages' ideal velocity is what such orbits take, with usual losses (kg)."""
    r = EARTH_RADIUS + 200e3
    a = 0.5 * (r + EARTH_RADIUS + mission.apogee)
    need = np.sqrt(EARTH_GM * (2 / r - 1 / a)) + 1500.0
    need -= EARTH_RATE * EARTH_RADIUS * np.cos(mission.inclination)
    circular = 0.5 * (2 * EARTH_RADIUS + mission.perigee + mission.apogee)
    need += abs(np.sqrt(EARTH_GM / circular) - np.sqrt(EARTH_GM / r)) if mission.perigee > 250e3 else 0.0
    low, high = 0.0, 0.3 * vehicle.liftoff_mass
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _ideal(vehicle, middle) > need else (low, middle)
    return max(low, 2e-4 * vehicle.liftoff_mass)


def _ideal(vehicle: Vehicle, payload: float) -> float:
    mass = vehicle.liftoff_mass + payload
    ground = [s for s in vehicle.stages if s.ignition == "liftoff"]
    gained = 0.0
    for group in [ground, *[[s] for s in vehicle.stages if s.ignition == "sequence"]]:
        flow = sum(s.count * s.mass_flow for s in group)
        exhaust = sum(s.count * s.thrust_vacuum for s in group) / flow
        burnt = sum(s.count * s.propellant_mass * (1 - s.residual_fraction) for s in group)
        gained += exhaust * np.log(mass / (mass - burnt))
        mass -= sum(s.count * s.gross_mass for s in group)
        if group is ground and vehicle.fairing:
            mass -= vehicle.fairing.mass
    return float(gained)


@lru_cache(maxsize=1)
def _air_table() -> tuple[Array, Array, Array, Array]:
    z = np.arange(-2e3, 400e3, 500.0)
    a = us76(z)
    return z, np.log(a.density), np.log(a.pressure), a.sound_speed


def _world(vehicle: Vehicle) -> World:
    z, log_density, log_pressure, sound = _air_table()
    mach, cd = drag_table(vehicle)
    area = drag_area(vehicle)

    def air(h: Array) -> tuple[Array, Array, Array]:
        return np.exp(np.interp(h, z, log_density)), np.exp(np.interp(h, z, log_pressure)), np.interp(h, z, sound)

    def altitude(r: Array) -> Array:
        d = length(r)
        return np.asarray(d - EARTH_RADIUS * (1.0 - (r[..., 2] / d) ** 2 / 298.257))

    return World(
        gm=EARTH_GM, rate=EARTH_RATE,
        gravity=lambda r: -EARTH_GM * r / length(r)[..., None] ** 3,
        altitude=altitude, air=air, drag_area=lambda m: np.interp(m, mach, cd) * area,
    )  # fmt: skip


def _guess(
    mission: Mission,
    vehicle: Vehicle,
    rules: Rules,
    values: Mapping[str, float],
    payload: float,
    fairing_leg: int | None,
) -> tuple[Program, Array, int]:
    """Program, start vector and fairing leg from a simulated gravity turn."""
    r0, v0 = pad_state(mission.latitude, 0.0)
    plan = legs(
        vehicle, best_figures(vehicle), payload, values["fairing"], values["adapter"],
        load_max=vehicle.axial_load_max, payload_guess=payload,
    )  # fmt: skip
    heading = replace(mission.target, inclination=_reachable(mission)).heading(r0, southward=mission.southward)
    flight = fly_turn(
        r0, v0, heading, [_burn(leg) for leg in plan], _world(vehicle),
        target=(mission.target.semi_major, mission.target.eccentricity),
        vertical_time=_kick_time(vehicle, rules, payload),
    )  # fmt: skip
    leg = -1
    if vehicle.fairing is not None:
        leg = fairing_leg if fairing_leg is not None else _leg_of_flux(flight, plan, vehicle.fairing.heat_flux_limit)
    shape = round(payload, -2) if vehicle.axial_load_max is not None else 0.0
    program = _program(vehicle, mission.latitude, rules, shape, leg)
    statics = np.array([payload / program.mass_unit, 0.0, 0.0, 0.2, 0.85, 0.02])
    p = [values[n] for n in program.solver.parameter_names]
    schedule = np.asarray(program.schedule(statics, p))
    statics = _cut(flight, schedule, statics)
    schedule = np.asarray(program.schedule(statics, p))
    w = np.zeros(program.solver.low.size)
    for name, value in zip(_STATICS, statics, strict=True):
        w[program.solver.program.statics[name]] = value
    begins = np.concatenate([[0.0], np.cumsum(schedule[:, 0])])
    for k, layout in enumerate(program.solver.program.layouts):
        r, v, u = flight.at(begins[k] + schedule[k, 0] * layout.nodes)
        w[layout.states] = np.hstack([r / LENGTH, v / SPEED])
        if layout.controls.size:
            w[layout.controls] = unit(u)
    return program, w, leg


def _reachable(mission: Mission) -> float:
    """Inclination of the plane the turn is flown in: the target's, or the nearest that passes over the pad."""
    low = mission.lowest_inclination
    return float(np.clip(mission.inclination, low, np.pi - low))


def _kick_time(vehicle: Vehicle, rules: Rules, payload: float) -> float:
    """When the simulated turn begins: a slow starter must gain some 45 m/s first, or gravity topples it at once."""
    thrust = sum(
        s.count * (s.thrust_vacuum - 101325.0 * s.nozzle_exit_area) for s in vehicle.stages if s.ignition == "liftoff"
    )
    excess = max(thrust / (vehicle.liftoff_mass + payload) - STANDARD_GRAVITY, 0.5)
    return max(vertical_time(vehicle, rules, payload), min(45.0 / excess, 60.0))


def _burn(leg: Leg) -> Burn:
    """A leg for the coarse simulation (a load limit as its mean thrust)."""
    duration, mass = float(leg.duration), float(leg.mass)
    if leg.acceleration:
        end = mass * np.exp(-leg.acceleration * duration / leg.exhaust)
        return Burn(duration, mass, (mass - end) / duration, leg.acceleration * 0.5 * (mass + end), leg.exit_area)
    return Burn(duration, mass, float(leg.flow), float(leg.thrust), float(leg.exit_area))


def _leg_of_flux(flight: Flight, plan: list[Leg], limit: float) -> int:
    """The leg in which the guess first meets the heat flux at which the fairing may go."""
    altitude = np.linalg.norm(flight.r, axis=1) - EARTH_RADIUS
    z, log_density, _, _ = _air_table()
    relative = flight.v - np.cross([0.0, 0.0, EARTH_RATE], flight.r)
    flux = 0.5 * np.exp(np.interp(altitude, z, log_density)) * np.linalg.norm(relative, axis=1) ** 3
    cold = (flux < limit) & (altitude > 60e3)
    t = float(flight.t[int(np.argmax(cold))]) if cold.any() else float(flight.t[-1])
    ends = np.cumsum([float(leg.duration) for leg in plan])
    return min(int(np.searchsorted(ends, t)), len(plan) - 1)


def _cut(flight: Flight, schedule: Array, statics: Array) -> Array:
    """Statics with the last burn ended where the guess reached its energy: what is left is spare velocity."""
    statics = statics.copy()
    last = len(schedule) - 1
    burn = flight.t[-1] - float(np.sum(schedule[:last, 0]))
    full, mass, flow, thrust = schedule[last, :4]
    if 0.05 * full < burn < full:
        statics[1] = thrust / flow * np.log((mass - flow * burn) / (mass - flow * full)) / SPEED
    return statics


# --- coast and second burn ----------------------------------------------------------------------------------


def _transfer(mission: Mission) -> Mission:
    """Where the first burn ends: on a transfer up to the target's perigee, or a low parking orbit."""
    high = mission.perigee if mission.perigee > 300e3 else PARKING
    return replace(mission, perigee=min(PARKING, mission.perigee), apogee=max(high, PARKING))


def _from_transfer(
    mission: Mission, vehicle: Vehicle, rules: Rules, values: dict[str, float], held: dict[str, float], spare: float,
    payload: float | None, tried: list[str],
) -> Optimum:  # fmt: skip
    """Start from the optimal direct ascent to the transfer orbit; then a coast and a tangential burn are put on it."""
    below = _transfer(mission)
    r = EARTH_RADIUS + below.apogee
    speed = np.sqrt(EARTH_GM * (2 / r - 1 / below.target.semi_major))
    gain = max(float(np.sqrt(EARTH_GM * (2 / r - 1 / mission.target.semi_major)) - speed), 20.0)
    direct = optimise(below, vehicle, rules=replace(rules, coast=False), spare=spare + gain, payload=payload)
    for finer in (0, 2):
        mesh = replace(rules, intervals_per_leg=rules.intervals_per_leg + finer)
        if finer:
            plain = replace(mesh, coast=False)
            direct = optimise(below, vehicle, rules=plain, spare=spare + gain, payload=payload)
        program = _program(vehicle, mission.latitude, mesh, direct.program.shape, direct.program.fairing_leg)
        w = _extended(program, direct, values, gain, half_turn=below.apogee > PARKING)
        try:
            return _optimum(mission, vehicle, program, program.solver.solve(w, values, held), values)
        except ConvergenceError as err:
            tried.append(f"transfer orbit, coast, second burn, {mesh.intervals_per_leg} intervals: {err.message}")
    raise ConvergenceError(
        f"no ascent of {vehicle.name} with a coast to {mission.perigee / 1e3:.0f} x {mission.apogee / 1e3:.0f} km, "
        f"{np.degrees(mission.inclination):.1f} deg converged: {tried[-1]}",
        advice="try it without a coast",
        tried=tuple(tried),
    )


def _extended(program: Program, direct: Optimum, values: Mapping[str, float], gain: float, *, half_turn: bool) -> Array:
    """Unknowns of the program with a coast, from a direct optimum."""
    source, sink = direct.program.solver.program, program.solver.program
    w = np.zeros(program.solver.low.size)
    for name in _STATICS:
        w[sink.statics[name]] = direct.solution.w[source.statics[name]]
    for a, b in zip(source.layouts, sink.layouts[:-2], strict=True):
        w[b.states] = direct.solution.w[a.states]
        w[b.controls] = direct.solution.w[a.controls]
    x = direct.solution.w[source.layouts[-1].states[-1]] * np.repeat([LENGTH, SPEED], 3)
    quiet = _coast(x, half_turn)
    burn, mass, flow, thrust = direct.schedule[-1, :4]
    second = (mass - flow * burn) * (1.0 - np.exp(-gain * flow / thrust)) / flow
    w[sink.statics["spare"]] -= gain / SPEED
    w[sink.statics["first_burn"]] = np.clip(burn / (burn + second), 0.03, 0.99)
    w[sink.statics["coast"]] = np.clip(quiet.t[-1] / CLOCK, 0.012, 6.5)
    layout = sink.layouts[-2]
    r, v, _ = quiet.at(quiet.t[-1] * layout.nodes)
    w[layout.states] = np.hstack([r / LENGTH, v / SPEED])
    layout = sink.layouts[-1]
    r1, v1 = quiet.r[-1], quiet.v[-1]
    along = v1 / np.linalg.norm(v1)
    pushed = v1 + gain * layout.nodes[:, None] * along
    moved = r1 + layout.nodes[:, None] * second * v1
    w[layout.states] = np.hstack([moved / LENGTH, pushed / SPEED])
    w[layout.controls] = along
    return w


def _coast(x: Array, half_turn: bool) -> Flight:
    """From cut-off without thrust: to the apogee, or for a minute."""

    def rate(x: Array) -> Array:
        return np.concatenate([x[3:], -EARTH_GM * x[:3] / np.linalg.norm(x[:3]) ** 3])

    ts, xs, h = [0.0], [x], 15.0
    for _ in range(300 if half_turn else 4):
        k1 = rate(x)
        k2 = rate(x + h / 2 * k1)
        k3 = rate(x + h / 2 * k2)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + rate(x + h * k3))
        ts.append(ts[-1] + h)
        xs.append(x)
        if half_turn and x[:3] @ x[3:] < 0 and ts[-1] > 300.0:
            break
    states = np.array(xs)
    return Flight(np.array(ts), states[:, :3], states[:, 3:], unit(states[:, 3:]))
