"""What can be checked in a statement, and how it comes out.

Each rule looks at one statement and either answers, or leaves it to the next. A rule that needs a
study only names it; `visviva.article.dossier` runs the studies.
"""

from datetime import date
from typing import Final

from visviva.article.claims import Statement
from visviva.article.flight_words import flies, held
from visviva.article.rules import missions, nations, pads, record, tallies
from visviva.article.rules.capability import capability
from visviva.article.rules.case import Case, Check
from visviva.article.rules.distance import distance
from visviva.article.rules.flights import after_record
from visviva.article.rules.orbits import orbit_figures
from visviva.article.rules.training import training
from visviva.core.message import speaker

TEXTS: Final = {
    "en": {
        "why_politics": "A decision of states or people, not a question of physics.",
        "why_nothing": "Names nothing that a check exists for.",
        "why_several": "{name} fits several facts: {facts}; which one is meant is not said.",
        "why_unlisted": (
            "{name} is a launcher that the catalogue does not hold: only its dated flights can be "
            "looked up in the record."
        ),
        "why_held": "Says that a flight was put off: the record holds flights alone.",
        "why_future": "Lies after the record.",
        "why_no_check": "No check exists for this kind of statement with what it names.",
    },
    "fr": {
        "why_politics": "Décision d’États ou de personnes, non question de physique.",
        "why_nothing": "Ne nomme rien pour quoi une vérification existe.",
        "why_several": "{name} désigne plusieurs faits\u00a0: {facts}\u202f; lequel n’est pas dit.",
        "why_unlisted": (
            "{name} est un lanceur absent du catalogue\u00a0: seuls ses vols datés peuvent être "
            "cherchés dans le registre."
        ),
        "why_held": "Dit qu’un vol a été reporté\u00a0: le registre ne contient que des vols.",
        "why_future": "Postérieur au registre.",
        "why_no_check": "Aucune vérification n’existe pour ce genre d’énoncé avec ce qu’il nomme.",
    },
    "ko": {
        "why_politics": "국가나 사람의 결정이며 물리의 문제가 아니다.",
        "why_nothing": "검사할 수 있는 이름이 없다.",
        "why_several": "{name}: 여러 사실에 맞는다({facts}). 어느 것인지 밝히지 않았다.",
        "why_unlisted": (
            "{name}: 카탈로그에 없는 발사체이다. 날짜가 있는 비행만 기록에서 찾을 수 있다."
        ),
        "why_held": "발사가 미루어졌다는 말이다. 기록에는 실제 비행만 있다.",
        "why_future": "기록 이후의 일이다.",
        "why_no_check": "이런 진술에 대한 검사가 없다.",
    },
}
say = speaker(TEXTS)


def check(claim: Statement, own_day: date | None, site: str | None, language: str) -> Check:
    """The first rule that answers; `site` is the last site that the article named."""
    for rule in (
        distance,
        missions.overtaking,
        missions.veto,
        pads.pads,
        orbit_figures,
        capability,
        missions.said_docked,
        tallies.never,
        tallies.counted,
        record.history,
        missions.docking,
        missions.satellite,
        training,
        missions.solo,
        pads.from_site,
        nations.national_launch,
    ):
        found = rule(Case(claim, own_day, site, language))
        if found is not None:
            return found
    return Check(False, why_not=_reason(claim, language))


def _reason(claim: Statement, language: str) -> str:
    for e in claim.own:
        if e.candidates:
            return say("why_several", name=e.text, facts=", ".join(e.candidates))
        if e.kind == "vehicle" and not e.fact:
            return say("why_unlisted", name=e.text)
    if claim.kind == "politics":
        return say("why_politics")
    if after_record(claim) and flies(claim.text, language):
        return say("why_future")
    if claim.dates and held(claim.text, language):
        return say("why_held")
    physical = any(e.kind in ("vehicle", "ship", "station", "satellite") for e in claim.named)
    return say("why_no_check" if physical else "why_nothing")
