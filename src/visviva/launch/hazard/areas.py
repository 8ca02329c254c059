r"""Areas that hold a given share of impacts: density regions of the sample, and fitted ellipses.

A region of probability p is where the density is above its (1 - p) quantile over the sample
(Hyndman 1996), on a grid smoothed by Scott's rule; the ellipse is that of the sample's mean and
covariance, with half axes :math:`\sigma\sqrt{-2\ln(1-p)}`.

Limits: one ring an area: where a region falls into parts, their convex hull is given; areas on the
sphere, in an equidistant map about the mean (0.3 % on the ellipsoid); no area over a pole.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.flight.staged import EARTH_MEAN_RADIUS

SHARES = (0.5, 0.95, 0.97, 0.997)
#: Cells along each axis of the grid, and least standard deviation that is drawn, m.
CELLS, LEAST = 72, 50.0
#: Samples drawn anew for the error of a region.
REPLICATES = 40


@dataclass(frozen=True, slots=True)
class HazardArea:
    """An area that holds the share `probability` of the impacts.

    Attributes
    ----------
    polygon : tuple of (float, float)
        Latitude and longitude, rad, not closed.
    center : (float, float)
        Mean of the sample, rad.
    semi_major, semi_minor, bearing : float
        Of the fitted ellipse, m and rad clockwise from north.
    size : float
        Of the polygon, m2.
    size_90 : (float, float)
        90 % interval of the region's size by resampling the impacts (bootstrap), m2.
    """

    probability: float
    polygon: tuple[tuple[float, float], ...]
    center: tuple[float, float]
    semi_major: float
    semi_minor: float
    bearing: float
    size: float
    size_90: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class LocalMap:
    """Azimuthal equidistant map about a place (rad), x east and y north in m."""

    latitude: float
    longitude: float

    @classmethod
    def about(cls, latitude: Array, longitude: Array) -> "LocalMap":
        """About the mean direction of places."""
        v = np.stack(
            [
                np.cos(latitude) * np.cos(longitude),
                np.cos(latitude) * np.sin(longitude),
                np.sin(latitude),
            ]
        )
        x, y, z = v.reshape(3, -1).mean(axis=1)
        return cls(math.atan2(z, math.hypot(x, y)), math.atan2(y, x))

    def to_plane(self, latitude: Any, longitude: Any) -> Array:
        """Map places, shape (..., 2)."""
        d = np.asarray(longitude) - self.longitude
        lat = np.asarray(latitude)
        s0, c0 = math.sin(self.latitude), math.cos(self.latitude)
        east = np.cos(lat) * np.sin(d)
        north = c0 * np.sin(lat) - s0 * np.cos(lat) * np.cos(d)
        up = s0 * np.sin(lat) + c0 * np.cos(lat) * np.cos(d)
        level = np.hypot(east, north)
        angle = np.arctan2(level, up)
        factor = EARTH_MEAN_RADIUS * np.where(level > 1e-12, angle / np.maximum(level, 1e-12), 1.0)
        return np.stack([east * factor, north * factor], axis=-1)

    def to_sphere(self, xy: Array) -> tuple[Array, Array]:
        """Latitude and longitude (rad) of mapped places (..., 2)."""
        far = np.hypot(xy[..., 0], xy[..., 1])
        angle = far / EARTH_MEAN_RADIUS
        az = np.arctan2(xy[..., 0], xy[..., 1])
        s0, c0 = math.sin(self.latitude), math.cos(self.latitude)
        lat = np.arcsin(np.clip(s0 * np.cos(angle) + c0 * np.sin(angle) * np.cos(az), -1.0, 1.0))
        lon = self.longitude + np.arctan2(
            np.sin(az) * np.sin(angle) * c0, np.cos(angle) - s0 * np.sin(lat)
        )
        return lat, (lon + np.pi) % (2.0 * np.pi) - np.pi


def areas_of(
    latitude: Array, longitude: Array, shares: tuple[float, ...] = SHARES
) -> tuple[HazardArea, ...]:
    """Areas of a sample of impacts, from the smallest share to the largest, each in the next.

    Parameters
    ----------
    latitude, longitude : ndarray (n,)
        rad.
    shares : tuple of float
        Rising, between 0 and 1.

    Raises
    ------
    InputError
        If there are fewer than 50 impacts.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> lat, lon = rng.normal(0.6, 1e-3, 4000), rng.normal(2.1, 2e-3, 4000)
    >>> half, most = areas_of(lat, lon, (0.5, 0.95))
    >>> bool(half.size < most.size)
    True
    """
    if latitude.size < 50:
        raise InputError(f"{latitude.size} impacts make no area", advice="draw more samples")
    chart = LocalMap.about(latitude, longitude)
    xy = chart.to_plane(latitude, longitude)
    middle = xy.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov((xy - middle).T))
    sigma = np.maximum(np.sqrt(np.maximum(values, 0.0)), LEAST)
    flat = (xy - middle) @ axes / sigma
    rings = _regions(flat, shares)
    errors = size_errors(flat, shares)
    bearing = math.atan2(axes[0, 1], axes[1, 1]) % math.pi
    center = chart.to_sphere(middle)
    out = []
    for share, ring, error in zip(shares, rings, errors, strict=True):
        stretch = math.sqrt(-2.0 * math.log(1.0 - share))
        lat, lon = chart.to_sphere((ring * sigma) @ axes.T + middle)
        out.append(
            HazardArea(
                share,
                tuple(zip(lat.tolist(), lon.tolist(), strict=True)),
                (float(center[0]), float(center[1])),
                float(sigma[1] * stretch),
                float(sigma[0] * stretch),
                bearing,
                (size := _shoelace(ring * sigma)),
                (float(error[0]) * size, float(error[1]) * size),
            )
        )
    return tuple(out)


def _shoelace(xy: Array) -> float:
    x, y = xy[:, 0], xy[:, 1]
    return float(0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))


def _regions(u: Array, shares: tuple[float, ...]) -> list[Array]:
    """Rings of the density regions of a sample of unit spread, shape (k, 2) each."""
    import shapely

    smooth, index, low, cell = _smoothed(u, np.ones(len(u)))
    at = smooth[index[:, 0], index[:, 1]]
    rings = []
    region: Any = shapely.Polygon()
    for share in shares:
        i, j = np.nonzero(smooth >= np.quantile(at, 1.0 - share))
        # Whole numbers: neighbours then share their edges exactly.
        cells = shapely.box(i, j, i + 1, j + 1)
        region = shapely.union_all([shapely.union_all(cells), region])
        if region.geom_type != "Polygon":
            region = shapely.convex_hull(region)
        region = shapely.Polygon(region.exterior)
        rings.append(low + cell * np.asarray(region.exterior.coords)[:-1])
    return rings


def _smoothed(u: Array, weight: Array) -> tuple[Array, Any, Array, Array]:
    """Weighted density on a grid: density, cell of each place, corner and size of the cells."""
    from scipy.ndimage import gaussian_filter

    width = len(u) ** (-1.0 / 6.0)
    low, high = u.min(axis=0) - 3.0 * width, u.max(axis=0) + 3.0 * width
    # A few far pieces must not coarsen the grid for all: cells follow the inner 99 %.
    inner = np.percentile(u, [0.5, 99.5], axis=0)
    cell = np.maximum((inner[1] - inner[0] + 2.0 * width) / CELLS, (high - low) / 400.0)
    counts = np.maximum(np.ceil((high - low) / cell).astype(int), 1)
    index = np.minimum(((u - low) / cell).astype(int), counts - 1)
    grid = np.zeros(counts)
    np.add.at(grid, (index[:, 0], index[:, 1]), weight)
    return gaussian_filter(grid, width / cell, mode="constant"), index, low, cell


def size_errors(u: Array, shares: tuple[float, ...], *, seed: int = 1) -> Array:
    """90 % interval of each region's size as a factor of it, shape (shares, 2).

    Each replicate weighs every impact by a Poisson number of mean one (Hanley and MacGibbon 2006).

    Examples
    --------
    >>> u = np.random.default_rng(2).normal(size=(1000, 2))
    >>> low, high = size_errors(u, (0.95,))[0]
    >>> bool(0.8 < low < 1.0 < high < 1.25)
    True
    """
    rng = np.random.default_rng(seed)
    sizes = np.empty((REPLICATES, len(shares)))
    for r in range(REPLICATES):
        weight = rng.poisson(1.0, len(u)).astype(float)
        smooth, index, _, _ = _smoothed(u, weight)
        at = smooth[index[:, 0], index[:, 1]]
        order = np.argsort(at)
        below = np.cumsum(weight[order]) / weight.sum()
        for k, share in enumerate(shares):
            level = at[order[min(int(np.searchsorted(below, 1.0 - share)), len(u) - 1)]]
            sizes[r, k] = np.count_nonzero(smooth >= level)
    middle = np.maximum(np.median(sizes, axis=0), 1.0)
    return np.asarray(np.quantile(sizes, [0.05, 0.95], axis=0) / middle).T


def share_inside(
    polygon: tuple[tuple[float, float], ...], latitude: Array, longitude: Array
) -> float:
    """Share of places (rad) that lie in a ring (rad), by a map about the ring's middle."""
    import shapely

    lat, lon = np.array([p[0] for p in polygon]), np.array([p[1] for p in polygon])
    chart = LocalMap.about(lat, lon)
    ring = shapely.Polygon(chart.to_plane(lat, lon))
    xy = chart.to_plane(latitude, longitude)
    return float(np.mean(shapely.contains_xy(ring, xy[:, 0], xy[:, 1])))


