"""The search for phasing burns: when, how large, and the Lambert transfer that ends them.

A short flight has one burn near the first apogee and a transfer; a longer one has a second burn
half a revolution after the first, which makes a rounder phasing orbit. Times and sizes are found by
a coarse grid and Nelder and Mead's simplex; each trial is flown under J2 and ends in a Lambert arc
whose aim is shifted by what J2 did to it.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.crew.dynamics import STEP, World, station_apart, tangent_burn
from visviva.crew.reasons import why
from visviva.errors import ConvergenceError, VisvivaError
from visviva.orbit.lambert import lambert

_DEAREST = 1000.0  # m/s: no plan costs more
_MISS = 50.0  # m
_ASTRAY = 1e6  # m
_TINY = 0.05  # m/s: no burn is made for less
_DEAR = 1e4  # m/s: what a trial costs that cannot be flown
_COARSE_STEP = 60.0
_LONG_S = 4.0 * 3600.0  # a flight with room for a second phasing burn
_HALF_TURN = -float(np.cos(np.radians(12.0)))
_LOWEST = 6.378137e6 + 160e3  # m: no trial may dip below


@dataclass(frozen=True, slots=True, eq=False)
class Leg:
    """A burn of the phasing: seconds after insertion.

    And either its parts along the flight or the vector itself.
    """

    name: str
    t: float
    along: float = 0.0
    side: float = 0.0
    vector: Array | None = None

    def burn(self, state: Array) -> Array:
        """Velocity change at `state`, inertial, m/s."""
        return (
            self.vector
            if self.vector is not None
            else np.asarray(tangent_burn(state, self.along, self.side))
        )


def find_phasing(
    world: World, ship: Array, aim: Array, end: float, earliest: float
) -> tuple[Leg, ...]:
    """Burns that bring `ship` to the state `aim` at `end` seconds, the arrival burn left out.

    Raises
    ------
    ConvergenceError
        If nothing found is cheaper than a kilometre per second.
    """
    from scipy.optimize import minimize

    trial = _Trial(world, ship, aim, end, earliest)
    found: list[tuple[float, Array]] = []
    for start in trial.starts():
        spread = np.array([300.0, 4.0, 1.0, 4.0, 300.0] if trial.long else [300.0, 4.0, 1.0, 300.0])
        simplex = np.vstack([start, start + np.diag(spread)])
        ended = minimize(
            trial.cost,
            start,
            method="Nelder-Mead",
            options={
                "initial_simplex": simplex,
                "maxfev": trial.budget,
                "xatol": 0.05,
                "fatol": 0.01,
            },
        )
        found.append((float(ended.fun), ended.x))
    for cost, x in sorted(found, key=lambda pair: pair[0]):
        legs = trial.legs(x) if cost < _DEAREST else None
        if legs is not None:
            return legs
    raise ConvergenceError(why("no-burns"), advice="give a longer profile or another lift-off")


class _Trial:
    """One set of unknowns: time and size of the first burn, size of the second.

    Departure of the transfer.
    """

    def __init__(self, world: World, ship: Array, aim: Array, end: float, earliest: float) -> None:
        self.world, self.ship, self.aim, self.end, self.earliest = world, ship, aim, end, earliest
        self.period = float(2.0 * np.pi * np.sqrt(np.linalg.norm(aim[:3]) ** 3 / EARTH_GM))
        self.long = end - earliest > _LONG_S
        self.step = _COARSE_STEP if end > 8.0 * 3600.0 else STEP
        self.budget = 220 if end < 8.0 * 3600.0 else 150

    def starts(self) -> list[Array]:
        """The best points of a coarse grid."""
        half = 0.5 * self.period
        grid: list[Array] = []
        leave = [self.end - f * self.period for f in (0.40, 0.46, 0.55, 0.7, 0.85)]
        if not self.long:
            times = np.arange(max(self.earliest, 1200.0), self.end - 0.45 * self.period, 600.0)
            grid = [
                np.array([t, v, 0.0, d])
                for t in times
                for v in (0.0, 10.0, 20.0, 30.0, 45.0)
                for d in leave
                if d > t
            ]
        else:
            first = max(self.earliest, half if self.end < 8.0 * 3600.0 else 2.0 * self.period)
            for share in (0.0, 0.8, 1.0):
                for d in leave[1:3]:
                    grid += [
                        np.array([first, v, 0.0, share * v, d])
                        for v in self._arriving(first, share, d)
                    ]
            if self.end < 8.0 * 3600.0:
                for v in np.arange(0.0, 66.0, 3.0):
                    grid += [
                        np.array([first, v, 0.0, w, d]) for w in (0.0, 0.8 * v) for d in leave[1:3]
                    ]
        return sorted(grid, key=self.cost)[:3]

    def _arriving(self, first: float, share: float, leave: float) -> list[float]:
        """Sizes of the first burn that bring the ship to where the transfer begins.

        One for each lap it can gain.
        """
        sizes = np.arange(0.0, 80.0, 2.0)
        off = np.array([self._early(np.array([first, v, 0.0, share * v, leave])) for v in sizes])
        across = np.flatnonzero((off[:-1] * off[1:] < 0.0) & (np.abs(off[:-1] - off[1:]) < np.pi))
        return [float(sizes[k] + 2.0 * off[k] / (off[k] - off[k + 1])) for k in across]

    def _early(self, x: Array) -> float:
        """Angle by which the ship stands too far on where the transfer begins, rad in (-pi, pi]."""
        now, state = 0.0, self.ship
        for t, along, side in self._phasing(x):
            state = self.world.fly(state, t - now, step=self.step)
            state = np.concatenate([state[:3], state[3:] + tangent_burn(state, along, side)])
            now = t
        state = self.world.fly(state, float(x[-1]) - now, step=self.step)
        mean = 0.5 * (np.linalg.norm(state[:3]) + np.linalg.norm(self.aim[:3]))
        needed = np.sqrt(EARTH_GM / mean**3) * (self.end - float(x[-1]))
        return float((needed - station_apart(state, self.aim) + np.pi) % (2.0 * np.pi) - np.pi)

    def cost(self, x: Array) -> float:
        """Whole velocity, m/s, the arrival burn included."""
        try:
            solved = self._solve(x, self.step, corrections=1)
        except (VisvivaError, FloatingPointError):
            return _DEAR
        return _DEAR if solved is None else solved[0]

    def legs(self, x: Array) -> tuple[Leg, ...] | None:
        """The burns of a trial, with the transfer corrected until it arrives.

        None if it does not.
        """
        x = x.copy()
        for k in (1, 2, 3) if self.long else (1, 2):
            if abs(x[k]) < _TINY:
                x[k] = 0.0
        solved = self._solve(x, STEP, corrections=12)
        if solved is None or solved[2] > _MISS:
            return None
        names = ("phasing 1", "phasing 2") if self.long else ("phasing 1",)
        burns = [
            Leg(name, t, v, side)
            for name, (t, v, side) in zip(names, self._phasing(x), strict=True)
        ]
        kept = [b for b in burns if b.along or b.side]
        return (*kept, Leg("transfer", float(x[-1]), vector=solved[1]))

    def _phasing(self, x: Array) -> list[tuple[float, float, float]]:
        if not self.long:
            return [(float(x[0]), float(x[1]), float(x[2]))]
        return [
            (float(x[0]), float(x[1]), float(x[2])),
            (float(x[0]) + 0.5 * self.period, float(x[3]), 0.0),
        ]

    def _solve(self, x: Array, step: float, corrections: int) -> tuple[float, Array, float] | None:
        """Cost, transfer burn and miss, or None where the times or heights make no flight."""
        leave, now, state, total = float(x[-1]), 0.0, self.ship, 0.0
        burns = self._phasing(x)
        if (
            burns[0][0] < self.earliest
            or burns[-1][0] > leave - 300.0
            or self.end - leave <= 1200.0
        ):
            return None
        if self.end - leave > 1.9 * self.period:
            return None
        for t, along, side in burns:
            state = self.world.fly(state, t - now, step=step)
            state = np.concatenate([state[:3], state[3:] + tangent_burn(state, along, side)])
            now, total = t, total + float(np.hypot(along, side))
        state = self.world.fly(state, leave - now, step=step)
        if np.linalg.norm(state[:3]) < _LOWEST:
            return None
        return self._transfer(state, self.end - leave, total, corrections)

    def _transfer(
        self, state: Array, seconds: float, total: float, corrections: int
    ) -> tuple[float, Array, float] | None:
        normal = np.cross(self.aim[:3], self.aim[3:])
        place = self.aim[:3].copy()
        turn = float(state[:3] @ place / np.sqrt((state[:3] @ state[:3]) * (place @ place)))
        if turn < _HALF_TURN:  # near half a revolution the plane of the arc turns with every metre
            return None
        best: tuple[float, Array, float] | None = None
        for _ in range(corrections + 1):
            arcs = lambert(state[:3], place, seconds, normal=normal, max_revolutions=1)
            costs = [
                float(np.linalg.norm(a.v1 - state[3:]) + np.linalg.norm(self.aim[3:] - a.v2))
                for a in arcs
            ]
            arc = arcs[int(np.argmin(costs))]
            arrived = self.world.fly(np.concatenate([state[:3], arc.v1]), seconds)
            miss = arrived[:3] - self.aim[:3]
            if not np.linalg.norm(miss) < _ASTRAY:  # an arc through the Earth is flung anywhere
                return None
            best = (
                total
                + float(
                    np.linalg.norm(arc.v1 - state[3:]) + np.linalg.norm(self.aim[3:] - arrived[3:])
                ),
                arc.v1 - state[3:],
                float(np.linalg.norm(miss)),
            )
            if np.linalg.norm(miss) < 1.0:
                break
            place = place - miss
        return best
