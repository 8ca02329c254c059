"""Towns that an article reckons a distance from.

A town's name is looked for only in a sentence that tells a length, where a preposition of place
stands before it or "lies" after it, so that the many towns called Vega, Orion or Nice are no names
elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from visviva.article.entities import Entity
from visviva.article.language import Span, sentences
from visviva.article.quantities import Quantity
from visviva.article.towns import Town, towns_named
from visviva.article.words import WORD, cyrillic, name_key, russian_stems, words_of

#: Shorter ways are those within a town, m.
LEAST_WAY_M: Final = 5e3
#: Longer ones are none on the Earth: half of its girth, m.
MOST_WAY_M: Final = 20.1e6
#: Most words of a town's name.
MOST_WORDS: Final = 4
_NAME: Final = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
_MORE: Final = (
    rf"(?:[ -](?:(?:de|du|la|le|les|el|al|na|on|upon|the|sur|над|на|of) )?{_NAME}){{0,3}}"
)
_BEFORE: Final = {
    "en": r"\b(?:of|from|to|in|at|near|between|and)(?: the)?(?: (?:town|city|port|village) of)? ",
    "fr": (
        r"(?:\b(?:de|du|à|au|depuis|entre|et|près de|vers)(?: la| (?:ville|bourg) (?:de|d['’]))? |"
        r"\bd['’])"
    ),
    "ru": r"\b(?:от|до|из|в|во|к|ко|под|между|и|близ|города|посёлка|поселка|городу) «?",
}
_LIES: Final = {
    "en": r" (?:lies|sits|is|stands)\b",
    "fr": r" (?:se trouve|se situe|est (?:à|situé))",
    "ru": r" (?:находится|лежит|располож|отстоит|[–—] (?:в|на) \d)",
}
#: What makes a name that of a region or of waters, after it.
_NO_TOWN: Final = (
    r"(?!\w| (?:region|oblast|province|state|district|county|desert|river|islands?|peninsula|sea|"
    r"ocean|област|район|край)\b)"
)
_KOREAN: Final = re.compile(
    r"(?<!\w)(?P<name>[가-힣]{2,7}?)(?=(?:에서|으로부터|로부터|와|과|은|는|의)\s)"
)


def with_towns(
    text: str, names: tuple[Entity, ...], figures: tuple[Quantity, ...], language: str
) -> tuple[Entity, ...]:
    """The names of an article with the towns that its distances tell.

    Examples
    --------
    >>> from visviva.article.entities import entities
    >>> from visviva.article.quantities import quantities
    >>> text = "Lerwick lies 470 km north of Edinburgh."
    >>> found = with_towns(text, entities(text), quantities(text, "en"), "en")
    >>> [(e.text, [t.country for t in e.towns]) for e in found]
    [('Lerwick', ['GB']), ('Edinburgh', [])]
    """
    ways = [q for q in figures if q.unit == "m" and LEAST_WAY_M <= q.value <= MOST_WAY_M]
    if not ways:
        return names
    names = _as_towns(text, names, ways, language)
    more = [
        town
        for sentence in sentences(text)
        if any(sentence.start <= q.start < sentence.end for q in ways)
        for town in _told(sentence, language, names)
    ]
    return tuple(sorted([*names, *more], key=lambda e: e.start)) if more else names


_ENDS: Final = re.compile(r"[.!?]\s|\n")
#: How far after a length the place that it is reckoned from may begin, signs.
MOST_AFTER: Final = 45


#: Towns named as what a launch site is called by: "le Centre spatial de ...".
_COMMON: Final = ("Centre", "Center", "Base", "Port", "Station", "Complex", "Space", "Launch")


def _as_towns(
    text: str, names: tuple[Entity, ...], ways: list[Quantity], language: str
) -> tuple[Entity, ...]:
    """The names with the towns that sites are named for, where a length is reckoned from them."""
    before = re.compile(rf"{_BEFORE.get(language, '(?!)')}$")
    out = []
    for e in names:
        told = any(
            0 <= e.start - q.end <= MOST_AFTER and not _ENDS.search(text, q.end, e.start)
            for q in ways
        )
        if e.kind == "site" and told and before.search(text, max(0, e.start - 30), e.start):
            found = _longest(e.text)
            if found is not None and found[0] == len(e.text):
                out.append(replace(e, fact=None, kind="place", towns=found[1]))
                continue
        out.append(e)
    return tuple(out)


def _told(sentence: Span, language: str, names: tuple[Entity, ...]) -> Iterator[Entity]:
    """Towns of a sentence that no known name covers."""
    taken = [(e.start, e.end) for e in names]
    for start, end in _spots(sentence, language):
        if any(start < b and a < end for a, b in taken):
            continue
        found = _longest(sentence.text[start - sentence.start : end - sentence.start])
        if found is not None:
            size, towns = found
            taken.append((start, start + size))
            word = sentence.text[start - sentence.start :][:size]
            if word in _COMMON:
                continue
            yield Entity(word, None, "place", start, start + size, towns=towns)


def _spots(sentence: Span, language: str) -> list[tuple[int, int]]:
    """Where the name of a town may stand."""
    if language == "ko":
        found = [m.span("name") for m in _KOREAN.finditer(sentence.text)]
    else:
        told = _spelled(language).finditer(sentence.text)
        found = [m.span("after" if m["after"] else "first") for m in told]
    return [(sentence.start + a, sentence.start + b) for a, b in found]


@lru_cache(maxsize=4)
def _spelled(language: str) -> "re.Pattern[str]":
    name = f"{_NAME}{_MORE}"
    return re.compile(
        f"(?:{_BEFORE[language]})(?P<after>{name}){_NO_TOWN}|"
        f"^(?P<first>{name})(?={_LIES[language]})"
    )


def _longest(words: str) -> tuple[int, tuple[Town, ...]] | None:
    """The longest beginning of some words that is a town's name."""
    ends = [m.end() for m in WORD.finditer(words)][:MOST_WORDS]
    for end in reversed(ends):
        part = words_of(words[:end])
        stems = name_key(part)
        forms = [stems]
        if cyrillic(part[-1].key):
            forms += [(*stems[:-1], bare) for bare in russian_stems(part[-1].key)]
        for form in forms:
            towns = towns_named(" ".join(form)) if len("".join(form)) >= 2 else ()
            if towns:
                return end, towns
    return None
