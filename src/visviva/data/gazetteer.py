"""Places by name: cities over 100,000 people, capitals, and landmarks that claims name.

Limits: 6,200 cities of GeoNames (CC BY 4.0) with their other names in Latin, Cyrillic and Hangul
letters, which carry no language marks; landmarks one by one with their source. Seas, straits and
islands are a point in their middle. A name that fits several places is given to the one that is ten
times larger than the others, or a capital; else all are told, as they are where a landmark and a
city share a name.
"""

import gzip
import json
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.place import Place
from visviva.errors import UnknownNameError

#: How much larger a place must be for its name to mean it.
LARGER = 10.0
#: How far the nearest city may be for its time zone to be taken, m.
ZONE_REACH = 3.0e5


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of the gazetteer, degrees; `zone` is its IANA time zone."""

    name: str
    country: str
    lat_deg: float
    lon_deg: float
    population: int
    zone: str
    capital: bool
    source: str
    kind: str = "city"

    @property
    def landmark(self) -> bool:
        """Whether it is one of the places told one by one, and no city."""
        return self.kind != "city"

    def place(self) -> Place:
        """As a place on the Earth."""
        return replace(
            Place.from_degrees(self.lat_deg, self.lon_deg, name=self.said), zone=self.zone
        )

    @property
    def said(self) -> str:
        """Name as an answer gives it: of a sea or an island, that its middle is meant."""
        return self.name if self.kind in ("city", "point") else f"{self.name} (its middle)"

    @property
    def label(self) -> str:
        """Name and country, or what kind of place it is."""
        if self.country:
            return f"{self.name} ({self.country})"
        return f"{self.name} ({self.kind})" if self.kind not in ("city", "point") else self.name


def fold(name: str) -> str:
    """A name as it is looked up: without case, accents and hyphens.

    Examples
    --------
    >>> fold("Maison-Blanche"), fold("Séoul"), fold("서울")
    ('maison blanche', 'seoul', '서울')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in plain if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", " ".join(text.replace("-", " ").replace("’", "'").split()))


def places_named(name: str) -> tuple[NamedPlace, ...]:
    """Every place of that name, the largest first; ``"Paris, FR"`` names the country too."""
    wanted, _, country = (part.strip() for part in name.partition(","))
    key = fold(wanted)
    marks = [_mark(m) for m in _landmarks() if key in map(fold, (m["name"], *m["aliases"]))]
    # A place's own name, and a landmark's names, go before another place's other name.
    numbers = _own().get(key) or ([] if marks and not country else _cities()["others"].get(key, []))
    found = [_city(number) for number in numbers]
    if country:
        code = fold(country)
        found = [
            row for row in found if code in (fold(row.country), fold(country_name(row.country)))
        ]
        marks = []
    return (*marks, *sorted(found, key=lambda row: -row.population))


def named_place(name: str) -> NamedPlace:
    """The place that a name means.

    Raises
    ------
    UnknownNameError
        If none has that name (the nearest are told), or it fits several (all are told).

    Examples
    --------
    >>> named_place("Pyongyang").zone
    'Asia/Pyongyang'
    >>> named_place("Сеул").name
    'Seoul'
    """
    found = places_named(name)
    if not found:
        wanted, _, country = (part.strip() for part in name.partition(","))
        elsewhere = places_named(wanted) if country else ()
        if elsewhere:
            labels = tuple(row.label for row in elsewhere[:5])
            raise UnknownNameError(
                f"no {wanted!r} in {country!r}",
                advice=f"known: {', '.join(labels)}; name the country, or give LAT,LON in degrees",
                nearest=labels,
            )
        near = near_names(name)
        advice = f"did you mean {' or '.join(near)}?" if near else "give LAT,LON in degrees"
        raise UnknownNameError(f"no place is called {name!r}", advice=advice, nearest=near)
    first, rest = found[0], found[1:]
    ahead = not first.landmark and all(
        first.population > LARGER * other.population for other in rest
    )
    one_capital = first.capital and not any(o.capital for o in rest)
    if rest and not ahead and not one_capital:
        labels = _labels(found)
        raise UnknownNameError(
            f"{name!r} fits {len(found)} places: {', '.join(labels[:5])}",
            advice=_which(found),
            nearest=labels[:5],
        )
    return first


