"""Announced areas on the map and among the inputs, for studies of failures and of warnings."""

from collections.abc import Sequence

from visviva.assessment.answer import GroundTrack, Input
from visviva.assessment.models.failure_case import announced_ring
from visviva.assessment.models.failure_section import AnnouncedArea
from visviva.core.message import speaker

TEXTS = {
    "en": {"announced": "announced: {name}"},
    "fr": {"announced": "annoncé\u00a0: {name}"},
    "ko": {"announced": "예고 구역: {name}"},
}
say = speaker(TEXTS)


def announced_inputs(path: str, areas: Sequence[AnnouncedArea], day: str) -> tuple[Input, ...]:
    """One input for each area, under ``<path>.<number>``, with its source."""
    return tuple(
        Input(f"{path}.{k}", a.name, "", None, None, a.source, day, "derived", label=a.name)
        for k, a in enumerate(areas)
    )


def announced_tracks(areas: Sequence[AnnouncedArea]) -> tuple[GroundTrack, ...]:
    """The outline of each area, or of the circle in which its centre lies; none where unknown."""
    rings = [(area.name, announced_ring(area)) for area in areas]
    return tuple(
        GroundTrack(
            say("announced", name=name),
            "announced",
            tuple(lon for _, lon in ring),
            tuple(lat for lat, _ in ring),
        )
        for name, ring in rings
        if ring
    )
