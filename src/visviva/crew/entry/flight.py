"""A flown entry as a value: steps, loads, air met, moments asked for."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.geodesy import itrf_to_geodetic
from visviva.crew.entry.model import Capsule, Dispersion, Earth

INTERFACE = 100e3  # m: entry begins where air begins to be felt


@dataclass(frozen=True, slots=True)
class EntryEvent:
    """A moment of a flight: `t` s, `altitude` m, `speed` m/s over the ground-fixed frame.

    `load` m/s² sensed.
    """

    name: str
    t: float
    altitude: float
    speed: float
    load: float
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Skip:
    """An arc above the air: when it leaves and comes back, s, and its highest point, s and m."""

    leaves: float
    returns: float
    top_time: float
    top: float


@dataclass(frozen=True, slots=True, eq=False)
class EntryFlight:
    """A flown entry; arrays of n accepted steps.

    Attributes
    ----------
    t : ndarray (n,)
        s from the given state.
    r_itrf, v_itrf : ndarray (n, 3)
        m; m/s relative to the turning Earth.
    load : ndarray (n,)
        Sensed acceleration (all but gravity), m/s².
    mass : ndarray (n,)
    altitude, latitude, longitude : ndarray (n,)
        Geodetic, m and rad.
    density, sound_speed : ndarray (n,)
        Of the air met.
    airspeed : ndarray (n,)
        m/s, wind counted.
    openings : tuple of (name, t)
        Parachutes that opened.
    peak_load, peak_time : float
        Highest load before the first parachute, m/s², and when; between steps, as flown again
        around it in steps of a twentieth of a second.
    capsule : Capsule
    earth : Earth
    """

    t: Array
    r_itrf: Array
    v_itrf: Array
    load: Array
    mass: Array
    altitude: Array
    latitude: Array
    longitude: Array
    density: Array
    sound_speed: Array
    airspeed: Array
    openings: tuple[tuple[str, float], ...]
    peak_load: float
    peak_time: float
    capsule: Capsule
    earth: Earth = field(default_factory=Earth)

    @property
    def speed(self) -> Array:
        """Speed relative to the turning Earth, m/s, shape (n,)."""
        out: Array = np.linalg.norm(self.v_itrf, axis=-1)
        return out

    @property
    def inertial_speed(self) -> Array:
        """Speed in axes that do not turn, m/s, shape (n,)."""
        spin = np.array([0.0, 0.0, self.earth.rate])
        out: Array = np.linalg.norm(self.v_itrf + np.cross(spin, self.r_itrf), axis=-1)
        return out

    @property
    def mach(self) -> Array:
        """Mach number, shape (n,)."""
        out: Array = self.airspeed / self.sound_speed
        return out

    @property
    def peak_g(self) -> float:
        """Highest sensed load before the first parachute, in standard gravities."""
        return self.peak_load / STANDARD_GRAVITY

    def at(self, t: ArrayLike, name: str) -> Array:
        """Any per-step array by `name` at times `t`, linear between steps.

        2 s apart at most in the air.
        """
        values = getattr(self, name)
        out: Array = np.interp(np.asarray(t, dtype=np.float64), self.t, values)
        return out

    def skips(self, interface: float = INTERFACE) -> tuple[Skip, ...]:
        """Arcs above `interface` (m) between two dips into the air, in order of time."""
        above = self.altitude >= interface
        edges = np.flatnonzero(above[1:] != above[:-1])
        leaves = [int(i) for i in edges if above[i + 1]]
        found = []
        for i in leaves:
            back = next((int(k) for k in edges if k > i), None)
            if back is None or not np.any(~above[: i + 1]):
                continue
            top = i + 1 + int(np.argmax(self.altitude[i + 1 : back + 1]))
            leaves_at, returns_at = (
                _crossing_time(self.t, self.altitude, k, interface) for k in (i, back)
            )
            found.append(Skip(leaves_at, returns_at, float(self.t[top]), float(self.altitude[top])))
        return tuple(found)

    def time_at_altitude(self, altitude: float) -> float | None:
        """First time at which the flight comes down through `altitude` m; None if it does not."""
        return _crossing(self.t, self.altitude, altitude)

    def time_at_mach(self, mach: float) -> float | None:
        """First time at which the Mach number falls through `mach` after the peak load.

        None if it does not.
        """
        after = self.t >= self.peak_time
        return _crossing(self.t[after], self.mach[after], mach)

    def event(self, name: str, t: float) -> EntryEvent:
        """The state at `t` as an event."""
        lon = np.unwrap(self.longitude)
        arrays = (self.altitude, self.speed, self.load, self.latitude, lon)
        altitude, speed, load, phi, east = (float(np.interp(t, self.t, x)) for x in arrays)
        if t == self.peak_time:
            load = self.peak_load
        return EntryEvent(
            name, float(t), altitude, speed, load, phi, float((east + np.pi) % (2 * np.pi) - np.pi)
        )


def flight_of(
    rows: Array,
    marks: Array,
    peak: tuple[float, float] | None,
    capsule: Capsule,
    earth: Earth,
    wind: Wind | None,
    factors: Dispersion,
) -> EntryFlight:
    """The flight that the kernel's steps and parachute marks tell; `peak` is load and time."""
    t, r, v = rows[:, 0], rows[:, 1:4], rows[:, 4:7]
    lat, lon, altitude = _geodetic(r, earth)
    density, sound = _air(altitude, earth)
    relative = v
    if wind is not None:
        up_lat = np.stack([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)], -1)
        east = np.stack([-np.sin(lon), np.cos(lon), np.zeros_like(lon)], -1)
        blow = [
            factors.wind * np.interp(altitude, wind.altitude, w) for w in (wind.east, wind.north)
        ]
        relative = v - blow[0][:, None] * east - blow[1][:, None] * up_lat
    names = [p.name for p in capsule.parachutes]
    openings = tuple(
        (n, float(m[0])) for n, m in zip(names, marks, strict=True) if np.isfinite(m[0])
    )
    load, when = peak or highest_load(t, rows[:, 7], openings[0][1] if openings else np.inf)
    return EntryFlight(
        t,
        r,
        v,
        rows[:, 7],
        rows[:, 8],
        altitude,
        lat,
        lon,
        density * factors.density,
        sound,
        np.linalg.norm(relative, axis=-1),
        openings,
        load,
        when,
        capsule,
        earth,
    )


