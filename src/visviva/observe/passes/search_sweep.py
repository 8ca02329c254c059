"""The search for passes in chunks of objects on any executor, kept as they come.

A chunk holds so many sets whatever works on it, and takes its part of the Earth's orientation
along, so that workers of another machine see the same Earth: no pass depends on where it was found.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.place import Place
from visviva.core.sweep import Columns, sweep
from visviva.core.time import DAY_S, Epoch
from visviva.observe.passes.columns import NAMES, Passes
from visviva.observe.passes.search import Part, iter_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

#: Sets of one chunk, times sites: a chunk takes about a second for a day, and travels in a few MB.
SETS_TIMES_SITES: Final = 64_000
MOST_SETS: Final = 512
#: Days of Earth orientation on both sides of the window that travel with a chunk.
MARGIN_DAYS: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One chunk: sets, places, window, the part of it in which each set is looked for."""

    catalogue: Sgp4Catalogue
    sites: tuple[Place, ...]
    start: Epoch
    duration: float
    min_elevation: float
    orientation: EarthOrientation
    parts: Array | None


def search_run(run: Run) -> dict[str, Any]:
    """Passes of a chunk as columns; a row of which `kind` is 1 is a set that stopped, and when."""
    found = list(
        iter_passes(
            run.catalogue,
            run.sites,
            run.start,
            run.duration,
            run.min_elevation,
            threads=1,
            orientation=run.orientation,
            parts=run.parts,
        )
    )
    passes = Passes.joined([part.passes for part in found])
    stopped = [pair for part in found for pair in part.stopped]
    none = np.zeros(len(stopped))
    columns: dict[str, Any] = {}
    for name in NAMES:
        values = getattr(passes, name)
        columns[name] = np.concatenate([values, none.astype(values.dtype)])
    ended = slice(len(passes), None)
    columns["object_index"][ended] = [i for i, _ in stopped]
    columns["rise"][ended] = [t for _, t in stopped]
    columns["kind"] = np.repeat([0, 1], [len(passes), len(stopped)])
    return columns


def swept_passes(
    catalogue: Sgp4Catalogue,
    sites: Sequence[Place],
    start: Epoch,
    duration: float,
    min_elevation: float,
    *,
    parts: Array | None = None,
    executor: Executor | None = None,
    checkpoint: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Part]:
    """As `visviva.observe.passes.search.iter_passes`, its parts found by any executor.

    Parameters
    ----------
    executor : concurrent.futures.Executor, optional
        None: here, chunk after chunk.
    checkpoint : Path, optional
        Folder of finished chunks.
    progress : callable, optional
        Of chunks done and asked.
    """
    size = int(np.clip(SETS_TIMES_SITES // max(len(sites), 1), 1, MOST_SETS))
    eop = EarthOrientation.default().between(
        start - MARGIN_DAYS * DAY_S, start + (duration + MARGIN_DAYS * DAY_S)
    )
    lows = range(0, len(catalogue), size)
    runs = [
        Run(
            catalogue.take(slice(low, low + size)),
            tuple(sites),
            start,
            duration,
            min_elevation,
            eop,
            None if parts is None else parts[low : low + size],
        )
        for low in lows
    ]
    found = sweep(
        search_run,
        runs,
        executor=executor,
        checkpoint=checkpoint,
        key="" if checkpoint is None else _key(runs),
        progress=progress,
    )
    for low, columns in zip(lows, found, strict=True):
        yield _part(columns, low, min(low + size, len(catalogue)), start)


def _part(columns: Columns, low: int, high: int, start: Epoch) -> Part:
    arrays = {name: np.asarray(columns[name]) for name in columns}
    ended = arrays.pop("kind") == 1
    times = zip(arrays["object_index"][ended], arrays["rise"][ended], strict=True)
    stopped = tuple((low + int(i), float(t)) for i, t in times)
    mine = {name: values[~ended] for name, values in arrays.items()}
    mine["object_index"] = (mine["object_index"] + low).astype(np.int32)
    return Part(high, Passes(start=start, **mine), stopped)


def _key(runs: Sequence[Run]) -> str:
    """Of everything that decides the passes."""
    digest = hashlib.sha256()
    for run in runs:
        digest.update(run.catalogue.constants.tobytes())
        digest.update(run.catalogue.elements.tobytes())
        digest.update(b"" if run.parts is None else run.parts.tobytes())
    one = runs[0]
    digest.update(one.orientation.columns.tobytes())
    digest.update(repr((one.sites, one.start.iso(9), one.duration, one.min_elevation)).encode())
    return digest.hexdigest()[:16]
