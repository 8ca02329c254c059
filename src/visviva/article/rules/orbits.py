"""Heights, periods, speeds and inclinations of orbits: against facts, and against each other.

Limits: near-circular orbits; a height without a known satellite is checked only where a period,
a speed or a count a day stands beside it. Heights are over the equatorial radius, 6,378.137 km.
"""

import re
from typing import Any, Final

import numpy as np

from visviva.article.flight_words import flies
from visviva.article.quantities import Quantity
from visviva.article.rules.case import Case, Check, graded
from visviva.article.rules.orbit_words import ANY_TRANSFER, GEOSTATIONARY
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, MOON_GM, MOON_RADIUS
from visviva.core.message import Message, speaker
from visviva.data.catalogue import Catalogue

TEXTS: Final = {
    "en": {
        "height": "{name} flies {low} to {high} km high.",
        "inclination": "The orbit of {name} is inclined {deg}°.",
        "period": "A circular orbit {km} km high takes {minutes} minutes.",
        "moon-period": "A circular orbit {km} km above the Moon takes {minutes} minutes.",
        "per-day": "A circular orbit {km} km high goes round {count} times a day.",
        "speed": "On a circular orbit {km} km high the speed is {kmh} km/h.",
        "geostationary": "A geostationary orbit is 35,786 km above the equator.",
    },
    "fr": {
        "height": "{name} vole entre {low} et {high} km d’altitude.",
        "inclination": "L’orbite de {name} est inclinée de {deg}°.",
        "period": "Une orbite circulaire à {km} km d’altitude dure {minutes} minutes.",
        "moon-period": (
            "Une orbite circulaire à {km} km au-dessus de la Lune dure {minutes} minutes."
        ),
        "per-day": "Une orbite circulaire à {km} km d’altitude fait {count} tours par jour.",
        "speed": "Sur une orbite circulaire à {km} km d’altitude, la vitesse est de {kmh} km/h.",
        "geostationary": (
            "Une orbite géostationnaire est à 35\u202f786 km au-dessus de l’équateur."
        ),
    },
    "ko": {
        "height": "{name}의 고도는 {low}–{high} km이다.",
        "inclination": "{name}의 궤도 경사각은 {deg}°이다.",
        "period": "고도 {km} km 원궤도의 주기는 {minutes}분이다.",
        "moon-period": "달 상공 {km} km 원궤도의 주기는 {minutes}분이다.",
        "per-day": "고도 {km} km 원궤도는 하루에 지구를 {count}번 돈다.",
        "speed": "고도 {km} km 원궤도의 속도는 시속 {kmh} km이다.",
        "geostationary": "정지궤도는 적도 상공 35,786 km에 있다.",
    },
}
say = speaker(TEXTS)

