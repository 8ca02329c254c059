"""What a file of element sets holds: good sets, refused sets, suspect sets, ages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.core.arrays import Array
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.gp import (
    ElementSet,
    ReadResult,
    SuspectSet,
    as_epochs,
    find_suspect_sets,
    read_elements,
)

#: A file, its content, or element sets at hand.
ElementSource = str | Path | bytes | Sequence[ElementSet]


def load(source: ElementSource, *, strict: bool = False, name: str = "") -> ReadResult:
    """Element sets of a file, of its content, or as they are.

    Raises
    ------
    ElementSetError
        If nothing is a good element set; with `strict`, if any is not.
    InputError
        If the file cannot be read.
    """
    if isinstance(source, str | Path | bytes):
        return read_elements(source, strict=strict, name=name)
    return ReadResult(tuple(source), (), "values", name)


@dataclass(frozen=True, slots=True)
class ElementsRequest:
    """A file of element sets to be read and checked.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    as_of : Epoch, optional
        Moment to count ages from; default now.
    max_age_days : float
        Age past which a set is stale.
    strict : bool
        Stop at the first bad set.
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    as_of: Epoch | None = None
    max_age_days: float = 30.0
    strict: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ElementsResult(Result):
    """What was read; rows are the refused sets.

    Attributes
    ----------
    request : ElementsRequest
    read : ReadResult
    newest : tuple of ElementSet
        The latest set of each object.
    age_days : ndarray
        Of each of them.
    suspect_sets : tuple of SuspectSet
        Sets that were read, but may be another object's or made up.
    as_of : Epoch
    """

    SCHEMA: ClassVar[str] = "visviva.data.import/1"
    ROWS: ClassVar[str] = "rejected"

    request: ElementsRequest
    read: ReadResult
    newest: tuple[ElementSet, ...]
    age_days: Array
    suspect_sets: tuple[SuspectSet, ...]
    as_of: Epoch

    def rows(self) -> list[dict[str, Any]]:
        """Refused sets: line, object, reason."""
        return [{"line": r.line, "object": r.name, "reason": r.reason} for r in self.read.rejected]

    def head(self) -> Mapping[str, Any]:
        """Counts, span, duplicates, conflicts, suspect sets, ages."""
        read, source = self.read, self.request.source
        first, last = read.span_utc or ("", "")
        return {
            "file": self.request.name or (str(source) if isinstance(source, str | Path) else ""),
            "format": read.format,
            "read": len(read.elements),
            "rejected_count": len(read.rejected),
            "objects": len(self.newest),
            "first_epoch_utc": first + "Z",
            "last_epoch_utc": last + "Z",
            "duplicates": read.duplicates,
            "conflicts": [{"catalog_number": n, "epoch_utc": t + "Z"} for n, t in read.conflicts],
            "suspect_sets": [
                {
                    "catalog_number": r.element_set.catalog_number,
                    "epoch_utc": r.element_set.epoch_utc + "Z",
                    "line": r.line,
                    "reason": r.reason,
                }
                for r in read.remarks
            ]
            + [
                {
                    "catalog_number": d.element_set.catalog_number,
                    "epoch_utc": d.element_set.epoch_utc + "Z",
                    "line": d.element_set.line,
                    "reason": d.reason,
                }
                for d in self.suspect_sets
            ],
            "as_of_utc": self.as_of.iso(0),
            "max_age_days": self.request.max_age_days,
            "stale_objects": int((np.abs(self.age_days) > self.request.max_age_days).sum()),
            "newest_age_days": round(float(np.abs(self.age_days).min()), 3),
        }


def check_elements(request: ElementsRequest) -> ElementsResult:
    """Read element sets and say what is good and what is not.

    Raises
    ------
    ElementSetError
        If nothing is a good element set; with `strict`, if any is not; `fields["rejected"]` holds
        the reasons.
    InputError
        If the file cannot be read.

    Examples
    --------
    >>> one = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> found = check_elements(ElementsRequest([one], Epoch.parse("2024-06-08T00:00:00Z")))
    >>> found.to_dict()["read"], found.to_dict()["newest_age_days"]
    (1, 2.0)
    """
    read = load(request.source, strict=request.strict, name=request.name)
    as_of = request.as_of if request.as_of is not None else Epoch.now()
    newest = read.latest()
    ages: Array = np.asarray(as_of - as_epochs(newest), dtype=np.float64) / DAY_S
    return ElementsResult(
        request, read, newest, ages, tuple(find_suspect_sets(read.elements)), as_of
    )
