"""Files of the store: where it lies, its lock, its manifest, and writing without a half file.

Limits: a rename within one folder is whole on every file system that the platform itself trusts;
a network folder that lies about `fsync` or about locks is outside what can be promised here.
"""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from visviva.core.read import read_text
from visviva.errors import InputError

#: Version of the layout: folders, columns, manifest. A store of a later one is refused; one of an
#: earlier one is read, and becomes one of this at the next commit (its files when they are merged).
VERSION: Final = 2
MANIFEST: Final = "manifest.json"
PREVIOUS: Final = "manifest.previous.json"
#: Where files that cannot be read are put.
ASIDE: Final = "set-aside"
_fcntl: Any = import_module("fcntl") if os.name == "posix" else None
_msvcrt: Any = None if os.name == "posix" else import_module("msvcrt")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file of the store.

    Attributes
    ----------
    path : str
        Under the store's folder, with forward slashes.
    partition : int
        First object number of its range.
    level : int
        How often its rows have been merged with others.
    rows : int
    first_us, last_us : int or None
        Least and greatest epoch in it, microseconds since 2000; None in files of version 1.
    crc : int or None
        CRC-32 of the whole file: Parquet's own sums cover its pages, not what says where they are.
    """

    path: str
    partition: int
    level: int
    rows: int
    first_us: int | None = None
    last_us: int | None = None
    crc: int | None = None

    def meets(self, first_us: int, last_us: int) -> bool:
        """Whether it may hold an epoch from the first to the last."""
        if self.first_us is None or self.last_us is None:
            return True
        return self.first_us <= last_us and first_us <= self.last_us


@dataclass(frozen=True, slots=True)
class Commit:
    """What one import or one answer of a provider brought.

    Attributes
    ----------
    number : int
        1 for the first of the store.
    name, source : str
        Name of the data set, and where it came from (a file or an address).
    received_utc, as_of_utc : str
        When it came, and the newest epoch in it (or the date that it says of itself).
    objects, sets, new : int
        Objects and element sets in it, and the sets that the store did not hold yet.
    """

    number: int
    name: str
    source: str
    received_utc: str
    as_of_utc: str
    objects: int
    sets: int
    new: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store holds: nothing outside this list counts."""

    commits: tuple[Commit, ...] = ()
    files: tuple[DataFile, ...] = ()

    @property
    def number(self) -> int:
        """Number of the latest commit, 0 for an empty store."""
        return self.commits[-1].number if self.commits else 0

    def without(self, path: str) -> "Manifest":
        """The manifest without one file."""
        return replace(self, files=tuple(f for f in self.files if f.path != path))

    def sources(self) -> dict[int, str]:
        """Where the sets of each commit came from."""
        return {c.number: c.source for c in self.commits}

    def text(self) -> str:
        """JSON of the manifest."""
        return (
            json.dumps(
                {
                    "schema": "visviva.store",
                    "version": VERSION,
                    "commits": [asdict(c) for c in self.commits],
                    "files": [list(astuple(f)) for f in self.files],
                },
                separators=(",", ":"),
            )
            .replace("},{", "},\n{")
            .replace("],[", "],\n[")
        )


def cannot_write(place: Path, err: OSError) -> InputError:
    """The one line for a store that cannot be written; what was committed stands."""
    return InputError(
        f"the store cannot be written ({err.strerror or err}); what it held is whole",
        advice="free the disk, or set VISVIVA_STORE to a folder of your own",
        place=str(place),
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside, to the disk, then give it its name: whole or not there.

    Raises
    ------
    OSError
        As the system says; nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk, where the platform can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file; a second process waits, and a killed one lets go.

    Raises
    ------
    InputError
        If the folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+b")
    except OSError as err:
        raise cannot_write(path.parent, err) from err
    with stream:
        if _fcntl is not None:
            _fcntl.flock(stream, _fcntl.LOCK_EX)
        else:
            _msvcrt.locking(stream.fileno(), _msvcrt.LK_LOCK, 1)
        yield


def read_manifest(root: Path) -> tuple[Manifest, str]:
    """The manifest of a store, and what had to be said about it.

    A damaged one is answered by the one before it, which lacks the latest commit.

    Raises
    ------
    InputError
        If the store is of a later version, or neither manifest can be read.
    """
    if not (root / MANIFEST).exists():
        return Manifest(), ""
    try:
        return _parsed(root / MANIFEST), ""
    except _DamagedError:
        pass
    try:
        before = _parsed(root / PREVIOUS)
    except _DamagedError as err:
        raise InputError(
            "the store's manifest is damaged, and so is the one before it",
            advice=f"move {root} away and import its files again",
            place=str(root / MANIFEST),
        ) from err
    return before, f"{root / MANIFEST} is damaged; the one before it is used"


class _DamagedError(Exception):
    """A manifest that is no manifest."""


def _parsed(path: Path) -> Manifest:
    try:
        raw = json.loads(read_text(path))
        version = int(raw["version"])
    except (InputError, KeyError, TypeError, ValueError, RecursionError) as err:
        raise _DamagedError from err
    if version > VERSION:
        raise InputError(
            f"a store of version {version}; this program knows up to {VERSION}",
            advice="update visviva, or set VISVIVA_STORE to another folder",
            place=str(path),
        )
    try:
        return Manifest(
            tuple(Commit(**c) for c in raw["commits"]),
            tuple(DataFile(**f) if version == 1 else DataFile(*f) for f in raw["files"]),
        )
    except (KeyError, TypeError) as err:
        raise _DamagedError from err


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Make a manifest the store's own: from this rename on its commit counts."""
    current = root / MANIFEST
    if current.exists():
        with suppress(_DamagedError):
            _parsed(current)
            write_whole(root / PREVIOUS, current.read_bytes())
    write_whole(current, manifest.text().encode())
    sync_folder(root)


def sweep(root: Path, manifest: Manifest) -> int:
    """Remove what a killed run left: parts, and data files of no manifest; their count.

    Only under the lock, for what another process is writing is in no manifest either.
    """
    kept = {f.path for f in manifest.files}
    with suppress(_DamagedError, OSError):
        kept |= {f.path for f in _parsed(root / PREVIOUS).files}
    count = 0
    for path in [*root.glob(".*.part"), *root.glob("elements/*/*"), *root.glob("elements/*/.*")]:
        if path.is_file() and path.relative_to(root).as_posix() not in kept:
            with suppress(OSError):
                path.unlink()
                count += 1
    return count


def put_aside(root: Path, path: str) -> None:
    """Move a file that cannot be read out of the way, for a person to look at."""
    folder = root / ASIDE
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        os.replace(root / path, folder / path.replace("/", "_"))
