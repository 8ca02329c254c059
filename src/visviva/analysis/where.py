"""Where a satellite is: the table of positions, look angles and light over a window.

Limits: those of SGP4 and of `visviva.observe.sky`; each row is from the element set whose epoch is
nearest, and a set gives no row past its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Final, Literal

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.analysis.reasons import why
from visviva.analysis.where_words import SAY
from visviva.core.arrays import Array, IntArray
from visviva.core.frames import teme_to_itrf
from visviva.core.local_time import offset_words
from visviva.core.message import LANGUAGES
from visviva.core.numerals import span_text
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION, WEATHER
from visviva.core.time import DAY_S, Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError, PropagationError
from visviva.observe.passes.timing_error import SURE, history_scale, sets_sigma
from visviva.observe.sky import SkyView, sky_view
from visviva.orbit.gp import ElementSet, ReadResult, as_columns, propagate_teme
from visviva.orbit.gp.choose import sets_of_one
from visviva.orbit.gp.states import valid_interval

Frame = Literal["GCRF", "ITRF", "TEME"]
FRAMES: Final = ("GCRF", "ITRF", "TEME")
#: Rows of one answer: more fill the memory.
MOST_ROWS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class WhereRequest:
    """An object, a window, and if wanted a place to look from.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    start : Epoch
        The first row is exactly here.
    duration : float
        Length of the window, s.
    step : float
        Between rows, s.
    place : Place, optional
    wanted : str, optional
        Which object, where the source holds several.
    frame : {"GCRF", "ITRF", "TEME"}, optional
        Add positions and velocities in this frame to the rows.
    standard_magnitude : float, optional
        Magnitude at 1,000 km, half lit.
    strict : bool
        Stop at the first bad element set.
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    start: Epoch
    duration: float = DAY_S
    step: float = 60.0
    place: Place | None = None
    wanted: str | None = None
    frame: Frame | None = None
    standard_magnitude: float | None = None
    strict: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class WhereResult(Result):
    """The table.

    Attributes
    ----------
    request : WhereRequest
    read : ReadResult
    sets : tuple of ElementSet
        Those used, in order of epoch.
    which : ndarray of int, shape (n,)
        The set of each row.
    trajectory : Trajectory
        States in TEME, n of them.
    view : SkyView
    ended : Epoch or None
        Where the elements end within the window.
    scale : float
        What the object's history says of its timing error, a factor.
    """

    SCHEMA: ClassVar[str] = "visviva.observe.where/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION, WEATHER)
    ROWS: ClassVar[str] = "rows"

    request: WhereRequest
    read: ReadResult
    sets: tuple[ElementSet, ...]
    which: IntArray
    trajectory: Trajectory
    view: SkyView
    ended: Epoch | None
    scale: float = 1.0

    @property
    def label(self) -> str:
        """Name of the object."""
        return self.sets[-1].label

    @property
    def catalog_number(self) -> int | None:
        """Its catalogue number, if it is known."""
        return self.sets[-1].catalog_number

    @property
    def object_id(self) -> str:
        """Its international designator, or empty."""
        return self.sets[-1].object_id

    @property
    def runs(self) -> list[slice]:
        """Rows that belong to one path: it steps where another set takes over."""
        edges = np.concatenate([[0], np.flatnonzero(np.diff(self.which)) + 1, [len(self.which)]])
        return [slice(int(a), int(b)) for a, b in pairwise(edges)]

    def in_frame(self, frame: Frame) -> Trajectory:
        """The states in another frame."""
        return self.trajectory.to_frame(frame)

    def columns(self) -> dict[str, Any]:
        """The table as columns: plain numbers, degrees and kilometres, times as text."""
        seen, place = self.view, self.request.place
        n = len(self.trajectory)
        none: list[None] = [None] * n
        degrees = {
            "lat_deg": seen.latitude,
            "lon_deg": np.mod(seen.longitude + np.pi, 2.0 * np.pi) - np.pi,
        }
        out: dict[str, Any] = {"utc": self.trajectory.epochs.iso().tolist()}
        out |= {name: np.round(np.degrees(x), 6).tolist() for name, x in degrees.items()}
        out["altitude_km"] = _km(seen.altitude)
        if place is None or seen.azimuth is None or seen.elevation is None:
            out |= dict.fromkeys(
                ("azimuth_deg", "elevation_deg", "range_km", "range_rate_km_s"), none
            )
        else:
            out["azimuth_deg"] = np.round(np.degrees(seen.azimuth), 5).tolist()
            out["elevation_deg"] = np.round(np.degrees(seen.elevation), 5).tolist()
            out["range_km"] = _km(seen.distance)
            out["range_rate_km_s"] = _km(seen.range_rate)
        out["sunlit"] = seen.sunlit.tolist()
        out["sun_elevation_deg"] = np.round(np.degrees(seen.sun_elevation), 5).tolist()
        out["sun_azimuth_deg"] = np.round(np.degrees(seen.sun_azimuth), 5).tolist()
        out["magnitude"] = self._magnitudes() or none
        out |= self._ages()
        return out | self._states()

    def _ages(self) -> dict[str, Any]:
        age, sigma = self._age_and_sigma()
        return {
            "age_days": np.round(age, 4).tolist(),
            "sigma_s": [float(f"{s:.3g}") for s in sigma],
        }

    def _states(self) -> dict[str, Any]:
        """Positions and velocities, where a frame was asked for."""
        if self.request.frame is None:
            return {}
        path = self.in_frame(self.request.frame)
        out = {f"{x}_km": _km(path.r[:, k]) for k, x in enumerate("xyz")}
        return out | {f"v{x}_km_s": (path.v[:, k] / 1e3).tolist() for k, x in enumerate("xyz")}

    def _magnitudes(self) -> list[float | None] | None:
        standard = self.request.standard_magnitude
        found = None if standard is None else self.view.magnitude(standard)
        if found is None:
            return None
        return [round(float(m), 2) if np.isfinite(m) else None for m in found]

    def _age_and_sigma(self) -> tuple[Array, Array]:
        c = as_columns(self.sets)
        epochs = np.asarray(c.epoch - self.trajectory.epoch0)
        age: Array = (self.trajectory.t - epochs[self.which]) / DAY_S
        return age, sets_sigma(self.sets, age, self.which) * self.scale

    def rows(self) -> list[dict[str, Any]]:
        """One row a moment."""
        columns = self.columns()
        return [
            dict(zip(columns, values, strict=True))
            for values in zip(*columns.values(), strict=True)
        ]

    def head(self) -> Mapping[str, Any]:
        """Object, window, place, what must be said."""
        request = self.request
        place = request.place
        return {
            "object": self.label,
            "catalog_number": self.catalog_number,
            "object_id": self.object_id,
            "source": request.name or self.read.source,
            "start_utc": request.start.iso(),
            "end_utc": (request.start + request.duration).iso(),
            "step_s": request.step,
            "frame": request.frame,
            "site": None
            if place is None
            else {
                "name": place.label,
                "lat_deg": round(place.latitude_deg, 9),
                "lon_deg": round(place.longitude_deg, 9),
                "alt_m": place.altitude,
                "local_time": offset_words(
                    request.start, request.start + request.duration, place.zone
                ),
            },
            "sets": [e.epoch_utc + "Z" for e in self.sets],
            "rejected": [{"line": bad.line, "reason": bad.reason} for bad in self.read.rejected],
            "warnings": list(self.warnings),
        }

    @property
    def warnings(self) -> tuple[str, ...]:
        """What makes the answer less sure."""
        lines = []
        if self.read.rejected:
            bad, good = (len(self.read.rejected), 0), (len(self.read.elements), 0)
            lines.append(SAY("refused", bad=bad, good=good))
        if len(self.sets) > 1:
            lines.append(SAY("several", count=(len(self.sets), 0)))
        if self.ended is not None:
            lines.append(SAY("ended", utc=self.ended.iso(0)))
        age, sigma = self._age_and_sigma()
        worst = int(np.argmax(sigma))
        if sigma[worst] > 10.0:
            span = {lang: span_text(SURE * float(sigma[worst]), lang) for lang in LANGUAGES}
            lines.append(SAY("far", age=(abs(float(age[worst])), 0), span=span))
        return tuple(lines)


