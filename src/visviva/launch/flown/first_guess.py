"""Where a fit starts.

The pitch-over and the second burn's elevation as speed and altitude themselves show them.

A fit that starts from facts alone may end in a wrong valley, above all on a lofted path. Altitude
says the climb, its second derivative the vertical acceleration, and with thrust per mass from facts
that is the thrust's elevation.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, EARTH_RATE
from visviva.core.constants import STANDARD_GRAVITY as G0
from visviva.errors import InputError
from visviva.launch.flown.webcast import fly_figures
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission

GLITCH = (40.0, 3e3)  # m/s, m beyond the running median: a digit misread
# tried, from near vertical to flat
LEANS = np.radians([0.1, 0.3, 0.6, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.5, 8.0])
STEEPEST = np.radians(85.0)


def sound_data(t: Array, speed: Array, altitude: Array) -> NDArray[np.bool_]:
    """Where neither speed nor altitude leaps away from its neighbours' trend.

    Digits misread off a picture.

    Examples
    --------
    >>> t = np.arange(20.0)
    >>> np.flatnonzero(~sound_data(t, 20.0 * t + 900.0 * (t == 9), 10.0 * t)).tolist()
    [9]
    """
    from scipy.ndimage import median_filter

    sound = np.ones(len(t), dtype=bool)
    for series, most in ((speed, GLITCH[0]), (altitude, GLITCH[1])):
        trend = np.gradient(series, t)
        slope = median_filter(trend, 9, mode="nearest")
        near = median_filter(series, 5, mode="nearest")
        pace = np.abs(slope) * np.gradient(t) * 2.0
        sound &= np.abs(series - near) < most + pace
    return sound


def start_from_data(
    t: Array,
    speed: Array,
    altitude: Array,
    guess: Figures,
    mission: FlownMission,
    events: Events,
    env: tuple[Any, float],
) -> Figures:
    """Figures with the pitch-over and the elevation that come nearest to the data."""
    first = t <= events.meco
    if first.sum() >= 10:
        guess = replace(guess, lean=_lean(t[first], altitude[first], guess, mission, events, env))
    if events.ses is None or events.seco is None:
        return guess
    second = (t >= events.ses) & (t <= events.seco)
    if second.sum() < 20 or np.ptp(t[second]) < 60.0:
        return guess
    return replace(
        guess,
        elevation=_elevation(
            t[second], speed[second], altitude[second], guess, mission, events.ses
        ),
    )


def _lean(
    t: Array, altitude: Array, guess: Figures, mission: FlownMission, events: Events, env: Any
) -> float:
    def miss(lean: float) -> float:
        try:
            track = fly_figures(replace(guess, lean=lean), mission, Events(events.meco), env, 2.0)
        except InputError:
            return np.inf
        return float(np.mean((track.at(t)[1] - altitude) ** 2))

    return float(min(LEANS, key=lambda x: miss(float(x))))


def _elevation(
    t: Array, speed: Array, altitude: Array, guess: Figures, mission: FlownMission, ses: float
) -> tuple[Array, Array]:
    """Elevation of the thrust that gives the vertical acceleration seen.

    ``a sin e = h'' + g - v_h² / r``.
    """
    from numpy.polynomial import Polynomial

    path = Polynomial.fit(t, altitude, 6)
    climb, rise = path.deriv(1)(t), path.deriv(2)(t)
    level = np.sqrt(np.maximum(speed**2 - climb**2, 0.0))
    r = EARTH_RADIUS + altitude
    east = level * np.sin(mission.heading) + EARTH_RATE * r * np.cos(mission.latitude)
    weight = EARTH_GM / r**2 - (east**2 + (level * np.cos(mission.heading)) ** 2) / r
    flow = guess.thrust2 / (guess.impulse2 * G0)
    push = guess.thrust2 / np.maximum(guess.mass2 - flow * (t - ses), 0.05 * guess.mass2)
    angle = np.arcsin(np.clip((rise + weight) / push, -np.sin(STEEPEST), np.sin(STEEPEST)))
    # A polynomial's second derivative is poor near its ends: a parabola of the inner angles goes
    # there.
    inner = (t > t[0] + 0.08 * np.ptp(t)) & (t < t[-1] - 0.08 * np.ptp(t))
    knots = np.linspace(t[0], t[-1], 13)
    return knots, np.clip(Polynomial.fit(t[inner], angle[inner], 2)(knots), -STEEPEST, STEEPEST)
