"""When could a satellite photograph an area: every pass over it, with the part it could reach.

Limits: as `visviva.observe.imaging`; the part within reach is counted on some 200 places inside, so
it is good to a few per cent; the nearest point of the area is known to a hundredth of its width or
a kilometre, whichever is more, and its moment to a second. A pass over an area many reaches wide
(a continent) may be told in parts.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from visviva.core.area import Area
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.geodesy import geodetic_to_itrf, itrf_to_geodetic
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.imaging import (
    Opportunities,
    find_opportunities,
    states_itrf,
    sun_over,
)
from visviva.observe.look import Look, look
from visviva.orbit.sgp4 import Sgp4Catalogue

#: Places inside that stand for an area, about.
PLACES = 200
#: Chances of places that are no further apart belong to one pass, s; more where places lie so far
#: apart that a satellite needs longer from one to the next at `_SLOW`, rad/s.
_APART, _SLOW = 120.0, 5e-4


@dataclass(frozen=True, slots=True, eq=False)
class AreaOpportunities:
    """Chances of pictures of areas: `chances` (`site` is the area), and by chance what was reached.

    Attributes
    ----------
    chances : Opportunities
        At the moment at which the area's nearest point is least off nadir.
    share : ndarray
        Part of the area's surface within the limits in that pass, 0 to 1.
    latitude, longitude : ndarray
        The point of the area that `chances` looks at, rad.
    """

    chances: Opportunities
    share: Array
    latitude: Array
    longitude: Array


def find_area_opportunities(
    catalogue: Sgp4Catalogue,
    areas: list[Area],
    start: Epoch,
    duration: float,
    *,
    max_off_nadir: float,
    min_sun_elevation: float | None = None,
    threads: int | None = None,
) -> AreaOpportunities:
    """Every pass in which a part of an area lies within the limits.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
    areas : list of Area
    start : Epoch
    duration : float
        s.
    max_off_nadir : float
        rad, up to 75 degrees.
    min_sun_elevation : float, optional
        rad; parts of the area with a lower Sun do not count.
    threads : int, optional

    Raises
    ------
    RangeError
        If the greatest off-nadir angle is none.
    """
    passes = []
    for number, area in enumerate(areas):
        lat, lon, counted = places_of(area)
        found = find_opportunities(
            catalogue,
            [Place(float(a), float(b)) for a, b in zip(lat, lon, strict=True)],
            start,
            duration,
            max_off_nadir=max_off_nadir,
            min_sun_elevation=min_sun_elevation,
            threads=threads,
        )
        near = _Nearest(area)
        side = math.sqrt(area.surface()) / EARTH_RADIUS
        apart = max(_APART, 1.5 * side / math.sqrt(PLACES) / _SLOW)
        for rows in _by_pass(found, apart):
            one = _one_pass(catalogue, found, rows, near, (max_off_nadir, min_sun_elevation))
            reached = np.unique(found.site[rows])
            share = np.sum(reached < counted) / counted
            passes.append((number, share, *one))
    passes.sort(key=lambda row: row[3])
    return _joined(passes, start)


def places_of(area: Area) -> tuple[Array, Array, int]:
    """Places (rad) that stand for an area, and how many of the first count for its surface.

    A grid of equal surfaces, then its edge, so that a corner within reach is not overlooked; where
    the area is too narrow for a grid its edge counts.
    """
    side = math.sqrt(max(area.surface(), 1.0)) / EARTH_RADIUS
    lat, lon = area.grid(side / math.sqrt(PLACES))
    edge_lat, edge_lon = area.boundary(max(side / 6.0, 1e-6))
    thin = np.unique(np.linspace(0, edge_lat.size - 1, min(edge_lat.size, PLACES)).astype(int))
    counted = lat.size if lat.size >= PLACES // 10 else lat.size + thin.size
    lat, lon = np.concatenate([lat, edge_lat[thin]]), np.concatenate([lon, edge_lon[thin]])
    return lat, (lon + math.pi) % (2.0 * math.pi) - math.pi, counted


class _Nearest:
    """Which point of an area lies nearest to a point below a satellite."""

    def __init__(self, area: Area) -> None:
        from scipy.spatial import KDTree

        side = math.sqrt(max(area.surface(), 1.0)) / EARTH_RADIUS
        self.area = area
        lat, lon = area.boundary(max(side / 100.0, 1e3 / EARTH_RADIUS))
        self.edge = np.stack([lat, lon], axis=-1)
        self.tree = KDTree(geodetic_to_itrf(lat, lon, 0.0))

    def to(self, latitude: Array, longitude: Array) -> tuple[Array, Array]:
        """Latitude and longitude (rad): the point itself inside the area, else one of its edge."""
        _, k = self.tree.query(geodetic_to_itrf(latitude, longitude, 0.0))
        inside = self.area.contains(latitude, longitude)
        lat = np.where(inside, latitude, self.edge[k, 0])
        lon = np.where(inside, longitude, self.edge[k, 1])
        return lat, (lon + math.pi) % (2.0 * math.pi) - math.pi


def _by_pass(found: Opportunities, apart: float) -> list[Any]:
    """Rows of the chances of places that belong to one pass of one object."""
    groups = []
    for number in np.unique(found.object):
        rows = np.flatnonzero(found.object == number)
        rows = rows[np.argsort(found.first[rows], kind="stable")]
        reached = np.maximum.accumulate(found.last[rows])
        cuts = np.flatnonzero(found.first[rows][1:] > reached[:-1] + apart) + 1
        groups += [rows[a:b] for a, b in pairwise([0, *cuts.tolist(), rows.size])]
    return groups


def _one_pass(
    catalogue: Sgp4Catalogue,
    found: Opportunities,
    rows: Any,
    near: _Nearest,
    limits: tuple[float, float | None],
) -> tuple[int, float, float, float, Look, float, float, float, float]:
    """Object, moment, span, geometry, point and Sun of one pass over an area."""
    number = int(found.object[rows[0]])
    low, high = float(np.min(found.first[rows])), float(np.max(found.last[rows]))
    # The area's nearest point may be within the limit before any of the places inside is.
    t = np.arange(math.floor(low) - 30.0, high + 31.0)
    r, v = states_itrf(catalogue, np.full(t.size, number), t, found.start)
    below = itrf_to_geodetic(np.where(np.isfinite(r), r, 7e6))
    lat, lon = near.to(np.asarray(below[0]), np.asarray(below[1]))
    seen = look(r, v, geodetic_to_itrf(lat, lon, 0.0))
    sun_el, sun_az = sun_over(found.start + t, lat, lon)
    fits = np.isfinite(seen.off_nadir) & (seen.off_nadir <= limits[0]) & (seen.elevation > 0.0)
    if limits[1] is not None:
        fits &= sun_el >= limits[1]
    if not np.any(fits):  # a grazing chance between two seconds: the place's own moment
        fits = np.abs(t - float(found.t[rows[0]])) == np.min(np.abs(t - float(found.t[rows[0]])))
    off = np.where(fits, seen.off_nadir, np.inf)
    least = np.flatnonzero(off <= np.min(off) + 1e-9)
    best = int(least[least.size // 2])  # the middle of the time straight above the area
    inside = np.flatnonzero(fits)
    picked = Look(*(np.asarray(getattr(seen, name))[best] for name in Look.__dataclass_fields__))
    first, last = min(low, float(t[inside[0]])), max(high, float(t[inside[-1]]))
    return (
        number,
        float(t[best]),
        first,
        last,
        picked,
        float(lat[best]),
        float(lon[best]),
        float(sun_el[best]),
        float(sun_az[best]),
    )


def _joined(passes: list[Any], start: Epoch) -> AreaOpportunities:
    """Rows of passes as columns."""
    columns = [list(column) for column in zip(*passes, strict=True)] or [[] for _ in range(11)]
    site, share, number, t, first, last, looks, lat, lon, sun_el, sun_az = columns
    seen = Look(
        *(np.array([getattr(x, name) for x in looks]) for name in Look.__dataclass_fields__)
    )
    chances = Opportunities(
        start=start,
        t=np.array(t),
        first=np.array(first),
        last=np.array(last),
        object=np.array(number, dtype=np.int64),
        site=np.array(site, dtype=np.int64),
        look=seen,
        sun_elevation=np.array(sun_el),
        sun_azimuth=np.array(sun_az),
    )
    return AreaOpportunities(chances, np.array(share), np.array(lat), np.array(lon))
