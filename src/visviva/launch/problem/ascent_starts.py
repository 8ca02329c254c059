"""Where the search for an ascent begins: simulated gravity turns.

And how an optimum goes to a finer mesh.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.optimal.collocation import Solver
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.gravity_turn import Burn, Flight, World, fly_turn, length
from visviva.launch.problem.ascent_program import scales_of
from visviva.launch.problem.model_values import sampled
from visviva.launch.problem.vehicle import AscentProblem, schedule


def gravity_turns(p: AscentProblem) -> Iterator[tuple[str, Flight]]:
    """Simulated gravity turns towards the orbit, to either side where the node is free.

    Then low and late ones.
    """
    low = (p.radius + 200e3, 0.0)
    orbit = (p.target.semi_major, p.target.eccentricity)
    ways = [("gravity turn to the orbit", orbit, 8.0, False)]
    if p.target.raan is None:
        # Leaving north and leaving south are two optima: on a turning Earth one is the better.
        ways.append(("gravity turn to the orbit, southward", orbit, 8.0, True))
    ways += [
        ("gravity turn to 200 km", low, 8.0, False),
        ("late gravity turn to the orbit", orbit, 20.0, False),
    ]
    for label, target, rise, south in ways:
        yield label, _turn(p, target, rise, south)


def _turn(p: AscentProblem, orbit: tuple[float, float], rise: float, south: bool) -> Flight:
    """The simulated flight that comes nearest to `orbit`."""
    density, scale_height, area = p.density, p.scale_height, p.drag_area
    world = World(
        gm=p.gm,
        rate=p.rate,
        gravity=lambda r: -p.gm * r / length(r)[..., None] ** 3,
        altitude=lambda r: length(r) - p.radius,
        air=lambda h: (
            density * np.exp(-h / scale_height),
            np.zeros_like(h),
            np.full_like(h, 340.0),
        ),
        drag_area=lambda m: np.full_like(m, area),
    )
    durations = _durations(p)
    legs = schedule(p, durations, p.payload)[0]
    burns = [
        Burn(d, leg.mass, leg.flow, leg.thrust) for leg, d in zip(legs, durations, strict=True)
    ]
    target = (
        p.target
        if p.inclined
        else replace(p.target, inclination=float(np.arcsin(abs(p.r0[2]) / np.linalg.norm(p.r0))))
    )
    heading = target.heading(p.r0, southward=south)
    return fly_turn(p.r0, p.v0, heading, burns, world, target=orbit, vertical_time=rise, step=8.0)


def _durations(p: AscentProblem) -> list[float]:
    """A duration for each phase: as stated, until the propellant is spent.

    Or five minutes of coast.
    """
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


def on_flight(p: AscentProblem, solver: Solver, guess: Flight) -> Array:
    """Unknowns that lie on a simulated flight; it may end before the schedule does."""
    length, speed, clock = scales_of(p)
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


def carried(coarse: Solver, solution: Solution, fine: Solver) -> Array:
    """An optimum on a coarse mesh as unknowns on a finer one."""
    w = np.zeros(fine.low.size)
    old, program = coarse.program, fine.program
    for name, index in program.statics.items():
        w[index] = solution.w[old.statics[name]]
    for new, given in zip(program.layouts, old.layouts, strict=True):
        for to, of in ((new.states, given.states), (new.controls, given.controls)):
            w[to] = sampled(new.nodes, given.nodes, solution.w[of])
    return w
