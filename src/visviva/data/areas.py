"""Areas of a GeoJSON file: polygons and multipolygons, one area a feature.

Limits: RFC 7946 as `visviva.core.area` takes it; an edge over 180° of longitude is read as crossing
the antimeridian, which is told. Four corners given crosswise are put in order, which is told too; a
ring that still crosses itself is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from visviva.core.area import Area
from visviva.core.read import parse_json, read_text
from visviva.errors import InputError

MOST_CORNERS = 200_000
_FORM = "give a GeoJSON file with Polygon or MultiPolygon"


def read_areas(path: str | Path) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Areas of a file, and what was understood where it did not say it plainly.

    Raises
    ------
    InputError
        If the file holds no polygon, or one that is none; the place names the feature.
    """
    path = Path(path)
    data = parse_json(read_text(path, advice=_FORM), place=str(path))
    areas: list[Area] = []
    notes: list[str] = []
    for place, name, polygons in _features(data, path):
        count = sum(len(ring) for polygon in polygons for ring in polygon)
        if count > MOST_CORNERS:
            raise InputError(
                f"{count:,} corners", advice=f"thin them out to {MOST_CORNERS:,}", place=place
            )
        parts = []
        for rings in polygons:
            outer, said = _in_order(rings[0], name, place)
            notes += said
            parts.append(Area.of_rings([outer, *rings[1:]], name, place).polygons[0])
        areas.append(Area(tuple(parts), name))
    if not areas:
        raise InputError("no polygon in the file", advice=_FORM, place=str(path))
    return tuple(areas), tuple(dict.fromkeys(notes))


def _features(data: Any, path: Path) -> Iterator[tuple[str, str, list[Any]]]:
    """Place, name and polygons (rings of latitude and longitude) of each feature."""
    if not isinstance(data, dict):
        raise InputError("no GeoJSON object", advice=_FORM, place=str(path))
    whole = data.get("type") == "FeatureCollection"
    listed = data.get("features") if whole else [data]
    if not isinstance(listed, list):
        raise InputError("no list of features", advice=_FORM, place=str(path))
    for k, feature in enumerate(listed):
        place = f"{path}: feature {k}" if whole else str(path)
        if not isinstance(feature, dict):
            raise InputError("no feature", advice=_FORM, place=place)
        geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
        geometry = geometry if isinstance(geometry, dict) else {}
        kind = geometry.get("type")
        if kind not in ("Polygon", "MultiPolygon"):
            raise InputError(
                f"{kind or 'nothing'} where a polygon is due", advice=_FORM, place=place
            )
        properties = feature.get("properties")
        named = properties if isinstance(properties, Mapping) else {}
        name = str(
            named.get("name") or feature.get("id") or (f"area {k + 1}" if whole else path.stem)
        )
        coordinates = geometry.get("coordinates")
        listed_polygons = [coordinates] if kind == "Polygon" else coordinates
        if not isinstance(listed_polygons, list) or not listed_polygons:
            raise InputError("a polygon without coordinates", advice=_FORM, place=place)
        yield place, name, [_rings(polygon, place) for polygon in listed_polygons]


def _rings(polygon: Any, place: str) -> list[list[tuple[float, float]]]:
    if not isinstance(polygon, list) or not polygon:
        raise InputError("a polygon without a ring", advice=_FORM, place=place)
    rings = []
    for ring in polygon:
        if not isinstance(ring, list):
            raise InputError("a ring that is no list", advice=_FORM, place=place)
        rings.append([_corner(corner, place) for corner in ring])
    return rings


def _corner(corner: Any, place: str) -> tuple[float, float]:
    if (
        not isinstance(corner, list)
        or len(corner) < 2
        or not all(isinstance(x, int | float) and not isinstance(x, bool) for x in corner[:2])
    ):
        raise InputError(
            "a corner that is no place", advice="give [longitude, latitude] in degrees", place=place
        )
    return float(corner[1]), float(corner[0])


def _in_order(
    ring: Sequence[tuple[float, float]], name: str, place: str
) -> tuple[Sequence[tuple[float, float]], list[str]]:
    """The ring, four corners put in order where they were given crosswise, and what to tell."""
    said = []
    steps = [abs(b[1] - a[1]) for a, b in pairwise(ring)]
    if any(180.0 < step < 360.0 - 1e-9 for step in steps):
        said.append(f"{name}: edges over 180° of longitude are read across the antimeridian")
    plain = list(ring[:-1]) if len(ring) > 1 and ring[0] == ring[-1] else list(ring)
    if len(plain) != 4:
        return ring, said
    for order in ((0, 1, 2, 3), (0, 1, 3, 2), (0, 2, 1, 3)):
        tried = [plain[k] for k in order]
        try:
            Area.of_rings([tried], name, place)
        except InputError as err:
            if "crosses itself" not in err.message:
                raise
            continue
        if order != (0, 1, 2, 3):
            said.append(f"{name}: corners given crosswise were put in order")
        return tried, said
    return ring, said
