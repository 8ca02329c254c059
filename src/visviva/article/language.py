"""The language of a text, by its script and its commonest words, and its sentences.

Limits: English, French, Korean and Russian; a text in two languages is read in the one that has
more of it. Offsets are code points, the end exclusive.
"""

import re
from dataclasses import dataclass
from typing import Final

from visviva.errors import InputError

LANGUAGES: Final = ("en", "fr", "ko", "ru")
#: Least share of a script's letters that makes it the script of the text.
SCRIPT_SHARE: Final = 0.4
#: Least share of common words that makes a Latin text English or French.
WORD_SHARE: Final = 0.06

_STOP: Final = {
    "en": [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "was",
        "by",
        "from",
        "its",
        "has",
        "have",
        "it",
        "at",
        "as",
        "will",
        "an",
        "be",
    ],
    "fr": [
        "le",
        "la",
        "les",
        "de",
        "des",
        "du",
        "et",
        "en",
        "un",
        "une",
        "est",
        "que",
        "pour",
        "dans",
        "sur",
        "avec",
        "par",
        "au",
        "aux",
        "qui",
        "a",
        "il",
        "ce",
    ],
}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_STOP_SIGN = re.compile(
    r"(?:(?<=[.!?…])|"
    r"(?<=[.!?…][\"»”’)]))[\"»”’)]*[^\S\n]+(?=[^\s\d]*[\"«“‘(]*\s?[A-ZÀ-ÞА-ЯЁ가-힣0-9])|"
    r"\n+"
)
_SHORT = re.compile(
    r"(?:\b(?:M|MM|Mme|Mr|Mrs|Dr|St|Gen|Col|Lt|No|Inc|vs|approx|e\.g|"
    r"i\.e|U\.S|a\.m|p\.m|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Gov|Sen|Lt|Ft|Mt|Maj|Prof|env|av|apr|J\.-C|"
    r"г|гг|им|т\.е|тыс)|\b[A-ZА-Я])\.$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: its code points `start` to `end` (exclusive)."""

    text: str
    start: int
    end: int


def language_of(text: str) -> str:
    """Code of the language: ``en``, ``fr``, ``ko`` or ``ru``.

    Raises
    ------
    InputError
        If it is none of them.

    Examples
    --------
    >>> language_of("La fusée a décollé de la base et le satellite est en orbite.")
    'fr'
    >>> language_of("누리호가 발사되었다")
    'ko'
    """
    letters = [c for c in text if c.isalpha()]
    total = max(len(letters), 1)
    hangul = sum("가" <= c <= "힣" for c in letters) / total
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in letters) / total
    latin = sum(c < "ɐ" for c in letters) / total
    if hangul >= SCRIPT_SHARE:
        return "ko"
    if cyrillic >= SCRIPT_SHARE and not _UKRAINIAN.search(text):
        return "ru"
    words = re.findall(r"[^\W\d_]+", text.lower())
    if latin >= SCRIPT_SHARE and words:
        share = {
            code: sum(w in common for w in words) / len(words)
            for code, common in ((c, frozenset(s)) for c, s in _STOP.items())
        }
        best = max(share, key=lambda code: share[code])
        distinct = len(set(words) & set(_STOP[best]))
        if (
            share[best] >= WORD_SHARE
            and distinct >= min(3, 1 + len(words) // 20)
            and not _foreign(words)
        ):
            return best
    raise InputError(
        "no language that is read here",
        advice="give an article in English, French, Korean or Russian",
    )


#: Common words of neighbours that share some with English or French.
_OTHERS: Final = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "el",
        "los",
        "las",
        "una",
        "del",
        "por",
        "con",
        "que",
        "il",
        "della",
        "che",
        "di",
        "gli",
        "per",
        "het",
        "een",
        "van",
        "och",
        "att",
        "som",
        "den",
        "det",
        "og",
        "ikke",
        "do",
        "da",
        "según",
        "y",
        "más",
        "desde",
        "fue",
        "está",
        "sus",
        "pero",
        "è",
        "nel",
        "alla",
        "dal",
        "sono",
        "non",
        "não",
        "foi",
        "ao",
        "pela",
        "uma",
        "em",
        "os",
        "w",
        "na",
        "nie",
        "się",
        "jest",
    ]
)


def _foreign(words: list[str]) -> bool:
    """Whether words of other Latin languages outnumber those of English and French."""
    own = sum(w in _STOP["en"] or w in _STOP["fr"] for w in words)
    return sum(w in _OTHERS for w in words) > 0.8 * own


def between(text: str, start: int, end: int, stops: tuple[str, ...]) -> str:
    """The part of a text that holds a piece of it, from the stop before it to the one after.

    Examples
    --------
    >>> between("It flew, but did not land, they say", 13, 16, (",",))
    ' but did not land'
    """
    left = max(text.rfind(stop, 0, start) for stop in stops)
    ahead = [k for stop in stops if (k := text.find(stop, end)) >= 0]
    return text[left + 1 : min(ahead, default=len(text))]


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences with their offsets; a line end closes one.

    Examples
    --------
    >>> [s.text for s in sentences("M. Poutine a parlé. La fusée vole.")]
    ['M. Poutine a parlé.', 'La fusée vole.']
    """
    out: list[Span] = []
    start = 0
    for found in _STOP_SIGN.finditer(text):
        if "\n" not in found[0] and _SHORT.search(
            text[max(start, found.start() - 8) : found.start()]
        ):
            continue
        _put(out, text, start, found.start())
        start = found.end()
    _put(out, text, start, len(text))
    return tuple(out)


def _put(out: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    if bare:
        out.append(Span(bare, start + left, start + left + len(bare)))
