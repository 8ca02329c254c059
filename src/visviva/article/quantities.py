"""Figures with units in an article: lengths, masses, angles, spans, speeds, counts a day.

Limits: figures in digits, small numbers in words, and the Korean ten thousand (3만6000).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from visviva.article.number_words import rounded, word_values


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit in SI, and half the last digit that was written."""

    text: str
    start: int
    end: int
    value: float
    precision: float
    unit: str


_UNITS: Final = {
    "m": (
        (
            (
                r"(?:km|kilomet(?:er|re)s?|kilomètres?|км|километр\w*|킬로미터|"
                r"㎞)(?!\s*(?:/|par |per |в |h\b|an hour|a second))"
            ),
            1e3,
        ),
        (r"(?:nautical miles?|milles? (?:nautiques|marins)|морск\w+ миль?|해리)", 1852.0),
        (r"(?:miles?|milles?|миль)(?! par| per| an hour| nautiques| marins)", 1609.344),
    ),
    "kg": (
        (r"(?:kg|kilograms?|kilogrammes?|kilos?|кг|килограмм\w*|킬로그램|㎏)", 1.0),
        (r"(?:(?:metric )?tons?|tonnes?|t(?![a-zà-ÿ\d])|т(?!\w)|тонн\w*|톤)", 1e3),
        (r"(?:pounds?|lbs?)", 0.45359237),
    ),
    "deg": ((r"(?:°|degrees?|degrés?|градус\w*|도)(?!\w)", 1.0),),
    "m/s": (
        (
            (
                r"(?:km/h|kph|kilomet(?:er|re)s? (?:an|per) hour|"
                r"kilomètres?(?:[-/ ]heure| par heure| à l['’]heure)|км/ч|километр\w* в час)"
            ),
            1.0 / 3.6,
        ),
        (
            (
                r"(?:km/s|kilomet(?:er|re)s? (?:a|per) second|kilomètres? par seconde|км/с|"
                r"километр\w* в секунду)"
            ),
            1e3,
        ),
        (r"(?:mph|miles (?:an|per) hour)", 0.44704),
    ),
    "s": (
        (
            r"(?:minutes?|mins?\.?|минут\w*|분(?=마다|에|만|간|가량|정도|[이을](?!\w)|\W|$))(?![a-zа-я])",
            60.0,
        ),
        (r"(?:hours?|heures?|час(?:а|ов)?|시간(?=마다|에|만|가량|정도|\W|$))(?![a-zа-я])", 3600.0),
    ),
    "per day": (
        (
            (
                r"(?:times|orbits|revolutions|laps|trips|circuits)"
                r"(?: (?:a?round|of) (?:the )?\w+)? "
                r"(?:a|per|each|every) day|"
                r"(?:fois|tours|orbites|révolutions)"
                r"(?: de la Terre| du globe| par 24 heures)? par jour|"
                r"раз\w? в (?:день|сутки)|(?:виток|витк\w+|оборот\w*) в (?:день|сутки)"
            ),
            1.0,
        ),
    ),
    "day": ((r"(?:days?|jours?|дн(?:я|ей)|сут(?:ки|ок)|일)(?=\s*(?:간|동안)|\b)", 1.0),),
}
_NUMBER: Final = r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
#: What stands between the two figures of a range, or of an orbit's lowest and highest point.
_BETWEEN: Final = r"\s?(?:-|–|—|~|∼|x|×|to|by|and|à|et|sur|до|на|и|х|에서|부터)\s?"
_DIGITS: Final = (
    r"(?<![\w.,-])(?:(?P<myriads>\d{1,3})만\s?(?:(?P<thousands>\d)천|(?P<rest>\d{1,4}))?|"
    r"(?P<only>\d{1,3}(?:\.\d)?)천|"
    rf"(?:(?P<low>{_NUMBER})(?:\s?(?P<of>km|км|kg|кг|㎞|°))?{_BETWEEN})?(?P<n>{_NUMBER}))\s*-?"
    r"(?P<times>(?:thousand|mille|тыс\.|тысяч\w?|млн\.?|million)\s(?:d['’]|de )?)?"
)
#: What makes a length that of an hour or a second, before it.
_A_SPEED: Final = re.compile(r"(시속|초속)\s?(?:약 )?$")
#: Units that may stand after the lower figure of a range.
_LOW_UNITS: Final = {"km": "m", "км": "m", "㎞": "m", "kg": "kg", "кг": "kg", "°": "deg"}
#: The lower figure of a range is at least this share of the upper: "3 and 500 kg" is none.
LEAST_OF_RANGE: Final = 0.25
#: What says that two figures are the ends of a range, however far apart.
_BETWEEN_WORD: Final = re.compile(r"(?:\bbetween|\bfrom|\bentre|\bот|\bмежду)\s+$", re.IGNORECASE)
#: Words that make a figure a rough one, just before it.
_ROUGH: Final = re.compile(
    r"(?:about|around|roughly|some|nearly|almost|approximately|approx\.|circa|environ|quelque|"
    r"près d[e'’]|presque|autour d[e'’]|de l['’]ordre de|une? peu (?:plus|moins) d[e'’]|"
    r"(?:just )?(?:over|under)|more than|less than|plus d[e'’]|moins d[e'’]|약|대략|около|"
    r"примерно|порядка|почти|более|менее|свыше)\s*$",
    re.IGNORECASE,
)
#: A rough figure holds within this share of itself: half the coarsest step of a figure of two
#: digits, from 10 to 11.
ROUGH_SHARE: Final = 0.05
#: "Une vingtaine" holds within this share of itself: half the widest step between two such words
#: that follow each other up to sixty, from "dizaine" to "quinzaine" or "vingtaine" to "trentaine".
ROUND_SHARE: Final = 0.25


