"""The JSON of a stated problem: read strictly, every figure checked where it stands."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf, isfinite
from pathlib import Path
from typing import Any, Self

from visviva.errors import InputError

_HUGE = 1e40  # beyond it, products of figures overflow
LARGEST = 5_000_000  # bytes: a table of 100,000 figures still fits
#: Keys whose text tells and states nothing.
REMARKS = (
    "name",
    "known_optimum",
    "note",
    "notes",
    "source",
    "reference",
    "description",
    "comment",
    "units",
    "title",
)
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_SIDE = re.compile(rf"^(?:free)?[\s(,]*(<=?|>=?|≤|≥)\s*({_NUMBER})\s*\w*\s*\)?$")


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, either of them infinite; a single value where they are equal."""

    low: float
    high: float

    @classmethod
    def free(cls) -> Self:
        """Anything."""
        return cls(-inf, inf)

    @property
    def fixed(self) -> bool:
        """Whether it holds one value."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Half-way, or the finite side, or 0."""
        if isfinite(self.low) and isfinite(self.high):
            return 0.5 * (self.low + self.high)
        return next((side for side in (self.low, self.high) if isfinite(side)), 0.0)

    def within(self, other: "Range") -> "Range":
        """What both allow; the caller checks that something is left."""
        return Range(max(self.low, other.low), min(self.high, other.high))


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in `path`: no key twice, no NaN, no list.

    Raises
    ------
    InputError
        If the file cannot be read or is no such object; the place is the line and column.
    """
    place = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as err:
        raise InputError(
            f"cannot read the file ({err.strerror})", advice="give a JSON file", place=place
        ) from err
    if len(data) > LARGEST:
        raise InputError(
            f"more than {LARGEST / 1e6:g} MB",
            advice="a stated problem is a small file",
            place=place,
        )
    if not data.strip():
        raise InputError("the file is empty", advice="state a problem in JSON", place=place)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(pairs)
        if len(out) < len(pairs):
            twice = sorted({k for k, _ in pairs if sum(k == other for other, _ in pairs) > 1})
            raise InputError(
                f"the key {shown(twice[0])} stands twice", advice="keep one", place=place
            )
        return out

    def refuse(text: str) -> Any:
        raise InputError(f"{text} is no number", advice='give a finite one, or "free"', place=place)

    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as err:
        raise InputError(
            f"not JSON: {err.msg}",
            advice="mend it there",
            place=f"{place}:{err.lineno}:{err.colno}",
        ) from err
    except UnicodeDecodeError as err:
        raise InputError(
            f"not UTF-8 text (byte {err.start})", advice="save it as UTF-8", place=place
        ) from err
    except (RecursionError, ValueError) as err:
        raise InputError(
            "not JSON that can be read: too deep, or a number too long", place=place
        ) from err
    if not isinstance(raw, dict):
        raise InputError(
            f"a JSON {_kind(raw)}, not an object",
            advice="begin with { and state a problem",
            place=place,
        )
    return raw


def _kind(value: Any) -> str:
    names = {dict: "object", list: "list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "number")


def shown(value: Any) -> str:
    """A value as the file has it, cut where it is long.

    >>> shown("free"), shown("9" * 99)
    ("'free'", "'99999999999999999999999999999999999999999999…'")
    """
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**40 else "a long number"
    return text if len(text) <= 50 else f"{text[:45]}…{text[-1] if text[-1] in ']})' else text[0]}"


def at(place: str, *keys: Any) -> str:
    """The place of a key: the file, then the path of the field.

    >>> at(at("a.json", "stages", "first"), "thrust_N")
    'a.json: stages.first.thrust_N'
    """
    field = ".".join(str(k) for k in keys)
    return f"{place}.{field}" if ": " in place else f"{place}: {field}"


def is_number(value: Any) -> bool:
    """Whether it is a number of JSON; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_number(value: Any, place: str, *, low: float = -inf, above: float = -inf) -> float:
    """`value` as a float.

    Raises
    ------
    InputError
        If it is no finite number, below `low`, or not above `above`.
    """
    if value is None:
        raise InputError("there is no figure", advice="give a number", place=place)
    if not is_number(value):
        advice = "give a number without quotes" if isinstance(value, str) else "give a number"
        raise InputError(f"{shown(value)} is no number", advice=advice, place=place)
    try:
        out = float(value)
    except OverflowError:
        out = inf
    if not abs(out) < _HUGE:
        raise InputError("the number is too large", advice=f"give one below {_HUGE:g}", place=place)
    if out < low:
        raise InputError(f"{out:g} is below {low:g}", advice=f"give {low:g} or more", place=place)
    if out <= above:
        raise InputError(
            f"{out:g} is not above {above:g}", advice=f"give a figure above {above:g}", place=place
        )
    return out


