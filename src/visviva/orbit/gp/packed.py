"""Packed files of element sets: gzip, bzip2, xz, or a zip of one file."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, Final

from visviva.errors import InputError

#: What these say of a damaged file; of one with a password too.
DAMAGES: Final = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
)


_OPEN: Final[dict[str, Callable[[Any], Any]]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}


def unpacked(kind: str, stream: Any, label: str, most: int) -> Any:
    """A stream of what is packed in another: gzip, bzip2, xz, or a zip of one file.

    Raises
    ------
    InputError
        If a zip holds no file or several, or is longer than `most` bytes.

    Examples
    --------
    >>> unpacked("gzip", BytesIO(gzip.compress(b"1 25544U")), "", 1000).read()
    b'1 25544U'
    """
    if kind == "zip":
        return _of_zip(stream.read(most), label, most)
    return _OPEN[kind](stream)


def _of_zip(data: bytes, label: str, most: int) -> IO[bytes]:
    place = label or None
    if len(data) >= most:
        raise InputError("a zip of more than 2 GiB", advice="unpack it", place=place)
    archive = zipfile.ZipFile(BytesIO(data))
    files = [f for f in archive.infolist() if not f.is_dir()]
    if len(files) != 1:
        raise InputError(
            f"a zip of {len(files)} files", advice="unpack it and give one of them", place=place
        )
    return archive.open(files[0])
