"""Numbers in words: "ten" of "ten tonnes", "une vingtaine de"."""

from functools import lru_cache
from typing import Final

#: Numbers in words that stand before a unit.
_NUMBER_WORDS: Final = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty"
    ),
    "fr": (
        "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf vingt"
    ),
    "ko": "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
    "ru": (
        "один|одну|одного|одной два|две|двух три|трёх|трех четыре|четырёх|четырех пять|пяти "
        "шесть|шести семь|семи восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать|пятнадцати шестнадцать семнадцать восемнадцать "
        "девятнадцать двадцать|двадцати"
    ),
}
#: Numbers in words that are no next one of the rows above.
_OTHER_WORDS: Final = {
    "en": {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100, "half a": 0.5},
    "fr": {
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "cent": 100,
        "une demi": 0.5,
    },
    "ko": {"반": 0.5, "백": 100},
    "ru": {
        "полтора": 1.5,
        "полторы": 1.5,
        "полутора": 1.5,
        "тридцать": 30,
        "сорок": 40,
        "сто": 100,
    },
}
#: Round numbers, which hold within half of their last digit and as rough ones.
_ROUND_WORDS: Final = {
    "en": {"a dozen": 12, "two dozen": 24},
    "fr": {
        "une dizaine de": 10,
        "une douzaine de": 12,
        "une quinzaine de": 15,
        "une vingtaine de": 20,
        "une trentaine de": 30,
        "une quarantaine de": 40,
        "une cinquantaine de": 50,
        "une soixantaine de": 60,
        "une centaine de": 100,
        "un millier de": 1000,
    },
    "ko": {},
    "ru": {"десятке": 10, "двух десятках": 20, "трёх десятках": 30, "сотне": 100, "сотня": 100},
}


@lru_cache(maxsize=4)
def word_values(language: str) -> dict[str, float]:
    """Numbers in words: "ten" of "ten tonnes".

    >>> word_values("fr")["dix"]
    10.0
    """
    rows = enumerate(_NUMBER_WORDS[language].split(), 1)
    values = {word: float(k) for k, name in rows for word in name.split("|")}
    more = _OTHER_WORDS[language] | _ROUND_WORDS[language]
    return values | {word: float(value) for word, value in more.items()}


def rounded(word: str, language: str) -> bool:
    """Whether a number in words is a round one by its form.

    Examples
    --------
    >>> rounded("une vingtaine de", "fr"), rounded("vingt", "fr")
    (True, False)
    """
    return word.lower() in _ROUND_WORDS[language]
