"""Burns after the injection, flown: finite thrust, the Earth's flattening, the orbit they end on.

The program of the ascent counts impulses on Kepler's orbits. Here each coast and each burn is
integrated with J2, and the length of the coast, of the burn and two angles of the thrust are found
that end on the orbit; what that takes above the impulses goes back into the program.

Limits: the thrust turns in the plane at the even rate of the place where the burn begins, held off
it by two constant angles; no air. `visviva.launch.optimal.verify` flies the whole again with air
and J2 to J4, by another integrator.
"""

from itertools import pairwise

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import ConvergenceError
from visviva.launch.optimal.arcs import CLOCK, LENGTH, SPEED
from visviva.launch.optimal.optimum import Optimum, UpperBurn, UpperFlight
from visviva.launch.optimal.upper_goals import (
    FLAT,
    LEAST_TILT,
    OVERSHOOT,
    Goal,
    equator,
    goals_of,
    orbit,
)
from visviva.launch.optimal.upper_motion import advance, apogee, coast, frame, thrust_plan
from visviva.launch.reasons import why

LEAST_COAST = 10.0  # s
#: Longest arc of a burn that raises the apogee of a parking orbit, rad, where the stage can be lit
#: often enough: it loses some 3 % of the impulse; and the most such burns.
LONGEST_ARC, MOST_BURNS = 0.9, 5
#: Misses, of the orbit's size and in rad, at which Newton's method ends, and below which the
#: nearest counts as arrived (130 m and 0.1 m/s in a low orbit).
CLOSE, ARRIVED = 2e-8, 2e-5
#: The same for a burn of less than `SMALL` (10 m/s): where an orbit is nearly round already, no
#: place on it is the apsis, and the flattening alone moves it by more.
NEARLY, SMALL = 1e-4, 10.0 / SPEED


def fly_upper(best: Optimum) -> UpperFlight:
    """Fly what `best` burns after its injection.

    Raises
    ------
    ConvergenceError
        If a burn does not end on its orbit.
    """
    layout = best.program.solver.program.layouts[-1]
    x = best.solution.w[layout.states[-1]]
    duration, mass, flow = best.schedule[-1, :3]
    accelerated, exhaust = best.schedule[-1, 5:7]
    mass = (
        mass * np.exp(-accelerated * duration / exhaust) if accelerated else mass - flow * duration
    )
    last = len(best.vehicle.stages) - 1
    ve = best.parameters[f"{last}.specific_impulse_vacuum"] * STANDARD_GRAVITY
    thrust = best.vehicle.stages[last].count * best.parameters[f"{last}.thrust_vacuum"]
    began, old = mass, best.upper.burns if best.upper else ()
    goals = goals_of(best)
    others = len(goals) - 1
    if goals and goals[0].name == "perigee burn":
        goals = goals_of(best, _shares(x, float(mass), thrust / ve, ve, goals[0], best, others))
    if best.vehicle.axial_load_max is not None:
        dry = mass * np.exp(-sum(g.impulse for g in goals) * SPEED / ve)
        thrust = min(thrust, best.vehicle.axial_load_max * dry)
    burns: list[UpperBurn] = []
    states: list[Array] = []
    for k, goal in enumerate(goals):
        before = old[k] if k < len(old) and old[k].name == goal.name else None
        burn, x = _shoot(x, float(mass), thrust, ve, goal, before)
        burns.append(burn)
        states.append(x)
        mass = burn.mass - burn.flow * burn.duration
    if "parking" in best.plan and best.parameters["inclination"] < LEAST_TILT and len(burns) > 1:
        burns, states = _flattened(best, burns)
        mass = burns[-1].mass - burns[-1].flow * burns[-1].duration
    reached = [each * np.repeat([LENGTH, SPEED], 3) for each in (x, *states)]
    end = reached[-1]
    return UpperFlight(tuple(burns), float(ve * np.log(began / mass)), end, tuple(reached[1:]))


def _shares(
    x: Array, mass: float, flow: float, ve: float, goal: Goal, best: Optimum, others: int
) -> tuple[float, ...]:
    """Shares of the impulse of as many perigee burns as keep each of them short.

    A burn over an arc a of the orbit loses some a² / 24 of its impulse (Robbins 1966): stages of
    low thrust burn at several perigees instead, as often as they can be lit. Burns are as long as
    one another, so that the last gives most.
    """
    size = goal.impulse * SPEED
    burnt = 1.0 - np.exp(-size / ve)
    radius = float(np.linalg.norm(x[:3]))
    rate = float(np.linalg.norm(np.cross(x[:3], x[3:]))) / radius**2 / CLOCK
    arc = rate * burnt * mass / flow
    most = best.vehicle.stages[-1].restarts - others
    count = int(np.clip(np.ceil(arc / LONGEST_ARC - 0.2), 1, max(min(most, MOST_BURNS), 1)))
    if best.upper is not None:
        # As many as before, so that the solves settle.
        count = max(sum(b.name.startswith("perigee burn") for b in best.upper.burns), 1)
    left = 1.0 - burnt * np.arange(count + 1) / count
    return tuple(float(v) for v in ve * np.log(left[:-1] / left[1:]) / size)


