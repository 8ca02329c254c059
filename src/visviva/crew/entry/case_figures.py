"""Figures of a stated entry, read one by one within their bounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.columns import read_table
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.fly import entry_state
from visviva.crew.entry.parachute import Parachute, Trigger
from visviva.crew.words import SAY
from visviva.errors import InputError

#: Where the ellipsoid has its mean radius and J2 pulls as it does on average: taken where no
#: latitude is stated.
MEAN_LATITUDE = float(np.arcsin(np.sqrt(1.0 / 3.0)))


_KINDS = {
    "inertial": True,
    "relative": False,
    "air": False,
    "air_relative": False,
    "earth_relative": False,
    "atmospheric": False,
}


#: No figure of an entry is larger in any unit of the keys.
_LARGEST_FIGURE = 1e15


#: Slower than this, high up, is no entry from orbit but a wrong unit, or a balloon: m/s and m.
_SLOW, _HIGH = 100.0, 30e3


_CSV = re.compile(r"\S+\.csv\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Reads numbers of a case, and says which is wrong."""

    raw: Mapping[str, Any]
    place: str

    def number(self, key: str, *, least: float | None = None) -> float | None:
        """A finite number, or None where the key is missing."""
        value = self.raw.get(key)
        if value is None:
            return None
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not -_LARGEST_FIGURE < value < _LARGEST_FIGURE
        ):
            raise InputError(
                f"{key} = {_short(value)} is not a number",
                advice="give a finite number",
                place=self.place,
            )
        if least is not None and value < least:
            raise InputError(
                f"{key} = {value:g} is too small",
                advice=f"give at least {least:g}",
                place=self.place,
            )
        return float(value)

    def first(self, *keys: tuple[str, float]) -> tuple[str, float] | None:
        """Name and SI value of the first key present; two of them are refused."""
        found = [(k, x * scale) for k, scale in keys if (x := self.number(k)) is not None]
        if len(found) > 1:
            raise InputError(
                " and ".join(k for k, _ in found) + " are both given",
                advice="give one of them",
                place=self.place,
            )
        return found[0] if found else None

    def fail(self, message: str, advice: str) -> InputError:
        """An error at this case."""
        return InputError(message, advice=advice, place=self.place)


def _short(value: Any) -> str:
    """`value` as written, cut where it would make an error longer than a line."""
    try:
        shown = repr(value)
    except ValueError:  # a whole number of thousands of digits
        shown = "a number of thousands of digits"
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _speed_kinds(raw: Mapping[str, Any]) -> list[str]:
    return [k for k in _KINDS if f"v_{k}_m_s" in raw or f"v_{k}_km_s" in raw]


def _state(f: _Figures, notes: list[str]) -> tuple[Array, Array]:
    height = f.first(
        ("altitude_m", 1.0), ("altitude_km", 1e3), ("radius_m", 1.0), ("radius_km", 1e3)
    )
    if height is None:
        raise f.fail(
            "no altitude or radius", "give altitude_m, or radius_m from the Earth's centre"
        )
    is_radius = height[0].startswith("radius")
    kinds = _speed_kinds(f.raw)
    if len(kinds) != 1:
        raise f.fail(
            "no speed" if not kinds else "two speeds: " + " and ".join(kinds),
            "give v_inertial_m_s, or v_relative_m_s through the air",
        )
    kind = kinds[0]
    speed = f.first((f"v_{kind}_m_s", 1.0), (f"v_{kind}_km_s", 1e3))
    angles = []
    for what in ("fpa", "azimuth"):
        found = f.first((f"{what}_{kind}_deg", 1.0), (f"{what}_deg", 1.0))
        other = [k for k in _KINDS if _KINDS[k] != _KINDS[kind] and f"{what}_{k}_deg" in f.raw]
        if other:
            raise f.fail(
                f"the speed is {kind}, but {what}_{other[0]}_deg is not",
                f"give {what}_{kind}_deg: angles belong to the velocity they are stated with",
            )
        if found is None and what == "fpa" and speed and speed[1] == 0.0:
            # from rest: no direction is needed
            found = ("fpa", 0.0)
        if found is None and what == "fpa":
            raise f.fail(
                f"no path angle beside v_{kind}_m_s",
                f"give fpa_{kind}_deg, negative on the way down",
            )
        if found is None:
            notes.append("no azimuth stated: due east is taken")
        angles.append(np.radians(found[1] if found else 90.0))
    if speed and 0.0 < speed[1] < _SLOW and (is_radius or height[1] > _HIGH):
        notes.append(
            f"{speed[1]:g} m/s is slower than anything that comes from orbit: is it km/s? "
            f"v_{kind}_m_s is in m/s"
        )
    if angles[0] > 0.0:
        notes.append("the path angle is above the horizon: the flight begins on its way up")
    if f.first(("lat_deg", 1.0), ("lat_geocentric_deg", 1.0)) is None:
        notes.append(
            "no lat_deg stated: 35.26 deg is taken, where the ellipsoid has its mean radius"
        )
    if f.number("lon_deg") is None:
        notes.append("no lon_deg stated: longitudes count from the start of the case")
    lat = f.number("lat_deg")
    geocentric = f.number("lat_geocentric_deg")
    if geocentric is not None and not is_radius:
        raise f.fail("a geocentric latitude beside an altitude", "give lat_deg, geodetic")
    stated = lat if geocentric is None else geocentric
    phi = MEAN_LATITUDE if stated is None else np.radians(stated)
    if lat is not None and is_radius:
        phi = (
            np.arctan((1.0 - 0.0033528106647474805) ** 2 * np.tan(phi)) if abs(lat) < 90.0 else phi
        )
    horizon = f.raw.get("local_horizontal", "geocentric")
    if horizon not in ("geocentric", "geodetic"):
        raise f.fail(f"local_horizontal = {horizon!r}", 'use "geocentric" or "geodetic"')
    return entry_state(
        float(phi),
        np.radians(f.number("lon_deg") or 0.0),
        None if is_radius else height[1],
        speed[1] if speed else np.nan,
        angles[0],
        angles[1],
        radius=height[1] if is_radius else None,
        inertial=_KINDS[kind],
        geodetic_horizon=horizon == "geodetic",
    )


