"""One object's history from a file, as known at a date: where questions about a track begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet, ReadResult, as_epochs
from visviva.orbit.gp.choose import matching
from visviva.track.history import History, history_of


@dataclass(frozen=True, slots=True)
class HistoryRequest:
    """A history and the date whose knowledge counts.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    as_of : Epoch, optional
        Default the last epoch of the history.
    wanted : str, optional
        Which object, where there are several.
    seed : int
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    as_of: Epoch | None = None
    wanted: str | None = None
    seed: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TrackHistory:
    """A history, and what the file held.

    Attributes
    ----------
    history : History
    read : ReadResult
    """

    history: History
    read: ReadResult

    def head(self) -> Mapping[str, Any]:
        """What every JSON object of a track begins with."""
        h = self.history
        return {
            "catalog_number": h.catalog_number,
            "name": h.name,
            "sets": len(h),
            "first_epoch_utc": h.epoch[0].iso(),
            "last_epoch_utc": h.epoch[-1].iso(),
            "dropped": [
                {
                    "epoch_utc": d.element_set.epoch_utc + "Z",
                    "line": d.element_set.line,
                    "reason": d.reason,
                }
                for d in h.dropped
            ],
            "rejected_count": len(self.read.rejected),
            "warnings": list(h.warnings),
        }


def open_history(
    source: ElementSource,
    wanted: str | None = None,
    *,
    as_of: Epoch | None = None,
    least: int = 3,
    name: str = "",
) -> TrackHistory:
    """The history of one object.

    Parameters
    ----------
    source : str, Path, bytes or sequence of ElementSet
    wanted : str, optional
        Number, Alpha-5 or name, where the source holds several objects.
    as_of : Epoch, optional
        Later sets are not looked at, not even to judge which earlier ones are odd.
    least : int
        Fewest sets that will do.
    name : str
        How to call a source that has no name of its own.

    Raises
    ------
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If no set is of the object asked for.
    InputError
        If no set is that old, there are too few, or the sets are of several objects.
    """
    read = load(source, name=name)
    sets = read.elements if as_of is None else _known(read.elements, wanted, as_of)
    return TrackHistory(history_of(sets, wanted, least=least), read)


def _known(
    elements: tuple[ElementSet, ...], wanted: str | None, when: Epoch
) -> tuple[ElementSet, ...]:
    """The sets whose epoch is not after `when`."""
    own = range(len(elements)) if wanted is None else matching(elements, wanted)
    if not len(own):
        return elements  # an unknown name is told as such by the history
    age = np.asarray(when - as_epochs(elements))
    if not (age[own] >= 0.0).any():
        first = min(elements[k].epoch_utc for k in own)
        raise InputError(
            f"no element set is as old as --as-of {when.iso(0)}",
            advice=f"the first is of {first[:19]}Z",
        )
    return tuple(e for e, seconds in zip(elements, age, strict=True) if seconds >= 0.0)
