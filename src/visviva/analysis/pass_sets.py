"""Which element sets a search for passes uses, and what must be said about them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from visviva.analysis.where_words import SAY
from visviva.core.message import MessageArgument
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.observe.passes.nearest import Choice
from visviva.observe.passes.rows import Watch
from visviva.observe.passes.timing_error import STALE_DAYS, drag_rate, history_scale, mean_flux
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue

#: Where no more objects than this have several sets, each is told by name.
TOLD_OBJECTS: Final = 5
#: The timing error is measured on each object's own history for so many objects at most.
SCALED_OBJECTS: Final = 500


def set_notes(groups: Sequence[Sequence[ElementSet]], choice: Choice) -> tuple[str, ...]:
    """Which sets of several are used, where few objects have several."""
    many = [k for k, sets in enumerate(groups) if len(sets) > 1]
    if not many or len(groups) > TOLD_OBJECTS:
        return ()
    lines = []
    for k in many:
        used = [choice.sets[i] for i in np.flatnonzero(choice.owner == k)]
        said = {"number": str(used[0].catalog_number), "count": str(len(groups[k]))}
        lines.append(
            SAY("used-one", utc=f"{used[0].epoch_utc[:19]}Z", **said)
            if len(used) == 1
            else SAY("used-many", used=str(len(used)), **said)
        )
    return tuple(lines)


def watch_of(
    choice: Choice,
    groups: Sequence[Sequence[ElementSet]],
    sites: Sequence[Place],
    start: Epoch,
    duration: float,
) -> Watch:
    """Objects, sites and window, with what the timing error of each set is reckoned from.

    `groups`: all element sets, object by object; `duration` in s.
    """
    sets = choice.sets
    catalogue = Sgp4Catalogue.from_element_sets(sets)
    scale = None
    histories = [k for k, group in enumerate(groups) if len(group) > 2]
    if 0 < len(histories) <= SCALED_OBJECTS:
        scale = np.ones(len(sets))
        for k in histories:
            ordered = sorted(groups[k], key=lambda e: e.epoch_utc)
            scale[choice.owner == k] = history_scale(ordered)
    return Watch(
        catalogue,
        [e.label for e in sets],
        np.array([e.catalog_number for e in sets], dtype=np.int64),
        np.asarray(start - catalogue.epoch, dtype=np.float64),
        drag_rate(catalogue.constants),
        tuple(sites),
        start,
        duration,
        mean_flux(catalogue.epoch),
        scale,
    )


def stale_line(watch: Watch, choice: Choice) -> list[str]:
    """What is stale within the part of the window that it serves, in one line."""
    low, high = np.zeros(len(watch.labels)), np.full(len(watch.labels), watch.span)
    if choice.parts is not None:
        low, high = (np.clip(x, 0.0, watch.span) for x in choice.parts.T)
    age = np.maximum(np.abs(watch.since_epoch + low), np.abs(watch.since_epoch + high)) / DAY_S
    stale = int(np.sum(age > STALE_DAYS))
    if not stale:
        return []
    worst = int(np.argmax(age))
    said: dict[str, MessageArgument] = {
        "most": f"{STALE_DAYS:g}",
        "label": watch.labels[worst],
        "age": f"{age[worst]:.0f}",
    }
    if len(age) > 1:
        return [SAY("stale", stale=str(stale), count=str(len(age)), **said)]
    return [SAY("stale-one", **said)]
