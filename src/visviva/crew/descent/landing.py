"""When a ship can come down in a landing zone.

Opportunities by day, with light, regime and where it falls short.

Zones are public recovery areas, never points: the search asks at which moments the fixed return of
the ship happens to end inside a zone, and steers nothing. Limits: the orbit is that of the element
set (its age is told); one braking burn of the ship's own size; no guidance, so the miss is that of
the ground track alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.bodies import sun_elevation
from visviva.core.constants import EARTH_RATE
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.descent.deorbit import Braking, ReturnFlight, fly_return
from visviva.crew.descent.reasons import why
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.fly import Capsule
from visviva.errors import InputError

#: Position and velocity in ITRF (m, m/s), shapes (n, 3), at an epoch of shape (n,).
Orbit = Callable[[Epoch], tuple[Array, Array]]
# m: a recovery area, not a point; Soyuz itself is published to scatter over 28 km
SMALLEST_ZONE = 20e3
_STEP = 20.0  # s between sampled ignitions
_MEAN_RADIUS = 6371008.8  # m, IUGG


@dataclass(frozen=True, slots=True)
class Zone:
    """A landing zone: a recovery area of `radius` m about `center`, whose altitude is the ground.

    Raises
    ------
    InputError
        If it is smaller or larger than recovery areas are.
    """

    center: Place
    radius: float

    def __post_init__(self) -> None:
        if not SMALLEST_ZONE <= self.radius <= 1.5e6:
            raise InputError(
                f"a landing zone of {self.radius / 1e3:g} km radius",
                advice=f"give a recovery area of {SMALLEST_ZONE / 1e3:g} to 1500 km: returns "
                "scatter, points cannot be asked for",
            )

    @property
    def name(self) -> str:
        """Of the zone."""
        return self.center.name

    @property
    def ground(self) -> float:
        """Altitude of the ground, m."""
        return self.center.altitude


@dataclass(frozen=True, slots=True, eq=False)
class Opportunity:
    """One chance to land.

    Attributes
    ----------
    ignition, landing : Epoch
    miss : float
        Of the landing from the zone's centre, m.
    northbound : bool
        Coming from the south.
    sun_elevation : float
        At the landing, rad.
    flight : ReturnFlight
        As flown, in the regime asked for.
    """

    ignition: Epoch
    landing: Epoch
    miss: float
    northbound: bool
    sun_elevation: float
    flight: ReturnFlight

    @property
    def light(self) -> str:
        """``day``, ``twilight`` (Sun down to 6 degrees under the horizon) or ``night``."""
        if self.sun_elevation > 0.0:
            return "day"
        return "twilight" if self.sun_elevation > np.radians(-6.0) else "night"


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What a search found: opportunities in order of time.

    And the nearest that the ground track comes at all.
    """

    zone: Zone
    start: Epoch
    days: float
    opportunities: tuple[Opportunity, ...]
    nearest: float


def opportunities(
    orbit: Orbit,
    braking: Braking,
    capsule: Capsule,
    bank: Bank,
    zone: Zone,
    start: Epoch,
    days: float,
) -> Search:
    """Every return from `orbit` that ends in `zone`, one per pass.

    Parameters
    ----------
    orbit : callable
        From an `Epoch` of shape (n,) to ITRF position and velocity.
    braking, capsule, bank
        Of the return; the same for every opportunity.
    zone : Zone
    start : Epoch
    days : float
        Ignitions from `start` on, for so many days.

    Raises
    ------
    InputError
        If no ground track of the span comes into the zone: says how near it comes.
    """
    if not 0.0 < days <= 400.0:
        raise InputError(f"a search over {days:g} days", advice="give more than 0 and at most 400")
    t = np.arange(0.0, days * DAY_S + _STEP, _STEP)
    r, v = orbit(start + t)
    lat, lon = _predicted(r, v, _Model.of(r, v, t, braking, capsule, bank, zone.ground))
    miss = zone.center.distance(lat, lon)
    inner = np.nonzero((miss[1:-1] <= miss[:-2]) & (miss[1:-1] < miss[2:]))[0] + 1
    found, nearest = [], float(miss.min())
    for i in inner[miss[inner] < zone.radius + 150e3]:
        one = _refined(orbit, braking, capsule, bank, zone, start, float(t[i]))
        nearest = min(nearest, one.miss)
        if one.miss <= zone.radius:
            found.append(one)
    if not found:
        _refuse(zone, r, nearest, days)
    return Search(zone, start, days, tuple(found), nearest)


