"""Where a spent stage would come down, as an expression.

A launch may have to keep it inside a band of ground range.

Limits: a fall without air to a sphere (some per cent long for a spent stage that the air slows);
the band is a safety limit on the flight, at least `NARROWEST` wide, and nothing here solves for a
place.
"""

from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, EARTH_RATE
from visviva.errors import InputError
from visviva.launch.flight.staged import EARTH_MEAN_RADIUS

#: Least width of a band, m: announced areas of first stages are some tens of kilometres long at the
#: least.
NARROWEST = 40e3


def check_band(name: str, low: float, high: float) -> None:
    """Refuse a band of ground range (m) that no announced area looks like.

    Raises
    ------
    InputError
        If the band is empty, narrower than `NARROWEST`, or longer than half the Earth.
    """
    if not 0.0 <= low < high <= np.pi * EARTH_MEAN_RADIUS:
        raise InputError(
            f"a band for {name} from {low / 1e3:g} to {high / 1e3:g} km",
            advice="give LOW below HIGH",
        )
    if high - low < NARROWEST:
        raise InputError(
            f"a band for {name} only {(high - low) / 1e3:g} km long",
            advice=f"give {NARROWEST / 1e3:g} km or more",
        )


def fall_chord(x: Any, t: Any, pad: Array) -> Any:
    """Straight distance from the pad to the fall, both on the turning unit sphere.

    Parameters
    ----------
    x : SX, 6 × 1
        Inertial state at burn-out, climbing, in units of the Earth's radius and where GM = 1.
    t : SX
        Since lift-off, in the same units.
    pad : ndarray, shape (3,)
        Inertial position of the pad at lift-off, any length.

    Returns
    -------
    SX
        2 sin(range / 2 R). Kepler's orbit down to the sphere of mean radius (Vallado 2013, 2.3 and
        2.4).
    """
    r, v = x[:3], x[3:]
    ground = EARTH_MEAN_RADIUS / EARTH_RADIUS
    distance = ca.sqrt(ca.dot(r, r))
    h = ca.cross(r, v)
    p = ca.dot(h, h)
    # e cos, e sin of the anomaly
    along, across = p / distance - 1.0, ca.sqrt(p) * ca.dot(r, v) / distance
    e = ca.sqrt(along**2 + across**2)
    cosine = ca.fmax(ca.fmin((p / ground - 1.0) / e, 1.0 - 1e-9), -1.0 + 1e-9)
    here, there = ca.atan2(across, along), 2.0 * np.pi - ca.acos(cosine)
    a = p / (1.0 - e**2)

    def mean(anomaly: Any) -> Any:
        half = ca.atan2(
            ca.sqrt(1.0 - e) * ca.sin(anomaly / 2.0), ca.sqrt(1.0 + e) * ca.cos(anomaly / 2.0)
        )
        return 2.0 * half - e * ca.sin(2.0 * half)

    landed = t + ca.sqrt(a**3) * (mean(there) - mean(here))
    ahead = ca.cross(h, r) / (ca.sqrt(p) * distance)
    fall = r / distance * ca.cos(there - here) + ahead * ca.sin(there - here)
    turned = EARTH_RATE * float(np.sqrt(EARTH_RADIUS**3 / EARTH_GM)) * landed
    c, s = ca.cos(turned), ca.sin(turned)
    fixed = ca.vertcat(c * fall[0] + s * fall[1], c * fall[1] - s * fall[0], fall[2])
    gap = fixed - ca.SX(pad / np.linalg.norm(pad))
    return ca.sqrt(ca.dot(gap, gap) + 1e-12)


def chord_of(ground_range: float) -> float:
    """Chord on the unit sphere of a distance over the ground, m."""
    return float(2.0 * np.sin(0.5 * ground_range / EARTH_MEAN_RADIUS))
