"""The catalogue of facts: sites, vehicles, ships, stations, satellites, by slug.

Alias or path of a user's file.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from visviva.data.catalogue_index import BUNDLED, KINDS, FactKind, heads
from visviva.errors import UnknownNameError

if TYPE_CHECKING:
    from visviva.data.schema.camera import CameraFact
    from visviva.data.schema.common import Fact
    from visviva.data.schema.craft import SatelliteFact, ShipFact, StationFact
    from visviva.data.schema.site import SiteFact
    from visviva.data.schema.vehicle import VehicleFact

__all__ = [
    "BUNDLED",
    "KINDS",
    "Catalogue",
    "Entry",
    "FactKind",
    "fold",
    "nearest",
    "read_fact",
    "read_kind",
]
#: Names that an error lists in full.
MOST_LISTED = 16


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Spelling reduced to what matters.

    Case, accents, blanks, underscores and dashes of any kind do not.

    >>> fold("Baïkonour"), fold("Soyuz 2.1a"), fold("Cape_Canaveral")
    ('baikonour', 'soyuz-2.1a', 'cape-canaveral')
    """
    folded = name
    # folding case can undo a decomposition, and the other way round (Unicode 3.13, D146)
    for _ in range(2):
        folded = unicodedata.normalize("NFKD", folded).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    dashed = "".join(
        "-" if c.isspace() or c == "_" or unicodedata.category(c) == "Pd" else c for c in bare
    )
    return "-".join(part for part in dashed.split("-") if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as the list shows it, read without checking the whole file."""

    kind: FactKind
    slug: str
    path: Path
    names: Mapping[str, str]
    spellings: tuple[str, ...] = field(default=())
    status: str = "active"
    gcat: tuple[str, ...] = ()
    country: str = ""
    sites: tuple[str, ...] = ()
    heaviest_kg: float = 0.0

    @property
    def title(self) -> str:
        """English name."""
        return self.names["en"]

    def name_in(self, language: str) -> str:
        """Name in `language`, English where there is none."""
        return self.names.get(language, self.title)


@dataclass(frozen=True)
class Catalogue:
    """Facts of one folder, each parsed when first asked for.

    Examples
    --------
    >>> Catalogue.bundled().site("Baïkonour").slug
    'baikonur'
    """

    folder: Path = BUNDLED

    @staticmethod
    def bundled() -> "Catalogue":
        """The facts that ship with the program."""
        return _bundled()

    def entries(self, kind: FactKind | None = None) -> tuple[Entry, ...]:
        """Every fact of `kind` (or of all kinds), sorted by kind and slug."""
        return tuple(e for e in _entries(self.folder) if kind in (None, e.kind))

    def names(self, kind: FactKind | None = None, *, active: bool = False) -> tuple[str, ...]:
        """Slugs of `kind`, or of all kinds; only those in use where `active`."""
        return tuple(e.slug for e in self.entries(kind) if not active or e.status == "active")

    def aliases(self, kind: FactKind | None = None) -> dict[str, str]:
        """Slug by every other spelling, as written in the facts.

        Names in other languages included.
        """
        return {s: e.slug for e in self.entries(kind) for s in e.spellings if s != e.slug}

    @overload
    def get(self, kind: Literal["site"], name: str | Path) -> "SiteFact": ...
    @overload
    def get(self, kind: Literal["vehicle"], name: str | Path) -> "VehicleFact": ...
    @overload
    def get(self, kind: Literal["ship"], name: str | Path) -> "ShipFact": ...
    @overload
    def get(self, kind: Literal["station"], name: str | Path) -> "StationFact": ...
    @overload
    def get(self, kind: Literal["satellite"], name: str | Path) -> "SatelliteFact": ...
    @overload
    def get(self, kind: Literal["camera"], name: str | Path) -> "CameraFact": ...
    def get(self, kind: FactKind, name: str | Path) -> "Fact":
        """The fact of `kind` with that slug or alias, or in that TOML file.

        A text that ends in ``.toml`` or names a directory part is a path; anything else is a name.

        Raises
        ------
        UnknownNameError
            If no fact has that name; ``fields["nearest"]`` lists the nearest spellings.
        FactError
            If the file breaks the schema, with its line.
        """
        if _is_path(name):
            return read_fact(Path(name), kind)
        return self._parsed(self._entry(str(name), kind))

    def find(self, name: str | Path) -> "Fact":
        """The fact of any kind with that slug or alias, or in that file; raises as `get` does."""
        if _is_path(name):
            return read_fact(Path(name))
        return self._parsed(self._entry(str(name), None))

    def site(self, name: str | Path) -> "SiteFact":
        """`get` for a launch site."""
        return self.get("site", name)

    def vehicle(self, name: str | Path) -> "VehicleFact":
        """`get` for a launcher."""
        return self.get("vehicle", name)

    def ship(self, name: str | Path) -> "ShipFact":
        """`get` for a crewed ship."""
        return self.get("ship", name)

    def station(self, name: str | Path) -> "StationFact":
        """`get` for a station."""
        return self.get("station", name)

    def satellite(self, name: str | Path) -> "SatelliteFact":
        """`get` for a satellite or a probe."""
        return self.get("satellite", name)

    def camera(self, name: str | Path) -> "CameraFact":
        """`get` for a camera."""
        return self.get("camera", name)

    def facts(self, kind: FactKind | None = None) -> "Iterator[Fact]":
        """Every fact of `kind`, parsed."""
        return (self._parsed(entry) for entry in self.entries(kind))

    def _entry(self, name: str, kind: FactKind | None) -> Entry:
        # a slug is its own spelling: most names are slugs, and need no other spelling to be folded
        for entry in self.entries(kind):
            if name == entry.slug:
                return entry
        for entry in _owners(self.folder).get(fold(name), ()):
            if kind in (None, entry.kind):
                return entry
        raise self._unknown(name, kind, self.entries(kind))

    def _unknown(
        self, name: str, kind: FactKind | None, entries: tuple[Entry, ...]
    ) -> UnknownNameError:
        near = nearest(name, {s: e.slug for e in entries for s in (e.slug, *e.spellings)})
        others = {
            s: f"{e.slug} (a {e.kind})"
            for e in self.entries()
            for s in (e.slug, *e.spellings)
            if e.kind != kind
        }
        elsewhere = nearest(name, others, 1) if kind else ()
        if elsewhere and (not near or fold(name) in map(fold, others)):
            advice = f"did you mean {elsewhere[0]}?"
        elif near:
            advice = f"did you mean {' or '.join(near)}?"
        else:
            listed = ", ".join(e.slug for e in entries[:MOST_LISTED])
            more = f" and {len(entries) - MOST_LISTED} more (`visviva facts`)"
            advice = f"known: {listed}{more if len(entries) > MOST_LISTED else ''}"
        shown = name if len(name) <= 60 else name[:57] + "…"
        return UnknownNameError(
            f"no {kind or 'fact'} is called {shown!r}", advice=advice, nearest=near
        )

    @staticmethod
    def _parsed(entry: Entry) -> "Fact":
        return _parsed_file(entry.path, entry.kind)


def nearest(name: str, spellings: dict[str, str], count: int = 3) -> tuple[str, ...]:
    """Slugs whose spellings come nearest to `name`, best first.

    `spellings` maps each spelling to its slug.

    >>> nearest("vostochni", {"vostochny": "vostochny", "Kourou": "kourou"})
    ('vostochny',)
    """
    folded = {fold(spelling): slug for spelling, slug in spellings.items()}
    wanted = fold(name)
    import difflib  # loaded only where a name is not known

    close = difflib.get_close_matches(wanted, folded, 2 * count, 0.6)
    likeness = [difflib.SequenceMatcher(None, match, wanted).ratio() for match in close]
    kept = [
        match for match, ratio in zip(close, likeness, strict=True) if ratio > likeness[0] - 0.15
    ]
    return tuple(dict.fromkeys(folded[match] for match in kept))[:count]


def read_kind(name: str) -> FactKind:
    """The kind of fact called `name`, singular or plural; raises `UnknownNameError` otherwise.

    >>> read_kind("sites")
    'site'
    """
    wanted = fold(name).removesuffix("s")
    for kind in KINDS:
        if wanted == kind:
            return kind
    raise UnknownNameError(
        f"no kind of fact is called {name!r}",
        advice=f"the kinds are {', '.join(KINDS)}",
        nearest=KINDS,
    )


def read_fact(path: Path, kind: str | None = None) -> "Fact":
    """A user's own fact file, of the same schema as the bundled ones.

    Raises `FactError` naming the line.
    """
    from visviva.data.catalogue_read import parse_fact, read_toml

    raw, text = read_toml(path)
    return parse_fact(raw, text, str(path), kind)


def _is_path(name: str | Path) -> bool:
    return (
        isinstance(name, Path) or name.casefold().endswith(".toml") or "/" in name or "\\" in name
    )


@lru_cache(maxsize=1)
def _bundled() -> Catalogue:
    return Catalogue()


@lru_cache(maxsize=8)
def _entries(folder: Path) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            kind,
            head["slug"],
            path,
            head["names"],
            tuple(head["spellings"]),
            head["status"],
            tuple(head["gcat"]),
            head["country"],
            tuple(head["sites"]),
            head["heaviest_kg"],
        )
        for kind, path, head in heads(folder)
    )


@lru_cache(maxsize=8)
def _owners(folder: Path) -> Mapping[str, tuple[Entry, ...]]:
    """Facts by folded spelling, the one whose own name it is first.

    A launch log may call one fact by another's name: GCAT's "Angara-1.2" is the one with AM.
    """
    owners: dict[str, tuple[Entry, ...]] = {}
    for entry in _entries(folder):
        for spelling in {entry.slug, *map(fold, entry.spellings)}:
            others = owners.get(spelling, ())
            own = spelling == fold(entry.slug)
            owners[spelling] = (entry, *others) if own else (*others, entry)
    return owners


@lru_cache(maxsize=256)
def _parsed_file(path: Path, kind: str) -> "Fact":
    return read_fact(path, kind)
