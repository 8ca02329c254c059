"""Where an optimisation of an ascent begins.

A simulated gravity turn, or a direct ascent with a coast put on it.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from visviva.launch.flight.forward import pad_state
from visviva.launch.mission import Mission
from visviva.launch.optimal.gravity_turn import Burn, Flight, World, fly_turn, length, unit
from visviva.launch.optimal.program import (
    CLOCK,
    LENGTH,
    SPEED,
    STATICS,
    Program,
    Rules,
    build,
    drag_area,
    drag_table,
    vertical_time,
)
from visviva.launch.schedule import Leg, best_figures, legs
from visviva.launch.vehicle import Vehicle

PARKING = 190e3  # m: where a first burn ends before a coast


def payload_guess(mission: Mission, vehicle: Vehicle) -> float:
    """Payload at which the stages' ideal velocity is what such orbits take, with usual losses.

    In kg.
    """
    r = EARTH_RADIUS + 200e3
    a = 0.5 * (r + EARTH_RADIUS + mission.apogee)
    need = np.sqrt(EARTH_GM * (2 / r - 1 / a)) + 1500.0
    need -= EARTH_RATE * EARTH_RADIUS * np.cos(mission.inclination)
    circular = 0.5 * (2 * EARTH_RADIUS + mission.perigee + mission.apogee)
    need += (
        abs(np.sqrt(EARTH_GM / circular) - np.sqrt(EARTH_GM / r))
        if mission.perigee > 250e3
        else 0.0
    )
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
    rules: Rules,
    values: Mapping[str, float],
    payload: float,
    fairing_leg: int | None,
) -> tuple[Program, Array, int]:
    """Program, start vector and fairing leg from a simulated gravity turn."""
    r0, v0 = pad_state(mission.latitude, 0.0)
    plan = legs(
        vehicle,
        best_figures(vehicle),
        payload,
        values["fairing"],
        values["adapter"],
        load_max=vehicle.axial_load_max,
        payload_guess=payload,
    )
    heading = replace(mission.target, inclination=_reachable(mission)).heading(
        r0, southward=mission.southward
    )
    flight = fly_turn(
        r0,
        v0,
        heading,
        [_burn(leg) for leg in plan],
        _world(vehicle),
        target=(mission.target.semi_major, mission.target.eccentricity),
        vertical_time=_kick_time(vehicle, rules, payload),
    )
    leg = -1
    if vehicle.fairing is not None:
        leg = (
            fairing_leg
            if fairing_leg is not None
            else _leg_of_flux(flight, plan, vehicle.fairing.heat_flux_limit)
        )
    shape = round(payload, -2) if vehicle.axial_load_max is not None else 0.0
    program = build(
        vehicle,
        mission.latitude,
        rules,
        payload=shape,
        fairing_leg=leg,
        equatorial=mission.equatorial,
    )
    statics = np.array([payload / program.mass_unit, 0.0, 0.0, 0.2, 0.85, 0.02])
    p = [values[n] for n in program.solver.parameter_names]
    schedule = np.asarray(program.schedule(statics, p))
    statics = _cut(flight, schedule, statics)
    schedule = np.asarray(program.schedule(statics, p))
    w = np.zeros(program.solver.low.size)
    for name, value in zip(STATICS, statics, strict=True):
        w[program.solver.program.statics[name]] = value
    begins = np.concatenate([[0.0], np.cumsum(schedule[:, 0])])
    for k, layout in enumerate(program.solver.program.layouts):
        r, v, u = flight.at(begins[k] + schedule[k, 0] * layout.nodes)
        w[layout.states] = np.hstack([r / LENGTH, v / SPEED])
        if layout.controls.size:
            w[layout.controls] = unit(u)
    return program, w, leg


def _reachable(mission: Mission) -> float:
    """Inclination of the plane the turn is flown in.

    The target's, or the nearest that passes over the pad.
    """
    low = mission.lowest_inclination
    return float(np.clip(mission.inclination, low, np.pi - low))


def _kick_time(vehicle: Vehicle, rules: Rules, payload: float) -> float:
    """When the simulated turn begins.

    A slow starter must gain some 45 m/s first, or gravity topples it at once.
    """
    thrust = sum(
        s.count * (s.thrust_vacuum - 101325.0 * s.nozzle_exit_area)
        for s in vehicle.stages
        if s.ignition == "liftoff"
    )
    excess = max(thrust / (vehicle.liftoff_mass + payload) - STANDARD_GRAVITY, 0.5)
    return max(vertical_time(vehicle, rules, payload), min(45.0 / excess, 60.0))


def _burn(leg: Leg) -> Burn:
    """A leg for the coarse simulation (a load limit as its mean thrust)."""
    duration, mass = float(leg.duration), float(leg.mass)
    if leg.acceleration:
        end = mass * np.exp(-leg.acceleration * duration / leg.exhaust)
        return Burn(
            duration,
            mass,
            (mass - end) / duration,
            leg.acceleration * 0.5 * (mass + end),
            leg.exit_area,
        )
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
    """Statics with the last burn ended where the guess reached its energy.

    What is left is spare velocity.
    """
    statics = statics.copy()
    last = len(schedule) - 1
    burn = flight.t[-1] - float(np.sum(schedule[:last, 0]))
    full, mass, flow, thrust = schedule[last, :4]
    if 0.05 * full < burn < full:
        statics[1] = thrust / flow * np.log((mass - flow * burn) / (mass - flow * full)) / SPEED
    return statics


def transfer(mission: Mission) -> Mission:
    """Where the first burn ends: on a transfer up to the target's perigee.

    Or a low parking orbit.
    """
    high = mission.perigee if mission.perigee > 300e3 else PARKING
    return replace(mission, perigee=min(PARKING, mission.perigee), apogee=max(high, PARKING))


def with_coast(
    program: Program,
    direct: Program,
    found: Array,
    schedule: Array,
    gain: float,
    *,
    half_turn: bool,
) -> Array:
    """Unknowns of the program with a coast.

    From those `found` by the `direct` one and its `schedule`.
    """
    source, sink = direct.solver.program, program.solver.program
    w = np.zeros(program.solver.low.size)
    for name in STATICS:
        w[sink.statics[name]] = found[source.statics[name]]
    for a, b in zip(source.layouts, sink.layouts[:-2], strict=True):
        w[b.states] = found[a.states]
        w[b.controls] = found[a.controls]
    x = found[source.layouts[-1].states[-1]] * np.repeat([LENGTH, SPEED], 3)
    quiet = _coast(x, half_turn)
    burn, mass, flow, thrust = schedule[-1, :4]
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

    ts, xs, h, climbing = [0.0], [x], 15.0, False
    for _ in range(400 if half_turn else 4):
        k1 = rate(x)
        k2 = rate(x + h / 2 * k1)
        k3 = rate(x + h / 2 * k2)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + rate(x + h * k3))
        ts.append(ts[-1] + h)
        xs.append(x)
        # A cut-off may lie before the perigee: the apogee is where the climb ends, not where it
        # sinks.
        if half_turn and climbing and x[:3] @ x[3:] < 0:
            break
        climbing = bool(x[:3] @ x[3:] > 0)
    states = np.array(xs)
    return Flight(np.array(ts), states[:, :3], states[:, 3:], unit(states[:, 3:]))
