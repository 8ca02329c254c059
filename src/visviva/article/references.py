"""What a sentence means that names nothing itself: "the station", "cette fusée", "корабль".

A noun stands for the last name of its kind within the sentences just before, or for the only one
that the article has named so far; a pronoun that begins a sentence for the only thing that the
sentence before names. Limits: a noun with another name of its kind beside it stands for nothing,
and a satellite is looked for six sentences back, since most are no facts.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from visviva.article.entities import Entity
from visviva.article.flight_words import flies, loads_lifted

#: How many sentences back a noun may point.
SENTENCES_BACK: Final = 3
#: How many back for a satellite, since most are no facts and are named without being known.
SATELLITE_BACK: Final = 6

#: Nouns by language and kind of name.
_NOUNS: Final = {
    "en": {
        "station": r"\b(?:the|this|that|its)(?: [\w.,’-]+){0,2} (?:station|outpost|laboratory)\b",
        "vehicle": (
            r"\b(?:the|this|that|its)(?: [\w.,’()-]+){0,3} (?:rocket|launcher|booster|vehicle)\b|"
            r"\b(?:the|its) (?:first|second|third|upper) stage\b"
        ),
        "ship": r"\b(?:the|this|that|its)(?: \w+)? (?:capsule|spacecraft|spaceship|ship)\b",
        "satellite": r"\b(?:the|this|that|its)(?: \w+)? (?:satellite|probe|orbiter)\b",
        "site": (
            r"\b(?:the|this)(?: \w+)? (?:base|range|pad|cosmodrome|spaceport|"
            r"launch (?:site|cent(?:er|re)))\b"
        ),
    },
    "fr": {
        "station": r"\b(?:la|cette|sa) station\b",
        "vehicle": (
            r"\b(?:le|la|ce|cette|son|sa)(?: (?:nouve(?:au|lle)|grande?|lourde?|petite?|même|"
            r"derni[eè]re?))? (?:fusée|lanceur|porteur)\b|"
            r"\b(?:le|son) (?:premier|deuxième|second|troisième|dernier) étage\b"
        ),
        "ship": r"\b(?:le|la|ce|cette|son|sa) (?:capsule|vaisseau|cargo)\b",
        "satellite": r"\b(?:le|la|ce|cette|son|sa) (?:satellite|sonde)\b",
        "site": (
            r"\b(?:le|la|ce|cette)(?: même)? (?:cosmodrome|base|pas de tir|centre spatial|"
            r"port spatial|site de (?:lancement|tir)|centre de lancement|polygone)\b"
        ),
    },
    "ko": {
        "station": r"정거장(?:은|이|의|에|을)",
        "vehicle": r"(?<!\w)(?:이 |그 |해당 |같은 )?(?:로켓|발사체)(?:은|는|이|가|의|을|를|로|에)",
        "ship": r"(?<!\w)(?:이 |그 |해당 )?(?:우주선|캡슐)(?:은|는|이|가|의|을|를)",
        "satellite": r"(?<!\w)(?:이 |그 |해당 )?(?:위성|탐사선|궤도선)(?:은|는|이|가|의|을|를)",
        "site": r"(?<!\w)(?:이 |그 |해당 |같은 )?(?:발사장|우주센터|기지)(?:은|는|이|가|의|에서)",
    },
    "ru": {
        "station": r"\bстанци(?:я|и|ю|ей)\b",
        "vehicle": r"\b(?:ракет(?:а|ы|у|ой)|носител(?:ь|я|ю|ем))\b",
        "ship": r"\b(?:корабл(?:ь|я|ю|ем)|капсул(?:а|ы|у|ой))\b",
        "satellite": r"\b(?:спутник(?:а|у|ом)?|зонд(?:а|у|ом)?|аппарат(?:а|у|ом)?)\b",
        "site": r"\b(?:космодром|полигон)(?:а|у|ом|е)?\b",
    },
}


#: Nouns that mean the launch told of before: what flew then, and from where.
_EVENT: Final = {
    "en": (
        r"\b(?:the|that|its|their|this)(?: \w+)? (?:launch|lift-?off|flight|blast-?off|take-?off|"
        r"mission|ascent)\b(?! (?:pad|site|cent|window|vehicle|complex))|^(?:the )?lift-?off\b"
    ),
    "fr": r"\b(?:le|ce|son)(?: \w+)? (?:décollage|tir|lancement|vol)\b|^(?:décollage|lancement)\b",
    "ko": r"(?:^|(?<=[\s,]))(?:이번 |이 )?(?:발사|이륙|비행)(?:는|은|가)(?= )",
    "ru": r"^(?:Сам )?(?:Пуск|Запуск|Старт)\b|\bэт(?:от|ого) (?:пуск|запуск|старт)\b",
}
#: A pronoun that begins a sentence, or follows the day that does.
_AHEAD: Final = r"(?:[^,.;]{0,30}\d[^,.;]{0,30}, ){0,2}"
_PRONOUN: Final = {
    "en": rf"{_AHEAD}(?:it|they|both)\b",
    "fr": rf"{_AHEAD}(?:elle|il(?! (?:y|est|faut|a fallu|reste)\b)|celle-ci|celui-ci)\b",
    "ko": r"(?:이는|이것은|그것은)",
    "ru": rf"{_AHEAD}(?:он|она|оно)\b",
}
#: Nouns of anything that flies: what the words beside them say that it is.
_THING: Final = {
    "en": (
        r"\b(?:the|this|that|its)(?: [\w-]+){0,2} (?:craft|machine|giant|monster|behemoth|beast|"
        r"version|variant|model|workhorse)\b"
    ),
    "fr": (
        r"(?:\bl['’]|\b(?:le|la|ce|cet|cette|son|sa) )(?:\w+ )?(?:engin|appareil|machine|bête|"
        r"géante?|mastodonte|monstre|version|modèle)\b"
    ),
    "ko": r"(?<!\w)(?:이 |그 |해당 )?(?:기체|비행체|괴물|거인)(?:은|는|이|가|의|을|를)",
    "ru": r"\b(?:машин(?:а|ы|у|ой)|издели(?:е|я|ем)|гигант(?:а|у|ом)?|верси(?:я|и|ю|ей))\b",
}
_THINGS: Final = ("vehicle", "ship", "station", "satellite")


@lru_cache(maxsize=8)
def _compiled(language: str) -> dict[str, "re.Pattern[str]"]:
    return {k: re.compile(p, re.IGNORECASE) for k, p in _NOUNS[language].items()}


def referred(
    text: str,
    language: str,
    own: Sequence[Entity],
    before: Sequence[Sequence[Entity]],
) -> tuple[Entity, ...]:
    """Names of the sentences before that a noun of the text stands for.

    Parameters
    ----------
    text : str
        The clause.
    language : str
    own : sequence of Entity
        Names of the clause itself: a noun of a kind that is named stands for that name.
    before : sequence
        Names of the sentences before, the nearest last.

    Examples
    --------
    >>> tiangong = Entity("Tiangong", "tiangong", "station", 0, 8)
    >>> [e.fact for e in referred("The station is 390 km high.", "en", (), [(tiangong,)])]
    ['tiangong']
    """
    here = {e.kind for e in own}
    out = []
    for kind, noun in _compiled(language).items():
        if kind in here or not noun.search(text):
            continue
        meant = _last_named(kind, before)
        if meant is not None:
            out.append(meant)
    things = [e for e in own if e.kind in _THINGS and e.kind != "station"]
    if not out and not things and re.search(_EVENT[language], text, re.IGNORECASE):
        out += _launch_before(before, here)
    if not out and not here & set(_THINGS) and re.search(_THING[language], text, re.IGNORECASE):
        out += _thing_before(text, language, before)
    if not out and not things and before and re.match(_PRONOUN[language], text, re.IGNORECASE):
        named = [e for e in before[-1] if e.kind in _THINGS]
        if named and _one(named) and named[-1].kind not in here:
            out.append(named[-1])
    return tuple(out)


def _thing_before(text: str, language: str, before: Sequence[Sequence[Entity]]) -> list[Entity]:
    """What "the craft" is: a launcher where it flies or lifts, else what is in orbit."""
    lifts = flies(text, language) or loads_lifted(text)
    kinds = ("vehicle",) if lifts else ("satellite", "ship", "station")
    found = [e for kind in kinds if (e := _last_named(kind, before)) is not None]
    return found[:1] if len(found) == 1 else []


def _launch_before(before: Sequence[Sequence[Entity]], here: set[str]) -> list[Entity]:
    """What the launch told of in the sentences just before was made with, and from where."""
    out: list[Entity] = []
    for kinds in (("vehicle", "ship"), ("site",)):
        if here & set(kinds):
            continue
        for names in reversed(before[-SENTENCES_BACK:]):
            found = [e for kind in kinds for e in names if e.kind == kind]
            if found:
                first = [e for e in found if e.kind == found[0].kind]
                out += [first[-1]] if _one(first) else []
                break
    return out


def _last_named(kind: str, before: Sequence[Sequence[Entity]]) -> Entity | None:
    for names in reversed(before[-SENTENCES_BACK:]):
        of_kind = [e for e in names if e.kind == kind]
        if of_kind:
            return of_kind[-1] if _one(of_kind) else None
    back = SATELLITE_BACK if kind == "satellite" else len(before)
    everywhere = [e for names in before[-back:] for e in names if e.kind == kind]
    return everywhere[-1] if everywhere and _one(everywhere) else None


def only_one(names: Sequence[Entity], kind: str) -> Entity | None:
    """The one thing of a kind that is named, however often; None where there are several.

    Examples
    --------
    >>> electron = Entity("Electron", "electron", "vehicle", 0, 8)
    >>> only_one([electron, electron], "vehicle") == electron, only_one([], "vehicle")
    (True, None)
    """
    found = [e for e in names if e.kind == kind]
    return found[-1] if found and _one(found) else None


def _one(names: Sequence[Entity]) -> bool:
    """Whether all are the same thing, by name or by fact."""
    return len({e.text for e in names}) == 1 or len({(e.fact, e.candidates) for e in names}) == 1