def _flattened(best: Optimum, burns: list[UpperBurn]) -> tuple[list[UpperBurn], list[Array]]:
    """Burns that end nearer the equator than the last alone can: all of them turned a little.

    Newton's method on the coast, length and angles of all, each step the smallest that removes the
    miss.
    """
    x0 = best.solution.w[best.program.solver.program.layouts[-1].states[-1]]
    low, near, tilt = (best.parameters[n] for n in ("low", "near", "inclination"))
    missed = orbit(low, near, tilt) if tilt > 2.0 * FLAT else equator(low, near)
    z = np.concatenate([_as_before(b) for b in burns])
    anomaly = np.pi if burns[-1].name == "apogee burn" else 0.0
    z = np.append(z, anomaly)
    sizes = [5.0 + 0.1 * float(np.linalg.norm(_as_before(b)[1:])) for b in burns]
    scale = np.concatenate([[50.0, size, size, size] for size in sizes])
    scale = np.append(scale, 0.1)

    def ends(batch: Array) -> tuple[Array, list[Array]]:
        x, mass, states = np.tile(x0, (len(batch), 1)), np.full(len(batch), burns[0].mass), []
        for k, b in enumerate(burns):
            part = batch[:, 4 * k : 4 * k + 4]
            states.append(x)
            x = advance(x, mass, b.flow, b.thrust, part)
            mass = mass - b.flow * thrust_plan(part[:, 1:4], mass, b.flow, b.thrust)[0]
        return x, states

    for _ in range(15):
        batch = np.vstack([z, z + np.diag(1e-4 * scale)])
        x, states = ends(batch)
        miss = missed(x, batch[:, -1])
        if np.abs(miss[0]).max() < CLOSE:
            out, mass = [], burns[0].mass
            for k, b in enumerate(burns):
                part = z[4 * k : 4 * k + 4]
                out.append(_burn(states[k][0], mass, b.flow, b.thrust, b.name, part))
                mass -= b.flow * out[-1].duration
            return out, [state[0] for state in states[1:]] + [x[0]]
        slope = (miss[1:] - miss[0]).T / 1e-4
        step = np.linalg.lstsq(slope, -miss[0], rcond=1e-9)[0]
        z += step * scale * min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-12))
    raise ConvergenceError(why("equator"), advice="try a higher inclination")


def _shoot(
    x: Array, mass: float, thrust: float, ve: float, goal: Goal, before: UpperBurn | None
) -> tuple[UpperBurn, Array]:
    """The coast and burn that end on `goal` from scaled state `x`, and the state there.

    Newton's method on the coast and the velocity burnt (and the anomaly reached), each step the
    smallest that removes the miss: near the apsis every change of propellant is of second order.
    """
    flow = thrust / ve
    tau = mass / flow * (1.0 - np.exp(-goal.impulse * SPEED / ve))
    z = _first_guess(x, tau, goal) if before is None else _as_before(before)
    z = np.append(z, _anomaly(goal))
    size = 5.0 + 0.1 * goal.impulse * SPEED
    scale = np.array([0.1 * _slowness(x, goal), size, size, size, 0.1])
    free = ~np.array(goal.frozen)
    nearest, z_near, end = np.inf, z, x
    for _ in range(12):
        nudge = np.diag(1e-4 * scale)[free]
        batch = np.vstack([z, z + nudge])
        ends = advance(x, mass, flow, thrust, batch)
        miss = goal.miss(ends, batch[:, 4])
        if not np.all(np.isfinite(miss)):
            break
        off = float(np.abs(miss[0]).max())
        if off < nearest:
            nearest, z_near, end = off, z.copy(), ends[0]
        if nearest < CLOSE:
            break
        slope = (miss[1:] - miss[0]).T / 1e-4
        step = np.linalg.lstsq(slope, -miss[0], rcond=1e-9)[0]
        step *= min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-12))
        z[free] += step * scale[free]
        z[0] = max(z[0], 1.0)
    if nearest < (NEARLY if goal.impulse < SMALL else ARRIVED):
        return _burn(x, mass, flow, thrust, goal.name, z_near), end
    raise ConvergenceError(why("last-burn", burn=goal.name), advice="try a neighbouring orbit")


def _slowness(x: Array, goal: Goal) -> float:
    """Seconds for a radian of travel where the burn is."""
    r, v = x[:3], x[3:]
    h = float(np.linalg.norm(np.cross(r, v)))
    radius = float(apogee(x[None, :])[0][0]) if goal.where == "apogee" else h**2
    return radius**2 / h * CLOCK


