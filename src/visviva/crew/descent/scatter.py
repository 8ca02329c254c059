"""Where returns come down when nothing is exactly as planned.

Thousands of flights, each input from its own stream.

Limits: the flights are open loop (no guidance corrects them), so the area is that of an unguided
return along the track; a guided ship narrows it to its published radius. Spreads without a source
are assumptions and are named so.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.uncertain import stream
from visviva.crew.descent.deorbit import SHIP_CD, Braking
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.fly import INTERFACE, LONGEST
from visviva.crew.entry.model import Capsule, chute_rows, craft_row, shape, tableau, world
from visviva.crew.reasons import why
from visviva.errors import InputError, PropagationError


@dataclass(frozen=True, slots=True)
class Spreads:
    """One standard deviation of each input (relative unless said); zero switches it off.

    Attributes
    ----------
    delta_v : float
        Of the braking burn.
    ignition : float
        s.
    density, drag, lift : float
        Air as a whole, drag and lift coefficients.
    mass : float
    bank : float
        rad, an offset for the whole entry.
    wind : float
        m/s, east and north each, the same at all heights.
    main_altitude : float
        m, half width of an even spread of the height at which the last parachute opens.
    """

    delta_v: float = 0.002
    ignition: float = 1.0
    density: float = 0.10
    drag: float = 0.03
    lift: float = 0.05
    mass: float = 0.01
    bank: float = float(np.radians(2.0))
    wind: float = 7.0
    main_altitude: float = 750.0

    #: What backs each figure; all else about a spread is an assumption.
    BASIS = (
        ("main_altitude", "7 to 8.5 km are published for Soyuz"),
        ("mass", "2,797 to 2,950 kg are published for the descent module: 1 % about its middle"),
        ("delta_v, ignition, density, drag, lift, bank, wind", "assumed"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Scatter:
    """Landings of many returns.

    Attributes
    ----------
    latitude, longitude : ndarray (n,)
        rad, of the returns that landed.
    t : ndarray (n,)
        From ignition, s.
    peak_g : ndarray (n,)
    lost : int
        Returns that did not come down (skipped, or missed the air).
    centre : (float, float)
        Mean landing, rad.
    semi_major, semi_minor : float
        Of the ellipse that holds 95 % of a normal scatter, m.
    azimuth : float
        Of its long axis from north by east, rad.
    """

    latitude: Array
    longitude: Array
    t: Array
    peak_g: Array
    lost: int
    centre: tuple[float, float]
    semi_major: float
    semi_minor: float
    azimuth: float


def scatter(
    r_itrf: ArrayLike,
    v_itrf: ArrayLike,
    braking: Braking,
    capsule: Capsule,
    bank: Bank,
    *,
    samples: int = 10_000,
    seed: int = 0,
    spreads: Spreads | None = None,
    wind: Wind | None = None,
    ground: float = 0.0,
) -> Scatter:
    """Fly `samples` dispersed returns from the state at ignition.

    Parameters
    ----------
    r_itrf, v_itrf : array_like, shape (3,)
        At the planned ignition, m and m/s.
    samples : int
        10 to 1,000,000.
    seed : int
        Each input draws from a stream of its own, so one more input changes no other.
    wind : Wind, optional
        Mean wind, to which each flight adds its own.

    Raises
    ------
    InputError
        If the count is out of range.
    PropagationError
        If more than half of the returns do not come down.
    """
    from visviva.crew.entry import _entry_kernel as kernel
    from visviva.crew.entry._return_kernel import fly_home_batch

    if not 10 <= samples <= 1_000_000:
        raise InputError(f"{samples} samples", advice="give 10 to 1,000,000")
    s = spreads or Spreads()
    draw = _Draws(seed, samples)
    y = _ignitions(
        np.asarray(r_itrf, dtype=np.float64),
        np.asarray(v_itrf, dtype=np.float64),
        s.ignition * draw.normal("ignition"),
    )
    ships = np.tile(braking.row(), (samples, 1))
    burns = braking.duration * (1.0 + s.delta_v * draw.normal("delta-v"))
    capsules = np.tile(craft_row(capsule), (samples, 1))
    for column, spread, name in (
        (kernel.AIR_SCALE, s.density, "density"),
        (kernel.CD_SCALE, s.drag, "drag"),
        (kernel.CL_SCALE, s.lift, "lift"),
    ):
        capsules[:, column] = np.maximum(0.1, 1.0 + spread * draw.normal(name))
    capsules[:, kernel.MASS] *= np.maximum(0.5, 1.0 + s.mass * draw.normal("mass"))
    capsules[:, kernel.BANK_SHIFT] = s.bank * draw.normal("bank")
    chutes = np.tile(chute_rows(capsule.parachutes), (samples, 1, 1))
    if chutes.shape[1]:
        last = chutes[:, -1]
        last[:, kernel.VALUE] += np.where(
            last[:, kernel.KIND] == kernel.ALTITUDE,
            s.main_altitude * (2.0 * draw.even("main altitude") - 1.0),
            0.0,
        )
    env, tab = world(None, wind), tableau(1e-6)
    bare = shape(Aerodynamics.constant(braking.area, SHIP_CD))
    there, landed = fly_home_batch(
        y,
        ships,
        capsules,
        burns,
        shape(capsule.aero, bank),
        bare,
        env,
        chutes,
        chute_rows(()),
        tab,
        float(ground),
        INTERFACE,
        5.0,
        LONGEST,
    )
    good = landed[:, kernel.S_STATUS] == kernel.REACHED
    if np.count_nonzero(good) < 0.5 * samples:
        raise PropagationError(
            why(
                "not-down",
                up=(float(samples - np.count_nonzero(good)), 0),
                samples=(float(samples), 0),
            ),
            advice="the nominal return is at the edge of a skip or of a miss",
        )
    return _summary(
        there[good], landed[good], draw, s, samples - int(np.count_nonzero(good)), kernel, good
    )


def _summary(
    there: Array, landed: Array, draw: "_Draws", s: Spreads, lost: int, kernel: Any, good: Any
) -> Scatter:
    from visviva.core.constants import STANDARD_GRAVITY

    r = landed[:, kernel.S_X : kernel.S_Z + 1]
    lat, lon, _ = itrf_to_geodetic(r)
    # the wind of each flight drifts it while it hangs: added after the flight, as both are small
    hanging = np.where(
        np.isfinite(landed[:, kernel.S_CHUTE_T]),
        landed[:, kernel.S_T] - landed[:, kernel.S_CHUTE_T],
        0.0,
    )
    drift_e, drift_n = (
        s.wind * draw.normal(f"wind {axis}")[good] * hanging for axis in ("east", "north")
    )
    radius = np.linalg.norm(r, axis=-1)
    lat = lat + drift_n / radius
    lon = lon + drift_e / (radius * np.cos(lat))
    centre = _mean_place(lat, lon)
    north = (lat - centre[0]) * 6371008.8
    east = _wrapped(lon - centre[1]) * 6371008.8 * np.cos(centre[0])
    values, axes = np.linalg.eigh(np.cov(np.stack([east, north])))
    scale = float(np.sqrt(-2.0 * np.log(0.05)))
    major = axes[:, 1]
    return Scatter(
        lat,
        _wrapped(lon),
        there[:, kernel.S_T] + landed[:, kernel.S_T],
        landed[:, kernel.S_LOAD] / STANDARD_GRAVITY,
        lost,
        centre,
        scale * float(np.sqrt(values[1])),
        scale * float(np.sqrt(values[0])),
        float(np.arctan2(major[0], major[1]) % np.pi),
    )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Named streams."""

    seed: int
    count: int

    def normal(self, name: str) -> Array:
        """Standard normal draws of the input `name`."""
        return stream(self.seed, f"return {name}").standard_normal(self.count)

    def even(self, name: str) -> Array:
        """Even draws from 0 to 1 of the input `name`."""
        return stream(self.seed, f"return {name}").random(self.count)


def _ignitions(r: Array, v: Array, late: Array) -> Array:
    """States at ignition `late` s after the planned one, along the orbit in the turning frame.

    Seconds at most.
    """
    from visviva.core.constants import EARTH_GM, EARTH_RATE

    spin = np.array([0.0, 0.0, EARTH_RATE])
    a = (
        -EARTH_GM / np.linalg.norm(r) ** 3 * r
        - 2.0 * np.cross(spin, v)
        - np.cross(spin, np.cross(spin, r))
    )
    t = late[:, None]
    return np.hstack([r + v * t + 0.5 * a * t**2, v + a * t])


def _mean_place(lat: Array, lon: Array) -> tuple[float, float]:
    x = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1).mean(0)
    return float(np.arctan2(x[2], np.hypot(x[0], x[1]))), float(np.arctan2(x[1], x[0]))


def _wrapped(angle: Array) -> Array:
    out: Array = (angle + np.pi) % (2 * np.pi) - np.pi
    return out
