"""A launch that fails, and one that does not: what comes off, when, and where it lands.

A failure takes the state of the flown ascent at a second and says what falls from there: the whole
stack, the spent stage beside it, or fragments. Nothing solves for a place.

Limits: the ascent is the optimal one of the stages as known, not the one that was flown on the day;
the spread of the state is an assumption (`Spread`); a stack that fails without breaking falls
whole, and no piece burns up on the way. A wrong ignition pushes in one fixed direction.
"""

import math
import zlib
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RATE, STANDARD_GRAVITY
from visviva.errors import InputError, RangeError
from visviva.launch.hazard import _falls_kernel as kernel
from visviva.launch.hazard.ascent import FlownAscent
from visviva.launch.hazard.due import due_stage
from visviva.launch.hazard.falls import Falls, fall_many, rows_of
from visviva.launch.hazard.pieces import Body, fairing_halves, fragments, spent_stage, stack
from visviva.launch.reasons import why

FailureMode = Literal[
    "thrust-loss",
    "partial-thrust",
    "no-ignition",
    "wrong-ignition",
    "no-separation",
    "destruct",
    "fairing-stuck",
]
MODES: tuple[str, ...] = get_args(FailureMode)
#: Share of the thrust that a weak engine keeps, and half angle (rad) and share of the burn of a
#: wrong one: ranges, assumptions.
PARTIAL, WRONG_ANGLE, WRONG_BURN = (0.2, 0.8), math.pi / 2.0, (0.1, 1.0)


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations of a state about the computed one: assumptions, told with every answer.

    Attributes
    ----------
    speed : float
        Share of the speed over the ground.
    angle : float
        Of the path, up and sideways, rad.
    position : float
        Each axis, m.
    fairing : float
        Of how much later than as soon as it may the fairing leaves (half a normal), s.
    """

    speed: float = 0.015
    angle: float = 0.015
    position: float = 1500.0
    fairing: float = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Fallen:
    """A kind of piece, with where its samples came down (longitude of the Earth, rad)."""

    body: Body
    from_t: float
    falls: Falls

    @property
    def down(self) -> float:
        """Share of the samples that come down."""
        return float(np.mean(self.falls.landed))


@dataclass(frozen=True, slots=True)
class _Sampled:
    """What every fall of one question shares."""

    ascent: FlownAscent
    seed: int
    samples: int
    spread: Spread


def nominal_drops(
    ascent: FlownAscent,
    *,
    seed: int = 1,
    samples: int = 2000,
    spread: Spread = Spread(),
    until: float = math.inf,
) -> tuple[Fallen, ...]:
    """Stages and fairing that leave until a second (s); what reaches orbit does not fall."""
    out = []
    draw = _Sampled(ascent, seed, samples, spread)
    for k, stage in enumerate(ascent.vehicle.stages[:-1]):
        t = ascent.time_of(f"{stage.name} burn-out")
        if t is not None and t <= until:
            body = spent_stage(ascent.vehicle, ascent.vehicle.stages[k])
            out.append(_fall(draw, body, t))
    t = ascent.time_of("fairing")
    if t is not None and t <= until and ascent.vehicle.fairing is not None:
        # The best ascent drops it as soon as it may; a launcher may keep it longer.
        latest = min((e for _, e in ascent.events if e > t), default=ascent.insertion)
        latest = min(latest, until)
        halves = fairing_halves(ascent.vehicle)
        out.append(_fall(draw, halves, t, late=spread.fairing, latest=latest))
    return tuple(sorted(out, key=lambda f: f.from_t))


def failed_flight(
    ascent: FlownAscent,
    at: float,
    mode: str,
    *,
    seed: int = 1,
    samples: int = 2000,
    spread: Spread = Spread(),
) -> tuple[Fallen, ...]:
    """What falls when the launch fails `at` s after lift-off, the failed part first.

    Parameters
    ----------
    ascent : FlownAscent
    at : float
        s after lift-off, before insertion.
    mode : FailureMode
        ``thrust-loss``: the stack falls; ``partial-thrust``: a share of the thrust is kept until
        the stage is empty; ``no-ignition``, ``no-separation``: from the last burn-out before `at`,
        or from the restart that was due last, in a coast from the next one;
        ``wrong-ignition``: the stage pushes aside; ``destruct``: fragments; ``fairing-stuck``: the
        velocity that its mass costs is missing at insertion.
    seed, samples : int
        Each kind of piece has its own stream, named after it.

    Returns
    -------
    tuple of Fallen
        With what left the launcher before `at` as it should.

    Raises
    ------
    RangeError
        If `at` lies after insertion, or before the stage that should be lit.
    InputError
        If the mode is not known.
    """
    if mode not in MODES:
        raise InputError(f"no failure mode {mode!r}", advice="use " + ", ".join(MODES))
    _, _, mass = ascent.state(at)
    until = at + 1e-6
    if mode in ("no-separation", "no-ignition"):
        # What burns on after the last burn-out never did; a stage that does not separate stays.
        until = due_stage(ascent, at, mode)[1] + (1e-6 if mode == "no-ignition" else -1e-6)
    if mode == "fairing-stuck":
        at = until = ascent.insertion
    options = {"seed": seed, "samples": samples}
    before = nominal_drops(ascent, spread=spread, until=until, **options)
    if mode == "fairing-stuck":
        before = tuple(f for f in before if f.body.name != "fairing")
    top = ascent.spent(at) + 1
    draw = _Sampled(ascent, seed, samples, spread)
    if mode == "destruct":
        dry = min(mass, _dry(ascent, top, at))
        failed = [_fall(draw, body, at) for body in fragments(dry, "fragments")]
    else:
        failed = [_FALLS[mode](draw, at, top, mass)]
    return (*failed, *before)


def _dry(ascent: FlownAscent, top: int, at: float) -> float:
    """Structure, payload and unlit stages' dry mass above what has left, kg."""
    vehicle = ascent.vehicle
    fairing = vehicle.fairing.mass if vehicle.fairing else 0.0
    gone = ascent.time_of("fairing")
    kept = 0.0 if gone is not None and gone <= at else fairing
    stages = sum(s.count * s.dry_mass for s in vehicle.stages[top:])
    return stages + ascent.payload + vehicle.adapter_mass + kept


