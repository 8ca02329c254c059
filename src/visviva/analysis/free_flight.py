"""A free flight from lift-off to touchdown.

The days it may last, when it can land, and what the return weighs.

Seen from the turning Earth the flight does not depend on its date: the plane lies over the pad at
lift-off and turns with J2 from then on. A date decides only whether the Sun is up at landing.

Limits: mean motion under J2 from insertion at perigee; drag and orbit corrections are left out, so
the moments hold for a ship that keeps its orbit, and one that is left to sink comes earlier along
its track every day. One braking burn of the published size; the return is unguided; the launch goes
northbound.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.analysis.ascent_profile import ascent_profile_of
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.time import DAY_S, Epoch
from visviva.crew.descent.deorbit import Braking, ReturnFlight, brake, fly_return, lifting_bank
from visviva.crew.descent.landing import Opportunity, Orbit, Zone, opportunities
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.fly import Capsule
from visviva.data.schema.craft import ShipFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import InputError
from visviva.orbit.elements import Elements, elements_to_state, launch_azimuth, state_to_elements
from visviva.orbit.two_body import propagate_j2

#: Returns that begin closer together belong to one pass, s.
_SAME_PASS = 1800.0


@dataclass(frozen=True, slots=True)
class FreeFlightRequest:
    """A flight to plan.

    Attributes
    ----------
    vehicle : VehicleFact
    ship : ShipFact
        With landing zones and a descent module.
    pad : tuple of float
        Latitude, longitude (rad) and height (m).
    inclination : float
        Of the orbit, which the pad must reach without a turn, rad.
    perigee, apogee : float
        Heights at insertion, m.
    liftoff : Epoch
    dated : bool
        Whether anybody named the lift-off.
    days : float
        From lift-off to landing at most.
    braking : Braking
        The burn that brings the ship down, with the ship's mass.
    """

    vehicle: VehicleFact
    ship: ShipFact
    pad: tuple[float, float, float]
    inclination: float
    perigee: float
    apogee: float
    liftoff: Epoch
    dated: bool
    days: float
    braking: Braking


@dataclass(frozen=True, slots=True, eq=False)
class FlightPlan:
    """A flight as flown here.

    Attributes
    ----------
    ship : ShipFact
    liftoff, insertion : Epoch
    dated : bool
        Whether the study names the lift-off; else the day of the claim stands in.
    days : float
        From lift-off to landing at most, as published for the ship.
    chances : tuple of (Zone, tuple of Opportunity)
        Opportunities that end within `days` (give or take the minute by which returns differ), by
        zone.
    nearest : float
        Of all returns to the edge of a zone, m; below zero inside.
    braking : Braking
    lifting, ballistic : ReturnFlight
        From the last pass, into the zone whose centre it comes nearer; without one, of a burn at
        insertion.
    """

    ship: ShipFact
    liftoff: Epoch
    insertion: Epoch
    dated: bool
    days: float
    chances: tuple[tuple[Zone, tuple[Opportunity, ...]], ...]
    nearest: float
    braking: Braking
    lifting: ReturnFlight
    ballistic: ReturnFlight

    @property
    def in_order(self) -> tuple[tuple[Zone, Opportunity], ...]:
        """All opportunities, the earliest landing first."""
        return _in_order(self.chances, self.liftoff)

    def elapsed(self, epoch: Epoch) -> float:
        """Seconds since lift-off."""
        return float(epoch - self.liftoff)

    @property
    def passes(self) -> tuple[Opportunity, ...]:
        """One opportunity for each pass that ends in a zone: overlapping zones share a pass."""
        kept: list[Opportunity] = []
        for _, one in self.in_order:
            if not kept or float(one.ignition - kept[-1].ignition) > _SAME_PASS:
                kept.append(one)
        return tuple(kept)

    @property
    def passes_by_day(self) -> tuple[int, ...]:
        """How many passes of each whole day since lift-off end in a zone."""
        days = [int(self.elapsed(one.landing) // DAY_S) for one in self.passes]
        return tuple(days.count(day) for day in range(int(self.days)))


def plan_free_flight(request: FreeFlightRequest) -> FlightPlan:
    """Fly the whole of a free flight, from lift-off to its last landing.

    Raises
    ------
    InputError
        If the braking burn never brings the ship down.
    """
    ship, braking, low, high = request.ship, request.braking, request.perigee, request.apogee
    climb = ascent_profile_of(request.vehicle, braking.mass, low, high)
    insertion = request.liftoff + climb.duration
    pad = geodetic_to_itrf(*request.pad)
    start = insertion_elements(pad, request.inclination, low, high, climb.downrange)
    orbit = earth_fixed(start, request.liftoff, climb.duration)
    lifting, ballistic, load = _capsules(ship)
    r, v = orbit(insertion + np.zeros(1))
    bank = _bank(r[0], v[0], braking, lifting, load)
    homeward = fly_return(r[0], v[0], braking, lifting, bank).duration
    left = request.days - (climb.duration + homeward) / DAY_S
    chances, nearest = _search(orbit, braking, lifting, bank, ship.zones(), insertion, left)
    last = last_of(_in_order(chances, request.liftoff))
    r, v = orbit((last[1].ignition if last else insertion) + np.zeros(1))
    returns = [
        fly_return(r[0], v[0], braking, c, b) for c, b in ((lifting, bank), (ballistic, Bank()))
    ]
    return FlightPlan(
        ship,
        request.liftoff,
        insertion,
        request.dated,
        request.days,
        chances,
        nearest,
        braking,
        returns[0],
        returns[1],
    )


def insertion_elements(
    pad_itrf: Array, inclination: float, perigee: float, apogee: float, downrange: float
) -> Elements:
    """Mean elements at insertion, in axes that stand where ITRF stood at lift-off.

    Parameters
    ----------
    pad_itrf : ndarray (3,)
        m.
    inclination : float
        Of the orbit, whose plane holds the pad at lift-off, rad.
    perigee, apogee : float
        Over the equatorial radius, m; the ship is left at perigee.
    downrange : float
        Angle flown from the pad to insertion, rad.

    Examples
    --------
    >>> pad = geodetic_to_itrf(np.radians(45.92), np.radians(63.34))
    >>> e = insertion_elements(pad, np.radians(51.6), 200e3, 242e3, 0.27)
    >>> along = elements_to_state(e)[0] @ pad / np.linalg.norm(pad)
    >>> bool(abs(along / e.perigee_radius - np.cos(0.27)) < 1e-9)
    True
    """
    up = pad_itrf / np.linalg.norm(pad_itrf)
    azimuth = float(launch_azimuth(math.asin(up[2]), inclination))
    east = np.array([-up[1], up[0], 0.0]) / math.hypot(up[0], up[1])
    heading = math.cos(azimuth) * np.cross(up, east) + math.sin(azimuth) * east
    there = math.cos(downrange) * up + math.sin(downrange) * heading
    ahead = math.cos(downrange) * heading - math.sin(downrange) * up
    shape = Elements.from_apsides(perigee, apogee)
    speed = math.sqrt(shape.gm * (2.0 / shape.perigee_radius - 1.0 / shape.semi_major_axis))
    return state_to_elements(shape.perigee_radius * there, speed * ahead)


def earth_fixed(start: Elements, liftoff: Epoch, since: float) -> Orbit:
    """Earth-fixed states of an orbit that has `start` elements `since` s after `liftoff`.

    When the axes were ITRF's.
    """

    def orbit(epoch: Epoch) -> tuple[Array, Array]:
        t = np.asarray(epoch - liftoff, dtype=np.float64)
        r, v = elements_to_state(propagate_j2(start, t - since))
        r_itrf = _turned(r, EARTH_RATE * t)
        return r_itrf, _turned(v, EARTH_RATE * t) - np.cross([0.0, 0.0, EARTH_RATE], r_itrf)

    return orbit


def _turned(x: Array, angle: Array) -> Array:
    """Components of `x` in axes turned eastward about the pole by `angle`."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack(
        [c * x[..., 0] + s * x[..., 1], c * x[..., 1] - s * x[..., 0], x[..., 2]], axis=-1
    )


