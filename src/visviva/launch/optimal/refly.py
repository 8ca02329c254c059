"""An optimum flown again with the independent integrator, and what that flight shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_RADIUS, EARTH_RATE
from visviva.errors import ConvergenceError
from visviva.launch.flight.forward import (
    Aero,
    FlightRecord,
    Segment,
    fly,
    geodetic,
    longitude,
    pad_state,
)
from visviva.launch.flight.staged import distance, impact
from visviva.launch.optimal.aerodynamics import area_factor, drag_area, drag_table
from visviva.launch.optimal.collocation_basis import steering
from visviva.launch.optimal.optimum import Optimum, UpperFlight
from visviva.launch.optimal.program import LENGTH, SPEED
from visviva.launch.optimal.upper import steering as steering_of
from visviva.launch.reasons import why
from visviva.launch.target import OrbitTarget, reached

#: Largest gaps at insertion between the optimum and its flight; the gap comes from the smoothed air
#: (0.5 %), the smoothed drag table, J3, J4 and the mesh. A metre a second is some 3 kg of a Soyuz
#: payload.
GAP_SPEED, GAP_POSITION = 5.0, 5e3


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


def refly(
    optimum: Optimum, *, wind: Wind | None = None, strict: bool = True, fast: bool = False
) -> AscentFlight:
    """Fly the optimum's steering and schedule with `visviva.launch.flight.forward`.

    Parameters
    ----------
    optimum : Optimum
    wind : Wind, optional
        Open loop: the steering does not react to it.
    strict : bool
        Refuse an optimum that does not arrive.
    fast : bool
        Compiled, for dozens of flights.

    Raises
    ------
    ConvergenceError
        If the flight ends more than `GAP_SPEED` or `GAP_POSITION` from where the optimum says.
    """
    program = optimum.program
    r0, v0 = pad_state(optimum.mission.latitude, 0.0)
    segments = _segments(optimum)
    table = drag_table(optimum.vehicle)
    aero = Aero(drag_area(optimum.vehicle) * optimum.parameters["drag"], *table)
    record = fly(r0, v0, segments, aero=aero, wind=wind, step_max=6.0, fast=fast)
    planned = optimum.solution.w[program.solver.program.layouts[-1].states[-1]]
    planned = planned * np.repeat([LENGTH, SPEED], 3)
    looser = far = 1.0
    if optimum.upper is not None and optimum.upper.burns:
        later = _later_segments(optimum.upper, float(record.t[-1]))
        segments += later
        record = _joined(
            record,
            fly(record.r[-1], record.v[-1], later, aero=aero, step_max=150.0, fast=fast),
        )
        planned = optimum.upper.end
        # An error at cut-off grows along a coast: by three times the arc of a circle.
        looser = 4.0 + 2.0 * float(np.linalg.norm(planned[:3])) / LENGTH
        far = max(looser, GAP_SPEED * _rise_of_speed(planned[:3], planned[3:]) / GAP_POSITION)
    gap_r = float(np.linalg.norm(record.r[-1] - planned[:3]))
    gap_v = float(np.linalg.norm(record.v[-1] - planned[3:]))
    if strict and wind is None and (gap_r > far * GAP_POSITION or gap_v > looser * GAP_SPEED):
        raise ConvergenceError(
            why("no-refly", distance=(gap_r / 1e3, 1), speed=(gap_v, 1)),
            advice="a neighbouring orbit may do; from Python, a finer mesh "
            "(Rules.intervals_per_leg)",
            position_m=gap_r,
            speed_m_s=gap_v,
        )
    series = _series(record, segments, optimum, wind)
    return AscentFlight(
        record,
        tuple(_events(record, optimum, series)),
        tuple(_falls(record, optimum)),
        reached(record.r[-1], record.v[-1], EARTH_GM),
        gap_r,
        gap_v,
        float(record.mass[-1]),
        _peaks(series, record, optimum),
        series,
        tuple(segments),
        aero,
    )


def _rise_of_speed(r: Array, v: Array) -> float:
    """By how much the apogee rises for a metre a second more at perigee, m: 4 a² v / GM."""
    orbit = reached(r, v, EARTH_GM)
    if orbit.eccentricity >= 1.0:
        return 0.0
    swiftness = (1.0 + orbit.eccentricity) / (1.0 - orbit.eccentricity)
    speed = float(np.sqrt(EARTH_GM / orbit.semi_major * swiftness))
    return 4.0 * orbit.semi_major**2 * speed / EARTH_GM


def _later_segments(upper: UpperFlight, t: float) -> list[Segment]:
    """Coasts and burns after the injection at `t`."""
    out = []
    for burn in upper.burns:
        lit = t + burn.coast
        out.append(Segment(f"coast to the {burn.name}", t, lit, burn.mass))
        t = lit + burn.duration
        aim = tuple(steering_of(burn, lit))
        out.append(Segment(burn.name, lit, t, burn.mass, burn.flow, burn.thrust, steering=aim))
    return out


def _joined(first: FlightRecord, then: FlightRecord) -> FlightRecord:
    segment = np.concatenate([first.segment, then.segment + first.segment[-1] + 1])
    pairs = ((getattr(first, n), getattr(then, n)) for n in ("t", "r", "v", "mass"))
    t, r, v, mass = (np.concatenate(pair) for pair in pairs)
    return FlightRecord(t, r, v, segment, mass, then.landed)


def _segments(optimum: Optimum) -> list[Segment]:
    latitude = optimum.mission.latitude
    up = np.array([[np.cos(latitude), 0.0, np.sin(latitude)]])
    out, t = [], 0.0
    rows = zip(
        optimum.schedule,
        optimum.program.solver.program.layouts,
        optimum.program.kinds,
        optimum.program.beside,
        strict=True,
    )
    for k, (row, layout, kind, beside) in enumerate(rows):
        duration, mass, flow, thrust, area, acceleration, exhaust = (float(v) for v in row)
        if duration < 1e-6:
            continue
        end = t + duration
        steer: Any = ()
        if kind == "rise":
            steer = ((t, end, up),)
        else:
            steer = tuple(steering(layout, optimum.solution.w, t, end))
        out.append(
            Segment(
                str(k),
                t,
                end,
                mass,
                0.0 if acceleration else flow,
                thrust,
                area,
                acceleration,
                exhaust,
                steer,
                area_factor(optimum.vehicle, beside),
            )
        )
        t = end
    return out


def _series(
    record: FlightRecord, segments: list[Segment], optimum: Optimum, wind: Wind | None
) -> dict[str, Array]:
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


def _events(record: FlightRecord, optimum: Optimum, series: dict[str, Array]) -> list[Event]:
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


def _falls(record: FlightRecord, optimum: Optimum) -> Iterator[Fall]:
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


def _peaks(series: dict[str, Array], record: FlightRecord, optimum: Optimum) -> dict[str, float]:
    names = list(optimum.program.events)
    uncovered = names.index("fairing") + 1 if "fairing" in names else len(names)
    bare = record.segment >= uncovered
    return {
        "dynamic_pressure_pa": float(series["dynamic_pressure"].max()),
        "axial_load_m_s2": float(series["acceleration"].max()),
        "heat_flux_uncovered_w_m2": float(series["heat_flux"][bare].max()) if bare.any() else 0.0,
    }
