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
    number = _table()["names"].get(" ".join(key))
    return None if number is None else max(number, -1 - number)


def own_name(key: tuple[str, ...]) -> bool:
    """Whether a city's name is its own, and none of its other names in Latin letters.

    Examples
    --------
    >>> own_name(("athens",)), own_name(("athena",))
    (True, False)
    """
    return bool(_table()["names"].get(" ".join(key), -1) >= 0)


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
    from visviva.data.gazetteer import fold, names_of_places, place_at

    names: dict[str, int] = {}
    own: set[str] = set()
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
        key = " ".join(words_key(name))
        if key and people.get(names.get(key, -1), -1) < people[number]:
            names[key] = number
            # a name in another script is no word of an article's own language
            told = fold(place_at(number).name) == name or not name[0].isascii()
            (own.add if told else own.discard)(key)
    longest: dict[str, int] = {}
    for key in names:
        first, count = key.partition(" ")[0], key.count(" ") + 1
        if count > 1:
            longest[first] = max(longest.get(first, 0), count)
    return {
        "names": {key: row if key in own else -1 - row for key, row in names.items()},
        "longest": longest,
        "capitals": sorted(capitals),
        "small": sorted(small),
    }


def words_key(name: str) -> tuple[str, ...]:
    """The words of a place's name as keys.

    Examples
    --------
    >>> words_key("Le Caire"), words_key("Москва")
    (('le', 'caire'), ('москв',))
    """
    if name.isascii() and name.replace(" ", "").isalnum():
        return tuple(name.lower().split())
    return tuple(stem(w) if cyrillic(w) else w for w in WORD.findall(key_of(name)))
