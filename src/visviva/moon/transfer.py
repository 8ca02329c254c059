r"""Roads from the Earth to the Moon, flown backwards from the Moon in the real ephemeris.

A state at the periselene (radius, plane, argument, :math:`C_3` about the Moon, moment) is flown
backwards with the Earth, the Moon and the Sun as points until its perigee. A random
grid, then a simplex search make that perigee the parking orbit on the wanted day, with burns as
small as they get. What is found is one flight without a seam: the model owes no correction. A
ballistic road is one that first goes past 1 million km, where the Sun raises its perigee to the
Moon's distance (Belbruno and Miller 1993).

Limits: impulsive burns; the plane of the parking orbit is free up to the inclination that the goal
allows (its inclination is said); loops before the departure are two-body ones; navigation errors
cost some 5 to 30 m/s more, which is in no figure.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, MOON_GM, MOON_RADIUS, SUN_GM
from visviva.core.ephemeris import SunMoonTable, tdb_seconds
from visviva.core.numerals import as_written
from visviva.core.time import Epoch
from visviva.errors import PropagationError, RangeError
from visviva.moon.orientation import MoonOrientation
from visviva.moon.reasons import why

DAY = 86400.0
#: Days of flight that are searched; the flown ballistic roads of 2022 (Danuri, CAPSTONE) took 134
#: and 138.
DIRECT_DAYS, BALLISTIC_DAYS = (3.0, 6.0), (130.0, 145.0)
#: Distance that a flight must pass (m), and the longest that is flown (days).
_FAR = {"direct": 0.0, "ballistic": 1.0e9}
_SPAN = {"direct": 9.0, "ballistic": 175.0}
#: Error of one step, m (and mm/s), of the grid and of what is kept: a ballistic flight enlarges it
#: ten thousand times.
COARSE, FINE = 20.0, 1e-3
#: A flight counts as found within this of the parking orbit's radius, m.
NEAR = 5e3
#: Misses above this are not priced: the flight is far from the parking orbit.
PRICED = 50.0


@dataclass(frozen=True, slots=True)
class Goal:
    """An orbit about the Moon, and where the road begins.

    Attributes
    ----------
    periselene, aposelene, parking : float
        Heights in m over the mean radius of the Moon and the equatorial one of the Earth.
    inclination : float
        rad, to the lunar equator.
    most_inclination : float
        Most that the parking orbit may be inclined to the Earth's equator, rad.
    """

    periselene: float
    aposelene: float
    inclination: float
    parking: float = 200e3
    most_inclination: float = math.pi


@dataclass(frozen=True, slots=True, eq=False)
class Road:
    """One flight from the parking orbit into the orbit about the Moon.

    Attributes
    ----------
    departure, arrival : Epoch
    c3 : float
        About the Earth at departure, m2/s2.
    tli, loi : float
        Burns, m/s.
    c3_moon : float
        About the Moon at the periselene, m2/s2.
    farthest : float
        m from the Earth.
    inclination : float
        Of the parking orbit to the Earth's equator, rad.
    r_arrival, v_arrival : ndarray
        State at the periselene before the burn, from the Earth's centre, ICRF axes.
    """

    departure: Epoch
    arrival: Epoch
    c3: float
    tli: float
    loi: float
    c3_moon: float
    farthest: float
    inclination: float
    r_arrival: Array
    v_arrival: Array

    @property
    def days(self) -> float:
        """From departure to the burn at the Moon."""
        return float(self.arrival - self.departure) / DAY


@dataclass(frozen=True, slots=True, eq=False)
class Backward:
    """Flights back from the Moon: what the search calls.

    A point of the search is (days after noon of the departure day, node, argument, C3 in km2/s2).
    """

    noon: Epoch
    goal: Goal
    kind: Literal["direct", "ballistic"]
    days: tuple[float, float]
    bodies: SunMoonTable
    axes: MoonOrientation
    tables: tuple[Any, ...]
    tolerance: float = COARSE

    def start(self, x: Array) -> tuple[Epoch, Array]:
        """Moment and state (6,) at the periselene, Earth-centred."""
        when = self.noon + float(x[0]) * DAY
        radius = MOON_RADIUS + self.goal.periselene
        speed = math.sqrt(1e6 * float(x[3]) + 2.0 * MOON_GM / radius)
        node, argument, tilt = float(x[1]), float(x[2]), self.goal.inclination
        along = np.array([math.cos(node), math.sin(node), 0.0])
        side = np.array(
            [
                -math.sin(node) * math.cos(tilt),
                math.cos(node) * math.cos(tilt),
                math.sin(tilt),
            ]
        )
        up = math.cos(argument) * along + math.sin(argument) * side
        ahead = -math.sin(argument) * along + math.cos(argument) * side
        axes = self.axes.equator_axes(when)
        moon_r, moon_v = self.bodies.moon_state(when)
        return when, np.concatenate([moon_r + radius * up @ axes, moon_v + speed * ahead @ axes])

    def fly(self, x: Array) -> tuple[int, float, Array, float]:
        """End, seconds after the departure noon, state at the perigee, farthest distance (m)."""
        from visviva.moon import _transfer_kernel as kernel

        when, y = self.start(x)
        end, t, last, far = kernel.to_perigee(
            float(tdb_seconds(when)),
            y,
            -_SPAN[self.kind] * DAY,
            _FAR[self.kind],
            self.tolerance,
            *self.tables,
        )
        return end, float(x[0]) * DAY + t, last, far

    def miss(self, x: Array) -> float:
        """How far a flight is from the parking orbit and the day: below 1 is met."""
        if not _LEAST[self.kind] <= x[3] <= _MOST[self.kind]:
            return 1e6
        return self._off(x, self.fly(x))

    def _off(self, x: Array, flight: tuple[int, float, Array, float]) -> float:
        end, late, last, _ = flight
        if end != 0:
            return 1e5
        high = float(np.linalg.norm(last[:3])) - EARTH_RADIUS - self.goal.parking
        days = float(x[0]) - late / DAY
        over = max(0.0, abs(late) / DAY - 0.4, self.days[0] - days, days - self.days[1])
        steep = max(0.0, tilt_of(last[:3], last[3:]) - self.goal.most_inclination)
        return abs(high) / NEAR + 400.0 * over + 400.0 * steep

    def road(self, x: Array) -> Road:
        """The flight of a point as a road."""
        return self._road(x, self.fly(x))

    def priced(self, x: Array) -> tuple[float, float]:
        """`miss`, and the sum of the two burns (m/s) where it is at most `PRICED`: one flight."""
        if not _LEAST[self.kind] <= x[3] <= _MOST[self.kind]:
            return 1e6, math.nan
        flight = self.fly(x)
        miss = self._off(x, flight)
        if miss > PRICED:
            return miss, math.nan
        road = self._road(x, flight)
        return miss, road.tli + road.loi

    def _road(self, x: Array, flight: tuple[int, float, Array, float]) -> Road:
        _, late, last, far = flight
        when, y = self.start(x)
        r, v = last[:3], last[3:]
        radius, speed = float(np.linalg.norm(r)), float(np.linalg.norm(v))
        low, high = MOON_RADIUS + self.goal.periselene, MOON_RADIUS + self.goal.aposelene
        before = math.sqrt(1e6 * float(x[3]) + 2.0 * MOON_GM / low)
        after = math.sqrt(MOON_GM * (2.0 / low - 2.0 / (low + high)))
        return Road(
            departure=self.noon + late,
            arrival=when,
            c3=speed**2 - 2.0 * EARTH_GM / radius,
            tli=speed - math.sqrt(EARTH_GM / radius),
            loi=before - after,
            c3_moon=1e6 * float(x[3]),
            farthest=max(far, float(np.linalg.norm(y[:3]))),
            inclination=tilt_of(r, v),
            r_arrival=y[:3],
            v_arrival=y[3:],
        )


def tilt_of(r: Array, v: Array) -> float:
    """Inclination of the plane of a state to the equator of its axes, rad."""
    pole = np.cross(r, v)
    return math.acos(float(pole[2] / np.linalg.norm(pole)))


_LEAST = {"direct": 0.3, "ballistic": -0.25}
_MOST = {"direct": 2.5, "ballistic": 0.12}


def backward(
    day: Epoch, goal: Goal, kind: Literal["direct", "ballistic"], days: tuple[float, float]
) -> Backward:
    """Prepare the search of a departure within 24 h from `day` and a flight of `days` from to.

    Raises
    ------
    RangeError
        If the day is outside the ephemeris or the orbit is none.
    """
    from visviva.core.kernels.dormand_prince import tableau

    if not 0.0 <= goal.periselene <= goal.aposelene < 6e7:
        raise RangeError(
            why(
                "orbit",
                low=as_written(goal.periselene / 1e3),
                high=as_written(goal.aposelene / 1e3),
            ),
            advice="give a periselene from 0 km and an aposelene no lower, below 60,000 km",
        )
    noon = day + 0.5 * DAY
    bodies = SunMoonTable.bundled()
    bodies.moon(noon + (days[1] + 1.0) * DAY), bodies.moon(noon - 20.0 * DAY)
    axes = MoonOrientation.covering(noon, noon + (days[1] + 1.0) * DAY)
    t = tableau()
    numbers = np.array(
        [EARTH_GM, MOON_GM, SUN_GM, *bodies.sun_span, *bodies.moon_span, MOON_RADIUS - 1.0]
    )
    tables = (t.a, t.b, t.c, t.e3, t.e5, numbers)
    world = (bodies.sun_coefficients, bodies.moon_coefficients)
    return Backward(noon, goal, kind, days, bodies, axes, tables + world)


def find_direct(day: Epoch, goal: Goal, *, seed: int = 1) -> Road:
    """Direct road that leaves within the day: the cheapest insertion of those that were found.

    Raises
    ------
    PropagationError
        If no flight meets the parking orbit.
    """
    search = backward(day, goal, "direct", DIRECT_DAYS)
    rng = np.random.default_rng(seed)
    points = np.stack(
        [
            rng.uniform(*DIRECT_DAYS, 3000),
            rng.uniform(0.0, 2.0 * math.pi, 3000),
            rng.uniform(0.0, 2.0 * math.pi, 3000),
            rng.uniform(0.6, 1.2, 3000),
        ],
        axis=1,
    )
    return _best(search, points, tries=24, enough=8)


def find_ballistic(
    day: Epoch, goal: Goal, *, days: tuple[float, float] = BALLISTIC_DAYS, seed: int = 1
) -> Road:
    """Sun-assisted road that leaves within the day and arrives `days` later.

    Raises
    ------
    PropagationError
        If no flight meets the parking orbit.
    """
    search = backward(day, goal, "ballistic", days)
    rng = np.random.default_rng(seed)
    count = 6000
    points = np.stack(
        [
            rng.uniform(*days, count),
            rng.uniform(0.0, 2.0 * math.pi, count),
            rng.uniform(0.0, 2.0 * math.pi, count),
            rng.uniform(-0.15, 0.05, count),
        ],
        axis=1,
    )
    return _best(search, points, tries=20, enough=3)


def _best(search: Backward, points: Array, *, tries: int, enough: int) -> Road:
    found = sorted(_refined(search, points, tries, enough), key=lambda road: road.loi + road.tli)
    if not found:
        raise PropagationError(
            why("no-road", kind=search.kind, starts=(float(len(points)), 0)),
            advice="try another day or another inclination",
        )
    return found[0]


def _cheaper(search: Backward, x: Array, simplex: Array) -> Array:
    """A point near a found one whose two burns sum to less, still within the miss allowed."""
    from scipy.optimize import minimize

    def cost(y: Array) -> float:
        miss, burns = search.priced(y)
        if miss > PRICED:
            return 1e5 + miss
        return burns + 50.0 * max(0.0, miss - 0.9)

    shrunk = x + 0.1 * (simplex - simplex[0])
    best = minimize(
        cost, x, method="Nelder-Mead", options={"maxfev": 400, "initial_simplex": shrunk}
    )
    return np.asarray(best.x if search.miss(best.x) < 1.0 else x)


def _refined(search: Backward, points: Array, tries: int, enough: int) -> Iterator[Road]:
    from scipy.optimize import minimize

    misses = np.array([search.miss(x) for x in points])
    scale = np.array([0.3, 0.05, 0.05, 0.01])
    search, met = replace(search, tolerance=FINE), 0
    for k in np.argsort(misses)[:tries]:
        if misses[k] >= 1e5:
            return
        simplex = points[k] + np.concatenate([np.zeros((1, 4)), np.diag(scale)])
        best = minimize(
            search.miss,
            points[k],
            method="Nelder-Mead",
            options={"maxfev": 600, "fatol": 1e-2, "xatol": 1e-12, "initial_simplex": simplex},
        )
        if best.fun < 1.0:
            met += 1
            yield search.road(_cheaper(search, best.x, simplex))
        if met >= enough:
            return