def _mass(f: _Figures, aero: Aerodynamics) -> float:
    mass = f.number("mass_kg", least=1e-6)
    beta = f.number("ballistic_coefficient_kg_m2", least=1e-3)
    if mass is None and beta is not None:
        return beta * float(aero.cd[-1]) * aero.area
    if mass is None:
        raise f.fail("no mass", "give mass_kg, or ballistic_coefficient_kg_m2")
    return mass


def _bank(f: _Figures, folder: Path, lifting: bool, notes: list[str]) -> Bank:
    if "bank" in f.raw and "bank_deg" in f.raw:
        raise f.fail("bank and bank_deg are both given", "give one of them")
    value = f.raw.get("bank", f.raw.get("bank_deg"))
    if value is None:
        if lifting:
            notes.append(SAY("lift-up"))
        return Bank()
    if isinstance(value, str):
        t, angle = read_table(_csv_of(f, "bank", folder), [["t_s", "time_s"], ["bank_deg", "bank"]])
        return _history(f, t, angle)
    if isinstance(value, list):
        t, angle = _pairs(f, "bank" if "bank" in f.raw else "bank_deg")
        return _history(f, t, angle)
    constant = f.number("bank" if "bank" in f.raw else "bank_deg")
    if constant is not None and not abs(constant) <= 180.0:
        raise f.fail(f"a bank of {constant:g} deg", "give an angle from -180 to 180")
    return Bank.constant(np.radians(constant or 0.0))


def _history(f: _Figures, t: Array, angle_deg: Array) -> Bank:
    if not np.all(np.abs(angle_deg) <= 720.0):
        raise f.fail(
            f"a bank of {float(angle_deg[np.argmax(np.abs(angle_deg))]):g} deg",
            "give a history within two turns, in degrees",
        )
    return Bank(t, np.radians(angle_deg))


def _parachutes(f: _Figures) -> tuple[Parachute, ...]:
    rows = f.raw.get("parachutes", ())
    if not isinstance(rows, list | tuple) or not all(isinstance(r, dict) for r in rows):
        raise f.fail("parachutes is not a list of tables", "write [[CASE.parachutes]]")
    out = []
    keys: tuple[tuple[str, Trigger], ...] = (
        ("altitude_m", "altitude"),
        ("speed_m_s", "speed"),
        ("mach", "mach"),
        ("time_s", "time"),
    )
    for number, row in enumerate(rows, 1):
        p = _Figures(row, f"{f.place}, parachute {number}")
        opens = [(trigger, p.number(k)) for k, trigger in keys if k in row]
        area = p.number("drag_area_m2", least=1e-6)
        if len(opens) != 1 or area is None:
            raise p.fail(
                "a parachute needs one trigger and a drag area",
                "give altitude_m, speed_m_s, mach or time_s, and drag_area_m2",
            )
        name = row.get("name", f"parachute {number}")
        if not isinstance(name, str):
            raise p.fail("its name is not a text", 'write name = "drogue"')
        fill, dropped = p.number("fill_s", least=0.0), p.number("dropped_kg", least=0.0)
        out.append(
            Parachute(
                name,
                opens[0][0],
                float(opens[0][1] or 0.0),
                area,
                1.0 if fill is None else fill,
                dropped or 0.0,
            )
        )
    return tuple(out)


def _pairs(f: _Figures, key: str) -> tuple[Array, Array]:
    try:
        table = np.array(f.raw[key], dtype=np.float64)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or table.shape[1] != 2 or not np.all(np.isfinite(table)):
        raise f.fail(
            f"{key} is not a list of pairs of numbers", f"write {key} = [[1.0, 1.2], [5.0, 1.4]]"
        )
    return table[:, 0], table[:, 1]


def _csv_of(f: _Figures, key: str, folder: Path) -> Path:
    """The CSV file that a key names, beside the case file; words after the name are a comment."""
    match = _CSV.search(str(f.raw[key]))
    if match is None:
        raise f.fail(
            f"{key} = {_short(f.raw[key])} names no CSV file", f'write {key} = "table.csv"'
        )
    return folder / match[0]
