"""How often a launcher flew, and whether it ever did, held against the record of launches.

Limits: the record holds about two thirds of all launch days. More flights on record than an article
counts make its count wrong; fewer say nothing. A flight on record makes a "never" wrong.
"""

import re
from datetime import date
from typing import Final

from visviva.article.number_words import word_values
from visviva.article.rules.case import Case, Check
from visviva.article.rules.flights import PART, SINCE, SOURCE, percent_listed, same_place
from visviva.article.rules.launchers import launcher
from visviva.core.message import speaker

TEXTS: Final = {
    "en": {
        "counted": (
            "{count} flights of {vehicle} stand in the record for {span}; it holds {share} % of "
            "all launch days."
        ),
        "flew_before": "{vehicle} first flew on {day} (GCAT; days in UTC).",
        "reached": "{vehicle} reached an orbit on {day} (GCAT; days in UTC).",
        "not_before": (
            "No such flight of {vehicle} before {day} stands in the record; it holds {share} % of "
            "all launch days."
        ),
    },
    "fr": {
        "counted": (
            "Le registre contient {count} vols de {vehicle} pour {span}\u202f; il contient "
            "{share} % des jours de lancement."
        ),
        "flew_before": "Premier vol de {vehicle} le {day} (GCAT\u202f; jours en UTC).",
        "reached": "{vehicle} a atteint une orbite le {day} (GCAT\u202f; jours en UTC).",
        "not_before": (
            "Aucun vol de ce genre de {vehicle} avant le {day} dans le registre\u202f; il contient "
            "{share} % des jours de lancement."
        ),
    },
    "ko": {
        "counted": (
            "기록에 있는 {span} 기간의 {vehicle} 비행: {count}회. 기록은 전체 발사일의 {share} %를 "
            "담고 있다."
        ),
        "flew_before": "{vehicle} 첫 비행: {day}(GCAT, UTC 날짜).",
        "reached": "{vehicle} 궤도 진입: {day}(GCAT, UTC 날짜).",
        "not_before": (
            "{day} 이전에 그런 {vehicle} 비행은 기록에 없다. 기록은 전체 발사일의 {share} %를 담고 "
            "있다."
        ),
    },
}
say = speaker(TEXTS)
LANGUAGES: Final = ("en", "fr", "ko", "ru")

_COUNT: Final = re.compile(
    r"(?<![\d.,\w])(?P<n>\d{1,3}|"
    + "|".join(
        sorted((w for lang in LANGUAGES for w in word_values(lang) if len(w) > 1), key=len)[::-1]
    )
    + r")(?: (?:times|flights|launches|missions|rockets|launchers|fois|vols|tirs|lancements|fusées|"
    r"раза?|ракет\w*|пуск\w*|запуск\w*|полёт\w*|полет\w*|старт\w*)\b| ?(?:번|회|차례)(?!째))",
    re.IGNORECASE,
)
#: How a count is bounded, just before it.
_MORE: Final = re.compile(
    r"(?:more than|over|at least|plus de|au moins|более|больше|свыше|не менее)\s*$", re.IGNORECASE
)
_MORE_KO: Final = re.compile(r" ?(?:이상|넘게|여)")
#: Words by which a count without a date is that of all flights so far.
_SO_FAR: Final = re.compile(
    r"\b(?:has|have|had) (?:\w+ ){0,2}(?:flown|made|completed|launched|logged)|so far|to date|"
    r"\ba (?:déjà |\w+ment )?(?:volé|effectué|accompli|totalisé)|à ce jour|jusqu['’]ici|"
    r"지금까지|누적|모두|총 |всего|на счету|к настоящему|уже",
    re.IGNORECASE,
)
#: A count on record more than so many times the stated one speaks of something else.
MOST_TIMES: Final = 2.0
_SINCE_AHEAD: Final = re.compile(
    r"(?:\bsince|\bdepuis|\bс|начиная с)(?: the| le| l['’])?\s*$", re.I
)
_SINCE_AFTER: Final = re.compile(r"(?: ?첫 (?:비행|발사))? ?(?:이후|이래|부터)")
_NEVER_FLOWN: Final = re.compile(
    r"\b(?:has|have|had) (?:never|not|yet to)\b.{0,12}\bfl(?:own|y)\b|\b(?:has|have)n['’]t flown|"
    r"yet to fly|never flown|n['’]a (?:encore )?(?:jamais|pas encore|pas) volé|"
    r"(?:ещё|еще) (?:ни разу )?не лета|никогда не лета|아직 (?:발사|비행)(?:된|한) 적이? 없",
    re.IGNORECASE,
)
_NEVER_ORBIT: Final = re.compile(
    r"(?:never|has yet to|not yet|has not yet|hasn['’]t yet)\b.{0,20}\breach\w* orbit|"
    r"n['’](?:a|ont) (?:encore(?: jamais)?|jamais|pas encore)(?: encore)? atteint l['’]orbite|"
    r"(?:ещё|еще|ни разу|никогда) .{0,20}не (?:вывел|выводил|достиг|вышел)\w*.{0,20}\bорбит|"
    r"궤도에 (?:오른|도달한) 적이? 없",
    re.IGNORECASE,
)


