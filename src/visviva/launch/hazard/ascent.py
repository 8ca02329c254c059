"""A flown ascent as a value: states, masses and events from the pad to insertion.

Limits: states between the steps of the flight are cubic in time (metres).
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_FLATTENING
from visviva.core.geodesy import geodesic_inverse
from visviva.errors import RangeError
from visviva.launch.flight.forward import Aero, Segment
from visviva.launch.flight.staged import impact
from visviva.launch.reasons import why
from visviva.launch.vehicle import Vehicle

#: Events are told to a tenth of a second: a second within this of an event is at the event, s.
TOLD = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class FlownAscent:
    """A flown ascent, as far as what falls from it needs.

    Attributes
    ----------
    vehicle : Vehicle
    payload : float
        kg.
    latitude, longitude : float
        Of the pad, rad; the launch frame's x axis lies in its meridian.
    t, r, v, mass : ndarray (n,), (n, 3), (n, 3), (n,)
        Inertial, launch frame; times doubled where something leaves.
    events : tuple of (str, float)
        ``"<stage> burn-out"``, ``"fairing"``, ``"insertion"``, s after lift-off.
    margin : float
        Velocity that was left at insertion, m/s.
    segments : tuple of Segment
    aero : Aero, optional
        What was flown, for ascents that differ from it (`visviva.launch.hazard.dispersion`).
    """

    vehicle: Vehicle
    payload: float
    latitude: float
    longitude: float
    t: Array
    r: Array
    v: Array
    mass: Array
    events: tuple[tuple[str, float], ...]
    margin: float = 0.0
    segments: tuple[Segment, ...] = ()
    aero: Aero | None = None

    @property
    def insertion(self) -> float:
        """Seconds from lift-off to insertion."""
        return float(self.t[-1])

    def time_of(self, event: str) -> float | None:
        """Of an event by name, s after lift-off."""
        return next((t for name, t in self.events if name == event), None)

    def state(self, at: float) -> tuple[Array, Array, float]:
        """Position, velocity and mass just after `at` s (cubic between steps).

        Raises
        ------
        RangeError
            If `at` lies before lift-off or after insertion.
        """
        if not 0.0 <= at <= self.insertion + TOLD:
            raise RangeError(
                why("not-on-the-way", at=f"{at:g}", insertion=(self.insertion, 1)),
                advice=f"give 0 to {round(self.insertion, 1):g} s",
                insertion_s=self.insertion,
            )
        k = int(np.searchsorted(self.t, at, side="right")) - 1
        if k >= len(self.t) - 1:
            return self.r[-1], self.v[-1], float(self.mass[-1])
        h = float(self.t[k + 1] - self.t[k])
        m = (at - float(self.t[k])) / h
        a, b = (2 * m + 1) * (1 - m) ** 2, m * (1 - m) ** 2 * h
        c, d = m * m * (3 - 2 * m), m * m * (m - 1) * h
        r = a * self.r[k] + b * self.v[k] + c * self.r[k + 1] + d * self.v[k + 1]
        v = (1 - m) * self.v[k] + m * self.v[k + 1]
        return r, v, float((1 - m) * self.mass[k] + m * self.mass[k + 1])

    def flow(self, at: float) -> float:
        """Propellant flow at `at`, kg/s."""
        k = int(np.clip(np.searchsorted(self.t, at, side="right") - 1, 0, len(self.t) - 2))
        h = float(self.t[k + 1] - self.t[k])
        return float(self.mass[k] - self.mass[k + 1]) / h if h > 0.0 else 0.0

    def spent(self, at: float) -> int:
        """Number of the last stage that is spent at `at`; -1 before the first."""
        done = -1
        for k, s in enumerate(self.vehicle.stages):
            t = self.time_of(f"{s.name} burn-out")
            if t is not None and t <= at + 1e-6:
                done = k
        return done


def impact_points(ascent: FlownAscent) -> tuple[tuple[float, float, float], ...]:
    """Instantaneous impact point along the ascent: time (s), geodetic latitude, longitude (rad).

    Where the engines stopped at that second and there were no air; none once in orbit.
    """
    out: list[tuple[float, float, float]] = []
    for t, r, v in zip(ascent.t, ascent.r, ascent.v, strict=True):
        place = impact(r, v, float(t))
        if place is None or (out and out[-1][0] == float(t)):
            continue
        latitude = math.atan(math.tan(place[0]) / (1.0 - EARTH_FLATTENING) ** 2)
        out.append(
            (
                float(t),
                latitude,
                float((place[1] + ascent.longitude + np.pi) % (2.0 * np.pi) - np.pi),
            )
        )
    return tuple(out)


def down_range(ascent: FlownAscent, latitude: Array, longitude: Array) -> Array:
    """Distance from the pad over the ellipsoid, m."""
    away, _, _ = geodesic_inverse(ascent.latitude, ascent.longitude, latitude, longitude)
    return np.asarray(away)
