r"""From the areas of a warning to the launch behind it: site, bearing, inclination, kinds of area.

Limits: areas are taken on the sphere (bearings on the ellipsoid, lengths within 0.5 %). The bearing
is that of the first leg; a launcher that turns after the last area leaves no sign of it in the
areas, so an inclination from the bearing is that of a launcher that does not turn.

The inclination follows from the bearing over the ground :math:`\beta` with the Earth's rotation:
the launcher flies at speed :math:`v` over the ground, the Earth adds
:math:`\omega r \cos\varphi` to the east, and :math:`\cos i = \cos\varphi \sin\alpha` for the
inertial azimuth :math:`\alpha` (Vallado 2013, eq. 6-2 and section 6.4).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visviva.core.constants import EARTH_RADIUS, EARTH_RATE
from visviva.launch.hazard.footprint import (
    BESIDE_PAD,
    FIRST_RANGE,
    LIKELY_RANGE,
    NEAR_PAD,
    SPREAD,
    Footprint,
    Pad,
    footprint,
    wrap,
)

#: Speed over the ground when the bearing of the ground track is that of the orbit, m/s: of a first
#: stage that is spent, and of a low orbit.
SPEEDS = (2500.0, 7500.0)
#: Most that one area's place across the bearing counts against a site: launchers do turn.
MOST_ASIDE = 9.0
#: What a site gains by the logarithm of its launches, loses for none at all, and gains by its name
#: in the notice; what a platform that moves loses, and a plane that was never flown at the most:
#: weights of a judgement, not a statistic.
BY_RECORD, NO_RECORD, BY_NAME, MOVES, MOST_OFF_RECORD = 0.6, 3.0, 15.0, 4.0, 12.0
#: What a first of several areas beyond those ranges counts, where none lies about the pad.
TOO_FAR = 8.0
#: A launch whose areas all end nearer than this is not to orbit, m.
SUBORBITAL_RANGE = 250e3
#: Areas farther than this are where an upper stage is brought down from orbit, m.
REENTRY_RANGE = 6000e3
#: Legs whose bearings differ by more show a turn in flight.
TURN = math.radians(4.0)
AreaRole = Literal[
    "launch-area", "stage-1", "stage-2", "stage-3", "fairing", "upper-stage-reentry", "unknown"
]


@dataclass(frozen=True, slots=True)
class Corridor:
    """The launch that a set of areas tells of.

    Attributes
    ----------
    pad : Pad
    bearing, bearing_sigma : float
        Of the first leg over the ground, rad.
    inclination : float
        Of a launcher that flies on without turning, rad.
    inclination_90 : tuple of float
        90 % interval, rad.
    roles : tuple of AreaRole
        One for each area, as they lie; a kind that is printed is not overruled.
    footprints : tuple of Footprint
    turn : float
        Change of bearing between the first leg and the last, rad, positive to the right.
    orbital : bool
        False where every area lies near the pad.
    misfit : float
        Sum of squared misfits to one bearing over the areas.
    runner_up : tuple of (str, float)
        The next sites with how much worse they fit.
    """

    pad: Pad
    bearing: float
    bearing_sigma: float
    inclination: float
    inclination_90: tuple[float, float]
    roles: tuple[AreaRole, ...]
    footprints: tuple[Footprint, ...]
    turn: float
    orbital: bool
    misfit: float
    runner_up: tuple[tuple[str, float], ...]


def inclination_of_bearing(latitude: float, bearing: float, speed: float) -> float:
    """Inclination (rad) of a flight at `speed` (m/s) over the ground along `bearing` (rad).

    Examples
    --------
    >>> round(math.degrees(inclination_of_bearing(math.radians(28.5), math.radians(35), 7500.0)), 1)
    57.7
    """
    east = speed * math.sin(bearing) + EARTH_RATE * EARTH_RADIUS * math.cos(latitude)
    north = speed * math.cos(bearing)
    azimuth = math.atan2(east, north)
    return math.acos(max(-1.0, min(1.0, math.cos(latitude) * math.sin(azimuth))))


def find_corridor(
    polygons: Sequence[Sequence[tuple[float, float]]],
    pads: Sequence[Pad],
    kinds: Sequence[str] | None = None,
) -> Corridor:
    """The site and the bearing that fit a set of areas best.

    Parameters
    ----------
    polygons : sequence of rings
        Geodetic latitude and longitude in radians.
    pads : sequence of Pad
        At least one.
    kinds : sequence of str, optional
        As printed; a re-entry area takes no part in the bearing.

    Returns
    -------
    Corridor
    """
    given = list(kinds or ["unknown"] * len(polygons))
    scored = []
    for pad in pads:
        seen = tuple(footprint(pad, ring) for ring in polygons)
        scored.append((_misfit(pad, seen, given), pad, seen))
    scored.sort(key=lambda row: row[0])
    misfit, pad, seen = scored[0]
    legs = _legs(seen, given)
    bearing, sigma = _bearing(seen, legs)
    drift = np.mean([_coriolis(pad, seen[k].range) for k in legs]) if legs else 0.0
    last = seen[max(legs, key=lambda k: seen[k].range)].bearing if legs else bearing
    tilt, interval = _inclination(pad, bearing - float(drift), sigma)
    return Corridor(
        pad=pad,
        bearing=bearing,
        bearing_sigma=sigma,
        inclination=tilt,
        inclination_90=interval,
        roles=_roles(seen, given),
        footprints=seen,
        turn=float(wrap(np.array(last - bearing))) if legs else 0.0,
        orbital=any(f.range + f.along > SUBORBITAL_RANGE for f in seen),
        misfit=misfit,
        runner_up=tuple((p.slug, m - misfit) for m, p, _ in scored[1:4]),
    )


def _on_the_way(seen: Sequence[Footprint], kinds: Sequence[str]) -> list[int]:
    """Areas that show the way up: not about the pad, not a re-entry from orbit."""
    return [
        k
        for k, f in enumerate(seen)
        if not f.about_pad
        and kinds[k] not in ("upper-stage-reentry", "launch-area")
        and f.range < REENTRY_RANGE
    ]


def _legs(seen: Sequence[Footprint], kinds: Sequence[str]) -> list[int]:
    """Areas on the way up; where there are none, that about the pad, else any that is not."""
    near = [k for k, f in enumerate(seen) if f.about_pad and f.range + f.along > BESIDE_PAD]
    return _on_the_way(seen, kinds) or near or [k for k, f in enumerate(seen) if not f.about_pad]


def _bearing(seen: Sequence[Footprint], legs: Sequence[int]) -> tuple[float, float]:
    """Weighted bearing of the first leg, and its standard deviation, rad."""
    if not legs:
        longest = max(seen, key=lambda f: f.range)
        return longest.bearing, math.radians(30.0)
    first = min(legs, key=lambda k: seen[k].range)
    near = [
        k for k in legs if abs(float(wrap(np.array(seen[k].bearing - seen[first].bearing)))) <= TURN
    ]
    # The Earth's rotation bends far areas off the first heading: near ones count for more.
    weights = np.array(
        [seen[first].range / (seen[k].range * (0.5 * seen[k].half_width + 0.01) ** 2) for k in near]
    )
    offs = np.array([float(wrap(np.array(seen[k].bearing - seen[first].bearing))) for k in near])
    mean = float(np.sum(weights * offs) / np.sum(weights))
    # A flight line may run anywhere through an area's middle half.
    sigma = max(float(np.sum(weights) ** -0.5), math.radians(0.5))
    return (seen[first].bearing + mean) % (2.0 * math.pi), sigma


def _coriolis(pad: Pad, away: float) -> float:
    r"""Angle by which the turning Earth lets a fall drift to the right of its first heading, rad.

    :math:`\omega \sin\varphi\,t` for a flight of even speed over the ground; `t` is two minutes
    of ascent and a parabola begun at 40 degrees.
    """
    flight_s = 120.0 + math.sqrt(2.0 * away * math.tan(math.radians(40.0)) / 9.80665)
    return EARTH_RATE * math.sin(pad.latitude) * flight_s


def _misfit(pad: Pad, seen: Sequence[Footprint], kinds: Sequence[str]) -> float:
    """How badly a pad explains the areas: bearings that scatter, ranges that no stage has."""
    legs = _on_the_way(seen, kinds)
    about_pad = [f for f in seen if f.about_pad]
    total = MOVES * pad.moves - BY_NAME * pad.named
    if pad.launches is not None:
        total += NO_RECORD if pad.launches == 0 else -BY_RECORD * math.log(pad.launches)
    if legs:
        bearing, _ = _bearing(seen, legs)
        for k in legs:
            f = seen[k]
            across = f.range * math.sin(float(wrap(np.array(f.bearing - bearing))))
            allowed = 0.5 * f.across + 0.03 * f.range + 15e3
            total += min((across / allowed) ** 2, MOST_ASIDE)
        first = min(seen[k].range for k in legs)
        total += (math.log(first / LIKELY_RANGE) / SPREAD) ** 2
        if first > FIRST_RANGE[1] and len(legs) > 1 and not about_pad:
            total += TOO_FAR
        total += _off_record(pad, bearing)
    for f, kind in zip(seen, kinds, strict=True):
        if kind == "launch-area" and not f.about_pad:
            total += 12.0
    if about_pad:
        total += min(f.range for f in about_pad) / NEAR_PAD - 12.0
    return total + (0.0 if legs or about_pad else 50.0)


def _off_record(pad: Pad, bearing: float) -> float:
    """Whether launches from there have flown near the plane of this bearing."""
    if not pad.flown and not pad.headings:
        return 2.0
    tilts = [inclination_of_bearing(pad.latitude, bearing, speed) for speed in SPEEDS]
    gaps = [max(low - max(tilts), min(tilts) - high, 0.0) for low, high in pad.flown]
    for low, high in pad.headings:
        off = float(wrap(np.array(bearing - 0.5 * (low + high))))
        gaps.append(max(abs(off) - 0.5 * (high - low), 0.0))
    return min((min(gaps) / math.radians(10.0)) ** 2, MOST_OFF_RECORD)


def _inclination(pad: Pad, bearing: float, sigma: float) -> tuple[float, tuple[float, float]]:
    """Inclination without a turn, and its 90 % interval by bearing and by speed."""
    best = inclination_of_bearing(pad.latitude, bearing, SPEEDS[1])
    ends = [
        inclination_of_bearing(pad.latitude, bearing + k * 1.645 * sigma, speed)
        for k in (-1.0, 0.0, 1.0)
        for speed in SPEEDS
    ]
    return best, (min(*ends, best), max(*ends, best))


def _roles(seen: Sequence[Footprint], kinds: Sequence[str]) -> tuple[AreaRole, ...]:
    """Kinds by lie, where none is printed: nearest the pad, then stage by stage."""
    order = sorted(range(len(seen)), key=lambda k: seen[k].range)
    roles: dict[int, str] = {k: kind for k, kind in enumerate(kinds) if kind != "unknown"}
    stage = sum(kind.startswith("stage-") for kind in kinds)
    for k in order:
        if k in roles:
            continue
        f = seen[k]
        if f.about_pad:
            roles[k] = "launch-area"
        elif f.range > REENTRY_RANGE:
            roles[k] = "upper-stage-reentry"
        elif stage == 0:
            roles[k], stage = "stage-1", 1
        elif stage == 1 and "fairing" not in roles.values() and f.range < 1500e3:
            roles[k] = "fairing"
        else:
            stage += 1
            roles[k] = f"stage-{min(stage, 3)}"
    return tuple(roles[k] for k in range(len(seen)))  # type: ignore[misc]
