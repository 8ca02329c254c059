"""The book of names: every spelling of facts, agencies and places, keyed by its words.

Russian words are kept as stems; families ("Soyuz-2" of "Soyuz-2.1a") stand beside full names.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from visviva.article.cities import begins_a_city, longest_city
from visviva.article.words import (
    WORD,
    cyrillic,
    key_of,
    name_key,
    russian_stems,
    stem,
    words_of,
)
from visviva.data.catalogue import Catalogue

NAMES: Final = Path(__file__).parent / "names.toml"
_BRACKETS: Final = re.compile(r"\s*\(.*?\)")
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
        "ariane",
        "falcon",
        "союз",
        "зенит",
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


@lru_cache(maxsize=1)
def book() -> dict[tuple[str, ...], Meaning]:
    """Every name as its words; Russian words as stems."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    family: dict[tuple[str, ...], dict[str, str]] = {}
    capital: dict[tuple[str, ...], bool] = {}

    def put(
        name: str, slug: str, kind: str, table: dict[tuple[str, ...], dict[str, str]] = found
    ) -> None:
        key = name_key(words_of(name))
        if len(key) > 1 and all("가" <= word[0] <= "힣" or word.isdigit() for word in key):
            table.setdefault(("".join(key),), {})[slug] = kind  # "팰컨헤비" of "팰컨 헤비"
            capital.setdefault(("".join(key),), True)
        if key and len(name) > 1 and " ".join(key) not in _REFUSED:
            table.setdefault(key, {})[slug] = kind
            capital[key] = capital.get(key, True) and not (name[0].islower() or key[0] in _NOUNS)

    for entry in Catalogue.bundled().entries():
        if entry.kind == "camera":  # no article names one apart from its satellite
            continue
        for name in (*entry.spellings, entry.title):
            put(_BRACKETS.sub("", name), entry.slug, entry.kind)
            if entry.kind in ("vehicle", "ship", "satellite"):
                for shorter in _families(name):
                    put(shorter, entry.slug, entry.kind, family)
    # a fact's own name goes before what is only the beginning of others
    shortened = {key: slugs for key, slugs in family.items() if key not in found}
    found |= shortened
    listed = tomllib.loads(NAMES.read_text(encoding="utf-8"))
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
        name_key(words_of(name)): Meaning(
            "vehicle", (), name[:1].isupper(), record=tuple(row["record"])
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
def _longest_from() -> dict[str, int]:
    """Most words of a name of the book that begins with a word."""
    out: dict[str, int] = {}
    for key in book():
        out[key[0]] = max(out.get(key[0], 0), len(key))
    return out


def most_words(key: str) -> int:
    """Most words of a name that may begin with this word."""
    table, cities = _longest_from(), longest_city()
    forms = [key]
    if cyrillic(key):
        forms += [stem(key), *russian_stems(key)]
    elif key and "가" <= key[-1] <= "힣":
        forms += [key[:cut] for cut in range(1, len(key))]
    return max(
        max(table.get(form, 0), cities.get(form, 0), int(begins_a_city(form))) for form in forms
    )


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Names that are common words, as keys."""
    return frozenset(stem(w) if cyrillic(w) else w for w in _COMMON)
