"""A stated problem as CasADi functions and, on a mesh, as a nonlinear program.

Physical outside, scaled inside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.optimal.collocation import Solution, Solver, Transcription
from visviva.launch.problem.expression import Call, Node, Relation, evaluate
from visviva.launch.problem.json_reading import Range, at
from visviva.launch.problem.phase import Phase
from visviva.launch.problem.statement import Statement, moment

Mesh = tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
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
    stretches: tuple[Stretch, ...]
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


def model_of(statement: Statement) -> Model:
    """Functions of the statement.

    Raises
    ------
    InputError
        If a formula cannot be worked out.
    """
    integrals = statement.integrals()
    size = len(statement.states) + len(integrals)
    stretches = tuple(_stretch(statement, phase, integrals, size) for phase in statement.phases)
    x0, xf, p = (
        ca.SX.sym("x0", size),
        ca.SX.sym("xf", size),
        ca.SX.sym("p", len(statement.parameters)),
    )
    t0, tf = ca.SX.sym("t0"), ca.SX.sym("tf")
    names: dict[str, Any] = dict(statement.phases[0].constants)
    names |= (
        {"t0": t0, "tf": tf, "t_f": tf}
        | _named(statement.parameters, p)
        | _named(statement.states, xf)
    )

    def calls(call: Call) -> Any:
        if call in integrals:
            return xf[len(statement.states) + integrals.index(call)]
        if call.name in statement.states:
            return (xf if moment(call) == "tf" else x0)[statement.states.index(call.name)]
        return statement.tables[call.name].at(
            [evaluate(a, names, at(statement.place, call.name), calls) for a in call.arguments]
        )

    goal = evaluate(statement.goal, names, at(statement.place, "objective"), calls)
    values, low, high = held_between(
        statement.boundary, names, at(statement.place, "boundary"), calls
    )
    ends = ca.Function("ends", [x0, xf, t0, tf, p], [ca.vertcat(goal, *values)])
    return Model(statement, stretches, ends, low, high, size)


def _named(names: Sequence[str] | Mapping[str, Any], symbol: Any) -> dict[str, Any]:
    return {name: symbol[k] for k, name in enumerate(names)}


def _stretch(statement: Statement, phase: Phase, integrals: tuple[Call, ...], size: int) -> Stretch:
    place = at(statement.place, "equations")
    x, u, t = ca.SX.sym("x", size), ca.SX.sym("u", len(phase.controls)), ca.SX.sym("t")
    p = ca.SX.sym("p", len(statement.parameters))
    names: dict[str, Any] = dict(phase.constants) | {"t": t}
    names |= (
        _named(statement.states, x)
        | _named(list(phase.controls), u)
        | _named(statement.parameters, p)
    )

    def calls(call: Call) -> Any:
        if call.name not in statement.tables:
            raise InputError(
                f"{call.name}(…) has no value in an equation", advice="name a table", place=place
            )
        table = statement.tables[call.name]
        if len(call.arguments) != len(table.grid):
            raise InputError(
                f"the table {call.name} takes {len(table.grid)} arguments", place=place
            )
        return table.at([of(a) for a in call.arguments])

    def of(node: Node) -> Any:
        return evaluate(node, names, place, calls)

    for name, node in phase.helpers.items():
        names[name] = of(node)
    rates = ca.vertcat(
        *(of(phase.rates[s]) for s in statement.states), *(of(i.arguments[0]) for i in integrals)
    )
    values, low, high = held_between(phase.path, names, at(statement.place, "path"), calls)
    path = ca.vertcat(*values) if values else ca.SX(0, 1)
    every = ca.vertcat(rates, path)
    held = tuple(not curved for curved in ca.which_depends(every, u, 2, False))
    after = [of(phase.jump[s]) if s in phase.jump else x[k] for k, s in enumerate(statement.states)]
    arguments = [x, u, t, p]
    return Stretch(
        phase,
        ca.Function("rates", arguments, [rates]),
        ca.Function("path", arguments, [path]),
        low,
        high,
        held,
        _turns(ca.Function("every", arguments, [every])),
        ca.Function("jump", [x, p], [ca.vertcat(*after, *(x[k] for k in range(len(after), size)))]),
    )


def _turns(f: Any) -> Array:
    """The period of `f` in each control, where it has one of 2 pi or 360: found by trial."""
    size, count, _, parameters = (f.numel_in(k) for k in range(4))
    points = np.random.default_rng(0)
    x, t, p = points.uniform(0.5, 2.0, size), 0.3, points.uniform(0.5, 2.0, parameters)
    u = points.uniform(0.1, 0.9, count)
    turn = np.zeros(count)
    here = np.asarray(f(x, u, t, p)).ravel()
    for k in range(count):
        for period in (2 * np.pi, 360.0):
            away = [
                np.asarray(f(x, u + n * period * (np.arange(count) == k), t, p)).ravel()
                for n in (1, 2)
            ]
            if np.all(np.isfinite(here)) and all(
                np.allclose(a, here, rtol=1e-10, atol=1e-12) for a in away
            ):
                turn[k] = period
    return turn


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
        for layout, stretch, size in zip(layouts, self.model.stretches, self.scales.u, strict=True):
            for k, turn in enumerate(stretch.turn / size):
                column = layout.controls[:, k]
                if turn > 0:
                    # Among equal angles, the one that keeps near its forerunner; all of them moved
                    # back inside.
                    angle = np.unwrap(w[column], period=turn)
                    middle = list(stretch.phase.controls.values())[k].middle / size[k]
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
        for k, (layout, stretch) in enumerate(
            zip(self.solver.program.layouts, model.stretches, strict=True)
        ):
            if k > 0:
                x0 = np.asarray(stretch.jump(x0, p)).ravel()
            x = np.vstack([x0, w[layout.states] * scales.x])
            u = w[layout.controls] * scales.u[k]
            u = np.vstack([u[:1], u])
            pieces.append((np.concatenate([[0.0], layout.nodes]), x, u))
            static = statics.get(f"d:{k}")
            times.append(
                stretch.phase.finish.low
                if static is None
                else times[-1] + float(w[static]) * scales.t
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


def program_of(model: Model, scales: Scales, mesh: Mesh, degree: int, **options: Any) -> Program:
    """The problem as a nonlinear program on `mesh` (edges of each phase's intervals, 0 to 1).

    `options` of IPOPT.
    """
    statement = model.statement
    program = Transcription()
    p = [
        program.static(f"p:{k}", r.low / scales.p[k], r.high / scales.p[k])
        for k, r in enumerate(statement.parameters.values())
    ]
    parameters = ca.vertcat(*p) * scales.p if p else ca.SX(0, 1)
    begin = statement.begin
    t = (
        ca.SX(begin.low / scales.t)
        if begin.fixed
        else program.static("t0:", begin.low / scales.t, begin.high / scales.t)
    )
    x0 = _start_state(program, model, scales)
    spans = _spans(program, statement, t, scales.t)
    x = x0
    for k, (stretch, span) in enumerate(zip(model.stretches, spans, strict=True)):
        if k > 0:
            x = stretch.jump(x * scales.x, parameters) / scales.x
            _constrain(program, x, stretch.phase.start, statement.states, scales.x)
        x = _add_phase(program, stretch, x, span, scales, k, mesh[k], degree, parameters)
        _constrain(program, x, stretch.phase.end, statement.states, scales.x)
    ends = model.ends(
        x0 * scales.x, x * scales.x, spans[0][0] * scales.t, spans[-1][1] * scales.t, parameters
    )
    if model.low.size:
        program.constrain(ends[1:], model.low, model.high)
    return Program(model, scales, program.solver(model.sign * ends[0] / scales.goal, **options))


def _start_state(program: Transcription, model: Model, scales: Scales) -> Any:
    """Start of the first phase, scaled.

    Figures where they are stated, unknowns where they are free.
    """
    out = []
    for k, fixed in enumerate(_starts(model)):
        if np.isnan(fixed):
            name = model.statement.states[k]
            phase = model.statement.phases[0]
            r = phase.start[name].within(phase.bounds[name])
            out.append(program.static(f"x:{k}", r.low / scales.x[k], r.high / scales.x[k]))
        else:
            out.append(ca.SX(fixed / scales.x[k]))
    return ca.vertcat(*out)


def _spans(
    program: Transcription, statement: Statement, t: Any, clock: float
) -> list[tuple[Any, Any]]:
    """Start and end of each phase; its duration is an unknown unless both are stated."""
    out, stated = [], statement.begin.fixed
    for k, phase in enumerate(statement.phases):
        r = phase.finish
        if stated and r.fixed:
            end = ca.SX(r.low / clock)
        else:
            # the end of a phase that begins at a stated time has limits of its own
            only = k == 0 and stated
            offset = statement.begin.low if only else 0.0
            end = t + program.static(
                f"d:{k}",
                max(1e-8, (r.low - offset) / clock) if only else 1e-8,
                (r.high - offset) / clock if only else inf,
            )
            if not only and (isfinite(r.low) or isfinite(r.high)):
                program.constrain(end, r.low / clock, r.high / clock)
        out.append((t, end))
        t, stated = end, stated and r.fixed
    return out


def _constrain(
    program: Transcription, x: Any, ends: Mapping[str, Range], states: Sequence[str], scale: Array
) -> None:
    for k, state in enumerate(states):
        r = ends.get(state)
        if r is not None and (isfinite(r.low) or isfinite(r.high)):
            program.constrain(x[k], r.low / scale[k], r.high / scale[k])


def _add_phase(
    program: Transcription,
    stretch: Stretch,
    start: Any,
    span: tuple[Any, Any],
    scales: Scales,
    k: int,
    edges: Array,
    degree: int,
    parameters: Any,
) -> Any:
    phase, extra = stretch.phase, scales.x.size - len(stretch.phase.bounds)
    size = scales.u[k]

    def rhs(x: Any, u: Any, t: Any) -> Any:
        return stretch.rates(x * scales.x, u * size, t * scales.t, parameters) * (
            scales.t / scales.x
        )

    def path(x: Any, u: Any, t: Any) -> tuple[Any, Any, Any]:
        return (
            stretch.path(x * scales.x, u * size, t * scales.t, parameters),
            stretch.low,
            stretch.high,
        )

    bounds = [*phase.bounds.values(), *[Range.free()] * extra]
    controls = list(phase.controls.values())
    return program.phase(
        phase.name,
        start,
        span,
        rhs,
        state_bounds=(
            [r.low / s for r, s in zip(bounds, scales.x, strict=True)],
            [r.high / s for r, s in zip(bounds, scales.x, strict=True)],
        ),
        control_bounds=(
            [r.low / s for r, s in zip(controls, size, strict=True)],
            [r.high / s for r, s in zip(controls, size, strict=True)],
        ),
        path=path if stretch.low.size else None,
        intervals=edges.tolist(),
        degree=degree,
        held=stretch.held,
    )
