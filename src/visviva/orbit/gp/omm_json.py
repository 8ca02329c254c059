"""OMM in JSON, as CelesTrak and Space-Track serve it: a list of records, or one.

Figures as numbers or as text. Records of TLE lines are understood as SatNOGS and N2YO send them,
and records inside a wrapper (``member``, ``data``, …) are taken out of it.
"""

import json
import re
from collections.abc import Generator, Iterator, Sequence
from typing import Any, Final

from visviva.errors import ElementSetError
from visviva.orbit.gp import tle
from visviva.orbit.gp.omm import from_record, to_record
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Item, Rejected, Remark, Rest

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NEXT: Final = re.compile(r"\}\s*,?\s*(?=\{)")
_LINE: Final = re.compile(r"[ \t]*[12] .{60}")
_NO_LINES: Final = "what follows among these lines is no TLE"
#: Texts in a row that are read together.
MOST_WORDS: Final = 3000
#: Damaged records after which a text is given up.
MOST_DAMAGED: Final = 1000
#: Lists in lists, and wrappers in wrappers, that are opened.
DEEPEST: Final = 4
_MARKS: Final = frozenset(
    {"MEAN_MOTION", "EPOCH", "NORAD_CAT_ID", "TLE_LINE1", "LINE1", "TLE1", "TLE_1", "LINE_1", "TLE"}
)


def read(text: str, source: str = "", first: int = 1) -> Iterator[Item]:
    """Every record of a text, in order; one list may follow another.

    A text cut in the middle gives the whole records and reports the cut; a damaged record is
    reported, and reading goes on at the next one. `first` is the number of its first line.
    """
    return _Reader(text, source, first).items()


