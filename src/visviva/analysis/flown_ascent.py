"""The ascent of a launch, flown once, for questions about what falls from it.

Limits: those of `visviva.launch.optimal.ascent`: the best ascent of the stages as they are known,
which is not the one that was flown on the day.
"""

from dataclasses import dataclass

from visviva.analysis.launch_inputs import DropZone, Heading, LaunchCase, TargetOrbit
from visviva.errors import ConvergenceError, InputError
from visviva.launch.hazard.ascent import FlownAscent
from visviva.launch.mission import Mission


@dataclass(frozen=True, slots=True)
class AscentCase:
    """A launcher on a pad with a payload (kg) and an orbit, and how it is flown."""

    launch: LaunchCase
    orbit: TargetOrbit
    payload: float
    southward: bool = False
    turn: bool = False
    headings: tuple[Heading, ...] = ()
    drops: tuple[DropZone, ...] = ()


def fly_ascent(case: AscentCase) -> FlownAscent:
    """Fly the best ascent of a case and keep its states.

    Raises
    ------
    InputError
        If the payload is none.
    ConvergenceError
        If no ascent is found, or the orbit is out of reach with every kilogram of propellant.
    """
    from visviva.analysis.payload import calibrations_for
    from visviva.launch.optimal.verify import verify_by_integration
    from visviva.launch.performance import flown_with
    from visviva.launch.reasons import why
    from visviva.launch.unmodelled import unmodelled_delta_v_of

    vehicle, place, orbit = case.launch.vehicle, case.launch.place, case.orbit
    if not 0.0 < case.payload < vehicle.liftoff_mass:
        raise InputError(f"a payload of {case.payload:g} kg", advice="give a positive mass")
    mission = Mission(
        place.latitude,
        orbit.perigee,
        orbit.apogee,
        orbit.inclination,
        case.southward,
        case.turn,
        place.longitude,
    )
    constraints = case.launch.constraints(case.headings, case.drops)
    lost = unmodelled_delta_v_of(vehicle, calibrations_for(case.launch.fact)).mean
    best, margin = flown_with(
        vehicle, mission, case.payload, unmodelled=lost, constraints=constraints
    )
    if best.unmodelled < 0.0:
        raise ConvergenceError(
            why(
                "too-heavy",
                vehicle=vehicle.name,
                payload=f"{case.payload:g}",
                missing=(-best.unmodelled, 0),
            ),
            advice="nothing that never flew can fall; give a lighter payload",
        )
    flight = verify_by_integration(best)
    names = {"fairing separation": "fairing"}
    return FlownAscent(
        vehicle=vehicle,
        payload=case.payload,
        latitude=place.latitude,
        longitude=place.longitude,
        t=flight.record.t,
        r=flight.record.r,
        v=flight.record.v,
        mass=flight.record.mass,
        events=tuple((names.get(e.name, e.name), e.t) for e in flight.events),
        margin=margin,
        segments=flight.segments,
        aero=flight.aero,
    )
