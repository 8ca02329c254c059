"""Places from which the sky is watched: one from the command line, or a file of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from visviva.core.place import Place
from visviva.core.read import csv_rows, parse_json, read_text
from visviva.errors import InputError

_KEYS = {
    "lat": ("lat_deg", "latitude_deg", "lat", "latitude"),
    "lon": ("lon_deg", "longitude_deg", "lon", "lng", "long", "longitude"),
    "alt": ("alt_m", "altitude_m", "height_m", "elevation_m", "alt", "altitude", "height"),
    "name": ("name", "site", "station", "id"),
}


def read_sites(path: str | Path) -> list[Place]:
    """Sites of a CSV, JSON or GeoJSON file.

    CSV: a header with latitude and longitude in degrees (``lat_deg,lon_deg`` or ``lat,lon``), and
    if wanted ``name`` and ``alt_m``. JSON: a list of such objects, or an object with the list under
    ``sites``. GeoJSON: points.

    Raises
    ------
    InputError
        If there is no such file, or it holds no site, or one that is none; with its place.
    """
    path = Path(path)
    text = read_text(path, advice="give a CSV, JSON or GeoJSON file of sites")
    if not text.strip():
        raise InputError("the file is empty", advice="give a file of sites", place=str(path))
    rows = _json_rows(text, path) if text.lstrip()[0] in "[{" else _csv_rows(text, path)
    sites = [_site(row, place) for place, row in rows]
    if not sites:
        raise InputError("no site in the file", advice="give at least one place", place=str(path))
    return sites


def _csv_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    head, *body = csv_rows(text.splitlines(), place=str(path))
    fields = [name.strip().lower() for name in head]
    if not (any(k in fields for k in _KEYS["lat"]) and any(k in fields for k in _KEYS["lon"])):
        raise InputError(
            "no columns of latitude and longitude",
            advice="head them lat_deg,lon_deg",
            place=str(path),
        )
    return [
        (f"{path}:{k}", dict(zip(fields, row, strict=False)))
        for k, row in enumerate(body, start=2)
        if any(cell.strip() for cell in row)
    ]


def _json_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    data = parse_json(text, place=str(path))
    if isinstance(data, dict) and data.get("type") in ("FeatureCollection", "Feature"):
        features = data.get("features") if data["type"] == "FeatureCollection" else [data]
        if not isinstance(features, list):
            raise InputError("no list of features", advice="give GeoJSON points", place=str(path))
        return [
            (f"{path}: feature {k}", _point(f, f"{path}: feature {k}"))
            for k, f in enumerate(features)
        ]
    listed = data.get("sites", [data]) if isinstance(data, dict) else data
    if not isinstance(listed, Sequence) or not all(isinstance(row, dict) for row in listed):
        raise InputError(
            "no list of sites",
            advice="give a list of objects with lat_deg and lon_deg",
            place=str(path),
        )
    return [
        (f"{path}: site {k}", {n.lower(): v for n, v in row.items()})
        for k, row in enumerate(listed)
    ]


def _point(feature: Any, place: str) -> Mapping[str, Any]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if (
        not isinstance(geometry, dict)
        or geometry.get("type") != "Point"
        or not isinstance(geometry.get("coordinates"), list)
        or len(geometry["coordinates"]) < 2
    ):
        raise InputError(
            "not a point", advice="give GeoJSON points: [longitude, latitude]", place=place
        )
    lon, lat, *rest = geometry["coordinates"]
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    return {
        "name": properties.get("name", ""),
        "lat": lat,
        "lon": lon,
        "alt": rest[0] if rest else 0.0,
    }


def _site(row: Mapping[str, Any], place: str) -> Place:
    found = {
        key: next((row[n] for n in names if row.get(n) not in (None, "")), None)
        for key, names in _KEYS.items()
    }
    try:
        lat, lon = float(found["lat"]), float(found["lon"])  # type: ignore[arg-type]
        height = float(found["alt"] or 0.0)
    except (TypeError, ValueError):
        raise InputError(
            "a site without latitude and longitude", advice="give both in degrees", place=place
        ) from None
    try:
        return Place.from_degrees(lat, lon, height, str(found["name"] or "").strip())
    except InputError as err:
        raise InputError(err.message, advice=err.advice, place=place) from None
