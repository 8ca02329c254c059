"""Files of states: CSV with columns JDTDB, x_km … vz_km_s, and a comment that names the centre.

Limits: ICRF axes; times are Julian dates of TDB (a float64 holds 40 µs of them).
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from visviva.core.arrays import Array
from visviva.core.columns import read_table
from visviva.core.ephemeris import tdb_seconds
from visviva.core.time import Epoch
from visviva.errors import InputError

Center = Literal["earth", "moon", "emb"]
_J2000_JD = 2451545.0
_CENTER = re.compile(r"^#\s*cent(?:er|re)\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_COLUMNS = ("x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s")


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """States about one centre: JD (TDB), m and m/s in ICRF axes, shapes (n,), (n, 3), (n, 3)."""

    jd_tdb: Array
    r_icrf: Array
    v_icrf: Array
    center: Center | None

    @property
    def seconds(self) -> Array:
        """Seconds since the first state."""
        return np.asarray((self.jd_tdb - self.jd_tdb[0]) * 86400.0)

    @property
    def start(self) -> Epoch:
        """Epoch of the first state."""
        return epoch_of_jd_tdb(float(self.jd_tdb[0]))


def epoch_of_jd_tdb(jd: float) -> Epoch:
    """Epoch of a Julian date of TDB.

    Examples
    --------
    >>> epoch_of_jd_tdb(2459580.5).iso(3)
    '2021-12-31T23:58:50.816Z'
    """
    days = jd - _J2000_JD
    if not abs(days) < 4e5:
        raise InputError(f"a Julian date of {jd:g}", advice="give one from 900 to 3000 AD")
    near = Epoch.parse("2000-01-01T12:00:00Z") + days * 86400.0
    for _ in range(2):
        near = near + (days * 86400.0 - float(tdb_seconds(near)))
    return near


def jd_tdb_of(epoch: Epoch) -> float:
    """Julian date of TDB."""
    return _J2000_JD + float(tdb_seconds(epoch)) / 86400.0


def read_states(path: str | Path, *, center: str | None = None) -> States:
    """States from a file; `center` stands over what the file says.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing, times do not increase, or the centre is
        not one of earth, moon, emb.
    """
    target = Path(path)
    jd, *columns = read_table(target, (("JDTDB",), *((name,) for name in _COLUMNS)))
    if np.any(np.diff(jd) <= 0.0):
        raise InputError("times that do not increase", advice="sort the rows", place=str(path))
    said = center or _said_center(target)
    if said is not None and said not in get_args(Center):
        raise InputError(f"no centre {said!r}", advice="use earth, moon or emb", place=str(path))
    values = np.stack(columns, axis=-1) * 1e3
    return States(jd, values[:, :3], values[:, 3:], said)  # type: ignore[arg-type]


def read_times(path: str | Path) -> Array:
    """Julian dates of TDB from a CSV with a column JDTDB."""
    (jd,) = read_table(Path(path), (("JDTDB",),))
    return jd


def _said_center(path: Path) -> str | None:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        match = _CENTER.search(stream.read(65536))
    return match[1].casefold() if match else None
