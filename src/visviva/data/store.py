"""The store: every element set that came, once, with where and when it came from.

Parquet by ranges of object numbers under one manifest. A commit writes its files aside and counts
from the moment in which the manifest is renamed; a run that is killed before leaves nothing that
counts, and the next writer sweeps it.

Limits: a set that came twice is kept as it came first (with a name, where the first had none);
"known by" a date means known to this store, which may have been filled years after the fact.
"""

import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.core.fresh_tables import store_root
from visviva.core.time import Epoch
from visviva.data.store_files import (
    MANIFEST,
    Commit,
    DataFile,
    Manifest,
    cannot_write,
    locked,
    put_aside,
    read_manifest,
    sweep,
    sync_folder,
    write_manifest,
    write_whole,
)
from visviva.data.store_parquet import packed, unpacked
from visviva.data.store_table import ORBIT, arrow, elements_of, epoch_us, keys_of, table_of
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet

#: Object numbers of one folder.
RANGE: Final = 1000
#: Files of one level in a folder before they are merged into one of the next: a row is written
#: again once for each level, and a history is read from at most a few times this many files.
FAN: Final = 8
_KEYED: Final = ("catalog_number", "epoch_us", *ORBIT, "name")
#: How often a reader looks again where a writer has merged a file away under its hands.
_LOOKS: Final = 5


@dataclass(slots=True)
class Store:
    """A store in a folder; reading needs no lock, writing takes it.

    Attributes
    ----------
    root : Path
        Folder, made at the first commit.
    notes : list of str
        What was found and done on the way: files set aside, leftovers swept.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(Path(tempfile.mkdtemp()))
    >>> one = ElementSet(270438, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> store.commit([one], name="mine", source="mine.json").new
    1
    >>> store.commit([one], name="again", source="again.json").new
    0
    >>> store.history(270438)[0] == one
    True
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

    def commit(
        self,
        elements: Sequence[ElementSet],
        *,
        name: str,
        source: str,
        received: Epoch | None = None,
    ) -> Commit:
        """Keep element sets, all of them or, where it fails, none.

        Parameters
        ----------
        elements : sequence of ElementSet
        name : str
            Name of the data set: a file's, or a provider's with what it was asked.
        source : str
            The file or the address.
        received : Epoch, optional
            When it came; default now.

        Raises
        ------
        InputError
            If the store cannot be written, or is of a later version.
        MissingExtraError
            Where pyarrow is not installed.
        """
        arrow()
        if not elements:
            raise InputError("nothing to keep", advice="give element sets", place=source)
        when = (received if received is not None else Epoch.now()).iso(0)
        with locked(self.root / "lock"):
            manifest, said = read_manifest(self.root)
            self._note(said)
            if not said:  # files of a commit whose manifest is damaged stay, for a person
                swept = sweep(self.root, manifest)
                if swept:
                    self._note(f"{swept} files that an ended run left behind were removed")
            try:
                return self._commit(manifest, elements, name, source, when)
            except OSError as err:
                raise cannot_write(self.root, err) from err

    def _commit(
        self, manifest: Manifest, elements: Sequence[ElementSet], name: str, source: str, when: str
    ) -> Commit:
        number = manifest.number + 1
        whole = table_of(elements, commit=number)
        ranges = whole.column("catalog_number").to_numpy() // RANGE * RANGE
        new = 0
        for partition in np.unique(ranges).tolist():
            table = whole.filter(arrow().array(ranges == partition))
            manifest, table = self._unknown(manifest, partition, table)
            if table.num_rows:
                new += table.num_rows
                manifest = self._add(manifest, partition, table)
        newest = elements[int(np.argmax(whole.column("epoch_us").to_numpy()))]
        told = Commit(
            number=number,
            name=name,
            source=source,
            received_utc=when,
            as_of_utc=newest.epoch.iso(0),
            objects=len({e.catalog_number for e in elements}),
            sets=len(elements),
            new=new,
        )
        write_manifest(self.root, replace(manifest, commits=(*manifest.commits, told)))
        return told

    def _unknown(self, manifest: Manifest, partition: int, table: Any) -> tuple[Manifest, Any]:
        """Rows that the store does not hold, each once."""
        known: list[Any] = []
        span = _span(table)
        # Epochs are part of what makes two sets one: files of other times need not be read.
        for file in [f for f in manifest.files if f.partition == partition and f.meets(*span)]:
            held = self._read(file, _KEYED)
            if held is None:
                put_aside(self.root, file.path)
                manifest = manifest.without(file.path)
                continue
            known.append(keys_of(held))
        keys = keys_of(table)
        first = np.zeros(len(keys), dtype=bool)
        first[np.unique(keys, return_index=True)[1]] = True
        # A set without a name adds nothing to one that has a name.
        named = keys | 1
        bare = (keys & 1) == 0
        first &= ~(bare & np.isin(named, keys[~bare]))
        if known:
            every = np.concatenate(known)
            first &= ~np.isin(keys, every) & ~np.isin(named, every)
        return manifest, table.filter(arrow().array(first))

    def _add(self, manifest: Manifest, partition: int, table: Any) -> Manifest:
        """Write one file of a folder, merged with its like where there are many."""
        level = 0
        while True:
            like = [f for f in manifest.files if f.partition == partition and f.level == level]
            if len(like) < FAN - 1:
                break
            tables = [table]
            for file in like:
                held = self._read(file)
                if held is None:
                    put_aside(self.root, file.path)
                else:
                    tables.append(held)
                manifest = manifest.without(file.path)
            table, level = arrow().concat_tables(tables), level + 1
        path = f"elements/{partition:09d}/{uuid.uuid4().hex}.parquet"
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = packed(table)
        write_whole(target, data)
        sync_folder(target.parent)
        file = DataFile(path, partition, level, table.num_rows, *_span(table), zlib.crc32(data))
        return replace(manifest, files=(*manifest.files, file))

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


def _span(table: Any) -> tuple[int, int]:
    """Least and greatest epoch of a table."""
    stamps = table.column("epoch_us").to_numpy()
    return int(stamps.min()), int(stamps.max())


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
