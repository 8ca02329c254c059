"""Distances and directions between two places, on the ellipsoid."""

import re
from dataclasses import replace
from typing import Final

import numpy as np

from visviva.article.cities import words_key
from visviva.article.claims import Statement
from visviva.article.entities import Entity
from visviva.article.quantities import Quantity
from visviva.article.rules.case import Case, Check, graded, turned
from visviva.article.towns import Town, towns_named
from visviva.core.geodesy import geodesic_inverse
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import LARGER, country_name, place_at

TEXTS: Final = {
    "en": {
        "distance": (
            "{a} is {km} km from {b} on the ellipsoid, and lies {way} of it "
            "(bearing {deg}° on a line of constant heading)."
        ),
    },
    "fr": {
        "distance": (
            "{a} est à {km} km de {b} sur l’ellipsoïde, {way} (relèvement {deg}° "
            "sur une ligne de cap constant)."
        ),
    },
    "ko": {
        "distance": (
            "타원체 위에서 {a}–{b} 거리는 {km} km이고, 방향은 {way}이다(항정선 방위 {deg}°)."
        ),
    },
}
say = speaker(TEXTS)

WAYS: Final = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)

_WAY_NAMES: Final = {
    "en": WAYS,
    "fr": (
        "au nord",
        "au nord-est",
        "à l’est",
        "au sud-est",
        "au sud",
        "au sud-ouest",
        "à l’ouest",
        "au nord-ouest",
    ),
    "ko": ("북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽"),
}

_way = speaker({lang: dict(zip(WAYS, names, strict=True)) for lang, names in _WAY_NAMES.items()})

_WAY_WORDS: Final = {
    "en": r"(?:(north|south)-?\s?)?(east|west)?(?:ern)? of",
    "fr": r"(?:au |à l['’])(?:(nord|sud)-?)?(est|ouest)? de|(?:au |à l['’])(nord|sud)",
    "ko": r"(북|남)?(동|서)?쪽",
    "ru": r"(северо|юго|север|юг)?-?(восток|запад)?(?:е|нее|у|а)? (?:от|к)",
}

_AXIS: Final = {
    "north": 0,
    "nord": 0,
    "북": 0,
    "северо": 0,
    "север": 0,
    "south": 180,
    "sud": 180,
    "남": 180,
    "юго": 180,
    "юг": 180,
    "east": 90,
    "est": 90,
    "동": 90,
    "восток": 90,
    "west": 270,
    "ouest": 270,
    "서": 270,
    "запад": 270,
}

#: Words that make a length the way between two places that were named before it.
_APART: Final = re.compile(
    r"\bhow far\b|\bdistance\b|\bapart\b|\bséparent|\bdistant|éloign|separated|away from|"
    r"as the crow flies|vol d['’]oiseau|по прямой|직선|"
    r"\bот\b.{2,40}\b(?:до\b|в \d)|\bfrom\b.{2,40}\bto\b|(?:에서|부터) .{1,20}까지|"
    r"거리|떨어|расстояни|разделя|удал[её]н|отстоит",
    re.IGNORECASE,
)
#: A stated distance holds within its rounding, or this share; up to three times it is marginal.
DISTANCE_SHARE: Final = 0.02

#: A site bears the name of a town that may lie so far away: no "no" within it, m. Of the six sites
#: that are named for a city of the gazetteer (GeoNames) it lies 17, 40, 45, 61, 139 and 202 km
#: away; the middle of them, 53 km, to one digit.
SITE_TOWN_M: Final = 50e3
#: The same as a share of the way, for on a short way a town is no excuse: the coarsest step of a
#: figure of two digits, from 10 to 11.
SITE_TOWN_SHARE: Final = 0.1
#: A town of fewer people is never the reason of a "no": another place may bear its name.
SURE_PEOPLE: Final = 100_000
#: Latitude and longitude in rad, and a name.
Spot = tuple[float, float, str]
#: Most signs between a distance and the place that it is reckoned from.
MOST_GAP: Final = 45
#: A stated direction of the eight holds within this angle of the line of constant heading.
DIRECTION_DEG: Final = 45.0


def _country(e: Entity) -> str:
    """Name of the country of a place or site, as the gazetteer has it; empty where it has none."""
    if e.place is not None:
        return country_name(place_at(e.place).country)
    if e.kind == "site" and e.fact:
        return Catalogue.bundled().site(e.fact).country.partition(" (")[0]
    return ""


def _positions(e: Entity, other: Entity) -> tuple[list[Spot], bool]:
    """Where a name may lie (latitude and longitude in rad, a name), and whether it is sure.

    Of several towns of one name that one is sure which is large, and by far the largest of all or
    of those in the other place's country.
    """
    if e.towns:
        here = tuple(t for t in e.towns if country_name(t.country) == _country(other))
        for towns in (e.towns, here):
            if towns and _stands_out(towns):
                return [_spot(towns[0])], True
        return [_spot(t) for t in e.towns], False
    if e.place is not None:
        row = place_at(e.place)
        return [(float(np.radians(row.lat_deg)), float(np.radians(row.lon_deg)), row.name)], True
    lat, lon, _ = Catalogue.bundled().site(str(e.fact)).location()
    return [(lat, lon, e.text)], True


def _spot(t: Town) -> Spot:
    return float(np.radians(t.lat_deg)), float(np.radians(t.lon_deg)), t.name


def _stands_out(towns: tuple[Town, ...]) -> bool:
    first, others = towns[0], towns[1:]
    return first.people >= SURE_PEOPLE and all(first.people > LARGER * o.people for o in others)


