"""Coordinates as warnings print them, found in running text.

Forms: ``28-39.92N 080-38.33W``, ``29-02-00N 120-29-30W``, ``N4204E10033``, ``N420400E1003300``,
``123000N 1451530E``, ``36°04'30"N 124°30'E``, ``36.5N 124.25E``, ``28-39N/080-38W``. A slip such as
``120-29W.00`` is read as ``120-29.00W`` and told.
"""

import math
import re
from dataclasses import dataclass

from visviva.errors import InputError

#: Degrees, minutes, seconds with any of the signs that stand between them.
_LAT = (
    r"\d{1,2}(?:[-°º:]\s?\d{1,2}(?:[-'’′:]\s?\d{1,2})?)?(?:\.\d+)?|\d{4}(?:\.\d+)?|\d{6}(?:\.\d+)?"
)
_LON = (
    r"\d{1,3}(?:[-°º:]\s?\d{1,2}(?:[-'’′:]\s?\d{1,2})?)?(?:\.\d+)?|\d{5}(?:\.\d+)?|\d{7}(?:\.\d+)?"
)
_MARK = r"[\s'’′\"”″]{0,3}"
_TRAILING = re.compile(
    rf"(?<![\d.-])(?P<lat>{_LAT}){_MARK}(?P<ns>[NS])(?P<slip_lat>\.\d+)?(?=[^A-Za-z])"
    rf"[\s,/;-]{{0,4}}(?P<lon>{_LON}){_MARK}(?P<ew>[EW])(?P<slip_lon>\.\d+)?(?![A-Za-z])",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"(?<![A-Za-z])(?P<ns>[NS])\s?(?P<lat>{_LAT})[\s,/'’′\"”″]{{0,3}}"
    rf"(?P<ew>[EW])\s?(?P<lon>{_LON})(?![\dA-Za-z])",
    re.IGNORECASE,
)
#: Something that looks like a coordinate: what is left of these after reading is an error.
LOOKS_LIKE = re.compile(
    r"(?<![A-Za-z\d])(?:\d{1,3}-\d{1,2}(?:[-.]\d+)?\s?[NSEW]|\d{4,7}[NSEW]|[NSEW]\d{4,7})(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A coordinate with its span in the text: radians, and whether a slip was put right."""

    latitude: float
    longitude: float
    start: int
    end: int
    slip: bool = False


def find_coordinates(text: str) -> tuple[Found, ...]:
    """Every pair of latitude and longitude in `text`, in order, in radians.

    Raises
    ------
    InputError
        If one lies outside the globe, has 60 minutes or more, or half of it cannot be read; the
        place shows the text.

    Examples
    --------
    >>> a, b = find_coordinates("N4204E10033-N4026E10006")
    >>> round(math.degrees(a.latitude), 4), round(math.degrees(b.longitude), 4)
    (42.0667, 100.1)
    """
    found: list[Found] = []
    for pattern in (_TRAILING, _LEADING):
        for match in pattern.finditer(text):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            found.append(_read(match))
    found.sort(key=lambda f: f.start)
    for match in LOOKS_LIKE.finditer(text):
        if not any(f.start < match.end() and match.start() < f.end for f in found):
            raise InputError(
                f"half a coordinate: {_around(text, match.start(), match.end())!r}",
                advice="a latitude (N or S) and a longitude (E or W) belong together",
            )
    return tuple(found)


def _read(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    slips = [groups.get("slip_lat"), groups.get("slip_lon")]
    shown = " ".join(match[0].split())
    lat = _degrees(groups["lat"] + (slips[0] or ""), whole=2, shown=shown)
    lon = _degrees(groups["lon"] + (slips[1] or ""), whole=3, shown=shown)
    if lat > 90.0:
        raise InputError(f"a latitude of {lat:g}° in {shown!r}", advice="give one up to 90°")
    if lon > 180.0:
        raise InputError(f"a longitude of {lon:g}° in {shown!r}", advice="give one up to 180°")
    lat = -lat if groups["ns"].upper() == "S" else lat
    lon = -lon if groups["ew"].upper() == "W" else lon
    start, end = match.span()
    return Found(math.radians(lat), math.radians(lon), start, end, any(slips))


def _degrees(text: str, *, whole: int, shown: str) -> float:
    """Degrees of one printed coordinate; `whole` digits of degrees where they run together."""
    parts = [p for p in re.split(r"[-\s°º:'’′\"”″]+", text) if p]
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
        raise InputError(f"60 minutes or seconds or more in {shown!r}", advice="check the figures")
    return sum(v / 60.0**k for k, v in enumerate(values))


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 12) : end + 12].split())
