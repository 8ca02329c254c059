"""Passes: every interval in which a satellite stands above a least elevation at a site.

How: nodes evenly spaced in eccentric anomaly, SGP4 at those that the geometry cannot rule out, a
polynomial of degree nine through ten neighbours in the Earth-fixed frame, and roots of elevation on
it (`_pass_kernels`).

Limits: elevation is geometric, above the horizon of the ellipsoid (no refraction, no terrain).
Positions are SGP4's, good to about a kilometre near their epoch and worse with age
(`visviva.observe.passes.timing_error`). The polynomial follows SGP4 within 1 m near the Earth and
within 3 m in deep space, which moves a rise or a set by less than a millisecond, except for passes
that only graze the least elevation.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.kernels.speed import at_speed
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.observe.passes.columns import Passes, from_rows, join_cut
from visviva.observe.passes.nodes import (
    SEGMENT,
    Schedule,
    earth_turning,
    nodes_per_turn,
    schedule,
    site_table,
)
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.catalogue import PLAIN_STATE_S
from visviva.orbit.sgp4.valid_span import valid_span

NODES_PER_CHUNK = 400_000
#: One node in plain Python where most are pruned, and one node over one site, s: measured with a
#: hundred satellites over one and nine sites.
PLAIN_PRUNED_S, PLAIN_LOOK_S = 1e-5, 1e-5
ROOM = 0.6  # passes expected per satellite, site and revolution; more is met by a second try


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Passes of one run of objects, and where SGP4 stopped.

    Attributes
    ----------
    done : int
        Objects finished so far.
    passes : Passes
    stopped : tuple of (int, float)
        Objects whose elements end within the window or before it (decayed, mostly), with the first
        time without a position, s: negative before the window.
    """

    done: int
    passes: Passes
    stopped: tuple[tuple[int, float], ...]


def find_passes(
    catalogue: Sgp4Catalogue,
    sites: Place | Sequence[Place],
    start: Epoch,
    duration: float,
    min_elevation: float,
    *,
    threads: int | None = None,
    orientation: EarthOrientation | None = None,
) -> Passes:
    """Every pass of every object over every site.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
        Element sets of n objects.
    sites : Place or sequence of Place
    start : Epoch
    duration : float
        Length of the window, s.
    min_elevation : float
        Least elevation, rad, from -pi/2 (excluded) to pi/2 (excluded).
    threads : int, optional
        Workers; default: all cores. The answer does not depend on it.
    orientation : EarthOrientation, optional
        Default: the bundled series.

    Returns
    -------
    Passes

    Raises
    ------
    InputError
        If the window or the least elevation makes no sense, or there is no site.

    Examples
    --------
    >>> columns = dict(epoch_jd=2460468.5, epoch_fr=0.0, bstar=1e-4, ecco=1e-3, argpo=0.0,
    ...     inclo=1.7, mo=0.0,
    ...                no_kozai=0.066, nodeo=0.0)
    >>> day = find_passes(Sgp4Catalogue.from_columns(columns), Place.parse("39.04,125.71"),
    ...                   Epoch.parse("2024-06-07T00:00:00Z"), 86400.0, 0.1745)
    >>> bool(len(day) > 0 and np.all(day.set > day.rise))
    True
    """
    parts = iter_passes(
        catalogue, sites, start, duration, min_elevation, threads=threads, orientation=orientation
    )
    return Passes.joined([part.passes for part in parts])


