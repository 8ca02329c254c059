"""The flight of an optimum as values: its events, its falls, what was felt along the way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_FLATTENING, EARTH_RADIUS, EARTH_RATE
from visviva.launch.flight.forward import Aero, FlightRecord, Segment, geodetic, longitude
from visviva.launch.flight.staged import distance, impact
from visviva.launch.optimal.aerodynamics import drag_area, drag_table
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.target import OrbitTarget


@dataclass(frozen=True, slots=True)
class Event:
    """A moment of the flight.

    Times in s after lift-off, geodetic altitude and downrange in m, speed over the turning ground
    and inertial speed in m/s, mass after the event in kg.
    """

    name: str
    t: float
    altitude: float
    downrange: float
    speed: float
    inertial_speed: float
    mass: float


@dataclass(frozen=True, slots=True)
class Fall:
    """Where what leaves at an event would come down without air.

    Geodetic rad, and m over the ground from the pad.
    """

    name: str
    latitude: float
    longitude: float
    ground_range: float


@dataclass(frozen=True, slots=True)
class AscentFlight:
    """The flight of an optimum.

    Attributes
    ----------
    record : FlightRecord
    events : tuple of Event
    falls : tuple of Fall
        Of spent stages and the fairing (see `visviva.launch.optimal.drop`); what stays in orbit is
        left out.
    orbit : OrbitTarget
        Osculating orbit reached; `raan` counts from the pad's meridian at lift-off.
    gap_position, gap_speed : float
        From the optimum's own end state, m and m/s.
    final_mass : float
        In orbit: payload, adapter and last stage with what it keeps, kg.
    peaks : dict of float
        Largest ``dynamic_pressure_pa, axial_load_m_s2, heat_flux_uncovered_w_m2``.
    series : dict of ndarray
        ``t, altitude, downrange, latitude, longitude, speed, inertial_speed, acceleration,
        dynamic_pressure, heat_flux``, SI.
    segments : tuple of Segment
    aero : Aero
        What was flown, for flights that differ from it.
    """

    record: FlightRecord
    events: tuple[Event, ...]
    falls: tuple[Fall, ...]
    orbit: OrbitTarget
    gap_position: float
    gap_speed: float
    final_mass: float
    peaks: dict[str, float]
    series: dict[str, Array]
    segments: tuple[Segment, ...] = ()
    aero: Aero | None = None


def series_of(
    record: FlightRecord, segments: list[Segment], optimum: Optimum, wind: Wind | None
) -> dict[str, Array]:
    """Height, speed, load and heating along a flight, as `AscentFlight.series` names them, SI."""
    t, r, v = record.t, record.r, record.v
    lat, altitude = geodetic(r)
    air = us76(np.clip(altitude, -5e3, 1e6))
    relative = v - np.cross([0.0, 0.0, EARTH_RATE], r)
    speed = np.linalg.norm(relative, axis=1)
    airspeed = (
        speed
        if wind is None
        else np.linalg.norm(relative - _blowing(wind, r, lat, altitude), axis=1)
    )
    density = np.where(altitude < 1e6, air.density, 0.0)
    mach, cd = drag_table(optimum.vehicle)
    q = 0.5 * density * airspeed**2
    thrust = np.array([s.thrust for s in segments])[record.segment]
    limit = np.array([s.acceleration for s in segments])[record.segment]
    area = np.array([s.exit_area for s in segments])[record.segment]
    push = np.where(limit > 0, limit * record.mass, thrust)
    push = push - np.where(push > 0, air.pressure * area, 0.0)
    factor = np.array([s.area_factor for s in segments])[record.segment]
    drag = q * np.interp(airspeed / air.sound_speed, mach, cd) * drag_area(optimum.vehicle) * factor
    lon = longitude(r, t)
    return {
        "t": t,
        "altitude": altitude,
        "downrange": _downrange(lat, lon, optimum.mission.latitude),
        "latitude": lat,
        "longitude": (lon + optimum.mission.longitude + np.pi) % (2 * np.pi) - np.pi,
        "speed": speed,
        "inertial_speed": np.linalg.norm(v, axis=1),
        "acceleration": (push - drag) / record.mass,
        "dynamic_pressure": q,
        "heat_flux": 0.5 * density * airspeed**3,
    }


def _blowing(wind: Wind, r: Array, lat: Array, altitude: Array) -> Array:
    """The air's own motion over the ground at `r` (n, 3), inertial axes, m/s."""
    east, north = (np.interp(altitude, wind.altitude, side) for side in (wind.east, wind.north))
    turn = np.arctan2(r[:, 1], r[:, 0])
    outward = -np.sin(lat) * north
    return np.column_stack(
        [
            -np.sin(turn) * east + np.cos(turn) * outward,
            np.cos(turn) * east + np.sin(turn) * outward,
            np.cos(lat) * north,
        ]
    )


