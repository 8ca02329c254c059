"""Stated entries: a TOML file of cases becomes states, capsules and bank histories.

A case is one table; units are in the names of its keys. Limits: what a case does not say is either
refused (mass, area, drag, speed) or taken and told in `notes` (latitude, lift up).
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.columns import read_table
from visviva.core.read import parse_toml, read_text
from visviva.core.time import Epoch
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.case_figures import (
    _CSV,
    _KINDS,
    _bank,
    _csv_of,
    _Figures,
    _mass,
    _pairs,
    _parachutes,
    _speed_kinds,
    _state,
)
from visviva.crew.entry.closed_form import ClosedFormRow, check_rows
from visviva.crew.entry.fly import Capsule, EntryFlight, fly_entry
from visviva.errors import InputError

#: Other spellings of keys.
_ALIASES = {
    "CD": "cd",
    "CL": "cl",
    "l_over_d": "lift_to_drag",
    "l_d": "lift_to_drag",
    "reference_area_m2": "area_m2",
    "entry_alt_km": "altitude_km",
    "alt_km": "altitude_km",
    "alt_m": "altitude_m",
    "latitude_deg": "lat_deg",
    "longitude_deg": "lon_deg",
    "entry_utc": "start_utc",
    "nose_radius": "nose_radius_m",
    "ballistic_coeff_kg_m2": "ballistic_coefficient_kg_m2",
    "heading_deg": "azimuth_deg",
    "path_angle_deg": "fpa_deg",
    "bank_history": "bank",
    "bank_profile": "bank",
    "aero_csv": "aero",
    "bank_csv": "bank",
    "flight_csv": "flight",
    **{f"heading_{k}_deg": f"azimuth_{k}_deg" for k in _KINDS},
    **{
        f"{word}_{k}_deg": f"fpa_{k}_deg"
        for k in _KINDS
        for word in ("path_angle", "flight_path_angle", "gamma")
    },
    **{
        spelt: f"v_{k}_m_s"
        for k in _KINDS
        for spelt in (f"speed_{k}_m_s", f"velocity_{k}_m_s", f"{k}_speed_m_s")
    },
}
_LARGEST_FILE = 10_000_000
_STATE_KEYS = ("altitude_m", "altitude_km", "radius_m", "radius_km")
_MACH_KEY = re.compile(r"^mach_(\d+)(?:_(\d+))?_(alt_km|altitude_km|time_s)$")
KNOWN_KEYS = (
    *_STATE_KEYS,
    "lat_deg",
    "lat_geocentric_deg",
    "lon_deg",
    "local_horizontal",
    "mass_kg",
    "area_m2",
    "diameter_m",
    "nose_radius_m",
    "cd",
    "cl",
    "lift_to_drag",
    "cd_by_mach",
    "cl_by_mach",
    "aero",
    "bank",
    "bank_deg",
    "flight",
    "source",
    "peer_result",
    "peak_g",
    "ballistic_coefficient_kg_m2",
    "parachutes",
    "wind",
    "ground_m",
    "start_utc",
    "name",
    *(
        f"{q}_{k}{u}"
        for k in _KINDS
        for q, u in (("v", "_m_s"), ("fpa", "_deg"), ("azimuth", "_deg"))
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class EntryCase:
    """One stated entry, ready to fly.

    Attributes
    ----------
    name : str
    r_itrf, v_itrf : ndarray (3,)
        State at the case's zero of time.
    capsule : Capsule
    bank : Bank
    wind : Wind or None
    ground : float
        Altitude of the ground, m.
    start : Epoch or None
    stated : dict
        What the case says came out: ``peak_g``, ``drogue_time_s``, ``mach_…`` and the like, as
        read.
    flight : (t, altitude, inertial speed) or None
        Flown profile, s, m, m/s; the speed may be empty.
    notes : tuple of str
        What was taken because the case does not say it.
    """

    name: str
    r_itrf: Array
    v_itrf: Array
    capsule: Capsule
    bank: Bank
    wind: Wind | None = None
    ground: float = 0.0
    start: Epoch | None = None
    stated: dict[str, float] = field(default_factory=dict)
    flight: tuple[Array, Array, Array] | None = None
    notes: tuple[str, ...] = ()

    def fly(self) -> EntryFlight:
        """The entry flown, through a skip that comes back too.

        Raises as `visviva.crew.entry.fly.fly_entry` does.
        """
        return fly_entry(
            self.r_itrf,
            self.v_itrf,
            self.capsule,
            self.bank,
            wind=self.wind,
            ground=self.ground,
            may_skip=True,
        )


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a file holds: entries by name, and tables that check the closed form."""

    entries: tuple[str, ...]
    checks: tuple[str, ...]
    raw: Mapping[str, Any]
    path: Path

    def entry(self, name: str) -> EntryCase:
        """The case called `name`; raises `InputError` at its place."""
        try:
            return _entry(name, self.raw[name], self.path)
        except InputError as err:
            if err.place is not None:
                raise
            place = f"{self.path}: {name}"
            raise InputError(err.message, advice=err.advice, place=place, **err.fields) from err

    def check(self, name: str) -> tuple[ClosedFormRow, ...]:
        """The rows of a closed-form check."""
        return check_rows(self.raw[name], f"{self.path}: {name}")

    def select(self, name: str) -> str:
        """`name`, if the file has it; raises `InputError` with the nearest names otherwise."""
        names = (*self.entries, *self.checks)
        if name in names:
            return name
        near = difflib.get_close_matches(name, names, 2, 0.5)
        advice = (
            f"did you mean {' or '.join(near)}?" if near else "the file has " + ", ".join(names)
        )
        raise InputError(f"no case {name!r}", advice=advice, place=str(self.path))


