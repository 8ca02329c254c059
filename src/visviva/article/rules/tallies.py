"""How often a launcher flew, and whether it ever did, held against the record of launches.

Limits: the record holds about two thirds of all launch days. More flights on record than an article
counts make its count wrong; fewer say nothing. A flight on record makes a "never" wrong.
"""

import re
from datetime import date
from typing import Final

from visviva.article.quantities import word_values
from visviva.article.rules.case import Case, Check
from visviva.article.rules.flights import SOURCE, launcher
from visviva.core.message import speaker

TEXTS: Final = {
    "en": {
        "counted": (
            "{count} flights of {vehicle} stand in the record for {span}; it holds two thirds of "
            "all launch days."
        ),
        "flew_before": "{vehicle} first flew on {day} (GCAT; days in UTC).",
        "reached": "{vehicle} reached an orbit on {day} (GCAT; days in UTC).",
        "not_before": (
            "No such flight of {vehicle} before {day} stands in the record; it holds two thirds of "
            "all launch days."
        ),
    },
    "fr": {
        "counted": (
            "Le registre contient {count} vols de {vehicle} pour {span}\u202f; il contient les "
            "deux tiers des jours de lancement."
        ),
        "flew_before": "Premier vol de {vehicle} le {day} (GCAT\u202f; jours en UTC).",
        "reached": "{vehicle} a atteint une orbite le {day} (GCAT\u202f; jours en UTC).",
        "not_before": (
            "Aucun vol de ce genre de {vehicle} avant le {day} dans le registre\u202f; il contient "
            "les deux tiers des jours de lancement."
        ),
    },
    "ko": {
        "counted": (
            "기록에 있는 {span} 기간의 {vehicle} 비행: {count}회. 기록은 전체 발사일의 3분의 2를 "
            "담고 있다."
        ),
        "flew_before": "{vehicle} 첫 비행: {day}(GCAT, UTC 날짜).",
        "reached": "{vehicle} 궤도 진입: {day}(GCAT, UTC 날짜).",
        "not_before": (
            "{day} 이전에 그런 {vehicle} 비행은 기록에 없다. 기록은 전체 발사일의 3분의 2를 담고 "
            "있다."
        ),
    },
}
say = speaker(TEXTS)

_COUNT: Final = re.compile(
    r"(?<![\d.,\w])(?P<n>\d{1,3}|t(?:wo|hree|en)|f(?:our|ive)|s(?:ix|even|ept)|eight|nine|"
    r"deux|trois|quatre|cinq|huit|neuf|dix|дв(?:а|ух)|тр(?:и|ёх|ех)|четыр(?:е|ёх|ех)|пять|шесть|"
    r"семь)(?: (?:times|flights|launches|missions|fois|vols|tirs|lancements|"
    r"раза?|пуск\w+|запуск\w+|полёт\w+|полет\w+)\b|(?:번|회|차례)(?!째))",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\bsince\b|\bdepuis\b|이후|이래|부터|\bс\b|начиная", re.IGNORECASE)
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
    return float(word) if word.isdigit() else word_values(language)[word.lower()]


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
        text = say("not_before", vehicle=title, day=case.own_day.isoformat())
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    key = "reached" if orbit else "flew_before"
    told = say(key, vehicle=title, day=before[0].day.isoformat())
    return Check(True, verdict="no", finding=told, source=SOURCE)


def counted(case: Case) -> Check | None:
    """How many flights a launcher is said to have made since a date."""
    claim = case.claim
    found = _COUNT.search(claim.text)
    if found is None or not claim.dates:
        return None
    year = date.fromisoformat(claim.dates[0].last)
    whole = (claim.dates[0].first[4:], claim.dates[0].last[4:]) == ("-01-01", "-12-31")
    since = bool(_SINCE.search(claim.text))
    if not since and not whole:
        return None
    known = launcher(case, dated=True, at=claim.start + found.start())
    if known is None or case.own_day is None:
        return None
    first, last = date.fromisoformat(claim.dates[0].first), case.own_day if since else year
    count = sum(first <= f.day <= last for f in known[1])
    text = say("counted", count=str(count), vehicle=known[0], span=f"{first}/{last}")
    verdict = "no" if count > _number(found["n"], case.language) else "unknown"
    return Check(True, verdict=verdict, finding=text, source=SOURCE)
