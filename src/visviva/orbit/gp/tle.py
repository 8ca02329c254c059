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
from visviva.orbit.gp.forms import begins_other_form
from visviva.orbit.gp.plain_text import plain_text
from visviva.orbit.gp.record import Arithmetic, ElementSet, give_name
from visviva.orbit.gp.result import Item, Rejected, Remark, Rest
from visviva.orbit.gp.sgp4_reference import implied_decimal
from visviva.orbit.gp.tle_columns import PIVOT_YEAR, sound_pairs
from visviva.orbit.gp.tle_format import (
    LENGTH,
    LINE_1,
    LINE_2,
    catalog_number,
    checksum,
    faults_of,
    line_kind,
)

_DESIGNATOR = re.compile(r"(\d\d)(\d{3})([A-Z]{1,3})")


def parse_pair(
    line_1: str,
    line_2: str,
    name: str = "",
    source: str = "",
    number: int = 0,
    *,
    remarks: list[str] | None = None,
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
    remarks : list of str, optional
        Where given, lines without checksums and a 366th day of a common year are taken, and the
        doubt is added to it; else they are refused.

    Raises
    ------
    ElementSetError
        If a column, a checksum, the pair of catalogue numbers or a value is wrong; every fault
        found is named. Where the columns could be read all the same, ``fields["claimed"]`` is the
        set they claim.
    """
    if remarks is not None and len(line_1) == len(line_2) == LENGTH - 1:
        whole = [f"{line}{checksum(line)}" for line in (line_1, line_2)]
        if LINE_1.match(whole[0]) and LINE_2.match(whole[1]):
            line_1, line_2 = whole
            remarks.append("the lines have no checksums: nothing proves their figures")
    first, second = LINE_1.match(line_1), LINE_2.match(line_2)
    if first is None or second is None or not _sound(line_1, line_2):
        faults = faults_of(line_1, line_2)
        if faults or first is None or second is None:
            claimed = None
            if first is not None and second is not None:
                try:
                    claimed = _element_set(first, second, name, source, number, [])
                except ElementSetError as err:
                    faults.append(err.message)
            reason = "; ".join(faults) or "not the columns of a TLE"
            raise ElementSetError(reason, place=_where(source, number), claimed=claimed)
    return _element_set(first, second, name, source, number, remarks)


def _element_set(
    first: re.Match[str],
    second: re.Match[str],
    name: str,
    source: str,
    number: int,
    remarks: list[str] | None,
) -> ElementSet:
    """The set that the columns tell, whatever their checksums."""
    try:
        return _of_columns(first, second, name, source, number, remarks)
    except ValueError as err:
        raise ElementSetError(
            "a blank inside a number, against the format", place=_where(source, number)
        ) from err


def _of_columns(
    first: re.Match[str],
    second: re.Match[str],
    name: str,
    source: str,
    number: int,
    remarks: list[str] | None,
) -> ElementSet:
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
        _epoch_text(int(year2), days, remarks),
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


def read(text: str, source: str = "", first: int = 1) -> Iterator[Item]:
    """Every set of a text of two or three lines each, in file order.

    Good or rejected with its reason; `first` is the number of its first line in the file.
    """
    return _Reader(text, source, first).items()


class _Reader:
    """Goes through the lines once; pairs that are right in every column come ready made."""

    def __init__(self, text: str, source: str, first: int) -> None:
        self.text, self.source, self.first = text, source, first
        self.lines = text.split("\n")
        self.name, self.name_line = "", 0
        self.pending: tuple[int, str] | None = None

    def items(self) -> Iterator[Item]:
        pairs = sound_pairs(self.text, self.source, self.first, _object_id)
        at, ready = next(pairs, _NO_PAIR)
        k, count = 0, len(self.lines)
        while k < count:
            if k == at and ready is not None:
                if self.pending is not None:
                    yield from self.open_end()
                yield self.ready(ready)
                self.name, k = "", k + 2
                at, ready = next(pairs, _NO_PAIR)
                continue
            line = self.lines[k].strip()
            if line and line[0] != "#":
                if begins_other_form(line):
                    yield from self.close()
                    yield Rest(sum(len(x) + 1 for x in self.lines[:k]), k + self.first)
                    return
                kind = line_kind(line)
                if kind or self.name or self.pending is not None:
                    yield from self.one_line(line, kind, k + self.first)
                else:
                    self.name, self.name_line = line, k + self.first
            k += 1
        yield from self.close()

    def ready(self, e: ElementSet) -> Item:
        """A set that came ready made, with the name before it."""
        if self.name:
            try:
                give_name(e, clean_name(self.name))
            except ElementSetError as err:
                return Rejected(e.line, f"{err.message}; {err.advice}", self.name[:60])
        return e

    def one_line(self, line: str, kind: str, number: int) -> Iterator[Item]:
        if kind == "2" and self.pending is not None:
            yield from self.pair(line)
            return
        yield from self.open_end()
        if kind == "1":
            self.pending = (number, line)
        elif kind == "2":
            yield Rejected(number, "line 2 has no line 1 before it", clean_name(self.name))
            self.name = ""
        else:
            if self.name:
                yield Rejected(
                    self.name_line,
                    f"the name {self.name[:40]!r} has no element set after it",
                    clean_name(self.name),
                )
            self.name, self.name_line = line, number

    def pair(self, line_2: str) -> Iterator[Item]:
        assert self.pending is not None
        (number, line_1), name, remarks = self.pending, self.name, list[str]()
        self.pending, self.name = None, ""
        try:
            e = parse_pair(line_1, line_2, name, self.source, number, remarks=remarks)
        except ElementSetError as err:
            reason = err.message + (f"; {err.advice}" if err.advice else "")
            yield Rejected(number, reason, clean_name(name), err.fields.get("claimed"))
            return
        yield e
        for reason in remarks:
            yield Remark(number, reason, e)

    def open_end(self) -> Iterator[Item]:
        """A line 1 that nothing followed."""
        if self.pending is not None:
            yield Rejected(self.pending[0], "line 1 has no line 2 after it", clean_name(self.name))
            self.pending, self.name = None, ""

    def close(self) -> Iterator[Item]:
        if self.pending is not None:
            yield Rejected(
                self.pending[0], "the file ends before line 2 of this set", clean_name(self.name)
            )
        elif self.name:
            yield Rejected(
                self.name_line,
                f"the last line {self.name[:40]!r} belongs to no element set",
                clean_name(self.name),
            )
        self.pending, self.name = None, ""


_NO_PAIR: Final[tuple[int, ElementSet | None]] = (-1, None)


def _sound(line_1: str, line_2: str) -> bool:
    """The short answer for the many good sets: right length, same object, right checksums."""
    return (
        len(line_1) == LENGTH == len(line_2)
        and line_1[2:7] == line_2[2:7]
        and checksum(line_1) == ord(line_1[68]) - 48
        and checksum(line_2) == ord(line_2[68]) - 48
        and line_1.isascii()
    )


def _where(source: str, number: int) -> str | None:
    return f"{source}:{number}" if source and number else (source or None)


def _epoch_text(year2: int, days: str, remarks: list[str] | None) -> str:
    """ISO text of year and day of year.

    Eight decimals of a day are whole steps of 864 microseconds.
    """
    day_text, fraction = days.split(".")
    day_of_year = int(day_text.replace(" ", "") or 0)
    length = 366 if year2 % 4 == 0 else 365  # 1957 to 2056: 2000 was a leap year
    if day_of_year == length + 1 == 366 and remarks is not None:
        remarks.append("its epoch is day 366 of a year of 365: taken as the next 1 January")
    elif not 1 <= day_of_year <= length:
        raise ElementSetError(
            f"the epoch is day {day_of_year} of its year",
            advice=f"the days of that year run from 1 to {length}",
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


@lru_cache(maxsize=1 << 16)
def _object_id(designator: str) -> str:
    """``98067A`` as ``1998-067A``; anything else as it stands."""
    text = designator.strip()
    found = _DESIGNATOR.fullmatch(text)
    if not found:
        return text
    year, launch, piece = found.groups()
    return f"{'19' if int(year) >= PIVOT_YEAR else '20'}{year}-{launch}{piece}"
