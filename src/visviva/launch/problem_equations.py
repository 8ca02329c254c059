"""Optimal-control problems whose equations the file states as text, such as the Goddard rocket of COPS."""

import ast
import re
import time
from dataclasses import dataclass
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import NDArray

from visviva.errors import ConvergenceError, InputError
from visviva.launch.collocation import Solution, Solver, Transcription
from visviva.launch.problem import ProblemResult

Array = NDArray[np.float64]
_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/^()]))")
_FUNCTIONS = {name: getattr(ca, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "tanh")}
_OBJECTIVE = re.compile(r"^\s*(max|min)(?:imi[sz]e)?\s+([A-Za-z_]\w*)\s*(?:\(\s*(?:tf|t_f)\s*\))?\s*$", re.IGNORECASE)
INTERVALS, DEGREE = 200, 3  # fine enough for a singular arc


@dataclass(frozen=True, slots=True)
class _System:
    states: tuple[str, ...]
    controls: tuple[str, ...]
    expressions: dict[str, ast.AST]
    constants: dict[str, float]
    start: dict[str, float]
    end: dict[str, float]
    control_low: dict[str, float]
    control_high: dict[str, float]
    duration: float | None
    sense: str
    goal: str


def parse_expression(text: str, place: str) -> ast.AST:
    """A formula with ``^`` and implied products, as a syntax tree that holds arithmetic and nothing else.

    Examples
    --------
    >>> import ast
    >>> ast.unparse(parse_expression("310 v^2 exp(-500(h-1))", ""))
    '310 * v ** 2 * exp(-500 * (h - 1))'
    """
    out: list[str] = []
    position, previous = 0, ""
    text = text.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise InputError(f"cannot read {text[position:]!r} in an equation", place=place)
        value, name, sign = found.groups()
        opens = bool(value or name or sign == "(")
        if opens and previous in ("value", "name", "close"):
            out.append("*")
        out.append("**" if sign == "^" else (value or name or sign))
        previous = "value" if value else "name" if name else {"(": "open", ")": "close"}.get(sign, "sign")
        if name in _FUNCTIONS:
            previous = "function"
        position = found.end()
    try:
        tree = ast.parse(" ".join(out), mode="eval").body
    except SyntaxError as err:
        raise InputError(f"cannot read the equation {text!r}", place=place) from err
    allowed = (ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Call, ast.operator, ast.unaryop, ast.Load)
    if not all(isinstance(node, allowed) for node in ast.walk(tree)):
        raise InputError(f"the equation {text!r} holds more than arithmetic", place=place)
    return tree


def _evaluate(node: ast.AST, names: dict[str, Any], place: str) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        if node.id not in names:
            raise InputError(f"{node.id!r} is in an equation and has no value", place=place)
        return names[node.id]
    if isinstance(node, ast.UnaryOp):
        inner = _evaluate(node.operand, names, place)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        return _FUNCTIONS[node.func.id](*[_evaluate(a, names, place) for a in node.args])
    if isinstance(node, ast.BinOp):
        a, b = _evaluate(node.left, names, place), _evaluate(node.right, names, place)
        operations: dict[type, Any] = {
            ast.Add: lambda: a + b,
            ast.Sub: lambda: a - b,
            ast.Mult: lambda: a * b,
            ast.Div: lambda: a / b,
            ast.Pow: lambda: a**b,
        }
        if type(node.op) in operations:
            return operations[type(node.op)]()
    raise InputError("an equation holds more than arithmetic", place=place)


