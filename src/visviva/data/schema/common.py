"""What every fact file shares: figures with source, date and spread.

Sections that hand their source down.

Limits: a spread is one interval per figure; figures are taken as independent of each other.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from visviva.core.uncertain import Kind, Uncertain
from visviva.errors import FactError

HowKnown = Literal["read", "derived", "recalled"]
#: No figure is larger in any unit of the schema; keeps whole numbers of the file convertible too.
LARGEST = 1e15

_SPREAD = re.compile(r"^\s*(?:±\s*)?(\d{1,6}(?:\.\d{1,9})?)\s*%\s*$", re.ASCII)
_UNITS = {
    "_kg": "kg",
    "_kn": "kN",
    "_n": "N",
    "_s": "s",
    "_km": "km",
    "_m": "m",
    "_m2": "m²",
    "_m3": "m³",
    "_deg": "deg",
    "_m_s": "m/s",
    "_days": "d",
    "_g": "g",
    "_percent": "%",
    "_w_m2": "W/m²",
    "_h": "h",
}


def unit_of(path: str) -> str:
    """Unit that the last field name of a dotted path carries; empty where it carries none.

    >>> unit_of("stages.blok-i.dry_mass_kg"), unit_of("delta_v_m_s"), unit_of("crew_max")
    ('kg', 'm/s', '')
    """
    name = path.rsplit(".", 1)[-1]
    for suffix in sorted(_UNITS, key=len, reverse=True):
        if name.endswith(suffix):
            return _UNITS[suffix]
    return ""


def path_part(key: str) -> str:
    """A key as it stands in a dotted path: quoted where it holds a dot itself.

    >>> path_part("blok-i"), path_part("URM-1.1")
    ('blok-i', '"URM-1.1"')
    """
    return f'"{key}"' if "." in key else key


class Strict(BaseModel):
    """Frozen, nothing coerced, nothing unknown."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Figure(Strict):
    """One number of the world: best value, spread, and where it came from.

    Either ``low`` and ``high``, or ``spread`` (``"2%"``, or a half width in the field's own unit),
    or ``kind = "exact"``. A ``uniform`` figure may leave out ``value``: it is the middle of its
    range.
    """

    value: float = Field(allow_inf_nan=False)
    low: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)
    kind: Kind = "normal"
    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _spread_to_interval(cls, raw: Any) -> Any:
        return _with_interval(raw) if isinstance(raw, dict) else raw

    @model_validator(mode="after")
    def _ordered(self) -> "Figure":
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"value {self.value:g} is outside its own spread [{self.low:g}, {self.high:g}]"
            )
        return self

    def uncertain(self) -> Uncertain:
        """The figure as a value with a spread, in the unit of its field."""
        return Uncertain(self.value, self.low, self.high, self.kind)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _with_interval(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with ``low`` and ``high`` worked out from ``spread`` or ``kind``."""
    out = dict(raw)
    spread = out.pop("spread", None)
    for name in ("value", "low", "high"):
        if _is_number(out.get(name)) and not abs(out[name]) <= LARGEST:
            raise ValueError(f"{name} is not a finite number of the size of a figure")
    kind, value = out.get("kind", "normal"), out.get("value")
    if kind == "exact":
        if "low" in out or "high" in out:
            raise ValueError('kind = "exact" leaves no room for low and high')
        return {**out, "low": value, "high": value} if _is_number(value) else out
    if ("low" in out) != ("high" in out):
        raise ValueError("low and high come together")
    if "low" in out:
        if (
            value is None
            and kind == "uniform"
            and _is_number(out["low"])
            and _is_number(out["high"])
        ):
            out["value"] = 0.5 * (out["low"] + out["high"])
        return out
    if spread is None:
        raise ValueError(
            'a figure without a spread: give low and high, or spread = "2%", or kind = "exact"'
        )
    if value is None or not _is_number(value):
        return {**out, "low": value, "high": value}
    best = float(value)
    half = _half_width(spread, best)
    return {**out, "low": best - half, "high": best + half}


def _half_width(spread: Any, value: float) -> float:
    if _is_number(spread):
        if not 0.0 <= spread <= LARGEST:
            raise ValueError("a spread is a finite number, zero or more")
        return float(spread)
    match = _SPREAD.match(spread) if isinstance(spread, str) else None
    if match is None:
        raise ValueError('spread is neither a percentage such as "2%" nor a half width')
    return abs(value) * float(match.group(1)) / 100.0


def _bounded(least: float, most: float, unit: str, hint: str = "") -> AfterValidator:
    def check(figure: Figure) -> Figure:
        for value in (figure.value, figure.low, figure.high):
            if not least <= value <= most:
                tail = f"; {hint}" if hint else ""
                raise ValueError(f"{value:g} is outside {least:g} to {most:g} {unit}{tail}")
        return figure

    return AfterValidator(check)


MassKg = Annotated[Figure, _bounded(1e-3, 1e7, "kg", "the field is in kilograms")]
StructureKg = Annotated[Figure, _bounded(1.0, 1e7, "kg", "the field is in kilograms, not tonnes")]
ShipKg = Annotated[Figure, _bounded(500.0, 5e5, "kg", "the field is in kilograms, not tonnes")]
ThrustKn = Annotated[Figure, _bounded(1e-3, 1e5, "kN", "the field is in kilonewtons")]
ThrustN = Annotated[Figure, _bounded(1e-3, 5e7, "N")]
ImpulseS = Annotated[Figure, _bounded(50.0, 600.0, "s", "the field is in seconds, not m/s")]
LengthM = Annotated[Figure, _bounded(1e-3, 1e3, "m")]
AreaM2 = Annotated[Figure, _bounded(0.0, 1e4, "m²")]
VolumeM3 = Annotated[Figure, _bounded(1e-3, 1e4, "m³")]
HeightM = Annotated[Figure, _bounded(-500.0, 9000.0, "m")]
AltitudeKm = Annotated[
    Figure, _bounded(-50.0, 2e6, "km", "the field is in kilometres above the surface")
]
MetresUp = Annotated[Figure, _bounded(0.0, 1e6, "m")]
AngleDeg = Annotated[Figure, _bounded(-360.0, 360.0, "deg")]
Hours = Annotated[Figure, _bounded(0.0, 1e6, "h")]
LatitudeDeg = Annotated[Figure, _bounded(-90.0, 90.0, "deg")]
LongitudeDeg = Annotated[Figure, _bounded(-180.0, 360.0, "deg")]
InclinationDeg = Annotated[Figure, _bounded(0.0, 180.0, "deg")]
SpeedMS = Annotated[Figure, _bounded(0.0, 2e4, "m/s", "the field is in m/s, not km/s")]
TimeS = Annotated[Figure, _bounded(0.0, 1e6, "s")]
Days = Annotated[Figure, _bounded(0.0, 1e5, "d")]
Percent = Annotated[Figure, _bounded(0.0, 100.0, "%")]
HeatFlux = Annotated[Figure, _bounded(1.0, 1e6, "W/m²")]
LoadG = Annotated[Figure, _bounded(0.0, 1e3, "g")]
PressureKpa = Annotated[Figure, _bounded(1.0, 1e3, "kPa")]
Number = Annotated[Figure, _bounded(-1e12, 1e12, "")]


#: Name of a row in a dotted path.
Key = Annotated[str, Field(pattern=r'^[^"]+$')]


class Section(Strict):
    """A table whose `source`, `as_of`.

    `how_known` hold for every figure inside that names none of its own.
    """

    source: str | None = Field(default=None, min_length=3)
    as_of: date | None = None
    how_known: HowKnown | None = None
    spread: str | float | None = None
    note: str = ""

    def figures(self, prefix: str = "") -> Iterator[tuple[str, Figure]]:
        """Every figure inside with its dotted path.

        Rows of a list are named by their ``key``, else by number.
        """
        for name in type(self).model_fields:
            yield from _walk(getattr(self, name), f"{prefix}{name}")


def _walk(value: Any, path: str) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Figure):
        yield path, value
    elif isinstance(value, Section):
        yield from value.figures(path + ".")
    elif isinstance(value, tuple):
        for number, row in enumerate(value):
            yield from _walk(row, f"{path}.{path_part(getattr(row, 'key', None) or str(number))}")
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _walk(entry, f"{path}.{name}")


class Defaults(Strict):
    """What a file hands down to every table and figure that says nothing else."""

    source: str | None = Field(default=None, min_length=3)
    as_of: date | None = None
    how_known: HowKnown | None = None
    spread: str | float | None = None


class Sourced(Section):
    """A row that states something by itself, so it must say from where."""

    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class Stated(Sourced):
    """A fact outside physics, told as somebody stated it; it never enters a verdict of physics."""

    text: str = Field(min_length=3)
    said_by: str = Field(min_length=2)
    topic: Literal["politics", "law", "policy", "schedule", "other"] = "other"


class Fact(Section):
    """What every fact carries, whatever its kind.

    ``names``: the name to show, by language (``en`` at least). ``aliases``: other spellings by
    language. ``open``: what is not known, in words. ``status``: only what is active is offered as
    an alternative.
    """

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$")
    names: dict[str, str] = Field(min_length=1)
    aliases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    status: Literal["active", "retired", "planned"] = "active"
    open: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()

    @model_validator(mode="after")
    def _has_an_english_name(self) -> "Fact":
        if "en" not in self.names:
            raise ValueError('names needs at least en = "…"')
        return self

    @property
    def title(self) -> str:
        """English name."""
        return self.names["en"]

    def name_in(self, language: str) -> str:
        """Name in `language`, English where there is none."""
        return self.names.get(language, self.names["en"])

    def figure(self, path: str) -> Figure:
        """The figure at a dotted path such as ``"stages.blok-i.dry_mass_kg"``.

        Numbers may stand for keys.

        Raises
        ------
        FactError
            If there is no figure at `path`.
        """
        node: Any = self
        for part in _parts(path):
            node = _child(node, part)
            if node is None:
                break
        if not isinstance(node, Figure):
            raise FactError(
                f"{self.slug} has no figure at {path!r}", advice=f"see `visviva facts {self.slug}`"
            )
        return node

    def check_range(self, path: str, figure: Figure) -> None:
        """Refuse a figure in place of one of this fact that its field does not allow.

        Raises
        ------
        FactError
            With the range; nothing is said of a path that names no field.
        """
        *before, name = _parts(path)
        node: Any = self
        for part in before:
            node = _child(node, part)
        if not isinstance(node, Section) or name not in type(node).model_fields:
            return
        field = type(node).model_fields[name].rebuild_annotation()
        try:
            TypeAdapter[Any](field).validate_python(figure)
        except ValidationError as err:
            reason = str(err.errors()[0]["msg"]).removeprefix("Value error, ")
            raise FactError(f"{path}: {reason}", advice="correct the figure") from err

    def uncertain(self) -> dict[str, Uncertain]:
        """Every figure as a value with a spread, by dotted path, in the unit of its field."""
        return {path: figure.uncertain() for path, figure in self.figures()}


def _parts(path: str) -> list[str]:
    # Keys of rows may hold dots ("URM-1.1"): they are quoted in a path.
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|([^."]+)', path)]


def _child(node: Any, part: str) -> Any:
    if isinstance(node, tuple):
        for row in node:
            if getattr(row, "key", None) == part:
                return row
        return node[int(part)] if part.isdigit() and int(part) < len(node) else None
    if isinstance(node, dict):
        return node.get(part)
    return (
        getattr(node, part, None)
        if isinstance(node, Section) and part in type(node).model_fields
        else None
    )
