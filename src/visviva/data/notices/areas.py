"""Areas of a notice: coordinates grouped into rings and circles, with the kind that is printed.

Limits: corners are joined in the order printed; four that are printed crosswise (a common slip) are
put in order and told; a ring that still crosses itself is refused.
"""

import math
import re
from collections.abc import Sequence

import numpy as np

from visviva.core.geodesy import geodesic_direct
from visviva.data.notices.coordinates import Found, find_coordinates
from visviva.data.notices.values import AreaKind, DistanceClue, NoticeArea
from visviva.errors import InputError

NAUTICAL_MILE = 1852.0
#: Between two corners of one ring nothing stands but these.
_JOIN = re.compile(
    r"^[\s,;:.\-–—→/]*"
    r"(?:(?:TO|THENCE|THEN|AND|BACK TO (?:START|BEGINNING)|TO BEGINNING)[\s,;:.\-–—]*)*$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"BACK TO (?:START|BEGINNING)|TO (?:BEGINNING|THE POINT OF ORIGIN)", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:\bAREA\s+(?P<area>[A-Z0-9]{1,3})\b|(?:^|[\s(;,.])(?P<letter>[A-Z])[.):])\s*$",
    re.IGNORECASE,
)
_RADIUS = re.compile(
    r"(?P<r>\d+(?:\.\d+)?)[\s-]*(?P<u>NAUTICAL\s+MILES?|MILES?|NM|KM|KILOMET(?:RE|ER)S?)\b",
    re.IGNORECASE,
)
_CIRCLE = re.compile(r"\bWITHIN\b|\bRADIUS\b|\bCIRCLE\b|\bCENT(?:ER|RE)", re.IGNORECASE)
_KINDS: tuple[tuple[str, AreaKind], ...] = (
    (r"re-?entry|de-?orbit", "upper-stage-reentry"),
    (r"fairing", "fairing"),
    (r"(?:1st|first)[\s-]stage|stage[\s-]*(?:1|one|I)\b|booster", "stage-1"),
    (r"(?:2nd|second)[\s-]stage|stage[\s-]*(?:2|two|II)\b", "stage-2"),
    (r"(?:3rd|third)[\s-]stage|stage[\s-]*(?:3|three|III)\b", "stage-3"),
    (r"recovery|drone ?ship", "recovery"),
    (r"upper[\s-]stage", "upper-stage"),
    (r"launch (?:area|site|pad|hazard)", "launch-area"),
)
_DISTANCE = re.compile(
    r"(?P<d>\d[\d,]*(?:\.\d+)?)\s*(?P<u>nautical miles?|NM|nm|km|kilomet(?:re|er)s?)\s+"
    r"(?:(?P<dir>[NSEW]{1,3}|north|south|east|west|northeast|northwest|southeast|southwest)\s+(?:of|from)|"
    r"from|off|away from)\s+(?P<place>[A-Z][\w'’.-]+(?:\s+(?:[A-Z][\w'’.-]+|of|del|de))*)"
)
_COMPASS = {
    "N": 0.0,
    "NNE": 22.5,
    "NE": 45.0,
    "ENE": 67.5,
    "E": 90.0,
    "ESE": 112.5,
    "SE": 135.0,
    "SSE": 157.5,
    "S": 180.0,
    "SSW": 202.5,
    "SW": 225.0,
    "WSW": 247.5,
    "W": 270.0,
    "WNW": 292.5,
    "NW": 315.0,
    "NNW": 337.5,
    "NORTH": 0.0,
    "NORTHEAST": 45.0,
    "EAST": 90.0,
    "SOUTHEAST": 135.0,
    "SOUTH": 180.0,
    "SOUTHWEST": 225.0,
    "WEST": 270.0,
    "NORTHWEST": 315.0,
}
#: Corners of a circle's polygon.
CIRCLE_CORNERS = 36


def find_areas(text: str) -> tuple[tuple[NoticeArea, ...], tuple[str, ...]]:
    """Areas of `text` in the order printed, and what was put right.

    Raises
    ------
    InputError
        If a coordinate cannot be read, a ring has fewer than three corners or crosses itself.
    """
    points = find_coordinates(text)
    told = [
        f"read {' '.join(text[p.start : p.end].split())!r} as a slip of the pen"
        for p in points
        if p.slip
    ]
    areas: list[NoticeArea] = []
    for number, group in enumerate(_groups(text, points), 1):
        before = text[group[0].start - 120 if group[0].start > 120 else 0 : group[0].start]
        name = _name(before) or str(number)
        kind, said = _kind(text, group)
        radius = _radius(before, text, group)
        if radius is not None:
            areas.extend(
                _circle(f"{name}" if len(group) == 1 else f"{name}.{k}", p, radius, kind, said)
                for k, p in enumerate(group, 1)
            )
            continue
        corners = [(p.latitude, p.longitude) for p in group]
        if len(corners) > 1 and _same(corners[0], corners[-1]):
            corners.pop()
        if len(corners) < 3:
            shown = " ".join(text[group[0].start : group[-1].end].split())
            raise InputError(
                f"an area of {len(corners)} corner{'s' if len(corners) > 1 else ''}: {shown!r}",
                advice="an area needs three corners, or a radius beside its centre",
            )
        ring, crossed = ordered_ring(corners, name=name)
        if crossed:
            told.append(f"area {name}: corners printed crosswise were put in order")
        areas.append(NoticeArea(name, ring, kind, said=said))
    return tuple(areas), tuple(told)


