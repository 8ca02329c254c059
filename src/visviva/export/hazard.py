"""Areas of what falls, as GeoJSON and KML: one polygon for each piece and share."""

import json
import math
from pathlib import Path
from xml.sax.saxutils import escape

from visviva.analysis.failure import FallenResult
from visviva.errors import InputError
from visviva.export.files import atomic_write


def write_areas(path: Path, found: FallenResult) -> None:
    """Write areas; the suffix picks the form, the largest area of a piece stands first.

    Raises
    ------
    InputError
        If the suffix is none of ``.geojson``, ``.json`` and ``.kml``, or nothing can be written.
    """
    forms = {".geojson": geojson_areas, ".json": geojson_areas, ".kml": kml_areas}
    form = forms.get(path.suffix.casefold())
    if form is None:
        raise InputError(f"no form {path.suffix or 'without a suffix'}", advice=".geojson or .kml")
    text = form(found)
    with atomic_write(path) as out:
        out.write(text)


def _rings(found: FallenResult) -> list[tuple[str, float, list[list[float]]]]:
    """Name of the piece, share, and a closed ring of longitude and latitude, deg, unwrapped."""
    out = []
    for item in found.items:
        for area in reversed(item.areas):
            middle = math.degrees(area.center[1])
            ring = []
            for lat, lon in (*area.polygon, area.polygon[0]):
                near = middle + (math.degrees(lon) - middle + 180.0) % 360.0 - 180.0
                ring.append([round(near, 5), round(math.degrees(lat), 5)])
            out.append((item.name, area.probability, ring))
    return out


def geojson_areas(found: FallenResult) -> str:
    """A FeatureCollection of polygons with the piece's name and the share (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "properties": {"item": name, "probability": share},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, share, ring in _rings(found)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def kml_areas(found: FallenResult) -> str:
    """KML 2.2 (OGC 07-147r2): one placemark an area."""
    marks = []
    for name, share, ring in _rings(found):
        corners = " ".join(f"{lon},{lat}" for lon, lat in ring)
        marks.append(
            f"<Placemark><name>{escape(name)}, {100.0 * share:g} %</name><Polygon>"
            f"<outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing>"
            "</outerBoundaryIs></Polygon></Placemark>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document>{''.join(marks)}</Document></kml>\n"
    )
