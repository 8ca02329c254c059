"""Where stages come down when every ascent differs: full flights with seeded spreads.

Thrust, flow, load, mass, attitude, drag, wind, the second at which the fairing leaves and that of a
failure are drawn for each flight; it is flown from the pad with the steering of the planned one and
what leaves it is followed to the ground.

Samples come in chunks with a stream each, so that the numbers depend neither on the workers nor on
a run that was cut short: with a `checkpoint` folder, chunks that are there are not flown again. A
run ends early where the 90 % interval of every piece's mean range and of the radius about the mean
that holds 97 % is within `tolerance` of it.

Limits: open-loop steering by the share of each leg that is flown: a guided launcher scatters less;
three degrees of freedom; the spreads are assumptions (`AscentSpread`), told with every answer.
"""

import math
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere import us76
from visviva.core.kernels.compiled import compiled
from visviva.core.sweep import sweep
from visviva.errors import InputError
from visviva.launch.flight.forward import Earth
from visviva.launch.hazard import _ascents_kernel as kernel
from visviva.launch.hazard.areas import LocalMap
from visviva.launch.hazard.dispersion_plan import DispersionPlan, sample_flights
from visviva.launch.hazard.failure import Fallen
from visviva.launch.hazard.falls import WIND_ALTITUDE, WIND_SPREAD, Falls, fall_many, rows_of

#: Flights of one chunk, and least chunks before a run may end early.
CHUNK, LEAST_CHUNKS = 1000, 8
#: Share of falls inside the radius that the stop rule looks at, and of the normal at 90 %.
HELD, Z90 = 0.97, 1.645


def fly_chunk(plan: DispersionPlan, chunk: int, count: int = CHUNK) -> Array:
    """Fly one chunk and follow what leaves: latitude, longitude, time, speed, landed.

    Shape (items, count, 5); what never left is not landed. The same for every worker.
    """
    rng = np.random.default_rng([plan.seed, chunk])
    own, whole = sample_flights(plan, rng, count)
    out = np.zeros((count, len(plan.legs) + 1, 8))
    world = Earth()
    env = (
        world.gm,
        world.rate,
        world.radius,
        world.flattening,
        np.array(world.zonals),
        us76.kernel_tables(),
        plan.mach,
        plan.drag,
        np.array(WIND_ALTITUDE),
        np.array(WIND_SPREAD),
    )
    compiled(kernel.__name__).fly_all(
        plan.start, plan.legs, own, whole, plan.aim, plan.square, env, out
    )
    ends = np.zeros((len(plan.items), count, 5))
    for k, (body, leg) in enumerate(plan.items):
        # Each kind of piece has its own stream: one more piece changes no other.
        mine = np.random.default_rng([plan.seed, chunk, zlib.crc32(body.name.encode())])
        drag, kick = body.drag(mine, count), mine.normal(size=(count, 3)) * body.kick
        state = out[:, leg]
        left = state[:, 7] >= 0.0
        if not left.any():
            continue
        rows = rows_of(
            state[left, :3],
            state[left, 3:6] + kick[left],
            drag=drag[left],
            wind=whole[left, kernel.EAST : kernel.NORTH + 1],
            n=int(left.sum()),
        )
        falls = fall_many(rows, 0.0, threads=1)
        t = state[left, 7]
        lon = falls.longitude - world.rate * t + plan.longitude
        lon = (lon + np.pi) % (2.0 * np.pi) - np.pi
        row = (falls.latitude, lon, falls.t + t, falls.speed, falls.landed.astype(float))
        ends[k, left] = np.stack(row, axis=-1)
    return ends


@dataclass(frozen=True, slots=True, eq=False)
class Dispersion:
    """Falls of many ascents.

    Attributes
    ----------
    fallen : tuple of Fallen
        One for each kind of piece.
    ascents : int
    relative_error : float
        Widest half 90 % interval of a mean range or of a radius of 97 %, as a share of the radius.
    settled : bool
        Whether the stop rule ended the run.
    """

    fallen: tuple[Fallen, ...]
    ascents: int
    relative_error: float
    settled: bool


