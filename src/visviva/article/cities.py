"""Cities that articles are searched for: names by words, with their rows of the gazetteer.

The table is made ahead (`scripts/make_article_cities.py`), so that a name is looked for without
the whole gazetteer, which takes longer to read than an article. Limits: capitals and cities over
300,000 people; of several of one name the largest.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from visviva.article.words import WORD, cyrillic, key_of, stem

LEAST_POPULATION: Final = 300_000
TABLE: Final = Path(__file__).parent / "cities.json"


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return json.loads(TABLE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def city_of(key: tuple[str, ...]) -> int | None:
    """Row of the gazetteer of the city of that name, by its words; None where there is none.

    Examples
    --------
    >>> city_of(("seoul",)) == city_of(("서울",)), city_of(("nowhere",))
    (True, None)
    """
    return _table()["names"].get(" ".join(key))  # type: ignore[no-any-return]


def longest_city() -> dict[str, int]:
    """Most words of a city's name that begins with a word, where more than one."""
    return _table()["longest"]  # type: ignore[no-any-return]


def begins_a_city(word: str) -> bool:
    """Whether a city has that one word as its name."""
    return word in _table()["names"]


def capital(number: int) -> bool:
    """Whether the city of a row is a capital."""
    return number in _capitals()


def large(number: int) -> bool:
    """Whether the city of a row has so many people that it needs no other mark."""
    return number not in _small()


@lru_cache(maxsize=1)
def _capitals() -> frozenset[int]:
    return frozenset(_table()["capitals"])


@lru_cache(maxsize=1)
def _small() -> frozenset[int]:
    return frozenset(_table()["small"])


def cities_of_gazetteer() -> dict[str, Any]:
    """The table, made of the gazetteer."""
    from visviva.data.gazetteer import names_of_places, place_at

    names: dict[str, int] = {}
    people: dict[int, int] = {}
    capitals, small = set(), set()
    for name, number in names_of_places():
        if number not in people:
            row = place_at(number)
            known = row.population >= LEAST_POPULATION or row.capital
            people[number] = row.population if known else -1
            if known and row.capital:
                capitals.add(number)
                if row.population < LEAST_POPULATION:
                    small.add(number)
        if people[number] < 0 or name.isdigit():
            continue
        key = " ".join(_key(name))
        if key and people.get(names.get(key, -1), -1) < people[number]:
            names[key] = number
    longest: dict[str, int] = {}
    for key in names:
        first, count = key.partition(" ")[0], key.count(" ") + 1
        if count > 1:
            longest[first] = max(longest.get(first, 0), count)
    return {
        "names": names,
        "longest": longest,
        "capitals": sorted(capitals),
        "small": sorted(small),
    }


def _key(name: str) -> tuple[str, ...]:
    if name.isascii() and name.replace(" ", "").isalnum():
        return tuple(name.lower().split())
    return tuple(stem(w) if cyrillic(w) else w for w in WORD.findall(key_of(name)))