#: Words that make a length a height.
_HEIGHT: Final = re.compile(
    r"altitude|height|\bhigh\b|\babove\b|orbit|circl|\bfl(?:y|ies) at|haut|tourne|évolue|vole à|"
    r"\b(?:lower|higher)\b|plus bas|au-dessus|고도|높이|상공|궤도|выше|ниже|над |высот|орбит|"
    r"летает|облета",
    re.IGNORECASE,
)
#: Words that make a span the time of one revolution.
_ROUND: Final = re.compile(
    r"\bevery\b|\beach\b|\bonce\b|\bone orbit|\bcircles?\b|toutes les|tous les|un tour|en environ|"
    r"fait le tour|\btakes\b|\bdure\b|\bmet\b|занимает|걸린|кажд|\bза\b|период|"
    r"마다|한 바퀴|주기|period|période|\b(?:lap|tour|circuit|revolution|révolution)\b|вит(?:ок|ка)|"
    r"\bоборот",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    r"\bafter\b|\blater\b|\bfor\b|\bwithin\b|après|pendant|plus tard|через|спустя|в течение|"
    r"позже|뒤|후|동안|만에",
    re.IGNORECASE,
)
_THAT_HEIGHT: Final = re.compile(
    r"\b(?:this|that|such an?|the same) (?:altitude|height|orbit)|"
    r"\b(?:cette|telle|la même) (?:altitude|hauteur|orbite)|(?:이|그|해당) ?(?:고도|궤도)|"
    r"\b(?:эт|так|той же)\w* (?:высот|орбит)|^(?:There|Up there|From there|Là(?:-haut)?|De là|Там|"
    r"Оттуда|그곳에서|거기서)\b",
    re.IGNORECASE,
)
_MOON: Final = re.compile(
    r"\bMoon\b|\blunar\b|\bLune\b|\blunaire|(?<!\w)달(?: |의|을|에|로)|лун[аыуе]\b|лунн",
    re.IGNORECASE,
)
_EARTH: Final = re.compile(
    r"\bEarth\b|\bTerre\b|\bЗемл|지구|\bglobe\b|\bplanet\b|землян", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:Mars|Venus|Vénus|Jupiter|Jovian|Saturne?|Mercur[ey]|Titan|Europa|Ganymede|asteroid|"
    r"astéroïde|comet|comète)\b|\b(?:марс|венер|юпитер|сатурн|меркури|астероид|комет)|"
    r"화성|금성(?!사)|목성|토성|수성|소행성|혜성",
    re.IGNORECASE,
)
#: Nothing stays in orbit lower than this, m.
LEAST_HEIGHT_M: Final = 80e3
#: Heights above the Moon up to this are near it, m.
MOST_LUNAR_M: Final = 20e6
_INCLINED: Final = re.compile(r"inclin|\btilt|наклон|경사|기울기", re.IGNORECASE)
GEOSTATIONARY_M: Final = 35_786e3
#: A stated figure holds within its rounding or this share; up to three times it is marginal.
SHARE: Final = 0.02
#: A stated inclination holds within its rounding or this many degrees.
INCLINATION_DEG: Final = 0.5
#: Fewer times a day than this are passes over a place unless the words say revolutions.
LEAST_PER_DAY: Final = 8.0
_REVOLUTION: Final = re.compile(
    r"orbit|revol|laps?|circuit|tour|révol|вит|оборот|바퀴", re.IGNORECASE
)
_GOES_ROUND: Final = re.compile(
    r"go(?:es)? (?:a?round)|circl|orbits\b|revolv|tourne|fait le tour|обраща|облета|돈다|돌",
    re.IGNORECASE,
)
_PASSES: Final = re.compile(
    r"\bpass|\bover\b|\bpasse|survol|проход|пролет|지나|통과", re.IGNORECASE
)
#: An orbit on the way to a station.
_BEFORE_IT: Final = re.compile(
    r"\b(?:initial|parking|insertion|preliminary|first|lower|phasing) orbit|"
    r"orbite (?:initiale|d['’]attente|d['’]injection|provisoire|préliminaire)|"
    r"초기 궤도|임시 궤도|대기 궤도|(?:опорн|начальн|промежуточн|предварительн)\w+ орбит",
    re.IGNORECASE,
)
_MOST_PERIOD_S: Final = 1500.0 * 60.0
#: A span up to this one is a revolution unless the words say "after" or "during".
_LOW_PERIOD_S: Final = 130.0 * 60.0
_LEAST_PERIOD_S: Final = 80.0 * 60.0