def _downrange(lat: Array, lon: Array, pad: float) -> Array:
    """Great-circle distance from the pad on a sphere of the equatorial radius, m.

    0.3 % of the geodesic.
    """
    a = np.sin(0.5 * (lat - pad)) ** 2 + np.cos(pad) * np.cos(lat) * np.sin(0.5 * lon) ** 2
    return np.asarray(2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0))))


def events_of(record: FlightRecord, optimum: Optimum, series: dict[str, Array]) -> list[Event]:
    """Lift-off and what ends each segment, with the mass after it."""
    names = _flown_events(optimum)
    spoken = {"fairing": "fairing separation"}

    def event(name: str, k: int) -> Event:
        s = {n: float(x[k]) for n, x in series.items()}
        return Event(
            name,
            s["t"],
            s["altitude"],
            s["downrange"],
            s["speed"],
            s["inertial_speed"],
            float(record.mass[k]),
        )

    out = [event("lift-off", 0)]
    for index, name in enumerate(names):
        last = int(np.flatnonzero(record.segment == index)[-1])
        # The mass after the event is that at the start of the next segment.
        one = event(spoken.get(name, name or "burn-out"), last)
        if last + 1 < len(record.t):
            one = Event(
                one.name,
                one.t,
                one.altitude,
                one.downrange,
                one.speed,
                one.inertial_speed,
                float(record.mass[last + 1]),
            )
        out.append(one)
    return out


def falls_of(record: FlightRecord, optimum: Optimum) -> Iterator[Fall]:
    """Where spent stages and the fairing would come down, by a fall without air."""
    pad = float(np.arctan((1.0 - EARTH_FLATTENING) ** 2 * np.tan(optimum.mission.latitude)))
    for index, name in enumerate(_flown_events(optimum)[:-1]):
        if name != "fairing" and not name.endswith("burn-out"):
            continue
        last = int(np.flatnonzero(record.segment == index)[-1])
        place = impact(record.r[last], record.v[last], float(record.t[last]))
        if place is not None:
            latitude = float(np.arctan(np.tan(place[0]) / (1.0 - EARTH_FLATTENING) ** 2))
            lon = (place[1] + optimum.mission.longitude + np.pi) % (2 * np.pi) - np.pi
            yield Fall(
                name.removesuffix(" burn-out"),
                latitude,
                float(lon),
                distance((pad, 0.0), place[:2]),
            )


def _flown_events(optimum: Optimum) -> list[str]:
    """Event at the end of every segment that was flown."""
    events = [
        e for e, row in zip(optimum.program.events, optimum.schedule, strict=True) if row[0] >= 1e-6
    ]
    if optimum.upper is None or not optimum.upper.burns:
        return events
    events[-1] = "injection"
    for burn in optimum.upper.burns:
        events += [f"ignition, {burn.name}", f"cut-off, {burn.name}"]
    events[-1] = "insertion"
    return events


def peaks_of(series: dict[str, Array], record: FlightRecord, optimum: Optimum) -> dict[str, float]:
    """Largest dynamic pressure, load and heat flux on the uncovered payload, SI."""
    names = list(optimum.program.events)
    uncovered = names.index("fairing") + 1 if "fairing" in names else len(names)
    bare = record.segment >= uncovered
    return {
        "dynamic_pressure_pa": float(series["dynamic_pressure"].max()),
        "axial_load_m_s2": float(series["acceleration"].max()),
        "heat_flux_uncovered_w_m2": float(series["heat_flux"][bare].max()) if bare.any() else 0.0,
    }