def _read(raw: dict[str, Any], place: str) -> _System:
    numbers = {k: float(v) for k, v in raw.items() if isinstance(v, int | float) and not isinstance(v, bool)}
    expressions: dict[str, ast.AST] = {}
    states = []
    for statement in str(raw["equations"]).split(";"):
        if not statement.strip():
            continue
        left, _, right = statement.partition("=")
        name = left.strip()
        if name.startswith("d") and f"{name[1:]}0" in numbers:
            states.append(name[1:])
        expressions[name] = parse_expression(right, place)
    used = {n.id for tree in expressions.values() for n in ast.walk(tree) if isinstance(n, ast.Name)}
    controls = tuple(sorted(n for n in used if f"{n}_max" in numbers and n not in expressions))
    if not states or not controls:
        raise InputError(
            "equations without a state or without a control",
            advice="give dX=… with X0, and a control U with U_max", place=place,
        )  # fmt: skip
    for c in controls:
        if not numbers.get(f"{c}_min", 0.0) < numbers[f"{c}_max"]:
            raise InputError(f"{c}_max is {numbers[f'{c}_max']:g}, not above its minimum", place=place)
    goal = _OBJECTIVE.match(str(raw.get("objective", "")))
    if not goal or goal.group(2) not in (*states, "tf"):
        raise InputError(
            f"objective is {raw.get('objective')!r}", advice="write max X(tf), min X(tf) or min tf", place=place
        )
    known = set(states) | set(controls) | expressions.keys()
    return _System(
        states=tuple(states),
        controls=controls,
        expressions=dict(expressions),
        constants={k: v for k, v in numbers.items() if k not in known},
        start={s: numbers[f"{s}0"] for s in states},
        end={s: numbers[f"{s}f"] for s in states if f"{s}f" in numbers},
        control_low={c: numbers.get(f"{c}_min", 0.0) for c in controls},
        control_high={c: numbers[f"{c}_max"] for c in controls},
        duration=numbers.get("tf"),
        sense=goal.group(1).lower(),
        goal=goal.group(2),
    )


def _rates(system: _System, x: Any, u: Any, place: str) -> list[Any]:
    """State rates; auxiliary quantities are worked out as they are asked for."""
    names: dict[str, Any] = dict(system.constants)
    names |= {s: x[k] for k, s in enumerate(system.states)}
    names |= {c: u[k] for k, c in enumerate(system.controls)}
    waiting = {k: v for k, v in system.expressions.items() if k[1:] not in system.states}
    while waiting:
        ready = [
            k
            for k, tree in waiting.items()
            if all(n.id in names or n.id in _FUNCTIONS for n in ast.walk(tree) if isinstance(n, ast.Name))
        ]
        if not ready:
            raise InputError(f"{', '.join(waiting)}: an equation needs a name without a value", place=place)
        for k in ready:
            names[k] = _evaluate(waiting.pop(k), names, place)
    return [_evaluate(system.expressions[f"d{s}"], names, place) for s in system.states]


def solve_equations(raw: dict[str, Any], place: str) -> ProblemResult:
    """Solve the problem `raw`; see `visviva.launch.problem.solve_problem`."""
    system = _read(raw, place)
    began = time.perf_counter()
    program = Transcription()
    n = len(system.states)
    low, high = (0.0, 1e4) if system.duration is None else (system.duration, system.duration)
    tf = program.static("tf", max(low, 1e-6), high)
    x0 = np.array([system.start[s] for s in system.states])
    u_low, u_high = ([d[c] for c in system.controls] for d in (system.control_low, system.control_high))
    x = program.phase(
        "flight", ca.SX(x0), (0.0, tf), lambda x, u, t: ca.vertcat(*_rates(system, x, u, place)),
        state_bounds=([-1e4] * n, [1e4] * n), control_bounds=(u_low, u_high), intervals=INTERVALS, degree=DEGREE,
        held=True,
    )  # fmt: skip
    for s, value in system.end.items():
        program.constrain(x[system.states.index(s)], value, value)
    goal = tf if system.goal == "tf" else x[system.states.index(system.goal)]
    solver = program.solver(goal if system.sense == "min" else -goal)
    build = time.perf_counter() - began
    solution, tried = _try_starts(system, solver, place)
    warm = solver.solve(solution)
    value = solver.value(solution, "tf") if system.goal == "tf" else float(_final(solver, solution)[
        system.states.index(system.goal)
    ])  # fmt: skip
    gap = _refly(system, solver, solution, place)
    name = "tf" if system.goal == "tf" else f"{system.goal}_final"
    return ProblemResult(
        name=str(raw.get("name", place)),
        objective={name: value},
        figures={"tf": solver.value(solution, "tf"), "starts_tried": float(tried)},
        events=({"name": "start", "t_s": 0.0}, {"name": "end", "t_s": solver.value(solution, "tf")}),
        insertion={},
        refly={"state": gap},
        known=dict(raw.get("known_optimum", {})),
        iterations=solution.iterations,
        build_s=build,
        solve_s=solution.seconds,
        warm_s=warm.seconds,
    )


