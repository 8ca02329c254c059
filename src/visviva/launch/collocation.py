"""Optimal control as a sparse nonlinear program: Radau collocation in CasADi, solved by its IPOPT.

A `Transcription` is built once per structure (phases, mesh) with the figures that change from solve to solve as
parameters; its `Solver` is then called as often as one likes, cold from a guess or warm from a neighbour's optimum.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.errors import ConvergenceError

Array = NDArray[np.float64]
Bound = tuple[Any, Any]

# Both IPOPT set-ups share every option but the start: a warm one trusts the neighbour and its multipliers.
_OPTIONS: dict[str, Any] = {
    "print_time": False,
    "show_eval_warnings": False,
    "ipopt.print_level": 0,
    "ipopt.sb": "yes",
    "ipopt.linear_solver": "mumps",
    "ipopt.tol": 1e-9,
    "ipopt.acceptable_iter": 0,
    "ipopt.max_iter": 400,
}
_WARM: dict[str, Any] = {
    "ipopt.warm_start_init_point": "yes",
    "ipopt.mu_init": 1e-8,
    "ipopt.warm_start_bound_push": 1e-8,
    "ipopt.warm_start_slack_bound_push": 1e-8,
    "ipopt.warm_start_bound_frac": 1e-8,
    "ipopt.warm_start_slack_bound_frac": 1e-8,
    "ipopt.warm_start_mult_bound_push": 1e-8,
    "ipopt.max_iter": 150,
}


@lru_cache(maxsize=16)
def radau(degree: int) -> tuple[Array, Array]:
    """Radau points with 0 in front, shape ``(degree + 1,)``, and the derivatives ``l_i'(tau_j)`` as ``[j, i]``."""
    tau = np.array([0.0, *ca.collocation_points(degree, "radau")])
    slopes = np.zeros((degree + 1, degree + 1))
    for i in range(degree + 1):
        others = [k for k in range(degree + 1) if k != i]
        basis = np.poly(tau[others]) / np.prod(tau[i] - tau[others])
        slopes[:, i] = np.polyval(np.polyder(basis), tau)
    return tau, slopes


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one phase lives in the vector of unknowns.

    Attributes
    ----------
    name : str
    nodes : ndarray of float, shape (K * d,)
        Fractions of the phase's duration at its collocation points.
    states, controls : ndarray of int, shape (K * d, n)
        Indices into the unknowns.
    edges : ndarray of float, shape (K + 1,)
        Fractions of the phase's duration at which its intervals begin and end.
    """

    name: str
    intervals: int
    degree: int
    nodes: Array
    states: NDArray[np.intp]
    controls: NDArray[np.intp]
    edges: Array


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum: unknowns, multipliers and how the solver got there.

    Attributes
    ----------
    w : ndarray, shape (n,)
        Unknowns, scaled.
    objective : float
    multipliers : tuple of ndarray
        Of bounds and constraints; feed them to a warm start.
    iterations : int
    seconds : float
        Wall time of the solve.
    residual : float
        Largest violation of a constraint, scaled.
    status : str
        IPOPT's own word.
    sensitivity : ndarray
        By how much the minimum falls for a unit more of each parameter, in the order of `Solver.parameter_names`: the
        whole optimum moves along, so one solve prices every figure.
    """

    w: Array
    objective: float
    multipliers: tuple[Array, Array]
    iterations: int
    seconds: float
    residual: float
    status: str
    sensitivity: Array


