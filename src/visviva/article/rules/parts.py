"""Parts of a clause: what is told of which day, and whether it says "from" a site."""

import re
from dataclasses import replace
from typing import Final

from visviva.article.claims import Statement
from visviva.article.dates import Dated
from visviva.article.flight_words import held, nearest_deed
from visviva.article.rules.case import Case

_FROM: Final = re.compile(r"(?:\bfrom(?: the)?|\bdepuis(?: la)?|\bс|\bсо) [«\"“]?$", re.IGNORECASE)
_FROM_KO: Final = re.compile(r"(?:에서|발)(?!\w)")
#: Where a clause turns from one flight, or one word of it, to another.
_AND: Final = re.compile(
    r", (?!\d)| and (?!\d)| but | before | et (?!\d)| mais | avant (?:de|que|un)| и (?!\d)| но |"
    r"прежде чем|전에|(?:고|며|지만|으나) ",
    re.IGNORECASE,
)

#: A part of a clause with fewer letters beside its day says nothing of the day.
LEAST_TOLD: Final = 6


def unheld(case: Case) -> Case:
    """The case without the days of a flight put off, or of another deed: "signed on 28 May"."""
    claim, language = case.claim, case.language
    own = [d for d in claim.dates if claim.start <= d.start < claim.end]
    put_off = held(claim.text, language)
    if not put_off and not any(_elsewise(claim, d, language) for d in own):
        return case
    kept = tuple(
        d
        for d in own
        if not _elsewise(claim, d, language) and not (put_off and held(_about(claim, d), language))
    )
    return replace(case, claim=replace(claim, dates=kept))


def _elsewise(claim: Statement, day: Dated, language: str) -> bool:
    """Whether the verb nearest before a day is of another deed than a flight."""
    before = part_of(claim, day.start).partition(day.text)[0]
    return language != "ko" and nearest_deed(before, language) == "other"


def _about(claim: Statement, day: Dated) -> str:
    """What is told of a day: its part of the clause, or the clause where that is but the day."""
    part = part_of(claim, day.start)
    alone = sum(c.isalpha() for c in part.replace(day.text, "")) < LEAST_TOLD
    return claim.text if alone else part


def leaves(claim: Statement) -> bool:
    """Whether the clause says "from" a site."""
    return any(
        _FROM.search(claim.text[: e.start - claim.start])
        or _FROM_KO.match(claim.text[e.end - claim.start :])
        for e in claim.own_of("site")
    )


def part_of(claim: Statement, start: int) -> str:
    """The part of a clause between conjunctions and commas about a place in the text."""
    at = start - claim.start
    left = max((m.end() for m in _AND.finditer(claim.text, 0, at)), default=0)
    right = _AND.search(claim.text, at)
    return claim.text[left : right.start() if right else len(claim.text)]
