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

import hashlib
import math
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere import us76
from visviva.core.kernels.compiled import compiled
from visviva.errors import InputError
from visviva.launch.flight.forward import Earth, Segment
from visviva.launch.hazard import _ascents_kernel as kernel
from visviva.launch.hazard.areas import LocalMap
from visviva.launch.hazard.ascent import FlownAscent
from visviva.launch.hazard.failure import Fallen
from visviva.launch.hazard.falls import WIND_ALTITUDE, WIND_SPREAD, Falls, fall_many, rows_of
from visviva.launch.hazard.pieces import Body, fairing_halves, fragments, spent_stage

#: Flights of one chunk, and least chunks before a run may end early.
CHUNK, LEAST_CHUNKS = 1000, 8
#: Directions of the thrust that are kept for each leg.
AIMS = 513
#: Share of falls inside the radius that the stop rule looks at, and of the normal at 90 %.
HELD, Z90 = 0.97, 1.645


@dataclass(frozen=True, slots=True)
class AscentSpread:
    """Standard deviations from flight to flight: assumptions, told with every answer.

    Attributes
    ----------
    flow, impulse, load, mass : float
        Shares: of the flow of a stage, of its specific impulse, of its propellant, of the mass.
    attitude : float
        Steady error of the attitude, up and aside, rad.
    drag : float
        Share of the drag, in the ascent.
    wind : float
        In standard deviations of `visviva.launch.hazard.falls.WIND_SPREAD`.
    fairing : float
        Of how much later than as soon as it may the fairing leaves (half a normal), s.
    """

    flow: float = 0.01
    impulse: float = 0.003
    load: float = 0.003
    mass: float = 0.003
    attitude: float = math.radians(0.4)
    drag: float = 0.1
    wind: float = 1.0
    fairing: float = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class DispersionPlan:
    """What every chunk needs: plain arrays and values, so that it travels to any worker.

    `items` are body and the leg at whose end it leaves (-1: at the failure).
    """

    start: Array
    legs: Array
    planned: Array
    phase: Array
    fairing_leg: int
    aim: Array
    square: Array
    mach: Array
    drag: Array
    longitude: float
    items: tuple[tuple[Body, int], ...]
    spread: AscentSpread
    seed: int
    fails_at: float | None = None
    fails_sigma: float = 0.0

    def key(self) -> str:
        """Of everything that decides the numbers."""
        digest = hashlib.sha256()
        for f in fields(self):
            value = getattr(self, f.name)
            digest.update(
                value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
            )
        return digest.hexdigest()[:16]


def plan_dispersion(
    ascent: FlownAscent,
    *,
    seed: int = 1,
    spread: AscentSpread = AscentSpread(),
    fails: tuple[float, float] | None = None,
) -> DispersionPlan:
    """The plan of an ascent: its legs, their steering, what leaves and when.

    Parameters
    ----------
    ascent : FlownAscent
        With its segments.
    fails : (float, float), optional
        Second of a destruction and its standard deviation; what leaves later does not.

    Raises
    ------
    InputError
        If the ascent does not say how it was flown.
    """
    if not ascent.segments or ascent.aero is None:
        raise InputError("an ascent without its legs", advice="fly it anew")
    segments, vehicle = ascent.segments, ascent.vehicle
    ends = np.array([s.end for s in segments])

    def leg_of(event: str) -> int | None:
        t = ascent.time_of(event)
        return None if t is None else int(np.argmin(np.abs(ends - t)))

    outs = [leg_of(f"{stage.name} burn-out") for stage in vehicle.stages[:-1]]
    items = [
        (spent_stage(vehicle, stage), leg)
        for stage, leg in zip(vehicle.stages[:-1], outs, strict=True)
        if leg is not None
    ]
    fairing = leg_of("fairing") if vehicle.fairing is not None else None
    if fairing is not None:
        items.append((fairing_halves(vehicle), fairing))
    last = max((leg for _, leg in items), default=len(segments) - 1)
    if fails is not None:
        ascent.state(fails[0])
        last = len(segments) - 1
        dry = min(ascent.state(fails[0])[2], _dry_above(ascent, fails[0]))
        items = [(b, leg) for b, leg in items if ends[leg] <= fails[0]]
        items += [(body, -1) for body in fragments(dry, "fragments")]
    used = segments[: last + 1]
    phase = np.array([sum(s.start >= ends[k] - 1e-6 for k in outs if k is not None) for s in used])
    area = ascent.aero.area
    square = np.cross(ascent.r[-1], ascent.v[-1])
    return DispersionPlan(
        start=np.concatenate([ascent.r[0], ascent.v[0]]),
        legs=np.array(
            [
                (
                    s.start,
                    s.end,
                    s.exit_area,
                    s.acceleration,
                    s.exhaust_velocity,
                    area * s.area_factor,
                )
                for s in used
            ]
        ),
        planned=np.array([[s.end - s.start, s.mass, s.mass_flow, s.thrust] for s in used]),
        phase=phase,
        fairing_leg=-1 if fairing is None or fairing + 1 >= len(used) else fairing,
        aim=_aims(used),
        square=square / np.linalg.norm(square),
        mach=np.asarray(ascent.aero.mach, float),
        drag=np.asarray(ascent.aero.drag, float),
        longitude=ascent.longitude,
        items=tuple(items),
        spread=spread,
        seed=seed,
        fails_at=None if fails is None else fails[0],
        fails_sigma=0.0 if fails is None else fails[1],
    )


def _dry_above(ascent: FlownAscent, at: float) -> float:
    """Dry mass of what has not left, kg."""
    vehicle, top = ascent.vehicle, ascent.spent(at) + 1
    gone = ascent.time_of("fairing")
    kept = vehicle.fairing.mass if vehicle.fairing and (gone is None or gone > at) else 0.0
    stages = sum(s.count * s.dry_mass for s in vehicle.stages[top:])
    return stages + ascent.payload + vehicle.adapter_mass + kept


