"""Closing the angle between a ship and its station.

Rates, ranges, profiles, and the plane that drifts meanwhile.

Limits: first-order secular J2 and circular means of both orbits; drag is left out (200 km in quiet
air costs about a kilometre of height a revolution, worth 0.1 degrees of phase the next).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.orbit.elements import j2_rates
from visviva.orbit.transfer import speed

TWO_PI = 2.0 * np.pi
#: Docking less the start of the coelliptic leg, s: drift, terminal transfer, holds and final
#: approach (`proximity`).
FINAL_LEG_S = 3600.0
#: Height below the station of the coelliptic leg, m.
COELLIPTIC_BELOW = 10e3


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to the station.

    Attributes
    ----------
    name : str
    orbits : int
        As the operators count them.
    flight_time : float
        Lift-off to docking, s.
    phase_low, phase_high : float
        Angle to close at insertion that it can take, rad.
    source : str
    """

    name: str
    orbits: int
    flight_time: float
    phase_low: float
    phase_high: float
    source: str


@dataclass(frozen=True, slots=True)
class PublishedProfile:
    """A way to the station as published: flight time in s, width of the phase that fits in rad.

    `width` None: what flies.
    """

    name: str
    orbits: int
    flight_time: float
    width: float | None
    source: str


def closing_rate(
    perigee: ArrayLike, apogee: ArrayLike, target_radius: float, inclination: float
) -> Any:
    """By how much a ship gains on its station each revolution of the station, rad.

    Heights over the equator, m.

    Counted from node to node with J2's drift of perigee, mean anomaly and node.

    Examples
    --------
    >>> round(float(np.degrees(closing_rate(221e3, 221e3, 6378137.0 + 419e3, np.radians(51.64)))),
    ...     1)
    16.3
    """
    a = EARTH_RADIUS + 0.5 * (np.asarray(perigee, float) + np.asarray(apogee, float))
    e = 0.5 * (np.asarray(apogee, float) - np.asarray(perigee, float)) / a
    ship, station = j2_rates(a, e, inclination), j2_rates(target_radius, 0.0, inclination)
    gain = _along(ship, inclination) - _along(station, inclination)
    return gain * station.nodal_period


def _along(rates: Any, inclination: float) -> Any:
    return rates.mean_anomaly + rates.argument_of_perigee + np.cos(inclination) * rates.raan


def raise_cost(perigee: float, apogee: float, target_height: float) -> float:
    """Velocity to bring an orbit up to a circle by burns at both apsides, m/s.

    Heights over the equator, m.

    Examples
    --------
    >>> round(raise_cost(200e3, 242e3, 419e3))
    114
    """
    low, high, far = (EARTH_RADIUS + h for h in (perigee, apogee, target_height))
    first = abs(speed(low, 0.5 * (low + far)) - speed(low, 0.5 * (low + high)))
    return float(first + abs(speed(far, far) - speed(far, 0.5 * (low + far))))


def drift_of_node(to_close: ArrayLike, inclination: float, mean_motion: float) -> Any:
    """By how much farther the ship's node turns than the station's while it closes `to_close`, rad.

    Westward positive.

    Both the faster motion and the faster node come from the lower orbit: the node's share is 7/3 of
    its own turn for each radian closed, whatever the heights on the way (rates go as a^-3/2 and
    a^-7/2).
    """
    a = (EARTH_GM / mean_motion**2) ** (1.0 / 3.0)
    rate = j2_rates(a, 0.0, inclination).raan
    return -7.0 / 3.0 * rate / mean_motion * np.asarray(to_close, float)


def phase_range(
    flight_time: float,
    insertion_time: float,
    perigee: float,
    apogee: float,
    target_radius: float,
    inclination: float,
) -> tuple[float, float]:
    """Least and greatest angle that a flight of this length can close, rad.

    The least by climbing a quarter of a revolution after insertion, the greatest by staying low
    until the last transfer that still fits.
    """
    target = target_radius - EARTH_RADIUS
    rate = float(closing_rate(perigee, apogee, target_radius, inclination))
    period = TWO_PI * np.sqrt(target_radius**3 / EARTH_GM)
    half = 0.5 * period
    transfer = 0.5 * float(closing_rate(perigee, target, target_radius, inclination))
    slow = (
        float(
            closing_rate(
                target - COELLIPTIC_BELOW, target - COELLIPTIC_BELOW, target_radius, inclination
            )
        )
        / period
    )
    free = flight_time - insertion_time - FINAL_LEG_S - half
    least = 0.25 * rate + transfer + slow * (max(0.0, free - 0.25 * period) + FINAL_LEG_S)
    greatest = rate * free / period + transfer + slow * FINAL_LEG_S
    return least, greatest


def fitting(profiles: Sequence[Profile], to_close: float) -> tuple[Profile, ...]:
    """Profiles that can close `to_close` rad, quickest first."""
    can = [p for p in profiles if p.phase_low <= to_close <= p.phase_high]
    return tuple(sorted(can, key=lambda p: p.flight_time))


def profiles_of(
    published: Sequence[PublishedProfile],
    insertion_orbit: tuple[float, float],
    insertion_time: float,
    target_radius: float,
    inclination: float,
) -> tuple[Profile, ...]:
    """Profiles of a ship towards a station, with the angles they can close.

    Parameters
    ----------
    published : sequence of PublishedProfile
    insertion_orbit : (float, float)
        Perigee and apogee over the equator, m.
    insertion_time : float
        Lift-off to insertion, s.
    target_radius, inclination : float
        Of the station, m and rad.

    A published width is laid at the far end of what flies: an early burn is made so that the last
    ones stay small.
    """
    found = []
    perigee, apogee = insertion_orbit
    for row in published:
        width = row.width
        low, high = phase_range(
            row.flight_time, insertion_time, perigee, apogee, target_radius, inclination
        )
        if width is not None and high - low > width:
            # The width lies at the far end of what flies, so that the last burns stay small; two
            # days of drift could close any angle, and up to one lap is closed (MS-03 246, MS-01
            # 314, MS-09 342 degrees).
            high = min(high, TWO_PI)
            low = high - width
        elif width is not None:
            low = high - width
        found.append(Profile(row.name, row.orbits, row.flight_time, low, high, row.source))
    return tuple(found)
