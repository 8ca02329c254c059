"""Forward flight of a point mass, independent of the optimiser: the judge of every ascent.

WGS 84 Earth with J2 to J4, US 1976 air that turns with it, winds, thrust less ambient pressure
times nozzle area, drag by Mach number, lift and drag by angle of attack. Integrated by
Dormand-Prince 8(5,3).

Limits: a point mass with a given attitude; no flexible body, no engine transients; no air above
1,000 km; the Earth turns at a constant rate about a fixed pole (over half an hour of ascent
precession moves the pad by centimetres).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.atmosphere import us76
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_J2, EARTH_RADIUS, EARTH_RATE
from visviva.core.kernels import dormand_prince
from visviva.core.kernels.compiled import compiled
from visviva.errors import InputError, PropagationError
from visviva.launch.flight import _forward_kernel as kernel

#: Zonal harmonics J3 and J4 of EGM2008 (Pavlis et al. 2012), unnormalised.
EARTH_J3, EARTH_J4 = -2.5324105e-6, -1.6198976e-6


@dataclass(frozen=True, slots=True)
class Aero:
    """Aerodynamic coefficients on one reference area.

    Attributes
    ----------
    area : float
        m².
    mach, drag : ndarray (n,)
        Drag coefficient at zero angle of attack, linear between, held beyond the ends.
    alpha, alpha_lift, alpha_drag : ndarray (m,)
        Lift coefficient and added drag coefficient by angle of attack (rad); empty: none.
    """

    area: float
    mach: Array = field(default_factory=lambda: np.array([0.0]))
    drag: Array = field(default_factory=lambda: np.array([0.0]))
    alpha: Array = field(default_factory=lambda: np.empty(0))
    alpha_lift: Array = field(default_factory=lambda: np.empty(0))
    alpha_drag: Array = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True, slots=True)
class Earth:
    """The Earth of a flight: gravity, turn, figure; `zonals` are J2, J3, J4."""

    gm: float = EARTH_GM
    rate: float = EARTH_RATE
    radius: float = EARTH_RADIUS
    flattening: float = EARTH_FLATTENING
    zonals: tuple[float, float, float] = (EARTH_J2, EARTH_J3, EARTH_J4)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two events.

    The mass falls from `mass` on a schedule, the thrust is aimed by `steering`.

    Attributes
    ----------
    name : str
    start, end : float
        s after lift-off.
    mass : float
        At the start, kg.
    mass_flow, thrust, exit_area : float
        kg/s; N in vacuum; m² of all burning nozzles.
    acceleration, exhaust_velocity : float
        Where positive, the engines are throttled to this vacuum thrust per mass (m/s²) instead.
    steering : sequence of (t0, t1, c)
        Thrust direction, inertial: ``c[k]`` (3,) are powers of ``(t - t0)/(t1 - t0)``; empty in a
        coast.
    area_factor : float
        Of the reference area (a dropped fairing changes little; a falling stage tumbles).
    """

    name: str
    start: float
    end: float
    mass: float
    mass_flow: float = 0.0
    thrust: float = 0.0
    exit_area: float = 0.0
    acceleration: float = 0.0
    exhaust_velocity: float = 0.0
    steering: tuple[tuple[float, float, Array], ...] = ()
    area_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class FlightRecord:
    """A flown trajectory in the launch frame (inertial, axes of the Earth-fixed frame at lift-off).

    Attributes
    ----------
    t : ndarray (n,)
        s after lift-off; doubled where segments meet.
    r, v : ndarray (n, 3)
        Inertial position and velocity.
    segment : ndarray of int (n,)
        Index of the segment flown.
    mass : ndarray (n,)
    landed : bool
        The ground was reached.
    """

    t: Array
    r: Array
    v: Array
    segment: NDArray[np.intp]
    mass: Array
    landed: bool

    @property
    def end(self) -> Array:
        """Last state, (6,)."""
        return np.concatenate([self.r[-1], self.v[-1]])


def pad_state(
    lat: float, lon: float, altitude: float = 0.0, earth: Earth | None = None
) -> tuple[Array, Array]:
    """Inertial position and velocity of a place at rest on the turning Earth, (3,) each.

    Geodetic rad and m.
    """
    earth = earth or Earth()
    e2 = earth.flattening * (2.0 - earth.flattening)
    n = earth.radius / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    p = (n + altitude) * np.cos(lat)
    r = np.array([p * np.cos(lon), p * np.sin(lon), (n * (1.0 - e2) + altitude) * np.sin(lat)])
    return r, np.cross([0.0, 0.0, earth.rate], r)


def geodetic(r: ArrayLike, earth: Earth | None = None) -> tuple[Any, Any]:
    """Geodetic latitude (rad) and altitude (m) at `r` (..., 3).

    Bowring 1985; below 1 mm near the Earth.
    """
    earth = earth or Earth()
    x = np.asarray(r, dtype=np.float64)
    e2 = earth.flattening * (2.0 - earth.flattening)
    b = earth.radius * (1.0 - earth.flattening)
    p, z = np.hypot(x[..., 0], x[..., 1]), x[..., 2]
    beta = np.arctan2(b * z * (1.0 + e2 / (1.0 - e2) * b / np.hypot(p, z)), earth.radius * p)
    for _ in range(2):
        lat = np.arctan2(
            z + e2 / (1.0 - e2) * b * np.sin(beta) ** 3, p - e2 * earth.radius * np.cos(beta) ** 3
        )
        beta = np.arctan2((1.0 - earth.flattening) * np.sin(lat), np.cos(lat))
    height = p * np.cos(lat) + z * np.sin(lat) - earth.radius * np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    return lat, height


