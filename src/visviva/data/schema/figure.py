"""A figure of a fact: best value, spread, unit, source; and the bounds that a field sets it.

Limits: a spread is one interval per figure; figures are taken as independent of each other.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from visviva.core.uncertain import Kind, Uncertain

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


class Strict(BaseModel):
    """Frozen, nothing coerced, nothing unknown."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


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
