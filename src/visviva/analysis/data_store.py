"""What data this machine has: element sets kept, taken from the store, their dates and ages."""

import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final

from visviva.analysis.elements import ElementsResult
from visviva.core.fresh_tables import store_root
from visviva.core.result import Result
from visviva.core.tables_in_use import tables_in_use
from visviva.core.time import DAY_S, Epoch
from visviva.data.store import Store
from visviva.data.store_files import ASIDE, Commit
from visviva.errors import DataMissingError, VisvivaError
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.choose import number_of

#: Objects that one text may name in the store; more is a group, and wants a file.
MOST_OBJECTS = 50


#: An object that had no set for so long before the store's newest is not offered, days.
SEEN_DAYS: Final = 30.0
#: Publishers date some sets a day or two ahead; what lies further ahead is told.
MOST_AHEAD_DAYS: Final = 3.0


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Which data sets are here.

    Attributes
    ----------
    as_of : Epoch, optional
        Moment to count ages from; default now.
    root : Path, optional
        Folder of the store; default ``VISVIVA_STORE`` or the user's data folder.
    """

    as_of: Epoch | None = None
    root: Path | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class StatusResult(Result):
    """Data sets with dates and ages: those of the store, then those that ship.

    Attributes
    ----------
    root : Path
    as_of : Epoch
    sets : tuple of dict
    notes : tuple of str
    """

    SCHEMA: ClassVar[str] = "visviva.data.status/1"
    ROWS: ClassVar[str] = "sets"

    root: Path
    as_of: Epoch
    sets: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = field(default=())

    def rows(self) -> list[dict[str, Any]]:
        """One row a data set: name, as_of_utc, age_days, source, and how much it is."""
        return [dict(row) for row in self.sets]

    def head(self) -> Mapping[str, Any]:
        """Folder of the store, and what was found wrong with it."""
        return {
            "store": str(self.root),
            "counted_from_utc": self.as_of.iso(0),
            "notes": list(self.notes),
        }


def data_status(request: StatusRequest | None = None) -> StatusResult:
    """Every data set of this machine: the latest of each name, then the tables in use.

    Raises
    ------
    InputError
        If the store is of a later version.
    """
    request = request if request is not None else StatusRequest()
    store = Store(request.root if request.root is not None else store_root())
    now = request.as_of if request.as_of is not None else Epoch.now()
    latest: dict[str, Commit] = {c.name: c for c in store.manifest().commits}
    rows = [
        _row(c.name, c.as_of_utc, now, c.source)
        | {"received_utc": c.received_utc, "objects": c.objects, "element_sets": c.sets}
        for c in sorted(latest.values(), key=lambda c: c.name)
    ]
    rows += [
        _row(name, f"{as_of}T00:00:00Z", now, source)
        | {"received_utc": None, "objects": None, "element_sets": None}
        for name, as_of, source in dated_tables()
    ]
    return StatusResult(store.root, now, tuple(rows), (*store.notes, *_aside(store.root)))


def _aside(root: Path) -> tuple[str, ...]:
    """What lies set aside, one sentence: it stays there until a person looks."""
    try:
        names = sorted(f.name for f in (root / ASIDE).iterdir())
    except OSError:
        return ()
    if not names:
        return ()
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    told = f"damaged, set aside in {root / ASIDE}: {', '.join(names[:3])}{more}"
    return (f"{told}; import or get those sets again, then delete them",)


def _row(name: str, as_of_utc: str, now: Epoch, source: str) -> dict[str, Any]:
    age = float(now - Epoch.parse(as_of_utc)) / DAY_S
    return {
        "name": name,
        "as_of_utc": as_of_utc,
        "age_days": round(age, 3),
        "source": source,
    }


def dated_tables() -> list[tuple[str, str, str]]:
    """Name, date and source of the tables that answers use: fetched ones, else those that ship."""
    from visviva.core.fresh_tables import fresh_tables
    from visviva.data import record

    found = [(row["name"], row["as_of"], row["source"]) for row in tables_in_use()]
    launches = fresh_tables().get("launches")
    newer = launches is not None and launches.as_of > record.SHIPPED
    day = launches.as_of if launches is not None and newer else record.SHIPPED
    found.append(("Launches", day, record.source()))
    satellites = fresh_tables().get("satellites")
    if satellites is not None:
        found.append(("Satellites", satellites.as_of, f"{satellites.licence}, {satellites.source}"))
    return found


def keep_elements(
    found: ElementsResult, *, name: str, source: str, root: Path | None = None
) -> dict[str, Any]:
    """Keep what `check_elements` read, all good sets of it at once.

    Returns
    -------
    dict
        The commit, with the store's folder and what was found on the way.

    Raises
    ------
    InputError
        If the store cannot be written, or is of a later version.
    MissingExtraError
        Where pyarrow is not installed.
    """
    store = Store(root if root is not None else store_root())
    told = store.commit(found.read.elements, name=name, source=source)
    return {"store": str(store.root), **asdict(told), "notes": list(store.notes)}


@dataclass(frozen=True, slots=True)
class StoredSets:
    """Element sets taken from the store.

    Attributes
    ----------
    elements : tuple of ElementSet
        By object, then by epoch.
    name : str
        How messages call them.
    said : str
        One line: how many, the newest epoch and its age.
    notes : tuple of str
        What the store had to say.
    """

    elements: tuple[ElementSet, ...]
    name: str
    said: str
    notes: tuple[str, ...] = ()


def age_said(days: float) -> str:
    """How old something is, in words; what lies ahead of this machine's clock is not old.

    Examples
    --------
    >>> age_said(1.83), age_said(-40.0)
    ('1.8 days old', '40.0 days ahead of this machine’s clock')
    """
    if days < -MOST_AHEAD_DAYS:
        return f"{-days:,.1f} days ahead of this machine’s clock"
    return f"{days:,.1f} days old"


def is_object(text: str, *, root: Path | None = None) -> bool:
    """Whether a text names an object: a catalogue number, or a name that the store knows."""
    if number_of(text) is not None:
        return True
    try:
        return bool(Store(root if root is not None else store_root()).numbers_named(text))
    except VisvivaError:
        return False


def stored_elements(
    *wanted: str, as_of: Epoch | None = None, root: Path | None = None
) -> StoredSets:
    """Every set that the store has of the objects named, by number, Alpha-5, designator or name.

    Raises
    ------
    DataMissingError
        If the store has none of one of them.
    InputError
        If the store is of a later version, or a name is that of more than fifty objects.
    """
    store = Store(root if root is not None else store_root())
    found: dict[int, tuple[ElementSet, ...]] = {}
    for text in wanted:
        number = number_of(text)
        numbers = (number,) if number is not None else store.numbers_named(text)
        if len(numbers) > MOST_OBJECTS:
            raise DataMissingError(
                f"{text!r} names {len(numbers)} objects of the store",
                advice="give a catalogue number",
            )
        sets = {n: store.history(n, as_of=as_of) for n in numbers}
        sets = {n: held for n, held in sets.items() if held}
        if not sets:
            why = f" ({'; '.join(store.notes)})" if store.notes else ""
            raise DataMissingError(
                f"no element sets of {text!r} in the store{why}",
                advice=f"visviva data get {shlex.quote(text)}, or visviva data import FILE",
                place=str(store.root),
            )
        found |= sets
    elements = tuple(e for held in found.values() for e in held)
    newest = max((e for e in elements), key=lambda e: e.epoch_utc)
    age = float(Epoch.now() - newest.epoch) / DAY_S
    what = "set" if len(elements) == 1 else "sets"
    said = f"{len(elements)} {what} from the store, newest {newest.epoch.iso(0)} ({age_said(age)})"
    return StoredSets(elements, "the store", said, tuple(store.notes))


def stored_objects(*, limit: int = 200, root: Path | None = None) -> list[dict[str, Any]]:
    """Objects that the store has sets of, those with the newest set first.

    Of a store that reaches far back, those with a set in its last `SEEN_DAYS`.

    Parameters
    ----------
    limit : int
    root : Path, optional
        Of the store; default the user's own.

    Returns
    -------
    list of dict
        `object` (catalogue number), `name`, `epoch_utc` of the newest set.
    """
    held = Store(root if root is not None else store_root()).lately(SEEN_DAYS)
    found = sorted(held, key=lambda e: (e.epoch_utc, e.catalog_number), reverse=True)
    return [
        {"object": e.catalog_number, "name": e.name or e.label, "epoch_utc": e.epoch.iso(0)}
        for e in found[:limit]
    ]
