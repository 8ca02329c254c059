"""Payload of a launcher over altitude and inclination, each orbit with its interval.

Limits: circular orbits; each plane is flown to by the way that `visviva.analysis.launch_route`
finds, and its intervals are those of `visviva.analysis.payload_spread`.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import degrees, radians
from pathlib import Path
from typing import Any, ClassVar

from visviva import __version__
from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.launch_route import Route
from visviva.analysis.lift import IntervalOf, question
from visviva.analysis.reasons import why
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.sweep_pools import open_pool
from visviva.errors import ConvergenceError, InputError
from visviva.launch.mission import Mission
from visviva.launch.sweep import MapPoint, Way, payload_map
from visviva.launch.unmodelled import UnmodelledDeltaV

#: Most orbits of one map.
MOST_ORBITS = 100_000


@dataclass(frozen=True, slots=True)
class MapRequest:
    """Launcher, pad, heights and inclinations.

    Attributes
    ----------
    vehicle : str
    site : str or Place
    altitudes : tuple of float
        Of circular orbits, m.
    inclinations : tuple of float, optional
        rad; default ten from the lowest without a turn to 98 degrees.
    southward, crewed : bool
    workers : int
        Processes. The map does not depend on how many there are.
    cluster : str, optional
        Address of a Dask scheduler whose workers are used in their place.
    checkpoint : Path, optional
        Folder of finished blocks: a map that was cut short goes on behind them.
    """

    vehicle: str
    site: str | Place
    altitudes: tuple[float, ...]
    inclinations: tuple[float, ...] | None = None
    southward: bool = False
    crewed: bool = False
    workers: int = 1
    cluster: str | None = None
    checkpoint: Path | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MapAnswer(Result):
    """Payloads over inclination (rows of `points`) and altitude (columns)."""

    SCHEMA: ClassVar[str] = "visviva.launch.map/1"

    request: MapRequest
    case: LaunchCase
    inclinations: tuple[float, ...]
    points: tuple[tuple[MapPoint, ...], ...]
    unmodelled: UnmodelledDeltaV
    routes: tuple[Route, ...]

    @property
    def solved(self) -> int:
        """Orbits with an answer."""
        return sum(p.payload is not None for row in self.points for p in row)

    @property
    def total(self) -> int:
        """Orbits asked for."""
        return len(self.request.altitudes) * len(self.inclinations)

    def rows(self) -> list[dict[str, Any]]:
        """One row an orbit; those without an answer say why."""
        return [
            {
                "perigee_km": round(p.perigee / 1e3, 6),
                "apogee_km": round(p.apogee / 1e3, 6),
                "inclination_deg": round(degrees(p.inclination), 6),
                "payload_kg": p.payload,
                "interval_90_kg": None if p.interval is None else [p.interval.low, p.interval.high],
                "converged": p.payload is not None,
                "problem": p.problem or None,
                "corridor": {
                    "kind": way.kind,
                    "heading_deg": [round(heading, 2) for heading in way.heading_deg],
                    "note": way.note,
                },
            }
            for way, row in zip(self.routes, self.points, strict=True)
            for p in row
        ]

    def head(self) -> dict[str, Any]:
        """Launcher, pad, what the losses rest on, share of orbits with an answer."""
        return {
            "vehicle": self.case.vehicle.name,
            "site": self.case.site,
            "unmodelled_delta_v_m_s": self.unmodelled.mean,
            "basis": self.unmodelled.basis,
            "converged_share": self.solved / self.total,
        }

    def check(self) -> None:
        """Refuse a map without a single answer.

        Raises
        ------
        ConvergenceError
            Its `fields` hold every problem.
        """
        if not self.solved:
            problems = sorted({p.problem for row in self.points for p in row})
            raise ConvergenceError(why("no-map", problem=problems[0]), tried=tuple(problems))


def map_payload(request: MapRequest, progress: Callable[[int], None] | None = None) -> MapAnswer:
    """Payload over altitude and inclination.

    Parameters
    ----------
    request : MapRequest
    progress : callable, optional
        Told the number of orbits done so far.

    Raises
    ------
    VisvivaError
        If a name is not known, or an orbit is impossible.
    """
    case = LaunchCase.of(request.vehicle, request.site, crewed=request.crewed)
    latitude = case.place.latitude
    tilts = request.inclinations or _default_inclinations(latitude)
    if not 0 < len(tilts) * len(request.altitudes) <= MOST_ORBITS:
        raise InputError(
            f"a map of {len(tilts) * len(request.altitudes):,} orbits",
            advice=f"give 1 to {MOST_ORBITS:,}",
        )
    for tilt in tilts:
        for height in request.altitudes:
            Mission(latitude, height, height, tilt)
    south = True if request.southward else None
    asked = [
        question(case, TargetOrbit(2e5, 2e5, tilt), southward=south, crewed=request.crewed)
        for tilt in tilts
    ]
    fit = asked[0].known.fit
    options: dict[str, Any] = {
        "unmodelled": fit.mean,
        "ways": [Way(q.flown_constraints, q.route.southward, q.route.turn) for q in asked],
        "progress": progress,
        "spread": IntervalOf(asked[0]),
    }
    orbits = [(h, h) for h in request.altitudes]
    with open_pool(request.workers, request.cluster) as executor:
        rows = payload_map(
            case.vehicle,
            latitude,
            tilts,
            orbits,
            executor=executor,
            checkpoint=request.checkpoint,
            key=_key(case, request, tilts, fit),
            **options,
        )
    points = tuple(tuple(row) for row in rows)
    return MapAnswer(request, case, tuple(tilts), points, fit, tuple(q.route for q in asked))


def _key(
    case: LaunchCase, request: MapRequest, tilts: Sequence[float], fit: UnmodelledDeltaV
) -> str:
    """Of everything that decides the map."""
    decided = (
        __version__,
        case.fact.model_dump_json(),
        case.place.latitude,
        tuple(tilts),
        request.altitudes,
        request.southward,
        request.crewed,
        fit,
    )
    return hashlib.sha256(repr(decided).encode()).hexdigest()[:16]


def _default_inclinations(latitude: float) -> tuple[float, ...]:
    lowest = degrees(Mission(latitude, 2e5, 2e5, radians(90.0)).lowest_inclination)
    low, high, count = round(lowest + 0.2, 2), 98.0, 10
    return tuple(radians(low + k * (high - low) / (count - 1)) for k in range(count))


def default_workers() -> int:
    """Processes that a map takes where none are asked for: two, if the machine has them."""
    return min(2, os.cpu_count() or 1)
