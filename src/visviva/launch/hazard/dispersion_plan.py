"""What differs from flight to flight of one ascent, and the plan that every chunk of flights needs.

Limits: the spreads are assumptions (`AscentSpread`), told with every answer.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.flight.forward import Segment
from visviva.launch.hazard import _ascents_kernel as kernel
from visviva.launch.hazard.ascent import FlownAscent
from visviva.launch.hazard.pieces import Body, fairing_halves, fragments, spent_stage

#: Directions of the thrust that are kept for each leg.
AIMS = 513


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


def sample_flights(
    plan: DispersionPlan, rng: np.random.Generator, count: int
) -> tuple[Array, Array]:
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