def _final(solver: Solver, solution: Solution) -> Array:
    return np.asarray(solution.w[solver.program.layouts[0].states[-1]])


def _try_starts(system: _System, solver: Solver, place: str) -> tuple[Solution, int]:
    """Start from simulated flights of some lengths, at full control first, until one converges."""
    layout = solver.program.layouts[0]
    failures = []
    for tried, (duration, share) in enumerate(_simulations(system, place), start=1):
        w = np.zeros(solver.low.size)
        w[solver.program.statics["tf"]] = duration
        t = layout.nodes * duration
        x, u = _simulate(system, t, share, place)
        w[layout.states], w[layout.controls] = x, u
        try:
            return solver.solve(w), tried
        except ConvergenceError as err:
            failures.append(err.message)
    raise ConvergenceError(
        f"no start of {len(failures)} converged: {failures[-1] if failures else 'none could be flown'}",
        advice="check the bounds of the problem",
        tried=tuple(failures),
    )


def _rate_function(system: _System, place: str) -> Any:
    x, u = ca.SX.sym("x", len(system.states)), ca.SX.sym("u", len(system.controls))
    return ca.Function("rates", [x, u], [ca.vertcat(*_rates(system, x, u, place))])


def _simulations(system: _System, place: str) -> list[tuple[float, float]]:
    """Durations and control shares to try: as long as full control takes to reach a stated end, and multiples."""
    if system.duration is not None:
        return [(system.duration, share) for share in (1.0, 0.5, 0.2)]
    f = _rate_function(system, place)
    top = [system.control_high[c] for c in system.controls]
    first = np.asarray(f(list(system.start.values()), top)).ravel()
    spans = [
        (value - system.start[s]) / first[k]
        for k, s in enumerate(system.states)
        if (value := system.end.get(s)) is not None and first[k] * (value - system.start[s]) > 0
    ]
    base = min(spans) if spans else 1.0
    return [(base * k, 1.0 / k) for k in (3.0, 1.5, 6.0, 12.0)]


def _simulate(system: _System, t: Array, share: float, place: str) -> tuple[Array, Array]:
    """Fly with a constant share of the control, coarse fixed steps (a start needs no more)."""
    f = _rate_function(system, place)
    u = np.array([system.control_low[c] + share * (system.control_high[c] - system.control_low[c])
                  for c in system.controls])  # fmt: skip
    x, now, out = np.array(list(system.start.values())), 0.0, []
    for moment in t:
        h = moment - now
        k1 = np.asarray(f(x, u)).ravel()
        x = x + h * np.asarray(f(x + h / 2 * k1, u)).ravel()
        now = moment
        out.append(np.nan_to_num(x, nan=0.0, posinf=1e3, neginf=-1e3))
    return np.array(out), np.tile(u, (len(t), 1))


def _refly(system: _System, solver: Solver, solution: Solution, place: str) -> float:
    """Largest difference of the final state when the control is flown again with DOP853."""
    from scipy.integrate import solve_ivp

    from visviva.launch.problem_ascent import steering

    f = _rate_function(system, place)
    x = np.array(list(system.start.values()))
    for t0, t1, c in steering(solver.program.layouts[0], solution.w, 0.0, solver.value(solution, "tf")):

        def rate(t: float, x: Array, t0: float = t0, t1: float = t1, c: Array = c) -> Array:
            s = (t - t0) / (t1 - t0)
            return np.asarray(f(x, sum(row * s**k for k, row in enumerate(c)))).ravel()

        x = solve_ivp(rate, (t0, t1), x, method="DOP853", rtol=1e-9, atol=1e-12).y[:, -1]
    return float(np.max(np.abs(x - _final(solver, solution))))
