"""The values that a stated problem's program is built from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.optimal.collocation import Solver
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.problem.formula import Relation, evaluate
from visviva.launch.problem.phase import Phase
from visviva.launch.problem.statement import Statement


@dataclass(frozen=True, slots=True)
class Arc:
    """One phase as functions of state (with the integrals behind), control, time and parameters.

    Attributes
    ----------
    rates, path : Function
        ``f(x, u, t, p)``; `path` between `low` and `high`.
    held : tuple of bool
        Controls that everything is linear in: their optimum jumps or is singular, so they are held
        over an interval.
    turn : ndarray
        Full turn of each control that is an angle (2 pi or 360), else 0.
    jump : Function
        ``f(x, p)``, state after the end of the phase before.
    """

    phase: Phase
    rates: Any
    path: Any
    low: Array
    high: Array
    held: tuple[bool, ...]
    turn: Array
    jump: Any


@dataclass(frozen=True, slots=True)
class Model:
    """All phases, and the objective and boundary conditions ``ends(x0, xf, t0, tf, p)``.

    The objective first.
    """

    statement: Statement
    arcs: tuple[Arc, ...]
    ends: Any
    low: Array
    high: Array
    size: int

    @property
    def sign(self) -> float:
        """-1 where the goal is to be large."""
        return -1.0 if self.statement.sense == "max" else 1.0


@dataclass(frozen=True, slots=True)
class Scales:
    """Size of each state (with integrals), each control of each phase, time, each parameter.

    The objective.
    """

    x: Array
    u: tuple[Array, ...]
    t: float
    p: Array
    goal: float


@dataclass(frozen=True, slots=True)
class Course:
    """A sampled history, of a guess or an optimum.

    In each phase fractions of its time (n,), states, controls.

    Attributes
    ----------
    pieces : tuple of (s, x, u)
    times : ndarray, shape (phases + 1,)
    p : ndarray
        Parameters.
    """

    pieces: tuple[tuple[Array, Array, Array], ...]
    times: Array
    p: Array


def held_between(
    relations: tuple[Relation, ...], names: Mapping[str, Any], place: str, calls: Any
) -> tuple[list[Any], Array, Array]:
    """Relations as values with their low and high ends."""
    values: list[Any] = []
    low: list[float] = []
    high: list[float] = []
    for relation in relations:
        terms = [evaluate(term, names, place, calls) for term in relation.terms]
        for sign, left, right in zip(relation.signs, terms[:-1], terms[1:], strict=True):
            if all(isinstance(side, float) for side in (left, right)):
                raise InputError(
                    "a relation between plain numbers",
                    advice="hold a state or a control",
                    place=place,
                )
            # "left sign right" becomes "value between low and high"; a plain number stays an end of
            # the range.
            value, end = (left, right) if isinstance(right, float) else (right, left)
            flipped = isinstance(left, float)
            if not isinstance(end, float):
                value, end, flipped = left - right, 0.0, False
            if not isfinite(end):
                raise InputError(
                    f"a relation with the limit {end:g}",
                    advice="give a finite limit, or leave the relation out",
                    place=place,
                )
            below = (sign in ("<", "<=")) != flipped
            scale = abs(end) or 1.0
            values.append(value / scale)
            equal = sign in ("=", "==")
            low.append(end / scale if equal or not below else -inf)
            high.append(end / scale if equal or below else inf)
    return values, np.array(low), np.array(high)


@dataclass(frozen=True, slots=True)
class Program:
    """The problem on a mesh: its solver, and the way between unknowns and physical histories."""

    model: Model
    scales: Scales
    solver: Solver

    def vector(self, course: Course) -> Array:
        """Unknowns that lie on `course`."""
        scales, statics = self.scales, self.solver.program.statics
        w = np.zeros(self.solver.low.size)
        for name, index in statics.items():
            kind, _, rest = name.partition(":")
            if kind == "d":
                w[index] = (course.times[int(rest) + 1] - course.times[int(rest)]) / scales.t
            elif kind == "t0":
                w[index] = course.times[0] / scales.t
            elif kind == "p":
                w[index] = (course.p / scales.p)[int(rest)]
            else:
                w[index] = (course.pieces[0][1][0] / scales.x)[int(rest)]
        for layout, (s, x, u), size in zip(
            self.solver.program.layouts, course.pieces, scales.u, strict=True
        ):
            w[layout.states] = sampled(layout.nodes, s, x) / scales.x
            w[layout.controls] = sampled(layout.nodes, s, u) / size
        return w

    def unwound(self, solution: Solution) -> Solution:
        """The same optimum without whole turns between neighbouring points.

        The polynomials would follow them.
        """
        w = solution.w.copy()
        layouts = self.solver.program.layouts
        for layout, arc, size in zip(layouts, self.model.arcs, self.scales.u, strict=True):
            for k, turn in enumerate(arc.turn / size):
                column = layout.controls[:, k]
                if turn > 0:
                    # Among equal angles, the one that keeps near its forerunner; all of them moved
                    # back inside.
                    angle = np.unwrap(w[column], period=turn)
                    middle = list(arc.phase.controls.values())[k].middle / size[k]
                    angle -= turn * np.round((0.5 * (angle.min() + angle.max()) - middle) / turn)
                    if np.all(
                        (angle >= self.solver.low[column]) & (angle <= self.solver.high[column])
                    ):
                        w[column] = angle
        return replace(solution, w=w)

    def course(self, solution: Solution) -> Course:
        """Physical history of an optimum.

        Each phase begins with its start state and the first point's control.
        """
        w, scales, model = solution.w, self.scales, self.model
        statics = self.solver.program.statics
        p = np.array([w[statics[f"p:{k}"]] for k in range(len(scales.p))]) * scales.p
        begin = w[statics["t0:"]] * scales.t if "t0:" in statics else model.statement.begin.low
        times, pieces = [float(begin)], []
        x0 = np.array(
            [
                w[statics[f"x:{k}"]] * scales.x[k] if f"x:{k}" in statics else fixed
                for k, fixed in enumerate(_starts(model))
            ]
        )
        for k, (layout, arc) in enumerate(
            zip(self.solver.program.layouts, model.arcs, strict=True)
        ):
            if k > 0:
                x0 = np.asarray(arc.jump(x0, p)).ravel()
            x = np.vstack([x0, w[layout.states] * scales.x])
            u = w[layout.controls] * scales.u[k]
            u = np.vstack([u[:1], u])
            pieces.append((np.concatenate([[0.0], layout.nodes]), x, u))
            static = statics.get(f"d:{k}")
            times.append(
                arc.phase.finish.low if static is None else times[-1] + float(w[static]) * scales.t
            )
            x0 = x[-1]
        return Course(tuple(pieces), np.array(times), p)

    def restored(self, start: Array) -> Array:
        """The feasible unknowns nearest to `start`.

        A search that begins on the constraints has one worry less.

        Raises
        ------
        ConvergenceError
            If there are none.
        """
        program = self.solver.program
        away = ca.vertcat(*program.w) - np.clip(start, self.solver.low, self.solver.high)
        return program.solver(ca.dot(away, away)).solve(start).w

    def goal(self, solution: Solution) -> float:
        """The objective, in its own sense and units."""
        return self.model.sign * solution.objective * self.scales.goal


def sampled(nodes: Array, s: Array, values: Array) -> Array:
    """Columns `values` (m, n), known at `s` (m,), on straight lines between there at `nodes`.

    K,.
    """
    return np.column_stack([np.interp(nodes, s, column) for column in values.T])


def _starts(model: Model) -> list[float]:
    """Start of each state, NaN where it is free; integrals start at 0."""
    ranges = [model.statement.phases[0].start[s] for s in model.statement.states]
    return [r.low if r.fixed else np.nan for r in ranges] + [0.0] * (model.size - len(ranges))
