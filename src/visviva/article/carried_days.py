"""Days that a sentence has from the one before it: a flight with but an hour, or no day at all.

Limits: one whole day, told with a flight at most one sentence before the last.
"""

import re
from dataclasses import dataclass
from typing import Final

from visviva.article.dates import Dated
from visviva.article.entities import Entity
from visviva.article.flight_words import CLOCK, flies, held, to_come
from visviva.article.kinds import tells_failure
from visviva.article.language import Span

#: Who leaves a site flies.
_LEFT: Final = re.compile(r"\b(?:left|departed)\b|\bquitt|покинул|떠났", re.IGNORECASE)
#: A sentence of fewer letters that names nothing parts no other two.
LEAST_APART: Final = 30
#: A line with fewer letters beside its day and hour says nothing else.
LEAST_WORDS_SIGNS: Final = 8


@dataclass(frozen=True, slots=True)
class Eve:
    """The last sentence that told a day, with its names and days, and whether another followed."""

    sentence: Span
    named: tuple[Entity, ...] = ()
    days: tuple[Dated, ...] = ()
    apart: bool = False

    def after(self, sentence: Span, named: tuple[Entity, ...], days: tuple[Dated, ...]) -> "Eve":
        """What the next sentence stands on: one without a day, or a short one, may lie between."""
        if days or self.apart:
            return Eve(sentence, named, days)
        return Eve(self.sentence, self.named, self.days, len(sentence.text) >= LEAST_APART)

    def lent(
        self,
        clause: Span,
        language: str,
        own: tuple[Entity, ...],
        meant: tuple[Entity, ...],
    ) -> tuple[tuple[Dated, ...], tuple[Entity, ...]]:
        """Days that a clause without one has from here, and the launcher that flew on them."""
        days = self._of_launch(clause, language, own, meant)
        if days:
            here = {e.kind for e in (*own, *meant)}
            flew = [e for e in self.named if e.kind == "vehicle"]
            one = len({(e.fact, e.candidates, e.text) for e in flew}) == 1
            return days, tuple(flew[:1]) if one and "vehicle" not in here else ()
        return (() if meant else self._of_flight(clause, language, own)), ()

    def _of_launch(
        self,
        clause: Span,
        language: str,
        own: tuple[Entity, ...],
        meant: tuple[Entity, ...],
    ) -> tuple[Dated, ...]:
        """The one day of the flight told here, where a flight has but an hour, or then failed."""
        days = tuple(d for d in self.days if d.one_day)
        told = flies(self.sentence.text, language) or any(e.kind == "site" for e in self.named)
        if len({d.first for d in days}) != 1 or not told or held(self.sentence.text, language):
            return ()
        failed = any(e.kind == "vehicle" for e in meant) and tells_failure(clause.text, language)
        if not (failed or CLOCK.search(clause.text)) or to_come(clause.text, language):
            return ()
        left = any(e.kind == "site" for e in own) and _LEFT.search(clause.text)
        return days[:1] if failed or left or flies(clause.text, language) else ()

    def _of_flight(self, clause: Span, language: str, own: tuple[Entity, ...]) -> tuple[Dated, ...]:
        """The one day of the sentence before, where it does not say what flew."""
        if len(self.days) != 1 or not self.days[0].one_day or clause.start - self.sentence.end > 3:
            return ()
        if any(e.kind == "vehicle" for e in self.named):
            return ()
        known = any(e.kind in ("ship", "satellite") for e in self.named)
        if known and not flies(self.sentence.text, language):
            return ()  # the day of a docking is not that of its launch
        if not any(e.kind == "vehicle" for e in own) or to_come(clause.text, language):
            return ()
        return self.days if flies(clause.text, language) else ()


NO_EVE: Final = Eve(Span("", 0, 0))


def moment(sentence: Span, when: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """The dates of a sentence that is nothing but a moment: a day and an hour."""
    rest = sentence.text
    for d in when:
        rest = rest.replace(d.text, "")
    return when if sum(c.isalpha() for c in rest) <= LEAST_WORDS_SIGNS else ()
