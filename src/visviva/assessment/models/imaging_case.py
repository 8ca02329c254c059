"""A satellite that photographs, with its element sets: what the checks of pictures share."""

from dataclasses import dataclass

from pydantic import AwareDatetime, Field

from visviva.assessment.study_values import Table
from visviva.core.time import Epoch
from visviva.data.schema.craft import SatelliteFact
from visviva.data.schema.figure import Figure
from visviva.errors import StudyError
from visviva.orbit.gp import ElementSet, read_elements


class Photograph(Table):
    """A picture that is said to have been taken."""

    place: str = Field(description="Name, as it was said.")
    lat_deg: float = Field(ge=-90.0, le=90.0)
    lon_deg: float = Field(ge=-180.0, le=180.0)
    at: AwareDatetime = Field(description="The claimed second, with its offset.")
    source: str = Field(default="", description="Where it was said.")


class AreaSection(Table):
    """A region, and how often it is said to be watched."""

    south_deg: float = Field(ge=-90.0, le=90.0)
    north_deg: float = Field(ge=-90.0, le=90.0)
    west_deg: float = Field(ge=-180.0, le=180.0)
    east_deg: float = Field(ge=-180.0, le=180.0)
    start: AwareDatetime
    days: float = Field(gt=0.5, le=60.0)
    every_h: float = Field(gt=0.0, description="Longest gap that the claim allows.")


class ResolutionSection(Table):
    """How sharp the pictures are said to be, and what bounds the optics."""

    claimed_m: float = Field(gt=0.0, description="Ground sample distance that the claim needs.")
    height_km: float = Field(gt=100.0, lt=40000.0)
    aperture_m: Figure
    samples_per_width: Figure


class ImagingSection(Table):
    """Which satellite, and what is claimed of its pictures."""

    satellite: str = Field(description="Slug, alias, or path of a satellite fact.")
    max_off_nadir_deg: float = Field(default=45.0, gt=0.0, le=75.0)
    min_sun_elevation_deg: float = Field(default=5.0, ge=-90.0, le=90.0)
    photographs: tuple[Photograph, ...] = ()
    area: AreaSection | None = None
    resolution: ResolutionSection | None = None


@dataclass(frozen=True, slots=True)
class ImagingCase:
    """What is claimed, of which satellite, and the element sets of its fact."""

    section: ImagingSection
    fact: SatelliteFact
    sets: tuple[ElementSet, ...]
    said_on: str

    def nearest(self, at: Epoch) -> ElementSet:
        """The element set nearest to a moment."""
        return min(self.sets, key=lambda e: abs(float(at - e.epoch)))


def imaging_case(section: ImagingSection, fact: SatelliteFact, place: str) -> ImagingCase:
    """Read the element sets of a satellite's fact.

    Raises
    ------
    StudyError
        If it has none, or the study claims nothing.
    """
    if not section.photographs and section.area is None and section.resolution is None:
        raise StudyError(
            "the study claims nothing of the pictures",
            advice="give [[imaging.photographs]], [imaging.area] or [imaging.resolution]",
            place=place,
        )
    text = "".join(f"{fact.title}\n{row.line1}\n{row.line2}\n" for row in fact.element_sets)
    if not text and (section.photographs or section.area is not None):
        raise StudyError(f"{fact.title} has no element set", advice="add one to its fact")
    sets = tuple(read_elements(text).elements) if text else ()
    days = [p.at.date().isoformat() for p in section.photographs]
    return ImagingCase(section, fact, sets, max(days, default=str(fact.as_of or "")))
