"""The names of an article: facts of the catalogue, places, states and agencies, with their spans.

A name is looked for as its words, longest first, without case and accents; the first letter must
be a capital where the name has one. Korean particles and the endings of Russian cases may follow. A
A name is looked for as its words, longest first, without case and accents; the first letter must be
fits several it keeps them all in `candidates` and has no `fact`.

Limits: cities are capitals and those over 300,000 people; a common word that is also a name (Mir,
Alpha, Orion) counts only beside a word of spaceflight.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import names_of_places, place_at

LEAST_POPULATION: Final = 300_000
_WORD: Final = re.compile(r"[^\W_]+")
#: What stands between two words of which no name is made.
_GAP: Final = re.compile(r"\n|[.!?;:]\s|.{3}")
#: A number that goes on: "Malligyong-1-1" is another satellite than Malligyong-1.
_FURTHER: Final = re.compile(r"[-–.]\d")
#: A number after a name that names a family: the next of the family, which is no fact.
_NUMBERED: Final = re.compile(r"[-– ]?\d")
#: First words of names that are written small within a sentence.
_NOUNS: Final = frozenset(("centre", "base", "station", "cosmodrome", "port", "космодром"))
#: Words beside which a name of a ship and of its launcher means the ship.
_STATION: Final = re.compile(r"Tiangong|\bISS\b|station|정거장|톈궁|МКС|Тяньгун|станци", re.I)
#: Names that are common words: they count only beside a word of spaceflight.
_COMMON: Final = frozenset(
    [
        "mir",
        "미르",
        "мир",
        "alpha",
        "알파",
        "альфа",
        "vega",
        "베가",
        "вега",
        "orion",
        "오리온",
        "орион",
        "electron",
        "일렉트론",
        "электрон",
        "progress",
        "прогресс",
        "dragon",
        "드래건",
        "safir",
        "antares",
        "nuri",
        "누리",
        "시창",
        "일렉",
        "proton",
        "протон",
        "vulcan",
        "вулкан",
        "벌컨",
        "восточный",
        "свободный",
        "haven",
        "atlas",
        "epsilon",
        "gando",
        "куру",
        "наро",
    ]
)
#: Spellings that mean more than the one fact that lists them.
_REFUSED: Final = frozenset(("space station", "f9", "고흥", "누리", "css"))
_SHIP: Final = re.compile(
    r"capsul|vaisseau|spacecraft|spaceship|корабл|капсул|우주선|캡슐|cosmonaut|astronaut|космонавт"
    r"|우주인|habit|crew|пилотир|экипаж|유인|équipage",
    re.IGNORECASE,
)
_ROCKET: Final = re.compile(
    r"fus[ée]e|rocket|launcher|lanceur|ракет|носител|로켓|발사체|lancement|rampe", re.IGNORECASE
)
_SPACE: Final = re.compile(
    r"fus[ée]e|rocket|launch|lanc|ракет|косм|орбит|пуск|стан[цк]|로켓|발사|궤도|위성|정거장|spac|orbit|"
    r"satell|capsul|vaisseau|station|d[ée]coll|booster|lift|спутник",
    re.IGNORECASE,
)
_PARTICLES: Final = re.compile(
    r"(?:에서는?|에는?|으로는?|로는?|은|는|이|가|을|를|의|와|과|도|만|까지|부터|호|형|에게|께|이라는|라는|이다|인|발)+"
)
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
    """

    text: str
    fact: str | None
    kind: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    slugs: tuple[tuple[str, str], ...]  # (slug, kind)
    capital: bool
    family: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int
    capital: bool


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", bare)


def _words(text: str) -> list[_Word]:
    return [
        _Word(_key(m[0]), m.start(), m.end(), not m[0][0].islower()) for m in _WORD.finditer(text)
    ]


def _stem(key: str) -> str:
    """A Russian word without the ending of its case."""
    for end in ("ский", "ый", "ий", "ой", "ая", "ое", "а", "я", "ь", "й", "е", "о", "ы", "и"):
        if key.endswith(end) and len(key) - len(end) >= 3:
            return key[: -len(end)] + ("ск" if end == "ский" else "")
    return key