def number(
    raw: Mapping[str, Any],
    *keys: str,
    place: str,
    low: float = -inf,
    above: float = -inf,
    default: float | None = None,
) -> float:
    """The number at ``raw[key][key]…``, or `default` where it is missing.

    Raises
    ------
    InputError
        If it is missing without a default, no finite number, or out of its range; the place names
        its path.
    """
    value: Any = raw
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    if value is None and default is not None:
        return default
    return check_number(value, at(place, *keys), low=low, above=above)


def section(
    raw: Mapping[str, Any], key: str, place: str, *, needed: bool = False
) -> dict[str, Any]:
    """The object at `key`; empty where it is missing and not needed."""
    value = raw.get(key)
    if value is None and not needed:
        return {}
    if not isinstance(value, dict):
        what = "is missing" if value is None else f"is a {_kind(value)}"
        raise InputError(f"{key} {what}", advice=f'give "{key}": {{…}}', place=place)
    return value


def items(raw: Mapping[str, Any], key: str, place: str) -> list[Any]:
    """The list at `key`; a single text counts as a list of one; empty where it is missing."""
    value = raw.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list):
        raise InputError(
            f"a {_kind(value)}, not a list", advice=f'give "{key}": […]', place=at(place, key)
        )
    return value


def read_range(value: Any, place: str) -> Range:
    """A number, ``"free"``, ``[low, high]`` with null for no limit, or text such as ``"free.

    <= 961"``.

    Raises
    ------
    InputError
        If it is none of these, or its low end is above its high end.

    Examples
    --------
    >>> read_range("free (<=961)", ""), read_range([0, None], "").high, read_range(2, "").fixed
    (Range(low=-inf, high=961.0), inf, True)
    """
    if value is None or (isinstance(value, str) and value.strip().lower() == "free"):
        return Range.free()
    if isinstance(value, str):
        found = _SIDE.match(value.strip())
        if not found:
            raise InputError(
                f"{shown(value)} is no range",
                advice='give a number, "free", "free (<= 961)" or [low, high]',
                place=place,
            )
        side = check_number(float(found[2]), place)
        return Range(-inf, side) if found[1] in ("<", "<=", "≤") else Range(side, inf)
    if isinstance(value, list):
        if len(value) != 2:
            raise InputError(f"a list of {len(value)}", advice="give [low, high]", place=place)
        low, high = (
            side if v is None else check_number(v, place)
            for v, side in zip(value, (-inf, inf), strict=True)
        )
        if low > high:
            raise InputError(
                f"from {low:g} to {high:g}", advice="the low end comes first", place=place
            )
        return Range(low, high)
    one = check_number(value, place)
    return Range(one, one)


def check_keys(
    raw: Mapping[str, Any], known: Collection[str], place: str, where: str = ""
) -> list[str]:
    """Refuse keys that would change the problem and are not understood; give those that only tell.

    A text under a key nobody knows is a remark, unless the key is a misspelt known one.

    Raises
    ------
    InputError
        For an unknown list, object or number, or a key a letter away from a known one.
    """
    ignored = []
    for key, value in raw.items():
        if key in known or key in REMARKS or key.startswith("_"):
            continue
        near = get_close_matches(key, known, n=1, cutoff=0.84)
        if near:
            raise InputError(
                f"the key {shown(key)} is not known",
                advice=f"did you mean {near[0]}?",
                place=at(place, where) if where else place,
            )
        if not isinstance(value, str):
            raise InputError(
                f"the key {shown(key)} is not known, and what it states would be left out",
                advice="use " + ", ".join(k for k in known if k not in raw),
                place=at(place, where) if where else place,
            )
        ignored.append(f"{where}.{key}" if where else key)
    return ignored
