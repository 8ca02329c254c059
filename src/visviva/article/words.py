"""Words of a text as keys: without case and accents, Russian ones with their endings taken off."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+")

_CASES: Final = frozenset(
    [
        "а",
        "у",
        "ом",
        "ем",
        "е",
        "ы",
        "и",
        "ов",
        "ам",
        "ами",
        "ах",
        "я",
        "ю",
        "ой",
        "ей",
        "ою",
        "ью",
        "ии",
        "ию",
        "ией",
        "его",
        "ому",
        "ему",
        "ым",
        "им",
        "ом",
        "ого",
        "ая",
        "ую",
        "ое",
        "ый",
        "ий",
        "й",
        "ь",
        "",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its key (no case, no accents) and place."""

    key: str
    start: int
    end: int
    capital: bool


@lru_cache(maxsize=8192)
def key_of(word: str) -> str:
    """A word without case and accents (the Russian short sign kept)."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", bare)


def words_of(text: str) -> list[Word]:
    """Words of a text with their places."""
    return [
        Word(key_of(m[0]), m.start(), m.end(), not m[0][0].islower()) for m in WORD.finditer(text)
    ]


def stem(key: str) -> str:
    """A Russian word without the ending of its case."""
    for end in ("ский", "ый", "ий", "ой", "ая", "ое", "а", "я", "ь", "й", "е", "о", "ы", "и"):
        if key.endswith(end) and len(key) - len(end) >= 3:
            return key[: -len(end)] + ("ск" if end == "ский" else "")
    return key


def cyrillic(key: str) -> bool:
    """Whether a key is a Russian word."""
    return bool(key) and "а" <= key[0] <= "ё"


def name_key(words: list[Word]) -> tuple[str, ...]:
    """The words of a name as the book of names has them: Russian ones as stems."""
    return tuple(stem(w.key) if cyrillic(w.key) else w.key for w in words)


def russian_stems(key: str) -> Iterator[str]:
    """What a Russian word may be without the ending of its case."""
    for size in (1, 2, 3):
        if len(key) - size >= 3 and key[-size:] in _CASES:
            yield key[:-size]
