"""The names of an article: facts of the catalogue, places, states and agencies, with their spans.

A name is looked for as its words, longest first, without case and accents; the first letter must
be a capital where the name has one. Korean particles and the endings of Russian cases may follow. A
name that fits several keeps them all in `candidates` and has no `fact`.

Limits: cities are capitals and those over 300,000 people; a common word that is also a name (Mir,
Alpha, Orion) counts only beside a word of spaceflight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from visviva.article.cities import capital, city_of, large, own_name
from visviva.article.flight_words import SPACE_WORDS
from visviva.article.names import Meaning, book, common_words, most_words
from visviva.article.towns import Town
from visviva.article.words import Word, cyrillic, key_of, name_key, russian_stems, words_of

#: Names of cities that are also those of probes, modules, ships and lights of the sky.
_NO_PLACES: Final = frozenset(
    ("rosetta", "zaria", "phoenix", "aurora", "오로라", "피닉스", "аврор", "феникс", "орел", "орёл")
)
#: What stands between two words of which no name is made.
_GAP: Final = re.compile(r"\n|[.!?;:]\s|.{3}")
#: A number that goes on: "Malligyong-1-1" is another satellite than Malligyong-1.
_FURTHER: Final = re.compile(r"[-–.]\d")
#: A number that counts what follows it: "Long March 5 km run".
_COUNTS: Final = re.compile(r"[ \u00a0](?:km|kg|m|miles?|livres|tonnes?|tons?|км|кг|of them)\b")
#: A number after a name that names a family: the next of the family, which is no fact.
_NUMBERED: Final = re.compile(r"[-– ]?\d")
#: Words beside which a name of a ship and of its launcher means the ship.
_STATION: Final = re.compile(r"Tiangong|\bISS\b|station|정거장|톈궁|МКС|Тяньгун|станци", re.I)
_SHIP: Final = re.compile(
    r"capsul|vaisseau|spacecraft|spaceship|корабл|капсул|우주선|캡슐|cosmonaut|astronaut|космонавт"
    r"|우주인|habit|crew|пилотир|экипаж|유인|équipage",
    re.IGNORECASE,
)
_ROCKET: Final = re.compile(
    r"fus[ée]e|rocket|launcher|lanceur|ракет|носител|로켓|발사체|lancement|rampe", re.IGNORECASE
)
#: How far from a name that is a common word a word of spaceflight may stand, signs.
NEAR_SIGNS: Final = 150
_LIES: Final = re.compile(
    r" (?:lies|sits|is (?:(?:just|only|barely) )?(?:some|about|nearly|over|\d)|se trouve|se situe|"
    r"est (?:à|situé)|находится|лежит|располож|от )"
)
_PARTICLES: Final = re.compile(
    r"(?:에서는?|에는?|으로는?|로는?|은|는|이|가|을|를|의|와|과|도|만|까지|부터|호|형|에게|께|이라는|라는|이다|인|발)+"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text.

    Attributes
    ----------
    text : str
    fact : str or None
        Slug of the fact; None where the name fits several or is no fact of the catalogue.
    kind : str
        ``site``, ``vehicle``, ``ship``, ``station``, ``satellite``, ``place``, ``country``,
        ``agency``.
    start, end : int
        Code points, the end exclusive.
    candidates : tuple of str
        Slugs that the name fits, where more than one.
    place : int or None
        Row of the gazetteer.
    record : tuple of str
        Types of the record of launches, of a launcher that is no fact of the catalogue.
    towns : tuple of Town
        Towns of that name, of a place that a distance is reckoned from.
    """

    text: str
    fact: str | None
    kind: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()
    place: int | None = None
    record: tuple[str, ...] = ()
    towns: tuple[Town, ...] = ()


