"""A payload map: the optimal ascent over altitude and inclination.

Each point is started from its neighbour within a block of rows; blocks are the same however many
workers fly them, and so is the map, to the last bit.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.sweep import Columns, sweep
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


#: Rows of one block: the first point of each has no neighbour.
BLOCK_ROWS = 3
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


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows of a map, and all that they need: it travels to any worker."""

    vehicle: Vehicle
    latitude: float
    rows: tuple[tuple[float, Way], ...]
    orbits: tuple[tuple[float, float], ...]
    unmodelled: float
    fast: bool
    spread: Spread | None


def fly_block(block: Block) -> dict[str, list[Any]]:
    """Points of a block as columns, row after row; None where there is no answer."""
    start: Optimum | None = None
    before: Way | None = None
    points: list[MapPoint] = []
    for inclination, way in block.rows:
        # A neighbour's program holds its own headings: it starts no other way.
        near = start if way == before else None
        row, start = payload_row(
            block.vehicle,
            block.latitude,
            inclination,
            block.orbits,
            unmodelled=block.unmodelled,
            start=near,
            constraints=way.constraints,
            southward=way.southward,
            turn=way.turn,
            fast=block.fast,
            spread=block.spread,
        )
        before = way
        points += row
    columns: dict[str, list[Any]] = {
        f.name: [getattr(p, f.name) for p in points]
        for f in fields(MapPoint)
        if f.name != "interval"
    }
    columns["low"] = [None if p.interval is None else p.interval.low for p in points]
    columns["high"] = [None if p.interval is None else p.interval.high for p in points]
    return columns


def _points(columns: Columns) -> list[MapPoint]:
    plain = {
        name: values.tolist() if isinstance(values, np.ndarray) else list(values)
        for name, values in columns.items()
    }
    low, high = plain.pop("low"), plain.pop("high")
    made = []
    for k in range(len(low)):
        figures = {name: values[k] for name, values in plain.items()}
        interval = None if low[k] is None else Interval(low[k], high[k])
        made.append(MapPoint(**figures, interval=interval))
    return made


def payload_map(
    vehicle: Vehicle,
    latitude: float,
    inclinations: Sequence[float],
    orbits: Sequence[tuple[float, float]],
    *,
    unmodelled: float,
    ways: Sequence[Way] = (),
    executor: Executor | None = None,
    checkpoint: Path | None = None,
    key: str = "",
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
    checkpoint : Path, optional
        Folder of finished blocks.
    key : str
        Of everything that decides the map; a folder of another is refused.
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
    flown = list(zip(inclinations, ways or [Way()] * len(inclinations), strict=True))
    blocks = [
        Block(
            vehicle,
            latitude,
            tuple(flown[k : k + BLOCK_ROWS]),
            tuple(orbits),
            unmodelled,
            fast,
            spread,
        )
        for k in range(0, len(flown), BLOCK_ROWS)
    ]
    points: list[MapPoint] = []
    for columns in sweep(fly_block, blocks, executor=executor, checkpoint=checkpoint, key=key):
        points += _points(columns)
        if progress is not None:
            progress(len(points))
    width = len(orbits)
    return [points[k : k + width] for k in range(0, len(points), width)]
