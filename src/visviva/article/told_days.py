"""Days that are told from the day told just before: "the same day", "la veille", "이틀 뒤".

Limits: the day before must be one whole day and stand at most 400 signs back; numbers up to ten in
words; what is reckoned from a deed ("two days before the docking") gives none, since its day may be
another than the last one told.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from visviva.article.number_words import word_values

#: A found day: start and end in the text, first and last day.
Found = tuple[int, int, date, date]
#: A day that was told: start and end in the text, and the day.
Told = tuple[int, int, date]

#: A day is reckoned from one that was told at most so many signs before.
MOST_BACK: Final = 400
#: Hours that stand so near after a day say nothing more, signs.
BESIDE: Final = 30
#: Days of a span that is told in hours, before or after.
_HOURS: Final = {"back": (-1, 0), "on": (0, 1)}

#: Fixed words: pattern, first and last day away.
_WORDS: Final = {
    "en": (
        (r"\b(?:the|that) (?:very )?same day\b", 0, 0),
        (r"\bthe (?:previous|preceding) day\b|\bthe day before\b(?! [a-z]|['’])", -1, -1),
        (r"\bthe (?:next|following) (?:day|morning)\b|\bthe day after\b(?! [a-z]|['’])", 1, 1),
        (r"\b(?:some |a few |several )?hours (?:earlier|before)\b(?! [a-z])", *_HOURS["back"]),
    ),
    "fr": (
        (r"\b(?:le|ce) même jour\b|\bce jour-là\b", 0, 0),
        (r"\bla veille\b(?! (?:(?:d[eu]|des) |d['’])(?-i:[a-zéè]))", -1, -1),
        (r"\bl['’]avant-veille\b(?! (?:(?:d[eu]|des) |d['’])(?-i:[a-zéè]))", -2, -2),
        (r"\ble lendemain\b(?! (?:(?:d[eu]|des) |d['’])(?-i:[a-zéè]))", 1, 1),
        (r"\ble surlendemain\b(?! (?:(?:d[eu]|des) |d['’])(?-i:[a-zéè]))", 2, 2),
        (r"\bquelques heures (?:plus tôt|auparavant)\b", *_HOURS["back"]),
    ),
    "ko": (
        (r"같은 날|(?<!\w)당일|(?<!\w)이날(?= (?:오전|오후|새벽|아침|낮|밤))", 0, 0),
        (r"(?<!\w)(?:그 )?전날", -1, -1),
        (r"(?<!\w)(?:다음 ?날|이튿날)", 1, 1),
        (r"몇 ?시간 (?:전|앞서)", *_HOURS["back"]),
    ),
    "ru": (
        (r"\bв тот же день\b", 0, 0),
        (r"\b(?:днём|днем) ранее\b|\bв предыдущий день\b", -1, -1),
        (r"\bна следующий день\b|\bнаутро\b", 1, 1),
        (r"\b(?:несколькими )?часами (?:ранее|раньше)\b", *_HOURS["back"]),
    ),
}
#: A number of days or weeks and its way; `ago` is reckoned from the article's own day.
_COUNTED: Final = {
    "en": (
        r"\b(?P<n>{n}|a|\d{{1,2}}) (?P<unit>day|week)s? (?:(?P<on>later|afterwards?)|"
        r"(?P<back>earlier|before(?! [a-z]))|(?P<ago>ago))\b"
    ),
    "fr": (
        r"\b(?P<n>{n}|\d{{1,2}}) (?P<unit>jour|semaine)s? (?:(?P<on>plus tard|après(?! (?:l|s|c)))|"
        r"(?P<back>plus tôt|auparavant))\b|"
        r"\bil y a (?P<n2>{n}|\d{{1,2}}) (?P<unit2>jour|semaine)s?\b(?P<ago>)"
    ),
    "ko": (
        r"(?<![\w~.-])(?:(?P<n>{n}|\d{{1,2}}) ?(?P<unit>일|주)|"
        r"(?P<word>하루|이틀|사흘|나흘|닷새|엿새))"
        r" ?(?:만|간)?(?:(?P<on> ?(?:뒤|후)(?:인|에)?(?!\w))|(?P<back> 앞서))"
    ),
    "ru": (
        r"\b(?:через|спустя) (?:(?P<n>{n}|\d{{1,2}}) )?"
        r"(?P<unit>день|дня|дней|сутки|суток|недел[юи])\b(?! после)(?P<on>)|"
        r"\b(?P<n2>{n}|\d{{1,2}}) (?P<unit2>дня|дней|суток|недели) "
        r"(?:(?P<on2>спустя)|(?P<ago>назад))\b"
    ),
}
_KOREAN_DAYS: Final = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6}
_WEEKS: Final = ("week", "semaine", "주", "недел")
#: A year after or before the one told last.
_YEARS: Final = {
    "en": ((r"\bthe (?:following|next) year\b", 1), (r"\bthe (?:previous|preceding) year\b", -1)),
    "fr": ((r"\bl['’]année (?:suivante|d['’]après)\b", 1), (r"\bl['’]année précédente\b", -1)),
    "ko": ((r"(?<!\w)이듬해", 1), (r"(?<!\w)전년", -1)),
    "ru": ((r"\bна следующий год\b", 1), (r"\bгодом ранее\b", -1)),
}


@lru_cache(maxsize=4)
def _counted(language: str) -> "re.Pattern[str]":
    words = sorted((w for w, v in word_values(language).items() if v <= 10.0), key=len)
    return re.compile(_COUNTED[language].format(n="|".join(words[::-1])), re.IGNORECASE)


def told_years(text: str, language: str, told: Sequence[Told]) -> list[Found]:
    """Years that are told from the year told last.

    Parameters
    ----------
    text, language : str
    told : sequence
        Days, months and years of the text, each by its first day.

    Examples
    --------
    >>> text = "It flew in 2021, and the next year."
    >>> [f[2].year for f in told_years(text, "en", [(8, 15, date(2021, 1, 1))])]
    [2022]
    """
    out: list[Found] = []
    for pattern, step in _YEARS[language]:
        for m in re.finditer(pattern, text, re.IGNORECASE):
            base = _last(told, m.start())
            if base is not None:
                year = base[2].year + step
                out.append((*m.span(), date(year, 1, 1), date(year, 12, 31)))
    return out


def told_days(text: str, language: str, told: Sequence[Told], own: date | None) -> list[Found]:
    """Days that are told from the last one told, or a number of days ago.

    Parameters
    ----------
    text, language : str
    told : sequence
        Whole days of the text in their order, with their places.
    own : date, optional
        The article's own day: what is reckoned from a day after it is yet to come, and left out.

    Examples
    --------
    >>> text = "It flew on 3 May 2024. The next day it docked."
    >>> [str(f[2]) for f in told_days(text, "en", [(11, 21, date(2024, 5, 3))], None)]
    ['2024-05-04']
    """
    out: list[Found] = []
    known = list(told)
    for start, end, first, last, ago in sorted(_shifts(text, language)):
        main = known if first or last else [t for t in known if not _aside(text, t)]
        base = None if ago else _last(main or known, start)
        day = own if ago else base[2] if base else None
        if day is None or (own is not None and day > own):
            continue
        if base and first + last in (-1, 1) and start - base[1] <= BESIDE:
            continue  # "on that day, hours earlier": the day stands there
        found = day + timedelta(days=first)
        out.append((start, end, found, day + timedelta(days=last)))
        if first == last:
            known = sorted([*known, (start, end, found)])
    return out


def _aside(text: str, told: Told) -> bool:
    """Whether a day is told beside the one of the story: "지난 8일"."""
    return text[told[0] : told[1]].startswith("지난 ")


def _last(told: Sequence[Told], at: int) -> Told | None:
    before = [t for t in told if t[1] <= at]
    return before[-1] if before and at - before[-1][1] <= MOST_BACK else None


def _shifts(text: str, language: str) -> list[tuple[int, int, int, int, bool]]:
    """Places with their first and last day away, and whether they are reckoned from today."""
    out = []
    for pattern, first, last in _WORDS[language]:
        out += [(*m.span(), first, last, False) for m in re.finditer(pattern, text, re.IGNORECASE)]
    for m in _counted(language).finditer(text):
        count, week, way = _count(m.groupdict(), language)
        days = way * count * (7 if week else 1)
        room = 3 if week else 0  # "two weeks later" is no day
        out.append((*m.span(), days - room, days + room, m.groupdict().get("ago") is not None))
    return out


def _count(groups: dict[str, str | None], language: str) -> tuple[int, bool, int]:
    """How many, whether weeks, and which way."""
    word = (groups.get("n") or groups.get("n2") or groups.get("word") or "a").lower()
    values = {"a": 1.0, **_KOREAN_DAYS, **word_values(language)}
    number = int(word) if word.isdigit() else int(values[word])
    unit = (groups.get("unit") or groups.get("unit2") or "").lower()
    back = groups.get("back") is not None or groups.get("ago") is not None
    return number, unit.startswith(_WEEKS), -1 if back else 1
