"""The table of positions from element sets or from an ephemeris, whichever the source holds.

Limits: between the states of an ephemeris the path is a polynomial of degree seven through four of
them; past its ends and in its gaps there are no rows.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.analysis.ephemeris import NamedPath, paths_of
from visviva.analysis.reasons import why
from visviva.analysis.where import WhereRequest, WhereResult, times_of, where
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError, PropagationError
from visviva.observe.sky import sky_view
from visviva.orbit.ephemeris_files import is_ephemeris
from visviva.orbit.gp import ReadResult


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class EphemerisWhere(WhereResult):
    """The table of one object of an ephemeris; its states are in ITRF.

    Attributes
    ----------
    path : NamedPath, optional
    """

    path: NamedPath | None = None

    @property
    def label(self) -> str:
        """Name of the object."""
        return "" if self.path is None else self.path.name

    @property
    def catalog_number(self) -> int | None:
        """An ephemeris says none."""
        return None

    @property
    def object_id(self) -> str:
        """Its identifier, or empty."""
        return "" if self.path is None else self.path.object_id

    def _ages(self) -> dict[str, Any]:
        none: list[None] = [None] * len(self.trajectory)
        return {"age_days": none, "sigma_s": none}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What makes the answer less sure."""
        lines = []
        if self.path is not None and self.path.note:
            lines.append(f"{self.path.name}: {self.path.note}")
        if len(self.trajectory) < len(times_of(self.request)) and self.path is not None:
            lines.append(
                f"the ephemeris reaches from {self.path.start.iso(0)} to "
                f"{self.path.end.iso(0)}: no row outside of it, nor in its gaps"
            )
        return tuple(lines)


def where_from(request: WhereRequest) -> WhereResult:
    """Positions, look angles and light of one object over a window.

    Raises
    ------
    InputError
        If window or step make no sense, the file cannot be read, or it holds several objects and
        none is chosen.
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If the object asked for is not there.
    PropagationError
        If the elements, or the ephemeris, do not reach the window.

    Examples
    --------
    >>> from visviva.core.time import Epoch
    >>> text = '''CCSDS_OEM_VERS = 2.0
    ... META_START
    ... OBJECT_NAME = A
    ... OBJECT_ID = 2024-001A
    ... CENTER_NAME = EARTH
    ... REF_FRAME = GCRF
    ... TIME_SYSTEM = UTC
    ... META_STOP
    ... 2024-06-07T00:00:00 7000.0 0.0 0.0 0.0 7.5 0.0
    ... 2024-06-07T00:01:00 6985.0 450.0 0.0 -0.5 7.48 0.0
    ... '''
    >>> found = where_from(WhereRequest(text, Epoch.parse("2024-06-07T00:00:00Z"), 60.0, 30.0))
    >>> found.label, [row["utc"][11:19] for row in found.rows()]
    ('A', ['00:00:00', '00:00:30', '00:01:00'])
    """
    source = request.source
    if not isinstance(source, str | bytes) and not hasattr(source, "read_bytes"):
        return where(request)
    if not is_ephemeris(source):  # type: ignore[arg-type]
        return where(request)
    wanted = () if request.wanted is None else (request.wanted,)
    paths = paths_of(source, wanted, name=request.name)  # type: ignore[arg-type]
    if len(paths) > 1:
        some = ", ".join(path.name for path in paths[:5])
        raise InputError(f"{len(paths)} objects ({some} …)", advice="choose one with --object NAME")
    return _table(request, paths[0])


def _table(request: WhereRequest, path: NamedPath) -> EphemerisWhere:
    t = times_of(request)
    r, v = np.zeros((t.size, 3)), np.zeros((t.size, 3))
    which = np.full(t.size, -1)
    for k, piece in enumerate(path.pieces):
        seconds = t - float(piece.epoch0 - request.start)
        slack = 1e-6  # s: a state's own moment, by another road
        mine = (seconds >= piece.t[0] - slack) & (seconds <= piece.t[-1] + slack) & (which < 0)
        if mine.any():
            r[mine], v[mine] = piece.at(seconds[mine])
            which[mine] = k
    good = which >= 0
    if not good.any():
        raise PropagationError(
            why(
                "ephemeris",
                name=path.name,
                first=str(path.start.iso(0)),
                last=str(path.end.iso(0)),
            ),
            advice="choose another --start",
            place=request.name or None,
        )
    states = Trajectory(request.start, t[good], r[good], v[good], "ITRF")
    seen = sky_view(request.start + t[good], r[good], v[good], request.place)
    read = ReadResult((), (), "ephemeris", request.name or "ephemeris")
    return EphemerisWhere(request, read, (), which[good], states, seen, None, path=path)
