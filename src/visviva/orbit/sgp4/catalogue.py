"""A catalogue of mean element sets, propagated by SGP4 over many objects and many times at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.errors import InputError

Floats = NDArray[np.float64]
COLUMNS = ("epoch_jd", "epoch_fr", "bstar", "ecco", "argpo", "inclo", "mo", "no_kozai", "nodeo")


class TemeStates(NamedTuple):
    """Positions (n, m, 3) in m, velocities (n, m, 3) in m/s, SGP4 error codes (n, m); frame TEME."""

    r_teme: Floats
    v_teme: Floats
    error: NDArray[np.uint8]


class TemePositions(NamedTuple):
    """Positions (n, m, 3) in m and SGP4 error codes (n, m); frame TEME."""

    r_teme: Floats
    error: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Sgp4Catalogue:
    """Element sets of n objects, ready to propagate; the order of objects is kept.

    Attributes
    ----------
    elements : ndarray, shape (n, 9)
        Columns in the order of `COLUMNS`: epoch (two-part Julian date, UTC days), B* (1/Earth radii),
        eccentricity, argument of perigee, inclination, mean anomaly (rad), mean motion (rad/min, Kozai),
        right ascension of the node (rad).
    """

    elements: Floats

    @classmethod
    def from_columns(cls, columns: Mapping[str, ArrayLike]) -> "Sgp4Catalogue":
        """Catalogue from a mapping of equal-length columns, named and measured as `sgp4`'s `Satrec` attributes."""
        missing = [name for name in COLUMNS if name not in columns]
        if missing:
            raise InputError(f"columns missing: {', '.join(missing)}", advice=f"give {', '.join(COLUMNS)}")
        stacked = np.stack([np.atleast_1d(np.asarray(columns[name], dtype=np.float64)) for name in COLUMNS], axis=1)
        return cls(stacked)

    @classmethod
    def from_satrecs(cls, satrecs: Sequence[Any]) -> "Sgp4Catalogue":
        """Catalogue from `sgp4.api.Satrec` objects."""
        rows = [
            (s.jdsatepoch, s.jdsatepochF, s.bstar, s.ecco, s.argpo, s.inclo, s.mo, s.no_kozai, s.nodeo)
            for s in satrecs
        ]
        return cls(np.array(rows, dtype=np.float64).reshape(-1, len(COLUMNS)))

    def __len__(self) -> int:
        return int(self.elements.shape[0])

    def states_teme(self, jd: ArrayLike, fr: ArrayLike, *, threads: int | None = None) -> TemeStates:
        """Positions and velocities of every object at every time (two-part Julian dates, UTC)."""
        from sgp4.api import WGS72, Satrec, SatrecArray

        jd, fr = np.broadcast_arrays(np.atleast_1d(np.asarray(jd, float)), np.atleast_1d(np.asarray(fr, float)))
        satrecs = []
        for ep, fp, bstar, ecco, argpo, inclo, mo, no, nodeo in self.elements:
            s = Satrec()
            s.sgp4init(WGS72, "i", 0, ep + fp - 2433281.5, bstar, 0.0, 0.0, ecco, argpo, inclo, mo, no, nodeo)
            s.jdsatepoch, s.jdsatepochF = ep, fp
            satrecs.append(s)
        error, r, v = SatrecArray(satrecs).sgp4(np.ascontiguousarray(jd), np.ascontiguousarray(fr))
        return TemeStates(r * 1e3, v * 1e3, error.astype(np.uint8))

    def positions_teme(self, jd: ArrayLike, fr: ArrayLike, *, threads: int | None = None) -> TemePositions:
        """Positions of every object at every time (two-part Julian dates, UTC)."""
        r, _, error = self.states_teme(jd, fr, threads=threads)
        return TemePositions(r, error)

    def chunks(self, jd: ArrayLike, fr: ArrayLike, size: int = 1024) -> Iterator[tuple[slice, TemeStates]]:
        """States chunk by chunk of objects, for runs that do not fit into memory."""
        for start in range(0, len(self), size):
            where = slice(start, min(start + size, len(self)))
            yield where, Sgp4Catalogue(self.elements[where]).states_teme(jd, fr)