def _spotted(claim: Statement) -> list[Entity]:
    """Places and sites of a statement."""
    return [
        e for e in claim.named if e.place is not None or e.towns or (e.kind == "site" and e.fact)
    ]


def distance(case: Case) -> Check | None:
    """A stated distance between two places, with its direction where one is said."""
    claim = case.claim
    lengths = [q for q in case.figures if q.unit == "m"]
    spots = _spotted(claim)
    if not lengths or not spots:
        return None
    length = lengths[0]
    found = _reference(case, spots, length)
    if found is None:
        return None
    reference, gap = found
    subject = _subject(case, spots, reference, length)
    if subject is None:
        return None
    if subject.fact is not None and subject.fact == reference.fact:
        towns = towns_named(" ".join(words_key(reference.text)))
        if not towns:
            return None
        reference = replace(reference, fact=None, kind="place", towns=towns)
    here, sure_here = _positions(subject, reference)
    there, sure_there = _positions(reference, subject)
    answers = [
        _answer(case, (a, b), (subject, reference), length, gap) for a in here for b in there
    ]
    best = min(answers, key=lambda check: ("yes", "marginal", "no").index(str(check.verdict)))
    unsure = bool({subject, reference} & set(claim.meant)) or not (sure_here and sure_there)
    if unsure and best.verdict == "no":
        return None  # a place that only another sentence names, or a town of a common name
    if claim.denies(length.start, length.end, case.language):
        return replace(best, verdict=turned(str(best.verdict), claim))
    return best


def _subject(case: Case, spots: list[Entity], reference: Entity, length: Quantity) -> Entity | None:
    """The place that lies so far from the reference: no reference of another figure."""
    others = [e for e in spots if e.text != reference.text and e is not reference]
    figures = [q for q in case.claim.quantities if q.unit == "m" and q.start != length.start]
    begin = case.claim.sentence.start
    figures += [q for q in case.claim.earlier if q.unit == "m" and q.start >= begin]
    taken = {found[0] for q in figures if (found := _reference(case, spots, q)) is not None}
    free = [e for e in others if e not in taken] or others
    return min(free, key=lambda e: (e.kind != "site", abs(e.start - length.start)), default=None)


def _answer(
    case: Case,
    spots: tuple[Spot, Spot],
    names: tuple[Entity, Entity],
    length: Quantity,
    gap: str,
) -> Check:
    """How a stated way between two positions comes out."""
    a, b = spots
    metres = float(geodesic_inverse(b[0], b[1], a[0], a[1])[0])
    heading = _rhumb_deg(b[0], b[1], a[0], a[1])
    off = abs(metres - length.value)
    room = max(length.precision, DISTANCE_SHARE * metres)
    sited = any(e.kind == "site" for e in names)
    town = min(SITE_TOWN_M, SITE_TOWN_SHARE * metres) if sited else 0.0
    verdict = graded(off, room, least=town)
    stated = _stated_way(gap, case.language)
    if stated is not None:
        turn = abs((heading - stated + 180.0) % 360.0 - 180.0)
        if turn > DIRECTION_DEG:
            verdict = (
                "no" if turn > 2.0 * DIRECTION_DEG else "marginal" if verdict == "yes" else verdict
            )
    finding = say(
        "distance",
        a=names[0].text,
        b=names[1].text,
        km=(metres / 1e3, 0),
        way=_way(WAYS[round(heading / 45.0) % 8]),
        deg=(heading, 0),
    )
    return Check(True, verdict=verdict, finding=finding, source="WGS 84, GeographicLib; GeoNames")


def _reference(case: Case, spots: list[Entity], length: Quantity) -> tuple[Entity, str] | None:
    """The place that the figure is reckoned from, and the words between the two."""
    claim, found = case.claim, None
    if case.language == "ko":
        ahead = [e for e in spots if e.end <= length.start]
        found = max(ahead, key=lambda e: e.end, default=None)
    else:
        after = [e for e in spots if e.start >= length.end]
        found = min(after, key=lambda e: e.start, default=None)
    ahead = [e for e in spots if e.end <= length.start and e.start >= claim.start]
    if found is not None and "," in _gap(claim, found, length) and len(ahead) == 2:
        found = None  # "from A to B 180 km, to C 800"
        spots = ahead
    if found is None:
        # "how far is A from B? 1,400 km"
        return (spots[1], "") if len(spots) == 2 and _APART.search(claim.text) else None
    gap = _gap(claim, found, length)
    if "," in gap and _stated_way(gap, case.language) is None:
        return None  # "180 km to the pad, to Moscow 5,500": which figure is which place's
    return (found, gap) if len(gap) <= MOST_GAP else None


def _gap(claim: Statement, reference: Entity, length: Quantity) -> str:
    """What stands between the figure and the place that it is reckoned from."""
    left = min(reference.end, length.end) - claim.sentence.start
    right = max(reference.start, length.start) - claim.sentence.start
    return claim.sentence.text[left:right]


def _rhumb_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Bearing of the line of constant heading on the sphere, degrees from north by east."""
    east = (lon2 - lon1 + np.pi) % (2.0 * np.pi) - np.pi
    north = np.log(np.tan(np.pi / 4 + lat2 / 2) / np.tan(np.pi / 4 + lat1 / 2))
    return float(np.degrees(np.arctan2(east, north)) % 360.0)


def _stated_way(text: str, language: str) -> float | None:
    for found in re.finditer(_WAY_WORDS[language], text, re.IGNORECASE):
        axes = [_AXIS[g.lower()] for g in found.groups() if g and g.lower() in _AXIS]
        if axes:
            x = np.exp(1j * np.radians(axes)).sum()
            return float(np.degrees(np.angle(x)) % 360.0)
    return None
