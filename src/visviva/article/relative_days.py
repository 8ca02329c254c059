"""Days that are told from the article's own day: weekdays, yesterday, last year, a bare "27일".

A weekday is the last one (the article's own day included), the coming one where the sentence
speaks of what is to come. Limits: only where the article's own day is known; no weeks, seasons or
"today", which the press also says for an age.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from visviva.article.flight_words import to_come
from visviva.article.language import between

#: A found day: start and end in the text, first and last day.
Found = tuple[int, int, date, date]

_WEEKDAYS: Final = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "ru": "понедельник вторник сред четверг пятниц суббот воскресень",
}
_WEEKDAY: Final = {
    "en": (
        r"\b(?P<way>last |next |this |coming )?(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|"
        r"Saturday|Sunday)\b(?! [A-Z]|['’]s|s\b)"
    ),
    "fr": (
        r"(?<!le )(?<!les )\b(?P<name>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
        r"(?: (?:matin|soir|après-midi))?(?P<way> prochain| dernier)?"
    ),
    "ko": r"(?P<way>지난 |오는 |이번 |다음 )?(?P<name>[월화수목금토일]요일)",
    "ru": (
        r"\b(?:во?|на) (?P<way>прошл\w+ |следующ\w+ |эт\w+ )?"
        r"(?P<name>понедельник|вторник|сред(?=у)|четверг|пятниц(?=у)|суббот(?=у)|воскресень(?=е))[уе]?\b"
    ),
}
_NEXT: Final = ("next", "coming", "prochain", "오는", "다음", "следующ")
_LAST: Final = ("last", "dernier", "지난", "прошл")
#: A weekday beside a date in figures only repeats it.
_DATED_AFTER: Final = re.compile(
    r"[,( ]*(?:le |the )?(?:\d{1,2}(?!\d|:|\s?[ap]\.?m\b|\s?[hч]\b|시)|[A-Z][a-z]{2,8}\.? \d)"
)
_DATED_BEFORE: Final = re.compile(r"(?:\d|\d일|\d\))[,( ]*$")
#: Days away from the article's own.
_DAYS: Final = {
    "en": (
        (r"\byesterday\b", -1, -1),
        (r"\blast night\b", -1, 0),
        (r"\btomorrow\b", 1, 1),
        (r"\btoday(?= at \d)|\bearlier today\b|\bthis (?:morning|evening|afternoon)\b", 0, 0),
    ),
    "fr": (
        (r"\bhier\b", -1, -1),
        (r"\bavant-hier\b", -2, -2),
        (r"\bdemain\b", 1, 1),
        (r"\baujourd['’]hui(?= à \d)|\bce (?:matin|soir|midi)\b|\bcet après-midi\b", 0, 0),
    ),
    "ko": (
        (r"(?<!\w)어제", -1, -1),
        (r"(?<!\w)내일", 1, 1),
        (r"(?<!\w)어젯밤", -1, 0),
        (r"(?<!\w)오늘(?= (?:오전|오후|새벽|아침|낮|밤))", 0, 0),
    ),
    "ru": (
        (r"\bвчера\b", -1, -1),
        (r"\bзавтра\b", 1, 1),
        (r"\bпозавчера\b", -2, -2),
        (r"\bсегодня(?=,? (?:в \d|утром|ночью|вечером|дн[её]м))", 0, 0),
    ),
}
#: The week before the article's own, Monday to Sunday.
_LAST_WEEK: Final = re.compile(
    r"(?<!the )(?<!its )\blast week\b|\bla semaine (?:dernière|passée)\b|"
    r"(?<!\w)지난 ?주(?= (?![월화수목금토일]요일)|에|,|$)|\bна прошлой неделе\b",
    re.IGNORECASE,
)
#: Years and months away from the article's own: pattern, years, months.
_SPANS: Final = {
    "en": (
        (r"\blast year\b", -1, None),
        (r"\b(?:this|later this|earlier this) year\b", 0, None),
        (r"(?<!the )\bnext year\b", 1, None),
        (r"\blast month\b", 0, -1),
        (r"\bnext month\b", 0, 1),
    ),
    "fr": (
        (r"\bl['’]an(?:née)? (?:dernière?|passée?)\b", -1, None),
        (r"\b(?:cette année|l['’]année en cours)\b", 0, None),
        (r"\bl['’]an(?:née)? prochaine?\b", 1, None),
        (r"\ble mois dernier\b", 0, -1),
        (r"\ble mois prochain\b", 0, 1),
    ),
    "ko": (
        (r"(?:지난해|작년)(?! ?\d)", -1, None),
        (r"올해(?! ?\d)", 0, None),
        (r"내년(?! ?\d)", 1, None),
        (r"지난달(?! \d)", 0, -1),
        (r"다음 ?달(?! \d)", 0, 1),
    ),
    "ru": (
        (r"\bв прошлом году\b", -1, None),
        (r"\b(?:в этом|в текущем) году\b|\bтекущего года\b", 0, None),
        (r"\bв следующем году\b", 1, None),
        (r"\bв прошлом месяце\b", 0, -1),
        (r"\bв следующем месяце\b", 0, 1),
    ),
}
#: Where a sentence ends, and a part of one.
_ENDS: Final = (". ", "! ", "? ", "\n")
_STOPS: Final = (*_ENDS, ", ", "; ", "” ", "» ")
#: Who says a thing says it before it is written.
_SAID: Final = {
    "en": re.compile(r"\b(?:said|told|announced|says|confirmed|reported|wrote|added)\b"),
    "fr": re.compile(r"\b(?:a|ont) (?:\w+ )?(?:annoncé|déclaré|indiqué|dit|affirmé|confirmé)"),
    "ko": re.compile(r"밝혔|말했|전했|발표했|보도했"),
    "ru": re.compile(r"сообщил|заявил|сказал|объявил|рассказал|передал"),
}
#: "27일 오전": a day without its month, and no span of days.
_BARE_DAY: Final = re.compile(
    r"(?<![\d월.,~∼-])(?<!월 )(?P<way>이달 |이번 ?달 |지난달 |지난 |오는 |다음 ?달 )?"
    r"(?P<day>\d{1,2})일"
    r"(?!\s*(?:간|동안|만|째|차|가량|정도|이내|정|쯤|안|치|의|을|이|\d| ?걸)|요일)"
)


def relative_days(text: str, language: str, own: date) -> Iterator[Found]:
    """Days and spans of the text that only the article's own day fixes.

    Examples
    --------
    >>> [str(f[2]) for f in relative_days("It flew on Tuesday.", "en", date(2024, 7, 12))]
    ['2024-07-09']
    >>> [str(f[2]) for f in relative_days("27일 오전 발사됐다", "ko", date(2025, 11, 28))]
    ['2025-11-27']
    """
    yield from _weekdays(text, language, own)
    yield from _feasts(text, own)
    flags = re.IGNORECASE
    for pattern, first, last in _DAYS[language]:
        for m in re.finditer(pattern, text, flags):
            yield *m.span(), own + timedelta(days=first), own + timedelta(days=last)
    for pattern, years, months in _SPANS[language]:
        for m in re.finditer(pattern, text, flags):
            yield *m.span(), *_span(own, years, months)
    for m in _LAST_WEEK.finditer(text):
        monday = own - timedelta(days=7 + own.weekday())
        yield *m.span(), monday, monday + timedelta(days=6)
    if language == "ko":
        yield from _bare_days(text, own)


#: Feasts of one day: pattern, month, day.
_FEASTS: Final = (
    (r"\bChristmas Eve\b|\b(?:la veille|le réveillon) de Noël\b|크리스마스 이브", 12, 24),
    (r"\bChristmas Day\b|\b(?:le jour de|à) Noël\b|성탄절|크리스마스 당일", 12, 25),
    (r"\bNew Year['’]s Eve\b|\bla Saint-Sylvestre\b", 12, 31),
    (r"\bNew Year['’]s Day\b|\b(?:le )?jour de l['’]An\b", 1, 1),
)


def _feasts(text: str, own: date) -> Iterator[Found]:
    """Christmas Day 2021; without a year, the last one."""
    for pattern, month, day in _FEASTS:
        for m in re.finditer(
            rf"(?:{pattern})(?:,? (?:in |of |en )?(?P<year>(?:19|20)\d\d))?", text
        ):
            year = int(m["year"] or own.year)
            when = date(year, month, day)
            if when > own and not m["year"]:
                when = when.replace(year=year - 1)
            yield *m.span(), when, when


#: What was yet to come at a time that has been.
_HAD: Final = {
    "en": re.compile(r"\b(?:had|was|were)\b"),
    "fr": re.compile(r"\b(?:avai(?:t|ent)|étai(?:t|ent)|devai(?:t|ent))\b"),
    "ko": re.compile(r"(?:였|했|됐)(?:다|던)"),
    "ru": re.compile(r"\bбыл[аио]?\b"),
}
#: Verbs that tell what has been.
_PAST: Final = {
    "en": re.compile(
        r"\b(?:was|were|had|did|went|flew|made|took|saw|left|"
        r"fell|lost|rose|sent|came|began|broke|blew|brought|became|sank|shot|won|held|gave|\w{2,}ed)\b"
    ),
    "fr": re.compile(r"\b(?:a|ont|avai(?:t|ent)|étai(?:t|ent)|fut|est|sont|\w{3,}ait)\b"),
    "ko": re.compile(r"[았었했됐렸갔왔]"),
    "ru": re.compile(
        r"\b(?!сигнал|канал|матери|потенц|персон|капит|сил[аы]\b|школ|скал)"
        r"(?:\w{2,}[аеияуыо]л[аио]?(?:сь|ся)?|ушла|ушли|шёл|вёл|вышл[аио]|смогл[аио])\b"
    ),
}


#: A participle that begins a part: "parti le 24 avril", "launched on 3 May".
_DONE: Final = re.compile(
    r"^\W*(?:(?:parti|lancé|tiré|envoyé|placé|arrivé|décollé)e?s?|(?:re)?launched|sent|lofted|flown|"
    r"запущенн\w+|ушедш\w+|стартовавш\w+|отправленн\w+) ",
    re.IGNORECASE,
)


def tells_past(text: str, at: int, end: int, language: str) -> bool:
    """Whether the part of the sentence about a place in the text tells what has been.

    Examples
    --------
    >>> tells_past("It failed on 6 March.", 13, 20, "en")
    True
    """
    if _DONE.match(between(text, at, end, _STOPS)):
        return True
    sentence = between(text, at, end, _ENDS)
    return bool(_PAST[language].search(sentence)) and not to_come(sentence, language)


def _ahead(part: str, language: str) -> bool:
    return to_come(part, language) and not _SAID[language].search(part)


#: A passive that tells what was done: "was launched on", "a été lancé", "был запущен".
_WAS: Final = re.compile(r"\bwas \w+ed\b|\bwere \w+ed\b|\bété \w+|\bбыл[аио]? \w+")
#: Signs just before a weekday whose verb is its own: "that will weigh forests was launched on".
NEAREST: Final = 16


def _told_before(text: str, at: int, language: str) -> bool:
    """Whether the words just before a weekday tell what has been: "a lancé lundi"."""
    left = max(text.rfind(stop, 0, at) for stop in _STOPS)
    before = text[left + 1 : at]
    return any(
        _PAST[language].search(part) and not to_come(part, language)
        for part in (before, before[-NEAREST:] if _WAS.search(before[-NEAREST:]) else before)
    )


_HOUR_STOP: Final = re.compile(r"\b([ap])\.(m)\.")


def _weekdays(text: str, language: str, own: date) -> Iterator[Found]:
    names = _WEEKDAYS[language].split()
    text = _HOUR_STOP.sub(r"\1 \2 ", text)  # "6:36 a.m. Friday" is one part
    flags = 0 if language == "en" else re.IGNORECASE
    for m in re.finditer(_WEEKDAY[language], text, flags):
        if _DATED_AFTER.match(text, m.end()) or _DATED_BEFORE.search(text[: m.start()][-12:]):
            continue
        way = (m["way"] or "").strip().lower()
        back = (own.weekday() - names.index(m["name"].lower())) % 7
        if way.startswith(_NEXT):
            day = own + timedelta(days=7 - back)
        elif way.startswith(_LAST):
            day = own - timedelta(days=back or 7)
        elif not _told_before(text, m.start(), language) and _ahead(
            part := between(text, *m.span(), _STOPS), language
        ):
            if _HAD[language].search(part):
                continue  # "had expected it on Friday": before or after is not said
            day = own + timedelta(days=(7 - back) % 7)
        else:
            day = own - timedelta(days=back)
        yield *m.span(), day, day


def _span(own: date, years: int, months: int | None) -> tuple[date, date]:
    if months is None:
        return date(own.year + years, 1, 1), date(own.year + years, 12, 31)
    count = own.year * 12 + own.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _bare_days(text: str, own: date) -> Iterator[Found]:
    for m in _BARE_DAY.finditer(text):
        day, way = int(m["day"]), (m["way"] or "").strip()
        ahead = way == "오는" or (not way and to_come(between(text, *m.span(), _STOPS), "ko"))
        shift = 0
        if way.endswith("달"):
            shift = {"지난달": -1, "이달": 0, "이번달": 0, "이번 달": 0}.get(way, 1)
        elif day > own.day and not ahead:
            shift = -1
        elif day < own.day and way == "오는":
            shift = 1
        first, last = _span(own, 0, shift)
        if 1 <= day <= last.day:
            yield *m.span(), first.replace(day=day), first.replace(day=day)