def _cyrillic(key: str) -> bool:
    return bool(key) and "а" <= key[0] <= "ё"


@lru_cache(maxsize=1)
def _book() -> dict[tuple[str, ...], _Meaning]:
    """Every name as its words; Russian words as stems."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    family: dict[tuple[str, ...], dict[str, str]] = {}
    capital: dict[tuple[str, ...], bool] = {}

    def put(
        name: str, slug: str, kind: str, table: dict[tuple[str, ...], dict[str, str]] = found
    ) -> None:
        key = tuple(_stem(w.key) if _cyrillic(w.key) else w.key for w in _words(name))
        if key and len(name) > 1 and " ".join(_key(p) for p in name.split()) not in _REFUSED:
            table.setdefault(key, {})[slug] = kind
            capital[key] = capital.get(key, True) and not (name[0].islower() or key[0] in _NOUNS)

    for entry in Catalogue.bundled().entries():
        for name in (*entry.spellings, entry.title):
            put(re.sub(r"\s*\(.*?\)", "", name), entry.slug, entry.kind)
            if entry.kind in ("vehicle", "ship", "satellite"):
                for shorter in _families(name):
                    put(shorter, entry.slug, entry.kind, family)
    # a fact's own name goes before what is only the beginning of others
    shortened = {key: slugs for key, slugs in family.items() if key not in found}
    found |= shortened
    listed = tomllib.loads(
        files("visviva.article").joinpath("names.toml").read_text(encoding="utf-8")
    )
    for kind, rows in listed.items():
        for row in rows:
            for name in row["names"]:
                put(name, row["slug"], kind)
    return {
        key: _Meaning(
            next(iter(slugs.values())) if len(set(slugs.values())) == 1 else "vehicle",
            tuple(slugs.items()),
            capital[key],
            key in shortened,
        )
        for key, slugs in found.items()
    }


_GENERIC: Final = frozenset(
    ["delta", "crew", "cargo", "super", "korea", "small", "satellite", "long", "14a14", "capsule"]
)


def _families(name: str) -> Iterator[str]:
    """Names of the family: "Soyuz" and "Soyuz-2" of "Soyuz-2.1a"."""
    words = list(_WORD.finditer(name))
    for count in range(1, len(words)):
        follower, last = words[count][0], words[count - 1][0]
        short = len(follower) <= 3 and not follower.islower()
        if not short and not any(c.isdigit() for c in follower):
            continue
        if count == 1 and (_key(last) in _GENERIC or len(last) < 3 - ("가" <= last[0] <= "힣")):
            continue
        yield name[: words[count - 1].end()]


@lru_cache(maxsize=1)
def _places() -> dict[tuple[str, ...], int]:
    out: dict[tuple[str, ...], int] = {}
    people: dict[int, int] = {}
    for name, number in names_of_places():
        if number not in people:
            row = place_at(number)
            known = row.population >= LEAST_POPULATION or row.capital
            people[number] = row.population if known else -1
        if people[number] < 0 or name.isdigit():
            continue
        key = tuple(_stem(w) if _cyrillic(w) else w for w in _WORD.findall(_key(name)))
        if key and people.get(out.get(key, -1), -1) < people[number]:
            out[key] = number
    return out


@lru_cache(maxsize=1)
def _longest_from() -> dict[str, int]:
    """Most words of a name that begins with a word."""
    out: dict[str, int] = {}
    for key in (*_book(), *_places()):
        out[key[0]] = max(out.get(key[0], 0), len(key))
    return out


def _most(key: str) -> int:
    table = _longest_from()
    forms = [key]
    if _cyrillic(key):
        forms += [_stem(key), *_russian(key)]
    elif key and "가" <= key[-1] <= "힣":
        forms += [key[:cut] for cut in range(1, len(key))]
    return max(table.get(form, 0) for form in forms)


def entities(text: str) -> tuple[Entity, ...]:
    """Names of the article in their order, none inside another.

    Examples
    --------
    >>> [(e.text, e.fact) for e in entities("la capsule Soyouz et Tiangong")]
    [('Soyouz', 'soyuz-ms'), ('Tiangong', 'tiangong')]
    """
    words = _words(text)
    out: list[Entity] = []
    at = 0
    while at < len(words):
        found = _longest(text, words, at)
        if found is None:
            at += 1
            continue
        entity, count = found
        out.append(entity)
        at += count
    return tuple(out)


def _longest(text: str, words: list[_Word], at: int) -> tuple[Entity, int] | None:
    first = words[at]
    if first.key.isdigit():
        return None
    for count in range(min(_most(first.key), len(words) - at), 0, -1):
        part = words[at : at + count]
        if any(_GAP.search(text[v.end : w.start]) for v, w in pairwise(part)):
            continue
        if part[-1].key[-1:].isdigit() and _FURTHER.match(text, part[-1].end):
            continue
        for key, end in _keys(text, part):
            meaning = _book().get(key)
            if meaning is not None and (first.capital or not meaning.capital):
                entity = _entity(text, part, end, key, meaning)
                if entity is not None:
                    return entity, count
            number = _places().get(key)
            if (
                number is not None
                and first.capital
                and _is_place(text, words, at, count, key, number)
            ):
                return Entity(
                    text[first.start : end], None, "place", first.start, end, (), number
                ), count
    return None


def _keys(text: str, part: list[_Word]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Keys that the words may be, with the end of the name."""
    end = part[-1].end
    if any(_cyrillic(w.key) for w in part):
        stems = tuple(_stem(w.key) if _cyrillic(w.key) else w.key for w in part)
        yield stems, end
        for bare in _russian(part[-1].key):
            yield (*stems[:-1], bare), end
        return
    plain = tuple(w.key for w in part)
    yield plain, end
    last = plain[-1]
    if last and "가" <= last[-1] <= "힣":
        for cut in range(len(last) - 1, 0, -1):
            if _PARTICLES.fullmatch(last[cut:]):
                yield (*plain[:-1], last[:cut]), part[-1].start + cut


