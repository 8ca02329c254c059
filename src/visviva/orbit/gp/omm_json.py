"""OMM in JSON, as CelesTrak and Space-Track serve it: a list of records, or one.

Figures as numbers or as text.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from visviva.errors import ElementSetError
from visviva.orbit.gp.omm import from_record, to_record
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Rejected

_BLANK: Final = " \t\r\n"


def read(text: str, source: str = "") -> Iterator[ElementSet | Rejected]:
    """Every record of a text, in order.

    A text cut in the middle gives the whole records and reports the cut.
    """
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    at, line, counted = _skip(text, 0, _BLANK), 1, 0
    many = text[at : at + 1] == "["
    if many:
        at = _skip(text, at + 1, _BLANK)
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            record, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError, ValueError) as err:
            yield Rejected(
                line,
                f"the JSON breaks off or is damaged here ({_first_words(err)}); nothing after it "
                "was read",
            )
            return
        yield _one(record, source, line)
        at = _skip(text, at, _BLANK)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1, _BLANK)
        elif at < len(text) and text[at] != "]" and many:
            yield Rejected(
                line, "two records without a comma between them; nothing after it was read"
            )
            return
    if many and at >= len(text):
        yield Rejected(line + text.count("\n", counted), "the list has no end: the file was cut")


def write(elements: Sequence[ElementSet]) -> str:
    """A JSON list, one record a line.

    Each figure is the shortest that reads back as the same double.
    """
    lines = [json.dumps(to_record(e), ensure_ascii=False, allow_nan=False) for e in elements]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _one(record: Any, source: str, line: int) -> ElementSet | Rejected:
    if not isinstance(record, dict):
        return Rejected(line, f"{json.dumps(record)[:40]} stands where a record belongs")
    name = str(record.get("OBJECT_NAME") or record.get("name") or record.get("NORAD_CAT_ID") or "")[
        :60
    ]
    try:
        return from_record(record, source, line)
    except ElementSetError as err:
        return Rejected(line, err.message + (f"; {err.advice}" if err.advice else ""), name)


def _skip(text: str, at: int, signs: str) -> int:
    while at < len(text) and text[at] in signs:
        at += 1
    return at


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _first_words(err: Exception) -> str:
    return (
        err.msg if isinstance(err, json.JSONDecodeError) else (str(err) or type(err).__name__)[:60]
    )
