"""The one way in which visviva writes a file: aside, to the disk, then one rename.

None is ever left half written. A run that was killed leaves its part, which no other run holds any
more: the next write into the folder sweeps it. Text is cleaned of control characters on its way.
"""

import errno
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from visviva.errors import InputError, clean_text

#: Locks of files; not on Windows, where an open file cannot be removed, and a free one is left.
fcntl: Any = import_module("fcntl") if os.name == "posix" else None

#: What a disk says in the middle of writing; other errors of the caller's own work pass as they
#: are.
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
_PART = re.compile(r"\..+\.[0-9a-f]{12}\.part", re.DOTALL)


@contextmanager
def atomic_write(path: str | Path, mode: str = "w", *, newline: str = "\n") -> Iterator[IO[Any]]:
    """Open a file that appears under its name only when it is whole.

    An exception, Ctrl-C too, leaves what was there before and nothing else.

    Parameters
    ----------
    path : str or Path
        Where the file shall be; a link is followed, and a device (``/dev/stdout``) is written
        directly.
    mode : {"w", "wb"}
        Text is UTF-8.
    newline : str
        How lines of a text end.

    Raises
    ------
    InputError
        If the folder is missing or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "a.txt"
    >>> with atomic_write(target) as stream:
    ...     _ = stream.write("whole")
    >>> target.read_text()
    'whole'
    """
    target = real_path(path)
    text = {} if "b" in mode else {"encoding": "utf-8", "newline": newline}
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            part, stream = None, target.open(mode, **text)  # type: ignore[call-overload]
        else:
            sweep(target.parent)
            part, stream = _open_part(target, mode.replace("w", "x"), text)
    except OSError as err:
        raise cannot_write(path, err) from err
    try:
        with stream:
            shown: Any = stream if "b" in mode else _CleanText(stream)
            yield shown
            stream.flush()
            if part is not None:
                os.fsync(stream.fileno())
        if part is not None:
            replace(part, target)
    except BaseException as err:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        if isinstance(err, OSError) and err.errno in _DISK_FAULTS:
            raise cannot_write(path, err) from err
        raise


class _CleanText:
    """A text file that takes clean text only; see `clean_text`."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write clean text."""
        return self._stream.write(clean_text(text))

    def __getattr__(self, name: str) -> Any:
        """All else as the file has it."""
        return getattr(self._stream, name)


def real_path(path: str | Path) -> Path:
    """The file that `path` means, links followed.

    Raises
    ------
    InputError
        If the working folder is gone, or the path cannot be one.
    """
    if not str(path).strip():
        raise InputError("the name of the file is empty", advice="give a name such as answer.html")
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as err:
        raise InputError(
            f"the path cannot be used ({getattr(err, 'strerror', None) or err})",
            advice="give another one",
            place=str(path),
        ) from err


def neighbour(target: Path) -> Path:
    """A hidden name beside `target` that no other run uses."""
    return target.with_name(f".{target.name[:60]}.{uuid.uuid4().hex[:12]}.part")


def _open_part(target: Path, mode: str, text: dict[str, Any]) -> tuple[Path, IO[Any]]:
    """A new part, locked as long as its writer lives, so that no other run sweeps it."""
    while True:
        part = neighbour(target)
        stream: IO[Any] = part.open(mode, **text)
        if fcntl is None:
            return part, stream
        with suppress(OSError):  # a file system without locks: its parts are not swept either
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(stream.fileno()).st_nlink:  # else swept between the two calls
            with suppress(OSError):
                os.fchmod(stream.fileno(), target.stat().st_mode & 0o7777)
            return part, stream
        stream.close()


def sweep(folder: Path) -> None:
    """Remove the parts that killed runs left in `folder`; those of living runs are locked."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                _remove_if_free(Path(entry.path))


def _remove_if_free(part: Path) -> None:
    with suppress(OSError), part.open("rb") as stream:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.unlink()


def replace(part: Path, target: Path) -> None:
    """Give the finished `part` its name."""
    try:
        part.replace(target)
    except OSError as err:
        raise cannot_write(target, err) from err


def check_writable(path: str | Path) -> Path:
    """Find out before the work that a file can be written there.

    Raises
    ------
    InputError
        If it is a directory, or its folder is missing or cannot be written.
    """
    target = real_path(path)
    if target.is_dir():
        raise InputError("this is a directory", advice="give the name of a file", place=str(path))
    part = neighbour(target)
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not target.exists() or target.is_file():
            part.touch(exist_ok=False)
            part.unlink(missing_ok=True)
    except OSError as err:
        raise cannot_write(path, err) from err
    return target


def cannot_write(path: str | Path, err: OSError) -> InputError:
    """The one line for a file that cannot be written."""
    return InputError(
        f"the file cannot be written ({err.strerror or err})",
        advice="check that its folder exists and is yours",
        place=str(path),
    )


@dataclass(frozen=True, slots=True)
class FileForms:
    """As what a result may be written: what it is, in words, and the suffixes, pictures with them.

    Examples
    --------
    >>> try:
    ...     FileForms("contacts", (".csv", ".png")).check(Path("a.kml"))
    ... except InputError as refused:
    ...     print(refused.message, refused.advice)
    contacts cannot be written as .kml use one of .csv .png
    """

    what: str
    suffixes: tuple[str, ...]

    def check(self, path: Path) -> None:
        """Refuse a suffix or a place that will not do, before the work.

        Raises
        ------
        InputError
            If it cannot be written there.
        """
        pick(path, dict.fromkeys(self.suffixes), self.what)
        check_writable(path)


def pick(path: str | Path, choices: dict[str, Any], what: str) -> Any:
    """The choice that belongs to the suffix of `path`.

    Raises
    ------
    InputError
        If no choice has that suffix; the advice lists those there are.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in choices:
        raise InputError(
            f"{what} cannot be written as {suffix or 'a file without suffix'}",
            advice="use one of " + " ".join(choices),
            place=str(path),
        )
    return choices[suffix]
