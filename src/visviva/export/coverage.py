"""Gaps between visits into files: tables, and GeoJSON with one polygon a cell."""

import json
import math
from pathlib import Path
from typing import Final

import numpy as np

from visviva.analysis.coverage import CoverageResult
from visviva.core.arrays import Array
from visviva.export.files import FileForms, atomic_write
from visviva.export.polygons import area_geometry
from visviva.export.tables import export_rows, plain_head

FORMS: Final = FileForms(
    "gaps between visits", (".csv", ".parquet", ".geojson", ".png", ".svg", ".pdf")
)


def export_coverage(path: Path, found: CoverageResult) -> int:
    """Write ``.csv .parquet`` (the cells) or ``.geojson`` and return how many cells it holds.

    Raises
    ------
    InputError
        If the suffix is another, or the file cannot be written.
    """
    FORMS.check(path)
    rows = found.rows()
    if path.suffix.lower() in (".csv", ".parquet"):
        return export_rows(path, rows, plain_head(found))
    half = cell_halves(found)
    with atomic_write(path) as stream:
        stream.write('{"type": "FeatureCollection", "features": [\n')
        for k, row in enumerate(rows):
            lat, lon = row["lat_deg"], row["lon_deg"]
            dy, dx = (math.degrees(float(h[k])) for h in half)
            west, east, south, north = lon - dx, lon + dx, lat - dy, lat + dy
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            feature = {
                "type": "Feature",
                "properties": {key: value for key, value in row.items() if key[-4:] != "_deg"},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[round(x, 5), round(y, 5)] for x, y in ring]],
                },
            }
            stream.write((",\n" if k else "") + json.dumps(feature, allow_nan=False))
        for area in found.request.areas:
            feature = {
                "type": "Feature",
                "properties": {"kind": "area", "name": area.name},
                "geometry": area_geometry(area),
            }
            stream.write(",\n" + json.dumps(feature, ensure_ascii=False))
        stream.write("\n]}\n")
    return len(rows)


def cell_halves(found: CoverageResult) -> tuple[Array, Array]:
    """Half heights and half widths of the cells in latitude and longitude, rad."""
    f = found.found
    cells = np.maximum(1, np.round(2.0 * math.pi * np.cos(f.latitude) / found.cell_asked))
    return np.full(f.latitude.size, 0.5 * f.cell), math.pi / cells
