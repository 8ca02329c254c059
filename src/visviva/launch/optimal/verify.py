"""An optimum verified: flown again with the independent integrator."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_GM
from visviva.errors import ConvergenceError
from visviva.launch.flight.forward import Aero, FlightRecord, Segment, fly, pad_state
from visviva.launch.optimal.aerodynamics import area_factor, drag_area, drag_table
from visviva.launch.optimal.arcs import LENGTH, SPEED
from visviva.launch.optimal.ascent_flight import (
    AscentFlight,
    events_of,
    falls_of,
    peaks_of,
    series_of,
)
from visviva.launch.optimal.collocation_basis import steering
from visviva.launch.optimal.optimum import Optimum, UpperFlight
from visviva.launch.optimal.upper import steering as steering_of
from visviva.launch.reasons import why
from visviva.launch.target import reached

#: Largest gaps at insertion between the optimum and its flight; the gap comes from the smoothed air
#: (0.5 %), the smoothed drag table, J3, J4 and the mesh. A metre a second is some 3 kg of a Soyuz
#: payload.
GAP_SPEED, GAP_POSITION = 5.0, 5e3
#: Relative error of a step: 0.2 m at an injection, 20 m after a coast to a geostationary height,
#: in two thirds of the time that 1e-10 takes.
ACCURATE = 1e-8
#: Longest step of an ascent, s: what its pictures and peaks are read from.
LONGEST = 8.0


def verify_by_integration(
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
    record = fly(
        r0, v0, segments, aero=aero, wind=wind, step_max=LONGEST, fast=fast, tolerance=ACCURATE
    )
    planned = optimum.solution.w[program.solver.program.layouts[-1].states[-1]]
    planned = planned * np.repeat([LENGTH, SPEED], 3)
    looser = far = 1.0
    gap_r, gap_v = _gaps(record, planned)
    if optimum.upper is not None and optimum.upper.burns:
        later = _later_segments(optimum.upper, float(record.t[-1]))
        segments += later
        ascent, injected, planned = record, planned, optimum.upper.end
        near = gap_r <= GAP_POSITION and gap_v <= GAP_SPEED
        looser, far = _allowed(planned)

        def flown(r: Array, v: Array, part: list[Segment]) -> FlightRecord:
            return fly(r, v, part, aero=aero, step_max=150.0, fast=fast, tolerance=ACCURATE)

        record = _joined(ascent, flown(record.r[-1], record.v[-1], later))
        gap_r, gap_v = _gaps(record, planned)
        if wind is None and near and (gap_r > looser * GAP_POSITION or gap_v > looser * GAP_SPEED):
            # An error at cut-off grows without end over the passes of several perigee burns, or on
            # the way to a far apogee: there each burn is flown from where the one before should
            # end, as a launcher does that navigates, and every gap counts by itself.
            apart = _burn_by_burn(optimum.upper.states, (ascent, injected), later, flown)
            within = gap_r <= far * GAP_POSITION and gap_v <= looser * GAP_SPEED
            if not within or (apart[1] <= gap_r and apart[2] <= gap_v):
                record, gap_r, gap_v, looser, far = apart
    if strict and wind is None and (gap_r > far * GAP_POSITION or gap_v > looser * GAP_SPEED):
        raise ConvergenceError(
            why("not-verified", distance=(gap_r / 1e3, 1), speed=(gap_v, 1)),
            advice="a neighbouring orbit may do; from Python, a finer mesh "
            "(AscentConstraints.intervals_per_leg)",
            position_m=gap_r,
            speed_m_s=gap_v,
        )
    series = series_of(record, segments, optimum, wind)
    return AscentFlight(
        record,
        tuple(events_of(record, optimum, series)),
        tuple(falls_of(record, optimum)),
        reached(record.r[-1], record.v[-1], EARTH_GM),
        gap_r,
        gap_v,
        float(record.mass[-1]),
        peaks_of(series, record, optimum),
        series,
        tuple(segments),
        aero,
    )


def _burn_by_burn(
    ends: Sequence[Array],
    begin: tuple[FlightRecord, Array],
    segments: list[Segment],
    flown: Callable[[Array, Array, list[Segment]], FlightRecord],
) -> tuple[FlightRecord, float, float, float, float]:
    """Each coast and burn from where the one before should end, up to one that ends far off.

    The flight, the last gap in position (m) and speed (m/s), and what is allowed of either.
    """
    record, planned = begin
    gap_r = gap_v = 0.0
    looser = far = 1.0
    for k, end in enumerate(ends):
        part = flown(planned[:3], planned[3:], segments[2 * k : 2 * k + 2])
        gap_r, gap_v = _gaps(part, end)
        looser, far = _allowed(end)
        record, planned = _joined(record, part), end
        if gap_r > far * GAP_POSITION or gap_v > looser * GAP_SPEED:
            break
    return record, gap_r, gap_v, looser, far


def _allowed(end: Array) -> tuple[float, float]:
    """How much larger than at an injection the gaps in speed and position may be at a state.

    An error at cut-off grows along a coast: by three times the arc of a circle.
    """
    looser = 4.0 + 2.0 * float(np.linalg.norm(end[:3])) / LENGTH
    return looser, max(looser, GAP_SPEED * _rise_of_speed(end[:3], end[3:]) / GAP_POSITION)


def _gaps(record: FlightRecord, planned: Array) -> tuple[float, float]:
    """Distance (m) and difference of velocity (m/s) of the end of a flight from a state."""
    return (
        float(np.linalg.norm(record.r[-1] - planned[:3])),
        float(np.linalg.norm(record.v[-1] - planned[3:])),
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
