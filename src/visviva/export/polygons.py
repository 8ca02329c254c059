"""Rings on the Earth as GeoJSON geometries, cut at the antimeridian (RFC 7946, section 3.1.9)."""

from typing import Any

import numpy as np

from visviva.core.area import Area
from visviva.core.arrays import Array


def polygon_geometry(latitude: Array, longitude: Array) -> dict[str, Any]:
    """Polygon or MultiPolygon of one ring (rad), around a pole too.

    Examples
    --------
    >>> ring = np.radians([-20.0, -20.0, -15.0]), np.radians([177.0, -178.0, -178.0])
    >>> polygon_geometry(*ring)["type"]
    'MultiPolygon'
    """
    corners = list(zip(np.degrees(latitude).tolist(), np.degrees(longitude).tolist(), strict=True))
    return area_geometry(Area.of_rings([corners], "the ring"))


def area_geometry(area: Area) -> dict[str, Any]:
    """Polygon or MultiPolygon of an area, counterclockwise outside."""
    import shapely
    import shapely.affinity

    pieces: list[Any] = []
    for outer, *holes in area.polygons:
        shape = shapely.Polygon(
            np.degrees(outer[:, ::-1]), [np.degrees(hole[:, ::-1]) for hole in holes]
        )
        west, _, east, _ = shape.bounds
        for turn in range(int(np.floor((west + 180.0) / 360.0)), int(np.ceil((east + 180) / 360))):
            world = shapely.box(360.0 * turn - 180.0, -90.0, 360.0 * turn + 180.0, 90.0)
            cut = shapely.intersection(shape, world)
            moved = shapely.affinity.translate(cut, -360.0 * turn)
            pieces += [p for p in getattr(moved, "geoms", [moved]) if p.geom_type == "Polygon"]
    rings = [_rings(shapely.orient_polygons(piece)) for piece in pieces]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _rings(polygon: Any) -> list[list[list[float]]]:
    return [
        [[round(x, 6), round(y, 6)] for x, y in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]
