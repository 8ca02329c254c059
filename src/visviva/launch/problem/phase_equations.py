"""The equations of a phase as text: what each left side is, constants, and what needs what."""

import re
from collections.abc import Collection
from math import pi
from typing import Any

from visviva.errors import InputError
from visviva.launch.problem.expression import parse_formula
from visviva.launch.problem.formula import Node, evaluate, names_in, unknown
from visviva.launch.problem.json_reading import (
    at,
    check_number,
    is_number,
    section,
    shown,
)

_LEFT = re.compile(r"^(?:d([^\W\d]\w*?)\s*/\s*dt|([^\W\d]\w*)\s*'|([^\W\d]\w*))$")
#: Keys of a whole problem.
SECTIONS = (
    "equations",
    "constants",
    "states",
    "controls",
    "parameters",
    "initial",
    "final",
    "bounds",
    "path",
    "boundary",
    "tables",
    "phases",
    "objective",
    "t0",
    "tf",
)


def read_equations(raw: dict[str, Any], place: str, tables: Collection[str]) -> dict[str, Node]:
    """Left side to formula; the left side of a rate ends in a prime."""
    here = at(place, "equations")
    given = raw.get("equations")
    texts = (
        given
        if isinstance(given, list)
        else re.split(r"[;\n]", given)
        if isinstance(given, str)
        else None
    )
    if texts is None or not all(isinstance(t, str) for t in texts):
        raise InputError("no text", advice='write "equations": "dx = v; dv = u"', place=here)
    pairs: list[tuple[str, str]] = []
    for text in texts:
        if text.strip():
            left, sign, right = text.partition("=")
            if not sign or not _LEFT.match(left.strip()):
                raise InputError(
                    f"{shown(text.strip())} is no equation",
                    advice="write dx = … or name = …",
                    place=here,
                )
            pairs.append((left.strip(), right))
    formulas = [(left, parse_formula(right, here, tables)) for left, right in pairs]
    mentioned = {n for _, node in formulas for n in names_in(node)} | _declared(raw, place)
    out: dict[str, Node] = {}
    for left, node in formulas:
        found = _LEFT.match(left)
        assert found is not None
        rate = found[1] or found[2]
        bare = found[3] or ""
        # "dh" is the rate of h where there is an h; "drag" is a quantity of its own.
        if not rate and bare[:1] == "d" and bare[1:] in mentioned and bare[1:] not in dict(pairs):
            rate = bare[1:]
        name = f"{rate}'" if rate else bare
        if name in out:
            raise InputError(
                f"{shown(left)} is given twice", advice="keep one equation", place=here
            )
        out[name] = node
    return out


def _declared(raw: dict[str, Any], place: str) -> set[str]:
    """Names that some key speaks of as a state."""
    listed = raw.get("states", [])
    out = {n for n in listed if isinstance(n, str)} if isinstance(listed, list | dict) else set()
    for key in ("initial", "final"):
        out |= set(section(raw, key, place))
    for key in raw:
        out |= {key.removesuffix(tail) for tail in ("_0", "_f", "0", "f") if key.endswith(tail)}
    return out


def read_constants(
    raw: dict[str, Any], place: str, sides: Collection[str], parameters: Collection[str]
) -> dict[str, float]:
    """Every number of the file by its name, and those that a formula of them gives."""
    given = {k: v for k, v in raw.items() if k not in SECTIONS}
    named = section(raw, "constants", place)
    out = {"pi": pi}
    for key, value in {**given, **named}.items():
        if is_number(value):
            out[key] = check_number(value, at(place, key))
        elif key in named and not isinstance(value, str):
            check_number(value, at(place, "constants", key))
    texts = {k: v for k, v in {**given, **named}.items() if isinstance(v, str) and k.isidentifier()}
    ready = True
    while ready:
        ready = False
        for key, text in list(texts.items()):
            try:
                node = parse_formula(text, at(place, key))
            except InputError:
                if key in named:
                    raise
                continue
            if names_in(node) <= out.keys():
                out[key] = float(evaluate(node, out, at(place, key)))
                del texts[key]
                ready = True
    for key in texts.keys() & named.keys():
        missing = names_in(parse_formula(texts[key], place)) - out.keys()
        raise unknown(min(missing), out, at(place, "constants", key))
    twice = [k for k in out if k in sides or k in parameters]
    if twice:
        raise InputError(
            f"{twice[0]!r} is given twice",
            advice="keep the number or the equation",
            place=place,
        )
    return out


def ordered(sides: dict[str, Node], place: str) -> dict[str, Node]:
    """The further quantities, each after those it needs."""
    waiting = {k: v for k, v in sides.items() if not k.endswith("'")}
    out: dict[str, Node] = {}
    while waiting:
        ready = [k for k, node in waiting.items() if not names_in(node) & waiting.keys()]
        if not ready:
            raise InputError(
                f"{' and '.join(waiting)} need each other",
                advice="break the circle",
                place=at(place, "equations"),
            )
        out |= {k: waiting.pop(k) for k in ready}
    return out