#: Spans that are written with hours and minutes, or with half an hour: pattern, minutes.
_HALF_HOURS: Final = re.compile(
    r"(?P<h>an|one|une|1|полтора|two|deux|2) (?:hours?|heures?) (?:and (?:a|one) half|et demie)|"
    r"(?P<aa>one and a half|1\.5|1,5) (?:hours|heures?|часа)|(?P<ru>полтора) часа|"
    r"(?P<ko>한|1|두|2) ?시간 ?반|"
    r"(?P<hh>\d{1,2}) ?(?:h|hours?|heures?|час\w*|ч\.?|시간),? ?(?:and |et |и )?(?P<mm>\d{1,2})"
    r"(?: ?(?:min\w*|мин\w*|분)|(?!\w))",
    re.IGNORECASE,
)


def _half_hours(text: str) -> list[Quantity]:
    out = []
    for m in _HALF_HOURS.finditer(text):
        if m["hh"]:
            minutes = 60.0 * int(m["hh"]) + int(m["mm"])
            half = 0.5 if int(m["mm"]) % 10 else 5.0  # as 90 minutes would be read
        else:
            two = (m["h"] or m["ko"] or "").lower() in ("two", "deux", "2", "두")
            minutes, half = (150.0 if two else 90.0), 5.0
        out.append(_quantity(m, 60.0 * minutes, 60.0 * half, "s"))
    return out


