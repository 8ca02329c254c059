"""A study resolved: the facts it names, with the figures it overrides.

And every figure's pedigree.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from visviva.assessment.own_figures import check_own_figure
from visviva.assessment.protocol import Effort
from visviva.assessment.study_values import LoadedStudy, MissionStudy
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue, FactKind, nearest
from visviva.data.schema.common import Fact
from visviva.data.schema.craft import SatelliteFact, ShipFact, StationFact
from visviva.data.schema.figure import Figure, unit_of
from visviva.data.schema.site import Pad, SiteFact
from visviva.data.schema.vehicle import PayloadRow, VehicleFact
from visviva.errors import FactError, StudyError, UnknownNameError

TEXTS = {
    "en": {
        "source.setting": "set on the command line",
        "source.study": "the study file itself",
    },
    "fr": {
        "source.setting": "donné en ligne de commande",
        "source.study": "le fichier de l’étude",
    },
    "ko": {
        "source.setting": "명령줄에서 지정",
        "source.study": "연구 파일 자체",
    },
}
say = speaker(TEXTS)
Role = Literal["site", "vehicle", "spacecraft", "station", "target"]


@dataclass(frozen=True, slots=True)
class Overrides:
    """Figures that a study puts in place of one fact's, by dotted path."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def get(self, fact: Fact | None, path: str) -> Figure | None:
        """The figure at `path`: the study's own, else the fact's, else None."""
        if path in self.figures:
            return self.figures[path]
        if fact is None:
            return None
        try:
            return fact.figure(path)
        except FactError:
            return None


@dataclass(frozen=True, slots=True)
class Case:
    """Facts and overrides of one study of a mission, ready for the checks.

    `delta_v_offset` is added to every margin of the velocity budget, m/s: what the budget is off an
    ascent that was flown.
    """

    loaded: LoadedStudy[MissionStudy]
    site: SiteFact
    pad: Pad
    vehicle: VehicleFact
    craft: ShipFact | SatelliteFact | None
    station: StationFact | None
    overrides: dict[str, Overrides]
    catalogue: Catalogue
    effort: Effort = field(default_factory=Effort)
    delta_v_offset: float = 0.0

    def fact(self, role: Role) -> Fact | None:
        """The fact that plays `role`."""
        facts: dict[str, Fact | None] = {
            "site": self.site,
            "vehicle": self.vehicle,
            "spacecraft": self.craft,
            "station": self.station,
        }
        return facts.get(role)

    def figure(self, role: Role, path: str) -> Figure | None:
        """The figure at `path` of the fact in `role`, the study's own first."""
        return self.overrides[role].get(self.fact(role), path)

    def required(self, role: Role, path: str) -> Figure:
        """`figure`, or an error that says where to give it."""
        found = self.figure(role, path)
        if found is None:
            raise StudyError(
                f"{role} {path} is not known",
                advice=f"give it as {path} under [{role}], or --set {role}.{path}=…",
                place=self.loaded.origin,
            )
        return found

    @property
    def ship(self) -> ShipFact | None:
        """The craft, where it is a crewed ship."""
        return self.craft if isinstance(self.craft, ShipFact) else None

    @property
    def calibrating(self) -> tuple[tuple[int, PayloadRow], ...]:
        """Payload rows of the launcher that may be fitted on, with their numbers.

        None where the study is blind.
        """
        if self.loaded.study.launch.blind:
            return ()
        return tuple((k, row) for k, row in enumerate(self.vehicle.payloads) if row.calibrates)

    @property
    def crewed(self) -> bool:
        """Whether people fly, so that the escape tower does too."""
        return self.ship is not None

    def orbit_figure(self, name: str) -> Figure:
        """`perigee_km`, `apogee_km` or `inclination_deg` of the target.

        Stated in the study, else the station's.
        """
        stated = self.overrides["target"].figures.get(name)
        if stated is not None:
            return stated
        return self.required("station", f"orbit.{name}")


