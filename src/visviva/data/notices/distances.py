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
    r"(?:,[ ](?P<within>[A-Z][\w'.-]+(?:[ ]+[A-Z][\w'-]+)*))?"
)


_EAST_ASIA = {
    **{"북동": 45.0, "동북": 45.0, "남동": 135.0, "동남": 135.0, "남서": 225.0, "서남": 225.0},
    **{"북서": 315.0, "서북": 315.0, "북": 0.0, "동": 90.0, "남": 180.0, "서": 270.0},
    **{"北東": 45.0, "東北": 45.0, "东北": 45.0, "南東": 135.0, "東南": 135.0, "东南": 135.0},
    **{"南西": 225.0, "西南": 225.0, "北西": 315.0, "西北": 315.0},
    **{"北": 0.0, "東": 90.0, "东": 90.0, "南": 180.0, "西": 270.0},
}
_SIDES = "|".join(sorted(_EAST_ASIA, key=len, reverse=True))
_FAR = r"\s*(?:약|約|约)?\s*(?P<d>\d[\d,]{0,9}(?:\.\d{1,6})?)\s*(?:여\s*|余)?"
_FAR_UNIT = r"(?P<u>km|㎞|킬로미터|キロ(?:メートル)?|公里|해리|海里)"
#: The same in Korean, and in Japanese and Chinese: place, direction, distance.
_ABROAD = (
    re.compile(
        rf"(?P<place>[가-힣]{{2,12}}?)(?:에서|으로부터|의)?\s?"
        rf"(?P<dir>{_SIDES})(?:쪽|방|측)(?:으로)?{_FAR}{_FAR_UNIT}"
    ),
    re.compile(
        rf"(?P<place>[ァ-ヶー一-龠]{{2,14}}?)(?:の|以)?(?:沖の?)?(?P<dir>{_SIDES})(?:方|側|侧|面)?(?:の?沖)?"
        rf"(?:に|へ)?{_FAR}{_FAR_UNIT}"
    ),
)


def find_distances(text: str) -> tuple[DistanceClue, ...]:
    """Areas that are told by their distance from a named place.

    Examples
    --------
    >>> [(c.place, c.distance, c.kind) for c in find_distances("2단은 마닐라 동쪽 820㎞ 해상")]
    [('마닐라', 820000.0, 'stage-2')]
    """
    found = [m for pattern in (_DISTANCE, *_ABROAD) for m in pattern.finditer(text)]
    found.sort(key=lambda m: m.start())
    return tuple(_clue(text, match, str(number)) for number, match in enumerate(found, 1))


def _clue(text: str, match: re.Match[str], number: str) -> DistanceClue:
    said = match["dir"] or ""
    degrees = _EAST_ASIA.get(said, _COMPASS.get(said.upper().removesuffix("ERN")))
    before = text[max(0, match.start() - 60) : match.start()]
    label = re.search(r"\b([A-Z]|\d)\s*(?:\([^)]*\))?\s*[:.)]?\s*$", before)
    return DistanceClue(
        label[1] if label else number,
        float(match["d"].replace(",", "")) * _metres(match["u"].casefold()),
        match["place"].rstrip(".' "),
        None if degrees is None else math.radians(degrees),
        kind_of(re.split(r"[;,\n]|[.]\s", before)[-1]),
        (match.groupdict().get("within") or "").rstrip(".' "),
    )


def _metres(unit: str) -> float:
    if unit in ("해리", "海里") or unit.startswith("n"):
        return NAUTICAL_MILE
    return 1609.344 if unit == "miles" else 1e3