_A_DAY_KO: Final = re.compile(
    r"하루에?\s?(?:지구를 )?(?:약 )?"
    r"(?P<n>\d+(?:\.\d+)?|열(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?) ?"
    r"(?:바퀴|번|회|차례)"
)
#: "Twice a day" and its like.
_TWICE: Final = re.compile(
    r"\btwice (?:a|per|each|every) day|deux fois par jour|дважды в (?:день|сутки)|하루에? 두 ?번",
    re.IGNORECASE,
)


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Figures with units, SI: m, kg, m/s, s; angles in degrees, spans in days, counts per day.

    Examples
    --------
    >>> [(q.value, q.precision) for q in quantities("à 5 500 kilomètres", "fr")]
    [(5500000.0, 50000.0)]
    >>> [(q.value, q.unit) for q in quantities("dix tonnes à 28 000 km/h", "fr")]
    [(10000.0, 'kg'), (7777.777777777778, 'm/s')]
    >>> [q.value for q in quantities("고도 3만6000km", "ko")]
    [36000000.0]
    """
    out = [*_in_digits(text, language), *_in_words(text, language)]
    out += [_quantity(match, 2.0, 0.5, "per day") for match in _TWICE.finditer(text)]
    for match in _A_DAY_KO.finditer(text):
        value, half = _korean(match["n"])
        out.append(_quantity(match, value, half, "per day"))
    spans = _half_hours(text)
    out = [q for q in out if not any(h.start < q.end and q.start < h.end for h in spans)] + spans
    return _once(text, sorted(out, key=lambda q: q.start))


#: What stands between a figure and the same one in other units.
_AGAIN: Final = re.compile(
    r"\s?(?:\(|, or |/| or |, soit | \(soit |, или )(?:about |around |environ |около )?"
)
#: A figure in other units is the same within this share.
SAME_SHARE: Final = 0.015


def _once(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """The figures without a mass told again in other units: "62,540 pounds (28,370 kg)"."""
    out: list[Quantity] = []
    for q in found:
        before = out[-1] if out else None
        if (
            before is not None
            and q.unit == before.unit == "kg"
            and _AGAIN.fullmatch(text[before.end : q.start])
            and abs(q.value - before.value) <= max(SAME_SHARE * q.value, before.precision)
        ):
            continue
        out.append(q)
    return tuple(out)


def _korean(figure: str) -> tuple[float, float]:
    """A figure in digits, or a number of ten to nineteen in words."""
    if figure[0].isdigit():
        return _read(figure, "ko")
    rest = figure[1:]
    return 10.0 + (word_values("ko")[rest] if rest else 0.0), 0.5


def _quantity(match: "re.Match[str]", value: float, precision: float, unit: str) -> Quantity:
    return Quantity(match[0], match.start(), match.end(), value, precision, unit)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, float, "re.Pattern[str]"], ...]:
    """Units with their size and how they are written after a figure."""
    return tuple(
        (unit, scale, re.compile(f"(?:{form})(?![a-zé])", re.IGNORECASE))
        for unit, forms in _UNITS.items()
        for form, scale in forms
    )


def _unit_after(text: str, at: int) -> tuple[str, float, int] | None:
    """The unit that stands at a place of the text, with its size and its end."""
    for unit, scale, form in _forms():
        found = form.match(text, at)
        if found is not None:
            return unit, scale, found.end()
    return None


def _in_digits(text: str, language: str) -> Iterator[Quantity]:
    at, figure = 0, _digits()
    while match := figure.search(text, at):
        if match["low"] and not _is_range(match, language):
            match = _single().match(text, match.start()) or match
        found = _unit_after(text, match.end())
        if found is None:
            # of "2 to 3 500 km" the range is none: go on with its second figure
            at = match.start("n") if match["low"] else match.end()
            continue
        if match["low"] and match["of"] and _LOW_UNITS[match["of"].lower()] != found[0]:
            match = _single().match(text, match.start()) or match  # "300 kg to 500 km"
            found = _unit_after(text, match.end()) or found
        unit, scale, at = found
        value, half = _figure(match, language)
        way = _A_SPEED.search(text, max(0, match.start() - 8), match.start())
        if unit == "m" and way:
            unit, scale = "m/s", scale / (3600.0 if way[1] == "시속" else 1.0)
        if _ROUGH.search(text, max(0, match.start() - 20), match.start()):
            half = max(half, ROUGH_SHARE * value)
        yield Quantity(
            text[match.start() : at], match.start(), at, value * scale, half * scale, unit
        )


def _in_words(text: str, language: str) -> Iterator[Quantity]:
    for match in _words(language).finditer(text):
        found = _unit_after(text, match.end())
        if found is not None:
            unit, scale, end = found
            value = word_values(language)[match["word"].lower()] * _many(match["many"] or "")
            start = match.start()
            half = 0.5
            if rounded(match["word"], language):
                half = ROUND_SHARE * value
            yield Quantity(text[start:end], start, end, value * scale, half * scale, unit)


def _is_range(match: "re.Match[str]", language: str) -> bool:
    """Whether two figures are a range: "100 km 2 hours" is none."""
    (low, _), (high, _) = _read(match["low"], language), _read(match["n"], language)
    between = _BETWEEN_WORD.search(match.string, max(0, match.start() - 12), match.start())
    return (0.0 if between else LEAST_OF_RANGE) * high <= low < high


@lru_cache(maxsize=1)
def _single() -> "re.Pattern[str]":
    """As `_digits`, without a range: its lower figure can never be read."""
    return re.compile(_DIGITS.replace("(?:(?P<low>", "(?:(?!)(?P<low>"), re.IGNORECASE)


@lru_cache(maxsize=1)
def _digits() -> "re.Pattern[str]":
    return re.compile(_DIGITS, re.IGNORECASE)


@lru_cache(maxsize=4)
def _words(language: str) -> "re.Pattern[str]":
    gap = "?" if language == "ko" else ""  # "두 시간", "두시간"
    longest_first = "|".join(sorted(word_values(language), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<word>{longest_first})[ \u00a0-]{gap}"
        r"(?P<many>(?:hundred|thousand|cents?|mille|тысяч\w?)[ \u00a0])?",
        re.IGNORECASE,
    )


def _many(word: str) -> float:
    return {"h": 100.0, "c": 100.0, "t": 1e3, "m": 1e3, "т": 1e3, "": 1.0}[word[:1].lower()]


def _figure(match: "re.Match[str]", language: str) -> tuple[float, float]:
    """A figure, or the middle of a range, and how far from it the words allow."""
    if match["myriads"] or match["only"]:
        thousands = int(match["thousands"] or 0) * 1_000 + float(match["only"] or 0) * 1_000
        value = int(match["myriads"] or 0) * 10_000 + thousands + int(match["rest"] or 0)
        whole = f"{value:.0f}"
        return float(whole), 0.5 * 10.0 ** (len(whole) - len(whole.rstrip("0")))
    times = _times(match["times"] or "")
    value, half = _read(match["n"], language)
    if match["low"]:
        low, _ = _read(match["low"], language)
        value, half = 0.5 * (low + value), 0.5 * (value - low) + half
    return value * times, half * times


def _times(word: str) -> float:
    if not word:
        return 1.0
    return 1e6 if word.startswith(("million", "млн")) else 1e3


def _read(figure: str, language: str) -> tuple[float, float]:
    """A figure and half of its last written digit that is no trailing zero."""
    plain = re.sub(r"[ \u00a0\u202f]", "", figure)
    point = "." if language in ("en", "ko") else ","
    other = "," if point == "." else "."
    plain = re.sub(rf"\{other}(?=\d{{3}}(?:\D|$))", "", plain).replace(",", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    whole, _, rest = plain.partition(".")
    digits = len(whole) - len(whole.rstrip("0")) if not rest else -len(rest)
    return float(plain), 0.5 * 10.0**digits
