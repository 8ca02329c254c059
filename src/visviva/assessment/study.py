"""A study: the claim as stated, and the mission it describes, read from a small TOML file.

`[site]`, `[vehicle]`, `[spacecraft]` and `[station]` may hold figures of the fact they name, by
dotted path and in the unit of the field; such a figure takes the place of the catalogue's, and the
answer says so.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from visviva.data.catalogue import nearest
from visviva.data.catalogue_read import first_error, line_of, read_toml
from visviva.errors import FactError, StudyError, UnknownNameError, VisvivaError

M = TypeVar("M", bound=BaseModel)


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class StudySection(_Table):
    """What is claimed, by whom, when."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$", description="Slug of the study.")
    claim: str = Field(min_length=3, description="The claim, as stated.")
    said_by: str = Field(min_length=2, description="Who said it.")
    said_on: date = Field(description="When it was said.")
    source: str = Field(default="", description="Where it can be read.")
    notes: tuple[str, ...] = Field(default=(), description="What a reader should know besides.")
    open_questions: tuple[str, ...] = Field(
        default=(), description="What cannot be answered yet; listed, never judged."
    )


class LaunchSection(_Table):
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
    offers: bool = Field(
        default=False, description="Also table the payload to every corridor of the pad."
    )


class SpacecraftSection(BaseModel):
    """What flies; any figure of its fact may stand here in its place."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)
    name: str | None = Field(
        default=None, description="Slug, alias, or path of a ship or satellite fact."
    )


class TargetSection(_Table):
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


class Study(_Table):
    """A whole study file."""

    study: StudySection
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


class HistorySection(_Table):
    """Which satellite, from which element sets, over which span."""

    satellite: str = Field(description="Slug, alias, or path of a satellite fact.")
    elements: str | None = Field(
        default=None, description="File of element sets; those of the fact otherwise."
    )
    since: AwareDatetime | None = Field(default=None, description="First moment to use.")
    until: AwareDatetime | None = Field(default=None, description="Last moment to use.")


class HistoryStudy(_Table):
    """A whole study of a satellite's past."""

    study: StudySection
    history: HistorySection


@dataclass(frozen=True, slots=True)
class LoadedStudy:
    """A checked study with where it came from and what was set on the command line.

    `origin` is the name or the path as given; `folder` is where relative paths inside the study
    start; `text` is the file, for the places of later errors.
    """

    study: Study
    origin: str
    folder: Path | None
    settings: tuple[str, ...] = ()
    text: str = ""

    def place_of(self, *path: str | int) -> str:
        """File and line where a path stands, for an error."""
        settings = [s for s in self.settings if s.split("=")[0].strip() == ".".join(map(str, path))]
        if settings:
            return f"--set {settings[-1]}"
        return f"{self.origin}:{line_of(self.text, path)}" if self.folder else self.origin

    def with_settings(self, *settings: str) -> "LoadedStudy":
        """The same study with more ``path=value`` settings on top."""
        return load_study(self.origin, (*self.settings, *settings))


@dataclass(frozen=True, slots=True)
class LoadedHistory:
    """A checked study of a satellite's past, with where it came from."""

    study: HistoryStudy
    origin: str
    folder: Path | None
    settings: tuple[str, ...] = ()


def study_names() -> tuple[str, ...]:
    """Slugs of the studies that ship with the program."""
    folder = files("visviva.assessment") / "studies"
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
    )


def load_any(origin: str | Path, settings: tuple[str, ...] = ()) -> LoadedStudy | LoadedHistory:
    """A study of a mission or of a past, by name or by path.

    With ``path=value`` settings applied before it is checked.

    Parameters
    ----------
    origin : str or Path
        Slug of a shipped study, or the path of a TOML file.
    settings : tuple of str
        Such as ``"launch.site=jiuquan"``; the value is read as TOML where it can be, else as text.

    Raises
    ------
    UnknownNameError
        If no study has that name.
    StudyError
        If the file cannot be read or breaks the schema; the place is named.

    Examples
    --------
    >>> load_any("malligyong-alive").study.history.satellite
    'malligyong-1'
    """
    return _loaded(str(origin), isinstance(origin, Path), settings)


