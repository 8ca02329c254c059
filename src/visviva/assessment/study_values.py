"""What a study file holds: the claim, and the tables that several kinds of study share.

`[site]`, `[vehicle]`, `[spacecraft]` and `[station]` may hold figures of the fact they name, by
dotted path and in the unit of the field; such a figure takes the place of the catalogue's, and the
answer says so.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from visviva.core.message import LANGUAGES, Message
from visviva.data.catalogue_read import line_of

#: Tables that belong to no kind: a file with none but these is a study of a mission.
SHARED = ("study", "launch", "spacecraft", "target", "site", "vehicle", "station")


class Table(BaseModel):
    """A table of a study file: nothing converted, nothing unknown, nothing changed later."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def spoken(value: Any) -> str:
    """A text of a study: as it stands, or a message where a table gives it in several languages.

    Raises
    ------
    ValueError
        If it is neither, is too short, or leaves English out.

    Examples
    --------
    >>> spoken({"en": "Pigs fly", "fr": "Les cochons volent"}).localize("fr")
    'Les cochons volent'
    """
    given = {"en": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise ValueError("give a text, or a table {en = …, fr = …, ko = …}")
    if unknown := sorted(set(given) - set(LANGUAGES)):
        raise ValueError(f"language {unknown[0]!r} is not one of {', '.join(LANGUAGES)}")
    if "en" not in given:
        raise ValueError("English (en) is missing; other languages may be added to it")
    if short := [lang for lang, text in given.items() if len(text.strip()) < 2]:
        raise ValueError(f"the text ({short[0]}) is empty or one letter; write at least two")
    if isinstance(value, str):
        return value
    # Braces of the user's are text, not holes.
    texts = {
        lang: {"text": text.replace("{", "{{").replace("}", "}}")} for lang, text in given.items()
    }
    return Message(texts, "text")


_TEXT = {"type": "string", "minLength": 2}
#: A text as it stands, or a table of it in several languages.
Spoken = Annotated[
    str,
    PlainValidator(spoken),
    WithJsonSchema(
        {
            "anyOf": [
                _TEXT,
                {
                    "type": "object",
                    "properties": dict.fromkeys(LANGUAGES, _TEXT),
                    "required": ["en"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class StudySection(Table):
    """What is claimed, by whom, when."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$", description="Slug of the study.")
    claim: Spoken = Field(
        description="The claim, as stated; {en = …, fr = …, ko = …} to translate it."
    )
    said_by: Spoken = Field(description="Who said it.")
    said_on: date = Field(description="When it was said.")
    source: str = Field(default="", description="Where it can be read.")
    notes: tuple[Spoken, ...] = Field(default=(), description="What a reader should know besides.")
    open_questions: tuple[Spoken, ...] = Field(
        default=(), description="What cannot be answered yet; listed, never judged."
    )


class LaunchSection(Table):
    """From where, on what, when."""

    site: str = Field(description="Slug, alias, or path of a site fact.")
    pad: str | None = Field(
        default=None, description="Key of a pad of the site; the first counts otherwise."
    )
    vehicle: str = Field(description="Slug, alias, or path of a vehicle fact.")
    date: AwareDatetime | None = Field(
        default=None, description="Lift-off, with its offset from UTC."
    )
    inclination_deg: float | None = Field(
        default=None, ge=0.0, le=180.0, description="Of the first orbit, if stated."
    )
    blind: bool = Field(
        default=False, description="Judge without the launcher's own published or flown payloads."
    )
    payload_by_corridor: bool = Field(
        default=False, description="Also table the payload to every corridor of the pad."
    )


class SpacecraftSection(BaseModel):
    """What flies; any figure of its fact may stand here in its place."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)
    name: str | None = Field(
        default=None, description="Slug, alias, or path of a ship or satellite fact."
    )


class TargetSection(Table):
    """Where to: a station, or an orbit."""

    station: str | None = Field(default=None, description="Slug, alias, or path of a station fact.")
    perigee_km: float | None = Field(
        default=None, ge=120.0, le=2e6, description="Height of the perigee."
    )
    apogee_km: float | None = Field(
        default=None, ge=120.0, le=2e6, description="Height of the apogee."
    )
    inclination_deg: float | None = Field(default=None, ge=0.0, le=180.0)
    returns: bool = Field(
        default=False, description="A crew flies free and comes back, without a station."
    )

    @model_validator(mode="after")
    def _names_an_orbit(self) -> "TargetSection":
        orbit = (self.perigee_km, self.apogee_km, self.inclination_deg)
        if self.station is None and any(x is None for x in orbit):
            raise ValueError("give a station, or perigee_km, apogee_km and inclination_deg")
        if (
            self.perigee_km is not None
            and self.apogee_km is not None
            and self.perigee_km > self.apogee_km
        ):
            raise ValueError(
                f"perigee_km {self.perigee_km:g} is above apogee_km {self.apogee_km:g}"
            )
        return self


class StudyFile(Table):
    """What every study file holds; a kind adds its own table."""

    study: StudySection


class MissionStudy(StudyFile):
    """A whole study of a mission."""

    launch: LaunchSection
    spacecraft: SpacecraftSection = SpacecraftSection()
    target: TargetSection
    site: dict[str, Any] = Field(
        default_factory=dict, description="Figures in place of the site's, by path."
    )
    vehicle: dict[str, Any] = Field(
        default_factory=dict, description="Figures in place of the vehicle's, by path."
    )
    station: dict[str, Any] = Field(
        default_factory=dict, description="Figures in place of the station's, by path."
    )


F_co = TypeVar("F_co", bound=StudyFile, covariant=True)


@dataclass(frozen=True, slots=True)
class LoadedStudy(Generic[F_co]):
    """A checked study with where it came from and what was set on the command line.

    `kind` is the kind of study it is, `origin` the name or the path as given; `folder` is where
    relative paths inside the study start; `text` is the file, for the places of later errors;
    `packages` are those whose kinds and checks answer it.
    """

    study: F_co
    kind: str
    origin: str
    folder: Path | None
    settings: tuple[str, ...] = ()
    text: str = ""
    packages: tuple[str, ...] = ("visviva.assessment",)

    def place_of(self, *path: str | int) -> str:
        """File and line where a path stands, for an error."""
        settings = [s for s in self.settings if s.split("=")[0].strip() == ".".join(map(str, path))]
        if settings:
            return f"--set {settings[-1]}"
        return f"{self.origin}:{line_of(self.text, path)}" if self.folder else self.origin
