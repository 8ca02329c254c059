"""Dates, lengths and counts of an article, in four languages.

A date is given as its first and last day (ISO). One without a year is taken against the article's
own day: the next or the last such month where the words say so ("prochain", "지난"), else the
nearest one. What is no whole date gives none: a wrong date is worse than none.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from visviva.article.date_words import (
    BEGINS,
    ISO,
    NUMBER_OF,
    PATTERNS,
    SHORT_EN,
    SHORT_RU,
    days_of_month,
)
from visviva.article.relative_days import relative_days, tells_past
from visviva.article.told_days import Found, told_days, told_years

#: A month without a year is the nearest one within so many months, else it is left out.
MOST_MONTHS: Final = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: its span, and the first and last day that it may mean."""

    text: str
    start: int
    end: int
    first: str
    last: str
    stated_year: bool = True

    @property
    def one_day(self) -> bool:
        """Whether it means one day, and no month or year."""
        return self.first == self.last

    @property
    def whole_year(self) -> bool:
        """Whether it means a year from its first day to its last."""
        return self.first[4:] == "-01-01" and self.last[4:] == "-12-31"


def dates(text: str, language: str, own: date | None = None) -> tuple[Dated, ...]:
    """Dates of an article whose own day is `own`.

    Examples
    --------
    >>> [(d.first, d.last) for d in dates("prévu en octobre prochain", "fr", date(2023, 9, 15))]
    [('2023-10-01', '2023-10-31')]
    >>> [d.first for d in dates("en mer Jaune, mardi", "fr", date(2023, 9, 15))]
    ['2023-09-12']
    """
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    for pattern in (ISO, *_compiled(language)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            one = _dated(match, language, own)
            if one is not None and not any(one.start < b and a < one.end for a, b in taken):
                found.append(one)
                taken.append((start, end))
                for more in _listed(text, one, language):
                    found.append(more)
                    taken.append((more.start, more.end))
    for start, end, first, last in relative_days(text, language, own) if own is not None else ():
        if not any(start < b and a < end for a, b in taken):
            found.append(
                Dated(text[start:end], start, end, first.isoformat(), last.isoformat(), True)
            )
            taken.append((start, end))
    found.sort(key=lambda d: d.start)
    found = _with_told(text, found, told_years(text, language, _places(found)))
    found = _joined(text, _of_that_year(text, found))
    whole = _places([d for d in found if d.one_day])
    return tuple(_with_told(text, found, told_days(text, language, whole, own)))


#: Days or years before the last of a list: "9 и 10 апреля", "2014, 2020 и 2021 годах".
_BEFORE: Final = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,2}|(?:19|20)\d\d)(?: ?[-–] ?|,? (?:et|and|и|в|or|ou|au|to) |, )$"
)
_AFTER_DAY: Final = re.compile(r"(?:,? and |[-–])(?P<n>\d{1,2})\b(?!\s?(?:km|kg|%|[ap]\.?m|:))")


def _listed(text: str, last: Dated, language: str) -> Iterator[Dated]:
    """Further days, or years, of the list that a date ends, or in English begins."""
    whole_year, one_day, at = last.whole_year, last.one_day, last.start
    if whole_year:
        yield from _years_after(text, last)
    while found := _BEFORE.search(text, max(0, at - 14), at):
        if len(found["n"]) == 4 and (whole_year or language in ("en", "fr")):
            year = found["n"]
            if not whole_year:
                return
            start = found.start("n")
            yield Dated(year, start, start + 4, f"{year}-01-01", f"{year}-12-31")
        elif len(found["n"]) < 3 and one_day and text[last.start].isdigit():
            day, start = int(found["n"]), found.start("n")
            if not 1 <= day < int(last.first[8:]):
                return
            iso = f"{last.first[:8]}{day:02}"
            yield Dated(found["n"], start, start + len(found["n"]), iso, iso, last.stated_year)
        else:
            return
        at = found.start("n")
    after = _AFTER_DAY.match(text, last.end) if language == "en" and one_day else None
    if after and not text[last.start].isdigit() and int(last.first[8:]) < int(after["n"]) <= 31:
        iso = f"{last.first[:8]}{int(after['n']):02}"
        yield Dated(after["n"], after.start("n"), after.end("n"), iso, iso, last.stated_year)


_YEAR_AFTER: Final = re.compile(r"(?:, (?:and )?|,? and |,? et |,? и )(?P<n>(?:19|20)\d\d)\b")


def _years_after(text: str, first: Dated) -> Iterator[Dated]:
    """The years of a list after its first: "in 2014, 2020 and 2021"."""
    at = first.end
    while found := _YEAR_AFTER.match(text, at):
        year, start, at = found["n"], found.start("n"), found.end("n")
        yield Dated(year, start, at, f"{year}-01-01", f"{year}-12-31")


