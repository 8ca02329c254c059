r"""How many of many orbits about the Moon last: one size and tilt, node and periselene unknown.

Where the node and the argument of periselene of an orbit are not published, they are drawn evenly
(a Halton sequence from a seed: the first n of a longer sweep are the sweep of n), each geometry is
flown, and the share that is still in orbit is the answer with its uncertainty.

Limits: those of `visviva.moon.orbit`; flights take a fixed step of `STEP` s in pieces of `PIECE`
days, which moves a lifetime of half a year by up to 0.15 days and a lowest height by half a
kilometre, far less than the geometry or the field does: at 60 x 200 km degree 30 in place of 50
moves lifetimes by a seventh and lowest heights by 50 km. The 90 % interval of the share is
Wilson's, of the count alone.
"""

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.time import Epoch
from visviva.core.uncertain import Z95, Interval
from visviva.errors import RangeError
from visviva.moon.elements import lunar_state
from visviva.moon.orbit import LunarForces, propagate_lunar
from visviva.moon.reasons import why

#: Step of the long flights, s: 80 to a revolution of a low orbit. Against steps of 30 s lifetimes
#: of half a year moved by up to 0.15 days and lowest heights by 0.5 km; a flight takes a third.
STEP = 90.0
#: Days of a piece of one flight: what is flown between two looks at an interrupt.
PIECE = 15.0
#: Most geometries of one sweep.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class SweptOrbit:
    """Sizes (m over the mean radius) and tilt (rad) that every geometry shares."""

    epoch: Epoch
    periselene: float
    aposelene: float
    inclination: float
    span: float


@dataclass(frozen=True, slots=True)
class Survival:
    """How one geometry fares.

    Attributes
    ----------
    node, argument : float
        rad.
    seconds : float or None
        From the start to the surface; None where it survived.
    lowest, highest : float
        Lowest and highest periselene, m over the mean radius; a fallen orbit's lowest is 0.
    """

    node: float
    argument: float
    seconds: float | None
    lowest: float
    highest: float


def geometries(count: int, seed: int = 1) -> tuple[Array, Array]:
    """Nodes and arguments of periselene (rad) spread evenly over the square.

    Examples
    --------
    >>> node, argument = geometries(3)
    >>> node.shape, bool(np.all((argument >= 0.0) & (argument < 2.0 * np.pi)))
    ((3,), True)
    """
    if not 1 <= count <= MOST:
        raise RangeError(
            why("geometries", count=(float(count), 0)), advice=f"ask for 1 to {MOST:,}"
        )
    shift = np.random.default_rng(seed).uniform(size=2)
    k = np.arange(1.0, count + 1.0)
    node, argument = (
        2.0 * np.pi * ((_radical_inverse(k, base) + move) % 1.0)
        for base, move in zip((2, 3), shift, strict=True)
    )
    return node, argument


def _radical_inverse(k: Array, base: int) -> Array:
    """Digits of `k` in a base, mirrored at the point: Halton's sequence."""
    out, left, weight = np.zeros(k.shape), k.copy(), 1.0 / base
    while np.any(left):
        out += weight * (left % base)
        left = np.floor(left / base)
        weight /= base
    return out


def share_interval(alive: int, count: int) -> Interval:
    """Wilson's 90 % interval of a share that was counted.

    Examples
    --------
    >>> found = share_interval(5, 5)
    >>> round(found.low, 2), round(found.high, 2)
    (0.65, 1.0)
    """
    share, z2 = alive / count, Z95**2
    middle = (share + z2 / (2.0 * count)) / (1.0 + z2 / count)
    half = Z95 * math.sqrt(share * (1.0 - share) / count + z2 / (4.0 * count**2))
    half /= 1.0 + z2 / count
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def fly_geometry(
    orbit: SweptOrbit,
    node: float,
    argument: float,
    forces: LunarForces,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Survival:
    """Fly one geometry to the end of the span or the surface.

    Parameters
    ----------
    orbit : SweptOrbit
    node, argument : float
        rad.
    forces : LunarForces
    stopped : callable
        Asked between pieces; where it is true the flight is given up.
    """
    r, v = lunar_state(
        orbit.epoch,
        periselene=orbit.periselene,
        aposelene=orbit.aposelene,
        inclination=orbit.inclination,
        node=node,
        argument=argument,
        gm=forces.field.gm,
        orientation=forces.orientation,
    )
    t, heights = 0.0, [orbit.periselene]
    while orbit.span - t > 1.0 and not stopped():
        piece = min(PIECE * 86400.0, orbit.span - t)
        flight = propagate_lunar(orbit.epoch + t, r, v, piece, forces=forces, step=STEP)
        heights.append(float(np.min(np.linalg.norm(flight.grid[:, 1:4], axis=1))) - MOON_RADIUS)
        _, passed = flight.periselenes()
        if flight.ended == "surface":
            return Survival(node, argument, t + flight.span, 0.0, max(heights))
        heights.append(float(passed.max(initial=heights[-1])))
        r, v = flight.grid[-1, 1:4].copy(), flight.grid[-1, 4:7].copy()
        t += piece
    return Survival(node, argument, None, min(heights), max(heights))


def sweep(
    orbit: SweptOrbit,
    node: Array,
    argument: Array,
    forces: LunarForces,
    *,
    workers: int | None = None,
    report: Callable[[int], None] | None = None,
) -> tuple[Survival, ...]:
    """Fly many geometries; the answer does not depend on the number of workers.

    Parameters
    ----------
    orbit : SweptOrbit
    node, argument : ndarray, shape (n,)
        rad.
    forces : LunarForces
    workers : int, optional
        Threads (the flights leave the interpreter's lock); default all cores.
    report : callable, optional
        Called with the number of geometries that are done.

    Raises
    ------
    InputError, RangeError, DataMissingError
        As `visviva.moon.orbit.propagate_lunar` does.
    """
    stop: list[bool] = []
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        jobs = [
            pool.submit(fly_geometry, orbit, float(a), float(b), forces, stopped=lambda: bool(stop))
            for a, b in zip(node, argument, strict=True)
        ]
        for done in _as_they_end(jobs):
            if report is not None:
                report(done)
        return tuple(job.result() for job in jobs)
    finally:
        # An interrupt lands here: what waits is dropped, what flies stops at its next piece.
        stop.append(True)
        pool.shutdown(wait=True, cancel_futures=True)


def _as_they_end(jobs: list[Future[Any]]) -> Iterator[int]:
    """Counts of jobs that are done, as they end; the first fault is raised at once."""
    waiting, done = set(jobs), 0
    while waiting:
        ended, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        for job in ended:
            job.result()
        done += len(ended)
        yield done
