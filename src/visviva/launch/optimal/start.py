"""Where an optimisation of an ascent begins: a simulated gravity turn to the injection orbit."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from visviva.launch.flight.forward import pad_state
from visviva.launch.mission import EQUATORIAL, Mission
from visviva.launch.optimal import plan
from visviva.launch.optimal.aerodynamics import area_factor, drag_area, drag_table
from visviva.launch.optimal.arcs import LENGTH, SPEED
from visviva.launch.optimal.gravity_turn import Burn, Flight, World, fly_turn, length, unit
from visviva.launch.optimal.program import STATICS, AscentConstraints, Program, build, vertical_time
from visviva.launch.schedule import Leg, best_figures, legs
from visviva.launch.target import OrbitTarget
from visviva.launch.vehicle import Vehicle


def payload_guess(
    mission: Mission, vehicle: Vehicle, wish: Mapping[str, float], kept: float = 0.0
) -> float:
    """Payload at which the stages' ideal velocity is what such orbits take, with usual losses.

    In kg; `wish` holds the unknowns of `visviva.launch.optimal.plan`, `kept` is the velocity that
    the stages do not give or keep back, m/s.
    """
    target = plan.scaled(mission)
    parameter, e = plan.injection(wish["perigee"], wish["stretch"], wish["far"], target.energy)
    # An ascent to a high perigee passes a low one on the way: it climbs along a transfer.
    low = 1.0 + 200e3 / EARTH_RADIUS
    high = parameter / (1.0 - e) if e < 1.0 else 2.0 * low
    need = SPEED * float(
        np.sqrt(
            2.0 / low - (1.0 - e**2) / parameter if e >= 1.0 else 2.0 / low - 2.0 / (low + high)
        )
    )
    if wish["perigee"] > low + 0.008:
        need += SPEED * abs(float(np.sqrt(1.0 / wish["perigee"]) - np.sqrt(1.0 / low)))
    need += kept + 1500.0 - EARTH_RATE * EARTH_RADIUS * np.cos(wish["tilt"])
    need += SPEED * sum(float(v) for v in plan.impulses(target, **wish))
    low_mass, high_mass = 0.0, 0.3 * vehicle.liftoff_mass
    for _ in range(40):
        middle = 0.5 * (low_mass + high_mass)
        enough = _ideal(vehicle, middle) > need
        low_mass, high_mass = (middle, high_mass) if enough else (low_mass, middle)
    return max(low_mass, 2e-4 * vehicle.liftoff_mass)


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
        return (
            np.exp(np.interp(h, z, log_density)),
            np.exp(np.interp(h, z, log_pressure)),
            np.interp(h, z, sound),
        )

    def altitude(r: Array) -> Array:
        d = length(r)
        return np.asarray(d - EARTH_RADIUS * (1.0 - (r[..., 2] / d) ** 2 / 298.257))

    return World(
        gm=EARTH_GM,
        rate=EARTH_RATE,
        gravity=lambda r: -EARTH_GM * r / length(r)[..., None] ** 3,
        altitude=altitude,
        air=air,
        drag_area=lambda m: np.interp(m, mach, cd) * area,
    )


def from_gravity_turn(
    mission: Mission,
    vehicle: Vehicle,
    constraints: AscentConstraints,
    values: Mapping[str, float],
    wish: Mapping[str, float],
    payload: float,
    fairing_leg: int | None,
    *,
    unmodelled: float = 0.0,
) -> tuple[Program, Array, int]:
    """Program, start vector and fairing leg from a simulated gravity turn.

    Towards the injection orbit that `wish` names; `unmodelled` velocity (m/s) is a guess.
    """
    r0, v0 = pad_state(mission.latitude, 0.0)
    planned = legs(
        vehicle,
        best_figures(vehicle),
        payload,
        values["fairing"],
        values["adapter"],
        load_max=vehicle.axial_load_max,
        payload_guess=payload,
    )
    goal = plan.scaled(mission)
    parameter, e = plan.injection(wish["perigee"], wish["stretch"], wish["far"], goal.energy)
    plane = OrbitTarget(EARTH_RADIUS, 0.0, mission.reachable_inclination)
    heading = plane.heading(r0, southward=mission.southward)
    flight = fly_turn(
        r0,
        v0,
        heading,
        [_burn(leg, vehicle) for leg in planned],
        _world(vehicle),
        target=(EARTH_RADIUS * parameter / _round_of(e), e),
        vertical_time=_kick_time(vehicle, constraints, payload),
    )
    leg = -1
    if vehicle.fairing is not None:
        leg = (
            fairing_leg
            if fairing_leg is not None
            else _leg_of_flux(flight, planned, vehicle.fairing.heat_flux_limit)
        )
    shape = round(payload, -2) if vehicle.axial_load_max is not None else 0.0
    program = build(
        vehicle,
        mission.latitude,
        constraints,
        payload=shape,
        fairing_leg=leg,
        equatorial=np.sin(wish["tilt"]) < EQUATORIAL,
        escape=mission.c3 is not None,
    )
    orbit = [wish[name] for name in plan.STATICS]
    statics = np.array(
        [payload / program.mass_unit, 0.0, unmodelled / SPEED, 0.0, 0.0, 0.2, *orbit]
    )
    p = [values[n] for n in program.solver.parameter_names]
    statics[3] = _unburnt(program, statics, p)
    schedule = np.asarray(program.schedule(statics, p))
    statics = _cut(flight, schedule, statics)
    return program, fill(program, statics, values, flight), leg


def fill(program: Program, statics: Array, values: Mapping[str, float], flight: Flight) -> Array:
    """Start vector of a program with these `statics`, in the order of `STATICS`, along a flight."""
    p = [values[n] for n in program.solver.parameter_names]
    schedule = np.asarray(program.schedule(statics, p))
    w = np.zeros(program.solver.low.size)
    for name, value in zip(STATICS, statics, strict=True):
        w[program.solver.program.statics[name]] = value
    begins = np.concatenate([[0.0], np.cumsum(schedule[:, 0])])
    for k, layout in enumerate(program.solver.program.layouts):
        r, v, u = flight.at(begins[k] + schedule[k, 0] * layout.nodes)
        r, v = _above_ground(r / LENGTH, v / SPEED)
        w[layout.states] = np.hstack([r, v])
        if layout.controls.size:
            w[layout.controls] = unit(u)
    return w


def _round_of(e: float) -> float:
    """1 - e², held off zero: a parabola is told from no hyperbola near enough."""
    bend = 1.0 - e**2
    return bend if abs(bend) > 1e-6 else -1e-6


def _above_ground(r: Array, v: Array) -> tuple[Array, Array]:
    """Scaled states (n, 3) no lower than the ground, no higher than two radii, no faster than 1.5.

    A stage too weak to fly falls through the Earth in the guess, where the air has no number.
    """
    d, speed = length(r)[:, None], length(v)[:, None]
    inside = np.clip(d, 0.999, 3.0) / np.maximum(d, 1e-9)
    return r * inside, v * np.minimum(1.5 / np.maximum(speed, 1e-9), 1.0)


def _kick_time(vehicle: Vehicle, constraints: AscentConstraints, payload: float) -> float:
    """When the simulated turn begins.

    A slow starter must gain some 45 m/s first, or gravity topples it at once.
    """
    thrust = sum(
        s.count * (s.thrust_vacuum - 101325.0 * s.nozzle_exit_area)
        for s in vehicle.stages
        if s.ignition == "liftoff"
    )
    excess = max(thrust / (vehicle.liftoff_mass + payload) - STANDARD_GRAVITY, 0.5)
    return max(vertical_time(vehicle, constraints, payload), min(45.0 / excess, 60.0))


def _unburnt(program: Program, statics: Array, p: list[float]) -> float:
    """Share of the propellant that costs the unmodelled velocity: two secants from nothing."""
    wanted, share, slope = statics[2], 0.0, 1.0
    trial = statics.copy()
    for step in (0.01, None, None):
        share = step if step is not None else share + (wanted - slope * share) / slope
        trial[3] = share = float(np.clip(share, -0.3, 0.3))
        slope = float(program.lost(trial, p)) / share if share else slope
    return float(np.clip(wanted / slope, -0.3, 0.3))


def _burn(leg: Leg, vehicle: Vehicle) -> Burn:
    """A leg for the coarse simulation (a load limit as its mean thrust)."""
    factor = area_factor(vehicle, leg.beside)
    duration, mass = float(leg.duration), float(leg.mass)
    if leg.acceleration:
        end = mass * np.exp(-leg.acceleration * duration / leg.exhaust)
        return Burn(
            duration,
            mass,
            (mass - end) / duration,
            leg.acceleration * 0.5 * (mass + end),
            leg.exit_area,
            factor,
        )
    return Burn(duration, mass, float(leg.flow), float(leg.thrust), float(leg.exit_area), factor)


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
    """Statics with the last burn ended where the guess reached its energy.

    What is left, beyond the burns after the injection, is delta-v margin.
    """
    statics = statics.copy()
    last = len(schedule) - 1
    burn = flight.t[-1] - float(np.sum(schedule[:last, 0]))
    full, mass, flow, thrust = schedule[last, :4]
    if burn > 0.05 * full:
        left = thrust / flow * np.log((mass - flow * burn) / (mass - flow * full)) / SPEED
        statics[1] = float(np.clip(left, -0.5, 0.5))
    return statics
