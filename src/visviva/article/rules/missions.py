"""Claims that a study answers: a ship and its station, a satellite, a flight alone."""

import re
from typing import Final

from visviva.article.flight_words import held
from visviva.article.rules.case import Case, Check, turned
from visviva.article.rules.events import answer, event
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue

TEXTS: Final = {
    "en": {
        "mates_not": "No port of {station} mates with the docking unit of {ship}.",
        "mates": (
            "A port of {station} mates with {ship}; no launcher of {ship} is in the catalogue."
        ),
        "mates_unknown": "Whether a port of {station} mates with {ship} is not known.",
        "why_veto": (
            "A veto is a decision of states, not physics: whether the flight is "
            "possible is another question (study {study})."
        ),
    },
    "fr": {
        "mates_not": "Aucun port de {station} ne s’accouple avec {ship}.",
        "mates": (
            "Un port de {station} s’accouple avec {ship}\u202f; aucun lanceur de "
            "{ship} n’est au catalogue."
        ),
        "mates_unknown": "On ne sait pas si un port de {station} s’accouple avec {ship}.",
        "why_veto": (
            "Un veto est une décision d’États, non de la physique\u00a0: que le vol "
            "soit possible est une autre question (étude {study})."
        ),
    },
    "ko": {
        "mates_not": "{station}에는 {ship}의 도킹 장치와 맞는 포트가 없다.",
        "mates": "{station}의 포트는 {ship}과(와) 맞는다. {ship}의 발사체는 카탈로그에 없다.",
        "mates_unknown": "{station}의 포트가 {ship}과(와) 맞는지는 알려져 있지 않다.",
        "why_veto": (
            "거부권은 국가의 결정이며 물리가 아니다. 비행이 가능한지는 다른 문제이다(연구 {study})."
        ),
    },
}
say = speaker(TEXTS)

_VETO: Final = re.compile(r"\bveto|거부권|вето|sanction|제재|санкци", re.IGNORECASE)

_OVERTAKE: Final = re.compile(
    (
        r"devancer|avant la corée du sud|overtak|ahead of|before (?:south "
        r"korea|seoul)|앞서|앞지르|먼저|опередить|обогнать|раньше"
    ),
    re.IGNORECASE,
)

_SPACE: Final = re.compile(r"espace|space|우주|космос", re.IGNORECASE)

SHIPPED: Final = {
    ("soyuz-ms", "tiangong"): "soyuz-tiangong",
    ("soyuz-ms", "iss"): "soyuz-iss",
    ("shenzhou", "tiangong"): "shenzhou-tiangong",
}

_SATELLITE_STUDIES: Final = (
    (
        r"résolution|resolution|\bresolve|distingu|make out|discern|해상도|разрешени|различ|식별",
        "malligyong-resolution",
    ),
    (r"every day|chaque jour|tous les jours|매일|каждый день|ежедневно", "malligyong-revisit"),
    (r"photograph|photo|picture|촬영|сфотограф|снимк", "malligyong-camera"),
    (
        r"under control|alive|operational|manœuvr|manoeuv|orbit was raised|상승|운용|управля",
        "malligyong-alive",
    ),
)


#: What points to the thing told of before.
_ITS: Final = re.compile(r"\b(?:its|his|son|sa|ses|его|её)\b|(?<!\w)(?:그|이) ", re.IGNORECASE)
_METRES: Final = re.compile(r"\d|met(?:er|re)|mètre|\bмет|미터|(?<=\d)m\b", re.IGNORECASE)
#: A ship that an arm takes hold of does not dock by itself.
_ARM: Final = re.compile(r"robot\w* arm|bras robot|로봇 ?팔|манипулятор|\bberth", re.IGNORECASE)
#: The way home is another question than the flight alone.
_HOME: Final = re.compile(
    r"\b(?:come|came|coming|bring|brought|get|return\w*|back) (?:down|home|back|to earth)|\breturn|"
    r"\bland|(?<!aller-)retour|revien|revenu|atterri|верн|возвращ|приземл|귀환|돌아|착륙",
    re.IGNORECASE,
)


#: Kinds of statement that may tell of a ship on its way to a station.
_GOES: Final = frozenset(("docking", "crew", "orbit", "launch", "schedule", "capability"))
#: What points to the two that were told of before.
_BOTH: Final = re.compile(
    r"\b(?:the two|both|each other|les deux|l['’]un|оба|обе|друг)\b|두 |서로", re.IGNORECASE
)
#: What says that the two do not fit: a reason, whose truth is not that of a docking.
_UNLIKE: Final = re.compile(
    r"\bdifferent|incompatib|différent|разн(?:ые|ых)|несовмест|다른|다르|달라|호환되지",
    re.IGNORECASE,
)


#: Words of a camera above.
_SEES: Final = re.compile(
    r"photograph|photographi|(?:pictures?|images?|photos?) (?:of|de|taken)|make out|촬영|"
    r"сфотограф|снимк",
    re.IGNORECASE,
)


def overtaking(case: Case) -> Check | None:
    """Being first in space before South Korea: someone flew in 2008."""
    text = case.claim.sentence.text
    south = any(e.fact == "south-korea" for e in case.claim.named)
    if (
        south
        and _OVERTAKE.search(case.claim.text)
        and _SPACE.search(text)
        and case.claim.kind in ("crew", "other", "politics", "orbit")
    ):
        return answer("no", case.claim, event("first-south-korean"))
    return None