def _russian(key: str) -> Iterator[str]:
    for size in (1, 2, 3):
        if len(key) - size >= 3 and key[-size:] in _CASES:
            yield key[:-size]


def _entity(
    text: str, part: list[_Word], end: int, key: tuple[str, ...], meaning: _Meaning
) -> Entity | None:
    start = part[0].start
    written = text[start:end]
    near = text[max(0, start - 60) : end + 60]
    known = _common()
    if len(key) == 1 and key[0] in known and not _SPACE.search(near.replace(written, " ")):
        return None
    short = len(written) <= 4 and written.isascii() and meaning.capital and key[0].isalpha()
    risky = short and not written.isupper() and len(key) == 1 and key[0] not in known
    if risky and not _SPACE.search(near.replace(written, " ")):
        return None
    slugs = meaning.slugs
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


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_stem(w) if _cyrillic(w) else w for w in _COMMON)


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
    text: str, words: list[_Word], at: int, count: int, key: tuple[str, ...], number: int
) -> bool:
    """Whether a word that is a city's name stands for it, and is no part of a person's name."""
    row = place_at(number)
    first, last = words[at], words[at + count - 1]
    if sum(map(len, key)) < (2 if "가" <= key[0][0] <= "힣" else 4):
        return False
    if "가" <= key[0][0] <= "힣" and not row.capital and len(key[0]) < 3:
        return False
    before = words[at - 1] if at else None
    joined = before is not None and text[before.end : first.start] in (" ", "-")
    # "Alexander Victoria" is a person; "In Moscow" begins a sentence
    if (
        joined
        and before is not None
        and len(before.key) > 3
        and text[before.start].isupper()
        and not _opens(text, before.start)
    ):
        return False
    if row.capital and row.population >= LEAST_POPULATION:
        return True
    if _opens(text, first.start) or at + count >= len(words):
        return not _opens(text, first.start)
    after = words[at + count]
    return not (text[last.end : after.start] in (" ", "-") and text[after.start].isupper())


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return text[:start].rstrip(" «\"“‘'")[-1:] in ("", ".", "!", "?", "\n")
