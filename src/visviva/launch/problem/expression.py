"""Formulas of a stated problem.

Text to a syntax tree of arithmetic, and the tree to a number or a CasADi expression.

The grammar is the whole language: nothing in a file is ever run as Python::

    relation := sum (("<=" | ">=" | "<" | ">" | "=" | "==") sum)*
    sum      := product (("+" | "-") product)*
    product  := signed (("*" | "/" | nothing) signed)*      2 v (h-1) is a product
    signed   := ("-" | "+") signed | power
    power    := atom (("^" | "**") signed)?
    atom     := number | name | function "(" relation ("," relation)* ")" | "(" sum ")"
"""

import operator
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

import casadi as ca
import numpy as np

from visviva.errors import InputError
from visviva.launch.problem.json_reading import shown

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|<=|>=|==|[-+*/^(),<>=]))"
)
_RELATIONS = ("<=", ">=", "<", ">", "=", "==")
_DEPTH, _LENGTH = 60, 20_000  # deeper or longer than any formula a person writes


def _fold(f: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def folded(*values: Any) -> Any:
        out = values[0]
        for value in values[1:]:
            out = f(out, value)
        return out

    return folded


#: name -> (fewest arguments, most arguments, CasADi's function)
FUNCTIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    **{
        name: (1, 1, getattr(ca, name))
        for name in (
            "exp",
            "log",
            "log10",
            "sqrt",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "sinh",
            "cosh",
            "tanh",
        )
    },
    "ln": (1, 1, ca.log),
    "abs": (1, 1, ca.fabs),
    "sign": (1, 1, ca.sign),
    "atan2": (2, 2, ca.atan2),
    "hypot": (2, 2, lambda x, y: ca.sqrt(x * x + y * y)),
    "min": (2, 9, _fold(ca.fmin)),
    "max": (2, 9, _fold(ca.fmax)),
    "if": (3, 3, ca.if_else),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A state, a control, a constant, a parameter, the time."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus its inside."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Power:
    """Base to an exponent."""

    base: "Node"
    exponent: "Node"


@dataclass(frozen=True, slots=True)
class Chain:
    """A sum or a product: a first term, then signs with further terms, from left to right."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function, a table, or a quantity at a moment such as ``h(tf)``."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Sums held against each other: ``0 <= q <= 30``."""

    terms: tuple["Node", ...]
    signs: tuple[str, ...]


Node: TypeAlias = Number | Name | Negative | Power | Chain | Call | Relation


def parse_formula(text: Any, place: str, callables: Collection[str] = ()) -> Node:
    """A formula without relation; `callables` are names beside the functions that take arguments.

    Raises
    ------
    InputError
        Where the text leaves the grammar; the message has the column.

    Examples
    --------
    >>> evaluate(parse_formula("2 v^2 exp(-(h-1))/4", ""), {"v": 3.0, "h": 1.0})
    4.5
    """
    node = _Parser(text, place, callables).whole()
    if isinstance(node, Relation):
        raise InputError(
            f"{shown(text)} compares; a formula is wanted", advice="leave out = and <", place=place
        )
    return node


def parse_relation(text: Any, place: str, callables: Collection[str] = ()) -> Relation:
    """A comparison such as ``0 <= q <= 30`` or ``x(tf) = 1``."""
    node = _Parser(text, place, callables).whole()
    if not isinstance(node, Relation):
        raise InputError(
            f"{shown(text)} compares nothing", advice="write it with <=, >= or =", place=place
        )
    return node


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: Any, place: str, callables: Collection[str]) -> None:
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{shown(text)} is no formula", advice="write it as text", place=place)
        if len(text) > _LENGTH:
            raise InputError(
                f"a formula of {len(text)} signs", advice=f"keep it below {_LENGTH}", place=place
            )
        self.text, self.place, self.callables = text, place, {*FUNCTIONS, *callables}
        self.tokens = list(self._tokens())
        self.index = self.depth = 0

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        position, end = 0, len(self.text.rstrip())
        while position < end:
            found = _TOKEN.match(self.text, position)
            if not found or found.lastgroup is None:
                rest = self.text[position:].lstrip()
                raise self._refuse(
                    f"{rest[:20]!r} is no part of a formula", len(self.text) - len(rest)
                )
            yield found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)
            position = found.end()
        yield "end", "", end

    def _refuse(self, what: str, column: int | None = None) -> InputError:
        at = (self.tokens[self.index][2] if column is None else column) + 1
        return InputError(
            f"cannot read the formula {shown(self.text)}: {what} at column {at}",
            advice="use + - * / ^ ( ), numbers, names and the functions of the page",
            place=self.place,
        )

    def _take(self, *signs: str) -> str | None:
        """The next sign if it is one of `signs`."""
        kind, value, _ = self.tokens[self.index]
        if kind == "sign" and value in signs:
            self.index += 1
            return value
        return None

    def whole(self) -> Node:
        node = self._relation()
        if self.tokens[self.index][0] != "end":
            raise self._refuse(f"{shown(self.tokens[self.index][1])} is not expected")
        return node

    def _relation(self) -> Node:
        terms, signs = [self._sum()], []
        while sign := self._take(*_RELATIONS):
            signs.append(sign)
            terms.append(self._sum())
        return Relation(tuple(terms), tuple(signs)) if signs else terms[0]

    def _sum(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH:
            raise self._refuse(f"more than {_DEPTH} brackets in each other")
        first, rest = self._product(), []
        while sign := self._take("+", "-"):
            rest.append((sign, self._product()))
        self.depth -= 1
        return Chain(first, tuple(rest)) if rest else first

    def _product(self) -> Node:
        first, rest = self._signed(), []
        while True:
            kind, value, _ = self.tokens[self.index]
            if sign := self._take("*", "/"):
                rest.append((sign, self._signed()))
            elif kind in ("number", "name") or value == "(":
                rest.append(("*", self._power()))
            else:
                return Chain(first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        negative = False
        while sign := self._take("-", "+"):
            negative ^= sign == "-"
        inner = self._power()
        return Negative(inner) if negative else inner

    def _power(self) -> Node:
        base = self._atom()
        if not self._take("^", "**"):
            return base
        self.depth += 1
        if self.depth > _DEPTH:
            raise self._refuse(f"more than {_DEPTH} powers of powers")
        exponent = self._signed()
        self.depth -= 1
        return Power(base, exponent)

    def _atom(self) -> Node:
        kind, value, _ = self.tokens[self.index]
        if kind == "number":
            self.index += 1
            if not np.isfinite(float(value)):
                raise self._refuse(f"{shown(value)} is too large", self.tokens[self.index - 1][2])
            return Number(float(value))
        if kind == "name":
            self.index += 1
            if value in self.callables and self.tokens[self.index][1] == "(":
                return self._call(value)
            return Name(value)
        if self._take("("):
            inner = self._sum()
            self._close()
            return inner
        raise self._refuse(
            "the formula ends too early" if kind == "end" else f"{shown(value)} is not expected"
        )

    def _call(self, name: str) -> Node:
        self._take("(")
        arguments = [self._relation()]
        while self._take(","):
            arguments.append(self._relation())
        self._close()
        low, high, _ = FUNCTIONS.get(name, (1, 2, None))
        if not low <= len(arguments) <= high:
            raise self._refuse(
                f"{name} takes {low if low == high else f'{low} to {high}'} arguments"
            )
        if any(
            isinstance(a, Relation) != (name == "if" and k == 0) for k, a in enumerate(arguments)
        ):
            raise self._refuse("a comparison stands only as the first argument of if")
        return Call(name, tuple(arguments))

    def _close(self) -> None:
        if not self._take(")"):
            raise self._refuse("a bracket is not closed")


def children(node: Node) -> tuple[Node, ...]:
    """The parts right below `node`."""
    match node:
        case Negative(inner):
            return (inner,)
        case Power(base, exponent):
            return (base, exponent)
        case Chain(first, rest):
            return (first, *(term for _, term in rest))
        case Call(_, arguments):
            return arguments
        case Relation(terms, _):
            return terms
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for part in children(node):
        yield from walk(part)


def names_in(node: Node) -> set[str]:
    """Every name that `node` needs a value for."""
    return {part.name for part in walk(node) if isinstance(part, Name)}


def divisors_in(node: Node) -> set[str]:
    """Names that `node` divides by, alone or as a factor.

    Where such a quantity is 0, it has a pole.

    >>> sorted(divisors_in(parse_formula("(T - D)/m + 1/(2 r^2) - g/(a + b)", "")))
    ['m', 'r']
    """
    out = set[str]()
    for part in walk(node):
        if isinstance(part, Chain):
            for sign, term in part.rest:
                out |= _factors(term) if sign == "/" else set()
        if isinstance(part, Call) and part.name in ("log", "log10", "ln"):
            out |= _factors(part.arguments[0])
    return out


def _factors(node: Node) -> set[str]:
    """Names without which the product `node` is 0."""
    match node:
        case Name(name):
            return {name}
        case Negative(inner) | Power(inner, Number(_)) | Call("abs" | "sqrt", (inner,)):
            return _factors(inner)
        case Chain(first, rest) if all(sign in "*/" for sign, _ in rest):
            return set[str]().union(
                _factors(first), *(_factors(term) for sign, term in rest if sign == "*")
            )
    return set()


def evaluate(
    node: Node,
    names: Mapping[str, Any],
    place: str = "",
    calls: Callable[[Call], Any] | None = None,
) -> Any:
    """Value of `node`, number or CasADi expression.

    Parameters
    ----------
    node : Node
    names : mapping
        Value of each name.
    place : str
        For the error.
    calls : callable, optional
        Value of a call that is no function of the grammar: a table, an integral, a state at a
        moment.

    Raises
    ------
    InputError
        If a name has no value.
    """

    def of(part: Node) -> Any:
        return evaluate(part, names, place, calls)

    match node:
        case Number(value):
            return value
        case Name(name):
            if name not in names:
                raise unknown(name, names, place)
            return names[name]
        case Negative(inner):
            return -of(inner)
        case Power(base, exponent):
            return _combine("^", of(base), of(exponent), place)
        case Chain(first, rest):
            out = of(first)
            for sign, term in rest:
                out = _combine(sign, out, of(term), place)
            return out
        case Call(name, arguments):
            if name in FUNCTIONS:
                return FUNCTIONS[name][2](*(of(a) for a in arguments))
            if calls is not None:
                return calls(node)
            raise InputError(f"{name}(…) has no value here", place=place)
        case Relation(terms, signs):
            left, right = of(terms[0]), of(terms[1])
            return left <= right if signs[0] in ("<", "<=") else left >= right


_APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def _combine(sign: str, a: Any, b: Any, place: str) -> Any:
    """Two values joined; between plain numbers the result must be a number too."""
    if not (isinstance(a, float) and isinstance(b, float)):
        return _APPLY[sign](a, b)
    try:
        out = _APPLY[sign](a, b)
    except (ZeroDivisionError, OverflowError):
        out = np.nan
    if isinstance(out, complex) or not np.isfinite(out):
        raise InputError(
            f"{a:g} {sign} {b:g} is no number",
            advice="check the constants of the formula",
            place=place,
        )
    return out


def unknown(name: str, names: Collection[str], place: str) -> InputError:
    """The error for a name without a value, with the nearest spelling."""
    near = get_close_matches(name, [*names, *FUNCTIONS], n=1, cutoff=0.6)
    advice = f"did you mean {near[0]}?" if near else "give it a number, or an equation"
    return InputError(f"{shown(name)} is in a formula and has no value", advice=advice, place=place)
