"""From insertion to docking: phasing, Lambert transfer to a coelliptic orbit, terminal transfer.

Hold, final approach.

The plan is found with fast fliers and then flown under J2 and drag (`World`): every burn is
corrected until the ship is where the next leg begins. Passive safety is flown, not argued: for each
burn the ship goes on without it for two revolutions, and the nearest it comes to the station is
kept.

Limits: impulsive burns; perfect navigation; the forced final approach is costed, not flown.
Measured against what is published: docs/crew-rendezvous.md.
"""

from dataclasses import dataclass, replace

import numpy as np

from visviva.core.arrays import Array
from visviva.core.time import Epoch
from visviva.crew.dynamics import World, station_apart
from visviva.crew.liftoff.phasing import COELLIPTIC_BELOW, FINAL_LEG_S
from visviva.crew.reasons import why
from visviva.crew.rendezvous.proximity import (
    KEEP_OUT,
    closest_approach,
    from_lvlh,
    terminal_transfer,
    to_lvlh,
    transfer_velocity,
    yamanaka_ankersen,
)
from visviva.crew.rendezvous.search import Leg, find_phasing
from visviva.errors import ConvergenceError, RangeError

#: Where the ship waits before the final approach: on the V-bar behind the station, m (Soyuz docks
#: from there or below).
HOLD = (-400.0, 0.0, 0.0)
HOLD_S = 240.0
#: Closing speed of the final approach, m/s, down to `NEAR` metres, and the speed of contact.
FAR_SPEED, NEAR, NEAR_SPEED = 0.6, 30.0, 0.15
BRAKING = "braking at hold point"
_CORRECTIONS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Burn:
    """One burn.

    Attributes
    ----------
    name : str
    t : float
        After insertion, s.
    epoch : Epoch
    delta_v : float
        m/s.
    local : (float, float, float)
        Forward, along the orbit normal, up, m/s; zeros for forced motion.
    distance : float
        To the station, m.
    clearance : float or None
        Nearest to the station in two revolutions if this burn is missed, m; None inside the
        corridor.
    """

    name: str
    t: float
    epoch: Epoch
    delta_v: float
    local: tuple[float, float, float]
    distance: float
    clearance: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A rendezvous, flown.

    Attributes
    ----------
    burns : tuple of Burn
    insertion, docking : Epoch
    gap : float
        At insertion, rad.
    ship, station : ndarray of shape (m, 6)
        GCRF states at `t` seconds after insertion.
    t : ndarray of shape (m,)
    hold : ndarray of shape (3,)
        LVLH, m.
    keep_out : float
        m.
    missed : ndarray of shape (k, 6) or None
        LVLH path of two revolutions without the braking burn.
    """

    burns: tuple[Burn, ...]
    insertion: Epoch
    docking: Epoch
    gap: float
    t: Array
    ship: Array
    station: Array
    hold: Array
    keep_out: float
    missed: Array | None = None

    @property
    def delta_v(self) -> float:
        """Total, m/s."""
        return float(sum(b.delta_v for b in self.burns))

    @property
    def clearance(self) -> float:
        """Nearest to the station after any one missed burn, m."""
        return min(b.clearance for b in self.burns if b.clearance is not None)

    @property
    def safe(self) -> bool:
        """Whether any missed burn leaves the ship outside the keep-out sphere for two turns."""
        return self.clearance > self.keep_out

    def relative(self) -> Array:
        """The whole flight in LVLH of the station, shape (m, 6)."""
        return to_lvlh(self.station, self.ship)


def final_approach() -> tuple[float, float]:
    """Seconds and m/s from the hold point to contact.

    Start, slow down, stop, and the force that keeps the line.

    On the V-bar a steady closing speed v needs ``2 n v`` across it: 2 n times the distance in all.
    """
    distance = -HOLD[0]
    seconds = (distance - NEAR) / FAR_SPEED + NEAR / NEAR_SPEED
    return seconds, FAR_SPEED + (FAR_SPEED - NEAR_SPEED) + NEAR_SPEED + 2.0 * 1.13e-3 * distance


def plan(
    world: World,
    ship: Array,
    station: Array,
    docking_s: float,
    *,
    earliest: float = 900.0,
    keep_out: float = KEEP_OUT,
) -> Plan:
    """Plan and fly a rendezvous that docks `docking_s` seconds after the states given.

    Parameters
    ----------
    world : World
    ship, station : ndarray of shape (6,)
        GCRF states at ``world.epoch``.
    docking_s : float
        s.
    earliest : float
        First moment a burn can be made, s.
    keep_out : float
        Radius of the sphere about the station, m.

    Raises
    ------
    RangeError
        If the time is too short for any flight.
    ConvergenceError
        If no sequence of burns closes the gap in that time.
    """
    coelliptic_s = docking_s - FINAL_LEG_S
    if coelliptic_s < earliest + 2400.0:
        raise RangeError(
            why(
                "short",
                docking=(docking_s / 60, 0),
                left=(coelliptic_s / 60, 0),
                few=((earliest + 2400.0 - coelliptic_s) / 60, 0),
            ),
            advice="give a longer profile",
        )
    rate = float(np.linalg.norm(np.cross(station[:3], station[3:])) / (station[:3] @ station[:3]))
    rest = terminal_transfer(rate, COELLIPTIC_BELOW, HOLD, keep_out)
    closing, cost = final_approach()
    coast = FINAL_LEG_S - rest.seconds - HOLD_S - closing
    if coast < 0.0:
        raise RangeError(why("terminal-long", seconds=(-coast, 0)), advice="move the hold point")
    then = world.fly(station, coelliptic_s, station=True)
    ahead = rest.start[0] - 1.5 * rate * COELLIPTIC_BELOW * coast
    aim = _coelliptic(then, ahead)
    legs = find_phasing(world, ship, aim, coelliptic_s, earliest)
    made = _Maker(world, station, keep_out)
    now = made.follow(ship, legs, coelliptic_s, aim)
    now = made.terminal(now, coelliptic_s, coast, rest.seconds)
    end = coelliptic_s + coast + rest.seconds
    made.hold(now, end, closing, cost)
    t, path, target = made.joined()
    return Plan(
        tuple(made.burns),
        world.epoch,
        world.epoch + docking_s,
        station_apart(ship, station) % (2.0 * np.pi),
        t,
        path,
        target,
        np.array(HOLD),
        keep_out,
        made.missed,
    )


def _coelliptic(station: Array, ahead: float) -> Array:
    """State on the orbit `COELLIPTIC_BELOW` under the station's, `ahead` metres ahead of it.

    Negative: behind.
    """
    from visviva.crew.dynamics import turned

    radius = float(np.linalg.norm(station[:3]))
    h = np.cross(station[:3], station[3:])
    axis, share = h / np.linalg.norm(h), 1.0 - COELLIPTIC_BELOW / radius
    angle = ahead / (radius - COELLIPTIC_BELOW)
    return np.concatenate(
        [
            share * turned(station[:3], axis, angle),
            turned(station[3:], axis, angle) / np.sqrt(share),
        ]
    )


class _Maker:
    """Builds a plan leg by leg: burns, pieces of path, and the check of each missed burn."""

    def __init__(self, world: World, station: Array, keep_out: float) -> None:
        self.world, self.station, self.keep_out = world, station, keep_out
        self.burns: list[Burn] = []
        self.pieces: list[tuple[Array, Array, Array]] = []
        self.missed: Array | None = None

    def target(self, t: float) -> Array:
        """The station `t` seconds after insertion."""
        return self.world.fly(self.station, t, station=True)

    def coast(self, state: Array, start: float, end: float) -> Array:
        """Fly from `start` to `end`, keep the path, give the last state."""
        t, ship, station = self.world.both(state, self.target(start), end - start)
        self.pieces.append((t + start, ship, station))
        last: Array = ship[-1]
        return last

    def burn(self, name: str, t: float, state: Array, dv: Array) -> Array:
        """Make a burn, after flying on without it."""
        target = self.target(t)
        period = (
            2.0
            * np.pi
            * float(target[:3] @ target[:3] / np.linalg.norm(np.cross(target[:3], target[3:])))
        )
        t_alone, alone, station = self.world.both(state, target, 2.0 * period)
        if name == BRAKING:
            self.missed = to_lvlh(station, alone)
        clear = closest_approach(t_alone, alone, station)[1]
        forward = state[3:] / np.linalg.norm(state[3:])
        up = state[:3] / np.linalg.norm(state[:3])
        side = np.cross(up, forward)
        side = side / np.linalg.norm(side)
        local = (float(dv @ forward), float(dv @ side), float(dv @ np.cross(forward, side)))
        apart = float(np.linalg.norm(state[:3] - target[:3]))
        self.burns.append(
            Burn(name, t, self.world.epoch + t, float(np.linalg.norm(dv)), local, apart, clear)
        )
        after = state.copy()
        after[3:] += dv
        return after

    def follow(self, ship: Array, legs: tuple[Leg, ...], end: float, aim: Array) -> Array:
        """Phasing burns, the corrected Lambert transfer.

        And the burn that makes the orbit coelliptic.
        """
        state, now = ship, 0.0
        for leg in legs:
            state = self.coast(state, now, leg.t)
            now = leg.t
            state = self.burn(leg.name, now, state, leg.burn(state))
        state = self.coast(state, now, end)
        miss = float(np.linalg.norm(state[:3] - aim[:3]))
        if miss > 200.0:
            raise ConvergenceError(why("misses", miss=(miss, 0)), residual=miss)
        return self.burn("coelliptic", end, state, aim[3:] - state[3:])

    def terminal(self, state: Array, start: float, coast: float, seconds: float) -> Array:
        """Terminal transfer to the hold point, corrected under the whole dynamics.

        And braking there.
        """
        begin, end = start + coast, start + coast + seconds
        state = self.coast(state, start, begin)
        first, last = self.target(begin), self.target(end)
        matrix = yamanaka_ankersen(first, seconds)
        here, there = to_lvlh(first, state), np.array(HOLD)
        aim = there.copy()
        for _ in range(_CORRECTIONS):
            leaving, _ = transfer_velocity(matrix, here[:3], aim)
            ship = from_lvlh(first, np.concatenate([here[:3], leaving]))
            miss = to_lvlh(last, self.world.fly(ship, seconds))[:3] - there
            if np.linalg.norm(miss) < 0.1:
                break
            aim = aim - miss
        else:
            raise ConvergenceError(why("unsettled"), residual=float(np.linalg.norm(miss)))
        state = self.burn("terminal transfer", begin, state, ship[3:] - state[3:])
        state = self.coast(state, begin, end)
        still = from_lvlh(last, np.concatenate([to_lvlh(last, state)[:3], np.zeros(3)]))
        return self.burn(BRAKING, end, state, still[3:] - state[3:])

    def hold(self, state: Array, t: float, closing: float, cost: float) -> None:
        """Wait, then the forced approach along the corridor (costed, not flown)."""
        begin = t + HOLD_S
        n = max(2, int(HOLD_S / 20.0))
        wait = np.linspace(t, begin, n)
        station = np.stack([self.target(x) for x in wait])
        held = np.stack([from_lvlh(s, np.array([*HOLD, 0.0, 0.0, 0.0])) for s in station])
        self.pieces.append((wait, held, station))
        target = self.target(begin)
        ship = from_lvlh(target, np.array([*HOLD, 0.0, 0.0, 0.0]))
        self.burn("final approach", begin, ship, np.zeros(3))
        self.burns[-1] = replace(self.burns[-1], delta_v=cost)
        moments = np.linspace(begin, begin + closing, 40)
        gone = np.minimum((moments - begin) * FAR_SPEED, -HOLD[0] - NEAR)
        slow = np.maximum(moments - begin - (-HOLD[0] - NEAR) / FAR_SPEED, 0.0) * NEAR_SPEED
        station = np.stack([self.target(x) for x in moments])
        track = np.zeros((len(moments), 6))
        track[:, 0] = HOLD[0] + gone + slow
        self.pieces.append((moments, from_lvlh(station, track), station))

    def joined(self) -> tuple[Array, Array, Array]:
        """The whole flight as one path."""
        parts = zip(*self.pieces, strict=True)
        t, ship, station = (np.concatenate(list(p)) for p in parts)
        return t, ship, station