def veto(case: Case) -> Check | None:
    """A veto on a flight: no physics, but the flight has its study."""
    if not _VETO.search(case.claim.sentence.text):
        return None
    study = pair(case)
    if study is None or not study[0]:
        return None
    return Check(False, why_not=say("why_veto", study=study[0]), study=study[0])


def pair(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """The study of a ship that goes to a station."""
    stations = _stations(case)
    goes = case.claim.kind == "docking"
    ships = case.slugs("ship") or case.slugs("ship", near=goes)
    if not stations:
        return None
    ship = ships[0] if ships else None
    if ship is None:
        guest = case.claim.kind in ("crew", "docking")
        ship = (
            {"iss": "soyuz-ms", "tiangong": None}.get(stations[0])
            if guest and _VETO.search(case.claim.sentence.text)
            else None
        )
    if ship is None:
        return None
    return _study_of(ship, stations[0], case.slugs("site"))


def _study_of(ship: str, station: str, sites: list[str]) -> tuple[str, tuple[str, ...]] | None:
    shipped = SHIPPED.get((ship, station))
    if shipped:
        return shipped, (f"launch.site={sites[0]}",) if sites else ()
    fact = Catalogue.bundled().ship(ship)
    if (
        Catalogue.bundled().station(station).status != "active"
        or not fact.launchers
        or not (sites or fact.sites)
    ):
        return None
    return "soyuz-iss", (
        f"launch.site={(sites or list(fact.sites))[0]}",
        f"launch.vehicle={fact.launchers[0]}",
        f"spacecraft.name={ship}",
        f"target.station={station}",
    )


def said_docked(case: Case) -> Check | None:
    """A ship that one clause says to dock: before what else it tells of the flight."""
    if case.claim.kind != "docking" or not case.claim.own_of("ship"):
        return None
    return docking(case)


def _stations(case: Case) -> list[str]:
    """Stations of the statement; a ship that docks, to the one station of the sentences before."""
    found = case.slugs("station")
    if found or case.claim.kind != "docking":
        return found
    near = {str(e.fact) for e in case.claim.near if e.kind == "station" and e.fact}
    return list(near) if len(near) == 1 else []


def docking(case: Case) -> Check | None:
    """A ship that goes to a station: the study of that pair."""
    kinds = {e.kind for e in (*case.claim.own, *case.claim.meant)}
    still = held(case.claim.text, case.language)
    meets = case.claim.kind == "other" and {"ship", "station"} <= kinds and not still
    if not meets and case.claim.kind not in _GOES:
        return None
    known = ("ship", "station", "vehicle", "agency", "country", "site")
    named = any(e.kind in known for e in (*case.claim.own, *case.claim.meant))
    text = case.claim.text
    if not named and (not _BOTH.search(text) or _UNLIKE.search(text)):
        return None  # neither the ship nor the station: whose docking is a guess
    if not _stations(case) or (case.claim.negated and _ARM.search(case.claim.text)):
        return None
    study = pair(case)
    return Check(True, study=study[0], settings=study[1]) if study else _ports(case)


def _ports(case: Case) -> Check | None:
    """A ship without a launcher in the catalogue: whether a port of the station mates with it."""
    ships, stations = case.slugs("ship"), case.slugs("station")
    if case.claim.kind != "docking" or len(ships) != 1 or len(stations) != 1:
        return None
    ship = Catalogue.bundled().ship(ships[0])
    station = Catalogue.bundled().station(stations[0])
    fits = station.accepts(ship)
    key = "mates" if fits else "mates_not" if fits is False else "mates_unknown"
    return Check(
        True,
        verdict=turned("no", case.claim) if fits is False else "unknown",
        finding=say(key, ship=ship.title, station=station.title),
        source="; ".join(dict.fromkeys(p.source for p in station.ports)) or str(station.slug),
    )


def satellite(case: Case) -> Check | None:
    """What is said of Malligyong-1: the study of that question."""
    meant = case.slugs("satellite")
    if not meant and _ITS.search(case.claim.text) and _METRES.search(case.claim.text):
        meant = [str(e.fact) for e in case.claim.near if e.kind == "satellite"]
    if not meant and case.claim.kind != "debris" and _SEES.search(case.claim.text):
        meant = case.implied("satellite")
    if "malligyong-1" not in meant:
        return None
    for stems, study in _SATELLITE_STUDIES:
        if re.search(stems, case.claim.text, re.IGNORECASE):
            return Check(True, study=study)
    if "chollima-1" in case.slugs("vehicle") and case.claim.kind in (
        "orbit",
        "launch",
        "satellite",
    ):
        return Check(True, study="chollima-malligyong")
    return None


def solo(case: Case) -> Check | None:
    """A Soyuz that flies alone."""
    if case.claim.kind not in ("crew", "orbit", "launch", "schedule") or case.slugs("station"):
        return None
    if case.slugs("ship") != ["soyuz-ms"] or _HOME.search(case.claim.text):
        return None
    if not case.claim.own_of("ship", "vehicle"):
        return None  # "the liftoff" of a ship that docked is no flight alone
    own = case.own_day.isoformat() if case.own_day else ""
    if own and any(d.one_day and d.last < own for d in case.claim.dates):
        return None  # a flight of a day that has been is a question for the record
    sites = case.slugs("site")
    return Check(True, study="soyuz-solo", settings=(f"launch.site={sites[0]}",) if sites else ())
