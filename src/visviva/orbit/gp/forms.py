"""Which form a text of element sets has: told apart by content, not by the name of the file."""

import re
from typing import Final

from visviva.errors import ElementSetError

FORMS: Final = "give OMM as JSON, CSV, XML or KVN, or TLE lines"
#: What separates the cells of a table.
SEPARATORS: Final = ",;\t|"

_KVN_LINE = re.compile(
    r"^\s*(CCSDS_OMM_VERS|OBJECT_NAME|COMMENT|CREATION_DATE|ORIGINATOR|EPOCH)\b[^,]*(=|$)", re.M
)
_TLE_PAIR = re.compile(r"^1 .{66,67}.*\n\s*2 .{66}", re.M)
_TLE_LINE = re.compile(r"^[ \t]*[12] [ 0-9A-HJ-NP-Z][ 0-9]{4}", re.M)
_OTHER = re.compile(
    r"\[\s*(\{|\[|$)|\{\s*(\"|$)|<\?xml|<(\w+:)?(ndm|omm)\b|CCSDS_OMM_VERS\s*=", re.I
)
_COLUMNS: Final = frozenset({"NORAD_CAT_ID", "MEAN_MOTION", "EPOCH", "LINE1", "TLE_LINE1", "TLE1"})


def detect_format(text: str, label: str = "") -> str:
    """``tle``, ``json``, ``csv``, ``xml`` or ``kvn``, from what the text looks like.

    Raises
    ------
    ElementSetError
        If it looks like none of them; a web page, an ephemeris and an empty file are called by
        their name.
    """
    start = text[:65536].lstrip()[:4096]
    if not start:
        start = text.lstrip()[:4096]
    place = label or None
    if not start:
        raise ElementSetError("the file is empty", advice=FORMS, place=place)
    if start[0] in "[{<" and not _OTHER.match(start) and _TLE_PAIR.search(start):
        return "tle"  # a name may begin like that
    if start[0] in "[{":
        return "json"
    if start[0] == "<":
        if re.search(r"<!doctype\s+html|<html[\s>]", start, re.I):
            raise ElementSetError(
                "this is a web page, not element sets",
                advice="download the data again",
                place=place,
            )
        return "xml"
    if re.match(r"CCSDS_OEM_VERS\b|#[a-dA-D][PV]\d{4}", start):
        raise ElementSetError(
            "this is an ephemeris (states over time), not element sets",
            advice="read it with visviva.orbit.ephemeris_files.read_ephemeris",
            place=place,
        )
    if _KVN_LINE.match(start) and "=" in start:
        return "kvn"
    head = next(
        (line for line in start.splitlines() if line.strip() and not line.lstrip().startswith("#")),
        "",
    )
    if is_header(head):
        return "csv"
    if _TLE_LINE.search(text):
        return "tle"
    raise ElementSetError(
        f"no element set in it; it begins {head.strip()[:40]!r}", advice=FORMS, place=place
    )


def separator_of(line: str) -> str:
    """What separates the cells of a header, or empty if it is none."""
    for sign in SEPARATORS:
        cells = {cell.strip().strip('"').upper() for cell in line.split(sign)}
        if len(cells) > 1 and cells & _COLUMNS:
            return sign
    return ""


def is_header(line: str) -> bool:
    """Whether a line names the columns of a table of element sets."""
    return len(line) < 65536 and separator_of(line) != ""


def begins_other_form(line: str) -> bool:
    """Whether a line among TLE lines begins a text of another form.

    A name may begin with a bracket: ``[B]`` and ``{A}`` stay names.
    """
    if line[0] in "[{<C":
        return _OTHER.match(line) is not None
    return "NORAD_CAT_ID" in line[:4096] and is_header(line)
