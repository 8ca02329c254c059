"""Dates, lengths and counts of an article, in four languages.

A date is given as its first and last day (ISO). One without a year is taken against the article's
own day: the next or the last such month where the words say so ("prochain", "지난"), else the
nearest one. What is no whole date gives none: a wrong date is worse than none.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

#: A month without a year is the nearest one within so many months, else it is left out.
MOST_MONTHS: Final = 4
_MONTHS: Final = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
}
_NUMBER_OF: Final = {
    lang: {name: k + 1 for k, name in enumerate(names.split())} for lang, names in _MONTHS.items()
}
_SHORT_EN: Final = {m[:3]: k for m, k in _NUMBER_OF["en"].items()} | {"sept": 9}
_EN = (
    r"(?P<month>January|February|March|April|May|June|July|August|"
    r"September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_FR = (
    r"(?P<month>janvier|février|mars|avril|mai|juin|juillet|août|"
    r"septembre|octobre|novembre|décembre)"
)
_RU = (
    r"(?P<month>январ|феврал|март|апрел|ма(?=[йяею]\b)|июн|июл|август|"
    r"сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем|ём|й|а|у|ом)?\b"
)

_PATTERNS: Final = {
    "en": (
        rf"\b{_EN} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_EN}(?:,? (?P<year>\d{{4}}))?\b",
        rf"\b(?<!\d ){_EN},? (?:of )?(?P<year>\d{{4}})\b",
        rf"\b(?P<way>next|last|this|in|since|until|by|of|during|late|early|mid)[ -]{_EN}\b(?! \d)",
        rf"(?<=and ){_EN} (?:of )?(?P<year>\d{{4}})\b",
        r"\b(?:in|since|by|until|during) (?P<year>(?:19|20)\d\d)\b",
    ),
    "fr": (
        rf"\b(?P<day>\d{{1,2}}|1er) {_FR}(?: (?P<year>\d{{4}})\b)?(?: (?P<way>prochain|dernier))?",
        rf"\b(?<!\d ){_FR} (?P<year>\d{{4}})\b",
        (
            rf"\b(?:en|de|d'|d’|depuis|fin|début|mi-|courant|dès) ?(?:le mois de "
            rf")?{_FR}\b(?: (?P<way>prochain|dernier))?(?! \d)"
        ),
        r"\b(?:en|depuis|dès|fin|début) (?P<year>(?:19|20)\d\d)\b",
    ),
    "ko": (
        (
            r"(?:(?P<year>\d{4})년\s*)?(?P<way>지난|오는|"
            r"다음)?\s*(?P<nmonth>\d{1,2})월(?:\s*(?P<day>\d{1,2})일)?"
        ),
        r"(?P<year>\d{4})년(?!\s*(?:\d|간|동안))",
    ),
    "ru": (
        rf"\b(?P<day>\d{{1,2}})(?:-го)? {_RU}(?: (?P<year>\d{{4}})(?: года?у?| г\.)?)?",
        (
            rf"\b(?:(?P<way>в прошлом|в следующем|прошлого|следующего) "
            rf")?(?<![а-яё])(?<!\d ){_RU} (?P<year>\d{{4}})(?: (?:года?у?|г\.))?"
        ),
        (
            rf"\b(?:в|с|до|к|на|весь|и|конце|начале) {_RU}(?! \d)(?: "
            rf"(?P<way>прошлого|следующего|этого) года)?"
        ),
        r"\b(?P<year>(?:19|20)\d\d) (?:году|года|год|г\.)",
    ),
}
_ISO: Final = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<nmonth>\d\d)-(?P<day>\d\d)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: its span, and the first and last day that it may mean."""

    text: str
    start: int
    end: int
    first: str
    last: str
    stated_year: bool = True


def dates(text: str, language: str, own: date | None = None) -> tuple[Dated, ...]:
    """Dates of an article whose own day is `own`.

    Examples
    --------
    >>> [(d.first, d.last) for d in dates("prévu en octobre prochain", "fr", date(2023, 9, 15))]
    [('2023-10-01', '2023-10-31')]
    >>> dates("en mer Jaune, mardi", "fr", date(2023, 9, 15))
    ()
    """
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, *_compiled(language)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            one = _dated(match, language, own)
            if one is not None:
                found.append(one)
                taken.append((start, end))
    found.sort(key=lambda d: d.start)
    return tuple(_joined(text, found, language))


def _compiled(language: str) -> list["re.Pattern[str]"]:
    flags = 0 if language == "en" else re.IGNORECASE
    return [re.compile(p, flags) for p in _PATTERNS[language]]


def _month(groups: dict[str, str | None], language: str) -> int | None:
    if groups.get("nmonth"):
        number = int(groups["nmonth"] or 0)
        return number if 1 <= number <= 12 else None
    name = (groups.get("month") or "").lower().rstrip(".")
    if language == "en":
        return _NUMBER_OF["en"].get(name) or _SHORT_EN.get(name)
    return _NUMBER_OF[language].get(name) if language in _NUMBER_OF else None


def _dated(match: "re.Match[str]", language: str, own: date | None) -> Dated | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if year is not None and not 1900 <= year <= 2150:
        return None
    text = match[0].strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = start + len(text)
    month = _month(groups, language)
    if month is None:
        if year is None or groups.get("month") or groups.get("nmonth"):
            return None
        return Dated(text, start, end, f"{year}-01-01", f"{year}-12-31")
    stated = year is not None
    if year is None:
        if own is None:
            return None
        year = _year(month, own, (groups.get("way") or "").lower())
        if year is None:
            return None
    days = calendar.monthrange(year, month)[1]
    if groups.get("day"):
        day = int(re.sub(r"\D", "", groups["day"] or "") or 0)
        if not 1 <= day <= days:
            return None
        iso = date(year, month, day).isoformat()
        return Dated(text, start, end, iso, iso, stated)
    return Dated(text, start, end, f"{year}-{month:02}-01", f"{year}-{month:02}-{days:02}", stated)


def _year(month: int, own: date, way: str) -> int | None:
    if way in ("next", "prochain", "오는", "다음"):
        return own.year if month > own.month else own.year + 1
    if way in ("last", "dernier", "지난"):
        return own.year if month <= own.month else own.year - 1
    if "прошл" in way:
        return own.year - 1
    if "следующ" in way:
        return own.year + 1
    gap = (month - own.month + 6) % 12 - 6
    if abs(gap) > MOST_MONTHS:
        return None  # before or after: the words do not say
    return own.year + (own.month + gap - 1) // 12


def _joined(text: str, found: list[Dated], language: str) -> list[Dated]:
    """Give the year of "May and August 2023" to both months."""
    out: list[Dated] = []
    for k, one in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        if (
            not one.stated_year
            and following is not None
            and following.stated_year
            and re.fullmatch(
                r"\s*(?:,|et|et en|and|and in|и|и в|과|와|및)?\s*", text[one.end : following.start]
            )
        ):
            year = following.first[:4]
            last = calendar.monthrange(int(year), int(one.first[5:7]))[1]
            day = one.last[8:] if one.first == one.last else f"{last:02}"
            first, end = year + one.first[4:], f"{year}{one.last[4:7]}-{day}"
            out.append(Dated(one.text, one.start, one.end, first, end))
        else:
            out.append(one)
    return out
