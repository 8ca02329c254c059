"""Chances of pictures into files: tables, and GeoJSON with paths, reach, places and areas."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.analysis.image_paths import ChancePath, chance_paths
from visviva.analysis.images import ImagesResult
from visviva.export.files import FileForms, atomic_write
from visviva.export.polygons import area_geometry, polygon_geometry
from visviva.export.tables import export_rows, plain_head
from visviva.export.tracks import cut_at_antimeridian

FORMS: Final = FileForms(
    "chances of pictures", (".csv", ".parquet", ".geojson", ".png", ".svg", ".pdf")
)


def export_images(path: Path, found: ImagesResult) -> int:
    """Write ``.csv .parquet`` (the rows) or ``.geojson`` and return how many chances it holds.

    Raises
    ------
    InputError
        If the suffix is another, or the file cannot be written.
    """
    FORMS.check(path)
    if path.suffix.lower() in (".csv", ".parquet"):
        rows = [_flat(row) for row in found.rows()]
        return export_rows(path, rows, plain_head(found))
    paths = chance_paths(found)
    features = [feature for one in paths for feature in _features(one)]
    features += [
        {
            "type": "Feature",
            "properties": {"kind": "place", "name": place.label},
            "geometry": {
                "type": "Point",
                "coordinates": [round(place.longitude_deg, 6), round(place.latitude_deg, 6)],
            },
        }
        for place in found.request.places
    ]
    features += [
        {
            "type": "Feature",
            "properties": {"kind": "area", "name": area.name},
            "geometry": area_geometry(area),
        }
        for area in found.request.areas
    ]
    with atomic_write(path) as stream:
        json.dump({"type": "FeatureCollection", "features": features}, stream, ensure_ascii=False)
        stream.write("\n")
    return len(paths)


def _features(one: ChancePath) -> list[dict[str, Any]]:
    """Path below the satellite and ground within reach, both with the row's figures."""
    lines = [
        np.round(np.degrees(piece[:, 1:3]), 6).tolist()
        for piece in cut_at_antimeridian(one.t, one.longitude, one.latitude, one.height)
    ]
    single = len(lines) == 1
    return [
        {
            "type": "Feature",
            "properties": {"kind": "path", **one.row},
            "geometry": {
                "type": "LineString" if single else "MultiLineString",
                "coordinates": lines[0] if single else lines,
            },
        },
        {
            "type": "Feature",
            "properties": {"kind": "reach", "utc": one.row["utc"], "object": one.row["object"]},
            "geometry": polygon_geometry(one.reach_latitude, one.reach_longitude),
        },
    ]


def _flat(row: Any) -> dict[str, Any]:
    """Intervals as two columns, `_low` and `_high`."""
    out: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, list):
            out |= {f"{name}_low": value[0], f"{name}_high": value[1]}
        else:
            out[name] = value
    return out
