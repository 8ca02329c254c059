"""Where does a falling piece come down?

Limits: a point mass without lift, constant drag coefficient, the air of 1976, no wind unless a file
is given; the ground at sea level unless said. Nothing is solved backwards: a state goes in, the
place follows.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import enu_matrix, geodetic_to_itrf
from visviva.core.read import parse_toml, read_text
from visviva.core.result import Result
from visviva.errors import InputError, RangeError, UnknownNameError
from visviva.launch.flight.fall import Body, Impact, fall

#: Fields of a case: bounds in the unit of the name.
FIELDS: dict[str, tuple[float, float]] = {
    "altitude_m": (-500.0, 2.0e6),
    "lat_deg": (-90.0, 90.0),
    "lon_deg": (-360.0, 360.0),
    "v_relative_m_s": (0.0, 12000.0),
    "fpa_relative_deg": (-90.0, 90.0),
    "azimuth_relative_deg": (-360.0, 360.0),
    "mass_kg": (1e-6, 1e7),
    "area_m2": (0.0, 1e5),
    "cd": (0.0, 100.0),
}
_OTHER = {"source", "note", "ground_m"}


@dataclass(frozen=True, slots=True)
class FallRequest:
    """A file of cases; one of them by name; the wind (a value) where it blows."""

    file: Path
    case: str | None = None
    wind: Wind | None = None


@dataclass(frozen=True, slots=True)
class FallCase:
    """A piece and its state over the turning Earth: rad, m, m/s relative to the ground."""

    name: str
    altitude: float
    latitude: float
    longitude: float
    speed: float
    path_angle: float
    azimuth: float
    body: Body
    ground: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class FallResult(Result):
    """Where each case came down."""

    SCHEMA: ClassVar[str] = "visviva.fall/1"
    ROWS: ClassVar[str] = "cases"
    cases: tuple[FallCase, ...]
    impacts: tuple[Impact, ...]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a case."""
        return [
            {"name": case.name, "impact": _impact(impact), **_impact(impact)}
            for case, impact in zip(self.cases, self.impacts, strict=True)
        ]

    def head(self) -> Mapping[str, Any]:
        """The impact where the file holds one case, else that of the first."""
        return {"name": self.cases[0].name, "impact": _impact(self.impacts[0])}


def follow_fall(request: FallRequest) -> FallResult:
    """Follow every case of a file to the ground.

    Raises
    ------
    InputError, RangeError, UnknownNameError
        If the file or a figure of it cannot be used; the place names case and field.
    PropagationError
        If a piece does not come down within two hours.
    """
    cases = read_fall_cases(request.file)
    if request.case is not None:
        cases = tuple(c for c in cases if c.name == request.case)
        if not cases:
            raise UnknownNameError(f"no case {request.case!r}", advice="see the file's tables")
    return FallResult(cases, tuple(fall_of(case, wind=request.wind) for case in cases))


def fall_of(case: FallCase, *, wind: Wind | None = None) -> Impact:
    """Follow one case to the ground."""
    r = geodetic_to_itrf(case.latitude, case.longitude, case.altitude)
    level = case.speed * math.cos(case.path_angle)
    local = np.array(
        [
            level * math.sin(case.azimuth),
            level * math.cos(case.azimuth),
            case.speed * math.sin(case.path_angle),
        ]
    )
    relative = enu_matrix(case.latitude, case.longitude).T @ local
    v = relative + np.cross([0.0, 0.0, EARTH_RATE], r)
    return fall(r, v, case.body, ground=case.ground, wind=wind)


def read_fall_cases(path: str | Path) -> tuple[FallCase, ...]:
    """Cases of a TOML file, one table each.

    Raises
    ------
    InputError, RangeError
        If the file cannot be read, a field is missing, unknown or out of its range.
    """
    target = Path(path)
    raw = parse_toml(read_text(target, most=1 << 20), place=str(path))
    tables = {name: table for name, table in raw.items() if isinstance(table, dict)}
    if not tables:
        raise InputError("no case", advice="write a table such as [stage-1]", place=str(path))
    return tuple(_case(name, table, f"{path}: [{name}]") for name, table in tables.items())


def _case(name: str, table: Mapping[str, Any], place: str) -> FallCase:
    for key in table:
        if key not in FIELDS and key not in _OTHER:
            near = get_close_matches(key, FIELDS, n=1)
            advice = f"did you mean {near[0]}?" if near else "fields are " + ", ".join(FIELDS)
            raise InputError(f"no field {key!r}", advice=advice, place=place)
    figures = {key: _figure(table, key, place) for key in FIELDS}
    ground = table.get("ground_m", 0.0)
    if isinstance(ground, bool) or not isinstance(ground, int | float) or abs(ground) > 9000.0:
        raise RangeError(f"ground_m is {ground!r}", advice="-500 to 9000", place=place)
    if figures["altitude_m"] <= float(ground):
        raise RangeError(
            f"altitude_m is {figures['altitude_m']:g}, below the ground at {float(ground):g}",
            advice="give a higher one",
            place=place,
        )
    return FallCase(
        name=name,
        altitude=figures["altitude_m"],
        latitude=math.radians(figures["lat_deg"]),
        longitude=math.radians(figures["lon_deg"]),
        speed=figures["v_relative_m_s"],
        path_angle=math.radians(figures["fpa_relative_deg"]),
        azimuth=math.radians(figures["azimuth_relative_deg"]),
        body=Body(
            figures["mass_kg"],
            figures["area_m2"],
            drag_coefficient=(figures["cd"],),
        ),
        ground=float(ground),
    )


def _figure(table: Mapping[str, Any], key: str, place: str) -> float:
    value = table.get(key)
    if value is None:
        raise InputError(f"no {key}", advice="every case states it", place=place)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{key}: {value!r} is not a number", advice="write a number", place=place)
    low, high = FIELDS[key]
    if not low <= value <= high:
        raise RangeError(f"{key} is {value:g}", advice=f"give {low:g} to {high:g}", place=place)
    return float(value)


def _impact(impact: Impact) -> dict[str, float]:
    return {
        "lat_deg": math.degrees(impact.latitude),
        "lon_deg": (math.degrees(impact.longitude) + 180.0) % 360.0 - 180.0,
        "t_s": impact.t,
        "speed_m_s": impact.speed,
        "angle_deg": math.degrees(impact.angle),
    }
