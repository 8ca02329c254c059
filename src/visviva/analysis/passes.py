"""Every pass of an object, or of a whole catalogue, over one place or many.

Limits: those of `visviva.observe.passes`; an answer that does not fit into memory is had part by
part (`open_passes`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.analysis.pass_batches import Batch, WholeObjects, in_order, unknown_line
from visviva.analysis.pass_parts import search_parts
from visviva.analysis.pass_sets import set_notes, stale_line, watch_of
from visviva.core.local_time import offset_words
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import tables_in_use
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.observe.passes.columns import Passes
from visviva.observe.passes.nearest import Choice, choose_sets, of_nearest_sets
from visviva.observe.passes.rows import CSV_COLUMNS, Watch, Watched, rows
from visviva.orbit.gp import ElementSet, ReadResult
from visviva.orbit.gp.choose import by_object, named, none_usable, usable

SCHEMA: Final = "visviva.observe.passes/1"
#: Passes held and sorted by time of rise; more come object by object.
SORTED: Final = 200_000
LEAST_ELEVATION: Final = np.radians(10.0)


@dataclass(frozen=True, slots=True)
class PassesRequest:
    """Objects, places, window.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    sites : sequence of Place
    start : Epoch
    duration : float
        Length of the window, s.
    min_elevation : float
        Least elevation, rad, from -pi/2 to pi/2 (both excluded).
    objects : tuple of str
        Only these, by number, Alpha-5 or name; empty for all.
    strict : bool
        Stop at the first bad element set.
    threads : int, optional
        Default all cores. The answer does not depend on it.
    name : str
        How to call a source that has no name of its own.
    cluster : str, optional
        Address of a Dask scheduler whose workers search in place of threads.
    checkpoint : Path, optional
        Folder of finished chunks: a search that was cut short goes on behind them.
    processes : int, optional
        Search in so many processes in place of threads.
    """

    source: ElementSource
    sites: Sequence[Place]
    start: Epoch
    duration: float = 7.0 * DAY_S
    min_elevation: float = float(LEAST_ELEVATION)
    objects: tuple[str, ...] = ()
    strict: bool = False
    threads: int | None = None
    name: str = ""
    cluster: str | None = None
    checkpoint: Path | None = None
    processes: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """A search that is ready to run: what will be searched, and what must be said about it.

    Attributes
    ----------
    request : PassesRequest
    read : ReadResult
    watch : Watched
        Objects, sites and window.
    sets : tuple of ElementSet
        Those used: one for each object, or several in order of epoch where they serve the window
        better; none where an ephemeris is searched.
    refused : tuple of (str, str)
        Place and reason of each set that was left out.
    notes : tuple of str
        Which set of several was taken.
    cautions : tuple of str
        What makes the answer less sure.
    """

    SCHEMA: ClassVar[str] = SCHEMA
    COLUMNS: ClassVar[tuple[str, ...]] = CSV_COLUMNS

    request: PassesRequest
    read: ReadResult
    watch: Watched
    sets: tuple[ElementSet, ...]
    refused: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def objects(self) -> int:
        """How many objects are searched."""
        return len(self.watch.labels)

    def batches(self, report: Callable[[float], None] | None = None) -> Iterator[Batch]:
        """Passes part by part, each with the objects that stopped in it."""
        raise NotImplementedError

    @property
    def names(self) -> dict[str, str]:
        """Names of the objects by catalogue number."""
        return {str(e.catalog_number): e.label for e in self.sets}

    def head(self) -> dict[str, Any]:
        """What the JSON object says before the passes."""
        watch = self.watch
        return {
            "start_utc": watch.start.iso(),
            "end_utc": (watch.start + watch.span).iso(),
            "min_elevation_deg": _degrees(self.request.min_elevation),
            "source": self.request.name or self.read.source,
            "objects": self.objects,
            "sites": [
                {
                    "name": s.label,
                    "lat_deg": _degrees(s.latitude),
                    "lon_deg": _degrees(s.longitude),
                    "alt_m": s.altitude,
                    "local_time": offset_words(watch.start, watch.start + watch.span, s.zone),
                }
                for s in watch.sites
            ],
            "stands_on": tables_in_use(),
            "rejected": [{"place": place, "reason": reason} for place, reason in self.refused],
        }

    def tail(
        self, stopped: Sequence[tuple[int, float]], unknown: tuple[int, float] = (0, 0.0)
    ) -> dict[str, Any]:
        """What it says after them.

        `stopped`: objects whose elements end within the window; `unknown`: how many passes have no
        certain time, and the largest error among them (s).
        """
        halted = [
            {
                "object": self.watch.labels[i],
                "catalog_number": int(self.watch.numbers[i]) or None,
                "from_utc": (self.watch.start + t).iso(),
            }
            for i, t in stopped
        ]
        refused = (
            (f"{len(self.refused)} element sets refused, {len(self.read.elements)} read",)
            if self.refused
            else ()
        )
        return {
            "stopped": halted,
            "warnings": [
                *refused,
                *self.cautions,
                *unknown_line(*unknown),
                *self.stopped_line(stopped),
            ],
        }

    def stopped_line(self, stopped: Sequence[tuple[int, float]]) -> tuple[str, ...]:
        """One line about the objects whose elements end within the window, if there are any."""
        if not stopped:
            return ()
        i, t = min(stopped, key=lambda pair: pair[1])
        first = f"{self.watch.labels[i]} from {(self.watch.start + t).iso(0)}"
        more = f" and {len(stopped) - 1} more" if len(stopped) > 1 else ""
        return (
            f"SGP4 gives no position for {first}{more}: decayed or out of the model's range; no "
            "passes after that",
        )


@dataclass(frozen=True, slots=True, eq=False)
class PassSearch(Search):
    """A search through element sets.

    Attributes
    ----------
    watch : Watch
        Objects, sites and window.
    choice : Choice
        Which object each set is of, and which part of the window it serves.
    """

    watch: Watch
    choice: Choice

    @property
    def objects(self) -> int:
        """How many objects are searched."""
        return int(self.choice.owner[-1]) + 1

    def batches(self, report: Callable[[float], None] | None = None) -> Iterator[Batch]:
        """Passes part by part, each with the objects that stopped in it.

        In order of rise while they are few, object by object once they are many.
        """
        held: list[Batch] = []
        count = 0
        whole = WholeObjects(self.choice)
        for part in search_parts(
            self.watch,
            self.choice,
            self.request.min_elevation,
            threads=self.request.threads,
            processes=self.request.processes,
            cluster=self.request.cluster,
            checkpoint=self.request.checkpoint,
        ):
            if report is not None:
                report(float(part.done))
            last = part.done == len(self.sets)
            kept = of_nearest_sets(
                whole.ready(part.passes, part.done, last=last),
                self.choice,
                self.watch.since_epoch,
            )
            count += len(kept)
            held.append(Batch(self.watch, kept, self._ended(part.stopped)))
            if count > SORTED:
                yield from held
                held.clear()
        if count <= SORTED:
            yield in_order(held)

    def _ended(self, stopped: tuple[tuple[int, float], ...]) -> tuple[tuple[int, float], ...]:
        """Of the sets that stop, those that stop within the part of the window they serve."""
        parts = self.choice.parts
        if parts is None:
            return stopped
        return tuple((i, t) for i, t in stopped if parts[i, 0] <= max(t, 0.0) < parts[i, 1])


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PassesResult(Result):
    """All passes of a search, in order of rise.

    Attributes
    ----------
    search : Search
    passes : Passes
    stopped : tuple of (int, float)
        Objects whose elements end within the window, with the first time (s) without a position.
    """

    SCHEMA: ClassVar[str] = SCHEMA
    ROWS: ClassVar[str] = "passes"

    search: Search
    passes: Passes
    stopped: tuple[tuple[int, float], ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a pass."""
        return rows(self.passes, self.search.watch)

    def head(self) -> Mapping[str, Any]:
        """Window, places, refused sets, warnings."""
        whole = Batch(self.search.watch, self.passes, self.stopped)
        return {**self.search.head(), **self.search.tail(self.stopped, whole.unknown)}


