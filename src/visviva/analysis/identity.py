"""What orbit an object keeps, from its history, and whether a launch from a site explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource
from visviva.analysis.track_history import TrackHistory, open_history
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.track.identity import Identity, LaunchPlane, Repeat, identify, launch_plane


@dataclass(frozen=True, slots=True)
class IdentityRequest:
    """A history, and if wanted the launch to hold its plane against.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    wanted : str, optional
        Which object, where there are several.
    launch_site : tuple of float, optional
        Geodetic latitude and east longitude, rad.
    launched : Epoch, optional
        Lift-off; goes with `launch_site`.
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    wanted: str | None = None
    launch_site: tuple[float, float] | None = None
    launched: Epoch | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class IdentityResult(Result):
    """The orbit; rows are heights and local time, set by set.

    Attributes
    ----------
    opened : TrackHistory
    identity : Identity
    launched : Epoch or None
    plane : LaunchPlane or None
        Where a launch was given.
    """

    SCHEMA: ClassVar[str] = "visviva.track.identity/1"
    ROWS: ClassVar[str] = "history"

    opened: TrackHistory
    identity: Identity
    launched: Epoch | None
    plane: LaunchPlane | None

    def rows(self) -> list[dict[str, Any]]:
        """Epoch, perigee, apogee, local time of each set."""
        found = self.identity
        return [
            {
                "epoch_utc": str(t),
                "perigee_km": round(float(p) / 1e3, 3),
                "apogee_km": round(float(a) / 1e3, 3),
                "ltan_h": round(float(hours), 4),
            }
            for t, (_, p, a), hours in zip(
                self.opened.history.epoch.iso(0), found.heights, found.local_times, strict=True
            )
        ]

    def head(self) -> Mapping[str, Any]:
        """The orbit and what the file held."""
        found = self.identity
        return {
            **self.opened.head(),
            **identity_keys(found),
            "eccentricity": round(found.eccentricity, 7),
            "period_min": round(found.period / 60.0, 5),
            "eclipse_seasons": [
                {
                    "start_utc": s.start.iso(0)[:10],
                    "end_utc": s.end.iso(0)[:10],
                    "longest_min": round(s.longest / 60.0, 2),
                }
                for s in found.eclipses
            ],
            "launch": _launch(self.launched, self.plane),
        }


def identify_object(request: IdentityRequest) -> IdentityResult:
    """Class, Sun-synchrony, local time of the node, repeat cycle, heights, eclipses.

    Raises
    ------
    InputError
        If the history is of no use, or only one of launch site and lift-off is given.
    """
    if (request.launch_site is None) != (request.launched is None):
        raise InputError("--site and --launched belong together", advice="give both, or none")
    opened = open_history(request.source, request.wanted, least=1, name=request.name)
    plane = None
    if request.launch_site is not None and request.launched is not None:
        plane = launch_plane(opened.history, *request.launch_site, request.launched)
    return IdentityResult(opened, identify(opened.history), request.launched, plane)


def identity_keys(found: Identity) -> dict[str, Any]:
    """The orbit as plain values; a dossier says the same."""
    return {
        "orbit_class": found.orbit_class,
        "sun_synchronous": found.sun_synchronous,
        "ltan_h": round(found.local_time, 4),
        "ltan": clock_text(found.local_time),
        "ltan_drift_min_per_year": round(found.local_time_drift, 2),
        "repeat": _repeat(found.repeat),
        "perigee_km": round(found.perigee / 1e3, 3),
        "apogee_km": round(found.apogee / 1e3, 3),
        "inclination_deg": round(float(np.degrees(found.inclination)), 5),
    }


def _repeat(cycle: Repeat | None) -> dict[str, Any] | None:
    if cycle is None:
        return None
    return {
        "revolutions": cycle.revolutions,
        "days": cycle.days,
        "miss_km": round(cycle.miss / 1e3, 3),
    }


def _launch(liftoff: Epoch | None, plane: LaunchPlane | None) -> dict[str, Any] | None:
    """Orbit plane against a launch site."""
    if liftoff is None or plane is None:
        return None
    azimuth = None if np.isnan(plane.azimuth) else round(float(np.degrees(plane.azimuth)), 2)
    return {
        "liftoff_utc": liftoff.iso(0),
        "node_offset_deg": round(float(np.degrees(plane.node_offset)), 3),
        "pass": "ascending" if plane.ascending else "descending",
        "direct_azimuth_deg": azimuth,
        "dogleg": plane.dogleg,
    }


def clock_text(hours: float) -> str:
    """Clock time of hours, to the minute.

    Examples
    --------
    >>> clock_text(10.5), clock_text(23.9999)
    ('10:30', '00:00')
    """
    minutes = round(hours * 60.0) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
