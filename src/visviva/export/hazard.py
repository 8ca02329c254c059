"""Areas of what falls and of warnings, as GeoJSON, KML, or the text of a warning."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from visviva.analysis.failure import FallenResult
from visviva.analysis.notice import NoticeResult
from visviva.errors import InputError
from visviva.export.files import atomic_write


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring (rad) with the name that it is shown by and its properties."""

    name: str
    properties: dict[str, Any]
    ring: tuple[tuple[float, float], ...]

    def closed(self) -> list[list[float]]:
        """Longitude and latitude of the ring, degrees, unwrapped and closed."""
        middle = math.degrees(self.ring[0][1])
        out = []
        for lat, lon in (*self.ring, self.ring[0]):
            near = middle + (math.degrees(lon) - middle + 180.0) % 360.0 - 180.0
            out.append([round(near, 5), round(math.degrees(lat), 5)])
        return out


def shapes_of(found: FallenResult | NoticeResult) -> tuple[Shape, ...]:
    """Areas of an answer; of what falls the largest of each piece stands first."""
    if isinstance(found, NoticeResult):
        kinds = (a.kind for a in found.notice.areas)
        roles = found.corridor.roles if found.corridor is not None else kinds
        return tuple(
            Shape(f"{a.name} ({role})", {"name": a.name, "kind": role}, a.polygon)
            for a, role in zip(found.notice.areas, roles, strict=True)
        )
    return tuple(
        Shape(
            f"{item.name}, {100.0 * area.probability:g} %",
            {"item": item.name, "probability": area.probability},
            area.polygon,
        )
        for item in found.items
        for area in reversed(item.areas)
    )


def write_areas(path: Path, found: FallenResult | NoticeResult) -> None:
    """Write areas; the suffix picks the form.

    Raises
    ------
    InputError
        If the suffix is none of ``.geojson``, ``.json`` and ``.kml``, or nothing can be written.
    """
    forms = {".geojson": geojson_areas, ".json": geojson_areas, ".kml": kml_areas}
    form = forms.get(path.suffix.casefold())
    if form is None:
        raise InputError(
            f"no form {path.suffix or 'without a suffix'}",
            advice="use .geojson, .kml, or .png, .svg or .pdf for a map",
        )
    text = form(shapes_of(found))
    with atomic_write(path) as out:
        out.write(text)


def geojson_areas(shapes: Sequence[Shape]) -> str:
    """A FeatureCollection of polygons (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "properties": shape.properties,
            "geometry": {"type": "Polygon", "coordinates": [shape.closed()]},
        }
        for shape in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def kml_areas(shapes: Sequence[Shape]) -> str:
    """KML 2.2 (OGC 07-147r2): one placemark an area."""
    marks = []
    for shape in shapes:
        corners = " ".join(f"{lon},{lat}" for lon, lat in shape.closed())
        marks.append(
            f"<Placemark><name>{escape(shape.name)}</name><Polygon>"
            f"<outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing>"
            "</outerBoundaryIs></Polygon></Placemark>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document>{''.join(marks)}</Document></kml>\n"
    )
