"""Close approaches of one object to all others, or of all pairs.

Limits: distances are between SGP4 positions of element sets, which carry no covariance; see
`visviva.track.conjunctions.screen`.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from visviva.analysis.conjunctions_table import KM, ConjunctionsRequest, ConjunctionsResult
from visviva.analysis.conjunctions_words import SAY
from visviva.analysis.elements import load
from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.orbit.gp import STALE_DAYS, ElementSet, ReadResult, as_columns
from visviva.orbit.gp.choose import by_object, none_usable, one_named, usable
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import (
    find_conjunctions,
    nearest_sets,
)

MOST_DAYS: Final = 366.0
MOST_WITHIN: Final = 1e6


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
        raise none_usable(other, read.source)
    start = request.start
    if start is None:
        start = _default_start(good)
        notes.append(SAY("starts" if len(good) < 100 else "starts-most", utc=start.iso(0)))
    sets, age = _one_each(good, start)
    if len(sets) < len(good):
        notes.append(SAY("newest", count=str(len(good)), objects=str(len(sets))))
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
        stale_count = str(int(stale.sum()))
        most = f"{STALE_DAYS:g}"
        notes.append(SAY("stale", stale=stale_count, count=str(len(sets)), most=most))
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
            f"--within-km is {request.within * KM:g}",
            advice=f"give more than 0 and at most {MOST_WITHIN * KM:g} km",
        )
    if request.secondary is not None and request.primary is None:
        raise InputError("--secondary without --primary", advice="name both objects")


def _reading_notes(read: ReadResult, other: int) -> list[str]:
    notes: list[str] = []
    if read.rejected:
        first, bad = read.rejected[0], str(len(read.rejected))
        notes.append(SAY("refused", bad=bad, line=str(first.line), reason=first.reason))
    if other:
        notes.append(SAY("xp", count=str(other)))
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