def _thrust_loss(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    body = stack(draw.ascent.vehicle, min(top, len(draw.ascent.vehicle.stages) - 1), mass, "stack")
    return _fall(draw, body, at)


def _no_ignition(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    k, t = due_stage(draw.ascent, at, "no-ignition")
    body = stack(draw.ascent.vehicle, k + 1, draw.ascent.state(t)[2], "unlit stack")
    return _fall(draw, body, t)


def _no_separation(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    k, t = due_stage(draw.ascent, at, "no-separation")
    stage = draw.ascent.vehicle.stages[k]
    whole = draw.ascent.state(t)[2] + stage.count * stage.dry_mass
    body = stack(draw.ascent.vehicle, k, whole, "stack with its spent stage")
    return _fall(draw, body, t)


def _partial_thrust(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    body = stack(draw.ascent.vehicle, top, mass, "stack")
    rng = _stream(draw.seed, "partial thrust")
    share = rng.uniform(*PARTIAL, draw.samples)
    return _fall(draw, body, at, _burn(draw.ascent, at, top, share))


def _wrong_ignition(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    body = stack(draw.ascent.vehicle, top, mass, "stack")
    rng = _stream(draw.seed, "wrong ignition")
    burn = _burn(draw.ascent, at, top, np.ones(draw.samples))
    burn[:, 2] *= rng.uniform(*WRONG_BURN, draw.samples)
    ahead = draw.ascent.state(at)[1]
    ahead = ahead / np.linalg.norm(ahead)
    aside = rng.normal(size=(draw.samples, 3))
    aside -= (aside @ ahead)[:, None] * ahead
    aside /= np.linalg.norm(aside, axis=1)[:, None]
    angle = rng.uniform(0.0, WRONG_ANGLE, draw.samples)[:, None]
    burn[:, 3:] = np.cos(angle) * ahead + np.sin(angle) * aside
    return _fall(draw, body, at, burn)


def _fairing_stuck(draw: _Sampled, at: float, top: int, mass: float) -> Fallen:
    """Velocity that the fairing's mass costs, less the margin, missing along the path."""
    ascent, vehicle = draw.ascent, draw.ascent.vehicle
    gone = ascent.time_of("fairing")
    if vehicle.fairing is None or gone is None:
        raise InputError(why("no-fairing", vehicle=vehicle.name), advice="choose another mode")
    lost = 0.0
    masses = [m for t, m in zip(ascent.t, ascent.mass, strict=True) if t >= gone]
    for k in range(len(masses) - 1):
        if masses[k + 1] < masses[k] and ascent.flow(gone) > 0.0:
            stage = vehicle.stages[min(ascent.spent(gone) + 1, len(vehicle.stages) - 1)]
            g = stage.specific_impulse_vacuum * STANDARD_GRAVITY
            m0, m1, f = masses[k], masses[k + 1], vehicle.fairing.mass
            if (m0 - m1) < 0.2 * m0:
                lost += g * (math.log(m0 / m1) - math.log((m0 + f) / (m1 + f)))
    body = stack(vehicle, len(vehicle.stages) - 1, mass + vehicle.fairing.mass, "last stage")
    # Guidance stops at the orbit with whatever is left: the spread is that of the missing velocity,
    # and a launch with velocity to spare stays up.
    sigma = draw.spread.speed * float(np.linalg.norm(ascent.state(at)[1]))
    rng = _stream(draw.seed, "fairing stuck")
    short = lost - max(ascent.margin, 0.0) + sigma * rng.normal(size=draw.samples)
    still = replace(draw, spread=Spread(0.0, 0.0, 0.0, draw.spread.fairing))
    return _fall(still, body, at, missing=np.maximum(short, 0.0)[:, None])


_FALLS = {
    "thrust-loss": _thrust_loss,
    "partial-thrust": _partial_thrust,
    "no-ignition": _no_ignition,
    "wrong-ignition": _wrong_ignition,
    "no-separation": _no_separation,
    "fairing-stuck": _fairing_stuck,
}


def _burn(ascent: FlownAscent, at: float, top: int, share: Array) -> Array:
    """Thrust over mass, flow over mass, seconds and direction (along the path) of a last burn."""
    vehicle = ascent.vehicle
    stage = vehicle.stages[min(top, len(vehicle.stages) - 1)]
    _, _, mass = ascent.state(at)
    flow = ascent.flow(at)
    if flow <= 0.0:
        raise RangeError(why("no-engine", at=f"{at:g}"), advice="give a second within a burn")
    end = _burns_until(ascent, at)
    push = flow * stage.specific_impulse_vacuum * STANDARD_GRAVITY / mass
    out = np.zeros((len(share), 6))
    out[:, 0], out[:, 1], out[:, 2] = push * share, flow * share / mass, (end - at) / share
    return out


def _burns_until(ascent: FlownAscent, at: float) -> float:
    """When the engine that burns at `at` stops: at a burn-out, or where a coast begins (s)."""
    k = int(np.searchsorted(ascent.t, at, side="right"))
    outs = [t for name, t in ascent.events if name.endswith("burn-out") and t > at]
    ends = [float(t) for t in ascent.t[k:] if ascent.flow(float(t) + 1e-6) <= 0.0]
    return min([*outs, *ends, ascent.insertion])


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def _fall(
    draw: _Sampled,
    body: Body,
    at: float,
    burn: Array | None = None,
    *,
    missing: float | Array = 0.0,
    late: float = 0.0,
    latest: float = 0.0,
) -> Fallen:
    """Samples of one kind of piece from the state at `at`, followed to the ground.

    `late` is the standard deviation of how much later it leaves (half a normal, s), at most halfway
    to `latest`.
    """
    ascent, samples, spread = draw.ascent, draw.samples, draw.spread
    rng = _stream(draw.seed, body.name)
    times = np.full(samples, at)
    if late > 0.0:
        times = np.minimum(at + late * np.abs(rng.normal(size=samples)), 0.5 * (at + latest))
    r, v = (np.array(x) for x in zip(*(ascent.state(float(t))[:2] for t in times), strict=True))
    over = v - np.cross([0.0, 0.0, EARTH_RATE], r)
    speed = np.linalg.norm(over, axis=1)[:, None]
    ahead = np.where(speed > 1.0, over / np.maximum(speed, 1e-9), r / _length(r))
    side = np.cross(ahead, r)
    flat = _length(side) > 1e-3 * 6.4e6
    side = np.where(flat, side / np.maximum(_length(side), 1e-9), _any(ahead))
    up = np.cross(side, ahead)
    n = rng.normal(size=(samples, 3)) * np.array([spread.speed, spread.angle, spread.angle])
    dv = speed * (n[:, :1] * ahead + n[:, 1:2] * up + n[:, 2:] * side) - missing * ahead
    dr = rng.normal(size=(samples, 3)) * spread.position * min(at / 60.0, 1.0)
    dv = dv + rng.normal(size=(samples, 3)) * body.kick
    drag = body.drag(rng, samples)
    rows = rows_of(r + dr, v + dv, drag=drag, wind=rng.normal(size=(samples, 2)), n=samples)
    if burn is not None:
        rows[:, kernel.PUSH :] = burn
    falls = fall_many(rows, 0.0)
    # Each fell from its own second: the Earth had turned by then.
    lon = falls.longitude - EARTH_RATE * times + ascent.longitude
    lon = (lon + np.pi) % (2.0 * np.pi) - np.pi
    return Fallen(body, at, Falls(falls.latitude, lon, falls.t + times, falls.speed, falls.landed))


def _length(vectors: Array) -> Array:
    return np.asarray(np.linalg.norm(vectors, axis=-1, keepdims=True))


def _any(axis: Array) -> Array:
    """Unit vectors square to `axis`."""
    other = np.cross(axis, [0.0, 0.0, 1.0])
    return np.asarray(other / np.maximum(_length(other), 1e-12))