def _labels(found: tuple[NamedPlace, ...]) -> tuple[str, ...]:
    """Names with their countries, with degrees where those do not tell them apart."""
    plain = [row.label for row in found]
    return tuple(
        label if plain.count(label) == 1 else f"{label} at {row.lat_deg:.2f},{row.lon_deg:.2f}"
        for label, row in zip(plain, found, strict=True)
    )


def _which(found: tuple[NamedPlace, ...]) -> str:
    """How to say which of several places of one name is meant."""
    countries = [row.country for row in found]
    texts = [f"{row.name!r}" for row in found if row.landmark]
    city = next((row for row in found if row.country and countries.count(row.country) == 1), None)
    if city is not None:
        texts.append(f"the country too, such as '{city.name}, {city.country}'")
    first = found[0]
    degrees = f"give LAT,LON in degrees, such as {first.lat_deg:.2f},{first.lon_deg:.2f}"
    return f"name {' or '.join(texts)}, or {degrees}" if texts else degrees


def zoned(place: Place) -> tuple[Place, str]:
    """A place with its time zone, and the city whose zone was taken (empty where none was).

    The zone of the nearest city is taken up to 300 km away: near a border it may be another.

    Examples
    --------
    >>> near_sohae, city = zoned(Place.from_degrees(39.66, 124.705))
    >>> near_sohae.zone, city
    ('Asia/Pyongyang', 'Sinŭiju')
    """
    if place.zone:
        return place, ""
    table = _cities()["rows"]
    lat, lon = _city_places()
    away = place.distance(lat, lon)
    nearest = int(np.argmin(away))
    if away[nearest] > ZONE_REACH:
        return place, ""
    return replace(place, zone=str(table[nearest][5])), str(table[nearest][0])


def near_names(name: str, count: int = 3) -> tuple[str, ...]:
    """Names of the gazetteer nearest to a spelling."""
    own = {key: _city(numbers[0]).name for key, numbers in _own().items()}
    own |= {fold(alias): m["name"] for m in _landmarks() for alias in (m["name"], *m["aliases"])}
    close = get_close_matches(fold(name.partition(",")[0]), own, n=count, cutoff=0.8)
    return tuple(dict.fromkeys(own[key] for key in close))


def names_of_places() -> Iterator[tuple[str, int]]:
    """Every folded name with its row, own names first; `place_at` gives the row."""
    for key, numbers in _own().items():
        yield key, numbers[0]
    for key, numbers in _cities()["others"].items():
        yield key, numbers[0]


def place_at(number: int) -> NamedPlace:
    """Row of the gazetteer."""
    return _city(number)


@lru_cache(maxsize=1)
def _cities() -> dict[str, Any]:
    raw = files("visviva.data").joinpath("tables", "gazetteer.json.gz").read_bytes()
    return json.loads(gzip.decompress(raw))  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _landmarks() -> list[dict[str, Any]]:
    text = files("visviva.data").joinpath("landmarks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["places"]  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _city_places() -> tuple[Array, Array]:
    """Latitudes and longitudes of all cities, rad."""
    degrees = np.array([[row[2], row[3]] for row in _cities()["rows"]])
    return np.radians(degrees[:, 0]), np.radians(degrees[:, 1])


def country_name(code: str) -> str:
    """Name of the country of a code of two letters; empty where there is none.

    Examples
    --------
    >>> country_name("GB")
    'United Kingdom'
    """
    return str(_cities()["countries"].get(code, ""))


@lru_cache(maxsize=1)
def _own() -> dict[str, list[int]]:
    """Rows by their own names, folded."""
    out: dict[str, list[int]] = {}
    for number, row in enumerate(_cities()["rows"]):
        out.setdefault(fold(row[0]), []).append(number)
    return out


def _city(number: int) -> NamedPlace:
    table = _cities()
    name, country, lat, lon, population, zone, capital = table["rows"][number]
    return NamedPlace(
        name, country, lat, lon, population, zone, bool(capital), str(table["source"])
    )


def _mark(mark: dict[str, Any]) -> NamedPlace:
    return NamedPlace(
        mark["name"],
        "",
        mark["lat_deg"],
        mark["lon_deg"],
        0,
        mark["zone"],
        False,
        mark["source"],
        mark.get("kind", "point"),
    )
