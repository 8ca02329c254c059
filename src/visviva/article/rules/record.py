"""Claims about what flew, failed or was planned: the events, then the record of launches."""

import re
from datetime import date, timedelta
from typing import Any, Final

from visviva.article.claims import Statement
from visviva.article.dates import Dated
from visviva.article.flight_words import flies
from visviva.article.rules.case import Case, Check
from visviva.article.rules.events import answer, events
from visviva.article.rules.flights import ENDED, SUCCESS, flown
from visviva.core.message import speaker

TEXTS: Final = {
    "en": {
        "next": "The next launch on record came on {day} (UTC), not in {span}.",
        "as_planned": "A launch followed on {day} (UTC), within {span}.",
    },
    "fr": {
        "next": "Le lancement suivant est enregistré le {day} (UTC), et non dans {span}.",
        "as_planned": "Un lancement a suivi le {day} (UTC), dans {span}.",
    },
    "ko": {
        "next": "다음 발사는 {day}(UTC)로 기록되어 있으며 {span} 기간이 아니다.",
        "as_planned": "발사가 {day}(UTC)에 {span} 기간 안에 있었다.",
    },
}
say = speaker(TEXTS)

_SECOND: Final = re.compile(
    (
        r"deuxième fois|seconde fois|second (?:time|attempt|flight)|두 번째|"
        r"втор(?:ой|ая|ом) (?:раз|попытк|пуск)"
    ),
    re.IGNORECASE,
)

_SEPARATION: Final = re.compile(r"séparation|separation|분리|разделени|отделени", re.IGNORECASE)

_RECOVERED: Final = re.compile(
    r"secour|repêch|récupér|recover|salvag|retriev|인양|수거|подня[лт]", re.IGNORECASE
)


#: Kinds of statement that tell of no flight.
NORTH_KOREAN_SITES: Final = frozenset(("sohae", "tonghae"))
_NO_KINDS: Final = frozenset(("distance", "politics"))


def history(case: Case) -> Check | None:
    """Claims about what flew: the events by name, then the record of launches."""
    claim = case.claim
    if claim.kind in _NO_KINDS:
        return None
    loose = claim.kind in ("failure", "debris", "schedule")
    names = {s for k in ("vehicle", "satellite") for s in case.slugs(k, near=loose)}
    names |= set(case.slugs("agency", near=loose)) & {"nata"}
    if claim.dates or claim.kind == "failure":
        near = claim.kind == "failure" and not claim.own_of("vehicle", "satellite", "ship")
        names |= set(case.slugs("country", near=near)) & {"north-korea"}
    if claim.dates and set(case.slugs("site")) & NORTH_KOREAN_SITES:
        names |= {"north-korea"}
    known = [e for e in events() if names & set(e["names"])]
    if claim.kind == "debris":
        found = [e for e in known if e["kind"] == "debris"]
        if not found:
            return None
        return answer("marginal" if _RECOVERED.search(claim.text) else "yes", claim, found[0])
    known = [e for e in known if e["kind"] in ("failure", "launch", "orbit")]
    if claim.kind == "schedule":
        return _planned(case, known) or flown(case)
    told = flies(claim.text, case.language) or bool(ENDED.search(claim.text))
    if claim.dates and known and (told or claim.kind in ("failure", "orbit")):
        return _dated(case, known) or _recorded(case)
    if known and claim.kind == "failure":
        return _failed(claim, known, case.own_day)
    return flown(case)


def _dated(case: Case, known: list[dict[str, Any]]) -> Check | None:
    claim, found = case.claim, []
    for d in _told_of(case):
        first, last = date.fromisoformat(d.first), date.fromisoformat(d.last)
        hit = [
            e
            for e in known
            if first <= e["day"] <= last or first <= e.get("local", e["day"]) <= last
        ]
        if not hit:
            return None
        found += [e for e in hit if e not in found]
    failed = all(e["outcome"] == "failed" for e in found)
    if claim.kind == "failure":
        return answer("yes" if failed else "no", claim, *found)
    if failed and SUCCESS.search(claim.text) and not claim.negated:
        return answer("no", claim, *found)
    return answer("yes", claim, *found)


def _recorded(case: Case) -> Check | None:
    """A flight on record, where none of the events is of its day."""
    found = flown(case)
    return found if found is not None and found.verdict == "yes" else None


def _told_of(case: Case) -> list[Dated]:
    """Dates of the statement without the days on which it was only said, where others are left."""
    if case.own_day is None:
        return list(case.claim.dates)
    said = (case.own_day, case.own_day - timedelta(days=1))
    kept = [d for d in case.claim.dates if date.fromisoformat(d.first) not in said]
    earlier = [d for d in case.claim.dates if date.fromisoformat(d.first) < case.own_day]
    return kept or earlier or list(case.claim.dates)


#: A failure so few days before an article is the one that it is about.
NEWS_DAYS: Final = 10


def _failed(claim: Statement, known: list[dict[str, Any]], own: date | None) -> Check | None:
    failures = [e for e in known if e["kind"] == "failure"]
    fresh = [e for e in failures if own and 0 <= (own - e["day"]).days <= NEWS_DAYS]
    if fresh and not _SECOND.search(claim.text):
        return answer("yes", claim, fresh[-1])
    if not failures:
        return None
    if _SECOND.search(claim.text) and len(failures) > 1:
        failures = failures[:2]
        return answer("marginal" if _SEPARATION.search(claim.text) else "yes", claim, *failures)
    return answer("yes", claim, *failures[:2])


def _planned(case: Case, known: list[dict[str, Any]]) -> Check | None:
    claim, own = case.claim, case.own_day
    if not claim.dates or own is None:
        return None
    following = [e for e in known if e["day"] > own]
    span = claim.dates[0]
    last = date.fromisoformat(span.last)
    if not following or last < own:
        return None
    day = following[0]["day"]
    inside = date.fromisoformat(span.first) <= day <= last
    if following[0]["kind"] == "orbit":
        return answer("yes" if inside else "no", claim, following[0])
    finding = say(
        "as_planned" if inside else "next", day=day.isoformat(), span=f"{span.first}/{span.last}"
    )
    return Check(
        True,
        verdict="yes" if inside else "no",
        study=following[0].get("announced"),
        finding=finding,
        source=following[0]["source"],
    )
