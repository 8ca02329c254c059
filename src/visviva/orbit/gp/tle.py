"""Two-line element sets: import of TLE, 2LE and 3LE as archives hold them.

Export is in `tle_write`.

Format: Spacetrack Report 3 (Hoots and Roehrich, 1980) with the Alpha-5 catalogue numbers of
Space-Track.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from visviva.errors import ElementSetError
from visviva.orbit.gp.record import Arithmetic, ElementSet, plain_text
from visviva.orbit.gp.result import Rejected
from visviva.orbit.gp.sgp4_reference import implied_decimal

#: Letters of Alpha-5 in order; I and O are left out because they look like digits.
ALPHA5: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PIVOT_YEAR: Final = 57  # two-digit years 57 to 99 are of the 20th century
LENGTH: Final = 69

_LINE_1 = re.compile(
    r"1 ([ 0-9A-HJ-NP-Z][ 0-9]{4})([A-Z ]) (.{8}) ([ 0-9][0-9])([ 0-9]{3}\.[0-9]{8}) "
    r"([ +-]\.[0-9]{8}) ([ +-][0-9 ]{5})([ +-][0-9]) ([ +-][0-9 ]{5})([ +-][0-9]) ([0-9 ]) ([ "
    r"0-9]{4})[0-9]"
)
_LINE_2 = re.compile(
    r"2 ([ 0-9A-HJ-NP-Z][ 0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{7}) "
    r"([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{3}\.[0-9]{4}) ([ 0-9]{2}\.[0-9]{8})([ 0-9]{5})[0-9]"
)
_WEIGHTS: Final = bytes(
    int(chr(c)) if chr(c) in "0123456789" else int(chr(c) == "-") for c in range(256)
)
_DESIGNATOR = re.compile(r"(\d\d)(\d{3})([A-Z]{1,3})")
#: What a template says about each column, to name the one that is wrong: 9 digit or blank, . a
#: point, _ a blank.
_TEMPLATES: Final = {
    "1": "1_N9999L_XXXXXXXX_99999.99999999_S.99999999_S99999S9_S99999S9_9_99999",
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


def parse_pair(
    line_1: str, line_2: str, name: str = "", source: str = "", number: int = 0
) -> ElementSet:
    """One element set from its two lines, checked.

    Parameters
    ----------
    line_1, line_2 : str
        The lines; anything after column 69 must be set off by a blank and is ignored.
    name : str
        Name, with or without the leading ``0`` of Space-Track.
    source, number : str, int
        File, and number of its line that holds `line_1`, for the error's place.

    Raises
    ------
    ElementSetError
        If a column, a checksum, the pair of catalogue numbers or a value is wrong; every fault
        found is named. Where the columns could be read all the same, ``fields["claimed"]`` is the
        set they claim.
    """
    first, second = _LINE_1.match(line_1), _LINE_2.match(line_2)
    if first is None or second is None or not _sound(line_1, line_2):
        faults = _faults(line_1, line_2)
        if faults or first is None or second is None:
            claimed = None
            if first is not None and second is not None:
                try:
                    claimed = _element_set(first, second, name, source, number)
                except ElementSetError as err:
                    faults.append(err.message)
            reason = "; ".join(faults) or "not the columns of a TLE"
            raise ElementSetError(reason, place=_where(source, number), claimed=claimed)
    return _element_set(first, second, name, source, number)


def _element_set(
    first: re.Match[str], second: re.Match[str], name: str, source: str, number: int
) -> ElementSet:
    """The set that the columns tell, whatever their checksums."""
    (
        number_text,
        letter,
        designator,
        year2,
        days,
        ndot,
        nddot,
        nddot_exp,
        bstar,
        bstar_exp,
        kind,
        set_no,
    ) = first.groups()
    (_, inclination, raan, eccentricity, arg_perigee, anomaly, motion, revolutions) = (
        second.groups()
    )
    drag, drag_computed = _implied(bstar, bstar_exp)
    second_rate, second_rate_computed = _implied(nddot, nddot_exp)
    arithmetic: Arithmetic = "tle"
    if (implied_decimal(drag), implied_decimal(second_rate)) != (
        drag_computed,
        second_rate_computed,
    ):
        arithmetic, drag, second_rate = "tle-direct", drag_computed, second_rate_computed
    return ElementSet(
        catalog_number(number_text),
        _epoch_text(int(year2), days, source, number),
        float(motion),
        float("0." + eccentricity.replace(" ", "0")),
        float(inclination),
        float(raan),
        float(arg_perigee),
        float(anomaly),
        drag,
        float(ndot.replace(" ", "") or 0.0),
        second_rate,
        name=clean_name(name),
        object_id=_object_id(designator),
        classification="U" if letter == " " else letter,
        ephemeris_type=int(kind.strip() or 0),
        element_set_no=int(set_no.replace(" ", "") or 0),
        rev_at_epoch=int(revolutions.replace(" ", "") or 0),
        arithmetic=arithmetic,
        source=source,
        line=number,
    )


def clean_name(text: str) -> str:
    """Name line without the leading ``0`` and blanks.

    >>> clean_name("0 VANGUARD 1"), clean_name("VANGUARD 1  "), clean_name("0")
    ('VANGUARD 1', 'VANGUARD 1', '')
    """
    text = plain_text(text)
    if text == "0":
        return ""
    return text[2:] if text.startswith("0 ") else text


def read(text: str, source: str = "") -> Iterator[ElementSet | Rejected]:
    """Every set of a text of two or three lines each, in file order.

    Good or rejected with its reason.
    """
    name, name_line = "", 0
    pending: tuple[int, str] | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or line[0] == "#":
            continue
        kind = line_kind(line)
        if kind == "2" and pending is not None:
            try:
                yield parse_pair(pending[1], line, name, source, pending[0])
            except ElementSetError as err:
                reason = err.message + (f"; {err.advice}" if err.advice else "")
                yield Rejected(pending[0], reason, clean_name(name), err.fields.get("claimed"))
            pending, name = None, ""
            continue
        if pending is not None:
            yield Rejected(pending[0], "line 1 has no line 2 after it", clean_name(name))
            pending, name = None, ""
        if kind == "1":
            pending = (number, line)
        elif kind == "2":
            yield Rejected(number, "line 2 has no line 1 before it", clean_name(name))
            name = ""
        else:
            if name:
                yield Rejected(
                    name_line,
                    f"the name {name[:40]!r} has no element set after it",
                    clean_name(name),
                )
            name, name_line = line, number
    if pending is not None:
        yield Rejected(pending[0], "the file ends before line 2 of this set", clean_name(name))
    elif name:
        yield Rejected(
            name_line, f"the last line {name[:40]!r} belongs to no element set", clean_name(name)
        )


def line_kind(line: str) -> str:
    """``1``, ``2`` for an element line (whole or cut), else empty.

    A name such as ``1 KUNS-PF`` stays a name.
    """
    if line[:2] not in ("1 ", "2 ") or not line[2:7].replace(" ", "")[-4:].isdigit():
        return ""
    if len(line) >= 60 or "." in (line[7:24] if line[0] == "1" else line[7:21]):
        return line[0]
    return line[0] if len(line) < 24 and line[2:7].replace(" ", "")[1:].isdigit() else ""


def _sound(line_1: str, line_2: str) -> bool:
    """The short answer for the many good sets: right length, same object, right checksums."""
    return (
        len(line_1) == LENGTH == len(line_2)
        and line_1[2:7] == line_2[2:7]
        and checksum(line_1) == ord(line_1[68]) - 48
        and checksum(line_2) == ord(line_2[68]) - 48
        and line_1.isascii()
    )


def _faults(line_1: str, line_2: str) -> list[str]:
    """Everything that is wrong with the two lines as text, each in words."""
    faults = []
    for line, template in ((line_1, _TEMPLATES["1"]), (line_2, _TEMPLATES["2"])):
        if len(line) < LENGTH:
            faults.append(f"line {template[0]} has {len(line)} of {LENGTH} columns: it was cut")
            continue
        if len(line) > LENGTH and line[LENGTH] not in " \t":
            faults.append(f"line {template[0]} runs past column {LENGTH}")
        if not line.isascii():
            faults.append(f"line {template[0]} holds a character that is not ASCII")
            continue
        pattern = _LINE_1 if template[0] == "1" else _LINE_2
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


def _where(source: str, number: int) -> str | None:
    return f"{source}:{number}" if source and number else (source or None)


def _epoch_text(year2: int, days: str, source: str, number: int) -> str:
    """ISO text of year and day of year.

    Eight decimals of a day are whole steps of 864 microseconds.
    """
    day_text, fraction = days.split(".")
    day_of_year = int(day_text.replace(" ", "") or 0)
    if not 1 <= day_of_year <= 366:
        raise ElementSetError(
            f"the epoch is day {day_of_year} of its year",
            advice="days run from 1 to 366",
            place=_where(source, number),
        )
    seconds, micro = divmod(int(fraction) * 864, 1_000_000)
    minutes, second = divmod(seconds, 60)
    day = _day(year2, day_of_year)
    return f"{day}T{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.{micro:06d}"


@lru_cache(maxsize=4096)
def _day(year2: int, day_of_year: int) -> str:
    year = year2 + (1900 if year2 >= PIVOT_YEAR else 2000)
    return (date(year, 1, 1) + timedelta(days=day_of_year - 1)).isoformat()


def _implied(mantissa: str, exponent: str) -> tuple[float, float]:
    """Figure with an implied point.

    As a decimal, and as a TLE reader computes it (two roundings).
    """
    if mantissa == " 00000":
        return 0.0, 0.0
    sign, digits, power = (
        mantissa[0].strip(),
        mantissa[1:].replace(" ", "0"),
        int(exponent.replace(" ", "+")),
    )
    return float(f"{sign}.{digits}e{power}"), float(f"{sign}.{digits}") * 10.0**power


def _object_id(designator: str) -> str:
    """``98067A`` as ``1998-067A``; anything else as it stands."""
    text = designator.strip()
    found = _DESIGNATOR.fullmatch(text)
    if not found:
        return text
    year, launch, piece = found.groups()
    return f"{'19' if int(year) >= PIVOT_YEAR else '20'}{year}-{launch}{piece}"
