"""A payload map: the optimal ascent over altitude and inclination.

Each point started from its neighbour.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np

from visviva.core.uncertain import Interval
from visviva.errors import VisvivaError
from visviva.launch.mission import Mission
from visviva.launch.optimal.ascent import optimise
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import AscentConstraints
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.vehicle import Vehicle

#: The interval about an optimum's payload; workers are sent it, so it must be picklable.
Spread = Callable[[Vehicle, Optimum], Interval]


@dataclass(frozen=True, slots=True)
class Way:
    """How the plane of one row is flown to: constraints, southward or not, turned or not."""

    constraints: AscentConstraints | None = None
    southward: bool = False
    turn: bool = False


#: Orbits from which on compiled code pays, were it to be compiled anew (half a minute; a flight
#: takes 0.1 s without).
MANY = 250


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One orbit of a map: `payload` in kg, or None with the reason in `problem`.

    `interval` holds 90 % of what it may be, where the spread of losses and figures was given.
    """

    perigee: float
    apogee: float
    inclination: float
    payload: float | None
    iterations: int
    problem: str = ""
    interval: Interval | None = None


def payload_row(
    vehicle: Vehicle,
    latitude: float,
    inclination: float,
    orbits: Sequence[tuple[float, float]],
    *,
    unmodelled: float,
    constraints: AscentConstraints | None = None,
    southward: bool = False,
    turn: bool = False,
    start: Optimum | None = None,
    fast: bool = False,
    spread: Spread | None = None,
) -> tuple[list[MapPoint], Optimum | None]:
    """Payloads to `orbits` (perigee, apogee; m) at one inclination (rad), each verified.

    Parameters
    ----------
    unmodelled : float
        Unmodelled delta-v, m/s.
    start : Optimum, optional
        A neighbour to start from.
    fast : bool
        Fly again by compiled code.
    spread : (UnmodelledDeltaV, mapping of str to Uncertain), optional
        What an interval about each payload follows from.

    Returns
    -------
    list of MapPoint, and the row's first optimum (a start for the next row)
    """
    out: list[MapPoint] = []
    near, first = start, None
    for perigee, apogee in orbits:
        mission = Mission(latitude, perigee, apogee, inclination, southward, turn)
        best, problem = _fly(mission, vehicle, constraints, unmodelled, near, fast)
        if best is None:
            out.append(MapPoint(perigee, apogee, inclination, None, 0, problem))
            continue
        near, first = best, first or best
        interval = None if spread is None else spread(vehicle, best)
        out.append(
            MapPoint(
                perigee,
                apogee,
                inclination,
                best.payload,
                best.solution.iterations,
                interval=interval,
            )
        )
    return out, first or start


def _fly(
    mission: Mission,
    vehicle: Vehicle,
    constraints: AscentConstraints | None,
    unmodelled: float,
    near: Optimum | None,
    fast: bool,
) -> tuple[Optimum | None, str]:
    """A verified optimum, from the neighbour or else from nothing; or what went wrong."""
    problem = ""
    for start in (near, None) if near is not None else (None,):
        try:
            best = optimise(
                mission, vehicle, constraints=constraints, unmodelled=unmodelled, start=start
            )
            verify_by_integration(best, fast=fast)
        except VisvivaError as err:
            problem = err.message
            if "missing_m_s" in err.fields:
                break
        else:
            return best, ""
    return None, problem


def _rows(
    vehicle: Vehicle,
    latitude: float,
    rows: Sequence[tuple[float, Way]],
    orbits: Sequence[tuple[float, float]],
    options: dict[str, object],
) -> list[list[MapPoint]]:
    """Consecutive rows in one process."""
    return list(_row_by_row(vehicle, latitude, rows, orbits, options))


def _row_by_row(
    vehicle: Vehicle,
    latitude: float,
    rows: Sequence[tuple[float, Way]],
    orbits: Sequence[tuple[float, float]],
    options: dict[str, object],
) -> Iterator[list[MapPoint]]:
    start: Optimum | None = None
    before: Way | None = None
    for inclination, way in rows:
        # A neighbour's program holds its own headings: it starts no other way.
        near = start if way == before else None
        row, start = payload_row(
            vehicle,
            latitude,
            inclination,
            orbits,
            start=near,
            constraints=way.constraints,
            southward=way.southward,
            turn=way.turn,
            **options,  # type: ignore[arg-type]
        )
        before = way
        yield row


def payload_map(
    vehicle: Vehicle,
    latitude: float,
    inclinations: Sequence[float],
    orbits: Sequence[tuple[float, float]],
    *,
    unmodelled: float,
    ways: Sequence[Way] = (),
    executor: Executor | None = None,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
    spread: Spread | None = None,
) -> list[list[MapPoint]]:
    """Payload over inclination (rows) and orbit (columns).

    Parameters
    ----------
    vehicle : Vehicle
    latitude : float
        Of the pad, rad.
    inclinations : sequence of float
        rad.
    orbits : sequence of (float, float)
        Perigee and apogee, m.
    unmodelled : float
        Unmodelled delta-v, m/s.
    ways : sequence of Way
        One for each inclination; none: straight and northward.
    executor : concurrent.futures.Executor, optional
        Where blocks of rows run; None: here, one after the other.
    workers : int
        Blocks to cut the rows into (a few per worker keeps progress lively).
    progress : callable, optional
        Told the number of points done so far.
    spread : callable, optional
        Gives the interval about an optimum's payload; None: none is given.

    Returns
    -------
    list of list of MapPoint
        ``[inclination][orbit]``; a point that did not converge or did not re-fly has ``payload``
        None.
    """
    fast = len(inclinations) * len(orbits) >= MANY
    options: dict[str, object] = {
        "unmodelled": unmodelled,
        "fast": fast,
        "spread": spread,
    }
    tell = progress or (lambda done: None)
    flown = list(zip(inclinations, ways or [Way()] * len(inclinations), strict=True))
    if executor is None:
        out: list[list[MapPoint]] = []
        for row in _row_by_row(vehicle, latitude, flown, orbits, options):
            out.append(row)
            tell(len(out) * len(orbits))
        return out
    blocks = [
        [flown[k] for k in part]
        for part in np.array_split(np.arange(len(flown)), min(workers, len(flown)))
    ]
    jobs: list[Future[list[list[MapPoint]]]] = [
        executor.submit(_rows, vehicle, latitude, block, orbits, options) for block in blocks
    ]
    done, rows = 0, []
    for job, block in zip(jobs, blocks, strict=True):
        rows += job.result()
        done += len(block) * len(orbits)
        tell(done)
    return rows
