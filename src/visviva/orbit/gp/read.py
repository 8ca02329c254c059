"""Reading element sets of any form: the content decides which, not the name of the file."""

import gc
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from visviva.errors import ElementSetError, InputError
from visviva.orbit.gp import omm_csv, omm_json, omm_kvn, omm_xml, tle
from visviva.orbit.gp.doubts import with_plane
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import ReadResult, Rejected

# of the unpacked text: the whole catalogue with a year of history is below it
MAX_BYTES: Final = 1 << 31

_READERS: Final = {
    "tle": tle.read,
    "json": omm_json.read,
    "csv": omm_csv.read,
    "xml": omm_xml.read,
    "kvn": omm_kvn.read,
}
_KVN_LINE = re.compile(
    r"^\s*(CCSDS_OMM_VERS|OBJECT_NAME|COMMENT|CREATION_DATE|ORIGINATOR|EPOCH)\b[^,]*(=|$)", re.M
)
_TLE_PAIR = re.compile(r"^1 .{67}.*\n\s*2 .{67}", re.M)
_TLE_LINE = re.compile(r"^[ \t]*[12] [ 0-9A-HJ-NP-Z][ 0-9]{4}", re.M)


def read_elements(
    source: str | Path | bytes, *, strict: bool = False, name: str = ""
) -> ReadResult:
    """Read every element set of a file, of its bytes or of its text.

    OMM as JSON, CSV, XML or KVN and TLE, 2LE, 3LE are told apart by content; gzip is unpacked on
    the way.

    Parameters
    ----------
    source : str, Path or bytes
        A path; or the content itself, as bytes, or as text of more than one line or one JSON or XML
        text.
    strict : bool
        Stop at the first set that is not good.
    name : str
        What to call the content in messages, where no path is given.

    Returns
    -------
    ReadResult
        The good sets in file order, and the rejected ones with line and reason.

    Raises
    ------
    ElementSetError
        If nothing is a good element set; with `strict`, if any is not. `fields["rejected"]` holds
        them.
    InputError
        If the file cannot be read.

    Examples
    --------
    >>> text = '''ISS
    ... 1 25544U 98067A   25096.03700594  .00015269  00000+0  28194-3 0  9999
    ... 2 25544  51.6369 304.3678 0004922  13.5339 346.5781 15.49280872503978
    ... '''
    >>> read_elements(text).elements[0].epoch_utc
    '2025-04-06T00:53:17.313216'
    >>> read_elements(text.replace("98067A", "98068A"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    visviva.errors.ElementSetError: line 2: line 1 fails its checksum: it says 9, ...
    """
    text, label = _content(source, name)
    form = detect_format(text, label)
    elements: list[ElementSet] = []
    rejected: list[Rejected] = []
    with _no_collection():
        for item in _READERS[form](text, label):
            if isinstance(item, ElementSet):
                elements.append(item)
                continue
            rejected.append(item)
            if strict:
                break
    if rejected and (strict or not elements):
        raise _refusal(rejected, label, strict)
    if not elements:
        raise ElementSetError("no element set in it", advice=_FORMS, place=label or None)
    return ReadResult(tuple(elements), with_plane(rejected, elements), form, label)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the collector the search for cycles among records that have none.

    A third of the reading time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def detect_format(text: str, label: str = "") -> str:
    """``tle``, ``json``, ``csv``, ``xml`` or ``kvn``, from what the text looks like.

    Raises
    ------
    ElementSetError
        If it looks like none of them; a web page and an empty file are called by their name.
    """
    start = text.lstrip()[:4096]
    place = label or None
    if not start:
        raise ElementSetError("the file is empty", advice=_FORMS, place=place)
    if start[0] in "[{<" and _TLE_PAIR.search(start):
        return "tle"  # a name may begin like that
    if start[0] in "[{":
        return "json"
    if start[0] == "<":
        if re.search(r"<!doctype\s+html|<html[\s>]", start, re.I):
            raise ElementSetError(
                "this is a web page, not element sets",
                advice="download the data again",
                place=place,
            )
        return "xml"
    if _KVN_LINE.match(start) and "=" in start:
        return "kvn"
    head = next(
        (line for line in start.splitlines() if line.strip() and not line.lstrip().startswith("#")),
        "",
    )
    columns = {cell.strip().strip('"').upper() for cell in head.split(",")}
    if len(columns) > 1 and columns & {
        "NORAD_CAT_ID",
        "MEAN_MOTION",
        "EPOCH",
        "LINE1",
        "TLE_LINE1",
    }:
        return "csv"
    if _TLE_LINE.search(text):
        return "tle"
    raise ElementSetError(
        f"no element set in it; it begins {head.strip()[:40]!r}", advice=_FORMS, place=place
    )


_FORMS: Final = "give OMM as JSON, CSV, XML or KVN, or TLE lines"


def _refusal(rejected: list[Rejected], label: str, strict: bool) -> ElementSetError:
    first = rejected[0]
    place = f"{label}:{first.line}" if label else f"line {first.line}"
    more = (
        ""
        if strict or len(rejected) == 1
        else f" (and {len(rejected) - 1} more; no good set in the file)"
    )
    return ElementSetError(first.reason + more, place=place, rejected=tuple(rejected))


def _content(source: str | Path | bytes, name: str) -> tuple[str, str]:
    if isinstance(source, bytes):
        return _decode(_unpack(source, name), name), name
    if isinstance(source, str) and (
        "\n" in source or source.lstrip()[:1] in ("{", "[", "<") or not source.strip()
    ):
        return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), name
    path = Path(source)
    label = name or str(path)
    try:
        if path.is_dir():
            raise InputError(
                "this is a directory", advice="give a file of element sets", place=label
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as err:
        raise InputError("no such file", advice="check the path", place=label) from err
    except (OSError, ValueError) as err:
        raise InputError(
            f"the file cannot be read ({getattr(err, 'strerror', None) or err})", place=label
        ) from err
    return _decode(_unpack(data, label), label), label


def _unpack(data: bytes, label: str) -> bytes:
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
                data = stream.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as err:
            raise InputError(
                f"the gzip file is damaged ({err})", advice="download it again", place=label or None
            ) from err
    if len(data) > MAX_BYTES:
        raise InputError("more than 2 GiB of text", advice="split the file", place=label or None)
    return data


def _decode(data: bytes, label: str) -> str:
    """Text of UTF-8 (with or without its mark), UTF-16 with a mark, or Latin-1.

    Lines end in a newline only.
    """
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\x00" in text or _control_share(text[:4096]) > 0.05:
        raise ElementSetError(
            "this is a binary file, not element sets", advice=_FORMS, place=label or None
        )
    text = text.rstrip("\x1a")  # how DOS ended its files
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _control_share(text: str) -> float:
    return sum(ord(c) < 32 and c not in "\t\n\r\f\x1a" for c in text) / max(1, len(text))


def iterate(source: str | Path | bytes) -> Iterator[ElementSet]:
    """The good sets of a file, in file order; see `read_elements`."""
    yield from read_elements(source).elements
