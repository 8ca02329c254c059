"""OMM in XML, alone or many in an NDM.

Document types and entities are refused, whatever they say.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from visviva.errors import ElementSetError
from visviva.orbit.gp.omm import (
    ARITHMETIC_KEY,
    HEADER,
    MEAN_ELEMENTS,
    METADATA,
    TLE_PARAMETERS,
    VERSION,
    check_unit,
    from_record,
    number_text,
    to_record,
)
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Item, Rejected, Rest

#: Read at a time: of many short documents in one file none is looked at twice for long.
PIECE = 1 << 14
_USER = "USER_DEFINED_"
_PARTS = frozenset({"omm", "segment"})


def read(text: str, source: str = "", first: int = 1) -> Iterator[Item]:
    """Every OMM of a text, in order; one document may follow another.

    A text cut in the middle gives the whole messages and reports the cut. `first` is the number of
    the first line.

    Raises
    ------
    ElementSetError
        If the text declares a document type.
    """
    data = memoryview(text.encode("utf-8", "surrogatepass"))
    at, line = 0, first
    while True:
        collector = _Collector(source, line)
        after = collector.parse(data[at:])
        yield from collector.found
        if after is None:
            return
        line += bytes(data[at : at + after]).count(b"\n")
        at += after
        if bytes(data[at : at + 1]) != b"<":
            yield Rest(len(bytes(data[:at]).decode("utf-8", "surrogatepass")), line)
            return


class _Collector:
    """Gathers the leaf elements of each message.

    A message ends with its ``segment`` (or ``omm``).
    """

    def __init__(self, source: str, first: int) -> None:
        self.source, self.first = source, first
        self.parser: Any = None
        self.found: list[Item] = []
        self.header: dict[str, str] = {}
        self.record: dict[str, str] = {}
        self.text: list[str] = []
        self.key, self.fault, self.line = "", "", 0
        self.depth, self.closed = 0, False

    def parse(self, data: memoryview) -> int | None:
        """Read one document; the bytes before what follows it, or None at the end."""
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        try:
            for low in range(0, len(data), PIECE):
                parser.Parse(bytes(data[low : low + PIECE]), False)
            parser.Parse(b"", True)
        except expat.ExpatError as err:
            if self.depth == 0 and self.closed and parser.ErrorByteIndex > 0:
                return int(parser.ErrorByteIndex)
            why = expat.ErrorString(err.code)
            self.found.append(
                Rejected(
                    err.lineno + self.first - 1,
                    f"the XML breaks off or is damaged here ({why}); nothing after it was read",
                )
            )
        finally:
            self.parser = None  # a ring of references, which would outlive the reading
        return None

    def refuse_doctype(self, *_: Any) -> None:
        raise ElementSetError(
            "the XML declares a document type",
            advice="an OMM needs none; remove the DOCTYPE",
            place=self.source or None,
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        self.depth += 1
        if self.text:
            self.text.clear()
        if name in _PARTS:
            self.line, self.fault = self.parser.CurrentLineNumber + self.first - 1, ""
            if name == "omm":
                self.header, self.record = {}, {}
        self.key = name
        if attributes:
            self.attributes(name, attributes)

    def attributes(self, name: str, attributes: dict[str, str]) -> None:
        """Units, and the name of a parameter of the user's own."""
        if name == "USER_DEFINED":
            self.key = _USER + attributes.get("parameter", "")
        try:
            check_unit(name, attributes.get("units"))
        except ElementSetError as err:
            self.fault = self.fault or err.line()

    def end(self, tag: str) -> None:
        self.depth -= 1
        key, text = self.key, self.text
        if key:  # a leaf: nothing began since its own beginning
            self.key = ""
            value = (text[0] if len(text) == 1 else "".join(text)).strip()
            if key in HEADER:
                self.header[key] = value
            elif value:
                if key in self.record:
                    self.fault = self.fault or f"{key} comes twice in one message"
                self.record[key] = value
            text.clear()
            if key not in _PARTS and self.depth:
                return
        text.clear()
        self.closed = True
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name in _PARTS and self.record:
            self.flush()

    def flush(self) -> None:
        record, self.record = {**self.header, **self.record}, {}
        name = (record.get("OBJECT_NAME") or record.get("NORAD_CAT_ID") or "")[:60]
        if self.fault:
            self.found.append(Rejected(self.line, self.fault, name))
            return
        try:
            self.found.append(from_record(record, self.source, self.line))
        except ElementSetError as err:
            self.found.append(
                Rejected(self.line, err.message + (f"; {err.advice}" if err.advice else ""), name)
            )


def write(elements: Sequence[ElementSet]) -> str:
    """An NDM with one OMM a set."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<ndm>\n'
    return head + "".join(_message(e) for e in elements) + "</ndm>\n"


def _message(e: ElementSet) -> str:
    record = to_record(e)

    def leaves(keys: Sequence[str]) -> str:
        return "".join(f"<{k}>{escape(number_text(record.get(k, '')))}</{k}>" for k in keys)

    user = ""
    if ARITHMETIC_KEY in record:
        parameter = quoteattr(ARITHMETIC_KEY.removeprefix(_USER))
        user = (
            f"<userDefinedParameters><USER_DEFINED parameter={parameter}>{record[ARITHMETIC_KEY]}"
            "</USER_DEFINED></userDefinedParameters>"
        )
    return (
        f'<omm id="CCSDS_OMM_VERS" version="{VERSION}">\n'
        f"<header>{leaves(tuple(HEADER))}</header>\n<body><segment>\n"
        f"<metadata>{leaves(tuple(METADATA))}</metadata>\n<data>\n"
        f"<meanElements>{leaves(tuple(MEAN_ELEMENTS))}</meanElements>\n"
        f"<tleParameters>{leaves(tuple(TLE_PARAMETERS))}</tleParameters>\n"
        f"{user}</data>\n</segment></body>\n</omm>\n"
    )
