"""A table of positions into files: tables, ephemerides, ground tracks."""

from pathlib import Path
from typing import Final

from visviva.analysis.where import Frame, WhereResult
from visviva.core.time import Epoch
from visviva.export.files import FileForms, atomic_write
from visviva.export.maps import czml_of_trajectory, geojson_text, kml_text
from visviva.export.oem import oem_text
from visviva.export.tables import export_rows
from visviva.export.tracks import GroundTrack

FORMS: Final = FileForms(
    "positions", (".csv", ".parquet", ".oem", ".czml", ".geojson", ".kml", ".png", ".svg", ".pdf")
)


def export_where(path: Path, found: WhereResult) -> int:
    """Write ``.csv .parquet`` (the rows), ``.oem .czml`` (states), ``.geojson .kml`` (track).

    An OEM has one segment for each element set used, since the path steps between them.

    Raises
    ------
    InputError
        If the suffix is another, or the file cannot be written.
    """
    FORMS.check(path)
    suffix = path.suffix.lower()
    if suffix in (".csv", ".parquet"):
        head = {k: v for k, v in found.head().items() if k not in ("rejected", "warnings")}
        columns = found.columns()
        if suffix == ".parquet":
            columns["utc"] = found.trajectory.epochs
        return export_rows(path, columns, {"schema": found.SCHEMA, **head})
    if suffix == ".oem":
        text = _oem(found)
    elif suffix == ".czml":
        frame: Frame = "ITRF" if found.request.frame == "ITRF" else "GCRF"
        text = czml_of_trajectory(found.in_frame(frame), found.label)
    else:
        text = {".geojson": geojson_text, ".kml": kml_text}[suffix](_track(found))
    with atomic_write(path) as stream:
        stream.write(text)
    return len(found.trajectory)


def _oem(found: WhereResult) -> str:
    path = found.in_frame(found.request.frame or "GCRF")
    now = Epoch.now()
    texts: list[str] = []
    for rows in found.runs:
        part = oem_text(path[rows], found.label, found.object_id, now, own_frame=True)
        texts.append(part[part.index("META_START") :] if texts else part)
    return "\n".join(texts)


def _track(found: WhereResult) -> list[GroundTrack]:
    seen = found.view
    if len(found.trajectory) < 2:
        return []
    return [
        GroundTrack(
            found.label,
            found.trajectory.epoch0,
            found.trajectory.t,
            seen.longitude,
            seen.latitude,
            seen.altitude,
            {"catalog_number": found.catalog_number},
        )
    ]
