"""Element sets as two or three lines, where their figures fit.

Refused, or rounded by choice, where they do not.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final, Literal

from visviva.errors import ElementSetError
from visviva.orbit.gp.record import SGP4_XP, ElementSet, epoch_day_and_fraction
from visviva.orbit.gp.sgp4_reference import implied_decimal
from visviva.orbit.gp.tle import clean_name
from visviva.orbit.gp.tle_columns import PIVOT_YEAR
from visviva.orbit.gp.tle_format import alpha5, checksum, line_kind

_ROUND: Final = "allow rounding to write the nearest TLE"


def write(
    elements: Sequence[ElementSet],
    *,
    names: bool = True,
    use_alpha5: bool = False,
    rounding: Literal["refuse", "allow"] = "refuse",
) -> str:
    """Text of TLE lines (with a name line before each, unless `names` is False).

    Parameters
    ----------
    use_alpha5 : bool
        Write numbers from 100,000 to 339,999 in Alpha-5, which not every reader knows.
    rounding : {"refuse", "allow"}
        What to do with figures that have more digits than the columns: refuse, or round half to
        even.

    Raises
    ------
    ElementSetError
        If a set does not fit: its number, its epoch or a figure; the message names it and a way
        out.
    """
    lines: list[str] = []
    for e in elements:
        one, two = format_pair(e, use_alpha5=use_alpha5, rounding=rounding)
        if names:
            bare = (
                e.name
                and clean_name(e.name) == e.name
                and e.name[0] not in "#{[<"
                and not line_kind(e.name)
            )
            lines.append(e.name if bare else f"0 {e.name}".rstrip())
        lines += [one, two]
    return "".join(line + "\n" for line in lines)


def format_pair(
    e: ElementSet, *, use_alpha5: bool = False, rounding: Literal["refuse", "allow"] = "refuse"
) -> tuple[str, str]:
    """The two lines of one set; see `write`.

    Examples
    --------
    >>> from visviva.orbit.gp.tle import parse_pair
    >>> one = "1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999"
    >>> two = "2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205"
    >>> format_pair(parse_pair(one, two)) == (one, two)
    True
    """
    w = _Columns(e, rounding == "allow")
    number = w.number(use_alpha5)
    one = (
        f"1 {number}{e.classification} {w.designator():<8} {w.epoch()} {w.rate()} "
        f"{w.implied('MEAN_MOTION_DDOT', e.mean_motion_ddot)} {w.implied('BSTAR', e.bstar)} "
        f"{w.count('EPHEMERIS_TYPE', SGP4_XP if e.is_xp else e.ephemeris_type, 1)} "
        f"{w.count('ELEMENT_SET_NO', e.element_set_no, 4)}"
    )
    two = (
        f"2 {number} {w.fixed('INCLINATION', e.inclination_deg, 8, 4)} "
        f"{w.fixed('RA_OF_ASC_NODE', e.raan_deg, 8, 4)} "
        f"{w.fixed('ECCENTRICITY', e.eccentricity, 9, 7)[2:]} "
        f"{w.fixed('ARG_OF_PERICENTER', e.arg_perigee_deg, 8, 4)} "
        f"{w.fixed('MEAN_ANOMALY', e.mean_anomaly_deg, 8, 4)} "
        f"{w.fixed('MEAN_MOTION', e.mean_motion_rev_day, 11, 8)}"
        f"{w.count('REV_AT_EPOCH', e.rev_at_epoch, 5)}"
    )
    return f"{one}{checksum(one)}", f"{two}{checksum(two)}"


class _Columns:
    """Writes one set's figures into their columns, refusing what does not fit."""

    def __init__(self, e: ElementSet, rounding: bool) -> None:
        self.e, self.rounding = e, rounding

    def refuse(self, what: str, advice: str) -> ElementSetError:
        e = self.e
        return ElementSetError(
            f"object {e.catalog_number} does not fit a TLE: {what}",
            advice=advice,
            place=e.place or None,
            catalog_number=e.catalog_number,
        )

    def number(self, use_alpha5: bool) -> str:
        n = self.e.catalog_number
        if n < 100_000:
            return f"{n:05d}"
        if n >= 340_000:
            raise self.refuse(
                "its catalogue number has no five-character form",
                "export OMM: .json, .csv, .xml or .kvn",
            )
        if not use_alpha5:
            raise self.refuse(
                "its catalogue number has six digits",
                f"export OMM, or choose Alpha-5 to write it as {alpha5(n)}",
            )
        return alpha5(n)

    def designator(self) -> str:
        text = self.e.object_id
        short = text[2:4] + text[5:] if re.fullmatch(r"\d{4}-\d{3}[A-Z]{1,3}", text) else text
        if len(short) > 8 or not short.isascii():
            raise self.refuse(
                f"its OBJECT_ID {text!r} is longer than eight characters", "export OMM"
            )
        return short

    def epoch(self) -> str:
        ordinal, numerator, denominator = epoch_day_and_fraction(self.e.epoch_utc)
        steps, rest = divmod(numerator * 10**8, denominator)
        if rest and not self.rounding:
            raise self.refuse(
                f"EPOCH {self.e.epoch_utc} has more than eight decimals of a day", _ROUND
            )
        steps += 2 * rest >= denominator
        ordinal, steps = ordinal + steps // 10**8, steps % 10**8
        day = date.fromordinal(ordinal)
        if not 1900 + PIVOT_YEAR <= day.year < 2000 + PIVOT_YEAR:
            raise self.refuse(
                f"its epoch lies in {day.year}",
                "a TLE tells only the years 1957 to 2056; export OMM",
            )
        return f"{day.year % 100:02d}{day.timetuple().tm_yday:03d}.{steps:08d}"

    def rounded(self, key: str, value: float, decimals: int) -> Decimal:
        exact = Decimal(repr(value))
        kept = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
        if kept != exact and not self.rounding:
            raise self.refuse(f"{key} {value!r} has more than {decimals} decimals", _ROUND)
        return kept

    def fixed(self, key: str, value: float, width: int, decimals: int) -> str:
        kept = self.rounded(key, value, decimals)
        text = f"{kept:{width}.{decimals}f}"
        if len(text) > width or kept < 0 or (key == "ECCENTRICITY" and kept >= 1):
            raise self.refuse(
                f"{key} {value!r} is outside its columns", "export OMM: .json, .csv, .xml or .kvn"
            )
        return text

    def rate(self) -> str:
        kept = self.rounded("MEAN_MOTION_DOT", self.e.mean_motion_dot, 8)
        if abs(kept) >= 1:
            raise self.refuse(
                f"MEAN_MOTION_DOT {self.e.mean_motion_dot!r} is outside its columns", "export OMM"
            )
        return f"{'-' if kept < 0 else ' '}{abs(kept):.8f}".replace("0.", ".", 1)

    def implied(self, key: str, value: float) -> str:
        zero = " 00000+0" if key == "BSTAR" else " 00000-0"  # the usage of the public catalogue
        if value == 0.0:
            return zero
        if self.e.arithmetic != "omm":
            text = _same_product(
                value, implied_decimal(value) if self.e.arithmetic == "tle" else value
            )
            if text:
                return text
        exact = Decimal(repr(value))
        exponent = exact.adjusted() + 1
        mantissa = exact.scaleb(-exponent)
        kept = mantissa.quantize(Decimal("0.00001"), ROUND_HALF_EVEN)
        if abs(kept) >= 1:
            kept, exponent = kept / 10, exponent + 1
        if kept != mantissa and not self.rounding:
            raise self.refuse(f"{key} {value!r} has more than five digits", _ROUND)
        if exponent < -9:
            if not self.rounding:
                raise self.refuse(f"{key} {value!r} is too small for its columns", _ROUND)
            return zero
        if exponent > 9:
            raise self.refuse(f"{key} {value!r} is too large for its columns", "export OMM")
        return _implied_text(value < 0, f"{abs(kept):.5f}"[2:7], exponent)

    def count(self, key: str, value: int, width: int) -> str:
        if value >= 10**width:
            if key == "REV_AT_EPOCH" and self.rounding:
                value %= 10**width
            else:
                raise self.refuse(
                    f"{key} {value} has more than {width} digits", "export OMM, or " + _ROUND
                )
        return f"{value:{width}d}"


def _same_product(value: float, computed: float) -> str:
    """Columns from which a TLE reader computes exactly `computed`.

    A decimal of five figures near `value`; or empty.
    """
    mantissa, power = f"{abs(value):.4e}".split("e")
    digits, exponent = mantissa.replace(".", ""), int(power) + 1
    for _ in range(5):
        if -9 <= exponent <= 9 and float(f".{digits}") * 10.0**exponent == abs(computed):
            return _implied_text(value < 0, digits, exponent)
        if digits[-1] != "0":
            break
        digits, exponent = "0" + digits[:-1], exponent + 1
    return ""


def _implied_text(negative: bool, digits: str, exponent: int) -> str:
    return f"{'-' if negative else ' '}{digits}{'-' if exponent <= 0 else '+'}{abs(exponent)}"
