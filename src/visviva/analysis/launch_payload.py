"""Heaviest payload of a launcher to an orbit, with its interval, its chance, and the flight behind.

Limits: those of `visviva.launch.performance`.
"""

from dataclasses import dataclass
from math import degrees, erf, pi, radians, sqrt
from pathlib import Path
from typing import Any, ClassVar

from visviva.analysis.flight_rows import event_rows, flight_keys
from visviva.analysis.launch_inputs import (
    DropZone,
    Heading,
    LaunchCase,
    TargetOrbit,
    describe_orbit,
    named_orbit,
)
from visviva.analysis.payload import calibrations_for
from visviva.core.atmosphere.wind import read_wind
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.uncertain import Z95
from visviva.errors import InputError
from visviva.launch.mission import Mission
from visviva.launch.optimal.refly import AscentFlight, refly
from visviva.launch.performance import PayloadResult, describe, payload
from visviva.orbit.elements import launch_azimuth


@dataclass(frozen=True, slots=True)
class PayloadRequest:
    """Launcher, pad and orbit.

    Attributes
    ----------
    vehicle : str
        Slug, name or fact file.
    site : str or Place
    orbit : TargetOrbit or str
        An orbit, or its name: ``sso:H``, ``gto``, ``iss``.
    asked : float, optional
        Payload whose chance is asked for, kg.
    turn, southward, crewed : bool
        Allow an inclination below the latitude; leave towards the descending node; carry the escape
        tower.
    headings, drops : tuple
        Corridors and drop zones to be kept.
    wind : Path, optional
        CSV of the wind that the flight behind the answer meets, unsteered.
    """

    vehicle: str
    site: str | Place
    orbit: TargetOrbit | str
    asked: float | None = None
    turn: bool = False
    southward: bool = False
    crewed: bool = False
    headings: tuple[Heading, ...] = ()
    drops: tuple[DropZone, ...] = ()
    wind: Path | None = None

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
    case : LaunchCase
    orbit : TargetOrbit
    found : PayloadResult
    flight : AscentFlight
        As flown: in the wind asked for.
    """

    SCHEMA: ClassVar[str] = "visviva.launch.payload/1"
    ROWS: ClassVar[str] = "events"

    request: PayloadRequest
    case: LaunchCase
    orbit: TargetOrbit
    found: PayloadResult
    flight: AscentFlight

    @property
    def probability(self) -> float | None:
        """Chance that the launcher lifts the payload asked for; None where none is."""
        if self.request.asked is None:
            return None
        return chance(self.request.asked, self.found)

    def rows(self) -> list[dict[str, Any]]:
        """Events of the flight behind the answer."""
        return event_rows(self.flight)

    def table(self) -> list[dict[str, Any]]:
        """The answer in one row."""
        low, high = self.found.interval.low, self.found.interval.high
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
            "corridor": self._corridor(),
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

    def _direct_heading(self) -> float:
        """Heading of the plane over the pad, degrees; due east where it passes below the pad."""
        tilt = self.orbit.inclination
        latitude = Mission(self.case.place.latitude, 2e5, 2e5, pi / 2).lowest_inclination
        if min(tilt, pi - tilt) <= latitude:
            return 90.0 if tilt < pi / 2 else 270.0
        azimuth = float(launch_azimuth(latitude, tilt))
        return round(degrees(pi - azimuth if self.request.southward else azimuth) % 360.0, 2)

    def _corridor(self) -> dict[str, Any]:
        """Which corridor was flown: of the facts, asked for, or none."""
        headings = self.request.headings
        if headings:
            bands = [sorted({degrees(h.low), degrees(h.high)}) for h in headings]
            return {
                "kind": "declared",
                "heading_deg": [round(a, 3) for band in bands for a in band],
                "dogleg_m_s": None,
                "note": "headings as asked for; their price is part of the payload",
            }
        heading, tilt = self._direct_heading(), degrees(self.orbit.inclination)
        kind, note, flown = _known_corridor(self.case, heading, tilt)
        return {
            "kind": kind,
            "heading_deg": flown,
            # a turn that was flown is told, but the direct heading is what is priced here
            "dogleg_m_s": 0.0 if len(flown) == 1 else None,
            "note": note,
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
    found = payload(
        case.vehicle,
        case.place.latitude,
        case.place.longitude,
        orbit.perigee,
        orbit.apogee,
        orbit.inclination,
        southward=request.southward,
        # Below the pad's latitude there is no other way than a turn.
        turn=request.turn or _beyond(orbit.inclination, case.place.latitude),
        rules=case.rules(request.headings, request.drops),
        spreads=case.spreads(),
        calibrations=calibrations_for(case.fact),
    )
    flight = found.flight
    if request.wind is not None:
        flight = refly(found.optimum, wind=read_wind(request.wind))
    return PayloadAnswer(request, case, orbit, found, flight)


def _beyond(inclination: float, latitude: float) -> bool:
    """Whether a plane leans less than the pad's latitude, either way round (rad)."""
    return min(inclination, pi - inclination) < abs(latitude) - radians(0.2)


def chance(asked: float, found: PayloadResult) -> float:
    """Probability of lifting `asked` kg, from payload and interval.

    Normal on either side of the best value, each with the half width of its own side.
    """
    low, best, high = found.interval.low, found.payload, found.interval.high
    half = (best - low) if asked < best else (high - best)
    if half <= 0.0:
        return 1.0 if asked <= best else 0.0
    return 0.5 * (1.0 + erf((best - asked) * Z95 / half / sqrt(2.0)))


def _known_corridor(case: LaunchCase, heading: float, tilt: float) -> tuple[str, str, list[float]]:
    """Kind, note and headings of the first corridor in the facts that holds a plane (degrees)."""
    site = case.site_fact
    if site is None:
        return "free", "no site of the facts: the direct heading was flown", [heading]
    for corridor in site.corridors:
        if corridor.inclination_deg is not None:
            low, high = corridor.inclination_deg
            inside = low - 0.3 <= tilt <= high + 0.3
        else:
            inside = corridor.azimuth_deg is not None and _within(heading, *corridor.azimuth_deg)
        if inside:
            return "declared", f"{corridor.key}: {corridor.source}", [heading]
    for turn in site.doglegs:
        if turn.inclination_deg is not None and abs(turn.inclination_deg.value - tilt) <= 0.5:
            pair = [turn.first_azimuth_deg.value, turn.turned_azimuth_deg.value]
            note = f"flown with a turn ({turn.source}); the payload is that of the direct heading"
            return "flown", note, pair
    flown = site.flown
    if flown is not None and flown.inclination_deg is not None:
        low, high = flown.inclination_deg
        if low - 0.3 <= tilt <= high + 0.3:
            return "flown", f"inclinations of {low:g} to {high:g} deg: {flown.source}", [heading]
    note = f"nothing in the facts of {case.site} holds this plane: the direct heading was flown"
    return "free", note, [heading]


def _within(heading: float, low: float, high: float) -> bool:
    """Whether a heading lies in a band of azimuths, in degrees; the band may run through north."""
    return any(low - 0.5 <= heading + 360.0 * k <= high + 0.5 for k in (-2, -1, 0, 1))


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
