"""Compiled kernels on disk, kept so that an old one can never answer for a new source.

numba's own cache watches the file in which a kernel stands and no other: after an edit of a callee
that was inlined, or of a constant that was frozen in, the old machine code answers without a word.
Here the key of a kernel covers the text of its module and of every module of visviva that it names,
in turn, with the versions of visviva, numba and numpy. A file carries the digest of what it holds;
one that is damaged is dropped and compiled anew, a folder that cannot be used is passed by, each
with one note.
"""

import hashlib
import logging
import os
import pickle
import re
import sys
import uuid
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Folders of one kernel module that are kept: as many versions of its sources at once.
KEPT_VERSIONS = 8
_PACKAGE = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"\bvisviva(?:\.\w+)+")
_FROM = re.compile(r"^\s*from\s+(visviva(?:\.\w+)*)\s+import\s+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_LOG = logging.getLogger("visviva")
_DIGEST_BYTES = 32


def cache_root() -> Path:
    """Folder of this user's compiled kernels.

    ``VISVIVA_CACHE`` where it is set, else ``NUMBA_CACHE_DIR``, else the platform's cache folder.
    """
    for variable in ("VISVIVA_CACHE", "NUMBA_CACHE_DIR"):
        if os.environ.get(variable):
            return Path(os.environ[variable]).absolute() / "kernels"
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "visviva" / "kernels"


def sources(module: str) -> tuple[Path, ...]:
    """Files of visviva whose text decides what the kernels of `module` compute.

    The module's own and, in turn, those of every module that its text names.

    Examples
    --------
    >>> [path.name for path in sources("visviva.core.constants")]
    ['constants.py']
    """
    found: dict[str, Path] = {}
    asked = [module]
    while asked:
        name = asked.pop()
        path = _file_of(name)
        if path is None or name in found:
            continue
        found[name] = path
        text = path.read_text(encoding="utf-8")
        asked += _NAMED.findall(text)
        for package, names in _FROM.findall(text):
            asked += [f"{package}.{part}" for part in re.findall(r"\w+", names)]
    return tuple(sorted(found.values()))


def _file_of(name: str) -> Path | None:
    """Source of a module; None for a package (its own file holds no code) or another name."""
    path = _PACKAGE.joinpath(*name.split(".")[1:]).with_suffix(".py")
    return path if path.is_file() else None


@lru_cache(maxsize=64)
def version_key(module: str) -> str:
    """Digest of all that decides what the kernels of `module` compute."""
    import numba
    import numpy as np

    from visviva import __version__

    digest = hashlib.sha256(f"{__version__} {numba.__version__} {np.__version__}".encode())
    for path in sources(module):
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


@lru_cache(maxsize=64)
def folder(module: str) -> Path | None:
    """Folder of the kernels of `module` in this version; None, with a note, if it cannot be used.

    What lies there is run: a folder that others may write to is not used.
    """
    path = cache_root() / f"{module.removeprefix('visviva.')}-{version_key(module)}"
    try:
        if not path.is_absolute():  # a user without a home
            raise FileNotFoundError(2, "no home folder", str(path))
        new = not path.is_dir()
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(path):
            raise PermissionError(1, "others may write to it", str(path))
        if new:
            _sweep(path)
        else:
            os.utime(path)
    except OSError as err:
        # A cache made ready by the owner of the machine may be read, though not written.
        if path.is_dir() and _ours(path) and os.access(path, os.R_OK | os.X_OK):
            return path
        _note_unusable(str(cache_root()), err.strerror or str(err))
        return None
    return path


def _ours(path: Path) -> bool:
    if not hasattr(os, "geteuid"):
        return True
    about = path.stat()
    return about.st_uid in {os.geteuid(), 0} and not about.st_mode & 0o022


def _sweep(path: Path) -> None:
    """Remove the versions of a module that were used longest ago."""
    from shutil import rmtree

    stem = path.name.rpartition("-")[0]
    dated = []
    for other in path.parent.glob(f"{stem}-*"):
        with suppress(OSError):
            dated.append((other.stat().st_mtime, other))
    for _, old in sorted(dated, reverse=True)[KEPT_VERSIONS:]:
        rmtree(old, ignore_errors=True)


@lru_cache(maxsize=1)
def _note_unusable(root: str, reason: str) -> None:
    _LOG.warning(
        "visviva: note: compiled code cannot be kept in %s (%s), so each run compiles anew; "
        "set VISVIVA_CACHE to a folder of your own",
        root,
        reason,
    )


@lru_cache(maxsize=1)
def _note_damaged(root: str) -> None:
    _LOG.warning("visviva: note: damaged compiled code in %s was dropped", root)


@lru_cache(maxsize=1)
def _note_compiling() -> None:
    _LOG.warning("visviva: compiling for this machine, the first time only: some seconds")


class KernelCache:
    """The compiled forms of one kernel, in the shape that numba's dispatcher asks for.

    Parameters
    ----------
    function : function
        The plain function.
    """

    def __init__(self, function: Any) -> None:
        self._function = function
        self._enabled = True

    @property
    def cache_path(self) -> str | None:
        """Folder of the files, or None where none can be used."""
        path = folder(self._function.__module__)
        return None if path is None else str(path)

    def holds_any(self) -> bool:
        """Whether a compiled form of this kernel, for whatever arguments, lies on the disk."""
        path = folder(self._function.__module__)
        return path is not None and any(path.glob(f"{self._stem()}-*.bin"))

    def enable(self) -> None:
        """Read and write files."""
        self._enabled = True

    def disable(self) -> None:
        """Neither read nor write files."""
        self._enabled = False

    def flush(self) -> None:
        """Forget the files of this kernel."""
        where = folder(self._function.__module__)
        for path in where.glob(f"{self._stem()}-*.bin") if where else ():
            path.unlink(missing_ok=True)

    def load_overload(self, signature: Any, target_context: Any) -> Any:
        """Compiled form for `signature`, or None if it must be compiled."""
        target_context.refresh()
        path = self._path(signature, target_context.codegen())
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            self._announce()
            return None
        try:
            if hashlib.sha256(data[_DIGEST_BYTES:]).digest() != data[:_DIGEST_BYTES]:
                raise ValueError("digest")
            kept, payload = pickle.loads(data[_DIGEST_BYTES:])
            if kept != signature:
                return None
            from numba.core import compiler

            results: Any = compiler.CompileResult
            return results._rebuild(target_context, *payload)
        except Exception:  # whatever a damaged file does, it must not end the run
            _note_damaged(str(path.parent))
            with suppress(OSError):
                path.unlink()
            return None

    def save_overload(self, signature: Any, result: Any) -> None:
        """Keep a compiled form; a folder that cannot be written is passed by with a note."""
        path = self._path(signature, result.codegen)
        if path is None or result.library.has_dynamic_globals:
            return
        if any(not lifted.can_cache for lifted in result.lifted):
            return
        from numba.core import serialize

        pickler: Any = serialize
        data = pickler.dumps((signature, result._reduce()))
        part = path.with_name(f".{uuid.uuid4().hex}.part")
        try:
            part.write_bytes(hashlib.sha256(data).digest() + data)
            part.replace(path)
        except OSError as err:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            _note_unusable(str(path.parent), err.strerror or str(err))

    def _stem(self) -> str:
        return re.sub(r"\W", "", self._function.__qualname__)

    def _path(self, signature: Any, codegen: Any) -> Path | None:
        where = folder(self._function.__module__) if self._enabled else None
        if where is None:
            return None
        # The machine's name and features stand in the codegen's tuple: a shared home is safe.
        line = self._function.__code__.co_firstlineno
        about = (sys.version_info[:2], repr(signature), codegen.magic_tuple(), self._stem(), line)
        mark = hashlib.sha256(repr(about).encode()).hexdigest()[:16]
        return where / f"{self._stem()}-{mark}.bin"

    @staticmethod
    def _announce() -> None:
        from multiprocessing import parent_process

        if parent_process() is None:
            _note_compiling()


def main() -> None:
    """Remove every compiled kernel of this user."""
    from shutil import rmtree

    rmtree(cache_root(), ignore_errors=True)


if __name__ == "__main__":
    main()
