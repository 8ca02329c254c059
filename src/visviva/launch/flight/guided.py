"""Forward flight of a launcher that steers by its state.

Vertical rise, gravity turn, elevation by time, headings.

The judge of stated flights (`webcast`, `dogleg`): the same Earth, air and drag as `flight`, but the
thrust follows the airflow or the local horizon, as a launcher's own autopilot has it. Fixed steps,
some milliseconds a flight.

Limits: a point mass; attitude is reached at once; no lift; no wind; thrust and flow constant within
a phase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RATE
from visviva.errors import InputError
from visviva.launch.flight.forward import Aero, Earth, environment, pad_state


class Mode(IntEnum):
    """How the thrust is aimed in a phase."""

    COAST = 0
    VERTICAL = 1
    AIRFLOW = 2
    ELEVATION = 3
    COMPASS = 4
    TURN = 5


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of flight: times in s, mass at its start in kg, flow in kg/s.

    Thrust in vacuum in N, exit area in m².

    `area` is the reference area of drag, m².
    """

    start: float
    end: float
    mass: float
    mass_flow: float
    thrust: float
    exit_area: float
    area: float
    mode: Mode

    @property
    def end_mass(self) -> float:
        """Mass at its end, kg."""
        return self.mass - self.mass_flow * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Steering:
    """Angles by time: `angle` in the vertical plane, `side` in the horizontal one, rad.

    Linear between `t`; each (n,).

    What they are measured from depends on the phase: the airflow, the local horizon and the ground
    track, or north; in a TURN the first is the share of gravity's turning that the nose takes back
    (0: a gravity turn, 1: none).
    """

    t: Array
    angle: Array
    side: Array


@dataclass(frozen=True, slots=True)
class Track:
    """A flown track: `t` s, inertial `r` and `v`.

    N, 3 in the launch frame, altitude m, ground speed m/s, mass kg.
    """

    t: Array
    r: Array
    v: Array
    altitude: Array
    speed: Array
    mass: Array

    def at(self, t: Any) -> tuple[Array, Array]:
        """Ground speed (m/s) and altitude (m) at `t`, linear between steps of a second."""
        return np.interp(t, self.t, self.speed), np.interp(t, self.t, self.altitude)


def world(aero: Aero, earth: Earth | None = None) -> Any:
    """Earth, air and drag as the kernel reads them; build once, fly often."""
    return environment(aero, earth or Earth(), None)


def fly_phases(
    latitude: float,
    phases: Sequence[Phase],
    steering: Steering,
    heading: float,
    env: Any,
    *,
    step: float = 1.0,
) -> Track:
    """Fly from a pad at rest on the turning Earth.

    Parameters
    ----------
    latitude : float
        Geodetic, rad; the launch frame has the pad on its x-z plane.
    phases : sequence of Phase
    steering : Steering
    heading : float
        Over the ground while the rocket is too slow to have one, rad clockwise from north.
    env
        From `world`.
    step : float
        Longest step, s; a second leaves some 0.1 m/s and 20 m at cut-off.

    Raises
    ------
    InputError
        If a phase burns more than it has.
    """
    for p in phases:
        if p.end_mass <= 0.0:
            raise InputError(
                f"the phase from {p.start:g} s burns more than its {p.mass:g} kg",
                advice="check the flow",
            )
    from visviva.launch.flight import _guided_kernel as kernel

    rows = np.array(
        [
            [p.start, p.end, p.mass, p.mass_flow, p.thrust, p.exit_area, p.area, float(p.mode)]
            for p in phases
            if p.end > p.start
        ]
    )
    x0 = np.concatenate(pad_state(latitude, 0.0))
    table = np.array([steering.t, steering.angle, steering.side], dtype=np.float64)
    t, x, altitude, speed, mass = kernel.fly(x0, rows, float(heading), table, env, float(step))
    return Track(t, x[:, :3], x[:, 3:], altitude, speed, mass)


def ground_heading(
    latitude: float, inclination: float, speed: float, *, southward: bool = False
) -> float:
    """Heading over the turning ground, rad.

    Of an orbit of `inclination` passed at inertial `speed` over `latitude`.

    An inclination below the latitude gives due east.

    Examples
    --------
    >>> round(float(np.degrees(ground_heading(0.0, np.radians(90.0), 7800.0))), 2)
    356.59
    """
    sine = float(np.clip(np.cos(inclination) / np.cos(latitude), -1.0, 1.0))
    north = speed * np.sqrt(1.0 - sine**2) * (-1.0 if southward else 1.0)
    east = speed * sine - EARTH_RATE * 6.371e6 * np.cos(latitude)
    return float(np.arctan2(east, north) % (2 * np.pi))
