"""Lift-off times for a station's plane, and whether a claimed one fits.

Limits: those of `visviva.crew.liftoff.window`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.crewed_flight import CrewCase, crew_case
from visviva.analysis.elements import ElementSource
from visviva.core.arrays import Array
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.crew.liftoff.claim import Claim, check_claimed_liftoff
from visviva.crew.liftoff.plane import osculating_normal, pad_plane_geometry
from visviva.crew.liftoff.window import Window, windows
from visviva.orbit.gp import gp_state_itrf

#: Age of a set past which its phase is doubtful: a reboost of one kilometre shifts it by 1.2
#: degrees a day.
PHASE_DAYS = 5.0


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """Ship, pad, station and span.

    Attributes
    ----------
    elements : str, Path, bytes or sequence of ElementSet
        Of the station.
    site, spacecraft : str
        Slugs, names or fact files.
    start : Epoch
    days : float
    pad, vehicle, station : str, optional
        Default the pad that crews leave from, the ship's own launcher, the ship's station.
    claimed : Epoch, optional
        A lift-off time to check.
    without : str, optional
        A flown launch that is not learnt from.
    """

    elements: ElementSource
    site: str
    start: Epoch
    spacecraft: str = "soyuz-ms"
    days: float = 1.0
    pad: str | None = None
    vehicle: str | None = None
    station: str | None = None
    claimed: Epoch | None = None
    without: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WindowResult(Result):
    """Windows of a span, in order of time.

    Attributes
    ----------
    request : WindowRequest
    case : CrewCase
    windows : tuple of Window
    claim : Claim or None
    warnings : tuple of str
    """

    SCHEMA: ClassVar[str] = "visviva.crew.liftoff.window/1"
    ROWS: ClassVar[str] = "windows"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "liftoff_utc",
        "direction",
        "liftoff_lead_s",
        "sigma_s",
        "plane_offset_deg",
        "phase_deg",
        "phase_to_close_deg",
        "profile",
        "crossing_utc",
        "azimuth_known",
        "age_days",
    )

    request: WindowRequest
    case: CrewCase
    windows: tuple[Window, ...]
    claim: Claim | None
    warnings: tuple[str, ...]

    @property
    def pad(self) -> Place:
        """Where the rocket leaves the ground."""
        return self.case.pad

    def pad_angles(self, count: int = 600) -> tuple[Array, Array]:
        """Angle of the pad from the station's plane of the moment over the span.

        Parameters
        ----------
        count : int
            Moments, evenly spaced.

        Returns
        -------
        seconds : ndarray, shape (count,)
            After the start of the span.
        angle : ndarray, shape (count,)
            rad, positive on the side of the orbit's angular momentum; zero at a window's crossing.

        Raises
        ------
        PropagationError
            If SGP4 does not reach that far.
        """
        seconds = np.linspace(0.0, self.request.days * DAY_S, count)
        when = self.request.start + seconds
        normal = osculating_normal(self.case.elements, when)
        return seconds, np.asarray(pad_plane_geometry(self.pad, normal, when).offset)

    def station_track(self, half: float = 2700.0) -> tuple[Epoch, Array, Array, Array]:
        """Ground track about the first lift-off, or the start where there is no window.

        Parameters
        ----------
        half : float
            Half of its span, s.

        Returns
        -------
        epoch : Epoch
        seconds, latitude, longitude : ndarray, shape (n,)
            Seconds from the epoch; geodetic latitude and longitude, rad.

        Raises
        ------
        PropagationError
            If SGP4 does not reach that far.
        """
        epoch = self.windows[0].liftoff if self.windows else self.request.start
        seconds = np.arange(-half, half + 1.0, 30.0)
        r, _ = gp_state_itrf(self.case.elements, epoch + seconds)
        latitude, longitude, _ = itrf_to_geodetic(r)
        return epoch, seconds, latitude, longitude

    def rows(self) -> list[dict[str, Any]]:
        """One row a window."""
        return [window_row(w) for w in self.windows]

    def head(self) -> dict[str, Any]:
        """Case, element set, what the lead rests on, claim, refused sets, warnings."""
        case, request = self.case, self.request
        return {
            "site": case.site.slug,
            "pad": case.pad_key,
            "vehicle": case.vehicle.slug,
            "spacecraft": case.ship.slug,
            "station": case.station.slug if case.station else case.elements.label,
            "start_utc": request.start.iso(),
            "days": request.days,
            "element_set": {
                "object": case.elements.catalog_number,
                "epoch_utc": case.elements.epoch.iso(),
                "place": case.elements.place,
                "age_days": round(float((request.start - case.elements.epoch) / DAY_S), 3),
            },
            "lead_basis": _basis(case),
            "claim": None
            if self.claim is None or request.claimed is None
            else _claim_row(request.claimed, self.claim),
            "rejected": [{"place": place, "reason": why} for place, why in case.rejected],
            "warnings": list(self.warnings),
        }


def launch_windows(request: WindowRequest) -> WindowResult:
    """Every lift-off time of a span, and what a claimed one says.

    Raises
    ------
    VisvivaError
        If a name is not known, the element set is too old, or the plane never passes the pad.
    """
    start, moment = request.start, request.claimed
    case = crew_case(
        request.elements,
        start + 0.5 * DAY_S if moment is None else moment,
        site=request.site,
        spacecraft=request.spacecraft,
        pad=request.pad,
        vehicle=request.vehicle,
        station=request.station,
        without=request.without,
    )
    given = case.elements, case.pad, case.launcher, case.profiles
    found = windows(*given, start, request.days)
    claim = None
    if moment is not None:
        inside = start <= moment <= start + request.days * DAY_S
        around = found if inside else windows(*given, moment - DAY_S, 2.0)
        claim = check_claimed_liftoff(moment, around, case.elements, case.pad, case.delta_v_margin)
    return WindowResult(request, case, found, claim, tuple(_warnings(case, found)))


def window_row(w: Window) -> dict[str, Any]:
    """One window as a row of the contract."""
    return {
        "liftoff_utc": w.liftoff.iso(0),
        "direction": "northbound" if w.northbound else "southbound",
        "liftoff_lead_s": round(w.liftoff_lead, 1),
        "sigma_s": round(w.sigma, 1),
        "plane_offset_deg": round(float(np.degrees(w.plane_offset)), 4),
        "phase_deg": round(float(np.degrees(w.phase)), 3),
        "phase_to_close_deg": round(float(np.degrees(w.phase_to_close)), 3),
        "profile": w.profile,
        "profiles": [p.name for p in w.profiles],
        "crossing_utc": w.crossing.iso(0),
        "azimuth_known": w.known,
        "age_days": round(w.age_days, 3),
        "liftoff_lead_parts": [{"part": name, "seconds": round(s, 1)} for name, s in w.parts],
    }


def _basis(case: CrewCase) -> dict[str, Any]:
    ascent = case.launcher.ascent
    return {
        "ascent_s": round(ascent.duration, 1),
        "ascent_downrange_deg": round(float(np.degrees(ascent.downrange)), 2),
        "azimuth_northbound_deg": _degrees(case.launcher.azimuth_north),
        "azimuth_southbound_deg": _degrees(case.launcher.azimuth_south),
        "azimuth_from": [f.flight for f in case.flown()],
        "insertion": case.insertion[2],
        "profiles": [
            {
                "name": p.name,
                "flight_time_h": round(p.flight_time / 3600.0, 3),
                "phase_low_deg": _degrees(p.phase_low),
                "phase_high_deg": _degrees(p.phase_high),
                "source": p.source,
            }
            for p in case.profiles
        ],
    }


def _degrees(angle: float | None) -> float | None:
    return None if angle is None else round(float(np.degrees(angle)), 3)


def _claim_row(moment: Epoch, c: Claim) -> dict[str, Any]:
    return {
        "liftoff_utc": moment.iso(0),
        "verdict": "possible" if c.possible else "impossible",
        "reason": c.reason,
        "nearest_utc": c.window.liftoff.iso(0),
        "late_s": round(c.late, 1),
        "plane_error_deg": round(float(np.degrees(c.plane_error)), 4),
        "turn_cost_m_s": round(c.turn_cost, 1),
    }


def _warnings(case: CrewCase, found: tuple[Window, ...]) -> list[str]:
    lines = []
    oldest = max((abs(w.age_days) for w in found), default=0.0)
    if oldest > PHASE_DAYS:
        lines.append(
            f"the element set is up to {oldest:.1f} days from these lift-offs: a reboost of one "
            "kilometre would shift "
            f"the phase by {1.2 * oldest:.0f}°, so the profile is not certain"
        )
    if found and not any(w.known for w in found):
        lines.append(
            f"no launch of {case.ship.slug} from {case.site.slug} is known here: the azimuth that "
            "steers least is "
            "taken, and lift-off is uncertain by a minute"
        )
    return lines
