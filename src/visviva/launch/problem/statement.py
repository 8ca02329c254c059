"""What an optimal-control problem states: equations as text, limits, ends, objective.

Read from JSON into values.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from visviva.errors import InputError
from visviva.launch.problem.expression import parse_formula, parse_relation
from visviva.launch.problem.formula import (
    Call,
    Node,
    Relation,
    divisors_in,
    evaluate,
    names_in,
    unknown,
    walk,
)
from visviva.launch.problem.json_reading import (
    Range,
    at,
    check_keys,
    is_number,
    items,
    read_range,
    section,
    shown,
)
from visviva.launch.problem.phase import RESERVED, Phase, PhaseReader
from visviva.launch.problem.phase_equations import SECTIONS
from visviva.launch.problem.tables import Table, read_table

_OBJECTIVE = re.compile(r"^\s*(max|min)(?:imi[sz]e)?[\s:]+(.+)$", re.IGNORECASE | re.DOTALL)
MOST_PHASES = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole problem: `sense` ("min" or "max") of `goal` over the phases.

    Attributes
    ----------
    goal_text : str
        As the file says it.
    begin : Range
        Time at which the first phase begins.
    boundary : tuple of Relation
        Between values at the ends, such as ``x(tf) = x(t0)``.
    remarks : tuple of str
        Keys that were read as remarks.
    """

    name: str
    place: str
    states: tuple[str, ...]
    phases: tuple[Phase, ...]
    parameters: dict[str, Range]
    tables: dict[str, Table]
    begin: Range
    boundary: tuple[Relation, ...]
    sense: str
    goal: Node
    goal_text: str
    known: dict[str, Any]
    remarks: tuple[str, ...]

    @property
    def controls(self) -> tuple[str, ...]:
        """Every control of any phase, in the order of their first mention."""
        return tuple(dict.fromkeys(name for phase in self.phases for name in phase.controls))

    def integrals(self) -> tuple[Call, ...]:
        """Every integral that the objective or a boundary condition asks for."""
        nodes = [part for root in (self.goal, *self.boundary) for part in walk(root)]
        return tuple(
            dict.fromkeys(n for n in nodes if isinstance(n, Call) and n.name == "integral")
        )


def read_statement(raw: dict[str, Any], place: str) -> Statement:
    """The problem that the JSON object states.

    Raises
    ------
    InputError
        If something is missing, is no number, contradicts itself or leaves the grammar; the place
        names it.
    """
    tables = {
        name: read_table(name, section(raw, "tables", place)[name], place)
        for name in section(raw, "tables", place)
    }
    parameters = {
        k: read_range(v, at(place, "parameters", k))
        for k, v in section(raw, "parameters", place).items()
    }
    phases, used = _phases(raw, place, tables, parameters)
    states, constants = tuple(phases[0].rates), phases[0].constants
    begin = read_range(raw.get("t0", 0.0), at(place, "t0"))
    if phases[-1].finish.high <= begin.low:
        raise InputError(
            f"the end {phases[-1].finish.high:g} is not after {begin.low:g}",
            advice="give a later tf",
            place=at(place, "tf"),
        )
    found = _OBJECTIVE.match(str(raw.get("objective", "")))
    if not found:
        raise InputError(
            f"the objective is {shown(raw.get('objective'))}",
            advice="write max X(tf), min tf or min integral(u^2)",
            place=at(place, "objective"),
        )
    callables = {*states, "integral", *tables}
    goal = parse_formula(found[2], at(place, "objective"), callables)
    boundary = tuple(
        parse_relation(text, at(place, f"boundary[{k}]"), callables)
        for k, text in enumerate(items(raw, "boundary", place))
    )
    for root, key in ((goal, "objective"), *((b, "boundary") for b in boundary)):
        _check_ends(root, states, {*states, *parameters, *constants, *RESERVED}, at(place, key))
    flat = {k: v for k, v in raw.items() if not (is_number(v) or k in used)}
    return Statement(
        name=str(raw.get("name", place)),
        place=place,
        states=states,
        phases=tuple(phases),
        parameters=parameters,
        tables=tables,
        begin=begin,
        boundary=boundary,
        sense=found[1].lower(),
        goal=goal,
        goal_text=" ".join(found[2].split()),
        known=section(raw, "known_optimum", place),
        remarks=tuple(check_keys(flat, SECTIONS, place)),
    )


def _phases(
    raw: dict[str, Any], place: str, tables: Collection[str], parameters: Collection[str]
) -> tuple[list[Phase], set[str]]:
    """The phases, and the flat keys of the file that mean something in them."""
    own = items(raw, "phases", place) or [{}]
    if len(own) > MOST_PHASES:
        raise InputError(
            f"{len(own)} phases", advice=f"at most {MOST_PHASES}", place=at(place, "phases")
        )
    common = {k: v for k, v in raw.items() if k not in ("phases", "name")}
    phases: list[Phase] = []
    states: tuple[str, ...] = ()
    used: set[str] = set()
    for k, part in enumerate(own):
        where = place if "phases" not in raw else at(place, f"phases[{k}]")
        if not isinstance(part, dict):
            raise InputError(
                "no object", advice="give {…} with what differs in this phase", place=where
            )
        reader = PhaseReader({**common, **part}, where, tables, parameters)
        if states and reader.states != states:
            raise InputError(
                f"the states are {', '.join(reader.states)}",
                advice=f"give every phase {', '.join(states)}",
                place=where,
            )
        states = reader.states
        phases.append(reader.phase(part, k, last=k == len(own) - 1))
        used |= reader.keys()
    return _off_poles(phases), used


def _off_poles(phases: list[Phase]) -> list[Phase]:
    """Phases in which a state that the equations divide by keeps its sign.

    No flight passes through a pole.
    """
    divided = [
        set[str]().union(
            *(divisors_in(n) for n in (*phase.rates.values(), *phase.helpers.values()))
        )
        for phase in phases
    ]
    out = []
    for k, phase in enumerate(phases):
        bounds = dict(phase.bounds)
        for state in set(bounds).intersection(*divided[: k + 1]):
            start = phases[0].start[state]
            if start.low > 0:
                bounds[state] = bounds[state].within(Range(1e-6 * start.low, inf))
            elif start.high < 0:
                bounds[state] = bounds[state].within(Range(-inf, 1e-6 * start.high))
        out.append(replace(phase, bounds=bounds))
    return out


def _check_ends(root: Node, states: Collection[str], known: Collection[str], place: str) -> None:
    """Names of a condition on the ends; a state is called with a moment, ``x(t0)`` or ``x(tf)``."""
    inside: set[Node] = set()
    for node in walk(root):
        if isinstance(node, Call) and node.name == "integral":
            inside |= {part for a in node.arguments for part in walk(a)}
        if isinstance(node, Call) and node.name in states and moment(node) is None:
            raise InputError(
                f"{node.name}(…) is no value at an end",
                advice=f"write {node.name}(t0) or {node.name}(tf)",
                place=place,
            )
    for name in names_in(root) - {n for part in inside for n in names_in(part)} - set(known):
        raise unknown(name, known, place)


def moment(call: Call) -> str | None:
    """``"t0"`` or ``"tf"``: when the state of `call` is meant."""
    names = names_in(call.arguments[0]) if len(call.arguments) == 1 else set()
    if names <= {"tf", "t_f"} and names:
        return "tf"
    return (
        "t0" if names == {"t0"} or (not names and evaluate(call.arguments[0], {}) == 0.0) else None
    )
