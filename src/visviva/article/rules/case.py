"""A statement before the rules, and how it comes out."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from visviva.article.claims import Statement
from visviva.article.flight_words import SPACE_WORDS
from visviva.article.quantities import Quantity

#: What looks like the name of a launcher or satellite: quoted, or a word with its number.
_DESIGNATION: Final = re.compile(
    r"«[^»]{2,40}»|[A-ZА-ЯЁ][\w’'-]*-\d+\w?\b|(?<=\s)[A-ZА-ЯЁ]{2,}\w* ?\d+\b|[가-힣]+[- ]?\d+호"
)
#: Kinds of name that stand only in a text about spaceflight.
_OF_SPACE: Final = ("vehicle", "site", "agency", "ship", "satellite", "station")
#: Names that do not turn a statement away from North Korea.
NORTH_KOREA: Final = frozenset(("north-korea", "nata", "kcna"))


@dataclass(frozen=True, slots=True)
class Check:
    """How a statement comes out, or the study that will say."""

    checkable: bool
    why_not: str = ""
    verdict: str | None = None
    study: str | None = None
    settings: tuple[str, ...] = ()
    finding: str = ""
    source: str = ""
    facts: tuple[str, ...] = field(default=())
    #: Text of a study file, where the claim needs one of its own.
    body: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with the article’s own day, the last site named and the language."""

    claim: Statement
    own_day: date | None
    site: str | None
    language: str

    @property
    def figures(self) -> tuple[Quantity, ...]:
        """Quantities of the statement itself, not of its neighbours."""
        claim = self.claim
        return tuple(q for q in claim.quantities if claim.start <= q.start < claim.end)

    def named(self, start: int, end: int) -> bool:
        """Whether a piece of the clause lies within a name that is known."""
        at = self.claim.start
        return any(e.start < at + end and at + start < e.end for e in self.claim.own)

    def slugs(self, kind: str, *, near: bool = False) -> list[str]:
        """Facts of a kind, of the clause, else of its sentence, else of what stands before."""
        others = {
            e.fact for e in self.claim.named if e.kind in ("country", "agency") and e.fact
        } - NORTH_KOREA
        before = (self.claim.near,) if near and not others else ()
        layers = (self.claim.own, self.claim.named, *before)
        for layer in layers:
            found = [e.fact for e in layer if e.kind == kind and e.fact]
            if found:
                return list(dict.fromkeys(found))
        return []

    def variants(self, kind: str) -> list[str]:
        """As `slugs`, with every variant where a name is that of a family."""
        for layer in (self.claim.own, self.claim.named):
            found = [s for e in layer if e.kind == kind for s in (e.candidates or (e.fact or "",))]
            if any(found):
                return list(dict.fromkeys(s for s in found if s))
        return []

    def spacey(self, beside: str = "vehicle") -> bool:
        """Whether the sentence, or those before it, speak of spaceflight.

        Names of what stands only in such a text count too, but for those of the kind `beside`.
        """
        claim = self.claim
        words = claim.sentence.text
        for e in claim.named:
            words = words.replace(e.text, " ")
        kinds = [k for k in _OF_SPACE if k != beside]
        known = any(e.kind in kinds for e in (*claim.named, *claim.near))
        return known or any(SPACE_WORDS.search(text) for text in (words, *claim.context))

    def implied(self, kind: str) -> list[str]:
        """As `variants`; else the one name of that kind in the sentences before.

        Only where the clause names nothing that could be meant instead.
        """
        found = self.variants(kind)
        if any(e.kind == kind and not e.fact and not e.candidates for e in self.claim.named):
            return []  # a launcher that is no fact: not another one instead
        if found or self.claim.own_of("vehicle", "ship", "satellite", "station", "country"):
            return found
        if any(not self.named(*m.span()) for m in _DESIGNATION.finditer(self.claim.text)):
            return []
        near = [e for e in self.claim.near if e.kind == kind]
        last = [e for e in near if self.claim.context and e.text in self.claim.context[-1]]
        meant = {e.candidates or (e.fact or "",) for e in last or near}
        return [s for s in next(iter(meant)) if s] if len(meant) == 1 else []


#: A figure off by up to so many times its room is marginal, not wrong.
MARGINAL_TIMES: Final = 3.0


def graded(off: float, room: float, least: float = 0.0) -> str:
    """The verdict on a figure that is off by `off`, where `room` is allowed, in one unit.

    `least` is how far off it may at least be before it is wrong.

    Examples
    --------
    >>> graded(1.0, 2.0), graded(5.0, 2.0), graded(7.0, 2.0), graded(7.0, 2.0, least=8.0)
    ('yes', 'marginal', 'no', 'marginal')
    """
    if off <= room:
        return "yes"
    return "marginal" if off <= max(MARGINAL_TIMES * room, least) else "no"


def turned(verdict: str, claim: Statement) -> str:
    """The verdict of a denied statement: what is possible makes its denial false."""
    if claim.negated and claim.kind not in ("failure",):
        return {"yes": "no", "no": "yes"}.get(verdict, verdict)
    return verdict


#: Who says a claim in its study file; of an article that tells no date the day is another.
SAID_BY: Final = "the article"
SAID_UNDATED: Final = {
    "en": "the article, which tells no date: the day is that of its reading",
    "fr": "l’article, qui ne dit aucune date\u202f: le jour est celui de la lecture",
    "ko": "날짜를 밝히지 않은 기사. 날짜는 읽은 날이다",
}


def said(own_day: date | None) -> str:
    """Lines of a study file: who says the claim, and when.

    Examples
    --------
    >>> said(date(2023, 9, 15)).splitlines()
    ['said_by.en = "the article"', 'said_on = 2023-09-15']
    """
    if own_day is not None:
        return f'said_by.en = "{SAID_BY}"\nsaid_on = {own_day.isoformat()}\n'
    lines = [f'said_by.{lang} = "{text}"' for lang, text in SAID_UNDATED.items()]
    return "\n".join([*lines, f"said_on = {date.today().isoformat()}"]) + "\n"