def load_study(origin: str | Path, settings: tuple[str, ...] = ()) -> LoadedStudy:
    """A study of a mission; see `load_any`. A study of a past is refused.

    Examples
    --------
    >>> load_study("soyuz-tiangong", ("launch.site=jiuquan",)).study.launch.site
    'jiuquan'
    """
    found = load_any(origin, settings)
    if isinstance(found, LoadedHistory):
        raise StudyError(
            "a study of a past, where one of a mission was asked for", place=str(origin)
        )
    return found


def _loaded(
    name: str, given_as_path: bool, settings: tuple[str, ...]
) -> LoadedStudy | LoadedHistory:
    shipped = files("visviva.assessment") / "studies" / f"{name}.toml"
    is_path = given_as_path or name.endswith(".toml") or "/" in name or "\\" in name
    if not is_path and not shipped.is_file():
        if Path(name).exists():
            is_path = True
        else:
            near = nearest(name, {s: s for s in study_names()})
            advice = (
                f"did you mean {' or '.join(near)}?"
                if near
                else "`visviva studies` lists them; a file ends in .toml"
            )
            raise UnknownNameError(f"no study is called {name!r}", advice=advice, nearest=near)
    try:
        raw, text = read_toml(Path(name) if is_path else Path(str(shipped)))
    except FactError as err:
        raise StudyError(err.message, advice=_study_advice(err), place=err.place) from err
    for setting in settings:
        _apply(raw, setting)
    folder = Path(name).resolve().parent if is_path else None
    if "history" in raw:
        past = _checked(HistoryStudy, raw, text, name, settings)
        return LoadedHistory(past, name, folder, settings)
    return LoadedStudy(_checked(Study, raw, text, name, settings), name, folder, settings, text)


def _study_advice(err: VisvivaError) -> str | None:
    return (
        "`visviva assess --schema` shows what a study holds"
        if "empty" in err.message
        else err.advice
    )


def _checked(
    model: type[M], raw: dict[str, Any], text: str, place: str, settings: tuple[str, ...]
) -> M:
    try:
        return model.model_validate(_tuples(raw))
    except ValidationError as err:
        found = first_error(err, model, text, place)
        path = str(found.fields.get("path", ""))
        blamed = [s for s in settings if s.split("=")[0].strip() == path]
        where = f"--set {blamed[-1]}" if blamed else found.place
        raise StudyError(found.message, advice=found.advice, place=where, **found.fields) from err


def _tuples(raw: Any) -> Any:
    """TOML arrays as tuples: strict validation tells a list from a tuple."""
    if isinstance(raw, dict):
        return {k: _tuples(v) for k, v in raw.items()}
    return tuple(_tuples(v) for v in raw) if isinstance(raw, list) else raw


def _apply(raw: dict[str, Any], setting: str) -> None:
    """Set one dotted path of a raw study in place.

    Inside figure tables the rest of the path is one key.
    """
    path, equals, value = setting.partition("=")
    parts = [p.strip().strip('"') for p in path.split(".")]
    if not equals or len(parts) < 2 or not all(parts):
        raise StudyError(
            "not a setting",
            advice="write it like launch.site=jiuquan or spacecraft.mass_kg=6800",
            place=f"--set {setting}",
        )
    section, key = parts[0], ".".join(parts[1:])
    known = tuple(dict.fromkeys((*Study.model_fields, *HistoryStudy.model_fields)))
    if section not in known:
        near = nearest(section, {s: s for s in known})
        advice = f"did you mean {near[0]}?" if near else "sections are " + ", ".join(known)
        raise StudyError(f"no section {section!r}", advice=advice, place=f"--set {setting}")
    raw.setdefault(section, {})[key] = _value(value.strip())


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return text


def study_schema() -> dict[str, Any]:
    """JSON Schema of a study file, for editors."""
    schema = TypeAdapter(Study | HistoryStudy).json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "visviva study"
    return schema
