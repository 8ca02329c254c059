"""The table of close approaches: its columns, its rows, its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from visviva.analysis.conjunctions_words import SAY as WORDS
from visviva.analysis.elements import ElementSource
from visviva.analysis.flown_words import SAY
from visviva.core.arrays import Array
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.gp import ElementSet, ReadResult
from visviva.track.conjunctions.stays import Conjunctions, Screening

CAVEAT: Final = SAY("caveat")


COLUMNS: Final = (
    "primary",
    "secondary",
    "primary_name",
    "secondary_name",
    "tca_utc",
    "miss_km",
    "speed_km_s",
    "radial_km",
    "in_track_km",
    "cross_track_km",
    "primary_age_days",
    "secondary_age_days",
    "comoving",
    "enter_utc",
    "leave_utc",
    "stays",
    "cut_at_start",
    "cut_at_end",
)


KM: Final = 1e-3


_BLOCK: Final = 50_000


@dataclass(frozen=True, slots=True)
class ConjunctionsRequest:
    """Objects, window, distance.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    start : Epoch, optional
        Default the newest epoch; of a large file the one that 99 % of the sets do not exceed.
    duration : float
        Length of the window, s.
    within : float
        Distance that counts as an approach, m.
    primary, secondary : str, optional
        One object against all, or against one other; default all pairs.
    strict : bool
        Stop at the first bad element set.
    threads : int, optional
        Default all cores. The answer does not depend on it.
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    start: Epoch | None = None
    duration: float = 7.0 * DAY_S
    within: float = 5e3
    primary: str | None = None
    secondary: str | None = None
    strict: bool = False
    threads: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ConjunctionsResult(Result):
    """The approaches, in order of time.

    Attributes
    ----------
    request : ConjunctionsRequest
    read : ReadResult
    sets : tuple of ElementSet
        One for each object searched.
    start : Epoch
    age_days : ndarray, shape (n,)
        Age of each set at the start of the window.
    primary : int or None
        Place of the primary in `sets`.
    screening : Screening
    notes : tuple of str
        What must be said about the sets and the window.
    """

    SCHEMA: ClassVar[str] = "visviva.track.conjunctions/1"
    ROWS: ClassVar[str] = "conjunctions"

    request: ConjunctionsRequest
    read: ReadResult
    sets: tuple[ElementSet, ...]
    start: Epoch
    age_days: Array
    primary: int | None
    screening: Screening
    notes: tuple[str, ...]

    @property
    def conjunctions(self) -> Conjunctions:
        """The approaches as columns, SI."""
        return self.screening.conjunctions

    @property
    def stopped_lines(self) -> tuple[str, ...]:
        """One line for each object without a usable state for a part of the window."""
        return tuple(
            WORDS("stopped", name=self.sets[i].label, utc=(self.start + t).iso(0))
            for i, t in self.screening.stopped
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row an approach."""
        return list(self.iter_rows())

    def nearest(self, count: int) -> list[dict[str, Any]]:
        """Rows of the nearest, in order of distance."""
        found = self.conjunctions
        return list(self.iter_rows(found.select(np.argsort(found.miss, kind="stable")[:count])))

    def iter_rows(self, found: Conjunctions | None = None) -> Iterator[dict[str, Any]]:
        """Rows one by one, for results that fill the memory as rows."""
        whole = self.conjunctions if found is None else found
        for low in range(0, len(whole), _BLOCK):
            yield from self._rows_of(whole.select(slice(low, low + _BLOCK)))

    def _rows_of(self, part: Conjunctions) -> Iterator[dict[str, Any]]:
        tca, enter, leave = ((part.start + t).iso() for t in (part.tca, part.enter, part.leave))
        age = [self.age_days[index] + part.tca / DAY_S for index in (part.primary, part.secondary)]
        for k in range(len(part)):
            one, two = self.sets[part.primary[k]], self.sets[part.secondary[k]]
            yield {
                "primary": one.catalog_number,
                "secondary": two.catalog_number,
                "primary_name": one.name,
                "secondary_name": two.name,
                "tca_utc": str(tca[k]),
                "miss_km": round(float(part.miss[k]) * KM, 6),
                "speed_km_s": round(float(part.speed[k]) * KM, 6),
                "radial_km": round(float(part.radial[k]) * KM, 6),
                "in_track_km": round(float(part.in_track[k]) * KM, 6),
                "cross_track_km": round(float(part.cross_track[k]) * KM, 6),
                "primary_age_days": round(float(age[0][k]), 3),
                "secondary_age_days": round(float(age[1][k]), 3),
                "comoving": bool(part.comoving[k]),
                "enter_utc": str(enter[k]),
                "leave_utc": str(leave[k]),
                "stays": int(part.stays[k]),
                "cut_at_start": bool(part.cut_at_start[k]),
                "cut_at_end": bool(part.cut_at_end[k]),
            }

    def columns(self) -> dict[str, Any]:
        """Numbers and times in columns, for tables of many approaches."""
        found = self.conjunctions
        numbers = np.array([e.catalog_number for e in self.sets], dtype=np.int64)
        zero = np.datetime64(self.start.iso(6)[:-1], "us")
        times = {
            f"{name}_utc": zero + np.round(t * 1e6).astype("timedelta64[us]")
            for name, t in (("tca", found.tca), ("enter", found.enter), ("leave", found.leave))
        }
        lengths = {
            "miss_km": found.miss,
            "speed_km_s": found.speed,
            "radial_km": found.radial,
            "in_track_km": found.in_track,
            "cross_track_km": found.cross_track,
        }
        return {
            "primary": numbers[found.primary],
            "secondary": numbers[found.secondary],
            **times,
            **{name: np.asarray(value * KM) for name, value in lengths.items()},
            "primary_age_days": self.age_days[found.primary] + found.tca / DAY_S,
            "secondary_age_days": self.age_days[found.secondary] + found.tca / DAY_S,
            "comoving": found.comoving,
            "stays": found.stays,
            "cut_at_start": found.cut_at_start,
            "cut_at_end": found.cut_at_end,
        }

    def head(self) -> Mapping[str, Any]:
        """Window, limits, refused sets, objects that stopped."""
        return {
            "source": self.request.name or self.read.source,
            "start_utc": self.start.iso(),
            "end_utc": (self.start + self.request.duration).iso(),
            "within_km": self.request.within * KM,
            "objects": len(self.sets),
            "primary": None if self.primary is None else self.sets[self.primary].catalog_number,
            "rejected": [{"line": bad.line, "reason": bad.reason} for bad in self.read.rejected],
            "covariance": None,
            "caveat": CAVEAT,
            "warnings": list(self.notes),
            "stopped": [
                {
                    "object": self.sets[i].catalog_number,
                    "name": self.sets[i].name,
                    "from_utc": (self.start + t).iso(),
                }
                for i, t in self.screening.stopped
            ],
            "count": len(self.conjunctions),
        }
