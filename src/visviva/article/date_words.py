"""How articles write dates: patterns of days, months and years in four languages.

Groups of the patterns: `day`, `month` or `nmonth`, `year`, `way` or `whose` ("next", "dernier").
"""

import re
from typing import Final

_MONTHS: Final = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
}
NUMBER_OF: Final = {
    lang: {name: k + 1 for k, name in enumerate(names.split())} for lang, names in _MONTHS.items()
}
SHORT_EN: Final = {m[:3]: k for m, k in NUMBER_OF["en"].items()} | {"sept": 9}
SHORT_RU: Final = {m[:3]: k for m, k in NUMBER_OF["ru"].items() if len(m) > 3}
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
    r"сентябр|октябр|ноябр|декабр|(?<=\d )(?:янв|фев|мар|апр|авг|сент?|окт|ноя|дек)(?=\b))"
    r"(?:ь|я|е|ю|ем|ём|й|а|у|ом)?\b"
)

PATTERNS: Final = {
    "en": (
        rf"\b{_EN} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_EN}(?:,? (?P<year>\d{{4}}))?\b",
        rf"\b(?<!\d ){_EN},? (?:of )?(?P<year>\d{{4}})\b",
        (
            rf"\b(?P<way>(?i:next|last|this|in|for|since|until|by|of|during|late|early|mid))[ -]"
            rf"{_EN}\b"
            r"(?! \d)(?: (?:of )?(?P<whose>last|this|next) year)?"
        ),
        rf"(?<=and ){_EN} (?:of )?(?P<year>\d{{4}})\b",
        rf"(?<=and ){_EN}(?= (?:of )?(?:that|the same) year)",
        (
            r"\b(?i:in|for|since|by|until|during|(?:half|summer|spring|autumn|fall|winter|"
            r"quarter|end|beginning|start) of|early|late|mid)[ -](?P<year>(?:19|20)\d\d)\b"
        ),
    ),
    "fr": (
        rf"\b(?P<day>\d{{1,2}}|1er) {_FR}(?: (?P<year>\d{{4}})\b)?(?: (?P<way>prochain|dernier))?",
        rf"\b(?<!\d ){_FR} (?P<year>\d{{4}})\b",
        (
            rf"\b(?:en|de|d'|d’|depuis|fin|début|mi-|courant|dès) ?(?:le mois de "
            rf")?{_FR}\b(?: (?P<way>prochain|dernier))?(?! \d)"
        ),
        r"\b(?:en|pour|depuis|dès|fin|début|mi-|courant) ?(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<day>\d{1,2})[/.](?P<nmonth>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b",
    ),
    "ko": (
        (
            r"(?:(?P<year>\d{4})년\s*)?(?P<way>지난해|작년|올해|내년|지난|오는|"
            r"다음)?\s*(?P<nmonth>\d{1,2})월(?:\s*(?P<day>\d{1,2})일)?"
        ),
        r"(?P<year>\d{4})년(?!\s*(?:\d|간|동안))",
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)\. ?(?P<nmonth>\d{1,2})\. ?(?P<day>\d{1,2})(?![\d])",
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
        r"\b(?P<year>(?:19|20)\d\d) (?:году|годах|годом|года|год|г\.)",
        r"\b(?P<day>\d{1,2})\.(?P<nmonth>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
    ),
}
ISO: Final = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<nmonth>\d\d)-(?P<day>\d\d)\b")

#: Words by which a year begins a span, and gives itself to no month after it.
BEGINS: Final = re.compile(r"(?:\bsince|\bdepuis|\bс|начиная с|\bdès)\b\W*", re.IGNORECASE)


#: What says which part of a month is meant: before its name, or in Korean after it.
_PARTS: Final = (
    (
        re.compile(
            r"\b(?:early|(?:beginning|start) of|(?:au )?début(?: d[eu'’])?|начале)\W*$", re.I
        ),
        re.compile(r" ?초(?![가-힣\d])|초에|초순"),
        (1, 12),
    ),
    (
        re.compile(r"\b(?:mid|middle of|mi|courant|середине)\W*$", re.I),
        re.compile(r" ?중순"),
        (9, 22),
    ),
    (
        re.compile(r"\b(?:late|end of|fin(?: d[eu'’])?|конце)\W*$", re.I),
        re.compile(r" ?(?:말(?![가-힣])|말에|하순)"),
        (19, 31),
    ),
)


def days_of_month(text: str, start: int, end: int) -> tuple[int, int]:
    """First and last day of a month that the words about its name leave: thirds that overlap.

    Examples
    --------
    >>> days_of_month("in late May", 8, 11), days_of_month("in May", 3, 6)
    ((19, 31), (1, 31))
    """
    for before, after, days in _PARTS:
        if before.search(text, max(0, start - 20), start) or after.match(text, end):
            return days
    return (1, 31)
