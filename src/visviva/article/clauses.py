"""How a text is parted into statements: sentences with their questions, clauses, loads compared."""

import re
from collections.abc import Iterator
from typing import Final, TypeVar

from visviva.article.dates import Dated
from visviva.article.entities import Entity
from visviva.article.kinds import kind_of
from visviva.article.language import Span, sentences
from visviva.article.quantities import Quantity

_T = TypeVar("_T", Entity, Dated, Quantity)

_SPLIT: Final = {
    "en": r"[;:]\s+|, while | and that ",
    "fr": r"\s?[;:]\s+|, ce à quoi | et que | ainsi que ",
    "ko": r"[;:]\s+",
    "ru": r"[;:]\s+",
}


def inside(items: tuple[_T, ...], span: Span) -> tuple[_T, ...]:
    """The items that lie within a span."""
    return tuple(i for i in items if span.start <= i.start and i.end <= span.end)


def with_questions(text: str) -> Iterator[Span]:
    """Sentences, a question together with the answer that follows it on the same line."""
    asked: Span | None = None
    for sentence in sentences(text):
        one = sentence
        if asked is not None and "\n" not in text[asked.end : sentence.start]:
            one = Span(text[asked.start : sentence.end], asked.start, sentence.end)
        elif asked is not None:
            yield asked
        asked = one if one.text.endswith("?") else None
        if asked is None:
            yield one
    if asked is not None:
        yield asked


#: Shortest clause that is a claim of its own, signs.
LEAST_CLAUSE: Final = 24


#: Where one launcher's load is set against another's.
_AGAINST: Final = re.compile(
    r",? (?:contre|against|versus|vs\.?|while|whereas|tandis que|alors que|et|and|а|тогда как|"
    r"против) |"
    r"[,;] "
)


def loads(
    sentence: Span, entities: tuple[Entity, ...], quantities: tuple[Quantity, ...]
) -> list[Span]:
    """The sentence parted where each side tells another launcher and its load."""
    for found in _AGAINST.finditer(sentence.text):
        sides = (_part(sentence, 0, found.start()), _part(sentence, found.end(), 10**6))
        masses = [any(q.unit == "kg" for q in inside(quantities, side)) for side in sides]
        named = [any(e.kind == "vehicle" for e in inside(entities, side)) for side in sides]
        if all(masses) and named[1]:
            return [sides[0], *loads(sides[1], entities, quantities)]
    return [sentence]


def clauses(
    sentence: Span,
    language: str,
    entities: tuple[Entity, ...],
    quantities: tuple[Quantity, ...],
) -> list[Span]:
    """The statements of a sentence: parted at its conjunctions, or where loads are compared."""
    parts = loads(sentence, entities, quantities)
    if len(parts) > 1:
        return parts
    least = LEAST_CLAUSE // 2 if language == "ko" else LEAST_CLAUSE
    out, start = [], 0
    for found in re.finditer(_SPLIT[language], sentence.text):
        if found.start() - start < least or len(sentence.text) - found.end() < least:
            continue
        tail = _part(sentence, found.end(), len(sentence.text))
        if kind_of(tail.text, language) == "other" and not inside(entities, tail):
            continue  # "three times: in 2014, 2020 and 2021" is one statement
        out.append(_part(sentence, start, found.start()))
        start = found.end()
    out.append(_part(sentence, start, len(sentence.text)))
    return out


def _part(sentence: Span, start: int, end: int) -> Span:
    piece = sentence.text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    begin = sentence.start + start + left
    return Span(bare, begin, begin + len(bare))
