"""A simulated gravity turn: the flight that every optimisation starts from.

So that nobody draws a guess by hand.

A fan of candidate flights (kick angle, pitch at the end of the turn, pitch at cut-off) is flown at
once with coarse steps; the one that passes nearest the target orbit is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError

VACUUM_STRIDE = 3.0  # steps above the air, in steps within it


@dataclass(frozen=True, slots=True)
class Burn:
    """A stretch of flight on one schedule.

    Mass falls from `mass` at `mass_flow` while `thrust` pushes.

    Attributes
    ----------
    duration : float
        s.
    mass : float
        At its start, kg.
    mass_flow : float
        kg/s; 0 in a coast.
    thrust : float
        In vacuum, N.
    exit_area : float
        Of all burning nozzles, m².
    area_factor : float
        Of the drag area: strap-ons add theirs.
    """

    duration: float
    mass: float
    mass_flow: float
    thrust: float
    exit_area: float = 0.0
    area_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class World:
    """What acts on a rocket beside its engines; every function broadcasts over leading axes.

    Attributes
    ----------
    gm : float
        m³/s².
    rate : float
        Of the Earth's turn about z, rad/s.
    gravity : callable
        Acceleration at ``r`` (..., 3), m/s².
    altitude : callable
        Above the ground at ``r``, m.
    air : callable
        ``(altitude) -> (density, pressure, sound speed)``.
    drag_area : callable
        Drag coefficient times area, m², by Mach number.
    """

    gm: float
    rate: float
    gravity: Callable[[Array], Array]
    altitude: Callable[[Array], Array]
    air: Callable[[Array], tuple[Array, Array, Array]]
    drag_area: Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Flight:
    """A flown guess, sampled: time (n,), position, velocity and thrust direction.

    N, 3, inertial.
    """

    t: Array
    r: Array
    v: Array
    u: Array

    def at(self, t: Array) -> tuple[Array, Array, Array]:
        """Linear between samples; past the end the last sample is held."""
        out = [
            np.column_stack([np.interp(t, self.t, x[:, k]) for k in range(3)])
            for x in (self.r, self.v, self.u)
        ]
        return out[0], out[1], out[2]


def unit(x: Any) -> Any:
    """`x` (..., 3) over its length."""
    return x / length(x)[..., None]


def length(x: Any) -> Any:
    """Length of `x` (..., 3): a fan of flights asks for it thousands of times.

    And `numpy.linalg.norm` is slow.
    """
    return np.sqrt(np.einsum("...i,...i", x, x))


def fly_turn(
    r0: Array,
    v0: Array,
    heading: Array,
    burns: Sequence[Burn],
    world: World,
    *,
    target: tuple[float, float],
    vertical_time: float = 8.0,
    step: float = 4.0,
) -> Flight:
    """Fly the fan and keep the candidate nearest the target.

    Parameters
    ----------
    r0, v0 : ndarray, shape (3,)
        Inertial start, m and m/s.
    heading : ndarray, shape (3,)
        Horizontal unit vector into which the rocket turns, inertial.
    burns : sequence of Burn
        The whole thrust schedule, coasts included.
    world : World
    target : (float, float)
        Semi-major axis in m, eccentricity.
    vertical_time : float
        Seconds of vertical rise.
    step : float
        Longest integration step, s.

    Returns
    -------
    Flight
        Cut where the orbital energy reaches the target's, or at the end of the schedule.
    """
    if not burns or burns[0].thrust <= 0:
        raise InputError("a flight without thrust at its start", advice="give a burn first")
    kick, pitch, last = (
        x.ravel()
        for x in np.meshgrid(
            np.radians([0.3, 0.6, 1.0, 1.7, 2.8, 4.5, 7.5, 13.0, 22.0]),
            np.radians([2.0, 10.0, 20.0, 30.0, 42.0]),
            np.radians([-15.0, -5.0, 3.0]),
            indexing="ij",
        )
    )
    n = kick.size
    x = np.tile(np.concatenate([r0, v0]), (n, 1))
    total = sum(b.duration for b in burns)
    turn_end = np.full(n, np.inf)

    def relative(r: Array, v: Array) -> Array:
        out = v.copy()
        out[:, 0] += world.rate * r[:, 1]
        out[:, 1] -= world.rate * r[:, 0]
        return out

    def direction(t: float, r: Array, wind: Array, airspeed: Array) -> Array:
        up = unit(r)
        if t < vertical_time:
            return np.asarray(up)
        if t < vertical_time + 10.0:
            lean = (kick * (t - vertical_time) / 10.0)[:, None]
            return np.asarray(np.cos(lean) * up + np.sin(lean) * heading)
        free, ahead = t >= turn_end, wind / airspeed[:, None]
        if not free.any():
            return np.asarray(ahead)
        flat = wind - np.einsum("ij,ij->i", wind, up)[:, None] * up
        speed = length(flat)[:, None]
        flat = np.where(speed > 50.0, flat / np.maximum(speed, 1e-9), heading)
        share = np.clip((t - turn_end) / np.maximum(total - turn_end, 1.0), 0.0, 1.0)
        slope = np.arctan(np.tan(pitch) + (np.tan(last) - np.tan(pitch)) * share)[:, None]
        return np.asarray(np.where(free[:, None], np.cos(slope) * flat + np.sin(slope) * up, ahead))

    def rate(t: float, x: Array, burn: Burn, began: float) -> tuple[Array, Array]:
        r, v = x[:, :3], x[:, 3:]
        wind = relative(r, v)
        speed = length(wind)
        density, pressure, sound = world.air(world.altitude(r))
        mass = burn.mass - burn.mass_flow * (t - began)
        push = burn.thrust - pressure * burn.exit_area * (burn.thrust > 0)
        drag = 0.5 * density * speed * world.drag_area(speed / sound) * burn.area_factor
        aim = direction(t, r, wind, speed)
        acceleration = world.gravity(r) + (push[:, None] * aim - drag[:, None] * wind) / mass
        return np.concatenate([v, acceleration], axis=1), aim

    times, history, aims = [], [], []
    t, stride = 0.0, step
    # Candidates that fall to the ground go on without sense, and are not chosen.
    with np.errstate(all="ignore"):
        for burn in burns:
            began, end = t, t + burn.duration
            while t < end - 1e-9:
                h = (end - t) / np.ceil((end - t) / stride)
                k1, aim = rate(t, x, burn, began)
                times.append(t)
                history.append(x)
                aims.append(aim)
                k2, _ = rate(t + h / 2, x + h / 2 * k1, burn, began)
                k3, _ = rate(t + h / 2, x + h / 2 * k2, burn, began)
                k4, _ = rate(t + h, x + h * k3, burn, began)
                x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
                t += h
                # The turn ends where the air is thin: from there on the pitch is free, and steps
                # may be long.
                height = world.altitude(x[:, :3])
                turn_end = np.where((height > 45e3) & np.isinf(turn_end), t, turn_end)
                if np.all(np.isfinite(turn_end) | ~(height > 0.0)):
                    stride = VACUUM_STRIDE * step
        times.append(t)
        history.append(x)
        wind = relative(x[:, :3], x[:, 3:])
        aims.append(direction(t, x[:, :3], wind, length(wind)))
    return _nearest(np.array(times), np.array(history), np.array(aims), world, target)


def _nearest(t: Array, x: Array, u: Array, world: World, target: tuple[float, float]) -> Flight:
    """Of the flights ``x[time, candidate]``, the one that comes nearest the target.

    Cut at its energy.
    """
    a, e = target
    with np.errstate(all="ignore"):
        r, v = x[..., :3], x[..., 3:]
        radius = np.linalg.norm(r, axis=-1)
        energy = 0.5 * np.sum(v * v, axis=-1) - world.gm / radius
        reached = energy >= -world.gm / (2 * a)
        end = np.where(reached.any(axis=0), reached.argmax(axis=0), len(t) - 1)
        one = np.arange(x.shape[1])
        h = np.cross(r[end, one], v[end, one])
        ecc = np.cross(v[end, one], h) / world.gm - unit(r[end, one])
        wanted = np.sqrt(world.gm * a * (1 - e * e))
        miss = np.abs(np.linalg.norm(h, axis=-1) / wanted - 1) + np.abs(
            np.linalg.norm(ecc, axis=-1) - e
        )
        miss += np.abs(energy[end, one] + world.gm / (2 * a)) / (world.gm / (2 * a))
        # A flight that dips into the ground before its cut is no start for anything.
        low = np.array([world.altitude(r[: k + 1, i]).min() for i, k in enumerate(end)])
        miss = np.where(
            np.isfinite(miss) & (low > -500.0), miss, 1e9 - np.nan_to_num(low, nan=-1e9)
        )
        best = int(np.argmin(miss))
    stop = int(end[best]) + 1
    return Flight(t[:stop], r[:stop, best], v[:stop, best], u[:stop, best])
