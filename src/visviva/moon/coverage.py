r"""How much of the Moon a camera or a beam about the nadir has seen, and by which day.

A place is seen when it lies within the angle :math:`\alpha` of the point below the satellite, where
:math:`\alpha = \arcsin(\frac{r}{R}\sin\eta) - \eta` for a cone of half angle :math:`\eta` (Vallado
2013, eq. 11-8), and the angle to the horizon where the cone is wider than the Moon.

Limits: a sphere of 1,737.4 km in the principal axes of the field (0.03° from those of maps); light
on the ground is not asked; rows of one degree are asked at their middle, longitudes to a tenth of
a degree.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array, IntArray
from visviva.core.constants import MOON_RADIUS
from visviva.core.numerals import as_written
from visviva.errors import RangeError
from visviva.moon.reasons import why

ROWS, COLUMNS = 180, 3600
#: Days after which the growth of the share is told.
_DAY = 86400.0
#: Most samples that are looked at together.
_CHUNK = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class LunarCoverage:
    """When each part of the surface was first seen.

    Attributes
    ----------
    first_day : ndarray, shape (180, 3600)
        Number of the day (0 the first) on which it was first seen, -1 where never; rows from south
        to north, columns from -180 degrees eastwards.
    days : float
        Of the flight.
    off_nadir : float
        Half angle of the cone, rad.
    """

    first_day: IntArray
    days: float
    off_nadir: float

    @property
    def weights(self) -> Array:
        """Share of the sphere in each row, shape (180,)."""
        edges = np.sin(np.radians(np.linspace(-90.0, 90.0, ROWS + 1)))
        return np.asarray(0.5 * np.diff(edges))

    @property
    def share(self) -> float:
        """Share of the whole surface that was seen."""
        return float(self.weights @ np.mean(self.first_day >= 0, axis=1))

    def by_latitude(self, width: int = 10) -> list[tuple[float, float, float]]:
        """South and north edge (degrees) and share seen of each band, from the north."""
        seen, weights = np.mean(self.first_day >= 0, axis=1), self.weights
        out = []
        for k in range(0, ROWS, width):
            part = slice(k, k + width)
            share = float(np.average(seen[part], weights=weights[part]))
            out.append((k - 90.0, k + width - 90.0, share))
        return out[::-1]

    def growth(self) -> tuple[Array, Array]:
        """Ends of the days, and the share of the surface seen until then."""
        last = max(1, math.ceil(self.days - 1e-9))
        counts = np.zeros((ROWS, last))
        row, column = np.nonzero(self.first_day >= 0)
        np.add.at(counts, (row, self.first_day[row, column]), 1.0 / COLUMNS)
        share = np.cumsum(self.weights @ counts)
        return np.minimum(np.arange(1.0, last + 1.0), self.days), np.asarray(share)


def half_width(radius: Array, off_nadir: float) -> Array:
    """Angle at the Moon's centre (rad) from the nadir to the edge of what is seen.

    Parameters
    ----------
    radius : ndarray
        From the Moon's centre, m.
    off_nadir : float
        Half angle of the cone, rad.

    Examples
    --------
    >>> from visviva.core.constants import MOON_RADIUS
    >>> round(float(np.degrees(half_width(np.array(MOON_RADIUS + 100e3), np.radians(45.0)))), 2)
    3.4
    """
    ratio = np.asarray(radius) / MOON_RADIUS
    reach = ratio * math.sin(off_nadir)
    horizon = np.arccos(1.0 / np.maximum(ratio, 1.0))
    return np.where(reach < 1.0, np.arcsin(np.minimum(reach, 1.0)) - off_nadir, horizon)


def cover_moon(
    ground: Callable[[Array], tuple[Array, Array, Array]],
    span: float,
    *,
    off_nadir: float,
    step: float,
) -> LunarCoverage:
    """Look down along a flight.

    Parameters
    ----------
    ground : callable
        Of times (s), shape (n,): latitude, longitude (rad) of the nadir and radius (m).
    span : float
        s.
    off_nadir : float
        rad, above 0 and below a quarter of a turn.
    step : float
        s between samples; at most half a swath of ground should pass in one.

    Raises
    ------
    RangeError
        If the angle is none.
    """
    if not 0.0 < off_nadir < 0.5 * math.pi:
        raise RangeError(
            why("off-nadir", angle=as_written(math.degrees(off_nadir))), advice="give 0 to 90°"
        )
    first = np.full((ROWS, COLUMNS), -1, dtype=np.int64)
    days = math.ceil(span / _DAY - 1e-9)
    for day in range(days):
        low, high = day * _DAY, min((day + 1) * _DAY, span)
        times = np.linspace(low, high, max(2, math.ceil((high - low) / step) + 1))
        edges = np.zeros((ROWS, COLUMNS + 1), dtype=np.int64)
        for k in range(0, times.size, _CHUNK):
            _mark(edges, *ground(times[k : k + _CHUNK]), off_nadir)
        seen = np.cumsum(edges[:, :-1], axis=1) > 0
        first[seen & (first < 0)] = day
    return LunarCoverage(first, span / _DAY, off_nadir)


def _mark(edges: IntArray, lat: Array, lon: Array, radius: Array, off_nadir: float) -> None:
    """Add +1 and -1 at the ends of the longitudes that are seen in each row."""
    alpha = half_width(radius, off_nadir)
    cell = math.pi / ROWS
    south = np.floor((lat - alpha + 0.5 * math.pi) / cell).astype(np.intp)
    north = np.floor((lat + alpha + 0.5 * math.pi) / cell).astype(np.intp)
    for shift in range(int(np.max(north - south)) + 1):
        row = south + shift
        inside = (row <= north) & (row >= 0) & (row < ROWS)
        if not np.any(inside):
            continue
        r, a, x = row[inside], lat[inside], lon[inside]
        here = (r + 0.5) * cell - 0.5 * math.pi
        # Spherical cosines: how far east and west of the nadir the row is seen.
        part = (np.cos(alpha[inside]) - np.sin(here) * np.sin(a)) / (np.cos(here) * np.cos(a))
        wide = np.arccos(np.clip(part, -1.0, 1.0))
        some = part < 1.0
        _ends(edges, r[some], x[some], wide[some])


def _ends(edges: IntArray, row: IntArray, lon: Array, wide: Array) -> None:
    pace = 2.0 * math.pi / COLUMNS
    # A column is seen when its middle is: the first middle at or after the western end.
    west = np.ceil((lon - wide + math.pi) / pace - 0.5).astype(np.intp)
    count = np.floor((lon + wide + math.pi) / pace - 0.5).astype(np.intp) - west + 1
    count = np.clip(count, 0, COLUMNS)
    west = west % COLUMNS
    east = west + count
    np.add.at(edges, (row, west), 1)
    np.add.at(edges, (row, np.minimum(east, COLUMNS)), -1)
    over = east > COLUMNS
    np.add.at(edges, (row[over], np.zeros(int(np.sum(over)), dtype=np.intp)), 1)
    np.add.at(edges, (row[over], east[over] - COLUMNS), -1)
