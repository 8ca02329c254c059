"""How far an optimum on a mesh can be trusted.

Errors of each interval, a finer mesh where they are, and a flight.
"""

from collections.abc import Callable
from dataclasses import dataclass

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.launch.optimal.collocation_basis import Layout, Solution, control_polynomials
from visviva.launch.problem.model import Mesh
from visviva.launch.problem.model_values import Arc, Course, Program

Row = tuple[float, Array, Array]  # time, state, control
_SUBSTEPS = 12


@dataclass(frozen=True, slots=True)
class Flown:
    """The optimal controls flown with DOP853 from the start state.

    Attributes
    ----------
    course : Course
        Dense history.
    gap : dict of float
        Largest difference from the optimum at the end of a phase, by state, physical units.
    relative : float
        The largest of them, over the range of its state.
    path : float
        Largest violation of a path constraint between the mesh points, over the size of its limit.
    """

    course: Course
    gap: dict[str, float]
    relative: float
    path: float


def even(counts: list[int]) -> Mesh:
    """Equal intervals in each phase."""
    return tuple(np.linspace(0.0, 1.0, n + 1) for n in counts)


def controls_of(layout: Layout, w: Array, size: Array) -> Array:
    """Controls of a phase as polynomials of the fraction of each interval.

    ``c[interval, power, control]``, in physical units.
    """
    return control_polynomials(layout, w) * size


def ranges_of(course: Course) -> Array:
    """Range of each state over the flight.

    Where it hardly moves, a millionth of its size, and never 0.
    """
    x = np.vstack([piece[1] for piece in course.pieces])
    size = np.abs(x).max(axis=0)
    return np.asarray(np.maximum(np.ptp(x, axis=0), np.where(size > 0, 1e-6 * size, 1.0)))


def local_errors(program: Program, solution: Solution, course: Course) -> list[Array]:
    """Error of the states over each interval, relative to their range.

    The interval flown again in small steps.
    """
    scale = ranges_of(course)
    out = []
    for k, (arc, layout) in enumerate(
        zip(program.model.arcs, program.solver.program.layouts, strict=True)
    ):
        x = course.pieces[k][1]
        begins, ends = x[: -1 : layout.degree], x[layout.degree :: layout.degree]
        c = controls_of(layout, solution.w, program.scales.u[k])
        t0, span = course.times[k], course.times[k + 1] - course.times[k]
        reached = _fly_intervals(arc, begins, c, t0 + span * layout.edges, course.p)
        out.append(np.max(np.abs(reached - ends) / scale, axis=1))
    return out


def runge_kutta_step(f: Callable[[float, Array], Array], t: float, x: Array, h: float) -> Array:
    """The state `x` a step `h` after `t` under the rates `f`.

    By the fourth-order rule of Runge and Kutta.
    """
    k1 = f(t, x)
    k2 = f(t + h / 2, x + h / 2 * k1)
    k3 = f(t + h / 2, x + h / 2 * k2)
    k4 = f(t + h, x + h * k3)
    return x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def _fly_intervals(arc: Arc, x: Array, c: Array, edges: Array, p: Array) -> Array:
    """States at the ends of all intervals of a phase, flown at once from those at their beginnings.

    (n, states).
    """
    count = len(x)
    rates = arc.rates.map(count)
    parameters = np.tile(p[:, None], (1, count)) if p.size else ca.DM(0, count)
    width = np.diff(edges)

    def per_fraction(s: float, state: Array) -> Array:
        u = np.einsum("kim,i->mk", c, s ** np.arange(c.shape[1])) if c.shape[2] else ca.DM(0, count)
        slopes = np.asarray(rates(state, u, (edges[:-1] + s * width)[None, :], parameters))
        return np.asarray(width * slopes)

    state = x.T
    for i in range(_SUBSTEPS):
        state = runge_kutta_step(per_fraction, i / _SUBSTEPS, state, 1 / _SUBSTEPS)
    return np.asarray(state.T)


def control_jumps(program: Program, solution: Solution) -> list[Array]:
    """Largest jump of a control at either edge of each interval, over the control's range.

    Times the width.
    """
    out = []
    for k, layout in enumerate(program.solver.program.layouts):
        c = controls_of(layout, solution.w, program.scales.u[k])
        first, last = c[:, 0], c.sum(axis=1)
        span = np.maximum(np.ptp(np.vstack([first, last]), axis=0), 1e-9 * program.scales.u[k])
        jump = np.abs(first[1:] - last[:-1]) / span
        edge = np.max(jump, axis=1, initial=0.0)
        around = np.maximum(np.concatenate([[0.0], edge]), np.concatenate([edge, [0.0]]))
        out.append(around * np.diff(layout.edges))
    return out


