"""Formulas as trees, and their evaluation."""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

import casadi as ca
import numpy as np

from visviva.errors import InputError
from visviva.launch.problem.json_reading import shown


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

    >>> from visviva.launch.problem.expression import parse_formula
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
