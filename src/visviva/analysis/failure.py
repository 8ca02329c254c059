"""What comes down from a launch, failed or not: areas, times, people below.

Limits: those of `visviva.launch.hazard.failure`; people in the open, none warned.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.drop_error import DropError, drop_error
from visviva.analysis.flown_ascent import AscentCase, fly_ascent
from visviva.analysis.flown_words import SAY
from visviva.core.result import Result
from visviva.data.population import bundled_population, read_population
from visviva.errors import InputError
from visviva.launch.hazard.areas import HazardArea, areas_of
from visviva.launch.hazard.ascent import FlownAscent, down_range, impact_points
from visviva.launch.hazard.casualty import COLLECTIVE, impact_casualties
from visviva.launch.hazard.failure import (
    MODES,
    Fallen,
    Spread,
    failed_flight,
    nominal_drops,
)

#: What is taken for granted, told with every answer.
ASSUMPTIONS = tuple(SAY(key) for key in ("best", "spread", "areas", "fairing", "bodies", "wind"))
#: Least and largest number of samples.
SAMPLES = (200, 200_000)


@dataclass(frozen=True, slots=True)
class FallenRequest:
    """A launch, and how it fails: `mode` empty means that it does not.

    Attributes
    ----------
    case : AscentCase
    at : float, optional
        Second of the failure; needed with a mode.
    mode : str
        One of `visviva.launch.hazard.failure.MODES`, or empty: the planned drops.
    seed, samples : int
    population : Path, optional
        A grid; the coarse one that ships by default.
    """

    case: AscentCase
    at: float | None = None
    mode: str = ""
    seed: int = 1
    samples: int = 2000
    population: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FallenItem:
    """A kind of piece: its fall, its areas, and the people it would hurt on average.

    `error` is how far off the range may be, None where nothing says it.
    """

    fallen: Fallen
    areas: tuple[HazardArea, ...]
    range: float
    casualties: float
    error: DropError | None = None

    @property
    def name(self) -> str:
        """Of the piece."""
        return self.fallen.body.name


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FallenResult(Result):
    """Where everything comes down; areas as rows."""

    SCHEMA: ClassVar[str] = "visviva.fallen/1"
    ROWS: ClassVar[str] = "areas"
    request: FallenRequest
    ascent: FlownAscent
    items: tuple[FallenItem, ...]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row for each item and share."""
        return [
            {
                "item": item.name,
                "probability": area.probability,
                "polygon": [[_degrees(a), _degrees(b)] for a, b in area.polygon],
                "center": [_degrees(x) for x in area.center],
                "semi_major_km": round(area.semi_major / 1e3, 2),
                "semi_minor_km": round(area.semi_minor / 1e3, 2),
                "bearing_deg": round(math.degrees(area.bearing), 1),
                "area_km2": round(area.size / 1e6, 1),
                "interval_90_area_km2": [round(x / 1e6, 1) for x in area.size_90],
            }
            for item in self.items
            for area in item.areas
        ]

    def head(self) -> Mapping[str, Any]:
        """Failure, impact of the first item, casualties, items, the impact point on the way up."""
        return {
            "mode": self.request.mode or "none",
            "at_s": self.request.at,
            "insertion_s": round(self.ascent.insertion, 1),
            "impact": self._impact(),
            "casualty_expectation": sum(i.casualties for i in self.items),
            "limit": COLLECTIVE,
            "items": [self._item(i) for i in self.items],
            "instantaneous_impact": [
                {"t_s": round(t, 1), "lat_deg": _degrees(lat), "lon_deg": _degrees(lon)}
                for t, lat, lon in impact_points(self.ascent)
            ],
            "events": [{"name": name, "t_s": round(t, 1)} for name, t in self.ascent.events],
            "samples": self.request.samples,
            "seed": self.request.seed,
            "assumptions": list(ASSUMPTIONS),
        }

    def _impact(self) -> dict[str, float] | None:
        first = self.items[0]
        if not first.areas:
            return None
        lat, lon = first.areas[0].center
        down = first.fallen.falls.landed
        return {
            "lat_deg": _degrees(lat),
            "lon_deg": _degrees(lon),
            "t_s": round(float(np.median(first.fallen.falls.t[down])), 1),
        }

    def _item(self, item: FallenItem) -> dict[str, Any]:
        body, falls = item.fallen.body, item.fallen.falls
        down = falls.landed
        some = bool(item.areas)
        return {
            "name": item.name,
            "pieces": body.count,
            "mass_kg": round(body.mass, 1),
            "ballistic_coefficient_kg_m2": list(body.ballistic),
            "from_s": round(item.fallen.from_t, 1),
            "comes_down": round(item.fallen.down, 4),
            "t_s": round(float(np.median(falls.t[down])), 1) if some else None,
            "speed_m_s": round(float(np.median(falls.speed[down])), 1) if some else None,
            "lat_deg": _degrees(item.areas[0].center[0]) if some else None,
            "lon_deg": _degrees(item.areas[0].center[1]) if some else None,
            "range_km": round(item.range / 1e3, 1) if some else None,
            **_range_90(item, some),
            "casualty_area_m2": round(body.casualty_area, 1),
            "casualty_expectation": item.casualties,
        }