def _aims(segments: Sequence[Segment]) -> Array:
    """Direction of the thrust at even shares of each leg, (legs, n, 3); along x in a coast."""
    out = np.zeros((len(segments), AIMS, 3))
    out[:, :, 0] = 1.0
    for k, segment in enumerate(segments):
        t = np.linspace(segment.start, segment.end, AIMS)
        for t0, t1, c in segment.steering:
            here = (t >= t0 - 1e-9) & (t <= t1 + 1e-9)
            s = np.clip((t[here] - t0) / (t1 - t0), 0.0, 1.0)
            u = sum(np.outer(s**j, np.asarray(c[j], float)) for j in range(len(c)))
            out[k, here] = u / np.linalg.norm(u, axis=1)[:, None]
    return out


def fly_chunk(plan: DispersionPlan, chunk: int, count: int = CHUNK) -> Array:
    """Fly one chunk and follow what leaves: latitude, longitude, time, speed, landed.

    Shape (items, count, 5); what never left is not landed. The same for every worker.
    """
    rng = np.random.default_rng([plan.seed, chunk])
    own, whole = _drawn(plan, rng, count)
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


def _drawn(plan: DispersionPlan, rng: np.random.Generator, count: int) -> tuple[Array, Array]:
    """Legs of each sample (count, legs, 4), and what holds for its whole flight (count, 6)."""
    spread, legs = plan.spread, len(plan.legs)
    phases = int(plan.phase.max()) + 1
    flow, impulse, load = (
        1.0 + sigma * rng.normal(size=(count, phases))[:, plan.phase]
        for sigma in (spread.flow, spread.impulse, spread.load)
    )
    whole = np.zeros((count, 6))
    whole[:, kernel.DRAG] = np.exp(spread.drag * rng.normal(size=count))
    whole[:, kernel.UP : kernel.ASIDE + 1] = spread.attitude * rng.normal(size=(count, 2))
    whole[:, kernel.EAST : kernel.NORTH + 1] = spread.wind * rng.normal(size=(count, 2))
    mass = 1.0 + spread.mass * rng.normal(size=count)
    late = spread.fairing * np.abs(rng.normal(size=count))
    when = rng.normal(size=count)
    whole[:, kernel.FAILS] = (
        1e9 if plan.fails_at is None else np.maximum(plan.fails_at + plan.fails_sigma * when, 1.0)
    )
    own = np.tile(plan.planned, (count, 1, 1))
    burns = plan.planned[:, kernel.FLOW] > 0.0
    k = plan.fairing_leg
    if k >= 0 and plan.phase[k] == plan.phase[k + 1]:
        late = np.minimum(late, 0.9 * plan.planned[k + 1, kernel.DURATION])
        own[:, k, kernel.DURATION] += late
        own[:, k + 1, kernel.DURATION] -= late
        own[:, k + 1, kernel.MASS] -= late * plan.planned[k, kernel.FLOW]
    own[:, :, kernel.MASS] *= mass[:, None]
    for j in range(legs):
        later = burns & (plan.phase == plan.phase[j]) & (np.arange(legs) >= j)
        rest = float(
            (plan.planned[later, kernel.FLOW] * plan.planned[later, kernel.DURATION]).sum()
        )
        own[:, j, kernel.MASS] += (load[:, j] - 1.0) * rest
    own[:, burns, kernel.DURATION] *= (load / flow)[:, burns]
    own[:, :, kernel.FLOW] *= flow
    own[:, :, kernel.THRUST] *= flow * impulse
    return own, whole


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
    folder = None if checkpoint is None else _folder(checkpoint, plan)
    done: list[Array] = []
    error, settled = math.inf, False
    for ends in _chunks(plan, count, folder, executor):
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


def _folder(path: Path, plan: DispersionPlan) -> Path:
    """The folder of a plan's chunks, made where it is not there."""
    path.mkdir(parents=True, exist_ok=True)
    mark, key = path / "plan.txt", plan.key()
    if mark.exists() and mark.read_text(encoding="ascii").strip() != key:
        raise InputError(
            "the checkpoint is of another launch, seed or spread",
            advice="give an empty folder",
            place=str(path),
        )
    mark.write_text(key + "\n", encoding="ascii")
    return path


def _chunks(
    plan: DispersionPlan, count: int, folder: Path | None, executor: Executor | None
) -> Iterator[Array]:
    """Chunks in their order, a few ahead in the pool; stopped ones are given up."""
    pool = executor or ThreadPoolExecutor(os.cpu_count() or 1)
    ahead: dict[int, Future[Any]] = {}
    try:
        for k in range(count):
            for j in range(k, min(k + 2 * (os.cpu_count() or 1) + 2, count)):
                if j not in ahead and (folder is None or not _file(folder, j).exists()):
                    ahead[j] = pool.submit(fly_chunk, plan, j)
            if k in ahead:
                ends = np.asarray(ahead.pop(k).result())
                if folder is not None:
                    _save(_file(folder, k), ends)
                yield ends
            else:
                assert folder is not None
                yield np.load(_file(folder, k))
    finally:
        for future in ahead.values():
            future.cancel()
        if executor is None:
            pool.shutdown(wait=True)


def _save(path: Path, ends: Array) -> None:
    """Write a chunk whole or not at all."""
    rough = path.with_suffix(".part")
    with rough.open("wb") as stream:
        np.save(stream, ends)
        stream.flush()
        os.fsync(stream.fileno())
    rough.replace(path)


def _file(folder: Path, k: int) -> Path:
    return folder / f"chunk-{k:06d}.npy"


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
