"""How long somebody trains for a flight as a guest, held against the guests on record.

Limits: months and years alone; six guests of Soyuz. Somebody of a cosmonaut corps trains for
longer: a span over the longest on record is possible.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from visviva.article.number_words import word_values
from visviva.article.rules.case import Case, Check, turned
from visviva.core.message import speaker
from visviva.data.crewed_tables import guests

TEXTS: Final = {
    "en": {
        "finding": (
            "{count} guests on record trained between {least} months ({briefest}, flown in "
            "{brief_year}) and {most} months ({longest}, flown in {long_year}); the claim leaves "
            "some {said}."
        )
    },
    "fr": {
        "finding": (
            "{count} invités au registre se sont entraînés entre {least} mois ({briefest}, vol en "
            "{brief_year}) et {most} mois ({longest}, vol en {long_year})\u00a0; l’énoncé en "
            "laisse environ {said}."
        )
    },
    "ko": {
        "finding": (
            "기록에 있는 방문 탑승 사례 {count}건의 훈련 기간은 {least}개월({briefest}, "
            "{brief_year}년 비행)에서 {most}개월({longest}, {long_year}년 비행)까지이다. 주장에는 "
            "약 {said}개월이 남는다."
        )
    },
}
say = speaker(TEXTS)

DAYS_A_MONTH: Final = 365.25 / 12.0
#: A span of so much of the shortest training on record is marginal, below it nobody was ready.
MARGINAL_SHARE: Final = 0.5

#: Training of people, and what is said of launchers as well: the latter counts of a crew alone.
_TRAINS: Final = {
    "en": (r"\btrain(?:s|ed|ing)?\b(?! of)", r"\bprepar"),
    "fr": (r"\bentra[iî]n(?:é|er|ement|ait|eront)", r"prépar|formation|formé"),
    "ko": ("훈련", "준비"),
    "ru": ("трениров|обуч", "готов"),
}
#: What is told of a stay or of the way home, not of the time until a flight.
_THERE: Final = re.compile(
    r"return|\bhome\b|\bland|\bstay|\bspend|aboard|on board|replac|retour|rentr|revien|atterri|"
    r"séjour|relev|귀환|돌아|체류|머물|교대|верн|возвращ|приземл|пробуд|провед|смен",
    re.IGNORECASE,
)
#: A span that is still to pass: what stands before it, or behind it in Korean.
_AHEAD: Final = {
    "en": r"\b(?:in|within)\s+(?:just\s+)?(?:about\s+|around\s+|some\s+)?",
    "fr": r"\b(?:dans|d['’]ici(?: à)?)\s+(?:environ\s+)?",
    "ko": "",
    "ru": r"\b(?:через|за)\s+(?:примерно\s+)?",
}
_MORE: Final = {
    "en": r"(?:(?:a )?(?:little|bit|just|slightly)\s+)?(?:(?:more|less) than|over|under)\s+",
    "fr": r"(?:(?:un )?peu )?(?:plus|moins) d(?:e |['’])",
    "ko": "",
    "ru": r"(?:чуть |немного )?(?:более|больше|менее|меньше)\s+(?:чем\s+(?:за\s+|через\s+)?)?",
}
_UNITS: Final = {
    "en": (r"months?\b", r"years?\b(?! old)"),
    "fr": (r"mois\b", r"an(?:s|nées?)?\b"),
    "ko": (r"(?:개월|달)", r"년"),
    "ru": (r"месяц\w*", r"(?:год\w*|лет)\b"),
}
_ONE: Final = {"en": r"an?", "fr": r"une?", "ko": r"(?!)", "ru": r"(?=[мгл])"}


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a statement, months, and whether it is still to pass."""

    months: float
    ahead: bool


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, word_values(language)), key=len, reverse=True))
    months, years = _UNITS[language]
    number = rf"(?P<n>\d{{1,2}}(?:[.,]\d)?|{words})[\s-]*|(?P<one>{_ONE[language]})[\s-]*"
    behind = r"(?P<behind>\s?(?:여|남짓)?\s?(?:뒤|후|만에|안에|이내))?" if language == "ko" else ""
    return re.compile(
        rf"(?P<ahead>{_AHEAD[language]})?(?:{_MORE[language]})?(?<![\w.,-])(?:{number})"
        rf"(?:(?P<m>{months})|(?P<y>{years}))(?!\w*\s+ago){behind}",
        re.IGNORECASE,
    )


def spans(text: str, language: str) -> list[Span]:
    """Spans of months and years that a text tells.

    Examples
    --------
    >>> spans("It would fly in a little over a year.", "en")
    [Span(months=12.0, ahead=True)]
    >>> spans("Il s’est entraîné dix-huit mois.", "fr"), spans("1년 남짓 뒤에 비행한다", "ko")
    ([Span(months=18.0, ahead=False)], [Span(months=12.0, ahead=True)])
    """
    out = []
    for m in _pattern(language).finditer(text):
        word = m["n"]
        if word is None:
            count = 1.0
        else:
            known = word_values(language).get(word.lower())
            count = float(word.replace(",", ".")) if known is None else known
        behind = language == "ko" and m["behind"] is not None
        ahead = bool(m["ahead"]) or behind
        out.append(Span(count * (12.0 if m["y"] else 1.0), ahead))
    return out


def training(case: Case) -> Check | None:
    """A span of training, or what is left until a flight with people."""
    claim, language = case.claim, case.language
    people, either = (re.search(p, claim.text, re.IGNORECASE) for p in _TRAINS[language])
    trains = people or (either and claim.kind == "crew")
    found = spans(claim.text, language)
    if len(found) != 1:
        return None
    ship = claim.kind == "crew" and "soyuz-ms" in case.slugs("ship", near=True)
    guest = found[0].ahead and ship
    if not trains and (not guest or _THERE.search(claim.text)):
        return None
    rows = [(_months(g.liftoff, g.begun), g) for g in guests()]
    brief, first = min(rows, key=lambda row: row[0])
    long, last = max(rows, key=lambda row: row[0])
    said = found[0].months
    verdict = "yes" if said >= brief else "marginal" if said >= MARGINAL_SHARE * brief else "no"
    return Check(
        True,
        verdict=turned(verdict, claim),
        finding=say(
            "finding",
            count=str(len(rows)),
            least=(brief, 0),
            briefest=first.name,
            brief_year=str(first.liftoff.year),
            most=(long, 0),
            longest=last.name,
            long_year=str(last.liftoff.year),
            said=(said, 0),
        ),
        source="; ".join(row.source for row in (first, last)),
    )


def _months(liftoff: date, begun: tuple[date, date]) -> float:
    """Middle of what the begin allows."""
    days = [(liftoff - day).days for day in begun]
    return sum(days) / len(days) / DAYS_A_MONTH
