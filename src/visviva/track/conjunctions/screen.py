"""Conjunctions: when two objects of a catalogue come within a distance of each other.

One against all or all pairs.

How: windows of a minute; in each, a sieve by shells of radius and bands of z whose widths follow
from the speed of every object, then the straight line of relative motion with what gravity can bend
it (`_conjunction_kernels`); what is left is refined on SGP4 positions (`_approach_kernels`).

Limits: the search is complete for SGP4's positions, and those are good to about a kilometre at the
epoch of a set and to several after days. A miss distance of two element sets therefore says that
the two pass near each other about then, not how near. Element sets carry no covariance, so there is
no probability here.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.valid_span import valid_span
from visviva.track.conjunctions.stays import (
    Screening,
    columns,
    joined,
    one_per_stay,
    within_group,
)

WINDOW_S: Final = 60.0
WINDOWS_PER_CHUNK: Final = 61  # with the nodes about it, one block of the SGP4 kernel
OBJECTS_PER_TASK: Final = 256
MAX_WITHIN: Final = 1e6


def find_conjunctions(
    catalogue: Sgp4Catalogue,
    start: Epoch,
    duration: float,
    within: float,
    *,
    primary: int | None = None,
    threads: int | None = None,
    report: Callable[[float], None] | None = None,
) -> Screening:
    """Every approach within a distance, of all pairs or of one object with all others.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
        One element set for each of n objects.
    start : Epoch
    duration : float
        Length of the window, s.
    within : float
        Distance, m.
    primary : int, optional
        Place of the one object to hold against the others; default all pairs.
    threads : int, optional
        Workers; default all cores. The answer does not depend on it.
    report : callable, optional
        Called with the share of the work done.

    Returns
    -------
    Screening
        The minimum of distance lies inside the window, except for pairs that move together and are
        within the distance when the window opens or closes.

    Raises
    ------
    InputError
        If the window or the distance makes no sense, or there are fewer than two objects.

    References
    ----------
    Hoots, Crawford & Roehrich (1984), Celestial Mechanics 33, 143 (filters); Healy (1995), AAS
    95-372 (straight relative motion within a step); Alfano (1994), AAS 94-163 (co-moving pairs need
    intervals, not minima).

    Examples
    --------
    >>> columns = dict(epoch_jd=[2460468.5] * 2, epoch_fr=[0.0] * 2, bstar=[0.0] * 2,
    ...     ecco=[1e-3] * 2,
    ...                argpo=[0.0] * 2, inclo=[1.7, 0.9], mo=[0.0] * 2, no_kozai=[0.066] * 2,
    ...     nodeo=[0.0] * 2)
    >>> day = find_conjunctions(Sgp4Catalogue.from_columns(columns),
    ...     Epoch.parse("2024-06-07T00:00:00Z"), 86400.0, 5e4)
    >>> len(day.conjunctions) > 0 and bool((day.conjunctions.miss <= 5e4).all())
    True
    """
    from visviva.track.conjunctions import _refine_kernels as approach

    _check(catalogue, duration, within, primary)
    opened = np.asarray(start - catalogue.epoch, dtype=np.float64)
    alive = valid_span(catalogue, opened, opened + duration)
    since = np.ascontiguousarray(np.stack([opened, *alive], axis=1) / 60.0)
    search = _Search(
        catalogue.constants, since, duration, within, primary, np.full(len(catalogue), np.inf)
    )
    workers = os.cpu_count() or 1 if threads is None else threads
    if workers < 1:
        raise InputError(f"{workers} workers", advice="give one or more")
    stays: list[Array] = []
    pool = ThreadPoolExecutor(workers)
    try:
        for first in range(0, search.windows, WINDOWS_PER_CHUNK):
            stays.append(search.chunk(first, pool, workers))
            if report is not None:
                report(min(1.0, (first + WINDOWS_PER_CHUNK) / search.windows))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    rows = one_per_stay(np.concatenate(stays), duration)
    out = np.empty((len(rows), 5))
    pairs = np.ascontiguousarray(rows[:, :2].astype(np.int64))
    approach.geometry(catalogue.constants, since, pairs, np.ascontiguousarray(rows[:, 4]), out)
    rows = joined(rows, out, catalogue)
    stopped = tuple(
        (int(i), float(search.stopped[i])) for i in np.flatnonzero(np.isfinite(search.stopped))
    )
    return Screening(columns(rows, start), stopped)


def _check(catalogue: Sgp4Catalogue, duration: float, within: float, primary: int | None) -> None:
    if len(catalogue) < 2:
        raise InputError(
            "one object alone meets nobody", advice="give element sets of two objects or more"
        )
    if not (np.isfinite(duration) and duration > 0.0):
        raise InputError(
            f"a window of {duration / DAY_S:g} days", advice="give more than zero days"
        )
    if not 0.0 < within <= MAX_WITHIN:
        raise InputError(
            f"a distance of {within / 1e3:g} km", advice="give more than 0 and at most 1000 km"
        )
    if primary is not None and not 0 <= primary < len(catalogue):
        raise InputError(f"no object at place {primary}", advice=f"there are {len(catalogue)}")


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """One search; `stopped` is written as it goes."""

    constants: Array
    since: Array
    duration: float
    within: float
    primary: int | None
    stopped: Array

    @property
    def windows(self) -> int:
        return max(1, int(np.ceil(self.duration / WINDOW_S)))

    @property
    def width(self) -> float:
        return self.duration / self.windows

    def chunk(self, first: int, pool: ThreadPoolExecutor, workers: int) -> Array:
        """Stays within one run of windows.

        Rows of first, second, in, out, nearest, least, minima, cut.
        """
        count = min(WINDOWS_PER_CHUNK, self.windows - first)
        states = self._states(first, count, pool)
        found = list(pool.map(lambda k: self._meetings(states[k]), range(count)))
        sizes = [len(tau) for _, _, tau in found]
        window = np.repeat(np.arange(first, first + count), sizes)
        one, two, tau = (np.concatenate([f[c] for f in found]) for c in range(3))
        guess = (window + 0.5) * self.width + tau
        order = np.lexsort((window, two, one))
        return self._refined(one[order], two[order], window[order], guess[order], pool, workers)

    def _states(self, first: int, count: int, pool: ThreadPoolExecutor) -> NDArray[np.float32]:
        from visviva.track.conjunctions._sieve_kernels import pack

        n = len(self.since)
        t = (np.arange(first, first + count) + 0.5) * self.width
        states = np.empty((count, 7, n), dtype=np.float32)

        def task(low: int) -> None:
            pack(
                self.constants,
                self.since,
                low,
                min(low + OBJECTS_PER_TASK, n),
                t,
                states,
                self.stopped,
            )

        for _ in pool.map(task, range(0, n, OBJECTS_PER_TASK)):
            pass
        return states

    def _meetings(
        self, states: NDArray[np.float32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], Array]:
        """Pairs that may meet in one window, and when (s from its middle)."""
        from visviva.track.conjunctions._sieve_kernels import meet_all, meet_one

        room = 4096
        half = 0.5 * self.width
        while True:
            first, second, tau = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room)
            if self.primary is None:
                count = meet_all(
                    states, half, self.within, max(4e3, 0.5 * self.within), first, second, tau
                )
            else:
                count = meet_one(states, self.primary, half, self.within, first, second, tau)
            if count <= room:
                return first[:count], second[:count], tau[:count]
            room = int(count)

    def _refined(
        self, one: Any, two: Any, window: Any, guess: Array, pool: ThreadPoolExecutor, workers: int
    ) -> Array:
        """Join windows in a row of each pair, refine each run."""
        from visviva.track.conjunctions import _refine_kernels as approach

        new = np.ones(len(one), dtype=bool)
        new[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1]) | (window[1:] != window[:-1] + 1)
        begin = np.flatnonzero(new)
        if not len(begin):
            return np.empty((0, 2 + approach.COLUMNS))
        length = np.diff(np.append(begin, len(one)))
        pairs = np.stack([one[begin], two[begin]], axis=1).astype(np.int64)
        runs = np.stack([window[begin] * self.width, length.astype(np.float64)], axis=1)
        last = begin + length - 1
        start_at = np.where((length <= 2) & np.isfinite(guess[last]), guess[begin], np.nan)
        room = np.where(np.isnan(start_at), length + 3, 1)
        place = np.concatenate([[0], np.cumsum(room)[:-1]])
        rows = np.empty((int(room.sum()), approach.COLUMNS))
        counts = np.zeros(len(begin), dtype=np.int64)

        def task(s: slice) -> None:
            approach.refine(
                self.constants,
                self.since,
                pairs[s],
                runs[s],
                start_at[s],
                place[s],
                self.width,
                self.within,
                rows,
                counts[s],
            )

        step = max(1, min(512, -(-len(begin) // (2 * workers))))
        for _ in pool.map(task, [slice(k, k + step) for k in range(0, len(begin), step)]):
            pass
        take = np.repeat(place, counts) + within_group(counts)
        return np.concatenate(
            [np.repeat(pairs, counts, axis=0).astype(np.float64), rows[take]], axis=1
        )


def nearest_sets(epochs: Epoch, numbers: NDArray[np.int64], start: Epoch) -> NDArray[np.int64]:
    """Which set of each object to use: the newest at or before `start`, else the first after it.

    Parameters
    ----------
    epochs : Epoch, shape (n,)
    numbers : ndarray of int64, shape (n,)
        Catalogue numbers; sets of one object share theirs.
    start : Epoch

    Returns
    -------
    ndarray of int64
        Places of the chosen sets, in rising order of catalogue number.

    Examples
    --------
    >>> t = Epoch.parse("2024-06-01T00:00:00Z") + np.array([0.0, 5.0, 9.0])
    >>> nearest_sets(t, np.array([7, 7, 7]), t[0] + 6.0).tolist()
    [1]
    """
    age = np.asarray(start - epochs, dtype=np.float64)
    # ages of 0 and more first, the youngest ahead; then those of the future, the nearest ahead; of
    # equals the later one
    order = np.lexsort((-np.arange(len(age)), np.abs(age), age < 0.0, numbers))
    _, first = np.unique(numbers[order], return_index=True)
    return np.asarray(order[first], dtype=np.int64)