def _refuse(zone: Zone, r: Array, nearest: float, days: float) -> None:
    top = float(np.max(np.abs(r[:, 2]) / np.linalg.norm(r, axis=-1)))
    reach = np.degrees(np.arcsin(top))
    beyond = np.degrees(abs(zone.center.latitude)) - reach
    out_of_reach = (
        why("too-far-north", beyond=(float(beyond), 1), reach=(float(reach), 1))
        if beyond > 0.0
        else why("why.none")
    )
    raise InputError(
        why(
            "no-return",
            days=f"{days:g}",
            zone=zone.name,
            nearest=(nearest / 1e3, 0),
            outside=((nearest - zone.radius) / 1e3, 0),
            why=out_of_reach,
        ),
        advice="take more days, another zone, or a manoeuvre that shifts the ground track",
        nearest_km=nearest / 1e3,
        outside_km=(nearest - zone.radius) / 1e3,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """The return of this ship round one orbit.

    Angle flown, cross-range and time, by argument of latitude.
    """

    u: Array
    angle: Array
    across: Array
    duration: Array

    @classmethod
    def of(
        cls,
        r: Array,
        v: Array,
        t: Array,
        braking: Braking,
        capsule: Capsule,
        bank: Bank,
        ground: float,
    ) -> "_Model":
        """From two dozen flown returns, spread over the first revolution."""
        period = 2.0 * np.pi * np.sqrt(np.linalg.norm(r[0]) ** 3 / 3.986004418e14)
        count = max(1, int(period / _STEP))
        rows = []
        for i in np.unique(np.linspace(0, min(count, len(t) - 1), 25).astype(int)):
            flight = fly_return(r[i], v[i], braking, capsule, bank, ground=ground)
            first, side, normal, u = _plane(r[i], v[i])
            end = _turn(flight.entry.r_itrf[-1], EARTH_RATE * flight.duration)
            rows.append(
                (
                    u,
                    np.arctan2(end @ side, end @ first) % (2 * np.pi),
                    np.arcsin(end @ normal / np.linalg.norm(end)),
                    flight.duration,
                )
            )
        table = np.array(sorted(rows))
        return cls(*table.T)

    def at(self, u: Array) -> tuple[Array, Array, Array]:
        """Angle, cross-range angle (rad) and duration (s), periodic in `u`."""
        angle, across, duration = (
            np.interp(u, self.u, y, period=2 * np.pi)
            for y in (self.angle, self.across, self.duration)
        )
        return angle, across, duration


def _plane(r: Array, v: Array) -> tuple[Array, Array, Array, Array]:
    """Axes along position, along track and across.

    Inertial, at this moment, and the argument of latitude.
    """
    inertial = v + np.cross([0.0, 0.0, EARTH_RATE], r)
    first = r / np.linalg.norm(r, axis=-1, keepdims=True)
    normal = np.cross(r, inertial)
    normal = normal / np.linalg.norm(normal, axis=-1, keepdims=True)
    side = np.cross(normal, first)
    node = np.stack([-normal[..., 1], normal[..., 0], np.zeros_like(normal[..., 0])], axis=-1)
    node = node / np.maximum(np.linalg.norm(node, axis=-1, keepdims=True), 1e-12)
    u = np.arctan2(-np.sum(side * node, -1), np.sum(first * node, -1)) % (2 * np.pi)
    return first, side, normal, u


def _turn(r: Array, angle: Any) -> Array:
    """`r` turned about the pole by `angle` (rad)."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [c * r[..., 0] - s * r[..., 1], s * r[..., 0] + c * r[..., 1], r[..., 2]], axis=-1
    )


def _predicted(r: Array, v: Array, model: _Model) -> tuple[Array, Array]:
    """Landing places (geodetic rad) for ignitions at many states, within some kilometres."""
    first, side, normal, u = _plane(r, v)
    angle, across, duration = model.at(u)
    ahead = np.cos(angle)[:, None] * first + np.sin(angle)[:, None] * side
    end = np.cos(across)[:, None] * ahead + np.sin(across)[:, None] * normal
    end = _turn(end, -EARTH_RATE * duration)
    lat = np.arctan2(end[:, 2], (1.0 - 1.0 / 298.257223563) ** 2 * np.hypot(end[:, 0], end[:, 1]))
    return lat, np.arctan2(end[:, 1], end[:, 0])


def _refined(
    orbit: Orbit,
    braking: Braking,
    capsule: Capsule,
    bank: Bank,
    zone: Zone,
    start: Epoch,
    guess: float,
) -> Opportunity:
    """Ignition time (s) near `guess` at which the landing passes nearest to the zone's centre."""

    def fly(when: float) -> tuple[ReturnFlight, float]:
        r, v = orbit(start + np.array([when]))
        flight = fly_return(r[0], v[0], braking, capsule, bank, ground=zone.ground)
        return flight, float(zone.center.distance(*flight.landing))

    best, width = guess, _STEP
    flight, miss = fly(best)
    for _ in range(3):
        # distance squared is a parabola of the time where the track runs straight past
        low, high = fly(best - width)[1] ** 2, fly(best + width)[1] ** 2
        bend = low - 2.0 * miss**2 + high
        if bend <= 0.0:
            break
        step = 0.5 * width * (low - high) / bend
        if abs(step) < 0.02:
            break
        best += float(np.clip(step, -3.0 * width, 3.0 * width))
        flight, miss = fly(best)
        width = max(2.0, 0.25 * width)
    ignition = start + best
    landing = ignition + flight.duration
    lat, lon = flight.landing
    rise = float(flight.entry.r_itrf[-1] @ np.array([0.0, 0.0, 1.0]) - flight.arrival.r_itrf[2])
    return Opportunity(
        ignition, landing, miss, rise > 0.0, float(sun_elevation(landing, lat, lon)), flight
    )


def beyond(a: ReturnFlight, b: ReturnFlight) -> float:
    """How far beyond landing `a` landing `b` lies over the ground, m.

    Negative where `b` falls short.
    """
    here, there, start = a.entry.r_itrf[-1], b.entry.r_itrf[-1], a.arrival.r_itrf
    gap = float(np.arctan2(np.linalg.norm(np.cross(here, there)), here @ there)) * _MEAN_RADIUS
    return -gap if np.linalg.norm(there - start) < np.linalg.norm(here - start) else gap
