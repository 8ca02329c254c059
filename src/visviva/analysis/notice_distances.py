"""Areas that a notice tells of by distances from named places, put on the map where they can be.

Limits: a compass point is known to half of its sector (11°), so that an area is a circle of a fifth
of its distance about the place meant; a distance without a direction, and a place that the
gazetteer does not know, stay words. A site is found only where the notice names it, or its country
and two distances or more.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from visviva.core.geodesy import geodesic_direct
from visviva.data.gazetteer import NamedPlace, country_name, named_place
from visviva.data.notices.rings import Ring, circle
from visviva.data.notices.values import DistanceClue
from visviva.errors import VisvivaError

#: Half of a compass point, and what a printed distance is known to, m.
HALF_POINT, ROUNDED = math.radians(11.25), 10e3
#: Letters by which a country's name and its adjective begin alike: Philippine, Philippines.
MUCH_OF_A_NAME = 8


@dataclass(frozen=True, slots=True)
class PlacedClue:
    """A clue with its middle (rad) and the circle it lies in; None and empty if not known."""

    clue: DistanceClue
    center: tuple[float, float] | None = None
    ring: Ring = ()


def place_clues(clues: Sequence[DistanceClue], text: str = "") -> tuple[PlacedClue, ...]:
    """Clues put on the map; `text` is that of the notice, which may name a place's country.

    Examples
    --------
    >>> clue = DistanceClue("C", 820e3, "Manila", math.pi / 2)
    >>> placed, = place_clues([clue])
    >>> placed.center is not None and round(math.degrees(placed.center[1]), 1)
    128.6
    """
    return tuple(_placed(clue, text) for clue in clues)


def _placed(clue: DistanceClue, text: str) -> PlacedClue:
    if clue.direction is None:
        return PlacedClue(clue)
    place = _meant(clue, text)
    if place is None:
        return PlacedClue(clue)
    lat, lon = math.radians(place.lat_deg), math.radians(place.lon_deg)
    a, b, _ = geodesic_direct(lat, lon, clue.direction, clue.distance)
    center = (float(a), float(b))
    return PlacedClue(clue, center, circle(center, clue.distance * math.sin(HALF_POINT) + ROUNDED))


def _meant(clue: DistanceClue, text: str) -> NamedPlace | None:
    """The place that a clue names; none where its province may lie in another country.

    "Burgos, Ilocos Norte" is not the Burgos of Spain: behind a province a city counts where it is a
    capital, or its country is named in the notice.
    """
    try:
        return named_place(f"{clue.place}, {clue.within}" if clue.within else clue.place)
    except VisvivaError:
        if not clue.within:
            return None
    try:
        place = named_place(clue.place)
    except VisvivaError:
        return None
    said = country_name(place.country).casefold()[:MUCH_OF_A_NAME]
    sure = place.capital or place.landmark or bool(said and said in text.casefold())
    return place if sure else None
