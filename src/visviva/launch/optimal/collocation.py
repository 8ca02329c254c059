"""Optimal control as a sparse nonlinear program: Radau collocation in CasADi, solved by its IPOPT.

A `Transcription` is built once per structure (phases, mesh) with the figures that change from solve
to solve as parameters; its `Solver` is then called as often as one likes, cold from a guess or warm
from a neighbour's optimum.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.errors import ConvergenceError
from visviva.launch.optimal.assembly import Nodes, Parts, assemble
from visviva.launch.optimal.collocation_basis import (
    Indices,
    Layout,
    Solution,
    control_order,
    joined,
    radau,
)
from visviva.launch.optimal.ipopt import BEGINS, COMMON, Begin
from visviva.launch.reasons import why

Bound = tuple[Any, Any]


@dataclass
class Transcription:
    """Collects unknowns and constraints, phase after phase (a builder, not a value).

    Declare statics and parameters first, then phases; `solver` freezes it.
    """

    w: list[Any] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    nodes: list[Nodes] = field(default_factory=list)
    linear: list[Any] = field(default_factory=list)
    rest: list[Any] = field(default_factory=list)
    rest_rows: list[Indices] = field(default_factory=list)
    g_low: list[float] = field(default_factory=list)
    g_high: list[float] = field(default_factory=list)
    statics: dict[str, int] = field(default_factory=dict)
    static_symbols: list[Any] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    layouts: list[Layout] = field(default_factory=list)

    def static(self, name: str, low: float, high: float) -> Any:
        """A scalar unknown of the whole flight, such as a time or the payload."""
        symbol = ca.SX.sym(name)
        self.statics[name] = self._add(symbol, [low], [high])
        self.static_symbols.append(symbol)
        return symbol

    def parameter(self, name: str) -> Any:
        """A scalar that each solve is given."""
        self.parameters[name] = ca.SX.sym(name)
        return self.parameters[name]

    def constrain(self, expression: Any, low: ArrayLike, high: ArrayLike) -> None:
        """Hold `expression` (n × 1) between `low` and `high`, scalars or n of each."""
        n = expression.numel()
        self.rest.append(expression)
        self.rest_rows.append(
            self._rows(*(np.broadcast_to(np.asarray(b, dtype=float), (n,)) for b in (low, high)))
        )

    def phase(
        self,
        name: str,
        start: Any,
        span: tuple[Any, Any],
        rhs: Callable[[Any, Any, Any], Any],
        *,
        state_bounds: Bound,
        control_bounds: Bound,
        path: Callable[[Any, Any, Any], tuple[Any, Any, Any]] | None = None,
        intervals: int | Sequence[float] = 8,
        degree: int = 4,
        held: bool | Sequence[bool] = False,
    ) -> Any:
        """Append a phase and return its end state.

        Parameters
        ----------
        name : str
        start : SX
            State at the start: an expression, so that phases join without constraints of their own.
        span : pair of SX or float
            Start and end time.
        rhs : callable
            ``rhs(x, u, t)``, the scaled dynamics; statics and parameters may enter through its
            closure.
        state_bounds, control_bounds : pair of sequences
            Low and high.
        path : callable, optional
            ``path(x, u, t)`` gives an expression with its low and high, held at every collocation
            point.
        intervals : int or sequence of float
            Equal intervals, or their edges from 0 to 1.
        degree : int
            Of the polynomial on each interval.
        held : bool or one for each control
            Constant over each interval, for problems with switches and singular arcs.
        """
        n, m = start.numel(), len(control_bounds[0])
        tau, slopes = radau(degree)
        edges = (
            np.linspace(0.0, 1.0, intervals + 1)
            if isinstance(intervals, int)
            else np.asarray(intervals, float)
        )
        count, width = (len(edges) - 1) * degree, np.repeat(np.diff(edges), degree)
        fraction = np.repeat(edges[:-1], degree) + width * np.tile(tau[1:], len(edges) - 1)
        x = ca.SX.sym(f"x_{name}", n * count)
        states = self._add(x, *(np.tile(side, count) for side in state_bounds)) + np.arange(
            n * count
        ).reshape(count, n)
        order, first = control_order(
            count, degree, np.broadcast_to(np.asarray(held, dtype=bool), (m,))
        )
        u = ca.SX.sym(f"u_{name}", first.size)
        controls = self._add(u, *(np.tile(side, count)[first] for side in control_bounds)) + order
        symbols, value, low, high = self._node(n, m, span, rhs, path)
        rows = self._rows(np.tile(low, count), np.tile(high, count)).reshape(count, -1)
        statics = np.array(list(self.statics.values()), np.intp)
        self.nodes.append(
            Nodes(symbols, value, np.array([fraction, width]), states, controls, rows, statics)
        )
        self._join(slopes[1:], rows[:, :n], states, start)
        self.layouts.append(Layout(name, len(edges) - 1, degree, fraction, states, controls, edges))
        return x[n * (count - 1) :]

    def _node(
        self, n: int, m: int, span: tuple[Any, Any], rhs: Any, path: Any
    ) -> tuple[tuple[Any, ...], Any, Array, Array]:
        """What one node adds to its constraints, in symbols of its own, with the bounds of that."""
        x, u, at = ca.SX.sym("x", n), ca.SX.sym("u", m), ca.SX.sym("at", 2)
        outer = ca.vertcat(*self.static_symbols), ca.vertcat(*self.parameters.values())
        inner = tuple(ca.SX.sym(name, each.numel()) for name, each in zip("sp", outer, strict=True))
        t0, t1 = ca.SX(span[0]), ca.SX(span[1])
        t = t0 + (t1 - t0) * at[0]
        value, low, high = -(t1 - t0) * at[1] * ca.SX(rhs(x, u, t)), np.zeros(n), np.zeros(n)
        if path:
            limits, below, above = path(x, u, t)
            value = ca.vertcat(value, limits)
            low, high = (
                np.concatenate(
                    [side, np.broadcast_to(np.asarray(bound, dtype=float), (limits.numel(),))]
                )
                for side, bound in ((low, below), (high, above))
            )
        value = ca.substitute(
            [value], [each for each in outer if each.numel()], [i for i in inner if i.numel()]
        )[0]
        # The path and the dynamics share the air: common terms are worked out, and differentiated,
        # once.
        return (x, u, at, *inner), ca.cse(value), low, high

    def _join(self, slopes: Array, rows: Indices, states: Indices, start: Any) -> None:
        """Add the slopes of the collocation polynomials to the rows of every node."""
        degree, n = len(slopes), states.shape[1]
        at, x = rows.reshape(-1, degree, 1, n), states.reshape(-1, 1, degree, n)
        inside = np.broadcast_arrays(at, x, slopes[:, 1:, None])
        before = np.broadcast_arrays(at[1:, :, 0], x[:-1, :, -1], slopes[:, :1])
        self.linear += [tuple(a.ravel() for a in inside), tuple(a.ravel() for a in before)]
        self.rest.append(ca.vertcat(*(slope * start for slope in slopes[:, 0])))
        self.rest_rows.append(rows[:degree].ravel())

    def _add(self, symbol: Any, low: ArrayLike, high: ArrayLike) -> int:
        """Index of the first of new unknowns with these bounds."""
        index = len(self.low)
        self.w.append(symbol)
        self.low += np.asarray(low, dtype=float).tolist()
        self.high += np.asarray(high, dtype=float).tolist()
        return index

    def _rows(self, low: ArrayLike, high: ArrayLike) -> Indices:
        """Indices of new constraints with these bounds."""
        first = len(self.g_low)
        self.g_low += np.asarray(low, dtype=float).tolist()
        self.g_high += np.asarray(high, dtype=float).tolist()
        return np.arange(first, len(self.g_low))

    def solver(self, objective: Any, **options: Any) -> "Solver":
        """Freeze into a solver that minimises `objective`.

        `options` of IPOPT hold for its cold solves.
        """
        return Solver(self, objective, options)


class Solver:
    """A frozen program: derivatives are made once and shared by every way to begin."""

    def __init__(
        self, program: Transcription, objective: Any, options: Mapping[str, Any] | None = None
    ) -> None:
        self.program = program
        self.parameter_names = tuple(program.parameters)
        nlp, derivatives = assemble(
            Parts(
                ca.vertcat(*program.w),
                ca.vertcat(ca.SX(0, 1), *program.parameters.values()),
                ca.SX(objective),
                joined(program.linear),
                tuple(program.nodes),
                ca.vertcat(*program.rest),
                np.concatenate(program.rest_rows),
                len(program.g_low),
            )
        )
        self._own = {f"ipopt.{name}": value for name, value in (options or {}).items()}
        self._nlp, self._derivatives = nlp, derivatives
        self._engines: dict[Begin, Any] = {}
        self.low, self.high = np.array(program.low), np.array(program.high)
        self.g_low, self.g_high = np.array(program.g_low), np.array(program.g_high)

    def _engine(self, begin: Begin) -> Any:
        if begin not in self._engines:
            own = {} if begin == "warm" else self._own
            options = {**COMMON, **BEGINS[begin], **own, **self._derivatives}
            self._engines[begin] = ca.nlpsol(begin, "ipopt", self._nlp, options)
        return self._engines[begin]

    def solve(
        self,
        start: Array | Solution,
        parameters: Mapping[str, float] | None = None,
        fixed: Mapping[str, float | tuple[float, float]] | None = None,
        *,
        near: bool = False,
    ) -> Solution:
        """Solve from a guess (cold) or from a neighbouring optimum (warm).

        Parameters
        ----------
        start : ndarray or Solution
        parameters : mapping
            Value of every declared parameter.
        fixed : mapping, optional
            Statics to hold at a value, or between two, for this solve.
        near : bool
            Look beside the guess, and not for long.

        Raises
        ------
        ConvergenceError
            If IPOPT does not converge; `fields` holds its status, residual and iterations.
        """
        p = [float((parameters or {})[name]) for name in self.parameter_names]
        low, high = self.low.copy(), self.high.copy()
        for name, bound in (fixed or {}).items():
            index = self.program.statics[name]
            low[index], high[index] = bound if isinstance(bound, tuple) else (bound, bound)
        arguments: dict[str, Any] = {
            "p": p,
            "lbx": low,
            "ubx": high,
            "lbg": self.g_low,
            "ubg": self.g_high,
        }
        warm = isinstance(start, Solution)
        if isinstance(start, Solution):
            arguments |= {
                "x0": start.w,
                "lam_x0": start.multipliers[0],
                "lam_g0": start.multipliers[1],
            }
        else:
            arguments["x0"] = np.clip(start, low, high)
        began = time.perf_counter()
        engine = self._engine("warm" if warm else "near" if near else "cold")
        out = engine(**arguments)
        seconds = time.perf_counter() - began
        stats = engine.stats()
        w = np.asarray(out["x"]).ravel()
        g = np.asarray(out["g"]).ravel()
        residual = float(
            np.max(np.maximum(0.0, np.maximum(self.g_low - g, g - self.g_high)), initial=0.0)
        )
        status, iterations = str(stats["return_status"]), int(stats["iter_count"])
        if status == "NonIpopt_Exception_Thrown":
            # the one exception there is in here: CasADi ends the solve at Ctrl-C and goes on
            raise KeyboardInterrupt
        if not stats["success"]:
            raise ConvergenceError(
                why(
                    "optimiser",
                    iterations=(iterations, 0),
                    status=repr(status),
                    residual=f"{residual:.2g}",
                ),
                advice="the mission may be out of reach; try a neighbouring orbit or a lighter "
                "payload",
                status=status,
                iterations=iterations,
                residual=residual,
                start=engine.name(),
            )
        multipliers = (np.asarray(out["lam_x"]).ravel(), np.asarray(out["lam_g"]).ravel())
        # CasADi gives the multiplier of p as minus the rate of the minimum.
        rates = np.asarray(out["lam_p"]).ravel()
        return Solution(
            w, float(out["f"]), multipliers, iterations, seconds, residual, status, rates
        )

    def value(self, solution: Solution, name: str) -> float:
        """Value of the static `name` at the optimum."""
        return float(solution.w[self.program.statics[name]])
