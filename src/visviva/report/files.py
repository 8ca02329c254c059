"""Writing a page: checked before the work starts, whole or not at all."""

from pathlib import Path

from visviva.export.files import atomic_write, check_writable


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
    check_writable(path)
    return Path(path)


def write_page(path: Path | str, html: str) -> Path:
    """Write `html` as UTF-8 in one step: the file is either the old one or the whole new one.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    with atomic_write(path) as stream:
        stream.write(html)
    return Path(path)
