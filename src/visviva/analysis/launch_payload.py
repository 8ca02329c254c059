"""Heaviest payload of a launcher to an orbit, with its interval, its chance, and the flight behind.

Limits: those of `visviva.launch.performance`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.flight_rows import event_rows, flight_keys
from visviva.analysis.launch_inputs import (
    FlightRequest,
    LaunchCase,
    TargetOrbit,
    describe_orbit,
    named_orbit,
)
from visviva.analysis.launch_route import Price
from visviva.analysis.lift import (
    FlownPayload,
    LiftQuestion,
    corridor_keys,
    find_lift,
    price_of,
    question,
)
from visviva.analysis.lift_margin import margin_beside
from visviva.core.atmosphere.wind import read_wind
from visviva.core.result import Result
from visviva.errors import ConvergenceError, InputError
from visviva.launch.optimal.ascent_flight import AscentFlight
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.performance import PayloadResult, describe


@dataclass(frozen=True, slots=True)
class PayloadRequest(FlightRequest):
    """Launcher, pad and orbit; `asked` is a payload whose chance is asked for, kg.

    The rest as in `visviva.analysis.launch_inputs.FlightRequest`.
    """

    asked: float | None = None

    def __post_init__(self) -> None:
        if self.asked is not None and not 0.0 < self.asked < 1e7:
            raise InputError(
                f"a payload of {self.asked:g} kg", advice="ask for more than zero kilograms"
            )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PayloadAnswer(Result):
    """Payload of a launcher.

    Attributes
    ----------
    request : PayloadRequest
    asked : LiftQuestion
        Launcher, orbit, the way to it, and what is known.
    lift : FlownPayload
        The flown payload and its samples.
    price : Price or None
        Of the way; None where no straight ascent was found to compare with.
    probability : float or None
        Chance that the launcher lifts the payload asked for, by an ascent flown with it; None where
        none is asked for.
    flight : AscentFlight
        As flown: in the wind asked for.
    """

    SCHEMA: ClassVar[str] = "visviva.launch.payload/1"
    ROWS: ClassVar[str] = "events"

    request: PayloadRequest
    asked: LiftQuestion
    lift: FlownPayload
    price: Price | None
    probability: float | None
    flight: AscentFlight

    @property
    def case(self) -> LaunchCase:
        """Launcher and pad."""
        return self.asked.case

    @property
    def orbit(self) -> TargetOrbit:
        """The orbit asked for."""
        return self.asked.orbit

    @property
    def found(self) -> PayloadResult:
        """The payload with its interval."""
        return self.lift.found

    def rows(self) -> list[dict[str, Any]]:
        """Events of the flight behind the answer."""
        return event_rows(self.flight)

    def table(self) -> list[dict[str, Any]]:
        """The answer in one row."""
        low, high = self.found.interval.low, self.found.interval.high
        way = corridor_keys(self.asked, self.price)
        return [
            {
                "vehicle": self.case.vehicle.name,
                "site": self.case.site,
                **describe_orbit(self.orbit),
                "payload_kg": self.found.payload,
                "interval_90_low_kg": low,
                "interval_90_high_kg": high,
                "asked_kg": self.request.asked,
                "probability": self.probability,
                "liftoff_mass_kg": self.found.liftoff_mass,
                "corridor": way["kind"],
                "dogleg_m_s": way["dogleg_m_s"],
            }
        ]

    def head(self) -> dict[str, Any]:
        """Payload, interval, chance, corridor, what it rests on, insertion."""
        found = self.found
        return {
            "vehicle": self.case.vehicle.name,
            "site": self.case.site,
            **describe_orbit(self.orbit),
            **describe(found),
            "asked_kg": self.request.asked,
            "probability": self.probability,
            "corridor": corridor_keys(self.asked, self.price),
            "calibrated_on": [
                {
                    "vehicle": c.vehicle,
                    "payload_kg": c.payload,
                    "unmodelled_delta_v_m_s": c.unmodelled_delta_v,
                    "source": c.source,
                }
                for c in found.unmodelled.used
            ],
            "sensitivities": _sensitivities(self.case, found.rates),
            **flight_keys(self.flight),
        }


def find_payload(request: PayloadRequest) -> PayloadAnswer:
    """Heaviest payload of a launcher to an orbit.

    Raises
    ------
    VisvivaError
        If a name is not known, the orbit is impossible, or no optimum is found.

    Examples
    --------
    >>> found = find_payload(PayloadRequest("soyuz-2.1a", "baikonur", "iss", asked=7000.0))
    >>> bool(5500.0 < found.found.payload < 6600.0), 0.0 <= found.probability <= 1.0
    (True, True)
    """
    case = LaunchCase.of(request.vehicle, request.site, crewed=request.crewed)
    orbit = named_orbit(request.orbit, case) if isinstance(request.orbit, str) else request.orbit
    asked = question(
        case,
        orbit,
        southward=True if request.southward else None,
        turn=request.turn,
        constraints=case.constraints(request.headings, request.drops),
        crewed=request.crewed,
    )
    lift = find_lift(asked)
    flight = lift.found.flight
    if request.wind is not None:
        flight = verify_by_integration(lift.found.optimum, wind=read_wind(request.wind))
    probability = None
    if request.asked is not None:
        probability = _chance(asked, lift, request.asked)
    return PayloadAnswer(request, asked, lift, price_of(asked, lift), probability, flight)


def _chance(asked: LiftQuestion, lift: FlownPayload, mass: float) -> float:
    """Chance of a payload, kg: by an ascent with it, or by samples where it is too heavy to fly."""
    try:
        _, margin = margin_beside(asked, mass, lift)
    except ConvergenceError:
        if mass <= lift.found.payload:
            raise
        return float(np.mean(lift.samples >= mass))
    return float(np.mean(margin >= 0.0))


def _sensitivities(case: LaunchCase, rates: dict[str, float]) -> list[dict[str, Any]]:
    """Change of payload for one per cent of each figure, largest first."""
    out: list[dict[str, Any]] = []
    for name, rate in rates.items():
        if not name[0].isdigit():
            continue
        k, _, figure = name.partition(".")
        stage = case.vehicle.stages[int(k)]
        effect = 0.01 * rate * getattr(stage, figure)
        out.append({"stage": stage.name, "figure": figure, "payload_kg_per_percent": effect})
    return sorted(out, key=lambda r: -abs(r["payload_kg_per_percent"]))
