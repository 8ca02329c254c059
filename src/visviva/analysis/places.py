"""Places that a user names: degrees, a launch site, or a file of them."""

from pathlib import Path

from visviva.core.place import Place
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import named_place, near_names, places_named
from visviva.errors import InputError, UnknownNameError
from visviva.observe.sites import read_sites


def find_place(text: str) -> Place:
    """Place from ``LAT,LON[,ALT_M]`` in degrees and metres, or from the name of a site or a city.

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
    >>> find_place("39.04,125.71").label
    '39.0400, 125.7100'
    """
    if text[:1] in "+-.0123456789" and "," in text:
        return Place.parse(text)
    try:
        return Catalogue.bundled().site(text).place()
    except UnknownNameError as err:
        near = f"; {err.advice}" if err.advice else ""
        if not places_named(text) and not near_names(text):
            raise InputError(
                f"{text!r} is not a site",
                advice=f"give LAT,LON or LAT,LON,ALT_M in degrees, or the name of a place{near}",
            ) from err
    return named_place(text).place()


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


def launch_coordinates(text: str) -> tuple[float, float]:
    """Geodetic latitude and east longitude of a place, rad."""
    place = find_place(text)
    return place.latitude, place.longitude
