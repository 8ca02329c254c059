"""The door of the readers: bytes to text, bounded in size, told from binary files at once."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from visviva.errors import ElementSetError, InputError
from visviva.orbit.gp.forms import FORMS

#: Of the unpacked text: the whole catalogue with a year of history is below it.
MAX_BYTES: Final = 1 << 31
PIECE: Final = 1 << 22
#: How packed files begin.
_PACKED: Final = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"PK\x03\x04": "zip"}
_SAMPLE: Final = 4096
_FIRST: Final = 1 << 16
#: Blanks of typesetting, which copying from a page puts in the place of plain ones.
_BLANKS: Final = "\u00a0\u2007\u202f\u2009"
#: What copying puts into the lines of a TLE: dashes for minus signs, and signs without a width.
_NO_WIDTH: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_TYPESET: Final = dict.fromkeys(map(ord, _NO_WIDTH)) | dict.fromkeys(range(0x2010, 0x2015), "-")
_TLE_LINE: Final = re.compile(f"^[ {_NO_WIDTH}]*[12][ {_NO_WIDTH}].{{60,90}}$", re.M)


def text_of(source: str | Path | bytes, name: str = "") -> tuple[str, str]:
    """Text of a path, of bytes or of text itself, and its label; lines end in newlines only.

    Raises
    ------
    ElementSetError
        If it is no text: told from the first kilobytes where they show it.
    InputError
        If the file cannot be read or is longer than `MAX_BYTES`.
    """
    if isinstance(source, bytes):
        return _decode(_whole(BytesIO(source), name), name), name
    if isinstance(source, str) and (
        "\n" in source or source.lstrip()[:1] in ("{", "[", "<") or not source.strip()
    ):
        return _plain(source), name
    path = Path(source)
    label = name or str(path)
    try:
        if path.is_dir():
            raise InputError(
                "this is a directory", advice="give a file of element sets", place=label
            )
        with path.open("rb") as stream:
            data = _whole(stream, label)
    except FileNotFoundError as err:
        raise InputError("no such file", advice="check the path", place=label) from err
    except (OSError, ValueError) as err:
        raise InputError(
            f"the file cannot be read ({getattr(err, 'strerror', None) or err})", place=label
        ) from err
    return _decode(data, label), label


def _whole(stream: IO[bytes], label: str) -> bytes:
    """All bytes of a stream, unpacked if they are packed, read piece by piece."""
    start = stream.read(PIECE)
    kind = next((kind for sign, kind in _PACKED.items() if start.startswith(sign)), None)
    if kind is None:
        return _gather(_pieces(start, stream), label)
    from visviva.orbit.gp.packed import DAMAGES, unpacked

    try:
        with unpacked(kind, _Joined(start, stream), label, MAX_BYTES) as packed:
            return _gather(_pieces(b"", packed), label)
    except DAMAGES as err:
        raise InputError(
            f"the {kind} file is damaged ({err})", advice="download it again", place=label or None
        ) from err


def beginning_of(stream: IO[bytes]) -> str:
    """How a stream begins, unpacked; nothing where that cannot be told."""
    start = stream.read(_FIRST)
    kind = next((kind for sign, kind in _PACKED.items() if start.startswith(sign)), None)
    if kind is not None:
        from visviva.orbit.gp.packed import DAMAGES, unpacked

        try:
            with unpacked(kind, _Joined(start, stream), "", MAX_BYTES) as packed:
                start = packed.read(_SAMPLE)
        except (*DAMAGES, InputError):
            return ""
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = start[:_SAMPLE].decode("utf-16" if wide else "utf-8-sig", "replace")
    return text.removeprefix("\ufeff")


class _Joined:
    """Bytes that were read already, and the stream they came from, as one to read on."""

    def __init__(self, start: bytes, stream: IO[bytes]) -> None:
        self.start, self.stream = BytesIO(start), stream

    def read(self, size: int = -1) -> bytes:
        data = self.start.read(size)
        return data if data and size >= 0 else data + self.stream.read(size)


def _pieces(start: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    while piece := stream.read(PIECE):
        yield piece


def _gather(pieces: Iterator[bytes], label: str) -> bytes:
    """The pieces as one, unless they are no text or too long.

    Each piece is looked at as it comes: a file of zeros is not read to its end.
    """
    kept: list[bytes] = []
    size, wide = 0, False
    for piece in pieces:
        if not kept:
            wide = piece[:2] in (b"\xff\xfe", b"\xfe\xff")
        if not wide and b"\x00" in piece:
            raise _binary(label)
        size += len(piece)
        if size > MAX_BYTES:
            raise InputError(
                "more than 2 GiB of text", advice="split the file", place=label or None
            )
        kept.append(piece)
    return b"".join(kept) if len(kept) != 1 else kept[0]


def _decode(data: bytes, label: str) -> str:
    """Text of UTF-8 (with or without its mark), UTF-16 with a mark, or Latin-1."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\x00" in text or _control_share(text[:_SAMPLE]) > 0.05:
        raise _binary(label)
    return _plain(text.rstrip("\x1a"))  # how DOS ended its files


def _plain(text: str) -> str:
    """Newlines and blanks of one kind; marks of byte order, where files were joined, taken out."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    if not text.isascii():
        text = text.replace("\n\ufeff", "\n")
        if any(blank in text for blank in _BLANKS):
            text = re.sub(f"[{_BLANKS}]", " ", text)
        text = text.replace("\u2212", "-")  # a minus of typesetting
        text = _TLE_LINE.sub(lambda line: line[0].translate(_TYPESET), text)
    return text


def _binary(label: str) -> ElementSetError:
    return ElementSetError(
        "this is a binary file, not element sets", advice=FORMS, place=label or None
    )


def _control_share(text: str) -> float:
    return sum(ord(c) < 32 and c not in "\t\n\r\f\x1a" for c in text) / max(1, len(text))
