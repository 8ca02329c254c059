"""The columns of a two-line element set, its checksums, and what is wrong with a line, in words.

Format: Spacetrack Report 3 (Hoots and Roehrich, 1980) with the Alpha-5 catalogue numbers of
Space-Track; a zero before the point of the first rate (column 34) is how hobby observers write it.
"""

import re
from typing import Final

LENGTH: Final = 69
#: Letters of Alpha-5 in order; I and O are left out because they look like digits.
ALPHA5: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

LINE_1 = re.compile(
    r"1 ([ 0-9A-HJ-NP-Z][ 0-9]{4})([A-Z ]) (.{8}) ([ 0-9][0-9])([ 0-9]{3}\.[0-9]{8}) "
    r"([ +0-]\.[0-9]{8}) ([ +-][0-9 ]{5})([ +-][0-9]) ([ +-][0-9 ]{5})([ +-][0-9]) ([0-9 ]) ([ "
    r"0-9]{4})[0-9]"
)
LINE_2 = re.compile(
    r"2 ([ 0-9A-HJ-NP-Z][ 0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{7}) "
    r"([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{2}\.[0-9]{8})([ 0-9]{5})[0-9]"
)
_WEIGHTS: Final = bytes(
    int(chr(c)) if chr(c) in "0123456789" else int(chr(c) == "-") for c in range(256)
)
#: What a template says about each column, to name the one that is wrong: 9 digit or blank, . a
#: point, _ a blank.
_TEMPLATES: Final = {
    "1": "1_N9999L_XXXXXXXX_99999.99999999_Z.99999999_S99999S9_S99999S9_9_99999",
    "2": "2_N9999_999.9999_999.9999_9999999_999.9999_999.9999_99.99999999999999",
}


def checksum(line: str) -> int:
    """Sum of the digits of the first 68 columns, a minus sign counting one, modulo 10.

    >>> checksum("1 25544U 98067A   25096.03700594  .00015269  00000+0  28194-3 0  9999")
    9
    """
    return sum(line[:68].encode("ascii", "replace").translate(_WEIGHTS)) % 10


def catalog_number(field: str) -> int:
    """Catalogue number of the five columns: digits, blank-padded on either side, or Alpha-5.

    >>> catalog_number("00005"), catalog_number("    5"), catalog_number("T0438")
    (5, 5, 270438)
    """
    text = field.strip()
    if text[:1].isalpha():
        return ALPHA5.index(text[0]) * 10_000 + int(text[1:])
    return int(text)


def alpha5(number: int) -> str:
    """Five columns of a catalogue number from 100,000 to 339,999.

    >>> alpha5(270438)
    'T0438'
    """
    return f"{ALPHA5[number // 10_000]}{number % 10_000:04d}"


def line_kind(line: str) -> str:
    """``1``, ``2`` for an element line (whole or cut), else empty.

    A name such as ``1 KUNS-PF`` stays a name.
    """
    if line[:2] not in ("1 ", "2 ") or not line[2:7].replace(" ", "")[-4:].isdigit():
        return ""
    if len(line) >= 60 or "." in (line[7:24] if line[0] == "1" else line[7:21]):
        return line[0]
    return line[0] if len(line) < 24 and line[2:7].replace(" ", "")[1:].isdigit() else ""


def faults_of(line_1: str, line_2: str) -> list[str]:
    """Everything that is wrong with the two lines as text, each in words."""
    faults: list[str] = []
    for line, template in ((line_1, _TEMPLATES["1"]), (line_2, _TEMPLATES["2"])):
        if len(line) < LENGTH:
            faults.append(f"line {template[0]} has {len(line)} of {LENGTH} columns: it was cut")
            continue
        if len(line) > LENGTH and line[LENGTH] not in " \t":
            faults.append(f"line {template[0]} runs past column {LENGTH}")
        if not line.isascii():
            faults.append(f"line {template[0]} holds a character that is not ASCII")
            continue
        pattern = LINE_1 if template[0] == "1" else LINE_2
        if pattern.match(line) is None:
            faults.append(_column_fault(line, template))
        said, sums = line[68], checksum(line)
        if said.isdigit() and int(said) != sums:
            faults.append(
                f"line {template[0]} fails its checksum: it says {said}, the figures sum to {sums}"
            )
    if not faults or all(len(line) >= 7 for line in (line_1, line_2)):
        one, two = line_1[2:7].strip().lstrip("0"), line_2[2:7].strip().lstrip("0")
        if one != two:
            faults.append(
                f"line 1 is of object {line_1[2:7].strip()}, line 2 of object {line_2[2:7].strip()}"
            )
    return faults


_ALLOWED: Final = {
    "9": "0123456789 ",
    "_": " ",
    ".": ".",
    "S": " +-",
    "Z": " +-0",
    "L": "ABCDEFGHIJKLMNOPQRSTUVWXYZ ",
    "N": "0123456789 ABCDEFGHJKLMNPQRSTUVWXYZ",
    "1": "1",
    "2": "2",
}


def _column_fault(line: str, template: str) -> str:
    for column, sign in enumerate(template, 1):
        if sign != "X" and line[column - 1] not in _ALLOWED[sign]:
            return (
                f"line {template[0]} has {line[column - 1]!r} in column {column}, against the "
                "format"
            )
    return f"line {template[0]} has a blank inside a number, against the format"
