r"""How long an orbit about the Moon lasts by itself, and what it costs to hold it.

Limits: a lifetime ends at the mean sphere (mountains reach 10 km over it); the cost to hold is that
of undoing the drift of the eccentricity vector once a sidereal month by two burns along the track,
:math:`\Delta v = v\,|\Delta e| / 2` (Vallado 2013, section 6.8): out-of-plane upkeep and the losses
of real operations are not in it. It is told of nearly round orbits (eccentricity up to 0.12) alone.
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.moon.orbit import ROUND, LunarOrbit

#: Time in which the Moon's field turns once below the orbit, s (27.321661 d; IAU).
SIDEREAL_MONTH = 27.321661 * 86400.0
YEAR = 365.25 * 86400.0
#: Radius of the Moon's sphere of influence, m: the Earth's share beyond it (Vallado 2013, 12.2.2).
MOON_SPHERE = 66.1e6
#: Revolutions in a band below which no price is told: means are of two.
FEWEST_TURNS = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Lifetime:
    """How an orbit fares without upkeep.

    Attributes
    ----------
    seconds : float or None
        From the start to the surface; None where it survived the span.
    times, periselene : ndarray, shape (n,)
        s, and m over the mean radius, at every passage.
    lowest : float
        m over the mean radius.
    upkeep : float or None
        m/s a year; None where the span is below a sidereal month or the orbit far from round.
    leaves : float or None
        s from the start to when it is no longer bound to the Moon; None where it is at the end.
    """

    seconds: float | None
    times: Array
    periselene: Array
    lowest: float
    upkeep: float | None
    leaves: float | None = None


def lifetime_of(orbit: LunarOrbit, gm: float) -> Lifetime:
    """Lifetime and upkeep of a propagated orbit.

    Parameters
    ----------
    orbit : LunarOrbit
    gm : float
        m3/s2 of the field it flew in.
    """
    times, heights = orbit.periselenes()
    ended = orbit.ended == "surface"
    lowest = float(np.min(np.linalg.norm(orbit.grid[:, 1:4], axis=1))) - MOON_RADIUS
    return Lifetime(
        seconds=abs(orbit.span) if ended else None,
        times=times,
        periselene=heights,
        lowest=0.0 if ended else lowest,
        upkeep=_upkeep(orbit, gm),
        leaves=None if ended else _leaves(orbit, gm),
    )


def _leaves(orbit: LunarOrbit, gm: float) -> float | None:
    """From when on it is beyond the Moon's hold until the end, s."""
    away = np.linalg.norm(orbit.grid[:, 1:4], axis=1)
    energy = 0.5 * np.sum(orbit.grid[:, 4:7] ** 2, axis=1) - gm / away
    held = np.flatnonzero((energy < 0.0) & (away < MOON_SPHERE))
    if held.size and held[-1] == len(away) - 1:
        return None
    return abs(float(orbit.grid[held[-1] + 1, 0])) if held.size else 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """How long heights stay in a band, and what bringing the orbit back as often costs.

    Attributes
    ----------
    seconds : float or None
        Until the band is left; None where it is not.
    upkeep : float or None
        m/s a year of undoing the drift of the eccentricity so often; None where it is not left, or
        sooner than four revolutions.
    """

    seconds: float | None
    upkeep: float | None


def held_within(orbit: LunarOrbit, middle: float, band: float, gm: float) -> Held:
    """Stay within `band` of the height `middle`, m over the mean radius.

    Parameters
    ----------
    orbit : LunarOrbit
    middle, band : float
        m.
    gm : float
        m3/s2 of the field it flew in.
    """
    height = np.linalg.norm(orbit.grid[:, 1:4], axis=1) - MOON_RADIUS
    out = np.flatnonzero(np.abs(height - middle) > band)
    if not out.size:
        return Held(None, None)
    stayed = abs(float(orbit.grid[out[0], 0]))
    if stayed < FEWEST_TURNS * _period(orbit, gm) or _eccentricity(orbit, gm) > ROUND:
        return Held(stayed, None)
    t, vectors = _mean_eccentricity(orbit, gm)
    last = np.flatnonzero(np.abs(t) <= stayed)[-1]
    # The first mean is of a moment one revolution after the start: the drift is a shorter time's.
    drift = float(np.linalg.norm(vectors[last] - vectors[0])) / abs(float(t[last] - t[0]))
    speed = math.sqrt(gm / float(np.linalg.norm(orbit.grid[0, 1:4])))
    return Held(stayed, 0.5 * speed * drift * YEAR)


def _upkeep(orbit: LunarOrbit, gm: float) -> float | None:
    """Mean cost of undoing a month's drift of the mean eccentricity vector, m/s a year."""
    if abs(orbit.span) < 1.05 * SIDEREAL_MONTH or _eccentricity(orbit, gm) > ROUND:
        return None
    t, vectors = _mean_eccentricity(orbit, gm)
    months = int(abs(orbit.span) // SIDEREAL_MONTH)
    speed = math.sqrt(gm / float(np.linalg.norm(orbit.grid[0, 1:4])))
    drifts = []
    for k in range(months):
        ends = [
            np.array(
                [np.interp((k + j) * SIDEREAL_MONTH, np.abs(t), vectors[:, i]) for i in range(3)]
            )
            for j in range(2)
        ]
        drifts.append(float(np.linalg.norm(ends[1] - ends[0])))
    if not drifts:
        return None
    return 0.5 * speed * float(np.mean(drifts)) * YEAR / SIDEREAL_MONTH


def _period(orbit: LunarOrbit, gm: float) -> float:
    """Time of the first revolution, s."""
    r, v = orbit.grid[0, 1:4], orbit.grid[0, 4:7]
    energy = 0.5 * float(v @ v) - gm / float(np.linalg.norm(r))
    return 2.0 * math.pi * gm / float((-2.0 * energy) ** 1.5)


def _eccentricity(orbit: LunarOrbit, gm: float) -> float:
    """Eccentricity at the start: the price of a drift holds for nearly round orbits alone."""
    r, v = orbit.grid[0, 1:4], orbit.grid[0, 4:7]
    return float(np.linalg.norm(np.cross(v, np.cross(r, v)) / gm - r / np.linalg.norm(r)))


def _mean_eccentricity(orbit: LunarOrbit, gm: float) -> tuple[Array, Array]:
    """Eccentricity vectors in the orbit's own plane, averaged over two revolutions."""
    r, v = orbit.grid[:, 1:4], orbit.grid[:, 4:7]
    h = np.cross(r, v)
    e = np.cross(v, h) / gm - r / np.linalg.norm(r, axis=1)[:, None]
    # The plane turns slowly: measure the vector against its own pole and node.
    pole = h / np.linalg.norm(h, axis=1)[:, None]
    node = np.cross(np.array([0.0, 0.0, 1.0]), pole)
    node /= np.linalg.norm(node, axis=1)[:, None]
    side = np.cross(pole, node)
    flat = np.stack(
        [np.einsum("ij,ij->i", e, node), np.einsum("ij,ij->i", e, side), np.zeros(len(e))], axis=1
    )
    pace = float(np.median(np.abs(np.diff(orbit.grid[:, 0]))))
    width = max(1, int(2.0 * _period(orbit, gm) / pace))
    summed = np.concatenate([np.zeros((1, 3)), np.cumsum(flat, axis=0)])
    if len(summed) <= width:
        return orbit.grid[:, 0], flat
    mean = (summed[width:] - summed[:-width]) / width
    middle = orbit.grid[width // 2 : width // 2 + len(mean), 0]
    return middle, mean
