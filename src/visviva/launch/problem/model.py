"""A stated problem as CasADi functions and, on a mesh, as a nonlinear program.

Physical outside, scaled inside.
"""

from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.optimal.collocation import Transcription
from visviva.launch.problem.formula import Call, Node, evaluate
from visviva.launch.problem.json_reading import Range, at
from visviva.launch.problem.model_values import (
    Arc,
    Model,
    Program,
    Scales,
    _starts,
    held_between,
)
from visviva.launch.problem.phase import Phase
from visviva.launch.problem.statement import Statement, moment

Mesh = tuple[Array, ...]


def model_of(statement: Statement) -> Model:
    """Functions of the statement.

    Raises
    ------
    InputError
        If a formula cannot be worked out.
    """
    integrals = statement.integrals()
    size = len(statement.states) + len(integrals)
    arcs = tuple(_arc(statement, phase, integrals, size) for phase in statement.phases)
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
    return Model(statement, arcs, ends, low, high, size)


def _named(names: Sequence[str] | Mapping[str, Any], symbol: Any) -> dict[str, Any]:
    return {name: symbol[k] for k, name in enumerate(names)}


def _arc(statement: Statement, phase: Phase, integrals: tuple[Call, ...], size: int) -> Arc:
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
    return Arc(
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
    for k, (arc, span) in enumerate(zip(model.arcs, spans, strict=True)):
        if k > 0:
            x = arc.jump(x * scales.x, parameters) / scales.x
            _constrain(program, x, arc.phase.start, statement.states, scales.x)
        x = _add_phase(program, arc, x, span, scales, k, mesh[k], degree, parameters)
        _constrain(program, x, arc.phase.end, statement.states, scales.x)
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
    arc: Arc,
    start: Any,
    span: tuple[Any, Any],
    scales: Scales,
    k: int,
    edges: Array,
    degree: int,
    parameters: Any,
) -> Any:
    phase, extra = arc.phase, scales.x.size - len(arc.phase.bounds)
    size = scales.u[k]

    def rhs(x: Any, u: Any, t: Any) -> Any:
        return arc.rates(x * scales.x, u * size, t * scales.t, parameters) * (scales.t / scales.x)

    def path(x: Any, u: Any, t: Any) -> tuple[Any, Any, Any]:
        return (
            arc.path(x * scales.x, u * size, t * scales.t, parameters),
            arc.low,
            arc.high,
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
        path=path if arc.low.size else None,
        intervals=edges.tolist(),
        degree=degree,
        held=arc.held,
    )
