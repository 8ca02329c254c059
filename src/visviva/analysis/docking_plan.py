"""A rendezvous planned from files and names: every burn from insertion to docking.

Limits: those of `visviva.analysis.rendezvous`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.crewed_flight import CrewCase, crew_case
from visviva.analysis.elements import ElementSource
from visviva.analysis.rendezvous import Meeting, plan_rendezvous
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.errors import InputError


@dataclass(frozen=True, slots=True)
class RendezvousRequest:
    """Ship, pad, station and lift-off.

    Attributes
    ----------
    elements : str, Path, bytes or sequence of ElementSet
        Of the station.
    site, spacecraft : str
        Slugs, names or fact files.
    liftoff : Epoch
    pad, vehicle, station : str, optional
        Default the pad that crews leave from, the ship's own launcher, the ship's station.
    profile : str, optional
        Name of a profile of the ship; default the quickest that fits.
    flight_time : float, optional
        Lift-off to docking, s, in place of the profile's.
    """

    elements: ElementSource
    site: str
    liftoff: Epoch
    spacecraft: str = "soyuz-ms"
    pad: str | None = None
    vehicle: str | None = None
    station: str | None = None
    profile: str | None = None
    flight_time: float | None = None

    def __post_init__(self) -> None:
        if self.flight_time is not None and not 0.0 < self.flight_time <= 30.0 * 86400.0:
            raise InputError(
                f"a flight of {self.flight_time / 3600.0:g} h",
                advice="give more than zero and at most 720 hours",
            )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RendezvousResult(Result):
    """A planned rendezvous: the case, and what `plan_rendezvous` made of it."""

    SCHEMA: ClassVar[str] = "visviva.crew.rendezvous.plan/1"
    ROWS: ClassVar[str] = "burns"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "name",
        "utc",
        "delta_v_m_s",
        "forward_m_s",
        "normal_m_s",
        "up_m_s",
        "range_km",
        "clearance_if_missed_m",
    )

    request: RendezvousRequest
    case: CrewCase
    meeting: Meeting

    @property
    def possible(self) -> bool:
        """Whether the tanks hold the plan and no missed burn brings the ship too near."""
        return self.meeting.plan.safe and self.meeting.enough is not False

    def rows(self) -> list[dict[str, Any]]:
        """One row a burn."""
        return [
            {
                "name": b.name,
                "utc": b.epoch.iso(0),
                "delta_v_m_s": round(b.delta_v, 3),
                "t_s": round(b.t + self.meeting.insertion_s, 1),
                "forward_m_s": round(b.local[0], 3),
                "normal_m_s": round(b.local[1], 3),
                "up_m_s": round(b.local[2], 3),
                "range_km": round(b.distance / 1e3, 3),
                "clearance_if_missed_m": None if b.clearance is None else round(b.clearance),
            }
            for b in self.meeting.plan.burns
        ]

    def head(self) -> dict[str, Any]:
        """Times, velocity, tanks, docking, contingencies."""
        case = self.case
        return {
            "site": case.site.slug,
            "spacecraft": case.ship.slug,
            "station": case.station.slug if case.station else case.elements.label,
            "liftoff_utc": self.request.liftoff.iso(0),
            **_meeting_keys(self.meeting),
            "rejected": [{"place": place, "reason": why} for place, why in case.rejected],
        }


def plan_docking(request: RendezvousRequest) -> RendezvousResult:
    """Resolve names, and plan the rendezvous of a lift-off.

    Raises
    ------
    VisvivaError
        If a name is not known, or `visviva.analysis.rendezvous.plan_rendezvous` finds no plan.
    """
    case = crew_case(
        request.elements,
        request.liftoff,
        site=request.site,
        spacecraft=request.spacecraft,
        pad=request.pad,
        vehicle=request.vehicle,
        station=request.station,
    )
    meeting = plan_rendezvous(
        case, request.liftoff, profile=request.profile, flight_time=request.flight_time
    )
    return RendezvousResult(request, case, meeting)


def _meeting_keys(m: Meeting) -> dict[str, Any]:
    p = m.plan
    return {
        "profile": m.profile.name,
        "insertion_utc": p.insertion.iso(0),
        "docking_utc": p.docking.iso(0),
        "phase_to_close_deg": _deg(p.gap),
        "delta_v_m_s": round(p.delta_v, 2),
        "budget_m_s": m.budget,
        "propellant_kg": None if m.propellant is None else round(m.propellant, 1),
        "tank_kg": m.tank,
        "enough": m.enough,
        "passively_safe": p.safe,
        "clearance_m": round(p.clearance),
        "keep_out_m": p.keep_out,
        "liftoff_late_s": round(m.claim.late, 1),
        "docking": {
            "sunlit": round(m.sunlit, 3),
            "sun_from_approach_deg": _deg(m.sun_ahead),
            "lat_deg": _deg(m.place[0]),
            "lon_deg": _deg(m.place[1]),
            "heard_by": list(m.heard),
        },
        "contingencies": [
            {
                "event": text,
                "delta_v_m_s": None if v is None else round(v, 1),
                "docking_utc": None if when is None else when.iso(0),
                "passively_safe": safe,
            }
            for text, v, when, safe in m.contingencies
        ],
    }


def _deg(angle: float) -> float:
    return round(float(np.degrees(angle)), 2)
