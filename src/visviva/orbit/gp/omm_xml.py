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
from visviva.orbit.gp.result import Rejected

_USER = "USER_DEFINED_"


def read(text: str, source: str = "") -> Iterator[ElementSet | Rejected]:
    """Every OMM of a text, in order.

    A text cut in the middle gives the whole messages and reports the cut.

    Raises
    ------
    ElementSetError
        If the text declares a document type.
    """
    collector = _Collector(source)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    collector.parser = parser
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.characters
    parser.StartDoctypeDeclHandler = collector.refuse_doctype
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as err:
        why = expat.ErrorString(err.code)
        collector.found.append(
            Rejected(
                err.lineno,
                f"the XML breaks off or is damaged here ({why}); nothing after it was read",
            )
        )
    return iter(collector.found)


class _Collector:
    """Gathers the leaf elements of each message.

    A message ends with its ``segment`` (or ``omm``).
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.parser: Any = None
        self.found: list[ElementSet | Rejected] = []
        self.header: dict[str, str] = {}
        self.record: dict[str, str] = {}
        self.text: list[str] = []
        self.key, self.fault, self.line = "", "", 0

    def refuse_doctype(self, *_: Any) -> None:
        raise ElementSetError(
            "the XML declares a document type",
            advice="an OMM needs none; remove the DOCTYPE",
            place=self.source or None,
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.text.clear()
        if name == "omm":
            self.header, self.record = {}, {}
        if name in ("omm", "segment"):
            self.line, self.fault = self.parser.CurrentLineNumber, ""
        self.key = _USER + attributes.get("parameter", "") if name == "USER_DEFINED" else name
        try:
            check_unit(name, attributes.get("units"))
        except ElementSetError as err:
            self.fault = self.fault or err.line()

    def characters(self, data: str) -> None:
        self.text.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        value = "".join(self.text).strip()
        self.text.clear()
        if name in HEADER:
            self.header[name] = value
        elif self.key and value:
            if self.key in self.record:
                self.fault = self.fault or f"{self.key} comes twice in one message"
            self.record[self.key] = value
        self.key = ""
        if name in ("segment", "omm") and self.record:
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
