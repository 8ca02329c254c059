"""A solved multistage ascent flown again with DOP853.

In SI units and with none of the program's own functions.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.optimal.collocation import Solver
from visviva.launch.optimal.collocation_basis import Solution, steering
from visviva.launch.problem.formula import Relation, evaluate
from visviva.launch.problem.vehicle import AscentProblem, Leg, schedule

_SAMPLES = 4  # of each interval, for the picture and the path constraints


@dataclass(frozen=True, slots=True)
class Verification:
    """The flight by which an optimum is verified.

    Attributes
    ----------
    r, v : ndarray, shape (3,)
        At cut-off, m and m/s.
    gap_position, gap_speed : float
        From the optimum's own end state, m and m/s.
    path : float
        Largest violation of a path constraint, over the size of its limit.
    events : tuple of dict
        ``name, t_s, altitude_km, downrange_km, speed_m_s, mass_kg``.
    series : dict of ndarray
        Columns over time ``t``.
    """

    r: Array
    v: Array
    gap_position: float
    gap_speed: float
    path: float
    events: tuple[dict[str, Any], ...]
    series: dict[str, Array]


def verify_by_integration(
    p: AscentProblem, solver: Solver, solution: Solution, ends: Array, payload: float
) -> Verification:
    """Fly the optimal steering from the pad."""
    from scipy.integrate import solve_ivp

    begins = np.concatenate([[0.0], ends[:-1]])
    legs, final, _ = schedule(p, (ends - begins).tolist(), payload)
    masses = [*(leg.mass for leg in legs[1:]), final]
    x = np.concatenate([p.r0, p.v0])
    events = [_event("lift-off", 0.0, x, legs[0].mass, p)]
    rows: list[dict[str, float]] = []
    for k, (leg, layout) in enumerate(zip(legs, solver.program.layouts, strict=True)):
        pieces = steering(layout, solution.w, begins[k], ends[k])
        rows.append(_row(p, leg, begins[k], begins[k], x, _direction(pieces[0], begins[k]), k))
        for piece in pieces:
            rate = _rate(p, leg, begins[k], piece)
            grid = np.linspace(piece[0], piece[1], _SAMPLES + 1)[1:]
            flight = solve_ivp(rate, piece[:2], x, "DOP853", grid, rtol=1e-10, atol=1e-6)
            x = flight.y[:, -1]
            rows += [
                _row(p, leg, begins[k], t, y, _direction(piece, t), k)
                for t, y in zip(grid, flight.y.T, strict=True)
            ]
        events.append(_event(f"end of {p.phases[k].name}", float(ends[k]), x, masses[k], p))
    speed = float(np.sqrt(p.gm / p.radius))
    planned = solution.w[solver.program.layouts[-1].states[-1]]
    return Verification(
        r=x[:3],
        v=x[3:],
        gap_position=float(np.linalg.norm(x[:3] - planned[:3] * p.radius)),
        gap_speed=float(np.linalg.norm(x[3:] - planned[3:] * speed)),
        path=max((_violation(relation, row) for relation in p.path for row in rows), default=0.0),
        events=tuple(events),
        series=_series(rows),
    )


def _direction(piece: tuple[float, float, Array], t: float) -> Array:
    """Unit thrust direction at `t`."""
    t0, t1, c = piece
    s = (t - t0) / (t1 - t0)
    u = c[-1].copy()
    for row in c[-2::-1]:
        u = u * s + row
    return np.asarray(u / np.sqrt(u @ u))


def _density(p: AscentProblem, radius: float) -> float:
    return p.density * float(np.exp(-(radius - p.radius) / p.scale_height))


def _rate(p: AscentProblem, leg: Leg, began: float, piece: tuple[float, float, Array]) -> Any:
    """Right-hand side over one piece of the steering."""

    def rate(t: float, x: Array) -> Array:
        r, v = x[:3], x[3:]
        radius = float(np.sqrt(r @ r))
        relative = v - np.array([-p.rate * r[1], p.rate * r[0], 0.0])
        drag = 0.5 * _density(p, radius) * p.drag_area * np.sqrt(relative @ relative)
        push = leg.thrust * _direction(piece, t) - drag * relative
        return np.concatenate(
            [v, -p.gm * r / radius**3 + push / (leg.mass - leg.flow * (t - began))]
        )

    return rate


def _row(
    p: AscentProblem, leg: Leg, began: float, t: float, x: Array, u: Array, k: int
) -> dict[str, float]:
    """One row of the history, with the quantities that a path constraint may name."""
    r, v = x[:3], x[3:]
    radius = float(np.linalg.norm(r))
    relative = v - np.cross([0.0, 0.0, p.rate], r)
    speed = float(np.linalg.norm(relative))
    density, mass = _density(p, radius), leg.mass - leg.flow * (t - began)
    up = r / radius
    pitch = np.nan if leg.thrust == 0 else float(np.degrees(np.arcsin(np.clip(u @ up, -1.0, 1.0))))
    return {
        "time": t,
        "phase": float(k),
        "r": radius,
        "h": radius - p.radius,
        "v": speed,
        "t": t,
        "m": mass,
        "q": 0.5 * density * speed**2,
        "heat": 0.5 * density * speed**3,
        "inertial": float(np.linalg.norm(v)),
        "load": (leg.thrust / mass) / 9.80665,
        "pitch": pitch,
        "downrange": _downrange(p, t, r),
        "pi": np.pi,
    }


def _downrange(p: AscentProblem, t: float, r: Array) -> float:
    """Distance over the sphere from the pad, which has turned with the Earth, m."""
    turn = p.rate * t
    c, s = np.cos(turn), np.sin(turn)
    pad = np.array([p.r0[0] * c - p.r0[1] * s, p.r0[0] * s + p.r0[1] * c, p.r0[2]])
    return float(np.arctan2(np.linalg.norm(np.cross(pad, r)), pad @ r)) * p.radius


def _violation(relation: Relation, row: dict[str, float]) -> float:
    """By how much a row breaks a relation, over the size of its limit."""
    terms = [float(evaluate(term, row)) for term in relation.terms]
    worst = 0.0
    for sign, left, right in zip(relation.signs, terms[:-1], terms[1:], strict=True):
        over = left - right if "<" in sign else right - left if ">" in sign else abs(left - right)
        worst = max(worst, over / (max(abs(left), abs(right)) or 1.0))
    return worst


def _event(name: str, t: float, x: Array, mass: float, p: AscentProblem) -> dict[str, Any]:
    return {
        "name": name,
        "t_s": t,
        "altitude_km": float(np.linalg.norm(x[:3]) - p.radius) / 1e3,
        "downrange_km": _downrange(p, t, x[:3]) / 1e3,
        "speed_m_s": float(np.linalg.norm(x[3:])),
        "mass_kg": float(mass),
    }


def _series(rows: list[dict[str, float]]) -> dict[str, Array]:
    def column(name: str, unit: float = 1.0) -> Array:
        return np.array([row[name] for row in rows]) / unit

    return {
        "t, s": column("time"),
        "phase": column("phase"),
        "altitude, km": column("h", 1e3),
        "inertial speed, m/s": column("inertial"),
        "downrange, km": column("downrange", 1e3),
        "mass, t": column("m", 1e3),
        "thrust over weight at 1 g": column("load"),
        "dynamic pressure, kPa": column("q", 1e3),
        "thrust pitch, deg": column("pitch"),
    }
