"""Shapes of areas: rings in order, circles, and strips about a line.

Limits: a strip is as wide as it is said on either side and ends square at its line's ends.
"""

import math
from collections.abc import Sequence

import numpy as np

from visviva.core.geodesy import geodesic_direct, geodesic_inverse
from visviva.errors import InputError

#: Corners of a circle's polygon.
CIRCLE_CORNERS = 36
Ring = tuple[tuple[float, float], ...]


def ordered_ring(corners: Sequence[tuple[float, float]], *, name: str) -> tuple[Ring, bool]:
    """The ring, with four corners printed crosswise put in order; whether that was needed.

    Parameters
    ----------
    corners : sequence of (float, float)
        Latitude and longitude in radians.

    Raises
    ------
    InputError
        If a ring of other than four corners crosses itself.

    Examples
    --------
    >>> ring, crossed = ordered_ring([(0.0, 0.0), (0.0, 0.1), (0.1, 0.0), (0.1, 0.1)], name="A")
    >>> crossed, ring[2]
    (True, (0.1, 0.1))
    """
    from shapely.geometry import Polygon

    lon0 = corners[0][1]
    flat = [((lon - lon0 + math.pi) % (2 * math.pi) - math.pi, lat) for lat, lon in corners]
    if Polygon(flat).is_valid:
        return tuple(corners), False
    if len(corners) == 4:
        for order in ((0, 1, 3, 2), (0, 2, 1, 3)):
            if Polygon([flat[k] for k in order]).is_valid:
                return tuple(corners[k] for k in order), True
    raise InputError(
        f"the ring of area {name} crosses itself",
        advice="give its corners in order round the area",
    )


def circle(center: tuple[float, float], radius: float) -> Ring:
    """Corners (rad) on the ellipsoid of a circle of `radius` m.

    Raises
    ------
    InputError
        If the radius is none, or over 5,000 km.
    """
    if not 0.0 < radius <= 5e6:
        raise InputError(f"a circle of {radius / 1e3:g} km", advice="give a radius up to 5,000 km")
    around = np.linspace(0.0, 2.0 * np.pi, CIRCLE_CORNERS, endpoint=False)
    lat, lon, _ = geodesic_direct(*center, around, radius)
    return tuple((float(a), float(b)) for a, b in zip(lat, lon, strict=True))


def strip(line: Sequence[tuple[float, float]], half_width: float) -> Ring:
    """Corners (rad) of what lies within `half_width` m on either side of a line of places (rad).

    Examples
    --------
    >>> len(strip([(0.5, 2.0), (0.5, 2.1), (0.45, 2.2)], 20e3))
    6
    """
    if not 0.0 < half_width <= 1e6:
        raise InputError(
            f"a strip of {half_width / 1e3:g} km on either side", advice="give up to 1,000 km"
        )
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for k, (lat, lon) in enumerate(line):
        turns = []
        for a, b in ((max(k - 1, 0), k), (k, min(k + 1, len(line) - 1))):
            if a != b:
                _, out, back = geodesic_inverse(*line[a], *line[b])
                turns.append(float(out) if a == k else float(back))
        # The middle of the two headings; wider at a bend, so that the width is kept.
        x, y = sum(map(math.cos, turns)), sum(map(math.sin, turns))
        heading = math.atan2(y, x)
        width = half_width / max(math.cos(heading - turns[0]), 0.5)
        for side, out_list in ((-1.0, left), (1.0, right)):
            a, b, _ = geodesic_direct(lat, lon, heading + side * math.pi / 2.0, width)
            out_list.append((float(a), float(b)))
    return (*left, *reversed(right))