def entities(text: str) -> tuple[Entity, ...]:
    """Names of the article in their order, none inside another.

    Examples
    --------
    >>> [(e.text, e.fact) for e in entities("la capsule Soyouz et Tiangong")]
    [('Soyouz', 'soyuz-ms'), ('Tiangong', 'tiangong')]
    """
    words = words_of(text)
    out: list[Entity] = []
    left: list[int] = []
    at = 0
    while at < len(words):
        found = _longest(text, words, at, frozenset())
        if found is None:
            left.append(at)
            at += 1
            continue
        entity, count = found
        out.append(entity)
        at += count
    # a common word that was a name once in the article is one again
    accepted = frozenset(key_of(e.text) for e in out) & common_words()
    spots = [at for at in left if words[at].key in accepted] if accepted else []
    more = [found[0] for at in spots if (found := _longest(text, words, at, accepted))]
    return tuple(sorted([*out, *more], key=lambda e: e.start))


def _longest(
    text: str, words: list[Word], at: int, accepted: frozenset[str]
) -> tuple[Entity, int] | None:
    first = words[at]
    if first.key.isdigit():
        return None
    for count in range(min(most_words(first.key), len(words) - at), 0, -1):
        part = words[at : at + count]
        if any(_GAP.search(text[v.end : w.start]) for v, w in pairwise(part)):
            continue
        if part[-1].key[-1:].isdigit() and _FURTHER.match(text, part[-1].end):
            continue
        if count > 1 and part[-1].key.isdigit() and _COUNTS.match(text, part[-1].end):
            continue
        for key, end in _keys(part):
            meaning = book().get(key)
            if meaning is not None and (first.capital or not meaning.capital):
                entity = _entity(text, part, end, key, meaning, accepted)
                if entity is not None:
                    return entity, count
            number = city_of(key)
            if (
                number is not None
                and first.capital
                and _is_place(text, words, at, count, key, number)
            ):
                return Entity(
                    text[first.start : end], None, "place", first.start, end, (), number
                ), count
    return None


