"""An area on the Earth: polygons with holes, across the antimeridian or around a pole.

Limits: an edge is straight in longitude and latitude (RFC 7946, section 3.1.1), as on a plate
carrée chart, and takes the shorter way round; one of exactly 360° runs along its parallel. A ring
that goes once round the Earth holds the pole of its hemisphere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from visviva.core.arrays import Array, BoolArray
from visviva.core.constants import EARTH_RADIUS
from visviva.errors import InputError

#: A polygon: outer ring, then holes; each (n, 2) of latitude and longitude, rad, not closed.
Rings = tuple[Array, ...]
_TURN = 2.0 * math.pi


@dataclass(frozen=True, eq=False)
class Area:
    """Polygons under one name.

    Attributes
    ----------
    polygons : tuple of tuple of ndarray
        Each an outer ring and its holes, (n, 2) of latitude and longitude, rad, not closed;
        longitudes run on without a jump, and an edge along a pole closes a ring around it.
    name : str

    Examples
    --------
    >>> fiji = Area.of_rings([[(-20.0, 177.0), (-20.0, -178.0), (-15.0, -178.0), (-15.0, 177.0)]])
    >>> fiji.contains(np.radians([-17.0, -17.0]), np.radians([179.9, 0.0])).tolist()
    [True, False]
    >>> arctic = Area.of_rings([[(70.0, lon) for lon in range(-180, 180, 30)]])
    >>> arctic.contains(np.radians([89.0, 60.0]), np.radians([10.0, 10.0])).tolist()
    [True, False]
    """

    polygons: tuple[Rings, ...]
    name: str = ""

    @classmethod
    def of_rings(
        cls,
        rings: Sequence[Sequence[tuple[float, float]]],
        name: str = "",
        place: str | None = None,
    ) -> "Area":
        """One polygon from rings of latitude and longitude in degrees, the outer one first.

        Raises
        ------
        InputError
            If a ring has fewer than three corners, leaves the Earth or crosses itself; four corners
            printed crosswise are refused too (`data.areas` puts them in order first).
        """
        return cls((tuple(_ring(ring, name, place) for ring in rings),), name).checked(place)

    def checked(self, place: str | None = None) -> "Area":
        """The area itself, if no ring crosses itself or its neighbour.

        Raises
        ------
        InputError
            With the place of the crossing.
        """
        import shapely

        for shape in self._shapes:
            if not shape.is_valid:
                reason = shapely.is_valid_reason(shape)
                where = reason[reason.find("[") + 1 : -1] if "[" in reason else ""
                near = ""
                if where:
                    lon, lat = (float(x) for x in where.split()[:2])
                    near = f" near {lat:.3f}, {(lon + 180.0) % 360.0 - 180.0:.3f}"
                what = self.name or "the area"
                if "ole" in reason and "outside" in reason:
                    raise InputError(
                        f"a hole of {what} lies outside its ring{near}",
                        advice="the first ring of a polygon is its outline; others are holes",
                        place=place,
                    )
                raise InputError(
                    f"the ring of {what} crosses itself{near}",
                    advice="give its corners in order round the area",
                    place=place,
                )
            if not shape.area > 0.0:
                raise InputError(
                    f"{self.name or 'the area'} has no surface",
                    advice="give three corners or more that are not in line",
                    place=place,
                )
        return self

    @cached_property
    def _shapes(self) -> tuple[Any, ...]:
        """Polygons on the chart: longitude and latitude in degrees."""
        import shapely

        return tuple(
            shapely.Polygon(np.degrees(outer[:, ::-1]), [np.degrees(h[:, ::-1]) for h in holes])
            for outer, *holes in self.polygons
        )

    def contains(self, latitude: Array, longitude: Array) -> BoolArray:
        """Whether places (rad) lie in the area or on its edge."""
        import shapely

        lat, lon = np.broadcast_arrays(np.degrees(latitude), np.degrees(longitude))
        inside = np.zeros(lat.shape, dtype=bool)
        for shape in self._shapes:
            shapely.prepare(shape)
            west, _, east, _ = shape.bounds
            base = (lon - west) % 360.0 + west
            for turn in (-360.0, 0.0, 360.0):
                if west - 360.0 <= turn + west <= east:
                    inside |= shapely.intersects_xy(shape, base + turn, lat)
        return inside

    @property
    def south(self) -> float:
        """Southernmost latitude, rad."""
        return min(float(np.min(p[0][:, 0])) for p in self.polygons)

    @property
    def north(self) -> float:
        """Northernmost latitude, rad."""
        return max(float(np.max(p[0][:, 0])) for p in self.polygons)

    def boundary(self, spacing: float) -> tuple[Array, Array]:
        """Latitude and longitude (rad) along every edge, at most `spacing` (rad) apart."""
        lat, lon = [], []
        for ring in (ring for polygon in self.polygons for ring in polygon):
            ends = np.roll(ring, -1, axis=0)
            for (a, b), (c, d) in zip(ring, ends, strict=True):
                wide = abs(d - b) * max(math.cos(a), math.cos(c))
                n = max(1, math.ceil(max(abs(c - a), wide) / spacing))
                share = np.arange(n) / n
                lat.append(a + (c - a) * share)
                lon.append(b + (d - b) * share)
        return np.concatenate(lat), np.concatenate(lon)

    def grid(self, spacing: float) -> tuple[Array, Array]:
        """Places (rad) inside, on parallels `spacing` (rad) apart, each for an equal surface."""
        rows = max(1, math.ceil((self.north - self.south) / spacing))
        edges = np.linspace(self.south, self.north, rows + 1)
        west = min(float(np.min(p[0][:, 1])) for p in self.polygons)
        east = max(float(np.max(p[0][:, 1])) for p in self.polygons)
        lat, lon = [], []
        for middle in 0.5 * (edges[:-1] + edges[1:]):
            n = max(1, round(_TURN * math.cos(middle) / spacing))
            first = math.floor((west + math.pi) * n / _TURN)
            count = min(n, math.ceil((east - west) * n / _TURN) + 2)
            row = (first + np.arange(count) + 0.5) * _TURN / n - math.pi
            row = row[self.contains(np.full(row.size, middle), row)]
            lat.append(np.full(row.size, middle))
            lon.append(row)
        return np.concatenate(lat), np.concatenate(lon)

    def surface(self) -> float:
        """Surface on a sphere, m2: between each edge and the equator."""
        total = 0.0
        for outer, *holes in self.polygons:
            total += _surface(outer) - sum(_surface(hole) for hole in holes)
        return total

    def rings_deg(self) -> list[list[list[list[float]]]]:
        """Polygons by ring, each ``[[lat_deg, lon_deg], …]``, longitudes from -180 to 180."""
        return [
            [
                [
                    [round(math.degrees(a), 6), round((math.degrees(b) + 180.0) % 360.0 - 180.0, 6)]
                    for a, b in ring.tolist()
                ]
                for ring in polygon
            ]
            for polygon in self.polygons
        ]


def unwound(longitude: Array, *, whole_turns: bool = True) -> Array:
    """Longitudes (rad) of a ring that run on: each step the shorter way.

    A step of exactly a whole turn is kept, or is none.
    """
    steps = np.diff(longitude)
    whole = np.isclose(np.abs(steps), _TURN, rtol=0.0, atol=1e-9) & whole_turns
    steps = np.where(whole, steps, (steps + math.pi) % _TURN - math.pi)
    return np.concatenate([longitude[:1], longitude[0] + np.cumsum(steps)])


def _ring(corners: Sequence[tuple[float, float]], name: str, place: str | None) -> Array:
    """A ring as the area keeps it."""
    what = name or "the area"
    ring = np.array([tuple(corner[:2]) for corner in corners], dtype=np.float64).reshape(-1, 2)
    if not np.all(np.isfinite(ring)):
        raise InputError(f"a corner of {what} is no number", advice="give degrees", place=place)
    beyond = (np.abs(ring[:, 0]) > 90.0) | (np.abs(ring[:, 1]) > 360.0)
    if np.any(beyond):
        lat, lon = ring[np.flatnonzero(beyond)[0]]
        raise InputError(
            f"a corner of {what} at latitude {lat:g}, longitude {lon:g}",
            advice="latitudes run from -90 to 90, longitudes from -180 to 360; GeoJSON has the "
            "longitude first",
            place=place,
        )
    if len(ring) > 1 and np.allclose(ring[0], ring[-1], rtol=0.0, atol=1e-12):
        ring = ring[:-1]
    keep = np.any(np.abs(ring - np.roll(ring, 1, axis=0)) > 0.0, axis=1) if len(ring) else []
    ring = ring[keep]
    if len(ring) < 3:
        raise InputError(
            f"{what} has {len(ring)} corners", advice="give three or more", place=place
        )
    plain = _closed(np.radians(ring), whole_turns=True)
    if _simple(plain):
        return plain
    # An edge from 180 to -180 that closes a ring around a pole is no edge but the same meridian.
    round_the_pole = _closed(np.radians(ring), whole_turns=False)
    return round_the_pole if _simple(round_the_pole) else plain


def _closed(ring: Array, *, whole_turns: bool) -> Array:
    """The ring with longitudes that run on, and closed along the pole where it goes once round."""
    lat, lon = ring.T
    closed = unwound(np.append(lon, lon[0]), whole_turns=whole_turns)
    if abs(closed[-1] - closed[0]) < 1.0:
        return np.stack([lat, closed[:-1]], axis=-1)
    pole = math.copysign(0.5 * math.pi, float(np.mean(lat)))
    lat = np.concatenate([lat, lat[:1], [pole, pole]])
    return np.stack([lat, np.concatenate([closed, closed[[-1, 0]]])], axis=-1)


def _simple(ring: Array) -> bool:
    import shapely

    shape = shapely.Polygon(np.degrees(ring[:, ::-1]))
    return bool(shape.is_valid and shape.area > 0.0)


def _surface(ring: Array) -> float:
    lat, lon = ring[:, 0], ring[:, 1]
    after, step = np.roll(lat, -1), np.diff(np.append(lon, lon[0]))
    flat = np.abs(after - lat) < 1e-9
    with np.errstate(divide="ignore", invalid="ignore"):
        # mean of the sine along the edge, whose latitude is linear in longitude
        mean = np.where(flat, np.sin(lat), (np.cos(lat) - np.cos(after)) / (after - lat))
    return abs(float(np.sum(mean * step))) * EARTH_RADIUS**2
