"""Areas that a notice tells of by distances from named places, put on the map where they can be.

Limits: a compass point is known to half of its sector (11°), so that an area is a circle of a fifth
of its distance about the place meant; a distance without a direction, and a place that the
gazetteer does not know, stay words. A site is found only where the notice names it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from visviva.core.geodesy import geodesic_direct
from visviva.data.gazetteer import named_place
from visviva.data.notices.rings import Ring, circle
from visviva.data.notices.values import DistanceClue
from visviva.errors import VisvivaError

#: Half of a compass point, and what a printed distance is known to, m.
HALF_POINT, ROUNDED = math.radians(11.25), 10e3


@dataclass(frozen=True, slots=True)
class PlacedClue:
    """A clue with its middle (rad) and the circle it lies in; None and empty if not known."""

    clue: DistanceClue
    center: tuple[float, float] | None = None
    ring: Ring = ()


def place_clues(clues: Sequence[DistanceClue]) -> tuple[PlacedClue, ...]:
    """Clues put on the map.

    Examples
    --------
    >>> clue = DistanceClue("C", 820e3, "Manila", math.pi / 2)
    >>> placed, = place_clues([clue])
    >>> placed.center is not None and round(math.degrees(placed.center[1]), 1)
    128.6
    """
    return tuple(_placed(clue) for clue in clues)


def _placed(clue: DistanceClue) -> PlacedClue:
    if clue.direction is None:
        return PlacedClue(clue)
    try:
        place = named_place(clue.place)
    except VisvivaError:
        return PlacedClue(clue)
    lat, lon = math.radians(place.lat_deg), math.radians(place.lon_deg)
    a, b, _ = geodesic_direct(lat, lon, clue.direction, clue.distance)
    center = (float(a), float(b))
    return PlacedClue(clue, center, circle(center, clue.distance * math.sin(HALF_POINT) + ROUNDED))
