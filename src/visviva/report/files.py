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
    if not str(path).strip():
        raise InputError(
            "the path of the report is empty", advice="give a file name such as answer.html"
        )
    target = Path(path)
    try:
        problem = _problem(target)
    except OSError as error:  # a name too long, a loop of links
        problem = (f"the path cannot be used: {error.strerror}", "choose another path")
    if problem:
        raise InputError(problem[0], advice=problem[1], place=str(target))
    return target


def _problem(target: Path) -> tuple[str, str] | None:
    """What keeps `target` from being written, with advice."""
    folder = target.parent
    if target.is_dir():
        return "the report path is a folder", "give a file name inside it"
    if not folder.exists():
        return f"there is no folder {str(folder)!r}", "make it first, or choose another"
    if not folder.is_dir():
        return f"{str(folder)!r} is not a folder", "choose another path"
    if target.exists() and not os.access(target, os.W_OK):
        return "no permission to replace this file", "choose another path"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"no permission to write in {str(folder)!r}", "choose another folder"
    return None


def write_page(path: Path | str, html: str) -> Path:
    """Write `html` as UTF-8 in one step: the file is either the old one or the whole new one.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    target = ensure_writable(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".visviva-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise InputError(
            f"the report cannot be written: {error.strerror}", place=str(target)
        ) from error
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
        raise InputError(
            f"the report cannot be written: {error.strerror}", place=str(target)
        ) from error
    return target
