r"""Expected casualties: people below times the area in which somebody is hurt.

:math:`E_c = \sum_k P_k \frac{N_k}{A_k} A_c` over cells k with :math:`N_k` people on :math:`A_k`
square metres, probability :math:`P_k` that the piece comes down there, and casualty area
:math:`A_c` (14 CFR part 420, appendix C, paragraph (c)(6)). For an uncontrolled re-entry from a
circular orbit of inclination i the latitude follows
:math:`P(\varphi) = \frac{1}{\pi}\arcsin\frac{\sin\varphi}{\sin i} + \frac12`, every longitude alike
(NASA-STD-8719.14; Patera and Ailor 1998).

Limits: people in the open, nobody sheltered, none warned; areas and probabilities on the sphere of
the Earth's mean radius (0.3 %). Limits are those the project was given
of 14 CFR 450.101 and 450.133: 1e-4 for all people, 1e-6 for one, 1e-5 for a ship's area, 1e-6 for
an aircraft; the paragraph of the ships' limit was not read.
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError, RangeError

MEAN_RADIUS = 6371008.8
#: 14 CFR 450.101: collective, individual, aircraft; 450.133: ships (paragraphs not read).
COLLECTIVE, INDIVIDUAL, SHIP, AIRCRAFT = 1e-4, 1e-6, 1e-5, 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """People by cell of a grid of latitude and longitude.

    Attributes
    ----------
    counts : ndarray, shape (rows, columns)
        Persons a cell, from north to south and from 180° W eastwards; none at sea.
    north, west : float
        Edges of the first cell, rad.
    step : float
        Size of a cell, rad.
    source : str

    Raises
    ------
    InputError
        If a count is negative or not finite, or the grid reaches beyond a pole.
    """

    counts: Array
    north: float
    west: float
    step: float
    source: str

    def __post_init__(self) -> None:
        if self.counts.ndim != 2 or not np.all(np.isfinite(self.counts)):
            raise InputError("a population that is no grid of numbers", advice="check the file")
        if np.any(self.counts < 0.0):
            raise InputError("a cell with fewer than no people", advice="check the sign of no data")
        south = self.north - self.step * self.counts.shape[0]
        if self.north > 0.5 * math.pi + 1e-9 or south < -0.5 * math.pi - 1e-9:
            raise InputError("a grid beyond a pole", advice="check corner and size of a cell")

    @property
    def row_edges(self) -> Array:
        """Latitudes of the edges of the rows, rad, from north to south."""
        return self.north - self.step * np.arange(self.counts.shape[0] + 1)

    def density(self) -> Array:
        """People a square metre, shape (rows, columns)."""
        edges = self.row_edges
        band = MEAN_RADIUS**2 * (np.sin(edges[:-1]) - np.sin(edges[1:])) * self.step
        return np.asarray(self.counts / band[:, None])

    def density_at(self, latitude: Array, longitude: Array) -> Array:
        """People a square metre at places (rad); none outside the grid."""
        rows = np.floor((self.north - np.asarray(latitude)) / self.step).astype(np.intp)
        turn = np.mod(np.asarray(longitude) - self.west, 2.0 * math.pi)
        columns = np.floor(turn / self.step).astype(np.intp)
        inside = (rows >= 0) & (rows < self.counts.shape[0]) & (columns < self.counts.shape[1])
        table = self.density()
        return np.where(inside, table[np.where(inside, rows, 0), np.where(inside, columns, 0)], 0.0)


def latitude_share(edges: Array, inclination: float) -> Array:
    """Share of the time that a circular orbit spends between latitudes, shape (n - 1,).

    Parameters
    ----------
    edges : ndarray, shape (n,)
        Latitudes from north to south, rad.
    inclination : float
        rad.

    Examples
    --------
    >>> edges = np.radians([90.0, 0.0, -90.0])
    >>> [round(float(x), 3) for x in latitude_share(edges, np.radians(51.6))]
    [0.5, 0.5]
    """
    top = math.sin(inclination)
    if not top > 1e-12:
        share = np.zeros(edges.size - 1)
        share[np.searchsorted(-edges, 0.0, side="right") - 1] = 1.0
        return share
    level = np.arcsin(np.clip(np.sin(edges) / top, -1.0, 1.0)) / math.pi + 0.5
    return np.asarray(level[:-1] - level[1:])


def reentry_casualties(inclination: float, area: float, people: Population | float) -> float:
    """Expected casualties of an uncontrolled re-entry.

    Parameters
    ----------
    inclination : float
        rad, 0 to pi.
    area : float
        Casualty area, m2.
    people : Population or float
        A grid, or a uniform density (people a square metre).

    Raises
    ------
    RangeError
        If the inclination or the area is none.

    Examples
    --------
    >>> round(reentry_casualties(np.radians(51.6), 10.0, 15e-6), 7)    # 15 people a km2
    0.00015
    """
    if not 0.0 <= inclination <= math.pi:
        raise RangeError(
            f"an inclination of {math.degrees(inclination):g}°", advice="give 0 to 180 degrees"
        )
    if not 0.0 <= area < 1e9:
        raise RangeError(f"a casualty area of {area:g} m2", advice="give square metres, 0 or more")
    if not isinstance(people, Population):
        if not 0.0 <= people < 1.0:
            raise RangeError(f"{people * 1e6:g} people a km2", advice="give 0 to a million")
        return area * people
    share = latitude_share(people.row_edges, inclination)
    edges = people.row_edges
    band = MEAN_RADIUS**2 * (np.sin(edges[:-1]) - np.sin(edges[1:])) * 2.0 * math.pi
    return float(area * np.sum(share * people.counts.sum(axis=1) / band))


def impact_casualties(
    latitude: Array, longitude: Array, area: float, people: Population | float
) -> float:
    """Expected casualties of one piece whose impacts are samples of one probability each (rad)."""
    if not isinstance(people, Population):
        return area * people
    return float(area * np.mean(people.density_at(latitude, longitude)))