def resolve(
    loaded: LoadedStudy[MissionStudy], catalogue: Catalogue, effort: Effort = Effort()
) -> Case:
    """Look up every fact that a study names.

    Raises
    ------
    UnknownNameError, FactError, StudyError
        With the place in the study file.
    """
    s = loaded.study
    site = _look_up(loaded, catalogue, ("site",), s.launch.site, ("launch", "site"))
    vehicle = _look_up(loaded, catalogue, ("vehicle",), s.launch.vehicle, ("launch", "vehicle"))
    craft = station = None
    if s.spacecraft.name is not None:
        craft = _look_up(
            loaded, catalogue, ("ship", "satellite"), s.spacecraft.name, ("spacecraft", "name")
        )
    if s.target.station is not None:
        station = _look_up(loaded, catalogue, ("station",), s.target.station, ("target", "station"))
    try:
        pad = site.pad_for(vehicle.slug, s.launch.pad)
    except UnknownNameError as err:
        raise StudyError(
            err.message, advice=err.advice, place=loaded.place_of("launch", "pad")
        ) from err
    given = {
        "site": (site, s.site),
        "vehicle": (vehicle, s.vehicle),
        "spacecraft": (craft, s.spacecraft.model_extra or {}),
        "station": (station, s.station),
    }
    overrides = {
        role: _overrides(loaded, role, fact, table) for role, (fact, table) in given.items()
    }
    overrides["target"] = _target(loaded)
    return Case(loaded, site, pad, vehicle, craft, station, overrides, catalogue, effort)


def _look_up(
    loaded: LoadedStudy[MissionStudy],
    catalogue: Catalogue,
    kinds: tuple[FactKind, ...],
    name: str,
    path: tuple[str, str],
) -> Any:
    beside = loaded.folder / name if loaded.folder and name.casefold().endswith(".toml") else None
    where: str | Path = beside if beside is not None and beside.exists() else name
    missing: UnknownNameError | None = None
    for kind in kinds:
        try:
            return catalogue.get(kind, where)
        except UnknownNameError as err:
            if missing is None or err.fields.get("nearest"):
                missing = err
        except FactError as err:
            if kind == kinds[-1] or "was asked for" not in err.message:
                raise
    assert missing is not None
    message = f"no {' or '.join(kinds)} is called {name!r}" if len(kinds) > 1 else missing.message
    raise UnknownNameError(
        message, advice=missing.advice, place=loaded.place_of(*path), **missing.fields
    ) from missing


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested TOML tables as dotted paths, down to a number or a figure table."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not {"value", "low"} & value.keys():
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _overrides(
    loaded: LoadedStudy[MissionStudy], role: str, fact: Fact | None, table: dict[str, Any]
) -> Overrides:
    figures: dict[str, Figure] = {}
    for path, value in _flat(table).items():
        place = loaded.place_of(role, *path.split("."))
        if fact is not None:
            _check_field(fact, path, place)
        figures[path] = own_figure(value, path, place, loaded)
        check_own_figure(fact, path, figures[path], place)
    return Overrides(figures)


def _check_field(fact: Fact, path: str, place: str) -> None:
    """A study may only override a figure that the fact has.

    Or a top-level one its kind could have.
    """
    if "." not in path and path in type(fact).model_fields and unit_of(path):
        return
    try:
        fact.figure(path)
    except FactError as err:
        known = [p for p, _ in fact.figures() if not p.startswith("payloads")]
        near = nearest(path, {p: p for p in known})
        advice = f"did you mean {near[0]}?" if near else f"see `visviva facts {fact.slug}`"
        raise StudyError(f"{fact.slug} has no figure {path!r}", advice=advice, place=place) from err


def own_figure(value: Any, path: str, place: str, loaded: LoadedStudy[MissionStudy]) -> Figure:
    """A figure stated by the study: exact when a plain number, else with the spread it gives."""
    table = value if isinstance(value, dict) else {"value": value, "kind": "exact"}
    number = table.get("value", table.get("low"))
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise StudyError(
            f"{path}: {value!r} is not a number", advice="write a plain number", place=place
        )
    positive = unit_of(path) in ("kg", "kN", "N", "m/s", "s", "d", "km") and not path.endswith(
        ("lat_deg", "lon_deg")
    )
    if positive and number < 0:
        raise StudyError(
            f"{path} is {number:g}", advice="give a figure of zero or more", place=place
        )
    source = say("source.setting" if place.startswith("--set") else "source.study")
    try:
        figure = Figure.model_validate(
            {
                "source": source,
                "as_of": loaded.study.study.said_on,
                "how_known": "read",
                **{
                    k: float(v) if isinstance(v, int) and not isinstance(v, bool) else v
                    for k, v in table.items()
                },
            }
        )
    except ValueError as err:
        reason = str(err).splitlines()[-2].strip() if "\n" in str(err) else str(err)
        raise StudyError(
            f"{path}: {reason}", advice="give value, low and high", place=place
        ) from err
    # The schema would keep the English alone.
    return figure if "source" in table else figure.model_copy(update={"source": source})


def _target(loaded: LoadedStudy[MissionStudy]) -> Overrides:
    target = loaded.study.target
    figures = {}
    for name in ("perigee_km", "apogee_km", "inclination_deg"):
        value = getattr(target, name)
        if value is not None:
            figures[name] = own_figure(value, name, loaded.place_of("target", name), loaded)
    return Overrides(figures)
