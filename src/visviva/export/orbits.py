"""Element sets, ground tracks and trajectories to files; the suffix picks the format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError
from visviva.export.files import atomic_write, check_writable, pick
from visviva.export.maps import czml_of_tracks, czml_of_trajectory, geojson_text, kml_text
from visviva.export.oem import ORIGINATOR, oem_text
from visviva.export.tables import export_rows
from visviva.export.tracks import GroundTrack, ground_track
from visviva.orbit.gp import ElementSet, omm_csv, omm_json, omm_kvn, omm_xml, tle_write

_OMM_WRITERS: Final[dict[str, Any]] = {
    ".json": omm_json.write,
    ".csv": omm_csv.write,
    ".xml": omm_xml.write,
    ".kvn": omm_kvn.write,
}
#: Whether a TLE form carries names.
_TLE_NAMES: Final[dict[str, Any]] = {".tle": True, ".3le": True, ".2le": False}


def export_elements(
    path: str | Path,
    elements: Sequence[ElementSet],
    *,
    alpha5: bool = False,
    rounding: Literal["refuse", "allow"] = "refuse",
    created: Epoch | None = None,
) -> int:
    """Write element sets to ``.json .csv .xml .kvn`` (OMM) or ``.tle .3le .2le``; return how many.

    ``.tle`` and ``.3le`` carry names, ``.2le`` does not. `alpha5` and `rounding` are for the TLE
    forms alone. An OMM names its maker and its date, as the standard asks: those that the set came
    with, else visviva and `created` (default: now).

    Raises
    ------
    ElementSetError
        If a set does not fit a TLE; nothing is written then.
    InputError
        If the suffix is not known, nothing is to be written, or the file cannot be.
    """
    write = pick(path, _OMM_WRITERS | _TLE_NAMES, "element sets")
    if not elements:
        raise InputError("no element set to write", place=str(path))
    if callable(write):
        text = write(_with_header(elements, Epoch.now() if created is None else created))
    else:
        names = _TLE_NAMES[Path(path).suffix.lower()]
        text = tle_write.write(elements, names=names, use_alpha5=alpha5, rounding=rounding)
    with atomic_write(path) as stream:
        stream.write(text)
    return len(elements)


def _with_header(elements: Sequence[ElementSet], created: Epoch) -> list[ElementSet]:
    """The sets with CREATION_DATE and ORIGINATOR, which every OMM must have."""
    date = created.iso(0)[:-1]
    return [
        e
        if e.originator and e.creation_date
        else replace(
            e, originator=e.originator or ORIGINATOR, creation_date=e.creation_date or date
        )
        for e in elements
    ]


def check_elements_path(path: str | Path) -> None:
    """Find out before the work that element sets can be written there.

    Raises
    ------
    InputError
        If the suffix is not known, or the file cannot be written.
    """
    pick(path, _OMM_WRITERS | _TLE_NAMES, "element sets")
    check_writable(path)


def export_ground_track(
    path: str | Path, tracks: GroundTrack | Sequence[GroundTrack], *, empty: bool = False
) -> int:
    """Write ground tracks to ``.geojson .kml .czml .csv``; return how many.

    With `empty`, a valid file without tracks where there are none.

    Raises
    ------
    InputError
        If the suffix is not known, or the file cannot be written.
    """
    many = [tracks] if isinstance(tracks, GroundTrack) else list(tracks)
    if not many and not empty:
        raise InputError("no ground track to write", place=str(path))
    if Path(path).suffix.lower() == ".csv":
        export_rows(path, _track_columns(many))
        return len(many)
    write: Any = pick(
        path,
        {".geojson": geojson_text, ".kml": kml_text, ".czml": czml_of_tracks, ".csv": None},
        "a ground track",
    )
    text = write(many)
    with atomic_write(path) as stream:
        stream.write(text)
    return len(many)


def export_trajectory(
    path: str | Path, trajectory: Trajectory, name: str = "object", object_id: str = ""
) -> int:
    """Write a trajectory to ``.oem .csv .parquet .czml``, or its ground track to ``.geojson .kml``.

    Return its states.

    Raises
    ------
    FrameError
        If the format cannot say the frame of the trajectory.
    InputError
        If the suffix is not known, or the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix in (".geojson", ".kml"):
        export_ground_track(path, ground_track(trajectory, name))
    elif suffix in (".csv", ".parquet"):
        export_rows(path, _state_columns(trajectory), {"name": name, "frame": trajectory.frame})
    else:
        texts: dict[str, Callable[[], str]] = {
            ".oem": lambda: oem_text(trajectory, name, object_id),
            ".czml": lambda: czml_of_trajectory(trajectory, name),
            **dict.fromkeys((".csv", ".parquet", ".geojson", ".kml"), str),
        }
        text = pick(path, texts, "a trajectory")()
        with atomic_write(path) as stream:
            stream.write(text)
    return len(trajectory)


def _state_columns(trajectory: Trajectory) -> dict[str, Any]:
    frame = trajectory.frame.lower().replace("-", "_")
    columns: dict[str, Any] = {"time_utc": trajectory.epochs, "t_s": trajectory.t}
    for axis, column in zip("xyz", trajectory.r.T, strict=True):
        columns[f"{axis}_{frame}_km"] = column / 1e3
    for axis, column in zip("xyz", trajectory.v.T, strict=True):
        columns[f"v{axis}_{frame}_km_s"] = column / 1e3
    return columns


def _track_columns(tracks: Sequence[GroundTrack]) -> dict[str, Any]:
    if not tracks:
        return {key: [] for key in ("name", "time_utc", "lat_deg", "lon_deg", "altitude_km")}
    return {
        "name": [track.name for track in tracks for _ in track.t],
        "time_utc": [text for track in tracks for text in (track.epoch0 + track.t).iso().tolist()],
        "lat_deg": np.concatenate([np.degrees(track.latitude) for track in tracks]),
        "lon_deg": np.concatenate(
            [np.degrees((track.longitude + np.pi) % (2 * np.pi) - np.pi) for track in tracks]
        ),
        "altitude_km": np.concatenate([track.height / 1e3 for track in tracks]),
    }
