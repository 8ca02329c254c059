r"""What an orbit about the Moon sees: the ground below, the Sun, the Earth.

Limits: the Moon is a sphere of 1,737.4 km (limb mountains move a shadow by some seconds), the Earth
is seen when its centre is; moments come from samples, good to half a step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.bodies import shadow_fraction
from visviva.core.constants import MOON_RADIUS
from visviva.core.ephemeris import SunMoonTable
from visviva.core.time import Epoch
from visviva.moon.orientation import MoonOrientation

#: Longest step between samples, s: half a degree along a low orbit.
STEP = 10.0
#: Most samples of one flight: 46 days at the step above.
MOST_SAMPLES = 400_000


@dataclass(frozen=True, slots=True)
class Sight:
    """Shares of the time, and the longest spans without, in s.

    Attributes
    ----------
    sunlit, earth : float
        Share of the time with the Sun (its disc counted by the part that is seen), and with the
        Earth's centre in sight.
    longest_shadow, longest_occultation : float
        Longest span in which more than half of the Sun's disc, or the Earth's centre, is hidden.
    """

    sunlit: float
    earth: float
    longest_shadow: float
    longest_occultation: float


def ground_points(
    epoch: Epoch, t: Array, r_icrf: Array, orientation: MoonOrientation
) -> tuple[Array, Array]:
    """Selenographic latitude and longitude (rad, east from −π to π) below Moon-centred positions.

    In the principal axes of the field, which lie within 0.03° of the mean-Earth axes of maps.

    Parameters
    ----------
    epoch : Epoch
    t : ndarray, shape (n,)
        s after it.
    r_icrf : ndarray, shape (n, 3)
        m.
    """
    turn = orientation.icrf_to_pa(epoch + t)
    r = np.einsum("...ij,...j->...i", turn, r_icrf)
    latitude = np.arcsin(r[..., 2] / np.linalg.norm(r, axis=-1))
    return latitude, np.arctan2(r[..., 1], r[..., 0])


def sight_of(epoch: Epoch, t: Array, r_icrf: Array, bodies: SunMoonTable | None = None) -> Sight:
    """How much of the time Sun and Earth are in sight.

    Parameters
    ----------
    epoch : Epoch
    t : ndarray, shape (n,)
        Evenly spaced, s after it.
    r_icrf : ndarray, shape (n, 3)
        Moon-centred, m.
    bodies : SunMoonTable, optional
        The shipped excerpt otherwise.

    Examples
    --------
    >>> start = Epoch.parse("2024-03-01T00:00:00Z")
    >>> angle = np.linspace(0.0, 2.0 * np.pi, 400)
    >>> ring = 1.837e6 * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
    >>> seen = sight_of(start, 7000.0 * angle / (2.0 * np.pi), ring)
    >>> 0.5 < seen.sunlit < 1.0, 0.5 < seen.earth < 1.0
    (True, True)
    """
    table, when = bodies or SunMoonTable.bundled(), epoch + t
    moon = table.moon(when)
    to_earth, to_sun = -moon, table.sun(when) - moon
    hidden = np.asarray(shadow_fraction(r_icrf, to_sun, MOON_RADIUS))
    lost = _behind(r_icrf, to_earth)
    pace = abs(float(np.median(np.diff(t)))) if t.size > 1 else 0.0
    return Sight(
        sunlit=float(1.0 - np.mean(hidden)),
        earth=float(1.0 - np.mean(lost)),
        longest_shadow=pace * _longest(hidden > 0.5),
        longest_occultation=pace * _longest(lost),
    )


def _behind(r: Array, target: Array) -> NDArray[np.bool_]:
    """Whether the Moon's sphere hides a far point from positions `r`."""
    ray = target - r
    near = np.linalg.norm(r, axis=-1)
    toward = -np.sum(r * ray, axis=-1) / (near * np.linalg.norm(ray, axis=-1))
    apart = np.arccos(np.clip(toward, -1.0, 1.0))
    return np.asarray(apart < np.arcsin(np.minimum(MOON_RADIUS / near, 1.0)))


def _longest(hidden: NDArray[np.bool_]) -> int:
    """Most samples in a row that are hidden."""
    padded = np.concatenate([[0], hidden.astype(np.int64), [0]])
    edges = np.flatnonzero(np.diff(padded))
    return int(np.max(edges[1::2] - edges[::2], initial=0))
