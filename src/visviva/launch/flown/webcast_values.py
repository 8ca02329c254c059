"""What a webcast tells of a flight: events, mission, figures."""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.errors import InputError
from visviva.launch.flight.guided import ground_heading

OFF_PLANE = np.radians(3.0)  # an inclination so far below the latitude is flown due east


LATEST = 3600.0  # s, no ascent of two stages lasts longer


@dataclass(frozen=True, slots=True)
class Events:
    """Published times, s after lift-off.

    `throttle` is the throttle-down, `ses` and `seco` the second stage's burn.

    `apogee` is that of the spent first stage; `boostback` tells that it was lit again before.
    """

    meco: float
    ses: float | None = None
    seco: float | None = None
    throttle: tuple[float, float] | None = None
    apogee: float | None = None
    boostback: bool = False

    def __post_init__(self) -> None:
        known = [
            t for t in (*(self.throttle or ()), self.meco, self.ses, self.seco) if t is not None
        ]
        if not all(np.isfinite(t) and t < LATEST for t in (*known, self.apogee or 0.0)):
            raise InputError(
                f"an event is not a time before T+{LATEST:g} s", advice="give s after lift-off"
            )
        if known != sorted(known) or known[0] <= 20.0:
            raise InputError(
                "the events are not in order", advice="give throttle-down < MECO < SES < SECO, in s"
            )
        if self.ses is None and self.seco is not None:
            raise InputError(
                "only one end of the second burn is known", advice="give SES with SECO, or neither"
            )
        if self.apogee is not None and self.apogee <= self.meco:
            raise InputError(
                "the first stage's apogee is before its cut-off",
                advice="give its time after lift-off, s",
            )


@dataclass(frozen=True, slots=True)
class FlownMission:
    """Where from, where to, with what: rad, m, kg.

    Perigee and apogee over the equatorial radius at cut-off.
    """

    latitude: float
    inclination: float
    payload: float
    perigee: float = 185e3
    apogee: float = 185e3
    southward: bool = False

    def __post_init__(self) -> None:
        low = abs(self.latitude) - OFF_PLANE
        if not low <= self.inclination <= np.pi - low:
            raise InputError(
                f"an inclination of {np.degrees(self.inclination):.4g}° from latitude "
                f"{np.degrees(self.latitude):.4g}° "
                "needs a turn that a flight in one plane does not make",
                advice="give the plane that the ascent flies",
            )

    @property
    def cutoff_speed(self) -> float:
        """Inertial speed at perigee, m/s."""
        r, a = EARTH_RADIUS + self.perigee, EARTH_RADIUS + 0.5 * (self.perigee + self.apogee)
        return float(np.sqrt(EARTH_GM * (2.0 / r - 1.0 / a)))

    @property
    def heading(self) -> float:
        """Over the ground at lift-off, rad."""
        return ground_heading(
            self.latitude, self.inclination, self.cutoff_speed, southward=self.southward
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """What flies: SI; `throttle1` and `throttle2` are shares of full thrust by time.

    Rows ``(from t, share)``.

    `mass1` is the lift-off mass with everything, `mass2` that at the second stage's ignition with
    the fairing; `lean` is the angle of the pitch-over, `hold` the share of gravity's turning that
    the nose takes back after it (0: a gravity turn, 1: the climb angle stays) by time, `elevation`
    the thrust's angle over the horizon in the second burn, rad by time.
    `load_max` and `load_max2` are the vacuum thrust per mass (m/s²) above which each stage is
    throttled.
    """

    thrust1: float
    impulse1: float
    exit_area1: float
    mass1: float
    thrust2: float
    impulse2: float
    mass2: float
    fairing: float
    fairing_time: float
    drag: float
    vertical_time: float
    lean: float
    throttle1: tuple[tuple[float, float], ...]
    throttle2: tuple[tuple[float, float], ...]
    hold: tuple[Array, Array]
    elevation: tuple[Array, Array]
    load_max: float = np.inf
    load_max2: float = np.inf
