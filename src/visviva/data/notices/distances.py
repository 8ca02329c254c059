"""Areas that a notice tells of by their distance from a named place."""

import math
import re

from visviva.data.notices.areas import NAUTICAL_MILE, kind_of
from visviva.data.notices.values import DistanceClue

_POINTS = [
    "N",
    "NNE",
    "NE",
    "ENE",
    "E",
    "ESE",
    "SE",
    "SSE",
    "S",
    "SSW",
    "SW",
    "WSW",
    "W",
    "WNW",
    "NW",
    "NNW",
]
_COMPASS = {name: 22.5 * k for k, name in enumerate(_POINTS)} | {
    "NORTH": 0.0,
    "NORTHEAST": 45.0,
    "EAST": 90.0,
    "SOUTHEAST": 135.0,
    "SOUTH": 180.0,
    "SOUTHWEST": 225.0,
    "WEST": 270.0,
    "NORTHWEST": 315.0,
}
_WORDS = "|".join(sorted(_COMPASS, key=len, reverse=True))
_DISTANCE = re.compile(
    r"(?<![\d,.])(?P<d>\d[\d,]{0,9}(?:\.\d{1,6})?)\s{0,3}(?P<u>(?i:nautical\s+miles?|NMI?|km|kilomet(?:re|er)s?|miles))\s{1,3}"
    rf"(?:(?i:to\s+the\s+)?(?P<dir>(?i:(?:{_WORDS})(?:ern)?))\s+(?i:of|from)|"
    r"(?i:away\s+from|from|off))\s+(?i:the\s+)?(?:(?i:coast\s+of|town\s+of|island\s+of)\s+)?"
    r"(?P<place>[A-Z][\w'.-]+(?:[ ]+(?:[A-Z][\w'-]+|of|del|de))*)"
)


def find_distances(text: str) -> tuple[DistanceClue, ...]:
    """Areas that are told by their distance from a named place."""
    clues: list[DistanceClue] = []
    for number, match in enumerate(_DISTANCE.finditer(text), 1):
        unit = match["u"].casefold()
        factor = 1e3 if unit.startswith("k") else 1609.344 if unit == "miles" else NAUTICAL_MILE
        said = (match["dir"] or "").upper().removesuffix("ERN")
        bearing = math.radians(_COMPASS[said]) if said else None
        before = text[max(0, match.start() - 60) : match.start()]
        label = re.search(r"\b([A-Z]|\d)\s*(?:\([^)]*\))?\s*[:.)]?\s*$", before)
        clues.append(
            DistanceClue(
                label[1] if label else str(number),
                float(match["d"].replace(",", "")) * factor,
                match["place"].rstrip(".' "),
                bearing,
                kind_of(before),
            )
        )
    return tuple(clues)
