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

import re
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from visviva.errors import InputError
from visviva.launch.problem.formula import (
    FUNCTIONS,
    Call,
    Chain,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
)
from visviva.launch.problem.json_reading import shown

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|<=|>=|==|[-+*/^(),<>=]))"
)
_RELATIONS = ("<=", ">=", "<", ">", "=", "==")
_DEPTH, _LENGTH = 60, 20_000  # deeper or longer than any formula a person writes


def parse_formula(text: Any, place: str, callables: Collection[str] = ()) -> Node:
    """A formula without relation; `callables` are names beside the functions that take arguments.

    Raises
    ------
    InputError
        Where the text leaves the grammar; the message has the column.

    Examples
    --------
    >>> from visviva.launch.problem.formula import evaluate
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