def highest_load(t: Array, load: Array, until: float) -> tuple[float, float]:
    """Highest load before `until`, with a parabola through its three steps."""
    keep = t <= until
    t, load = t[keep], load[keep]
    i = int(np.argmax(load))
    if 0 < i < len(t) - 1 and t[i - 1] < t[i] < t[i + 1]:
        c = np.polyfit(t[i - 1 : i + 2] - t[i], load[i - 1 : i + 2], 2)
        if c[0] < 0.0:
            shift = float(np.clip(-0.5 * c[1] / c[0], t[i - 1] - t[i], t[i + 1] - t[i]))
            return float(np.polyval(c, shift)), float(t[i] + shift)
    return float(load[i]), float(t[i])


def _geodetic(r: Array, earth: Earth) -> tuple[Array, Array, Array]:
    if earth.flattening == 0.0:
        d = np.linalg.norm(r, axis=-1)
        return np.arcsin(r[:, 2] / d), np.arctan2(r[:, 1], r[:, 0]), d - earth.radius
    return itrf_to_geodetic(r)


def _air(altitude: Array, earth: Earth) -> tuple[Array, Array]:
    from visviva.core.atmosphere.us76 import us76

    if earth.scale_height > 0.0:
        return earth.surface_density * np.exp(-altitude / earth.scale_height), np.full_like(
            altitude, 300.0
        )
    inside = np.clip(altitude, -5000.0, 1.0e6)
    air = us76(inside)
    return np.where(altitude > 1.0e6, 0.0, air.density), np.asarray(air.sound_speed)


def _crossing(t: Array, values: Array, level: float) -> float | None:
    below = np.nonzero((values[:-1] >= level) & (values[1:] < level))[0]
    if below.size == 0:
        return None
    return _crossing_time(t, values, int(below[0]), level)


def _crossing_time(t: Array, values: Array, i: int, level: float) -> float:
    return float(t[i] + (t[i + 1] - t[i]) * (values[i] - level) / (values[i] - values[i + 1]))