@dataclass
class Transcription:
    """Collects unknowns and constraints, phase after phase (a builder, not a value).

    Declare statics and parameters first, then phases; `solver` freezes it.
    """

    w: list[Any] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    g: list[Any] = field(default_factory=list)
    g_low: list[float] = field(default_factory=list)
    g_high: list[float] = field(default_factory=list)
    statics: dict[str, int] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    layouts: list[Layout] = field(default_factory=list)
    size: int = 0

    def static(self, name: str, low: float, high: float) -> Any:
        """A scalar unknown of the whole flight, such as a time or the payload."""
        symbol = ca.SX.sym(name)
        self.statics[name] = self._add(symbol, [low], [high])
        return symbol

    def parameter(self, name: str) -> Any:
        """A scalar that each solve is given."""
        self.parameters[name] = ca.SX.sym(name)
        return self.parameters[name]

    def _add(self, symbol: Any, low: Sequence[float], high: Sequence[float]) -> int:
        index = self.size
        self.w.append(symbol)
        self.low += list(low)
        self.high += list(high)
        self.size += symbol.numel()
        return index

    def constrain(self, expression: Any, low: ArrayLike, high: ArrayLike) -> None:
        """Hold `expression` (n × 1) between `low` and `high`, scalars or n of each."""
        n = expression.numel()
        self.g.append(expression)
        self.g_low += np.broadcast_to(np.asarray(low, dtype=float), (n,)).tolist()
        self.g_high += np.broadcast_to(np.asarray(high, dtype=float), (n,)).tolist()

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
            ``rhs(x, u, t)``, the scaled dynamics; statics and parameters may enter through its closure.
        state_bounds, control_bounds : pair of sequences
            Low and high.
        path : callable, optional
            ``path(x, u, t)`` gives an expression with its low and high, held at every collocation point.
        intervals : int or sequence of float
            Equal intervals, or their edges from 0 to 1.
        degree : int
            Of the polynomial on each interval.
        held : bool or one for each control
            Constant over each interval, for problems with switches and singular arcs.
        """
        n, m = start.numel(), len(control_bounds[0])
        tau, slopes = radau(degree)
        edges = np.linspace(0.0, 1.0, intervals + 1) if isinstance(intervals, int) else np.asarray(intervals, float)
        widths = np.diff(edges)
        constant = np.broadcast_to(np.asarray(held, dtype=bool), (m,))
        f = self._node_function(n, m, rhs, path)
        t0, t1 = ca.SX(span[0]), ca.SX(span[1])
        extra = ca.vertcat(*self._scalars())
        states: list[Any] = []
        controls: list[Any] = []
        nodes: list[float] = []
        x_start = start
        for k, width in enumerate(widths):
            step = (t1 - t0) * width
            xs: list[Any] = [x_start]
            us: list[Any] = []
            for j in range(1, degree + 1):
                xs.append(ca.SX.sym(f"x{len(self.layouts)}_{k}_{j}", n))
                states.append(self._add(xs[-1], *state_bounds) + np.arange(n))
                if j == 1 or not constant.any():
                    us.append(ca.SX.sym(f"u{len(self.layouts)}_{k}_{j}", m))
                    controls.append(self._add(us[-1], *control_bounds) + np.arange(m))
                else:
                    u, index = self._part_held(f"u{len(self.layouts)}_{k}_{j}", constant, control_bounds, us[0])
                    us.append(u)
                    controls.append(np.where(constant, controls[-1], index))
                nodes.append(edges[k] + width * tau[j])
            every = ca.horzcat(*xs)
            for j in range(1, degree + 1):
                out = f(xs[j], us[j - 1], t0 + (t1 - t0) * (edges[k] + width * tau[j]), extra)
                rate, limits = (out[0], out[1:]) if path else (out, None)
                self.constrain(ca.mtimes(every, slopes[j]) - step * rate, 0.0, 0.0)
                if limits:
                    self.constrain(*limits)
            x_start = xs[-1]
        self.layouts.append(
            Layout(
                name, len(widths), degree, np.array(nodes), np.array(states, np.intp),
                np.array(controls, np.intp).reshape(len(nodes), m), edges,
            )
        )  # fmt: skip
        return x_start

    def _part_held(self, name: str, held: NDArray[np.bool_], bounds: Bound, first: Any) -> tuple[Any, NDArray[np.intp]]:
        """Controls of a later point: the held ones are those of the interval's `first`; with indices of the rest."""
        free = np.flatnonzero(~held)
        index = np.zeros(len(held), np.intp)
        if not free.size:
            return first, index
        symbol = ca.SX.sym(name, free.size)
        index[free] = self._add(symbol, *([side[i] for i in free] for side in bounds)) + np.arange(free.size)
        place = np.cumsum(~held) - 1
        return ca.vertcat(*(first[i] if held[i] else symbol[int(place[i])] for i in range(len(held)))), index

    def _scalars(self) -> list[Any]:
        return [s for s in self.w if s.numel() == 1 and s.name() in self.statics] + list(self.parameters.values())

    def _node_function(self, n: int, m: int, rhs: Any, path: Any) -> Any:
        """One node's dynamics (and path) as a CasADi function: built once, then copied in at every point."""
        x, u, t = ca.SX.sym("x", n), ca.SX.sym("u", m), ca.SX.sym("t")
        outer = ca.vertcat(*self._scalars())
        inner = ca.SX.sym("z", outer.numel())

        def freed(expression: Any) -> Any:
            return ca.substitute(ca.SX(expression), outer, inner) if outer.numel() else ca.SX(expression)

        outs = [freed(rhs(x, u, t))]
        if path:
            value, low, high = path(x, u, t)
            # The path and the dynamics share the air: common terms are worked out once.
            f = ca.Function("node", [x, u, t, inner], ca.cse([*outs, freed(value)]))
            return lambda *a: (*f(*a), low, high)
        return ca.Function("node", [x, u, t, inner], outs)

    def solver(self, objective: Any) -> "Solver":
        """Freeze into a solver that minimises `objective`."""
        return Solver(self, objective)


