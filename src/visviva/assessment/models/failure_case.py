"""A failed launch, resolved: the facts, the ascent that is flown, and what was published."""

import math
from dataclasses import dataclass

from visviva.analysis.failure import FallenItem, FallenRequest, FallenResult
from visviva.assessment.case import Case
from visviva.assessment.models.failure_section import (
    AnnouncedArea,
    FailedLaunchStudy,
    FailureSection,
    PublishedPlace,
)
from visviva.assessment.models.study_ascent import ascent_case
from visviva.assessment.study_values import LoadedStudy
from visviva.core.geodesy import geodesic_direct

#: Falls for each kind of piece: of a whole answer, of a quick one.
SAMPLES, QUICK = 2000, 400


@dataclass(frozen=True, slots=True)
class FailureCase:
    """The case of a mission with its failure, and the question of what falls from it."""

    case: Case
    section: FailureSection
    request: FallenRequest

    @property
    def loaded(self) -> LoadedStudy[FailedLaunchStudy]:
        """The study."""
        return self.case.loaded  # type: ignore[return-value]


def failure_case(case: Case, section: FailureSection) -> FailureCase:
    """The question that a study asks of its launch."""
    return FailureCase(
        case,
        section,
        FallenRequest(
            case=ascent_case(case, section),
            at=section.at_s,
            mode=section.mode or "",
            samples=QUICK if case.effort.quick else SAMPLES,
        ),
    )


def items_named(found: FallenResult, start: str) -> tuple[FallenItem, ...]:
    """Pieces whose names begin with a word and that come down."""
    return tuple(i for i in found.items if i.name.startswith(start) and i.areas)


def published_at(place: PublishedPlace) -> tuple[float, float]:
    """Latitude and longitude (rad) of a place said by distance and direction."""
    lat, lon = math.radians(place.lat_deg), math.radians(place.lon_deg)
    if place.distance_km == 0.0:
        return lat, lon
    end = geodesic_direct(lat, lon, math.radians(place.direction_deg), 1e3 * place.distance_km)
    return float(end[0]), float(end[1])


def announced_ring(area: AnnouncedArea) -> tuple[tuple[float, float], ...]:
    """Corners (rad) of an announced area, or of the circle in which its centre is known to lie."""
    if area.polygon_deg:
        return tuple((math.radians(a), math.radians(b)) for a, b in area.polygon_deg)
    if area.lat_deg is None or area.lon_deg is None:
        return ()
    lat, lon = math.radians(area.lat_deg), math.radians(area.lon_deg)
    ends = [
        geodesic_direct(lat, lon, math.radians(10.0 * k), 1e3 * max(area.uncertainty_km, 1.0))
        for k in range(36)
    ]
    return tuple((float(end[0]), float(end[1])) for end in ends)
