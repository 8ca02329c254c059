"""Objects of an ephemeris file: their pieces put together, turned into the Earth-fixed frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.ephemeris_files import read_ephemeris
from visviva.orbit.ephemeris_paths import ObjectPath

#: Names shown where one asked for is not there.
_SHOWN = 8


@dataclass(frozen=True, slots=True, eq=False)
class NamedPath:
    """One object.

    Attributes
    ----------
    name, object_id : str
    pieces : tuple of Trajectory
        In ITRF and in order of time; between them the file has a gap.
    note : str
        What was not taken as it stands in the file, or empty.
    """

    name: str
    object_id: str
    pieces: tuple[Trajectory, ...]
    note: str = ""

    @property
    def start(self) -> Epoch:
        """First state."""
        return self.pieces[0].start

    @property
    def end(self) -> Epoch:
        """Last state."""
        return self.pieces[-1].end


def paths_of(
    source: str | Path | bytes, wanted: Sequence[str] = (), *, name: str = ""
) -> tuple[NamedPath, ...]:
    """The objects of an ephemeris about the Earth, those `wanted` by name or identifier, or all.

    Raises
    ------
    InputError
        If the file cannot be read, or its states are not about the Earth.
    UnknownNameError
        If an object asked for is not there.
    """
    found: dict[tuple[str, str], list[ObjectPath]] = {}
    for part in read_ephemeris(source, name=name):
        if part.trajectory.centre != "earth":
            raise InputError(
                "an ephemeris about the Moon",
                advice="`visviva moon coast` takes such states",
                place=name or None,
            )
        if len(part.trajectory) > 1:
            found.setdefault((part.name, part.object_id), []).append(part)
    if wanted:
        asked = {text.casefold() for text in wanted}
        known = {text.casefold() for key in found for text in key}
        for text in wanted:
            if text.casefold() not in known:
                names = [key[0] or key[1] for key in found]
                raise UnknownNameError(
                    f"no object {text!r} in the ephemeris",
                    advice="it holds " + ", ".join(names[:_SHOWN]),
                    place=name or None,
                )
        found = {k: v for k, v in found.items() if asked & {t.casefold() for t in k}}
    if not found:
        raise InputError("an ephemeris of single states", place=name or None)
    return tuple(
        NamedPath(
            key[0] or key[1] or "object",
            key[1],
            tuple(
                p.trajectory.to_frame("ITRF")
                for p in sorted(parts, key=lambda p: float(p.trajectory.start - first_of(parts)))
            ),
            next((p.note for p in parts if p.note), ""),
        )
        for key, parts in found.items()
    )


def first_of(parts: Sequence[ObjectPath]) -> Epoch:
    """Start of the first listed part, to count from."""
    return parts[0].trajectory.start
