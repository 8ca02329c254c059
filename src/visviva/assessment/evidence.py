"""What an answer stands on: the study's text, the facts it names, its element sets by hash.

Limits: these are the facts that a study names. Tables that belong to the program (flown launches,
gravity, land) come with its version, which the evidence names too; element sets of a file of one's
own are told by hash and not copied, for their owner may forbid it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from visviva.assessment.protocol import Effort
from visviva.assessment.registry import Registry
from visviva.assessment.study_values import LoadedStudy
from visviva.data.catalogue import Catalogue, read_kind
from visviva.data.schema.common import Fact
from visviva.data.schema.craft import ElementSetFact, SatelliteFact, StationFact
from visviva.errors import InputError, VisvivaError
from visviva.orbit.gp import read_elements

#: A text of a study that is longer is no name of a file, characters.
LONGEST_PATH = 255


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact as its file has it; `own` is the name of a file of one's own."""

    kind: str
    slug: str
    text: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class UsedSet:
    """An element set: whose, of when, the SHA-256 of its two lines, and where it was read."""

    satellite: str
    epoch_utc: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that a study names and that is told by its hash and not copied."""

    name: str
    sha256: str
    element_sets: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a study was answered from, beside the program itself.

    Attributes
    ----------
    study : str
        Its text, with files of one's own named without their folder, as they lie beside it.
    settings : tuple of str
        Likewise.
    facts : tuple of UsedFact
    element_sets : tuple of UsedSet
        Those that the facts hold.
    files : tuple of UsedFile
    renamed : dict
        What was written in the study by what is written now.
    """

    study: str
    settings: tuple[str, ...]
    facts: tuple[UsedFact, ...]
    element_sets: tuple[UsedSet, ...]
    files: tuple[UsedFile, ...]
    renamed: dict[str, str]

    def portable(self, text: str) -> str:
        """A text with the files of one's own named without their folder."""
        for named in sorted(self.renamed, key=len, reverse=True):
            text = text.replace(named, self.renamed[named])
        return text


@dataclass(frozen=True)
class _Listening(Catalogue):
    """A catalogue that notes what it is asked for."""

    asked: dict[tuple[str, str], tuple[Fact, Path | None]] = field(
        default_factory=dict, compare=False
    )

    def get(self, kind: Any, name: Any) -> Any:
        """The fact, noted with the file of one's own that it is from."""
        fact = Catalogue(self.folder).get(kind, name)
        self.asked[kind, fact.slug] = (fact, own_path(name))
        return fact


def evidence_of(loaded: LoadedStudy[Any], catalogue: Catalogue | None = None) -> Evidence:
    """What a study is answered from.

    Parameters
    ----------
    loaded : LoadedStudy
    catalogue : Catalogue, optional
        Facts; those that ship with the program by default.

    Raises
    ------
    StudyError, FactError, UnknownNameError
        As when the study is answered.
    InputError
        If two files of one's own have one name.

    Examples
    --------
    >>> from visviva.assessment.study import load_study
    >>> [fact.slug for fact in evidence_of(load_study("malligyong-alive")).facts]
    ['malligyong-1']
    """
    listening = _Listening((catalogue or Catalogue.bundled()).folder)
    kind = Registry(loaded.packages).kind(loaded.kind)
    kind.resolve(loaded, listening, Effort(quick=True))
    facts, sets = [], []
    for (name, slug), (fact, own) in sorted(listening.asked.items()):
        path = own or next(e.path for e in listening.entries(read_kind(name)) if e.slug == slug)
        facts.append(
            UsedFact(name, slug, path.read_text(encoding="utf-8"), own.name if own else "")
        )
        if isinstance(fact, SatelliteFact | StationFact):
            sets += [_used(slug, row) for row in fact.element_sets]
    files = dict(_files(loaded))
    paths = {*files.values(), *(own for _, own in listening.asked.values() if own)}
    _refuse_twins(paths)
    named = [text for text in _texts(loaded.study.model_dump()) if text in files or own_path(text)]
    evidence = Evidence(
        loaded.text,
        loaded.settings,
        tuple(facts),
        tuple(sets),
        tuple(_told(path) for path in sorted(files.values())),
        {text: Path(text).name for text in (*map(str, paths), *named) if text != Path(text).name},
    )
    return replace(
        evidence,
        study=evidence.portable(loaded.text),
        settings=tuple(map(evidence.portable, loaded.settings)),
    )


def sha256(data: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def own_path(name: str | Path) -> Path | None:
    """The path that a name of a fact is; None where it is a slug."""
    is_path = isinstance(name, Path) or name.casefold().endswith(".toml")
    return Path(name) if is_path else None


def _used(slug: str, row: ElementSetFact) -> UsedSet:
    lines = f"{row.line1}\n{row.line2}\n".encode()
    return UsedSet(slug, f"{row.epoch_utc:%Y-%m-%dT%H:%M:%SZ}", sha256(lines), row.source)


def _refuse_twins(paths: set[Path]) -> None:
    """Refuse two files of one name: they lie in one folder there."""
    seen: dict[str, Path] = {}
    for path in sorted({path.resolve() for path in paths}):
        if path.name in seen:
            raise InputError(
                f"the study names two files called {path.name}", advice="rename one of them"
            )
        seen[path.name] = path


def _files(loaded: LoadedStudy[Any]) -> Iterator[tuple[str, Path]]:
    """Files that the study names and that are no facts, such as element sets."""
    for text in sorted(set(_texts(loaded.study.model_dump()))):
        if "." not in text or "\n" in text or len(text) > LONGEST_PATH or own_path(text):
            continue
        for path in ((loaded.folder or Path()) / text, Path(text)):
            if path.is_file():
                yield text, path
                break


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _told(path: Path) -> UsedFile:
    try:
        count = len(read_elements(path).elements)
    except VisvivaError:
        count = 0
    return UsedFile(path.name, sha256(path.read_bytes()), count)