def find_distances(text: str) -> tuple[DistanceClue, ...]:
    """Areas that are told by their distance from a named place."""
    clues: list[DistanceClue] = []
    for number, match in enumerate(_DISTANCE.finditer(text), 1):
        unit = 1e3 if match["u"].casefold().startswith("k") else NAUTICAL_MILE
        direction = match["dir"]
        bearing = None if direction is None else math.radians(_COMPASS[direction.upper()])
        kind = _kind_of(text[max(0, match.start() - 60) : match.start()])
        distance = float(match["d"].replace(",", "")) * unit
        clues.append(DistanceClue(str(number), distance, match["place"].rstrip("."), bearing, kind))
    return tuple(clues)


def _groups(text: str, points: Sequence[Found]) -> list[list[Found]]:
    """Rings: a label, other words, or a ring that has come back to its first corner part them."""
    groups: list[list[Found]] = []
    closed = True
    for k, point in enumerate(points):
        between = "" if k == 0 else text[points[k - 1].end : point.start]
        joined = bool(_JOIN.match(between)) and "\n\n" not in between.replace("\r", "")
        if closed or not joined or _CLOSES.search(between):
            groups.append([point])
        else:
            groups[-1].append(point)
        first = groups[-1][0]
        closed = len(groups[-1]) > 2 and _same(
            (first.latitude, first.longitude), (point.latitude, point.longitude)
        )
    return groups


def _same(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < 1e-7 and abs(a[1] - b[1]) < 1e-7


def _name(before: str) -> str:
    match = _LABEL.search(before)
    return "" if match is None else (match["area"] or match["letter"] or "").upper()


def _kind(text: str, group: Sequence[Found]) -> tuple[AreaKind, str]:
    """Kind as printed behind the ring (``(1st stage)``) or before it, in the same sentence."""
    after = re.match(r"[\s,;.]*\(([^)]{0,40})\)", text[group[-1].end : group[-1].end + 60])
    if after and (kind := _kind_of(after[1])) != "unknown":
        return kind, after[1]
    before = re.split(r"[;.\n]\s|\d[NSEW]\b", text[max(0, group[0].start - 90) : group[0].start])[
        -1
    ]
    return _kind_of(before), " ".join(before.split())


def _kind_of(words: str) -> AreaKind:
    return next((k for p, k in _KINDS if re.search(p, words, re.IGNORECASE)), "unknown")


def _radius(before: str, text: str, group: Sequence[Found]) -> float | None:
    """Radius in metres where the words around a centre tell of a circle."""
    if len(group) > 2:
        return None
    near = re.split(r"[.;]\s|\d[NSEW]\b", before)[-1]
    behind = text[group[-1].end : group[-1].end + 60]
    behind = re.split(r"[.;]\s|\d{2}\s?[NSEW]", behind)[0]
    for words in (near, behind):
        match = _RADIUS.search(words)
        if match and _CIRCLE.search(words):
            return float(match["r"]) * (
                1e3 if match["u"].upper().startswith("K") else NAUTICAL_MILE
            )
    return None


def _circle(name: str, point: Found, radius: float, kind: AreaKind, said: str) -> NoticeArea:
    if not 0.0 < radius <= 5e6:
        raise InputError(f"a circle of {radius / 1e3:g} km", advice="give a radius up to 5,000 km")
    around = np.linspace(0.0, 2.0 * np.pi, CIRCLE_CORNERS, endpoint=False)
    lat, lon, _ = geodesic_direct(point.latitude, point.longitude, around, radius)
    ring = tuple((float(a), float(b)) for a, b in zip(lat, lon, strict=True))
    return NoticeArea(name, ring, kind, (point.latitude, point.longitude), radius, said)


def ordered_ring(
    corners: Sequence[tuple[float, float]], *, name: str
) -> tuple[tuple[tuple[float, float], ...], bool]:
    """The ring, with four corners printed crosswise put in order; whether that was needed.

    Parameters
    ----------
    corners : sequence of (float, float)
        Latitude and longitude in radians.

    Raises
    ------
    InputError
        If a ring of other than four corners crosses itself.

    Examples
    --------
    >>> ring, crossed = ordered_ring([(0.0, 0.0), (0.0, 0.1), (0.1, 0.0), (0.1, 0.1)], name="A")
    >>> crossed, ring[2]
    (True, (0.1, 0.1))
    """
    from shapely.geometry import Polygon

    lon0 = corners[0][1]
    flat = [((lon - lon0 + math.pi) % (2 * math.pi) - math.pi, lat) for lat, lon in corners]
    if Polygon(flat).is_valid:
        return tuple(corners), False
    if len(corners) == 4:
        for order in ((0, 1, 3, 2), (0, 2, 1, 3)):
            if Polygon([flat[k] for k in order]).is_valid:
                return tuple(corners[k] for k in order), True
    raise InputError(
        f"the ring of area {name} crosses itself",
        advice="give its corners in order round the area",
    )
