"""Close approaches of one object to all others, or of all pairs.

Limits: distances are between SGP4 positions of element sets, which carry no covariance; see
`visviva.track.conjunctions.screen`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.core.arrays import Array
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.orbit.gp import STALE_DAYS, ElementSet, ReadResult, as_columns
from visviva.orbit.gp.choose import by_object, one_named, usable
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import (
    Conjunctions,
    Screening,
    find_conjunctions,
    nearest_sets,
)

MOST_DAYS: Final = 366.0
MOST_WITHIN: Final = 1e6
CAVEAT: Final = (
    "distances are between SGP4 positions of element sets, which are good to about 1 km at their "
    "epoch and lose 1 to "
    "3 km a day in low orbit; they carry no covariance, so no probability of collision is given"
)
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
_KM: Final = 1e-3
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
            f"{self.sets[i].label}: SGP4 gives no usable state at {(self.start + t).iso(0)} "
            "(decayed or out of its range); left out there"
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
                "miss_km": round(float(part.miss[k]) * _KM, 6),
                "speed_km_s": round(float(part.speed[k]) * _KM, 6),
                "radial_km": round(float(part.radial[k]) * _KM, 6),
                "in_track_km": round(float(part.in_track[k]) * _KM, 6),
                "cross_track_km": round(float(part.cross_track[k]) * _KM, 6),
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
            **{name: np.asarray(value * _KM) for name, value in lengths.items()},
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
            "within_km": self.request.within * _KM,
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


def screen_conjunctions(
    request: ConjunctionsRequest,
    *,
    report: Callable[[float], None] | None = None,
    tell: Callable[[str], None] | None = None,
) -> ConjunctionsResult:
    """Every approach within a distance, of all pairs or of one object.

    Parameters
    ----------
    request : ConjunctionsRequest
    report : callable, optional
        Called with the share of the work done.
    tell : callable, optional
        Called with each note before the work begins.

    Raises
    ------
    InputError
        If window or distance make no sense, or there are fewer than two objects.
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If the primary or the secondary is not there, or a name is of several objects.
    """
    check_request(request)
    read = load(request.source, strict=request.strict, name=request.name)
    good, other = usable(read.elements)
    notes = _reading_notes(read, len(other))
    if not good:
        raise InputError("no element set that SGP4 can use", place=read.source or None)
    start = request.start
    if start is None:
        start = _default_start(good)
        whose = "the file" if len(good) < 100 else "99 % of the sets"
        notes.append(
            f"the window starts at {start.iso(0)}, the newest epoch of {whose}; --start chooses "
            "another"
        )
    sets, age = _one_each(good, start)
    if len(sets) < len(good):
        notes.append(
            f"{len(good)} element sets of {len(sets)} objects: of each object the newest at the "
            "start of the window is used, or the first after it"
        )
    primary, sets, age = _pick(sets, age, request)
    if len(sets) < 2:
        raise InputError(
            f"one object only ({sets[0].label})",
            advice="give a file with element sets of two objects or more",
            place=read.source or None,
        )
    days = request.duration / DAY_S
    stale = np.maximum(np.abs(age), np.abs(age + days)) > STALE_DAYS
    if stale.any():
        notes.append(
            f"{int(stale.sum())} of {len(sets)} element sets are over {STALE_DAYS:g} days from "
            "epoch within the window"
        )
    if tell is not None:
        for line in notes:
            tell(line)
    screening = find_conjunctions(
        Sgp4Catalogue.from_element_sets(sets),
        start,
        request.duration,
        request.within,
        primary=primary,
        threads=request.threads,
        report=report,
    )
    return ConjunctionsResult(
        request, read, tuple(sets), start, age, primary, screening, tuple(notes)
    )


def check_request(request: ConjunctionsRequest) -> None:
    """Refuse what makes no sense before the work.

    Raises
    ------
    InputError
        If window or distance are out of range, or a secondary is given without a primary.
    """
    days = request.duration / DAY_S
    if not 0.0 < days <= MOST_DAYS:
        raise InputError(
            f"--days is {days:g}",
            advice=f"give more than zero and at most {MOST_DAYS:g} days",
        )
    if not 0.0 < request.within <= MOST_WITHIN:
        raise InputError(
            f"--within-km is {request.within * _KM:g}",
            advice=f"give more than 0 and at most {MOST_WITHIN * _KM:g} km",
        )
    if request.secondary is not None and request.primary is None:
        raise InputError("--secondary without --primary", advice="name both objects")


def _reading_notes(read: ReadResult, other: int) -> list[str]:
    notes = []
    if read.rejected:
        first = read.rejected[0]
        notes.append(
            f"{len(read.rejected)} element sets refused, the first at line {first.line}: "
            f"{first.reason}"
        )
    if other:
        notes.append(f"{other} SGP4-XP sets left out: SGP4 cannot use them")
    return notes


def _default_start(sets: Sequence[ElementSet]) -> Epoch:
    """The newest epoch; in a large file the one that 99 % of the sets do not exceed.

    Some are dated days ahead.
    """
    texts = sorted(e.epoch_utc for e in sets)
    return Epoch.parse(texts[max(0, -(-99 * len(texts) // 100) - 1)][:19] + "Z")


def _one_each(good: Sequence[ElementSet], start: Epoch) -> tuple[list[ElementSet], Array]:
    """The set of each object to use, and its age at the start in days."""
    groups = by_object(good)
    ordered = [e for sets in groups for e in sets]
    keys = np.repeat(np.arange(len(groups)), [len(sets) for sets in groups])
    columns = as_columns(ordered)
    chosen = nearest_sets(columns.epoch, keys, start)
    chosen = chosen[np.argsort(columns.catalog_number[chosen], kind="stable")]
    age: Array = np.asarray(start - columns.epoch[chosen], dtype=np.float64) / DAY_S
    return [ordered[i] for i in chosen], age


def _pick(
    sets: list[ElementSet], age: Array, request: ConjunctionsRequest
) -> tuple[int | None, list[ElementSet], Array]:
    """Place of the primary; with a secondary, only the two are left."""
    if request.primary is None:
        return None, sets, age
    i = one_named(sets, request.primary)
    if request.secondary is None:
        return i, sets, age
    j = one_named(sets, request.secondary)
    if i == j:
        raise InputError(
            f"{sets[i].label} is both primary and secondary", advice="name two objects"
        )
    return 0, [sets[i], sets[j]], age[[i, j]]
