"""One phase of an optimal-control problem whose equations are text.

Its values, and how they are read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from visviva.errors import InputError
from visviva.launch.problem.expression import parse_formula, parse_relation
from visviva.launch.problem.formula import FUNCTIONS, Node, Relation, evaluate, names_in, unknown
from visviva.launch.problem.json_reading import (
    Range,
    at,
    check_keys,
    check_number,
    is_number,
    items,
    read_range,
    section,
    shown,
)
from visviva.launch.problem.phase_equations import ordered, read_constants, read_equations

#: Names that mean something in every problem.
RESERVED = ("t", "t0", "tf", "t_f", "pi", "integral")
#: Keys of one phase.
_PHASE_SECTIONS = (
    "name",
    "equations",
    "constants",
    "controls",
    "initial",
    "final",
    "bounds",
    "path",
    "tf",
    "jump",
)
MOST_STATES = 40


@dataclass(frozen=True, slots=True)
class Phase:
    """An arc of the flight with equations of its own.

    Attributes
    ----------
    name : str
    rates : dict of Node
        Right-hand side of each state.
    helpers : dict of Node
        Further quantities, each after those that it needs.
    constants : dict of float
    controls, bounds : dict of Range
        Of the controls and of the states.
    start, end : dict of Range
        Of the states at the ends of the phase; `start` only where stated.
    finish : Range
        Time at which it ends.
    path : tuple of Relation
        Held all the way.
    jump : dict of Node
        States that do not begin as the phase before them ended.
    """

    name: str
    rates: dict[str, Node]
    helpers: dict[str, Node]
    constants: dict[str, float]
    controls: dict[str, Range]
    bounds: dict[str, Range]
    start: dict[str, Range]
    end: dict[str, Range]
    finish: Range
    path: tuple[Relation, ...]
    jump: dict[str, Node]


class PhaseReader:
    """Reads one phase out of the keys that hold for it: its own over those of the whole problem."""

    def __init__(
        self, raw: dict[str, Any], place: str, tables: Collection[str], parameters: Collection[str]
    ) -> None:
        self.raw, self.place, self.tables = raw, place, tables
        self.sides = read_equations(raw, place, tables)
        self.constants = read_constants(raw, place, self.sides, parameters)
        self.states = tuple(name[:-1] for name in self.sides if name.endswith("'"))
        taken = [
            n
            for n in (*self.states, *parameters)
            if n in {*RESERVED, *FUNCTIONS, *tables, *self.constants}
        ]
        if taken:
            raise InputError(
                f"{taken[0]!r} means something else", advice="choose another name", place=place
            )
        if not 0 < len(self.states) <= MOST_STATES:
            raise InputError(
                f"equations with {len(self.states)} states",
                advice=f"give dX = … with X0, for 1 to {MOST_STATES} states",
                place=at(place, "equations"),
            )
        self.helpers = ordered(self.sides, place)
        self.parameters = parameters
        self.controls = self._controls()
        self._check_names()

    def keys(self) -> set[str]:
        """Flat keys that mean something here.

        Ends and limits of states and controls, constants given as a formula.
        """
        ends = {f"{s}{tail}" for s in self.states for tail in ("0", "_0", "f", "_f")}
        limits = {f"{s}{tail}" for s in (*self.states, *self.controls) for tail in ("_min", "_max")}
        return ends | limits | set(self.constants)

    def _controls(self) -> dict[str, Range]:
        given = self.raw.get("controls", {})
        if not isinstance(given, list | dict) or not all(isinstance(n, str) for n in given):
            raise InputError(
                "no list",
                advice='write "controls": ["u"] or {"u": [low, high]}',
                place=at(self.place, "controls"),
            )
        listed = given if isinstance(given, dict) else dict.fromkeys(given)
        limits = section(self.raw, "bounds", self.place)
        used = {n for node in self.sides.values() for n in names_in(node)}
        free = used - {*self.states, *self.sides, *self.constants, *self.parameters, *RESERVED}
        names = dict.fromkeys(
            [*listed, *sorted(n for n in free if n in limits or self._limited(n))]
        )
        out = {}
        for name in names:
            where = at(self.place, "controls", name)
            if (
                name in (*self.states, *self.sides, *self.parameters, *RESERVED, *FUNCTIONS)
                or name in self.constants
            ):
                raise InputError(
                    f"{shown(name)} has a value already", advice="choose another name", place=where
                )
            stated = listed.get(name)
            out[name] = (
                read_range(stated, where)
                if stated is not None
                else self._limits(name, control=True)
            )
            if out[name].low >= out[name].high:
                raise InputError(
                    f"{name}_max is {out[name].high:g}, not above its minimum {out[name].low:g}",
                    advice="leave it some room",
                    place=at(self.place, f"{name}_max"),
                )
        if not out:
            raise InputError(
                "no control",
                advice='give a control U with U_max, or "controls": ["U"]',
                place=self.place,
            )
        return out

    def _limited(self, name: str) -> bool:
        return f"{name}_min" in self.raw or f"{name}_max" in self.raw

    def _limits(self, name: str, *, control: bool = False) -> Range:
        """Limits in the section `bounds`, or as ``X_min`` and ``X_max``.

        A control without a minimum has 0.
        """
        limits = section(self.raw, "bounds", self.place)
        if name in limits:
            return read_range(limits[name], at(self.place, "bounds", name))
        low = self._one(f"{name}_min", 0.0 if control and f"{name}_max" in self.raw else -inf)
        high = self._one(f"{name}_max", inf)
        if low > high:
            raise InputError(
                f"{name}_max is {high:g}, below its minimum {low:g}",
                advice="swap them",
                place=at(self.place, f"{name}_max"),
            )
        return Range(low, high)

    def _one(self, key: str, default: float) -> float:
        if key in self.constants:
            return self.constants[key]
        return (
            default
            if self.raw.get(key) is None
            else check_number(self.raw[key], at(self.place, key))
        )

    def _known(self) -> set[str]:
        """Names that have a value all the way."""
        return {*self.states, *self.helpers, *self.constants, *self.parameters, *self.controls, "t"}

    def _check_names(self) -> None:
        known = self._known()
        for left, node in self.sides.items():
            for name in sorted(names_in(node) - known):
                raise unknown(name, known, at(self.place, "equations", left.replace("'", " rate")))

    def _ends(self, part: Mapping[str, Any], tails: tuple[str, str], key: str) -> dict[str, Range]:
        """Range of each state at one end of the phase, where `part` states it."""
        inside = section(part, key, self.place)
        strange = [n for n in inside if n not in self.states]
        if strange:
            raise unknown(strange[0], self.states, at(self.place, key))
        out = {}
        for state in self.states:
            names = [n for n in (f"{state}{tails[0]}", f"{state}{tails[1]}") if n in part]
            if state in inside:
                out[state] = self._range(inside[state], at(self.place, key, state))
            elif names:
                out[state] = self._range(part[names[0]], at(self.place, names[0]))
        return out

    def _range(self, value: Any, place: str) -> Range:
        """As `read_range`, and a formula of constants too."""
        try:
            return read_range(value, place)
        except InputError:
            if not isinstance(value, str):
                raise
            return read_range(
                float(evaluate(parse_formula(value, place), self.constants, place)), place
            )

    def phase(self, part: Mapping[str, Any], k: int, *, last: bool) -> Phase:
        """The phase number `k`, for which `part` states its own ends."""
        name = str(part.get("name", f"phase {k + 1}" if part else "flight"))
        if part:
            flat = {k: v for k, v in part.items() if not is_number(v) and k not in self.keys()}
            check_keys(flat, _PHASE_SECTIONS, self.place)
        start = self._ends(self.raw if k == 0 else part, ("0", "_0"), "initial")
        stated = self.raw if last else part
        end = self._ends(stated, ("f", "_f"), "final")
        missing = [s for s in self.states if s not in start]
        if k == 0 and missing:
            raise InputError(
                f"{missing[0]} has no start",
                advice=f'give {missing[0]}0 a number, [low, high] or "free"',
                place=self.place,
            )
        jump = self._jump(part, first=k == 0)
        path = self._path()
        return Phase(
            name=name,
            rates={s: self.sides[f"{s}'"] for s in self.states},
            helpers=self.helpers,
            constants=self.constants,
            controls=self.controls,
            bounds=self._bounds(start, end),
            start=start,
            end={s: end.get(s, Range.free()) for s in self.states},
            finish=read_range(stated.get("tf", "free"), at(self.place, "tf")),
            path=path,
            jump=jump,
        )

    def _jump(self, part: Mapping[str, Any], *, first: bool) -> dict[str, Node]:
        """Formulas of the states that do not begin as the phase before ended."""
        jump = section(part, "jump", self.place)
        formulas = {s: parse_formula(text, at(self.place, "jump", s)) for s, text in jump.items()}
        if not jump.keys() <= set(self.states) or (jump and first):
            raise InputError(
                "a jump of what is no state, or before anything flew",
                advice="use the states of the phase before",
                place=at(self.place, "jump"),
            )
        if strange := {n for node in formulas.values() for n in names_in(node)} - {
            *self.states,
            *self.constants,
        }:
            raise InputError(
                f"{shown(min(strange))} is no state and no constant",
                advice="a jump takes only these",
                place=at(self.place, "jump"),
            )
        return formulas

    def _path(self) -> tuple[Relation, ...]:
        """What is held all the way."""
        path = tuple(
            parse_relation(text, at(self.place, f"path[{i}]"), self.tables)
            for i, text in enumerate(items(self.raw, "path", self.place))
        )
        for relation in path:
            for name in sorted(names_in(relation) - self._known()):
                raise unknown(name, self._known(), at(self.place, "path"))
        return path

    def _bounds(self, start: Mapping[str, Range], end: Mapping[str, Range]) -> dict[str, Range]:
        """Limits of each state, which have to leave something of its ends."""
        bounds = {s: self._limits(s) for s in self.states}
        for ends, tail in ((start, "0"), (end, "f")):
            for s, r in ends.items():
                both = r.within(bounds[s])
                if both.low > both.high:
                    raise InputError(
                        f"{r.low:g} to {r.high:g} is outside {bounds[s].low:g} to "
                        f"{bounds[s].high:g}",
                        advice="let both agree",
                        place=at(self.place, f"{s}{tail}"),
                    )
        return bounds
