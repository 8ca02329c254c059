"""Writing files so that none is ever left half written: a temporary neighbour, then one rename."""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from visviva.errors import InputError

#: What a disk says in the middle of writing; other errors of the caller's own work pass as they
#: are.
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


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
    target = Path(os.path.realpath(path))
    text = {} if "b" in mode else {"encoding": "utf-8", "newline": newline}
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            part, stream = None, target.open(mode, **text)  # type: ignore[call-overload]
        else:
            part = neighbour(target)
            stream = part.open(mode.replace("w", "x"), **text)  # type: ignore[call-overload]
    except OSError as err:
        raise cannot_write(path, err) from err
    try:
        with stream:
            yield stream
        if part is not None:
            replace(part, target)
    except BaseException as err:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        if isinstance(err, OSError) and err.errno in _DISK_FAULTS:
            raise cannot_write(path, err) from err
        raise


def neighbour(target: Path) -> Path:
    """A hidden name beside `target` that no other run uses."""
    return target.with_name(f".{target.name[:100]}.{uuid.uuid4().hex[:12]}.part")


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
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError("this is a directory", advice="give the name of a file", place=str(path))
    if target.exists() and not target.is_file():
        return target
    part = neighbour(target)
    try:
        part.touch(exist_ok=False)
        part.unlink()
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