class Solver:
    """A frozen program: derivative functions are made once and shared by the cold and the warm set-up."""

    def __init__(self, program: Transcription, objective: Any) -> None:
        self.program = program
        self.parameter_names = tuple(program.parameters)
        nlp = {
            "x": ca.vertcat(*program.w),
            "p": ca.vertcat(*program.parameters.values()) if program.parameters else ca.SX(0, 1),
            "f": objective,
            "g": ca.vertcat(*program.g),
        }
        self._cold = ca.nlpsol("cold", "ipopt", nlp, _OPTIONS)
        shared = {
            key: self._cold.get_function(name)
            for key, name in (("grad_f", "nlp_grad_f"), ("jac_g", "nlp_jac_g"), ("hess_lag", "nlp_hess_l"))
        }
        self._warm = ca.nlpsol("warm", "ipopt", nlp, {**_OPTIONS, **_WARM, **shared})
        self._g = self._cold.get_function("nlp_g")
        self.low, self.high = np.array(program.low), np.array(program.high)
        self.g_low, self.g_high = np.array(program.g_low), np.array(program.g_high)

    def solve(
        self,
        start: Array | Solution,
        parameters: Mapping[str, float] | None = None,
        fixed: Mapping[str, float | tuple[float, float]] | None = None,
    ) -> Solution:
        """Solve from a guess (cold) or from a neighbouring optimum (warm).

        Parameters
        ----------
        start : ndarray or Solution
        parameters : mapping
            Value of every declared parameter.
        fixed : mapping, optional
            Statics to hold at a value, or between two, for this solve.

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
        arguments: dict[str, Any] = {"p": p, "lbx": low, "ubx": high, "lbg": self.g_low, "ubg": self.g_high}
        warm = isinstance(start, Solution)
        if isinstance(start, Solution):
            arguments |= {"x0": start.w, "lam_x0": start.multipliers[0], "lam_g0": start.multipliers[1]}
        else:
            arguments["x0"] = np.clip(start, low, high)
        began = time.perf_counter()
        engine = self._warm if warm else self._cold
        out = engine(**arguments)
        seconds = time.perf_counter() - began
        stats = engine.stats()
        w = np.asarray(out["x"]).ravel()
        g = np.asarray(out["g"]).ravel()
        residual = float(np.max(np.maximum(0.0, np.maximum(self.g_low - g, g - self.g_high)), initial=0.0))
        status, iterations = str(stats["return_status"]), int(stats["iter_count"])
        if not stats["success"]:
            raise ConvergenceError(
                f"the optimiser stopped after {iterations} iterations with {status!r}, "
                f"largest residual {residual:.2g} of the scaled constraints",
                advice="the mission may be out of reach; try a neighbouring orbit or a lighter payload",
                status=status, iterations=iterations, residual=residual, start="warm" if warm else "cold",
            )  # fmt: skip
        multipliers = (np.asarray(out["lam_x"]).ravel(), np.asarray(out["lam_g"]).ravel())
        # CasADi gives the multiplier of p as minus the rate of the minimum.
        rates = np.asarray(out["lam_p"]).ravel()
        return Solution(w, float(out["f"]), multipliers, iterations, seconds, residual, status, rates)

    def value(self, solution: Solution, name: str) -> float:
        """Value of the static `name` at the optimum."""
        return float(solution.w[self.program.statics[name]])