def _keys(part: list[Word]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Keys that the words may be, with the end of the name."""
    end = part[-1].end
    if any(cyrillic(w.key) for w in part):
        stems = name_key(part)
        yield stems, end
        for bare in russian_stems(part[-1].key):
            yield (*stems[:-1], bare), end
        if len(part) > 1:
            for first in russian_stems(part[0].key):
                for bare in (stems[-1], *russian_stems(part[-1].key)):
                    yield (first, *stems[1:-1], bare), end
        return
    plain = tuple(w.key for w in part)
    yield plain, end
    last = plain[-1]
    if last and "가" <= last[-1] <= "힣":
        for cut in range(len(last) - 1, 0, -1):
            if _PARTICLES.fullmatch(last[cut:]):
                yield (*plain[:-1], last[:cut]), part[-1].start + cut


#: A region beside a word that it only qualifies: "the California-based company".
_REGION_OF: Final = re.compile(
    r"[- ](?:based|headquartered|made|built|time|compan(?:y|ies)|startup|firm|native)\b"
)


def _entity(
    text: str,
    part: list[Word],
    end: int,
    key: tuple[str, ...],
    meaning: Meaning,
    accepted: frozenset[str],
) -> Entity | None:
    start = part[0].start
    written = text[start:end]
    near = text[max(0, start - NEAR_SIGNS) : end + NEAR_SIGNS]
    known = common_words() - accepted
    if len(key) == 1 and key[0] in known and not SPACE_WORDS.search(near.replace(written, " ")):
        return None
    short = len(written) <= 4 and written.isascii() and meaning.capital and key[0].isalpha()
    risky = short and not written.isupper() and len(key) == 1 and key[0] not in known
    if risky and not SPACE_WORDS.search(near.replace(written, " ")):
        return None
    if meaning.kind == "region" and _REGION_OF.match(text, end):
        return None
    slugs = meaning.slugs
    spelled = any(c.isdigit() for c in written)
    if len(slugs) > 1 and meaning.family and not spelled and _NUMBERED.match(text, end):
        return None  # "Ariane 64": another of the family than those that are facts
    if not slugs:
        return Entity(written, None, meaning.kind, start, end, record=meaning.record)
    if len(slugs) > 1:
        slugs = _narrowed(
            slugs,
            re.split(r"[.!?]\s|\n", text[max(0, start - 60) : start])[-1],
            re.split(r"[.!?]\s|\n", text[end : end + 60])[0],
        )
    if len(slugs) == 1:
        slug, kind = slugs[0]
        if meaning.family and kind != "ship" and _NUMBERED.match(text, end):
            return None
        return Entity(written, slug, kind, start, end)
    kinds = {kind for _, kind in slugs}
    kind = kinds.pop() if len(kinds) == 1 else "vehicle"
    return Entity(written, None, kind, start, end, tuple(sorted(slug for slug, _ in slugs)))


def _narrowed(
    slugs: tuple[tuple[str, str], ...], before: str, after: str
) -> tuple[tuple[str, str], ...]:
    """The meanings that the words beside the name leave: the nearest word decides."""
    ship = max((m.start() for m in _SHIP.finditer(before)), default=-1)
    rocket = max((m.start() for m in _ROCKET.finditer(before)), default=-1)
    if ship < 0 and rocket < 0:
        ahead = [
            (m.start(), k) for k, p in (("s", _SHIP), ("r", _ROCKET)) if (m := p.search(after[:25]))
        ]
        nearest = min(ahead, default=(0, ""))[1]
    else:
        nearest = "s" if ship > rocket else "r"
    if not nearest and _STATION.search(before + " " + after):
        nearest = "s"
    wanted = {"s": "ship", "r": "vehicle"}.get(nearest)
    kept = tuple(s for s in slugs if s[1] == wanted)
    return kept or slugs


def _is_place(
    text: str, words: list[Word], at: int, count: int, key: tuple[str, ...], number: int
) -> bool:
    """Whether a word that is a city's name stands for it, and is no part of a person's name."""
    first, last = words[at], words[at + count - 1]
    if key[0] in _NO_PLACES and not _LIES.match(text, last.end):
        return False
    if sum(map(len, key)) < (2 if "가" <= key[0][0] <= "힣" else 4):
        return False
    if "가" <= key[0][0] <= "힣" and not capital(number):
        bare = words[at + count - 1].key == key[-1]
        if len(key[0]) < 3 or (bare and key[-1].endswith("다")):
            return False  # "올린다" is a verb before it is Olinda
    if not own_name(key) and not _placed(text, first.start, last.end):
        return False
    before = words[at - 1] if at else None
    joined = before is not None and text[before.end : first.start] in (" ", "-")
    # "Alexander Victoria" is a person; "In Moscow" begins a sentence
    if (
        joined
        and before is not None
        and len(before.key) > 3
        and text[before.start].isupper()
        and not _PREPOSITION.search(text, before.start, first.start)
    ):
        return False
    if capital(number) and large(number):
        return True
    if _opens(text, first.start) and _LIES.match(text, last.end):
        return True  # "Poznan se trouve": no word that only begins a sentence
    if _opens(text, first.start) or at + count >= len(words):
        return not _opens(text, first.start)
    after = words[at + count]
    return not (text[last.end : after.start] in (" ", "-") and text[after.start].isupper())


#: Words before a city's name, and after it.
_PREPOSITION: Final = re.compile(
    r"(?:\b(?:in|at|from|to|near|of|around|outside|over|and|between|for|via|than|à|de|du|depuis|"
    r"vers|en|entre|et|pour|sur|au|le|ou|or|par)|,|\bl['’]|\bd['’])(?: the| la| le)?\s*[«“(\"]?$",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(r"\s*(?:[,(:–—/-]|$|\.)")


def _placed(text: str, start: int, end: int) -> bool:
    """Whether the words say that a name is a place's: "from Moscou", "Pékin (AFP)"."""
    if _PREPOSITION.search(text, max(0, start - 24), start) or _LIES.match(text, end):
        return True
    return _opens(text, start) and bool(_DATELINE.match(text, end))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return text[:start].rstrip(" «\"“‘'")[-1:] in ("", ".", "!", "?", "\n")