def orbit_figures(case: Case) -> Check | None:
    """The figures of an orbit that the clause tells, each against a fact or against another."""
    claim = case.claim
    if claim.kind in ("distance", "politics"):
        return None
    told = [q for q in case.figures if q.unit in ("m", "deg", "s", "per day", "m/s")]
    if not told:
        return None
    round_trip = any(q.unit in ("s", "per day", "m/s") for q in told)
    if claim.kind in ("landing", "debris") and not round_trip:
        return None
    heights = [q for q in told if q.unit == "m" and (round_trip or _HEIGHT.search(claim.text))]
    # "raised by 2.9 km to 418 km": the change is no height
    heights = [q for q in heights if q.value >= LEAST_HEIGHT_M] or heights
    if heights and GEOSTATIONARY.search(claim.text) and not ANY_TRANSFER.search(claim.text):
        text = say("geostationary")
        return _check(case, [(_held(heights[0], GEOSTATIONARY_M), text)], "WGS 84; two bodies")
    body = _body(case)
    found: list[tuple[str, Message]] = []
    source = "WGS 84; two bodies"
    height_m = heights[0].value if heights else _height_before(case)
    if body is not None:
        orbit, name = body.orbit, body.title
        low, high = orbit.perigee_km.low, orbit.apogee_km.high
        found += [
            (_within(q, low * 1e3, high * 1e3), _height_text(name, low, high)) for q in heights[:1]
        ]
        found += _inclination(case, told, orbit, name)
        height_m = 500.0 * (orbit.perigee_km.value + orbit.apogee_km.value)
        source = str(orbit.source)
    central = "earth" if body is not None else _central(case)
    if central == "elsewhere":
        return None
    if body is None and not (case.spacey() or _HEIGHT.search(claim.text)):
        return None
    if body is None and central == "not said":
        return _sure(_about_the_moon(case, told, height_m)) or _sure(
            _about_the_earth(case, told, height_m, found, source)
        )
    if central == "moon":
        return _about_the_moon(case, told, height_m)
    check = _about_the_earth(case, told, height_m, found, source)
    return check if heights or body is not None or _THAT_HEIGHT.search(claim.text) else _sure(check)


def _about_the_earth(
    case: Case,
    told: list[Quantity],
    height_m: float | None,
    found: list[tuple[str, Message]],
    source: str,
) -> Check | None:
    if height_m is not None and height_m > 0.0:
        found = found + _revolution(case.claim.text, told, height_m)
    return _check(case, found, source) if found else None


def _sure(check: Check | None) -> Check | None:
    """A check whose height, or whose central body, the clause does not say: only if it agrees."""
    return check if check is not None and check.verdict == "yes" else None


def _central(case: Case) -> str:
    """What the orbit goes round: told by the sentence, else by those before it."""
    claim = case.claim
    for text in (claim.sentence.text, *reversed(claim.context)):
        told = {
            name
            for name, words in (("earth", _EARTH), ("moon", _MOON), ("elsewhere", _ELSEWHERE))
            if words.search(text)
        }
        here = text is claim.sentence.text
        if told and not here:
            return "earth" if "earth" in told else "not said"
        for name in ("elsewhere", "moon", "earth"):
            if name in told:
                return name
    return "earth"


def _height_before(case: Case) -> float | None:
    """The height, m, of the sentences before that "from this altitude" means."""
    heights = [q for q in case.claim.earlier if q.unit == "m" and 100e3 <= q.value <= 4e7]
    if not heights or not (
        _THAT_HEIGHT.search(case.claim.text) or _REVOLUTION.search(case.claim.text)
    ):
        return None
    return heights[-1].value


def _body(case: Case) -> Any:
    """The fact of the one satellite or station with an orbit that the statement is about."""
    catalogue = Catalogue.bundled()
    for kind in ("station", "satellite"):
        slugs = case.slugs(kind) or (case.implied(kind) if case.claim.kind == "orbit" else [])
        if len(slugs) != 1 or (kind == "station" and _BEFORE_IT.search(case.claim.text)):
            continue
        fact = catalogue.station(slugs[0]) if kind == "station" else catalogue.satellite(slugs[0])
        if fact.orbit is not None and fact.orbit.body == "earth":
            return fact
    return None


def _height_text(name: str, low: float, high: float) -> Message:
    return say("height", name=name, low=(low, 0), high=(high, 0))


