"""Tables of this machine that are fresher than those that ship: read here, fetched elsewhere.

They lie in the folder ``tables`` of the store, one file each, named with date and source by
``tables.json``. One that is damaged or missing is passed by with one note, and what ships is used.
``VISVIVA_TABLES=bundled`` passes all of them by, so that an answer can be had on any machine.
"""

import hashlib
import json
import logging
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

#: Version of ``tables.json``; one of a later version is passed by.
VERSION: Final = 1
INDEX: Final = "tables.json"
_LOG = logging.getLogger("visviva")


@dataclass(frozen=True, slots=True)
class FreshTable:
    """A table that was fetched.

    Attributes
    ----------
    name : str
        ``eop``, ``space-weather``, ``launches`` or ``satellites``.
    file : str
        Its file, in the folder of tables.
    as_of : str
        Day of the last measured row, or the day that the table says of itself, ISO.
    source : str
        Address, or file.
    received_utc : str
    licence : str
    sha256 : str
        Of the file.
    """

    name: str
    file: str
    as_of: str
    source: str
    received_utc: str
    licence: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return tables_root() / self.file

    def content(self) -> bytes | None:
        """Bytes of the file; None, with a note, where they are not those that were kept."""
        found = _content(self.path, self.sha256)
        if isinstance(found, bytes):
            return found
        self.passed_by(found)
        return None

    def passed_by(self, reason: str) -> None:
        """Say once that what ships is used in its place."""
        _note(f"{self.path} is damaged ({reason}); the table that ships is used")


def store_root() -> Path:
    """Folder of the store: ``VISVIVA_STORE``, else the platform's folder for a user's data."""
    if os.environ.get("VISVIVA_STORE"):
        return Path(os.environ["VISVIVA_STORE"]).absolute()
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "visviva" / "store"


def tables_root() -> Path:
    """Folder of the fetched tables."""
    return store_root() / "tables"


def fresh_tables() -> dict[str, FreshTable]:
    """Every fetched table by its name; none where there are none, or none are wanted."""
    if os.environ.get("VISVIVA_TABLES") == "bundled":
        return {}
    path = tables_root() / INDEX
    try:
        about = path.stat()
    except OSError:
        return {}
    return _read(path, about.st_mtime_ns, about.st_size)


def fresh_table(name: str, than: str) -> tuple[FreshTable, bytes] | None:
    """A fetched table and its content, where it is fresher than the day of the one that ships."""
    found = fresh_tables().get(name)
    if found is None or found.as_of <= than[:10]:
        return None
    content = found.content()
    return None if content is None else (found, content)


@lru_cache(maxsize=4)
def _read(path: Path, mtime_ns: int, size: int) -> dict[str, FreshTable]:
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        if raw["version"] > VERSION:
            _note(f"{path} is of a later version; the tables that ship are used")
            return {}
        return {name: FreshTable(name=name, **row) for name, row in raw["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _note(f"{path} is damaged; the tables that ship are used, `visviva data update` renews it")
        return {}


@lru_cache(maxsize=8)
def _content(path: Path, sha256: str) -> bytes | str:
    """Bytes of a file, or what is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as err:
        return err.strerror or str(err)
    return data if hashlib.sha256(data).hexdigest() == sha256 else "its checksum is another"


@lru_cache(maxsize=64)
def _note(said: str) -> None:
    _LOG.warning(said)
