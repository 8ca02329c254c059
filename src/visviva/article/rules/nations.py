"""A launch of a state on a day, where neither launcher nor site is named.

Limits: the state's own sites, one exact day with the days beside it; what other states launch for
it is not looked for.
"""

import re
from datetime import date, timedelta
from typing import Final

from visviva.article.flight_words import FLIES, flies, held, to_come
from visviva.article.rules.case import Case, Check
from visviva.article.rules.flights import MOST_LISTED, SOURCE, percent_listed, tells_failed
from visviva.core.message import Message, speaker
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, all_flights

TEXTS: Final = {
    "en": {
        "flew_of": "Launchers of {maker} flew: {flights} (GCAT; days in UTC).",
        "none_of": (
            "No flight of a launcher of {maker} stands in the record for {day}; the record holds "
            "{share} % of all launch days."
        ),
        "flew": "From sites of {country} flew: {flights} (GCAT; days in UTC).",
        "none": (
            "No flight from a site of {country} stands in the record for {day}; the record holds "
            "{share} % of all launch days."
        ),
    },
    "fr": {
        "flew_of": "Lanceurs de {maker}\u00a0: {flights} (GCAT\u202f; jours en UTC).",
        "none_of": (
            "Aucun vol d’un lanceur de {maker} dans le registre pour le {day}\u202f; le registre "
            "contient {share} % des jours de lancement."
        ),
        "flew": "Depuis les sites de {country}\u00a0: {flights} (GCAT\u202f; jours en UTC).",
        "none": (
            "Aucun vol depuis un site de {country} dans le registre pour le {day}\u202f; le "
            "registre contient {share} % des jours de lancement."
        ),
    },
    "ko": {
        "flew_of": "{maker} 발사체의 비행: {flights}(GCAT, UTC 날짜).",
        "none_of": (
            "기록에 {day} {maker} 발사체의 비행이 없다. 기록은 전체 발사일의 {share} %를 담고 있다."
        ),
        "flew": "{country} 발사장에서의 비행: {flights}(GCAT, UTC 날짜).",
        "none": (
            "기록에 {day} {country} 발사장 발사가 없다. 기록은 전체 발사일의 {share} %를 담고 있다."
        ),
    },
}
say = speaker(TEXTS)
#: States by the slug of their name, as the facts of sites write them.
STATES: Final = {
    "north-korea": "North Korea",
    "south-korea": "South Korea",
    "russia": "Russia",
    "soviet-union": "Russia",
    "china": "China",
    "japan": "Japan",
    "india": "India",
    "iran": "Iran",
    "israel": "Israel",
}
#: Companies by the slug of their name, with the record's types of their launchers.
MAKERS: Final = {
    "spacex": ("Falcon", "Starship"),
    "rocket-lab": ("Electron",),
}
#: Sites that a state uses outside of its borders.
ABROAD: Final = {"russia": ("baikonur",), "soviet-union": ("baikonur",)}
#: Kinds of statement that tell of a launch.
_KINDS: Final = frozenset(("launch", "satellite", "orbit", "failure", "crew", "docking"))


def national_launch(case: Case) -> Check | None:
    """A state that is said to have launched on a day: what flew from its sites."""
    claim = case.claim
    if claim.kind not in _KINDS or held(claim.text, case.language) or not claim.dates:
        return None
    if claim.own_of("vehicle", "site", "ship", "station", "satellite"):
        return None
    day = claim.dates[0]
    told = claim.text[: max(day.end - claim.start, 0)] or claim.text
    if not flies(claim.text, case.language) or to_come(told, case.language):
        return None
    if not day.one_day:
        return None
    maker = _maker(case)
    if maker is not None:
        return _of_maker(case, *maker)
    country = _subject(case)
    if country is None:
        return None
    slug, name = country
    here = {
        e.slug
        for e in Catalogue.bundled().entries("site")
        if e.country.startswith(STATES[slug]) or e.slug in ABROAD.get(slug, ())
    }
    found = [f for f in _on(day.first) if f.site in here]
    if not found:
        text = say("none", country=name, day=day.first, share=percent_listed())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    text = say("flew", country=name, flights=", ".join(map(_told, found[:MOST_LISTED])))
    return _outcome(case, found, text)


def _on(day: str) -> list[Flight]:
    """Flights of a day and of those beside it."""
    middle, room = date.fromisoformat(day), timedelta(days=1)
    return [f for f in all_flights() if abs(f.day - middle) <= room]


def _maker(case: Case) -> tuple[str, str] | None:
    """The company that the clause names as who launches, where it flies rockets of its own."""
    named = [e for e in case.claim.own if e.kind == "agency" and e.fact in MAKERS]
    return (str(named[0].fact), named[0].text) if len({e.fact for e in named}) == 1 else None


def _of_maker(case: Case, slug: str, name: str) -> Check:
    day = case.claim.dates[0].first
    found = [f for f in _on(day) if f.gcat.startswith(MAKERS[slug])]
    if not found:
        text = say("none_of", maker=name, day=day, share=percent_listed())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    text = say("flew_of", maker=name, flights=", ".join(map(_told, found[:MOST_LISTED])))
    return _outcome(case, found, text)


def _outcome(case: Case, found: list[Flight], text: Message) -> Check:
    failed = all(f.failed for f in found)
    verdict = "unknown" if failed != tells_failed(case) else "yes"
    return Check(True, verdict=verdict, finding=text, source=SOURCE)


def _told(flight: Flight) -> str:
    return f"{flight.gcat} {flight.day.isoformat()}" + (" (failed)" if flight.failed else "")


_BY: Final = re.compile(
    r"\b(?:launched|sent|lofted|lancée?s?|tirée?s?) (?:by|par) (?:the |la |l['’])?$"
)


def _subject(case: Case) -> tuple[str, str] | None:
    """The state that the clause names before its first word of a flight (in Korean, anywhere)."""
    claim = case.claim
    said = re.search(FLIES[case.language], claim.text, re.IGNORECASE)
    named = [e for e in claim.own if e.kind == "country" and e.fact in STATES]
    if said is None or len({e.fact for e in named}) != 1:
        return None
    first = named[0]
    by = _BY.search(claim.text[: first.start - claim.start])
    if case.language != "ko" and first.start - claim.start > said.start() and not by:
        return None
    return str(first.fact), first.text
