"""Passes part by part: some of them with who is watched, and objects held back until complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.analysis.where_words import SAY
from visviva.core.message import LANGUAGES
from visviva.core.numerals import span_text
from visviva.observe.passes.columns import Passes
from visviva.observe.passes.nearest import Choice
from visviva.observe.passes.rows import Watched, columns, rows
from visviva.observe.passes.timing_error import SURE


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some passes of a search.

    Attributes
    ----------
    watch : Watched
    passes : Passes
    stopped : tuple of (int, float)
        Objects whose elements end within the window, with the first time (s) without a position.
    """

    watch: Watched
    passes: Passes
    stopped: tuple[tuple[int, float], ...]

    def __len__(self) -> int:
        return len(self.passes)

    def rows(self, most: int | None = None, *, shadow: bool = True) -> list[dict[str, Any]]:
        """One row a pass, the first `most`; with `shadow`, when it enters or leaves the shadow."""
        some = self.passes if most is None else self.passes.select(slice(0, most))
        return rows(some, self.watch, shadow=shadow)

    @property
    def unknown(self) -> tuple[int, float]:
        """How many passes have no certain time, and the largest error among them, s."""
        _, sigma = self.watch.age_and_sigma(self.passes)
        vague = self.watch.unknown(self.passes, sigma)
        return int(vague.sum()), float(sigma[vague].max()) if vague.any() else 0.0

    def columns(self) -> dict[str, Any]:
        """Numbers and times as columns, for tables of many passes."""
        return columns(self.passes, self.watch)


class WholeObjects:
    """Passes held back until all sets of their object have been searched."""

    def __init__(self, choice: Choice) -> None:
        self.choice, self.kept = choice, list[Passes]()

    def ready(self, passes: Passes, done: int, *, last: bool) -> Passes:
        """Of the passes so far those whose objects are complete; all of them with the `last`."""
        if self.choice.parts is None:
            return passes
        whole = Passes.joined([*self.kept, passes])
        if last:
            return whole
        open_object = self.choice.owner[done - 1]
        waits = self.choice.owner[whole.object_index] == open_object
        self.kept = [whole.select(waits)]
        return whole.select(~waits)


def in_order(batches: Sequence[Batch]) -> Batch:
    """One batch of several, in order of rise, then of place and object.

    What rises within a microsecond rises at once: nearer, times are rounding (those of passes that
    the window's start cuts, and compiled code against plain).
    """
    whole = Passes.joined([batch.passes for batch in batches])
    order = np.lexsort((whole.object_index, whole.site_index, np.round(whole.rise, 6)))
    stopped = tuple(pair for batch in batches for pair in batch.stopped)
    return Batch(batches[0].watch, whole.select(order), stopped)


def unknown_line(count: int, worst: float) -> tuple[str, ...]:
    """One line about passes without a certain time.

    Examples
    --------
    >>> unknown_line(3, 5400.0)[0][:58]
    'of 3 passes the time is unknown by more than they last, by'
    """
    if not count:
        return ()
    return (_said("unknown-times-one" if count == 1 else "unknown-times", count, worst),)


def vague_sights(count: int, worst: float) -> tuple[str, ...]:
    """The same about moments at which a satellite is seen or sees; `worst` sigma in s."""
    return (_said("vague-sights", count, worst),) if count else ()


def _said(key: str, count: int, worst: float) -> str:
    span = {lang: span_text(SURE * worst, lang) for lang in LANGUAGES}
    return SAY(key, count=str(count), span=span)
