"""Flights of launchers and from sites, held against the record of launches.

Limits: the record holds about two thirds of all launch days, so a flight that it lacks may have
been; days are counted in UTC, and a stated day holds with the day before and after it.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from visviva.article.claims import Statement, denied
from visviva.article.dates import Dated
from visviva.article.flight_words import CLOCK, flies, to_come
from visviva.article.kinds import kind_of, tells_failure
from visviva.article.rules.case import Case, Check, turned
from visviva.article.rules.launchers import launcher
from visviva.article.rules.parts import leaves, part_of, unheld
from visviva.core.geodesy import geodesic_inverse
from visviva.core.message import Message, speaker
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, all_flights, listed_share

TEXTS: Final = {
    "en": {
        "flew": "{vehicle} flew on {days} (GCAT; days in UTC).",
        "failed": "{vehicle} flew on {days} and failed (GCAT; days in UTC).",
        "some_failed": "{vehicle} flew on {days}; it failed on {failed} (GCAT; days in UTC).",
        "elsewhere": "{vehicle} flew on {days}, from {site} (GCAT; days in UTC).",
        "from_here": "On {days} {vehicle} flew from {site} (GCAT; days in UTC).",
        "no_flight": (
            "No flight of {vehicle} stands in the record for {span}; the record "
            "holds {share} % of all launch days."
        ),
        "none_here": (
            "No flight from {site} stands in the record for {span}; the record "
            "holds {share} % of all launch days."
        ),
    },
    "fr": {
        "flew": "{vehicle} a volé le {days} (GCAT\u202f; jours en UTC).",
        "failed": "{vehicle} a volé le {days} et a échoué (GCAT\u202f; jours en UTC).",
        "some_failed": (
            "{vehicle} a volé le {days}\u202f; échec le {failed} (GCAT\u202f; jours en UTC)."
        ),
        "elsewhere": "{vehicle} a volé le {days}, depuis {site} (GCAT\u202f; jours en UTC).",
        "from_here": "Le {days}, {vehicle} a volé depuis {site} (GCAT\u202f; jours en UTC).",
        "no_flight": (
            "Aucun vol de {vehicle} dans le registre pour {span}\u202f; le registre "
            "contient {share} % des jours de lancement."
        ),
        "none_here": (
            "Aucun vol depuis {site} dans le registre pour {span}\u202f; le registre "
            "contient {share} % des jours de lancement."
        ),
    },
    "ko": {
        "flew": "{vehicle} 비행: {days}(GCAT, UTC 날짜).",
        "failed": "{vehicle} 비행: {days}, 실패(GCAT, UTC 날짜).",
        "some_failed": "{vehicle} 비행: {days}. 실패: {failed}(GCAT, UTC 날짜).",
        "elsewhere": "{vehicle} 비행: {days}, 발사장 {site}(GCAT, UTC 날짜).",
        "from_here": "{days} {vehicle} 비행, 발사장 {site}(GCAT, UTC 날짜).",
        "no_flight": (
            "기록에 {span} 기간의 {vehicle} 비행이 없다. "
            "기록은 전체 발사일의 {share} %를 담고 있다."
        ),
        "none_here": (
            "기록에 {span} 기간의 {site} 발사가 없다. 기록은 전체 발사일의 {share} %를 담고 있다."
        ),
    },
}
say = speaker(TEXTS)
SOURCE: Final = "GCAT (J. McDowell, CC-BY 4.0)"
#: Flights that a sentence lists at most.
MOST_LISTED: Final = 4

#: How a flight may end, beside the words of flying.
ENDED: Final = re.compile(
    r"fail|\b(?:left|departed)\b|\bquitt|покинул|떠났|"
    r"\b(?:carried|took|bring|brought|sent|put|placed|delivered|ferr(?:y|ied))\b|\bhaul|"
    r"emport|emmen|transport|"
    r"실어|운반|доставил|explod|\bblew\b|\blost\b|anomal|flight|"
    r"first stage|second stage|upper stage|mission|"
    r"échou|échec|explos|perdu|мисси|étage|실패|폭발|авари|взорв|неуда|임무|1단|2단|ступен",
    re.IGNORECASE,
)
#: Words by which a day begins a span.
SINCE: Final = re.compile(r"\bsince\b|\bdepuis\b|이후|이래|부터|\bс\b|начиная", re.IGNORECASE)
SUCCESS: Final = re.compile(
    r"success|reached orbit|réussi|avec succès|성공|успешн|штатно|отработал", re.IGNORECASE
)
_AFTER_ALL: Final = re.compile(r"\bafter\b|\baprès\b|\bпосле\b|(?:뒤|후)\b", re.IGNORECASE)


#: Parts that fly again and again: their flights are not those of the launcher.
PART: Final = re.compile(
    r"booster|first stage|\bstage\b|capsule|étage|vaisseau|부스터|1단|캡슐|우주선|ступен|ускорител|"
    r"корабл|капсул",
    re.IGNORECASE,
)
#: Kinds of statement that no flight from a site at a date answers.
_NOT_OF_SITE: Final = frozenset(("distance", "politics", "schedule", "debris"))


def flown(case: Case) -> Check | None:
    """A flight of a launcher, or from a site, at a date: whether it stands in the record."""
    case = unheld(case)
    claim, language = case.claim, case.language
    if not claim.dates or after_record(claim):
        return None
    if PART.search(claim.text) and not any(d.one_day for d in claim.dates):
        return None  # the flights of a stage are not those of the launcher
    if claim.kind == "landing" and (not claim.own_of("vehicle") or to_come(claim.text, language)):
        return None
    told = bool(flies(claim.text, language) or ENDED.search(claim.text))
    told = told or tells_failure(claim.text, language)
    exact = all(d.one_day for d in claim.dates)
    placed = claim.kind in ("orbit", "satellite") or bool(CLOCK.search(claim.text))
    told = told or (exact and placed and bool(claim.own_of("vehicle")))
    if not told and not _listed_flight(case) and not _from_a_site(case):
        return None
    dated = any(claim.start <= d.start < claim.end for d in claim.dates)
    known = launcher(case, dated=dated)
    sites = [str(e.fact) for e in claim.own if e.kind == "site" and e.fact]
    sites += [] if sites else [str(e.fact) for e in claim.own_of("region")]
    if _since(claim) and not claim.own_of("vehicle"):
        return None  # "since 1988 it has orbited a dozen": no flight of one day
    meant = [str(e.fact) for e in claim.meant if e.kind == "site" and e.fact]
    if known is not None and not known[1] and sites:
        known = None  # a launcher that the record does not name: what flew from there that day
    if known is not None and (
        dated or placed or claim.own_of("vehicle") or claim.kind == "failure"
    ):
        return _of_vehicle(case, *known, sites)
    if (sites or (dated and meant)) and exact and claim.kind not in _NOT_OF_SITE:
        return _of_site(case, (sites or meant)[0])
    return None


@lru_cache(maxsize=1)
def _record_ends() -> str:
    return max(f.day for f in all_flights()).isoformat()


def after_record(claim: Statement) -> bool:
    """Whether all that a statement dates lies after the last flight on record."""
    return bool(claim.dates) and all(d.first > _record_ends() for d in claim.dates)


def _since(claim: Statement) -> bool:
    """Whether the date is the beginning of a span of years."""
    first = claim.dates[0]
    return not first.one_day and bool(SINCE.search(claim.text[: max(first.end - claim.start, 0)]))


def _from_a_site(case: Case) -> bool:
    """Whether the clause says "from" a site on one day: whatever the verb, something left it."""
    claim = case.claim
    exact = any(d.one_day and claim.start <= d.start < claim.end for d in claim.dates)
    return exact and leaves(claim)


def _listed_flight(case: Case) -> bool:
    """Whether the clause is a row of a list: one day, a launcher and its site, and no verb."""
    claim = case.claim
    inside = [d for d in claim.dates if claim.start <= d.start < claim.end]
    exact = len(inside) == 1 and inside[0].one_day
    there = {e.kind for e in (*claim.own, *claim.meant)}
    return exact and {"vehicle", "site"} <= there


def _days(case: Case, known: tuple[Flight, ...]) -> list[Flight]:
    """Flights on the dates of the claim, a stated day with its neighbours."""
    found = []
    own = case.own_day
    if own is not None and _has_been(case, own):
        known = tuple(f for f in known if f.day <= own + timedelta(days=1))
    for d in _narrowest(case):
        if SINCE.search(d.text) and case.own_day is not None:
            begin = d.last if case.claim.negated else d.first
            first, last = date.fromisoformat(begin), case.own_day
            found += [f for f in known if first <= f.day <= last]
        else:
            found += flights_of_day(d, known)
    return found


def _has_been(case: Case, own: date) -> bool:
    """Whether a statement tells what was before it was written."""
    claim = case.claim
    told = claim.kind != "schedule" and not to_come(claim.text, case.language)
    return told and any(d.first <= own.isoformat() for d in claim.dates)


def _narrowest(case: Case) -> list[Dated]:
    """The dates without spans that hold another, or that only tell of before what flew on a day."""
    days, claim = case.claim.dates, case.claim
    exact = [d for d in days if d.one_day]
    inside = [d for d in exact if claim.start <= d.start < claim.end]
    if any(flies(part_of(claim, d.start), case.language) for d in inside):
        return exact
    return [d for d in days if d.one_day or not any(d.first <= e.first <= d.last for e in exact)]


def flights_of_day(d: Dated, known: tuple[Flight, ...]) -> list[Flight]:
    """Flights of a date: a stated day with its neighbours, else the span itself."""
    room = timedelta(days=1 if d.one_day else 0)
    first, last = date.fromisoformat(d.first) - room, date.fromisoformat(d.last) + room
    return [f for f in known if first <= f.day <= last]


def percent_listed() -> tuple[float, int]:
    """Percent of all launch days that the record in use holds, with the decimals told."""
    return 100.0 * listed_share(), 0


def _span(case: Case) -> str:
    first = _narrowest(case)[0]
    return first.first if first.one_day else f"{first.first}/{first.last}"


def _listed(found: list[Flight]) -> str:
    days = list(dict.fromkeys(f.day.isoformat() for f in found))
    more = ["…"] if len(days) > MOST_LISTED else []
    return ", ".join(days[:MOST_LISTED] + more)


def _of_vehicle(
    case: Case, title: str, known: tuple[Flight, ...], sites: list[str]
) -> Check | None:
    claim = case.claim
    found = _days(case, known)
    if not found and not case.claim.topic:
        return None  # a launcher's name in a text about something else
    if not found:
        text = say("no_flight", vehicle=title, span=_span(case), share=percent_listed())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    here = [f for f in found if not sites or same_place(f.site, sites[0])]
    if not here:
        never = not any(same_place(f.site, sites[0]) for f in known)
        text = say("elsewhere", vehicle=title, days=_listed(found), site=site_title(found[0].site))
        verdict = _dated_turn(case, "no") if never else "unknown"
        return Check(True, verdict=verdict, finding=text, source=SOURCE)
    failed = any(f.failed for f in here)
    exact = claim.dates[0].one_day
    if tells_failure(claim.text, case.language) and _dates_only(claim) and not failed:
        verdict = "unknown"  # what failed, and when, is told in a part that only dates
    elif tells_failed(case):
        verdict = "yes" if failed else "no" if exact else "unknown"
    else:
        verdict = "no" if failed and _all_well(case) else "yes"
    if verdict == "no" and failed and not all(f.failed for f in here):
        # a success and a failure, each of its own day
        verdict = "yes" if tells_failure(claim.text, case.language) else "unknown"
    if verdict == "no" and not any(claim.start <= d.start < claim.end for d in claim.dates):
        verdict = "unknown"  # the day stands in another sentence
    text = told_flights(title, here)
    return Check(True, verdict=_dated_turn(case, verdict), finding=text, source=SOURCE)


def told_flights(title: str, here: list[Flight]) -> Message:
    """What flew, and which of it failed where not all did."""
    failed = [f for f in here if f.failed]
    if failed and len(failed) < len(here):
        days = {"days": _listed(here), "failed": _listed(failed)}
        return say("some_failed", vehicle=title, **days)
    return say("failed" if failed else "flew", vehicle=title, days=_listed(here))


def _dated_turn(case: Case, verdict: str) -> str:
    """The verdict turned where the part of the clause that tells the day is denied."""
    claim = case.claim
    day = next((d for d in claim.dates if claim.start <= d.start < claim.end), None)
    if day is not None and not denied(part_of(claim, day.start), case.language):
        return verdict
    return turned(verdict, claim)


def _dates_only(claim: Statement) -> bool:
    """Whether a failure is told where the clause only dates something that did not succeed."""
    return claim.kind != "failure" and not SUCCESS.search(claim.text)


#: A success that is asked for, or is but half a one.
_HALF: Final = re.compile(
    r"[^.!?]*\?|\b(?:demie?|semi|half|partial|partiel\w*|частичн\w+)[ -](?:a )?\w+|절반의 성공",
    re.IGNORECASE,
)


def _all_well(case: Case) -> bool:
    """Whether a clause tells of a success and of no failure beside it."""
    text = _HALF.sub("", case.claim.text)
    return bool(SUCCESS.search(text)) and not tells_failure(text, case.language)


def tells_failed(case: Case) -> bool:
    """Whether what the clause says of its date is a failure: "failed before a launch in May"."""
    claim = case.claim
    if claim.kind != "failure":
        return False
    day = next((d for d in claim.dates if claim.start <= d.start < claim.end), None)
    if _AFTER_ALL.search(claim.text) and SUCCESS.search(claim.text):
        return False
    if day is None:
        return True
    part = part_of(claim, day.start)
    return kind_of(part, case.language) == "failure" or not flies(part, case.language)


def site_title(slug: str) -> str:
    """Title of a site, or its slug where it is no fact."""
    known = {e.slug for e in Catalogue.bundled().entries("site")}
    return Catalogue.bundled().site(slug).title if slug in known else slug


#: Sites so near each other are one place to the press (Cape Canaveral and Kennedy), m.
SAME_PLACE_M: Final = 50e3


@lru_cache(maxsize=4096)
def same_place(one: str, two: str) -> bool:
    """Whether two sites are one place to the press."""
    if one == two:
        return True
    known = {e.slug for e in Catalogue.bundled().entries("site")}
    if one not in known or two not in known:
        return False
    a, b = (Catalogue.bundled().site(s).location() for s in (one, two))
    return float(geodesic_inverse(a[0], a[1], b[0], b[1])[0]) <= SAME_PLACE_M


def _of_site(case: Case, slug: str) -> Check:
    site = Catalogue.bundled().site(slug).title
    found = _days(case, tuple(f for f in all_flights() if same_place(f.site, slug)))
    if not found:
        text = say("none_here", site=site, span=_span(case), share=percent_listed())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    text = say("from_here", site=site, days=_listed(found), vehicle=found[0].gcat)
    failed = all(f.failed for f in found)
    if tells_failed(case):
        verdict = "yes" if failed else "unknown"
    else:
        verdict = "no" if failed and _all_well(case) else "yes"
    return Check(True, verdict=_dated_turn(case, verdict), finding=text, source=SOURCE)
