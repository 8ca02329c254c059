"""Reading the store: histories, the catalogue as it stood, names; files that are damaged set aside.

Reading needs no lock. A file that a writer merged away meanwhile is looked for again in the next
manifest; one that cannot be read is named, and the rest is used.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.core.fresh_tables import store_root
from visviva.core.time import Epoch
from visviva.data.store_files import (
    MANIFEST,
    DataFile,
    Manifest,
    locked,
    put_aside,
    read_manifest,
    write_manifest,
)
from visviva.data.store_parquet import unpacked
from visviva.data.store_table import arrow, elements_of, epoch_us, keys_of
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet

#: Object numbers of one folder.
RANGE: Final = 1000
#: How often a reader looks again where a writer has merged a file away under its hands.
_LOOKS: Final = 5


@dataclass(slots=True)
class StoreReader:
    """A store in a folder, to be read.

    Attributes
    ----------
    root : Path
    notes : list of str
        What was found and done on the way: files set aside, leftovers swept.
    """

    root: Path = field(default_factory=store_root)
    notes: list[str] = field(default_factory=list)

    def manifest(self) -> Manifest:
        """What the store holds.

        Raises
        ------
        InputError
            If it is of a later version, or its manifest is beyond repair.
        """
        found, said = read_manifest(self.root)
        self._note(said)
        return found

    def _read(
        self, file: DataFile, columns: Sequence[str] | None = None, number: int | None = None
    ) -> Any:
        """Table of a file; None, with a note, where it is damaged."""
        try:
            return unpacked(self.root / file.path, columns, number, crc=file.crc)
        except FileNotFoundError:
            raise
        except (OSError, ValueError) as err:
            reason = str(err).splitlines()[0] if str(err) else type(err).__name__
            self._note(
                f"{self.root / file.path} is damaged ({reason}) and set aside; the {file.rows} "
                "sets in it are missing, import them again"
            )
            return None

    def _tables(
        self, columns: Sequence[str] | None, number: int | None, until_us: int | None = None
    ) -> tuple[Manifest, list[Any]]:
        """Tables of the files that may hold an object, or of all; and the manifest they are of."""
        return self._each(
            lambda file: self._read(file, columns, number),
            partial(_holds, None if number is None else number // RANGE * RANGE, until_us),
        )

    def _each(
        self, work: Callable[[DataFile], Any], wanted: Callable[[DataFile], bool]
    ) -> tuple[Manifest, list[Any]]:
        """What `work` makes of the files wanted; those of which it makes None are set aside."""
        for look in range(_LOOKS):
            manifest = self.manifest()
            damaged: list[DataFile] = []
            tables: list[Any] = []
            try:
                for file in filter(wanted, manifest.files):
                    table = work(file)
                    tables.append(table) if table is not None else damaged.append(file)
            except FileNotFoundError as err:
                if look + 1 < _LOOKS:  # merged away meanwhile: the manifest has changed
                    continue
                lost = [f for f in manifest.files if not (self.root / f.path).exists()]
                self._drop(lost)
                self._note(f"a file of the store is gone ({err.filename or err}); the rest is used")
                return self._each(work, partial(_but, wanted, frozenset(f.path for f in lost)))
            self._drop(damaged)
            return manifest, tables
        return Manifest(), []

    def _drop(self, files: Sequence[DataFile]) -> None:
        """Take damaged files out of the manifest, where the store can be written."""
        if not files:
            return
        try:
            with locked(self.root / "lock"):
                manifest, _ = read_manifest(self.root)
                for file in files:
                    put_aside(self.root, file.path)
                    manifest = manifest.without(file.path)
                write_manifest(self.root, manifest)
        except (OSError, InputError) as err:
            reason = err.message if isinstance(err, InputError) else err.strerror or str(err)
            self._note(f"what is damaged stays where it is: {reason}")

    def history(
        self, number: int, *, as_of: Epoch | None = None, known_by: Epoch | None = None
    ) -> tuple[ElementSet, ...]:
        """Every set of one object by epoch, none twice; empty where the store has none.

        Parameters
        ----------
        number : int
            Catalogue number.
        as_of : Epoch, optional
            Only sets with an epoch up to this.
        known_by : Epoch, optional
            Only sets that the store had by then.
        """
        if not (self.root / MANIFEST).exists():
            return ()
        until = None if as_of is None else int(epoch_us(as_of))
        manifest, tables = self._tables(None, number, until)
        tables = [table for table in tables if table.num_rows]
        if not tables:
            return ()
        table = arrow().concat_tables(tables)
        keep = _kept(manifest, table, until, known_by)
        keys = keys_of(table)
        # Of a set that came bare and later with a name, the one with the name.
        keep &= ~(((keys & 1) == 0) & np.isin(keys | 1, keys[keep]))
        stamps = table.column("epoch_us").to_numpy()
        order = np.flatnonzero(keep)
        order = order[np.argsort(stamps[order], kind="stable")]
        return tuple(elements_of(table.take(arrow().array(order)), manifest.sources()))

    def catalogue(
        self, *, as_of: Epoch | None = None, known_by: Epoch | None = None
    ) -> tuple[ElementSet, ...]:
        """The newest set of every object, by number: the catalogue as it stood.

        Parameters
        ----------
        as_of : Epoch, optional
            Only sets with an epoch up to this.
        known_by : Epoch, optional
            Only sets that the store had by then.
        """
        if not (self.root / MANIFEST).exists():
            return ()
        until = None if as_of is None else int(epoch_us(as_of))
        found: list[Any] = []
        here = self.manifest()
        for partition in sorted({f.partition for f in here.files}):
            _, tables = self._each(
                lambda file: self._newest_of(file, here, until, known_by),
                partial(_holds, partition, until),
            )
            tables = [table for table in tables if table.num_rows]
            if tables:
                found.append(_newest(arrow().concat_tables(tables)))
        if not found:
            return ()
        return tuple(elements_of(arrow().concat_tables(found), self.manifest().sources()))

    def lately(self, days: float) -> tuple[ElementSet, ...]:
        """The newest set of every object that has one in the last days of the store, by number.

        Parameters
        ----------
        days : float
            Before the newest epoch that the store has. Files without so new a set are not read.
        """
        if not (self.root / MANIFEST).exists():
            return ()
        here = self.manifest()
        last = max((f.last_us for f in here.files if f.last_us is not None), default=0)
        since = last - int(days * 86400e6)
        manifest, tables = self._each(
            lambda file: self._newest_of(file, here, None, None),
            lambda file: file.meets(since, last),
        )
        found = [table for table in tables if table.num_rows]
        if not found:
            return ()
        newest = _newest(arrow().concat_tables(found))
        new_enough = newest.column("epoch_us").to_numpy() >= since
        return tuple(elements_of(newest.filter(arrow().array(new_enough)), manifest.sources()))

    def _newest_of(
        self, file: DataFile, manifest: Manifest, until: int | None, known_by: Epoch | None
    ) -> Any:
        """The newest row of every object of a file; None where it is damaged."""
        table = self._read(file)
        if table is None:
            return None
        return _newest(table.filter(arrow().array(_kept(manifest, table, until, known_by))))

    def numbers_named(self, text: str) -> tuple[int, ...]:
        """Catalogue numbers of the objects with a name or designator, else with it as a part."""
        if not (self.root / MANIFEST).exists():
            return ()
        key = text.strip().upper()
        whole: Counter[int] = Counter()
        part: Counter[int] = Counter()
        for table in self._tables(["catalog_number", "name", "object_id"], None)[1]:
            distinct = table.group_by(["catalog_number", "name", "object_id"]).aggregate([])
            for row in distinct.to_pylist():
                if key in (row["name"].upper(), row["object_id"].upper()):
                    whole[row["catalog_number"]] += 1
                elif key and key in row["name"].upper():
                    part[row["catalog_number"]] += 1
        return tuple(sorted(whole or part))

    def _note(self, said: str) -> None:
        if said and said not in self.notes:
            self.notes.append(said)


def _holds(partition: int | None, until_us: int | None, file: DataFile) -> bool:
    """Whether a file is of a partition (or of any) and may hold an epoch up to a moment."""
    if partition is not None and file.partition != partition:
        return False
    return until_us is None or file.first_us is None or file.first_us <= until_us


def _but(wanted: Callable[[DataFile], bool], lost: frozenset[str], file: DataFile) -> bool:
    return file.path not in lost and wanted(file)


def _kept(manifest: Manifest, table: Any, until: int | None, known_by: Epoch | None) -> Any:
    """Which rows lie before a moment, and had come by another."""
    keep = np.ones(table.num_rows, dtype=bool)
    if until is not None:
        keep &= table.column("epoch_us").to_numpy() <= until
    if known_by is not None:
        by = known_by.iso(0)
        known = [c.number for c in manifest.commits if c.received_utc <= by]
        keep &= np.isin(table.column("commit").to_numpy(), known)
    return keep


def _newest(table: Any) -> Any:
    """The row of the latest epoch of every object; of two of one epoch, that of the later commit.

    Of those of one commit, the one with a name.
    """
    named = np.asarray(keys_of(table) & 1)
    order = np.lexsort(
        (
            named,
            table.column("commit").to_numpy(),
            table.column("epoch_us").to_numpy(),
            table.column("catalog_number").to_numpy(),
        )
    )
    numbers = table.column("catalog_number").to_numpy()[order]
    last = np.append(numbers[1:] != numbers[:-1], True)[: len(numbers)]
    return table.take(arrow().array(order[last]))