def find_passes(request: PassesRequest) -> PassesResult:
    """Every pass of every object over every place, in order of rise.

    Raises
    ------
    InputError
        If the window, the least elevation or a place makes no sense.
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If an object asked for is not there.

    Examples
    --------
    >>> iss = ElementSet(25544, "2019-12-09T16:38:29.4", 15.50103472, 0.0007417, 51.6439, 211.2001,
    ...     17.6667, 85.6398, bstar=3.8792e-5)
    >>> found = find_passes(PassesRequest([iss], [Place.parse("39.04,125.71")],
    ...     Epoch.parse("2019-12-10T00:00:00Z"), 86400.0))
    >>> found.rows()[0]["peak_utc"][:16]
    '2019-12-10T01:39'
    """
    search = open_passes(request)
    whole = in_order(list(search.batches()))
    return PassesResult(search, whole.passes, whole.stopped)


def open_passes(request: PassesRequest) -> PassSearch:
    """Read and choose; the search itself runs as `PassSearch.batches` is drawn. Raises as above."""
    if not request.sites:
        raise InputError("no site", advice="give at least one place")
    if not (np.isfinite(request.duration) and request.duration > 0.0):
        raise InputError(
            f"a window of {request.duration / DAY_S:g} days", advice="give more than zero days"
        )
    if not -np.pi / 2 < request.min_elevation < np.pi / 2:
        raise InputError(
            f"a least elevation (--min-elevation-deg) of {_degrees(request.min_elevation):g}",
            advice="give more than -90 and less than 90 degrees",
        )
    read = load(request.source, strict=request.strict, name=request.name)
    refused = [(f"{read.source}:{bad.line}", bad.reason) for bad in read.rejected]
    chosen = named(read.elements, request.objects) if request.objects else read.elements
    good, other = usable(chosen, strict=request.strict)
    refused += [(e.place, f"{e.label} is an SGP4-XP set, which SGP4 cannot use") for e in other]
    if not good:
        raise none_usable(other, read.source)
    groups = by_object(good)
    choice = choose_sets(groups, request.start, request.duration)
    watch = watch_of(choice, groups, request.sites, request.start, request.duration)
    return PassSearch(
        request=request,
        read=read,
        watch=watch,
        sets=choice.sets,
        refused=tuple(refused),
        notes=set_notes(groups, choice),
        cautions=tuple(stale_line(watch, choice)),
        choice=choice,
    )


def _degrees(angle: float) -> float:
    return round(float(np.degrees(angle)), 9)
