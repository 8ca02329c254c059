"""A launcher of any number of stages flown with few steering figures.

And where its spent stages come down.

The first stage leans into a gravity turn; every stage above it thrusts at an elevation whose
tangent is linear in time, and at a stated compass heading (a dog-leg is two headings). Used to
infer figures from flown missions.

Limits: as `guided`; spent stages fall on a Kepler orbit without air down to a sphere (some per cent
long on the first stage's range); one burn per stage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RATE, STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.flight.forward import geodetic, longitude
from visviva.launch.flight.guided import Mode, Phase, Steering, Track, fly_phases

EARTH_MEAN_RADIUS = 6371e3  # m, sphere of equal volume
LEAN_TIME = 12.0  # s


@dataclass(frozen=True, slots=True)
class Burn:
    """One stage and its burn, SI.

    `start` s after lift-off, propellant `burnt` of the `propellant` it carries.

    `elevation` holds the tangents at its start and end, `heading` rad clockwise from north at start
    and end; both are idle for the first stage.
    """

    dry: float
    propellant: float
    burnt: float
    thrust: float
    impulse: float
    exit_area: float
    start: float
    elevation: tuple[float, float] = (0.0, 0.0)
    heading: tuple[float, float] = (0.0, 0.0)

    @property
    def flow(self) -> float:
        """kg/s."""
        return self.thrust / (self.impulse * STANDARD_GRAVITY)

    @property
    def end(self) -> float:
        """Cut-off, s after lift-off."""
        return self.start + self.burnt / self.flow


@dataclass(frozen=True, slots=True)
class Stack:
    """Stages in burn order with what sits on them.

    The fairing leaves at `fairing_time` (during a burn above).
    """

    burns: tuple[Burn, ...]
    payload: float
    fairing: float
    fairing_time: float
    heading: float
    lean: float
    vertical_time: float = 8.0

    @property
    def liftoff_mass(self) -> float:
        """Kg."""
        return sum(b.dry + b.propellant for b in self.burns) + self.payload + self.fairing


@dataclass(frozen=True, slots=True)
class StackFlight:
    """A flown stack: its track, and index in the track of each cut-off."""

    track: Track
    cutoffs: tuple[int, ...]

    def place(
        self, latitude: float, pad_longitude: float, index: Any = slice(None)
    ) -> tuple[Any, Any, Any]:
        """Geodetic latitude, longitude (rad) and altitude (m) along the track.

        `latitude` of the pad is for shape.
        """
        lat, altitude = geodetic(self.track.r[index])
        lon = longitude(self.track.r[index], self.track.t[index]) + pad_longitude
        return lat, (lon + np.pi) % (2 * np.pi) - np.pi, altitude


def fly_stack(
    stack: Stack, latitude: float, env: Any, area: float, *, step: float = 3.0, until: float = 0.0
) -> StackFlight:
    """Fly a stack to the last cut-off, and on in a coast to `until` (s) where that is later.

    Raises
    ------
    InputError
        If a stage is lit before the one below is spent, or burns more than it carries.
    """
    phases, ends = _phases(stack, area)
    if until > ends[-1]:
        left = phases[-1].end_mass
        phases.append(Phase(ends[-1], until, left, 0.0, 0.0, 0.0, area, Mode.COAST))
    track = fly_phases(latitude, phases, _steering(stack), stack.heading, env, step=step)
    return StackFlight(track, tuple(int(np.searchsorted(track.t, e - 1e-6)) for e in ends))


def _phases(stack: Stack, area: float) -> tuple[list[Phase], list[float]]:
    lean_end = stack.vertical_time + LEAN_TIME
    out: list[Phase] = []
    ends: list[float] = []
    mass, t = stack.liftoff_mass, 0.0
    covered = stack.fairing > 0.0
    for k, b in enumerate(stack.burns):
        if b.start < t - 1e-9:
            raise InputError(
                f"stage {k + 1} is lit {t - b.start:.1f} s too early",
                advice="light it after the last",
            )
        if b.burnt > b.propellant * (1 + 1e-9):
            raise InputError(f"stage {k + 1} burns more than it carries", advice="check its burn")
        if b.start > t:
            out.append(Phase(t, b.start, mass, 0.0, 0.0, 0.0, area, Mode.COAST))
        inner = (
            [stack.vertical_time, lean_end] if k == 0 else [stack.fairing_time] if covered else []
        )
        edges = sorted({b.start, b.end, *(x for x in inner if b.start < x < b.end)})
        for start, end in zip(edges[:-1], edges[1:], strict=True):  # noqa: RUF007
            if k and covered and start >= stack.fairing_time - 1e-9:
                mass, covered = mass - stack.fairing, False
            mode = Mode.COMPASS
            if k == 0:
                mode = Mode.VERTICAL if end <= stack.vertical_time else Mode.AIRFLOW
                if stack.vertical_time < end <= lean_end:
                    mode = Mode.ELEVATION
            out.append(Phase(start, end, mass, b.flow, b.thrust, b.exit_area, area, mode))
            mass -= b.flow * (end - start)
        t = b.end
        ends.append(t)
        mass -= b.dry + b.propellant - b.burnt
    return out, ends


def _steering(stack: Stack) -> Steering:
    start, end = stack.vertical_time, stack.vertical_time + LEAN_TIME
    nudge = 1e-7
    first = stack.burns[0]
    t = [np.array([start, end - nudge, end + nudge, first.end])]
    angle = [np.array([np.pi / 2, np.pi / 2 - stack.lean, 0.0, 0.0])]
    side = [np.zeros(4)]
    for b in stack.burns[1:]:
        share = np.linspace(0.0, 1.0, 16)
        t.append(b.start + share * (b.end - b.start))
        t[-1][0] += nudge
        angle.append(np.arctan(b.elevation[0] + (b.elevation[1] - b.elevation[0]) * share))
        side.append(b.heading[0] + (b.heading[1] - b.heading[0]) * share)
    return Steering(np.concatenate(t), np.concatenate(angle), np.concatenate(side))


def impact(
    r: Array, v: Array, t: float, *, radius: float = EARTH_MEAN_RADIUS
) -> tuple[float, float, float] | None:
    """Latitude (geocentric), longitude from the pad's meridian (rad) and time.

    In s of a fall without air, or None.

    Kepler's orbit from inertial `r`, `v` at `t` s after lift-off down to a sphere (Vallado 2013,
    2.3 and 2.4).
    """
    h = np.cross(r, v)
    d = float(np.linalg.norm(r))
    ecc = np.cross(v, h) / EARTH_GM - r / d
    e = float(np.linalg.norm(ecc))
    a = 1.0 / (2.0 / d - float(v @ v) / EARTH_GM)
    p = float(h @ h) / EARTH_GM
    if not (0 < e < 1 and a * (1 - e) < radius <= d):
        return None
    n1 = float(np.arccos(np.clip((p / d - 1) / e, -1, 1)))
    if float(r @ v) < 0:
        n1 = 2 * np.pi - n1
    n2 = 2 * np.pi - float(np.arccos(np.clip((p / radius - 1) / e, -1, 1)))

    def mean(nu: float) -> float:
        big = 2 * np.arctan2(np.sqrt(1 - e) * np.sin(nu / 2), np.sqrt(1 + e) * np.cos(nu / 2))
        return float(big - e * np.sin(big))

    flight = (mean(n2) - mean(n1)) % (2 * np.pi) * np.sqrt(a**3 / EARTH_GM)
    x = ecc / e
    y = np.cross(h / np.linalg.norm(h), x)
    place = np.cos(n2) * x + np.sin(n2) * y
    lon = np.arctan2(place[1], place[0]) - EARTH_RATE * (t + flight)
    return float(np.arcsin(place[2])), float((lon + np.pi) % (2 * np.pi) - np.pi), float(t + flight)


def distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Great-circle distance between two (latitude, longitude) in rad, m, on the mean sphere."""
    s = (
        np.sin(0.5 * (b[0] - a[0])) ** 2
        + np.cos(a[0]) * np.cos(b[0]) * np.sin(0.5 * (b[1] - a[1])) ** 2
    )
    return float(2 * EARTH_MEAN_RADIUS * np.arcsin(np.sqrt(min(1.0, s))))
