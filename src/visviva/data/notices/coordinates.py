"""Coordinates as warnings print them, found in running text.

Forms: ``28-39.92N 080-38.33W``, ``29-02-00N 120-29-30W``, ``N4204E10033``, ``N420400E1003300``,
``123000N 1451530E``, ``36°04'30"N 124°30'E``, ``36.5N 124.25E``, ``28-39N/080-38W``,
``36 04.5 N 124 30.2 E``, ``between 36-04N and 35-19N and between 124-30E and 124-54E``. Slips such
as ``120-29W.00`` (read as ``120-29.00W``), ``28.39.92N``, a longitude before its latitude are told.
"""

import math
import re
from dataclasses import dataclass

from visviva.data.notices.clean import line_of
from visviva.errors import InputError

#: Between degrees and minutes: a dash (the line may end behind it), a colon, or the signs.
_DASH = r"(?:-(?:\s*\n\s*)?|:|\s{0,9}[°']\s{0,9})"


def _number(whole: int, letter: str) -> str:
    """Degrees of up to `whole` digits, minutes and seconds, with the signs between them."""
    return (
        rf"\d{{1,{whole}}}(?:{_DASH}\d{{1,2}}(?:{_DASH}\d{{1,2}})?)?(?:[.,]\d+)?"
        rf"|\d{{{whole + 2}}}(?:[.,]\d+)?|\d{{{whole + 4}}}(?:[.,]\d+)?"
        rf"|\d{{1,{whole}}}[ ]\d{{1,2}}(?:[ ]\d{{1,2}})?(?:[.,]\d+)?"
        rf"|\d{{1,{whole}}}[ ]-[ ]\d{{2}}(?:[ ]-[ ]\d{{2}})?(?:[.,]\d+)?(?=[ ]?[NSEW])"
        rf"|(?P<dots_{letter}>\d{{1,{whole}}}\.\d{{2}}\.\d{{1,2}})"
    )


