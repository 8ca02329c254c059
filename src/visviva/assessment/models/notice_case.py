"""Table `[notice]` of a study: what was announced of a launch, and when it flew."""

from dataclasses import dataclass
from datetime import date

from pydantic import AwareDatetime, Field

from visviva.assessment.models.failure_section import AnnouncedArea
from visviva.assessment.study_values import LoadedStudy, StudyFile, Table
from visviva.data.schema.site import SiteFact


class AnnouncedWindow(Table):
    """A span in which areas were closed."""

    start: AwareDatetime
    end: AwareDatetime
    source: str = ""


class NoticeSection(Table):
    """A warning beside the flight."""

    site: str = Field(description="Slug, alias, or path of a site fact.")
    flown_at: AwareDatetime = Field(description="Lift-off, with its offset.")
    inclination_deg: float | None = Field(default=None, ge=0.0, le=180.0, description="Flown.")
    windows: tuple[AnnouncedWindow, ...] = ()
    announced_from: date | None = Field(default=None, description="First day that was announced.")
    announced_to: date | None = None
    announced_source: str = ""
    areas: tuple[AnnouncedArea, ...] = ()
    drops_of: str | None = Field(
        default=None, description="Study whose planned drops are held against the areas."
    )


class NoticeStudy(StudyFile):
    """A whole study of a warning."""

    notice: NoticeSection


@dataclass(frozen=True, slots=True)
class NoticeCase:
    """The study, its section, and the site."""

    loaded: LoadedStudy[NoticeStudy]
    section: NoticeSection
    site: SiteFact