def disperse(
    plan: DispersionPlan,
    ascents: int,
    *,
    tolerance: float | None = None,
    checkpoint: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Dispersion:
    """Fly up to `ascents` flights; see the module for what stops them.

    Parameters
    ----------
    plan : DispersionPlan
    ascents : int
        Rounded up to whole chunks.
    tolerance : float, optional
        Share of the radius that holds 97 % at which the intervals are narrow enough.
    checkpoint : Path, optional
        Folder of finished chunks.
    executor : concurrent.futures.Executor, optional
        Any; threads on all cores by default.
    progress : callable, optional
        Of flights done and asked.

    Raises
    ------
    InputError
        If nothing is asked, or the folder holds another plan's chunks.
    """
    if ascents < 1:
        raise InputError(f"{ascents} ascents", advice="ask for one or more")
    count = math.ceil(ascents / CHUNK)
    done: list[Array] = []
    error, settled = math.inf, False
    for ends in _chunks(plan, count, checkpoint, executor):
        done.append(ends)
        if progress is not None:
            progress(len(done) * CHUNK, count * CHUNK)
        # The rule is asked on powers of the number of chunks: cheap, and the same for every run.
        if tolerance is not None and len(done) >= LEAST_CHUNKS and len(done) % 4 == 0:
            error = _relative_error(done)
            settled = error <= tolerance
            if settled:
                break
    return Dispersion(
        _fallen(plan, np.concatenate(done, axis=1)),
        len(done) * CHUNK,
        _relative_error(done),
        settled,
    )


#: What is told of a fall, in the columns of a chunk.
_FALL = ("lat_rad", "lon_rad", "t_s", "speed_m_s", "landed")


def _columns_of(chunk: tuple[DispersionPlan, int]) -> dict[str, Array]:
    """Falls of one chunk as columns, piece after piece."""
    ends = fly_chunk(*chunk)
    return {name: ends[:, :, k].ravel() for k, name in enumerate(_FALL)}


def _chunks(
    plan: DispersionPlan, count: int, checkpoint: Path | None, executor: Executor | None
) -> Iterator[Array]:
    """Falls of the chunks in their order, (items, flights, 5)."""
    threads = None if executor else ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        for columns in sweep(
            _columns_of,
            [(plan, k) for k in range(count)],
            executor=executor or threads,
            ahead=0 if executor else 2 * (os.cpu_count() or 1) + 2,
            checkpoint=checkpoint,
            key=plan.key(),
        ):
            ends = np.stack([np.asarray(columns[name]) for name in _FALL], axis=-1)
            yield ends.reshape(len(plan.items), CHUNK, len(_FALL))
    finally:
        if threads is not None:
            threads.shutdown(wait=True)


def _relative_error(done: Sequence[Array]) -> float:
    """Widest half interval of mean place and 97 % radius over the pieces, by batches."""
    worst = 0.0
    for k in range(done[0].shape[0]):
        parts = [part[k][part[k][:, 4] > 0.5] for part in done]
        parts = [part for part in parts if len(part) >= 50]
        if len(parts) < 2:
            continue
        every = np.concatenate(parts)
        chart = LocalMap.about(every[:, 0], every[:, 1])
        places = [chart.to_plane(part[:, 0], part[:, 1]) for part in parts]
        middle = np.mean([p.mean(axis=0) for p in places], axis=0)
        radii = np.array([np.quantile(np.hypot(*(p - middle).T), HELD) for p in places])
        means = np.array([p.mean(axis=0) for p in places])
        root = math.sqrt(len(parts))
        sigma = max(float(radii.std(ddof=1)), float(np.hypot(*means.std(axis=0, ddof=1))))
        worst = max(worst, Z90 * sigma / root / max(float(radii.mean()), 1.0))
    return worst or math.inf


def _fallen(plan: DispersionPlan, ends: Array) -> tuple[Fallen, ...]:
    out = []
    for k, (body, leg) in enumerate(plan.items):
        e = ends[k]
        from_t = float(plan.legs[leg, kernel.END]) if leg >= 0 else float(plan.fails_at or 0.0)
        falls = Falls(e[:, 0], e[:, 1], e[:, 2], e[:, 3], e[:, 4] > 0.5)
        out.append(Fallen(body, from_t, falls))
    return tuple(sorted(out, key=lambda f: (f.from_t, f.body.name)))
