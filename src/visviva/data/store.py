"""The store: every element set that came, once, with where and when it came from.

Parquet by ranges of object numbers under one manifest. A commit writes its files aside and counts
from the moment in which the manifest is renamed; a run that is killed before leaves nothing that
counts, and the next writer sweeps it.

Limits: a set that came twice is kept as it came first (with a name, where the first had none);
"known by" a date means known to this store, which may have been filled years after the fact.
"""

import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from visviva.core.time import Epoch
from visviva.data.store_files import (
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
from visviva.data.store_parquet import packed
from visviva.data.store_read import RANGE, StoreReader
from visviva.data.store_table import ORBIT, arrow, keys_of, table_of
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet

#: Files of one level in a folder before they are merged into one of the next: a row is written
#: again once for each level, and a history is read from at most a few times this many files.
FAN: Final = 8
_KEYED: Final = ("catalog_number", "epoch_us", *ORBIT, "name")


@dataclass(slots=True)
class Store(StoreReader):
    """A store in a folder; reading needs no lock, writing takes it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> store = Store(Path(tempfile.mkdtemp()))
    >>> one = ElementSet(270438, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> store.commit([one], name="mine", source="mine.json").new
    1
    >>> store.commit([one], name="again", source="again.json").new
    0
    >>> store.history(270438)[0] == one
    True
    """

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


def _span(table: Any) -> tuple[int, int]:
    """Least and greatest epoch of a table."""
    stamps = table.column("epoch_us").to_numpy()
    return int(stamps.min()), int(stamps.max())