def where(request: WhereRequest) -> WhereResult:
    """Positions, look angles and light of one object over a window.

    Raises
    ------
    InputError
        If window or step make no sense, or the source holds several objects and none is chosen.
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If the object asked for is not there.
    PropagationError
        If the elements have ended before the window begins.

    Examples
    --------
    >>> iss = ElementSet(25544, "2019-12-09T16:38:29.4", 15.50103472, 0.0007417, 51.6439, 211.2001,
    ...     17.6667, 85.6398, bstar=3.8792e-5)
    >>> found = where(WhereRequest([iss], Epoch.parse("2019-12-10T00:00:00Z"), 120.0))
    >>> [row["utc"][11:19] for row in found.rows()]
    ['00:00:00', '00:01:00', '00:02:00']
    """
    t = times_of(request)
    read = load(request.source, strict=request.strict, name=request.name)
    sets = sets_of_one(read.elements, request.wanted, strict=request.strict, source=read.source)
    epochs = np.asarray(as_columns(sets).epoch - request.start)
    which = np.argmin(np.abs(t[:, None] - epochs[None, :]), axis=1) if len(sets) > 1 else None
    picked = np.zeros(t.size, dtype=int) if which is None else which
    r, v = np.empty((t.size, 3)), np.empty((t.size, 3))
    good = np.zeros(t.size, dtype=bool)
    ended = None
    for k in np.unique(picked):
        mine = np.flatnonzero(picked == k)
        alive, end = _alive(sets[k], request.start, t[mine])
        mine = mine[alive]
        good[mine] = True
        ended = end if end is not None else ended
        if mine.size:
            r[mine], v[mine] = propagate_teme(sets[k], request.start + t[mine])
    if not good.any():
        raise PropagationError(
            why("ended", label=sets[-1].label)
            if ended is None
            else why("ended-at", label=sets[-1].label, when=str(ended.iso(0))),
            advice="ask for a time nearer to their epoch",
            place=sets[-1].place or None,
        )
    used = np.unique(picked[good])
    place_of = np.searchsorted(used, picked[good])
    path = Trajectory(request.start, t[good], r[good], v[good], "TEME")
    moments = request.start + t[good]
    r_itrf, v_itrf = teme_to_itrf(moments, r[good], v[good])
    seen = sky_view(moments, r_itrf, v_itrf, request.place)
    return WhereResult(
        request,
        read,
        tuple(sets[k] for k in used),
        place_of,
        path,
        seen,
        ended,
        history_scale(sets),
    )


def times_of(request: WhereRequest) -> Array:
    """Seconds from the start of every row."""
    if not (np.isfinite(request.duration) and request.duration > 0.0):
        raise InputError(f"--days is {request.duration / DAY_S:g}", advice="give more than zero")
    if not (np.isfinite(request.step) and request.step > 0.0):
        raise InputError(f"--step-s is {request.step:g}", advice="give more than zero seconds")
    count = int(np.floor(request.duration / request.step + 1e-9)) + 1
    if count > MOST_ROWS:
        raise InputError(
            f"{count} rows", advice=f"give a longer step or a shorter window, {MOST_ROWS} at most"
        )
    return np.arange(count, dtype=np.float64) * request.step


def _alive(e: ElementSet, start: Epoch, t: Array) -> tuple[Any, Epoch | None]:
    """Which of the times lie in the span of a set, and where it ends if it does among them."""
    first, last = valid_interval(e, start + float(t[0]), start + float(t[-1]))
    low = -np.inf if first is None else float(first - start)
    high = np.inf if last is None else float(last - start)
    return (t >= low) & (t <= high), last if high < t[-1] else None


def _km(metres: Array | None) -> list[float]:
    out: list[float] = np.round(np.asarray(metres) / 1e3, 6).tolist()
    return out