def iter_passes(
    catalogue: Sgp4Catalogue,
    sites: Place | Sequence[Place],
    start: Epoch,
    duration: float,
    min_elevation: float,
    *,
    threads: int | None = None,
    orientation: EarthOrientation | None = None,
    nodes_per_chunk: int = NODES_PER_CHUNK,
    parts: Array | None = None,
) -> Iterator[Part]:
    """Passes run by run of objects, so that memory stays bounded.

    Arguments and errors as `find_passes`.

    Parameters
    ----------
    nodes_per_chunk : int
        Nodes held at once by one worker; 400,000 take about 30 MB.
    parts : ndarray, shape (n, 2), optional
        The part of the window in which each object is looked for, s from `start`; default all of
        it. A pass under way at an end of it is cut there.
    """
    sites = [sites] if isinstance(sites, Place) else list(sites)
    if not sites:
        raise InputError("no site", advice="give at least one place")
    if not (np.isfinite(duration) and duration > 0.0):
        raise InputError(
            f"a window of {duration / DAY_S:g} days", advice="give more than zero days"
        )
    if not -np.pi / 2 < min_elevation < np.pi / 2:
        raise InputError(
            f"a least elevation of {np.degrees(min_elevation):g} degrees",
            advice="give more than -90 and less than 90",
        )
    eop = EarthOrientation.default() if orientation is None else orientation
    count = -(-duration // SEGMENT)
    edges = np.linspace(0.0, duration, int(count) + 1)
    turnings = [earth_turning(start + a, b - a, eop) for a, b in pairwise(edges)]
    table = site_table(sites, min_elevation)
    since = np.asarray(start - catalogue.epoch, dtype=np.float64)
    ends = valid_span(catalogue, since, since + duration)
    alive = np.stack([end - since for end in ends], axis=1)
    wanted = np.array([[-np.inf, np.inf]]) if parts is None else parts
    bounds = _chunks(catalogue, duration / count, nodes_per_chunk)

    def work(low: int, high: int) -> Part:
        mine = slice(low, high) if parts is not None else slice(0, 1)
        both = alive[low:high], wanted[mine]
        return _part(catalogue, low, high, both, start, edges, table, turnings)

    workers = os.cpu_count() or 1 if threads is None else threads
    if workers < 1:
        raise InputError(f"{workers} workers", advice="give one or more")
    if len(bounds) == 1:
        yield work(*bounds[0])
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Part]] = deque()
        try:
            for low, high in bounds:
                waiting.append(pool.submit(work, low, high))
                # enough that no worker idles while the caller writes
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _chunks(catalogue: Sgp4Catalogue, span: float, budget: float) -> list[tuple[int, int]]:
    """Runs of objects whose nodes fit into the budget."""
    e, n = catalogue.elements[:, 3], catalogue.elements[:, 7] / 60.0
    nodes = nodes_per_turn(e, n) * (n * span / (2.0 * np.pi) + 2.0)
    total = np.concatenate([[0.0], np.cumsum(nodes)])
    # a small search in smaller runs, that the last one of a worker is short
    budget = min(budget, max(total[-1] / 16.0, 0.5 * budget))
    bounds, low = [], 0
    while low < len(e):
        high = max(int(np.searchsorted(total, total[low] + budget, side="right")) - 1, low + 1)
        bounds.append((low, high))
        low = high
    return bounds or [(0, 0)]


def _part(
    catalogue: Sgp4Catalogue,
    low: int,
    high: int,
    both: tuple[Array, Array],
    start: Epoch,
    edges: Array,
    table: Array,
    turnings: list[Array],
) -> Part:
    """Passes of the objects from `low` to `high`, piece by piece of the window.

    `both`: from when to when each is an orbit, and from when to when it is looked for, s from
    `start`, (n, 2).
    """
    alive, wanted = both
    if low == high:
        return Part(0, from_rows(np.zeros((14, 0)), start), ())
    run = catalogue.take(slice(low, high))
    found: list[Array] = []
    inside = (alive[:, 0] <= 0.0) & (alive[:, 1] < edges[-1])
    stopped = {low + int(i): float(alive[i, 1]) for i in np.flatnonzero(inside)}
    stopped |= {low + int(i): 0.0 for i in np.flatnonzero(alive[:, 0] > 0.0)}
    for k, turning in enumerate(turnings):
        rows, failed = _segment(
            run,
            start + edges[k],
            float(edges[k + 1] - edges[k]),
            table,
            turning,
            alive - edges[k],
            wanted - edges[k],
        )
        if k:
            rows[2:5] += edges[k]
        found.append(rows)
        for i, t in failed:
            stopped.setdefault(low + i, t + float(edges[k]))
    rows = found[0] if len(found) == 1 else join_cut(found)
    rows[0] += low
    return Part(high, from_rows(rows, start), tuple(sorted(stopped.items())))


def _segment(
    part: Sgp4Catalogue,
    start: Epoch,
    span: float,
    table: Array,
    turning: Array,
    alive: Array,
    wanted: Array,
) -> tuple[Array, list[tuple[int, float]]]:
    """Passes of one run of objects in one segment, and where SGP4 stopped.

    A column for each pass, with the rows that `_row_kernels.finish` names.
    """
    from visviva.observe.passes._pass_kernels import search
    from visviva.observe.passes._row_kernels import COLUMNS
    from visviva.observe.passes._sight_kernels import WEIGHTS

    plan: Schedule = schedule(part, start, span, table, alive)
    low, high = np.maximum(alive[:, 0], wanted[:, 0]), np.minimum(alive[:, 1], wanted[:, 1])
    window = np.ascontiguousarray(np.clip(np.stack([low, high], axis=1), 0.0, span))
    turns = np.maximum(span / (2.0 * np.pi * plan.orbits[:, 1]), 1.0)
    room = int(table.shape[0] * np.sum(ROOM * turns + 8.0))
    stops = np.empty(len(part))
    node = PLAIN_PRUNED_S if plan.prune else PLAIN_STATE_S
    seconds = float(np.sum(plan.sizes)) * (node + PLAIN_LOOK_S * table.shape[0])
    while True:
        rows = np.empty((COLUMNS, room))
        count = at_speed(search, seconds=seconds)(
            part.constants,
            plan.since_epoch,
            plan.orbits,
            plan.first,
            plan.sizes,
            plan.prune,
            plan.direction,
            DAY_S,
            plan.margin,
            plan.reach,
            turning,
            table,
            WEIGHTS,
            window,
            rows,
            stops,
        )
        if count <= room:
            break
        room = int(count)
    return rows[:, :count], [(int(i), float(stops[i])) for i in np.flatnonzero(np.isfinite(stops))]