def distance_to(
    polygon: tuple[tuple[float, float], ...], latitude: float, longitude: float
) -> float:
    """Distance of a place (rad) from a ring (rad), m; zero inside it."""
    import shapely

    lat, lon = np.array([p[0] for p in polygon]), np.array([p[1] for p in polygon])
    # About the place itself, so that the distance is true.
    chart = LocalMap(latitude, longitude)
    return float(shapely.Polygon(chart.to_plane(lat, lon)).distance(shapely.Point(0.0, 0.0)))


def points_inside(polygon: tuple[tuple[float, float], ...], side: int = 24) -> tuple[Array, Array]:
    """Places (rad) of a square grid over a ring (rad) that lie in it; its corners where none do."""
    import shapely

    lat, lon = np.array([p[0] for p in polygon]), np.array([p[1] for p in polygon])
    chart = LocalMap.about(lat, lon)
    xy = chart.to_plane(lat, lon)
    low, high = xy.min(axis=0), xy.max(axis=0)
    steps = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(*(low[k] + steps * (high[k] - low[k]) for k in (0, 1)))
    inside = shapely.contains_xy(shapely.Polygon(xy), x, y)
    if not inside.any():
        return lat, lon
    return chart.to_sphere(np.stack([x[inside], y[inside]], axis=-1))
