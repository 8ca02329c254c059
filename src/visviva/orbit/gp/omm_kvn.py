"""OMM in KVN ("KEY = VALUE [unit]" lines), several messages in one text."""

import re
from collections.abc import Iterator, Sequence

from visviva.errors import ElementSetError
from visviva.orbit.gp.forms import begins_other_form
from visviva.orbit.gp.omm import (
    ARITHMETIC_KEY,
    FIELDS,
    HEADER,
    UNITS,
    VERSION,
    check_unit,
    from_record,
    number_text,
    to_record,
)
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Item, Rejected, Rest

_TLE = re.compile(r"1 [ 0-9A-HJ-NP-Z][ 0-9]{4}[A-Z ] .{8} [ 0-9]{5}\.")
_UNIT = re.compile(r"(.*?)\s*\[([^\]]*)\]")


def read(text: str, source: str = "", first: int = 1) -> Iterator[Item]:
    """Every message of a text, in order.

    A new one begins at its version line, or where a keyword comes again. `first` is the number of
    the first line.
    """
    record: dict[str, str] = {}
    began, fault = 0, ""
    lines = text.split("\n")
    for number, raw in enumerate(lines, first):
        line = raw.strip()
        if not line or line.startswith("COMMENT") or line[0] == "#":
            continue
        if ("=" not in line or line[0] in "[{<") and _goes_on(lines, number - first):
            if record:
                yield _one(record, source, began, fault)
            yield Rest(sum(len(x) + 1 for x in lines[: number - first]), number)
            return
        key, equals, value = (part.strip() for part in line.partition("="))
        key = key.upper()
        if (key == "CCSDS_OMM_VERS" or (equals and key in record)) and record:
            yield _one(record, source, began, fault)
            record, fault = {}, ""
        if not record:
            began = number
        if not equals:
            fault = fault or f"line {number} is not KEY = VALUE: {line[:40]!r}"
            key = f"(line {number})"
        try:
            record[key] = _value(key, value)
        except ElementSetError as err:
            fault, record[key] = fault or err.line(), value
    if record:
        yield _one(record, source, began, fault)


def _goes_on(lines: list[str], k: int) -> bool:
    """Whether line `k` begins a text of another form: a bracket, a table, or TLE lines."""
    if begins_other_form(lines[k].strip()):
        return True
    return any(_TLE.match(line) for line in lines[k : k + 2])


def _value(key: str, value: str) -> str:
    found = _UNIT.fullmatch(value) if key in UNITS else None
    if found:
        check_unit(key, found[2])
        return found[1]
    return value


def _one(record: dict[str, str], source: str, line: int, fault: str) -> ElementSet | Rejected:
    name = (record.get("OBJECT_NAME") or record.get("NORAD_CAT_ID") or "")[:60]
    if fault:
        return Rejected(line, fault, name)
    try:
        return from_record(record, source, line)
    except ElementSetError as err:
        return Rejected(line, err.message + (f"; {err.advice}" if err.advice else ""), name)


def write(elements: Sequence[ElementSet]) -> str:
    """One message a set, a blank line between.

    Header fields that the standard asks for are always there.
    """
    return "\n".join(_message(e) for e in elements)


def _message(e: ElementSet) -> str:
    record = {"CCSDS_OMM_VERS": VERSION, **dict.fromkeys(HEADER, ""), **to_record(e)}
    lines = []
    for key in ("CCSDS_OMM_VERS", *FIELDS, ARITHMETIC_KEY):
        if key in record:
            unit = f" [{UNITS[key]}]" if key in UNITS and key not in _UNITLESS else ""
            lines.append(f"{key} = {number_text(record[key])}{unit}".rstrip())
    return "\n".join(lines) + "\n"


#: Left bare: their units are given by the standard, and older readers stumble over the brackets.
_UNITLESS = frozenset({"BSTAR", "MEAN_MOTION_DOT", "MEAN_MOTION_DDOT"})
