"""Reading a study: a small TOML file with the claim as stated and what it is about."""

from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from visviva.assessment.registry import PACKAGES, Registry
from visviva.assessment.settings import apply, parts_of, refuse_renamed
from visviva.assessment.study_values import SHARED, F_co, LoadedStudy
from visviva.data.catalogue import nearest
from visviva.data.catalogue_read import first_error, line_of, read_toml
from visviva.data.json_schema import plain_toml
from visviva.errors import FactError, StudyError, UnknownNameError, VisvivaError

M = TypeVar("M", bound=BaseModel)


#: Studies that the JSON Schema shows: a mission and a satellite's history.
EXAMPLES = ("soyuz-tiangong", "malligyong-alive")


def study_names() -> tuple[str, ...]:
    """Slugs of the studies that ship with the program."""
    folder = files("visviva.assessment") / "studies"
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in folder.iterdir()
            if entry.name.endswith(".toml")
        )
    )


def load_study(
    origin: str | Path, settings: tuple[str, ...] = (), *, packages: tuple[str, ...] = PACKAGES
) -> LoadedStudy[Any]:
    """A study of any kind, by name or by path.

    With ``path=value`` settings applied before it is checked.

    Parameters
    ----------
    origin : str or Path
        Slug of a shipped study, or the path of a TOML file.
    settings : tuple of str
        Such as ``"launch.site=jiuquan"``; the value is read as TOML where it can be, else as text.
    packages : tuple of str
        Packages in which kinds and checks are looked for.

    Raises
    ------
    UnknownNameError
        If no study has that name.
    StudyError
        If the file cannot be read or breaks the schema; the place is named.

    Examples
    --------
    >>> load_study("malligyong-alive").study.history.satellite
    'malligyong-1'
    >>> load_study("soyuz-tiangong", ("launch.site=jiuquan",)).study.launch.site
    'jiuquan'
    """
    name, given_as_path = str(origin), isinstance(origin, Path)
    shipped = files("visviva.assessment") / "studies" / f"{name}.toml"
    is_path = given_as_path or name.endswith(".toml") or "/" in name or "\\" in name
    if not is_path and not shipped.is_file():
        is_path = Path(name).exists()
        if not is_path:
            raise _unknown(name)
    try:
        raw, text = read_toml(Path(name) if is_path else Path(str(shipped)))
    except FactError as err:
        raise StudyError(err.message, advice=_advice(err), place=err.place) from err
    registry = Registry(packages)
    for setting in settings:
        known = SHARED if parts_of(setting)[0] in SHARED else registry.sections()
        apply(raw, setting, known)
    _drop_pad(raw, settings)
    for table, values in raw.items():
        for key in values if isinstance(values, dict) else ():
            refuse_renamed(f"{table}.{key}", f"{name}:{line_of(text, (table, key))}")
    kind = registry.kind_of(raw, name)
    study = _checked(kind.model, raw, text, name, settings)
    folder = Path(name).resolve().parent if is_path else None
    return LoadedStudy(study, kind.name, name, folder, settings, text, packages)


def with_settings(loaded: LoadedStudy[F_co], *settings: str) -> LoadedStudy[F_co]:
    """The same study with more ``path=value`` settings on top."""
    return load_study(
        Path(loaded.origin) if loaded.folder else loaded.origin,
        (*loaded.settings, *settings),
        packages=loaded.packages,
    )


def _drop_pad(raw: dict[str, Any], settings: tuple[str, ...]) -> None:
    """Another site comes with its own pads: the file's pad goes, unless one is set as well."""
    paths = {setting.partition("=")[0].strip() for setting in settings}
    launch = raw.get("launch")
    if "launch.site" in paths and "launch.pad" not in paths and isinstance(launch, dict):
        launch.pop("pad", None)


def _unknown(name: str) -> UnknownNameError:
    near = nearest(name, {s: s for s in study_names()})
    advice = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "`visviva studies` lists them; a file ends in .toml"
    )
    return UnknownNameError(f"no study is called {name!r}", advice=advice, nearest=near)


def _advice(err: VisvivaError) -> str | None:
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


def study_schema(packages: tuple[str, ...] = PACKAGES) -> dict[str, Any]:
    """JSON Schema of a study file, for editors: one of the kinds."""
    first, *others = (kind.model for kind in Registry(packages).kinds())
    union: Any = first
    for model in others:
        union = union | model
    schema: dict[str, Any] = TypeAdapter(union).json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "visviva study"
    shipped = files("visviva.assessment") / "studies"
    schema["examples"] = [plain_toml(shipped / f"{name}.toml") for name in EXAMPLES]
    return schema
