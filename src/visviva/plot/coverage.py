"""Picture of gaps between visits on a map with the coast."""

from pathlib import Path

import numpy as np

from visviva.analysis.coverage import CoverageResult
from visviva.core.arrays import Array
from visviva.export.coverage import cell_halves
from visviva.plot.earth import draw_area, draw_land, frame
from visviva.plot.launch import RED, new_picture, save_picture


def draw_coverage(found: CoverageResult, path: Path, *, lang: str = "en") -> None:
    """Mean gap above, longest gap below, in hours; cells never seen twice stay white.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    from matplotlib.collections import PolyCollection

    west, east, south, north = _limits(found)
    wide = (east - west) / max(north - south, 1.0) > 1.2
    figure, axes = new_picture(
        2 if wide else 1, 1 if wide else 2, (8.4, 8.6) if wide else (10.0, 6.0), path
    )
    f, corners = found.found, _corners(found, west)
    for axis, values, title in (
        (axes[0], f.mean / 3600.0, "mean gap between visits (white: seen less than twice)"),
        (axes[1], f.longest / 3600.0, "longest gap (white: never seen)"),
    ):
        known = np.isfinite(values)
        cells = PolyCollection(
            list(corners[known]), array=values[known], cmap="viridis_r", zorder=1
        )
        cells.set_edgecolor("face")
        axis.add_collection(cells)
        if np.any(known):
            figure.colorbar(cells, ax=axis, label="hours", shrink=0.8)
        draw_land(axis, outline=True)
        for area in found.request.areas:
            draw_area(axis, area, RED)
        frame(axis, west, east, south, north)
        axis.set_title(title, fontsize=10)
    head = found.head()
    lit = found.request.min_sun_elevation
    light = "" if lit is None else f", Sun over {np.degrees(lit):g}°"
    many = "satellites" if head["objects"] != 1 else "satellite"
    figure.suptitle(
        f"{head['objects']} {many} within {head['max_off_nadir_deg']:g}° off nadir{light}, "
        f"{head['start_utc'][:10]} to {head['end_utc'][:10]}",
        fontsize=11,
    )
    save_picture(figure, path, lang)


def _limits(found: CoverageResult) -> tuple[float, float, float, float]:
    """West, east, south and north of the map, degrees: the globe, or about the areas."""
    lat = np.degrees(found.found.latitude)
    half = 0.5 * np.degrees(found.found.cell)
    south, north = float(lat.min() - half), float(lat.max() + half)
    if not found.request.areas:
        return -180.0, 180.0, max(south, -90.0), min(north, 90.0)
    rings = [p[0][:, 1] for area in found.request.areas for p in area.polygons]
    west, east = (float(np.degrees(pick([pick(r) for r in rings]))) for pick in (np.min, np.max))
    if east - west > 300.0:
        return -180.0, 180.0, south, north
    room = 0.1 * (east - west) + 1.0
    return west - room, east + room, south - room, north + room


def _corners(found: CoverageResult, west: float) -> Array:
    """Corners of the cells on the chart, (cells, 4, 2), degrees."""
    f = found.found
    dy, dx = (np.degrees(half) for half in cell_halves(found))
    lon = (np.degrees(f.longitude) - west) % 360.0 + west
    lat = np.degrees(f.latitude)
    x = np.stack([lon - dx, lon + dx, lon + dx, lon - dx], axis=-1)
    y = np.stack([lat - dy, lat - dy, lat + dy, lat + dy], axis=-1)
    return np.stack([x, y], axis=-1)