def _in_order(
    chances: Sequence[tuple[Zone, tuple[Opportunity, ...]]], liftoff: Epoch
) -> tuple[tuple[Zone, Opportunity], ...]:
    every = ((zone, one) for zone, found in chances for one in found)
    return tuple(sorted(every, key=lambda pair: float(pair[1].landing - liftoff)))


def last_of(in_order: Sequence[tuple[Zone, Opportunity]]) -> tuple[Zone, Opportunity] | None:
    """Of the last pass, the zone whose centre it comes nearer, with that opportunity."""
    if not in_order:
        return None
    end = in_order[-1][1].ignition
    same = [pair for pair in in_order if float(end - pair[1].ignition) <= _SAME_PASS]
    return min(same, key=lambda pair: pair[1].miss)


def _capsules(ship: ShipFact) -> tuple[Capsule, Capsule, float]:
    """The descent module with its lift and without, and its nominal load."""
    figures = ship.capsule_figures()
    return figures.capsule(), figures.capsule(lifting=False), figures.nominal_load_g


def _bank(r_itrf: Array, v_itrf: Array, braking: Braking, capsule: Capsule, load: float) -> Bank:
    """The bank of the nominal load; lift up where the entry is too steep for it."""
    arrival = brake(r_itrf, v_itrf, braking)
    try:
        return lifting_bank(arrival, capsule, load)
    except InputError:
        return Bank.constant(0.0)


def _search(
    orbit: Orbit,
    braking: Braking,
    capsule: Capsule,
    bank: Bank,
    zones: Sequence[Zone],
    start: Epoch,
    days: float,
) -> tuple[tuple[tuple[Zone, tuple[Opportunity, ...]], ...], float]:
    """Opportunities of `days` by zone.

    And how far the nearest return stays from the edge of a zone, m.
    """
    chances: list[tuple[Zone, tuple[Opportunity, ...]]] = []
    nearest = math.inf
    for zone in zones:
        try:
            search = opportunities(orbit, braking, capsule, bank, zone, start, days)
        except InputError as err:
            if "outside_km" not in err.fields:
                raise
            nearest = min(nearest, 1e3 * float(err.fields["outside_km"]))
            chances.append((zone, ()))
            continue
        nearest = min(nearest, search.nearest - zone.radius)
        chances.append((zone, search.opportunities))
    return tuple(chances), nearest
