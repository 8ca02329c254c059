"""The book of names: every spelling of facts, agencies and places, keyed by its words.

Russian words are kept as stems; families ("Soyuz-2" of "Soyuz-2.1a") stand beside full names.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import names_of_places, place_at

LEAST_POPULATION: Final = 300_000


WORD: Final = re.compile(r"[^\W_]+")


#: First words of names that are written small within a sentence.
_NOUNS: Final = frozenset(("centre", "base", "station", "cosmodrome", "port", "космодром"))


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
class Meaning:
    """What a name stands for: its slugs with their kinds, and how it is written.

    `record` are the types by which the record of launches knows a launcher that is no fact.
    """

    kind: str
    slugs: tuple[tuple[str, str], ...]  # (slug, kind)
    capital: bool
    family: bool = False
    record: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its key (no case, no accents) and place."""

    key: str
    start: int
    end: int
    capital: bool


def key_of(word: str) -> str:
    """A word without case and accents (the Russian short sign kept)."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", bare)


def words_of(text: str) -> list[Word]:
    """Words of a text with their places."""
    return [
        Word(key_of(m[0]), m.start(), m.end(), not m[0][0].islower()) for m in WORD.finditer(text)
    ]


def stem(key: str) -> str:
    """A Russian word without the ending of its case."""
    for end in ("ский", "ый", "ий", "ой", "ая", "ое", "а", "я", "ь", "й", "е", "о", "ы", "и"):
        if key.endswith(end) and len(key) - len(end) >= 3:
            return key[: -len(end)] + ("ск" if end == "ский" else "")
    return key


def cyrillic(key: str) -> bool:
    """Whether a key is a Russian word."""
    return bool(key) and "а" <= key[0] <= "ё"


@lru_cache(maxsize=1)
def book() -> dict[tuple[str, ...], Meaning]:
    """Every name as its words; Russian words as stems."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    family: dict[tuple[str, ...], dict[str, str]] = {}
    capital: dict[tuple[str, ...], bool] = {}

    def put(
        name: str, slug: str, kind: str, table: dict[tuple[str, ...], dict[str, str]] = found
    ) -> None:
        key = tuple(stem(w.key) if cyrillic(w.key) else w.key for w in words_of(name))
        if key and len(name) > 1 and " ".join(key_of(p) for p in name.split()) not in _REFUSED:
            table.setdefault(key, {})[slug] = kind
            capital[key] = capital.get(key, True) and not (name[0].islower() or key[0] in _NOUNS)

    for entry in Catalogue.bundled().entries():
        if entry.kind == "camera":  # no article names one apart from its satellite
            continue
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
    families, launchers = listed.pop("family"), listed.pop("launcher")
    for kind, rows in listed.items():
        for row in rows:
            for name in row["names"]:
                put(name, row["slug"], kind)
    for row in families:
        for name in row["names"]:
            for slug in row["of"]:
                put(name, slug, "vehicle")
    known = {
        key: Meaning(
            next(iter(slugs.values())) if len(set(slugs.values())) == 1 else "vehicle",
            tuple(slugs.items()),
            capital[key],
            key in shortened,
        )
        for key, slugs in found.items()
    }
    return known | _unlisted(launchers)


def _unlisted(rows: list[dict[str, list[str]]]) -> dict[tuple[str, ...], Meaning]:
    """Launchers that are no facts, by the words of their names."""
    return {
        tuple(stem(w.key) if cyrillic(w.key) else w.key for w in words_of(name)): Meaning(
            "vehicle", (), True, record=tuple(row["record"])
        )
        for row in rows
        for name in row["names"]
    }


#: First words of names that are common words by themselves.
_GENERIC: Final = frozenset(
    [
        "delta",
        "crew",
        "cargo",
        "super",
        "korea",
        "small",
        "satellite",
        "long",
        "14a14",
        "capsule",
        "rocket",
        "galaxy",
        "ceres",
        "церера",
        "세레스",
        "은하",
        "크루",
        "카고",
        "드림",
        "시험용",
        "cst",
        "한국형",
        "hyperbola",
        "гипербола",
        "쌍곡선",
        "신주",
    ]
)


def _families(name: str) -> Iterator[str]:
    """Names of the family: "Soyuz" and "Soyuz-2" of "Soyuz-2.1a"."""
    words = list(WORD.finditer(name))
    for count in range(1, len(words)):
        follower, last = words[count][0], words[count - 1][0]
        short = len(follower) <= 3 and not follower.islower()
        if not short and not any(c.isdigit() for c in follower):
            continue
        if count == 1 and (key_of(last) in _GENERIC or len(last) < 3 - ("가" <= last[0] <= "힣")):
            continue
        yield name[: words[count - 1].end()]


@lru_cache(maxsize=1)
def places() -> dict[tuple[str, ...], int]:
    """Cities that are known without their country: rows of the gazetteer by words."""
    out: dict[tuple[str, ...], int] = {}
    people: dict[int, int] = {}
    for name, number in names_of_places():
        if number not in people:
            row = place_at(number)
            known = row.population >= LEAST_POPULATION or row.capital
            people[number] = row.population if known else -1
        if people[number] < 0 or name.isdigit():
            continue
        key = _place_key(name)
        if key and people.get(out.get(key, -1), -1) < people[number]:
            out[key] = number
    return out


def _place_key(name: str) -> tuple[str, ...]:
    if name.isascii() and name.replace(" ", "").isalnum():
        return tuple(name.lower().split())
    return tuple(stem(w) if cyrillic(w) else w for w in WORD.findall(key_of(name)))


@lru_cache(maxsize=1)
def _longest_from() -> dict[str, int]:
    """Most words of a name that begins with a word."""
    out: dict[str, int] = {}
    for key in (*book(), *places()):
        out[key[0]] = max(out.get(key[0], 0), len(key))
    return out


def most_words(key: str) -> int:
    """Most words of a name that may begin with this word."""
    table = _longest_from()
    forms = [key]
    if cyrillic(key):
        forms += [stem(key), *russian_stems(key)]
    elif key and "가" <= key[-1] <= "힣":
        forms += [key[:cut] for cut in range(1, len(key))]
    return max(table.get(form, 0) for form in forms)


def russian_stems(key: str) -> Iterator[str]:
    """What a Russian word may be without the ending of its case."""
    for size in (1, 2, 3):
        if len(key) - size >= 3 and key[-size:] in _CASES:
            yield key[:-size]


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Names that are common words, as keys."""
    return frozenset(stem(w) if cyrillic(w) else w for w in _COMMON)
