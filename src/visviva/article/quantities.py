"""Figures with units in an article: lengths, masses, angles, spans, speeds, counts a day.

Limits: figures in digits, small numbers in words, and the Korean ten thousand (3만6000).
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit in SI, and half the last digit that was written."""

    text: str
    start: int
    end: int
    value: float
    precision: float
    unit: str


#: Numbers in words that stand before a unit.
_NUMBER_WORDS: Final = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty"
    ),
    "fr": (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix-sept dix-huit dix-neuf vingt"
    ),
    "ru": (
        "один|одну два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать "
        "двадцать"
    ),
}
_UNITS: Final = {
    "m": (
        (
            (
                r"(?:km|kilomet(?:er|re)s?|kilomètres?|км|километр\w*|킬로미터|"
                r"㎞)(?!\s*(?:/|par |per |в |h\b|an hour|a second))"
            ),
            1e3,
        ),
        (r"(?:miles?|milles?|миль)(?! par| per| an hour)", 1609.344),
    ),
    "kg": (
        (r"(?:kg|kilograms?|kilogrammes?|kilos?|кг|килограмм\w*|킬로그램|㎏)", 1.0),
        (r"(?:(?:metric )?tons?|tonnes?|t(?!\w)|т(?!\w)|тонн\w*|톤)", 1e3),
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
        (r"(?:minutes?|mins?\.?|минут\w*|분(?=마다|에|만|간|가량|정도|\W|$))(?![a-zа-я])", 60.0),
        (r"(?:hours?|heures?|час(?:а|ов)?|시간(?=마다|에|만|가량|정도|\W|$))(?![a-zа-я])", 3600.0),
    ),
    "per day": (
        (
            (
                r"(?:times|orbits|revolutions)(?: around (?:the )?\w+)? (?:a|per|each|every) day|"
                r"(?:fois|tours|orbites)(?: de la Terre| par 24 heures)? par jour|"
                r"раз\w? в (?:день|сутки)|(?:виток|витков|оборот\w*) в (?:день|сутки)"
            ),
            1.0,
        ),
    ),
    "day": ((r"(?:days?|jours?|дн(?:я|ей)|сут(?:ки|ок)|일)(?=\s*(?:간|동안)|\b)", 1.0),),
}
_DIGITS: Final = (
    r"(?<![\w.,-])(?:(?P<myriads>\d{1,3})만\s?(?P<rest>\d{1,4})?|"
    r"(?P<n>\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?))\s*-?"
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
    out = []
    for unit, forms in _UNITS.items():
        for form, scale in forms:
            for match in re.finditer(f"{_DIGITS}(?:{form})(?![a-zé])", text, re.IGNORECASE):
                value, half = _figure(match, language)
                out.append(_quantity(match, value * scale, half * scale, unit))
            for match, value in _worded(form, text, language):
                out.append(_quantity(match, value * scale, 0.5 * scale, unit))
    out += [_quantity(match, 2.0, 0.5, "per day") for match in _TWICE.finditer(text)]
    return tuple(sorted(out, key=lambda q: q.start))


def _quantity(match: "re.Match[str]", value: float, precision: float, unit: str) -> Quantity:
    return Quantity(match[0], match.start(), match.end(), value, precision, unit)


def _worded(form: str, text: str, language: str) -> list[tuple["re.Match[str]", float]]:
    """Units after a number in words: "ten tonnes"."""
    names = _NUMBER_WORDS.get(language)
    if names is None:
        return []
    values = {
        word: float(k + 1) for k, name in enumerate(names.split()) for word in name.split("|")
    }
    pattern = rf"\b(?P<word>{'|'.join(values)})[ \u00a0-](?:{form})(?![a-zé])"
    found = re.finditer(pattern, text, re.IGNORECASE)
    return [(match, values[match["word"].lower()]) for match in found]


def _figure(match: "re.Match[str]", language: str) -> tuple[float, float]:
    """A figure and half of its last written digit that is no trailing zero."""
    if match["myriads"]:
        whole = f"{int(match['myriads']) * 10_000 + int(match['rest'] or 0)}"
        return float(whole), 0.5 * 10.0 ** (len(whole) - len(whole.rstrip("0")))
    plain = re.sub(r"[ \u00a0\u202f]", "", match["n"])
    point = "." if language in ("en", "ko") else ","
    other = "," if point == "." else "."
    plain = re.sub(rf"\{other}(?=\d{{3}}(?:\D|$))", "", plain).replace(",", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    whole, _, rest = plain.partition(".")
    digits = len(whole) - len(whole.rstrip("0")) if not rest else -len(rest)
    return float(plain), 0.5 * 10.0**digits