def read_cases(path: Path) -> CaseFile:
    """Read a file of stated entries.

    Raises
    ------
    InputError
        If it cannot be read, is no TOML, or holds no case.
    """
    raw = parse_toml(read_text(path, most=_LARGEST_FILE), place=str(path))
    tables: dict[str, dict[str, Any]] = {k: v for k, v in raw.items() if isinstance(v, dict)}
    for key, rows in raw.items():
        if (
            isinstance(rows, list)
            and rows
            and all(isinstance(row, dict) for row in rows)
            and key != "parachutes"
        ):
            tables |= {
                name if isinstance(name := row.get("name"), str) else f"{key}-{n}": row
                for n, row in enumerate(rows, 1)
            }
    if any(k in raw for k in _STATE_KEYS) or _speed_kinds(raw):
        tables = {path.stem: raw}
    tables = {
        name: {_ALIASES.get(k, k): v for k, v in table.items()} for name, table in tables.items()
    }
    checks = tuple(k for k, v in tables.items() if "rows" in v and "columns" in v)
    entries = tuple(k for k in tables if k not in checks)
    if not tables:
        raise InputError(
            "no case in it",
            advice="write a table such as [capsule] with altitude_m, v_inertial_m_s, "
            "fpa_inertial_deg, mass_kg, cd",
            place=str(path),
        )
    return CaseFile(entries, checks, tables, path)


def _entry(name: str, raw: Mapping[str, Any], path: Path) -> EntryCase:
    place = f"{path}: {name}"
    figures = _Figures(raw, place)
    notes = [
        _misspelt(k, near[0])
        for k in raw
        if k not in KNOWN_KEYS and (near := difflib.get_close_matches(k, KNOWN_KEYS, 1, 0.85))
    ]
    r, v = _state(figures, notes)
    aero = _aero(figures, path.parent)
    mass = _mass(figures, aero)
    nose = figures.number("nose_radius_m", least=1e-3)
    lifting = bool(np.any(aero.cl != 0.0))
    bank = _bank(figures, path.parent, lifting, notes)
    capsule = Capsule(name, mass, aero, nose, _parachutes(figures))
    start = Epoch.parse(str(raw["start_utc"])) if isinstance(raw.get("start_utc"), str) else None
    wind = None
    if "wind" in raw:
        file = _csv_of(figures, "wind", path.parent)
        altitude, east, north = read_table(file, [["altitude_m"], ["east_m_s"], ["north_m_s"]])
        wind = Wind(altitude, east, north)
    flight = None
    if "flight" in raw and _CSV.search(str(raw["flight"])):
        t, alt, speed = read_table(
            _csv_of(figures, "flight", path.parent),
            [["t_s"], ["alt_km", "altitude_km"]],
            [["v_inertial_m_s", "speed_inertial_m_s"]],
        )
        flight = (t, alt * 1e3, speed)
    stated = {
        k: float(x)
        for k, x in raw.items()
        if (
            k in ("peak_g", "drogue_time_s", "peak_heat_W_cm2", "heat_load_J_cm2")
            or _MACH_KEY.match(k)
        )
        and isinstance(x, int | float)
    }
    ground = figures.number("ground_m") or 0.0
    return EntryCase(name, r, v, capsule, bank, wind, ground, start, stated, flight, tuple(notes))


def stated_mach(key: str) -> float | None:
    """Mach number of a key such as ``mach_1_23_alt_km``; None for other keys.

    >>> stated_mach("mach_1_23_alt_km"), stated_mach("peak_g")
    (1.23, None)
    """
    match = _MACH_KEY.match(key)
    return float(f"{match[1]}.{match[2] or 0}") if match else None


def _misspelt(key: str, near: str) -> str:
    return f"the key {key!r} is not read; did you mean {near!r}?"


def _aero(f: _Figures, folder: Path) -> Aerodynamics:
    ratio = f.number("lift_to_drag")
    mach, cd, cl = np.array([0.0]), np.empty(0), np.empty(0)
    if "aero" in f.raw:
        names = [["cl"], ["lift_to_drag", "l/d", "l_d", "ld"]]
        mach, cd, cl, by_mach = read_table(_csv_of(f, "aero", folder), [["mach"], ["cd"]], names)
        if cl.size == 0 and by_mach.size:
            cl = cd * by_mach
    elif "cd_by_mach" in f.raw:
        mach, cd = _pairs(f, "cd_by_mach")
        if "cl_by_mach" in f.raw:
            at, values = _pairs(f, "cl_by_mach")
            both = np.union1d(mach, at)
            mach, cd, cl = both, np.interp(both, mach, cd), np.interp(both, at, values)
    elif (constant := f.number("cd", least=0.0)) is not None:
        cd = np.array([constant])
    elif f.number("ballistic_coefficient_kg_m2") is not None:
        cd = np.array([1.0])
    else:
        raise f.fail(
            "no drag coefficient", "give cd, cd_by_mach = [[mach, cd], …] or aero = a CSV file"
        )
    if ratio is not None:
        cl = cd * ratio
    elif (constant := f.number("cl")) is not None:
        cl = np.full_like(cd, constant)
    elif cl.size == 0:
        cl = np.zeros_like(cd)
    area = f.first(("area_m2", 1.0), ("diameter_m", 1.0))
    beta = f.number("ballistic_coefficient_kg_m2", least=1e-3)
    if area is None and beta is None:
        raise f.fail("no reference area", "give area_m2 or diameter_m")
    if area is not None:
        size = area[1] if area[0] == "area_m2" else 0.25 * np.pi * area[1] ** 2
    else:
        size = (f.number("mass_kg", least=1e-6) or float(beta or 1.0)) / (
            float(beta or 1.0) * float(cd[-1])
        )
    return Aerodynamics(float(size), mach, cd, cl)
