"""When an object burned, how much, which way, and which ground stations had it in view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource
from visviva.analysis.track_history import TrackHistory, open_history
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import WEATHER
from visviva.track.ground_stations import any_chance, stations_in_view
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver

#: From this chance on a cross-track part is told with its sign.
SIGN_KNOWN = 0.9


@dataclass(frozen=True, slots=True)
class ManeuversRequest:
    """A history, and if wanted the ground stations to hold its burns against.

    Attributes
    ----------
    source : str, Path, bytes or sequence of ElementSet
    wanted : str, optional
        Which object, where there are several.
    stations : sequence of places
    name : str
        How to call a source that has no name of its own.
    """

    source: ElementSource
    wanted: str | None = None
    stations: Sequence[Place] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ManeuversResult(Result):
    """The burns, in order of time.

    Attributes
    ----------
    opened : TrackHistory
    maneuvers : tuple of Maneuver
    stations : tuple of dict
        For each burn, who had the satellite in view, as keys of its row.
    """

    SCHEMA: ClassVar[str] = "visviva.track.maneuvers/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (WEATHER,)
    ROWS: ClassVar[str] = "maneuvers"

    opened: TrackHistory
    maneuvers: tuple[Maneuver, ...]
    stations: tuple[Mapping[str, Any], ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a burn."""
        return [
            {
                **maneuver_keys(m),
                "score": round(m.score, 1),
                "candidates": [
                    {"time_utc": t.iso(0), "likelihood": round(p, 4)} for t, p in m.candidates
                ],
                **views,
            }
            for m, views in zip(self.maneuvers, self.stations, strict=True)
        ]

    def head(self) -> Mapping[str, Any]:
        """What the file held."""
        return self.opened.head()


def find_burns(request: ManeuversRequest) -> ManeuversResult:
    """Every burn that a history shows.

    Raises
    ------
    InputError
        If the history is of no use.
    """
    opened = open_history(request.source, request.wanted, name=request.name)
    found = find_maneuvers(opened.history)
    views = tuple(_views(opened, m, request.stations) for m in found)
    return ManeuversResult(opened, tuple(found), views)


def maneuver_keys(m: Maneuver) -> dict[str, Any]:
    """A burn as plain values; a dossier says the same."""
    return {
        "time_utc": m.time.iso(0),
        "interval_90_utc": [m.earliest.iso(0), m.latest.iso(0)],
        "delta_v_m_s": round(m.size, 5),
        "interval_90_delta_v_m_s": [round(v, 5) for v in m.size_interval],
        "radial_m_s": round(m.delta_v[0], 5),
        "in_track_m_s": round(m.delta_v[1], 5),
        **_cross_keys(m),
        "confidence": round(m.confidence, 3),
        "purpose": m.purpose,
        "correlation_with_next": round(m.next_correlation, 3),
        "campaign": None
        if m.campaign is None
        else {
            "first_utc": m.campaign.first.iso(0),
            "last_utc": m.campaign.last.iso(0),
            "least_burns": m.campaign.least_burns,
            "sum_m_s": round(m.campaign.total, 5),
        },
    }


def _cross_keys(m: Maneuver) -> dict[str, Any]:
    """The cross-track part; of unknown sign it is null, and both candidates stand beside it."""
    size = m.delta_v[2]
    known = m.cross_sign >= SIGN_KNOWN or abs(size) <= 2.0 * m.sigma[2]
    return {
        "cross_track_m_s": round(size, 5) if known else None,
        "cross_track_either_m_s": [round(size, 5)]
        if known
        else [round(abs(size), 5), round(-abs(size), 5)],
        "cross_track_sign_confidence": round(m.cross_sign, 3),
    }


def _views(opened: TrackHistory, m: Maneuver, places: Sequence[Place]) -> dict[str, Any]:
    """Stations in view beside a burn, and how often any is by luck."""
    if not places:
        return {"stations": []}
    before = opened.history.sets[m.set_before]
    views = [
        {
            "name": s.name,
            "elevation_deg": round(float(np.degrees(s.elevation)), 1),
            "minutes_from_burn": round(s.minutes, 1),
            "chance": round(s.chance, 3),
        }
        for s in stations_in_view(before, m.time, places)
    ]
    chance = any_chance(before, m.time, places)
    return {
        "stations": views,
        "chance_any_station": round(chance, 3) if np.isfinite(chance) else None,
    }