def longitude(r: ArrayLike, t: ArrayLike, earth: Earth | None = None) -> Any:
    """Earth-fixed longitude (rad, -π to π) of an inertial `r` (..., 3) at `t` s after lift-off."""
    x = np.asarray(r, dtype=np.float64)
    angle = np.arctan2(x[..., 1], x[..., 0]) - (earth or Earth()).rate * np.asarray(t)
    return (angle + np.pi) % (2 * np.pi) - np.pi


def fly(
    r0: ArrayLike,
    v0: ArrayLike,
    segments: Sequence[Segment],
    *,
    aero: Aero | None = None,
    earth: Earth | None = None,
    wind: Wind | None = None,
    tolerance: float = 1e-10,
    step_max: float = 30.0,
    ground: float | None = None,
    fast: bool = False,
) -> FlightRecord:
    """Fly segment after segment from an inertial state.

    Parameters
    ----------
    r0, v0 : array_like, shape (3,)
        m and m/s, in the launch frame.
    segments : sequence of Segment
        In order, each beginning where the one before ends.
    aero : Aero, optional
        None: no air forces.
    earth : Earth, optional
    wind : Wind, optional
    tolerance : float
        Relative per step (and 1,000 times it in m, once in m/s).
    step_max : float
        s.
    ground : float, optional
        Altitude in m at which the flight ends on its way down.
    fast : bool
        Compiled: 20 times faster, worth its half second of loading (and half a minute of compiling,
        once) for dozens of flights.

    Returns
    -------
    FlightRecord

    Raises
    ------
    InputError
        If a segment has no length, or its mass runs out.
    PropagationError
        If the step size collapses.
    """
    if not segments:
        raise InputError("a flight without segments", advice="give at least one")
    for s in segments:
        if not s.end > s.start:
            raise InputError(
                f"segment {s.name!r} runs from {s.start:g} to {s.end:g} s",
                advice="give start < end",
            )
        if s.mass - s.mass_flow * (s.end - s.start) <= 0:
            raise InputError(
                f"segment {s.name!r} burns more than its {s.mass:g} kg", advice="check its schedule"
            )
    aero = aero or Aero(0.0)
    rows = np.array(
        [
            [
                s.start,
                s.end,
                s.mass,
                s.mass_flow,
                s.thrust,
                s.exit_area,
                s.acceleration,
                s.exhaust_velocity,
                aero.area * s.area_factor,
            ]
            for s in segments
        ]
    )
    pieces, owner = _pieces(segments)
    env = environment(aero, earth or Earth(), wind)
    x0 = np.concatenate([np.asarray(r0, dtype=np.float64), np.asarray(v0, dtype=np.float64)])
    floor = -np.inf if ground is None else float(ground)
    engine = compiled(kernel.__name__) if fast else kernel
    t, x, piece, status = engine.fly(
        x0, rows, pieces, owner, env, tableau(tolerance), float(step_max), floor
    )
    if status == 2:
        raise PropagationError(
            f"the flight cannot be followed past {t[-1]:.1f} s: the step size collapsed",
            advice="check the forces",
        )
    segment = owner[piece]
    mass = np.where(
        rows[segment, kernel.ACCEL] > 0.0,
        rows[segment, kernel.MASS]
        * np.exp(
            -rows[segment, kernel.ACCEL]
            * (t - rows[segment, kernel.T0])
            / np.maximum(rows[segment, kernel.EXHAUST], 1e-9)
        ),
        rows[segment, kernel.MASS] - rows[segment, kernel.FLOW] * (t - rows[segment, kernel.T0]),
    )
    return FlightRecord(t, x[:, :3], x[:, 3:], segment, mass, status == 1)


def _pieces(segments: Sequence[Segment]) -> tuple[Array, NDArray[np.intp]]:
    """Steering as rows of equal length, and the segment each belongs to.

    A coast is one row of zeros.
    """
    order = max([len(c) for s in segments for _, _, c in s.steering], default=0)
    rows, owner = [], []
    for k, s in enumerate(segments):
        steering = s.steering or ((s.start, s.end, np.array([[1.0, 0.0, 0.0]])),)
        for t0, t1, c in steering:
            row = np.zeros(2 + 3 * max(order, 1))
            row[:2] = t0, t1
            row[2 : 2 + 3 * len(c)] = np.asarray(c, dtype=np.float64).ravel()
            rows.append(row)
            owner.append(k)
    return np.array(rows), np.array(owner, dtype=np.intp)


def environment(aero: Aero, earth: Earth, wind: Wind | None) -> Any:
    """The kernel's `Env` from values."""
    still = np.empty(0)
    blow = (still, still, still) if wind is None else (wind.altitude, wind.east, wind.north)
    arrays = [
        np.ascontiguousarray(a, dtype=np.float64).copy()
        for a in (aero.mach, aero.drag, aero.alpha, aero.alpha_lift, aero.alpha_drag, *blow)
    ]
    return kernel.Env(
        earth.gm,
        earth.rate,
        earth.radius,
        earth.flattening,
        *earth.zonals,
        us76.kernel_tables(),
        *arrays,
    )


@lru_cache(maxsize=8)
def tableau(tolerance: float) -> tuple[Any, ...]:
    """Coefficients of the loop's DOP853, with the tolerance."""
    table = dormand_prince.tableau()
    return table.a, table.b, table.c, table.e3, table.e5, tolerance