#: Signs between figures and their letter; a dot is a slip.
_MARK = r"\.?[\s'\"°]{0,12}"
_LAT, _LON = _number(2, "a"), _number(3, "o")
_JOINT = r"(?:[\s,/;&:-]|\bAND\b|\bLAT(?:ITUDE)?\b\.?|\bLONG?(?:ITUDE)?\b\.?){0,80}?"
_A_LAT = rf"(?P<lat>{_LAT}){_MARK}(?P<ns>[NS])(?P<slip_lat>\.\d+)?"
_A_LON = rf"(?P<lon>{_LON}){_MARK}(?P<ew>[EW])(?P<slip_lon>\.\d+)?"
_TRAILING = re.compile(
    rf"(?<![\d.])(?<!\d-){_A_LAT}(?![A-Z]){_JOINT}(?<!\d){_A_LON}(?![A-Z])", re.IGNORECASE
)
_SWAPPED = re.compile(
    rf"(?<![\d.])(?<!\d-){_A_LON}(?![A-Z]){_JOINT}(?<!\d){_A_LAT}(?![A-Z])", re.IGNORECASE
)
_LEADING = re.compile(
    rf"(?<![A-Z])(?P<ns>[NS])\s{{0,2}}(?P<lat>{_LAT}){_MARK}{_JOINT}"
    rf"(?P<ew>[EW])\s{{0,2}}(?P<lon>{_LON})(?:[ ]?['\"°])?(?![\dA-Z])(?!-\d\d[^\d])",
    re.IGNORECASE,
)
_BOX = re.compile(
    rf"(?P<lat1>{_number(2, 'p')}){_MARK}(?P<ns1>[NS])\s*(?:,|TO|AND|-)\s*"
    rf"(?P<lat2>{_number(2, 'q')}){_MARK}(?P<ns2>[NS])[\s,;]*(?:\b(?:AND|BETWEEN|LONGITUDES?|LONG?|"
    rf"FROM|BY)\b[\s,;]*)*(?P<lon1>{_number(3, 'r')}){_MARK}(?P<ew1>[EW])\s*(?:,|TO|AND|-)\s*"
    rf"(?P<lon2>{_number(3, 's')}){_MARK}(?P<ew2>[EW])(?![A-Z])",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<!\d)(?:\d{1,3}[-°.]\d[\d.'\" -]{0,12}|\d{4,7}(?:\.\d+)?)[ ]?(?P<half>[NSEW])(?![A-Za-z)])"
)
#: Something that looks like a coordinate: what is left of these after reading is an error.
LOOKS_LIKE = re.compile(
    r"(?<![A-Za-z\d])(?:\d{1,3}-\d{1,2}(?:[-.]\d+)?\s?[NSEW]|\d{4,7}(?:\.\d+)?[NSEW]|[NSEW]\d{4,7}"
    r"|\d{1,3}°\s?\d{1,2}'[^\n]{0,8}?[NSEW])(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A coordinate with its span in the text: radians, and what was put right (empty: nothing)."""

    latitude: float
    longitude: float
    start: int
    end: int
    slip: str = ""


def find_coordinates(text: str) -> tuple[Found, ...]:
    """Every pair of latitude and longitude in `text`, in order, in radians.

    Raises
    ------
    InputError
        If one lies outside the globe, has 60 minutes or more, or half of it cannot be read; the
        place shows the line and the text.

    Examples
    --------
    >>> a, b = find_coordinates("N4204E10033-N4026E10006")
    >>> round(math.degrees(a.latitude), 4), round(math.degrees(b.longitude), 4)
    (42.0667, 100.1)
    """
    found: list[Found] = []
    taken = bytearray(len(text))

    def free(start: int, end: int) -> bool:
        return not any(taken[start:end])

    def take(start: int, end: int) -> None:
        taken[start:end] = b"\1" * (end - start)

    for match in _BOX.finditer(text):
        found.extend(_box(text, match))
        take(*match.span())
    first = _HALF.search(text)
    # A text that begins with a longitude prints them all that way.
    swapped = first is not None and first["half"] in "EW"
    for pattern in (_SWAPPED, _LEADING) if swapped else (_TRAILING, _LEADING, _SWAPPED):
        for match in pattern.finditer(text):
            if free(*match.span()):
                found.append(_read(text, match, swapped=pattern is _SWAPPED))
                take(*match.span())
    found.sort(key=lambda f: f.start)
    for match in LOOKS_LIKE.finditer(text):
        if free(*match.span()):
            raise _error(
                text,
                match.span(),
                f"half a coordinate: {_around(text, match.start(), match.end())!r}",
                "a latitude (N or S) and a longitude (E or W) belong together",
            )
    return tuple(found)


def _error(text: str, span: tuple[int, int], message: str, advice: str) -> InputError:
    return InputError(message, advice=advice, place=f"line {line_of(text, span[0])}")


def _read(text: str, match: re.Match[str], *, swapped: bool = False) -> Found:
    groups = match.groupdict()
    slips = [groups.get("slip_lat"), groups.get("slip_lon")]
    lat = _degrees(text, match, groups["lat"] + (slips[0] or ""), whole=2)
    lon = _degrees(text, match, groups["lon"] + (slips[1] or ""), whole=3)
    lat, lon = _signed(text, match, (lat, lon), (groups["ns"], groups["ew"]))
    odd = any(slips) or groups.get("dots_a") or groups.get("dots_o")
    slip = "a slip of the pen" if odd else "a longitude before its latitude" if swapped else ""
    return Found(lat, lon, *match.span(), slip)


def _signed(
    text: str, match: re.Match[str], degrees: tuple[float, float], halves: tuple[str, str]
) -> tuple[float, float]:
    """Radians with their signs; refused outside the globe."""
    for value, most, name in zip(degrees, (90.0, 180.0), ("latitude", "longitude"), strict=True):
        if value > most:
            raise _error(
                text,
                match.span(),
                f"a {name} of {value:g}° in {' '.join(match[0].split())!r}",
                f"give one up to {most:g}°",
            )
    lat = -degrees[0] if halves[0].upper() == "S" else degrees[0]
    lon = -degrees[1] if halves[1].upper() == "W" else degrees[1]
    return math.radians(lat), math.radians(lon)


def _box(text: str, match: re.Match[str]) -> list[Found]:
    """Four corners of an area told by two latitudes and two longitudes."""
    ends = []
    for k in ("1", "2"):
        values = (
            _degrees(text, match, match["lat" + k], whole=2),
            _degrees(text, match, match["lon" + k], whole=3),
        )
        ends.append(_signed(text, match, values, (match["ns" + k], match["ew" + k])))
    (a, b), (c, d) = ends
    # One span in four parts, so that nothing stands between the corners.
    start, end = match.span()
    cuts = [start, start + 1, start + 2, start + 3, end]
    corners = ((a, b), (a, d), (c, d), (c, b))
    return [Found(*corner, cuts[k], cuts[k + 1]) for k, corner in enumerate(corners)]


def _degrees(text: str, match: re.Match[str], printed: str, *, whole: int) -> float:
    """Degrees of one printed coordinate; `whole` digits of degrees where they run together."""
    printed = printed.replace(",", ".")
    if printed.count(".") == 2:
        head, minutes, rest = printed.split(".")
        # A dot for a dash: hundredths of minutes where they are no seconds.
        printed = f"{head}-{minutes}-{rest}" if int(rest) < 60 else f"{head}-{minutes}.{rest}"
    parts = [p for p in re.split(r"[-\s°:'\"]+", printed) if p]
    if len(parts) == 1:
        digits, dot, rest = parts[0].partition(".")
        if len(digits) <= whole:
            return float(parts[0])
        parts = [digits[:whole], digits[whole : whole + 2]]
        if len(digits) > whole + 2:
            parts.append(digits[whole + 2 :])
        if dot:
            parts[-1] += "." + rest
    values = [float(p) for p in parts]
    if any(v >= 60.0 for v in values[1:]):
        raise _error(
            text,
            match.span(),
            f"60 minutes or seconds or more in {' '.join(match[0].split())!r}",
            "check the figures",
        )
    return sum(v / 60.0**k for k, v in enumerate(values))


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 12) : end + 12].split())