def _as_before(burn: UpperBurn) -> Array:
    """Coast and velocity burnt of a burn, as `advance` takes them."""
    size = burn.thrust / burn.flow * np.log(burn.mass / (burn.mass - burn.flow * burn.duration))
    flat = np.cos(burn.yaw)
    aim = [flat * np.cos(burn.pitch), flat * np.sin(burn.pitch), np.sin(burn.yaw)]
    return np.array([burn.coast, *(size * part for part in aim)])


def _first_guess(x: Array, tau: float, goal: Goal) -> Array:
    """Coast and velocity burnt: the burn centred at its place."""
    r, v = x[:3], x[3:]
    h = np.cross(r, v)
    e_vec = np.cross(v, h) - r / np.linalg.norm(r)
    e, a = float(np.linalg.norm(e_vec)), 1.0 / (2.0 / np.linalg.norm(r) - v @ v)
    across = h / np.linalg.norm(h)
    node = np.array([-h[1], h[0], 0.0])
    line = np.linalg.norm(node)
    if goal.where == "node":
        node = node / line if line > 1e-3 else r / np.linalg.norm(r)
        angle = _angle(r, node, across) % np.pi
        seconds = float(angle * a**1.5 * CLOCK)
        period = np.pi * a**1.5 * CLOCK
    else:
        anomaly = _angle(e_vec, r, across)
        period = 2.0 * np.pi * a**1.5 * CLOCK
        mean = (_mean(2.0 * np.pi, e) - _mean(anomaly, e)) % (2.0 * np.pi)
        seconds = float(mean * a**1.5 * CLOCK)
        if goal.where == "apogee":
            # Before a high apogee, where its radius is the target's.
            height, _, passed = apogee(x[None, :])
            bend = float(1.0 / height[0] ** 2 - h @ h / height[0] ** 3)
            early = np.sqrt(2.0 * OVERSHOOT / max(bend, 1e-6))
            seconds = float(passed[0] - early) * CLOCK
    begin = float(seconds - 0.5 * tau)
    while begin < LEAST_COAST:
        begin += float(period)
    at = coast(x[None, :], np.array([(begin + 0.5 * tau) / CLOCK]))[0]
    # Across the plane at a node: towards the momentum raises the inclination while going north.
    side = np.sign(at[5]) * np.sin(goal.turn) * np.linalg.norm(at[3:])
    return np.array([begin, goal.raised * SPEED, 0.0, side * SPEED])


def _angle(a: Array, b: Array, across: Array) -> float:
    """From `a` to `b` round `across`, -π to π."""
    return float(np.arctan2(np.cross(a, b) @ across, a @ b))


def _mean(anomaly: float, e: float) -> float:
    """Mean anomaly of a true one, continuous over -π to 2 π (Vallado 2013, 2.2)."""
    half = np.arctan2(
        np.sqrt(1.0 - e) * np.sin(0.5 * anomaly), np.sqrt(1.0 + e) * np.cos(0.5 * anomaly)
    )
    eccentric = 2.0 * half
    eccentric += 2.0 * np.pi * round((anomaly - eccentric) / (2.0 * np.pi))
    return float(eccentric - e * np.sin(eccentric))


def _anomaly(goal: Goal) -> float:
    """True anomaly at which the burn is about to end."""
    return float(np.pi) if goal.where == "apogee" else 0.0


def _burn(x: Array, mass: float, flow: float, thrust: float, name: str, z: Array) -> UpperBurn:
    at = coast(x[None, :], np.array([z[0] / CLOCK]))
    ahead, up, across, rate = (part[0] for part in frame(at))
    plan = thrust_plan(z[None, 1:4], np.array([mass]), flow, thrust)
    seconds, duration, pitch, yaw = (float(q) for q in (z[0], *(part[0] for part in plan)))
    return UpperBurn(
        name,
        seconds,
        duration,
        mass,
        flow,
        thrust,
        ahead,
        up,
        across,
        float(rate / CLOCK),
        pitch,
        yaw,
    )


def steering(burn: UpperBurn, start: float) -> list[tuple[float, float, Array]]:
    """Thrust direction of a burn lit at `start` (s after lift-off), as cubics of time by piece."""
    pieces = max(1, int(np.ceil(burn.rate * burn.duration / 0.25)))
    edges = np.linspace(0.0, burn.duration, pieces + 1)
    nodes = 0.5 - 0.5 * np.cos(np.pi * (np.arange(4) + 0.5) / 4.0)
    powers = np.linalg.inv(np.vander(nodes, increasing=True))
    return [
        (start + a, start + b, powers @ burn.aim(a + (b - a) * nodes)) for a, b in pairwise(edges)
    ]
