"""Rows of the raw tables that `make_vehicle_facts.py` writes from, each with its source."""

import csv
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RECIPES = Path(__file__).resolve().parent / "recipes"
G0 = 9.80665
#: Nodal drift of one turn a year asks for cos i = -(a / 12,352 km)^(7/2) of a circular orbit.
SUN_SYNCHRONOUS_KM = 12352.0
EARTH_KM = 6378.137
#: How far two tables of one figure lie apart as a rule: propellant, dry mass.
PROPELLANT_SPREAD, DRY_SPREAD = 0.03, 0.10
GCAT_STAGES = "GCAT stages.tsv (J. McDowell, CC-BY 4.0) by way of Emissions_API 59d8834"


@dataclass(frozen=True)
class Engine:
    """One engine, or the mean of a solid motor: kN and s; None: not known."""

    vacuum: float | None
    sea_level: float | None
    isp_vacuum: float
    isp_sea_level: float | None
    source: str
    known: str
    as_of: str
    solid: bool = False
    burn: float | None = None


@dataclass(frozen=True)
class Masses:
    propellant: float
    dry: float
    count: int
    fairing: float | None
    source: str
    known: str
    as_of: str


@cache
def table(folder: Path, name: str) -> tuple[dict[str, str], ...]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def own_engines() -> dict[str, dict]:
    return tomllib.loads((RECIPES / "engines.toml").read_text(encoding="utf-8"))


def number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def engine(folder: Path, said: str) -> Engine:
    """An engine by ``ro:``, ``ol:`` (tables) or ``rc:`` (recipes) and its name."""
    where, _, name = said.partition(":")
    if where == "rc":
        own = own_engines()[name]
        thrust = own.get("thrust", [0, 0])
        known = own.get("known", "recalled" if "recalled" in own["source"] else "derived")
        return Engine(
            thrust[1] or None,
            thrust[0] or None,
            own["isp"][1],
            own["isp"][0] or None,
            own["source"],
            known,
            "2026-11-29",
            own.get("solid", False),
            own.get("burn"),
        )
    file = {"ro": "engines_ro.csv", "ol": "engines_orbitlab.csv"}[where]
    rows = [r for r in table(folder, file) if r["engine"] == name]
    if not rows:
        raise SystemExit(f"no engine {said}")
    row = rows[0]
    label = (
        f"RealismOverhaul {name} (KSP-RO 25a536b)"
        if where == "ro"
        else f"Orbitlab parts.ts 02e5506: {name}"
    )
    isp = number(row["isp_vac_s"])
    assert isp is not None
    return Engine(
        number(row["thrust_vac_kn"]),
        number(row["thrust_sl_kn"]),
        isp,
        number(row["isp_sl_s"]),
        label,
        "read",
        row["as_of"],
    )


def masses(folder: Path, row: str, stage: int) -> Masses:
    """GCAT's masses of one stage: `row` is type and variant."""
    name, _, variant = row.partition("|")
    for r in table(folder, "stages_gcat_derived.csv"):
        if r["gcat_name"] == name and r["variant"] == (variant or "-"):
            if int(r["stage_no"]) != stage:
                continue
            if r["how_known"] in ("proxy", "assumed", "doubtful"):
                raise SystemExit(f"{row} stage {stage} is {r['how_known']}: {r['trap']}")
            return Masses(
                float(r["propellant_kg_each"]),
                float(r["dry_kg_each"]),
                int(r["count"]),
                number(r["fairing_kg"]),
                f"{GCAT_STAGES}: {row.replace('|-', '').replace('|', ' ')}",
                "derived",
                r["as_of"],
            )
    raise SystemExit(f"no masses of {row} stage {stage}")


def orbitlab_masses(folder: Path, vehicle: str, stage: str) -> Masses:
    for r in table(folder, "stages_orbitlab.csv"):
        if r["stage"] == stage and r["vehicle"].startswith(vehicle):
            source = f"Orbitlab parts.ts 02e5506: {r['vehicle']} {stage}"
            if "cites nothing" not in r["source"]:
                source += ", citing" + r["source"].split("it cites")[1].split(";")[0]
            return Masses(
                float(r["propellant_kg_each"]),
                float(r["dry_mass_kg_each"]),
                int(r["count"]),
                None,
                source,
                "read",
                r["as_of"],
            )
    raise SystemExit(f"no Orbitlab stage {vehicle} {stage}")


@cache
def launch_vehicles(folder: Path) -> dict[str, dict[str, str]]:
    """GCAT's lv.tsv by type and variant."""
    found: dict[str, dict[str, str]] = {}
    with (folder.parent / "gcat" / "lv.tsv").open(encoding="utf-8") as file:
        head = file.readline().lstrip("#").rstrip("\n").split("\t")
        for line in file:
            if line.startswith("#"):
                continue
            row = dict(zip(head, (x.strip() for x in line.rstrip("\n").split("\t")), strict=False))
            found[f"{row['LV_Name']}|{row['LV_Variant']}"] = row
    return found


def sun_synchronous_deg(height_km: float) -> float:
    """Inclination of a circular Sun-synchronous orbit, deg."""
    ratio = (EARTH_KM + height_km) / SUN_SYNCHRONOUS_KM
    return round(math.degrees(math.acos(-(ratio**3.5))), 2)


def mean_thrust_kn(propellant: float, isp: float, burn: float) -> float:
    """Mean thrust of a solid motor from its propellant, impulse and time: F = m Isp g0 / t."""
    return propellant * isp * G0 / burn / 1e3
