"""Table `[failure]` of a study: how a launch failed, and what was published of it."""

from typing import Literal

from pydantic import Field

from visviva.assessment.study_values import MissionStudy, Spoken, Table
from visviva.launch.hazard.failure import FailureMode


class HeadingBand(Table):
    """Heading over the ground when a stage is spent."""

    stage: str
    low_deg: float = Field(ge=0.0, le=360.0)
    high_deg: float = Field(ge=0.0, le=360.0)


class DropBand(Table):
    """Ground range within which a stage or the fairing is planned to come down, without air."""

    item: str
    low_km: float = Field(ge=0.0)
    high_km: float = Field(gt=0.0)


class PublishedPlace(Table):
    """Where something was said to have come down: so far from a place, in a direction."""

    name: Spoken
    item: str = Field(description="Start of the name of the simulated piece it is held against.")
    lat_deg: float = Field(ge=-90.0, le=90.0, description="Of the place that is named.")
    lon_deg: float = Field(ge=-180.0, le=180.0)
    distance_km: float = Field(default=0.0, ge=0.0)
    direction_deg: float = Field(default=0.0, ge=0.0, le=360.0)
    tolerance_km: float = Field(gt=0.0)
    source: str
    how_known: Literal["read", "derived", "recalled"] = "read"


class AnnouncedArea(Table):
    """An area that was announced: its corners, or a centre that is known so well."""

    name: str
    item: str = Field(description="Start of the name of the piece that should fall there.")
    polygon_deg: tuple[tuple[float, float], ...] = ()
    lat_deg: float | None = Field(default=None, ge=-90.0, le=90.0)
    lon_deg: float | None = Field(default=None, ge=-180.0, le=180.0)
    uncertainty_km: float = Field(default=0.0, ge=0.0)
    held_by: Spoken | None = Field(default=None, description="What input decides the distance.")
    source: str


class FailureSection(Table):
    """How the launch failed, the corridor it was to fly, and what was published."""

    mode: FailureMode | None = Field(default=None, description="None: the launch as planned.")
    at_s: float | None = Field(default=None, ge=0.0, description="Seconds after lift-off.")
    at_tolerance_s: float = Field(default=0.0, ge=0.0, description="How well that is known.")
    stage: str | None = Field(default=None, description="Stage that is said to have failed.")
    flight_number: int | None = Field(default=None, ge=1, description="Of the launcher's type.")
    southward: bool = False
    headings: tuple[HeadingBand, ...] = ()
    drops: tuple[DropBand, ...] = ()
    published: tuple[PublishedPlace, ...] = ()
    announced: tuple[AnnouncedArea, ...] = ()


class FailedLaunchStudy(MissionStudy):
    """A whole study of a launch that failed."""

    failure: FailureSection
