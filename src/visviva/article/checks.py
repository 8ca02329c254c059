"""What can be checked in a statement, and how it comes out.

Each rule looks at one statement and either answers, or leaves it to the next. A rule that needs a
study only names it; `visviva.article.dossier` runs the studies.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from visviva.article.claims import Statement
from visviva.article.facets import facets, leans, strange
from visviva.article.flight_words import flies, held
from visviva.article.rules import missions, nations, pads, parts, record, tallies
from visviva.article.rules.capability import capability
from visviva.article.rules.case import Case, Check
from visviva.article.rules.coincidence import coincided
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


Rule = Callable[[Case], Check | None]
#: The rules in the order in which they are asked.
RULES: Final[tuple[Rule, ...]] = (
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
    coincided,
)
#: Rules beside whose answer a day of the same words is still a claim of its own.
_BESIDE_A_DAY: Final = (
    distance,
    pads.pads,
    orbit_figures,
    capability,
    missions.said_docked,
    missions.docking,
)
#: A piece that leans on its clause is only right, never wrong: what it speaks of is a guess.
_AGREES: Final = ("yes", None, "unknown")
#: Rules of a ship, a station or a satellite, which a piece must name itself.
_OF_SHIPS: Final = (missions.said_docked, missions.docking, missions.satellite, missions.solo)
#: Rules of a flight at a date.
_FLIGHTS: Final = (record.history, nations.national_launch, coincided)
#: Rules that answer a clause as a whole.
_WHOLE: Final = (tallies.never, missions.overtaking, missions.veto, training)


def checks(
    claim: Statement, own_day: date | None, site: str | None, language: str
) -> tuple[tuple[Statement, Check], ...]:
    """What a clause claims, each with its check: one, or one for each piece that tells its own.

    `site` is the last site that the article named.
    """
    case = Case(claim, own_day, site, language)
    whole = _first(case)
    rule = whole[0] if whole else None
    pieces = [] if rule in _WHOLE else _pieces(case, rule)
    same = [row for row in pieces if _same(row[0], rule)]
    rows: list[tuple[Statement, Check]] = []
    if whole is not None and len(_different(same)) < 2:
        rows = [(claim, whole[1])]
        pieces = [row for row in pieces if row not in same]
        if not pieces:
            rows += _day_beside(case, whole[0])
    rows += [(piece, found) for _, piece, found in pieces]
    return tuple(rows) or ((claim, Check(False, why_not=_reason(claim, language))),)


def _first(case: Case) -> tuple[Rule, Check] | None:
    """The first rule that answers, with its answer."""
    for rule in RULES:
        found = rule(case)
        if found is not None:
            return rule, found
    return None


def _pieces(case: Case, whole: Rule | None) -> list[tuple[Rule, Statement, Check]]:
    """The pieces of a clause that are answered each for itself."""
    out: list[tuple[Rule, Statement, Check]] = []
    for piece in facets(case.claim, case.language):
        own = replace(case, claim=piece)
        found = _first(own)
        if found is None or not _stands(found, piece, case.claim, whole):
            continue
        out.append((found[0], piece, found[1]))
        out += [(record.history, said, check) for said, check in _day_beside(own, found[0])]
    return out


def _stands(
    found: tuple[Rule, Check], piece: Statement, claim: Statement, whole: Rule | None
) -> bool:
    """Whether what a rule says of a piece of a clause is sure to be of that piece."""
    rule, check = found
    if not check.checkable:
        return False
    if rule in _OF_SHIPS and not piece.own_of("ship", "station", "satellite"):
        return False
    if rule is coincided and whole in _FLIGHTS:
        return False  # the clause's own flight once more
    if rule is pads.from_site:
        told = whole is record.history and _site_of(claim) == _site_of(piece)
        return check.verdict == "yes" and not told
    if rule is record.history and check.verdict == "unknown" and strange(piece):
        return False
    return _same(rule, whole) or not leans(piece) or check.verdict in _AGREES


def _site_of(claim: Statement) -> str | None:
    named = claim.own_of("site") or claim.own_of("region")
    return named[0].fact if named else None


def _same(one: Rule, other: Rule | None) -> bool:
    """Whether two rules answer the same kind of claim."""
    return one is other or any(one in kin and other in kin for kin in (_FLIGHTS, _OF_SHIPS))


def _different(rows: list[tuple[Rule, Statement, Check]]) -> set[tuple[str | None, str]]:
    """What several pieces of one rule tell, each once."""
    return {(check.study, str(check.finding)) for _, _, check in rows}


def _day_beside(case: Case, rule: Rule) -> list[tuple[Statement, Check]]:
    """The flight that the same words tell of beside what a rule answered."""
    claim, language = case.claim, case.language
    days = [d for d in claim.dates if claim.start <= d.start < claim.end and d.one_day]
    if rule not in _BESIDE_A_DAY or not days:
        return []
    part = parts.part_of(claim, days[0].start)
    if not flies(part, language) or held(part, language):
        return []
    found = record.history(case)
    return [(claim, found)] if found is not None and found.verdict == "yes" else []


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
