"""Reading element sets of any form: the content decides which, not the name of the file."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from visviva.errors import ElementSetError
from visviva.orbit.gp import omm_csv, omm_json, omm_kvn, omm_xml, tle
from visviva.orbit.gp.door import text_of
from visviva.orbit.gp.forms import FORMS, detect_format
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.result import Item, ReadResult, Rejected, Remark, Rest
from visviva.orbit.gp.suspect_sets import with_plane

_READERS: Final = {
    "tle": tle.read,
    "json": omm_json.read,
    "csv": omm_csv.read,
    "xml": omm_xml.read,
    "kvn": omm_kvn.read,
}
#: Reasons that a refusal of a whole file names.
SHOWN: Final = 3


def read_elements(
    source: str | Path | bytes, *, strict: bool = False, name: str = ""
) -> ReadResult:
    """Read every element set of a file, of its bytes or of its text.

    OMM as JSON, CSV, XML or KVN and TLE, 2LE, 3LE are told apart by content, also where a file goes
    on in another form; gzip, bzip2, xz and a zip of one file are unpacked on the way. Nothing is
    dropped without a word: what is no good set is in `rejected`, what was taken with a doubt in
    `remarks` too.

    Parameters
    ----------
    source : str, Path or bytes
        A path; or the content itself, as bytes, or as text of more than one line or one JSON or XML
        text.
    strict : bool
        Stop at the first set that is not good, or read with a doubt.
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
    text, label = text_of(source, name)
    form = detect_format(text, label)
    found = _Found([], [], [])
    with _no_collection():
        found.take(text, label, form, strict)
    elements, rejected, remarks = found.elements, found.rejected, found.remarks
    if strict and remarks and not rejected:
        rejected = [Rejected(r.line, f"{r.reason} (strict)", r.element_set.label) for r in remarks]
    if rejected and (strict or not elements):
        raise _refusal(rejected, label, strict)
    if not elements:
        raise ElementSetError("no element set in it", advice=FORMS, place=label or None)
    return ReadResult(tuple(elements), with_plane(rejected, elements), form, label, tuple(remarks))


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


#: Changes of form in one file after which the rest is not read.
MOST_FORMS: Final = 100


@dataclass(slots=True)
class _Found:
    """What the readers of all parts of a text have given so far."""

    elements: list[ElementSet]
    rejected: list[Rejected]
    remarks: list[Remark]

    def take(self, text: str, label: str, form: str, strict: bool) -> None:
        """Read the parts one after the other; of a strict run until the first fault or doubt."""
        line = 1
        for _ in range(MOST_FORMS):
            rest = self.part(_READERS[form](text, label, line), strict)
            if rest is None:
                return
            text, line = text[rest.offset :], rest.line
            bare = text.lstrip()
            if bare.startswith(","):  # records in a row, their brackets cut off
                line += text[: len(text) - len(bare)].count("\n")
                text = bare[1:]
            try:
                form = detect_format(text, label)
            except ElementSetError as err:
                self.rejected.append(
                    Rejected(line, f"what follows here was not read: {err.message}")
                )
                return
        self.rejected.append(
            Rejected(line, f"more than {MOST_FORMS} changes of form; nothing after it was read")
        )

    def part(self, items: Iterator[Item], strict: bool) -> Rest | None:
        """Read one part; where the text goes on in another form, if it does."""
        keep = self.elements.append
        for item in items:
            if type(item) is ElementSet:
                keep(item)
                continue
            if isinstance(item, Rest):
                return item
            if isinstance(item, Rejected):
                self.rejected.append(item)
            elif isinstance(item, Remark):
                self.remarks.append(item)
            if strict:
                return None
        return None


def _refusal(rejected: list[Rejected], label: str, strict: bool) -> ElementSetError:
    """Of one set that stopped a strict run; else the first three reasons and how many more."""
    first, *others = rejected
    place = f"{label}:{first.line}" if label else f"line {first.line}"
    reasons = first.reason
    if others and not strict:
        reasons += "".join(f"; line {r.line}: {r.reason}" for r in others[: SHOWN - 1])
        more = len(rejected) - SHOWN
        reasons += f" (and {more} more; " if more > 0 else " ("
        reasons += "no good set in the file)"
    return ElementSetError(reasons, place=place, rejected=tuple(rejected))


def iterate(source: str | Path | bytes) -> Iterator[ElementSet]:
    """The good sets of a file, in file order; see `read_elements`."""
    yield from read_elements(source).elements