class _Reader:
    def __init__(self, text: str, source: str, first: int) -> None:
        self.text, self.source = text, source
        self.at, self.line, self.counted = 0, first, 0
        self.damaged = 0

    def items(self) -> Iterator[Item]:
        """The values of the text; a list at the top is opened record by record."""
        while True:
            self.skip()
            sign = self.text[self.at : self.at + 1]
            if not sign:
                return
            if sign == "[":
                self.at += 1
                whole = yield from self.records()
                if not whole:
                    return
            elif sign == "{":
                value = yield from self.value()
                if value is not None:
                    yield from self.unpack(value)
            else:
                yield Rest(self.at, self.here())
                return

    def records(self) -> Generator[Item, None, bool]:
        """The records of a list up to its end; whether the text can be read on."""
        comma = True
        words: list[str] = []  # of a list that is lines itself
        while True:
            self.skip()
            sign = self.text[self.at : self.at + 1]
            if sign != "," and (sign != '"' or len(words) >= MOST_WORDS) and words:
                yield from self.unpack(words)
                words = []
            if not sign:
                yield Rejected(self.here(), "the list has no end: the file was cut")
                return False
            if sign == "]":
                self.at += 1
                return True
            if sign == ",":
                self.at, comma = self.at + 1, True
                continue
            apart = comma
            value = yield from self.value()
            comma = value is None  # after a damaged record reading goes on past its comma
            if isinstance(value, str):
                words.append(value)
            elif value is not None:
                for item in self.unpack(value):
                    yield item
                    if not apart and isinstance(item, ElementSet):
                        yield Remark(item.line, "no comma stands before this record", item)
            elif self.at >= len(self.text):
                if words:
                    yield from self.unpack(words)
                return False

    def value(self) -> Generator[Item, None, Any]:
        """The value that begins here, or None where it is damaged; reading stands after it."""
        line = self.here()
        try:
            value, self.at = _QUICK.raw_decode(self.text, self.at)
            return value
        except (ValueError, RecursionError) as err:
            if not isinstance(err, json.JSONDecodeError):
                try:  # a number of thousands of digits is the fault of its own record alone
                    value, self.at = _CAREFUL.raw_decode(self.text, self.at)
                    return value
                except (ValueError, RecursionError) as worse:
                    err = worse
            self.damaged += 1
            found = _NEXT.search(self.text, self.at)
            on = found is not None and self.damaged < MOST_DAMAGED
            self.at = found.end() if found is not None and on else len(self.text)
            after = "this record was not read" if on else "nothing after it was read"
            yield Rejected(
                line, f"the JSON breaks off or is damaged here ({_first_words(err)}); {after}"
            )
            return None

    def unpack(self, value: Any, depth: int = 0) -> Iterator[Item]:
        """The records of a value: itself, or those that a wrapper or a list holds."""
        inner: list[Any] = []
        lines = _lines(value)
        if lines:
            for item in tle.read("\n".join(lines), self.source, self.line):
                yield item if not isinstance(item, Rest) else Rejected(self.line, _NO_LINES)
            return
        if isinstance(value, list):
            inner = value
        elif isinstance(value, dict):
            record = _named(value)
            if record is not None:
                yield from _one(record, self.source, self.line)
                return
            inner = [v for v in value.values() if _holds_records(v)]
        if not inner or depth >= DEEPEST:
            yield from _one(value, self.source, self.line)
            return
        for part in inner:
            yield from self.unpack(part, depth + 1)

    def skip(self) -> None:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def here(self) -> int:
        """Number of the line where reading stands."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = max(self.counted, self.at)
        return self.line


def write(elements: Sequence[ElementSet]) -> str:
    """A JSON list, one record a line.

    Each figure is the shortest that reads back as the same double.
    """
    lines = [json.dumps(to_record(e), ensure_ascii=False, allow_nan=False) for e in elements]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _named(value: dict[str, Any]) -> dict[str, Any] | None:
    """A record with its keywords in capitals, or None where it is none."""
    if "MEAN_MOTION" in value or "TLE_LINE1" in value:
        return value
    record = {key.upper(): item for key, item in value.items()}
    if not record.keys() & _MARKS:
        return None
    lines = record.get("TLE")
    if isinstance(lines, str):  # N2YO: both lines in one text, the name beside it
        lines = lines.splitlines()
    if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
        words = [line.strip() for line in lines if line.strip()]
        if len(words) in (2, 3):
            record["TLE_LINE1"], record["TLE_LINE2"] = words[-2:]
            about = record.get("INFO")
            name = about.get("satname") if isinstance(about, dict) else None
            record["TLE_LINE0"] = words[0] if len(words) == 3 else name
    return record


def _one(record: Any, source: str, line: int) -> Iterator[Item]:
    if not isinstance(record, dict):
        yield Rejected(line, f"{_short(record)} stands where a record belongs")
        return
    name = str(record.get("OBJECT_NAME") or record.get("NAME") or record.get("NORAD_CAT_ID") or "")
    remarks: list[str] = []
    try:
        e = from_record(record, source, line, remarks=remarks)
    except ElementSetError as err:
        reason = err.message + (f"; {err.advice}" if err.advice else "")
        yield Rejected(line, reason, name[:60], err.fields.get("claimed"))
        return
    yield e
    for reason in remarks:
        yield Remark(line, reason, e)


def _holds_records(value: Any) -> bool:
    """Whether a value of a wrapper is a record, a list of them, or TLE lines."""
    if isinstance(value, list):
        return bool(value) and (isinstance(value[0], (dict, list)) or bool(_lines(value)))
    return bool(value) if isinstance(value, dict) else bool(_lines(value))


def _lines(value: Any) -> list[str]:
    """The lines of a list of texts, or of one text, that holds TLE lines; else none."""
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(text, str) for text in texts):
        return []
    lines = [line for text in texts for line in text.splitlines()]
    return lines if any(_LINE.match(line) for line in lines) else []


def _short(value: Any) -> str:
    if isinstance(value, str):
        value = value[:40]
    return "a list" if isinstance(value, list) else json.dumps(value)[:40]


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) < 400 else float(digits)


_QUICK: Final = json.JSONDecoder()
_CAREFUL: Final = json.JSONDecoder(parse_int=_whole_number)


def _first_words(err: Exception) -> str:
    return (
        err.msg if isinstance(err, json.JSONDecodeError) else (str(err) or type(err).__name__)[:60]
    )
