"""Writing a result to a file: checked before the work starts, whole or not at all."""

import os
import tempfile
from pathlib import Path

from visviva.errors import InputError


def ensure_writable(path: Path | str) -> Path:
    """Refuse a path that cannot be written, before the work that would fill it.

    Returns
    -------
    pathlib.Path
        The path itself; nothing is written.

    Raises
    ------
    InputError
        If the folder is missing, the path is a folder, or permission is missing.
    """
    target = Path(path)
    folder = target.parent
    if not str(path).strip():
        raise InputError("the path of the report is empty", advice="give a file name such as answer.html")
    if target.is_dir():
        raise InputError("the report path is a folder", advice="give a file name inside it", place=str(target))
    if not folder.exists():
        raise InputError(
            f"there is no folder {str(folder)!r}", advice="make it first, or choose another", place=str(target)
        )
    if not folder.is_dir():
        raise InputError(f"{str(folder)!r} is not a folder", advice="choose another path", place=str(target))
    if target.exists() and not os.access(target, os.W_OK):
        raise InputError("no permission to replace this file", advice="choose another path", place=str(target))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(
            f"no permission to write in {str(folder)!r}", advice="choose another folder", place=str(target)
        )
    return target


def write_page(path: Path | str, html: str) -> Path:
    """Write `html` as UTF-8 in one step: the file is either the old one or the whole new one.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    target = ensure_writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(html)
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"the report cannot be written: {error.strerror}", place=str(target)) from error
    return target