def follow_fallen(request: FallenRequest) -> FallenResult:
    """Fly the launch, let it fail, and follow what falls.

    Raises
    ------
    InputError, RangeError
        If mode, second or samples cannot be; a second after insertion is told with insertion.
    ConvergenceError
        If no ascent is found.
    """
    if not SAMPLES[0] <= request.samples <= SAMPLES[1]:
        raise InputError(
            f"{request.samples} samples", advice=f"give {SAMPLES[0]} to {SAMPLES[1]:,}"
        )
    if request.mode and request.mode not in MODES:
        raise InputError(f"no failure mode {request.mode!r}", advice="use " + ", ".join(MODES))
    if request.mode and request.at is None:
        raise InputError("a failure without its second", advice="give --at SECONDS")
    return fallen_of(fly_ascent(request.case), request)


def fallen_of(ascent: FlownAscent, request: FallenRequest) -> FallenResult:
    """The same for an ascent that was flown already."""
    options = {"seed": request.seed, "samples": request.samples}
    if request.mode and request.at is not None:
        fallen = failed_flight(ascent, request.at, request.mode, spread=Spread(), **options)
    else:
        fallen = nominal_drops(ascent, spread=Spread(), **options)
    return result_of(ascent, request, fallen)


def result_of(
    ascent: FlownAscent, request: FallenRequest, fallen: Sequence[Fallen]
) -> FallenResult:
    """Areas and casualties of what fell."""
    people = (
        bundled_population() if request.population is None else read_population(request.population)
    )
    items = []
    for one in fallen:
        down = one.falls.landed
        if down.sum() < 50:
            items.append(FallenItem(one, (), 0.0, 0.0))
            continue
        lat, lon = one.falls.latitude[down], one.falls.longitude[down]
        areas = areas_of(lat, lon)
        away = float(down_range(ascent, *(np.array(x) for x in areas[0].center)))
        hurt = one.down * impact_casualties(lat, lon, one.body.casualty_area, people)
        error = drop_error(request.case, ascent, one.body.name, one.from_t, away)
        items.append(FallenItem(one, areas, away, hurt, error))
    return FallenResult(request, ascent, tuple(items))


def _range_90(item: FallenItem, some: bool) -> dict[str, Any]:
    """Interval of the range (km), and what says it: ``plan``, ``record`` or nothing."""
    error = item.error
    if error is None or not some:
        return {"interval_90_range_km": None, "range_known_by": None}
    return {
        "interval_90_range_km": [round(x * item.range / 1e3) for x in (error.low, error.high)],
        "range_known_by": SAY("plan")
        if error.planned
        else SAY("record", count=str(error.vehicles)),
    }


def _degrees(angle: float) -> float:
    return round(math.degrees(angle), 5)
