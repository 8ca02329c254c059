"""An ascent flown with a payload: events, insertion, and the velocity left over or missing.

Limits: those of `visviva.launch.optimal.ascent`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from visviva.analysis.flight_rows import event_rows, flight_keys
from visviva.analysis.launch_inputs import (
    FlightRequest,
    LaunchCase,
    TargetOrbit,
    describe_orbit,
    named_orbit,
)
from visviva.analysis.launch_route import Price
from visviva.analysis.lift import LiftQuestion, corridor_keys, price_at, question
from visviva.core.atmosphere.wind import read_wind
from visviva.core.result import Result
from visviva.errors import InputError
from visviva.launch.optimal.ascent import optimise
from visviva.launch.optimal.ascent_flight import AscentFlight
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.performance import flown_with
from visviva.launch.unmodelled import UnmodelledDeltaV


@dataclass(frozen=True, slots=True)
class AscentRequest(FlightRequest):
    """Launcher, pad, orbit and payload; `payload` None: the heaviest that is lifted, kg.

    The rest as in `visviva.analysis.launch_inputs.FlightRequest`.
    """

    payload: float | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AscentAnswer(Result):
    """A flown mission.

    Attributes
    ----------
    request : AscentRequest
    asked : LiftQuestion
        Launcher, orbit, the way to it, and what is known.
    orbit : TargetOrbit
    optimum : Optimum
    unmodelled : UnmodelledDeltaV
        Reserves and losses that the optimum does not know.
    flight : AscentFlight or None
        None where the orbit is out of reach with every kilogram of propellant.
    price : Price or None
        Of the way; None where no straight ascent was found to compare with.
    delta_v_margin : float
        Velocity left after unmodelled losses, m/s; missing with a minus sign.
    """

    SCHEMA: ClassVar[str] = "visviva.launch.optimal.ascent/1"
    ROWS: ClassVar[str] = "events"

    request: AscentRequest
    asked: LiftQuestion
    orbit: TargetOrbit
    optimum: Optimum
    unmodelled: UnmodelledDeltaV
    flight: AscentFlight | None
    price: Price | None
    delta_v_margin: float

    @property
    def case(self) -> LaunchCase:
        """Launcher and pad."""
        return self.asked.case

    def rows(self) -> list[dict[str, Any]]:
        """Events of the flight."""
        return [] if self.flight is None else event_rows(self.flight)

    def head(self) -> dict[str, Any]:
        """Payload, velocities, insertion."""
        out = {
            "vehicle": self.case.vehicle.name,
            "site": self.case.site,
            **describe_orbit(self.orbit),
            "payload_kg": self.optimum.payload,
            "unspent_m_s": self.delta_v_margin + self.unmodelled.mean,
            "unmodelled_delta_v_m_s": self.unmodelled.mean,
            "delta_v_margin_m_s": self.delta_v_margin,
            "converged": True,
            "reached": self.flight is not None,
            "corridor": corridor_keys(self.asked, self.price),
        }
        return out if self.flight is None else {**out, **flight_keys(self.flight)}


def fly_mission(request: AscentRequest) -> AscentAnswer:
    """Fly a mission by its optimal ascent, and again by an independent integrator.

    Raises
    ------
    VisvivaError
        If a name is not known, the orbit is impossible, or no optimum is found.
    """
    case = LaunchCase.of(request.vehicle, request.site, crewed=request.crewed)
    orbit = named_orbit(request.orbit, case) if isinstance(request.orbit, str) else request.orbit
    if request.payload is not None and not 0 < request.payload < case.vehicle.liftoff_mass:
        raise InputError(
            f"a payload of {request.payload:g} kg",
            advice="give one above zero and below the lift-off mass",
        )
    asked = question(
        case,
        orbit,
        southward=True if request.southward else None,
        turn=request.turn,
        constraints=case.constraints(request.headings, request.drops),
        crewed=request.crewed,
    )
    fit = asked.known.fit
    if request.payload is None:
        best = optimise(
            asked.mission, case.vehicle, constraints=asked.flown_constraints, unmodelled=fit.mean
        )
        margin = 0.0
    else:
        best, margin = flown_with(
            case.vehicle,
            asked.mission,
            request.payload,
            unmodelled=fit.mean,
            constraints=asked.flown_constraints,
        )
    flight = None
    if best.unmodelled >= 0.0 or margin >= 0.0:
        wind = None if request.wind is None else read_wind(request.wind)
        flight = (
            verify_by_integration(best) if wind is None else verify_by_integration(best, wind=wind)
        )
    price = price_at(asked, best.payload, margin)
    return AscentAnswer(request, asked, orbit, best, fit, flight, price, margin)
