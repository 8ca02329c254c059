"""Places that a user names: degrees, a launch site, or a file of them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from visviva.analysis.where_words import SAY
from visviva.core.place import Place
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import named_place, near_names, places_named, zoned
from visviva.errors import InputError, UnknownNameError
from visviva.observe.sites import read_sites

if TYPE_CHECKING:
    from visviva.data.notices.coordinates import Found

#: Places of whose time zone a line is told.
MOST_NOTES = 5


def find_place(text: str) -> Place:
    """Place from ``LAT,LON[,ALT_M]`` in degrees and metres, or from the name of a site or a city.

    Degrees may carry letters, as warnings print them (``36°04'30"N 124°30'E``).

    Raises
    ------
    InputError
        If the text is neither, or fits several cities; the advice names the nearest.

    Examples
    --------
    >>> find_place("vostochny").name
    'Vostochny'
    >>> find_place("Pyongyang").name
    'Pyongyang'
    >>> find_place("36°30'N 124°15'E").label
    '36.5000, 124.2500'
    >>> find_place("39.04,125.71").label
    '39.0400, 125.7100'
    """
    text = text.strip()
    if text[:1] in "+-.0123456789" and "," in text and not re.search("[NSEWnsew]", text):
        return Place.parse(text)
    if re.search(r"\d", text) and (marked := _marked(text)):
        one = marked[0]
        if len(marked) > 1 or text[: one.start].strip() or text[one.end :].strip():
            raise InputError(f"{text!r} is not one place", advice="give one LAT,LON in degrees")
        return Place(one.latitude, one.longitude)
    try:
        return Catalogue.bundled().site(text).place()
    except UnknownNameError as err:
        near = f"; {err.advice}" if err.advice else ""
        if not places_named(text.partition(",")[0]) and not near_names(text):
            raise InputError(
                f"{text!r} is not a site",
                advice=f"give LAT,LON or LAT,LON,ALT_M in degrees, or the name of a place{near}",
            ) from err
    return named_place(text).place()


def _marked(text: str) -> "tuple[Found, ...]":
    """Coordinates with letters, as warnings print them: their patterns are worked out only here."""
    from visviva.data.notices.coordinates import find_coordinates

    return find_coordinates(text)


def find_places(texts: tuple[str, ...], file: Path | None = None) -> tuple[Place, ...]:
    """Places named one by one, and those of a file (CSV, JSON or GeoJSON).

    Raises
    ------
    InputError
        If a text is no place, the file holds none, or there is none at all.
    """
    places = [find_place(text) for text in texts]
    if file is not None:
        places += read_sites(file)
    if not places:
        raise InputError("no site", advice="give --site LAT,LON or --sites FILE")
    return tuple(places)


def zones_of(places: Sequence[Place]) -> tuple[tuple[str, ...], list[str]]:
    """Time zone of each place (empty where none is near), and what to tell of those taken.

    Examples
    --------
    >>> zones_of([find_place("Pyongyang"), find_place("39.66,124.71")])
    (('Asia/Pyongyang', 'Asia/Pyongyang'), ['local time at 39.6600, 124.7100 is that of Sinŭiju'])
    """
    zones: list[str] = []
    notes: list[str] = []
    for place in places:
        found, city = zoned(place)
        zones.append(found.zone)
        if city and not place.zone and len(notes) < MOST_NOTES:
            notes.append(SAY("zone-of", place=place.label, city=city))
    return tuple(zones), notes


def launch_coordinates(text: str) -> tuple[float, float]:
    """Geodetic latitude and east longitude of a place, rad."""
    place = find_place(text)
    return place.latitude, place.longitude
