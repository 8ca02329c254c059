"""What `watch` saw the last time: one small file for each thing watched, whole or not there.

The files lie in the folder ``watch`` of the store. A damaged one is set aside and the look counts
as the first.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from visviva.core.fresh_tables import store_root
from visviva.data.store_files import cannot_write, locked, write_whole
from visviva.errors import InputError

VERSION: Final = 1


@dataclass(slots=True)
class Memory:
    """The last look at one thing.

    Attributes
    ----------
    path : Path
    seen : dict or None
        None: it was never looked at.
    notes : list of str
        What was found wrong with the file.
    """

    path: Path
    seen: dict[str, Any] | None
    notes: list[str]

    def keep(self, look: Mapping[str, Any]) -> None:
        """Remember a look.

        Raises
        ------
        InputError
            If the file cannot be written; the last look stays.
        """
        text = json.dumps({"version": VERSION, "look": dict(look)}, indent=0, ensure_ascii=False)
        try:
            write_whole(self.path, text.encode())
        except OSError as err:
            raise cannot_write(self.path.parent, err) from err


@contextmanager
def remembered(subject: str, root: Path | None = None) -> Iterator[Memory]:
    """The memory of a subject, held against a second process that watches the same.

    Raises
    ------
    InputError
        If the folder cannot be written, or the file is of a later version.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with remembered("58400", folder) as memory:
    ...     memory.seen, memory.keep({"sets": 3})
    (None, None)
    >>> with remembered("58400", folder) as memory:
    ...     memory.seen
    {'sets': 3}
    """
    folder = (root if root is not None else store_root()) / "watch"
    path = folder / f"{_slug(subject)}.json"
    with locked(path.with_suffix(".lock")):
        notes: list[str] = []
        yield Memory(path, _read(path, notes), notes)


def _slug(subject: str) -> str:
    """A file's name for a subject: readable, and never another's."""
    plain = re.sub(r"[^a-z0-9]+", "-", subject.casefold()).strip("-")[:40]
    return f"{plain}-{hashlib.sha256(subject.encode()).hexdigest()[:10]}"


def _read(path: Path, notes: list[str]) -> dict[str, Any] | None:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        version, look = raw["version"], raw["look"]
        if not isinstance(look, dict) or not isinstance(version, int):
            raise ValueError("no look")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        aside = path.with_suffix(".damaged")
        try:
            path.replace(aside)
        except OSError as err:
            raise cannot_write(path.parent, err) from err
        notes.append(f"the last look could not be read and was set aside as {aside.name}")
        return None
    if version > VERSION:
        raise InputError(
            f"the last look was written by a later version ({version} over {VERSION})",
            advice="use that version, or delete the file",
            place=str(path),
        )
    return look
