"""A map of the Earth or a part of it, to draw on: land, grid, areas."""

from typing import Any

import numpy as np

from visviva.core.area import Area
from visviva.core.arrays import Array
from visviva.core.land import land_rings

LAND = "#e6e3da"


def draw_land(axis: Any, *, outline: bool = False) -> None:
    """Land as filled rings, or as coast lines over something else, on a chart in degrees."""
    for ring in land_rings():
        lon = unwrapped(ring)
        for shift in (-360.0, 0.0, 360.0):
            if outline:
                axis.plot(lon + shift, ring[:, 1], color="0.15", lw=0.6, zorder=3)
            else:
                axis.fill(lon + shift, ring[:, 1], color=LAND, lw=0.0, zorder=0)


def unwrapped(ring: Array) -> Array:
    """Longitudes of a ring of land in one piece; Antarctica's goes round and stays as it is."""
    lon: Array = ring[:, 0]
    jumps = np.abs(np.diff(lon)) > 180.0
    if (jumps & (np.abs(ring[1:, 1]) < 80.0)).any():
        return np.unwrap(lon, period=360.0)
    return lon


def draw_area(axis: Any, area: Area, color: str) -> None:
    """Outline of an area, once on each turn that the chart may show."""
    for polygon in area.polygons:
        for ring in polygon:
            closed = np.degrees(np.vstack([ring, ring[:1]]))
            closed[np.abs(closed[:, 0]) > 89.999] = np.nan  # the way along a pole is no edge
            for shift in (-360.0, 0.0, 360.0):
                axis.plot(closed[:, 1] + shift, closed[:, 0], color=color, lw=1.3, zorder=5)


def fill_ring(axis: Any, latitude: Array, longitude: Array, **style: Any) -> None:
    """Fill a ring (rad), around a pole too, once on each turn that the chart may show."""
    corners = list(zip(np.degrees(latitude).tolist(), np.degrees(longitude).tolist(), strict=True))
    for ring in (polygon[0] for polygon in Area.of_rings([corners]).polygons):
        lat, lon = np.degrees(ring).T
        for shift in (-360.0, 0.0, 360.0):
            axis.fill(lon + shift, lat, **style)
            style = {**style, "label": None}


def frame_world(axis: Any) -> None:
    """Limits, ticks and grid of a chart of the whole Earth, degrees of longitude and latitude."""
    axis.set(
        xlim=(-180, 180),
        ylim=(-90, 90),
        xticks=np.arange(-180, 181, 60),
        yticks=np.arange(-90, 91, 30),
        xlabel="longitude, degrees east",
        ylabel="latitude, degrees north",
        aspect="equal",
    )
    axis.grid(color="0.85", lw=0.5)


def frame(axis: Any, west: float, east: float, south: float, north: float) -> None:
    """Limits, round ticks and a scale that is true in the middle of the chart, degrees."""
    south, north = max(south, -90.0), min(north, 90.0)
    if east - west > 300.0:  # as good as the whole globe
        west, east = 0.5 * (west + east) - 180.0, 0.5 * (west + east) + 180.0
    middle = min(abs(0.5 * (south + north)), 75.0)
    step = next(s for s in (1, 2, 5, 10, 15, 30, 60) if max(east - west, north - south) / s <= 9)
    ticks = [
        np.arange(np.ceil(a / step) * step, b + 1e-9, step)
        for a, b in ((west, east), (south, north))
    ]
    axis.set(
        xlim=(west, east),
        ylim=(south, north),
        xticks=ticks[0],
        yticks=ticks[1],
        xticklabels=[f"{(x + 180.0) % 360.0 - 180.0:g}" for x in ticks[0]],
        xlabel="longitude, degrees east",
        ylabel="latitude, degrees north",
        aspect=1.0 / np.cos(np.radians(middle)),
    )
    axis.grid(color="0.85", lw=0.5, zorder=1)
