"""Reading a fact file: TOML to a checked fact, and errors that name the line."""

import difflib
import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from visviva.core.read import parse_toml, read_text
from visviva.data.schema.camera import CameraFact
from visviva.data.schema.common import Defaults, Fact
from visviva.data.schema.craft import SatelliteFact, ShipFact, StationFact
from visviva.data.schema.inherit import hand_down
from visviva.data.schema.site import SiteFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import FactError

#: Kind of fact by its name, and the folder that holds the bundled ones.
MODELS: dict[str, type[Fact]] = {
    "site": SiteFact,
    "vehicle": VehicleFact,
    "ship": ShipFact,
    "station": StationFact,
    "satellite": SatelliteFact,
    "camera": CameraFact,
}

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"^\s*((?:[A-Za-z0-9_\-]+|\"[^\"]*\")(?:\s*\.\s*(?:[A-Za-z0-9_\-]+|\"[^\"]*\"))*)\s*="
)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Table and text of a TOML file.

    Raises
    ------
    FactError
        If it is a directory, empty, not readable, not UTF-8 or not TOML; the line is named where
        there is one.
    """
    place = str(path) if str(path).isprintable() else repr(str(path))
    if path.is_dir():
        raise FactError("this is a directory", advice="name a TOML file", place=place)
    if not place.strip():
        raise FactError("not a path", advice="give a file name", place=repr(place))
    text = read_text(path, error=FactError, advice="check the path")
    if not text.strip():
        raise FactError(
            "the file is empty", advice="`visviva facts NAME` shows what a fact holds", place=place
        )
    return parse_toml(text, place=place, error=FactError), text


def parse_fact(raw: dict[str, Any], text: str, place: str, kind: str | None = None) -> Fact:
    """A checked fact from a TOML table.

    Raises
    ------
    FactError
        For the first thing wrong, with file, line and dotted path.
    """
    said = raw.get("kind", kind)
    if not isinstance(said, str) or said not in MODELS:
        kinds = ", ".join(MODELS)
        what = (
            "the file names no kind of fact"
            if said is None
            else f"no kind of fact is called {_short(said)}"
        )
        raise FactError(
            what,
            advice=f'write kind = "…", one of {kinds}',
            place=f"{place}:{line_of(text, ('kind',))}",
        )
    if kind is not None and said != kind:
        raise FactError(
            f"this is a {said}, a {kind} was asked for", advice=f"name a {kind}", place=place
        )
    table = {name: value for name, value in raw.items() if name != "defaults"}
    try:
        Defaults.model_validate(raw.get("defaults", {}))
    except ValidationError as err:
        raise first_error(err, Defaults, text, place, ("defaults",)) from err
    try:
        return MODELS[said].model_validate(hand_down(table, raw.get("defaults")))
    except ValidationError as err:
        raise first_error(err, MODELS[said], text, place) from err


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    r"""Line (from 1) where a dotted path stands in TOML `text`, or the nearest table above it.

    >>> line_of('a = 1\n[[rows]]\nb = 1\n[[rows]]\nb = 2\n', ("rows", 1, "b"))
    5
    """
    best, best_depth = 1, 0
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _table_path(header, counts)
            here = table
        elif key := _KEY.match(line):
            here = table + _split(key.group(1))
        else:
            continue
        depth = _common(here, path)
        if depth > best_depth and depth == min(len(here), len(path)):
            best, best_depth = number, depth
    return best


def _table_path(
    header: "re.Match[str]", counts: dict[tuple[str | int, ...], int]
) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    names = _split(header.group(2))
    for place, name in enumerate(names):
        path = (*path, name)
        if header.group(1) == "[[" and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('"') for part in re.findall(r'"[^"]*"|[^.]+', dotted))


def _common(a: tuple[str | int, ...], b: tuple[str | int, ...]) -> int:
    depth = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        depth += 1
    return depth


def first_error(
    err: ValidationError, model: type[BaseModel], text: str, place: str, under: tuple[str, ...] = ()
) -> FactError:
    """The first thing wrong as one error that names file, line and dotted path.

    Below the table `under`.
    """
    # An unknown field often comes with a "missing" one (dry_mass_t for dry_mass_kg): what is
    # missing teaches least.
    rank = {"extra_forbidden": 0, "missing": 2, "too_short": 3}
    errors = sorted(err.errors(include_url=False), key=lambda e: rank.get(e["type"], 1))
    first = errors[0]
    path = (*under, *first["loc"])
    dotted = ".".join(str(part) for part in path)
    message, advice = _explain(first, model, tuple(first["loc"]))
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return FactError(
        f"{dotted}: {message}{more}" if dotted else message + more,
        advice=advice,
        place=f"{place}:{line_of(text, path)}",
        path=dotted,
        errors=len(errors),
        problems=[_problem(one, model, text, under) for one in errors],
    )


def _problem(
    error: Any, model: type[BaseModel], text: str, under: tuple[str, ...]
) -> dict[str, Any]:
    """One fault of a schema as a row: line, path, message, advice."""
    path = (*under, *error["loc"])
    message, advice = _explain(error, model, tuple(error["loc"]))
    dotted = ".".join(str(part) for part in path)
    return {"line": line_of(text, path), "path": dotted, "message": message, "advice": advice}


def _explain(error: Any, model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, str]:
    """What was wrong and what to do, for one pydantic error."""
    kind, name = error["type"], str(path[-1]) if path else ""
    if kind == "missing":
        if name in ("source", "as_of", "how_known"):
            return (
                "a figure without " + name,
                "every figure says source, as_of and how_known, itself or by its table",
            )
        return "missing", f"give {name}"
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, _fields_at(model, path[:-1]), 1, 0.5)
        return "unknown field", f"did you mean {near[0]}?" if near else "remove it"
    if kind == "value_error":
        return str(error["ctx"]["error"]), "correct the figure"
    if kind in ("float_type", "int_type"):
        return (
            f"{_short(error['input'])} is not a number",
            "write a plain number; the unit is in the field's name",
        )
    if kind in ("model_type", "model_attributes_type"):
        return (
            f"{_short(error['input'])} is not a table",
            'write { value = …, spread = "2%", source = "…" }',
        )
    if kind in ("date_type", "date_from_datetime_inexact"):
        return f"{_short(error['input'])} is not a date", "write a day such as 2024-01-31"
    if kind in ("timezone_aware", "datetime_type"):
        return (
            f"{_short(error['input'])} is a time without offset",
            "write it with its offset, such as 2024-01-31T00:00:00Z",
        )
    return error["msg"][:1].lower() + error["msg"][1:], "correct it"


def _short(value: Any) -> str:
    """`value` as written, cut where it would make an error longer than a line."""
    shown = repr(value) if isinstance(value, str | dict | list | tuple) else str(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Field names of the model that a path leads to."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part)
        found = _model_in(field.annotation) if field else None
        if found is None:
            return []
        current = found
    return [*current.model_fields]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