def _number(word: str, language: str) -> float:
    if word.isdigit():
        return float(word)
    tables = (word_values(lang) for lang in (language, *LANGUAGES))
    return next(table[word.lower()] for table in tables if word.lower() in table)


def never(case: Case) -> Check | None:
    """A launcher that is said never to have flown, or never to have reached an orbit."""
    text = case.claim.text
    orbit = bool(_NEVER_ORBIT.search(text))
    if case.own_day is None or not (orbit or _NEVER_FLOWN.search(text)):
        return None
    known = launcher(case, dated=True)
    if known is None or case.claim.dates:
        return None
    title, flights = known
    before = [f for f in flights if f.day < case.own_day and not (orbit and f.failed)]
    if not before:
        day = case.own_day.isoformat()
        text = say("not_before", vehicle=title, day=day, share=percent_listed())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    key = "reached" if orbit else "flew_before"
    told = say(key, vehicle=title, day=before[0].day.isoformat())
    return Check(True, verdict="no", finding=told, source=SOURCE)


def counted(case: Case) -> Check | None:
    """How many flights a launcher is said to have made since a date, in a year, or so far."""
    claim = case.claim
    found = _COUNT.search(claim.text)
    if found is None or case.own_day is None or PART.search(claim.text):
        return None
    span = _span(case)
    if span is None:
        return None
    known = launcher(case, dated=True, at=claim.start + found.start())
    if known is None:
        return None
    sites = {str(e.fact) for e in claim.own_of("site") if e.fact}
    here = [f for f in known[1] if not sites or any(same_place(f.site, s) for s in sites)]
    found_days = [f.day for f in here if span[0] <= f.day <= span[1]]
    count = len(found_days)
    stated = _number(found["n"], case.language)
    more = _MORE.search(claim.text[: found.start()]) or _MORE_KO.match(claim.text[found.end() :])
    verdict = "unknown"
    if more and count > stated:
        verdict = "yes"
    elif not more and stated < count <= MOST_TIMES * stated:
        verdict = "no"
    first = span[0] if span[0] != date.min else min(found_days, default=span[1])
    told = {"count": str(count), "vehicle": known[0], "span": f"{first}/{span[1]}"}
    text = say("counted", **told, share=percent_listed())
    return Check(True, verdict=verdict, finding=text, source=SOURCE)


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a day is the first of a span: "since 2016", "2001년 이래"."""
    return bool(
        SINCE.search(text[start:end])
        or _SINCE_AHEAD.search(text[max(0, start - 14) : start])
        or _SINCE_AFTER.match(text, end)
    )


def _span(case: Case) -> tuple[date, date] | None:
    """First and last day of the flights that are counted."""
    claim, own = case.claim, case.own_day or date.max
    own_dates = [d for d in claim.dates if claim.start <= d.start < claim.end]
    if not own_dates:
        far = _SO_FAR.search(claim.text) and claim.own_of("vehicle") and not claim.own_of("site")
        return (date.min, own) if far else None
    first = own_dates[0]
    last = date.fromisoformat(first.last)
    since = _begins(claim.text, first.start - claim.start, first.end - claim.start)
    if not since and not first.whole_year:
        return None
    return date.fromisoformat(first.first), own if since else last