def refined(
    mesh: Mesh, errors: list[Array], jumps: list[Array], tolerance: float, most: int
) -> Mesh:
    """The mesh with intervals halved where states are wrong or controls jump.

    A sixth at least, `most` in all.
    """
    largest = max(float(j.max(initial=0.0)) for j in jumps)
    count = sum(edges.size - 1 for edges in mesh)
    score = [
        np.maximum(
            e / tolerance,
            np.where(j > 0.2 * largest, 1.0 + j / largest if largest > 0 else 0.0, 0.0),
        )
        for e, j in zip(errors, jumps, strict=True)
    ]
    every = np.concatenate(score)
    room = max(most - count, 0)
    wanted = min(max(int((every > 1.0).sum()), count // 6 + 1), room)
    limit = np.sort(every)[-wanted] if wanted else np.inf
    out = []
    for edges, value in zip(mesh, score, strict=True):
        chosen = (value >= limit) & (np.diff(edges) > 1e-7)
        middles = 0.5 * (edges[:-1] + edges[1:])[chosen]
        out.append(np.sort(np.concatenate([edges, middles])))
    return tuple(out)


def fly(program: Program, solution: Solution, course: Course) -> Flown:
    """Fly the optimal controls from the start state.

    And see how far from the optimum the flight ends.
    """
    scale, model = ranges_of(course), program.model
    x, worst, path = course.pieces[0][1][0], np.zeros(scale.size), 0.0
    pieces = []
    for k, (arc, layout) in enumerate(zip(model.arcs, program.solver.program.layouts, strict=True)):
        if k > 0:
            x = np.asarray(arc.jump(x, course.p)).ravel()
        c = controls_of(layout, solution.w, program.scales.u[k])
        edges = course.times[k] + (course.times[k + 1] - course.times[k]) * layout.edges
        rows = _fly_phase(arc, x, c, edges, course.p, scale)
        if rows is None:
            return Flown(course, {}, np.inf, np.inf)
        x = rows[-1][1]
        path = max(path, _violation(arc, rows, course.p))
        worst = np.maximum(worst, np.abs(x - course.pieces[k][1][-1]))
        t, states, controls = (np.array(column) for column in zip(*rows, strict=True))
        pieces.append(((t - t[0]) / (t[-1] - t[0]), states, controls))
    names = model.statement.states
    gap = dict(zip(names, worst[: len(names)].tolist(), strict=True))
    return Flown(
        Course(tuple(pieces), course.times, course.p), gap, float(np.max(worst / scale)), path
    )


def _fly_phase(
    arc: Arc, x: Array, c: Array, edges: Array, p: Array, scale: Array
) -> list[Row] | None:
    """Time, state and control of one phase from its start to its end.

    None where the flight breaks off.
    """
    from scipy.integrate import solve_ivp

    rows: list[Row] = [(float(edges[0]), x, c[0, 0])]
    for t0, t1, powers in zip(edges[:-1], edges[1:], c, strict=True):

        def control(t: float, t0: float = t0, t1: float = t1, powers: Array = powers) -> Array:
            return np.asarray(((t - t0) / (t1 - t0)) ** np.arange(len(powers)) @ powers)

        def rate(t: float, x: Array, control: Callable[[float], Array] = control) -> Array:
            return np.asarray(arc.rates(x, control(t), t, p)).ravel()

        grid = np.linspace(t0, t1, 4)[1:]
        flight = solve_ivp(rate, (t0, t1), x, "DOP853", grid, rtol=1e-10, atol=1e-12 * scale)
        if flight.y.shape[1] < grid.size or not np.all(np.isfinite(flight.y)):
            return None
        rows += [(float(t), y, control(t)) for t, y in zip(grid, flight.y.T, strict=True)]
        x = flight.y[:, -1]
    return rows


def _violation(arc: Arc, rows: list[Row], p: Array) -> float:
    """Largest violation of the path constraints on sampled rows."""
    if not arc.low.size:
        return 0.0
    worst = 0.0
    for t, x, u in rows[1:]:
        value = np.asarray(arc.path(x, u, t, p)).ravel()
        worst = max(worst, float(np.max(np.maximum(arc.low - value, value - arc.high))))
    return max(worst, 0.0)
