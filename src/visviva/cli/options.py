"""Options that commands share, under one name everywhere, and what they mean.

`--elements` (or the first argument) for element sets, `--object` for one of them, `--start` and
`--days` for a window: the functions here turn their texts into values, so that every command takes
the same forms and refuses the same ones.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from visviva.errors import InputError

if TYPE_CHECKING:
    from visviva.core.time import Epoch

_FORMS: Final = "OMM (JSON, CSV, XML, KVN), TLE or 3LE, plain or packed"
ElementsArgument = Annotated[
    Path | None, typer.Argument(metavar="FILE", help=f"Element sets: {_FORMS}; - for stdin.")
]
ElementsOption = Annotated[
    Path | None,
    typer.Option("--elements", metavar="FILE", help="The same as the first argument."),
]
ObjectOption = Annotated[
    str | None,
    typer.Option(
        "--object",
        metavar="NUMBER|NAME",
        help="Which object: catalogue number, Alpha-5 or name.",
    ),
]
ObjectsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--object",
        metavar="NUMBER|NAME",
        help="Only this object (number, Alpha-5 or name); may be repeated.",
    ),
]
SiteOption = Annotated[
    str | None,
    typer.Option("--site", metavar="NAME|LAT,LON[,ALT_M]", help="A place: name or degrees."),
]
SitesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--site",
        metavar="NAME|LAT,LON[,ALT_M]",
        help="A place: name of a site, or degrees; may be repeated.",
    ),
]
AreaOption = Annotated[
    list[Path] | None,
    typer.Option("--area", metavar="FILE", help="A GeoJSON file of polygons; may be repeated."),
]
StartOption = Annotated[
    str,
    typer.Option(
        "--start",
        metavar="TIME",
        help="ISO time with its offset, a date (00:00 UTC), now, or now+6h.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME", help="Nothing known later is used; a time as for --start."
    ),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Threads; default all cores.")
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:8786."),
]
CheckpointOption = Annotated[
    Path | None,
    typer.Option("--checkpoint", metavar="FOLDER", help="A run that was stopped goes on from it."),
]
StrictSetsFlag = Annotated[
    bool, typer.Option("--strict", help="Stop at the first bad element set.")
]

#: Suffixes of pictures that `--export` takes where it draws one.
PICTURES: Final = (".png", ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class Source:
    """Where element sets come from.

    Attributes
    ----------
    content : Path, bytes or tuple of ElementSet
        A file, what was piped in, or what the store has.
    name : str
        How messages call it.
    """

    content: Path | bytes | tuple[Any, ...]
    name: str


def elements_source(
    argument: Path | None, option: Path | None, wanted: str | list[str] | None = None
) -> Source:
    """The one source of element sets, given as the first argument or by ``--elements``.

    Where neither is given, the objects of ``--object`` are taken from the store; so is an object in
    the place of the file: a catalogue number, or a name that the store knows and no file has.

    Raises
    ------
    InputError
        If nothing is given, or both are.
    DataMissingError
        If the store has no set of an object.
    """
    if argument is not None and option is not None:
        raise InputError("element sets given twice", advice="give FILE or --elements FILE")
    path = argument if argument is not None else option
    if path is None and wanted:
        return _stored([wanted] if isinstance(wanted, str) else wanted)
    if path is None:
        raise InputError(
            "no element sets",
            advice="give FILE or --elements FILE, or --object NUMBER for what the store has",
        )
    if str(path) == "-":
        return Source(sys.stdin.buffer.read(), "stdin")
    if argument is not None and _is_object(argument):
        return _stored([str(argument)])
    return Source(path, str(path))


def _is_object(argument: Path) -> bool:
    """Whether a first argument names an object: no file, and a number or a name of the store."""
    text = str(argument)
    if argument.exists() or len(argument.parts) != 1 or argument.suffix:
        return False
    from visviva.analysis.data_store import is_object

    return is_object(text)


def _stored(wanted: list[str]) -> Source:
    from visviva.analysis.data_store import stored_elements
    from visviva.cli.output import remark

    found = stored_elements(*wanted)
    for line in (*found.notes, found.said):
        remark(line)
    return Source(found.elements, found.name)


def moment(text: str | None, option: str) -> "tuple[Epoch | None, str]":
    """As `visviva.analysis.moments.moment`, imported when it is needed."""
    from visviva.analysis.moments import moment as understood

    return understood(text, option)


def local_clock(local: str | None) -> str:
    """Day, hour and offset of a local time, for a table beside UTC.

    Examples
    --------
    >>> local_clock("2016-02-07T09:00:00+08:30")
    '07 09:00+08:30'
    """
    return "" if local is None else f"{local[8:10]} {local[11:16]}{local[19:]}"


def areas_of(files: list[Path] | None) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """Areas of the files of ``--area``, and what was understood where they did not say it plainly.

    Raises
    ------
    InputError
        If a file holds no polygon, or one that crosses itself.
    """
    if not files:
        return (), ()
    from visviva.data.areas import read_areas

    found = [read_areas(path) for path in files]
    return (
        tuple(area for areas, _ in found for area in areas),
        tuple(line for _, notes in found for line in notes),
    )


def window_seconds(days: float) -> float:
    """Length of a window in s.

    Raises
    ------
    InputError
        If it is not a number over zero.
    """
    if not 0.0 < days < 1e5:  # also refuses not-a-number
        raise InputError(f"--days is {days:g}", advice="give more than zero days")
    return days * 86400.0


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Refuse two forms on stdout at once.

    Raises
    ------
    InputError
        If both are asked for.
    """
    if as_json and as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
