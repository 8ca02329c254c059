"""A stated multistage ascent on a mesh, as a nonlinear program.

Scaled by the Earth's radius and its circular speed.

Mass is eliminated: thrust is scheduled, so it is a known function of time. Unknowns are position,
velocity and thrust direction at the collocation points, and the end times that are free.
"""

from itertools import pairwise
from math import inf, isfinite
from typing import Any

import casadi as ca
import numpy as np

from visviva.launch.optimal.collocation import Solver, Transcription
from visviva.launch.problem.model_values import held_between
from visviva.launch.problem.vehicle import AscentProblem, Leg, schedule
from visviva.launch.target import conditions

DEGREE = 5


def scales_of(p: AscentProblem) -> tuple[float, float, float]:
    """Units of length (m), speed (m/s) and time (s): the Earth's radius, and what circles there."""
    speed = float(np.sqrt(p.gm / p.radius))
    return p.radius, speed, p.radius / speed


def held_payload(p: AscentProblem) -> dict[str, float]:
    """The payload is an unknown of every program, held where it is stated."""
    return {} if p.heaviest else {"payload": p.payload / p.liftoff}


def program_of(p: AscentProblem, intervals: int, **options: Any) -> Solver:
    """The ascent with so many equal intervals in every phase.

    `options` of IPOPT hold for its cold solves.

    Its objective is minus the mass at the end, or the payload, as a share of the mass at lift-off.
    """
    length, speed, clock = scales_of(p)
    program = Transcription()
    arrival = _arrival(program, p)
    payload = program.static("payload", 0.0, 1.0)
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
            phase.name,
            x,
            (t0, t1),
            _dynamics(p, leg, t0),
            state_bounds=([-12.0] * 6, [12.0] * 6),
            control_bounds=controls,
            path=_path(p, leg, t0),
            intervals=intervals,
            degree=DEGREE,
        )
    reach = conditions(x[:3], x[3:], **arrival)
    program.constrain(reach, np.zeros(reach.numel()), np.zeros(reach.numel()))
    return program.solver(-payload if p.heaviest else -final / p.liftoff, **options)


def _arrival(program: Transcription, p: AscentProblem) -> dict[str, Any]:
    """The target orbit for `conditions`, scaled; an element that is free is an unknown."""
    target = p.target
    raan: Any = target.raan
    anomaly = program.static("anomaly", -np.pi, np.pi) if p.anomaly is None else p.anomaly
    cosine = np.cos(target.inclination) if p.inclined else program.static("cosine", -1.0, 1.0)
    if raan is None and target.argp is not None:
        raan = program.static("raan", -2 * np.pi, 2 * np.pi)
    elif raan is None and p.inclined and np.sin(target.inclination) < 1e-6:
        raan = 0.0  # an equatorial plane is one plane, whatever its node
    return {
        "parameter": target.parameter / p.radius,
        "eccentricity": target.eccentricity,
        "cos_inclination": cosine,
        "anomaly": anomaly,
        "raan": raan,
        "argp": target.argp,
    }


def _times(program: Transcription, p: AscentProblem, clock: float) -> list[Any]:
    """Start of the flight and end of each phase, scaled.

    A free end is an unknown duration later.
    """
    out: list[Any] = [0.0]
    for k, phase in enumerate(p.phases):
        before = out[-1]
        stated = isinstance(before, float)
        low, high = phase.finish.low / clock, phase.finish.high / clock
        if phase.finish.fixed:
            if not stated:  # the phase before must not run past it
                program.constrain(low - before, 1.0 / clock, inf)
            out.append(low)
            continue
        duration = program.static(
            f"d:{k}",
            max(low - before, 1.0 / clock) if stated else 1.0 / clock,
            high - before if stated else inf,
        )
        if not stated and (isfinite(low) or isfinite(high)):
            program.constrain(before + duration, low, high)
        out.append(before + duration)
    return out


def _air(p: AscentProblem, x: Any) -> tuple[Any, Any, Any]:
    """Radius, velocity relative to the air, and its size; scaled."""
    clock = scales_of(p)[2]
    r, v = x[:3], x[3:]
    relative = v - ca.cross(np.array([0.0, 0.0, p.rate * clock]), r)
    return ca.sqrt(ca.dot(r, r)), relative, ca.sqrt(ca.dot(relative, relative) + 1e-12)


def _density(p: AscentProblem, radius: Any) -> Any:
    return p.density * ca.exp(-(radius - 1.0) * p.radius / p.scale_height)


def _dynamics(p: AscentProblem, leg: Leg, t0: Any) -> Any:
    """Scaled right-hand side of one phase that begins at `t0`."""
    length, speed, clock = scales_of(p)
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
    length, speed, clock = scales_of(p)
    steered = leg.thrust > 0

    def path(x: Any, u: Any, t: Any) -> tuple[Any, Any, Any]:
        radius, _, airspeed = _air(p, x)
        density = _density(p, radius)
        v = airspeed * speed
        names = {
            "r": radius * length,
            "h": (radius - 1.0) * length,
            "v": v,
            "q": 0.5 * density * v**2,
            "heat": 0.5 * density * v**3,
            "t": t * clock,
            "m": leg.mass - leg.flow * clock * (t - t0),
            "pi": np.pi,
        }
        values, low, high = held_between(p.path, names, "path", None)
        own = [ca.dot(u, u)] if steered else []
        return (
            ca.vertcat(*own, ca.dot(x[:3], x[:3]), *values),
            np.concatenate([[1.0] * steered, [1.0], low]),
            np.concatenate([[1.0] * steered, [inf], high]),
        )

    return path
