"""Entry of a capsule from a state to the ground.

One 3-DoF model for every capsule, forward in time.

WGS 84 Earth with J2, turning; US 1976 air that turns with it, and wind; drag and lift by Mach
number, lift turned by a bank history; parachutes. Axes are Earth-fixed, integrated by a compiled
Dormand-Prince 8(5,3).

Limits: a point mass at trim; the pole is fixed and the Earth turns evenly (over an hour,
millimetres); air is the mean day of US 1976, so density at 60 to 90 km may be off by 20 % on a
given day; the ground is at a stated altitude.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.geodesy import itrf_to_geodetic
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.model import (
    Capsule,
    Dispersion,
    Earth,
    chute_rows,
    craft_row,
    shape,
    tableau,
    world,
)
from visviva.errors import InputError, PropagationError

__all__ = [
    "INTERFACE",
    "LONGEST",
    "Capsule",
    "Dispersion",
    "Earth",
    "EntryEvent",
    "EntryFlight",
    "apsides",
    "entry_state",
    "fly_entry",
]

INTERFACE = 100e3  # m: entry begins where air begins to be felt
LONGEST = 14400.0  # s: no return from a low orbit takes four hours


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
    peak_load : float
        Before the first parachute, m/s².
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
        return EntryEvent(
            name, float(t), altitude, speed, load, phi, float((east + np.pi) % (2 * np.pi) - np.pi)
        )


def entry_state(
    latitude: float,
    longitude: float,
    altitude: float | None,
    speed: float,
    path_angle: float,
    azimuth: float,
    *,
    radius: float | None = None,
    inertial: bool = True,
    geodetic_horizon: bool = False,
    earth: Earth | None = None,
) -> tuple[Array, Array]:
    """Earth-fixed position and velocity, (3,) each, from the figures of an entry report.

    Parameters
    ----------
    latitude, longitude : float
        rad; geodetic with `altitude`, geocentric with `radius`.
    altitude, radius : float
        One of the two, m: over the ellipsoid, or from the centre.
    speed : float
        m/s, `inertial` or through the air (which turns with the Earth).
    path_angle : float
        Of that velocity, above the plane square to the position (or the horizon of the ellipsoid,
        with `geodetic_horizon`), rad; negative on the way down.
    azimuth : float
        Of that velocity, from north by east, rad.

    Raises
    ------
    InputError
        If a figure is missing, not finite, or no entry.
    """
    earth = earth or Earth()
    if (altitude is None) == (radius is None):
        raise InputError(
            "an entry state needs an altitude or a radius, one of them", advice="leave one out"
        )
    given = (
        latitude,
        longitude,
        altitude if radius is None else radius,
        speed,
        path_angle,
        azimuth,
    )
    if not all(x is not None and np.isfinite(x) for x in given):
        raise InputError(
            "an entry state with a figure that is not a number", advice="give finite figures"
        )
    if not (abs(latitude) <= np.pi / 2 and abs(path_angle) <= np.pi / 2):
        raise InputError(
            f"latitude {np.degrees(latitude):g}, path angle {np.degrees(path_angle):g} deg",
            advice="both lie between -90 and 90 degrees",
        )
    if not 0.0 < speed < 20e3:
        raise InputError(
            f"an entry at {speed:g} m/s", advice="give a speed between 0 and 20 km/s; units are m/s"
        )
    if radius is not None:
        r = radius * np.array(
            [
                np.cos(latitude) * np.cos(longitude),
                np.cos(latitude) * np.sin(longitude),
                np.sin(latitude),
            ]
        )
    else:
        r = _place(latitude, longitude, float(altitude or 0.0), earth)
    d = float(np.linalg.norm(r))
    if not earth.radius * (1 - earth.flattening) - 5e3 < d < earth.radius + 1e7:
        raise InputError(
            f"an entry {d / 1e3:.0f} km from the Earth's centre", advice="check units: metres"
        )
    up = r / d
    if geodetic_horizon:
        lat = (
            np.arctan2(r[2], (1 - earth.flattening) ** 2 * np.hypot(r[0], r[1]))
            if radius is not None
            else latitude
        )
        up = np.array(
            [np.cos(lat) * np.cos(longitude), np.cos(lat) * np.sin(longitude), np.sin(lat)]
        )
    east = np.array([-np.sin(longitude), np.cos(longitude), 0.0])
    north = np.cross(up, east)
    along = np.cos(azimuth) * north + np.sin(azimuth) * east
    v = speed * (np.cos(path_angle) * along + np.sin(path_angle) * up)
    if inertial:
        v = v - np.cross([0.0, 0.0, earth.rate], r)
    return r, v


def fly_entry(
    r_itrf: ArrayLike,
    v_itrf: ArrayLike,
    capsule: Capsule,
    bank: Bank | None = None,
    *,
    wind: Wind | None = None,
    earth: Earth | None = None,
    dispersion: Dispersion | None = None,
    interface: float = INTERFACE,
    ground: float = 0.0,
    may_rise: bool = False,
    longest: float = LONGEST,
    tolerance: float = 1e-9,
) -> EntryFlight:
    """Fly a capsule from an Earth-fixed state to the ground.

    Parameters
    ----------
    r_itrf, v_itrf : array_like, shape (3,)
        m, m/s.
    capsule : Capsule
    bank : Bank, optional
        On the clock of the state; default lift up.
    wind : Wind, optional
    earth : Earth, optional
    dispersion : Dispersion, optional
    interface : float
        Altitude of the entry interface, m.
    ground : float
        Altitude of the ground, m.
    may_rise : bool
        The flight may climb through the interface (an abort); otherwise that is a skip and is
        refused.
    longest : float
        Give up after so many seconds.

    Raises
    ------
    InputError
        If the flight skips out, or never comes down to the interface; `fields` say by how much.
    PropagationError
        If the ground is not reached in `longest` seconds.
    """
    from visviva.crew.entry import _entry_kernel as kernel

    earth, bank, factors = earth or Earth(), bank or Bank(), dispersion or Dispersion()
    y0 = _state(r_itrf, v_itrf)
    rows, marks, out = kernel.integrate(
        y0,
        0.0,
        craft_row(capsule, factors),
        shape(capsule.aero, bank),
        world(earth, wind),
        chute_rows(capsule.parachutes),
        tableau(tolerance),
        float(ground),
        float(interface),
        30.0,
        2.0,
        float(longest),
        bool(may_rise),
        True,
    )
    flight = _flight(rows, marks, out, capsule, earth, wind, factors)
    _refuse(int(out[kernel.S_STATUS]), flight, interface, longest)
    return flight


def _refuse(status: int, flight: EntryFlight, interface: float, longest: float) -> None:
    """Raise where the flight did not reach the ground, saying by how much it failed."""
    if status == 1:
        return
    km, lowest = interface / 1e3, float(flight.altitude.min()) / 1e3
    if status == 2:
        _, apogee = apsides(flight.r_itrf[-1], flight.v_itrf[-1], flight.earth)
        where = "an escape" if apogee is None else f"an apogee of {apogee / 1e3:.0f} km"
        raise InputError(
            f"skips out: down to {lowest:.1f} km, then up through {km:.0f} km at "
            f"{flight.t[-1]:.0f} s with "
            f"{flight.inertial_speed[-1]:.0f} m/s, to {where}",
            advice="bank further from lift-up, or enter steeper",
            lowest_km=lowest,
            exit_speed_m_s=float(flight.inertial_speed[-1]),
            apogee_km=None if apogee is None else apogee / 1e3,
        )
    if status == 3:
        raise InputError(
            f"never reaches {km:.0f} km: the lowest point is {lowest:.1f} km up, "
            f"{lowest - km:.1f} km too high",
            advice="brake harder or enter steeper",
            lowest_km=lowest,
            missing_km=lowest - km,
        )
    if status == 4:
        raise PropagationError(
            f"after {longest:.0f} s the capsule is still {flight.altitude[-1] / 1e3:.1f} km up",
            advice="this is no entry: follow it as an orbit",
        )
    raise PropagationError(
        f"the step collapsed at {flight.t[-1]:.1f} s", advice="check the figures of the capsule"
    )


def apsides(
    r_itrf: ArrayLike, v_itrf: ArrayLike, earth: Earth | None = None
) -> tuple[float, float | None]:
    """Heights of perigee and apogee over the equatorial radius, m, of an Earth-fixed state.

    No apogee: None.
    """
    earth = earth or Earth()
    r = np.asarray(r_itrf, dtype=np.float64)
    v = np.asarray(v_itrf, dtype=np.float64) + np.cross([0.0, 0.0, earth.rate], r)
    d, h2 = float(np.linalg.norm(r)), float(np.sum(np.cross(r, v) ** 2))
    energy = 0.5 * float(v @ v) - earth.gm / d
    e = np.sqrt(max(0.0, 1.0 + 2.0 * energy * h2 / earth.gm**2))
    p = h2 / earth.gm
    apogee = p / (1.0 - e) - earth.radius if e < 1.0 else None
    return p / (1.0 + e) - earth.radius, apogee


# --- from the kernel


def _state(r: ArrayLike, v: ArrayLike) -> Array:
    y = np.concatenate(
        [np.asarray(r, dtype=np.float64).ravel(), np.asarray(v, dtype=np.float64).ravel()]
    )
    if y.shape != (6,) or not np.all(np.isfinite(y)):
        raise InputError(
            "an entry begins from one finite state",
            advice="give position and velocity of shape (3,)",
        )
    return y


def _flight(
    rows: Array,
    marks: Array,
    out: Array,
    capsule: Capsule,
    earth: Earth,
    wind: Wind | None,
    factors: Dispersion,
) -> EntryFlight:
    from visviva.crew.entry import _entry_kernel as kernel

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
    peak, when = _peak(t, rows[:, 7], openings[0][1] if openings else np.inf)
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
        max(peak, float(out[kernel.S_LOAD])),
        when,
        capsule,
        earth,
    )


def _peak(t: Array, load: Array, until: float) -> tuple[float, float]:
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


def _place(lat: float, lon: float, altitude: float, earth: Earth) -> Array:
    e2 = earth.flattening * (2.0 - earth.flattening)
    n = earth.radius / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    p = (n + altitude) * np.cos(lat)
    return np.array([p * np.cos(lon), p * np.sin(lon), (n * (1.0 - e2) + altitude) * np.sin(lat)])


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
    i = int(below[0])
    return float(t[i] + (t[i + 1] - t[i]) * (values[i] - level) / (values[i] - values[i + 1]))