def _within(q: Quantity, low: float, high: float) -> str:
    off = max(low - q.value, q.value - high, 0.0)
    return graded(off, max(q.precision, SHARE * high))


def _held(q: Quantity, true: float) -> str:
    return graded(abs(q.value - true), max(q.precision, SHARE * true))


def _inclination(
    case: Case, told: list[Quantity], orbit: Any, name: str
) -> list[tuple[str, Message]]:
    if not _INCLINED.search(case.claim.text):
        return []
    value = float(orbit.inclination_deg.value)
    return [
        (
            graded(abs(q.value - value), max(q.precision, INCLINATION_DEG)),
            say("inclination", name=name, deg=(value, 1)),
        )
        for q in told
        if q.unit == "deg"
    ][:1]


def _about_the_moon(case: Case, told: list[Quantity], height_m: float | None) -> Check | None:
    """The period of a circular orbit of that height about the Moon."""
    spans = [q for q in told if q.unit == "s" and _ROUND.search(case.claim.text)]
    if height_m is None or not spans or not 0.0 < height_m < MOST_LUNAR_M:
        return None
    period = 2.0 * np.pi * float(np.sqrt((MOON_RADIUS + height_m) ** 3 / MOON_GM))
    text = say("moon-period", km=(height_m / 1e3, 0), minutes=(period / 60.0, 1))
    return _check(case, [(_held(spans[0], period), text)], "two bodies about the Moon")


def _revolutions(text: str, q: Quantity) -> bool:
    """Whether so many times a day are revolutions, and no passes over a place."""
    if q.value >= LEAST_PER_DAY or _REVOLUTION.search(q.text):
        return True
    return bool(_GOES_ROUND.search(text)) and not _PASSES.search(text)


def _revolution(text: str, told: list[Quantity], height_m: float) -> list[tuple[str, Message]]:
    """Period, revolutions a day and speed of a circular orbit of that height."""
    axis = EARTH_RADIUS + height_m
    period = 2.0 * np.pi * float(np.sqrt(axis**3 / EARTH_GM))
    speed = float(np.sqrt(EARTH_GM / axis))
    km = (height_m / 1e3, 0)
    found = []
    for q in told:
        at = text.find(q.text)
        part = text[max(text.rfind(",", 0, at), 0) : at + len(q.text) + 12]
        low_orbit = _LEAST_PERIOD_S <= q.value <= _LOW_PERIOD_S and not _LATER.search(part)
        once = _LEAST_PERIOD_S <= q.value <= _MOST_PERIOD_S and bool(_ROUND.search(text))
        if q.unit == "s" and (once or low_orbit):
            found.append((_held(q, period), say("period", km=km, minutes=(period / 60.0, 1))))
        elif q.unit == "per day" and _revolutions(text, q):
            found.append(
                (_held(q, 86_400.0 / period), say("per-day", km=km, count=(86_400.0 / period, 1)))
            )
        elif q.unit == "m/s" and q.value > 1000.0:
            found.append((_held(q, speed), say("speed", km=km, kmh=(round(3.6 * speed, -1), 0))))
    return found


def _check(case: Case, found: list[tuple[str, Message]], source: str) -> Check:
    """The worst of the verdicts, with every sentence."""
    order = ("yes", "marginal", "no")
    worst = max((verdict for verdict, _ in found), key=order.index)
    texts = {
        lang: {"all": " ".join(m.localize(lang) for _, m in found).replace("{", "{{")}
        for lang in TEXTS
    }
    figures = case.figures
    # "was not put into its orbit 36,000 km high" denies no height
    placed = flies(case.claim.text, case.language)
    denied = figures and case.claim.denies(figures[0].start, figures[0].end, case.language)
    if denied and not placed:
        worst = {"yes": "no", "no": "yes"}.get(worst, worst)
    return Check(True, verdict=worst, finding=speaker(texts)("all"), source=source)
