"""What every fact file shares: sections that hand their source down, and paths to their figures."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from visviva.core.uncertain import Uncertain
from visviva.data.schema.figure import Figure, HowKnown, Strict
from visviva.errors import FactError


def path_part(key: str) -> str:
    """A key as it stands in a dotted path: quoted where it holds a dot itself.

    >>> path_part("blok-i"), path_part("URM-1.1")
    ('blok-i', '"URM-1.1"')
    """
    return f'"{key}"' if "." in key else key


#: Name of a row in a dotted path.
Key = Annotated[str, Field(pattern=r'^[^"]+$')]


class Section(Strict):
    """A table whose `source`, `as_of`.

    `how_known` hold for every figure inside that names none of its own.
    """

    source: str | None = Field(default=None, min_length=3)
    as_of: date | None = None
    how_known: HowKnown | None = None
    spread: str | float | None = None
    note: str = ""

    def figures(self, prefix: str = "") -> Iterator[tuple[str, Figure]]:
        """Every figure inside with its dotted path.

        Rows of a list are named by their ``key``, else by number.
        """
        for name in type(self).model_fields:
            yield from _walk(getattr(self, name), f"{prefix}{name}")


def _walk(value: Any, path: str) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Figure):
        yield path, value
    elif isinstance(value, Section):
        yield from value.figures(path + ".")
    elif isinstance(value, tuple):
        for number, row in enumerate(value):
            yield from _walk(row, f"{path}.{path_part(getattr(row, 'key', None) or str(number))}")
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _walk(entry, f"{path}.{name}")


class Defaults(Strict):
    """What a file hands down to every table and figure that says nothing else."""

    source: str | None = Field(default=None, min_length=3)
    as_of: date | None = None
    how_known: HowKnown | None = None
    spread: str | float | None = None


class Sourced(Section):
    """A row that states something by itself, so it must say from where."""

    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class Stated(Sourced):
    """A fact outside physics, told as somebody stated it; it never enters a verdict of physics."""

    text: str = Field(min_length=3)
    said_by: str = Field(min_length=2)
    topic: Literal["politics", "law", "policy", "schedule", "other"] = "other"


class Fact(Section):
    """What every fact carries, whatever its kind.

    ``names``: the name to show, by language (``en`` at least). ``aliases``: other spellings by
    language. ``open``: what is not known, in words. ``status``: only what is active is offered as
    an alternative.
    """

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$")
    names: dict[str, str] = Field(min_length=1)
    aliases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    status: Literal["active", "retired", "planned"] = "active"
    open: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()

    @model_validator(mode="after")
    def _has_an_english_name(self) -> "Fact":
        if "en" not in self.names:
            raise ValueError('names needs at least en = "…"')
        return self

    @property
    def title(self) -> str:
        """English name."""
        return self.names["en"]

    def name_in(self, language: str) -> str:
        """Name in `language`, English where there is none."""
        return self.names.get(language, self.names["en"])

    def figure(self, path: str) -> Figure:
        """The figure at a dotted path such as ``"stages.blok-i.dry_mass_kg"``.

        Numbers may stand for keys.

        Raises
        ------
        FactError
            If there is no figure at `path`.
        """
        node: Any = self
        for part in _parts(path):
            node = _child(node, part)
            if node is None:
                break
        if not isinstance(node, Figure):
            raise FactError(
                f"{self.slug} has no figure at {path!r}", advice=f"see `visviva facts {self.slug}`"
            )
        return node

    def check_range(self, path: str, figure: Figure) -> None:
        """Refuse a figure in place of one of this fact that its field does not allow.

        Raises
        ------
        FactError
            With the range; nothing is said of a path that names no field.
        """
        *before, name = _parts(path)
        node: Any = self
        for part in before:
            node = _child(node, part)
        if not isinstance(node, Section) or name not in type(node).model_fields:
            return
        field = type(node).model_fields[name].rebuild_annotation()
        try:
            TypeAdapter[Any](field).validate_python(figure)
        except ValidationError as err:
            reason = str(err.errors()[0]["msg"]).removeprefix("Value error, ")
            raise FactError(f"{path}: {reason}", advice="correct the figure") from err

    def uncertain(self) -> dict[str, Uncertain]:
        """Every figure as a value with a spread, by dotted path, in the unit of its field."""
        return {path: figure.uncertain() for path, figure in self.figures()}


def _parts(path: str) -> list[str]:
    # Keys of rows may hold dots ("URM-1.1"): they are quoted in a path.
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|([^."]+)', path)]


def _child(node: Any, part: str) -> Any:
    if isinstance(node, tuple):
        for row in node:
            if getattr(row, "key", None) == part:
                return row
        return node[int(part)] if part.isdigit() and int(part) < len(node) else None
    if isinstance(node, dict):
        return node.get(part)
    return (
        getattr(node, part, None)
        if isinstance(node, Section) and part in type(node).model_fields
        else None
    )
