"""States of one object, as a file gives them, made into paths: time scales, gaps, velocities.

Limits: nothing is interpolated over a gap: where states are missing for more than three usual steps
the path is cut in two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.core.trajectory import Frame, Trajectory
from visviva.errors import InputError
from visviva.orbit.slopes import slopes

#: Seconds that TAI is ahead of the clocks of satellite navigation.
AHEAD_S: Final = {"TAI": 0.0, "GPS": 19.0, "GAL": 19.0, "QZS": 19.0, "IRN": 19.0, "BDT": 33.0}
#: Usual steps past which a path is cut.
LONGEST_GAP: Final = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class ObjectPath:
    """One object's path from a file.

    Attributes
    ----------
    name, object_id : str
        As the file says; of an SP3 file the vehicle's identifier (``G01``, ``L74``).
    trajectory : Trajectory
        SI; a path for `visviva.orbit.events`.
    source : str
        File, or empty.
    note : str
        What was not taken as it stands in the file, or empty.
    """

    name: str
    object_id: str
    trajectory: Trajectory
    source: str = ""
    note: str = ""


@dataclass(slots=True)
class States:
    """States of one object as they come: seconds since the first epoch of the file, km, km/s."""

    t: list[float]
    r: list[Sequence[float]]
    v: list[Sequence[float]]


def moment(
    scale: str, year: int, month: int, day: int, hour: int, minute: int, second: float
) -> Epoch:
    """Epoch of a calendar time on a scale; days count on past the end of a month."""
    clock = hour * 3600.0 + minute * 60.0 + second
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0.0 <= second < 61.0 and 1 <= day <= 366):
        raise ValueError("no such time")
    first = np.datetime64(f"{year:04d}-{month:02d}-01", "D").astype(np.int64)
    jd = 2440587.5 + float(first) + (day - 1)
    if scale in ("UTC", "GLO"):
        return Epoch.from_jd(jd, 0.0, "utc") + clock
    if scale in AHEAD_S:
        return Epoch.from_jd(jd, 0.0, "tai") + (clock + AHEAD_S[scale])
    if scale in ("TT", "TDT"):
        return Epoch.from_jd(jd, 0.0, "tt") + clock
    if scale == "TDB":
        return Epoch.from_jd(jd, clock / DAY_S, "tdb")
    raise ValueError(f"the time system {scale or '(none)'} is not read")


def paths_of(
    name: str, object_id: str, states: States, origin: Epoch, frame: Frame, label: str
) -> list[ObjectPath]:
    """Paths of one object, cut at gaps; velocities are made where the file has none."""
    t, index = np.unique(np.asarray(states.t), return_index=True)
    r = np.asarray(states.r, dtype=np.float64)[index] * 1e3
    steps = np.diff(t)
    usual = float(np.median(steps)) if len(steps) else 0.0
    edges = [0, *(np.flatnonzero(steps > LONGEST_GAP * usual) + 1).tolist(), len(t)]
    out = []
    for low, high in pairwise(edges):
        part = slice(low, high)
        own = slopes(t[part], r[part]) if high - low > 1 else None
        v, note = own, "velocities made from the positions"
        if len(states.v) == len(states.r):
            given = np.asarray(states.v, dtype=np.float64)[index][part] * 1e3
            if own is None or not _contradicts(given, own):
                v, note = given, ""
            else:
                note = "velocities contradict the positions and were made from those"
        if v is not None:
            path = Trajectory(origin, t[part], r[part], v, frame)
            out.append(ObjectPath(name, object_id, path, label, note))
    return out


def _contradicts(given: Array, own: Array) -> bool:
    """Whether most velocities differ from the slopes of the positions by more than a tenth.

    Some files count them in another unit than the format says.
    """
    off = np.linalg.norm(given - own, axis=1) > 0.1 * np.linalg.norm(own, axis=1)
    return bool(np.mean(off) > 0.5)


def damaged(label: str, number: int, err: Exception) -> InputError:
    """The error for a line that cannot be read, with its place."""
    place = f"{label}:{number}" if label else f"line {number}"
    return InputError(f"this line of the ephemeris is damaged: {err}", place=place)
