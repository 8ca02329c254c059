"""Work in chunks on any executor: in their order, kept as they come, done again where lost.

A chunk is a value that travels and gives columns; what a chunk is may not depend on how many
workers there are, and then no answer does. With a folder, chunks that are done lie there as
Parquet, and a run that was killed goes on behind them. A chunk that is lost with its worker is
given out again; an error of the work itself ends the sweep.

Limits: a chunk that kills every worker it meets is given up after `TRIES`; work that was under way
when a client died is done again.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from visviva.core.sweep_chunks import chunk_file, open_folder, read_chunk, save_chunk
from visviva.errors import VisvivaError

#: How often a chunk is given out before it is given up.
TRIES: Final = 5
#: Errors of workers and wires, by name where their library need not be there: dask's scheduler
#: blames every task of a killed worker, whichever of them killed it.
_LOST: Final = (BrokenExecutor, CancelledError, ConnectionError, EOFError)
_LOST_NAMES: Final = frozenset(
    {"KilledWorker", "CommClosedError", "FutureLostError", "FutureCancelledError", "CancelledError"}
)
_LOG = logging.getLogger("visviva")

Columns = Mapping[str, Any]
Work = Callable[[Any], Columns]


def sweep(
    work: Work,
    chunks: Sequence[Any],
    *,
    executor: Executor | None = None,
    ahead: int = 0,
    checkpoint: Path | None = None,
    key: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Columns]:
    """Columns of every chunk, in the chunks' order.

    Parameters
    ----------
    work : callable
        Of one chunk; a function of a module, so that it travels.
    chunks : sequence
        Values that travel; they are given out a few at a time.
    executor : concurrent.futures.Executor, optional
        None: here, one after the other. One with a method ``renew`` is renewed where it breaks.
    ahead : int
        Chunks that are out at once; 0: by the executor's ``workers``, else eight.
    checkpoint : Path, optional
        Folder of chunks that are done, made where it is not there.
    key : str
        Of everything that decides the numbers; a folder of another key is refused.
    progress : callable, optional
        Of chunks done and asked.

    Raises
    ------
    InputError
        If the folder is of another sweep, or cannot be written.
    VisvivaError
        As `work` does; or if a chunk was lost `TRIES` times.

    Examples
    --------
    >>> list(sweep(lambda k: {"square": [k * k]}, [1, 2, 3]))
    [{'square': [1]}, {'square': [4]}, {'square': [9]}]
    """
    folder = None if checkpoint is None else open_folder(checkpoint, key)
    if executor is None:
        yield from _here(work, chunks, folder, progress)
        return
    out = _Out(work, chunks, executor, folder)
    limit = ahead or 2 * int(getattr(executor, "workers", 3)) + 2
    began = time.monotonic()
    try:
        for k in range(len(chunks)):
            while k not in out.done:
                out.give(range(k, min(k + max(limit, 2), len(chunks))))
                out.gather()
            yield out.done.pop(k)
            if progress is not None:
                progress(k + 1, len(chunks))
            _say(k + 1, len(chunks), time.monotonic() - began)
    finally:
        for future in out.pending:
            future.cancel()


def _here(
    work: Work,
    chunks: Sequence[Any],
    folder: Path | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Columns]:
    began = time.monotonic()
    for k, chunk in enumerate(chunks):
        found: Columns | None = None if folder is None else read_chunk(chunk_file(folder, k))
        if found is None:
            found = work(chunk)
            if folder is not None:
                save_chunk(chunk_file(folder, k), found)
        yield found
        if progress is not None:
            progress(k + 1, len(chunks))
        _say(k + 1, len(chunks), time.monotonic() - began)


def _say(done: int, asked: int, seconds: float) -> None:
    left = seconds / done * (asked - done)
    _LOG.info("chunk %d of %d, %.1f s, some %.0f s left", done, asked, seconds, left)


@dataclass(slots=True)
class _Out:
    """Chunks that are out, and those that came back."""

    work: Work
    chunks: Sequence[Any]
    executor: Executor
    folder: Path | None
    pending: dict[Future[Columns], int] = field(default_factory=dict)
    done: dict[int, Columns] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)

    def give(self, numbers: Sequence[int]) -> None:
        """Give out those that are neither out nor done; those of the folder are read."""
        out = set(self.pending.values())
        for k in numbers:
            if k in out or k in self.done:
                continue
            kept = None if self.folder is None else read_chunk(chunk_file(self.folder, k))
            if kept is not None:
                self.done[k] = kept
                continue
            try:
                self.pending[self.executor.submit(self.work, self.chunks[k])] = k
            except BrokenExecutor as err:
                self._lose(k, err)
                self._renew(err)
                return

    def gather(self) -> None:
        """Wait for one at least, keep what came, and note what was lost."""
        if not self.pending:
            return
        came, _ = wait(self.pending, return_when=FIRST_COMPLETED)
        broken: BaseException | None = None
        for future in sorted(came, key=self.pending.__getitem__):
            k = self.pending.pop(future)
            try:
                found = future.result()
            except BaseException as err:
                if not _is_lost(err):
                    raise
                self._lose(k, err)
                broken = err if isinstance(err, BrokenExecutor) else broken
                continue
            if self.folder is not None:
                save_chunk(chunk_file(self.folder, k), found)
            self.done[k] = found
        if broken is not None:
            self._renew(broken)

    def _lose(self, k: int, err: BaseException) -> None:
        self.lost[k] = self.lost.get(k, 0) + 1
        _LOG.warning("chunk %d was lost (%s) and is done again", k + 1, type(err).__name__)
        if self.lost[k] >= TRIES:
            raise VisvivaError(
                f"chunk {k + 1} was lost {TRIES} times with its worker",
                advice="see whether the workers run out of memory; with a checkpoint folder what "
                "is done is kept",
            ) from err

    def _renew(self, err: BaseException) -> None:
        """A new pool in place of the broken one; all that was out is out no more."""
        renew = getattr(self.executor, "renew", None)
        if renew is None:
            raise VisvivaError(
                f"the pool of workers broke ({err})",
                advice="give another one; with a checkpoint folder what is done is kept",
            ) from err
        self.pending.clear()
        renew()


def _is_lost(err: BaseException) -> bool:
    return isinstance(err, _LOST) or type(err).__name__ in _LOST_NAMES