@lru_cache(maxsize=4)
def _compiled(language: str) -> list["re.Pattern[str]"]:
    flags = 0 if language == "en" else re.IGNORECASE
    return [re.compile(p, flags) for p in PATTERNS[language]]


def _month(groups: dict[str, str | None], language: str) -> int | None:
    if groups.get("nmonth"):
        number = int(groups["nmonth"] or 0)
        return number if 1 <= number <= 12 else None
    name = (groups.get("month") or "").lower().rstrip(".")
    if language == "en":
        return NUMBER_OF["en"].get(name) or SHORT_EN.get(name)
    if language == "ru" and name[:3] in SHORT_RU:
        return SHORT_RU[name[:3]]
    return NUMBER_OF[language].get(name) if language in NUMBER_OF else None


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
        way = (groups.get("whose") or groups.get("way") or "").lower()
        past = tells_past(match.string, match.start(), match.end(), language)
        year = _year(month, own, way, groups, past=past)
        if year is None:
            return None
    days = calendar.monthrange(year, month)[1]
    if groups.get("day"):
        day = int(re.sub(r"\D", "", groups["day"] or "") or 0)
        if not 1 <= day <= days:
            return None
        iso = date(year, month, day).isoformat()
        return Dated(text, start, end, iso, iso, stated)
    at = match.start("month" if groups.get("month") else "nmonth")
    first, last = days_of_month(match.string, at, end)
    span = f"{year}-{month:02}-{first:02}", f"{year}-{month:02}-{min(last, days):02}"
    return Dated(text, start, end, *span, stated)


def _year(
    month: int, own: date, way: str, groups: dict[str, str | None], *, past: bool
) -> int | None:
    if groups.get("whose") or way in ("지난해", "작년", "올해", "내년"):
        return own.year + {"last": -1, "지난해": -1, "작년": -1, "next": 1, "내년": 1}.get(way, 0)
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
        if not past:
            return None  # before or after: the words do not say
        return own.year if month <= own.month else own.year - 1
    year = own.year + (own.month + gap - 1) // 12
    return year - 1 if past and gap > 0 else year


_THAT_YEAR: Final = re.compile(
    r",? (?:of )?(?:that|the same) year|,? (?:de )?(?:cette|la même) année(?:-là)?|"
    r" (?:того|этого) же года",
    re.IGNORECASE,
)


_THAT_YEAR_KO: Final = re.compile(r"(?:그해|같은 해)\s*$")


def _with_told(text: str, found: list[Dated], more: list[Found]) -> list[Dated]:
    """The dates with those that are told from them: "the same day", "la veille"."""
    new = [
        Dated(text[start:end], start, end, first.isoformat(), last.isoformat())
        for start, end, first, last in more
        if not any(start < d.end and d.start < end for d in found)
    ]
    return sorted([*found, *new], key=lambda d: d.start)


def _places(found: list[Dated]) -> list[tuple[int, int, date]]:
    return [(d.start, d.end, date.fromisoformat(d.first)) for d in found]


def _has_its_year(text: str, told: Dated, one: Dated) -> bool:
    """Whether the words give a date the year of one before: "in 2016 he rose, on 17 November"."""
    if _THAT_YEAR.match(text, one.end) or _THAT_YEAR_KO.search(text, 0, one.start):
        return True
    if BEGINS.search(text, max(0, told.start - 14), told.start) or BEGINS.match(told.text):
        return False  # "since 1995 …, and in July"
    return told.whole_year and not re.search(r"[.!?;]\s|\n", text[told.end : one.start])


def _of_that_year(text: str, found: list[Dated]) -> list[Dated]:
    """Give "August of that year" the year that was told before."""
    out: list[Dated] = []
    for one in found:
        told = [d for d in out if d.stated_year]
        if one.stated_year or not told or not _has_its_year(text, told[-1], one):
            out.append(one)
            continue
        out.append(_in_year(one, told[-1].first[:4]))
    return out


def _in_year(one: Dated, year: str) -> Dated:
    """The same day, or month, of another year."""
    last = calendar.monthrange(int(year), int(one.first[5:7]))[1]
    day = one.last[8:] if one.one_day else f"{last:02}"
    first, end = year + one.first[4:], f"{year}{one.last[4:7]}-{day}"
    return Dated(one.text, one.start, one.end, first, end)


def _joined(text: str, found: list[Dated]) -> list[Dated]:
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
            out.append(_in_year(one, following.first[:4]))
        else:
            out.append(one)
    return out
