"""Claims of an article in its own order: what kind each is, and how it is said.

A claim is a sentence, or a clause of it where a conjunction parts two statements. Negation,
condition and attribution are kept.
"""

import re
from dataclasses import dataclass
from typing import Final

from visviva.article.carried_days import NO_EVE, moment
from visviva.article.clauses import clauses, inside, loads, with_questions
from visviva.article.dates import Dated
from visviva.article.entities import Entity
from visviva.article.flight_words import SPACE_WORDS, flies, held, loads_lifted, to_come
from visviva.article.kinds import Kind, fortunate, kind_of
from visviva.article.language import Span, between
from visviva.article.quantities import Quantity
from visviva.article.references import SENTENCES_BACK, only_one, referred

_NEGATED: Final = {
    "en": (
        r"\b(?:not|never|no longer|cannot|nobody|neither|without ever)\b|"
        r"n['’]t\b|\bno (?:rocket|satellite|launch|orbit|way)"
    ),
    "fr": (
        r"\bn(?:e |['’])[^.;]{0,60}?\b(?:pas|jamais|aucun|aucune|plus|rien|"
        r"personne)\b|en aucun cas"
        r"|\b(?:aucune?|jamais|nulle?) [^.;]{0,40}?\bn(?:e |['’])"
    ),
    "ko": r"않|못하|못했|없[다을는었]|아니[다라]|불가능",
    "ru": r"\bне\b(?! только)|никогда|нельзя|невозможн|\bни ",
}
_CONDITIONAL: Final = {
    "en": r"\b(?:could|might|may(?= \w+ )|would|if|possibly|perhaps|possible that)\b",
    "fr": (
        r"\b(?:serait|seraient|pourrait|pourraient|aurait|auraient|possible "
        r"qu[e'’]|peut-être|si (?:le|la|les|tout|tous|l['’])|éventuel)"
    ),
    "ko": r"수 있|가능성|것으로 보|지도 모|면 ",
    "ru": r"\bбы\b|\bесли\b|может быть|возможно|мог(?:ла|ли|ло)? бы|может\b",
}
_ATTRIBUTED: Final = {
    "en": r"according to|\bsaid\b|\bsays\b|announced|claimed|reported|confirmed",
    "fr": r"selon |d['’]après |a (?:confirmé|indiqué|déclaré|annoncé|souligné|affirmé)|aurait",
    "ko": r"에 따르면|밝혔|전했|보도했|말했|발표했|고 한다",
    "ru": r"по словам|по данным|сообщ|заявил|согласно|объявил",
}
#: Words by which a sentence goes on about what the one before it named.
BOTH_CASES: Final = re.compile(
    (
        r"dans les deux cas|in both cases|both (?:times|attempts|launches|"
        r"flights)|두 (?:번|차례) 모두|в обоих случаях|обе попытки|оба раза"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as it stands in the text, before it is checked.

    `own` are the names of the clause itself; `named` are those of its sentence and those that a
    noun of it stands for (`meant`); `near` are those of the sentences just before, `earlier` their
    figures, `context` their text; `sole` is the only launcher that the article has named so far, or
    else the first that it will; `topic` is whether the article has words of spaceflight at all.
    """

    text: str
    start: int
    end: int
    kind: Kind
    negated: bool
    conditional: bool
    attributed: bool
    sentence: Span
    own: tuple[Entity, ...] = ()
    named: tuple[Entity, ...] = ()
    near: tuple[Entity, ...] = ()
    dates: tuple[Dated, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    earlier: tuple[Quantity, ...] = ()
    meant: tuple[Entity, ...] = ()
    context: tuple[str, ...] = ()
    sole: Entity | None = None
    topic: bool = True

    def denies(self, start: int, end: int, language: str) -> bool:
        """Whether the part between commas that holds a piece of the text is denied."""
        stops = (",", ";", ":", "—", "(", ")")
        return denied(between(self.text, start - self.start, end - self.start, stops), language)

    def own_of(self, *kinds: str) -> tuple[Entity, ...]:
        """Names of the clause itself that are of those kinds."""
        return tuple(e for e in self.own if e.kind in kinds)


#: How many sentences before a statement are near it.
NEAR: Final = 3


def statements(
    text: str,
    language: str,
    entities: tuple[Entity, ...],
    dates: tuple[Dated, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Statement, ...]:
    """Claims in the article's order; a sentence that names nothing and is of no kind is none."""
    out: list[Statement] = []
    before: list[tuple[Entity, ...]] = []
    planned: list[tuple[Entity, ...]] = []
    last_dates: tuple[Dated, ...] = ()
    figures: list[tuple[Quantity, ...]] = []
    carried: tuple[Dated, ...] = ()
    told: list[str] = []
    eve = NO_EVE
    topic = _of_space(text, entities)
    # the headline may speak of what only the next sentence names
    ahead = [e for e in entities if e.kind == "vehicle"][:1]
    for sentence in with_questions(text):
        first = next((e for e in ahead if e.start > sentence.end), None)
        named = inside(entities, sentence)
        when = inside(dates, sentence) or carried
        carried = moment(sentence, when)
        again = bool(BOTH_CASES.search(sentence.text))
        meant_here: tuple[Entity, ...] = ()
        parted = len(loads(sentence, entities, quantities)) > 1
        parts = clauses(sentence, language, entities, quantities)
        for clause in parts:
            own = inside(entities, clause)
            lengths = inside(quantities, clause)
            # what is yet to come may be the flight of a launcher that was held
            back = planned if to_come(clause.text, language) else before
            meant = referred(clause.text, language, own, back)
            meant_here += meant
            # a date that a later clause tells is that one's, where it tells a flight of its own
            left = tuple(
                d for d in when if d.start < clause.start or _shared(d, parts, language, entities)
            )
            kind = kind_of(clause.text, language)
            placed = any(q.unit == "m" for q in lengths) and any(e.kind == "place" for e in own)
            if placed and not (kind == "orbit" and _HEIGHT.search(clause.text)):
                kind = "distance"
            if kind == "other" and _revolves(lengths):
                kind = "orbit"
            if not left and not inside(dates, clause):
                left, launch = eve.lent(clause, language, own, meant)
                meant += launch
            lifts = any(q.unit == "kg" for q in lengths) and loads_lifted(clause.text)
            if kind == "other" and lifts:
                kind = "capability"
            if kind == "other" and (
                _dateline(clause, own, dates)
                or not (own or (meant and (lengths or inside(dates, clause))))
            ):
                continue
            out.append(
                Statement(
                    clause.text,
                    clause.start,
                    clause.end,
                    kind,
                    denied(clause.text, language),
                    _says(_CONDITIONAL, language, clause),
                    _says(_ATTRIBUTED, language, sentence),
                    sentence,
                    own,
                    # what one launcher lifts is no figure of the other
                    (*(own if parted else named), *meant),
                    tuple(e for some in back[-NEAR:] for e in some),
                    inside(dates, clause) or left or (last_dates if again else ()),
                    lengths or inside(quantities, sentence),
                    (
                        *(q for some in figures[-SENTENCES_BACK:] for q in some),
                        *(q for q in inside(quantities, sentence) if q.end <= clause.start),
                    ),
                    meant,
                    tuple(told[-SENTENCES_BACK:]),
                    only_one([e for some in before for e in some], "vehicle") or first,
                    topic,
                )
            )
        eve = eve.after(sentence, named, inside(dates, sentence))
        figures.append(inside(quantities, sentence))
        told.append(sentence.text)
        before.append((*_lasting(named, sentence, language), *meant_here))
        planned.append((*named, *meant_here))
        last_dates = when
    return tuple(out)


def _of_space(text: str, entities: tuple[Entity, ...]) -> bool:
    """Whether a text has words of spaceflight beside its names, or a site or station among them."""
    at, rest = 0, []
    for e in entities:
        rest.append(text[at : e.start])
        at = e.end
    told = SPACE_WORDS.search(" ".join([*rest, text[at:]]))
    return bool(told) or any(e.kind in ("site", "station", "agency") for e in entities)


def _shared(day: Dated, parts: list[Span], language: str, entities: tuple[Entity, ...]) -> bool:
    """Whether the clause that holds a day tells no flight, and names no launcher, of its own."""
    holder = [p for p in parts if p.start <= day.start < p.end]
    if len(parts) == 1 or not holder:
        return True
    named = any(e.kind == "vehicle" for e in inside(entities, holder[0]))
    return not named and not flies(holder[0].text, language)


#: Words that make a length beside a place a height.
_HEIGHT: Final = re.compile(r"\baltitude|\bheight|\bhauteur|고도|높이|상공|высот", re.IGNORECASE)
#: Words that make a name one to compare with: no noun of the next sentences stands for it.
_ASIDE: Final = re.compile(
    r"(?:successor|successeure?|remplaçante?|replacement|rival|competitor|concurrente?|unlike|"
    r"contrairement à|than|преемник\w*|конкурент\w*|후속|경쟁)[\s,]+"
    r"(?:the |l['’]|la |le |d['’]|à |of |de |«)?(?:\w+ )?$",
    re.IGNORECASE,
)


def _lasting(named: tuple[Entity, ...], sentence: Span, language: str) -> tuple[Entity, ...]:
    """Names that the next sentences may stand on: none of a launcher that did not fly."""
    if held(sentence.text, language):
        return tuple(e for e in named if e.kind != "vehicle")
    ahead = {e.start: sentence.text[: e.start - sentence.start] for e in named}
    kept = tuple(e for e in named if e.kind != "vehicle" or not _ASIDE.search(ahead[e.start]))
    return (
        kept
        if any(e.kind == "vehicle" for e in kept)
        else tuple(e for e in named if e.kind != "vehicle")
    )


def _revolves(figures: tuple[Quantity, ...]) -> bool:
    """Whether a height of an orbit and the time of a revolution stand together."""
    height = any(q.unit == "m" and 100e3 <= q.value <= 4e7 for q in figures)
    return height and any(
        q.unit == "per day" or (q.unit == "s" and 80.0 <= q.value / 60.0 <= 1500.0) for q in figures
    )


def _dateline(clause: Span, own: tuple[Entity, ...], dates: tuple[Dated, ...]) -> bool:
    """Whether a clause is nothing but a place and a date."""
    rest = clause.text
    for text in (*(e.text for e in own), *(d.text for d in inside(dates, clause))):
        rest = rest.replace(text, "")
    placed = all(e.kind in ("place", "site", "agency", "country") for e in own)
    return placed and sum(c.isalpha() for c in rest) <= LEAST_WORDS_SIGNS


#: A line with fewer letters beside its place and date says nothing.
LEAST_WORDS_SIGNS: Final = 8


def denied(text: str, language: str) -> bool:
    """Whether a piece of a statement is denied.

    Examples
    --------
    >>> denied("It did not fly", "en"), denied("It flew", "en")
    (True, False)
    """
    return bool(re.search(_NEGATED[language], fortunate(text, language), re.IGNORECASE))


def doubtful(text: str, language: str) -> bool:
    """Whether a piece of a statement is only said to be possible.

    Examples
    --------
    >>> doubtful("It could fly", "en"), doubtful("It flew", "en")
    (True, False)
    """
    return bool(re.search(_CONDITIONAL[language], text, re.IGNORECASE))


def _says(table: dict[str, str], language: str, span: Span) -> bool:
    return bool(re.search(table[language], span.text, re.IGNORECASE))
