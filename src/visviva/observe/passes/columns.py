"""Passes as columns of equal length, and the joining of those that a search found in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import Epoch


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """Passes as columns of equal length, ordered by object, site and time.

    Attributes
    ----------
    start : Epoch
        Moment from which the times are counted.
    object_index, site_index : ndarray of int32
        Place of the object in the catalogue, of the site in the list of sites.
    rise, peak, set : ndarray
        Seconds from `start`. Rise and set are crossings of the least elevation, or an end of the
        window where cut.
    cut_at_start, cut_at_end : ndarray of bool
        The pass was under way when the window opened, or closed (or when SGP4 stopped: decay).
    peak_elevation : ndarray
        Highest elevation within the window, rad.
    azimuth_rise, azimuth_peak, azimuth_set : ndarray
        From north over east, rad.
    range_peak : ndarray
        Distance at the peak, m.
    sunlit_rise, sunlit_peak, sunlit_set : ndarray of bool
        The centre of the Sun is in sight of the satellite past the ellipsoid.
    sun_elevation : ndarray
        Elevation of the Sun at the site at the peak, rad, without refraction.
    """

    start: Epoch
    object_index: NDArray[np.int32]
    site_index: NDArray[np.int32]
    rise: Array
    peak: Array
    set: Array
    cut_at_start: NDArray[np.bool_]
    cut_at_end: NDArray[np.bool_]
    peak_elevation: Array
    azimuth_rise: Array
    azimuth_peak: Array
    azimuth_set: Array
    range_peak: Array
    sunlit_rise: NDArray[np.bool_]
    sunlit_peak: NDArray[np.bool_]
    sunlit_set: NDArray[np.bool_]
    sun_elevation: Array

    def __len__(self) -> int:
        return int(self.rise.shape[0])

    def select(self, which: Any) -> "Passes":
        """The passes that an index, a slice or a mask picks."""
        return Passes(start=self.start, **{n: getattr(self, n)[which] for n in NAMES})

    @classmethod
    def joined(cls, parts: "Sequence[Passes]") -> "Passes":
        """Passes of several parts of a catalogue, one after the other."""
        return cls(
            start=parts[0].start,
            **{n: np.concatenate([getattr(p, n) for p in parts]) for n in NAMES},
        )


#: Names of the columns.
NAMES: Final = tuple(f.name for f in fields(Passes) if f.name != "start")


def join_cut(found: list[Array]) -> Array:
    """Join passes that were cut where one segment of the window ends and the next begins."""
    rows = np.concatenate(found, axis=1)
    rows = rows[:, np.lexsort((rows[2], rows[1], rows[0]))]
    if not rows.shape[1]:
        return rows
    a, b = rows[:, :-1], rows[:, 1:]
    touching = (a[0] == b[0]) & (a[1] == b[1]) & (a[6] == 1.0) & (b[5] == 1.0)
    touching &= np.abs(a[4] - b[2]) < 1e-3
    group = np.concatenate([[0], np.cumsum(~touching)])
    first = np.concatenate([[0], np.flatnonzero(~touching) + 1])
    last = np.concatenate([first[1:] - 1, [rows.shape[1] - 1]])
    top = np.lexsort((-rows[7], group))[first]
    out: Array = rows[:, top].copy()
    for quantity in (2, 5, 8):
        out[quantity] = rows[quantity, first]
    for quantity in (4, 6, 10):
        out[quantity] = rows[quantity, last]
    bits = rows[12].astype(np.int64)
    out[12] = (bits[first] & 1) | (bits[top] & 2) | (bits[last] & 4)
    return out


def from_rows(rows: Array, start: Epoch) -> Passes:
    """Passes of the rows that `_row_kernels.finish` writes, one column a pass."""
    lit = rows[12].astype(np.int8)
    return Passes(
        start,
        rows[0].astype(np.int32),
        rows[1].astype(np.int32),
        rows[2],
        rows[3],
        rows[4],
        rows[5] == 1.0,
        rows[6] == 1.0,
        rows[7],
        rows[8],
        rows[9],
        rows[10],
        rows[11],
        (lit & 1) != 0,
        (lit & 2) != 0,
        (lit & 4) != 0,
        rows[13],
    )
