"""Pieces of a statement that each tell a thing of their own: a day, a load, a height, a count.

A clause such as "Electron, which first flew on 25 May 2017, can lift 300 kg to 500 km" tells two
things. It is cut at commas, conjunctions and relative pronouns, but only where both sides hold a
figure, a day or a site, so that a piece always has something to be checked. A piece keeps the names
of its clause: what it does not name is what the clause named.
"""

import re
from dataclasses import replace
from typing import Final

from visviva.article.claims import Statement, denied, doubtful
from visviva.article.clauses import inside
from visviva.article.kinds import kind_of
from visviva.article.language import Span

#: Where a clause may turn to another thing.
_CUTS: Final = {
    "en": (
        r"(?:,| [–—]|[;:)]| \() (?:(?:and|but|or|which|who|whose|where|while|with|it|they) )?|"
        r" (?:and|but|or|which|where|while|before|that) (?!a half)"
        r"(?=[a-z]|\d[\d,.]* (?:kg|t|tonne|pound))"
    ),
    "fr": (
        r"(?:,| [–—]|[;:)]| \() ?(?:(?:et|mais|ou|qui|dont|où|tandis que|avec|elle|il) )?|"
        r" (?:et|mais|ou|qui|dont|où|avant de|avant d['’]) ?(?!demi)"
        r"(?=[a-zéàê]|\d[\d ,.]* (?:kg|t\b|tonne))"
    ),
    "ko": r"(?:,| [–—]|[;:]) |(?<=[고며]) |(?<=지만) |(?<=는데) |(?<=으나) |(?<=[해어아여]서) ",
    "ru": (
        r"(?:,| [–—]|[;:)]| \() (?:(?:и|но|а|где|котор\w+|чь\w+|она|он) )?|"
        r" (?:и|а|но|или|где) (?=[а-яё]|\d[\d ,.]* (?:кг|т\b|тонн))"
    ),
}
#: A piece with fewer letters beside its days and figures leans on the next one.
LEAST_LETTERS: Final = 4
#: Words that make a piece speak of another thing than its clause.
_OTHER: Final = re.compile(
    r"\b(?:rivals?|competitors?|successors?|predecessors?|another|others?|unlike|than|concurrent\w*|"
    r"rival\w*|successeure?s?|prédécesseure?s?|autres?|contrairement)\b|경쟁|후속|다른|"
    r"\b(?:конкурент|преемник|предшественни|друг(?:ой|ая|ие|ого))\w*",
    re.IGNORECASE,
)


def facets(claim: Statement, language: str) -> tuple[Statement, ...]:
    """The pieces of a clause that each hold a figure, a day or a site; none where it is but one.

    Parameters
    ----------
    claim : Statement
        A clause.
    language : str
    """
    pieces = _pieces(claim, language)
    return tuple(_piece(claim, span, language) for span in pieces) if len(pieces) > 1 else ()


def _pieces(claim: Statement, language: str) -> list[Span]:
    text, out, start = claim.text, [], 0
    for cut in re.finditer(_CUTS[language], text):
        left, right = _span(claim, start, cut.start()), _span(claim, cut.end(), len(text))
        if _within(claim, cut.start(), cut.end()) or _dates_next(claim, left, right):
            continue
        if not (_tells(claim, left, language) and _tells(claim, right, language)):
            continue
        out.append(left)
        start = cut.end()
    return [*out, _span(claim, start, len(text))]


def _span(claim: Statement, start: int, end: int) -> Span:
    piece = claim.text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    return Span(bare, claim.start + start + left, claim.start + start + left + len(bare))


def _within(claim: Statement, start: int, end: int) -> bool:
    """Whether a place of the clause lies within a name, a day or a figure."""
    at, to = claim.start + start, claim.start + end
    return any(
        thing.start < to and at < thing.end
        for things in (claim.own, claim.dates, claim.quantities)
        for thing in things
    )


def _dates_next(claim: Statement, left: Span, right: Span) -> bool:
    """Whether days only say when the next piece was: "in 2016 …, on 17 November"."""
    spans, after = inside(claim.dates, left), inside(claim.dates, right)
    return bool(spans and after) and all(
        d.first <= after[0].first and after[0].last <= d.last for d in spans
    )


def _tells(claim: Statement, span: Span, language: str) -> bool:
    """Whether a piece holds a day, a figure or a site, and words beside it."""
    told = [d.text for d in inside(claim.dates, span)]
    told += [q.text for q in inside(claim.quantities, span)]
    told += [e.text for e in inside(claim.own, span) if e.kind in ("site", "region")]
    if len(inside(claim.quantities, span)) > 1:
        return True  # "300 kg to 500 km"
    rest = sum(map(str.isalpha, span.text)) - sum(map(str.isalpha, "".join(told)))
    return bool(told) and rest >= (LEAST_LETTERS // 2 if language == "ko" else LEAST_LETTERS)


def _piece(claim: Statement, span: Span, language: str) -> Statement:
    own = inside(claim.own, span)
    days = inside(claim.dates, span)
    kind = kind_of(span.text, language)
    if kind == "other" and any(q.unit == "m" for q in inside(claim.quantities, span)):
        kind = claim.kind if claim.kind in ("distance", "orbit") else kind
    lent = () if _OTHER.search(span.text) else claim.named
    return replace(
        claim,
        text=span.text,
        start=span.start,
        end=span.end,
        kind=kind,
        negated=denied(span.text, language),
        conditional=claim.conditional or doubtful(span.text, language),
        own=own,
        named=lent or own,
        near=() if not lent else claim.near,
        dates=days,
        quantities=inside(claim.quantities, span),
        earlier=(*claim.earlier, *(q for q in claim.quantities if q.end <= span.start)),
    )


def leans(piece: Statement) -> bool:
    """Whether a piece names nothing that flies: what it tells is taken to be of its clause."""
    return not piece.own_of("vehicle", "ship", "satellite", "station")


_CAPITAL: Final = re.compile(r"(?<![\w’'-])[A-ZÀ-ÞА-ЯЁ][\w’'-]+")


def strange(piece: Statement) -> bool:
    """Whether a piece names something that is no name known here: what it tells may be of that."""
    known = [(e.start, e.end) for e in piece.named] + [(d.start, d.end) for d in piece.dates]
    return any(
        m.start() + piece.start != piece.sentence.start
        and not any(a < piece.start + m.end() and piece.start + m.start() < b for a, b in known)
        for m in _CAPITAL.finditer(piece.text)
    )
